"""Changes between two days, compared with the country's change, each with a verdict by rule.

The difference of two totals is a net change and never called a lapse rate: it does not show how many left and how many
joined, but only a lower bound on those who left. A printed loss of cards is gross.
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
    COUNTS,
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
    "COUNTS",
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
    """Changes of an area, printed or between comparable figures, each with its verdict, sorted by ``in_order``.

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
    area : str
        Slug of the area.
    is_province : bool
        The rules were tested on provinces only, so changes of other areas get no verdict.
    excluded_claims : Iterable[str]
        Claims that no series uses.
    context : Context or None
        Events and the country's claims; with it each change gets its ``parts``.

    Returns
    -------
    list of Change
        In the order of ``in_order``.
    """
    excluded, rows = frozenset(excluded_claims), points_of(points)
    area_claims = [claim for claim in claims_of(claims) if claim.area == area and claim.claim_id not in excluded]
    results = []
    for change in (*find_changes(area_claims, rows), *gross_changes(area_claims)):
        assessed = with_cause(with_readings(change, rows, nation, population), area_claims, population)
        assessed = judge(assessed, rows, is_province)
        results.append(anatomy(assessed, area_claims, rows, population, context) if context else assessed)
    return sorted(results, key=in_order)


def claims_cited(change: Change) -> set[str]:
    """Ids of all claims behind a change, its parts, the country's change and those of other provinces."""
    parts = {claim for part in change.parts for claim in part.claim_ids}
    others = {claim for other in change.others for claim in other.claim_ids}
    return {*change.claim_ids, *change.national_ids, *parts, *others}


def in_order(change: Change) -> tuple:
    """Sort key by importance: total health insurance first, falls by depth, then rises, newest first."""
    depth = (change.change_points or 0.0) if change.is_fall else 0.0
    # A printed loss is of a group, but one as large as a cliff is the main change of the total.
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
