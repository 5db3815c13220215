"""Rises and falls, each with the country's between the same days: points of the population, else persons."""

from collections.abc import Sequence

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from baophu.analysis.changes import COUNTS, OPEN
from baophu.analysis.changes.model import GROSS_KINDS
from baophu.facts.province import Facts
from baophu.report import tables
from baophu.report.charts import style
from baophu.report.charts.chart_words import FEWEST_ROWS, ChartWords, is_worth_drawing
from baophu.report.charts.row_panels import RowPanel, finish_panel, row_panels, write_row, write_value
from baophu.report.formats import Formats
from baophu.report.frames import FrameWords
from baophu.report.words import Words, mid_sentence

YEARS = 5  # before the newest change: of older ones the table tells
# Longer rises would dwarf a fall of three points on the axis; the chart of levels shows them.
LONGEST_RISE = pd.Timedelta(days=397)
_SERIES = ["area", "scheme", "group", "scale", "is_gross"]
MOST_ROWS = 6  # of a panel, the newest; the table has all


def draw_changes(frame: pd.DataFrame, *, language: str = "vi") -> Axes:
    """A row for each change, newest first: its dot, the country's change as a pale bar; gross losses are hatched.

    Parameters
    ----------
    frame : pandas.DataFrame
        ``place.changes()``. Of the last five years falls are drawn, and rises over at most thirteen months; of those of
        one series that overlap the longer.
    language : str
        ``"vi"`` or ``"en"``.

    Returns
    -------
    Axes
        Those of changes in points if there are any; changes in persons have axes of their own.

    Raises
    ------
    UnknownLanguage
        Pages are not written in this language.

    Examples
    --------
    >>> import baophu
    >>> axes = baophu.charts.changes(baophu.province("can-tho").changes())
    >>> axes.get_xlabel(), axes.get_ylabel()
    ('change_points', 'row_label')
    """
    say = FrameWords(language).say
    panels = [
        RowPanel(rows, x, say(f"chart-changes-panel-{x}"), lines=_lines(rows, x)) for x, rows in _parts(frame).items()
    ]
    return draw_change_panels(panels or [RowPanel(frame.head(0), "change_points")], language=language)


def draw_change_panels(panels: Sequence[RowPanel], *, language: str = "vi") -> Axes:
    """The same for rows that are chosen and ordered already; of several axes the first."""
    with style.settings():
        axes = row_panels(panels)
        for each, panel in zip(axes, panels, strict=True):
            _draw_panel(each, panel, FrameWords(language).f)
    return axes[0]


def _parts(frame: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The rows that are drawn by the column of their size: of points totals come first, then groups."""
    frame = frame[frame.end > frame.end.max() - pd.DateOffset(years=YEARS)] if len(frame) else frame
    size = frame.change_points.fillna(frame.change_count)
    frame = frame[(size < 0) | (frame.end - frame.start <= LONGEST_RISE)]
    in_points = frame[frame.change_points.notna()].sort_values("end", ascending=False, kind="stable")
    in_points = in_points.sort_values("group", key=lambda group: group != "total", kind="stable")
    # Rises between two counts are seen in the chart of the schemes.
    in_people = frame[frame.change_points.isna() & frame.change_count.notna()]
    in_people = in_people[(in_people.kind != COUNTS) | (in_people.change_count < 0)]
    in_people = in_people.sort_values("end", ascending=False, kind="stable")
    parts = {"change_points": _longest(in_points).head(MOST_ROWS), "change_count": _longest(in_people).head(MOST_ROWS)}
    return {x: rows for x, rows in parts.items() if len(rows)}


def _longest(frame: pd.DataFrame) -> pd.DataFrame:
    """The changes without those within a longer one of the same series, or beside it."""
    is_gross = frame.kind.isin(GROSS_KINDS)
    spans = frame.assign(start=frame.start.fillna(frame.end), is_gross=is_gross)[[*_SERIES, "start", "end"]]
    kept: dict[int, tuple] = {}
    for row in spans.loc[(spans.end - spans.start).sort_values(ascending=False, kind="stable").index].itertuples():
        index, *series, start, end = row
        if all(series != other or until <= start or since >= end for *other, since, until in kept.values()):
            kept[index] = (*series, start, end)
    return frame[frame.index.isin(kept)]


def _lines(rows: pd.DataFrame, x: str) -> int:
    has_third = rows.national_text.ne("") | rows.kind.isin(GROSS_KINDS)
    return 3 if x == "change_points" and has_third.any() else 2


def _draw_panel(axes: Axes, panel: RowPanel, f: Formats) -> None:
    rows, x = panel.rows, panel.x
    sns.stripplot(
        rows, x=x, y="row_label", hue=rows[x] < 0, palette={True: style.RED, False: style.BLUE}, legend=False,
        jitter=False, size=7.5, ax=axes, zorder=4,
    )  # fmt: skip
    ends = [_draw_row(axes, number, row, panel) for number, row in enumerate(rows.itertuples())]
    finish_panel(axes, panel, min([0, *(low for low, _ in ends)]), [high for _, high in ends], rows[f"{x}_text"])
    axes.vlines(0, *axes.get_ylim(), color=style.RULE, lw=1, zorder=0)
    places = 0 if x == "change_count" else 1
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f.number(value, places * (value % 1 > 0), True)))


def _draw_row(axes: Axes, number: int, row, panel: RowPanel) -> tuple[float, float]:
    """Draw all but the dot; the ends of what is drawn."""
    x, size, is_gross = panel.x, getattr(row, panel.x), row.kind in GROSS_KINDS
    color, ends = style.RED if size < 0 else style.BLUE, [0.0, size]
    if is_gross:
        axes.barh(number, size, 0.2, facecolor="none", edgecolor=color, hatch="/////", lw=0.8, zorder=2)
    else:
        axes.hlines(number, *ends, color=color, lw=1.6, zorder=3)
    if x == "change_points" and pd.notna(row.national_low):
        ends += [row.national_low, row.national_high]
        axes.barh(number, ends[3] - ends[2], 0.28, ends[2], color="#C8C8C8", edgecolor=style.GREY, lw=1.2, zorder=1)
    people = row.change_count_text if x == "change_points" else ""
    texts = [row.verdict_short, people or row.national_text, row.national_text if people else ""]
    # A gross number is said in full, which takes a line of its own.
    texts = ["", row.verdict_short, people] if is_gross and panel.lines > 2 else texts
    write_row(axes, number, *zip((row.subject, row.period, ""), texts[: panel.lines], strict=False))
    write_value(axes, number, max(ends), getattr(row, f"{x}_text"))
    return min(ends), max(ends)


def changes_words(facts: Facts, words: Words) -> ChartWords | None:
    """The most important change that is drawn, with the country's and its verdict."""
    if len(facts.changes) < FEWEST_ROWS:
        return None
    changes = [(change, words) for change in facts.changes]
    parts = _parts(frame := tables.changes(changes, tables.claim_sources(facts)))
    if not parts or not is_worth_drawing(drawn := pd.concat(parts.values())):
        return None
    concluded = drawn[drawn.verdict != OPEN]
    # The frame begins with the most important change.
    first = frame.loc[(drawn if concluded.empty else concluded).index.min()]
    national = words.say("gap-points", points=first.national_text) if first.scheme == "bhyt" else first.national_text
    is_gross = first.kind in GROSS_KINDS
    values = {
        "change": first.change_points_text or first.change_count_text,
        "national": national if first.national_text else "none",
        "verdict": first.verdict_short if is_gross else mid_sentence(first.verdict_name),
        "row": mid_sentence(first.row_label),
        "province": words.province,
    }
    rows = [row_text(row) for row in drawn.itertuples()]
    return ChartWords(
        words.say("chart-changes-title", **values),
        words.say("chart-changes-alt", province=words.province, changes="; ".join(rows)),
        words.say("chart-changes-caption"),
    )


def row_text(row) -> str:
    """A row of the frame in words: the change, the country's, the verdict."""
    parts = [row.change_points_text, row.change_count_text, row.national_text, mid_sentence(row.verdict_name)]
    return f"{row.row_label}: {', '.join(filter(None, parts))}"
