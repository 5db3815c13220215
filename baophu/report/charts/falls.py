"""Falls of many places: a bar for each, from nothing to the left; gross losses of cards are hatched."""

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from baophu.analysis.changes import COUNTED_SCALE, LOSS, NOT_RENEWED
from baophu.analysis.constants import HEALTH
from baophu.common.messages import Messages
from baophu.report.charts import style
from baophu.report.charts.chart_words import ChartWords
from baophu.report.charts.row_list import ListPanel, finish_panel, list_panels, with_unique_labels
from baophu.report.formats import Formats
from baophu.report.words import Words

GROSS = (LOSS, NOT_RENEWED)


def draw_falls(frame: pd.DataFrame, *, language: str = "vi") -> Axes:
    """A bar for each fall in the order of the frame, a panel for each scale, since their sizes cannot be compared.

    Parameters
    ----------
    frame : pandas.DataFrame
        Rows of ``country.changes()`` or ``country.losses()`` whose change is below zero.
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
    >>> falls = baophu.country().changes().query("change_points < 0")
    >>> axes = baophu.charts.falls(falls.nsmallest(5, "change_points"))
    >>> axes.get_xlabel(), axes.get_ylabel()
    ('change_points', 'row_label')
    """
    f, say = Formats(language), Messages(language)
    frame = with_unique_labels(frame)
    panels = {key: frame[choose(frame)] for key, choose in _PANELS.items()}
    panels = {key: rows for key, rows in panels.items() if len(rows)} or {"gross": frame.head(0)}
    sheets = [_sheet(key, rows, say) for key, rows in panels.items()]
    with style.settings():
        axes = list_panels(sheets)
        for each, key, sheet in zip(axes, panels, sheets, strict=True):
            _draw_panel(each, key, sheet.rows, f)
            # Points are points: only people have a scale of their own.
            least = frame[_size(key)].min()
            each.set_xlim(1.02 * least if least < 0 else -1, 0)
            finish_panel(each, sheet)
    return axes[0]


_PANELS = {
    "gross": lambda frame: frame.kind.isin(GROSS) & frame.change_points.notna(),
    "gso": lambda frame: ~frame.kind.isin(GROSS) & (frame.scale == "gso"),
    "announced": lambda frame: ~frame.kind.isin(GROSS) & (frame.scale == "announced"),
    "counted": lambda frame: frame.change_points.isna(),
}


def _sheet(key: str, rows: pd.DataFrame, say: Messages) -> ListPanel:
    everyone = (rows.group == "total") & (rows.scheme == HEALTH)
    names = (rows.area_name + ", " + rows.period).tolist()
    heading = say(f"falls-panel-{key}")
    return ListPanel(
        rows, names, rows[f"{_size(key)}_text"].tolist(), heading, rows.subject.mask(everyone, "").tolist()
    )


def _size(key: str) -> str:
    return "change_count" if key == COUNTED_SCALE else "change_points"


def _draw_panel(axes: Axes, key: str, rows: pd.DataFrame, f: Formats) -> None:
    x = _size(key)
    sns.barplot(
        rows, x=x, y="row_label", order=rows.row_label, orient="h", width=0.34, errorbar=None, color=style.RED, ax=axes
    )
    for bar, kind in zip(axes.patches, rows.kind, strict=False):
        if kind in GROSS:
            bar.set(facecolor="none", edgecolor=style.RED, hatch="/////", linewidth=0.8)
    axes.axvline(0, color=style.INK, lw=1)
    axes.xaxis.set_major_locator(MaxNLocator(4, steps=[1, 2, 5, 10]))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f.number(value, 0 if value % 1 == 0 else 1)))


def falls_words(facts, words: Words) -> ChartWords:
    """How many falls there are, and the largest printed loss of cards.

    Parameters
    ----------
    facts : National or LapseDrops
        Facts with ``falls``.
    words : Words
        Texts of the page.
    """
    falls = [fall for fall in facts.falls if fall.area != words.facts.area.area]
    count, gross = len(falls), [fall for fall in falls if fall.is_gross]
    provinces = len({fall.area for fall in falls})
    values = {"n": count, "count": str(count), "provinces": str(provinces), "m": len(gross), "gross": str(len(gross))}
    return ChartWords(words.say("falls-title", **values), words.say("falls-alt", **values), words.say("falls-caption"))
