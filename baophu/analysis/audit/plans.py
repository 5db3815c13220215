"""Plans: per cent of a plan, what it still lacks, the plan that both imply, and whose plan it is."""

from functools import lru_cache

import numpy as np
import pandas as pd

from baophu.analysis.audit.figures import GROUP_PLACE, combine, join, with_unmatched
from baophu.analysis.audit.findings import make_findings
from baophu.analysis.audit.numbers import Numbers, exact, numbers_of
from baophu.analysis.claims import select_claims

_YEAR = ("area", "scheme", "group", "year")
# The two that set a province's plan. A print that names both leaves no third whose plan another print may mean.
_GIVERS = {"vss", "province_committee"}
_SAME, _OTHER, _UNKNOWN = "same", "other", "unknown"


def checks(figures: pd.DataFrame) -> list[pd.DataFrame]:
    """Findings on plans."""
    plans = select_claims(figures, kind="attainment").add_prefix("plan_")
    rate_goals, count_goals = (select_claims(figures, kind=kind) for kind in ("target_rate", "target_count"))
    counts, rates = select_claims(figures, kind="count", measure="persons"), select_claims(figures, kind="rate")
    gaps = select_claims(figures, kind="shortfall")
    reached = join(plans, "plan", counts, "count", GROUP_PLACE)
    own_goals = _own_goals(plans, count_goals)
    implied = _implied_plans(reached[~reached["plan_row"].isin(own_goals["plan_row"])])
    readings = pd.concat([_printed_plans(pd.concat([rate_goals, count_goals])), implied], ignore_index=True)
    in_persons = readings[readings["plan_kind"].ne("target_rate")]
    return [
        _attainments(plans, rates, rate_goals),
        _attainment_counts(own_goals, counts),
        *_by_gap(plans, select_claims(gaps, measure="persons"), counts),
        _sums("plan_sum", "plan", select_claims(gaps, measure="persons"), counts, count_goals),
        _sums("target_sum", "target", gaps[gaps["measure"].ne("persons")], rates, rate_goals),
        _plan_populations(in_persons, rate_goals, select_claims(figures, kind="denominator")),
        make_findings("implied_plan", implied, ("plan", "count"), numbers_of(implied), "plan", unit="persons"),
        *_two_plans(readings),
    ]


# ── Whose plan ───────────────────────────────────────────────────────────────────────────────────────────────


def _owners(table: pd.DataFrame, role: str, other: str) -> pd.Series:
    """Whether two roles speak of one owner's plan: ``same``, ``other``, or ``unknown`` where one does not say."""
    owners = zip(table[f"{role}_plan_owner"], table[f"{other}_plan_owner"], strict=True)
    return pd.Series([_match_owners(*pair) for pair in owners], index=table.index, dtype=object)


@lru_cache
def _match_owners(one: str, other: str) -> str:
    first, second = (set(owner.split("_and_")) - {"", "unstated"} for owner in (one, other))
    if first and second:
        return _SAME if first & second else _OTHER
    return _SAME if first | second >= _GIVERS else _UNKNOWN


def _with_goals(table: pd.DataFrame, role: str, goals: pd.DataFrame) -> pd.DataFrame:
    """Each row with the targets of its year that may be its plan; ``is_unsure`` where it may speak of another."""
    pairs = join(table, role, goals, "goal", _YEAR)
    owners = _owners(pairs, "goal", role)
    is_unsure = pairs[f"{role}_source_id"].ne(pairs["goal_source_id"]) & owners.ne(_SAME)
    return pairs.assign(is_unsure=is_unsure)[owners.ne(_OTHER)]


def _own_goals(table: pd.DataFrame, goals: pd.DataFrame) -> pd.DataFrame:
    """Those of a plan that its source prints."""
    pairs = _with_goals(table, "plan", goals)
    return pairs[pairs["plan_source_id"] == pairs["goal_source_id"]]


# ── Per cent of plan ─────────────────────────────────────────────────────────────────────────────────────────


def _attainments(plans: pd.DataFrame, rates: pd.DataFrame, goals: pd.DataFrame) -> pd.DataFrame:
    """Per cent of plan, against rate over target rate."""
    table = join(_with_goals(plans, "plan", goals), "plan", rates, "rate", GROUP_PLACE)
    table = table[(table["rate_unit"] == table["goal_unit"]) & (table["goal_low"] > 0)]
    share = numbers_of(table, "rate").percent_of(numbers_of(table, "goal"))
    roles, is_unsure = ("plan", "rate", "goal"), table["is_unsure"]
    return make_findings("attainment", table, roles, share, "attainment", "plan", is_unsure=is_unsure)


def _attainment_counts(own_goals: pd.DataFrame, counts: pd.DataFrame) -> pd.DataFrame:
    """Per cent of plan, against count over plan in persons; another source's plan is compared as a plan."""
    table = join(own_goals[own_goals["goal_low"] > 0], "plan", counts, "count", GROUP_PLACE)
    share = numbers_of(table, "count").percent_of(numbers_of(table, "goal"))
    return make_findings("attainment_count", table, ("plan", "count", "goal"), share, "attainment", "plan")


def _by_gap(plans: pd.DataFrame, gaps: pd.DataFrame, counts: pd.DataFrame) -> list[pd.DataFrame]:
    """Per cent of plan and the persons still missing: the percentage once more, the plan, and what was reached."""
    pairs = join(plans, "plan", gaps, "gap", GROUP_PLACE)
    pairs = pairs[_owners(pairs, "gap", "plan").ne(_OTHER)]
    counted = join(pairs, "plan", counts, "count", GROUP_PLACE)
    missing = exact(100.0).minus(numbers_of(pairs, "plan"))
    # At or above the plan nothing is missing, and a gap implies no plan.
    open_plans = pairs[(missing.low > 0) & (pairs["plan_value"] < 100)]
    return [
        _attainment_gaps(counted),
        _from_gap("implied_plan_gap", open_plans),
        _from_gap("implied_reached", open_plans[~open_plans["plan_row"].isin(counted["plan_row"])]),
    ]


def _attainment_gaps(table: pd.DataFrame) -> pd.DataFrame:
    """Count over count plus gap, in per cent: it grows with the one and falls with the other."""
    table = table[(table["count_value"] + table["gap_value"] > 0) & (table["count_low"] > 0)]
    count, gap = numbers_of(table, "count"), numbers_of(table, "gap")
    whole = Numbers(count.value + gap.value, count.high + gap.low, count.low + gap.high)
    share, roles = count.percent_of(whole), ("plan", "count", "gap")
    return make_findings("attainment_gap", table, roles, share, "attainment", "plan")


def _from_gap(check: str, table: pd.DataFrame) -> pd.DataFrame:
    share, gap = numbers_of(table, "plan"), numbers_of(table, "gap")
    missing = exact(100.0).minus(share).scale(0.01)._replace(value=1 - share.value / 100)
    if check == "implied_plan_gap":
        number, quantity = gap.over(missing), "plan"
    else:
        # Of the gap times share over missing share, each end grows with the share.
        number, quantity = gap.times(share.scale(0.01).over(missing)), "count"
    return make_findings(check, table, ("plan", "gap"), number, quantity, unit="persons")


def _sums(check: str, quantity: str, gaps: pd.DataFrame, levels: pd.DataFrame, goals: pd.DataFrame) -> pd.DataFrame:
    """What was reached and what is missing make the plan."""
    table = join(gaps.add_prefix("gap_"), "gap", levels, "level", GROUP_PLACE)
    pairs = _with_goals(table, "gap", goals)
    pairs = pairs[pairs["goal_measure"] == pairs["level_measure"]]
    table = with_unmatched(pairs, table.assign(is_unsure=False), "gap_row", "level_row")
    both = numbers_of(table, "level").plus(numbers_of(table, "gap"))
    what = {"unit": table["level_measure"], "is_unsure": table["is_unsure"]}
    return make_findings(check, table, ("gap", "level", "goal"), both, quantity, "goal", **what)


# ── Plans, printed and implied ───────────────────────────────────────────────────────────────────────────────


def _printed_plans(goals: pd.DataFrame) -> pd.DataFrame:
    return goals.add_prefix("plan_").assign(**numbers_of(goals)._asdict(), unit=goals["unit"], count_row=np.nan)


def _implied_plans(table: pd.DataFrame) -> pd.DataFrame:
    """Count over per cent of plan, where its source prints no plan in persons that it may be of."""
    table = table[table["plan_low"] > 0]
    plan = numbers_of(table, "count").base_at(numbers_of(table, "plan"))
    return table.assign(**plan._asdict(), unit="persons")


def _plan_populations(readings: pd.DataFrame, goals: pd.DataFrame, denominators: pd.DataFrame) -> pd.DataFrame:
    """A plan in persons over the same plan in per cent, against a population that the source prints that year.

    A target that was decided is exact; printed beside its plan in persons, one of the two was rounded from the other.
    """
    table = _own_goals(readings, select_claims(goals, unit="percent_of_population"))
    table = table[table["goal_low"] > 0]
    printed = join(table, "plan", denominators, "base", ("source_id", "area", "group", "year"))
    table = with_unmatched(printed, table, "plan_row", "goal_row")
    target = numbers_of(table, "goal").where(table["count_row"].isna(), exact(table["goal_value"]))
    people = numbers_of(table).base_at(target)
    roles = ("plan", "count", "goal", "base")
    # A plan may rest on the population of another day of its year.
    what = {"unit": "persons", "is_unsure": True}
    return make_findings("plan_population", table, roles, people, "population", "base", **what)


def _two_plans(readings: pd.DataFrame) -> list[pd.DataFrame]:
    """Plans for one scheme and year beside one another, printed and implied.

    Plans of two owners may differ: then "per cent of plan" means nothing without its owner, and that is the finding.
    """
    pairs = combine(readings, (*(f"plan_{name}" for name in _YEAR), "unit"))
    pairs = pairs.assign(is_unsure=_owners(pairs, "one_plan", "other_plan").ne(_SAME))
    is_printed, is_other_printed = (pairs[f"{role}_count_row"].isna() for role in ("one", "other"))
    # One owner's plan printed twice is a matter of two prints.
    is_kept = pairs["is_unsure"] | ~(is_printed & is_other_printed)
    is_kept &= pairs["one_plan_row"] != pairs["other_plan_row"]
    # A plan that is worked out is held against the one in print, which stands before it.
    is_first = is_printed & ~is_other_printed
    return [
        _held_plans(pairs[is_kept & is_first], "other", "one"),
        _held_plans(pairs[is_kept & ~is_first], "one", "other"),
    ]


def _held_plans(pairs: pd.DataFrame, implied: str, printed: str) -> pd.DataFrame:
    roles = [f"{role}_{part}" for role in (printed, implied) for part in ("plan", "count")]
    what = {"on": "other_plan", "unit": pairs["other_unit"], "is_unsure": pairs["is_unsure"]}
    return make_findings("two_plans", pairs, roles, numbers_of(pairs, implied), "plan", printed, **what)
