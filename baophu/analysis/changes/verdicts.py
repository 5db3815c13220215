"""The rules that give a change its verdict; the first that matches applies, and the verdict names it.

Every rule considers all conventions of population at once, so that no verdict depends on their order.
"""

from math import hypot

import pandas as pd

from baophu.analysis.changes.model import (
    CAUSE,
    CLIFF,
    DENOMINATOR,
    LESS,
    LIKE,
    MORE,
    NOT_RENEWED,
    OPEN,
    YEARLY,
    Change,
)
from baophu.analysis.constants import YEAR_DAYS
from baophu.analysis.coverage import ANNOUNCED, GSO
from baophu.analysis.intervals import Interval
from baophu.analysis.rows import PointRow

CLIFF_POINTS = 6.0  # a fall this large is more than the end of a December surge (docs/assumptions.md, A5)
# A difference from the country that may be zero counts as none if it cannot exceed so many points.
NARROW_POINTS = 1.0
# Where nearly everyone is insured, changes of the populations alone move a percentage by about so much.
NEAR_FULL_PCT, DRIFT_POINTS = 95.0, 1.5
PUBLISHERS_LEAST = 0.90  # least ratio of a publisher's population to the statistics office's in the ledger


def judge(change: Change, points: list[PointRow], is_province: bool = True) -> Change:
    """The change with its verdict, the rule that applied and its difference from the country (``beyond_country``)."""
    change = change.with_(beyond_country=_difference_from_country(change))
    if change.is_gross:
        return _with_verdict(change, CAUSE, "not_renewed" if change.kind == NOT_RENEWED else "gross_loss")
    if change.scheme != "bhyt":
        return _with_verdict(change, OPEN, "other_scheme")
    if change.group != "total":
        return _with_verdict(change, OPEN, "group_only")
    if not is_province:
        return _with_verdict(change, OPEN, "small_area")
    if not change.readings:
        return _with_verdict(change, OPEN, "no_population")
    if change.cause_points is not None and change.cause_points / _least_population(change) <= change.change_points:
        return _with_verdict(change, CAUSE, "loss_covers_fall")
    if reason := _moved_population(change):
        return _with_verdict(change, DENOMINATOR, reason)
    level = _other_level(change, points)
    if level is not None:
        return _with_verdict(change.with_(other_level=level), OPEN, "two_readings")
    beyond = change.beyond_country
    if _is_cliff(change) and (beyond is None or beyond.high < 0):
        return _with_verdict(change, CLIFF, "cliff")
    if beyond is None:
        return _with_verdict(change, OPEN, "no_country")
    if change.scale == ANNOUNCED and max(change.level_before or 0, change.level_after or 0) >= NEAR_FULL_PCT:
        beyond = Interval(beyond.low - DRIFT_POINTS, beyond.high + DRIFT_POINTS)
        change = change.with_(beyond_country=beyond)
    return _compared_with_country(change, beyond)


def _difference_from_country(change: Change) -> Interval | None:
    differences = [reading.beyond_country for reading in change.readings_with_country if change.group == "total"]
    return Interval(min(b.low for b in differences), max(b.high for b in differences)) if differences else None


def _compared_with_country(change: Change, beyond: Interval) -> Change:
    if beyond.high < 0:
        return _with_verdict(change, MORE, "below_country")
    if beyond.low > 0:
        return _with_verdict(change, LESS, "above_country")
    if max(-beyond.low, beyond.high) <= NARROW_POINTS:
        return _with_verdict(change, LIKE, "near_country")
    return _with_verdict(change, OPEN, "too_wide")


def _moved_population(change: Change) -> str:
    """Why the change of the percentage is one of the population: the count was constant or went the other way."""
    if change.change_count is None:
        return ""
    if change.change_count == 0:
        return "count_same"
    rose = change.change_count > 0
    # Within a year, a change of yearly averages is an artificial step on 1 January.
    is_long = change.end - change.start >= pd.Timedelta(days=YEAR_DAYS)
    readings = [r for r in change.readings if is_long or r.convention != YEARLY]
    is_opposite = any(r.high_points < 0 if rose else r.low_points > 0 for r in readings)
    return ("count_rose" if rose else "count_fell") if is_opposite else ""


def _least_population(change: Change) -> float:
    """Least ratio of the population of a rate to the one that the points of a loss refer to."""
    return PUBLISHERS_LEAST if change.scale == ANNOUNCED else 1.0


def _is_cliff(change: Change) -> bool:
    return all(reading.points <= -cliff_points(change.level_before) for reading in change.readings)


def cliff_points(level_before: float | None) -> float:
    """Least size in points of a cliff; near full coverage the effect of populations is added in quadrature."""
    if level_before is not None and level_before >= NEAR_FULL_PCT:
        return hypot(CLIFF_POINTS, DRIFT_POINTS)
    return CLIFF_POINTS


def _with_verdict(change: Change, verdict: str, reason: str) -> Change:
    return change.with_(verdict=verdict, reason=reason)


def _other_level(change: Change, points: list[PointRow]) -> float | None:
    """The earlier level on the statistics office's population, if with it a fall of rates shrinks to half or less.

    The count is taken from the year of the earlier rate, before the end of the fall, as near to the rate as possible.
    """
    is_fall_of_rates = change.scale == ANNOUNCED and change.is_fall and change.change_count is None
    if not is_fall_of_rates or change.level_before is None or change.is_before_derived:
        return None
    gso = [p for p in points if p.scale == GSO and p.as_of.year == change.start.year and p.as_of < change.end]
    nearest = min(gso, key=lambda p: (abs(p.as_of - change.start), -p.as_of.toordinal(), p.claim_id), default=None)
    if nearest is None or change.level_before - nearest.coverage_pct < -change.change_points / 2:
        return None
    return float(nearest.coverage_pct)
