"""The tooltip of a coverage level."""

from baophu.facts.national import National
from baophu.facts.province import Claim, Facts, Point
from baophu.report.words import Words


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
