"""What is known: the number of dated figures of each province in each year."""

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap

from baophu.facts.national import National
from baophu.facts.province import FIRST_YEAR, LAST_YEAR
from baophu.report.charts import style
from baophu.report.charts.chart_words import ChartWords
from baophu.report.words import Words

_ROW, _SMALL = 0.15, 8  # inches of a row, points of its name
# By the number of figures: none, one, two to four, more.
_FIRST_OF_CLASS = (0, 1, 2, 5)
_COLOURS = ("#E6E6E6", "#9CC9E8", "#0072B2", "#123F63")


def draw_known_years(frame: pd.DataFrame, *, language: str = "vi") -> Axes:
    """A cell for each province and year, darker with more figures; the provinces known in most years at the top.

    Parameters
    ----------
    frame : pandas.DataFrame
        ``country.known_years()``.
    language : str
        ``"vi"`` or ``"en"``.

    Returns
    -------
    Axes
        One row for each province, one column for each year.

    Raises
    ------
    UnknownLanguage
        Pages are not written in this language.

    Examples
    --------
    >>> import baophu
    >>> axes = baophu.charts.known_years(baophu.country().known_years())
    >>> axes.get_xlabel(), axes.get_ylabel()
    ('year', 'area_name')
    """
    table = frame.pivot_table(index="area_name", columns="year", values="figures", aggfunc="sum")
    classes = table.apply(lambda column: pd.cut(column, [*_FIRST_OF_CLASS, float("inf")], right=False, labels=False))
    order = (table > 0).sum(axis=1).sort_values(ascending=False, kind="stable").index
    with style.settings():
        longest = max((len(name) for name in order), default=4)
        margins = style.Margins(left=0.07 * longest + 0.15, right=0.1, bottom=0.05, top=0.3)
        axes = style.new_axes(margins.top + margins.bottom + _ROW * max(len(order), 1), margins)
        if len(order):
            sns.heatmap(
                classes.loc[order], cmap=ListedColormap(_COLOURS), vmin=-0.5, vmax=len(_COLOURS) - 0.5, cbar=False,
                linewidths=1, linecolor="white", yticklabels=True, ax=axes,
            )  # fmt: skip
        axes.grid(visible=False)
        axes.xaxis.tick_top()
        axes.tick_params(length=0, labelsize=_SMALL, labelrotation=0)
        axes.tick_params(axis="x", labelsize=style.SIZE - 1)
    return axes


def known_years_words(national: National, words: Words) -> ChartWords:
    """How many of the cells hold a figure, and how many provinces have a figure in a third of the years at least."""
    years = LAST_YEAR - FIRST_YEAR + 1
    known = {row.area.area: len(row.figures_by_year) for row in national.provinces}
    values = {
        "share": words.f.pct(100 * sum(known.values()) / (years * len(known)), 0),
        "half": str(sum(2 * count >= years for count in known.values())),
        "all": str(len(known)),
        "first": str(FIRST_YEAR),
        "last": str(LAST_YEAR),
    }
    texts = "; ".join(f"{words.area(area)} {count}" for area, count in sorted(known.items(), key=lambda pair: -pair[1]))
    return ChartWords(
        words.say("known-years-title", **values),
        words.say("known-years-alt", provinces=texts, **values),
        words.say("known-years-caption"),
    )
