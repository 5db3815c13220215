"""Plans in persons: what is still missing of them, by each way in which prints say so."""

from collections import defaultdict
from collections.abc import Iterator
from math import inf, nan
from typing import NamedTuple

import pandas as pd

from baophu.analysis.claims import Row, select_claims
from baophu.analysis.constants import REMAINING_DISTRICTS

PLAN = "plan"
# What prints say of a plan; of one day a printed shortfall comes before what is worked out.
PLAN_UNITS = {"attainment": "percent_of_plan", "target_count": "persons", "shortfall": "persons"}


class Goal(NamedTuple):
    """What is missing of a target; the cells of ``Pace`` that prints of the target and of the level give."""

    area: str
    scheme: str
    group: str
    scale: str
    plan_owner: str
    target_year: int
    target_value: float
    basis: str
    level_as_of: pd.Timestamp
    missing_count: float
    missing_low: float
    missing_high: float
    claim_ids: tuple[str, ...]
    target_id: str = ""
    gap_points: float = nan  # of a target of percent of population


class _Reading(NamedTuple):
    """What one print says of a plan, with the count beside it."""

    basis: str
    target_value: float
    level_as_of: pd.Timestamp
    missing: tuple[float, float, float]
    claim_ids: tuple[str, ...]


def plan_goals(claims: pd.DataFrame) -> Iterator[Goal]:
    """What is missing of each plan in persons, from the newest day that tells it.

    One goal per area, scheme, group, year and plan owner; its claims are all prints of the plan where none tells what
    is missing.
    """
    plans, counts = defaultdict(list), list(select_claims(claims, kind="count", unit="persons").itertuples(index=False))
    # What a print says of "the remaining districts" holds for each of them and is no plan of its own.
    is_plan = claims["unit"].eq(claims["kind"].map(PLAN_UNITS)) & claims["group"].ne(REMAINING_DISTRICTS)
    for plan in claims[is_plan].itertuples(index=False):
        plans[plan.area, plan.scheme, plan.group, plan.as_of.year, plan.plan_owner].append(plan)
    counts.sort(key=lambda count: (count.as_of, count.claim_id))
    last = {(count.area, count.scheme, count.group, count.as_of.year): count for count in counts}
    same = {_print_of(count): count for count in reversed(counts)}
    for (area, scheme, group, year, owner), prints in plans.items():
        place = (area, scheme, group)
        readings = [
            _from_plan(plan, last.get((*place, year)))
            if plan.kind == "target_count"
            else _from_print(plan, same.get(_print_of(plan)))
            for plan in prints
        ]
        newest = max(readings, key=_order)
        is_known = newest.level_as_of is not pd.NaT
        ids = newest.claim_ids if is_known else tuple(plan.claim_id for plan in prints)
        what = (newest.target_value, newest.basis, newest.level_as_of)
        yield Goal(*place, PLAN, owner, year, *what, *newest.missing, ids)


def _order(reading: _Reading) -> tuple:
    """What comes last stands: the newest day, then the order of ``PLAN_UNITS``."""
    is_known = reading.level_as_of is not pd.NaT
    rank = list(PLAN_UNITS).index(reading.basis)
    return (is_known, reading.level_as_of if is_known else 0, rank, reading.claim_ids)


def _print_of(claim: Row) -> tuple:
    return (claim.area, claim.scheme, claim.group, claim.source_id, claim.as_of)


def _from_plan(plan: Row, count: Row | None) -> _Reading:
    """Plan in persons less the last count of its year."""
    if count is None:
        return _Reading(plan.kind, plan.value, pd.NaT, (nan, nan, nan), (plan.claim_id,))
    missing = (plan.value - count.value, plan.low - count.high, plan.high - count.low)
    return _Reading(plan.kind, plan.value, count.as_of, missing, (plan.claim_id, count.claim_id))


def _from_print(plan: Row, count: Row | None) -> _Reading:
    """What a print says is missing, or has been attained, of a plan; with its count the plan itself."""
    ids = (plan.claim_id,) if count is None else (plan.claim_id, count.claim_id)
    if plan.kind == "shortfall":
        value = nan if count is None else count.value + plan.value
        return _Reading(plan.kind, value, plan.as_of, (plan.value, plan.low, plan.high), ids)
    if count is None or plan.value <= 0:
        return _Reading(plan.kind, nan, pd.NaT, (nan, nan, nan), ids)
    value = 100 * count.value / plan.value
    ends = [count.value * (1 / (0.01 * end) - 1) if end else inf for end in (plan.high, plan.low)]
    return _Reading(plan.kind, value, plan.as_of, (value - count.value, *ends), ids)
