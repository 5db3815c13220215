"""One row for each province: the newest level on either scale, the uninsured, the changes, the grade.

The rows are computed from the provinces' facts only; the index, the map and the national report use the same ones.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
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
# A figure from more than three years before the end of the years covered says hardly anything about that end.
OLD_YEARS = 3


@dataclass(frozen=True)
class UninsuredRange:
    """People without health insurance on the newest day with a count, from the lowest to the highest population.

    ``low_bound`` and ``high_bound`` are bounds of the uninsured. Both counts are None where a population is at most the
    number of insured.
    """

    as_of: date
    as_of_precision: str
    low_count: float | None
    high_count: float | None
    low_bound: str = "exact"
    high_bound: str = "exact"


@dataclass(frozen=True)
class Province:
    """One row for a province. ``announced`` and ``gso`` are its newest points, which may be of different days.

    ``figures_by_year`` counts its dated figures, targets apart, by the year that they describe.
    """

    area: Area
    announced: Point | None
    gso: Point | None
    uninsured: UninsuredRange | None
    changes: tuple[Change, ...]
    grade: str | None
    figure_count: int
    local_count: int
    figures_by_year: Mapping[int, int]

    @property
    def deepest_fall(self) -> Change | None:
        """The most important fall: the first in the order of changes that is of the total or a printed gross loss."""
        return next((c for c in self.changes if c.is_fall and (c.is_total or c.is_gross)), None)

    @property
    def has_level(self) -> bool:
        """Whether any dated level of the whole province is known."""
        return self.announced is not None or self.gso is not None

    @property
    def has_old_level(self) -> bool:
        """Whether the newest level is known but from more than three years before the end of the years covered."""
        return self.newest is not None and is_old(self.newest.as_of)

    @property
    def newest(self) -> Point | None:
        """The newest point, on whichever scale; of one day the announced one."""
        points = [point for point in (self.announced, self.gso) if point]
        return max(points, key=lambda point: point.as_of, default=None)

    def point(self, scale: str) -> Point | None:
        """The newest point on one scale."""
        return self.announced if scale == ANNOUNCED else self.gso


def provinces(all_facts: Iterable[Facts]) -> tuple[Province, ...]:
    """A row for the facts of each province, in the order given."""
    return tuple(_province(facts) for facts in all_facts)


def class_of(pct: float) -> int:
    """Index of the class of the map (``CLASSES``) to which a percentage of the population belongs."""
    return max(number for number, low in enumerate(CLASSES) if pct >= low)


def age_of(year: int) -> int:
    """Index of the class of years (``AGES``) to which a year belongs."""
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
        figures_by_year=dict(sorted(Counter(claim.as_of.year for claim in facts.dated_claims if claim.as_of).items())),
    )


def _newest(facts: Facts, scale: str) -> Point | None:
    # Points are sorted by day; the report's finding names the last one too.
    return next((point for point in reversed(facts.points) if point.scale == scale), None)


def _uninsured(facts: Facts) -> UninsuredRange | None:
    """The newest band, as in the report's chart of the uninsured."""
    bands = [(band, band.low_uninsured_count) for band in facts.bands if band.low_uninsured_count is not None]
    if not bands:
        return None
    band, fewest = bands[-1]
    precision = next(point.as_of_precision for point in facts.points if point.as_of == band.as_of.date())
    if fewest <= 0:
        return UninsuredRange(band.as_of.date(), precision, None, None)
    low, high = band.fewest, band.most
    ends = (low.uninsured_count, high.uninsured_count, low.uninsured_bound, high.uninsured_bound)
    return UninsuredRange(band.as_of.date(), precision, *ends)
