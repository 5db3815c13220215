"""What several sections need."""

from baophu.analysis.changes import Change
from baophu.analysis.intervals import Interval
from baophu.facts import FIRST_YEAR, LAST_YEAR, Claim, Facts
from baophu.show.blocks import (
    Link,
)
from baophu.show.words import Words, inside

SHOWN_ROWS = 12  # an office's own monthly table would otherwise fill pages
YEARS = {"first": str(FIRST_YEAR), "last": str(LAST_YEAR)}


def total_changes(facts: Facts) -> list[Change]:
    """Net changes of health insurance in the whole population of the province, oldest first."""
    own = (c for c in facts.changes if c.is_total and not c.is_gross and c.area == facts.area.area)
    return sorted(own, key=lambda change: (change.end, change.start))


def is_without_level(change: Change) -> bool:
    """Whether only the change was published: no level of its days stands on a chart of levels."""
    return change.level_after is None and change.count_after is None and bool(change.change_count)


def unlevelled(facts: Facts, scheme: str = "bhyt") -> list[Change]:
    """Falls of everyone in a scheme that no two levels show: printed alone, or gross losses of the province itself."""
    own = [c for c in facts.changes if c.scheme == scheme and c.area == facts.area.area and c.is_fall]
    falls = [c for c in own if c.is_gross or c.group == "total" and is_without_level(c)]
    return sorted(falls, key=lambda change: (change.is_gross, change.end, change.since))


def span(interval: Interval, words: Words, places: int = 2) -> str:
    """An interval of signed numbers; one number where its ends print alike."""
    low, high = (words.f.number(end, places, signed=True) for end in interval)
    return low if low == high else words.say("change-span", low=low, high=high)


def claim_links(claim_ids: tuple[str, ...]) -> list:
    """Numbered links to the source entries of claims."""
    links = []
    for number, claim_id in enumerate(claim_ids, 1):
        links += [Link(f"[{number}]", f"#src-{claim_id}"), " "]
    return links[:-1]


def missing_years(facts: Facts) -> list[int]:
    """Years without a dated level of the whole province."""
    have = {point.as_of.year for point in facts.points}
    return [year for year in range(FIRST_YEAR, LAST_YEAR + 1) if year not in have]


def area_name(claim: Claim, words: Words) -> str:
    """Area of a claim; the province itself is said to be all of it."""
    if claim.area == words.facts.area.area:
        return words.say("whole-province", province=words.province)
    return words.area(claim.area)


def kind_words(claim: Claim, words: Words) -> str:
    """Kind of a claim, with the day it is reckoned from."""
    kind = inside(words.label("kind", claim.kind))
    if claim.base_as_of:
        kind += " " + words.say("source-since", date=words.f.short_day(claim.base_as_of))
    return kind
