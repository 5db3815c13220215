"""Seasonality: the country's surge before 31 December, and days of two years that may be compared.

Coverage rises before each year's end and falls when short-term cards expire. The size of the surge can be measured only
where a December figure has mid-year figures before and after it.
"""

from collections import Counter
from dataclasses import dataclass
from math import sqrt
from statistics import median
from typing import NamedTuple

import pandas as pd

from baophu.analysis.constants import HALF_YEAR_DAYS, LIKE_DAYS, LONGEST_YEAR_DAYS, MEAN_YEAR_DAYS, OLD_DAYS
from baophu.analysis.coverage import ANNOUNCED, GSO, in_order, year_end_rows
from baophu.analysis.intervals import span_of
from baophu.analysis.rows import ClaimRow, Claims, PointRow, Points, claims_of, points_of

NO_DECEMBER, NO_BEFORE, NO_AFTER, TOO_FAR, NO_LIKE_DATES = (
    "no_december_point",
    "no_point_before",
    "no_point_after",
    "neighbours_too_far",
    "no_like_dates",
)

MID_YEAR = range(3, 11)  # March to October: November is part of the surge, January and February of its decline
# The surge of that year cannot be separated from lock-downs and the end of free cards in the same months.
MIXED_YEARS = frozenset({2021})


class DatedRate(NamedTuple):
    """Coverage of a day in percent, with the range that rounding and bound allow."""

    as_of: pd.Timestamp
    coverage_pct: float
    low_pct: float
    high_pct: float
    claim_ids: tuple[str, ...]
    obs_status: str


class DatedCount(NamedTuple):
    """People insured on a day; ``low`` and ``high`` limit what rounding and bound allow, as shares of ``persons``."""

    as_of: pd.Timestamp
    persons: float
    low: float
    high: float
    claim_ids: tuple[str, ...]


@dataclass(frozen=True)
class DecemberSurge:
    """By how many points the level of a 31 December lies above the line through its mid-year neighbours.

    ``sd_points`` combines the rounding and bounds of the three figures with the typical distance of mid-year figures
    from the line through their neighbours. ``points`` is None where the surge cannot be measured; ``reason`` says why.
    ``is_mixed``: other events of the year are part of it.
    """

    year: int
    points: float | None = None
    sd_points: float | None = None
    reason: str = ""
    is_mixed: bool = False
    claim_ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class SameSeasonPair:
    """Two figures of one scale and base of the same season of two years; the change lies between low and high."""

    scale: str
    start: pd.Timestamp
    end: pd.Timestamp
    pct_before: float
    pct_after: float
    change_points: float
    low_points: float
    high_points: float
    claim_ids: tuple[str, ...]


@dataclass(frozen=True)
class SameSeasonPairs:
    """The same-season pairs of an area on one scale, oldest first, or the reason why there is none."""

    scale: str
    pairs: tuple[SameSeasonPair, ...] = ()
    reason: str = ""


def pushes(national: Points, years: range, claims: Claims | None = None) -> list[DecemberSurge]:
    """The country's December surge on the announced scale, one entry a year.

    Parameters
    ----------
    national : Points
        Coverage points of the country, including the year after the last of ``years``.
    years : range
        Years to measure.
    claims : Claims or None
        Usable claims without those that a decision sets aside; with them the country's counts and changes in persons
        give levels on days without a rate.
    """
    points = sorted(points_of(national), key=in_order)
    ends = year_end_rows(point for point in points if point.scale == ANNOUNCED)
    ends = {point.as_of.year: point for point in ends}
    middle = _mid_year_levels(points, [] if claims is None else claims_of(claims))
    line_sd = _line_sd(middle)
    return [_surge(year, ends.get(year), middle, line_sd) for year in years]


def _surge(year: int, end: PointRow | None, middle: list[DatedRate], line_sd: float) -> DecemberSurge:
    mixed = year in MIXED_YEARS
    if end is None:
        return DecemberSurge(year, reason=NO_DECEMBER, is_mixed=mixed)
    # A surge is measured on rates of one population; another definition has another population.
    same_definition = [level for level in middle if (level.obs_status == "D") == (end.obs_status == "D")]
    before = [level for level in same_definition if level.as_of < end.as_of]
    after = [level for level in same_definition if level.as_of > end.as_of]
    if not before or not after:
        return DecemberSurge(year, reason=NO_AFTER if before else NO_BEFORE, is_mixed=mixed)
    left, right = before[-1], after[0]
    gaps = [(end.as_of - left.as_of).days, (right.as_of - end.as_of).days]
    ids = tuple(dict.fromkeys((*end.claim_ids, *left.claim_ids, *right.claim_ids)))
    # One of the two neighbours may be far; the other has to lie within a year of that December.
    if sum(gaps) > OLD_DAYS or min(gaps) > LONGEST_YEAR_DAYS:
        return DecemberSurge(year, reason=TOO_FAR, is_mixed=mixed, claim_ids=ids)
    share = gaps[0] / sum(gaps)
    sd = sqrt(line_sd**2 + _sd(end) ** 2 + ((1 - share) * _sd(left)) ** 2 + (share * _sd(right)) ** 2)
    return DecemberSurge(year, _above_line(left, end, right), sd, is_mixed=mixed, claim_ids=ids)


def _above_line(left, point, right) -> float:
    """Points by which a level lies above the line through its neighbours."""
    share = (point.as_of - left.as_of) / (right.as_of - left.as_of)
    return float(point.coverage_pct - (1 - share) * left.coverage_pct - share * right.coverage_pct)


def _line_sd(middle: list[DatedRate]) -> float:
    """Typical distance of a mid-year level from the line through its neighbours, as a standard deviation in points."""
    distances = [abs(_above_line(*middle[at - 1 : at + 2])) for at in range(1, len(middle) - 1)]
    # The median, so that the year of lock-downs does not determine the result.
    return 1.4826 * median(distances) if distances else 0.0


def _sd(point: PointRow | DatedRate) -> float:
    """Standard deviation of a uniform distribution over the interval of the printed figure."""
    return float(point.high_pct - point.low_pct) / sqrt(12)


def _mid_year_levels(national: list[PointRow], claims: list[ClaimRow]) -> list[DatedRate]:
    """Announced levels from March to October by day: printed rates, and counts over the publisher's population."""
    announced = _one_a_day(national, ANNOUNCED)
    rate_days = {point.as_of for point in announced}
    counted = [row for row in _persons(national, claims) if row.as_of not in rate_days]
    levels = [level for row in counted if (level := _on_announced(row, announced, national))]
    levels += [
        DatedRate(*(getattr(p, name) for name in DatedRate._fields)) for p in announced if p.as_of.month in MID_YEAR
    ]
    by_day = {}
    for level in sorted(levels, key=lambda level: (level.as_of, level.claim_ids)):
        by_day.setdefault(level.as_of, level)
    return list(by_day.values())


def _one_a_day(points: list[PointRow], scale: str) -> list[PointRow]:
    """One point of each day on a scale, the one with the narrowest interval; by day."""
    on_scale = (point for point in points if point.scale == scale)
    by_day = {}
    for point in sorted(on_scale, key=lambda p: (p.as_of, p.high_pct - p.low_pct, p.claim_id)):
        by_day.setdefault(point.as_of, point)
    return list(by_day.values())


def _persons(national: list[PointRow], claims: list[ClaimRow]) -> list[DatedCount]:
    """Counts of the country on mid-year days: printed, or a printed change added to the count that it starts from."""
    areas = {point.area for point in national}
    national_claims = [
        c for c in claims if c.area in areas and (c.scheme, c.group, c.unit) == ("bhyt", "total", "persons")
    ]
    national_claims = [claim for claim in national_claims if claim.as_of.month in MID_YEAR]
    bases = {point.as_of: point for point in _one_a_day(national, GSO)}
    changes = [claim for claim in national_claims if claim.kind == "change" and claim.base_as_of in bases]
    rows = [_printed_count(claim) for claim in national_claims if claim.kind == "count"]
    return rows + [_changed_count(bases[change.base_as_of], change) for change in changes]


def _printed_count(claim: ClaimRow) -> DatedCount:
    span = span_of(claim)
    return DatedCount(claim.as_of, claim.value, span.low / claim.value, span.high / claim.value, (claim.claim_id,))


def _changed_count(base: PointRow, change: ClaimRow) -> DatedCount:
    step = span_of(change)
    low, high = (base.insured_count * pct / base.coverage_pct for pct in (base.low_pct, base.high_pct))
    persons = base.insured_count + change.value
    ids = (*base.claim_ids, change.claim_id)
    return DatedCount(change.as_of, persons, (low + step.low) / persons, (high + step.high) / persons, ids)


def _on_announced(row: DatedCount, announced: list[PointRow], national: list[PointRow]) -> DatedRate | None:
    """A count over the population implied by the nearest announced rate with a count, extrapolated to the day."""
    counts = {point.as_of: point for point in _one_a_day(national, GSO)}
    with_count = [point for point in announced if point.as_of in counts]
    nearest = min(with_count, key=lambda point: (abs((point.as_of - row.as_of).days), point.as_of), default=None)
    if nearest is None or abs((nearest.as_of - row.as_of).days) > HALF_YEAR_DAYS:
        return None
    count = counts[nearest.as_of]
    years = (row.as_of - nearest.as_of).days / MEAN_YEAR_DAYS
    implied = count.insured_count / nearest.coverage_pct * (1 + _growth(national)) ** years
    pct = row.persons / implied
    ids = tuple(dict.fromkeys((*row.claim_ids, *nearest.claim_ids, *count.claim_ids)))
    return DatedRate(row.as_of, pct, pct * row.low, pct * row.high, ids, nearest.obs_status)


def _growth(national: list[PointRow]) -> float:
    """Mean yearly growth of the statistics office's population, from its longest series among the points."""
    counted = [point for point in national if point.scale == GSO]
    # Of two series of the same length the first by name.
    longest = Counter(sorted(point.base for point in counted)).most_common(1)[0][0]
    series_points = [point for point in counted if point.base == longest]
    first, last = series_points[0], series_points[-1]
    years = last.as_of.year - first.as_of.year
    return (last.population_count / first.population_count) ** (1 / years) - 1 if years else 0.0


def like_pairs(points: Points, scale: str) -> SameSeasonPairs:
    """Pair each figure with the last one before it that is of the same season of an earlier year.

    31 December pairs with 31 December only, another day with days at most ``LIKE_DAYS`` from it in the calendar.
    Figures on two series of the statistics office's population do not pair.
    """
    rows = _one_a_day(points_of(points), scale)
    pairs = []
    for index, after in enumerate(rows):
        before = next((row for row in reversed(rows[:index]) if _is_same_season(row, after)), None)
        if before is not None:
            pairs.append(_pair(scale, before, after))
    return SameSeasonPairs(scale, tuple(pairs), "" if pairs else NO_LIKE_DATES)


def _is_same_season(before: PointRow, after: PointRow) -> bool:
    if before.as_of.year == after.as_of.year or before.base != after.base:
        return False
    ends = [(day.month, day.day) == (12, 31) for day in (before.as_of, after.as_of)]
    if any(ends):
        # A month's figure is placed on its last day and may describe an earlier one.
        return all(ends) and "month" not in (before.as_of_precision, after.as_of_precision)
    return abs(before.as_of.day_of_year - after.as_of.day_of_year) <= LIKE_DAYS


def _pair(scale: str, before: PointRow, after: PointRow) -> SameSeasonPair:
    return SameSeasonPair(
        scale,
        before.as_of,
        after.as_of,
        float(before.coverage_pct),
        float(after.coverage_pct),
        float(after.coverage_pct - before.coverage_pct),
        float(after.low_pct - before.high_pct),
        float(after.high_pct - before.low_pct),
        tuple(dict.fromkeys((*before.claim_ids, *after.claim_ids))),
    )
