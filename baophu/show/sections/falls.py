"""Falls: a table, then each with its verdict and the reason for it."""

from baophu.analysis.lapses import CAUSE, DENOMINATOR, SEASON_TOLERANCE, Fall
from baophu.facts import Claim, Facts
from baophu.show.blocks import (
    Block,
    Content,
    Group,
    Items,
    Muted,
    Paragraph,
    Strong,
    TableBlock,
)
from baophu.show.sections.parts import claim_links
from baophu.show.words import Words, inside


def falls(facts: Facts, words: Words) -> Block:
    """Every fall in a table, then each with its verdict and the reason for it."""
    losses = [Items(tuple(_loss_item(claim, facts, words) for claim in facts.losses))] if facts.losses else []
    if not facts.falls:
        return Group((Paragraph(words.say("falls-none", province=words.province)), *losses))
    items = Items(tuple(_fall_item(fall, words) for fall in facts.falls))
    return Group((_falls_table(facts, words), items, *losses, Paragraph(words.say("falls-net"), style="note")))


def _loss_item(claim: Claim, facts: Facts, words: Words) -> Content:
    """A printed loss by itself: what it would be in percent of population if nobody came back in another group."""
    sentence = words.say(
        "loss-printed",
        count=words.printed(claim),
        group=inside(words.label("group", claim.group)),
        on=words.on(claim.as_of, claim.as_of_precision) if claim.as_of else words.say("source-undated"),
    )
    return (sentence + " ", words.say("loss-net") + " ", *claim_links((claim.claim_id,)))


def _falls_table(facts: Facts, words: Words) -> TableBlock:
    names = ("period", "what", "change", "points", "national", "verdict")
    return TableBlock(
        caption=words.say("fall-table-caption"),
        header=tuple(words.say(f"fall-col-{name}") for name in names),
        rows=tuple(_fall_row(fall, words) for fall in facts.falls),
        numeric=frozenset({3, 4}),
        widths=(2.3, 1.9, 2.4, 1.5, 1.6, 1.9),
    )


def _fall_row(fall: Fall, words: Words) -> tuple[Content, ...]:
    period = words.say(
        "fall-period",
        start=words.f.short_day(fall.start, fall.start_precision),
        end=words.f.short_day(fall.end, fall.end_precision),
    )
    unknown = words.say("fall-unknown")
    return (
        period,
        _fall_what(fall, words),
        _fall_change(fall, words),
        unknown if fall.change_points is None else words.f.number(fall.change_points, 2, signed=True),
        unknown if fall.national_points is None else words.f.number(fall.national_points, 2, signed=True),
        Strong(words.say(f"verdict-{fall.verdict}")),
    )


def _fall_what(fall: Fall, words: Words) -> str:
    if fall.group == "total":
        return f"{words.scheme(fall.scheme)}, {words.say('fall-total')}"
    return words.scheme(fall.scheme, fall.group)


def _fall_change(fall: Fall, words: Words) -> str:
    if fall.change_count is None and fall.level_after is None:
        return words.say("fall-no-level")
    if fall.change_count is not None:
        people = words.say("fall-count", count=words.f.count(fall.change_count))
        return f"{words.bounded(people, fall.bound)}; {words.say('fall-no-level')}"
    levels = {"before": words.f.exact_pct(fall.level_before), "after": words.f.exact_pct(fall.level_after)}
    return words.say("fall-levels-derived" if fall.before_is_derived else "fall-levels", **levels)


def _fall_item(fall: Fall, words: Words) -> Content:
    period = words.say(
        "fall-period", start=words.when(fall.start, fall.start_precision), end=words.when(fall.end, fall.end_precision)
    )
    heading = words.say("fall-heading", what=_fall_what(fall, words), period=period)
    parts: list = [
        Strong(f"{heading}. "),
        f"{words.say(f'verdict-{fall.verdict}')}. ",
        _fall_reason(fall, words),
    ]
    if fall.change_count is not None and fall.group == "total" and fall.scheme == "bhyt":
        parts.append(" " + words.say("fall-base-note"))
    parts += [" ", Muted(words.say("fall-sources") + ": "), *claim_links(fall.claim_ids + fall.national_ids)]
    return tuple(parts)


def _fall_reason(fall: Fall, words: Words) -> str:
    values = {"province": words.province, "tolerance": words.f.number(SEASON_TOLERANCE)}
    if fall.change_points is not None:
        values |= {
            "own": words.f.number(fall.change_points, 2),
            "fall": words.f.number(abs(fall.change_points), 2),
        }
    if fall.national_points is not None:
        values["national"] = words.f.number(fall.national_points, 2, signed=True)
    if fall.verdict == CAUSE:
        values |= {"loss": words.about(fall.cause_count), "cause": words.f.number(abs(fall.cause_points))}
    if fall.verdict == DENOMINATOR:
        values["milder"] = words.f.number(fall.milder_points)
    return words.say(f"reason-{fall.reason.replace('-', '_')}", **values)
