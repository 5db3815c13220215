"""Distance to the targets: percent of the population on one scale, percent of a plan on another."""

from math import floor

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from baophu.analysis.constants import ESTIMATE_STATUS, HEALTH
from baophu.analysis.targets import PLAN, POPULATION, SHORT
from baophu.facts.province import Facts
from baophu.report import tables
from baophu.report.charts import style
from baophu.report.charts.chart_words import ChartWords, is_worth_drawing, publishers_of
from baophu.report.charts.row_panels import RowPanel, finish_panel, row_panels, write_row, write_value
from baophu.report.frames import FrameWords
from baophu.report.words import Words, mid_sentence


def draw_targets(frame: pd.DataFrame, *, language: str = "vi") -> Axes:
    """A bar for each level, with a stroke at its target and what is missing in red.

    Parameters
    ----------
    frame : pandas.DataFrame
        ``place.targets()``. Of it rows with a level are drawn.
    language : str
        ``"vi"`` or ``"en"``.

    Returns
    -------
    Axes
        Those of percent of the population if there are any; plans have axes of their own.

    Raises
    ------
    UnknownLanguage
        Pages are not written in this language.

    Examples
    --------
    >>> import baophu
    >>> axes = baophu.charts.targets(baophu.province("can-tho").targets())
    >>> axes.get_xlabel(), axes.get_ylabel()
    ('level_pct', 'row_label')
    """
    words, drawn = FrameWords(language), _drawn(frame)
    panels = [
        RowPanel(rows, "level_pct", words.say(f"chart-targets-panel-{measure}"), lines=2)
        for measure in (POPULATION, PLAN)
        if len(rows := drawn[drawn.measure == measure])
    ]
    with style.settings():
        axes = row_panels(panels or [RowPanel(drawn, "level_pct")])
        for each, panel in zip(axes, panels, strict=False):
            _draw_panel(each, panel, words)
    return axes[0]


def _drawn(frame: pd.DataFrame) -> pd.DataFrame:
    """Rows with a level: the newest year first, of one year the population, then plans of health insurance."""
    with_level = frame[frame.level_pct.notna()]
    order = pd.DataFrame(
        {"year": -with_level.target_year, "measure": with_level.measure == PLAN, "scheme": with_level.scheme != HEALTH}
    )
    return with_level.loc[order.sort_values(["year", "measure", "scheme"], kind="stable").index]


def _draw_panel(axes: Axes, panel: RowPanel, words: FrameWords) -> None:
    rows, f = panel.rows, words.f
    sns.barplot(rows, x="level_pct", y="row_label", color=style.BLUE, width=0.3, errorbar=None, saturation=1, ax=axes)
    for number, (bar, row) in enumerate(zip(axes.containers[0], rows.itertuples(), strict=True)):
        if row.obs_status == ESTIMATE_STATUS:
            bar.set(facecolor=style.SKY, edgecolor=style.BLUE)
        if row.level_pct < row.goal_pct and row.verdict in ("", SHORT):
            missing = row.goal_pct - row.level_pct
            axes.barh(number, missing, 0.3, row.level_pct, facecolor="#F6D5D5", edgecolor=style.RED, lw=1)
        axes.vlines(row.goal_pct, number - 0.2, number + 0.2, color=style.GREEN, lw=3, zorder=4)
        write_row(axes, number, (row.subject, row.level_pct_text), (row.set_by, _missing_text(row, words)))
        color = style.RED if row.verdict == SHORT or row.missing_count > 0 else style.INK
        write_value(axes, number, max(row.level_pct, row.goal_pct), row.gap_text, color=color)
    # A bar from 0 would hide a gap of two points.
    low = 10 * floor((rows[["level_pct", "goal_pct"]].min().min() - 5) / 10)
    ends = rows[["level_pct", "goal_pct"]].max(axis=1)
    finish_panel(axes, panel, low, ends, rows.gap_text)
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f.pct(value, 0)))


def _missing_text(row, words: FrameWords) -> str:
    """People short of a target; the heading of the panel names the population."""
    if not row.missing_count_text:
        return ""
    people = words.say("people-count", count=words.f.count(round(row.missing_count, -2)))
    return words.say("chart-targets-missing", people=words.say("bound-about", value=people))


def targets_words(facts: Facts, words: Words) -> ChartWords | None:
    """The newest target or plan that has a level, of a plan those of all owners."""
    frame = tables.targets(facts, words, tables.claim_sources(facts))
    drawn = _drawn(frame)
    if not is_worth_drawing(drawn):
        return None
    lead = drawn[drawn.subject == drawn.subject.iloc[0]]
    without_level = frame[frame.verdict == "no_level"]
    values = {"province": words.province, "sources": publishers_of(drawn)}
    return ChartWords(
        words.say("chart-targets-title", province=words.province, finding=_title_text(lead, words)),
        words.say("chart-targets-alt", rows="; ".join(map(target_text, drawn.itertuples())), **values),
        words.say("chart-targets-caption", open="; ".join(without_level.subject) or "none", **values),
    )


def _title_text(lead: pd.DataFrame, words: Words) -> str:
    """What is missing of a target, or whether it is reached; of a plan what its owners set it against."""
    first = lead.iloc[0]
    if first.measure == PLAN:
        return mid_sentence("; ".join(map(target_text, lead.itertuples())))
    gap = ", ".join(filter(None, [first.gap_text, first.missing_count_text]))
    return words.say("chart-targets-title-row", year=str(first.target_year), gap=gap)


def target_text(row) -> str:
    """A row of the frame in words: the target or plan, the level, what is missing."""
    name = f"{row.subject} ({row.set_by})" if row.set_by and row.measure == PLAN else row.subject
    return f"{name}: {', '.join(filter(None, [row.level_pct_text, row.gap_text, row.missing_count_text]))}"
