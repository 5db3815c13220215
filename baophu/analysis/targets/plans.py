"""Plans in persons: the shortfall, from each kind of figure that gives it."""

from collections import defaultdict
from dataclasses import replace

from baophu.analysis.intervals import Interval, span_of
from baophu.analysis.rows import REMAINING_DISTRICTS
from baophu.analysis.targets.pace import PLAN, Pace, counts_of

PLAN_KINDS = (("attainment", "percent_of_plan"), ("shortfall", "persons"), ("target_count", "persons"))


def plan_paces(area_claims: list, area: str, excluded_claims: frozenset[str]) -> list[Pace]:
    """One pace per scheme, group, year and plan owner, from the newest day for which the shortfall is known."""
    plans = defaultdict(list)
    for claim in area_claims:
        # A figure for "the remaining districts" is about each of them and not a plan of its own.
        if (
            (claim.kind, claim.unit) in PLAN_KINDS
            and claim.group != REMAINING_DISTRICTS
            and claim.claim_id not in excluded_claims
        ):
            plans[claim.scheme, claim.group, claim.as_of.year, claim.plan_owner].append(claim)
    return [_plan_pace(area_claims, plans[names], area, *names, excluded_claims) for names in sorted(plans)]


def _plan_pace(
    area_claims: list, plans: list, area: str, scheme: str, group: str, year: int, owner: str, excluded_claims
) -> Pace:
    ids = tuple(claim.claim_id for claim in plans)
    pace = Pace(area, scheme, group, PLAN, owner, year, None, "", claim_ids=ids)
    counts = counts_of(area_claims, scheme, group, excluded_claims, year)
    rows = {kind: [claim for claim in plans if claim.kind == kind] for kind, _ in PLAN_KINDS}
    readings = [*_from_plan(rows, counts), *_from_shortfall(rows, counts), *_from_attainment(rows, counts)]
    if readings:
        # The newest day; of one day a printed shortfall precedes computed ones.
        order = {"shortfall": 2, "target_count": 1, "attainment": 0}
        return replace(pace, **max(readings, key=lambda r: (r["level_as_of"], order[r["basis"]], r["claim_ids"])))
    if not rows["target_count"]:
        return replace(pace, basis="attainment", reason="no_count_for_plan")
    return replace(pace, target_value=rows["target_count"][-1].value, basis="target_count", reason="no_level_in_year")


def _reading(basis: str, day, target, missing: float, span: Interval, ids) -> dict:
    low, high = sorted(span)
    shared = {"basis": basis, "level_as_of": day, "target_value": target, "claim_ids": tuple(ids)}
    return {**shared, "missing_count": missing, "missing_low": low, "missing_high": high}


def _from_plan(rows: dict[str, list], counts: list):
    """Plan in persons minus the last count of its year."""
    for plan in rows["target_count"]:
        for count in counts[-1:]:
            yield _plan_less_count(plan.value, span_of(plan), count, (plan.claim_id, count.claim_id))


def _plan_less_count(value: float, goal: Interval, count, ids) -> dict:
    level = span_of(count)
    span = Interval(goal.low - level.high, goal.high - level.low)
    return _reading("target_count", count.as_of, value, value - count.value, span, ids)


def _count_of_print(counts: list, claim) -> list:
    """The count that the claim's source prints for the same day, as a list of one or none."""
    return [count for count in counts if (count.source_id, count.as_of) == (claim.source_id, claim.as_of)][:1]


def _from_shortfall(rows: dict[str, list], counts: list):
    """A printed shortfall; with the count of its source and day also the plan."""
    for short in rows["shortfall"]:
        same = _count_of_print(counts, short)
        plan = same[0].value + short.value if same else None
        ids = (short.claim_id, *(count.claim_id for count in same))
        yield _reading("shortfall", short.as_of, plan, short.value, span_of(short), ids)


def _from_attainment(rows: dict[str, list], counts: list):
    """Shortfall of the plan that an attainment and the count of its source and day imply."""
    for share in rows["attainment"]:
        for count in _count_of_print(counts, share) if share.value > 0 else ():
            plan = 100 * count.value / share.value
            reached = span_of(share).times(0.01)
            span = Interval(count.value * (1 / reached.high - 1), count.value * (1 / reached.low - 1))
            ids = (share.claim_id, count.claim_id)
            yield _reading("attainment", share.as_of, plan, plan - count.value, span, ids)
