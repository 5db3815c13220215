"""Up to six provinces in one chart: a panel for each scale, so that no two scales ever share a line or an axis."""

from collections.abc import Mapping

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from baophu.analysis.coverage import ANNOUNCED
from baophu.explore import drawn
from baophu.explore.drawn import Drawn, Told
from baophu.explore.state import PERSONS, Choice
from baophu.explore.view import Mark, marks, national_marks
from baophu.facts.province import Facts
from baophu.report.blocks import Block, Paragraph
from baophu.report.charts import labels, rows, style
from baophu.report.words import Words, mid_sentence

ANCHOR = "explore-comparison"
# Okabe and Ito's colours, each with a shape of its own for those who see them alike, and for paper.
LOOKS = (
    ("#0072B2", "o"), ("#D55E00", "s"), ("#009E73", "^"), ("#CC79A7", "D"), ("#8A6D00", "v"), ("#222222", "P"),
)  # fmt: skip
_HEIGHT = {1: 3.3, 2: 4.6}  # inches of all panels together


def comparison(facts_of: Mapping[str, Facts], choice: Choice, words_of: Mapping[str, Words]) -> Drawn | Block:
    """Marks of the provinces compared.

    Parameters
    ----------
    facts_of, words_of : facts and words of each province of ``choice.compared``.
    """
    words = words_of[choice.compared[0]]
    found = {province: marks(facts_of[province], choice) for province in choice.compared}
    if not any(found.values()):
        values = {"scheme": mid_sentence(words.scheme(choice.scheme)), **_years(choice)}
        return Paragraph(words.say("explore-compare-nothing", **values), "note")
    told = _told(found, choice, words, words_of)

    tips = {f"#src-{m.claim_id}": drawn.tip(m, words_of[province]) for province, own in found.items() for m in own}
    nation = _country(facts_of, choice)
    tips = {f"#src-{mark.claim_id}": drawn.tip(mark, words) for mark in nation} | tips
    with drawn.settings():
        chart = drawn.chart(ANCHOR, _figure(found, facts_of, choice, words_of), tips, told)
    return Drawn(chart, lambda: _figure(found, facts_of, choice, words_of, told))


def _years(choice: Choice) -> dict[str, str]:
    return {"first": str(choice.first_year), "last": str(choice.last_year)}


def _country(facts_of: Mapping[str, Facts], choice: Choice) -> list[Mark]:
    return national_marks(facts_of[choice.compared[0]], choice) if ANNOUNCED in choice.scales else []


def _told(found: Mapping[str, list[Mark]], choice: Choice, words: Words, words_of: Mapping[str, Words]) -> Told:
    names = [words_of[province].province for province in found]
    values = {"provinces": words.join(names), "scheme": mid_sentence(words.scheme(choice.scheme)), **_years(choice)}
    said = [
        words.say("explore-compare-of", province=words_of[province].province, points=_points(own, words_of[province]))
        for province, own in found.items()
    ]
    sources = [rows.publishers(words_of[p].facts, words, [m.claim_id for m in own]) for p, own in found.items()]
    publishers = dict.fromkeys(name for text in sources for name in text.split(", ") if name)
    return Told(
        words.say("explore-compare-title", **values),
        words.say("explore-compare-alt", rows=" ".join(said), **values),
        words.say("explore-caption", sources=words.join(list(publishers))),
    )


def _points(own: list[Mark], words: Words) -> str:
    texts = [f"{words.when(mark.as_of, mark.precision)}: {drawn.scaled(mark, words)}" for mark in own]
    return "; ".join(texts) or words.say("explore-none")


def _figure(found, facts_of, choice: Choice, words_of: Mapping[str, Words], told: Told | None = None) -> Figure:
    words = words_of[choice.compared[0]]
    scales = [s for s in choice.scales if any(mark.scale == s for own in found.values() for mark in own)]
    figure, foot, top = drawn.sheet(_HEIGHT[len(scales)], _legend(found, choice, words_of), told, words)
    deep = (top - foot) / len(scales)
    height = figure.get_size_inches()[1]
    for number, scale in enumerate(scales):
        left = 0.105 if scale == PERSONS else 0.065
        at = top - deep * (number + 1)
        room = (0.3 if number < len(scales) - 1 else 0) / height
        head = 0.24 / height
        axes = figure.add_axes((left, at + room, 0.985 - left, deep - room - head))
        title = drawn.scale_name(scale, choice, words)
        figure.text(0.012, at + deep - 0.16 / height, title, fontsize=style.SIZE, color=style.GREY)
        nation = _country(facts_of, choice) if scale == ANNOUNCED else []
        _panel(axes, {p: [m for m in own if m.scale == scale] for p, own in found.items()}, nation, choice, words)
    return figure


def _panel(axes: Axes, found: Mapping[str, list[Mark]], nation: list[Mark], choice: Choice, words: Words) -> None:
    own = [mark for of_one in found.values() for mark in of_one]
    drawn.time_axis(axes, choice)
    drawn.value_axis(axes, [mark.value for mark in (*own, *nation)], own[0].scale == PERSONS, words)
    drawn.lines(axes, nation, color=style.GREY, lw=1.2, zorder=1)
    grey = {"s": 12, "lw": 0.8, "facecolor": style.GREY, "edgecolor": style.GREY, "zorder": 1.5}
    drawn.points(axes, [mark for mark in nation if mark.is_year_end], **grey)
    wanted = []
    for (color, marker), of_one in zip(LOOKS, found.values(), strict=False):
        drawn.lines(axes, of_one, color=color, lw=1.3, zorder=2)
        drawn.points(axes, of_one, marker=marker, facecolor=color, edgecolor="white", s=58, lw=0.8)
        wanted += [_label(mark, color, words) for mark in of_one[-1:]]
    labels.place(axes, wanted, [(labels.as_number(mark.as_of), mark.value) for mark in own])


def _label(mark: Mark, color: str, words: Words) -> labels.Label:
    """The newest value of a province; the others say theirs when pointed at."""
    return labels.Label(labels.as_number(mark.as_of), mark.value, drawn.value_text(mark, words), color)


def _legend(found: Mapping[str, list[Mark]], choice: Choice, words_of: Mapping[str, Words]) -> list[Artist]:
    """Every province asked for; one that has nothing to draw says so."""
    words, entries = words_of[choice.compared[0]], []
    for (color, marker), (province, own) in zip(LOOKS, found.items(), strict=False):
        name = words_of[province].province
        label = name if own else words.say("explore-compare-empty", province=name)
        entries.append(rows.handle(label, marker=marker, mfc=color if own else "none", mec=color))
    if choice.scheme == "bhyt" and ANNOUNCED in choice.scales:
        entries.append(rows.handle(words.say("scale-national"), ls="-", color=style.GREY, marker="o", ms=4))
    return entries
