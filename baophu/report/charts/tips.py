"""A coverage level in words."""

from baophu.analysis.coverage import GSO
from baophu.facts.province import Point
from baophu.report.words import Words


def point_text(point: Point, words: Words) -> str:
    """One level in words: day, percentage, scale, and that cards were counted where they were."""
    is_cards = point.scale == GSO and point.unit == "cards"
    scale = words.scale(point.scale) + (f" ({words.say('cards-not-people')})" if is_cards else "")
    when = words.when(point.as_of, point.as_of_precision)
    return words.say("chart-point", date=when, pct=words.point_pct(point), scale=scale)
