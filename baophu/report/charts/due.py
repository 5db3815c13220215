"""Household cards that run out in the 90 days after the data, by district: where to call first."""

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from baophu.report.charts import style
from baophu.report.charts.chart_words import ChartWords
from baophu.report.charts.row_panels import RowPanel, finish_panel, row_panels, write_row, write_value
from baophu.report.record_words import TOTAL, RecordWords

DAYS_AHEAD = {"days_1_30": style.RED, "days_31_60": "#E8A56C", "days_61_90": style.SKY}


def draw_due(frame: pd.DataFrame, *, language: str = "vi") -> Axes:
    """A bar for each district, most cards first, in three parts of 30 days.

    Parameters
    ----------
    frame : pandas.DataFrame
        ``place.due(90)``; ``district_name`` if ``page.with_names`` has added it.
    language : str
        ``"vi"`` or ``"en"``.

    Returns
    -------
    Axes
        Those of the bars, in cards.

    Examples
    --------
    >>> import baophu
    >>> records = baophu.office_records("can-tho", "synthetic")
    >>> axes = baophu.charts.due(records.due(90), language="en")
    >>> float(axes.get_xlim()[0]) <= 0
    True
    """
    words, rows = RecordWords(language), due_rows(frame)
    panel = RowPanel(rows, "due")
    with style.settings():
        axes = row_panels([panel])[0]
        for number, row in enumerate(rows.itertuples()):
            begin = 0
            parts = [getattr(row, name) for name in DAYS_AHEAD]
            for color, size in zip(DAYS_AHEAD.values(), parts, strict=True):
                if pd.notna(size):
                    axes.barh(number, size, 0.28, begin, color=color, edgecolor="white", lw=0.6, zorder=3)
                    begin += size
            texts = " · ".join(words.count(size) for size in parts)
            write_row(axes, number, (getattr(row, "district_name", row.district), texts))
            write_value(axes, number, begin, words.count(row.due))
        ends = rows["due"].fillna(0).astype("float64").clip(lower=1)  # a scale has a length
        finish_panel(axes, panel, 0, ends, [words.count(size) for size in rows["due"]])
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: words.f.count(value)))
    return axes


def due_rows(frame: pd.DataFrame) -> pd.DataFrame:
    """Districts, most cards due first; hidden ones last."""
    rows = frame[frame["district"] != TOTAL]
    return rows.sort_values("due", ascending=False, na_position="last", kind="stable").reset_index(drop=True)


def due_words(frames: Sequence[pd.DataFrame], words: RecordWords) -> ChartWords | None:
    """How many are due in the province, and the district with most."""
    frame = frames[0]
    rows, total = due_rows(frame), frame[frame["district"] == TOTAL]
    if rows.empty or total["due"].isna().all():
        return None
    row = total.iloc[0]
    values = {name: words.count(row[name]) for name in DAYS_AHEAD}
    values |= {"due": words.count(row["due"]), "day": words.f.day(row["day"])}
    values |= {"first": words.district(rows["district"].iloc[0]), "most": words.count(rows["due"].iloc[0])}
    title = words.say("records-due-title", **values)
    texts = "; ".join(
        words.say("records-due-row", district=words.district(row.district), due=words.count(row.due),
                  **{name: words.count(getattr(row, name)) for name in DAYS_AHEAD})
        for row in rows.itertuples()
    )  # fmt: skip
    return ChartWords(title, f"{title}. {texts}.", words.say("records-due-caption"))
