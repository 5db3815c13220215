"""Up to six provinces in one chart, with one panel per scale: two scales never share a line or an axis."""

from collections.abc import Mapping

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from baophu.analysis.coverage import ANNOUNCED
from baophu.explore import plot
from baophu.explore.plot import ChartTexts, ExportableChart
from baophu.explore.selection import Mark, select_marks, select_national_marks
from baophu.explore.state import PERSONS, Choice
from baophu.facts.province import Facts
from baophu.report.blocks import Block, Paragraph
from baophu.report.charts import legends, style
from baophu.report.words import Words, mid_sentence

ANCHOR = "explore-comparison"
# Okabe and Ito's colours, each with a marker of its own for colour-blind readers and for black-and-white print.
LOOKS = (
    ("#0072B2", "o"), ("#D55E00", "s"), ("#009E73", "^"), ("#CC79A7", "D"), ("#8A6D00", "v"), ("#222222", "P"),
)  # fmt: skip
_HEIGHT = {1: 3.3, 2: 4.6}  # inches of all panels together
_LINE = 1.3  # from one newest value to the next in their column, in sizes of type
_GAP = 0.25  # inches to either side of the column together


def draw_comparison(
    facts_of: Mapping[str, Facts], choice: Choice, words_of: Mapping[str, Words]
) -> ExportableChart | Block:
    """The chart of the compared provinces, or the sentence that says that there are no figures.

    Parameters
    ----------
    facts_of : Mapping[str, Facts]
        Facts of each province of ``choice.compared_provinces``, by slug.
    choice : Choice
        Provinces, scheme, scales and years to draw.
    words_of : Mapping[str, Words]
        Words of each province, by slug.
    """
    words = words_of[choice.compared_provinces[0]]
    marks_of = {province: select_marks(facts_of[province], choice) for province in choice.compared_provinces}
    if not any(marks_of.values()):
        values = {"scheme": mid_sentence(words.scheme(choice.scheme)), **choice.year_texts}
        return Paragraph(words.say("explore-compare-nothing", **values), "note")
    texts = _chart_texts(marks_of, choice, words, words_of)

    tips = {
        f"#src-{mark.claim_id}": plot.tooltip(mark, words_of[province])
        for province, marks in marks_of.items()
        for mark in marks
    }
    national_marks = _national_marks(facts_of, choice)
    tips = {f"#src-{mark.claim_id}": plot.tooltip(mark, words) for mark in national_marks} | tips
    return plot.build_chart(ANCHOR, lambda shown: _figure(marks_of, facts_of, choice, words_of, shown), tips, texts)


def _national_marks(facts_of: Mapping[str, Facts], choice: Choice) -> list[Mark]:
    return select_national_marks(facts_of[choice.compared_provinces[0]], choice)


def _chart_texts(
    marks_of: Mapping[str, list[Mark]], choice: Choice, words: Words, words_of: Mapping[str, Words]
) -> ChartTexts:
    names = [words_of[province].province for province in marks_of]
    values = {"provinces": words.join(names), "scheme": mid_sentence(words.scheme(choice.scheme)), **choice.year_texts}
    sentences = [
        words.say("explore-compare-of", province=words_of[province].province, points=_points(marks, words_of[province]))
        for province, marks in marks_of.items()
    ]
    sources = [words_of[p].publishers(mark.claim_id for mark in marks) for p, marks in marks_of.items()]
    publishers = dict.fromkeys(name for text in sources for name in text.split("; ") if name)
    return ChartTexts(
        words.say("explore-compare-title", **values),
        words.say("explore-compare-alt", rows=" ".join(sentences), **values),
        words.say("explore-caption", sources="; ".join(publishers)),
    )


def _points(marks: list[Mark], words: Words) -> str:
    texts = [f"{words.when(mark.as_of, mark.precision)}: {plot.format_value_with_unit(mark, words)}" for mark in marks]
    return "; ".join(texts) or words.say("explore-none")


def _figure(marks_of, facts_of, choice: Choice, words_of: Mapping[str, Words], texts: ChartTexts | None) -> Figure:
    words = words_of[choice.compared_provinces[0]]
    scales = [s for s in choice.scales if any(mark.scale == s for marks in marks_of.values() for mark in marks)]
    figure, axes_bottom, axes_top = plot.create_figure(
        _HEIGHT[len(scales)], _legend(marks_of, _national_marks(facts_of, choice), words_of), texts, words
    )
    panel_height = (axes_top - axes_bottom) / len(scales)
    newest = [mark for marks in marks_of.values() for scale in scales for mark in _newest_mark(marks, scale)]
    column = max(legends.width_of(plot.format_value(mark, words), bold=True) for mark in newest) / 72 + _GAP
    right = 1 - column / style.WIDTH
    height = figure.get_size_inches()[1]
    for number, scale in enumerate(scales):
        left = 0.105 if scale == PERSONS else 0.065
        bottom = axes_top - panel_height * (number + 1)
        gap = (0.3 if number < len(scales) - 1 else 0) / height
        title_height = 0.24 / height
        axes = style.add_axes(figure, (left, bottom + gap, right - left, panel_height - gap - title_height))
        title = plot.scale_name(scale, choice, words)
        figure.text(0.012, bottom + panel_height - 0.16 / height, title, fontsize=style.SIZE, color=style.GREY)
        scale_marks = {p: [mark for mark in marks if mark.scale == scale] for p, marks in marks_of.items()}
        _panel(axes, scale_marks, _national_marks(facts_of, choice) if scale == ANNOUNCED else [], choice, words)
    return figure


def _newest_mark(marks: list[Mark], scale: str) -> list[Mark]:
    return [mark for mark in marks if mark.scale == scale][-1:]


def _panel(
    axes: Axes, marks_of: Mapping[str, list[Mark]], national_marks: list[Mark], choice: Choice, words: Words
) -> None:
    marks = [mark for province_marks in marks_of.values() for mark in province_marks]
    style.year_axis(axes, choice.first_year, choice.last_year)
    plot.set_value_axis(axes, [mark.value for mark in (*marks, *national_marks)], marks[0].scale == PERSONS, words)
    plot.draw_lines(axes, national_marks, color=style.GREY, lw=1.2, zorder=1)
    grey = {"s": 12, "lw": 0.8, "facecolor": style.GREY, "edgecolor": style.GREY, "zorder": 1.5}
    plot.draw_points(axes, [mark for mark in national_marks if mark.is_year_end], **grey)
    newest_marks = []
    for (color, marker), province_marks in zip(LOOKS, marks_of.values(), strict=False):
        plot.draw_lines(axes, province_marks, color=color, lw=1.3, zorder=2)
        plot.draw_points(axes, province_marks, marker=marker, facecolor=color, edgecolor="white", s=58, lw=0.8)
        newest_marks += [(mark, color) for mark in province_marks[-1:]]
    _draw_newest_values(axes, newest_marks, words)


def _draw_newest_values(axes: Axes, newest_marks: list[tuple[Mark, str]], words: Words) -> None:
    """Write the newest value of each province in a column at the right, led to its mark; tooltips give the others."""
    low, high = axes.get_ylim()
    points = axes.get_position().height * axes.figure.get_size_inches()[1] * 72
    line_height = _LINE * style.SIZE * (high - low) / points
    rows_by_value = sorted(newest_marks, key=lambda item: item[0].value)
    heights = spread_evenly([mark.value for mark, _ in rows_by_value], line_height, low, high)
    look = {"textcoords": axes.transAxes, "va": "center", "fontsize": style.SIZE, "fontweight": "bold"}
    for (mark, color), height in zip(rows_by_value, heights, strict=True):
        leader = {"arrowstyle": "-", "color": color, "lw": 0.6, "alpha": 0.5, "shrinkA": 1, "shrinkB": 4}
        at, place = (mark.as_of, mark.value), (1.012, (height - low) / (high - low))
        axes.annotate(plot.format_value(mark, words), at, place, color=color, arrowprops=leader, **look)


def spread_evenly(values: list[float], distance: float, low: float, high: float) -> list[float]:
    """Positions near ascending values, between two limits where they have room, at least a distance apart."""
    positions: list[float] = []
    for value in values:
        positions.append(max(value, low + distance / 2, positions[-1] + distance if positions else low))
    limit = high - distance / 2
    for number in reversed(range(len(positions))):
        positions[number] = min(positions[number], limit)
        limit = positions[number] - distance
    return positions


def _legend(
    marks_of: Mapping[str, list[Mark]], national_marks: list[Mark], words_of: Mapping[str, Words]
) -> list[Artist]:
    """One entry per compared province, also of those without figures."""
    words, entries = words_of[next(iter(marks_of))], []
    for (color, marker), (province, marks) in zip(LOOKS, marks_of.items(), strict=False):
        name = words_of[province].province
        label = name if marks else words.say("explore-compare-empty", province=name)
        entries.append(legends.handle(label, marker=marker, mfc=color if marks else "none", mec=color))
    if national_marks:
        entries.append(legends.handle(words.say("scale-national"), ls="-", color=style.GREY, marker="o", ms=4))
    return entries
