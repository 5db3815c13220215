"""The rules that judge a change, first match first; each verdict names the rule that fired.

Every rule asks all conventions of population at once, so that no verdict depends on which of them is printed first.
"""

from collections.abc import Iterable
from math import hypot, isnan, nan

import pandas as pd

from baophu.analysis.changes.model import (
    CAUSE,
    CLIFF,
    DENOMINATOR,
    GROSS_KINDS,
    LESS,
    LIKE,
    MORE,
    NOT_RENEWED,
    OPEN,
    YEARLY,
)
from baophu.analysis.claims import Row, frame_of, group_rows
from baophu.analysis.constants import HEALTH, YEAR_DAYS
from baophu.analysis.coverage import ANNOUNCED, GSO

CLIFF_POINTS = 6.0  # a fall this large is no year-end push that ends (docs/assumptions.md, A5)
# A difference from the country that may be nothing is none if it cannot be more than so many points.
NARROW_POINTS = 1.0
# Where nearly everyone is insured, the drift of populations alone moves a percentage by about so much.
NEAR_FULL_PCT, DRIFT_POINTS = 95.0, 1.5
PUBLISHERS_LEAST = 0.90  # of the statistics office's population: the least that prints of both imply
# What each rule (``Change.reason``) says.
VERDICT_OF = {
    **dict.fromkeys(("not_renewed", "gross_loss", "loss_covers_fall"), CAUSE),
    **dict.fromkeys(("other_scheme", "group_only", "small_area", "no_population", "two_readings"), OPEN),
    **dict.fromkeys(("count_same", "count_rose", "count_fell"), DENOMINATOR),
    **{"cliff": CLIFF, "no_country": OPEN},
    **{"below_country": MORE, "above_country": LESS, "near_country": LIKE, "too_wide": OPEN},
}
_VERDICTS = {"verdict": object, "reason": object, "beyond_low": float, "beyond_high": float, "other_level": float}


def judge(
    changes: pd.DataFrame, readings: pd.DataFrame, levels: pd.DataFrame, provinces: Iterable[str]
) -> pd.DataFrame:
    """Changes with their verdict, the rule that fired, and their distance from the country.

    Parameters
    ----------
    changes : pd.DataFrame
        Changes in points with their causes (``gross.add_causes``).
    readings : pd.DataFrame
        Their readings (``readings.read_on_populations``).
    levels : pd.DataFrame
        Dated coverages of the same areas (``coverage.levels``).
    provinces : Iterable[str]
        Areas that are provinces: the rules were tried on these, a smaller area's change gets no verdict.

    Returns
    -------
    pd.DataFrame
        The same rows with ``verdict``, ``reason``, ``beyond_low`` and ``beyond_high``, the area's change less the
        country's over all readings, in points, and ``other_level``, in percent, where another population decided.
    """
    read = group_rows(readings.itertuples(index=False), "change_id")
    counts = group_rows(levels[levels["scale"].eq(GSO)].itertuples(index=False), "area")
    provinces = frozenset(provinces)
    rows = [
        _judge(change, read[change.change_id], counts[change.area], change.area in provinces)
        for change in changes.itertuples(index=False)
    ]
    verdicts = frame_of(rows, _VERDICTS)
    return changes.assign(**{name: verdicts[name].to_numpy() for name in _VERDICTS})


def _judge(change: Row, readings: list[Row], counts: list[Row], is_province: bool) -> tuple:
    """The cells ``_VERDICTS``."""
    low, high = _beyond_country(change, readings)
    other_level = nan
    reason = _reason_alone(change, readings, is_province)
    if not reason:
        other_level = _other_level(change, counts)
        is_cliff = all(reading.points <= -cliff_points(change.level_before) for reading in readings)
        if not isnan(other_level):
            reason = "two_readings"
        elif is_cliff and not high >= 0:
            reason = "cliff"
        elif isnan(low):
            reason = "no_country"
        else:
            is_full = change.level_before >= NEAR_FULL_PCT or change.level_after >= NEAR_FULL_PCT
            drift = DRIFT_POINTS if change.scale == ANNOUNCED and is_full else 0.0
            low, high = low - drift, high + drift
            reason = _beside_country(low, high)
    return (VERDICT_OF[reason], reason, low, high, other_level)


def _beyond_country(change: Row, readings: list[Row]) -> tuple[float, float]:
    """An area's change of everyone less the country's, over all readings that have it."""
    beside = [reading for reading in readings if not isnan(reading.national_low)] if change.group == "total" else []
    if not beside:
        return nan, nan
    low = min(reading.low_points - reading.national_high for reading in beside)
    return low, max(reading.high_points - reading.national_low for reading in beside)


def _reason_alone(change: Row, readings: list[Row], is_province: bool) -> str:
    """The first rule that holds whatever the country did; blank where none does."""
    if change.kind in GROSS_KINDS:
        return "not_renewed" if change.kind == NOT_RENEWED else "gross_loss"
    if change.scheme != HEALTH:
        return "other_scheme"
    if change.group != "total":
        return "group_only"
    if not is_province:
        return "small_area"
    if not readings:
        return "no_population"
    # Least that a rate's population may be of the one that a loss stands on.
    least = PUBLISHERS_LEAST if change.scale == ANNOUNCED else 1.0
    if change.cause_points / least <= change.change_points:
        return "loss_covers_fall"
    return _moved_population(change, readings)


def _moved_population(change: Row, readings: list[Row]) -> str:
    """Where the percentage moved another way than the people: their number stood or went against it."""
    if change.change_count == 0:
        return "count_same"
    # Within a year each year's own average is a step on 1 January that nobody took.
    is_long = (change.end - change.start).days >= YEAR_DAYS
    read = [reading for reading in readings if is_long or reading.convention != YEARLY]
    if change.change_count > 0 and any(reading.high_points < 0 for reading in read):
        return "count_rose"
    return "count_fell" if change.change_count < 0 and any(reading.low_points > 0 for reading in read) else ""


def _beside_country(low: float, high: float) -> str:
    if high < 0:
        return "below_country"
    if low > 0:
        return "above_country"
    return "near_country" if max(-low, high) <= NARROW_POINTS else "too_wide"


def cliff_points(level_before: float) -> float:
    """Points from which a fall is a cliff; near full coverage the drift of populations is added in quadrature."""
    return hypot(CLIFF_POINTS, DRIFT_POINTS) if level_before >= NEAR_FULL_PCT else CLIFF_POINTS


def _other_level(change: Row, counts: list[Row]) -> float:
    """The earlier level on the statistics office's population, where that alone takes half of a fall of rates away.

    The count behind the earlier rate is looked for in the same year, before the fall's end.
    """
    is_alone = change.scale == ANNOUNCED and change.change_points < 0 and isnan(change.change_count)
    if not is_alone or isnan(change.level_before) or change.is_before_derived:
        return nan
    same_year = [c for c in counts if c.as_of.year == change.start.year and c.as_of < change.end]
    nearest = min(
        same_year, key=lambda c: (abs(c.as_of - change.start), -c.as_of.toordinal(), c.claim_id), default=None
    )
    if nearest is None or change.level_before - nearest.coverage_pct < -change.change_points / 2:
        return nan
    return nearest.coverage_pct
