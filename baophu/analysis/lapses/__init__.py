"""Falls: what went down, taken apart, against what the country did between the same days, with a verdict by rule.

A difference of two stocks is a net change. It is never called a lapse rate: who left and who joined cannot be told
apart from it; what follows is a bound on how many left.
"""

from collections.abc import Iterable

from baophu.analysis.denominators import Population
from baophu.analysis.lapses.anatomy import Beside, anatomy
from baophu.analysis.lapses.country import with_country
from baophu.analysis.lapses.found import found
from baophu.analysis.lapses.losses import printed_losses, with_cause
from baophu.analysis.lapses.model import (
    AXES,
    BEYOND,
    CAUSE,
    DECLINED,
    DENOMINATOR,
    WITHIN,
    Fall,
    Part,
    PrintedLoss,
)
from baophu.analysis.lapses.verdicts import CLIFF_POINTS, SEASON_TOLERANCE, judge, judge_loss
from baophu.analysis.rows import Claims, Points, claims_of, points_of

__all__ = [
    "AXES",
    "BEYOND",
    "CAUSE",
    "CLIFF_POINTS",
    "DECLINED",
    "DENOMINATOR",
    "SEASON_TOLERANCE",
    "WITHIN",
    "Fall",
    "Part",
    "PrintedLoss",
    "falls",
    "judge",
    "losses",
]


def falls(
    claims: Claims,
    points: Points,
    national: Points,
    population: Population,
    area: str,
    *,
    is_province: bool = True,
    aside: Iterable[str] = frozenset(),
    beside: Beside | None = None,
) -> list[Fall]:
    """Every fall of an area between comparable figures, and every printed one, judged, oldest first.

    Parameters
    ----------
    claims : usable claims; only those of ``area`` are read.
    points, national : coverage points of the area and of the country (``coverage.coverage_points``).
    population : the ledger's populations, in persons.
    is_province : the rules were tried on provinces; a smaller area's fall gets no verdict.
    aside : claims that no series uses.
    beside : events and the country's claims; with it each fall is taken apart (``Fall.parts``).
    """
    left_out, rows = frozenset(aside), points_of(points)
    own = [claim for claim in claims_of(claims) if claim.area == area and claim.claim_id not in left_out]
    judged = []
    for fall in found(own, rows, population, area):
        full = with_cause(with_country(fall, national), own, population)
        full = judge(full, rows, is_province)
        judged.append(anatomy(full, own, rows, population, beside) if beside else full)
    return sorted(judged, key=lambda fall: (fall.end, fall.scheme, fall.group, fall.start, fall.scale))


def losses(claims: Claims, population: Population, area: str, aside: Iterable[str] = frozenset()) -> list[PrintedLoss]:
    """Every printed number of people of an area who lost a card or its support, judged by its size, oldest first."""
    left_out = frozenset(aside)
    own = [claim for claim in claims_of(claims) if claim.area == area and claim.claim_id not in left_out]
    return [judge_loss(loss) for loss in printed_losses(own, population)]
