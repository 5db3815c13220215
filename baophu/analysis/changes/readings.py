"""A change in points of every convention of population, beside the country's own between the same days."""

from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

from baophu.analysis.changes.model import COUNTED_SCALE, ONE_POPULATION, PUBLISHERS, YEARLY, Change, ChangeReading
from baophu.analysis.constants import HALF_YEAR_DAYS, OLD_DAYS
from baophu.analysis.coverage import ANNOUNCED, GSO
from baophu.analysis.denominators import Population, PopulationCount, bases_of, population_of
from baophu.analysis.intervals import Interval, span_of
from baophu.analysis.rows import ClaimRow, PointRow, Points, points_of

# Between two mid-year days of one calendar year so near, the country stood between its two figures; across the turn of
# a year the season moves it, and no line through it is drawn (docs/assumptions.md, A6).
# An area's unknown level is looked for among its figures of so many days around; else it is anything from half.
ANY_LEVEL = Interval(0.5, 1.0)


class CountryLevel(NamedTuple):
    """What the country's prints of a day, or of the days around it, allow."""

    span: Interval
    claim_ids: tuple[str, ...]
    is_derived: bool
    is_estimate: bool
    is_other_definition: bool


class Nation:
    """The country's persons and announced rates by day, made once."""

    def __init__(self, points: Points, population: Population):
        self._days: dict[str, dict[pd.Timestamp, PointRow]] = {ANNOUNCED: {}, GSO: {}}
        self.population = population
        self.area = ""
        for row in sorted(points_of(points), key=_best):
            self.area = row.area
            self._days[row.scale].setdefault(row.as_of, row)

    def on(self, scale: str, day: pd.Timestamp) -> CountryLevel | None:
        """Persons (``gso``) or percent (``announced``) on a day; between two near days of one year what both allow."""
        days = self._days[scale]
        if day in days:
            return _level([days[day]])
        around = [[d for d in days if d < day], [d for d in days if d > day]]
        if not all(around):
            return None
        left, right = max(around[0]), min(around[1])
        turns = left.year != right.year or (right.month, right.day) == (12, 31)
        if turns or (right - left).days > HALF_YEAR_DAYS or len({days[d].obs_status == "D" for d in (left, right)}) > 1:
            return None
        return _level([days[left], days[right]])


def _level(rows: list[PointRow]) -> CountryLevel:
    spans = [_span(row) for row in rows]
    hull = Interval(min(span.low for span in spans), max(span.high for span in spans))
    # A count stands on itself alone, a derived one on the change and on the count that it was printed against.
    ids = tuple(dict.fromkeys(i for row in rows for i in (row.claim_ids if row.scale == GSO else (row.claim_id,))))
    is_derived = len(rows) > 1 or rows[0].scale == GSO and len(rows[0].claim_ids) > 1
    is_estimate = any(row.obs_status in ("E", "P") for row in rows)
    return CountryLevel(hull, ids, is_derived, is_estimate, rows[0].obs_status == "D")


def derived_points(points: Iterable[PointRow], claims: Iterable[ClaimRow]) -> list[PointRow]:
    """Counts of an area on days without one that follow from a printed change and the count at its other end.

    One step alone, of everyone's health insurance in persons; of several for a day the one that leaves least open.
    """
    counts = {p.as_of: p for p in sorted(points, key=_best, reverse=True) if p.scale == GSO and p.unit == "persons"}
    cells = ("bhyt", "total", "change", "persons")
    known: dict[pd.Timestamp, PointRow] = {}
    for claim in claims:
        if (claim.scheme, claim.group, claim.kind, claim.unit) != cells or claim.base_as_of is None:
            continue
        ends = (claim.base_as_of, claim.as_of)
        for at, other, sign in ((*ends, -1), (*reversed(ends), 1)):
            if other in counts and at not in counts:
                row = _moved(counts[other], claim, at, sign)
                known[at] = min(known.get(at, row), row, key=lambda p: (p.high_pct - p.low_pct, p.claim_id))
    return sorted(known.values(), key=_best)


def _moved(row: PointRow, change: ClaimRow, day: pd.Timestamp, sign: int) -> PointRow:
    """A count less or plus a printed change; the share stays on the population of the count's own year."""
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


def _best(row: PointRow) -> tuple:
    """Of several prints of a day the usual definition comes first, then the finest."""
    return (row.as_of, row.obs_status == "D", row.high_pct - row.low_pct, row.claim_id)


def _span(row: PointRow) -> Interval:
    """What a print allows, in percent or in persons."""
    span = Interval(row.low_pct, row.high_pct)
    return span if row.scale == ANNOUNCED else span.times(row.insured_count / row.coverage_pct)


def with_readings(change: Change, points: Iterable[PointRow], nation: Nation, population: Population) -> Change:
    """The change in points of each convention, with the country's on the same one where both its ends are known.

    Persons are put on one population, that of the later day; beside it stand each year's own population and the
    publishers' rates. What has rates alone stands on them, and is held against the country's rates of one definition
    alone: a publisher's population and the statistics office's part by more than most changes.
    """
    if change.scheme != "bhyt":
        return _measured(change, list(change.readings), None)
    base = population_of(population, change.area, change.end.year)
    in_persons = change.change_count and base is not None
    readings = list(change.readings)
    if in_persons:
        whole = _points(change, base.count)
        yearly = _yearly(change, base, points, population) if change.is_total and change.start is not None else None
        readings = [whole, *([yearly] if yearly else []), *readings]
        if not change.readings and change.start is not None:
            # Whose rates are not printed is read on one population beside the publisher's rates of the country.
            readings.append(ChangeReading(PUBLISHERS, *_own(whole)))
    if change.start is not None:
        readings = [_with_country(reading, change, nation) for reading in readings]
    # What stands in for a rate that is not printed says something beside the country's rates only.
    kept = [r for r in readings if r.beyond_country or r.convention != PUBLISHERS or change.readings]
    return _measured(change.with_(derived_pct=_derived(change, population)), kept, base if in_persons else None)


def _measured(change: Change, readings: list[ChangeReading], base: PopulationCount | None) -> Change:
    """The change with its points: those of the first reading."""
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


def _derived(change: Change, population: Population) -> float | None:
    """The level at the start, in percent, where only the change and the level at the end were printed."""
    if not change.is_before_derived or not change.is_total:
        return None
    if change.count_before is None:
        return change.level_before
    base = population_of(population, change.area, change.start.year)
    return 100 * change.count_before / base.count if base else None


def _own(reading: ChangeReading) -> tuple[float, float, float]:
    return (reading.points, reading.low_points, reading.high_points)


def _points(change: Change, people: float) -> ChangeReading:
    low, high = (change.change_count if end is None else end for end in (change.low_count, change.high_count))
    return ChangeReading(ONE_POPULATION, *(100 * value / people for value in (change.change_count, low, high)))


def _yearly(
    change: Change, base: PopulationCount, points: Iterable[PointRow], population: Population
) -> ChangeReading | None:
    """The same with each day's count over its own year's population: what grew dilutes the share that was insured."""
    before = next(iter(bases_of(population, change.area, change.start.year, (base.series,))), None)
    if before is None:
        return None
    share = Interval(*[change.count_before / before.count] * 2) if change.count_before else _share(change, points)
    growth = 100 * (base.count - before.count) / base.count
    dilution = sorted((share.low * growth, share.high * growth))
    whole = _points(change, base.count)
    middle = sum(dilution) / 2
    return ChangeReading(YEARLY, whole.points - middle, whole.low_points - dilution[1], whole.high_points - dilution[0])


def _share(change: Change, points: Iterable[PointRow]) -> Interval:
    """The share insured before a change of which only the size is printed, as far as figures around it tell."""
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
    # Rates of two definitions do not compare; nor, beside persons, do rates whose population moved between the days.
    if scale == ANNOUNCED and (before.is_other_definition != after.is_other_definition):
        return reading
    if scale == ANNOUNCED and change.change_count and not _is_one_population(change, nation):
        return reading
    span = _difference(before, after, reading.convention, change, nation)
    if span is None:
        return reading
    ids = tuple(dict.fromkeys(before.claim_ids + after.claim_ids))
    is_derived, is_estimate = before.is_derived or after.is_derived, before.is_estimate or after.is_estimate
    return ChangeReading(reading.convention, *_own(reading), *span, ids, is_derived, is_estimate)


def _is_one_population(change: Change, nation: Nation) -> bool:
    """Whether the country's persons and rates of both days imply populations that may be the same."""
    persons, rates = ([nation.on(scale, day) for day in (change.start, change.end)] for scale in (GSO, ANNOUNCED))
    if None in persons:
        return False
    first, last = (people.span.over(rate.span) for people, rate in zip(persons, rates, strict=True))
    return first.overlaps(last)


def _difference(
    before: CountryLevel, after: CountryLevel, convention: str, change: Change, nation: Nation
) -> Interval | None:
    """The country's change in points; None where its population of a year is not known."""
    if convention == PUBLISHERS:
        first, last = before.span, after.span
    else:
        years = [change.end.year if convention == ONE_POPULATION else change.start.year, change.end.year]
        bases = [population_of(nation.population, nation.area, year) for year in years]
        if None in bases or bases[0].series != bases[1].series:
            return None
        first, last = (lv.span.times(100 / b.count) for lv, b in zip((before, after), bases, strict=True))
    return Interval(last.low - first.high, last.high - first.low)
