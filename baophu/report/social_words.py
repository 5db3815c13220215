"""A dated figure of social or unemployment insurance in words: persons and percentages of the labour force."""

from baophu.analysis.social import SocialPoint
from baophu.report.words import Words


def count_text(point: SocialPoint, words: Words) -> str:
    """Persons with their bound, marked if estimated."""
    people = words.say("people-count", count=words.with_bound(words.f.count(point.insured_count), point.bound))
    return words.say("chart-estimated", value=people) if point.obs_status == "E" else people


def rate_text(point: SocialPoint, words: Words) -> str:
    """The printed percentage with its base."""
    pct = words.with_bound(words.f.exact_pct(point.rate_pct), point.rate_bound or "exact")
    base = words.label("unit", point.rate_unit).removeprefix("%").removeprefix(" of").strip()
    return words.say("chart-rate-of", pct=pct, unit=base)


def share_text(point: SocialPoint, words: Words) -> str:
    """The count in percent of the statistics office's labour force, named with its year."""
    return words.say("chart-gso-share", pct=share_pct(point, words), year=str(point.as_of.year))


def share_pct(point: SocialPoint, words: Words) -> str:
    """The computed percentage, with the bound of its count."""
    return words.with_bound(words.f.pct(point.gso_pct, 1 if point.gso_pct >= 1 else 2), point.bound)
