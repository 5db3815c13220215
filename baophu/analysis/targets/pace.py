"""Persons a week that a target requires, and the fastest growth in the ledger."""

from dataclasses import dataclass, replace

import pandas as pd

from baophu.analysis.rows import Claims
from baophu.analysis.targets.gap import CANNOT_SAY, dated_rows

POPULATION, PLAN = "population", "plan"
MET, WITHIN_BEST, BEYOND_BEST, DECLINED = "met", "within_best_seen", "beyond_best_seen", "declined"
# Within less than four weeks a difference of two counts shows when cards were registered rather than a pace.
SHORTEST_DAYS = 28


@dataclass(frozen=True)
class FastestGrowth:
    """The fastest net growth between two counts of one scheme and group, in persons a week."""

    per_week: float
    start: pd.Timestamp
    end: pd.Timestamp
    days: int
    claim_ids: tuple[str, ...]


@dataclass(frozen=True)
class Pace:
    """Persons a week that a target requires, compared with the fastest growth.

    ``scale`` is percent of population (``population``) or a plan in persons (``plan``); the two are never mixed, nor
    are plans of different owners. ``missing_count`` is in persons, and ``missing_low`` and ``missing_high`` limit what
    rounding and bounds allow: the target is met below zero, and the verdict is ``cannot_say`` where zero lies between.
    ``best_*`` is net growth over ``best_days``; shorter periods within them may have been faster. ``reason`` says why a
    number is None; ``basis`` is the kind of figure from which a plan was read.
    """

    area: str
    scheme: str
    group: str
    scale: str
    plan_owner: str
    target_year: int
    target_value: float | None
    basis: str
    level_as_of: pd.Timestamp | None = None
    missing_count: float | None = None
    missing_low: float | None = None
    missing_high: float | None = None
    weeks_left: float | None = None
    needed_per_week: float | None = None
    best_per_week: float | None = None
    best_start: pd.Timestamp | None = None
    best_end: pd.Timestamp | None = None
    best_days: int | None = None
    ratio: float | None = None
    verdict: str = DECLINED
    reason: str = ""
    target_id: str = ""
    claim_ids: tuple[str, ...] = ()
    best_claim_ids: tuple[str, ...] = ()


def best_pace(
    claims: Claims, area: str, scheme: str, group: str = "total", excluded_claims: frozenset[str] = frozenset()
) -> FastestGrowth | None:
    """Fastest net growth between any two counts at least ``SHORTEST_DAYS`` apart; None without two."""
    counts = counts_of(dated_rows(claims, area), scheme, group, excluded_claims)
    return _best(counts)


def _best(counts: list) -> FastestGrowth | None:
    growths = [
        FastestGrowth(
            (late.value - early.value) / (days / 7), early.as_of, late.as_of, days, (early.claim_id, late.claim_id)
        )
        for early in counts
        for late in counts
        if (days := (late.as_of - early.as_of).days) >= SHORTEST_DAYS
    ]
    return max(growths, key=lambda best: (best.per_week, best.days, best.claim_ids), default=None)


def counts_of(
    area_claims: list, scheme: str, group: str, excluded_claims: frozenset[str], year: int | None = None
) -> list:
    """Counts in persons of a scheme and group, oldest first; only of ``year`` if given."""
    counts = [c for c in area_claims if (c.scheme, c.group, c.kind, c.unit) == (scheme, group, "count", "persons")]
    counts = [c for c in counts if c.claim_id not in excluded_claims and year in (None, c.as_of.year)]
    return sorted(counts, key=lambda claim: (claim.as_of, claim.claim_id))


def with_target_met(pace: Pace) -> Pace:
    """The pace with the verdict that the target is met; before its year ends the level may still fall below it."""
    early = pace.level_as_of < pd.Timestamp(pace.target_year, 12, 31)
    return replace(pace, verdict=MET, reason="above_before_year_end" if early else "target_met")


def against_best(pace: Pace, area_claims: list, excluded_claims: frozenset[str]) -> Pace:
    """The pace with the weeks left and the fastest growth, or with the reason why these are missing."""
    if pace.reason or pace.missing_count is None:
        return pace
    if pace.missing_low is not None and pace.missing_low < 0 < pace.missing_high:
        return replace(pace, verdict=CANNOT_SAY, reason="level_too_coarse")
    if pace.missing_count <= 0:
        return with_target_met(pace)
    weeks = (pd.Timestamp(pace.target_year, 12, 31) - pace.level_as_of).days / 7
    pace = replace(pace, weeks_left=weeks)
    if weeks <= 0:
        return replace(pace, reason="no_time_left")
    pace = replace(pace, needed_per_week=pace.missing_count / weeks)
    best = _best(counts_of(area_claims, pace.scheme, pace.group, excluded_claims))
    if best is None:
        return replace(pace, reason="no_two_counts")
    pace = replace(
        pace,
        best_per_week=best.per_week,
        best_start=best.start,
        best_end=best.end,
        best_days=best.days,
        best_claim_ids=best.claim_ids,
    )
    if best.per_week <= 0:
        return replace(pace, reason="never_grew")
    ratio = pace.needed_per_week / best.per_week
    return replace(pace, ratio=ratio, verdict=WITHIN_BEST if ratio <= 1 else BEYOND_BEST)
