"""The rules that judge a change, first match first; each verdict names the rule that fired.

Every rule asks all conventions of population at once, so that no verdict depends on which of them is printed first.
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

CLIFF_POINTS = 6.0  # a fall this large is no year-end push that ends (docs/assumptions.md, A5)
# A difference from the country that may be nothing is none if it cannot be more than so many points.
NARROW_POINTS = 1.0
# Where nearly everyone is insured, the drift of populations alone moves a percentage by about so much.
NEAR_FULL_PCT, DRIFT_POINTS = 95.0, 1.5
PUBLISHERS_LEAST = 0.90  # of the statistics office's population: the least that prints of both imply


def judge(change: Change, points: list[PointRow], is_province: bool = True) -> Change:
    """The change with its verdict, the rule that fired, and its distance from the country (``beyond``)."""
    change = change.with_(beyond_country=_beyond(change))
    if change.is_gross:
        return _verdict(change, CAUSE, "not_renewed" if change.kind == NOT_RENEWED else "gross_loss")
    if change.scheme != "bhyt":
        return _verdict(change, OPEN, "other_scheme")
    if change.group != "total":
        return _verdict(change, OPEN, "group_only")
    if not is_province:
        return _verdict(change, OPEN, "small_area")
    if not change.readings:
        return _verdict(change, OPEN, "no_population")
    if change.cause_points is not None and change.cause_points / _least_population(change) <= change.change_points:
        return _verdict(change, CAUSE, "loss_covers_fall")
    if reason := _moved_population(change):
        return _verdict(change, DENOMINATOR, reason)
    level = _other_level(change, points)
    if level is not None:
        return _verdict(change.with_(other_level=level), OPEN, "two_readings")
    beyond = change.beyond_country
    if _is_cliff(change) and (beyond is None or beyond.high < 0):
        return _verdict(change, CLIFF, "cliff")
    if beyond is None:
        return _verdict(change, OPEN, "no_country")
    if change.scale == ANNOUNCED and max(change.level_before or 0, change.level_after or 0) >= NEAR_FULL_PCT:
        beyond = Interval(beyond.low - DRIFT_POINTS, beyond.high + DRIFT_POINTS)
        change = change.with_(beyond_country=beyond)
    return _beside_country(change, beyond)


def _beyond(change: Change) -> Interval | None:
    found = [reading.beyond_country for reading in change.readings_with_country if change.group == "total"]
    return Interval(min(b.low for b in found), max(b.high for b in found)) if found else None


def _beside_country(change: Change, beyond: Interval) -> Change:
    if beyond.high < 0:
        return _verdict(change, MORE, "below_country")
    if beyond.low > 0:
        return _verdict(change, LESS, "above_country")
    if max(-beyond.low, beyond.high) <= NARROW_POINTS:
        return _verdict(change, LIKE, "near_country")
    return _verdict(change, OPEN, "too_wide")


def _moved_population(change: Change) -> str:
    """Why the percentage moved another way than the people: their number stood or went against it."""
    if change.change_count is None:
        return ""
    if change.change_count == 0:
        return "count_same"
    rose = change.change_count > 0
    # Within a year each year's own average is a step on 1 January that nobody took.
    is_long = change.end - change.start >= pd.Timedelta(days=YEAR_DAYS)
    read = [r for r in change.readings if is_long or r.convention != YEARLY]
    against = any(r.high_points < 0 if rose else r.low_points > 0 for r in read)
    return ("count_rose" if rose else "count_fell") if against else ""


def _least_population(change: Change) -> float:
    """Least that a rate's population may be of the one that a loss stands on."""
    return PUBLISHERS_LEAST if change.scale == ANNOUNCED else 1.0


def _is_cliff(change: Change) -> bool:
    return all(reading.points <= -cliff_points(change.level_before) for reading in change.readings)


def cliff_points(level_before: float | None) -> float:
    """Points from which a fall is a cliff; near full coverage the drift of populations is added in quadrature."""
    if level_before is not None and level_before >= NEAR_FULL_PCT:
        return hypot(CLIFF_POINTS, DRIFT_POINTS)
    return CLIFF_POINTS


def _verdict(change: Change, verdict: str, reason: str) -> Change:
    return change.with_(verdict=verdict, reason=reason)


def _other_level(change: Change, points: list[PointRow]) -> float | None:
    """The earlier level on the statistics office's population, where that alone takes half of a fall of rates away.

    The count behind the earlier rate is looked for in the same year, before the fall's end.
    """
    alone = change.scale == ANNOUNCED and change.is_fall and change.change_count is None
    if not alone or change.level_before is None or change.is_before_derived:
        return None
    gso = [p for p in points if p.scale == GSO and p.as_of.year == change.start.year and p.as_of < change.end]
    nearest = min(gso, key=lambda p: (abs(p.as_of - change.start), -p.as_of.toordinal(), p.claim_id), default=None)
    if nearest is None or change.level_before - nearest.coverage_pct < -change.change_points / 2:
        return None
    return float(nearest.coverage_pct)
