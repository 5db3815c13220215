"""What is not published and would settle most."""

from baophu.analysis.coverage import ANNOUNCED
from baophu.facts import Facts
from baophu.show.blocks import (
    Block,
    Group,
    Items,
    Paragraph,
)
from baophu.show.sections.parts import missing_years, total_falls
from baophu.show.words import Words, year_ranges


def missing(facts: Facts, words: Words) -> Block:
    """The figures whose publication would settle most, each for a reason that the facts give."""
    items = [*_missing_bases(facts, words), *_missing_counts(facts, words)]
    years = missing_years(facts)
    if years:
        items.append(words.say("missing-levels", count=str(len(years)), years=words.listed(year_ranges(years))))
    if not items:
        return Paragraph(words.say("missing-nothing"))
    return Group((Paragraph(words.say("missing-intro")), Items(tuple(items))))


def _missing_bases(facts: Facts, words: Words) -> list[str]:
    return [
        words.say("missing-base", start=words.when(fall.start), end=words.when(fall.end, fall.end_precision))
        for fall in total_falls(facts)
        if fall.level_after is None
    ]


def _missing_counts(facts: Facts, words: Words) -> list[str]:
    items = []
    for point in (p for p in facts.points if p.scale == ANNOUNCED):
        when = words.on(point.as_of, point.as_of_precision)
        if point.insured_count is None:
            items.append(words.say("missing-counts", pct=words.point_pct(point), on=when))
        elif not any(set(point.claim_ids) & set(f.claim_ids) and f.printed for f in facts.findings):
            implied = words.about(point.population_count)
            items.append(words.say("missing-population", pct=words.point_pct(point), on=when, implied=implied))
    return items
