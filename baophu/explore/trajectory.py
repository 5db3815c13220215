"""One province over the chosen years: its marks on their scales, with country, estimates and targets.

A province without marks is drawn as its report draws it, by the country's levels and its estimates alone.
"""

from datetime import date

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from baophu.analysis.constants import HEALTH
from baophu.analysis.coverage import ANNOUNCED, GSO
from baophu.explore import plot
from baophu.explore.plot import ChartTexts, ExportableChart
from baophu.explore.selection import Mark, find_other_scales, select_marks, select_national_marks
from baophu.explore.state import PERSONS, Choice
from baophu.facts.province import Facts
from baophu.report.blocks import Block, Paragraph, inline_text
from baophu.report.charts import labels, rows, style
from baophu.report.sections.trajectory import trajectory_reading
from baophu.report.words import Words, mid_sentence

ANCHOR = "explore-trajectory"
LOOKS = {
    ANNOUNCED: {"marker": "o", "facecolor": style.BLUE, "edgecolor": style.BLUE},
    GSO: {"marker": "D", "facecolor": "white", "edgecolor": style.ORANGE},
    PERSONS: {"marker": "s", "facecolor": style.BLUE, "edgecolor": style.BLUE},
}
_HEIGHT = 3.1  # inches of the axes


def draw_trajectory(facts: Facts, choice: Choice, words: Words) -> ExportableChart | Block:
    """The chart of a choice, or the sentence that says why there is none."""
    marks, national_marks = select_marks(facts, choice), select_national_marks(facts, choice)
    if not marks and not national_marks:
        return Paragraph(_missing_marks_text(facts, choice, words), "note")
    texts = _chart_texts(marks, facts, choice, words)

    tips = {f"#src-{mark.claim_id}": plot.tooltip(mark, words) for mark in (*national_marks, *marks)}
    return plot.build_chart(ANCHOR, lambda shown: _figure(marks, facts, choice, words, shown), tips, texts)


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
        reading = " ".join(map(inline_text, trajectory_reading(facts, words).items))
        return ChartTexts(missing, f"{missing} {reading}", reading)
    newest = [[mark for mark in marks if mark.scale == scale][-1:] for scale in choice.scales]
    newest_text = "; ".join(_dated_value(mark, words) for newest_marks in newest for mark in newest_marks)
    values = _text_values(choice, words)
    texts = "; ".join(_dated_value(mark, words) for mark in marks)
    sources = rows.publishers(words.facts, words, [mark.claim_id for mark in marks])
    return ChartTexts(
        words.say("explore-title", newest=newest_text, **values),
        words.say("explore-alt", points=texts, **values),
        words.say("explore-caption", sources=sources),
    )


def _dated_value(mark: Mark, words: Words) -> str:
    return f"{plot.format_value_with_unit(mark, words)} ({words.when(mark.as_of, mark.precision)})"


def _figure(marks: list[Mark], facts: Facts, choice: Choice, words: Words, texts: ChartTexts | None) -> Figure:
    figure, axes_bottom, axes_top = plot.create_figure(_HEIGHT, _legend(marks, facts, choice, words), texts, words)
    left = 0.105 if choice.scale == PERSONS else 0.065
    axes = style.add_axes(figure, (left, axes_bottom, 0.985 - left, axes_top - axes_bottom))
    plot.set_time_axis(axes, choice)
    national_marks = select_national_marks(facts, choice)
    plot.set_value_axis(axes, _values(marks, national_marks, facts, choice), choice.scale == PERSONS, words)
    _draw_context(axes, national_marks, facts, choice, words)
    for scale in choice.scales:
        scale_marks = [mark for mark in marks if mark.scale == scale]
        plot.draw_lines(axes, scale_marks, color=LOOKS[scale]["edgecolor"], lw=1.3, zorder=2)
        plot.draw_points(axes, scale_marks, **LOOKS[scale])
    _labels(axes, marks, national_marks, words)
    return figure


def _values(marks: list[Mark], national_marks: list[Mark], facts: Facts, choice: Choice) -> list[float]:
    values = [mark.value for mark in (*marks, *national_marks)]
    values += [value for estimate in _estimates(facts, choice) for value in (estimate.low80, estimate.high80)]
    return values + [gap.target_pct for gap in _targets(facts, choice)]


def _draw_context(axes: Axes, national_marks: list[Mark], facts: Facts, choice: Choice, words: Words) -> None:
    """Draw country, estimates, targets and changes without a level behind the marks of the province."""
    plot.draw_lines(axes, national_marks, color=style.GREY, lw=1.4, zorder=1)
    look = {"s": 16, "lw": 0.8, "edgecolor": style.GREY, "zorder": 1.5, "clip_on": True}
    plot.draw_points(axes, [mark for mark in national_marks if mark.is_year_end], facecolor=style.GREY, **look)
    plot.draw_points(axes, [mark for mark in national_marks if not mark.is_year_end], facecolor="white", **look)
    estimates = _estimates(facts, choice)
    bar = {"color": style.SKY, "lw": 7, "alpha": 0.55, "zorder": 0.8}
    axes.vlines([e.as_of for e in estimates], [e.low80 for e in estimates], [e.high80 for e in estimates], **bar)
    tick = {"marker": "_", "s": 49, "lw": 1.6, "color": style.BLUE, "zorder": 0.9}
    axes.scatter([e.as_of for e in estimates], [e.pct for e in estimates], **tick)
    for gap in _targets(facts, choice):
        axes.plot(
            [date(gap.target_year, 12, 31)], [gap.target_pct], marker="_", ms=15, mew=2, color=style.GREEN, zorder=2
        )
    for fall in _changes(facts, choice):
        text, bottom = words.f.count(fall.change_count), axes.get_ylim()[0]
        look = {"va": "bottom", "fontsize": style.SIZE, "color": style.RED, "clip_on": True}
        if fall.is_gross:
            axes.axvline(fall.end, color=style.RED, lw=1.2, ls=(0, (4, 2)), alpha=0.8, zorder=0.5)
            axes.text(fall.end, bottom, f" {text}", ha="left", **look)
        else:
            axes.axvspan(fall.since, fall.end, color=style.RED, alpha=0.13, lw=0, zorder=0)
            axes.text(fall.since + (fall.end - fall.since) / 2, bottom, text, ha="center", **look)


def _estimates(facts: Facts, choice: Choice) -> list:
    """Anchored estimates on the chosen scales."""
    if choice.scheme != HEALTH:
        return []
    return [e for e in facts.anchored_estimates if e.scale in choice.scales and choice.covers(e.as_of)]


def _targets(facts: Facts, choice: Choice) -> list:
    """Targets, which are set for announced rates."""
    if choice.scheme != HEALTH or ANNOUNCED not in choice.scales:
        return []
    return [gap for gap in facts.gaps if gap.target_year in choice.years]


def _changes(facts: Facts, choice: Choice) -> list:
    falls = facts.falls_without_level(choice.scheme)
    return [change for change in falls if choice.covers(change.since) and choice.covers(change.end)]


def _labels(axes: Axes, marks: list[Mark], national_marks: list[Mark], words: Words) -> None:
    """Place values beside the marks, newest first; those without room are left to the tooltips."""
    value_labels = [
        labels.Label(
            labels.as_number(mark.as_of),
            mark.value,
            plot.format_value(mark, words),
            LOOKS[mark.scale]["edgecolor"],
            labels.BELOW_FIRST if mark.scale == GSO else labels.ABOVE_FIRST,
        )
        for mark in reversed(marks)
    ]
    occupied_points = [(labels.as_number(mark.as_of), mark.value) for mark in (*marks, *national_marks)]
    labels.place(axes, value_labels, occupied_points)


def _legend(marks: list[Mark], facts: Facts, choice: Choice, words: Words) -> list[Artist]:
    """Entries of what is drawn."""
    scales = {mark.scale for mark in marks}
    entries = [_handle(scale, choice, words) for scale in choice.scales if scale in scales]
    if select_national_marks(facts, choice):
        grey = {"mec": style.GREY, "ms": 4}
        entries.append(rows.handle(words.say("scale-national"), ls="-", color=style.GREY, marker="o", **grey))
        entries.append(rows.handle(words.say("scale-national-other"), marker="o", mfc="white", **grey))
    estimates = _estimates(facts, choice)
    if estimates:
        entries.append(Patch(color=style.SKY, alpha=0.55, label=words.say(f"scale-estimate-{estimates[0].scale}")))
    if _targets(facts, choice):
        entries.append(rows.handle(words.say("scale-target"), marker="_", mew=2, ms=12, color=style.GREEN))
    falls = _changes(facts, choice)
    if any(not fall.is_gross for fall in falls):
        entries.append(Patch(color=style.RED, alpha=0.13, label=words.say("scale-change")))
    if any(fall.is_gross for fall in falls):
        entries.append(rows.handle(words.say("scale-loss"), color=style.RED, lw=1.2, ls=(0, (4, 2))))
    return entries


def _handle(scale: str, choice: Choice, words: Words) -> Artist:
    look = LOOKS[scale]
    shape = {"marker": look["marker"], "mfc": look["facecolor"], "mec": look["edgecolor"], "mew": 1.6}
    return rows.handle(plot.scale_name(scale, choice, words), **shape)
