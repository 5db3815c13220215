"""Clips of a drawing that cut nothing off: matplotlib puts one on every line and every marker."""

import re
from xml.etree.ElementTree import Element

_CLIP = re.compile(r"url\(#([^)]+)\)$")
_NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?")
_COMMANDS = set("MLCQZz")  # what matplotlib writes: absolute, pairs of numbers

Box = tuple[float, float, float, float]  # left, top, right, bottom


def drop_idle_clips(root: Element) -> None:
    """Take away every clip that leaves its element whole, and those that nothing uses any more."""
    shapes = {element.get("id"): element for element in root.iter() if element.get("id")}
    frames = {name: _frame(shape) for name, shape in shapes.items() if shape.tag == "clipPath"}
    kept = set()
    for element in root.iter():
        clip = _CLIP.match(element.get("clip-path", ""))
        if clip and frames.get(clip[1]) and _fits(_box(element, shapes), frames[clip[1]]):
            del element.attrib["clip-path"]
        elif clip:
            kept.add(clip[1])
    for parent in list(root.iter()):
        for shape in [child for child in parent if child.tag == "clipPath" and child.get("id") not in kept]:
            parent.remove(shape)


def _frame(clip: Element) -> Box | None:
    """The rectangle that a clip leaves; None when it is no plain one."""
    shape = clip[0] if len(clip) == 1 else None
    if shape is None or shape.tag != "rect" or shape.get("transform"):
        return None
    x, y, width, height = (float(shape.get(name, 0)) for name in ("x", "y", "width", "height"))
    return x, y, x + width, y + height


def _fits(box: Box | None, frame: Box) -> bool:
    return box is not None and box[0] >= frame[0] and box[1] >= frame[1] and box[2] <= frame[2] and box[3] <= frame[3]


def _box(element: Element, shapes: dict[str, Element]) -> Box | None:
    """The rectangle around what is drawn, lines without their width; None when it can not be told."""
    if element.get("transform"):
        return None
    if element.tag == "path":
        return path_box(element.get("d", ""))
    if element.tag == "use":
        return _marker_box(element, shapes)
    if element.tag in ("g", "a"):
        return _around([_box(child, shapes) for child in element if child.tag not in ("defs", "title")])
    return None


def path_box(d: str) -> Box | None:
    """The rectangle around a path, the handles of its curves too; None when it is not as matplotlib writes one."""
    numbers = [float(number) for number in _NUMBER.findall(d)]
    if not numbers or set(re.findall(r"[A-DF-Za-df-z]", d)) - _COMMANDS:
        return None
    return min(numbers[::2]), min(numbers[1::2]), max(numbers[::2]), max(numbers[1::2])


def _marker_box(use: Element, shapes: dict[str, Element]) -> Box | None:
    marker = shapes.get(use.get("href", "")[1:])
    around = _box(marker, shapes) if marker is not None else None
    if around is None:
        return None
    x, y = float(use.get("x", 0)), float(use.get("y", 0))
    # A marker at the edge is cut through its outline too: room for that.
    return around[0] + x - 1, around[1] + y - 1, around[2] + x + 1, around[3] + y + 1


def _around(boxes: list[Box | None]) -> Box | None:
    if not boxes or None in boxes:
        return None
    left, top, right, bottom = zip(*boxes, strict=True)
    return min(left), min(top), max(right), max(bottom)
