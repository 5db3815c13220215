"""One object per province that holds every number of its report.

Charts, captions, alternative texts, tables and sentences take their numbers only from it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import pandas as pd

from baophu.analysis import (
    audit,
    changes,
    confidence,
    coverage,
    denominators,
    estimate,
    evidence,
    season,
    social,
    targets,
)
from baophu.analysis.audit import Finding
from baophu.analysis.changes import Change
from baophu.analysis.confidence import Grade
from baophu.analysis.coverage import ANNOUNCED, GSO
from baophu.analysis.denominators import DenominatorRange, OwnRatio
from baophu.analysis.estimate import Estimate
from baophu.analysis.evidence import EvidenceInputs, MissingFigure
from baophu.analysis.rows import PointRow
from baophu.analysis.season import DecemberSurge, SameSeasonPairs
from baophu.analysis.social import Social
from baophu.analysis.targets import Pace, PlanPopulation, TargetGap, plan_populations
from baophu.common.errors import UnknownProvince
from baophu.common.messages import message
from baophu.facts.plain import data_version
from baophu.facts.records import Area, Cause, Claim, Event, LatestLevel, Point, Source, point_of
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
    """Everything that a province's report shows. Percentages in 0-100, persons whole, days as dates."""

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
        """Newest day of a figure of the province, within the years covered."""
        return self.dated_claims[-1].as_of if self.dated_claims else None

    @cached_property
    def dated_claims(self) -> list[Claim]:
        """Dated figures of the province without targets, oldest first, of one day the most precisely dated last."""
        measured = (claim for claim in self.claims if claim.as_of and claim.kind not in ("target_rate", "target_count"))
        return sorted(measured, key=lambda claim: (claim.as_of, ("year", "month", "day").index(claim.as_of_precision)))

    @cached_property
    def total_changes(self) -> list[Change]:
        """Net changes of health insurance in the whole population of the province, oldest first."""
        net_changes = (c for c in self.changes if c.is_total and not c.is_gross and c.area == self.area.area)
        return sorted(net_changes, key=lambda change: (change.end, change.start))

    def falls_without_level(self, scheme: str = "bhyt") -> list[Change]:
        """Falls in a scheme that no two levels show: printed changes of the total, and the province's gross losses."""
        scheme_falls = [c for c in self.changes if c.scheme == scheme and c.area == self.area.area and c.is_fall]
        falls = [c for c in scheme_falls if c.is_gross or c.group == "total" and c.is_without_level]
        return sorted(falls, key=lambda change: (change.is_gross, change.end, change.since))

    @cached_property
    def changes_from_derived_levels(self) -> list[Change]:
        """Changes whose level at the start was not printed but follows from the change and the level at its end."""
        printed_levels = {(point.as_of, point.scale) for point in self.points}
        derived = [change for change in self.total_changes if change.derived_pct is not None]
        return [change for change in derived if (change.start.date(), change.scale) not in printed_levels]

    @cached_property
    def anchored_estimates(self) -> list[Estimate]:
        """Estimates from a figure of the province within three years; others are estimates of the region."""
        return [item for item in self.estimates if item.basis == estimate.ANCHORED]

    @cached_property
    def above_country(self) -> float | None:
        """Points of the newest level above the country's of the same year-end and scale; None unless both are exact."""
        point = self.latest and (self.latest.announced or self.latest.gso)
        same = (p for p in self.national_year_ends if point and (p.scale, p.as_of) == (point.scale, point.as_of))
        country = next(same, None)
        is_exact = country is not None and point.bound == country.bound == "exact"
        return point.coverage_pct - country.coverage_pct if is_exact else None

    @cached_property
    def health_events(self) -> list[Event]:
        """Events that affect health insurance, oldest first."""
        relevant = [event for event in self.events.values() if event.scheme in ("bhyt", "all")]
        return sorted(relevant, key=lambda event: (event.date, event.event_id))

    @property
    def local_count(self) -> int:
        """Number of figures from the office's own tables, which are not published."""
        return sum(claim.is_local for claim in self.claims)

    @cached_property
    def _claim_of(self) -> dict[str, Claim]:
        return {claim.claim_id: claim for claim in (*self.national_claims, *self.claims)}

    def claim(self, claim_id: str) -> Claim:
        """A claim of the province or of the country that the report shows."""
        return self._claim_of[claim_id]

    @property
    def last_count(self) -> Point | None:
        """Newest point of the statistics-office scale, which is computed from a printed count."""
        return next((point for point in reversed(self.points) if point.scale == GSO), None)


def build_facts(ledger: Ledger, province: str) -> Facts:
    """The facts of one province from the whole ledger."""
    shared = shared_facts(ledger)
    if province not in shared.areas or shared.areas[province].kind != "province":
        raise UnknownProvince(message("unknown-province", name=repr(province), hint=message("all-provinces")))
    inside = shared.areas_within(province)
    rows = [claim for area in inside for claim in shared.rows.get(area, ())]
    findings = audit.audit(rows, parents=shared.parents)
    insured = social.social(rows, shared.labour_forces, province, shared.printed_on, shared.excluded_claims)
    all_changes = _changes(shared, inside, _doubtful_claims(findings, insured))
    points = coverage.coverage_rows(rows, shared.people, province, shared.excluded_claims)
    gaps = targets.gaps(rows, points, province, LAST_YEAR)
    paces = targets.paces(rows, gaps, province, LAST_YEAR, shared.excluded_claims)
    grade = confidence.grade(rows, points, findings, province, LAST_YEAR)
    results = (points, all_changes, gaps, paces, findings)
    inputs = EvidenceInputs(
        province, LAST_YEAR, tuple(rows), *map(tuple, results), grade, shared.nation, shared.decided_between
    )
    claims, decided_claims = _claims_inside(shared, set(inside)), _decided_claims(shared, set(inside))
    national_claims = tuple(c for c in claims_shown(ledger, _cited_ids(shared, all_changes)) if c.area not in inside)
    bands = _bands(points, shared.people, province)
    source_ids = {c.source_id for c in (*claims, *national_claims)} | {gap.source_id for gap in gaps}
    source_ids |= {event.source_id for event in shared.events.values()}
    source_ids |= {rate.source_id for band in bands for rate in band.rates}
    return Facts(
        area=shared.areas[province],
        # Only areas that the report may name, so that a change of other areas does not change these facts.
        areas={slug: shared.areas[slug] for slug in (shared.country, *inside, *_other_provinces(all_changes))},
        points=tuple(map(point_of, points)),
        national=shared.national_points,
        national_year_ends=shared.national_year_ends,
        latest=_latest(points),
        bands=bands,
        own_ratio=denominators.own_ratio(points, shared.people, province, shared.mean_log_ratio),
        like_pairs=tuple(season.like_pairs(points, scale) for scale in (ANNOUNCED, GSO)),
        national_like_pairs=shared.national_like_pairs,
        changes=tuple(all_changes),
        events=dict(shared.events),
        estimates=_estimates(shared, province, points),
        pushes=shared.pushes,
        gaps=tuple(gaps),
        paces=tuple(paces),
        plan_populations=tuple(f for f in plan_populations(findings, shared.people, province) if _is_covered(f)),
        social=insured,
        findings=tuple(findings),
        grade=grade,
        missing_figures=tuple(evidence.find_missing(inputs)),
        claims=claims,
        national_claims=national_claims,
        decided_claims=decided_claims,
        causes=_causes(shared, (*claims, *national_claims, *decided_claims)),
        sources={source_id: source for source_id, source in shared.sources.items() if source_id in source_ids},
        labels=dict(shared.labels),
    )


def _doubtful_claims(findings: list[audit.Finding], insured: Social) -> frozenset[str]:
    """Claims that contradict another printed figure."""
    contradictory = {claim for item in findings if item.verdict == audit.CONTRADICTORY for claim in item.claim_ids}
    return frozenset(contradictory | {claim for conflict in insured.conflicts for claim in conflict.claim_ids})


def _changes(shared: SharedFacts, inside: list[str], doubtful_claims: frozenset[str]) -> list[Change]:
    """Changes of a province (the first of ``inside``), then of the districts in it that have figures."""
    context = replace(shared.context, doubtful_claims=doubtful_claims)
    province_changes = [change for area in inside if area in shared.rows for change in shared.changes_of(area, context)]
    return sorted(province_changes, key=lambda change: (change.area != inside[0], *changes.in_order(change)))


def _estimates(shared: SharedFacts, province: str, points: list[PointRow]) -> tuple[Estimate, ...]:
    """Year-end coverage on one scale: ``announced``, or ``gso`` where only counts are printed."""
    scale = GSO if points and all(point.scale == GSO for point in points) else ANNOUNCED
    days = [pd.Timestamp(year, 12, 31) for year in range(FIRST_YEAR, LAST_YEAR + 1)]
    return tuple(estimate.estimate(shared.evidence, province, scale, day) for day in days)


def _latest(points: list[PointRow]) -> LatestLevel | None:
    level = confidence.latest_level(points)
    if level is None:
        return None
    announced, gso = (point_of(point) if point else None for point in (level.announced, level.gso))
    return LatestLevel(level.as_of.date(), level.as_of_precision, announced, gso)


def _bands(points: list[PointRow], people: denominators.PopulationTable, province: str) -> tuple[DenominatorRange, ...]:
    """The band of every day that has a count, oldest first."""
    days = dict.fromkeys(point.as_of for point in points if point.insured_count is not None)
    return tuple(denominators.band(points, people, province, day) for day in days)


def claims_shown(ledger: Ledger, claim_ids: Iterable[str]) -> tuple[Claim, ...]:
    """Claims by id, as reports show them, oldest first."""
    wanted_ids = set(claim_ids)
    return tuple(claim for claim in shared_facts(ledger).claims if claim.claim_id in wanted_ids)


def _other_provinces(province_changes: list[Change]) -> list[str]:
    """Other provinces whose changes are shown with one of these."""
    return sorted({other.area for change in province_changes for other in change.others})


def _cited_ids(shared: SharedFacts, province_changes: list[Change]) -> set[str]:
    """Ids of the claims behind changes and the country's announced levels."""
    return {claim for change in province_changes for claim in changes.claims_cited(change)} | {
        point.claim_id for point in shared.national if point.scale == ANNOUNCED
    }


def _claims_inside(shared: SharedFacts, inside: set[str]) -> tuple[Claim, ...]:
    return tuple(claim for claim in shared.claims if claim.area in inside and _is_covered(claim))


def _is_covered(claim: Claim | PlanPopulation) -> bool:
    """Whether a claim is of the years that reports cover; undated ones are kept as evidence."""
    return claim.as_of is None or FIRST_YEAR <= claim.as_of.year <= LAST_YEAR


def _decided_claims(shared: SharedFacts, inside: set[str]) -> tuple[Claim, ...]:
    """Claims with a decision: those of the province, and the country's rates of health insurance."""
    national = (shared.country, "bhyt", "rate")
    with_decision = (claim for claim in shared.claims if claim.decision and _is_covered(claim))
    return tuple(c for c in with_decision if c.area in inside or (c.area, c.scheme, c.kind) == national)


def _causes(shared: SharedFacts, claims: Iterable[Claim]) -> dict[str, tuple[Cause, ...]]:
    """Causes that sources name for the claims shown."""
    return {claim.claim_id: shared.causes[claim.claim_id] for claim in claims if claim.claim_id in shared.causes}
