"""Coverage of health insurance on the days for which it was published.

Two scales are kept apart and never joined: ``announced`` (the publisher's rate on the publisher's population) and
``gso`` (the printed count over the statistics office's population).
"""

import pandas as pd

from baophu.analysis.constants import JOINED_DAYS, PEOPLE_UNITS
from baophu.analysis.denominators import Population, population_of
from baophu.analysis.intervals import Interval, span_of
from baophu.analysis.rows import ClaimRow, Claims, PointRow, Points, claims_of, points_of, table_of

ANNOUNCED, GSO = "announced", "gso"
SERIES_STATUSES = ("A", "B", "D", "E", "P")  # SDMX statuses that make points; U and F are evidence only
POINTS = list(PointRow._fields)
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


def coverage_points(
    claims: Claims, population: Population, area: str, excluded_claims: frozenset[str] = frozenset()
) -> pd.DataFrame:
    """Every dated coverage of the whole population of an area, each on its scale.

    Parameters
    ----------
    claims : Claims
        Usable claims; only health insurance of the ``total`` group of ``area`` is read.
    population : Population
        The ledger's populations, in persons.
    area : str
        Slug of the area.
    excluded_claims : frozenset[str]
        Claims that get no point; a count among them still gives the population of a rate printed with it.

    Returns
    -------
    pandas.DataFrame
        One row per point, by day and scale, columns ``POINTS``; percentages in 0-100, unrounded. ``low_pct`` and
        ``high_pct`` are the range that the rounding and the bound of the printed figure allow.
    """
    return table_of(PointRow, coverage_rows(claims, population, area, excluded_claims))


def coverage_rows(
    claims: Claims, population: Population, area: str, excluded_claims: frozenset[str] = frozenset()
) -> list[PointRow]:
    """``coverage_points`` as rows."""
    area_claims = [c for c in claims_of(claims) if (c.area, c.scheme, c.group) == (area, "bhyt", "total")]
    rates = [c for c in area_claims if c.kind == "rate" and c.unit == "percent_of_population"]
    counts = [c for c in area_claims if c.kind == "count" and c.unit in PEOPLE_UNITS]
    bases = [c for c in area_claims if c.kind == "denominator"]
    rows = [_announced_point(rate, counts, bases) for rate in rates if rate.claim_id not in excluded_claims]
    rows += [
        row for count in counts if count.claim_id not in excluded_claims and (row := _gso_point(count, population))
    ]
    return sorted(rows, key=in_order)


def in_order(point: PointRow) -> tuple:
    """Sort key of points: day, scale and claim."""
    return (point.as_of, point.scale, point.claim_id)


def _announced_point(rate: ClaimRow, counts: list[ClaimRow], bases: list[ClaimRow]) -> PointRow:
    """The point of a printed rate; its population is the one printed with it, else the one that its count implies."""
    same, base = _same_print(rate, counts), _same_print(rate, bases)
    insured = float(same.value) if same else None
    implied = insured / (rate.value / 100) if insured and rate.value else None
    population, kind = (float(base.value), "printed") if base else (implied, "implied")
    span = span_of(rate)
    ids = tuple(claim.claim_id for claim in (rate, same, base) if claim)
    return _point(rate, ANNOUNCED, rate.value, span, insured, population, kind, ids)


def _same_print(claim: ClaimRow, others: list[ClaimRow]) -> ClaimRow | None:
    """The first of the others that the claim's source prints for the same day.

    A source may print two counts or populations of a day, one of them by another definition (D): the one that has the
    claim's definition is preferred.
    """
    same_day = [o for o in others if o.source_id == claim.source_id and o.as_of == claim.as_of]
    return min(same_day, key=lambda o: (o.obs_status == "D") != (claim.obs_status == "D"), default=None)


def _gso_point(count: ClaimRow, population: Population) -> PointRow | None:
    base = population_of(population, count.area, count.as_of.year)
    if base is None:
        return None
    span = span_of(count).times(100 / base.count)
    pct = 100 * count.value / base.count
    return _point(count, GSO, pct, span, count.value, base.count, base.series, (count.claim_id,))


def _point(claim: ClaimRow, scale, pct, span: Interval, insured, population, base, claim_ids) -> PointRow:
    return PointRow(
        claim_id=claim.claim_id,
        area=claim.area,
        as_of=claim.as_of,
        as_of_precision=claim.as_of_precision,
        scale=scale,
        coverage_pct=pct,
        low_pct=span.low,
        high_pct=span.high,
        insured_count=insured,
        population_count=population,
        uninsured_count=population - insured if population and insured else None,
        base=base,
        unit=claim.unit,
        obs_status=claim.obs_status,
        bound=claim.bound,
        claim_ids=claim_ids,
    )


def year_ends(points: Points) -> pd.DataFrame:
    """Points of 31 December: the only days of the year that a line may connect."""
    return table_of(PointRow, year_end_rows(points))


def year_end_rows(points: Points) -> list[PointRow]:
    """``year_ends`` as rows; one for each day and scale, the most precisely dated."""
    ends = [p for p in points_of(points) if (p.as_of.month, p.as_of.day) == (12, 31) and p.as_of_precision in _DATED]
    finest = {}
    for point in sorted(ends, key=lambda p: (p.as_of, _DATED.index(p.as_of_precision))):
        finest.setdefault((point.as_of, point.scale), point)
    return list(finest.values())


def level_on(points: Points, scale: str, day: pd.Timestamp) -> tuple[float, tuple] | None:
    """Coverage on a day, interpolated linearly between the dated points around it.

    Parameters
    ----------
    points : Points
        Coverage points of one area, by day.
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
    points_by_day = {}
    for point in points_of(points):
        if point.scale == scale:
            points_by_day.setdefault(point.as_of, point)
    if day in points_by_day:
        return float(points_by_day[day].coverage_pct), (points_by_day[day].claim_id,)
    left = next((point for at, point in reversed(points_by_day.items()) if at < day), None)
    right = next((point for at, point in points_by_day.items() if at > day), None)
    # Rates of two definitions have different populations.
    if left is None or right is None or (left.obs_status == "D") != (right.obs_status == "D"):
        return None
    span = (right.as_of - left.as_of).days
    if span > JOINED_DAYS:
        return None
    share = (day - left.as_of).days / span
    pct = left.coverage_pct + share * (right.coverage_pct - left.coverage_pct)
    return float(pct), (left.claim_id, right.claim_id)
