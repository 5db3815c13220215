"""What a choice shows, as values: dated marks on scales, and the facts narrowed to it. Nothing is drawn here."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from baophu.analysis.constants import HEALTH
from baophu.analysis.coverage import ANNOUNCED, GSO
from baophu.analysis.social import SocialPoint
from baophu.explore.state import PERSONS, Choice
from baophu.facts.province import Facts, Point

_JOINED = ("percent_of_population", "persons", "cards")


@dataclass(frozen=True)
class Mark:
    """One dated figure of an area on one scale.

    ``value`` is percent in 0-100 on the scales ``announced`` and ``gso``, and persons on ``persons``; ``unit`` is the
    ledger's code of what it is a percentage of or a count of; ``base`` the population series of a computed percentage.
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
        """Whether it stands on 31 December: only neighbouring year-ends are ever joined by a line."""
        return (self.as_of.month, self.as_of.day) == (12, 31) and self.precision in ("day", "year")


def marks(facts: Facts, choice: Choice, scales: tuple[str, ...] | None = None) -> list[Mark]:
    """Marks of the facts' province for the scheme, years and scales of a choice, oldest first.

    Parameters
    ----------
    scales : other scales than those of the choice.
    """
    found = _health(facts) if choice.scheme == HEALTH else _social(facts, choice.scheme)
    wanted = scales or choice.scales
    return sorted(
        (mark for mark in found if mark.scale in wanted and choice.covers(mark.as_of)),
        key=lambda mark: (mark.as_of, mark.scale, mark.claim_id),
    )


def other_scales(facts: Facts, choice: Choice) -> list[str]:
    """Scales on which the choice would show something, when it shows nothing."""
    return [s for s in (ANNOUNCED, GSO, PERSONS) if s not in choice.scales and marks(facts, choice, (s,))]


def national_marks(facts: Facts, choice: Choice) -> list[Mark]:
    """The country's health insurance levels as announced, within the years."""
    own = (_of_point(point, "") for point in facts.national if point.scale == ANNOUNCED)
    return [mark for mark in own if choice.scheme == HEALTH and choice.covers(mark.as_of)]


def year_end_steps(own: list[Mark]) -> Iterator[tuple[Mark, Mark]]:
    """Pairs to join by a line: 31 December with the next one, of one area on one scale and one population series.

    A gap stays a gap, and percentages of a labour force are not joined: what is counted as one has changed.
    """
    ends: dict[tuple, Mark] = {}
    for mark in own:
        if mark.is_year_end and mark.unit in _JOINED:
            ends.setdefault((mark.area, mark.scale, mark.unit, mark.base, mark.as_of.year), mark)
    for (*line, year), mark in ends.items():
        following = ends.get((*line, year + 1))
        if following:
            yield mark, following


def narrowed(facts: Facts, choice: Choice) -> Facts:
    """The facts with only those changes, checks and figures that a choice is about."""
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
    # Rates of another definition are a series of their own: no line joins them with the usual ones.
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
