"""Published against recomputed numbers that cannot all be true: how far apart, on a scale for each kind of number."""

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from baophu.analysis.audit import CONTRADICTORY
from baophu.facts.province import Facts
from baophu.report import tables
from baophu.report.charts import style
from baophu.report.charts.chart_words import ChartWords, is_worth_drawing, publishers_of
from baophu.report.charts.row_panels import RowPanel, finish_panel, row_panels, write_row, write_value
from baophu.report.frames import FrameWords
from baophu.report.words import Words, mid_sentence


def draw_audit(frame: pd.DataFrame, *, language: str = "vi") -> Axes:
    """A row for each contradiction: the recomputed number at 0, the published one at its distance.

    Parameters
    ----------
    frame : pandas.DataFrame
        ``place.audit()``. Of it contradictions are drawn.
    language : str
        ``"vi"`` or ``"en"``.

    Returns
    -------
    Axes
        Those of percentage points if there are any; other kinds of numbers have axes of their own.

    Raises
    ------
    UnknownLanguage
        Pages are not written in this language.

    Examples
    --------
    >>> import baophu
    >>> axes = baophu.charts.audit(baophu.province("bình thuận").audit())
    >>> axes.get_xlabel(), axes.get_ylabel()
    ('difference', 'row_label')
    """
    words, drawn = FrameWords(language), _drawn(frame)
    panels = [
        RowPanel(rows, "difference", words.say("chart-audit-panel", measure=words.say(f"audit-measure-{measure}")), 2)
        for measure in ("points", "times", "count")
        if len(rows := drawn[drawn.measure == measure])
    ]
    with style.settings():
        axes = row_panels(panels or [RowPanel(drawn, "difference")])
        for each, panel in zip(axes, panels, strict=False):
            _draw_panel(each, panel, words)
    return axes[0]


def _drawn(frame: pd.DataFrame) -> pd.DataFrame:
    contradictory = frame[(frame.verdict == CONTRADICTORY) & frame.difference.notna()]
    return contradictory.sort_values("difference", key=lambda size: -size.abs(), kind="stable")


def _draw_panel(axes: Axes, panel: RowPanel, words: FrameWords) -> None:
    rows = panel.rows
    sns.stripplot(
        rows, x="difference", y="row_label", color=style.RED, size=7.5, jitter=False, ax=axes, zorder=4
    )  # fmt: skip
    ends = []
    for number, row in enumerate(rows.itertuples()):
        axes.barh(number, row.difference_high - row.difference_low, 0.24, row.difference_low, color="#F6D5D5", lw=0)
        axes.hlines(number, 0, row.difference, color=style.RED, lw=1.4, zorder=2)
        where = words.say("chart-audit-where", area=row.area_name, scheme=mid_sentence(row.scheme_name))
        write_row(axes, number, (row.check_name, ""), (where, words.cell(row.as_of, precision=row.as_of_precision)))
        ends.append(max(0, row.difference, row.difference_high))
        write_value(axes, number, ends[-1], row.difference_text)
    axes.scatter(
        [0] * len(rows), range(len(rows)), s=44, facecolor="white", edgecolor=style.INK, linewidth=1.4, zorder=3
    )
    finish_panel(axes, panel, min(0, rows.difference_low.min()), ends, rows.difference_text)
    axes.xaxis.set_major_formatter(
        FuncFormatter(lambda value, _: words.f.number(value, 0 if value == round(value) else 1, is_signed=True))
    )


def audit_words(facts: Facts, words: Words) -> ChartWords | None:
    """How many checks do not agree, the widest apart first."""
    drawn = _drawn(tables.audit(facts.findings, words, tables.claim_sources(facts)))
    if not is_worth_drawing(drawn):
        return None
    first, n = drawn.iloc[0], len(drawn)
    what = f"{first.scheme_name}, {mid_sentence(first.check_name)}"
    rows = "; ".join(f"{row.row_label}: {row.difference_text}" for row in drawn.itertuples())
    values = {"province": words.province, "sources": publishers_of(drawn)}
    return ChartWords(
        words.say(
            "chart-audit-title",
            n=n,
            count=str(n),
            what=what,
            size=first.difference_text,
            **values,
        ),
        words.say("chart-audit-alt", rows=rows, **values),
        words.say("chart-audit-caption", **values),
    )
