"""Coverage of health insurance on the days for which it was published.

Two scales are kept apart and never joined: ``announced`` (the publisher's rate on the publisher's population) and
``gso`` (the printed count over the statistics office's population).
"""

import numpy as np
import pandas as pd

from baophu.analysis.claims import join_ids, select_claims
from baophu.analysis.constants import JOINED_DAYS, PEOPLE_UNITS
from baophu.analysis.denominators import yearly_population

ANNOUNCED, GSO = "announced", "gso"
SERIES_STATUSES = ("A", "B", "D", "E", "P")  # SDMX statuses that make points; U and F are evidence only
POINTS = [
    "claim_id", "area", "as_of", "as_of_precision", "scale", "coverage_pct", "low_pct", "high_pct", "insured_count",
    "population_count", "uninsured_count", "base", "unit", "obs_status", "bound", "claim_ids",
]  # fmt: skip
_DATED = ("day", "year")  # a month's figure is placed on its last day and may describe an earlier one


def usable(claims: pd.DataFrame) -> pd.DataFrame:
    """Dated claims, without those that are evidence only."""
    return claims[claims["obs_status"].isin(SERIES_STATUSES) & claims["as_of"].notna()]


def set_aside(decisions: pd.DataFrame) -> frozenset[str]:
    """Claims that a decision excludes from series; the audit still checks them."""
    return frozenset(decisions.loc[decisions["action"] == "set_aside", "claim_id"])


def local_sources(sources: pd.DataFrame) -> frozenset[str]:
    """Sources that are an office's own tables, not publications."""
    return frozenset(sources.loc[sources["source_type"] == "own_table", "source_id"])


def overlaid(claims: pd.DataFrame, sources: pd.DataFrame) -> frozenset[str]:
    """Published claims for which an office's own table has the same quantity on the same day."""
    key = ["area", "scheme", "group", "kind", "unit", "as_of"]
    local = claims["source_id"].isin(local_sources(sources))
    local_keys = pd.MultiIndex.from_frame(claims.loc[local, key])
    published = claims[~local]
    return frozenset(published.loc[pd.MultiIndex.from_frame(published[key]).isin(local_keys), "claim_id"])


def levels(
    claims: pd.DataFrame, population: pd.DataFrame, excluded_claims: frozenset[str] = frozenset()
) -> pd.DataFrame:
    """Every dated coverage of the whole population of all areas, each on its scale.

    Parameters
    ----------
    claims : pd.DataFrame
        Usable claims with their intervals (``claims.prepare_claims``).
    population : pd.DataFrame
        The ledger's populations, in persons.
    excluded_claims : frozenset[str]
        Claims that get no level of their own; a count among them still gives a rate its population.

    Returns
    -------
    pd.DataFrame
        One row per level, by area, day, scale and claim, columns ``POINTS``; percentages in 0-100, rounded nowhere.
        ``low_pct`` and ``high_pct`` are what the rounding of the print allows.
    """
    insured = select_claims(claims, scheme="bhyt", group="total")
    rates = select_claims(insured, kind="rate", unit="percent_of_population")
    counts = select_claims(insured, kind="count", unit=PEOPLE_UNITS)
    kept = [table[~table["claim_id"].isin(excluded_claims)] for table in (rates, counts)]
    bases = select_claims(insured, kind="denominator")
    both = pd.concat([_announced_levels(kept[0], counts, bases), _gso_levels(kept[1], population)], ignore_index=True)
    both["uninsured_count"] = both["population_count"] - both["insured_count"]
    return both.sort_values(["area", "as_of", "scale", "claim_id"], ignore_index=True)[POINTS]


def _announced_levels(rates: pd.DataFrame, counts: pd.DataFrame, bases: pd.DataFrame) -> pd.DataFrame:
    """Printed rates; their population is the one printed with them, else the one that their count implies."""
    rates = rates.merge(print_partners(rates, counts, "insured"), on="claim_id", how="left")
    rates = rates.merge(print_partners(rates, bases, "base"), on="claim_id", how="left")
    implied = (rates["insured_value"] / (rates["value"] / 100)).where(rates["value"] != 0)
    return rates.assign(
        scale=ANNOUNCED,
        coverage_pct=rates["value"],
        low_pct=rates["low"],
        high_pct=rates["high"],
        insured_count=rates["insured_value"],
        population_count=rates["base_value"].fillna(implied),
        base=np.where(rates["base_value"].notna(), "printed", "implied"),
        claim_ids=join_ids(rates["claim_id"], rates["insured_id"], rates["base_id"]),
    )


def print_partners(claims: pd.DataFrame, others: pd.DataFrame, name: str) -> pd.DataFrame:
    """``<name>_id``, ``<name>_value``: the first of the others that a claim's source prints for its area and day.

    A source may print two counts or populations of a day, one of them by a definition of its own: like goes with like.
    """
    key = ["area", "source_id", "as_of"]
    pairs = claims[["claim_id", *key, "is_other_definition"]].merge(
        others[[*key, "claim_id", "value", "is_other_definition"]], on=key, suffixes=("", "_other")
    )
    is_unlike = pairs["is_other_definition"] != pairs["is_other_definition_other"]
    pairs = pairs.assign(is_unlike=is_unlike).sort_values(["is_unlike", "claim_id_other"], kind="stable")
    pairs = pairs.drop_duplicates("claim_id").rename(columns={"claim_id_other": f"{name}_id", "value": f"{name}_value"})
    return pairs[["claim_id", f"{name}_id", f"{name}_value"]]


def _gso_levels(counts: pd.DataFrame, population: pd.DataFrame) -> pd.DataFrame:
    """Printed counts over the statistics office's average population of their year; without one there is no level."""
    counts = counts.assign(year=counts["as_of"].dt.year).merge(yearly_population(population), on=["area", "year"])
    share = 100 / counts["population_count"]
    return counts.assign(
        scale=GSO,
        coverage_pct=100 * counts["value"] / counts["population_count"],
        low_pct=counts["low"] * share,
        high_pct=counts["high"] * share,
        insured_count=counts["value"],
        population_count=counts["population_count"].astype("float64"),
        base=counts["population_series"],
        claim_ids=[(claim_id,) for claim_id in counts["claim_id"]],
    )


def year_ends(levels: pd.DataFrame) -> pd.DataFrame:
    """Levels of 31 December, the only days of the year that a line may connect.

    Returns
    -------
    pd.DataFrame
        One row for each area, day and scale, the most precisely dated, in the columns of ``levels``.
    """
    day = levels["as_of"]
    ends = levels[day.dt.month.eq(12) & day.dt.day.eq(31) & levels["as_of_precision"].isin(_DATED)]
    rank = ends["as_of_precision"].map({name: at for at, name in enumerate(_DATED)})
    ends = ends.assign(rank=rank).sort_values(["area", "as_of", "rank"], kind="stable")
    return ends.drop_duplicates(["area", "as_of", "scale"], ignore_index=True)[POINTS]


def level_on(levels: pd.DataFrame, scale: str, day: pd.Timestamp) -> tuple[float, tuple] | None:
    """Coverage on a day, interpolated linearly between the dated points around it.

    Parameters
    ----------
    levels : pd.DataFrame
        Dated coverages of one area (``levels``), by day.
    scale : str
        ``announced`` or ``gso``.
    day : pandas.Timestamp
        The day.

    Returns
    -------
    tuple[float, tuple] or None
        Percentage and the ids of the claims behind it; None where the points around the day lie more than
        ``JOINED_DAYS`` apart, since a seasonal swing may lie between them.
    """
    by_day = levels[levels["scale"].eq(scale)].drop_duplicates("as_of").set_index("as_of", drop=False)
    if day in by_day.index:
        return float(by_day.loc[day, "coverage_pct"]), (by_day.loc[day, "claim_id"],)
    before, after = by_day[by_day.index < day].tail(1), by_day[by_day.index > day].head(1)
    if before.empty or after.empty:
        return None
    left, right = before.iloc[0], after.iloc[0]
    # Rates of two definitions have different populations.
    if (left.obs_status == "D") != (right.obs_status == "D"):
        return None
    span = (right.as_of - left.as_of).days
    if span > JOINED_DAYS:
        return None
    share = (day - left.as_of).days / span
    pct = left.coverage_pct + share * (right.coverage_pct - left.coverage_pct)
    return float(pct), (left.claim_id, right.claim_id)
