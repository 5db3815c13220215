"""The finding in one sentence."""

from baophu.analysis.changes import Change
from baophu.facts.province import LAST_YEAR, Facts
from baophu.report.blocks import Block, Paragraph
from baophu.report.change_words import people_text
from baophu.report.words import YEARS, Words, mid_sentence

RECENT_YEARS = 3  # years; changes within them are reported even if later levels are known
FEW = 5  # with at most so many figures the finding says that little is known


def finding(facts: Facts, words: Words) -> Block:
    """The newest level in one sentence, and later changes."""
    sentences = [_level_sentence(facts, words)]
    last = facts.latest.as_of if facts.latest else None
    if last and facts.latest.gso is None and facts.last_count:
        count = facts.last_count
        sentences.append(
            words.say(
                "finding-last-count",
                insured=words.with_bound(words.f.count(count.insured_count), count.bound),
                on=words.on(count.as_of, count.as_of_precision),
                gso=words.point_pct(count),
            )
        )
    if last and last.year < LAST_YEAR:
        sentences.append(words.say("finding-no-later-level", **YEARS))
    changes = [change for change in facts.total_changes if change.is_without_level]
    later = [change for change in changes if last is None or change.end.date() > last]
    recent = [change for change in changes if change not in later and change.end.year > LAST_YEAR - RECENT_YEARS]
    for message, listed in (("finding-later-change", later), ("finding-earlier-change", recent)):
        if listed:
            sentences.append(words.say(message, changes="; ".join(_change_phrase(change, words) for change in listed)))
    sentences += [_loss_sentence(loss, words) for loss in facts.changes[:1] if loss.is_gross]
    claim_count = len(facts.claims)
    if 0 < claim_count <= FEW:
        sentences.append(words.say("finding-little", n=claim_count, count=str(claim_count), province=words.province))
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
            "insured": words.with_bound(words.f.count(gso.insured_count), gso.bound),
            "gso": words.point_pct(gso),
            "uninsured_gso": words.rest(words.rounded_count(gso.uninsured_count), gso.bound),
        }
    if announced:
        values["announced"] = words.point_pct(announced)
    if gso and gso.uninsured_count <= 0:
        kind = "over-rate" if announced else "over"
        return words.say(f"finding-{kind}", population=words.rounded_count(gso.population_count), **values)
    if announced and gso and announced.uninsured_count:
        # A population that is implied by a count and a rate has the bounds of both.
        bound = "about" if announced.base == "implied" else announced.bound
        rest = words.rest(words.rounded_count(announced.uninsured_count), bound)
        return words.say("finding-both", uninsured_announced=rest, **values)
    kind = "both-rate" if announced and gso else "announced" if announced else "gso"
    return words.say(f"finding-{kind}", **values)


def _change_phrase(change: Change, words: Words) -> str:
    return words.say(
        "finding-fall-item" if change.is_fall else "finding-rise-item",
        scheme=mid_sentence(words.scheme(change.scheme, change.group)),
        count=words.with_bound(words.f.count(abs(change.change_count)), change.bound),
        start=words.when(change.start),
        end=words.when(change.end, change.end_precision),
    )


def _loss_sentence(loss: Change, words: Words) -> str:
    """The largest fall of the province if it is a gross loss of cards, which readers look for first."""
    when = words.on(loss.end, loss.end_precision)
    values = {"on": when, "change": people_text(loss, words), "area": words.area(loss.area)}
    if loss.change_points is None:
        return words.say("finding-loss-people", **values)
    return words.say(
        "finding-loss", points=words.with_bound(words.f.number(abs(loss.change_points)), loss.bound), **values
    )
