"""An SVG as matplotlib writes it, made ready to stand inside a page."""

import re
from dataclasses import dataclass
from html import escape

_ROOT = re.compile(r"<svg\b[^>]*>", re.DOTALL)
_SIZE = re.compile(r"""\s(?:width|height)=(["'])[^"']*\1""")
_METADATA = re.compile(r"<metadata>.*?</metadata>\s*", re.DOTALL)
_VIEW_BOX = re.compile(r"""viewBox=(["'])([^"']*)\1""")
_LINK = re.compile(r"<a\b[^>]*?\b(?:xlink:)?href=\"#([^\"]+)\"[^>]*>(.*?)</a>", re.DOTALL)
_LINK_TAG = re.compile(r"<a\b[^>]*\bhref=\"#[^>]*>")
# A point's tooltip, up to the link of the same point.
_TIP = re.compile(r"<title>([^<]*)</title>((?:(?!<title>|<a\b|</a>|</g>).)*)<a\b(?![^>]*aria-label)", re.DOTALL)
_MARKER = re.compile(r"<use\b[^>]*>", re.DOTALL)


@dataclass(frozen=True)
class PointLink:
    """A marker that leads to a source entry, at a share of the drawing's width and height."""

    target: str
    x: float
    y: float


def drawing(svg: str) -> str:
    """The ``<svg>`` element alone, without prolog and without matplotlib's metadata."""
    return _METADATA.sub("", svg[_ROOT.search(svg).start() :]).strip()


def inline_svg(svg: str, alt: str) -> str:
    """The drawing for HTML: it takes the width it is given, and says ``alt``.

    The role is ``group``, not ``img``: an image would hide the links of the points from a screen reader.
    """
    svg = _LINK_TAG.sub(_same_window, drawing(svg))
    # matplotlib puts the link inside the element that has the tooltip; a link needs a name of its own.
    svg = _TIP.sub(r'<title>\1</title>\2<a aria-label="\1"', svg)
    root = _ROOT.search(svg)[0]
    sized = _SIZE.sub("", root) if _VIEW_BOX.search(root) else root
    told = f'<svg role="group" aria-label="{escape(alt)}"' + sized.removeprefix("<svg")
    return svg.replace(root, told, 1)


def _same_window(tag) -> str:
    return tag[0].replace(' target="_blank"', "")


def point_links(svg: str) -> list[PointLink]:
    """The linked markers, for a format that loses the links inside a drawing."""
    box = _VIEW_BOX.search(_ROOT.search(svg)[0])
    if not box:
        return []
    left, top, width, height = map(float, re.split(r"[\s,]+", box[2].strip()))
    links = []
    for target, inside in _LINK.findall(svg):
        place = _place(inside)
        if place:
            links.append(PointLink(target, (place[0] - left) / width, (place[1] - top) / height))
    return links


def _place(inside: str) -> tuple[float, float] | None:
    marker = _MARKER.search(inside)
    found = [re.search(rf'\b{axis}="([-\d.]+)"', marker[0]) for axis in "xy"] if marker else [None]
    return tuple(float(match[1]) for match in found) if all(found) else None
