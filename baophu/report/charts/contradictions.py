"""Contradictions of the ledger: each published number beside the one that other figures give."""

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator, NullLocator

from baophu.common.messages import Messages
from baophu.facts.ledger_audit import LedgerAudit
from baophu.report.charts import style
from baophu.report.charts.chart_words import ChartWords
from baophu.report.charts.row_list import ListPanel, finish_panel, list_panels, with_unique_labels
from baophu.report.check_words import gap_text
from baophu.report.formats import Formats
from baophu.report.frames import FrameWords
from baophu.report.words import Words

# Differences range from eight persons to a million: the axis is linear up to this many, logarithmic beyond.
_LINEAR_UP_TO = 100
_TICKS = (-1_000_000, -1_000, 0, 1_000, 1_000_000)
_MEASURES = ("points", "times", "count")


def draw_contradictions(frame: pd.DataFrame, *, language: str = "vi") -> Axes:
    """A row for each contradiction: the line at 0 is the recomputed number, the dot the published one.

    The pale band is what the rounding of all figures leaves open. Points, ratios and people have a panel each.

    Parameters
    ----------
    frame : pandas.DataFrame
        Rows of ``country.audit()`` whose verdict is ``contradictory``.
    language : str
        ``"vi"`` or ``"en"``.

    Returns
    -------
    Axes
        Those of the first panel.

    Raises
    ------
    UnknownLanguage
        Pages are not written in this language.

    Examples
    --------
    >>> import baophu
    >>> checks = baophu.country().audit().query("verdict == 'contradictory'")
    >>> axes = baophu.charts.contradictions(checks.head(6))
    >>> axes.get_xlabel(), axes.get_ylabel()
    ('difference', 'row_label')
    """
    f, say = Formats(language), Messages(language)
    frame = with_unique_labels(frame.sort_values("difference", key=abs, ascending=False))
    parts = {measure: frame[frame.measure == measure] for measure in _MEASURES}
    parts = {measure: rows for measure, rows in parts.items() if len(rows)} or {"count": frame}
    sheets = [
        ListPanel(
            rows, _names(rows, FrameWords(language)), rows.difference_text.tolist(), say(f"audit-measure-{measure}")
        )
        for measure, rows in parts.items()
    ]
    with style.settings():
        axes = list_panels(sheets)
        for each, sheet, measure in zip(axes, sheets, parts, strict=True):
            _draw_panel(each, measure, sheet.rows, f)
            finish_panel(each, sheet)
    return axes[0]


def _names(rows: pd.DataFrame, words: FrameWords) -> list[str]:
    days = [words.cell(row.as_of, "as_of", row.as_of_precision) for row in rows.itertuples()]
    return (rows.area_name + ", " + rows.scheme_name + ", " + days).tolist()


def _draw_panel(axes: Axes, measure: str, rows: pd.DataFrame, f: Formats) -> None:
    is_count = measure == "count"
    if is_count:
        axes.set_xscale("symlog", linthresh=_LINEAR_UP_TO)
    sns.stripplot(
        rows,
        x="difference",
        y="row_label",
        order=rows.row_label,
        jitter=False,
        size=7,
        color=style.RED,
        ax=axes,
        zorder=4,
    )
    places = range(len(rows))
    axes.hlines(places, 0, rows.difference, color=style.RED, lw=1.2, zorder=2)
    axes.hlines(places, rows.difference_low, rows.difference_high, color=style.RED, alpha=0.25, lw=7, zorder=1)
    axes.axvline(0, color=style.INK, lw=1.2, zorder=3)
    axes.margins(x=0.12)
    axes.xaxis.set_major_locator(FixedLocator(_TICKS) if is_count else MaxNLocator(5))
    axes.xaxis.set_minor_locator(NullLocator())
    decimals = 0 if is_count else 1
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f.number(value, decimals, is_signed=True)))


def contradictions_words(audit: LedgerAudit, words: Words) -> ChartWords:
    """How many there are, of how many places."""
    findings = audit.contradictions
    texts = (
        words.say(
            "chart-contradictions-point",
            what=words.say(
                "chart-contradictions-row",
                area=words.area(item.area),
                date=words.f.short_day(item.as_of, item.as_of_precision),
                scheme=words.label("scheme", item.scheme),
            ),
            difference=gap_text(item, words),
        )
        for item in findings
    )
    n, areas = len(findings), len({item.area for item in findings})
    return ChartWords(
        words.say("chart-contradictions-title", count=str(n), areas=str(areas)),
        words.say("chart-contradictions-alt", points="; ".join(texts)),
        words.say("chart-contradictions-caption"),
    )
