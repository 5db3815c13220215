"""A coverage level in words: for texts, and as a tooltip."""

from baophu.analysis.coverage import GSO
from baophu.facts.national import National
from baophu.facts.province import Claim, Facts, Point
from baophu.report.words import Words


def point_text(point: Point, words: Words) -> str:
    """One level in words: day, percentage, scale, and that cards were counted where they were."""
    is_cards = point.scale == GSO and point.unit == "cards"
    scale = words.scale(point.scale) + (f" ({words.say('cards-not-people')})" if is_cards else "")
    when = words.when(point.as_of, point.as_of_precision)
    return words.say("chart-point", date=when, pct=words.point_pct(point), scale=scale)


def point_tip(point: Point, claim: Claim, scale: str, facts: Facts | National, words: Words) -> str:
    """A dated level in words: area, day, percentage, scale, the token as printed, publisher."""
    return words.say(
        "chart-point-tip",
        area=words.province,
        date=words.when(point.as_of, point.as_of_precision),
        pct=words.point_pct(point),
        scale=scale,
        printed=words.printed_token(claim),
        publisher=words.publisher(facts.sources[claim.source_id]),
    )
