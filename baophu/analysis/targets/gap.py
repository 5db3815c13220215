"""Targets of percent of population against the last announced level of their year."""

from dataclasses import dataclass

import pandas as pd

from baophu.analysis.coverage import ANNOUNCED
from baophu.analysis.rows import ClaimRow, Claims, PointRow, Points, claims_of, points_of

REACHED, SHORT, CANNOT_SAY, NO_LEVEL = "reached", "short", "cannot_say", "no_level"


@dataclass(frozen=True)
class TargetGap:
    """A target of percent of population against the last announced coverage up to its year's end.

    ``gap_points`` is target minus level, ``gap_count`` the same in persons of the publisher's own population.
    Both are None where no level of the target's year is published, and where the interval of the printed level contains
    the target ("over 92.4 %" against 92.45 %).
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
    level_bound: str = "exact"
    gap_points: float | None = None
    gap_count: float | None = None
    level_is_estimate: bool = False
    claim_ids: tuple[str, ...] = ()

    @property
    def verdict(self) -> str:
        """``reached``, ``short``, ``cannot_say`` where the printed level allows both, ``no_level`` without a level."""
        if self.level_pct is None:
            return NO_LEVEL
        if self.gap_points is None:
            return CANNOT_SAY
        return REACHED if self.gap_points <= 0 else SHORT


def gaps(claims: Claims, points: Points, area: str, last_year: int) -> list[TargetGap]:
    """One gap per target of health insurance coverage up to ``last_year``, by year.

    A target that several sources print gives one gap, with the decision that sets it if a source names it.
    """
    target_key = (area, "bhyt", "total", "target_rate", "percent_of_population")
    target_claims = [c for c in dated_rows(claims, area) if (c.area, c.scheme, c.group, c.kind, c.unit) == target_key]
    distinct: dict[tuple, ClaimRow] = {}
    for claim in sorted(target_claims, key=lambda c: (not c.instrument, c.claim_id)):
        distinct.setdefault((claim.as_of.year, claim.value), claim)
    # Points are sorted by day, so that the last one of a year is kept.
    levels = {point.as_of.year: point for point in points_of(points) if point.scale == ANNOUNCED}
    targets = sorted((*key, c.bound, c.instrument, c.claim_id, c.source_id) for key, c in distinct.items())
    return [_gap(row, levels.get(row[0])) for row in targets if row[0] <= last_year]


def _gap(row: tuple, last: PointRow | None) -> TargetGap:
    """The gap to one target; ``last`` is the last announced point of its year."""
    if last is None:
        return TargetGap(*row)
    gap = None if last.low_pct < row[1] < last.high_pct else row[1] - last.coverage_pct
    return TargetGap(
        *row,
        level_pct=last.coverage_pct,
        level_as_of=last.as_of,
        level_precision=last.as_of_precision,
        level_bound=last.bound,
        gap_points=gap,
        gap_count=gap / 100 * last.population_count if gap is not None and last.population_count is not None else None,
        level_is_estimate=last.obs_status == "E",
        claim_ids=tuple(last.claim_ids),
    )


def dated_rows(claims: Claims, area: str) -> list[ClaimRow]:
    """Dated claims of an area, in a fixed order."""
    return [claim for claim in claims_of(claims) if claim.area == area and claim.as_of is not None]
