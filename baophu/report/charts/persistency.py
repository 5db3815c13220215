"""How many of those who entered stay covered: by year of entry, to the 3rd, 13th and 25th month."""

from collections.abc import Sequence

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from baophu.report.charts import style
from baophu.report.charts.chart_words import ChartWords, is_worth_drawing
from baophu.report.charts.direct_labels import label_mark
from baophu.report.record_words import RecordWords

MONTHS = {"month_3": style.SKY, "month_13": style.BLUE, "month_25": style.ORANGE}
_NORMAL_95 = 1.96
HOUSEHOLD = "household"


def draw_persistency(frame: pd.DataFrame, *, group: str = HOUSEHOLD, language: str = "vi") -> Axes:
    """A line for each month over the years of entry, with its 95 % band; below it how many entered and are at risk.

    A hollow dot is of those who entered early in its year: the others have not been followed so long.

    Parameters
    ----------
    frame : pandas.DataFrame
        ``place.persistency()``.
    group : str
        Payer group on entry.
    language : str
        ``"vi"`` or ``"en"``.

    Returns
    -------
    Axes
        Those of the lines; the years of entry are along x.

    Examples
    --------
    >>> import baophu
    >>> records = baophu.office_records("can-tho", "synthetic")
    >>> axes = baophu.charts.persistency(records.persistency(), language="en")
    >>> len(axes.get_xticks()) > 5
    True
    """
    words = RecordWords(language)
    rows = shown_cohorts(frame, group)
    with style.settings():
        axes = style.new_axes(3.8, style.Margins(left=0.85, right=0.3, bottom=1.08, top=0.2))
        for month, color in MONTHS.items():
            known = rows[rows[f"{month}_pct"].notna()]
            share, error = known[f"{month}_pct"], _NORMAL_95 * known[f"{month}_se"]
            axes.fill_between(known["entry_year"], share - error, share + error, color=color, alpha=0.25, lw=0)
            sns.lineplot(known, x="entry_year", y=f"{month}_pct", color=color, marker="o", errorbar=None, ax=axes)
            partial = known[~_is_whole(known, month)]
            axes.plot(partial["entry_year"], partial[f"{month}_pct"], "o", mfc="white", mec=color, zorder=3)
            if len(known):
                first = known.iloc[0]
                text = words.say("records-month", n=_number(month))
                label_mark(axes, first["entry_year"], first[f"{month}_pct"], text, sides=("below right", "above right"))
        style.hide_axis_names(axes)
        years = rows["entry_year"].tolist()
        counts = rows[["entered_count", *(f"{month}_at_risk" for month in MONTHS)]]
        labels = zip(years, counts.itertuples(index=False), strict=True)
        axes.set_xticks(years, ["\n".join([str(year), *map(words.count, line)]) for year, line in labels])
        names = ["", words.say("records-entered"), *(words.say("records-column-month", n=_number(m)) for m in MONTHS)]
        # Set as the labels of the ticks are, so that the lines meet: words without two accents on a letter.
        axes.annotate("\n".join(names), (0, 0), (-14, -6.5), xycoords="axes fraction", textcoords="offset points",
                      ha="right", va="top", fontsize=style.SIZE, color=style.GREY)  # fmt: skip
        axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: words.f.pct(value, 0)))
        axes.set_ylim(axes.get_ylim()[0] - 3, 101)  # the last label stands above the axis
    return axes


def shown_cohorts(frame: pd.DataFrame, group: str = HOUSEHOLD) -> pd.DataFrame:
    """Years of entry of a group of which one of the months is known, oldest first."""
    rows = frame[frame["group"] == group].sort_values("entry_year")
    return rows[rows[[f"{month}_pct" for month in MONTHS]].notna().any(axis=1)]


def whole_cohorts(frame: pd.DataFrame, month: str) -> pd.DataFrame:
    """Rows whose share at a month is known and of everyone who entered in the year."""
    return frame[frame[f"{month}_pct"].notna() & _is_whole(frame, month)]


def _is_whole(frame: pd.DataFrame, month: str) -> pd.Series:
    return ~frame["partial"].map(lambda names: month in names.split()).astype(bool)


def _number(month: str) -> str:
    return month.removeprefix("month_")


def persistency_words(frames: Sequence[pd.DataFrame], words: RecordWords) -> ChartWords | None:
    """The newest year of entry of which the 13th month is known of all; each year with its numbers at risk."""
    rows = shown_cohorts(frames[0])
    known = whole_cohorts(rows, "month_13")
    if not is_worth_drawing(known):
        return None
    row = known.iloc[-1]
    title = words.say("records-persistency-title", year=str(row["entry_year"]), pct=words.pct(row["month_13_pct"]))
    alt = "; ".join(
        words.say(
            "records-persistency-row",
            year=str(row.entry_year),
            count=words.count(row.entered_count),
            **{month: words.pct(getattr(row, f"{month}_pct")) for month in MONTHS},
            **{f"{month}_at_risk": words.count(getattr(row, f"{month}_at_risk")) for month in MONTHS},
        )
        for row in rows.itertuples()
    )
    return ChartWords(title, f"{title}. {alt}.", words.say("records-persistency-caption"))
