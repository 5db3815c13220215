"""Falls: a table, then each with its verdict, the reason for it and what it is made of."""

from baophu.analysis.coverage import ANNOUNCED
from baophu.analysis.lapses import CAUSE, DENOMINATOR, SEASON_TOLERANCE, Fall, PrintedLoss
from baophu.facts import Facts
from baophu.show.blocks import (
    Block,
    Content,
    Group,
    Heading,
    Items,
    Muted,
    Paragraph,
    Strong,
    TableBlock,
)
from baophu.show.sections.anatomy import anatomy
from baophu.show.sections.parts import claim_links
from baophu.show.words import Words, inside


def falls(facts: Facts, words: Words) -> Block:
    """Every fall in a table, then each taken apart; then the printed losses."""
    if not facts.falls:
        return Group((Paragraph(_no_fall(facts, words)), *_losses(facts, words)))
    taken_apart = [block for n, fall in enumerate(facts.falls, 1) for block in _one(n, fall, words)]
    note = Paragraph(words.say("falls-net"), style="note")
    return Group((_table(facts, words), note, *taken_apart, *_losses(facts, words)))


def _no_fall(facts: Facts, words: Words) -> str:
    """Figures that show no fall are not the same as no figures that could."""
    return words.say(
        "falls-none-but-losses" if facts.losses else "falls-none" if facts.dated else "falls-none-no-figures",
        province=words.province,
    )


# ── The table of all ─────────────────────────────────────────────────────────────────────────────────────────


def _table(facts: Facts, words: Words) -> TableBlock:
    names = ("period", "what", "change", "points", "national", "verdict")
    return TableBlock(
        caption=words.say("fall-table-caption"),
        header=tuple(words.say(f"fall-col-{name}") for name in names),
        rows=tuple(_row(fall, words) for fall in facts.falls),
        numeric=frozenset({3, 4}),
        widths=(2.3, 1.9, 2.4, 1.5, 1.6, 1.9),
    )


def _row(fall: Fall, words: Words) -> tuple[Content, ...]:
    unknown = words.say("fall-unknown")
    return (
        period(fall, words),
        what(fall, words),
        _levels(fall, words),
        unknown if fall.change_points is None else points(fall, words),
        unknown if fall.national_points is None else words.f.number(fall.national_points, 2, signed=True),
        Strong(words.say(f"verdict-{fall.verdict}")),
    )


def period(fall: Fall, words: Words) -> str:
    """From when to when, as finely as it is known."""
    start = words.f.short_day(fall.start, fall.start_precision)
    return words.say("fall-period", start=start, end=words.f.short_day(fall.end, fall.end_precision))


def what(fall: Fall, words: Words) -> str:
    """What fell: the scheme, whose, and where if not in the whole province."""
    is_part = fall.area != words.facts.area.area
    text = whose(fall, words)
    return words.say("fall-in-area", area=words.area(fall.area), what=inside(text)) if is_part else text


def whose(fall: Fall, words: Words) -> str:
    """The scheme, and of whom."""
    group = words.say("fall-total") if fall.group == "total" else inside(words.label("group", fall.group))
    return f"{words.scheme(fall.scheme)}, {group}" if fall.scheme == "bhyt" else words.scheme(fall.scheme, fall.group)


def _levels(fall: Fall, words: Words) -> str:
    if fall.level_after is not None:
        levels = {"before": words.f.exact_pct(fall.level_before), "after": words.f.exact_pct(fall.level_after)}
        return words.say("fall-levels-derived" if fall.before_is_derived else "fall-levels", **levels)
    if fall.count_after is not None:
        counts = {"before": words.f.count(fall.count_before), "after": words.f.count(fall.count_after)}
        return words.say("fall-counts", **counts)
    if fall.change_count is None:
        return words.say("fall-no-level")
    people = words.say("fall-count", count=words.f.count(fall.change_count))
    return f"{words.bounded(people, fall.bound)}; {words.say('fall-no-level')}"


def points(fall: Fall, words: Words) -> str:
    """The change in percentage points, as finely as its prints allow, with the bound of a printed one."""
    if fall.is_printed and fall.scale == ANNOUNCED and fall.bound != "exact":
        size = words.f.number(abs(fall.change_points), places(fall))
        return words.say("fall-down", points=words.bounded(size, fall.bound))
    return words.f.number(fall.change_points, places(fall), signed=True)


def change(fall: Fall, words: Words) -> str:
    """The change with its unit."""
    return words.say("fall-change", points=points(fall, words))


def places(fall: Fall) -> int:
    """Decimals that a change can carry: those of the prints it comes from, two where it is worked out from counts."""
    if fall.scale != ANNOUNCED:
        return 2
    prints = [fall.change_points] if fall.is_printed else [fall.level_before, fall.level_after]
    return max(next((n for n in (0, 1) if abs(x - round(x, n)) < 1e-9), 2) for x in prints)


# ── One fall ─────────────────────────────────────────────────────────────────────────────────────────────────


def _one(number: int, fall: Fall, words: Words) -> list[Block]:
    title = words.say("fall-heading", what=what(fall, words), period=period(fall, words))
    verdict: list = [Strong(f"{words.say(f'verdict-{fall.verdict}')}. "), reason(fall, words)]
    verdict += [" " + words.say("fall-base-note")] if fall.is_total and fall.level_after is None else []
    verdict += [" " + text for text in _exits(fall, words)]
    ids = tuple(dict.fromkeys(fall.claim_ids + fall.national_ids))
    verdict += [" ", Muted(words.say("fall-sources") + ": "), *claim_links(ids)]
    return [Heading(f"fall-{number}", title, level=3), Paragraph(tuple(verdict)), anatomy(fall, title, words)]


def _exits(fall: Fall, words: Words) -> list[str]:
    """The bound that a net fall puts on those who left."""
    if fall.exits_count is None:
        return []
    count = words.f.count(fall.exits_count)
    if fall.cause_count is not None:
        return [words.say("exits-printed", count=count)]
    whom = "group" if fall.group != "total" else "total"
    return [words.say(f"exits-{whom}", count=words.bounded(count, fall.bound) if fall.bound == "about" else count)]


def reason(fall: Fall, words: Words) -> str:
    """Why the verdict is what it is, in a sentence."""
    values = {"province": words.province, "tolerance": words.f.number(SEASON_TOLERANCE)}
    if fall.change_points is not None:
        values |= {
            "own": words.f.number(fall.change_points, places(fall)),
            "fall": words.f.number(abs(fall.change_points), places(fall)),
        }
    if fall.national_points is not None:
        values["national"] = words.f.number(fall.national_points, 2, signed=True)
    if fall.verdict == CAUSE:
        values |= {"loss": words.about(fall.cause_count), "cause": words.f.number(abs(fall.cause_points))}
    if fall.verdict == DENOMINATOR and fall.milder_points is not None:
        values["milder"] = words.f.number(fall.milder_points)
    if fall.reason == "count_rose":
        values["more"] = words.f.count(fall.count_after - fall.count_before)
    return words.say(f"reason-{fall.reason}", **values)


# ── Printed losses ───────────────────────────────────────────────────────────────────────────────────────────


def _losses(facts: Facts, words: Words) -> list[Block]:
    # What a fall already counts among its causes is said there.
    used = {claim_id for fall in facts.falls for claim_id in fall.claim_ids}
    left = [loss for loss in facts.losses if not used & set(loss.claim_ids)]
    if not left:
        return []
    items = Items(tuple(_loss(loss, words) for loss in left))
    return [Heading("printed-losses", words.say("losses-heading"), level=3), items]


def _loss(loss: PrintedLoss, words: Words) -> Content:
    """A printed loss: gross, its share of the population, and what its size says."""
    sentence = words.say(
        "loss-printed",
        area=words.area(loss.area),
        count=words.bounded(words.f.count(loss.count), loss.bound),
        group=inside(words.label("group", loss.group)),
        on=words.on(loss.as_of, loss.as_of_precision),
    )
    values = {} if loss.points is None else {"points": words.f.number(abs(loss.points))}
    verdict = Strong(words.say(f"verdict-{loss.verdict}") + ". ")
    reason = words.say(f"reason-{loss.reason}", **values)
    return (sentence + " ", verdict, f"{reason} {words.say('loss-net')} ", *claim_links(loss.claim_ids))
