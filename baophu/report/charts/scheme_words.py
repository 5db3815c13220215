"""Texts of the chart of social insurance: title, alternative text and the sentence to copy."""

from collections.abc import Sequence

from baophu.analysis.constants import SOCIAL_SCHEMES
from baophu.analysis.social import BREAK, Conflict, SocialPoint
from baophu.facts.province import Facts
from baophu.report.charts.rows import claim_tip, publishers
from baophu.report.words import Words

# An open bound is an arrow towards the values that are possible.
UPRIGHT_BOUND_MARKS = {"exact": "o", "about": "o", "at_least": "^", "at_most": "v"}


def title(facts: Facts, words: Words) -> str:
    """The figures of the newest day, or that the only ones conflict."""
    newest = _newest_points(facts)
    if not newest:
        return words.say("chart-schemes-title-conflict", province=words.province)
    texts = [_short_text(point, words) for point in newest]
    when = words.when(newest[0].as_of, newest[0].as_of_precision)
    return words.say("chart-schemes-title", province=words.province, date=when, figures="; ".join(texts))


def subtitle(has_rates: bool, words: Words) -> str:
    """Units and dates of the chart."""
    return words.say("chart-schemes-subtitle" if has_rates else "chart-schemes-subtitle-counts")


def alt(facts: Facts, words: Words) -> str:
    """Every point in words, scheme by scheme, then the conflicts."""
    texts = []
    for scheme in SOCIAL_SCHEMES:
        point_texts = [point_text(point, words) for point in facts.social.of(scheme)]
        if point_texts:
            texts.append(f"{words.scheme(scheme)}: {'; '.join(point_texts)}.")
    texts += [conflict_text(conflict, words) for conflict in facts.social.conflicts]
    return words.say("chart-schemes-alt", province=words.province, schemes=" ".join(texts))


def sentence(facts: Facts, words: Words) -> str:
    """The newest figures with unit, day, source and caveat."""
    newest = _newest_points(facts)
    ids = [claim_id for point in newest for claim_id in point.claim_ids]
    values = {"finding": title(facts, words), "sources": publishers(facts, words, ids) or sources(facts, words)}
    if any(point.rate_pct is not None and point.side for point in newest):
        return words.say("chart-schemes-sentence-rate", date=words.f.day(BREAK, "month"), **values)
    return words.say("chart-schemes-sentence", **values)


def sources(facts: Facts, words: Words) -> str:
    """Publishers of everything drawn."""
    ids = [claim_id for point in facts.social.points for claim_id in point.claim_ids]
    return publishers(facts, words, [*ids, *(i for conflict in facts.social.conflicts for i in conflict.claim_ids)])


def point_text(point: SocialPoint, words: Words) -> str:
    """One point in words: day, persons, percentages."""
    texts = [count_text(point, words)] if point.insured_count is not None else []
    texts += [rate_text(point, words)] if point.rate_pct is not None else []
    texts += [gso_text(point, words)] if point.gso_pct is not None else []
    return f"{words.when(point.as_of, point.as_of_precision)} {', '.join(texts)}"


def count_text(point: SocialPoint, words: Words) -> str:
    """Persons with their bound, marked if estimated."""
    people = words.say("people-count", count=words.with_bound(words.f.count(point.insured_count), point.bound))
    return words.say("chart-estimated", value=people) if point.obs_status == "E" else people


def rate_text(point: SocialPoint, words: Words) -> str:
    """The printed percentage with its base."""
    pct = words.with_bound(words.f.exact_pct(point.rate_pct), point.rate_bound or "exact")
    return words.say("chart-rate-of", pct=pct, unit=rate_base(point, words))


def rate_base(point: SocialPoint, words: Words) -> str:
    """The base of a printed rate, without the percent sign."""
    return words.label("unit", point.rate_unit).removeprefix("%").removeprefix(" of").strip()


def gso_text(point: SocialPoint, words: Words) -> str:
    """The count in percent of the statistics office's labour force."""
    return words.say("chart-gso-share", pct=share_pct(point, words), year=str(point.as_of.year))


def share_pct(point: SocialPoint, words: Words) -> str:
    """The computed percentage, with the bound of its count."""
    return words.with_bound(words.f.pct(point.gso_pct, 1 if point.gso_pct >= 1 else 2), point.bound)


def conflict_text(conflict: Conflict, words: Words) -> str:
    """Counts of one day that contradict each other."""
    on = words.on(conflict.as_of)
    values = words.join([words.f.count(value) for value in conflict.values])
    return words.say(f"social-{conflict.reason}", on=on[:1].upper() + on[1:], values=values)


def no_rate_text(points: Sequence[SocialPoint], words: Words) -> str:
    """Why a scheme has no percentage: none is printed, and the labour force of its years is unknown."""
    years = words.join(list(dict.fromkeys(str(point.as_of.year) for point in points)))
    return words.say("chart-schemes-no-rate", years=years) if years else words.say("chart-schemes-no-points")


def tip(claim_id: str, text: str, facts: Facts, words: Words) -> str:
    """Tooltip of a point."""
    claim = next(claim for claim in facts.claims if claim.claim_id == claim_id)
    when = words.when(claim.as_of, claim.as_of_precision)
    return claim_tip(claim, f"{words.scheme(claim.scheme)}, {when}: {text}", facts, words)


def _newest_points(facts: Facts) -> list[SocialPoint]:
    """The points of the newest day, in the order of the schemes."""
    points = facts.social.points
    day = max((point.as_of for point in points), default=None)
    newest = [point for point in points if point.as_of == day]
    return sorted(newest, key=lambda point: SOCIAL_SCHEMES.index(point.scheme))


def _short_text(point: SocialPoint, words: Words) -> str:
    texts = [count_text(point, words)] if point.insured_count is not None else []
    texts += [rate_text(point, words)] if point.rate_pct is not None else []
    return f"{words.scheme(point.scheme)} {', '.join(texts)}"
