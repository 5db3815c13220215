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
_SHAPE = re.compile(r'<path\b[^>]*?\bd="([^"]+)"', re.DOTALL)
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_LINE_END = re.compile(r"\s*\n\s*")
# What the page's style sheet says of all drawings, and rotations by zero.
_REDUNDANT = re.compile(
    r"""<style type="text/css">.*?</style>|font-family: 'DejaVu Sans';? ?| transform="rotate\(-0 [^"]*\""""
)
_LONG_NUMBER = re.compile(r"-?\d+\.\d{3,}")
_SPACE_AT_LETTER = re.compile(r" ?([A-Za-z]) ?")
_COORDINATES = {"d", "x", "y"}
_WITH_TEXT = {"text", "tspan", "title", "style"}
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
    _shrink(root)
    for name in ("width", "height") if root.get("viewBox") else ():
        root.attrib.pop(name, None)
    return ElementTree.tostring(root, encoding="unicode").replace("<svg", group, 1)


def _shrink(root: Element) -> None:
    """Round coordinates to a hundredth of a point and drop what draws nothing: a third of a drawing's bytes."""
    for element in root.iter():
        for name in _COORDINATES.intersection(element.keys()):
            element.set(name, _LONG_NUMBER.sub(lambda number: f"{round(float(number[0]), 2):g}", element.get(name)))
        if element.get("d"):
            element.set("d", _SPACE_AT_LETTER.sub(r"\1", element.get("d")))
        if element.tag not in _WITH_TEXT:
            element.text = None
            for child in element:
                child.tail = None
    _unwrap_groups(root)


def _unwrap_groups(element: Element) -> None:
    children = []
    for child in element:
        _unwrap_groups(child)
        # The rectangle behind a drawing and that behind its axes have no colour.
        if child.tag != "path" or child.get("style") != "fill: none":
            children += child if _is_plain_group(child) else [child]
    element[:] = children


def _is_plain_group(element: Element) -> bool:
    """Whether an element is a group without a look, a link's aim or a tooltip."""
    is_named = element.keys() and (element.keys() != ["id"] or "pt-" in element.get("id"))
    return element.tag == "g" and not is_named and element.find("title") is None


def _without_namespaces(root: Element) -> Element:
    """HTML has no XML namespaces: ``xlink:href`` becomes ``href``."""
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
        element.attrib = {name.rpartition("}")[2]: value for name, value in element.attrib.items()}
    return root


def _name_links(root: Element) -> None:
    """Name each link by the tooltip of the element around it, where matplotlib writes it."""
    parents = {child: parent for parent in root.iter() for child in parent}
    around = {}
    for link in root.iter("a"):
        link.attrib.pop("target", None)
        element = link
        while element is not None and element.find("title") is None:
            element = parents.get(element)
        if element is not None and element is not link:
            around.setdefault(element, []).append(link)
    for element, links in around.items():
        title = element.find("title")
        element.remove(title)
        for link in links:
            link.insert(0, title)


def _widen_links(root: Element) -> None:
    """Give each linked marker an invisible disc for fingers, not overlapping the discs of its neighbours."""
    centres = {link: _centre(link) for link in root.iter("a") if link.get("href", "").startswith("#")}
    centres = {link: centre for link, centre in centres.items() if centre}
    for link, centre in centres.items():
        distances = (math.dist(centre, other) for neighbour, other in centres.items() if neighbour is not link)
        radius = min(_MAX_RADIUS, min(distances, default=2 * _MAX_RADIUS) / 2)
        x, y = (f"{coordinate:.5g}" for coordinate in centre)
        disc = Element("circle", {"class": "hit", "cx": x, "cy": y, "r": f"{radius:.2g}"})
        link.insert(1 if link.find("title") is not None else 0, disc)


def _centre(link: Element) -> tuple[float, float] | None:
    marker = next((part for part in link.iter() if part.tag in ("use", "path")), None)
    if marker is None:
        return None
    if marker.tag == "use":
        return float(marker.get("x", 0)), float(marker.get("y", 0))
    box = _box(marker.get("d", ""))
    # A large bar needs no disc.
    return _middle(box) if box and max(box[2] - box[0], box[3] - box[1]) < 2 * _MAX_RADIUS else None


def _box(path: str) -> tuple[float, float, float, float] | None:
    """Left, top, right, bottom of a shape as matplotlib writes it, corners in pairs of numbers; None without any."""
    numbers = list(map(float, _NUMBER.findall(path)))
    x, y = numbers[::2], numbers[1::2]
    return (min(x), min(y), max(x), max(y)) if y else None


def _middle(box: tuple[float, float, float, float]) -> tuple[float, float]:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def point_links(svg: str) -> list[PointLink]:
    """The linked markers and bars, for formats that lose links inside a drawing."""
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
    if marker := _MARKER.search(content):
        matches = [re.search(rf'\b{axis}="([-\d.]+)"', marker[0]) for axis in "xy"]
        return tuple(float(match[1]) for match in matches) if all(matches) else None
    shape = _SHAPE.search(content)
    box = _box(shape[1]) if shape else None
    return _middle(box) if box else None
