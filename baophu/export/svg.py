"""An SVG as matplotlib writes it, made ready to stand inside a page."""

import math
import re
from dataclasses import dataclass
from html import escape
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

_ROOT = re.compile(r"<svg\b[^>]*>", re.DOTALL)
_METADATA = re.compile(r"<metadata>.*?</metadata>\s*", re.DOTALL)
_VIEW_BOX = re.compile(r"""viewBox=(["'])([^"']*)\1""")
_LINK = re.compile(r"<a\b[^>]*?\b(?:xlink:)?href=\"#([^\"]+)\"[^>]*>(.*?)</a>", re.DOTALL)
_MARKER = re.compile(r"<use\b[^>]*>", re.DOTALL)
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_LINE_END = re.compile(r"\s*\n\s*")
# The page itself names the families, with more for readers who do not have this one; and text that is not turned.
_NEEDLESS = re.compile(r"""font-family: 'DejaVu Sans';? ?| transform="rotate\(-0 [^"]*\"""")
_LARGEST = 12.0  # radius that a finger hits: 24 px across at the width of a phone


@dataclass(frozen=True)
class PointLink:
    """A marker that leads to a source entry, at a share of the drawing's width and height."""

    target: str
    x: float
    y: float


def extract_drawing(svg: str) -> str:
    """The ``<svg>`` element alone, without prolog and without matplotlib's metadata."""
    return _METADATA.sub("", svg[_ROOT.search(svg).start() :]).strip()


def inline_svg(svg: str, alt: str) -> str:
    """The drawing for HTML: as wide as it is given room, and saying ``alt``.

    The role is ``group``, not ``img``: an image would hide the links of the points from a screen reader.
    """
    group = f'<svg role="group" aria-label="{escape(alt)}"'
    try:
        root = _without_name_spaces(ElementTree.fromstring(_NEEDLESS.sub("", _LINE_END.sub(" ", extract_drawing(svg)))))
    except ElementTree.ParseError:
        return extract_drawing(svg).replace("<svg", group, 1)
    _name_links(root)
    _widen_links(root)
    for needless in ("width", "height") if root.get("viewBox") else ():
        root.attrib.pop(needless, None)
    return ElementTree.tostring(root, encoding="unicode").replace("<svg", group, 1)


def _without_name_spaces(root: Element) -> Element:
    """HTML does not know name spaces, and writes ``href`` for ``xlink:href``."""
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
        element.attrib = {name.rpartition("}")[2]: value for name, value in element.attrib.items()}
    return root


def _name_links(root: Element) -> None:
    """Name each link by the tooltip of the element around it, where matplotlib leaves it."""
    parents = {child: parent for parent in root.iter() for child in parent}
    for link in root.iter("a"):
        link.attrib.pop("target", None)
        place = link
        while place is not None and place.find("title") is None:
            place = parents.get(place)
        if place is not None and not link.get("aria-label"):
            link.set("aria-label", place.find("title").text or "")


def _widen_links(root: Element) -> None:
    """Give each linked marker an unseen disc for fingers, as far as that takes nothing from its neighbours."""
    places = {link: _centre(link) for link in root.iter("a") if link.get("href", "").startswith("#")}
    spots = {link: spot for link, spot in places.items() if spot}
    for link, spot in spots.items():
        others = (math.dist(spot, other) for at, other in spots.items() if at is not link)
        radius = min(_LARGEST, min(others, default=2 * _LARGEST) / 2)
        disc = Element("circle", {"class": "hit", "cx": f"{spot[0]:.5g}", "cy": f"{spot[1]:.5g}", "r": f"{radius:.2g}"})
        link.insert(0, disc)


def _centre(link: Element) -> tuple[float, float] | None:
    marker = next((part for part in link.iter() if part.tag in ("use", "path")), None)
    if marker is None:
        return None
    if marker.tag == "use":
        return float(marker.get("x", 0)), float(marker.get("y", 0))
    # A bar, as matplotlib writes it: corners in pairs of numbers.
    numbers = list(map(float, _NUMBER.findall(marker.get("d", ""))))
    x, y = numbers[::2], numbers[1::2]
    # A large one is enough for a finger.
    is_small = y and max(max(x) - min(x), max(y) - min(y)) < 2 * _LARGEST
    return ((min(x) + max(x)) / 2, (min(y) + max(y)) / 2) if is_small else None


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
