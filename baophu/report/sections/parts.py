"""Texts and links that several sections use."""

from baophu.facts.province import FIRST_YEAR, LAST_YEAR, Claim, Facts
from baophu.report.blocks import Link
from baophu.report.words import Words, mid_sentence

SHOWN_ROWS = 12  # an office's monthly local data would otherwise fill pages


def claim_links(claim_ids: tuple[str, ...]) -> list:
    """Numbered links to the source entries of claims."""
    links = []
    for number, claim_id in enumerate(claim_ids, 1):
        links += [Link(f"[{number}]", f"#src-{claim_id}"), " "]
    return links[:-1]


def missing_years(facts: Facts) -> list[int]:
    """Years without a dated level of the whole province."""
    years_with_level = {point.as_of.year for point in facts.points}
    return [year for year in range(FIRST_YEAR, LAST_YEAR + 1) if year not in years_with_level]


def area_name(claim: Claim, words: Words) -> str:
    """Area of a claim; the province itself is named as the whole province."""
    if claim.area == words.facts.area.area:
        return words.say("whole-province", province=words.province)
    return words.area(claim.area)


def locator_text(claim: Claim, words: Words) -> str:
    """Where a figure stands in its source."""
    kind, _, place = claim.locator.partition(":")
    return words.say(f"locator-{kind}", **({"n": place} if place else {}))


def kind_words(claim: Claim, words: Words) -> str:
    """Kind of a claim, with the base day of a change."""
    kind = mid_sentence(words.label("kind", claim.kind))
    if claim.base_as_of:
        kind += " " + words.say("source-since", date=words.f.short_day(claim.base_as_of))
    return kind
