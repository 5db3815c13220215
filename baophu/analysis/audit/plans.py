"""Plans: per cent of plan, the shortfall, the plan that both imply, and the owner of the plan."""

from itertools import combinations
from typing import NamedTuple

from baophu.analysis.audit.figures import Figure, edges, minus, plus, times
from baophu.analysis.audit.findings import Finding, finding, held_against
from baophu.analysis.claims import group_rows
from baophu.analysis.constants import PEOPLE_UNITS
from baophu.analysis.intervals import Interval

_ON = ("area", "scheme", "group")
_PRINT = ("source_id", *_ON, "as_of")
_WHOLE = Interval(100.0, 100.0)
# The two that set a province's plan: where one figure names both, a plan without an owner can be of no third.
_PLAN_OWNERS = {"vss", "province_committee"}


class PlanReading(NamedTuple):
    """A plan in persons that a count and a percentage imply."""

    value: float
    span: Interval
    on: Figure
    claims: tuple[Figure, ...]


def checks(figures: list[Figure]):
    """Findings on plans."""
    kinds = group_rows(figures, "kind")
    goals = group_rows([*kinds.get("target_rate", []), *kinds.get("target_count", [])], *_ON, "year", "kind")
    counts = group_rows((f for f in kinds.get("count", []) if f.unit in PEOPLE_UNITS), *_PRINT)
    rates = group_rows(kinds.get("rate", []), *_PRINT)
    gaps = group_rows(kinds.get("shortfall", []), *_PRINT)
    attained = kinds.get("attainment", [])
    yield from _attainments(attained, rates, goals)
    yield from _attainment_counts(attained, counts, goals)
    yield from _attainments_with_gap(attained, gaps, counts)
    yield from _sums(kinds.get("shortfall", []), counts, rates, goals)
    implied = [*_implied_plans(attained, counts, goals)]
    yield from _plan_populations(goals, implied, kinds.get("denominator", []))
    for plan in implied:
        yield finding("implied_plan", plan.on, plan.claims, plan.value, plan.span, "plan", "persons")
    yield from _two_plans(goals, implied)


def _place(figure: Figure) -> tuple:
    return (figure.source_id, figure.area, figure.scheme, figure.group, figure.as_of)


def _goals(goals: dict, figure: Figure, kind: str) -> list[Figure]:
    """Targets of the figure's year that may be the plan to which it refers."""
    year_goals = goals.get((figure.area, figure.scheme, figure.group, figure.year, kind), [])
    return [goal for goal in year_goals if one_owner(goal, figure) is not False]


def one_owner(one: Figure, other: Figure) -> bool | None:
    """Whether two figures refer to the plan of one owner; None where one of them does not name it."""
    first, second = (set(f.plan_owner.split("_and_")) - {"", "unstated"} for f in (one, other))
    if first and second:
        return bool(first & second)
    return True if first | second >= _PLAN_OWNERS else None


def _is_unsure(goal: Figure, figure: Figure) -> bool:
    """Whether a percentage may refer to another plan than the one that another source prints."""
    return goal.source_id != figure.source_id and not one_owner(goal, figure)


def _attainments(attained, rates, goals):
    """Percent of plan, against rate over target rate."""
    for plan in attained:
        for goal in _goals(goals, plan, "target_rate"):
            for rate in rates.get(_place(plan), []):
                if rate.unit == goal.unit and goal.span.low > 0:
                    number = (100 * rate.value / goal.value, rate.span.over(goal.span).times(100))
                    claims = (plan, rate, goal)
                    yield _attainment_finding("attainment", plan, claims, number, _is_unsure(goal, plan))


def _attainment_finding(check, plan, claims, number: tuple[float, Interval], is_unsure=False) -> Finding:
    numbers = (*number, plan.value, plan.span)
    return held_against(check, plan, claims, *numbers, "attainment", plan.unit, is_unsure=is_unsure)


def _attainment_counts(attained, counts, goals):
    """Percent of plan, against count over plan in persons of the same source (others: ``_two_plans``)."""
    for plan in attained:
        for goal in _own_goals(goals, plan):
            for count in counts.get(_place(plan), []):
                if goal.span.low > 0:
                    number = (100 * count.value / goal.value, count.span.over(goal.span).times(100))
                    yield _attainment_finding("attainment_count", plan, (plan, count, goal), number)


def _own_goals(goals: dict, plan: Figure) -> list[Figure]:
    """Plans in persons that the source of a percentage prints and to which it may refer."""
    return [goal for goal in _goals(goals, plan, "target_count") if goal.source_id == plan.source_id]


def _attainments_with_gap(attained, gaps, counts):
    """Percent of plan and the shortfall in persons: the implied plan, the number reached, and the percentage again."""
    for plan in attained:
        for gap in gaps.get(_place(plan), []):
            if gap.unit not in PEOPLE_UNITS or one_owner(gap, plan) is False:
                continue
            reached = counts.get(_place(plan), [])
            for count in reached:
                whole = count.value + gap.value
                if whole > 0 and count.span.low > 0:
                    number = (100 * count.value / whole, _reached_share(count.span, gap.span))
                    yield _attainment_finding("attainment_gap", plan, (plan, count, gap), number)
            yield from _plan_from_gap(plan, gap, bool(reached))


def _reached_share(count: Interval, gap: Interval) -> Interval:
    """Count over count plus gap, in per cent: it rises with the count and falls with the gap."""
    return Interval(100 * count.low / (count.low + gap.high), 100 * count.high / (count.high + gap.low))


def _plan_from_gap(plan: Figure, gap: Figure, is_counted: bool):
    missing = minus(_WHOLE, plan.span).times(0.01)
    # At or above the plan nothing is missing, and a gap implies no plan.
    if missing.low <= 0 or plan.value >= 100:
        return
    whole = gap.value / (1 - plan.value / 100)
    span = gap.span.over(missing)
    yield finding("implied_plan_gap", plan, (plan, gap), whole, span, "plan", "persons")
    if not is_counted:
        # Both ends of gap * share / missing share rise with the share.
        share = plan.span.times(0.01)
        odds = Interval(share.low / missing.high, share.high / missing.low)
        number = (whole * plan.value / 100, times(gap.span, odds))
        yield finding("implied_reached", plan, (plan, gap), *number, "count", "persons")


def _sums(gaps, counts, rates, goals):
    """The number reached plus the shortfall, against the plan."""
    for gap in gaps:
        in_persons = gap.unit in PEOPLE_UNITS
        check, kind = ("plan_sum", "target_count") if in_persons else ("target_sum", "target_rate")
        for level in (counts if in_persons else rates).get(_place(gap), []):
            number = (level.value + gap.value, plus(level.span, gap.span))
            what = ("plan", "persons") if in_persons else ("target", level.unit)
            targets = [g for g in _goals(goals, gap, kind) if in_persons or g.unit == level.unit]
            if not targets:
                yield finding(check, gap, (gap, level), *number, *what)
            for goal in targets:
                claims, against = (gap, level, goal), (goal.value, goal.span)
                is_unsure, slack = _is_unsure(goal, gap), edges(claims)
                yield held_against(check, gap, claims, *number, *against, *what, is_unsure=is_unsure, slack=slack)


def _plan_populations(goals: dict, implied: list[PlanReading], denominators):
    """A plan in persons over the same plan in per cent, against a population that the source prints for that year.

    A target set by decision is exact; where it is printed with its plan in persons, one of them was rounded.
    """
    printed_bases = group_rows(denominators, "source_id", "area", "group", "year")
    for plan, rate in _plans_with_rate(goals, implied):
        on, claims = plan.on, (*plan.claims, rate)
        target = rate.span if len(plan.claims) == 1 else Interval(rate.value, rate.value)
        number = (100 * plan.value / rate.value, plan.span.over(target.times(0.01)))
        what = ("population", "persons")
        printed = printed_bases.get((on.source_id, on.area, on.group, on.year), [])
        if not printed:
            yield finding("plan_population", on, claims, *number, *what)
        for base in printed:
            # A plan may rest on the population of another day of its year.
            yield held_against(
                "plan_population", on, (*claims, base), *number, base.value, base.span, *what, is_unsure=True
            )


def _plans_with_rate(goals: dict, implied: list[PlanReading]):
    """Plans in persons, printed or implied, with the same source and owner's plan in per cent of the population."""
    printed = (
        PlanReading(goal.value, goal.span, goal, (goal,)) for year_goals in goals.values() for goal in year_goals
    )
    for plan in (*(plan for plan in printed if plan.on.kind == "target_count"), *implied):
        for rate in _goals(goals, plan.on, "target_rate"):
            if rate.source_id == plan.on.source_id and rate.unit == "percent_of_population" and rate.span.low > 0:
                yield plan, rate


def _implied_plans(attained, counts, goals):
    """Plans implied by count over percent of plan, where the source prints no plan in persons to which it may refer."""
    for plan in attained:
        if plan.span.low <= 0 or _own_goals(goals, plan):
            continue
        for count in counts.get(_place(plan), []):
            span = count.span.over(plan.span.times(0.01))
            yield PlanReading(100 * count.value / plan.value, span, plan, (plan, count))


def _two_plans(goals: dict, implied: list[PlanReading]):
    """Plans for one scheme and year, printed or implied, compared in pairs.

    Plans of two owners may differ; the finding then shows that "per cent of plan" needs its owner.
    """
    plans: dict[tuple, list[PlanReading]] = {}
    for (*on, year, _), printed in goals.items():
        for goal in printed:
            plans.setdefault((*on, year, goal.unit), []).append(PlanReading(goal.value, goal.span, goal, (goal,)))
    for plan in implied:
        on = plan.on
        plans.setdefault((on.area, on.scheme, on.group, on.year, "persons"), []).append(plan)
    for (*_, unit), same in plans.items():
        for one, other in combinations(same, 2):
            both_printed = len(one.claims) == len(other.claims) == 1
            is_one_owner = one_owner(one.on, other.on)
            # One owner's plan printed twice is compared by ``prints``.
            if one.on is other.on or (both_printed and is_one_owner):
                continue
            # An implied plan is compared with the printed one.
            against, of = (one, other) if len(one.claims) < len(other.claims) else (other, one)
            claims, numbers = (*against.claims, *of.claims), (of.value, of.span, against.value, against.span)
            yield held_against("two_plans", other.on, claims, *numbers, "plan", unit, is_unsure=not is_one_owner)
