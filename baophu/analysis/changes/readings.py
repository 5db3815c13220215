"""A change in points on every convention of population, with the country's change between the same days."""

from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

from baophu.analysis.changes.model import COUNTED_SCALE, ONE_POPULATION, PUBLISHERS, YEARLY, Change, ChangeReading
from baophu.analysis.constants import HALF_YEAR_DAYS, OLD_DAYS
from baophu.analysis.coverage import ANNOUNCED, GSO
from baophu.analysis.denominators import Population, PopulationCount, bases_of, population_of
from baophu.analysis.intervals import Interval, span_of
from baophu.analysis.rows import ClaimRow, PointRow, Points, points_of

# Share insured where no figure of the area is near: anything from half to all.
ANY_LEVEL = Interval(0.5, 1.0)


class CountryLevel(NamedTuple):
    """The country's level of a day as an interval, from figures of that day or the days around it."""

    span: Interval
    claim_ids: tuple[str, ...]
    is_derived: bool
    is_estimate: bool
    is_other_definition: bool


class Nation:
    """The country's counts and announced rates by day, indexed once."""

    def __init__(self, points: Points, population: Population):
        self._days: dict[str, dict[pd.Timestamp, PointRow]] = {ANNOUNCED: {}, GSO: {}}
        self.population = population
        self.area = ""
        for row in sorted(points_of(points), key=_by_precision):
            self.area = row.area
            self._days[row.scale].setdefault(row.as_of, row)

    def on(self, scale: str, day: pd.Timestamp) -> CountryLevel | None:
        """Persons (``gso``) or percent (``announced``) on a day; None where it is not known.

        Between two figures of one calendar year at most ``HALF_YEAR_DAYS`` apart the level is the hull of both; across
        the turn of a year the season moves it (docs/assumptions.md, A6).
        """
        days = self._days[scale]
        if day in days:
            return _level([days[day]])
        around = [[d for d in days if d < day], [d for d in days if d > day]]
        if not all(around):
            return None
        left, right = max(around[0]), min(around[1])
        crosses_year_end = left.year != right.year or (right.month, right.day) == (12, 31)
        if (
            crosses_year_end
            or (right - left).days > HALF_YEAR_DAYS
            or len({days[d].obs_status == "D" for d in (left, right)}) > 1
        ):
            return None
        return _level([days[left], days[right]])


def _level(rows: list[PointRow]) -> CountryLevel:
    spans = [_span(row) for row in rows]
    hull = Interval(min(span.low for span in spans), max(span.high for span in spans))
    # A count rests on its claim, a derived one also on the change and the count from which it follows.
    ids = tuple(dict.fromkeys(i for row in rows for i in (row.claim_ids if row.scale == GSO else (row.claim_id,))))
    is_derived = len(rows) > 1 or rows[0].scale == GSO and len(rows[0].claim_ids) > 1
    is_estimate = any(row.obs_status in ("E", "P") for row in rows)
    return CountryLevel(hull, ids, is_derived, is_estimate, rows[0].obs_status == "D")


def derived_points(points: Iterable[PointRow], claims: Iterable[ClaimRow]) -> list[PointRow]:
    """Counts on days without a printed one, from a printed change and the count at its other end.

    Only one step, of total health insurance in persons; of several results for a day the one with the narrowest
    interval.
    """
    counts = {
        p.as_of: p for p in sorted(points, key=_by_precision, reverse=True) if p.scale == GSO and p.unit == "persons"
    }
    cells = ("bhyt", "total", "change", "persons")
    derived: dict[pd.Timestamp, PointRow] = {}
    for claim in claims:
        if (claim.scheme, claim.group, claim.kind, claim.unit) != cells or claim.base_as_of is None:
            continue
        ends = (claim.base_as_of, claim.as_of)
        for day, other, sign in ((*ends, -1), (*reversed(ends), 1)):
            if other in counts and day not in counts:
                row = _shift_count(counts[other], claim, day, sign)
                derived[day] = min(derived.get(day, row), row, key=lambda p: (p.high_pct - p.low_pct, p.claim_id))
    return sorted(derived.values(), key=_by_precision)


def _shift_count(row: PointRow, change: ClaimRow, day: pd.Timestamp, sign: int) -> PointRow:
    """A count minus or plus a printed change, on the population of the count's year."""
    step = sorted(sign * end for end in span_of(change))
    span = _span(row)
    persons = row.insured_count + sign * change.value
    low, high = (100 * value / row.population_count for value in (span.low + step[0], span.high + step[1]))
    return row._replace(
        claim_id=change.claim_id,
        as_of=day,
        coverage_pct=100 * persons / row.population_count,
        low_pct=low,
        high_pct=high,
        insured_count=persons,
        uninsured_count=row.population_count - persons,
        claim_ids=(change.claim_id, row.claim_id),
    )


def _by_precision(row: PointRow) -> tuple:
    """Sort key: by day, then the usual definition first, then the narrowest interval."""
    return (row.as_of, row.obs_status == "D", row.high_pct - row.low_pct, row.claim_id)


def _span(row: PointRow) -> Interval:
    """The interval of a point, in percent (``announced``) or persons (``gso``)."""
    span = Interval(row.low_pct, row.high_pct)
    return span if row.scale == ANNOUNCED else span.times(row.insured_count / row.coverage_pct)


def with_readings(change: Change, points: Iterable[PointRow], nation: Nation, population: Population) -> Change:
    """The change in points on each convention, with the country's where it is known on both days.

    A change in persons is divided by the population of the later day; further readings use each year's population and
    the publishers' rates. A change known from rates only is compared only with the country's rates of one definition,
    because a publisher's population differs from the statistics office's by more than most changes.
    """
    if change.scheme != "bhyt":
        return _with_points(change, list(change.readings), None)
    base = population_of(population, change.area, change.end.year)
    in_persons = change.change_count and base is not None
    readings = list(change.readings)
    if in_persons:
        one_population = _one_population_reading(change, base.count)
        yearly = (
            _yearly_reading(change, base, points, population) if change.is_total and change.start is not None else None
        )
        readings = [one_population, *([yearly] if yearly else []), *readings]
        if not change.readings and change.start is not None:
            # Without printed rates the reading on one population is compared with the country's announced rates.
            readings.append(ChangeReading(PUBLISHERS, *_limits(one_population)))
    if change.start is not None:
        readings = [_with_country(reading, change, nation) for reading in readings]
    # Such a substitute for printed rates is kept only where the country's rates are known.
    kept = [r for r in readings if r.beyond_country or r.convention != PUBLISHERS or change.readings]
    return _with_points(
        change.with_(derived_pct=_derived_level(change, population)), kept, base if in_persons else None
    )


def _with_points(change: Change, readings: list[ChangeReading], base: PopulationCount | None) -> Change:
    """The change with its readings, and the points of the first one."""
    if not readings:
        return change.with_(scale=COUNTED_SCALE)
    main = readings[0]
    return change.with_(
        scale=ANNOUNCED if base is None else GSO,
        change_points=main.points,
        low_points=main.low_points,
        high_points=main.high_points,
        readings=tuple(readings),
    )


def _derived_level(change: Change, population: Population) -> float | None:
    """The level at the start, in percent, where only the change and the level at the end were printed."""
    if not change.is_before_derived or not change.is_total:
        return None
    if change.count_before is None:
        return change.level_before
    base = population_of(population, change.area, change.start.year)
    return 100 * change.count_before / base.count if base else None


def _limits(reading: ChangeReading) -> tuple[float, float, float]:
    return (reading.points, reading.low_points, reading.high_points)


def _one_population_reading(change: Change, people: float) -> ChangeReading:
    low, high = (change.change_count if end is None else end for end in (change.low_count, change.high_count))
    return ChangeReading(ONE_POPULATION, *(100 * value / people for value in (change.change_count, low, high)))


def _yearly_reading(
    change: Change, base: PopulationCount, points: Iterable[PointRow], population: Population
) -> ChangeReading | None:
    """The change with each count over the population of its year, whose growth lowers the share insured."""
    before = next(iter(bases_of(population, change.area, change.start.year, (base.series,))), None)
    if before is None:
        return None
    share = (
        Interval(*[change.count_before / before.count] * 2) if change.count_before else _share_before(change, points)
    )
    growth = 100 * (base.count - before.count) / base.count
    dilution = sorted((share.low * growth, share.high * growth))
    one_population = _one_population_reading(change, base.count)
    mean_dilution = sum(dilution) / 2
    return ChangeReading(
        YEARLY,
        one_population.points - mean_dilution,
        one_population.low_points - dilution[1],
        one_population.high_points - dilution[0],
    )


def _share_before(change: Change, points: Iterable[PointRow]) -> Interval:
    """The share insured before a change of which only the size was printed, from figures within ``OLD_DAYS`` of it."""
    reach = pd.Timedelta(days=OLD_DAYS)
    near = [p for p in points if change.start - reach <= p.as_of <= change.end + reach]
    if not near:
        return ANY_LEVEL
    return Interval(min(p.low_pct for p in near), min(100.0, max(p.high_pct for p in near))).times(0.01)


def _with_country(reading: ChangeReading, change: Change, nation: Nation) -> ChangeReading:
    scale = ANNOUNCED if reading.convention == PUBLISHERS else GSO
    before, after = (nation.on(scale, day) for day in (change.start, change.end))
    if before is None or after is None:
        return reading
    # Rates of two definitions are not comparable; nor, with a change in persons, rates whose population changed.
    if scale == ANNOUNCED and (before.is_other_definition != after.is_other_definition):
        return reading
    if scale == ANNOUNCED and change.change_count and not _is_one_population(change, nation):
        return reading
    span = _national_change(before, after, reading.convention, change, nation)
    if span is None:
        return reading
    ids = tuple(dict.fromkeys(before.claim_ids + after.claim_ids))
    is_derived, is_estimate = before.is_derived or after.is_derived, before.is_estimate or after.is_estimate
    return ChangeReading(reading.convention, *_limits(reading), *span, ids, is_derived, is_estimate)


def _is_one_population(change: Change, nation: Nation) -> bool:
    """Whether the country's counts and rates of both days may imply the same population."""
    persons, rates = ([nation.on(scale, day) for day in (change.start, change.end)] for scale in (GSO, ANNOUNCED))
    if None in persons:
        return False
    first, last = (people.span.over(rate.span) for people, rate in zip(persons, rates, strict=True))
    return first.overlaps(last)


def _national_change(
    before: CountryLevel, after: CountryLevel, convention: str, change: Change, nation: Nation
) -> Interval | None:
    """The country's change in points; None where its population of one of the years is not known."""
    if convention == PUBLISHERS:
        first, last = before.span, after.span
    else:
        years = [change.end.year if convention == ONE_POPULATION else change.start.year, change.end.year]
        bases = [population_of(nation.population, nation.area, year) for year in years]
        if None in bases or bases[0].series != bases[1].series:
            return None
        first, last = (lv.span.times(100 / b.count) for lv, b in zip((before, after), bases, strict=True))
    return Interval(last.low - first.high, last.high - first.low)
