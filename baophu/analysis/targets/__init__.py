"""Distance to the targets, kept apart for percent of population and percent of a plan in persons."""

from collections.abc import Iterable
from dataclasses import replace

from baophu.analysis.intervals import span_of
from baophu.analysis.rows import REMAINING_DISTRICTS, ClaimRow, Claims
from baophu.analysis.targets.gap import CANNOT_SAY, NO_LEVEL, REACHED, SHORT, TargetGap, dated_rows, gaps
from baophu.analysis.targets.pace import (
    BEYOND_BEST,
    DECLINED,
    MET,
    PLAN,
    POPULATION,
    SHORTEST_DAYS,
    WITHIN_BEST,
    FastestGrowth,
    Pace,
    against_best,
    best_pace,
    with_target_met,
)
from baophu.analysis.targets.plans import plan_paces
from baophu.analysis.targets.populations import PlanPopulation, plan_populations

__all__ = [
    "BEYOND_BEST",
    "CANNOT_SAY",
    "DECLINED",
    "MET",
    "NO_LEVEL",
    "PLAN",
    "POPULATION",
    "REACHED",
    "REMAINING_DISTRICTS",
    "SHORT",
    "SHORTEST_DAYS",
    "WITHIN_BEST",
    "FastestGrowth",
    "TargetGap",
    "Pace",
    "PlanPopulation",
    "best_pace",
    "gaps",
    "paces",
    "plan_populations",
]


def paces(
    claims: Claims,
    found: Iterable[TargetGap],
    area: str,
    last_year: int,
    excluded_claims: frozenset[str] = frozenset(),
) -> list[Pace]:
    """The pace that each target of an area requires: percent of population first, then plans in persons.

    Parameters
    ----------
    claims : Claims
        Usable claims of the area; those of areas inside it are not read.
    found : Iterable[TargetGap]
        The area's gaps to targets of percent of population (``gaps``).
    area : str
        Slug of the area.
    last_year : int
        Targets of later years are left out.
    excluded_claims : frozenset[str]
        Claims that no series uses.
    """
    area_claims = dated_rows(claims, area)
    required = [_population_pace(gap, area_claims, area) for gap in found] + plan_paces(
        area_claims, area, excluded_claims
    )
    compared = [against_best(pace, area_claims, excluded_claims) for pace in required if pace.target_year <= last_year]
    return sorted(
        compared, key=lambda p: (p.scale != POPULATION, p.scheme, p.group, p.target_year, p.plan_owner, p.target_id)
    )


def _population_pace(gap: TargetGap, area_claims: list[ClaimRow], area: str) -> Pace:
    pace = Pace(area, "bhyt", "total", POPULATION, "", gap.target_year, gap.target_pct, "target_rate")
    pace = replace(pace, target_id=gap.target_id, level_as_of=gap.level_as_of, claim_ids=gap.claim_ids)
    if gap.gap_points is None:
        coarse = {"verdict": CANNOT_SAY, "reason": "level_too_coarse"}
        return replace(pace, **(coarse if gap.verdict == CANNOT_SAY else {"reason": "no_level_in_year"}))
    if gap.gap_points <= 0:
        return with_target_met(replace(pace, missing_count=gap.gap_count))
    if gap.gap_count is None:
        return replace(pace, reason="no_publisher_population")
    rate = next(claim for claim in area_claims if claim.claim_id in gap.claim_ids and claim.kind == "rate")
    people = gap.gap_count / gap.gap_points
    low, high = (people * (gap.target_pct - level) for level in reversed(span_of(rate)))
    return replace(pace, missing_count=gap.gap_count, missing_low=low, missing_high=high)
