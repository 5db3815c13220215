"""All that the report reads of one area, each part worked out when it is first asked for."""

import math
from dataclasses import dataclass, replace
from functools import cached_property

from baophu.analysis import confidence
from baophu.analysis.audit import Finding, audit
from baophu.analysis.changes import Change, Nation, changes
from baophu.analysis.confidence import Grade, Level, latest_level
from baophu.analysis.coverage import coverage_rows, in_order
from baophu.analysis.denominators import People, own_ratio
from baophu.analysis.intervals import Interval
from baophu.analysis.rows import ClaimRow, PointRow
from baophu.analysis.targets import Gap, Pace, gaps, paces

# Publishers' populations over the statistics office's, the extremes of all days of the ledger that show both.
PUBLISHERS = Interval(0.90, 1.06)
# The same within one province whose ratio is known on some day: two standard deviations of 2.1 percent.
OWN_SPREAD = 0.042
# What a print of a plan says moves no level, so that no fall depends on it.
OF_PLANS = ("attainment", "shortfall", "target_count", "target_rate")


@dataclass(frozen=True)
class World:
    """What is known of one area: its usable claims, the country's points and the populations.

    ``judged`` are its changes with their verdicts, where they are known already.
    """

    claims: tuple[ClaimRow, ...]
    national: tuple[PointRow, ...]
    population: People
    area: str
    last_year: int
    aside: frozenset[str]
    judged: tuple[Change, ...] | None = None

    def with_claims(self, added: tuple[ClaimRow, ...], is_national: bool = False) -> "World":
        """The world in which these claims were printed too; those of the country go to its points."""
        if is_national:
            points = coverage_rows(added, self.population, added[0].area)
            return replace(self, national=tuple(sorted((*self.national, *points), key=in_order)), judged=None)
        moves_falls = any(claim.scheme == "bhyt" and claim.kind not in OF_PLANS for claim in added)
        return replace(self, claims=self.claims + added, judged=None if moves_falls else self.changes)

    @cached_property
    def points(self) -> list[PointRow]:
        """Coverage points of the area."""
        return coverage_rows(self.claims, self.population, self.area, self.aside)

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """Changes with their verdicts."""
        if self.judged is not None or not self.claims:
            return self.judged or ()
        own = (self.claims, self.points, Nation(self.national, self.population), self.population, self.area)
        return tuple(changes(*own, aside=self.aside))

    @property
    def falls(self) -> list[Change]:
        """Net falls with their verdicts, oldest first."""
        falls = (change for change in self.changes if change.is_fall and not change.is_gross)
        return sorted(falls, key=lambda fall: (fall.end, fall.scheme, fall.group, fall.start, fall.scale))

    @cached_property
    def findings(self) -> list[Finding]:
        """What the audit says."""
        return audit(self.claims)

    @cached_property
    def gaps(self) -> list[Gap]:
        """Gaps to the targets."""
        return gaps(self.claims, self.points, self.area, self.last_year)

    @cached_property
    def paces(self) -> list[Pace]:
        """Paces that the targets ask for."""
        return paces(self.claims, self.gaps, self.area, self.last_year, self.aside)

    @cached_property
    def grade(self) -> Grade:
        """Grade of the newest level."""
        return confidence.grade(self.claims, self.points, self.findings, self.area, self.last_year)

    @cached_property
    def level(self) -> Level | None:
        """The newest level."""
        return latest_level(self.points)

    @cached_property
    def publishers(self) -> Interval:
        """Publisher's population over the statistics office's: the province's own where it is known."""
        own = own_ratio(self.points, self.population, self.area)
        if own.ratio is None:
            return PUBLISHERS
        return Interval(math.exp(-OWN_SPREAD), math.exp(OWN_SPREAD)).scaled(1 / own.ratio)
