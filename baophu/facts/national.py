"""Every number of the national report, over the facts of all provinces."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd

from baophu.analysis import audit, coverage
from baophu.analysis.changes import Change, claims_cited
from baophu.analysis.claims import select_claims
from baophu.analysis.coverage import ANNOUNCED, GSO
from baophu.analysis.denominators import DenominatorRange
from baophu.analysis.season import DecemberSurge, SameSeasonPairs
from baophu.facts import overview
from baophu.facts.plain import data_version
from baophu.facts.province import Facts, build_facts, claims_shown
from baophu.facts.records import Area, Claim, Point, Source, records
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
class National:
    """Everything that the national report says. Percentages in 0-100, persons whole, days as dates.

    ``points`` are the country's, one a day and scale; ``losses`` its printed gross losses of cards.
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

    def on(self, scale: str) -> list[ProvinceLevel]:
        """Newest levels on one scale, the highest first."""
        own = [level for level in self.levels if level.point.scale == scale]
        return sorted(own, key=lambda level: (-level.point.coverage_pct, level.area.code))

    @property
    def figure_count(self) -> int:
        """Figures of all provinces."""
        return sum(province.figure_count for province in self.provinces)

    def without_figure(self) -> list[Area]:
        """Provinces of which the ledger holds no figure."""
        return [province.area for province in self.provinces if not province.figure_count]

    def without_level(self) -> list[Area]:
        """Provinces with figures but no dated level of the whole province."""
        return [p.area for p in self.provinces if p.figure_count and not p.has_level]


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
    lost = {claim for loss in losses for claim in loss.claim_ids}
    claims = claims_shown(ledger, _cited(first, rows, levels) | lost)
    return National(
        area=country,
        areas=areas,
        labels=first.labels,
        points=one_a_day(first.national),
        year_ends=first.national_year_ends,
        like_pairs=first.national_like_pairs,
        pushes=first.pushes,
        provinces=rows,
        levels=levels,
        band=_band(ledger, country.area),
        losses=losses,
        check_count=len(findings),
        contradiction_count=sum(item.verdict == audit.CONTRADICTORY for item in findings),
        claims=claims,
        sources=sources_of(ledger, claims),
    )


def one_a_day(points: Iterable[Point]) -> tuple[Point, ...]:
    """Of each day and scale the point that is dated best; the first of those."""
    finest: dict[tuple, Point] = {}
    for point in sorted(points, key=lambda p: (p.as_of, ("day", "month", "year").index(p.as_of_precision))):
        finest.setdefault((point.as_of, point.scale), point)
    return tuple(finest.values())


def sources_of(ledger: Ledger, claims: Iterable[Claim]) -> dict[str, Source]:
    """Sources of claims, by id."""
    wanted = {claim.source_id for claim in claims}
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
