"""Texts about a denominator range: its day, its count and its populations."""

from baophu.analysis.denominators import ANNOUNCED_BASE, SERIES, DenominatorRange, DenominatorRate
from baophu.analysis.intervals import REST
from baophu.facts.province import Claim, Facts, Point
from baophu.report.words import Words, mid_sentence

CARDS = "cards"


def bands_with_population(facts: Facts) -> list[DenominatorRange]:
    """Ranges with at least one population, newest day first."""
    return [band for band in reversed(facts.bands) if band.rates]


def count_of(band: DenominatorRange, facts: Facts) -> Claim:
    """The printed count that a range divides by its populations."""
    claims = [facts.claim(claim_id) for claim_id in band.claim_ids]
    return next(claim for claim in claims if claim.kind == "count")


def figure_text(claim: Claim, words: Words) -> str:
    """A printed figure in the number format of the report."""
    value = words.f.exact_pct(claim.value) if claim.kind == "rate" else words.f.count(claim.value)
    return words.with_bound(value, claim.bound)


def remark_text(claim: Claim, words: Words) -> str:
    """The ledger's remark on a figure; blank if there is none."""
    return claim.reason_vi if words.language == "vi" else claim.reason_en


def point_of(band: DenominatorRange, facts: Facts) -> Point:
    """The point of a range's count; it holds the precision of the day."""
    day = band.as_of.date()
    return next(p for p in facts.points if p.as_of == day and p.claim_ids == band.claim_ids)


def day_and_precision(band: DenominatorRange, facts: Facts) -> tuple:
    """Day and precision of a range, as arguments of ``words.when``, ``words.on`` and ``words.by``."""
    return band.as_of.date(), point_of(band, facts).as_of_precision


def counted_text(band: DenominatorRange, words: Words) -> str:
    """The count in words, of people or of cards."""
    claim = count_of(band, words.facts)
    kind = CARDS if claim.unit == CARDS else "persons"
    return words.with_bound(words.say(f"counted-{kind}", count=words.f.count(band.insured_count)), claim.bound)


def is_on_publisher_population(rate: DenominatorRate) -> bool:
    """Whether a rate uses the publisher's own population."""
    return rate.base == ANNOUNCED_BASE


def base_name(base: str, words: Words) -> str:
    """Short name of a population."""
    if base in (ANNOUNCED_BASE, *SERIES):
        return words.say(f"base-{base}")
    return words.say("base-census", name=mid_sentence(words.label("population_series", base)))


def rate_pct(rate: DenominatorRate, words: Words) -> str:
    """A percentage with the printed decimals if announced, with one decimal if computed."""
    return words.f.exact_pct(rate.pct) if is_on_publisher_population(rate) else words.f.pct(rate.pct)


def excess_text(rate: DenominatorRate, words: Words) -> str:
    """By how much the insured outnumber a population; the bound is that of the uninsured, reversed."""
    return words.with_bound(words.rounded_count(-rate.uninsured_count), REST[rate.uninsured_bound])


def default_rate(band: DenominatorRange) -> DenominatorRate:
    """The rate on the population that is used where one has to be chosen."""
    return next(rate for rate in band.rates if rate.base == band.default_base)
