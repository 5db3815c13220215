"""Prepare an SVG of matplotlib for embedding in a page."""

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
# The font family, which the page sets with fallbacks, and rotations by zero.
_REDUNDANT = re.compile(r"""font-family: 'DejaVu Sans';? ?| transform="rotate\(-0 [^"]*\"""")
_MAX_RADIUS = 12.0  # a target of 24 px for a finger, at the width of a phone


@dataclass(frozen=True)
class PointLink:
    """A marker that links to a source entry; ``x`` and ``y`` are shares (0-1) of the drawing's width and height."""

    target: str
    x: float
    y: float


def extract_drawing(svg: str) -> str:
    """The ``<svg>`` element without prolog and matplotlib's metadata."""
    return _METADATA.sub("", svg[_ROOT.search(svg).start() :]).strip()


def inline_svg(svg: str, alt: str) -> str:
    """The drawing for HTML: as wide as its container, with the alternative text ``alt``.

    The role is ``group``, not ``img``, which would hide the links of the points from a screen reader.
    """
    group = f'<svg role="group" aria-label="{escape(alt)}"'
    compact = _REDUNDANT.sub("", _LINE_END.sub(" ", extract_drawing(svg)))
    try:
        root = _without_namespaces(ElementTree.fromstring(compact))
    except ElementTree.ParseError:
        return extract_drawing(svg).replace("<svg", group, 1)
    _name_links(root)
    _widen_links(root)
    for name in ("width", "height") if root.get("viewBox") else ():
        root.attrib.pop(name, None)
    return ElementTree.tostring(root, encoding="unicode").replace("<svg", group, 1)


def _without_namespaces(root: Element) -> Element:
    """HTML has no XML namespaces: ``xlink:href`` becomes ``href``."""
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
        element.attrib = {name.rpartition("}")[2]: value for name, value in element.attrib.items()}
    return root


def _name_links(root: Element) -> None:
    """Label each link with the tooltip of the element around it, where matplotlib writes it."""
    parents = {child: parent for parent in root.iter() for child in parent}
    for link in root.iter("a"):
        link.attrib.pop("target", None)
        element = link
        while element is not None and element.find("title") is None:
            element = parents.get(element)
        if element is not None and not link.get("aria-label"):
            link.set("aria-label", element.find("title").text or "")


def _widen_links(root: Element) -> None:
    """Give each linked marker an invisible disc for fingers, not overlapping the discs of its neighbours."""
    centres = {link: _centre(link) for link in root.iter("a") if link.get("href", "").startswith("#")}
    centres = {link: centre for link, centre in centres.items() if centre}
    for link, centre in centres.items():
        distances = (math.dist(centre, other) for neighbour, other in centres.items() if neighbour is not link)
        radius = min(_MAX_RADIUS, min(distances, default=2 * _MAX_RADIUS) / 2)
        x, y = (f"{coordinate:.5g}" for coordinate in centre)
        disc = Element("circle", {"class": "hit", "cx": x, "cy": y, "r": f"{radius:.2g}"})
        link.insert(0, disc)


def _centre(link: Element) -> tuple[float, float] | None:
    marker = next((part for part in link.iter() if part.tag in ("use", "path")), None)
    if marker is None:
        return None
    if marker.tag == "use":
        return float(marker.get("x", 0)), float(marker.get("y", 0))
    # A bar is a path of its corners, in pairs of numbers.
    numbers = list(map(float, _NUMBER.findall(marker.get("d", ""))))
    x, y = numbers[::2], numbers[1::2]
    # A large bar needs no disc.
    is_small = y and max(max(x) - min(x), max(y) - min(y)) < 2 * _MAX_RADIUS
    return ((min(x) + max(x)) / 2, (min(y) + max(y)) / 2) if is_small else None


def point_links(svg: str) -> list[PointLink]:
    """The linked markers, for formats that lose links inside a drawing."""
    box = _VIEW_BOX.search(_ROOT.search(svg)[0])
    if not box:
        return []
    left, top, width, height = map(float, re.split(r"[\s,]+", box[2].strip()))
    links = []
    for target, content in _LINK.findall(svg):
        position = _position(content)
        if position:
            links.append(PointLink(target, (position[0] - left) / width, (position[1] - top) / height))
    return links


def _position(content: str) -> tuple[float, float] | None:
    marker = _MARKER.search(content)
    matches = [re.search(rf'\b{axis}="([-\d.]+)"', marker[0]) for axis in "xy"] if marker else [None]
    return tuple(float(match[1]) for match in matches) if all(matches) else None
