"""The third room: one object per province that holds every number its report says.

Charts, captions, alternative texts, tables and sentences read from it and from nothing else.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from baophu.analysis import (
    changes,
)
from baophu.analysis.audit import Finding
from baophu.analysis.changes import Change
from baophu.analysis.confidence import Grade
from baophu.analysis.coverage import ANNOUNCED, GSO
from baophu.analysis.denominators import DenominatorRange, OwnRatio
from baophu.analysis.estimate import ANCHORED, Estimate
from baophu.analysis.evidence import MissingFigure
from baophu.analysis.season import DecemberSurge, SameSeasonPairs
from baophu.analysis.social import Social
from baophu.analysis.targets import Pace, PlanPopulation, TargetGap
from baophu.common.errors import UnknownProvince
from baophu.common.messages import message
from baophu.facts.brief import Brief, build_brief
from baophu.facts.plain import data_version
from baophu.facts.records import Area, Cause, Claim, Event, LatestLevel, Point, Source
from baophu.facts.shared import FIRST_YEAR, LAST_YEAR, SharedFacts, shared_facts
from baophu.ledger.tables import Ledger

__all__ = [
    "FIRST_YEAR",
    "LAST_YEAR",
    "Area",
    "Cause",
    "Claim",
    "Event",
    "Facts",
    "LatestLevel",
    "Point",
    "Source",
    "build_facts",
    "claims_shown",
]


@dataclass(frozen=True)
class Facts:
    """Everything a province's report says. Percentages in 0-100, persons whole, days as dates."""

    area: Area
    areas: dict[str, Area]
    points: tuple[Point, ...]
    national: tuple[Point, ...]
    national_year_ends: tuple[Point, ...]
    latest: LatestLevel | None
    bands: tuple[DenominatorRange, ...]
    own_ratio: OwnRatio
    like_pairs: tuple[SameSeasonPairs, ...]
    national_like_pairs: tuple[SameSeasonPairs, ...]
    changes: tuple[Change, ...]
    events: dict[str, Event]
    estimates: tuple[Estimate, ...]
    pushes: tuple[DecemberSurge, ...]
    gaps: tuple[TargetGap, ...]
    paces: tuple[Pace, ...]
    plan_populations: tuple[PlanPopulation, ...]
    social: Social
    findings: tuple[Finding, ...]
    grade: Grade
    missing_figures: tuple[MissingFigure, ...]
    claims: tuple[Claim, ...]
    national_claims: tuple[Claim, ...]
    decided_claims: tuple[Claim, ...]
    causes: dict[str, tuple[Cause, ...]]
    sources: dict[str, Source]
    labels: dict[tuple[str, str], tuple[str, str]]

    data_version = cached_property(data_version)

    @property
    def is_merged(self) -> bool:
        """Whether the province ended as a unit with the mergers of 1 July 2025."""
        return self.area.valid_to is not None

    @property
    def as_of(self) -> date | None:
        """Newest day that any figure of the province speaks of, within the years covered."""
        return self.dated_claims[-1].as_of if self.dated_claims else None

    @cached_property
    def dated_claims(self) -> list[Claim]:
        """Dated figures of the province, oldest first, of one day the finest dated last; targets lie ahead."""
        own = (claim for claim in self.claims if claim.as_of and claim.kind not in ("target_rate", "target_count"))
        return sorted(own, key=lambda claim: (claim.as_of, ("year", "month", "day").index(claim.as_of_precision)))

    @cached_property
    def brief(self) -> Brief:
        """What page one of the report says."""
        return build_brief(self)

    @cached_property
    def total_changes(self) -> list[Change]:
        """Net changes of health insurance in the whole population of the province, oldest first."""
        own = (c for c in self.changes if c.is_total and not c.is_gross and c.area == self.area.area)
        return sorted(own, key=lambda change: (change.end, change.start))

    def falls_without_level(self, scheme: str = "bhyt") -> list[Change]:
        """Falls of everyone in a scheme that no two levels show: printed alone, or the province's own gross losses."""
        own = [c for c in self.changes if c.scheme == scheme and c.area == self.area.area and c.is_fall]
        falls = [c for c in own if c.is_gross or c.group == "total" and c.is_without_level]
        return sorted(falls, key=lambda change: (change.is_gross, change.end, change.since))

    @cached_property
    def changes_from_derived_levels(self) -> list[Change]:
        """Changes whose level at the start follows from the change and the level at its end, and was never printed."""
        known = {(point.as_of, point.scale) for point in self.points}
        derived = [change for change in self.total_changes if change.derived_pct is not None]
        return [c for c in derived if c.start is not None and (c.start.date(), c.scale) not in known]

    @cached_property
    def anchored_estimates(self) -> list[Estimate]:
        """Estimates with an own figure within three years; those further off are the region's, not the province's."""
        return [item for item in self.estimates if item.basis == ANCHORED]

    @cached_property
    def above_country(self) -> float | None:
        """Points of the newest level above the country's of the same year-end and scale; None unless both are exact."""
        point = (self.latest.announced or self.latest.gso) if self.latest else None
        if point is None or point.bound != "exact":
            return None
        same = (p for p in self.national_year_ends if (p.scale, p.as_of) == (point.scale, point.as_of))
        country = next(same, None)
        return point.coverage_pct - country.coverage_pct if country and country.bound == "exact" else None

    @cached_property
    def health_events(self) -> list[Event]:
        """Events that bear on health insurance, oldest first."""
        relevant = [event for event in self.events.values() if event.scheme in ("bhyt", "all")]
        return sorted(relevant, key=lambda event: (event.date, event.event_id))

    @property
    def local_count(self) -> int:
        """How many of the figures are the office's own and published nowhere."""
        return sum(claim.is_local for claim in self.claims)

    @cached_property
    def _claim_of(self) -> dict[str, Claim]:
        return {claim.claim_id: claim for claim in (*self.national_claims, *self.claims)}

    @cached_property
    def national_claims_shown(self) -> tuple[Claim, ...]:
        """Figures of the country that the page leads to: beside changes, on the chart, on page one."""
        shown = {claim_id for change in self.changes for claim_id in changes.claims_cited(change)}
        year_ends = (p for p in self.national if (p.as_of.month, p.as_of.day) == (12, 31) and p.scale == ANNOUNCED)
        # Where little is known there is no chart.
        shown |= set() if self.brief.is_sparse else {point.claim_id for point in year_ends}
        shown |= set(self.brief.country.claim_ids) if self.brief.country else set()
        return tuple(claim for claim in self.national_claims if claim.claim_id in shown)

    def claim(self, claim_id: str) -> Claim:
        """A claim of the province or of the country that the report shows."""
        return self._claim_of[claim_id]


def build_facts(ledger: Ledger, province: str) -> Facts:
    """The facts of one province from the whole ledger."""
    known = shared_facts(ledger)
    if province not in known.areas or known.areas[province].kind != "province":
        raise UnknownProvince(message("unknown-province", name=repr(province), hint=message("all-provinces")))
    inside = known.areas_within(province)
    within = set(inside)
    findings = [item for item in known.findings if item.area in within]
    # Changes of the province, then of the districts in it that have figures.
    found = sorted(
        (change for area in inside for change in known.changes.get(area, ())),
        key=lambda change: (change.area != province, *changes.in_order(change)),
    )
    points = known.points.get(province, ())
    gaps, paces = known.gaps.get(province, ()), known.paces.get(province, ())
    claims, decided = _claims_inside(known, within), _decided(known, within)
    nation = tuple(c for c in claims_shown(ledger, _cited(known, found)) if c.area not in inside)
    bands = tuple(band for band in known.ranges.get(province, ()) if band.insured_count is not None)
    used = {c.source_id for c in (*claims, *nation)} | {gap.source_id for gap in gaps}
    used |= {event.source_id for event in known.events.values()}
    used |= {rate.source_id for band in bands for rate in band.rates}
    return Facts(
        area=known.areas[province],
        # Only those that the report may name: a change of others is none of this province's.
        areas={slug: known.areas[slug] for slug in (known.country, *inside, *_others(found))},
        points=points,
        national=known.points.get(known.country, ()),
        national_year_ends=known.national_year_ends,
        latest=_latest(known.newest_points.get(province, ())),
        bands=bands,
        own_ratio=known.own_ratios[province],
        like_pairs=known.like_pairs_of(province),
        national_like_pairs=known.like_pairs_of(known.country),
        changes=tuple(found),
        events=dict(known.events),
        estimates=known.estimates[province],
        pushes=known.pushes,
        gaps=gaps,
        paces=paces,
        plan_populations=known.plan_populations.get(province, ()),
        social=known.social[province],
        findings=tuple(findings),
        grade=known.grades[province],
        missing_figures=known.missing_figures.get(province, ()),
        claims=claims,
        national_claims=nation,
        decided_claims=decided,
        causes=_causes(known, (*claims, *nation, *decided)),
        sources={source_id: source for source_id, source in known.sources.items() if source_id in used},
        labels=dict(known.labels),
    )


def _latest(newest: tuple[Point, ...]) -> LatestLevel | None:
    if not newest:
        return None
    points = {point.scale: point for point in newest}
    return LatestLevel(newest[0].as_of, newest[0].as_of_precision, points.get(ANNOUNCED), points.get(GSO))


def claims_shown(ledger: Ledger, claim_ids: Iterable[str]) -> tuple[Claim, ...]:
    """Claims by id, as reports show them, oldest first."""
    asked = set(claim_ids)
    return tuple(claim for claim in shared_facts(ledger).claims if claim.claim_id in asked)


def _others(found: list[Change]) -> list[str]:
    """Other provinces whose changes are shown with a change."""
    return sorted({other.area for change in found for other in change.others})


def _cited(known: SharedFacts, found: list[Change]) -> set[str]:
    """Claims of the country and of other provinces that the report leads to."""
    return {claim for change in found for claim in changes.claims_cited(change)} | {
        point.claim_id for point in known.points.get(known.country, ()) if point.scale == ANNOUNCED
    }


def _claims_inside(known: SharedFacts, inside: set[str]) -> tuple[Claim, ...]:
    return tuple(claim for claim in known.claims if claim.area in inside and _is_covered(claim))


def _is_covered(claim: Claim) -> bool:
    """Whether a claim is of the years that reports cover; undated ones stay, as evidence."""
    return claim.as_of is None or FIRST_YEAR <= claim.as_of.year <= LAST_YEAR


def _decided(known: SharedFacts, inside: set[str]) -> tuple[Claim, ...]:
    """Claims on which a decision was taken: all of the province's, and of the country its health insurance rates."""
    national = (known.country, "bhyt", "rate")
    decided = (claim for claim in known.claims if claim.decision and _is_covered(claim))
    return tuple(c for c in decided if c.area in inside or (c.area, c.scheme, c.kind) == national)


def _causes(known: SharedFacts, claims: Iterable[Claim]) -> dict[str, tuple[Cause, ...]]:
    """Causes that sources name for the claims shown."""
    return {claim.claim_id: known.causes[claim.claim_id] for claim in claims if claim.claim_id in known.causes}
