"""Placement of labels next to points without overlaps: the important ones first, the rest where there is space."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from matplotlib import dates as mdates
from matplotlib.axes import Axes

from baophu.report.charts import style

_WIDTH = 0.68 * style.SIZE  # upper estimate of the width of a bold digit in DejaVu Sans
_LINE_STEP = 1.35  # distance of lines of a label, in font sizes
_GAP = 8.0  # from the centre of the point to the label


# Sides in the order in which they are tried, for the upper and the lower of two points on one day.
ABOVE_FIRST = ("above", "left", "right", "above left", "above right", "below", "below left", "below right")
BELOW_FIRST = ("below", "left", "right", "below left", "below right", "above left", "above right", "above")


class Box(NamedTuple):
    """A rectangle on the page, in points (1/72 inch)."""

    left: float
    bottom: float
    right: float
    top: float

    def overlaps(self, other: "Box") -> bool:
        """Whether two rectangles overlap."""
        overlaps_sideways = self.left < other.right and other.left < self.right
        return overlaps_sideways and self.bottom < other.top and other.bottom < self.top


@dataclass(frozen=True)
class Label:
    """A text for the point at ``x`` and ``y``, with the order in which sides are tried."""

    x: float
    y: float
    text: str
    color: str
    sides: Sequence[str] = ABOVE_FIRST


_OFFSETS = {
    "above": ((0, _GAP), "center", "bottom"),
    "below": ((0, -_GAP), "center", "top"),
    "left": ((-_GAP - 1, 0), "right", "center"),
    "right": ((_GAP + 1, 0), "left", "center"),
    "below left": ((-_GAP + 2, -_GAP + 2), "right", "top"),
    "above left": ((-_GAP + 2, _GAP - 2), "right", "bottom"),
    "below right": ((_GAP - 2, -_GAP + 2), "left", "top"),
    "above right": ((_GAP - 2, _GAP - 2), "left", "bottom"),
}


def place(axes: Axes, labels: Iterable[Label], obstacles: Iterable[tuple[float, float]]) -> int:
    """Draw each label on its first free side; a label without a free side is left to the tooltip of its point.

    Parameters
    ----------
    axes : Axes
        Linear axes with their final limits.
    labels : iterable of Label
        The most important first.
    obstacles : iterable of tuple
        Points in data units (dates as matplotlib numbers) that no label may cover.

    Returns
    -------
    int
        Number of labels drawn.
    """
    to_page = _page_transform(axes)
    occupied = [_marker_box(to_page(x, y)) for x, y in obstacles]
    frame = Box(*to_page(axes.get_xlim()[0], axes.get_ylim()[0]), *to_page(axes.get_xlim()[1], axes.get_ylim()[1]))
    drawn = 0
    for label in labels:
        for side in label.sides:
            box = _label_box(to_page(label.x, label.y), label.text, side)
            if (
                not any(box.overlaps(other) for other in occupied)
                and frame.left <= box.left
                and box.right <= frame.right
            ):
                _draw_label(axes, label, side)
                occupied.append(box)
                drawn += 1
                break
    return drawn


def as_number(day) -> float:
    """A day as a number of matplotlib's date axis."""
    return mdates.date2num(day)


def _page_transform(axes: Axes):
    """Conversion from data units to points of the page, for linear axes of a figure that is not drawn yet."""
    width, height = axes.figure.get_size_inches() * 72
    box, (left, right), (low, high) = axes.get_position(), axes.get_xlim(), axes.get_ylim()

    def to_page(x: float, y: float) -> tuple[float, float]:
        x_share = box.x0 + (x - left) / (right - left) * box.width
        y_share = box.y0 + (y - low) / (high - low) * box.height
        return x_share * width, y_share * height

    return to_page


def _marker_box(center: tuple[float, float], half_size: float = 4.5) -> Box:
    return Box(center[0] - half_size, center[1] - half_size, center[0] + half_size, center[1] + half_size)


def _label_box(point: tuple[float, float], text: str, side: str) -> Box:
    (dx, dy), halign, valign = _OFFSETS[side]
    lines = text.split("\n")
    width, height = _WIDTH * max(map(len, lines)), style.SIZE * (1.1 + _LINE_STEP * (len(lines) - 1))
    left = point[0] + dx - {"center": width / 2, "right": width, "left": 0}[halign]
    bottom = point[1] + dy - {"bottom": 0, "top": height, "center": height / 2}[valign]
    return Box(left, bottom, left + width, bottom + height)


def _draw_label(axes: Axes, label: Label, side: str) -> None:
    offset, halign, valign = _OFFSETS[side]
    text = axes.annotate(
        label.text,
        (label.x, label.y),
        xytext=offset,
        textcoords="offset points",
        ha=halign,
        va=valign,
        fontsize=style.SIZE,
        fontweight="bold",
        color=label.color,
        linespacing=1.15,
        zorder=5,
    )
    # Keeps the label readable in front of the national line.
    text.set_bbox({"facecolor": "white", "alpha": 0.85, "edgecolor": "none", "pad": 0.6})
