"""The population behind published rates, in percent of the statistics office's, province by province."""

from statistics import median

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from baophu.common.messages import Messages
from baophu.facts.national import National
from baophu.report.charts import style
from baophu.report.charts.chart_words import ChartWords
from baophu.report.charts.row_list import ListPanel, finish_panel, list_panels
from baophu.report.formats import Formats
from baophu.report.words import Words


def draw_denominator_ratios(frame: pd.DataFrame, *, language: str = "vi") -> Axes:
    """A dot for each day with both populations, a row for each province; the line is the statistics office's.

    Parameters
    ----------
    frame : pandas.DataFrame
        ``country.denominator_ratios()``.
    language : str
        ``"vi"`` or ``"en"``.

    Returns
    -------
    Axes
        One row for each province.

    Raises
    ------
    UnknownLanguage
        Pages are not written in this language.

    Examples
    --------
    >>> import baophu
    >>> axes = baophu.charts.denominator_ratios(baophu.country().denominator_ratios())
    >>> axes.get_xlabel(), axes.get_ylabel()
    ('ratio_pct', 'area_name')
    """
    f, say = Formats(language), Messages(language)
    spread = frame.groupby("area_name").ratio_pct.agg(["min", "max", "mean"]).sort_values("mean")
    names = spread.index.tolist()
    values = [_range(row, f) for row in spread.itertuples()]
    sheet = ListPanel(spread, names, values, say("denominator-ratios-panel"))
    with style.settings():
        (axes,) = list_panels([sheet], is_left=True)
        sns.stripplot(
            frame,
            x="ratio_pct",
            y="area_name",
            order=names,
            jitter=False,
            size=6.5,
            color=style.BLUE,
            ax=axes,
            zorder=3,
        )
        axes.hlines(range(len(names)), spread["min"], spread["max"], color=style.BLUE, lw=1.2, zorder=2)
        axes.axvline(100, color=style.INK, lw=1.2, zorder=1)
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f.pct(value, 0)))
        finish_panel(axes, sheet, is_left=True)
    return axes


def _range(row, f: Formats) -> str:
    low, high = f.pct(row.min), f.pct(row.max)
    return low if low == high else f"{low} – {high}"


def denominator_ratios_words(national: National, words: Words) -> ChartWords | None:
    """From where to where the ratio goes, and what that does to a coverage of 95 %."""
    ratios = sorted(ratio.ratio_pct for ratio in national.population_ratios)
    if not ratios:
        return None
    pct = words.f.pct
    values = {
        "low": pct(ratios[0]),
        "high": pct(ratios[-1]),
        "middle": pct(median(ratios)),
        "days": str(len(ratios)),
        "provinces": str(len({ratio.area for ratio in national.population_ratios})),
        "under": str(sum(ratio < 100 for ratio in ratios)),
    }
    return ChartWords(
        words.say("denominator-ratios-title", **values),
        words.say("denominator-ratios-alt", **values),
        words.say("denominator-ratios-caption"),
        words.say("denominator-ratios-sentence", **values),
    )
