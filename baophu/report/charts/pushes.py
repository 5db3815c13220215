"""The country's rise before each 31 December, with its standard deviation."""

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from baophu.facts.national import National
from baophu.report.charts import style
from baophu.report.charts.chart_words import ChartWords
from baophu.report.charts.direct_labels import label_mark
from baophu.report.formats import Formats
from baophu.report.words import Words, year_ranges


def draw_pushes(frame: pd.DataFrame, *, language: str = "vi") -> Axes:
    """A bar for each year whose rise is known, pale where other events are mixed with it, and its range.

    Parameters
    ----------
    frame : pandas.DataFrame
        ``country.pushes()``; years without a value keep their place.
    language : str
        ``"vi"`` or ``"en"``.

    Returns
    -------
    Axes
        Points of the population over years.

    Raises
    ------
    UnknownLanguage
        Pages are not written in this language.

    Examples
    --------
    >>> import baophu
    >>> axes = baophu.charts.pushes(baophu.country().pushes())
    >>> axes.get_xlabel(), axes.get_ylabel()
    ('year', 'push_points')
    """
    f = Formats(language)
    known = frame[frame.push_points.notna()]
    with style.settings():
        axes = style.new_axes(2.7, style.Margins(left=0.35, bottom=0.3, top=0.12))
        sns.barplot(
            known, x="year", y="push_points", order=frame.year, width=0.6, errorbar=None, color=style.SKY,
            edgecolor=style.BLUE, linewidth=1.1, ax=axes,
        )  # fmt: skip
        places = {year: place for place, year in enumerate(frame.year)}
        axes.vlines(known.year.map(places), known.low_points, known.high_points, color=style.INK, lw=1.5, zorder=3)
        unknown = frame[frame.push_points.isna()].year.map(places)
        axes.plot(unknown, [0] * len(unknown), ls="", marker="x", ms=6, mew=1.4, color=style.GREY, zorder=3)
        mixed = set(known[known.is_mixed].year.map(places))
        for bar in axes.patches:
            if round(bar.get_x() + bar.get_width() / 2) in mixed:
                bar.set(facecolor="white", linestyle="--")
        for row in known.iloc[::-1].itertuples():
            label_mark(
                axes, places[row.year], row.high_points, f.number(row.push_points, is_signed=True), sides=("above",)
            )
        axes.axhline(0, color=style.INK, lw=1)
        axes.set_ylim(min(0, known.low_points.min() - 0.2), max(1, 1.14 * known.high_points.max()))
        axes.yaxis.set_major_locator(MaxNLocator(5, integer=True))
        axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f.number(value, 0, is_signed=True)))
    return axes


def pushes_words(national: National, words: Words) -> ChartWords:
    """In how many years the rise is known, and in how many it is larger than twice its standard deviation."""
    known = [push for push in national.pushes if push.points is not None]
    clear = [push for push in known if push.points >= 2 * push.sd_points]
    unknown = [push.year for push in national.pushes if push.points is None]
    numbers = [words.f.number(push.points) for push in sorted(clear, key=lambda push: push.points)]
    values = {
        "n": len(clear),
        "all": str(len(known)),
        "years": words.join(year_ranges([push.year for push in clear])),
        "least": numbers[0] if numbers else "",
        "most": numbers[-1] if numbers else "",
    }
    texts = (words.say("season-push", year=str(push.year), points=words.f.number(push.points, is_signed=True),
                       sd=words.f.number(push.sd_points)) for push in known)  # fmt: skip
    missing = words.join(year_ranges(unknown)) or words.say("none")
    return ChartWords(
        words.say("pushes-title", **values),
        words.say("pushes-alt", pushes="; ".join(texts), unknown=missing),
        words.say("pushes-caption", unknown=missing),
    )
