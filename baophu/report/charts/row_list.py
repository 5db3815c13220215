"""Lists of many rows: marks on a scale, the name of each row above them or at the left, its value at the right."""

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd
from matplotlib.axes import Axes

from baophu.report.charts import style
from baophu.report.charts.style import Margins

_HEADING, _TICKS, _LINE, _MARKS, _LOW_ROW = 0.34, 0.3, 0.165, 0.25, 0.225  # inches
_BELOW = 0.13  # inches of a row below the middle of its marks
_LETTER, _BOLD = 0.075, 0.09  # inches of a letter on average


class ListPanel(NamedTuple):
    """Rows on one scale, with ``names`` and ``amounts`` as they are written, and a ``heading`` above them.

    ``more`` is a second line below each name; a phone has room for fifty letters in a line.
    """

    rows: pd.DataFrame
    names: Sequence[str]
    amounts: Sequence[str]
    heading: str = ""
    more: Sequence[str] = ()

    @property
    def lines(self) -> int:
        """Lines of text above the marks of a row."""
        return 1 + any(self.more)


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
    right = max((len(value) for panel in panels for value in panel.amounts), default=0) * _BOLD + 0.15
    heights = [_heading(panel) + _row(panel, is_left) * max(len(panel.rows), 1) + _TICKS for panel in panels]
    figure, top, result = pyplot.figure(figsize=(style.PAGE_WIDTH, sum(heights))), 0.0, []
    for panel, height in zip(panels, heights, strict=True):
        axes = figure.add_axes((0, 0, 1, 1), label=f"panel {len(result)}")
        below = sum(heights) - top - height
        axes.set_axes_locator(Margins(left + 0.1 * is_left, right, below + _TICKS, top + _heading(panel)))
        result.append(axes)
        top += height
    return result


def _row(panel: ListPanel, is_left: bool) -> float:
    return _LOW_ROW if is_left else _MARKS + _LINE * panel.lines


def _heading(panel: ListPanel) -> float:
    return _HEADING if panel.heading else 0.08


def finish_panel(axes: Axes, panel: ListPanel, is_left: bool = False) -> None:
    """Write the heading, the names and the values of a panel whose marks are drawn."""
    count = max(len(panel.rows), 1)
    below = 0.5 if is_left else _BELOW / _row(panel, is_left)
    axes.set_ylim(count - 1 + below, below - 1)
    axes.grid(visible=False, axis="y")
    axes.grid(visible=True, axis="x", color=style.RULE)
    axes.set_axisbelow(True)
    axes.tick_params(length=3, labelsize=style.SIZE, left=False, labelleft=False)
    look = {"fontsize": style.SIZE, "annotation_clip": False}
    axes.annotate(
        panel.heading, (0, 1), (-axes.get_axes_locator().left * 72 + 4, 5), xycoords="axes fraction",
        textcoords="offset points", fontweight="bold", va="bottom", **look,
    )  # fmt: skip
    more = panel.more if any(panel.more) else [""] * len(panel.names)
    for number, (name, value, second) in enumerate(zip(panel.names, panel.amounts, more, strict=True)):
        place = {"xycoords": axes.get_yaxis_transform(), "textcoords": "offset points"}
        if is_left:
            axes.annotate(name, (0, number), (-6, 0), ha="right", va="center", **place, **look)
        else:
            # On a ground of its own, else lines of the scale run through the letters.
            ground = {"ha": "left", "va": "baseline", "bbox": {"facecolor": "white", "edgecolor": "none", "pad": 0.6}}
            height = 9.5 + 72 * _LINE * bool(second)
            axes.annotate(name, (0, number), (0, height), **place, **look, **ground)
            if second:
                axes.annotate(second, (0, number), (0, 9.5), color=style.GREY, **place, **look, **ground)
        axes.annotate(value, (1, number), (6, 0), ha="left", va="center", fontweight="bold", **place, **look)
    for axis in (axes.xaxis, axes.yaxis):
        axis.label.set_visible(False)
        axis.set_label_coords(0, 0)
