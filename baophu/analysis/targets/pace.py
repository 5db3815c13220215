"""What a target asks for each week, and the fastest growth ever seen."""

from dataclasses import MISSING, dataclass, fields
from math import isnan, nan

import pandas as pd

from baophu.analysis.claims import DAY, Row, frame_of, group_rows, select_claims
from baophu.analysis.constants import HEALTH
from baophu.analysis.targets.gap import CANNOT_SAY
from baophu.analysis.targets.plans import PLAN, Goal, plan_goals

POPULATION = "population"
MET, WITHIN_BEST, BEYOND_BEST, DECLINED = "met", "within_best_seen", "beyond_best_seen", "declined"
# Shorter than four weeks, a difference of two counts shows the days on which cards are entered, not a pace.
SHORTEST_DAYS = 28
COARSE = "level_too_coarse"
_BEST = {
    **{"area": object, "scheme": object, "group": object, "best_per_week": float, "best_start": DAY, "best_end": DAY},
    **{"best_days": "Int64", "best_claim_ids": object},
}


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


_NUMBERS = (
    *("target_value", "missing_count", "missing_low", "missing_high", "weeks_left", "needed_per_week"),
    *("best_per_week", "ratio"),
)
_DTYPES = {
    **{field.name: object for field in fields(Pace)},
    **{"target_year": int, "level_as_of": DAY, "best_start": DAY, "best_end": DAY, "best_days": "Int64"},
    **dict.fromkeys(_NUMBERS, float),
}
_BLANK = {field.name: field.default for field in fields(Pace) if field.default is not MISSING}


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
    best = {(row.area, row.scheme, row.group): row for row in fastest_growth(used).itertuples(index=False)}
    goals = [*map(_population_goal, gaps.itertuples(index=False)), *plan_goals(used)]
    goals = sorted((goal for goal in goals if goal.target_year <= last_year), key=_order)
    paces = [_judge(goal, best.get((goal.area, goal.scheme, goal.group))) for goal in goals]
    return frame_of((tuple(cells[name] for name in _DTYPES) for cells in paces), _DTYPES)


def _order(goal: Goal) -> tuple:
    return (goal.area, goal.scale == PLAN, goal.scheme, goal.group, goal.target_year, goal.plan_owner, goal.target_id)


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
    counts = select_claims(claims, kind="count", unit="persons").itertuples(index=False)
    counts = group_rows(counts, "area", "scheme", "group")
    found = ((key, _fastest(own)) for key, own in counts.items())
    return frame_of(((*key, *best) for key, best in found if best is not None), _BEST)


def _fastest(counts: list[Row]) -> tuple | None:
    growths = (
        ((late.value - early.value) / (days / 7), days, (early.claim_id, late.claim_id), early.as_of, late.as_of)
        for early in counts
        for late in counts
        if (days := (late.as_of - early.as_of).days) >= SHORTEST_DAYS
    )
    best = max(growths, default=None)
    if best is None:
        return None
    per_week, days, ids, start, end = best
    return (per_week, start, end, days, ids)


def _population_goal(gap: Row) -> Goal:
    """A target of percent of population; what is missing of it, on the publisher's own population."""
    people = gap.gap_count / gap.gap_points if gap.gap_points > 0 else nan
    missing = (
        gap.gap_count,
        people * (gap.target_pct - gap.level_high_pct),
        people * (gap.target_pct - gap.level_low_pct),
    )
    return Goal(
        *(gap.area, HEALTH, "total", POPULATION, "", gap.target_year, gap.target_pct, "target_rate", gap.level_as_of),
        *missing,
        claim_ids=gap.claim_ids,
        target_id=gap.target_id,
        gap_points=gap.gap_points,
    )


def _judge(goal: Goal, best: Row | None) -> dict:
    """The cells of ``Pace``: the weeks left, the best seen and the verdict, or the reason why there is none."""
    end, blank = pd.Timestamp(goal.target_year, 12, 31), _BLANK | goal._asdict()
    reason = _reason(goal, end)
    if reason:
        met = reason in ("above_before_year_end", "target_met")
        return blank | {"reason": reason, "verdict": MET if met else CANNOT_SAY if reason == COARSE else DECLINED}
    weeks = (end - goal.level_as_of).days / 7
    cells = blank | {"weeks_left": weeks, "verdict": DECLINED}
    if weeks <= 0:
        return cells | {"reason": "no_time_left"}
    needed = goal.missing_count / weeks
    cells |= {"needed_per_week": needed}
    if best is None:
        return cells | {"reason": "no_two_counts"}
    cells |= dict(zip(list(_BEST)[3:], best[3:], strict=True))
    if best.best_per_week <= 0:
        return cells | {"reason": "never_grew"}
    ratio = needed / best.best_per_week
    return cells | {"ratio": ratio, "verdict": WITHIN_BEST if ratio <= 1 else BEYOND_BEST}


def _reason(goal: Goal, end: pd.Timestamp) -> str:
    """Why there is no pace to be worked out, blank where there is one."""
    if goal.level_as_of is pd.NaT:
        return "no_count_for_plan" if goal.basis == "attainment" else "no_level_in_year"
    if goal.scale == POPULATION and isnan(goal.gap_points) or goal.missing_low < 0 < goal.missing_high:
        return COARSE
    if goal.gap_points <= 0 or goal.missing_count <= 0:
        # The level may still fall below a target that it has passed.
        return "above_before_year_end" if goal.level_as_of < end else "target_met"
    return "no_publisher_population" if isnan(goal.missing_count) else ""
