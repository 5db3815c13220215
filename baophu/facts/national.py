"""Every number of the national report, over the facts of all provinces."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd

from baophu.analysis import audit, coverage, denominators
from baophu.analysis.changes import Change, claims_cited
from baophu.analysis.claims import select_claims
from baophu.analysis.coverage import ANNOUNCED, GSO
from baophu.analysis.denominators import DenominatorRange
from baophu.analysis.season import DecemberSurge, SameSeasonPairs
from baophu.facts import overview
from baophu.facts.plain import data_version
from baophu.facts.province import Facts, build_facts, claims_shown
from baophu.facts.records import Area, Cause, Claim, Event, Point, Source, records
from baophu.facts.shared import shared_facts
from baophu.ledger.names import provinces
from baophu.ledger.tables import Ledger


@dataclass(frozen=True)
class ProvinceLevel:
    """The newest level of a province on one scale, and the country's on the same day and scale where it is known."""

    area: Area
    point: Point
    national_pct: float | None
    national_ids: tuple[str, ...]

    @property
    def above_country(self) -> float | None:
        """Points above the country."""
        return None if self.national_pct is None else self.point.coverage_pct - self.national_pct

    @property
    def is_old(self) -> bool:
        """Whether the level is from more than three years before the end of the years covered."""
        return overview.is_old(self.point.as_of)


@dataclass(frozen=True)
class PopulationRatio:
    """A day with a count and a rate of one publisher in a province: the population behind both, and the office's.

    Both populations in persons; the publisher's is printed, or implied by its count and rate.
    """

    area: str
    as_of: date
    as_of_precision: str
    publisher_count: float
    office_count: float
    claim_ids: tuple[str, ...]

    @property
    def ratio_pct(self) -> float:
        """The publisher's population in percent of the statistics office's."""
        return 100 * self.publisher_count / self.office_count


@dataclass(frozen=True)
class National:
    """Everything that the national report says. Percentages in 0-100, persons whole, days as dates.

    ``points`` are the country's, one for each day and scale; ``losses`` are its printed gross losses of cards;
    ``rivals`` are printed rates that were not chosen as a point, by the point's claim; ``decided_claims`` are its
    figures with a decision.
    """

    area: Area
    areas: dict[str, Area]
    labels: dict[tuple[str, str], tuple[str, str]]
    points: tuple[Point, ...]
    year_ends: tuple[Point, ...]
    like_pairs: tuple[SameSeasonPairs, ...]
    pushes: tuple[DecemberSurge, ...]
    provinces: tuple[overview.Province, ...]
    levels: tuple[ProvinceLevel, ...]
    band: DenominatorRange
    losses: tuple[Change, ...]
    population_ratios: tuple[PopulationRatio, ...]
    rivals: dict[str, tuple[Claim, ...]]
    decided_claims: tuple[Claim, ...]
    events: dict[str, Event]
    causes: dict[str, tuple[Cause, ...]]
    check_count: int
    contradiction_count: int
    claims: tuple[Claim, ...]
    sources: dict[str, Source]

    data_version = cached_property(data_version)

    @property
    def as_of(self) -> date | None:
        """Newest day of the country's levels."""
        return self.points[-1].as_of if self.points else None

    @cached_property
    def falls(self) -> tuple[Change, ...]:
        """What fell in the provinces, gross losses of cards among it, after the country's own losses."""
        return (*self.losses, *(change for change in self.changes if change.is_fall))

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """Changes of all provinces, by province; of each those that readers ask of first stand first."""
        return tuple(change for province in self.provinces for change in province.changes)

    @cached_property
    def health_events(self) -> list[Event]:
        """Events that affect health insurance, oldest first."""
        relevant = [event for event in self.events.values() if event.scheme in ("bhyt", "all")]
        return sorted(relevant, key=lambda event: (event.date, event.event_id))

    @property
    def national_claims(self) -> tuple[Claim, ...]:
        """Claims of the country that are shown without being its own place's; there are none."""
        return ()

    def claim(self, claim_id: str) -> Claim:
        """A claim that the page shows."""
        return self._claim_of[claim_id]

    @cached_property
    def _claim_of(self) -> dict[str, Claim]:
        return {claim.claim_id: claim for claim in self.claims}

    def on(self, scale: str) -> list[ProvinceLevel]:
        """Newest levels on one scale, the highest first."""
        own = [level for level in self.levels if level.point.scale == scale]
        return sorted(own, key=lambda level: (-level.point.coverage_pct, level.area.code))

    @property
    def figure_count(self) -> int:
        """Figures of all provinces."""
        return sum(province.figure_count for province in self.provinces)


def facts_of_provinces(ledger: Ledger) -> dict[str, Facts]:
    """Facts of every province in the statistics office's order, as its own report says them."""
    return {slug: build_facts(ledger, slug) for slug in provinces()}


def build_national(ledger: Ledger, facts_of: Mapping[str, Facts]) -> National:
    """The national facts from the ledger and the facts of every province (slug to facts)."""
    first = next(iter(facts_of.values()))
    areas = dict(shared_facts(ledger).areas)
    country = next(area for area in areas.values() if area.kind == "country")
    rows = overview.provinces(facts_of.values())
    levels = tuple(_levels(rows, shared_facts(ledger).national_levels))
    losses = tuple(change for change in shared_facts(ledger).changes[country.area] if change.is_gross)
    findings = shared_facts(ledger).ledger_findings
    points = one_a_day(first.national)
    ratios = tuple(ratio for facts in facts_of.values() for ratio in _population_ratios(facts))
    rivals = dict(_rivals(points, country.area, shared_facts(ledger).claims))
    cited = {claim for loss in losses for claim in loss.claim_ids}
    cited |= {claim for ratio in ratios for claim in ratio.claim_ids}
    cited |= {claim.claim_id for group in rivals.values() for claim in group}
    decided = tuple(claim for claim in first.decided_claims if claim.area == country.area)
    cited |= {claim.claim_id for claim in decided}
    claims = claims_shown(ledger, _cited(first, rows, levels) | cited)
    known_causes = shared_facts(ledger).causes
    causes = {claim.claim_id: known_causes[claim.claim_id] for claim in claims if claim.claim_id in known_causes}
    source_ids = {event.source_id for event in first.events.values()}
    return National(
        area=country,
        areas=areas,
        labels=first.labels,
        points=points,
        year_ends=first.national_year_ends,
        like_pairs=first.national_like_pairs,
        pushes=first.pushes,
        provinces=rows,
        levels=levels,
        band=_band(ledger, country.area),
        losses=losses,
        population_ratios=ratios,
        rivals=rivals,
        decided_claims=decided,
        events=dict(first.events),
        causes=causes,
        check_count=len(findings),
        contradiction_count=sum(item.verdict == audit.CONTRADICTORY for item in findings),
        claims=claims,
        sources=sources_of(ledger, claims, source_ids),
    )


def _population_ratios(facts: Facts) -> Iterator[PopulationRatio]:
    """One for each day on which a count and a rate give the publisher's population and the office's is known too."""
    offices = {point.as_of: point.population_count for point in facts.points if point.scale == GSO}
    for point in facts.points:
        office = offices.get(point.as_of)
        if point.base in denominators.PUBLISHER_BASES and point.population_count and office:
            day = (point.as_of, point.as_of_precision)
            counts = (point.population_count, office)
            yield PopulationRatio(facts.area.area, *day, *counts, point.claim_ids)


def _rivals(points: Iterable[Point], country: str, claims: Iterable[Claim]) -> Iterator[tuple[str, tuple[Claim, ...]]]:
    """By the claim of an announced level: other rates of the country that were published for the same day."""
    kind = (country, "bhyt", "total", "rate", "percent_of_population")
    rates = [
        c for c in claims if (c.area, c.scheme, c.group, c.kind, c.unit) == kind and c.as_of and c.obs_status != "U"
    ]
    announced = [point for point in points if point.scale == ANNOUNCED]
    shown = {(point.as_of, point.coverage_pct) for point in announced}
    for point in announced:
        others = {c.value: c for c in rates if c.as_of == point.as_of and (c.as_of, c.value) not in shown}
        if others:
            yield point.claim_id, tuple(others.values())


def one_a_day(points: Iterable[Point]) -> tuple[Point, ...]:
    """Of each day and scale the point that is dated best; the first of those."""
    finest: dict[tuple, Point] = {}
    for point in sorted(points, key=lambda p: (p.as_of, ("day", "month", "year").index(p.as_of_precision))):
        finest.setdefault((point.as_of, point.scale), point)
    return tuple(finest.values())


def sources_of(ledger: Ledger, claims: Iterable[Claim], source_ids: Iterable[str] = ()) -> dict[str, Source]:
    """Sources of claims, and those with these ids, by id."""
    wanted = {claim.source_id for claim in claims} | set(source_ids)
    return {source.source_id: source for source in records(Source, ledger.sources) if source.source_id in wanted}


def _band(ledger: Ledger, country: str) -> DenominatorRange:
    """The newest announced level's count on every population."""
    known = shared_facts(ledger)
    announced = select_claims(known.national_levels, scale=ANNOUNCED)
    last = announced["as_of"].max()
    return next(band for band in known.ranges[country] if band.as_of == last)


def _levels(rows: tuple[overview.Province, ...], national: pd.DataFrame) -> Iterator[ProvinceLevel]:
    for row in rows:
        for point in filter(None, map(row.point, (ANNOUNCED, GSO))):
            day = pd.Timestamp(point.as_of)
            yield ProvinceLevel(row.area, point, *(coverage.level_on(national, point.scale, day) or (None, ())))


def _cited(first: Facts, rows: tuple[overview.Province, ...], levels: tuple[ProvinceLevel, ...]) -> set[str]:
    """Claims that the national report leads to."""
    points = {claim for point in first.national for claim in point.claim_ids}
    pushes = {claim for push in first.pushes for claim in push.claim_ids}
    changes = {claim for row in rows for change in row.changes for claim in claims_cited(change)}
    newest = {claim for level in levels for claim in (*level.point.claim_ids, *level.national_ids)}
    return points | pushes | changes | newest
