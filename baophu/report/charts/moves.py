"""Moves between payer groups in a year: from which group to which."""

from collections.abc import Sequence
from textwrap import fill

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.colors import PowerNorm

from baophu.report.charts import style
from baophu.report.charts.chart_words import ChartWords
from baophu.report.record_words import HIDDEN, TOTAL, RecordWords


def draw_moves(frame: pd.DataFrame, *, year: int, language: str = "vi") -> Axes:
    """A square for each pair of groups, the darker the more moves; a dash where the number is hidden.

    Parameters
    ----------
    frame : pandas.DataFrame
        ``place.moves()``.
    year : int
        The calendar year to draw.
    language : str
        ``"vi"`` or ``"en"``.

    Returns
    -------
    Axes
        Those of the squares: rows the group before, columns the group after.

    Examples
    --------
    >>> import baophu
    >>> records = baophu.office_records("can-tho", "synthetic")
    >>> axes = baophu.charts.moves(records.moves(), year=2022, language="en")
    >>> len(axes.get_xticks()) == len(axes.get_yticks())
    True
    """
    words = RecordWords(language)
    table = moves_of(frame, year)
    texts = table.map(lambda value: HIDDEN if pd.isna(value) else words.count(value) if value else "")
    values = table.astype("Float64").astype("float64")
    with style.settings():
        size = 0.42 * len(table)
        axes = style.new_axes(size + 1.3, style.Margins(left=1.3, right=0.1, bottom=0.1, top=1.2))
        norm = PowerNorm(0.5, 0, max(1, np.nanmax(values.to_numpy(), initial=1)))
        sns.heatmap(
            values, annot=texts.to_numpy(), fmt="", cmap="Blues", norm=norm, cbar=False, linewidths=0.8, ax=axes,
            annot_kws={"fontsize": style.SIZE - 1.5},
        )  # fmt: skip
        for row, column in np.argwhere(table.isna().to_numpy()):
            axes.annotate(HIDDEN, (column + 0.5, row + 0.5), ha="center", va="center", color=style.GREY)
        names = [fill(words.label("group", group), 16) for group in table.index]
        axes.xaxis.tick_top()
        axes.set_xticks(np.arange(len(names)) + 0.5, names, rotation=90)
        axes.set_yticks(np.arange(len(names)) + 0.5, names, rotation=0)
        axes.tick_params(length=0, labelsize=style.SIZE - 1)
        axes.grid(visible=False)
        style.hide_axis_names(axes)
    return axes


def moves_of(frame: pd.DataFrame, year: int) -> pd.DataFrame:
    """Moves of a year, from the groups of the rows to those of the columns; groups without any are left out.

    Parameters
    ----------
    frame : pandas.DataFrame
        ``place.moves()``.
    year : int
        The calendar year.
    """
    rows = frame[(frame["year"] == year) & (frame["from_group"] != TOTAL) & (frame["to_group"] != TOTAL)]
    order = rows["from_group"].drop_duplicates().tolist()
    table = rows.pivot_table("moves", "from_group", "to_group", aggfunc="first", dropna=False, observed=False)
    table = table.reindex(index=order, columns=order)
    for group in order:
        table.loc[group, group] = 0
    has_moves = [
        group for group in order if (table.loc[group].fillna(1) > 0).any() or (table[group].fillna(1) > 0).any()
    ]
    return table.loc[has_moves, has_moves]


def moves_words(frames: Sequence[pd.DataFrame], words: RecordWords) -> ChartWords | None:
    """How many moves there were, and the largest three."""
    frame, year = frames[0], words.period[1].year
    rows = frame[(frame["year"] == year) & (frame["from_group"] != TOTAL) & (frame["to_group"] != TOTAL)]
    rows = rows[rows["moves"].notna() & (rows["moves"] > 0)].sort_values("moves", ascending=False)
    if rows.empty:
        return None
    is_total = (frame["year"] == year) & (frame["from_group"] == TOTAL) & (frame["to_group"] == TOTAL)
    texts = [
        words.say(
            "records-moves-row",
            group=words.label("group", row.from_group),
            to=words.label("group", row.to_group),
            count=words.count(row.moves),
        )
        for row in rows.itertuples()
    ]
    values = {"year": str(year), "total": words.count(frame[is_total]["moves"].iloc[0]), "first": texts[0]}
    title = words.say("records-moves-title", **values)
    return ChartWords(title, f"{title}. {'; '.join(texts)}.", words.say("records-moves-caption"))
