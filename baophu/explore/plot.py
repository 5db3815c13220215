"""Helpers of the charts of this package: points that link to their sources, axes, titles on exported pictures."""

import re
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from html import escape

from matplotlib import pyplot
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from baophu.analysis.constants import HEALTH
from baophu.analysis.coverage import ANNOUNCED, GSO
from baophu.explore.selection import Mark, pair_year_ends
from baophu.explore.state import PERSONS, Choice
from baophu.report.blocks import Chart
from baophu.report.charts import legends, style
from baophu.report.charts.direct_labels import place_labels
from baophu.report.words import Words

_LINK = re.compile(r'<a xlink:href="(#src-[^"]+)">')
_TITLE_SIZE = 11  # points

_MATPLOTLIB_LOCK = threading.RLock()


@contextmanager
def chart_style() -> Iterator[None]:
    """The style of all charts, for one thread at a time: matplotlib's settings are global to the process."""
    with _MATPLOTLIB_LOCK, style.settings():
        yield


@dataclass(frozen=True)
class ChartTexts:
    """Title, text alternative and caption of a chart."""

    title: str
    alt: str
    caption: str


@dataclass(frozen=True)
class ExportableChart:
    """A chart for the notebook; ``draw_with_title`` draws it again with title and sources, for a file."""

    chart: Chart
    draw_with_title: Callable[[], Figure]


def build_chart(
    anchor: str, draw: Callable[[ChartTexts | None], Figure], tips: Mapping[str, str], texts: ChartTexts
) -> ExportableChart:
    """A chart whose points link to ``#src-…``; ``tips`` are their tooltips by that address."""
    with chart_style():
        svg = style.to_svg(draw(None), anchor, {})
    svg = _LINK.sub(lambda link: f"{link[0]}<title>{escape(tips.get(link[1], ''))}</title>", svg)
    return ExportableChart(Chart(anchor, svg, texts.title, texts.alt, texts.caption), lambda: draw(texts))


def draw_points(axes: Axes, marks: Sequence[Mark], **look) -> None:
    """Draw marks as one collection, each a link to its source."""
    if marks:
        days, values = [mark.as_of for mark in marks], [mark.value for mark in marks]
        dots = axes.scatter(days, values, **{"s": 52, "lw": 1.6, "zorder": 4, "clip_on": False, **look})
        dots.set_urls([f"#src-{mark.claim_id}" for mark in marks])


def draw_lines(axes: Axes, marks: Sequence[Mark], **look) -> None:
    """Draw lines between neighbouring year-ends of one scale."""
    for left, right in pair_year_ends(list(marks)):
        axes.plot([left.as_of, right.as_of], [left.value, right.value], **look)


def format_value(mark: Mark, words: Words) -> str:
    """Value of a mark with its bound: persons, a printed percentage as printed, a computed one to one decimal."""
    if mark.scale == PERSONS:
        text = words.f.count(mark.value)
    elif mark.scale == ANNOUNCED:
        text = words.f.exact_pct(mark.value)
    else:
        text = words.f.pct(mark.value, 1 if mark.value >= 1 else 2)
    return words.with_bound(text, mark.bound or "exact")


def tooltip(mark: Mark, words: Words) -> str:
    """Tooltip of a mark."""
    claim = words.facts.claim(mark.claim_id)
    when = words.when(mark.as_of, mark.precision)
    return words.claim_tip(claim, f"{when}, {format_value_with_unit(mark, words)}")


def format_value_with_unit(mark: Mark, words: Words) -> str:
    """Value of a mark, with what it is a percentage or a count of."""
    kind = mark.scale if mark.unit == "percent_of_population" or mark.scale == PERSONS else f"{mark.scale}-labour"
    return words.say(f"explore-value-{kind}", value=format_value(mark, words), unit=words.label("unit", mark.unit))


def set_value_axis(axes: Axes, values: Sequence[float], is_count: bool, words: Words) -> None:
    """Set the value axis around the values; for counts it starts at zero, because readers compare heights."""
    low, high = min(values), max(values)
    if is_count:
        axes.set_ylim(0, 1.15 * high)
        axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: words.f.count(value)))
    else:
        margin = max(0.08 * (high - low), 1.5 if high > 20 else 0.15 * high)
        axes.set_ylim(max(0, low - margin), min(high + margin, 103) if high <= 100 else high + margin)
        decimals = 0 if high - low + 2 * margin > 3 else 1
        axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: words.f.pct(value, decimals)))
    axes.yaxis.set_major_locator(MaxNLocator(6, steps=[1, 2, 2.5, 5, 10]))


def create_figure(
    height: float, handles: Sequence[Artist], texts: ChartTexts | None, words: Words
) -> tuple[Figure, float, float]:
    """Create a figure with its legend and, for a file, its title and sources.

    Parameters
    ----------
    height : float
        Height of the axes in inches.
    handles : Sequence[Artist]
        Entries of the legend.
    texts : ChartTexts or None
        Texts to write on the picture; None in the notebook, which shows them around the chart.
    words : Words
        Texts of the province.

    Returns
    -------
    tuple[Figure, float, float]
        The figure, and bottom and top of the axes as fractions of its height.
    """
    header_lines, footer_lines = [], []
    if texts:
        header_lines, footer_lines = _header_lines(texts, style.WIDTH), _footer_lines(texts, words, style.WIDTH)
    columns = max(1, legends.legend_columns(handles))
    footer_height = 0.1 + 0.17 * len(footer_lines) if footer_lines else 0
    bottom_space = footer_height + 0.36 + 0.21 * -(-len(handles) // columns)
    top_space = 0.16 + 0.21 * len(header_lines)
    total_height = height + bottom_space + top_space
    figure = Figure(figsize=(style.WIDTH, total_height))
    look = {"fontsize": _TITLE_SIZE, "fontweight": "bold", "color": style.INK}
    for number, line in enumerate(header_lines):
        figure.text(0.012, 1 - (0.2 + 0.21 * number) / total_height, line, **look)
    for number, line in enumerate(footer_lines):
        figure.text(0.012, (footer_height - 0.14 - 0.17 * number) / total_height, line, fontsize=8.5, color=style.GREY)
    if handles:
        look = {"frameon": False, "fontsize": style.SIZE, "handletextpad": 0.5, "columnspacing": 1.4}
        at = (0.5, footer_height / total_height)
        figure.legend(handles=handles, loc="lower center", ncols=columns, bbox_to_anchor=at, borderaxespad=0.1, **look)
    return figure, bottom_space / total_height, 1 - top_space / total_height


def write_texts(axes: Axes, texts: ChartTexts, words: Words) -> Figure:
    """The drawing of axes with fixed margins, enlarged by its title and sources, for a file."""
    figure, margins = axes.get_figure(), axes.get_axes_locator()
    width = figure.get_figwidth()
    header, footer = _header_lines(texts, width), _footer_lines(texts, words, width)
    above, below = 0.1 + 0.21 * len(header), 0.1 + 0.17 * len(footer)
    height = figure.get_figheight() + above + below
    figure.set_size_inches(width, height)
    axes.set_axes_locator(replace(margins, top=margins.top + above, bottom=margins.bottom + below))
    look = {"fontsize": _TITLE_SIZE, "fontweight": "bold", "color": style.INK}
    for number, line in enumerate(header):
        figure.text(0.012, 1 - (0.2 + 0.21 * number) / height, line, **look)
    for number, line in enumerate(footer):
        figure.text(0.012, (below - 0.14 - 0.17 * number) / height, line, fontsize=8.5, color=style.GREY)
    axes.apply_aspect(axes.get_axes_locator()(axes, None))
    place_labels(figure)
    pyplot.close(figure)
    return figure


def _header_lines(texts: ChartTexts, width: float) -> list[str]:
    return legends.wrap_text(texts.title, (width - 0.3) * style.SIZE / _TITLE_SIZE, bold=True)


def _footer_lines(texts: ChartTexts, words: Words, width: float) -> list[str]:
    return legends.wrap_text(f"{texts.caption} {words.say('explore-stamp', version=words.facts.data_version)}", width)


def scale_name(scale: str, choice: Choice, words: Words) -> str:
    """Name of a scale in the legend; social insurance is in percent of the labour force, not of the population."""
    if scale == GSO and choice.scheme != HEALTH:
        return words.say("explore-scale-labour")
    return words.say(f"explore-scale-{scale}")
