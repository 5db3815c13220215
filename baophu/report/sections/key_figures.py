"""Key figures as cards."""

from baophu.analysis.denominators import DenominatorRange
from baophu.analysis.targets import CANNOT_SAY, REACHED
from baophu.facts.province import Facts, Point
from baophu.report.bands import is_on_publisher_population
from baophu.report.blocks import Block, Card, Cards
from baophu.report.words import Words


def key_figures(facts: Facts, words: Words) -> Block:
    """Cards: both percentages, the uninsured, the gap to the target; if few are known, grade and number of figures."""
    cards = [*_level_cards(facts, words), *_target_card(facts, words)]
    if len(cards) > 3:
        return Cards(tuple(cards))
    return Cards((*cards, *_grade_card(facts, words), _figures_card(facts, words)))


def _grade_card(facts: Facts, words: Words) -> list[Card]:
    grade = facts.grade
    if grade.grade is None:
        return []
    return [Card(grade.grade, words.say("card-grade"), words.on(grade.as_of, grade.as_of_precision))]


def _level_cards(facts: Facts, words: Words) -> list[Card]:
    latest, cards = facts.latest, []
    if latest is None:
        return []
    when = words.on(latest.as_of, latest.as_of_precision)
    for point, label in ((latest.announced, "card-announced"), (latest.gso, "card-gso")):
        if point:
            note = when
            if point.population_count:
                note = words.say("card-population-note", on=when, population=_population_text(point, words))
            cards.append(Card(words.point_pct(point), words.say(label), note))
    if latest.gso and latest.gso.uninsured_count > 0:
        band = next(band for band in facts.bands if band.as_of.date() == latest.as_of)
        cards.append(uninsured_card(band, latest.gso.population_count, words))
    return cards


def uninsured_card(band: DenominatorRange, population: float, words: Words) -> Card:
    """The uninsured on the statistics office's population and on the publisher's, if it has one."""
    rates = [rate for rate in band.rates if is_on_publisher_population(rate) or rate.population_count == population]
    has_both = any(map(is_on_publisher_population, rates))
    note = words.say(
        "card-uninsured-note" if has_both else "card-uninsured-note-gso", population=words.rounded_count(population)
    )
    return Card(words.uninsured_range(*rates), words.say("card-uninsured"), note)


def _population_text(point: Point, words: Words) -> str:
    """A point's population, marked if it is implied and not printed."""
    count = words.rounded_count(point.population_count)
    return words.say("population-implied", count=count) if point.base == "implied" else count


def _target_card(facts: Facts, words: Words) -> list[Card]:
    if not facts.gaps:
        return []
    with_level = [gap for gap in facts.gaps if gap.level_pct is not None]
    gap = (with_level or list(facts.gaps))[-1]
    target, year = words.f.exact_pct(gap.target_pct), str(gap.target_year)
    if gap.level_pct is None:
        return [Card(target, words.say("card-target", year=year), words.say("card-target-note"))]
    note = words.on(gap.level_as_of, gap.level_precision)
    if gap.level_is_estimate:
        note = words.say("card-estimate-note", on=note)
    elif (gap.level_as_of.month, gap.level_as_of.day) != (12, 31):
        note = words.say("card-not-year-end", on=note)
    values = {"target": target, "year": year}
    level = words.with_bound(words.f.exact_pct(gap.level_pct), gap.level_bound)
    if gap.verdict == CANNOT_SAY:
        return [Card(level, words.say("card-gap-undecided", **values), note)]
    if gap.verdict == REACHED:
        # An estimate that equals the target was made before the year's count.
        met = words.say("card-gap-estimate", **values) if gap.level_is_estimate else words.say("card-gap-met", **values)
        return [Card(level, met, note)]
    points = words.say("card-gap-value", points=words.f.number(gap.gap_points, 2))
    return [Card(points, words.say("card-gap", **values), note)]


def _figures_card(facts: Facts, words: Words) -> Card:
    dated, note = facts.dated_claims, ""
    if dated:
        note = words.say("card-figures-note", first=words.when_of(dated[0]), last=words.when_of(dated[-1]))
    return Card(words.f.count(len(facts.claims)), words.say("card-figures"), note)
