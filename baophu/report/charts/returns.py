"""People who left cover, by whether and how soon they came back: a bar for each quarter in which they left."""

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes

from baophu.report.charts import style
from baophu.report.charts.chart_words import ChartWords
from baophu.report.charts.renewals import draw_shares, first_quarter, short_quarter, write_legend
from baophu.report.record_words import TOTAL, RecordWords

RETURNS = {"within_30": "#5AA5D6", "within_90": style.SKY, "over_90": "#E8A56C", "not_back": style.RED}


def draw_returns(frame: pd.DataFrame, *, group: str = TOTAL, language: str = "vi") -> Axes:
    """Shares of those who left in each quarter, by whether they came back.

    Parameters
    ----------
    frame : pandas.DataFrame
        ``place.returns()``, or some of its quarters. A quarter with a hidden part has no bar.
    group : str
        The payer group that they left, or ``"all"``.
    language : str
        ``"vi"`` or ``"en"``.

    Returns
    -------
    Axes
        Those of the bars, one each quarter.

    Examples
    --------
    >>> import baophu
    >>> records = baophu.office_records("can-tho", "synthetic")
    >>> axes = baophu.charts.returns(records.returns(), language="en")
    >>> len(axes.containers)
    4
    """
    words = RecordWords(language)
    rows = frame[frame["group"] == group].set_index("period").sort_index()
    with style.settings():
        axes = style.new_axes(2.5, style.Margins(left=0.5, right=0.1, bottom=0.42, top=0.62))
        draw_shares(axes, rows, "left", RETURNS, words)
        axes.set_xticks(range(len(rows)), [short_quarter(day) for day in rows.index])
        axes.tick_params(labelsize=style.SIZE - 1)
        write_legend(axes, "return", RETURNS, words)
    return axes


def quarter_of_returns(frame: pd.DataFrame, words: RecordWords) -> pd.DataFrame:
    """Rows of the quarter in which the period begins, or of the newest that is known before it."""
    known = frame[frame["period"] <= first_quarter(words)]
    return known[known["period"] == known["period"].max()]


def returns_words(frames: Sequence[pd.DataFrame], words: RecordWords) -> ChartWords | None:
    """How many left in the quarter in which the period begins, and how many of them came back within 90 days."""
    frame = frames[0]
    total = quarter_of_returns(frame, words)
    total = total[total["group"] == TOTAL]
    if total.empty or total["returned_pct"].isna().all():
        return None
    row = total.iloc[0]
    values = {"quarter": words.quarter(row["period"]), "left": words.count(row["left"])}
    title = words.say("records-returns-title", pct=words.pct(row["returned_pct"]), **values)
    rows = "; ".join(
        words.say("records-returns-row", quarter=words.quarter(each["period"]), left=words.count(each["left"]))
        + ": "
        + ", ".join(f"{words.label('return', name)} {words.count(each[name])}" for name in RETURNS)
        for _, each in frame[frame["group"] == TOTAL].sort_values("period").iterrows()
    )
    return ChartWords(title, f"{title}. {rows}.", words.say("records-returns-caption"))
