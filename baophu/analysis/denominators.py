"""Which population a rate stands on."""

from dataclasses import dataclass

import pandas as pd

# Newest series first: the one revised after the census of 2019 replaces the earlier one wherever both exist.
SERIES = ("gso_avg_revised", "gso_avg_pre2019census")


@dataclass(frozen=True)
class Base:
    """A population in persons with the series it comes from."""

    count: float
    series: str
    year: int
    source_id: str


def population_of(population: pd.DataFrame, area: str, year: int, series: tuple[str, ...] = SERIES) -> Base | None:
    """Average population of an area in a calendar year, from the first series that has it; None where none has.

    The average of the year is used for every day in it: the statistics office publishes no year-end figure by
    province (docs/assumptions.md, A2).
    """
    rows = population[(population["area"] == area) & (population["year"] == year)].set_index("population_series")
    for name in series:
        if name in rows.index:
            row = rows.loc[name]
            return Base(float(row["population_count"]), name, year, row["source_id"])
    return None


def bases_of(population: pd.DataFrame, area: str, year: int) -> list[Base]:
    """Every yearly population of an area: one for each series that covers the year."""
    found = (population_of(population, area, year, (name,)) for name in SERIES)
    return [base for base in found if base]
