"""Rises and falls: a table of all, then each fall with its verdict, the reason for it and what it is made of."""

from collections.abc import Iterable

from baophu.analysis.changes import (
    CAUSE,
    CLIFF_POINTS,
    DENOMINATOR,
    LESS,
    MORE,
    NARROW_POINTS,
    NOT_RENEWED,
    ONE_POPULATION,
    PRINTED,
    PUBLISHERS,
    Change,
    Other,
)
from baophu.analysis.coverage import ANNOUNCED
from baophu.analysis.estimate import GATE_DAY, GATED_REGIONS
from baophu.analysis.intervals import Interval
from baophu.facts import Facts
from baophu.facts_records import Cause
from baophu.show.blocks import (
    Block,
    Content,
    Group,
    Heading,
    Muted,
    Paragraph,
    Strong,
    TableBlock,
)
from baophu.show.sections.anatomy import anatomy, part_text
from baophu.show.sections.parts import claim_links, span
from baophu.show.words import Words, inside, sentence_case


def changes(facts: Facts, words: Words) -> Block:
    """Every change in a table, then the falls one by one: printed losses of cards among them."""
    if not facts.changes:
        none = words.say("changes-none" if facts.dated else "changes-none-no-figures", province=words.province)
        return Paragraph(none)
    note = Paragraph(words.say("changes-net"), style="note")
    # Where people and percentage moved opposite ways, the row alone would say one of the two.
    shown = [change for change in facts.changes if change.is_fall or change.verdict == DENOMINATOR]
    taken_apart = [block for n, change in enumerate(shown, 1) for block in _one(n, change, words)]
    has_rises = len(shown) < len(facts.changes)
    intro = [Paragraph(words.say("changes-shown"))] if taken_apart and has_rises else []
    return Group((_table(facts, words), note, *intro, *taken_apart))


# ── The table of all ─────────────────────────────────────────────────────────────────────────────────────────


def _table(facts: Facts, words: Words) -> TableBlock:
    names = ("period", "what", "change", "points", "national", "verdict")
    return TableBlock(
        caption=words.say("change-table-caption"),
        header=tuple(words.say(f"change-col-{name}") for name in names),
        rows=tuple(_row(change, words) for change in facts.changes),
        numeric=frozenset({3, 4}),
        widths=(2.1, 2.0, 2.4, 1.3, 1.6, 2.1),
    )


def _row(change: Change, words: Words) -> tuple[Content, ...]:
    return (
        period(change, words),
        (f"{what(change, words)} ", *claim_links(change.claim_ids[:2])),
        size(change, words),
        "–" if change.change_points is None else points(change, words),
        national(change, words) or "–",
        Strong(verdict(change, words)),
    )


def period(change: Change | Other, words: Words) -> str:
    """From when to when, as finely as it is known; the day of a gross number."""
    end = words.f.short_day(change.end, change.end_precision)
    if change.start is None:
        return end
    start = words.f.short_day(change.start, getattr(change, "start_precision", "day"))
    return words.say("change-period", start=start, end=end)


def what(change: Change, words: Words) -> str:
    """What changed: the scheme, whose, and where if not in the whole province."""
    is_part = change.area != words.facts.area.area
    text = whose(change, words)
    return words.say("change-in-area", area=words.area(change.area), what=inside(text)) if is_part else text


def whose(change: Change, words: Words) -> str:
    """The scheme, and of whom."""
    group = words.say("change-total") if change.group == "total" else inside(words.label("group", change.group))
    if change.scheme == "bhyt":
        return words.say("change-whose", group=group)
    return words.scheme(change.scheme, change.group)


def size(change: Change, words: Words) -> str:
    """The change as it was published: levels, counts, people with their sign and bound."""
    if change.level_before is not None and change.level_after is not None and change.scale == ANNOUNCED:
        ends = {
            "before": words.bounded(words.f.exact_pct(change.level_before), change.bound_before),
            "after": words.bounded(words.f.exact_pct(change.level_after), change.bound_after),
        }
        return words.say("change-levels-derived" if change.is_before_derived else "change-levels", **ends)
    if change.change_count is not None:
        return people(change, words)
    return words.say("change-relative", change=signed(change, words.f.exact_pct(abs(change.size)), words))


def people(change: Change | Other, words: Words) -> str:
    """People who were lost or won, with the bound of the print; of a gross number that it is one."""
    size = abs(change.change_count)
    # People who follow from a rounded percentage are no whole number, and known to the hundred at best.
    count = words.f.count(size) if size == round(size) else words.about(size)
    if getattr(change, "is_gross", False):
        kind = "not-renewed" if change.kind == NOT_RENEWED else "gross"
        return words.say(f"change-{kind}", count=words.bounded(count, change.bound))
    kind = "cards" if getattr(change, "unit", "persons") == "cards" else "people"
    return words.say(f"change-{kind}", change=signed(change, count, words))


def signed(change: Change | Other, text: str, words: Words) -> str:
    """A size with the word for its sign and for its bound."""
    is_fall = change.is_fall if isinstance(change, Change) else change.change_count < 0
    return words.say("change-fell" if is_fall else "change-rose", count=words.bounded(text, change.bound))


def points(change: Change, words: Words) -> str:
    """The change in percentage points, as finely as its prints allow, with its bound."""
    if change.bound != "exact":
        return signed(change, words.f.number(abs(change.change_points), places(change)), words)
    return words.f.number(change.change_points, places(change), signed=True)


def places(change: Change) -> int:
    """Decimals that a change can carry: those of the rates it comes from, two where it is worked out from people."""
    if change.scale != ANNOUNCED:
        return 2
    prints = [change.change_points]
    if not change.is_before_derived and change.level_before is not None:
        prints = [change.level_before, change.level_after]
    return max(next((n for n in (0, 1) if abs(x - round(x, n)) < 1e-9), 2) for x in prints)


def in_points(change: Change, words: Words) -> str:
    """The change with its unit: points where the population is known, else people."""
    if change.change_points is None:
        return size(change, words)
    return words.say("change-points", points=points(change, words))


def national(change: Change, words: Words) -> str:
    """The country's change in points on the first convention that has it, of other schemes in percent, or nothing."""
    if change.scheme != "bhyt":
        counts = next((part for part in change.parts if part.code.startswith("country_counts")), None)
        return words.f.number(dict(counts.numbers)["relative_pct"], 1, signed=True) + "%" if counts else ""
    return span(change.national, words) if change.national and change.group == "total" else ""


def verdict(change: Change, words: Words) -> str:
    """The verdict in words that fit a rise or a fall, and what the country did meanwhile."""
    if change.verdict == CAUSE and change.is_gross:
        return words.say(f"verdict-{change.reason}")
    if change.verdict not in (MORE, LESS):
        return words.say(f"verdict-{change.verdict}")
    way = "fall" if change.is_fall else "rise"
    went = [r.national_low > 0 if change.is_fall else r.national_high < 0 for r in change.compared]
    against = "-against" if all(went) else ""
    return words.say(f"verdict-{'more' if change.verdict == MORE else 'less'}-{way}{against}")


def area_table(falls: Iterable[Change], caption: str, words: Words) -> TableBlock:
    """Falls of many areas in a line each, with every source."""
    columns = ("period", "what", "change", "points", "national", "verdict")
    return TableBlock(
        caption=caption,
        header=(words.say("index-col-province"), *(words.say(f"change-col-{name}") for name in columns)),
        rows=tuple(_area_row(fall, words) for fall in falls),
        numeric=frozenset({4, 5}),
        widths=(1.3, 1.7, 1.9, 1.9, 1.5, 1.5, 1.9),
    )


def _area_row(fall: Change, words: Words) -> tuple[Content, ...]:
    country = national(fall, words)
    return (
        words.area(fall.area),
        period(fall, words),
        (f"{whose(fall, words)} ", *claim_links(fall.claim_ids)),
        size(fall, words),
        "–" if fall.change_points is None else (points(fall, words), Muted(f" ({words.scale(fall.scale)})")),
        (f"{country} ", *claim_links(fall.national_ids)) if country else "–",
        Strong(verdict(fall, words)),
    )


# ── One fall ─────────────────────────────────────────────────────────────────────────────────────────────────


# Of a scheme without verdicts the text says how large the change is, what the country did, which policies came between.
_BESIDE = ("last_count", "country_counts", "country_counts_derived", "event_down", "event_mixed")


def _one(number: int, fall: Change, words: Words) -> list[Block]:
    title = words.say("change-heading", what=what(fall, words), period=period(fall, words))
    said: list = [f"{sentence_case(size(fall, words))}. ", Strong(f"{verdict(fall, words)}. "), reason(fall, words)]
    is_bare = fall.is_total and not fall.is_gross and fall.level_after is None and fall.count_after is None
    said += [" " + words.say("change-base-note")] if is_bare else []
    said += [" " + text for text in _exits(fall, words)]
    beside = _BESIDE if fall.scheme != "bhyt" else ("equals_target",) if fall.other_level is not None else ()
    said += [" " + part_text(part, words) for part in fall.parts if part.code in beside]
    said += [" ", Muted(words.say("change-sources") + ": ")]
    said += claim_links(tuple(dict.fromkeys(fall.claim_ids + fall.national_ids)))
    blocks: list[Block] = [Heading(f"change-{number}", title, level=3), Paragraph(tuple(said))]
    blocks += [Paragraph(text) for text in (_causes(fall, words), _others(fall, words)) if text]
    if fall.is_total and (fall.compared or fall.verdict == DENOMINATOR):
        blocks.append(_readings(fall, title, words))
    return [*blocks, anatomy(fall, title, words)] if fall.parts and fall.scheme == "bhyt" else blocks


def _causes(change: Change, words: Words) -> Content:
    """Causes that sources name for the change, attributed and never our own."""
    named = cause_names(change, words)
    return (Strong(words.say("change-causes") + ": "), f"{'; '.join(named)}.") if named else ()


def cause_names(change: Change, words: Words) -> list[str]:
    """Causes that the sources of a change name, each once."""
    named = (cause for claim in change.claim_ids for cause in words.facts.causes.get(claim, ()))
    return list(dict.fromkeys(cause_text(cause, words) for cause in named))


def cause_text(cause: Cause, words: Words) -> str:
    """A cause in words; of what the source calls no reason its part is said."""
    text = inside(words.label("cause", cause.cause))
    return text if cause.role == "cause" else f"{text} ({inside(words.label('cause_role', cause.role))})"


def _others(change: Change, words: Words) -> Content:
    """What other provinces published for the same months, to be seen beside; no verdict rests on it."""
    if not change.others:
        return ()
    said: list = [words.say("change-others") + ": "]
    for other in change.others:
        text = words.say(
            "change-other", area=words.area(other.area), change=people(other, words), period=period(other, words)
        )
        said += [f"{text} ", *claim_links(other.claim_ids), "; "]
    return (*said[:-1], ".")


def _readings(change: Change, title: str, words: Words) -> TableBlock:
    """The change, the country's and their difference on every convention that is known."""
    rows = []
    for reading in change.readings:
        name = reading.convention
        values = {"year": str(change.end.year)} if name == ONE_POPULATION else {}
        # Beside the publisher's rates of the country stands what has none of its own.
        name += "-alone" if name == PUBLISHERS and change.level_before is None else ""
        spans = [Interval(reading.low_points, reading.high_points), None, reading.beyond]
        if reading.beyond:
            spans[1] = Interval(reading.national_low, reading.national_high)
        said = (span(interval, words) if interval else "–" for interval in spans)
        rows.append((words.say(f"convention-{name}", **values), *said))
    names = ("convention", "own", "national", "beyond")
    values = {"own": {"place": words.area(change.area)}}
    return TableBlock(
        caption=words.say("readings-caption", change=title),
        header=tuple(words.say(f"readings-col-{name}", **values.get(name, {})) for name in names),
        rows=tuple(rows),
        numeric=frozenset({1, 2, 3}),
        widths=(3, 1.5, 1.5, 1.5),
    )


def _exits(fall: Change, words: Words) -> list[str]:
    """The bound that a net fall puts on those who left."""
    if fall.exits_count is None or fall.is_gross:
        return []
    count = words.f.count(fall.exits_count)
    if fall.cause_count is not None:
        return [words.say("exits-printed", count=count)]
    whom = "group" if fall.group != "total" else "total"
    # Of two counts the least is known; of a printed change that is about so much it is about so many.
    is_about = fall.kind == PRINTED and fall.bound == "about"
    return [words.say(f"exits-{whom}", count=words.bounded(count, fall.bound) if is_about else count)]


def _crosses_gate(change: Change, facts: Facts) -> bool:
    """Whether free cards ended between its days where most of the communes lie that lost them."""
    return change.start < GATE_DAY <= change.end and facts.area.region6_vi in GATED_REGIONS


def reason(change: Change, words: Words) -> str:
    """Why the verdict is what it is, in a sentence."""
    values = {"province": words.province, "narrow": words.f.number(NARROW_POINTS, 0)}
    values["cliff"] = words.f.number(CLIFF_POINTS, 0)
    key = change.reason
    if change.change_points is not None:
        values["fall"] = words.f.number(abs(change.change_points), places(change))
        values["points"] = words.bounded(words.f.number(abs(change.change_points)), change.bound)
    elif change.is_gross:
        key += "-bare"
    if change.beyond:
        values["beyond"] = span(change.beyond, words)
    if change.verdict == CAUSE and not change.is_gross:
        lost = words.bounded(words.f.count(change.cause_count), change.cause_bound)
        values |= {"loss": lost, "cause": words.f.number(abs(change.cause_points))}
        key += "-net" if change.has_returned else ""
    if change.other_level is not None:
        values["other"] = words.f.pct(change.other_level)
        key += "-gate" if _crosses_gate(change, words.facts) else ""
    if change.change_count is not None:
        values["more"] = words.f.count(abs(change.change_count))
    return words.say(f"reason-{key}", **values)
