"""Percentages of the areas inside a province: a panel for each measure and day that three areas or more have."""

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from baophu.facts.province import Facts
from baophu.report import tables
from baophu.report.charts import style
from baophu.report.charts.chart_words import ChartWords, is_worth_drawing, publishers_of
from baophu.report.charts.row_panels import RowPanel, finish_panel, row_panels, write_value
from baophu.report.frames import FrameWords
from baophu.report.words import Words, mid_sentence

_MEASURE = ["scheme", "unit", "as_of", "plan_owner"]
_BOUND_MARKS = {"at_least": ">", "at_most": "<"}  # an arrow towards the values that are possible


def draw_districts(frame: pd.DataFrame, *, language: str = "vi") -> Axes:
    """A dot for each area, the highest first; areas that the source counts without names share an open one.

    Parameters
    ----------
    frame : pandas.DataFrame
        ``place.districts()``. Of it measures are drawn that three areas or more have on one day.
    language : str
        ``"vi"`` or ``"en"``.

    Returns
    -------
    Axes
        Those of the first measure; others have axes of their own.

    Raises
    ------
    UnknownLanguage
        Pages are not written in this language.

    Examples
    --------
    >>> import baophu
    >>> axes = baophu.charts.districts(baophu.province("bình thuận").districts())
    >>> axes.get_xlabel(), axes.get_ylabel()
    ('level_pct', 'row_label')
    """
    words = FrameWords(language)
    panels = [RowPanel(rows, "level_pct", _heading(rows.iloc[0], words), lines=0) for rows in _measures(frame)]
    with style.settings():
        axes = row_panels(panels or [RowPanel(frame.head(0), "level_pct")])
        for each, panel in zip(axes, panels, strict=False):
            _draw_panel(each, panel, words)
    return axes[0]


def _measures(frame: pd.DataFrame) -> list[pd.DataFrame]:
    return [rows for _, rows in frame.groupby(_MEASURE, sort=False) if is_worth_drawing(rows)]


def _heading(row: pd.Series, words: FrameWords) -> str:
    return f"{row.scheme_name}, {row.unit_name}, {words.cell(row.as_of, precision=row.as_of_precision)}"


def _draw_panel(axes: Axes, panel: RowPanel, words: FrameWords) -> None:
    rows = panel.rows
    for bound, group in rows.groupby("bound"):
        marker = _BOUND_MARKS.get(bound, "o")
        # All rows for each bound, so that the categories keep their order.
        shown = rows.assign(level_pct=rows.level_pct.where(rows.index.isin(group.index)))
        sns.stripplot(shown, x="level_pct", y="row_label", marker=marker, color=style.BLUE, size=7.5, jitter=False,
                      ax=axes, zorder=4)  # fmt: skip
    for number, row in enumerate(rows.itertuples()):
        write_value(axes, number, row.level_pct, _label(row))
        if pd.notna(row.goal_pct):
            axes.vlines(row.goal_pct, number - 0.3, number + 0.3, color=style.GREEN, lw=3, zorder=3)
    low = rows[["level_pct", "goal_pct"]].min().min()
    lines = [max(_label(row).split("\n"), key=len) for row in rows.itertuples()]
    finish_panel(axes, panel, 5 * ((low - 2) // 5), rows.level_pct, lines)
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: words.f.pct(value, 0)))


def _label(row) -> str:
    """Area and percentage; what the source says of it stands below, as a phone is not wide enough."""
    return f"{row.row_label} " + row.level_pct_text.replace(", ", ",\n", 1)


def districts_words(facts: Facts, words: Words) -> ChartWords | None:
    """Those that are not named if they are the lowest, else the lowest; and the highest with who pays."""
    measures = _measures(tables.districts(facts, words, tables.claim_sources(facts)))
    if not measures:
        return None
    rows = measures[0]
    best, last = rows.iloc[0], rows.iloc[-1]
    values = {
        "province": words.province,
        "date": words.when(last.as_of, last.as_of_precision),
        "what": f"{mid_sentence(last.scheme_name)}, {last.unit_name}",
        "best": f"{best.row_label} {best.level_pct_text}",
        "last": last.row_label,
        "low": last.level_pct_text,
        "count": str(last.area_count),
        "all": str(rows.area_count.sum()),
        "kind": "unnamed" if last.area_count > 1 else "named",
    }
    texts = "; ".join(f"{row.row_label} {row.level_pct_text}" for row in rows.itertuples())
    sources = publishers_of(rows)
    owner = words.plan_owner(last.plan_owner) if last.unit == tables.PLAN_UNIT else "none"
    return ChartWords(
        words.say("chart-districts-title", **values),
        words.say("chart-districts-alt", province=words.province, rows=texts, what=values["what"], date=values["date"]),
        words.say("chart-districts-caption", owner=owner, remarks=_remarks(rows, words) or "none", sources=sources),
    )


def _remarks(rows: pd.DataFrame, words: Words) -> str:
    """What the dots cannot say: causes that the source names, and areas that it counts without names."""
    named = [f"{row.row_label}: {row.causes}" for row in rows.itertuples() if row.causes]
    unnamed = [words.say("districts-rest", areas=areas) for areas in rows.unnamed_areas if areas]
    return "; ".join([*named, *unnamed])
