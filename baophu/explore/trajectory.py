"""One province over the years chosen: its marks on their scales, and what health insurance is read against."""

from datetime import date

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from baophu.analysis.constants import HEALTH
from baophu.analysis.coverage import ANNOUNCED, GSO
from baophu.explore import drawn
from baophu.explore.drawn import Drawn, Told
from baophu.explore.state import PERSONS, Choice
from baophu.explore.view import Mark, marks, national_marks, other_scales
from baophu.facts.province import Facts
from baophu.report.blocks import Block, Paragraph
from baophu.report.charts import labels, rows, style
from baophu.report.words import Words, mid_sentence

ANCHOR = "explore-trajectory"
LOOKS = {
    ANNOUNCED: {"marker": "o", "facecolor": style.BLUE, "edgecolor": style.BLUE},
    GSO: {"marker": "D", "facecolor": "white", "edgecolor": style.ORANGE},
    PERSONS: {"marker": "s", "facecolor": style.BLUE, "edgecolor": style.BLUE},
}
_HEIGHT = 3.1  # inches of the axes


def trajectory(facts: Facts, choice: Choice, words: Words) -> Drawn | Block:
    """The chart of a choice, or the sentence that says what there is instead."""
    own = marks(facts, choice)
    if not own:
        return nothing(facts, choice, words)
    told = _told(own, choice, words)

    tips = {f"#src-{mark.claim_id}": drawn.tip(mark, words) for mark in (*_country(facts, choice), *own)}
    with drawn.settings():
        chart = drawn.chart(ANCHOR, _figure(own, facts, choice, words), tips, told)
    return Drawn(chart, lambda: _figure(own, facts, choice, words, told))


def nothing(facts: Facts, choice: Choice, words: Words) -> Block:
    """Why there is no chart, and on which scales there would be one."""
    others = [drawn.scale_name(scale, choice, words) for scale in other_scales(facts, choice)]
    values = {"province": words.province, "scheme": mid_sentence(words.scheme(choice.scheme)), **_years(choice)}
    if others:
        return Paragraph(
            words.say("explore-nothing-but", others=words.join(list(map(mid_sentence, others))), **values), "note"
        )
    return Paragraph(words.say("explore-nothing", **values), "note")


def _years(choice: Choice) -> dict[str, str]:
    return {"first": str(choice.first_year), "last": str(choice.last_year)}


def _told(own: list[Mark], choice: Choice, words: Words) -> Told:
    newest = [[mark for mark in own if mark.scale == scale][-1:] for scale in choice.scales]
    said = "; ".join(_dated(mark, words) for found in newest for mark in found)
    values = {"province": words.province, "scheme": mid_sentence(words.scheme(choice.scheme)), **_years(choice)}
    texts = "; ".join(_dated(mark, words) for mark in own)
    sources = rows.publishers(words.facts, words, [mark.claim_id for mark in own])
    return Told(
        words.say("explore-title", newest=said, **values),
        words.say("explore-alt", points=texts, **values),
        words.say("explore-caption", sources=sources),
    )


def _dated(mark: Mark, words: Words) -> str:
    return f"{drawn.scaled(mark, words)} ({words.when(mark.as_of, mark.precision)})"


def _country(facts: Facts, choice: Choice) -> list[Mark]:
    """The country's levels, where they are on the scale that is shown."""
    return national_marks(facts, choice) if ANNOUNCED in choice.scales else []


def _figure(own: list[Mark], facts: Facts, choice: Choice, words: Words, told: Told | None = None) -> Figure:
    figure, foot, top = drawn.sheet(_HEIGHT, _legend(own, facts, choice, words), told, words)
    left = 0.105 if choice.scale == PERSONS else 0.065
    axes = figure.add_axes((left, foot, 0.985 - left, top - foot))
    drawn.time_axis(axes, choice)
    nation = _country(facts, choice)
    drawn.value_axis(axes, _values(own, nation, facts, choice), choice.scale == PERSONS, words)
    _beside(axes, nation, facts, choice, words)
    for scale in choice.scales:
        of_scale = [mark for mark in own if mark.scale == scale]
        drawn.lines(axes, of_scale, color=LOOKS[scale]["edgecolor"], lw=1.3, zorder=2)
        drawn.points(axes, of_scale, **LOOKS[scale])
    _labels(axes, own, nation, words)
    return figure


def _values(own: list[Mark], nation: list[Mark], facts: Facts, choice: Choice) -> list[float]:
    values = [mark.value for mark in (*own, *nation)]
    values += [value for found in _estimates(facts, choice) for value in (found.low80, found.high80)]
    return values + [gap.target_pct for gap in _targets(facts, choice)]


def _beside(axes: Axes, nation: list[Mark], facts: Facts, choice: Choice, words: Words) -> None:
    """Country, estimates, targets, changes without a level: all behind the province's own marks."""
    drawn.lines(axes, nation, color=style.GREY, lw=1.4, zorder=1)
    look = {"s": 16, "lw": 0.8, "edgecolor": style.GREY, "zorder": 1.5, "clip_on": True}
    drawn.points(axes, [mark for mark in nation if mark.is_year_end], facecolor=style.GREY, **look)
    drawn.points(axes, [mark for mark in nation if not mark.is_year_end], facecolor="white", **look)
    found = _estimates(facts, choice)
    bar = {"color": style.SKY, "lw": 7, "alpha": 0.55, "zorder": 0.8}
    axes.vlines([e.as_of for e in found], [e.low80 for e in found], [e.high80 for e in found], **bar)
    for gap in _targets(facts, choice):
        axes.plot(
            [date(gap.target_year, 12, 31)], [gap.target_pct], marker="_", ms=15, mew=2, color=style.GREEN, zorder=2
        )
    for fall in _changes(facts, choice):
        if fall.is_gross:
            axes.axvline(fall.end, color=style.RED, lw=1.2, ls=(0, (4, 2)), alpha=0.8, zorder=0.5)
        axes.axvspan(fall.since, fall.end, color=style.RED, alpha=0.13, lw=0, zorder=0)
        middle = fall.since + (fall.end - fall.since) / 2
        look = {"ha": "center", "va": "bottom", "fontsize": style.SIZE, "color": style.RED, "clip_on": True}
        axes.text(middle, axes.get_ylim()[0], words.f.count(fall.change_count), **look)


def _estimates(facts: Facts, choice: Choice) -> list:
    """Estimates that charts draw, on a scale that is shown."""
    if choice.scheme != HEALTH:
        return []
    return [e for e in facts.anchored_estimates if e.scale in choice.scales and choice.covers(e.as_of)]


def _targets(facts: Facts, choice: Choice) -> list:
    """Targets are set for announced percentages."""
    if choice.scheme != HEALTH or ANNOUNCED not in choice.scales:
        return []
    return [gap for gap in facts.gaps if choice.first_year <= gap.target_year <= choice.last_year]


def _changes(facts: Facts, choice: Choice) -> list:
    found = facts.falls_without_level(choice.scheme)
    return [change for change in found if choice.covers(change.since) and choice.covers(change.end)]


def _labels(axes: Axes, own: list[Mark], nation: list[Mark], words: Words) -> None:
    """Values beside the newest marks first; what finds no room is left to its tooltip."""
    wanted = [
        labels.Label(
            labels.as_number(mark.as_of),
            mark.value,
            drawn.value_text(mark, words),
            LOOKS[mark.scale]["edgecolor"],
            labels.BELOW_FIRST if mark.scale == GSO else labels.ABOVE_FIRST,
        )
        for mark in reversed(own)
    ]
    taken = [(labels.as_number(mark.as_of), mark.value) for mark in (*own, *nation)]
    labels.place(axes, wanted, taken)


def _legend(own: list[Mark], facts: Facts, choice: Choice, words: Words) -> list[Artist]:
    """Only what is drawn."""
    scales = {mark.scale for mark in own}
    entries = [_handle(scale, choice, words) for scale in choice.scales if scale in scales]
    if _country(facts, choice):
        grey = {"mec": style.GREY, "ms": 4}
        entries.append(rows.handle(words.say("scale-national"), ls="-", color=style.GREY, marker="o", **grey))
        entries.append(rows.handle(words.say("scale-national-other"), marker="o", mfc="white", **grey))
    estimates = _estimates(facts, choice)
    if estimates:
        entries.append(Patch(color=style.SKY, alpha=0.55, label=words.say(f"scale-estimate-{estimates[0].scale}")))
    if _targets(facts, choice):
        entries.append(rows.handle(words.say("scale-target"), marker="_", mew=2, ms=12, color=style.GREEN))
    if _changes(facts, choice):
        entries.append(Patch(color=style.RED, alpha=0.13, label=words.say("scale-change")))
    return entries


def _handle(scale: str, choice: Choice, words: Words) -> Artist:
    look = LOOKS[scale]
    shape = {"marker": look["marker"], "mfc": look["facecolor"], "mec": look["edgecolor"], "mew": 1.6}
    return rows.handle(drawn.scale_name(scale, choice, words), **shape)
