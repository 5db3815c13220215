"""Dated counts and rates of the schemes, each as one source prints it."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from math import inf, nan

import numpy as np
import pandas as pd

from baophu.analysis.claims import DAY, Row, frame_of, select_claims
from baophu.analysis.constants import SOCIAL_SCHEMES
from baophu.analysis.social.labour_force import ON_LABOUR_FORCE, SECOND_COPY, sides_of_break, yearly_labour_force


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


_NUMBERS = (
    *("insured_count", "rate_pct", "implied_denominator_count", "gso_pct", "labour_force_count"),
    *("implied_low_count", "implied_high_count"),
)
_NAMES = ("area", *(field.name for field in fields(SocialPoint)), "rate_id", *_NUMBERS[-2:])
_DTYPES = dict.fromkeys(_NAMES, object) | {"as_of": DAY} | dict.fromkeys(_NUMBERS, float)


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
    forces = {(force.area, force.year): force for force in yearly_labour_force(labour_force).itertuples(index=False)}
    points = [_point(*pair, forces) for pair in _pair_prints(used)]
    points.sort(key=lambda point: (point["area"], point["scheme"], point["as_of"], " ".join(point["claim_ids"])))
    table = frame_of((tuple(point.values()) for point in points), _DTYPES)
    printed_on = table["source_id"].map(sources.set_index("source_id")["published_on"]).astype(DAY)
    side = np.where(table["rate_unit"].isin(ON_LABOUR_FORCE), sides_of_break(table["as_of"], printed_on), "")
    return table.assign(side=pd.Series(side, dtype=object))


def _pair_prints(claims: pd.DataFrame) -> Iterator[tuple[Row, Row | None, Row | None]]:
    """The main one of a pair, rate, count: rates with their source's first count of the day, then counts of no rate."""
    distinct: dict[tuple, Row] = {}
    first: dict[tuple, Row] = {}
    rows = list(claims.itertuples(index=False))
    for count in rows:
        if count.kind == "count" and count.unit == "persons":
            # A figure that one source prints twice is one point.
            distinct.setdefault((*_print_of(count), count.value), count)
            first.setdefault(_print_of(count), count)
    rates = [(rate, first.get(_print_of(rate))) for rate in rows if rate.kind == "rate"]
    paired = {count.claim_id for _, count in rates if count is not None}
    yield from ((rate, rate, count) for rate, count in rates)
    yield from ((count, None, count) for count in distinct.values() if count.claim_id not in paired)


def _print_of(claim: Row) -> tuple:
    return (claim.area, claim.scheme, claim.as_of, claim.source_id)


def _point(main: Row, rate: Row | None, count: Row | None, forces: dict[tuple, Row]) -> dict:
    """The cells ``_DTYPES`` of a rate, a count or both, but for the side of the break."""
    main = rate or count
    force = None if count is None else forces.get((count.area, count.as_of.year))
    reason = "no_count" if count is None else "no_labour_force_of_year" if force is None else ""
    cells = dict.fromkeys(_DTYPES, nan) | {
        **{"area": main.area, "scheme": main.scheme, "as_of": main.as_of, "as_of_precision": main.as_of_precision},
        **{"source_id": main.source_id, "bound": (count or main).bound, "obs_status": main.obs_status},
        **{"rate_unit": "", "rate_bound": "", "side": "", "labour_force_series": "", "gso_reason": reason},
        **{"claim_ids": tuple(claim.claim_id for claim in (count, rate) if claim is not None)},
    }
    if count is not None:
        cells["insured_count"] = count.value
    if rate is not None:
        cells |= {"rate_pct": rate.value, "rate_unit": rate.unit, "rate_bound": rate.bound, "rate_id": rate.claim_id}
    # A share of nothing implies no denominator.
    if rate is not None and count is not None and rate.value > 0:
        cells["implied_denominator_count"] = 100 * count.value / rate.value
        cells["implied_low_count"] = 100 * count.low / rate.high
        cells["implied_high_count"] = 100 * count.high / rate.low if rate.low else inf
    if count is not None and force is not None:
        series, people = force.labour_force_series, force.labour_force_count
        cells |= {"gso_pct": 100 * count.value / people, "labour_force_count": people, "labour_force_series": series}
        cells["gso_reason"] = "second_copy" if series == SECOND_COPY else ""
    return cells
