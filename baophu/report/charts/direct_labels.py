"""Labels beside the marks that they name; where there is no room for one it is left out, the last ones first.

:func:`label_mark` puts a label on axes. :func:`place_labels` finds the places once the size of the drawing is known:
``baophu.figure`` calls it for the wide drawing and again for the one for phones.
"""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.container import BarContainer
from matplotlib.figure import Figure
from matplotlib.path import Path
from matplotlib.text import Annotation, Text
from matplotlib.transforms import Bbox

from baophu.report.charts import style

# Sides of a mark in the order in which they are tried.
ABOVE_FIRST = ("above", "left", "right", "above left", "above right", "below", "below left", "below right")
BELOW_FIRST = ("below", "left", "right", "below left", "below right", "above left", "above right", "above")

# Direction of each side, and what of the text lies at the mark.
_DIRECTIONS = {
    "above": (0, 1, "center", "bottom"),
    "below": (0, -1, "center", "top"),
    "left": (-1, 0, "right", "center"),
    "right": (1, 0, "left", "center"),
    "above left": (-0.7, 0.7, "right", "bottom"),
    "above right": (0.7, 0.7, "left", "bottom"),
    "below left": (-0.7, -0.7, "right", "top"),
    "below right": (0.7, -0.7, "left", "top"),
    # The text ends at the mark: for marks at the right edge.
    "above end": (0, 1, "right", "bottom"),
    "below end": (0, -1, "right", "top"),
}
_SHARES = {"left": 0, "bottom": 0, "center": 0.5, "right": 1, "top": 1}
_RENDERER = RendererAgg(1, 1, 72)  # measures texts, in points; matplotlib remembers what one renderer has measured
_GAP = 3.0  # points between the edge of a mark and its label
_APART = 1.0  # points that stay free around a label


class _MarkLabel(Annotation):
    """A label with the sides on which it may stand, and the name of those of which one is shown."""

    sides: Sequence[str] = ABOVE_FIRST
    one_of: str = ""
    needed_by: Artist | None = None


def label_mark(
    axes: Axes,
    x,
    y,
    text: str,
    *,
    color: str = style.INK,
    sides: Sequence[str] = ABOVE_FIRST,
    is_bold: bool = True,
    one_of: str = "",
    needed_by: Artist | None = None,
) -> Annotation:
    """Put a label at a mark; call it for the most important mark first.

    Where it stands is found when the drawing is saved: on the first side where it meets no mark and no other label and
    stays inside the axes. If there is none, the label is left out of that drawing.

    Parameters
    ----------
    axes : Axes
        The drawing.
    x, y : object
        The mark, in the units of the axes: a day, a number, a category.
    text : str
        The label.
    color : str
        Its colour, that of the mark.
    sides : Sequence[str]
        Sides of the mark, the best first: above, below, left, right, the four between, as "above left", and "above end"
        and "below end", where the text ends at the mark.
    is_bold : bool
        Whether it is set in bold, as figures of the place itself are.
    one_of : str
        Of the labels of the axes with the same name, the first that has room is shown and no other: a long text and a
        short one, or the marks of one line.
    needed_by : Artist, optional
        What says nothing without a label: it is hidden if none of ``one_of`` is shown.

    Returns
    -------
    Annotation
        The label, above its mark until it is placed.
    """
    label = _MarkLabel(
        text,
        (x, y),
        (0, 0),
        textcoords="offset points",
        color=color,
        fontsize=style.SIZE,
        fontweight="bold" if is_bold else "normal",
        linespacing=1.15,
        zorder=5,
        annotation_clip=False,
    )
    label.sides, label.one_of, label.needed_by = tuple(sides), one_of, needed_by
    axes.add_artist(label)
    label.set_clip_on(False)  # it may stand in the margin
    _stand(label, label.sides[0], np.full(2, _GAP))
    return label


def place_labels(figure: Figure) -> int:
    """Move the labels of a drawing to free places and hide those without one.

    Parameters
    ----------
    figure : Figure
        A drawing with its final size, limits and margins.

    Returns
    -------
    int
        Number of labels that are shown.
    """
    labels = [label for axes in figure.axes for label in _labels_of(axes)]
    if not labels:
        return 0
    dots = figure.dpi
    figure.set_dpi(_RENDERER.dpi)
    try:
        _place(labels, figure.axes)
    finally:
        figure.set_dpi(dots)
    return sum(label.get_visible() for label in labels)


def _place(labels: list[_MarkLabel], all_axes: list[Axes]) -> None:
    marks = _as_array(box for axes in all_axes for box in _mark_boxes(axes))
    occupied = np.vstack([marks, _as_array(box for axes in all_axes for box in _text_boxes(axes))])
    lines = np.vstack([np.empty((0, 5)), *(segments for axes in all_axes for segments in _segments(axes))])
    shown: set[tuple[Axes, str]] = set()
    for label in labels:
        is_told = bool(label.one_of) and (label.axes, label.one_of) in shown
        label.set_visible(not is_told)
        if is_told:
            continue
        at = label.axes.transData.transform((label.convert_xunits(label.xy[0]), label.convert_yunits(label.xy[1])))
        gap = _half_size(at, marks) + _GAP
        size = Text.get_window_extent(label, _RENDERER).size
        room, places = _room(label.axes), {side: _box(at, size, side, gap) for side in label.sides}
        free = [side for side, box in places.items() if _fits(box, room) and not _meets(box, occupied)]
        side = next((side for side in free if not _crosses(places[side], lines)), free[0] if free else None)
        label.set_visible(side is not None)
        if side:
            shown.add((label.axes, label.one_of))
            _stand(label, side, gap)
            occupied = np.vstack([occupied, places[side].padded(_APART).extents])
    for label in labels:
        if label.needed_by:
            label.needed_by.set_visible((label.axes, label.one_of) in shown)


def _room(axes: Axes) -> Bbox:
    """Where labels may stand: within the axes and in the margin that is kept for them."""
    place, whole = axes.get_axes_locator(), axes.get_figure(root=True).bbox
    has_margin = isinstance(place, style.Margins) and place.label_share
    return Bbox.from_extents(axes.bbox.x0, axes.bbox.y0, whole.x1 if has_margin else axes.bbox.x1, axes.bbox.y1)


def _labels_of(axes: Axes) -> list[_MarkLabel]:
    return [text for text in axes.texts if isinstance(text, _MarkLabel)]


def _stand(label: _MarkLabel, side: str, gap: np.ndarray) -> None:
    across, up, halign, valign = _DIRECTIONS[side]
    label.xyann = tuple(np.array([across, up]) * gap)
    label.set(ha=halign, va=valign)


def _box(at: np.ndarray, size: np.ndarray, side: str, gap: np.ndarray) -> Bbox:
    across, up, halign, valign = _DIRECTIONS[side]
    corner = at + np.array([across, up]) * gap - size * [_SHARES[halign], _SHARES[valign]]
    return Bbox([corner, corner + size])


def _fits(box: Bbox, room: Bbox) -> bool:
    return room.x0 - 1 <= box.x0 and box.x1 <= room.x1 + 1 and room.y0 - 1 <= box.y0 and box.y1 <= room.y1 + 1


def _meets(box: Bbox, occupied: np.ndarray) -> bool:
    left, bottom, right, top = occupied.T
    return bool(np.any((left < box.x1) & (box.x0 < right) & (bottom < box.y1) & (box.y0 < top)))


def _crosses(box: Bbox, lines: np.ndarray) -> bool:
    """Whether a line from its start to its end comes into a box: the part between the box's edges is not empty."""
    starts, ends, half = lines[:, :2], lines[:, 2:4], lines[:, 4:]
    ways = ends - starts
    ways[ways == 0] = 1e-9
    nearer, farther = ((edge - starts) / ways for edge in (box.min - half, box.max + half))
    enter, leave = np.minimum(nearer, farther).max(axis=1), np.maximum(nearer, farther).min(axis=1)
    return bool(np.any((enter <= leave) & (leave >= 0) & (enter <= 1)))


def _as_array(boxes: Iterable[Bbox]) -> np.ndarray:
    return np.array([box.extents for box in boxes], float).reshape(-1, 4)


def _half_size(at: np.ndarray, marks: np.ndarray) -> np.ndarray:
    """Half the width and height of the largest mark at a place; 0 where none is centred there."""
    corners, sizes = marks[:, :2], marks[:, 2:] - marks[:, :2]
    is_here = np.hypot(*(corners + sizes / 2 - at).T) < 1.5
    return sizes[is_here].max(axis=0, initial=0) / 2


# ── What a label must not cover ──────────────────────────────────────────────────────────────────────────────


def _mark_boxes(axes: Axes) -> Iterator[Bbox]:
    """Dots, markers of lines and bars, in points."""
    for collection in axes.collections:
        if isinstance(collection, PathCollection):
            places = collection.get_offset_transform().transform(np.ma.filled(collection.get_offsets(), np.nan))
            shapes = [path.get_extents().size for path in collection.get_paths()]
            sizes = np.sqrt(np.resize(collection.get_sizes(), len(places)))
            for number, place in enumerate(places):
                yield _around(place, shapes[number % len(shapes)] * sizes[number] / 2 + 1)
    for line in axes.lines:
        if line.get_marker() not in ("None", "none", " ", "", None):
            half = np.full(2, line.get_markersize() / 2 + 1)
            yield from (_around(place, half) for place in line.get_transform().transform(line.get_xydata()))
    for bars in axes.containers:
        if isinstance(bars, BarContainer):
            yield from (bar.get_window_extent() for bar in bars)


def _around(place: np.ndarray, half: np.ndarray) -> Bbox:
    return Bbox([place - half, place + half])


def _text_boxes(axes: Axes) -> Iterator[Bbox]:
    """Other texts within the axes, and their legend."""
    texts = (text for text in axes.texts if not isinstance(text, _MarkLabel) and text.get_visible() and text.get_text())
    yield from (text.get_window_extent(_RENDERER) for text in texts)
    if legend := axes.get_legend():
        yield legend.get_window_extent(_RENDERER)


def _segments(axes: Axes) -> Iterator[np.ndarray]:
    """Lines and strokes in points: start, end, half the width. A label crosses them only if it has no other place."""
    for line in axes.lines:
        if line.get_linestyle() not in ("None", "none", " ", "") and len(line.get_xdata()):
            yield _as_segments(line.get_transform().transform_path(line.get_path()), line.get_linewidth())
    for collection in axes.collections:
        if isinstance(collection, LineCollection):
            width, transform = max(collection.get_linewidths()), collection.get_transform()
            yield from (_as_segments(transform.transform_path(path), width) for path in collection.get_paths())


def _as_segments(path: Path, width: float) -> np.ndarray:
    points = path.vertices
    return np.column_stack([points[:-1], points[1:], np.full(len(points) - 1, width / 2)])
