"""Which population a rate stands on, and how far the choice moves it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from math import exp, fsum, isnan, log, nan
from operator import attrgetter
from statistics import fmean, stdev
from typing import Any, NamedTuple

import pandas as pd

from baophu.analysis.claims import DAY, Row, frame_of, union_ids
from baophu.analysis.constants import PRIOR_EVENTS, YEAR_DAYS
from baophu.analysis.intervals import REST

# Newest series first: the one revised after the census of 2019 replaces the earlier one wherever both exist.
SERIES = ("gso_avg_revised", "gso_avg_pre2019census")
ANNOUNCED_BASE = "announced"
PUBLISHER_BASES = ("printed", "implied")  # populations of a publisher: printed beside the rate, or implied by its count
# A census counts the people of one day; a year later a province has grown or shrunk by about the rounding of a rate.
CENSUS_REACH_DAYS = YEAR_DAYS
# An average of a calendar year describes its middle best.
MID_YEAR = (7, 1)
# Why a population is the one used where one has to be chosen, the first that there is; else it is a census.
DEFAULT_REASONS = {
    SERIES[0]: ("averages_only", "revised_series"),
    SERIES[1]: ("averages_only", "earlier_series"),
    ANNOUNCED_BASE: ("announced_only",),
}


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

    ``source_id`` is where the population is printed; blank for the publisher's own, which is worked out.
    ``uninsured_bound`` is what the bounds of the count and the rate leave of the uninsured.
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
    """Every percentage of one count. ``reasons`` says why ``default_base`` is used, or why there is no band.

    ``dated_pct`` is the percentage on the default series moved along to the day between the averages around it.
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
        """The rate that leaves the most."""
        return max(self.rates, key=lambda rate: rate.uninsured_count)


@dataclass(frozen=True)
class OwnRatio:
    """What turns a percentage on the statistics office's population into the announced one, for one province.

    ``ratio`` is exp(``log_ratio``); ``own_mean`` and ``own_sd`` are of log(statistical / publisher's population)
    over the ``event_count`` days that show both.
    """

    area: str
    ratio: float | None
    log_ratio: float | None
    own_mean: float | None
    own_sd: float | None
    event_count: int
    reason: str
    claim_ids: tuple[str, ...] = ()


def _dtypes_of(kind: type) -> dict[str, type | str]:
    types: dict[Any, type | str] = {float: float, float | None: float, int: int, pd.Timestamp: DAY}
    return {field.name: types.get(field.type, object) for field in fields(kind)}


_RANGES, _RATIOS = _dtypes_of(DenominatorRange), _dtypes_of(OwnRatio)


class YearlyPopulation(NamedTuple):
    """An average population of a calendar year in persons, and its series."""

    count: float  # type: ignore[assignment]  # hides the method of tuples, which nothing calls
    series: str


def yearly_population(population: pd.DataFrame) -> dict[tuple[str, int], YearlyPopulation]:
    """One average population by area and year, from the newest series that has it (docs/assumptions.md, A2)."""
    names = ("area", "year", "population_series", "population_count")
    rows = list(zip(*(population[name].tolist() for name in names), strict=True))
    newest_last = (row for wanted in reversed(SERIES) for row in rows if row[2] == wanted)
    return {(area, year): YearlyPopulation(float(count), series) for area, year, series, count in newest_last}


# ── Ranges of denominators ───────────────────────────────────────────────────────────────────────────────────


def denominator_ranges(levels: pd.DataFrame, population: pd.DataFrame) -> pd.DataFrame:
    """Every percentage of the count that an area has on a day.

    Parameters
    ----------
    levels : pd.DataFrame
        Dated coverages of all areas (``coverage.levels``).
    population : pd.DataFrame
        The ledger's populations, in persons.

    Returns
    -------
    pd.DataFrame
        One row per area and day with a level, columns as ``DenominatorRange``; ``rates`` are tuples of
        ``DenominatorRate``: the publisher's own population first, then the yearly series, newest first, then the
        censuses at most ``CENSUS_REACH_DAYS`` away. Without rates, and with the reason, where the day has no count or
        the count no population.
    """
    known, counts = _Populations(population), _daily_counts(levels)
    days = dict.fromkeys(zip(levels["area"], levels["as_of"], strict=True))
    ranges = [_range(area, day, counts.get((area, day)), known) for area, day in days]
    return frame_of(map(attrgetter(*_RANGES), ranges), _RANGES)


class _Populations:
    """The ledger's populations by area, series and year, and the censuses of each area."""

    def __init__(self, population: pd.DataFrame):
        self.by_year: dict[tuple[str, str, int], PopulationCount] = {}
        self.censuses: dict[str, list[tuple[pd.Timestamp, PopulationCount]]] = defaultdict(list)
        names = ("area", "population_count", "population_series", "year", "source_id", "as_of")
        for area, count, *cells, day in zip(*(population[name].tolist() for name in names), strict=True):
            base = PopulationCount(float(count), *cells)
            self.by_year[area, base.series, base.year] = base
            if day is not pd.NaT:
                self.censuses[area].append((day, base))

    def around(self, area: str, day: pd.Timestamp) -> list[PopulationCount]:
        """The averages of a day's year, newest series first, then the censuses near it by series."""
        yearly = [self.by_year.get((area, series, day.year)) for series in SERIES]
        near = [base for census, base in self.censuses[area] if abs((census - day).days) <= CENSUS_REACH_DAYS]
        return [base for base in yearly if base is not None] + sorted(near, key=lambda base: base.series)

    def on(self, area: str, series: str, day: pd.Timestamp) -> float:
        """Straight between the averages of the two years around a day, put at mid-year; NaN where one is unknown."""
        middle = pd.Timestamp(day.year, *MID_YEAR)
        other_year = day.year - 1 if day < middle else day.year + 1
        here, other = (self.by_year.get((area, series, year)) for year in (day.year, other_year))
        if here is None or other is None:
            return nan
        share = (day - middle) / (pd.Timestamp(other_year, *MID_YEAR) - middle)
        return here.count + share * (other.count - here.count)


def _daily_counts(levels: pd.DataFrame) -> dict[tuple[str, pd.Timestamp], tuple[Row, str]]:
    """By area and day, the level that counts the insured, with the bound of the count itself.

    The count printed with a rate comes first, for it alone has a publisher's population; such a level has the bound
    of its rate, so that the count's stands on the level of the count alone.
    """
    counted = list(levels[levels["insured_count"].notna()].itertuples(index=False))
    bare = (level for level in reversed(counted) if level.base not in PUBLISHER_BASES)
    bounds = {(level.area, level.as_of, level.insured_count): level.bound for level in bare}
    found: dict[tuple, tuple[Row, str]] = {}
    for level in sorted(counted, key=_by_detail):
        bound = bounds.get((level.area, level.as_of, level.insured_count), "exact")
        found.setdefault((level.area, level.as_of), (level, bound))
    return found


def _by_detail(level: Row) -> tuple:
    is_bare, is_coarse = level.base not in PUBLISHER_BASES, level.as_of_precision != "day"
    return (level.area, level.as_of, is_bare, is_coarse, level.claim_id)


def _rates(level: Row, bound: str, known: _Populations) -> Iterator[DenominatorRate]:
    insured, ids = level.insured_count, level.claim_ids
    if level.base in PUBLISHER_BASES and level.coverage_pct > 0:
        # A population that follows from a bounded count or rate moves with it.
        moves = level.base == "implied" and (bound, level.bound) != ("exact", "exact")
        people, rest = level.population_count, "about" if moves else REST[bound]
        yield DenominatorRate(ANNOUNCED_BASE, people, "", level.coverage_pct, people - insured, ids, rest)
    for base in known.around(level.area, level.as_of):
        cells = (base.source_id, 100 * insured / base.count, base.count - insured, ids, REST[bound])
        yield DenominatorRate(base.series, base.count, *cells)


def _range(area: str, day: pd.Timestamp, count: tuple[Row, str] | None, known: _Populations) -> DenominatorRange:
    if count is None:
        return DenominatorRange(area, day, reasons=("no_count",))
    level, _ = count
    rates = tuple(_rates(*count, known))
    if not rates:
        return DenominatorRange(area, day, level.insured_count, reasons=("no_population",), claim_ids=level.claim_ids)
    pcts, people = [rate.pct for rate in rates], [rate.uninsured_count for rate in rates]
    bases = [rate.base for rate in rates]
    base = next((base for base in DEFAULT_REASONS if base in bases), bases[0])
    is_average_at_end = base in SERIES and (day.month, day.day) == (12, 31)
    dated = known.on(area, base, day)
    return DenominatorRange(
        *(area, day, level.insured_count, rates, min(pcts), max(pcts), max(pcts) - min(pcts), min(people), max(people)),
        default_base=base,
        dated_pct=100 * level.insured_count / dated,
        dated_population_count=dated,
        reasons=DEFAULT_REASONS.get(base, ("census_only",)) + ("year_end_on_average",) * is_average_at_end,
        claim_ids=level.claim_ids,
    )


# ── Own ratios ───────────────────────────────────────────────────────────────────────────────────────────────


def ratio_events(levels: pd.DataFrame, population: pd.DataFrame) -> pd.DataFrame:
    """Days that show a publisher's population beside the statistics office's.

    Parameters
    ----------
    levels : pd.DataFrame
        Dated coverages of all areas (``coverage.levels``).
    population : pd.DataFrame
        The ledger's populations, in persons.

    Returns
    -------
    pd.DataFrame
        One row per area, day, count and rate, for two prints of one count and rate are one event: ``area``,
        ``as_of``, ``log_ratio`` (log of the office's population over the publisher's), ``claim_ids``.
    """
    people = yearly_population(population)
    own = levels[levels["base"].isin(PUBLISHER_BASES) & levels["population_count"].notna()]
    events: dict[tuple, tuple] = {}
    for level in sorted(own.itertuples(index=False), key=lambda level: (level.area, level.as_of, level.claim_id)):
        office = people.get((level.area, level.as_of.year))
        if office is not None:
            key = (level.area, level.as_of, level.insured_count, level.coverage_pct)
            log_ratio = log(office.count / level.population_count)
            events.setdefault(key, (level.area, level.as_of, log_ratio, level.claim_ids))
    return frame_of(events.values(), {"area": object, "as_of": DAY, "log_ratio": float, "claim_ids": object})


def own_ratios(events: pd.DataFrame, areas: Sequence[str], mean_of_all: float | None = None) -> pd.DataFrame:
    """Each area's own ratio between the two scales, drawn a little towards the mean over all provinces.

    Parameters
    ----------
    events : pd.DataFrame
        Days of these and other areas that show both scales (``ratio_events``).
    areas : Sequence[str]
        The areas wanted; one without an event has the mean of all.
    mean_of_all : float | None
        Mean log ratio of the events of all provinces; missing leaves the own mean as it is.

    Returns
    -------
    pd.DataFrame
        One row per area, in the order given, columns as ``OwnRatio``.
    """
    logs, ids = defaultdict(list), defaultdict(list)
    for area, value, claim_ids in zip(events["area"], events["log_ratio"], events["claim_ids"], strict=True):
        logs[area].append(value)
        ids[area].append(claim_ids)
    rows = [_own_ratio(area, logs[area], union_ids(ids[area]), mean_of_all) for area in areas]
    return frame_of(map(attrgetter(*_RATIOS), rows), _RATIOS)


def _own_ratio(area: str, logs: list[float], ids: tuple[str, ...], mean_of_all: float | None) -> OwnRatio:
    count = len(logs)
    mean = fmean(logs) if logs else nan
    if mean_of_all is None or isnan(mean_of_all):
        log_ratio, reasons = mean, ("own_days_alone", "no_day_with_both")
    else:
        log_ratio, reasons = (
            (fsum(logs) + PRIOR_EVENTS * mean_of_all) / (count + PRIOR_EVENTS),
            ("own_days", "mean_of_all"),
        )
    sd = stdev(logs) if count > 1 else nan
    return OwnRatio(area, exp(log_ratio), log_ratio, mean, sd, count, reasons[not count], ids)
