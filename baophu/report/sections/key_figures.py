"""Cards that several pages show."""

from baophu.analysis.denominators import DenominatorRange
from baophu.report.bands import is_on_publisher_population
from baophu.report.blocks import Card
from baophu.report.words import Words


def uninsured_card(band: DenominatorRange, population: float, words: Words) -> Card:
    """The uninsured on the statistics office's population and on the publisher's, if it has one."""
    rates = [rate for rate in band.rates if is_on_publisher_population(rate) or rate.population_count == population]
    has_both = any(map(is_on_publisher_population, rates))
    note = words.say(
        "card-uninsured-note" if has_both else "card-uninsured-note-gso", population=words.rounded_count(population)
    )
    return Card(words.uninsured_range(*rates), words.say("card-uninsured"), note)
