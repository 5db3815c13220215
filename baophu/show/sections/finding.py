"""The finding in one sentence."""

from baophu.analysis.lapses import Fall
from baophu.facts import LAST_YEAR, Facts
from baophu.show.blocks import (
    Block,
    Paragraph,
)
from baophu.show.sections.parts import YEARS, total_falls
from baophu.show.words import Words, inside

RECENT_YEARS = 3  # a change of the last years has no level around it and is news all the same
FEW = 5  # figures; with so few the report says at once how little is known


def finding(facts: Facts, words: Words) -> Block:
    """The newest level in one sentence, and what came after it."""
    sentences = [_level_sentence(facts, words)]
    last = facts.latest.as_of if facts.latest else None
    if last and facts.latest.gso is None and facts.last_count:
        count = facts.last_count
        sentences.append(
            words.say(
                "finding-last-count",
                insured=words.bounded(words.f.count(count.insured_count), count.bound),
                on=words.on(count.as_of, count.as_of_precision),
                gso=words.point_pct(count),
            )
        )
    if last and last.year < LAST_YEAR:
        sentences.append(words.say("finding-no-later-level", **YEARS))
    changes = [fall for fall in total_falls(facts) if fall.level_after is None and fall.change_count is not None]
    later = [fall for fall in changes if last is None or fall.end.date() > last]
    recent = [fall for fall in changes if fall not in later and fall.end.year > LAST_YEAR - RECENT_YEARS]
    for message, falls in (("finding-later-change", later), ("finding-earlier-change", recent)):
        if falls:
            sentences.append(words.say(message, changes="; ".join(_change_phrase(fall, words) for fall in falls)))
    known = len(facts.claims)
    if 0 < known <= FEW:
        sentences.append(words.say("finding-little", n=known, count=str(known), province=words.province))
    return Paragraph(" ".join(sentences), style="finding")


def _level_sentence(facts: Facts, words: Words) -> str:
    latest = facts.latest
    if latest is None:
        return words.say("finding-none", province=words.province, **YEARS)
    when = (latest.as_of, latest.as_of_precision)
    values = {"province": words.province, "by": words.by(*when), "on": words.on(*when)}
    announced, gso = latest.announced, latest.gso
    if gso:
        values |= {
            "insured": words.bounded(words.f.count(gso.insured_count), gso.bound),
            "gso": words.point_pct(gso),
            "uninsured_gso": words.rest(words.about(gso.uninsured_count), gso.bound),
        }
    if announced:
        values["announced"] = words.point_pct(announced)
    if gso and gso.uninsured_count <= 0:
        kind = "over-rate" if announced else "over"
        return words.say(f"finding-{kind}", population=words.about(gso.population_count), **values)
    if announced and gso and announced.uninsured_count:
        # A population that follows from a count and a rate moves with the bounds of both.
        bound = "about" if announced.base == "implied" else announced.bound
        rest = words.rest(words.about(announced.uninsured_count), bound)
        return words.say("finding-both", uninsured_announced=rest, **values)
    kind = "both-rate" if announced and gso else "announced" if announced else "gso"
    return words.say(f"finding-{kind}", **values)


def _change_phrase(fall: Fall, words: Words) -> str:
    return words.say(
        "finding-change-item",
        scheme=inside(words.scheme(fall.scheme, fall.group)),
        count=words.bounded(words.f.count(abs(fall.change_count)), fall.bound),
        start=words.when(fall.start),
        end=words.when(fall.end, fall.end_precision),
    )
