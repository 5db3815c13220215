"""A change in points of every convention of population, beside the country's own between the same days."""

import numpy as np
import pandas as pd

from baophu.analysis.changes.country import COLUMNS as COUNTRY_COLUMNS
from baophu.analysis.changes.country import levels_on
from baophu.analysis.changes.model import (
    CONVENTIONS,
    COUNTED_SCALE,
    ONE_POPULATION,
    PUBLISHERS,
    YEARLY,
    is_total,
)
from baophu.analysis.claims import merge_ids
from baophu.analysis.constants import HEALTH, OLD_DAYS
from baophu.analysis.coverage import ANNOUNCED, GSO, yearly_population

# An area's unknown level is looked for among its figures of so many days around; else it is anything from half.
ANY_LEVEL = (0.5, 1.0)
POINTS = ["points", "low_points", "high_points"]
READING = ["change_id", "convention", *POINTS]
SCALES = {ONE_POPULATION: GSO, YEARLY: GSO, PUBLISHERS: ANNOUNCED}


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
    whole = _whole(changes, population)
    announced = changes[changes["announced_points"].notna()].assign(convention=PUBLISHERS)
    names = ["announced_points", "announced_low", "announced_high"]
    announced = announced.rename(columns=dict(zip(names, POINTS, strict=True)))
    # Whose rates are not printed is read on one population beside the publisher's rates of the country.
    stand_in = whole[~whole["change_id"].isin(announced["change_id"]) & whole["start"].notna()]
    tables = [whole, _yearly(whole, levels, population), announced, stand_in.assign(convention=PUBLISHERS)]
    readings = pd.concat([table[READING] for table in tables], ignore_index=True)
    readings = _add_country(readings.merge(changes, on="change_id"), national_levels, population)
    # What stands in for a rate that is not printed says something beside the country's rates only.
    is_stand_in = readings["convention"].eq(PUBLISHERS) & readings["announced_points"].isna()
    readings = readings.assign(order=readings["convention"].map(CONVENTIONS.index)).sort_values(["change_id", "order"])
    names = [*READING, "national_low", "national_high", "claim_ids", "is_derived", "is_estimate"]
    return readings.loc[~is_stand_in | readings["national_low"].notna(), names].reset_index(drop=True)


def measure_changes(changes: pd.DataFrame, readings: pd.DataFrame, population: pd.DataFrame) -> pd.DataFrame:
    """Changes with their ``scale``, points (those of their first reading) and ``derived_pct``.

    ``derived_pct`` is the level at the start, in percent, where only the change and the level at the end were printed.
    """
    first = readings.drop_duplicates("change_id").rename(columns={"points": "change_points"})
    scale = first["convention"].map(SCALES)
    names = ["change_id", "scale", "change_points", "low_points", "high_points"]
    table = changes.merge(first.assign(scale=scale)[names], on="change_id", how="left")
    base = _population_of(table, population, "start")["population_count"]
    derived = (100 * table["count_before"] / base).where(table["count_before"].notna(), table["level_before"])
    is_derived = table["is_before_derived"] & is_total(table)
    return table.assign(scale=table["scale"].fillna(COUNTED_SCALE), derived_pct=derived.where(is_derived))


def _population_of(table: pd.DataFrame, population: pd.DataFrame, day: str) -> pd.DataFrame:
    """Average population of the area and of the year of a day, row by row: ``population_count`` and its series."""
    asked = pd.DataFrame({"area": table["area"], "year": table[day].dt.year})
    return asked.merge(yearly_population(population), on=["area", "year"], how="left").set_index(table.index)


def _whole(changes: pd.DataFrame, population: pd.DataFrame) -> pd.DataFrame:
    """Changes of people in points of the population of the later day."""
    base = _population_of(changes, population, "end")
    table = changes.assign(base_count=base["population_count"], series=base["population_series"])
    is_read = table["scheme"].eq(HEALTH) & table["change_count"].fillna(0).ne(0) & table["base_count"].notna()
    share = 100 / table["base_count"]
    return table.assign(
        convention=ONE_POPULATION,
        points=table["change_count"] * share,
        low_points=table["low_count"].fillna(table["change_count"]) * share,
        high_points=table["high_count"].fillna(table["change_count"]) * share,
    )[is_read]


def _yearly(whole: pd.DataFrame, levels: pd.DataFrame, population: pd.DataFrame) -> pd.DataFrame:
    """The same with each day's count over its own year's population: what grew dilutes the share that was insured."""
    names = {"population_series": "series", "population_count": "before_count"}
    before = population[["area", "year", *names]].rename(columns=names)
    table = whole[whole["start"].notna() & whole["group"].eq("total")]
    table = table.assign(year=table["start"].dt.year).merge(before, on=["area", "year", "series"])
    share = table["count_before"].where(table["count_before"].ne(0)) / table["before_count"]
    around = _shares_around(table, levels)
    low, high = share.fillna(around["low"]), share.fillna(around["high"])
    growth = 100 * (table["base_count"] - table["before_count"]) / table["base_count"]
    dilution = np.minimum(low * growth, high * growth), np.maximum(low * growth, high * growth)
    return table.assign(
        convention=YEARLY,
        points=table["points"] - (dilution[0] + dilution[1]) / 2,
        low_points=table["low_points"] - dilution[1],
        high_points=table["high_points"] - dilution[0],
    )


def _shares_around(changes: pd.DataFrame, levels: pd.DataFrame) -> pd.DataFrame:
    """The share insured before a change of which only the size is printed, as far as figures around it tell."""
    reach = pd.Timedelta(days=OLD_DAYS)
    pairs = changes[["change_id", "area", "start", "end"]].merge(levels[["area", "as_of", "low_pct", "high_pct"]])
    near = pairs[pairs["as_of"].between(pairs["start"] - reach, pairs["end"] + reach)]
    ends = near.groupby("change_id").agg(low=("low_pct", "min"), high=("high_pct", "max")).reindex(changes["change_id"])
    low, high = ends["low"] / 100, ends["high"].clip(upper=100) / 100
    return pd.DataFrame({"low": low.fillna(ANY_LEVEL[0]), "high": high.fillna(ANY_LEVEL[1])}).reset_index(drop=True)


def _add_country(readings: pd.DataFrame, levels: pd.DataFrame, population: pd.DataFrame) -> pd.DataFrame:
    """Readings with the country's change of the same days and convention (``national_low``, ``national_high``)."""
    known = levels_on(levels, pd.concat([readings["start"], readings["end"]]))
    ends = _country_at_ends(readings, known, readings["convention"].map(SCALES))
    before, after = _points_per_unit(readings, population[population["area"].isin(levels["area"])])
    low = ends["low_after"] * after - ends["high_before"] * before
    high = ends["high_after"] * after - ends["low_before"] * before
    # Rates of two definitions do not compare; nor, beside persons, do rates whose population moved between the days.
    is_alike = ends["is_other_definition_before"].eq(ends["is_other_definition_after"])
    is_one = _is_one_population(_country_at_ends(readings, known, GSO), ends)
    is_comparable = is_alike & (is_one | readings["change_count"].fillna(0).eq(0))
    # Other schemes are read beside their own counts (``anatomy``).
    is_known = low.notna() & readings["scheme"].eq(HEALTH) & (readings["convention"].ne(PUBLISHERS) | is_comparable)
    ids = merge_ids(ends["claim_ids_before"].where(is_known), ends["claim_ids_after"].where(is_known))
    is_derived, is_estimate = (
        is_known & (ends[f"{name}_before"].eq(True) | ends[f"{name}_after"].eq(True))
        for name in ("is_derived", "is_estimate")
    )
    spans = {"national_low": low.where(is_known), "national_high": high.where(is_known)}
    return readings.assign(**spans, claim_ids=ids, is_derived=is_derived, is_estimate=is_estimate)


def _points_per_unit(readings: pd.DataFrame, population: pd.DataFrame) -> list[pd.Series]:
    """What one person is in points of the country at both ends of each reading; a point of a rate is one.

    Missing where the country's population of both years is not known in one series.
    """
    bases = yearly_population(population).set_index("year")
    first = readings["end"].where(readings["convention"].eq(ONE_POPULATION), readings["start"]).dt.year
    last = readings["end"].dt.year
    is_one_series = first.map(bases["population_series"]).eq(last.map(bases["population_series"]))
    shares = [year.map(100 / bases["population_count"]).where(is_one_series) for year in (first, last)]
    return [share.mask(readings["convention"].eq(PUBLISHERS), 1.0) for share in shares]


def _country_at_ends(readings: pd.DataFrame, known: pd.DataFrame, scale: pd.Series | str) -> pd.DataFrame:
    """What is known of the country at both ends of each reading, on a scale: columns with ``_before``, ``_after``."""
    table = readings[["start", "end"]].assign(scale=scale)
    for day, side in (("start", "before"), ("end", "after")):
        names = {"as_of": day, **{name: f"{name}_{side}" for name in COUNTRY_COLUMNS}}
        table = table.merge(known.rename(columns=names), on=["scale", day], how="left")
    return table.set_index(readings.index)


def _is_one_population(persons: pd.DataFrame, rates: pd.DataFrame) -> pd.Series:
    """Whether the country's persons and rates of both days imply populations that may be the same."""
    least = [persons[f"low_{side}"] / rates[f"high_{side}"] for side in ("before", "after")]
    most = [persons[f"high_{side}"] / rates[f"low_{side}"] for side in ("before", "after")]
    return least[0].le(most[1]) & least[1].le(most[0])
