"""Social insurance: compulsory, voluntary and unemployment insurance, on the labour force and as counted.

A percentage printed on a labour force stands on the publisher's own, which changed in October 2022; none of them is
joined with the percentage of the statistics office's labour force.
"""

from dataclasses import dataclass

from baophu.analysis.constants import SOCIAL_SCHEMES
from baophu.analysis.social.breaks import DenominatorStep, SeriesBreak, find_breaks, find_denominator_step
from baophu.analysis.social.conflicts import Conflict, find_conflicts
from baophu.analysis.social.labour_force import (
    BREAK,
    EITHER,
    FROM,
    SECOND_COPY,
    sides_of_break,
    yearly_labour_force,
)
from baophu.analysis.social.points import SocialPoint, social_points

__all__ = [
    "BREAK",
    "EITHER",
    "FROM",
    "SECOND_COPY",
    "Conflict",
    "DenominatorStep",
    "SeriesBreak",
    "Social",
    "SocialPoint",
    "find_breaks",
    "find_conflicts",
    "find_denominator_step",
    "sides_of_break",
    "social_of",
    "social_points",
    "yearly_labour_force",
]


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


def social_of(
    area: str, points: tuple[SocialPoint, ...], breaks: tuple[SeriesBreak, ...], conflicts: tuple[Conflict, ...]
) -> Social:
    """Social insurance of an area, with the schemes that have no point."""
    known = {point.scheme for point in points}
    missing = tuple((scheme, "no_dated_figure") for scheme in SOCIAL_SCHEMES if scheme not in known)
    return Social(area, points, breaks, conflicts, missing)
