"""All provinces side by side: of each the newest level on either scale, the uninsured, the latest fall, the grade.

Pure over :class:`baophu.facts.Facts`: the index, the map and the national report read the same rows.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from baophu.analysis.changes import Change
from baophu.analysis.coverage import ANNOUNCED, GSO
from baophu.facts.province import LAST_YEAR, Facts
from baophu.facts.records import Area, Point

# Lower bounds, in percent of population, of the map's classes; fixed, so that maps of two days can be compared.
CLASSES = (0.0, 70.0, 80.0, 85.0, 90.0, 95.0)
# First years of the classes of the map of how old the newest level is.
AGES = (2010, 2016, 2020, 2022)
# An own figure of more than three years before the end of the years covered says hardly anything of that end.
OLD_YEARS = 3


@dataclass(frozen=True)
class UninsuredRange:
    """People without health insurance on the newest day that has a count; low and high differ with the population.

    The bounds are those of the uninsured. ``low_count`` is None where more people were counted than the population has.
    """

    as_of: date
    as_of_precision: str
    low_count: float | None
    high_count: float | None
    low_bound: str = "exact"
    high_bound: str = "exact"


@dataclass(frozen=True)
class Province:
    """One province in a line. ``announced`` and ``gso`` are its newest points, of different days if need be."""

    area: Area
    announced: Point | None
    gso: Point | None
    uninsured: UninsuredRange | None
    changes: tuple[Change, ...]
    grade: str | None
    figure_count: int
    local_count: int

    @property
    def deepest_fall(self) -> Change | None:
        """The fall of health insurance that readers ask of first: the deepest of everyone, a printed loss included."""
        return next((c for c in self.changes if c.is_fall and (c.is_total or c.is_gross)), None)

    @property
    def has_level(self) -> bool:
        """Whether any dated level of the whole province is known."""
        return self.announced is not None or self.gso is not None

    @property
    def newest(self) -> Point | None:
        """The newest point, on whichever scale; of one day the announced one."""
        known = [point for point in (self.announced, self.gso) if point]
        return max(known, key=lambda point: point.as_of, default=None)

    def point(self, scale: str) -> Point | None:
        """The newest point on one scale."""
        return self.announced if scale == ANNOUNCED else self.gso


def provinces(all_facts: Iterable[Facts]) -> tuple[Province, ...]:
    """A row for the facts of each province, in the order given."""
    return tuple(_province(facts) for facts in all_facts)


def class_of(pct: float) -> int:
    """Number, from 0, of the class of the map into which a percentage of the population falls."""
    return max(number for number, low in enumerate(CLASSES) if pct >= low)


def age_of(year: int) -> int:
    """Number, from 0, of the class of years (``AGES``) into which a year falls."""
    return max(number for number, first in enumerate(AGES) if year >= first)


def is_old(day: date) -> bool:
    """Whether a level is from more than three years before the end of the years covered."""
    return day < date(LAST_YEAR - OLD_YEARS, 12, 31)


def _province(facts: Facts) -> Province:
    return Province(
        area=facts.area,
        announced=_newest(facts, ANNOUNCED),
        gso=_newest(facts, GSO),
        uninsured=_uninsured(facts),
        changes=tuple(change for change in facts.changes if change.area == facts.area.area),
        grade=facts.grade.grade,
        figure_count=len(facts.claims),
        local_count=facts.local_count,
    )


def _newest(facts: Facts, scale: str) -> Point | None:
    # Points come by day: the last one is the one that the report's finding names.
    return next((point for point in reversed(facts.points) if point.scale == scale), None)


def _uninsured(facts: Facts) -> UninsuredRange | None:
    """The newest band: what the report's own chart of the uninsured says first."""
    known = [band for band in facts.bands if band.low_uninsured_count is not None]
    if not known:
        return None
    band = known[-1]
    precision = next(point.as_of_precision for point in facts.points if point.as_of == band.as_of.date())
    if band.low_uninsured_count <= 0:
        return UninsuredRange(band.as_of.date(), precision, None, None)
    low, high = band.fewest, band.most
    ends = (low.uninsured_count, high.uninsured_count, low.uninsured_bound, high.uninsured_bound)
    return UninsuredRange(band.as_of.date(), precision, *ends)
