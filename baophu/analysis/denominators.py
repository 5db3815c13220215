"""Which population a rate stands on, and how far the choice moves it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from baophu.analysis.claims import fill_ids
from baophu.analysis.constants import PRIOR_EVENTS, YEAR_DAYS
from baophu.analysis.intervals import REST

# Newest series first: the one revised after the census of 2019 replaces the earlier one wherever both exist.
SERIES = ("gso_avg_revised", "gso_avg_pre2019census")
ANNOUNCED_BASE = "announced"
PUBLISHER_BASES = ("printed", "implied")  # populations of a publisher: printed beside the rate, or implied by its count
# A census counts the people of one day; a year later a province has grown or shrunk by about the rounding of a rate.
CENSUS_REACH_DAYS = YEAR_DAYS
# An average of a calendar year describes its middle best.
MID_YEAR = {"month": 7, "day": 1}
# Why a population is the one used where one has to be chosen, the first that there is; else it is a census.
DEFAULT_REASONS = {
    SERIES[0]: ("averages_only", "revised_series"),
    SERIES[1]: ("averages_only", "earlier_series"),
    ANNOUNCED_BASE: ("announced_only",),
}
_AREA_DAY = ["area", "as_of"]


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


def yearly_population(population: pd.DataFrame) -> pd.DataFrame:
    """One average population per area and year, from the newest series that has it (docs/assumptions.md, A2).

    Returns
    -------
    pd.DataFrame
        Columns ``area``, ``year``, ``population_count`` in persons, ``population_series``, ``source_id``.
    """
    names = ["area", "year", "population_count", "population_series", "source_id"]
    known = [population.loc[population["population_series"].eq(series), names] for series in SERIES]
    return pd.concat(known).drop_duplicates(["area", "year"], ignore_index=True)


def population_index(bases: pd.DataFrame) -> dict[tuple[str, int], float]:
    """``population_count`` of ``yearly_population`` by area and year."""
    cells = (bases[name].tolist() for name in ("area", "year", "population_count"))
    return {(area, year): float(count) for area, year, count in zip(*cells, strict=True)}


# ── Ranges of denominators ───────────────────────────────────────────────────────────────────────────────────


def denominator_rates(levels: pd.DataFrame, population: pd.DataFrame) -> pd.DataFrame:
    """The count of each day as a percentage of every population that it may be set against.

    Parameters
    ----------
    levels : pd.DataFrame
        Dated coverages of all areas (``coverage.levels``).
    population : pd.DataFrame
        The ledger's populations, in persons.

    Returns
    -------
    pd.DataFrame
        One row per area, day and population, with the columns of ``DenominatorRate``: the publisher's own population
        first, then the yearly series, newest first, then the censuses of a day at most ``CENSUS_REACH_DAYS`` away.
    """
    return _rates(_daily_counts(levels), population)


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
        ``DenominatorRate``. Without rates, and with the reason, where the day has no count or the count no population.
    """
    counts = _daily_counts(levels)
    rates = _rates(counts, population)
    ranges = levels[_AREA_DAY].drop_duplicates().merge(counts[[*_AREA_DAY, "insured_count", "claim_ids"]], how="left")
    ranges = ranges.merge(_spans(rates), how="left").merge(_default_bases(rates), how="left")
    ranges["dated_population_count"] = _dated_populations(ranges, population)
    records = _rate_records(rates)
    return ranges.assign(
        width_points=ranges["high_pct"] - ranges["low_pct"],
        default_base=ranges["default_base"].fillna(""),
        dated_pct=100 * ranges["insured_count"] / ranges["dated_population_count"],
        rates=[records.get(key, ()) for key in zip(ranges["area"], ranges["as_of"], strict=True)],
        reasons=[
            _range_reasons(*cells)
            for cells in zip(ranges["insured_count"], ranges["default_base"], ranges["as_of"], strict=True)
        ],
        claim_ids=fill_ids(ranges["claim_ids"]),
    )


def _daily_counts(levels: pd.DataFrame) -> pd.DataFrame:
    """The level that counts the insured of an area and day, with the bound of the count itself, ``count_bound``.

    The count printed with a rate comes first, for it alone has a publisher's population; such a level has the bound
    of its rate, so that the count's stands on the level of the count alone.
    """
    counted = levels[levels["insured_count"].notna()]
    counted = counted.assign(is_bare=~counted["base"].isin(PUBLISHER_BASES))
    same = [*_AREA_DAY, "insured_count"]
    bounds = counted[counted["is_bare"]].drop_duplicates(same).rename(columns={"bound": "count_bound"})
    counted = counted.assign(is_coarse=counted["as_of_precision"].ne("day"))
    best = counted.sort_values([*_AREA_DAY, "is_bare", "is_coarse", "claim_id"]).drop_duplicates(_AREA_DAY)
    return best.merge(bounds[[*same, "count_bound"]], how="left").fillna({"count_bound": "exact"})


def _rates(counts: pd.DataFrame, population: pd.DataFrame) -> pd.DataFrame:
    both = [_publisher_rates(counts), _office_rates(counts, population)]
    names = ["base", "population_count", "source_id", "pct", "insured_count", "claim_ids", "uninsured_bound", "rank"]
    rates = pd.concat([table[[*_AREA_DAY, *names]] for table in both], ignore_index=True)
    rates = rates.sort_values([*_AREA_DAY, "rank", "base"], ignore_index=True).drop(columns="rank")
    rates.insert(6, "uninsured_count", rates["population_count"] - rates.pop("insured_count"))
    return rates


def _publisher_rates(counts: pd.DataFrame) -> pd.DataFrame:
    own = counts[~counts["is_bare"] & counts["coverage_pct"].gt(0)]
    # A population that follows from a bounded count or rate moves with it.
    is_sure = own["base"].ne("implied") | (own["count_bound"].eq("exact") & own["bound"].eq("exact"))
    bound = own["count_bound"].map(REST).where(is_sure, "about")
    return own.assign(base=ANNOUNCED_BASE, source_id="", pct=own["coverage_pct"], uninsured_bound=bound, rank=-1)


def _office_rates(counts: pd.DataFrame, population: pd.DataFrame) -> pd.DataFrame:
    rank = population["population_series"].map({name: at for at, name in enumerate(SERIES)}).fillna(len(SERIES))
    known = population.assign(rank=rank, base=population["population_series"]).rename(columns={"as_of": "census_as_of"})
    names = ["area", "year", "base", "population_count", "census_as_of", "source_id", "rank"]
    pairs = counts.drop(columns=["base", "population_count"]).merge(known[names], on="area")
    is_of_year = pairs["rank"].lt(len(SERIES)) & pairs["year"].eq(pairs["as_of"].dt.year)
    is_near = (pairs["as_of"] - pairs["census_as_of"]).abs() <= pd.Timedelta(days=CENSUS_REACH_DAYS)
    pairs = pairs[is_of_year | is_near]
    pct = 100 * pairs["insured_count"] / pairs["population_count"]
    return pairs.assign(pct=pct, uninsured_bound=pairs["count_bound"].map(REST))


def _rate_records(rates: pd.DataFrame) -> dict[tuple, tuple[DenominatorRate, ...]]:
    """The rates of each area and day."""
    records = defaultdict(list)
    for area, day, *cells in rates.itertuples(index=False):
        records[area, day].append(DenominatorRate(*cells))
    return {key: tuple(own) for key, own in records.items()}


def _spans(rates: pd.DataFrame) -> pd.DataFrame:
    ends = {
        "low_pct": ("pct", "min"),
        "high_pct": ("pct", "max"),
        "low_uninsured_count": ("uninsured_count", "min"),
        "high_uninsured_count": ("uninsured_count", "max"),
    }
    return rates.groupby(_AREA_DAY).agg(**ends).reset_index()


def _default_bases(rates: pd.DataFrame) -> pd.DataFrame:
    """The population used where one has to be chosen."""
    ranks = {name: at for at, name in enumerate(DEFAULT_REASONS)}
    table = rates.assign(rank=rates["base"].map(ranks).fillna(len(ranks))).sort_values("rank", kind="stable")
    return table.drop_duplicates(_AREA_DAY).rename(columns={"base": "default_base"})[[*_AREA_DAY, "default_base"]]


def _range_reasons(insured: float, base: str, day: pd.Timestamp) -> tuple[str, ...]:
    """Why a population is used, or why there is no range."""
    if np.isnan(insured):
        return ("no_count",)
    if not isinstance(base, str):
        return ("no_population",)
    is_average_at_end = base in SERIES and (day.month, day.day) == (12, 31)
    return (*DEFAULT_REASONS.get(base, ("census_only",)), *(("year_end_on_average",) if is_average_at_end else ()))


def _dated_populations(ranges: pd.DataFrame, population: pd.DataFrame) -> pd.Series:
    """The default population on the day, straight between the averages of the two years around it, put at mid-year."""
    counts = population.set_index(["area", "population_series", "year"])["population_count"]
    year = ranges["as_of"].dt.year
    mid_year = pd.to_datetime({"year": year, **MID_YEAR})
    other_year = year.where(ranges["as_of"] < mid_year, year + 2) - 1
    keys = ([ranges["area"], ranges["default_base"], years] for years in (year, other_year))
    here, other = (counts.reindex(pd.MultiIndex.from_arrays(key)).to_numpy("float64") for key in keys)
    share = (ranges["as_of"] - mid_year) / (pd.to_datetime({"year": other_year, **MID_YEAR}) - mid_year)
    return here + share * (other - here)


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
    own = levels[levels["base"].isin(PUBLISHER_BASES) & levels["population_count"].notna()]
    own = own.sort_values([*_AREA_DAY, "claim_id"]).drop_duplicates([*_AREA_DAY, "insured_count", "coverage_pct"])
    years = yearly_population(population).rename(columns={"population_count": "office_count"})
    own = own.assign(year=own["as_of"].dt.year).merge(years, on=["area", "year"])
    return own.assign(log_ratio=np.log(own["office_count"] / own["population_count"]))[
        [*_AREA_DAY, "log_ratio", "claim_ids"]
    ]


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
    logs = events.groupby("area")["log_ratio"]
    ids = events.explode("claim_ids").drop_duplicates(["area", "claim_ids"]).groupby("area")["claim_ids"].agg(tuple)
    parts = {"own_mean": logs.mean(), "own_sd": logs.std(), "event_count": logs.size(), "claim_ids": ids}
    table = pd.DataFrame(parts).reindex(pd.Index(areas, name="area")).reset_index()
    count = table["event_count"].fillna(0).astype("int64")
    if pd.isna(mean_of_all):
        log_ratio, reasons = table["own_mean"], ("own_days_alone", "no_day_with_both")
    else:
        weighted = (count * table["own_mean"]).fillna(0) + PRIOR_EVENTS * mean_of_all
        log_ratio, reasons = weighted / (count + PRIOR_EVENTS), ("own_days", "mean_of_all")
    return table.assign(
        event_count=count,
        log_ratio=log_ratio,
        ratio=np.exp(log_ratio),
        reason=np.where(count > 0, *reasons),
        claim_ids=fill_ids(table["claim_ids"]),
    )
