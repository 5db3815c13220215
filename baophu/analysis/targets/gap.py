"""Targets of percent of population against the last announced level of their year."""

from dataclasses import dataclass

import pandas as pd

from baophu.analysis.coverage import ANNOUNCED
from baophu.analysis.rows import ClaimRow, Claims, PointRow, Points, Targets, claims_of, points_of, targets_of


@dataclass(frozen=True)
class Gap:
    """A target of percent of population against the last announced coverage up to its year's end.

    ``gap_points`` is target minus level, ``gap_count`` the same in persons of the publisher's own population.
    Both are None where no level of the target's year is published.
    """

    target_year: int
    target_pct: float
    bound: str
    instrument: str
    target_id: str
    source_id: str
    level_pct: float | None = None
    level_as_of: pd.Timestamp | None = None
    level_precision: str = "day"
    gap_points: float | None = None
    gap_count: float | None = None
    level_is_estimate: bool = False
    claim_ids: tuple[str, ...] = ()


def gaps(targets: Targets, claims: Claims, points: Points, area: str, last_year: int) -> list[Gap]:
    """One gap per target of health insurance coverage up to ``last_year``, by year.

    Targets come from the table of decisions and, where a source prints one that it does not hold, from the claims.
    """
    asked = (area, "bhyt", "target_rate")
    own = [t for t in targets_of(targets) if (t.area, t.scheme, t.kind) == asked]
    rows = [(t.target_year, t.value, t.bound, t.instrument, t.target_id, t.source_id) for t in own]
    known = {(year, value) for year, value, *_ in rows}
    for claim in dated_rows(claims, area):
        is_target = (claim.area, claim.scheme, claim.kind) == asked
        if is_target and (claim.as_of.year, claim.value) not in known:
            rows.append((claim.as_of.year, claim.value, claim.bound, "", claim.claim_id, claim.source_id))
    # Points stand by day, so that the last of a year stays.
    levels = {point.as_of.year: point for point in points_of(points) if point.scale == ANNOUNCED}
    return [_gap(row, levels.get(row[0])) for row in sorted(rows) if row[0] <= last_year]


def _gap(row: tuple, last: PointRow | None) -> Gap:
    """The gap to one target; ``last`` is the last announced point of its year."""
    if last is None:
        return Gap(*row)
    gap = row[1] - last.coverage_pct
    return Gap(
        *row,
        level_pct=last.coverage_pct,
        level_as_of=last.as_of,
        level_precision=last.as_of_precision,
        gap_points=gap,
        gap_count=gap / 100 * last.population_count if last.population_count is not None else None,
        level_is_estimate=last.obs_status == "E",
        claim_ids=tuple(last.claim_ids),
    )


def dated_rows(claims: Claims, area: str) -> list[ClaimRow]:
    """Dated claims of an area, in a fixed order."""
    return [claim for claim in claims_of(claims) if claim.area == area and claim.as_of is not None]
