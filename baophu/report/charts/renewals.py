"""Cards that fell due, by what came after: a panel for each term, a bar for each quarter."""

from collections.abc import Mapping, Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter

from baophu.report.charts import style
from baophu.report.charts.chart_words import ChartWords
from baophu.report.record_words import RecordWords

OUTCOMES = {
    "on_time": style.BLUE,
    "within_30": "#5AA5D6",
    "within_90": style.SKY,
    "moved": style.GREEN,
    "later": "#E8A56C",
    "never": style.RED,
    "unknown": "white",
}
TERMS = (3, 6, 12)
_PANEL, _LEGEND = 1.62, 0.95  # inches


def draw_renewals(frame: pd.DataFrame, *, language: str = "vi") -> Axes:
    """Shares of the cards due in each quarter, for the terms of 3, 6 and 12 months; hatched what is not yet known.

    Parameters
    ----------
    frame : pandas.DataFrame
        ``place.renewals("term")``, or some of its quarters. A quarter with a hidden part has no bar.
    language : str
        ``"vi"`` or ``"en"``.

    Returns
    -------
    Axes
        Those of the shortest term.

    Examples
    --------
    >>> import baophu
    >>> records = baophu.office_records("can-tho", "synthetic")
    >>> axes = baophu.charts.renewals(records.renewals("term"), language="en")
    >>> len(axes.figure.axes)
    3
    """
    words = RecordWords(language)
    quarters = sorted(frame["period"].unique())
    with style.settings():
        panels = _panels(len(TERMS))
        for axes, term in zip(panels, TERMS, strict=True):
            rows = frame[frame["term"].astype(str) == str(term)].set_index("period").reindex(quarters)
            draw_shares(axes, rows, "due", OUTCOMES, words)
            axes.set_title(words.say("records-term", term=str(term)), loc="left", fontsize=style.SIZE,
                           fontweight="bold", pad=4)  # fmt: skip
            axes.set_xticks(range(len(quarters)), [short_quarter(pd.Timestamp(day)) for day in quarters])
        write_legend(panels[0], "outcome", OUTCOMES, words)
    return panels[0]


def _panels(count: int) -> list[Axes]:
    from matplotlib import pyplot

    height = _LEGEND + count * _PANEL
    figure, panels = pyplot.figure(figsize=(style.PAGE_WIDTH, height)), []
    for number in range(count):
        axes = figure.add_axes((0, 0, 1, 1), label=f"term {number}")
        top = _LEGEND + number * _PANEL
        axes.set_axes_locator(style.Margins(0.5, 0.1, height - top - _PANEL + 0.36, top + 0.25))
        axes.tick_params(length=3, labelsize=style.SIZE - 1)
        for axis in (axes.xaxis, axes.yaxis):
            axis.set_label_coords(0, 0)
        panels.append(axes)
    return panels


def draw_shares(axes: Axes, rows: pd.DataFrame, total: str, colors: Mapping[str, str], words: RecordWords) -> None:
    """A bar of 100 % for each row, in parts; a dash where one is hidden.

    ``total`` is the column of their sum, ``colors`` those of the parts by column; ``unknown`` is hatched.
    """
    counts = rows[list(colors)].astype("Float64")
    is_shown = counts.notna().all(axis=1) & (rows[total].fillna(0) > 0)
    shares = (100 * counts.div(rows[total].astype("Float64"), axis=0)).where(is_shown, 0).astype("float64")
    bottom = pd.Series(0.0, shares.index)
    for name, color in colors.items():
        hatch = _hatch(name)
        axes.bar(range(len(shares)), shares[name], 0.8, bottom, color=color, edgecolor=style.GREY, lw=0.4, hatch=hatch)
        bottom += shares[name]
    for number, shown in enumerate(is_shown):
        if not shown:
            axes.annotate("–", (number, 4), ha="center", color=style.GREY, fontsize=style.SIZE)
    axes.set_ylim(0, 100)
    axes.set_xlim(-0.6, len(shares) - 0.4)
    axes.set_yticks([0, 50, 100])
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: words.f.pct(value, 0)))


def write_legend(axes: Axes, kind: str, colors: Mapping[str, str], words: RecordWords) -> None:
    """What the parts of the bars are, above them; ``kind`` is that of the labels."""
    handles = [
        Patch(facecolor=color, edgecolor=style.GREY, lw=0.5, hatch=_hatch(name), label=words.label(kind, name))
        for name, color in colors.items()
    ]
    axes.figure.legend(handles=handles, loc="upper left", ncols=2, frameon=False, fontsize=style.SIZE - 1,
                       handlelength=1.4, columnspacing=0.8)  # fmt: skip


def _hatch(name: str) -> str:
    return "////" if name == "unknown" else ""


def short_quarter(day: pd.Timestamp) -> str:
    """A quarter on two lines: on phones some are left out, so each has its year."""
    return f"Q{day.quarter}\n{day.year}"


def renewals_words(frames: Sequence[pd.DataFrame], words: RecordWords) -> ChartWords:
    """Of each term, what part of the cards due in the quarters of the period were renewed within 30 days."""
    frame = frames[0]
    rates = "; ".join(_rates(frame, words))
    values = words.days | {"rates": rates or "–", "quarter": words.quarter(first_quarter(words))}
    title = words.say("records-renewals-title", n=len(rates), **values)
    alt = "; ".join(
        f"{words.say('records-term', term=str(row.term))}, {words.quarter(row.period)}:"
        f" {words.say('records-renewals-row', due=words.count(row.due), pct=words.pct(row.renewed_pct))}"
        for row in shown_terms(frame).itertuples()
    )
    return ChartWords(title, f"{title}. {alt}.", words.say("records-renewals-caption"))


def shown_terms(frame: pd.DataFrame) -> pd.DataFrame:
    """Rows of the three terms that are paid for, in the order of the chart."""
    rows = frame[frame["term"].astype(str).isin([str(term) for term in TERMS])]
    return rows.assign(term=rows["term"].astype(int)).sort_values(["term", "period"])


def first_quarter(words: RecordWords) -> pd.Timestamp:
    """First day of the quarter in which the period begins."""
    return (pd.Timestamp(words.period[0]) + pd.Timedelta(days=1)).to_period("Q").start_time


def _rates(frame: pd.DataFrame, words: RecordWords) -> list[str]:
    """The rate of each term in the quarter in which the period begins."""
    rows = shown_terms(frame)
    rows = rows[(rows["period"] == first_quarter(words)) & rows["renewed_pct"].notna()]
    return [
        words.say("records-renewals-rate", term=str(row.term), pct=words.pct(row.renewed_pct))
        for row in rows.itertuples()
    ]
