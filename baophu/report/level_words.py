"""What the difference of two dated levels of one place is, and how it is said."""

from baophu.analysis.intervals import REST, difference_bound
from baophu.facts.records import Point
from baophu.report.words import Words


def level_change(before: Point, after: Point) -> float:
    """Percentage points from one level to another."""
    return after.coverage_pct - before.coverage_pct


def year_end_change(before: Point | None, after: Point) -> float | None:
    """Points since the year-end before; None where that is not of the year before, or has another definition."""
    follows = before is not None and after.as_of.year == before.as_of.year + 1 and after.compares_with(before)
    return round(level_change(before, after), 2) if follows else None


def level_change_text(before: Point, after: Point, words: Words) -> str:
    """Signed points between two levels; in words if the levels have bounds: "down over 4.01"."""
    change = level_change(before, after)
    if difference_bound(after.bound, before.bound) == "exact":
        return words.f.number(change, 2, is_signed=True)
    return words.say("change-fell" if change < 0 else "change-rose", count=level_change_size(before, after, words))


def level_change_size(before: Point, after: Point, words: Words) -> str:
    """Unsigned points between two levels with their bound; a fall to "under 87 %" is a fall of more."""
    change, bound = level_change(before, after), difference_bound(after.bound, before.bound)
    return words.with_bound(words.f.number(abs(change), 2), REST[bound] if change < 0 else bound)
