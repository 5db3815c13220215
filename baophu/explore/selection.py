"""What a choice selects, as values: dated marks on scales, and the facts filtered by it. Nothing is drawn here."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from baophu.analysis.constants import HEALTH
from baophu.analysis.coverage import ANNOUNCED, GSO
from baophu.analysis.social import SocialPoint
from baophu.explore.state import PERSONS, Choice
from baophu.facts.province import Facts, Point

_JOINABLE_UNITS = ("percent_of_population", "persons", "cards")


@dataclass(frozen=True)
class Mark:
    """One dated figure of an area on one scale.

    ``value`` is percent in 0-100 on the scales ``announced`` and ``gso``, and persons on ``persons``; ``unit`` is the
    ledger's code of what it counts or is a percentage of; ``base`` is the population series of a computed percentage.
    """

    area: str
    claim_id: str
    as_of: date
    precision: str
    scale: str
    value: float
    unit: str
    bound: str
    obs_status: str
    base: str = ""

    @property
    def is_year_end(self) -> bool:
        """Whether it is dated 31 December: lines join neighbouring year-ends only."""
        return (self.as_of.month, self.as_of.day) == (12, 31) and self.precision in ("day", "year")


def select_marks(facts: Facts, choice: Choice, scales: tuple[str, ...] | None = None) -> list[Mark]:
    """Marks of a province for the scheme, years and scales of a choice, oldest first.

    Parameters
    ----------
    facts : Facts
        Facts of the province.
    choice : Choice
        Scheme, years and scales.
    scales : tuple[str, ...], optional
        Scales to use instead of those of the choice.
    """
    candidates = _health(facts) if choice.scheme == HEALTH else _social(facts, choice.scheme)
    wanted_scales = scales or choice.scales
    return sorted(
        (mark for mark in candidates if mark.scale in wanted_scales and choice.covers(mark.as_of)),
        key=lambda mark: (mark.as_of, mark.scale, mark.claim_id),
    )


def find_other_scales(facts: Facts, choice: Choice) -> list[str]:
    """Scales outside the choice on which there are marks."""
    return [s for s in (ANNOUNCED, GSO, PERSONS) if s not in choice.scales and select_marks(facts, choice, (s,))]


def select_national_marks(facts: Facts, choice: Choice) -> list[Mark]:
    """The country's health insurance levels as announced, within the years, if the choice shows that scale."""
    if choice.scheme != HEALTH or ANNOUNCED not in choice.scales:
        return []
    marks = (_of_point(point, "") for point in facts.national if point.scale == ANNOUNCED)
    return [mark for mark in marks if choice.covers(mark.as_of)]


def pair_year_ends(marks: list[Mark]) -> Iterator[tuple[Mark, Mark]]:
    """Pairs of marks to join by a line: 31 December of neighbouring years, one area, scale, unit and population series.

    A missing year leaves a gap. Percentages of the labour force are not joined: its definition has changed.
    """
    ends: dict[tuple, Mark] = {}
    for mark in marks:
        if mark.is_year_end and mark.unit in _JOINABLE_UNITS:
            ends.setdefault((mark.area, mark.scale, mark.unit, mark.base, mark.as_of.year), mark)
    for (*series, year), mark in ends.items():
        next_mark = ends.get((*series, year + 1))
        if next_mark:
            yield mark, next_mark


def filter_facts(facts: Facts, choice: Choice) -> Facts:
    """The facts with only the changes, checks and figures of the scheme and years of a choice."""
    return replace(
        facts,
        changes=tuple(c for c in facts.changes if c.scheme == choice.scheme and _overlaps(c, choice)),
        findings=tuple(f for f in facts.findings if f.scheme == choice.scheme and choice.covers(f.as_of)),
        claims=tuple(c for c in facts.claims if c.scheme == choice.scheme and choice.covers(c.as_of)),
    )


def _overlaps(change, choice: Choice) -> bool:
    return change.since.year <= choice.last_year and choice.first_year <= change.end.year


def _health(facts: Facts) -> Iterator[Mark]:
    for point in facts.points:
        yield _of_point(point, facts.area.area)
        if point.scale == GSO and point.insured_count is not None:
            counted = {"scale": PERSONS, "value": point.insured_count, "unit": point.unit, "base": ""}
            yield replace(_of_point(point, facts.area.area), **counted)


def _of_point(point: Point, area: str) -> Mark:
    when = (point.as_of, point.as_of_precision)
    level = (point.scale, point.coverage_pct, "percent_of_population")
    # Rates of another definition are a separate series: no line joins them with the others.
    base = point.base if point.scale == GSO else "other" if point.obs_status == "D" else ""
    return Mark(area, point.claim_id, *when, *level, point.bound, point.obs_status, base)


def _social(facts: Facts, scheme: str) -> Iterator[Mark]:
    for point in facts.social.of(scheme):
        if point.insured_count is not None:
            yield _of_social(point, facts, PERSONS, point.insured_count, "persons", point.bound, 0)
        if point.rate_pct is not None:
            unit, bound = point.rate_unit, point.rate_bound or "exact"
            yield _of_social(point, facts, ANNOUNCED, point.rate_pct, unit, bound, -1)
        if point.gso_pct is not None:
            yield _of_social(point, facts, GSO, point.gso_pct, "percent_of_labour_force", point.bound, 0)


def _of_social(point: SocialPoint, facts: Facts, scale: str, value: float, unit: str, bound: str, at: int) -> Mark:
    day = point.as_of.date()
    claim_id = point.claim_ids[at]
    return Mark(facts.area.area, claim_id, day, point.as_of_precision, scale, value, unit, bound, point.obs_status)
