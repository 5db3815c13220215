"""One province over the chosen years.

Levels of health insurance are drawn as in the report, with the country, targets and estimates; persons and social
insurance by their marks alone. A province without levels is shown by the country's and its estimates.
"""

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes

from baophu.analysis.constants import HEALTH
from baophu.analysis.coverage import ANNOUNCED, GSO
from baophu.explore import plot
from baophu.explore.plot import ChartTexts, ExportableChart
from baophu.explore.selection import Mark, find_other_scales, select_marks, select_national_marks
from baophu.explore.state import PERSONS, Choice
from baophu.facts.province import Facts
from baophu.report import tables
from baophu.report.blocks import Block, Paragraph
from baophu.report.charts import legends, style
from baophu.report.charts.direct_labels import ABOVE_FIRST, BELOW_FIRST, label_mark
from baophu.report.charts.levels import draw_falls, draw_levels, falls_without_level, levels_words
from baophu.report.figure import figure
from baophu.report.frames import FrameWords
from baophu.report.words import Words, mid_sentence

ANCHOR = "explore-trajectory"
_MARKERS = {ANNOUNCED: "o", GSO: "D", PERSONS: "s"}
_COLOURS = {ANNOUNCED: style.BLUE, GSO: style.ORANGE, PERSONS: style.BLUE}
_HEIGHT = 3.3  # inches


def draw_trajectory(facts: Facts, choice: Choice, words: Words) -> ExportableChart | Block:
    """The chart of a choice, or the sentence that says why there is none."""
    marks, national_marks = select_marks(facts, choice), select_national_marks(facts, choice)
    if not marks and not national_marks:
        return Paragraph(_missing_marks_text(facts, choice, words), "note")
    draw = _draw_levels if choice.scheme == HEALTH and choice.scale != PERSONS else _draw_marks
    texts = _chart_texts(marks, facts, choice, words)

    def draw_with_title():
        return plot.write_texts(draw(facts, choice, words)[0], texts, words)

    with plot.chart_style():
        axes, frames = draw(facts, choice, words)
        chart = figure(axes, frames, ANCHOR, **vars(texts), language=words.language, for_phones=False)
    return ExportableChart(chart, draw_with_title)


def _draw_levels(facts: Facts, choice: Choice, words: Words) -> tuple[Axes, list[pd.DataFrame]]:
    levels, estimates = tables.coverage(facts, words), tables.estimates(facts, words)
    levels = levels[levels.scale.isin(choice.scales)]
    estimates = estimates[estimates.scale.isin(choice.scales)]
    country = targets = None
    if ANNOUNCED in choice.scales:
        country = tables.country_levels(facts, words)
        targets = tables.targets(facts, words, tables.claim_sources(facts))
    years = (choice.first_year, choice.last_year)
    compared = (country, targets, _changes(facts, words), estimates)
    axes = draw_levels(levels, *compared, language=words.language, years=years)
    return axes, [frame for frame in (levels, country) if frame is not None]


def _draw_marks(facts: Facts, choice: Choice, words: Words) -> tuple[Axes, list[pd.DataFrame]]:
    marks = select_marks(facts, choice)
    frame = pd.DataFrame([{**vars(mark), "tip": plot.tooltip(mark, words)} for mark in marks])
    frame["as_of"] = pd.to_datetime(frame.as_of)
    with style.settings():
        axes = style.new_axes(_HEIGHT, style.Margins(left=0.9 if choice.scale == PERSONS else 0.5, top=0.3))
        style.year_axis(axes, choice.first_year, choice.last_year)
        plot.set_value_axis(axes, [mark.value for mark in marks], choice.scale == PERSONS, words)
        for scale in choice.scales:
            scale_marks = [mark for mark in marks if mark.scale == scale]
            plot.draw_lines(axes, scale_marks, color=_COLOURS[scale], lw=1.3, zorder=2)
        look = {"palette": _COLOURS, "markers": _MARKERS, "s": 52, "clip_on": False, "zorder": 4, "legend": False}
        sns.scatterplot(frame, x="as_of", y="value", hue="scale", style="scale", ax=axes, **look)
        _write_scales(axes, marks, choice, words)
        for mark in reversed(marks):
            sides = BELOW_FIRST if mark.scale == GSO else ABOVE_FIRST
            label_mark(
                axes, mark.as_of, mark.value, plot.format_value(mark, words), color=_COLOURS[mark.scale], sides=sides
            )
        style.hide_axis_names(axes)
        falls = falls_without_level(_changes(facts, words), choice.scheme)
        draw_falls(axes, falls[falls.end.dt.year.isin(choice.years)], FrameWords(words.language))
    return axes, [frame]


def _changes(facts: Facts, words: Words) -> pd.DataFrame:
    return tables.changes([(change, words) for change in facts.changes], tables.claim_sources(facts))


def _write_scales(axes: Axes, marks: list[Mark], choice: Choice, words: Words) -> None:
    """Name the scales above the axes, each by its mark."""
    drawn = {mark.scale for mark in marks}
    looks = {scale: {"marker": _MARKERS[scale], "color": _COLOURS[scale]} for scale in choice.scales if scale in drawn}
    handles = [legends.handle(plot.scale_name(scale, choice, words), **look) for scale, look in looks.items()]
    place = {"loc": "lower left", "bbox_to_anchor": (0, 1), "borderaxespad": 0.2, "ncols": 3}
    axes.legend(handles=handles, frameon=False, fontsize=style.SIZE, handletextpad=0.4, **place)


def _missing_marks_text(facts: Facts, choice: Choice, words: Words) -> str:
    """That the province has no marks, and the scales on which it has some."""
    others = [mid_sentence(plot.scale_name(scale, choice, words)) for scale in find_other_scales(facts, choice)]
    if others:
        return words.say("explore-nothing-but", others=words.join(others), **_text_values(choice, words))
    return words.say("explore-nothing", **_text_values(choice, words))


def _text_values(choice: Choice, words: Words) -> dict[str, str]:
    return {"province": words.province, "scheme": mid_sentence(words.scheme(choice.scheme)), **choice.year_texts}


def _chart_texts(marks: list[Mark], facts: Facts, choice: Choice, words: Words) -> ChartTexts:
    if not marks:
        missing = _missing_marks_text(facts, choice, words)
        report = levels_words(facts, words)
        why = tables.estimates(facts, words).why.iloc[-1]
        return ChartTexts(missing, f"{missing} {report.alt}", f"{report.sentence} {why}".strip())
    newest = [[mark for mark in marks if mark.scale == scale][-1:] for scale in choice.scales]
    newest_text = "; ".join(_dated_value(mark, words) for newest_marks in newest for mark in newest_marks)
    values = _text_values(choice, words)
    texts = "; ".join(_dated_value(mark, words) for mark in marks)
    sources = words.publishers(mark.claim_id for mark in marks)
    return ChartTexts(
        words.say("explore-title", newest=newest_text, **values),
        words.say("explore-alt", points=texts, **values),
        words.say("explore-caption", sources=sources),
    )


def _dated_value(mark: Mark, words: Words) -> str:
    return f"{plot.format_value_with_unit(mark, words)} ({words.when(mark.as_of, mark.precision)})"
