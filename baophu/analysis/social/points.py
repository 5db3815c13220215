"""Dated counts and rates of the schemes, one point for each source."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import pandas as pd

from baophu.analysis.constants import SOCIAL_SCHEMES
from baophu.analysis.rows import ClaimRow
from baophu.analysis.social.labour_force import ON_LABOUR_FORCE, SECOND_COPY, LabourForces, side_of


@dataclass(frozen=True)
class SocialPoint:
    """One scheme on one day in one source. Counts in persons, percentages in 0-100.

    ``rate_pct`` is in ``rate_unit``, on the publisher's denominator; ``implied_denominator_count`` is that denominator,
    computed where a count is printed with the rate. ``gso_pct`` is the count over the statistics office's labour force
    of the year; ``gso_reason`` says why there is none. ``side`` is the rate's side of the break of October 2022.
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


def dated_claims(claims: Iterable[ClaimRow]) -> list[ClaimRow]:
    """Dated claims of the four schemes for the group ``total``."""
    return [c for c in claims if c.scheme in SOCIAL_SCHEMES and c.group == "total" and c.as_of is not None]


def counts_of(claims: list[ClaimRow]) -> list[ClaimRow]:
    """The claims that are counts of persons."""
    return [claim for claim in claims if claim.kind == "count" and claim.unit == "persons"]


def social_points(
    counts: list[ClaimRow], rates: list[ClaimRow], forces: LabourForces, printed: Mapping
) -> list[SocialPoint]:
    """Points of rates with the count of their source and day, of rates without a count, of counts without a rate."""
    points, used_ids, distinct = [], set(), {}
    for count in counts:
        # A figure printed twice in one source is one point.
        distinct.setdefault((count.scheme, count.as_of, count.source_id, count.value), count)
    for rate in rates:
        same = count_of_print(distinct.values(), rate)
        used_ids |= {same.claim_id} if same else set()
        points.append(_rate_point(rate, same, forces, printed))
    without_rate = (count for count in distinct.values() if count.claim_id not in used_ids)
    points += [_with_gso(_count_point(count), count, forces) for count in without_rate]
    return sorted(points, key=lambda point: (point.scheme, point.as_of, point.claim_ids))


def count_of_print(counts: Iterable[ClaimRow], claim: ClaimRow) -> ClaimRow | None:
    """The first count that the claim's source prints for its scheme and day."""
    place = (claim.scheme, claim.as_of, claim.source_id)
    return next((count for count in counts if (count.scheme, count.as_of, count.source_id) == place), None)


def _rate_point(rate: ClaimRow, count: ClaimRow | None, forces: LabourForces, printed: Mapping) -> SocialPoint:
    implied = 100 * count.value / rate.value if count is not None and rate.value > 0 else None
    on_labour_force = rate.unit in ON_LABOUR_FORCE
    point = SocialPoint(
        rate.scheme,
        rate.as_of,
        rate.as_of_precision,
        rate.source_id,
        None if count is None else count.value,
        rate.bound if count is None else count.bound,
        rate.obs_status,
        rate.value,
        rate.unit,
        rate.bound,
        implied,
        side_of(rate.as_of, printed.get(rate.source_id)) if on_labour_force else "",
        claim_ids=(rate.claim_id,) if count is None else (count.claim_id, rate.claim_id),
    )
    return _with_gso(point, count, forces)


def _count_point(count: ClaimRow) -> SocialPoint:
    return SocialPoint(
        count.scheme,
        count.as_of,
        count.as_of_precision,
        count.source_id,
        count.value,
        count.bound,
        count.obs_status,
        claim_ids=(count.claim_id,),
    )


def _with_gso(point: SocialPoint, count: ClaimRow | None, forces: LabourForces) -> SocialPoint:
    """The point with its count over the statistics office's labour force of the year, or why there is none."""
    if count is None:
        return replace(point, gso_reason="no_count")
    labour_force = forces.of(count.area, count.as_of.year)
    if labour_force is None:
        return replace(point, gso_reason="no_labour_force_of_year")
    people, series = labour_force
    reason = "second_copy" if series == SECOND_COPY else ""
    values = {"labour_force_count": people, "labour_force_series": series, "gso_reason": reason}
    return replace(point, gso_pct=100 * count.value / people, **values)
