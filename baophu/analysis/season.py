"""Seasonality: the country's surge before 31 December, and days of two years that may be compared.

Coverage rises before each year's end and falls when short-term cards expire. The size of the surge can be measured only
where a December figure has mid-year figures before and after it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

import numpy as np
import pandas as pd

from baophu.analysis.claims import merge_ids, select_claims
from baophu.analysis.constants import HALF_YEAR_DAYS, LIKE_DAYS, LONGEST_YEAR_DAYS, MEAN_YEAR_DAYS, OLD_DAYS
from baophu.analysis.coverage import ANNOUNCED, GSO, year_ends

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
LEVEL = ["as_of", "coverage_pct", "low_pct", "high_pct", "claim_ids", "is_other_definition"]


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


def december_surges(levels: pd.DataFrame, claims: pd.DataFrame, years: Iterable[int]) -> pd.DataFrame:
    """The country's December push on the announced scale.

    Parameters
    ----------
    levels : pd.DataFrame
        Levels of the country (``coverage.levels``); the year after the last one is needed to tell its push.
    claims : pd.DataFrame
        Its usable claims with their intervals, without those set aside: counts and changes in persons give levels on
        days without a rate.
    years : Iterable[int]
        Years whose push is asked for.

    Returns
    -------
    pd.DataFrame
        One row per year, columns as the fields of ``DecemberSurge``.
    """
    levels = levels.assign(is_other_definition=levels["obs_status"].eq("D")).sort_values(["as_of", "claim_id"])
    middle = _mid_year_levels(levels, claims)
    ends = year_ends(levels[levels["scale"] == ANNOUNCED])
    ends = ends.assign(is_other_definition=ends["obs_status"].eq("D"), year=ends["as_of"].dt.year)
    table = _with_neighbours(ends[["year", *LEVEL]], middle)
    table = pd.DataFrame({"year": list(years)}).merge(table, on="year", how="left")
    before, after = ((table[day] - table["as_of"]).dt.days.abs() for day in ("as_of_left", "as_of_right"))
    # Of two neighbours of a December one may be far: within a year lies one that saw the same season.
    is_too_far = (before + after > OLD_DAYS) | (np.minimum(before, after) > LONGEST_YEAR_DAYS)
    missing = [table[day].isna() for day in ("as_of", "as_of_left", "as_of_right")]
    reason = np.select([*missing, is_too_far], [NO_DECEMBER, NO_BEFORE, NO_AFTER, TOO_FAR], "")
    share = before / (before + after)
    end, left, right = (_print_sd(table, side) for side in ("", "_left", "_right"))
    sd = np.sqrt(_line_sd(middle) ** 2 + end**2 + ((1 - share) * left) ** 2 + (share * right) ** 2)
    ids = pd.Series(merge_ids(*(table[f"claim_ids{side}"] for side in ("", "_left", "_right"))), dtype=object)
    return table[["year"]].assign(
        points=_above_line(table).where(reason == ""),
        sd_points=sd.where(reason == ""),
        reason=reason,
        is_mixed=table["year"].isin(MIXED_YEARS),
        claim_ids=merge_ids(ids.where((reason == "") | (reason == TOO_FAR))),
    )


def _with_neighbours(ends: pd.DataFrame, middle: pd.DataFrame) -> pd.DataFrame:
    """Year ends with the mid-year levels before and after them (``_left``, ``_right``).

    Rates of another definition are rates of another population, and no neighbours.
    """
    for side, direction in (("_left", "backward"), ("_right", "forward")):
        on = {"left_on": "as_of", "right_on": f"as_of{side}"}
        by = {"left_by": "is_other_definition", "right_by": f"is_other_definition{side}"}
        ends = pd.merge_asof(ends, middle.add_suffix(side), **on, **by, direction=direction)
    return ends


def _above_line(table: pd.DataFrame) -> pd.Series:
    """Points by which levels stand above the line through their neighbours (``_left`` and ``_right``)."""
    share = (table["as_of"] - table["as_of_left"]) / (table["as_of_right"] - table["as_of_left"])
    line = (1 - share) * table["coverage_pct_left"] + share * table["coverage_pct_right"]
    return table["coverage_pct"] - line


def _line_sd(middle: pd.DataFrame) -> float:
    """Typical distance of a mid-year level from the line through its neighbours, as a standard deviation in points."""
    beside = [middle.shift(step).add_suffix(side) for step, side in ((1, "_left"), (-1, "_right"))]
    strays = _above_line(pd.concat([middle, *beside], axis=1)).abs().dropna()
    # By the median: the year of lock-downs must not speak for all others.
    return 1.4826 * strays.median() if len(strays) else 0.0


def _print_sd(table: pd.DataFrame, side: str) -> pd.Series:
    """Standard deviation if any value within the print's interval is as likely as another."""
    return (table[f"high_pct{side}"] - table[f"low_pct{side}"]) / sqrt(12)


def _mid_year_levels(levels: pd.DataFrame, claims: pd.DataFrame) -> pd.DataFrame:
    """Announced levels between March and October by day: printed ones, and counts on the publisher's population."""
    finest, growth = select_finest(levels), _population_growth(levels[levels["scale"] == GSO])
    announced, counts = (finest[finest["scale"] == scale] for scale in (ANNOUNCED, GSO))
    persons = _country_counts(counts, claims)
    persons = persons[~persons["as_of"].isin(announced["as_of"])]
    both = pd.concat([announced[LEVEL], _on_announced(persons, announced, counts, growth)])
    both = both[both["as_of"].dt.month.isin(MID_YEAR)].assign(first_id=lambda rows: rows["claim_ids"].str[0])
    return both.sort_values(["as_of", "first_id"]).drop_duplicates("as_of", ignore_index=True)[LEVEL]


def select_finest(levels: pd.DataFrame) -> pd.DataFrame:
    """Of several levels of an area, scale and day the one whose print leaves least open; in that order."""
    key = ["area", "scale", "as_of"]
    ranked = levels.assign(width=levels["high_pct"] - levels["low_pct"]).sort_values([*key, "width", "claim_id"])
    return ranked.drop_duplicates(key, ignore_index=True).drop(columns="width")


def _country_counts(counts: pd.DataFrame, claims: pd.DataFrame) -> pd.DataFrame:
    """Persons of the country: printed, or from a printed change and the count that it starts from.

    Returns
    -------
    pd.DataFrame
        ``as_of``, ``persons``, ``low`` and ``high``, what the prints allow, ``claim_ids``.
    """
    own = select_claims(claims, scheme="bhyt", group="total", unit="persons", kind=("count", "change"))
    own = own.assign(persons=own["value"], claim_ids=[(claim_id,) for claim_id in own["claim_id"]])
    names = ["as_of", "persons", "low", "high", "claim_ids"]
    changes = own[own["kind"] == "change"].drop(columns="base_as_of").assign(as_of_base=own["base_as_of"])
    changes = changes.merge(counts.add_suffix("_base"), on="as_of_base")
    insured, pct = changes["insured_count_base"], changes["coverage_pct_base"]
    changes = changes.assign(
        persons=insured + changes["value"],
        low=insured * changes["low_pct_base"] / pct + changes["low"],
        high=insured * changes["high_pct_base"] / pct + changes["high"],
        claim_ids=merge_ids(changes["claim_ids_base"], changes["claim_ids"]),
    )
    return pd.concat([own.loc[own["kind"] == "count", names], changes[names]]).sort_values("as_of", kind="stable")


def _on_announced(persons: pd.DataFrame, announced: pd.DataFrame, counts: pd.DataFrame, growth: float) -> pd.DataFrame:
    """Counts on the population that the nearest announced rate with a count implies, grown to the day."""
    rates = announced.merge(counts[["as_of", "insured_count", "claim_ids"]], on="as_of", suffixes=("_rate", "_count"))
    rates, reach = rates.rename(columns={"as_of": "rate_day"}), pd.Timedelta(days=HALF_YEAR_DAYS)
    on = {"left_on": "as_of", "right_on": "rate_day", "direction": "nearest", "tolerance": reach}
    both = pd.merge_asof(persons, rates, **on).dropna(subset="rate_day").astype({"is_other_definition": "bool"})
    years = (both["as_of"] - both["rate_day"]).dt.days / MEAN_YEAR_DAYS
    implied = both["insured_count_count"] / both["coverage_pct"] * (1 + growth) ** years
    return both.assign(
        coverage_pct=both["persons"] / implied,
        low_pct=both["low"] / implied,
        high_pct=both["high"] / implied,
        claim_ids=merge_ids(both["claim_ids"], both["claim_ids_rate"], both["claim_ids_count"]),
    )[LEVEL]


def _population_growth(counted: pd.DataFrame) -> float:
    """Mean yearly growth of the statistics office's population, from its longest series among the levels."""
    # Of two series as long the first by name.
    own = counted[counted["base"].isin(counted["base"].mode().head(1))]
    if own["as_of"].dt.year.nunique() < 2:
        return 0.0
    people, years = own["population_count"], own["as_of"].dt.year
    return (people.iloc[-1] / people.iloc[0]) ** (1 / (years.iloc[-1] - years.iloc[0])) - 1


def same_season_pairs(levels: pd.DataFrame) -> pd.DataFrame:
    """Each level with the last one before it that stands at the same time of an earlier year.

    31 December is compared with 31 December alone, another day with days at most 15 from it. Levels on two series of
    the statistics office's population are no pair.

    Parameters
    ----------
    levels : pd.DataFrame
        Levels of any areas (``coverage.levels``).

    Returns
    -------
    pd.DataFrame
        By area, scale and day of the later level, columns ``area`` and the fields of ``SameSeasonPair``.
    """
    days = select_finest(levels)
    is_end = days["as_of"].dt.strftime("%m-%d").eq("12-31")
    # A month's figure stands on its last day; it need not be the year's end.
    season = np.select([is_end & days["as_of_precision"].eq("month"), is_end], ["", "end"], "within")
    days = days.assign(season=season)[season != ""]
    names = ["area", "scale", "base", "season"]
    pairs = days.merge(days, on=names, suffixes=("_before", ""))
    starts, ends = pairs["as_of_before"], pairs["as_of"]
    is_near = (starts.dt.day_of_year - ends.dt.day_of_year).abs() <= LIKE_DAYS
    is_pair = (starts.dt.year < ends.dt.year) & (pairs["season"].eq("end") | is_near)
    order = ["area", "scale", "as_of"]
    pairs = pairs[is_pair].sort_values([*order, "as_of_before"]).drop_duplicates(order, keep="last", ignore_index=True)
    return pairs[["area", "scale"]].assign(
        start=pairs["as_of_before"],
        end=pairs["as_of"],
        pct_before=pairs["coverage_pct_before"],
        pct_after=pairs["coverage_pct"],
        change_points=pairs["coverage_pct"] - pairs["coverage_pct_before"],
        low_points=pairs["low_pct"] - pairs["high_pct_before"],
        high_points=pairs["high_pct"] - pairs["low_pct_before"],
        claim_ids=merge_ids(pairs["claim_ids_before"], pairs["claim_ids"]),
    )
