"""Charts made of rows: the name of each row stands above its marks, so that a phone has its whole width for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from baophu.report.charts import style
from baophu.report.charts.style import Margins

_HEADING, _LINE, _MARKS, _TICKS = 0.3, 0.17, 0.29, 0.32  # inches of the parts of a panel
_BELOW = 0.14  # inches of a row below the middle of its marks
_LETTER, _BOLD, _PHONE = 0.073, 0.086, 3.6  # inches of a letter on average, of the axes on a phone


class RowPanel(NamedTuple):
    """Rows on one scale: ``x`` is the column of their numbers, ``lines`` of text stand above the marks of each.

    ``room`` is the height of the marks in inches.
    """

    rows: pd.DataFrame
    x: str
    heading: str = ""
    lines: int = 1
    room: float = _MARKS


@dataclass(frozen=True)
class _RowMargins(Margins):
    """Margins of a panel whose scale ends where the texts right of the marks still have room, on every screen.

    ``ends`` are the right ends of the marks of each row, ``rooms`` the inches that its text needs.
    """

    low: float = 0
    ends: tuple[float, ...] = ()
    rooms: tuple[float, ...] = ()

    def __call__(self, axes: Axes, renderer):
        """The place of the axes; the limits are set first."""
        width = axes.get_figure(root=True).get_size_inches()[0] - self.left - self.right
        shares = [min(0.8, room / width) for room in self.rooms]
        high = max(
            (self.low + (end - self.low) / (1 - share) for end, share in zip(self.ends, shares, strict=True)),
            default=self.low + 1,
        )
        axes.set_xlim(self.low - 0.02 * (high - self.low), high)
        return super().__call__(axes, renderer)


def row_panels(panels: Sequence[RowPanel]) -> list[Axes]:
    """Axes for each panel, one below the other, whose rows are counted from the top; call it in ``style.settings``.

    Marks are drawn afterwards, then :func:`finish_panel` sets limits and look.
    """
    from matplotlib import pyplot

    heights = [_HEADING * bool(panel.heading) + _row_height(panel) * len(panel.rows) + _TICKS for panel in panels]
    figure, top, result = pyplot.figure(figsize=(style.PAGE_WIDTH, sum(heights))), 0.0, []
    for panel, height in zip(panels, heights, strict=True):
        below = sum(heights) - top - height
        axes = figure.add_axes((0, 0, 1, 1), label=f"panel {len(result)}")
        axes.set_axes_locator(Margins(0.2, 0.2, below + _TICKS, top + _HEADING * bool(panel.heading)))
        axes.set_title(panel.heading, loc="left", fontsize=style.SIZE, fontweight="bold", pad=5)
        result.append(axes)
        top += height
    return result


def _row_height(panel: RowPanel) -> float:
    return panel.lines * _LINE + panel.room


def finish_panel(axes: Axes, panel: RowPanel, low: float, ends: Sequence[float], texts: Sequence[str]) -> None:
    """Set the limits and the look of a panel once its marks are drawn.

    Parameters
    ----------
    axes : Axes
        One of :func:`row_panels`.
    panel : RowPanel
        What it shows.
    low : float
        Least value of the scale.
    ends : Sequence[float]
        Right end of the marks of each row.
    texts : Sequence[str]
        What stands right of them.
    """
    below, margins = _BELOW / _row_height(panel), axes.get_axes_locator()
    rooms = tuple(len(text) * _BOLD + 0.2 for text in texts)
    place = (margins.left, margins.right, margins.bottom, margins.top)
    axes.set_axes_locator(_RowMargins(*place, low=low, ends=tuple(ends), rooms=rooms))
    axes.set_ylim(max(len(panel.rows), 1) - 1 + below, below - 1)
    # None where only text stands.
    high = max([low, *ends])
    ticks = MaxNLocator(4, steps=[1, 2, 5, 10]).tick_values(low, high)
    axes.set_xticks([tick for tick in ticks if low <= tick <= high])
    axes.grid(visible=False)
    axes.tick_params(length=3, labelsize=style.SIZE, left=False, labelleft=False)
    # Rows that stand closer have no room for a rule between them.
    for number in range(1, len(panel.rows)) if panel.lines and panel.room >= _MARKS else ():
        axes.axhline(number - 1 + below, color=style.RULE, lw=0.8, zorder=0)
    for axis in (axes.xaxis, axes.yaxis):
        axis.label.set_visible(False)
        axis.set_label_coords(0, 0)


def write_row(axes: Axes, row: int, *lines: tuple[str, str]) -> None:
    """Write what stands above the marks of a row: texts at the left and right edge of each line, the first in bold.

    A text at the right that has no room beside a long name joins that of the next line. A line that is too long for a
    phone ends in an ellipsis; tooltips have the whole name.
    """
    texts = [list(line) for line in lines]
    for number, (line, following) in enumerate(zip(texts, texts[1:], strict=False)):
        if line[1] and len(line[0]) * (_LETTER if number else _BOLD) + len(line[1]) * _LETTER > _PHONE:
            line[1], following[1] = "", ", ".join(filter(None, (following[1], line[1])))
    for line in texts[1:]:
        line[0] = _cut(line[0], int(_PHONE / _LETTER) - len(line[1]))
    transform = axes.get_yaxis_transform()
    for number, (left, right) in enumerate(texts):
        height = 10 + 72 * _LINE * (len(texts) - 1 - number)
        look = {"xycoords": transform, "textcoords": "offset points", "va": "baseline", "fontsize": style.SIZE}
        name = {"fontweight": "normal" if number else "bold", "color": style.GREY if number else style.INK}
        axes.annotate(left, (0, row), (0, height), ha="left", **name, **look)
        axes.annotate(right, (1, row), (0, height), ha="right", color=style.GREY, **look)


def _cut(text: str, letters: int) -> str:
    return text if len(text) <= letters else text[:letters].rsplit(" ", 1)[0] + "…"


def write_value(
    axes: Axes, row: int, end: float, text: str, remark: str = "", color: str = style.INK, after: str = ""
) -> None:
    """Write what a row amounts to right of its marks, in bold, ``after`` it in grey; a word on it at the right edge."""
    look = {"va": "center", "fontsize": style.SIZE}
    value = axes.annotate(text, (end, row), (8, 0), textcoords="offset points", fontweight="bold", color=color, **look)
    if after:
        axes.annotate(after, (1, 0.5), (5, 0), xycoords=value, textcoords="offset points", color=style.GREY, **look)
    axes.annotate(remark, (1, row), xycoords=axes.get_yaxis_transform(), ha="right", color=style.GREY, **look)
