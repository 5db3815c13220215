"""Dated counts and rates of the schemes, each as one source prints it."""

from dataclasses import dataclass, fields

import numpy as np
import pandas as pd

from baophu.analysis.claims import join_ids, match_rules, select_claims
from baophu.analysis.constants import SOCIAL_SCHEMES
from baophu.analysis.social.labour_force import ON_LABOUR_FORCE, SECOND_COPY, sides_of_break, yearly_labour_force

_PRINT = ["area", "scheme", "as_of", "source_id"]


@dataclass(frozen=True)
class SocialPoint:
    """One scheme on one day as one source prints it. Counts in persons, percentages in 0-100.

    ``rate_pct`` stands on ``rate_unit``, the publisher's own denominator, of which ``implied_denominator_count`` is
    worked out where the count stands beside it. ``gso_pct`` is the count over the statistics office's labour force of
    the year; ``gso_reason`` says why there is none. ``side`` is where the rate lies to the break of October 2022.
    """

    scheme: str
    as_of: pd.Timestamp
    as_of_precision: str
    source_id: str
    insured_count: float | None
    bound: str
    obs_status: str
    rate_pct: float | None = None
    rate_unit: str = ""
    rate_bound: str = ""
    implied_denominator_count: float | None = None
    side: str = ""
    gso_pct: float | None = None
    labour_force_count: float | None = None
    labour_force_series: str = ""
    gso_reason: str = ""
    claim_ids: tuple[str, ...] = ()


def social_points(
    claims: pd.DataFrame,
    labour_force: pd.DataFrame,
    sources: pd.DataFrame,
    excluded_claims: frozenset[str] = frozenset(),
) -> pd.DataFrame:
    """Dated counts and rates of the four schemes: a count with each rate of its print, rates and counts alone.

    Parameters
    ----------
    claims : pd.DataFrame
        Usable claims of all areas with their intervals (``claims.prepare_claims``); only the ``total`` group is read.
    labour_force : pd.DataFrame
        The ledger's labour forces, in persons.
    sources : pd.DataFrame
        The day of print tells on which side of the break a rate of the months before it lies.
    excluded_claims : frozenset[str]
        Claims that no series uses.

    Returns
    -------
    pd.DataFrame
        One row per point, by area, scheme, day and claims: ``area``, the columns of ``SocialPoint``, ``rate_id``, and
        ``implied_low_count`` and ``implied_high_count``, what the prints allow of the publisher's denominator.
    """
    used = select_claims(claims[~claims["claim_id"].isin(excluded_claims)], scheme=SOCIAL_SCHEMES, group="total")
    points = _pair_prints(used).merge(sources[["source_id", "published_on"]], on="source_id", how="left")
    side = sides_of_break(points["as_of"], points["published_on"])
    # A share of nothing implies no denominator.
    rate, low, high = (points[name].where(points["rate"] > 0) for name in ("rate", "rate_low", "rate_high"))
    points = points.assign(
        as_of_precision=points["rate_precision"].fillna(points["count_precision"]),
        obs_status=points["rate_status"].fillna(points["count_status"]),
        insured_count=points["count"],
        bound=points["count_bound"].fillna(points["rate_bound"]),
        rate_pct=points["rate"],
        implied_denominator_count=100 * points["count"] / rate,
        implied_low_count=100 * points["count_low"] / high,
        implied_high_count=100 * points["count_high"] / low,
        side=np.where(points["rate_unit"].isin(ON_LABOUR_FORCE), side, ""),
        claim_ids=join_ids(points["count_id"], points["rate_id"]),
    )
    points = _on_labour_force(points, labour_force).fillna({"rate_unit": "", "rate_bound": ""})
    points["order"] = points["claim_ids"].map(" ".join)
    names = ["area", *(field.name for field in fields(SocialPoint)), "rate_id"]
    points = points.sort_values(["area", "scheme", "as_of", "order"], ignore_index=True)
    return points[[*names, "implied_low_count", "implied_high_count"]]


def _pair_prints(claims: pd.DataFrame) -> pd.DataFrame:
    """Rates with the first count that their source prints for the scheme and day, then the counts of no rate."""
    # A figure that one source prints twice is one point.
    counts = _cells(select_claims(claims, kind="count", unit="persons"), "count").drop_duplicates([*_PRINT, "count"])
    rates = _cells(select_claims(claims, kind="rate"), "rate")
    pairs = rates.merge(counts.drop_duplicates(_PRINT), on=_PRINT, how="left")
    return pd.concat([pairs, counts[~counts["count_id"].isin(pairs["count_id"])]], ignore_index=True)


def _cells(claims: pd.DataFrame, name: str) -> pd.DataFrame:
    """The cells of counts or of rates under names of their own."""
    names = {"claim_id": f"{name}_id", "value": name, "low": f"{name}_low", "high": f"{name}_high"}
    names |= {"unit": f"{name}_unit", "bound": f"{name}_bound"}
    names |= {"as_of_precision": f"{name}_precision", "obs_status": f"{name}_status"}
    return claims.rename(columns=names)[[*_PRINT, *names.values()]]


def _on_labour_force(points: pd.DataFrame, labour_force: pd.DataFrame) -> pd.DataFrame:
    """The counts over the statistics office's labour force of their year, or why there is none."""
    years = yearly_labour_force(labour_force)
    points = points.assign(year=points["as_of"].dt.year).merge(years, on=["area", "year"], how="left")
    is_counted = points["insured_count"].notna()
    people, series = (points[name].where(is_counted) for name in ("labour_force_count", "labour_force_series"))
    reasons = {
        "no_count": ~is_counted,
        "no_labour_force_of_year": people.isna(),
        "second_copy": series.eq(SECOND_COPY),
    }
    return points.assign(
        gso_pct=100 * points["insured_count"] / people,
        labour_force_count=people,
        labour_force_series=series.fillna(""),
        gso_reason=match_rules(reasons),
    )
