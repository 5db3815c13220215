"""A change in points of every convention of population, beside the country's own between the same days."""

from collections.abc import Iterator, Mapping, Sequence
from math import isnan, nan

import numpy as np
import pandas as pd

from baophu.analysis.changes.country import levels_on
from baophu.analysis.changes.model import COUNTED_SCALE, ONE_POPULATION, PUBLISHERS, YEARLY, is_total
from baophu.analysis.claims import Row, frame_of, group_rows, union_ids
from baophu.analysis.constants import HEALTH, OLD_DAYS
from baophu.analysis.coverage import ANNOUNCED, GSO, yearly_population
from baophu.analysis.denominators import YearlyPopulation

# An area's unknown level is looked for among its figures of so many days around; else it is anything from half.
REACH, ANY_LEVEL = pd.Timedelta(days=OLD_DAYS), (0.5, 1.0)
SCALES = {ONE_POPULATION: GSO, YEARLY: GSO, PUBLISHERS: ANNOUNCED}
READINGS = {
    **{"change_id": int, "convention": object},
    **dict.fromkeys(("points", "low_points", "high_points", "national_low", "national_high"), float),
    **{"claim_ids": object, "is_derived": bool, "is_estimate": bool},
}
_UNKNOWN = (nan, nan, (), False, False)  # the cells of the country, from ``national_low`` on
_SPAN = ["area", "as_of", "low_pct", "high_pct"]


def read_on_populations(
    changes: pd.DataFrame, levels: pd.DataFrame, population: pd.DataFrame, national_levels: pd.DataFrame
) -> pd.DataFrame:
    """Changes in points of each convention, with the country's on the same one where both its ends are known.

    Persons are put on one population, that of the later day; beside it stand each year's own population and the
    publishers' rates. What has rates alone stands on them, and is held against the country's rates of one definition
    alone: a publisher's population and the statistics office's part by more than most changes.

    Parameters
    ----------
    changes : pd.DataFrame
        Changes of all areas (``find.find_changes``).
    levels : pd.DataFrame
        Dated coverages of the same areas (``coverage.levels``).
    population : pd.DataFrame
        The ledger's populations, in persons.
    national_levels : pd.DataFrame
        Those of the country, with the counts that follow from its printed changes (``country.derive_levels``).

    Returns
    -------
    pd.DataFrame
        One row per change and convention, by ``change_id`` and in the order of ``CONVENTIONS``; columns as
        ``ChangeReading``, in percentage points.
    """
    country = _Country(national_levels, changes, population)
    around = group_rows(levels[_SPAN].itertuples(index=False), "area")
    people = yearly_population(population)
    names = ("area", "year", "population_series", "population_count")
    series = {tuple(key): float(count) for *key, count in zip(*(population[n].tolist() for n in names), strict=True)}
    rows = []
    for change in changes.itertuples(index=False):
        base = people.get((change.area, change.end.year))
        for convention, numbers in _readings(change, base, series, around[change.area]):
            beside = country.beside(change, convention)
            # What stands in for a rate that is not printed says something beside the country's rates only.
            is_stand_in = convention == PUBLISHERS and isnan(change.announced_points)
            if beside is not None or not is_stand_in:
                rows.append((change.change_id, convention, *numbers, *(beside or _UNKNOWN)))
    return frame_of(rows, READINGS)


def _readings(change: Row, base: Row | None, series: dict, levels: Sequence[Row]) -> Iterator[tuple[str, tuple]]:
    """Convention and numbers (points, the least and the most) of each reading, in the order of ``CONVENTIONS``."""
    announced = (change.announced_points, change.announced_low, change.announced_high)
    whole = None
    if change.scheme == HEALTH and is_counted(change.change_count) and base is not None:
        share = 100 / base.count
        ends = (change.change_count if isnan(end) else end for end in (change.low_count, change.high_count))
        whole = (change.change_count * share, *(end * share for end in ends))
        yield ONE_POPULATION, whole
        before = series.get((change.area, change.start.year, base.series))  # without a start, of no year
        if before is not None and change.group == "total":
            yield YEARLY, _yearly(whole, change, before, base.count, levels)
    if not isnan(change.announced_points):
        yield PUBLISHERS, announced
    elif whole is not None and change.start is not pd.NaT:
        # Whose rates are not printed is read on one population beside the publisher's rates of the country.
        yield PUBLISHERS, whole


def is_counted(count: float) -> bool:
    """Whether a number of people is known and not nought."""
    return not isnan(count) and count != 0


def _yearly(whole: tuple, change: Row, before: float, after: float, levels: Sequence[Row]) -> tuple:
    """The same with each day's count over its own year's population: what grew dilutes the share that was insured."""
    share = change.count_before / before
    shares = (share, share) if is_counted(change.count_before) else _shares_around(change, levels)
    growth = 100 * (after - before) / after
    least, most = sorted(share * growth for share in shares)
    return (whole[0] - (least + most) / 2, whole[1] - most, whole[2] - least)


def _shares_around(change: Row, levels: Sequence[Row]) -> tuple[float, float]:
    """The share insured before a change of which only the size is printed, as far as figures around it tell."""
    first, last = change.start - REACH, change.end + REACH
    near = [level for level in levels if first <= level.as_of <= last]
    if not near:
        return ANY_LEVEL
    return min(level.low_pct for level in near) / 100, min(100, max(level.high_pct for level in near)) / 100


class _Country:
    """The country's changes between the days of an area's."""

    def __init__(self, levels: pd.DataFrame, changes: pd.DataFrame, population: pd.DataFrame):
        found = levels_on(levels, pd.concat([changes["start"], changes["end"]]))
        self._levels = {(level.scale, level.as_of): level for level in found.itertuples(index=False)}
        own = yearly_population(population[population["area"].isin(levels["area"])])
        self._bases = {year: base for (_, year), base in own.items()}

    def beside(self, change: Row, convention: str) -> tuple | None:
        """The cells ``_UNKNOWN`` of a reading: the country's change in points, and what it rests on."""
        before, after = self._ends(change, SCALES[convention])
        # Other schemes are read beside their own counts (``anatomy``).
        if before is None or after is None or change.scheme != HEALTH:
            return None
        if convention == PUBLISHERS:
            # Rates of two definitions do not compare; nor, beside persons, do rates whose population moved meanwhile.
            is_alike = before.is_other_definition == after.is_other_definition
            if not is_alike or is_counted(change.change_count) and not self._is_one_population(change, before, after):
                return None
            per_unit = (1.0, 1.0)
        else:
            first = (change.end if convention == ONE_POPULATION else change.start).year
            base, last = (self._bases.get(year) for year in (first, change.end.year))
            if base is None or last is None or base.series != last.series:
                return None
            per_unit = (100 / base.count, 100 / last.count)
        low = after.low * per_unit[1] - before.high * per_unit[0]
        high = after.high * per_unit[1] - before.low * per_unit[0]
        ids = union_ids((before.claim_ids, after.claim_ids))
        return (low, high, ids, before.is_derived or after.is_derived, before.is_estimate or after.is_estimate)

    def _ends(self, change: Row, scale: str) -> list[Row | None]:
        return [self._levels.get((scale, day)) for day in (change.start, change.end)]

    def _is_one_population(self, change: Row, *rates: Row) -> bool:
        """Whether the country's persons and rates of both days imply populations that may be the same."""
        persons = [level for level in self._ends(change, GSO) if level is not None]
        if len(persons) < 2:
            return False
        least = [people.low / rate.high for people, rate in zip(persons, rates, strict=True)]
        most = [people.high / rate.low for people, rate in zip(persons, rates, strict=True)]
        return least[0] <= most[1] and least[1] <= most[0]


def measure_changes(
    changes: pd.DataFrame, readings: pd.DataFrame, people: Mapping[tuple, YearlyPopulation]
) -> pd.DataFrame:
    """Changes with their ``scale``, points (those of their first reading) and ``derived_pct``.

    ``derived_pct`` is the level at the start, in percent, where only the change and the level at the end were printed.
    ``people`` is as ``denominators.yearly_population`` gives it.
    """
    first = readings.drop_duplicates("change_id").set_index("change_id").reindex(changes["change_id"])
    bases = map(people.get, zip(changes["area"], changes["start"].dt.year, strict=True))
    base = np.array([nan if base is None else base.count for base in bases], dtype=float)
    derived = (100 * changes["count_before"] / base).where(changes["count_before"].notna(), changes["level_before"])
    return changes.assign(
        scale=first["convention"].map(SCALES).fillna(COUNTED_SCALE).to_numpy(),
        change_points=first["points"].to_numpy(),
        low_points=first["low_points"].to_numpy(),
        high_points=first["high_points"].to_numpy(),
        derived_pct=derived.where(changes["is_before_derived"] & is_total(changes)),
    )
