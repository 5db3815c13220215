"""Coverage of health insurance at the days for which somebody printed it.

Two scales are kept apart and never joined: ``announced`` (the publisher's rate on the publisher's population) and
``gso`` (the printed count over the statistics office's population).
"""

import pandas as pd

from baophu.analysis.denominators import population_of
from baophu.analysis.intervals import interval_of

ANNOUNCED, GSO = "announced", "gso"
PLOTTED = ("A", "B", "D", "E", "P")  # SDMX statuses that are points; U and F are evidence only
POINTS = [
    "claim_id",
    "area",
    "as_of",
    "as_of_precision",
    "scale",
    "coverage_pct",
    "low_pct",
    "high_pct",
    "insured_count",
    "population_count",
    "uninsured_count",
    "base",
    "unit",
    "obs_status",
    "bound",
    "claim_ids",
]


def usable(claims: pd.DataFrame) -> pd.DataFrame:
    """Dated claims that are more than evidence."""
    return claims[claims["obs_status"].isin(PLOTTED) & claims["as_of"].notna()]


def set_aside(decisions: pd.DataFrame) -> frozenset[str]:
    """Claims that a decision keeps out of series; checks of arithmetic still read them."""
    return frozenset(decisions.loc[decisions["action"] == "set_aside", "claim_id"])


def local_sources(sources: pd.DataFrame) -> frozenset[str]:
    """Sources that are an office's own tables, not publications."""
    return frozenset(sources.loc[sources["source_type"] == "own_table", "source_id"])


def overlaid(claims: pd.DataFrame, sources: pd.DataFrame) -> frozenset[str]:
    """Published claims for which an office's own table has the same quantity on the same day."""
    key = ["area", "scheme", "group", "kind", "unit", "as_of"]
    local = claims["source_id"].isin(local_sources(sources))
    own = pd.MultiIndex.from_frame(claims.loc[local, key])
    published = claims[~local]
    return frozenset(published.loc[pd.MultiIndex.from_frame(published[key]).isin(own), "claim_id"])


def coverage_points(
    claims: pd.DataFrame, population: pd.DataFrame, area: str, aside: frozenset[str] = frozenset()
) -> pd.DataFrame:
    """Every dated coverage of the whole population of an area, on its scale.

    Parameters
    ----------
    claims : usable claims; only health insurance of the ``total`` group of ``area`` is read.
    population : the ledger's populations, in persons.
    aside : claims that get no point of their own; a count among them still gives a rate its population.

    Returns
    -------
    One row per point, by day and scale, columns ``POINTS``; percentages in 0-100, rounded nowhere.
    ``low_pct`` and ``high_pct`` are what the rounding of the print allows.
    """
    own = claims[(claims["area"] == area) & (claims["scheme"] == "bhyt") & (claims["group"] == "total")]
    own = own.sort_values("claim_id")
    rates = own[(own["kind"] == "rate") & (own["unit"] == "percent_of_population")]
    counts = own[(own["kind"] == "count") & own["unit"].isin(["persons", "cards"])]
    bases = own[own["kind"] == "denominator"]
    rows = [_announced(rate, counts, bases) for rate in rates[~rates["claim_id"].isin(aside)].itertuples()]
    shown = counts[~counts["claim_id"].isin(aside)]
    rows += [row for count in shown.itertuples() if (row := _on_gso(count, population))]
    # Without points the column of days would have no type, and nothing could be asked of its years.
    table = pd.DataFrame(rows, columns=POINTS).astype({"as_of": "datetime64[s]"})
    return table.sort_values(["as_of", "scale", "claim_id"], ignore_index=True)


def _announced(rate, counts: pd.DataFrame, bases: pd.DataFrame) -> dict:
    """A printed rate; its population is the one printed with it, else the one that its count implies."""
    same, base = _beside(rate, counts), _beside(rate, bases)
    insured = float(same.iloc[0]["value"]) if len(same) else None
    implied = insured / (rate.value / 100) if insured and rate.value else None
    population, kind = (float(base.iloc[0]["value"]), "printed") if len(base) else (implied, "implied")
    span = interval_of(rate.value, rate.as_printed, rate.bound)
    ids = [rate.claim_id, *same["claim_id"][:1], *base["claim_id"][:1]]
    return _point(rate, ANNOUNCED, rate.value, span, insured, population, kind, ids)


def _beside(claim, others: pd.DataFrame) -> pd.DataFrame:
    return others[(others["source_id"] == claim.source_id) & (others["as_of"] == claim.as_of)]


def _on_gso(count, population: pd.DataFrame) -> dict | None:
    base = population_of(population, count.area, count.as_of.year)
    if base is None:
        return None
    span = interval_of(count.value, count.as_printed, count.bound).scaled(100 / base.count)
    pct = 100 * count.value / base.count
    return _point(count, GSO, pct, span, count.value, base.count, base.series, [count.claim_id])


def _point(claim, scale, pct, span, insured, population, base, claim_ids) -> dict:
    uninsured = population - insured if population and insured else None
    return {
        "claim_id": claim.claim_id,
        "area": claim.area,
        "as_of": claim.as_of,
        "as_of_precision": claim.as_of_precision,
        "scale": scale,
        "coverage_pct": pct,
        "low_pct": span.low,
        "high_pct": span.high,
        "insured_count": insured,
        "population_count": population,
        "uninsured_count": uninsured,
        "base": base,
        "unit": claim.unit,
        "obs_status": claim.obs_status,
        "bound": claim.bound,
        "claim_ids": tuple(claim_ids),
    }


def year_ends(points: pd.DataFrame) -> pd.DataFrame:
    """Points of 31 December alone: the only days of the year that may be compared with one another by a line."""
    last = points["as_of"].dt.month.eq(12) & points["as_of"].dt.day.eq(31)
    ends = points[last & points["as_of_precision"].isin(["day", "year"])]
    finest = ends.assign(_rank=ends["as_of_precision"].map({"day": 0, "year": 1})).sort_values(["as_of", "_rank"])
    return finest.drop_duplicates(["as_of", "scale"]).drop(columns="_rank").reset_index(drop=True)


def level_on(points: pd.DataFrame, scale: str, day: pd.Timestamp, reach_days: int = 275) -> tuple[float, tuple] | None:
    """Coverage of a well-observed area on a day, straight between the dated points around it.

    None where the points around the day lie more than ``reach_days`` apart: between them a season may hide.

    Returns
    -------
    Percentage and the claim ids that it rests on.
    """
    own = points[(points["scale"] == scale)].drop_duplicates("as_of")
    if (own["as_of"] == day).any():
        row = own[own["as_of"] == day].iloc[0]
        return float(row["coverage_pct"]), (row["claim_id"],)
    before, after = own[own["as_of"] < day].tail(1), own[own["as_of"] > day].head(1)
    if before.empty or after.empty:
        return None
    left, right = before.iloc[0], after.iloc[0]
    span = (right["as_of"] - left["as_of"]).days
    if span > reach_days:
        return None
    share = (day - left["as_of"]).days / span
    pct = left["coverage_pct"] + share * (right["coverage_pct"] - left["coverage_pct"])
    return float(pct), (left["claim_id"], right["claim_id"])
