"""Social insurance: compulsory, voluntary and unemployment insurance, on the labour force and as counted.

A printed percentage of the labour force has the publisher's labour force as denominator, whose definition changed in
October 2022. It is never joined with a percentage of the statistics office's labour force.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from baophu.analysis.constants import SOCIAL_SCHEMES
from baophu.analysis.rows import Claims, claims_of
from baophu.analysis.social.breaks import SeriesBreak, Step, breaks_of, denominator_break
from baophu.analysis.social.conflicts import Conflict, conflicts_of
from baophu.analysis.social.labour_force import (
    BREAK,
    EITHER,
    FROM,
    SECOND_COPY,
    LabourForce,
    LabourForces,
    labour_force_of,
    side_of,
)
from baophu.analysis.social.points import SocialPoint, counts_of, dated_claims, social_points

__all__ = [
    "BREAK",
    "EITHER",
    "FROM",
    "SECOND_COPY",
    "Conflict",
    "LabourForces",
    "SeriesBreak",
    "Social",
    "SocialPoint",
    "Step",
    "denominator_break",
    "labour_force_of",
    "print_days",
    "side_of",
    "social",
]

Sources = pd.DataFrame | Mapping[str, pd.Timestamp]


@dataclass(frozen=True)
class Social:
    """Social insurance of an area. ``reasons`` has one entry per scheme without a point."""

    area: str
    points: tuple[SocialPoint, ...]
    breaks: tuple[SeriesBreak, ...]
    conflicts: tuple[Conflict, ...]
    reasons: tuple[tuple[str, str], ...]

    def of(self, scheme: str) -> tuple[SocialPoint, ...]:
        """The points of one scheme, oldest first."""
        return tuple(point for point in self.points if point.scheme == scheme)


def social(
    claims: Claims,
    labour_force: LabourForce,
    area: str,
    sources: Sources | None = None,
    excluded_claims: frozenset[str] = frozenset(),
) -> Social:
    """Every dated count and rate of the four schemes in an area, with its breaks and conflicts.

    Parameters
    ----------
    claims : Claims
        Usable claims; only the ``total`` group of ``area`` is read.
    labour_force : LabourForce
        The ledger's labour forces, in persons.
    area : str
        Slug of the area.
    sources : Sources or None
        With them the day of publication (``print_days``) decides on which side of the break a rate of September 2022
        lies.
    excluded_claims : frozenset[str]
        Claims that no series uses; conflicts include them.
    """
    area_claims = dated_claims(claim for claim in claims_of(claims) if claim.area == area)
    counts, rates = counts_of(area_claims), [claim for claim in area_claims if claim.kind == "rate"]
    series_counts, series_rates = (
        [claim for claim in rows if claim.claim_id not in excluded_claims] for rows in (counts, rates)
    )
    printed = print_days(sources) if isinstance(sources, pd.DataFrame) else sources or {}
    forces = labour_force if isinstance(labour_force, LabourForces) else LabourForces(labour_force)
    points = social_points(series_counts, series_rates, forces, printed)
    return Social(
        area,
        tuple(points),
        tuple(breaks_of(points)),
        tuple(conflicts_of(counts)),
        tuple((scheme, "no_dated_figure") for scheme in SOCIAL_SCHEMES if not any(p.scheme == scheme for p in points)),
    )


def print_days(sources: pd.DataFrame) -> dict[str, pd.Timestamp]:
    """Day of publication of each source, where it is known."""
    dated = sources[sources["published_on"].notna()]
    return dict(zip(dated["source_id"], dated["published_on"], strict=True))
