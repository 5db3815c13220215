"""A drawing without what a page does not need: half of what matplotlib writes is said twice or never used."""

import re
from functools import lru_cache
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from baophu.publish.svg_clips import drop_idle_clips

_GLOBAL_STYLE = "*{stroke-linejoin: round; stroke-linecap: butt}"  # stands in the page's own style
_FONT = re.compile(r"font-family:\s*'DejaVu Sans'(?:, sans-serif)?;?\s*")
_NUMBERS = {"d", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "width", "height", "points", "transform"}
_DECIMAL = re.compile(r"-?\d+\.\d+(?:e-?\d+)?")
_NO_TURN = re.compile(r"rotate\(-?0(?:\.0+)?[ ,)]")
_REFERENCE = re.compile(r"url\(#([^)]+)\)")
_ONLY_MOVES = re.compile(r"(?:M[^A-Za-z]*)*$")
_REMEMBERED = 4096  # numbers and styles: those of axes and markers come back many times in a drawing
_SPOKEN = {"text", "tspan", "title", "style"}


def parsed(svg: str) -> Element | None:
    """The drawing as elements without name spaces, which HTML does not know; None when it is not well-formed."""
    if "xlink:" in svg and "xmlns:xlink" not in svg:
        svg = svg.replace("<svg", '<svg xmlns:xlink="http://www.w3.org/1999/xlink"', 1)
    try:
        root = ElementTree.fromstring(svg)
    except ElementTree.ParseError:
        return None
    for element in root.iter():
        element.tag = _local(element.tag)
        element.attrib = {_local(name): value for name, value in element.attrib.items() if name != "target"}
    return root


def trim(root: Element, name: str) -> None:
    """Make the drawing small without changing what is seen.

    Parameters
    ----------
    name : begins every id that is kept for the drawing's own sake; ids of data points keep theirs.
    """
    for element in root.iter():
        _trim_element(element)
    _drop(root, _is_needless)
    _share_shapes(root)
    drop_idle_clips(root)
    _shorten_ids(root, name)
    _unwrap(root)


def written(root: Element) -> str:
    """The drawing as text."""
    return ElementTree.tostring(root, encoding="unicode").replace(" />", "/>")


def references(element: Element) -> set[str]:
    """Ids of the drawing that an element uses; links lead out of the drawing and do not count."""
    found = {match for value in element.attrib.values() for match in _REFERENCE.findall(value)}
    target = element.get("href", "")
    return found | ({target[1:]} if element.tag != "a" and target.startswith("#") else set())


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _trim_element(element: Element) -> None:
    if element.tag not in _SPOKEN:
        element.text = None
    if element.tag != "tspan":
        element.tail = None
    # A scale of 0.0156, as that of letters drawn as shapes, has no decimal to spare.
    scaled = "scale" in element.get("transform", "") or "matrix" in element.get("transform", "")
    for name in element.attrib.keys() & (_NUMBERS - {"transform"} if scaled else _NUMBERS):
        if "." in element.get(name):
            element.set(name, _DECIMAL.sub(_rounded, element.get(name)))
    if "d" in element.attrib:
        element.set("d", _path(element.get("d")))
    if _NO_TURN.match(element.get("transform", "")):
        del element.attrib["transform"]
    if "style" in element.attrib:
        element.set("style", _style(element.get("style")))


def _rounded(match) -> str:
    return _short(match[0])


@lru_cache(_REMEMBERED)
def _short(digits: str) -> str:
    # A place in the drawing to a tenth of a point, what is small, such as a marker's outline, to a hundredth.
    number = float(digits)
    written = f"{number:.{1 if abs(number) >= 20 else 2}f}".rstrip("0").rstrip(".")
    return written if written.strip("-0") else "0"


def _path(commands: str) -> str:
    joined = re.sub(r"\s*([A-Za-z])\s*", r"\1", " ".join(commands.split()))
    return joined.replace(" -", "-")


@lru_cache(_REMEMBERED)
def _style(style: str) -> str:
    return ";".join(re.sub(r":\s+", ":", part.strip()) for part in _FONT.sub("", style).split(";") if part.strip())


def _share_shapes(root: Element) -> None:
    """Markers and clips that are drawn alike are kept once."""
    first, same = {}, {}
    for group in root.iter("defs"):
        for shape in list(group):
            key = _likeness(shape)
            known = first.setdefault(key, shape.get("id"))
            if shape.get("id") and known != shape.get("id"):
                same[shape.get("id")] = known
                group.remove(shape)
    for element in root.iter():
        _refer(element, same)


def _likeness(shape: Element) -> str:
    nameless = Element(shape.tag, {name: value for name, value in shape.attrib.items() if name != "id"})
    nameless.text, nameless[:] = shape.text, shape
    return ElementTree.tostring(nameless, encoding="unicode")


def _shorten_ids(root: Element, name: str) -> None:
    used = {target for element in root.iter() for target in references(element)}
    names = {}
    for element in root.iter():
        given = element.attrib.get("id", "")
        if given in used and name:
            element.set("id", names.setdefault(given, f"{name}-{len(names)}"))
        elif given and given not in used and "pt-" not in given:
            del element.attrib["id"]
    for element in root.iter():
        _refer(element, names)


def _refer(element: Element, names: dict[str, str]) -> None:
    for name, value in element.attrib.items():
        if "url(#" in value:
            element.set(name, _REFERENCE.sub(lambda m: f"url(#{names.get(m[1], m[1])})", value))
    target = element.get("href", "")
    if element.tag != "a" and target[1:] in names:
        element.set("href", f"#{names[target[1:]]}")


def _unwrap(element: Element) -> None:
    """Groups that say nothing give way to what is in them; empty ones go."""
    children = []
    for child in list(element):
        _unwrap(child)
        if child.tag in ("g", "defs") and not len(child) and not child.get("id"):
            continue
        children += list(child) if child.tag == "g" and not child.attrib else [child]
    element[:] = children


def _is_needless(child: Element) -> bool:
    if child.tag == "style":
        return child.text == _GLOBAL_STYLE
    if child.tag == "path" and not child.get("id"):
        # A path that only moves draws nothing.
        return bool(_ONLY_MOVES.match(child.get("d", "")))
    return child.tag == "metadata"


def _drop(root: Element, is_needless) -> None:
    for parent in list(root.iter()):
        for child in [child for child in parent if is_needless(child)]:
            parent.remove(child)
