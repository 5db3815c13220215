"""What the charts of this package share: points that lead to their sources, axes of time, words on the paper."""

import re
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from html import escape

from matplotlib import dates as mdates
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from baophu.analysis.constants import HEALTH
from baophu.analysis.coverage import ANNOUNCED, GSO
from baophu.explore.state import PERSONS, Choice
from baophu.explore.view import Mark, year_end_steps
from baophu.report.blocks import Chart
from baophu.report.charts import rows, style
from baophu.report.words import Words

_LINK = re.compile(r'<a xlink:href="(#src-[^"]+)">')
_TITLE = 11  # points of type


_PEN = threading.RLock()


@contextmanager
def settings() -> Iterator[None]:
    """The look of all charts, for one thread at a time: matplotlib keeps its settings for the whole process."""
    with _PEN, style.settings():
        yield


@dataclass(frozen=True)
class Told:
    """What is said of a chart: above it, instead of it, and below it."""

    title: str
    alt: str
    caption: str


@dataclass(frozen=True)
class Drawn:
    """A chart to look at; ``titled`` draws it once more, with title and sources on it, for taking along."""

    chart: Chart
    titled: Callable[[], Figure]


def chart(anchor: str, figure: Figure, tips: Mapping[str, str], told: Told) -> Chart:
    """A figure as a chart whose points lead to ``#src-…`` and say their tips; ``tips`` by that address."""
    svg = style.to_svg(figure, anchor, {})
    svg = _LINK.sub(lambda link: f"{link[0]}<title>{escape(tips.get(link[1], ''))}</title>", svg)
    return Chart(anchor, svg, told.title, told.alt, told.caption)


def points(axes: Axes, own: Sequence[Mark], **look) -> None:
    """Marks as one collection, each of them a link to its source."""
    if own:
        days, values = [mark.as_of for mark in own], [mark.value for mark in own]
        dots = axes.scatter(days, values, **{"s": 52, "lw": 1.6, "zorder": 4, "clip_on": False, **look})
        dots.set_urls([f"#src-{mark.claim_id}" for mark in own])


def lines(axes: Axes, own: Sequence[Mark], **look) -> None:
    """What may be joined: neighbouring year-ends of one scale."""
    for left, right in year_end_steps(list(own)):
        axes.plot([left.as_of, right.as_of], [left.value, right.value], **look)


def value_text(mark: Mark, words: Words) -> str:
    """A mark's value with its bound: persons, a printed percentage as printed, a computed one to a decimal."""
    if mark.scale == PERSONS:
        text = words.f.count(mark.value)
    elif mark.scale == ANNOUNCED:
        text = words.f.exact_pct(mark.value)
    else:
        text = words.f.pct(mark.value, 1 if mark.value >= 1 else 2)
    return words.with_bound(text, mark.bound or "exact")


def tip(mark: Mark, words: Words) -> str:
    """What a mark says when it is pointed at."""
    claim = words.facts.claim(mark.claim_id)
    when = words.when(mark.as_of, mark.precision)
    return rows.claim_tip(claim, f"{when}, {scaled(mark, words)}", words.facts, words)


def scaled(mark: Mark, words: Words) -> str:
    """A mark's value with what it is a percentage or a count of."""
    kind = mark.scale if mark.unit == "percent_of_population" or mark.scale == PERSONS else f"{mark.scale}-labour"
    return words.say(f"explore-value-{kind}", value=value_text(mark, words), unit=words.label("unit", mark.unit))


def time_axis(axes: Axes, choice: Choice) -> None:
    """The years of a choice, and a little room behind the last one."""
    axes.set_xlim(date(choice.first_year, 1, 1), date(choice.last_year + 1, 2, 15))
    axes.xaxis.set_major_locator(mdates.YearLocator())
    axes.xaxis.set_major_formatter(mdates.DateFormatter("%Y"))
    axes.tick_params(length=3, labelsize=style.SIZE)


def value_axis(axes: Axes, values: Sequence[float], is_count: bool, words: Words) -> None:
    """From below the lowest to above the highest value; counts from zero, for their lengths are compared."""
    low, high = min(values), max(values)
    if is_count:
        axes.set_ylim(0, 1.15 * high)
        axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: words.f.count(value)))
    else:
        room = max(0.08 * (high - low), 1.5 if high > 20 else 0.15 * high)
        axes.set_ylim(max(0, low - room), min(high + room, 103) if high <= 100 else high + room)
        places = 0 if high - low + 2 * room > 3 else 1
        axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: words.f.pct(value, places)))
    axes.yaxis.set_major_locator(MaxNLocator(6, steps=[1, 2, 2.5, 5, 10]))


def sheet(height: float, handles: Sequence[Artist], told: Told | None, words: Words) -> tuple[Figure, float, float]:
    """A figure with its legend and, where it is told, its title and sources on the paper itself.

    Parameters
    ----------
    height : of the axes, in inches.
    told : words for a picture that goes its own way; None in the notebook, where they stand around it.

    Returns
    -------
    The figure, and the shares of its height at which the axes may begin and end.
    """
    over, under = (_heading(told), _colophon(told, words)) if told else ([], [])
    columns = max(1, rows.legend_columns(handles))
    foot = 0.1 + 0.17 * len(under) if under else 0
    below = foot + 0.36 + 0.21 * -(-len(handles) // columns)
    above = 0.16 + 0.21 * len(over)
    whole = height + below + above
    figure = Figure(figsize=(style.WIDTH, whole))
    for number, line in enumerate(over):
        figure.text(0.012, 1 - (0.2 + 0.21 * number) / whole, line, fontsize=_TITLE, fontweight="bold", color=style.INK)
    for number, line in enumerate(under):
        figure.text(0.012, (foot - 0.14 - 0.17 * number) / whole, line, fontsize=8.5, color=style.GREY)
    if handles:
        look = {"frameon": False, "fontsize": style.SIZE, "handletextpad": 0.5, "columnspacing": 1.4}
        at = (0.5, foot / whole)
        figure.legend(handles=handles, loc="lower center", ncols=columns, bbox_to_anchor=at, borderaxespad=0.1, **look)
    return figure, below / whole, 1 - above / whole


def _heading(told: Told) -> list[str]:
    return rows.wrap_text(told.title, (style.WIDTH - 0.3) * style.SIZE / _TITLE, bold=True)


def _colophon(told: Told, words: Words) -> list[str]:
    return rows.wrap_text(f"{told.caption} {words.say('explore-stamp', version=words.facts.data_version)}", style.WIDTH)


def scale_name(scale: str, choice: Choice, words: Words) -> str:
    """A scale as the legend calls it: what is a share of workers is no share of the population."""
    if scale == GSO and choice.scheme != HEALTH:
        return words.say("explore-scale-labour")
    return words.say(f"explore-scale-{scale}")
