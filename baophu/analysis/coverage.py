"""Coverage of health insurance on the days for which it was published.

Two scales are kept apart and never joined: ``announced`` (the publisher's rate on the publisher's population) and
``gso`` (the printed count over the statistics office's population).
"""

from collections.abc import Iterable, Iterator
from math import nan
from operator import itemgetter
from typing import Any

import pandas as pd

from baophu.analysis.claims import DAY, Row, frame_of, group_rows, select_claims
from baophu.analysis.constants import HEALTH, JOINED_DAYS, PEOPLE_UNITS
from baophu.analysis.denominators import yearly_population

ANNOUNCED, GSO = "announced", "gso"
SERIES_STATUSES = ("A", "B", "D", "E", "P")  # SDMX statuses that make points; U and F are evidence only
DTYPES = {
    **{"claim_id": object, "area": object, "as_of": DAY, "as_of_precision": object, "scale": object},
    **dict.fromkeys(("coverage_pct", "low_pct", "high_pct"), float),
    **dict.fromkeys(("insured_count", "population_count", "uninsured_count"), float),
    **dict.fromkeys(("base", "unit", "obs_status", "bound", "claim_ids"), object),
}
POINTS = list(DTYPES)
_PRINT = ("area", "source_id", "as_of")
_ORDER = ("area", "as_of", "scale", "claim_id")
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
    insured = list(select_claims(claims, scheme=HEALTH, group="total").itertuples(index=False))
    counts = [claim for claim in insured if claim.kind == "count" and claim.unit in PEOPLE_UNITS]
    rates = [claim for claim in insured if claim.kind == "rate" and claim.unit == "percent_of_population"]
    bases = [claim for claim in insured if claim.kind == "denominator"]
    kept = [[claim for claim in own if claim.claim_id not in excluded_claims] for own in (rates, counts)]
    beside = [group_rows(own, *_PRINT) for own in (counts, bases)]
    rows = [*_announced_levels(kept[0], *beside), *_gso_levels(kept[1], population)]
    return frame_of(sorted(rows, key=itemgetter(*map(POINTS.index, _ORDER))), DTYPES)


def _announced_levels(
    rates: Iterable[Row], counts: dict[Any, list[Row]], bases: dict[Any, list[Row]]
) -> Iterator[tuple]:
    """Printed rates; their population is the one printed with them, else the one that their count implies."""
    for rate in rates:
        count, base = _partner(rate, counts), _partner(rate, bases)
        insured, people = (nan if other is None else other.value for other in (count, base))
        if base is None and rate.value:
            people = insured / (rate.value / 100)
        ids = tuple(claim.claim_id for claim in (rate, count, base) if claim is not None)
        span, numbers = (rate.value, rate.low, rate.high), (insured, people, people - insured)
        yield _level(rate, ANNOUNCED, span, numbers, "implied" if base is None else "printed", ids)


def _partner(claim: Row, others: dict[Any, list[Row]]) -> Row | None:
    """The first of the others that a claim's source prints for its area and day.

    A source may print two counts or populations of a day, one of them by a definition of its own: like goes with like.
    """
    same = others.get((claim.area, claim.source_id, claim.as_of), ())
    return min(same, key=lambda other: other.is_other_definition != claim.is_other_definition, default=None)


def _gso_levels(counts: Iterable[Row], population: pd.DataFrame) -> Iterator[tuple]:
    """Printed counts over the statistics office's average population of their year; without one there is no level."""
    bases = yearly_population(population)
    for count in counts:
        base = bases.get((count.area, count.as_of.year))
        if base is not None:
            people = base.count
            span = (100 * count.value / people, count.low * (100 / people), count.high * (100 / people))
            numbers = (count.value, people, people - count.value)
            yield _level(count, GSO, span, numbers, base.series, (count.claim_id,))


def _level(claim: Row, scale: str, span: tuple, numbers: tuple, base: str, ids: tuple[str, ...]) -> tuple:
    """The cells ``POINTS`` of a level."""
    head = (claim.claim_id, claim.area, claim.as_of, claim.as_of_precision, scale)
    return (*head, *span, *numbers, base, claim.unit, claim.obs_status, claim.bound, ids)


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
