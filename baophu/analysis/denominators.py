"""The populations that a count can be divided by, and how far the choice moves the rate."""

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from baophu.analysis.constants import PRIOR_EVENTS, YEAR_DAYS
from baophu.analysis.intervals import REST
from baophu.analysis.rows import PointRow, Points, points_of

# Newest first: the series revised after the census of 2019 replaces the earlier one where both exist.
SERIES = ("gso_avg_revised", "gso_avg_pre2019census")
ANNOUNCED_BASE = "announced"
PUBLISHER_BASES = ("printed", "implied")  # populations of a publisher: printed with the rate, or implied by its count
# A census counts the people of one day; within a year a province's population changes by about the rounding of a rate.
CENSUS_REACH_DAYS = YEAR_DAYS
# The average population of a calendar year is dated to its middle.
MID_YEAR = (7, 1)


@dataclass(frozen=True)
class PopulationCount:
    """A population in persons with the series it comes from."""

    count: float
    series: str
    year: int
    source_id: str


@dataclass(frozen=True)
class DenominatorRate:
    """One count as a percentage (0-100) of one population; ``uninsured_count`` in persons, below zero above 100 %.

    ``source_id`` is where the population is printed; blank for the publisher's, which is computed.
    ``uninsured_bound`` is the bound of the uninsured that follows from those of the count and the rate.
    """

    base: str  # announced, a population series or a census
    population_count: float
    source_id: str
    pct: float
    uninsured_count: float
    claim_ids: tuple[str, ...] = ()
    uninsured_bound: str = "exact"


@dataclass(frozen=True)
class DenominatorRange:
    """One count as a percentage of every population; ``reasons`` for ``default_base``, or why there are no rates.

    ``dated_pct`` is the percentage on the default series, interpolated to the day between its yearly averages.
    """

    area: str
    as_of: pd.Timestamp
    insured_count: float | None = None
    rates: tuple[DenominatorRate, ...] = ()
    low_pct: float | None = None
    high_pct: float | None = None
    width_points: float | None = None
    low_uninsured_count: float | None = None
    high_uninsured_count: float | None = None
    default_base: str = ""
    dated_pct: float | None = None
    dated_population_count: float | None = None
    reasons: tuple[str, ...] = ()
    claim_ids: tuple[str, ...] = ()

    @property
    def fewest(self) -> DenominatorRate:
        """The rate that leaves the fewest uninsured."""
        return min(self.rates, key=lambda rate: rate.uninsured_count)

    @property
    def most(self) -> DenominatorRate:
        """The rate that leaves the most uninsured."""
        return max(self.rates, key=lambda rate: rate.uninsured_count)


@dataclass(frozen=True)
class OwnRatio:
    """Factor from a percentage on the statistics office's population to the announced one, for one province.

    ``ratio`` is exp(``log_ratio``); ``own_mean`` and ``own_sd`` are the mean and standard deviation of
    log(statistics office's / publisher's population) over the ``event_count`` days that have both.
    """

    area: str
    ratio: float | None
    log_ratio: float | None
    own_mean: float | None
    own_sd: float | None
    event_count: int
    reason: str
    claim_ids: tuple[str, ...] = ()


class PopulationTable:
    """The ledger's populations, indexed once for many look-ups."""

    def __init__(self, population: pd.DataFrame):
        self._yearly: dict[tuple[str, int], dict[str, PopulationCount]] = defaultdict(dict)
        self._censuses: dict[str, list[tuple[pd.Timestamp, PopulationCount]]] = defaultdict(list)
        names = ["area", "year", "population_series", "population_count", "source_id"]
        days = population["as_of"] if "as_of" in population.columns else pd.Series(pd.NaT, population.index)
        cells = (population[name].tolist() for name in names)
        for area, year, series, count, source, day in zip(*cells, days.tolist(), strict=True):
            base = PopulationCount(float(count), series, int(year), source)
            self._yearly[area, base.year][series] = base
            if not pd.isna(day):
                self._censuses[area].append((day, base))

    @classmethod
    def of(cls, population: "Population", area: str) -> "PopulationTable":
        """``population`` itself if it is indexed already, else an index of the area's populations."""
        return population if isinstance(population, cls) else cls(population[population["area"] == area])

    def by_series(self, area: str, year: int) -> dict[str, PopulationCount]:
        """Populations of an area in a year by series."""
        return self._yearly.get((area, year), {})

    def bases(self, area: str) -> list[PopulationCount]:
        """Every population of an area, by year and series."""
        bases_of_area = [
            base
            for (base_area, _), by_series in self._yearly.items()
            if base_area == area
            for base in by_series.values()
        ]
        return sorted(bases_of_area, key=lambda base: (base.year, base.series))

    def censuses(self, area: str) -> list[tuple[pd.Timestamp, PopulationCount]]:
        """Days and populations of the censuses of an area, by series."""
        return sorted(self._censuses.get(area, []), key=lambda census: census[1].series)


Population = pd.DataFrame | PopulationTable


def population_of(
    population: Population, area: str, year: int, series: tuple[str, ...] = SERIES
) -> PopulationCount | None:
    """Average population of an area in a calendar year, from the first series that has it; None where none has.

    The average of the year is used for every day in it: the statistics office publishes no year-end figure by
    province (docs/assumptions.md, A2).
    """
    return next(iter(bases_of(population, area, year, series)), None)


def bases_of(population: Population, area: str, year: int, series: tuple[str, ...] = SERIES) -> list[PopulationCount]:
    """Populations of an area in a year, one for each of ``series`` that covers it, in that order."""
    by_series = PopulationTable.of(population, area).by_series(area, year)
    return [by_series[name] for name in series if name in by_series]


def censuses_of(population: Population, area: str, day: pd.Timestamp) -> list[PopulationCount]:
    """Census populations of an area whose day lies at most ``CENSUS_REACH_DAYS`` from ``day``, by series."""
    reach = pd.Timedelta(days=CENSUS_REACH_DAYS)
    return [base for census, base in PopulationTable.of(population, area).censuses(area) if abs(census - day) <= reach]


def population_on(population: Population, area: str, day: pd.Timestamp, series: str) -> float | None:
    """Population on a day, interpolated linearly between the averages of the two years around it, dated to mid-year."""
    middle = pd.Timestamp(day.year, *MID_YEAR)
    other_year = day.year + (1 if day >= middle else -1)
    base, other = (population_of(population, area, year, (series,)) for year in (day.year, other_year))
    if base is None or other is None:
        return None
    share = (day - middle) / (pd.Timestamp(other_year, *MID_YEAR) - middle)
    return base.count + share * (other.count - base.count)


def band(points: Points, population: Population, area: str, day: pd.Timestamp) -> DenominatorRange:
    """The count that an area has on a day, as a percentage of every population.

    Parameters
    ----------
    points : Points
        Coverage points of the area (``coverage.coverage_points``).
    population : Population
        The ledger's populations, in persons.
    area : str
        Slug of the area.
    day : pandas.Timestamp
        Day of the count.

    Returns
    -------
    DenominatorRange
        Without rates, and with the reason, where the day has no count or the count no population.
    """
    rows = points_of(points)
    count = _count_on(rows, day)
    if count is None:
        return DenominatorRange(area, day, reasons=("no_count",))
    insured, ids = float(count.insured_count), tuple(count.claim_ids)
    rates = _rates(count, _bound_of(count, rows), population, area, day)
    if not rates:
        return DenominatorRange(area, day, insured, reasons=("no_population",), claim_ids=ids)
    base, reasons = _default(rates, day)
    dated = population_on(population, area, day, base)
    lows, people = [rate.pct for rate in rates], [rate.uninsured_count for rate in rates]
    return DenominatorRange(
        area,
        day,
        insured,
        tuple(rates),
        min(lows),
        max(lows),
        max(lows) - min(lows),
        min(people),
        max(people),
        base,
        100 * insured / dated if dated else None,
        dated,
        reasons,
        ids,
    )


def _count_on(points: list[PointRow], day: pd.Timestamp) -> PointRow | None:
    """The point with a day's count: preferably one printed with a rate, which has the publisher's population."""
    counted = (point for point in points if point.as_of == day and point.insured_count is not None)
    return min(
        counted, key=lambda p: (p.base not in PUBLISHER_BASES, p.as_of_precision != "day", p.claim_id), default=None
    )


def _bound_of(count: PointRow, points: list[PointRow]) -> str:
    """Bound of the count: a point of count and rate has the rate's bound, the point of the count alone the count's."""
    same_count = (p for p in points if (p.as_of, p.insured_count) == (count.as_of, count.insured_count))
    return next((p.bound for p in same_count if p.base not in PUBLISHER_BASES), "exact")


def _rates(count: PointRow, bound: str, population: Population, area: str, day: pd.Timestamp) -> list[DenominatorRate]:
    insured, ids = float(count.insured_count), tuple(count.claim_ids)
    rates = []
    if count.base in PUBLISHER_BASES and count.coverage_pct > 0:
        people = float(count.population_count)
        # A population computed from a bounded count or rate is itself uncertain.
        moves = count.base == "implied" and (bound, count.bound) != ("exact", "exact")
        rest = "about" if moves else REST[bound]
        rates.append(
            DenominatorRate(ANNOUNCED_BASE, people, "", float(count.coverage_pct), people - insured, ids, rest)
        )
    for base in [*bases_of(population, area, day.year), *censuses_of(population, area, day)]:
        pct = 100 * insured / base.count
        rest = REST[bound]
        rates.append(DenominatorRate(base.series, base.count, base.source_id, pct, base.count - insured, ids, rest))
    return rates


def _default(rates: list[DenominatorRate], day: pd.Timestamp) -> tuple[str, tuple[str, ...]]:
    """The population used where one has to be chosen, with the reasons."""
    bases = {rate.base for rate in rates}
    for name, reason in zip(SERIES, ("revised_series", "earlier_series"), strict=True):
        if name in bases:
            end = ("year_end_on_average",) if (day.month, day.day) == (12, 31) else ()
            return name, ("averages_only", reason, *end)
    if ANNOUNCED_BASE in bases:
        return ANNOUNCED_BASE, ("announced_only",)
    return rates[0].base, ("census_only",)


def own_ratio(points: Points, population: Population, area: str, mean_of_all: float | None = None) -> OwnRatio:
    """A province's ratio between the two scales, shrunk towards the mean over all provinces.

    Parameters
    ----------
    points : Points
        Coverage points; those of ``area`` with a publisher's population are the events of the ratio.
    population : Population
        The ledger's populations, in persons.
    area : str
        Slug of the province.
    mean_of_all : float or None
        Mean log ratio over all provinces (``mean_log_ratio``); None leaves the province's mean unshrunk.
    """
    events, ids = _log_ratios(points, population, area)
    n = len(events)
    area_mean = math.fsum(events) / n if n else None
    spread = math.sqrt(math.fsum((value - area_mean) ** 2 for value in events) / (n - 1)) if n > 1 else None
    if mean_of_all is None:
        log_ratio, reason = area_mean, "own_days_alone" if n else "no_day_with_both"
    else:
        log_ratio = (math.fsum(events) + PRIOR_EVENTS * mean_of_all) / (n + PRIOR_EVENTS)
        reason = "own_days" if n else "mean_of_all"
    ratio = math.exp(log_ratio) if log_ratio is not None else None
    return OwnRatio(area, ratio, log_ratio, area_mean, spread, n, reason, ids)


def mean_log_ratio(ratios: Iterable[OwnRatio]) -> float | None:
    """Mean log ratio over the days of all provinces; None where no province has one."""
    with_events = [ratio for ratio in ratios if ratio.event_count]
    total = sum(ratio.event_count for ratio in with_events)
    return math.fsum(ratio.event_count * ratio.own_mean for ratio in with_events) / total if total else None


def _log_ratios(points: Points, population: Population, area: str) -> tuple[list[float], tuple[str, ...]]:
    rows = sorted(points_of(points), key=lambda point: (point.as_of, point.claim_id))
    # A count and rate printed twice for one day are one event.
    distinct = {}
    for point in rows:
        if point.area == area and point.base in PUBLISHER_BASES and point.population_count is not None:
            distinct.setdefault((point.as_of, point.insured_count, point.coverage_pct), point)
    events, ids = [], []
    for point in distinct.values():
        base = population_of(population, area, point.as_of.year)
        if base:
            events.append(math.log(base.count / point.population_count))
            ids += point.claim_ids
    return events, tuple(dict.fromkeys(ids))
