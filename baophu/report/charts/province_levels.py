"""The newest level of every province on its own day, beside the country's of that day; a panel for each scale."""

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from baophu.analysis.coverage import ANNOUNCED, GSO
from baophu.facts.national import National
from baophu.facts.overview import OLD_YEARS
from baophu.facts.province import LAST_YEAR
from baophu.report.charts import style
from baophu.report.charts.chart_words import ChartWords
from baophu.report.charts.row_list import ListPanel, finish_panel, list_panels, with_unique_labels
from baophu.report.formats import Formats
from baophu.report.frames import FrameWords
from baophu.report.words import Words


def draw_province_levels(frame: pd.DataFrame, *, language: str = "vi") -> Axes:
    """A row for each province whose level is not old, the newest first; old levels are grey dots of one last row.

    Parameters
    ----------
    frame : pandas.DataFrame
        ``country.levels()``.
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
    >>> axes = baophu.charts.province_levels(baophu.country().levels())
    >>> axes.get_xlabel(), axes.get_ylabel()
    ('coverage_pct', 'row_label')
    """
    f = Formats(language)
    scales = [scale for scale in (ANNOUNCED, GSO) if (frame.scale == scale).any()] or [ANNOUNCED]
    parts = [(scale, *_split(frame[frame.scale == scale])) for scale in scales]
    sheets = [_sheet(scale, recent, old, FrameWords(language)) for scale, recent, old in parts]
    with style.settings():
        axes = list_panels(sheets, is_left=True)
        for each, sheet, (scale, recent, old) in zip(axes, sheets, parts, strict=True):
            _draw_panel(each, scale, recent, old, f)
            finish_panel(each, sheet, is_left=True)
    return axes[0]


def _split(levels: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    ordered = with_unique_labels(levels).sort_values(["as_of", "area_name"], ascending=[False, True])
    return ordered[~ordered.is_old], ordered[ordered.is_old]


def _sheet(scale: str, recent: pd.DataFrame, old: pd.DataFrame, words: FrameWords) -> ListPanel:
    say = words.say
    # To the month, for a phone; the day is said where a dot is pointed at.
    finely = recent.as_of_precision.replace("day", "month")
    days = (words.cell(day, "as_of", precision) for day, precision in zip(recent.as_of, finely, strict=True))
    names = [f"{area} {day}" for area, day in zip(recent.area_name, days, strict=True)]
    values = recent.coverage_pct_text.tolist()
    if len(old):
        names.append(say("province-levels-old", years=str(OLD_YEARS)))
        values.append(say("province-levels-old-count", n=len(old), count=str(len(old))))
    return ListPanel(pd.concat([recent, old.head(1)]), names, values, say(f"province-levels-{scale}"))


def _draw_panel(axes: Axes, scale: str, recent: pd.DataFrame, old: pd.DataFrame, f: Formats) -> None:
    marker, face, edge = style.SCALE_MARKS[scale]
    look = {
        "x": "coverage_pct",
        "jitter": False,
        "marker": marker,
        "size": 7,
        "linewidth": 1.5,
        "ax": axes,
        "zorder": 4,
    }
    sns.stripplot(recent, y="row_label", order=recent.row_label, color=face, edgecolor=edge, **look)
    compared = recent.reset_index(drop=True)
    compared = compared[compared.national_pct.notna()]
    axes.hlines(compared.index, compared.coverage_pct, compared.national_pct, color=style.GREY, lw=1, zorder=2)
    axes.plot(compared.national_pct, compared.index, ls="", marker="|", ms=10, mew=2, color=style.INK, zorder=3)
    low = min([*recent.coverage_pct, *compared.national_pct, *old.coverage_pct.nlargest(1)], default=80) - 3
    grey = {"color": style.GREY, "alpha": 0.55, "zorder": 3}
    # Levels of ten years ago would squeeze all others: they are arrows at the edge.
    inside, below = old[old.coverage_pct > low], old[old.coverage_pct <= low]
    axes.scatter(inside.coverage_pct, [len(recent)] * len(inside), s=30, marker=marker, **grey)
    axes.plot([low + 0.7] * len(below), [len(recent)] * len(below), ls="", ms=6, marker="<", **grey)
    axes.set_xlim(low, 101)
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f.pct(value, 0)))


def province_levels_words(national: National, words: Words) -> ChartWords:
    """How many provinces have a level that is not old, on each scale."""
    counts, texts = {}, []
    for scale in (ANNOUNCED, GSO):
        recent = [level for level in national.on(scale) if not level.is_old]
        counts[scale] = str(len(recent))
        for level in sorted(recent, key=lambda level: level.point.as_of, reverse=True):
            point = level.point
            when = words.when(point.as_of, point.as_of_precision)
            area, pct = words.area(level.area.area), words.point_pct(point)
            texts.append(f"{area}, {when}: {pct} {words.scale(scale)}")
    values = {**counts, "all": str(len(national.provinces)), "last": str(LAST_YEAR), "years": str(OLD_YEARS)}
    return ChartWords(
        words.say("province-levels-title", **values),
        words.say("province-levels-alt", levels="; ".join(texts)),
        words.say("province-levels-caption"),
    )
