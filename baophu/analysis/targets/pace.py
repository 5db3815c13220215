"""What a target asks for each week, and the fastest growth ever seen."""

from dataclasses import dataclass, fields

import pandas as pd

from baophu.analysis.claims import fill_ids, join_ids, match_rules, select_claims
from baophu.analysis.targets.gap import CANNOT_SAY
from baophu.analysis.targets.plans import PLAN, plan_goals

POPULATION = "population"
MET, WITHIN_BEST, BEYOND_BEST, DECLINED = "met", "within_best_seen", "beyond_best_seen", "declined"
# Shorter than four weeks, a difference of two counts shows the days on which cards are entered, not a pace.
SHORTEST_DAYS = 28
_BEST = ["best_per_week", "best_start", "best_end", "best_days", "best_claim_ids"]


@dataclass(frozen=True)
class Pace:
    """What a target asks for each week, against the best ever seen.

    ``scale`` is percent of population (``population``) or a plan in persons (``plan``); the two are never mixed, nor
    are plans of different owners. ``missing_count`` is in persons, with what rounding and bounds allow beside it;
    below zero it is met, and where zero lies within it cannot be said (``cannot_say``).
    ``best_*`` is net growth over ``best_days``; a short push within them may have been faster. ``reason`` says why a
    number is not there; ``basis`` which prints a plan was read from.
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


def find_paces(
    claims: pd.DataFrame, gaps: pd.DataFrame, last_year: int, excluded_claims: frozenset[str] = frozenset()
) -> pd.DataFrame:
    """The pace that each target asks for: percent of population first, then plans in persons.

    Parameters
    ----------
    claims : pd.DataFrame
        Usable claims of all areas with their intervals (``claims.prepare_claims``).
    gaps : pd.DataFrame
        The gaps to targets of percent of population (``find_gaps``).
    last_year : int
        The last year of the targets.
    excluded_claims : frozenset[str]
        Claims that no series uses.

    Returns
    -------
    pd.DataFrame
        One row per target, columns as ``Pace``; by area, scale, scheme, group, year, plan owner and target.
    """
    used = claims[~claims["claim_id"].isin(excluded_claims)]
    goals = pd.concat([_population_goals(gaps), plan_goals(used)], ignore_index=True)
    goals = goals[goals["target_year"] <= last_year].fillna({"target_id": ""})
    goals = goals.merge(fastest_growth(used), on=["area", "scheme", "group"], how="left")
    goals["is_plan"] = goals["scale"].eq(PLAN)
    order = ["area", "is_plan", "scheme", "group", "target_year", "plan_owner", "target_id"]
    paces = _judge_goals(goals.sort_values(order, ignore_index=True))
    return paces[[field.name for field in fields(Pace)]]


def fastest_growth(claims: pd.DataFrame) -> pd.DataFrame:
    """The fastest net growth seen between two counts at least ``SHORTEST_DAYS`` apart.

    Parameters
    ----------
    claims : pd.DataFrame
        Usable claims of all areas.

    Returns
    -------
    pd.DataFrame
        One row per area, scheme and group that has two such counts: ``best_per_week`` in persons, ``best_start``,
        ``best_end``, ``best_days``, ``best_claim_ids``.
    """
    key = ["area", "scheme", "group"]
    counts = select_claims(claims, kind="count", unit="persons")[[*key, "as_of", "claim_id", "value"]]
    pairs = counts.merge(counts, on=key, suffixes=("_early", "_late"))
    days = (pairs["as_of_late"] - pairs["as_of_early"]).dt.days
    growth = pairs.assign(best_days=days, best_per_week=(pairs["value_late"] - pairs["value_early"]) / (days / 7))
    growth = growth[days >= SHORTEST_DAYS].sort_values(
        ["best_per_week", "best_days", "claim_id_early", "claim_id_late"]
    )
    best = growth.drop_duplicates(key, keep="last").astype({"best_days": "Int64"})
    best["best_claim_ids"] = join_ids(best["claim_id_early"], best["claim_id_late"])
    best = best.rename(columns={"as_of_early": "best_start", "as_of_late": "best_end"})
    return best[[*key, *_BEST]]


def _population_goals(gaps: pd.DataFrame) -> pd.DataFrame:
    """Targets of percent of population; what is missing of them, on the publisher's own population."""
    people = (gaps["gap_count"] / gaps["gap_points"]).where(gaps["gap_points"] > 0)
    names = ["area", "target_year", "level_as_of", "gap_points", "target_id", "claim_ids"]
    return gaps[names].assign(
        scheme="bhyt",
        group="total",
        scale=POPULATION,
        plan_owner="",
        target_value=gaps["target_pct"],
        basis="target_rate",
        missing_count=gaps["gap_count"],
        missing_low=people * (gaps["target_pct"] - gaps["level_high_pct"]),
        missing_high=people * (gaps["target_pct"] - gaps["level_low_pct"]),
    )


def _judge_goals(goals: pd.DataFrame) -> pd.DataFrame:
    """Goals with their weeks, the best seen and the verdict, or the reason why there is none."""
    missing, best = goals["missing_count"], goals["best_per_week"]
    year_end = pd.to_datetime({"year": goals["target_year"], "month": 12, "day": 31})
    is_met = goals["gap_points"].le(0) | missing.le(0)
    is_undecided = goals["scale"].eq(POPULATION) & goals["gap_points"].isna()
    without_weeks = {
        "no_count_for_plan": goals["level_as_of"].isna() & goals["basis"].eq("attainment"),
        "no_level_in_year": goals["level_as_of"].isna(),
        "level_too_coarse": is_undecided | (goals["missing_low"].lt(0) & goals["missing_high"].gt(0)),
        # The level may still fall below a target that it has passed.
        "above_before_year_end": is_met & (goals["level_as_of"] < year_end),
        "target_met": is_met,
        "no_publisher_population": missing.isna(),
    }
    weeks = ((year_end - goals["level_as_of"]).dt.days / 7).where(match_rules(without_weeks) == "")
    needed = missing / weeks.where(weeks > 0)
    ratio = needed / best.where(best > 0)
    reasons = without_weeks | {
        "no_time_left": needed.isna(),
        "no_two_counts": best.isna(),
        "never_grew": ratio.isna(),
    }
    reason = pd.Series(match_rules(reasons), goals.index)
    verdicts = {
        CANNOT_SAY: reason.eq("level_too_coarse"),
        MET: reason.isin(["above_before_year_end", "target_met"]),
        WITHIN_BEST: ratio <= 1,
        BEYOND_BEST: ratio > 1,
    }
    seen = {name: goals[name].where(needed.notna()) for name in _BEST}
    seen["best_claim_ids"] = fill_ids(seen["best_claim_ids"])
    return goals.assign(
        weeks_left=weeks,
        needed_per_week=needed,
        ratio=ratio,
        verdict=match_rules(verdicts, DECLINED),
        reason=reason,
        **seen,
    )
