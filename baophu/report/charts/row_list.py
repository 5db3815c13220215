"""Lists of many rows: bars or dots on a scale, the name of each row above them or at the left, its value at the right."""

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd
from matplotlib.axes import Axes

from baophu.report.charts import style
from baophu.report.charts.style import Margins

_HEADING, _TICKS, _ABOVE, _ROW, _LOW_ROW = 0.34, 0.3, 0.36, 0.42, 0.225  # inches
_LETTER, _BOLD = 0.079, 0.09  # inches of a letter on average


class ListPanel(NamedTuple):
    """Rows on one scale, with ``names`` and ``values`` as they are written, and a ``heading`` above them."""

    rows: pd.DataFrame
    names: Sequence[str]
    values: Sequence[str]
    heading: str = ""


def with_unique_labels(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows whose ``row_label`` names one of them each: seaborn would draw the mean of rows with one name."""
    number = rows.groupby("row_label").cumcount() + 1
    return rows.assign(row_label=rows.row_label.where(number == 1, rows.row_label + " (" + number.astype(str) + ")"))


def list_panels(panels: Sequence[ListPanel], is_left: bool = False) -> list[Axes]:
    """Axes for each panel, one below the other; rows count from 0 at the top. Call it in ``style.settings``.

    Marks are drawn afterwards; :func:`finish_panel` writes the texts.

    Parameters
    ----------
    panels : Sequence[ListPanel]
        Panels from the top.
    is_left : bool
        Whether names stand at the left, for short ones; else above the marks, so that a phone has room for them.
    """
    from matplotlib import pyplot

    left = max((len(name) for panel in panels for name in panel.names), default=0) * _LETTER if is_left else 0.1
    right = max((len(value) for panel in panels for value in panel.values), default=0) * _BOLD + 0.15
    row = _LOW_ROW if is_left else _ROW
    heights = [_heading(panel) + row * max(len(panel.rows), 1) + _TICKS for panel in panels]
    figure, top, result = pyplot.figure(figsize=(style.PAGE_WIDTH, sum(heights))), 0.0, []
    for panel, height in zip(panels, heights, strict=True):
        axes = figure.add_axes((0, 0, 1, 1), label=f"panel {len(result)}")
        below = sum(heights) - top - height
        axes.set_axes_locator(Margins(left + 0.1 * is_left, right, below + _TICKS, top + _heading(panel)))
        result.append(axes)
        top += height
    return result


def _heading(panel: ListPanel) -> float:
    return _HEADING if panel.heading else 0.08


def finish_panel(axes: Axes, panel: ListPanel, is_left: bool = False) -> None:
    """Write the heading, the names and the values of a panel whose marks are drawn."""
    count = max(len(panel.rows), 1)
    middle = 0.5 if is_left else 0.5 * _ABOVE / _ROW  # of a row, from its foot to its marks
    axes.set_ylim(count - 1 + (0.5 if is_left else 0.32), (-0.5 if is_left else -0.68))
    axes.grid(visible=False, axis="y")
    axes.grid(visible=True, axis="x", color=style.RULE)
    axes.set_axisbelow(True)
    axes.tick_params(length=3, labelsize=style.SIZE, left=False, labelleft=False)
    look = {"fontsize": style.SIZE, "annotation_clip": False}
    axes.annotate(
        panel.heading, (0, 1), (-axes.get_axes_locator().left * 72 + 4, 5), xycoords="axes fraction",
        textcoords="offset points", fontweight="bold", va="bottom", **look,
    )  # fmt: skip
    for number, (name, value) in enumerate(zip(panel.names, panel.values, strict=True)):
        place = {"xycoords": axes.get_yaxis_transform(), "textcoords": "offset points"}
        if is_left:
            axes.annotate(name, (0, number), (-6, 0), ha="right", va="center", **place, **look)
        else:
            axes.annotate(name, (0, number), (0, 14 * middle + 2), ha="left", va="baseline", **place, **look)
        axes.annotate(value, (1, number), (6, 0), ha="left", va="center", fontweight="bold", **place, **look)
    for axis in (axes.xaxis, axes.yaxis):
        axis.label.set_visible(False)
        axis.set_label_coords(0, 0)
