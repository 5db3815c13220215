"""Social and unemployment insurance over time: a panel for each scheme, from zero, since their sizes differ so much."""

from typing import NamedTuple

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from baophu.facts.province import Facts
from baophu.ledger.names import provinces
from baophu.report import tables
from baophu.report.charts import style
from baophu.report.charts.chart_words import FEWEST_ROWS, ChartWords, is_worth_drawing, publishers_of
from baophu.report.charts.direct_labels import ABOVE_FIRST, label_mark
from baophu.report.frames import FrameWords
from baophu.report.words import Words

_PANEL, _HEADING, _TICKS = 1.0, 0.34, 0.32  # inches
_SIDES = ("above left", *ABOVE_FIRST)


class _Panel(NamedTuple):
    """The counts of a scheme, and its falls of which no level is published."""

    rows: pd.DataFrame
    falls: pd.DataFrame


def draw_schemes(frame: pd.DataFrame, changes: pd.DataFrame | None = None, *, language: str = "vi") -> Axes:
    """People who take part, scheme by scheme.

    Points are not joined, because they are few. Printed rates are not drawn: no three of one province have the same
    labour force.

    Parameters
    ----------
    frame : pandas.DataFrame
        ``place.schemes()``. Of it schemes are drawn that have two counts, or a count and a fall.
    changes : pandas.DataFrame, optional
        ``place.changes()``: falls of a scheme of which no level is published are marked as a band.
    language : str
        ``"vi"`` or ``"en"``.

    Returns
    -------
    Axes
        Those of the first scheme; each has axes of its own.

    Raises
    ------
    UnknownLanguage
        Pages are not written in this language.

    Examples
    --------
    >>> import baophu
    >>> axes = baophu.charts.schemes(baophu.province("can-tho").schemes())
    >>> axes.get_xlabel(), axes.get_ylabel()
    ('as_of', 'insured_count')
    """
    from matplotlib import pyplot

    panels, words = _panels(frame, changes), FrameWords(language)
    days = [day for panel in panels for day in (panel.rows.as_of, panel.falls.start, panel.falls.end)]
    years = pd.concat(days or [frame.as_of]).dt.year
    height, count = _PANEL + _HEADING + _TICKS, max(len(panels), 1)
    with style.settings():
        figure = pyplot.figure(figsize=(style.PAGE_WIDTH, height * count))
        for number in range(count):
            axes, top = figure.add_axes((0, 0, 1, 1), label=f"panel {number}"), number * height + _HEADING
            axes.set_axes_locator(style.Margins(left=0.72, right=0.15, bottom=height * count - top - _PANEL, top=top))
            if panels:
                style.year_axis(axes, years.min(), years.max())
                _draw_panel(axes, panels[number], words)
    return figure.axes[0]


def _panels(frame: pd.DataFrame, changes: pd.DataFrame | None) -> list[_Panel]:
    falls, counted = _falls(changes), frame[frame.insured_count.notna()]
    panels = [_Panel(rows, falls[falls.scheme == scheme]) for scheme, rows in counted.groupby("scheme", sort=False)]
    return [panel for panel in panels if len(panel.rows) + len(panel.falls) > 1]


def _falls(changes: pd.DataFrame | None) -> pd.DataFrame:
    if changes is None:
        return tables.build_frame([], tables.columns.CHANGES)
    is_fall = (changes.change_count < 0) & changes.count_after.isna() & changes.start.notna()
    return changes[is_fall & changes.area.isin(provinces())]


def _draw_panel(axes: Axes, panel: _Panel, words: FrameWords) -> None:
    rows, top = panel.rows, panel.rows.insured_count.max()
    for is_doubtful, group in rows.groupby("is_doubtful"):
        look = {"facecolor": "white" if is_doubtful else style.BLUE, "edgecolor": style.BLUE, "linewidth": 1.6}
        sns.scatterplot(group, x="as_of", y="insured_count", ax=axes, s=52, zorder=4, **look)
    axes.vlines(rows.as_of, 0, rows.insured_count, color=style.BLUE, lw=1.5, alpha=0.45, zorder=2)
    for fall in panel.falls.itertuples():
        axes.axvspan(fall.start, fall.end, color=style.RED, alpha=0.15, lw=0, zorder=0)
        label_mark(
            axes, fall.start, 1.6 * top, fall.change_count_text, color=style.RED, sides=("left", "right"), is_bold=False
        )
    for row in rows.sort_values("as_of", ascending=False).itertuples():
        text = words.say(f"bound-{row.bound}", value=words.f.count(row.insured_count))
        label_mark(axes, row.as_of, row.insured_count, text, color=style.BLUE, sides=_SIDES)
    axes.set_ylim(0, (1.9 if len(panel.falls) else 1.4) * top)
    axes.set_yticks([tick for tick in MaxNLocator(2, steps=[1, 2, 5, 10]).tick_values(0, top) if tick <= 1.3 * top])
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: words.f.count(value)))
    axes.tick_params(length=3, labelsize=style.SIZE, left=False)
    heading = words.say("chart-schemes-heading", scheme=rows.scheme_name.iloc[0])
    axes.set_title(heading, loc="left", fontsize=style.SIZE, fontweight="bold", pad=6)
    for axis in (axes.xaxis, axes.yaxis):
        axis.label.set_visible(False)
        axis.set_label_coords(0, 0)


def schemes_words(facts: Facts, words: Words) -> ChartWords | None:
    """The newest figure of each scheme that is drawn, and the falls without a level."""
    if len(facts.social.points) < FEWEST_ROWS:
        return None
    sources = tables.claim_sources(facts)
    frame, changes = tables.schemes(facts, words, sources), tables.changes([(c, words) for c in facts.changes], sources)
    panels = _panels(frame, changes)
    if not panels or not is_worth_drawing(drawn := pd.concat([panel.rows for panel in panels])):
        return None
    newest = [_point_text(panel.rows.iloc[-1], words) for panel in panels]
    falls = [fall for panel in panels for fall in panel.falls.itertuples()]
    texts = [f"{fall.row_label}: {fall.change_count_text}" for fall in falls]
    fell = [words.say("chart-schemes-fell", row=fall.row_label) for fall in falls]
    points = [_point_text(row, words) for _, row in drawn.iterrows()]
    values = {"province": words.province, "sources": publishers_of(drawn, *(panel.falls for panel in panels))}
    return ChartWords(
        words.say("chart-schemes-title", finding="; ".join([*fell, *newest]), **values),
        words.say("chart-schemes-alt", points="; ".join([*points, *texts]), **values),
        words.say("chart-schemes-caption", **values),
    )


def _point_text(row: pd.Series, words: Words) -> str:
    parts = ", ".join(filter(None, [row.insured_count_text, row.rate_pct_text]))
    return f"{row.scheme_name} {parts} ({words.f.short_day(row.as_of, row.as_of_precision)})"
