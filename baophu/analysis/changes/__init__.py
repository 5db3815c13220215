"""Changes: what rose and fell between two days, beside what the country did, with a verdict by rule.

A difference of two stocks is a net change. It is never called a lapse rate: who left and who joined cannot be told
apart from it; what follows is a bound on how many left. A printed loss of cards is gross.
"""

from collections.abc import Iterable

from baophu.analysis.changes.anatomy import anatomy
from baophu.analysis.changes.find import find_changes
from baophu.analysis.changes.gross import gross_changes, with_cause
from baophu.analysis.changes.model import (
    AXES,
    CAUSE,
    CLIFF,
    CONVENTIONS,
    COUNTED_SCALE,
    DENOMINATOR,
    LESS,
    LIKE,
    LOSS,
    MORE,
    NOT_RENEWED,
    ONE_POPULATION,
    OPEN,
    PRINTED,
    PUBLISHERS,
    VERDICTS,
    YEARLY,
    Change,
    ChangePart,
    ChangeReading,
    Context,
    NeighbourChange,
)
from baophu.analysis.changes.others import with_others
from baophu.analysis.changes.readings import Nation, derived_points, with_readings
from baophu.analysis.changes.verdicts import CLIFF_POINTS, NARROW_POINTS, judge
from baophu.analysis.denominators import Population
from baophu.analysis.rows import Claims, Points, claims_of, points_of

__all__ = [
    "AXES",
    "CAUSE",
    "CLIFF",
    "CLIFF_POINTS",
    "CONVENTIONS",
    "COUNTED_SCALE",
    "DENOMINATOR",
    "LESS",
    "LIKE",
    "LOSS",
    "MORE",
    "NARROW_POINTS",
    "NOT_RENEWED",
    "ONE_POPULATION",
    "OPEN",
    "PRINTED",
    "PUBLISHERS",
    "VERDICTS",
    "YEARLY",
    "Change",
    "Context",
    "Nation",
    "NeighbourChange",
    "ChangePart",
    "ChangeReading",
    "changes",
    "claims_cited",
    "derived_points",
    "in_order",
    "judge",
    "with_others",
]


def changes(
    claims: Claims,
    points: Points,
    nation: Nation,
    population: Population,
    area: str,
    *,
    is_province: bool = True,
    excluded_claims: Iterable[str] = frozenset(),
    context: Context | None = None,
) -> list[Change]:
    """Every change of an area between comparable figures and every printed one, judged: see ``in_order``.

    Parameters
    ----------
    claims : Claims
        Usable claims; only those of ``area`` are read.
    points : Points
        Coverage points of the area (``coverage.coverage_points``).
    nation : Nation
        The country's levels by day.
    population : Population
        The ledger's populations, in persons.
    is_province : bool
        The rules were tried on provinces; a smaller area's change gets no verdict.
    excluded_claims : Iterable[str]
        Claims that no series uses.
    context : Context
        Events and the country's claims; with it each change is taken apart (``Change.parts``).
    """
    left_out, rows = frozenset(excluded_claims), points_of(points)
    own = [claim for claim in claims_of(claims) if claim.area == area and claim.claim_id not in left_out]
    judged = []
    for change in (*find_changes(own, rows), *gross_changes(own)):
        full = with_cause(with_readings(change, rows, nation, population), own, population)
        full = judge(full, rows, is_province)
        judged.append(anatomy(full, own, rows, population, context) if context else full)
    return sorted(judged, key=in_order)


def claims_cited(change: Change) -> set[str]:
    """Every claim that a change, its parts and what stands beside it rest on."""
    parts = {claim for part in change.parts for claim in part.claim_ids}
    others = {claim for other in change.others for claim in other.claim_ids}
    return {*change.claim_ids, *change.national_ids, *parts, *others}


def in_order(change: Change) -> tuple:
    """Sorts by what readers ask first: health insurance of everyone, falls by depth, then rises, the newest first."""
    depth = (change.change_points or 0.0) if change.is_fall else 0.0
    # A printed loss is of a group, but one of a cliff's size is the largest thing that happened to the total.
    is_first = change.is_total and not change.is_gross or change.is_gross and depth <= -CLIFF_POINTS
    return (
        change.scheme != "bhyt",
        not (is_first or change.is_gross or change.is_total),
        not change.is_fall,
        not is_first,
        depth,
        -change.end.toordinal(),
        change.scheme,
        change.group,
        change.start or change.end,
        change.scale,
        change.claim_ids,
    )
