"""The country over time: every 31 December, and how far the days in between lie below the line from one to the next."""

from collections.abc import Iterator
from itertools import pairwise

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.dates import date2num
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter

from baophu.analysis.constants import JOINED_DAYS
from baophu.analysis.coverage import ANNOUNCED
from baophu.common.messages import Messages
from baophu.facts.national import National
from baophu.report.charts import style
from baophu.report.charts.chart_words import ChartWords
from baophu.report.charts.direct_labels import ABOVE_FIRST, BELOW_FIRST, label_mark
from baophu.report.formats import Formats
from baophu.report.words import Words


def draw_year_ends(frame: pd.DataFrame, *, language: str = "vi") -> Axes:
    """A dot for each announced level, full on 31 December; lines join days close in time and year-ends that follow.

    Parameters
    ----------
    frame : pandas.DataFrame
        ``country.levels_of_country()``; of it the announced levels are drawn.
    language : str
        ``"vi"`` or ``"en"``.

    Returns
    -------
    Axes
        Percent of the population over days.

    Raises
    ------
    UnknownLanguage
        Pages are not written in this language.

    Examples
    --------
    >>> import baophu
    >>> axes = baophu.charts.year_ends(baophu.country().levels_of_country())
    >>> axes.get_xlabel(), axes.get_ylabel()
    ('as_of', 'coverage_pct')
    """
    say, f = Messages(language), Formats(language)
    levels = frame[frame.scale == ANNOUNCED].sort_values("as_of")
    ends = levels[is_year_end(levels)]
    between = levels.drop(ends.index)
    with style.settings():
        axes = style.new_axes(3.4, style.Margins(left=0.5, bottom=0.32, top=0.16))
        look = {
            "x": "as_of",
            "y": "coverage_pct",
            "ax": axes,
            "legend": False,
            "edgecolor": style.BLUE,
            "linewidth": 1.4,
        }
        sns.scatterplot(between, color="white", s=26, zorder=3, **look)
        sns.scatterplot(ends, color=style.BLUE, s=48, zorder=4, **look)
        axes.add_collection(LineCollection(list(_segments(levels)), color=style.BLUE, lw=1.1, alpha=0.6, zorder=1))
        yearly = [pair for pair in pairwise(ends.itertuples()) if _follows(*pair)]
        axes.add_collection(
            LineCollection([_line(*pair) for pair in yearly], color=style.GREY, lw=1, ls="--", zorder=1)
        )
        style.year_axis(axes, levels.as_of.dt.year.min() if len(levels) else 2010, 2023)
        axes.set_ylim(levels.coverage_pct.min() - 4 if len(levels) else 0, 97)
        axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f.pct(value, 0)))
        for end in ends.iloc[::-1].itertuples():
            label_mark(axes, end.as_of, end.coverage_pct, end.coverage_pct_text, color=style.BLUE, sides=ABOVE_FIRST)
        for _, _, lowest, gap in reversed(list(season_gaps(frame))):
            text = f"{lowest.coverage_pct_text} ({f.number(gap, is_signed=True)})"
            label_mark(axes, lowest.as_of, lowest.coverage_pct, text, sides=BELOW_FIRST, is_bold=False)
        _legend(axes, say)
    return axes


def is_year_end(levels: pd.DataFrame) -> pd.Series:
    """Which levels are of 31 December; one that is known by its month only may be of an earlier day."""
    days = levels.as_of.dt
    return (days.month == 12) & (days.day == 31) & (levels.as_of_precision != "month")


def season_gaps(frame: pd.DataFrame) -> Iterator[tuple]:
    """For each year that can be judged: both year-ends, the level furthest below the line between them, how far.

    Parameters
    ----------
    frame : pandas.DataFrame
        ``country.levels_of_country()``.

    Yields
    ------
    tuple
        Rows of the frame, and percentage points, below zero where the level lies below the line.
    """
    levels = frame[frame.scale == ANNOUNCED].sort_values("as_of")
    for start, end in pairwise(levels[is_year_end(levels)].itertuples()):
        inside = [row for row in levels.itertuples() if start.as_of < row.as_of < end.as_of]
        chain = [start, *inside, end]
        if inside and _follows(start, end) and all(_may_join(*pair) for pair in pairwise(chain)):
            yield start, end, *min(((row, _gap(start, row, end)) for row in inside), key=lambda pair: pair[1])


def _gap(start, row, end) -> float:
    share = (row.as_of - start.as_of) / (end.as_of - start.as_of)
    return row.coverage_pct - (1 - share) * start.coverage_pct - share * end.coverage_pct


def _follows(start, end) -> bool:
    return end.as_of.year == start.as_of.year + 1 and (start.obs_status == "D") == (end.obs_status == "D")


def _may_join(left, right) -> bool:
    is_near = (right.as_of - left.as_of).days <= JOINED_DAYS
    return is_near and (left.obs_status == "D") == (right.obs_status == "D")


def _segments(levels: pd.DataFrame) -> Iterator[list]:
    """Lines between neighbours close in time, of levels on one definition: others have another population."""
    for _, series in levels.groupby(levels.obs_status == "D"):
        yield from (_line(*pair) for pair in pairwise(series.itertuples()) if _may_join(*pair))


def _line(left, right) -> list:
    return [(date2num(row.as_of), row.coverage_pct) for row in (left, right)]


def _legend(axes: Axes, say: Messages) -> None:
    mark = {"ls": "", "marker": "o", "mec": style.BLUE, "mew": 1.4}
    handles = [
        Line2D([], [], mfc=style.BLUE, ms=6.5, **mark, label=say("year-ends-legend-end")),
        Line2D([], [], mfc="white", ms=5, **mark, label=say("year-ends-legend-other")),
        Line2D([], [], color=style.BLUE, lw=1.1, alpha=0.6, label=say("year-ends-legend-near")),
        Line2D([], [], color=style.GREY, lw=1, ls="--", label=say("year-ends-legend-line")),
    ]
    axes.legend(handles=handles, loc="lower right", frameon=False, fontsize=style.SIZE)


def year_ends_words(national: National, words: Words) -> ChartWords:
    """From the first to the last year-end, and by how much the country sank below the line between two of them."""
    from baophu.report.tables import coverage

    ends = [point for point in national.year_ends if point.scale == ANNOUNCED]
    frame = coverage(national, words)
    gaps = list(season_gaps(frame))
    below = [(row, gap) for _, _, row, gap in gaps if gap < 0]
    values = {"before": words.point_pct(ends[0]), "start": str(ends[0].as_of.year)}
    values |= {"after": words.point_pct(ends[-1]), "end": str(ends[-1].as_of.year)}
    values |= {"below": str(len(below)), "all": str(len(gaps))}
    if below:
        row, gap = min(below, key=lambda pair: pair[1])
        values |= {"most": words.f.number(abs(gap)), "date": words.when(row.as_of.date(), row.as_of_precision)}
    kind = "season" if below else "plain"
    announced = frame[frame.scale == ANNOUNCED].itertuples()
    points = "; ".join(
        f"{words.when(row.as_of.date(), row.as_of_precision)}: {row.coverage_pct_text}" for row in announced
    )
    return ChartWords(
        words.say("year-ends-title", kind=kind, **{"most": "", "date": "", **values}),
        words.say("year-ends-alt", points=points),
        words.say("year-ends-caption", days=str(JOINED_DAYS)),
        words.say("year-ends-sentence", kind=kind, **{"most": "", "date": "", **values}),
    )
