"""What the facts of all provinces of a ledger have in common, computed once."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property, lru_cache

import pandas as pd

from baophu.analysis import audit, coverage, denominators, estimate, season
from baophu.analysis.changes import Change, Context, Nation, changes, derived_points, with_others
from baophu.analysis.coverage import ANNOUNCED, GSO
from baophu.analysis.denominators import PopulationTable
from baophu.analysis.rows import ClaimRow, PointRow, claims_of
from baophu.analysis.season import DecemberSurge, SameSeasonPairs
from baophu.analysis.social import LabourForces, print_days
from baophu.facts.records import Area, Cause, Claim, Event, Point, Source, point_of, records
from baophu.ledger.tables import Ledger

FIRST_YEAR, LAST_YEAR = 2010, 2023


@lru_cache(maxsize=2)
def shared_facts(ledger: Ledger) -> "SharedFacts":
    """The shared part of a ledger's facts; cached for the last two ledgers."""
    return SharedFacts(ledger)


@dataclass(frozen=True, eq=False)
class SharedFacts:
    """The ledger as records and rows, and the facts of the country; each part is computed on first use."""

    ledger: Ledger

    @cached_property
    def areas(self) -> dict[str, Area]:
        """All areas by slug."""
        return {area.area: area for area in records(Area, self.ledger.areas)}

    @cached_property
    def country(self) -> str:
        """Slug of the country."""
        return next(area.area for area in self.areas.values() if area.kind == "country")

    def areas_within(self, area: str) -> list[str]:
        """An area and those in it, at any depth."""
        below = self._children.get(area, [])
        return [area, *below, *(slug for child in below for slug in self.areas_within(child)[1:])]

    @cached_property
    def parents(self) -> dict[str, str]:
        """Area to the area that contains it, for the audit."""
        return audit.parents_of(self.ledger.areas)

    @cached_property
    def _children(self) -> dict[str, list[str]]:
        children = defaultdict(list)
        for area, parent in zip(self.ledger.areas["area"], self.ledger.areas["parent"], strict=True):
            children[parent].append(area)
        return children

    @cached_property
    def sources(self) -> dict[str, Source]:
        """All sources by id."""
        return {source.source_id: source for source in records(Source, self.ledger.sources)}

    @cached_property
    def events(self) -> dict[str, Event]:
        """Events of the years covered, by id."""
        rows = self.ledger.events[self.ledger.events["date"].dt.year.between(FIRST_YEAR, LAST_YEAR)]
        return {event.event_id: event for event in records(Event, rows)}

    @cached_property
    def labels(self) -> dict[tuple[str, str], tuple[str, str]]:
        """Vietnamese and English words for each code, by field and code."""
        return {(row.field, row.code): (row.label_vi, row.label_en) for row in self.ledger.codes.itertuples()}

    # ── Figures ──────────────────────────────────────────────────────────────────────────────────────────────

    @cached_property
    def claims(self) -> list[Claim]:
        """All claims with the decisions on them, oldest first, undated ones last."""
        ledger = self.ledger
        table = ledger.claims.merge(ledger.decisions, on="claim_id", how="left").rename(columns={"action": "decision"})
        table["is_local"] = table["source_id"].isin(coverage.local_sources(ledger.sources))
        text = ["decision", "reason_vi", "reason_en"]
        table[text] = table[text].fillna("")
        return records(Claim, table.sort_values(["as_of", "area", "scheme", "claim_id"], na_position="last"))

    @cached_property
    def causes(self) -> dict[str, tuple[Cause, ...]]:
        """Causes that sources name for their figures, by claim, in the order of the file."""
        by_claim = defaultdict(list)
        for cause in records(Cause, self.ledger.causes):
            by_claim[cause.claim_id].append(cause)
        return {claim_id: tuple(causes) for claim_id, causes in by_claim.items()}

    @cached_property
    def usable(self) -> list[ClaimRow]:
        """Usable claims of all areas and years."""
        return claims_of(coverage.usable(self.ledger.claims))

    @cached_property
    def rows(self) -> dict[str, tuple[ClaimRow, ...]]:
        """Usable claims of the years covered, by area."""
        by_area = defaultdict(list)
        for claim in self.usable:
            if FIRST_YEAR <= claim.as_of.year <= LAST_YEAR:
                by_area[claim.area].append(claim)
        return {area: tuple(area_claims) for area, area_claims in by_area.items()}

    @cached_property
    def set_aside(self) -> frozenset[str]:
        """Claims that a decision excludes from series."""
        return coverage.set_aside(self.ledger.decisions)

    @cached_property
    def decided_between(self) -> frozenset[str]:
        """Claims between which a decision has chosen."""
        decisions = self.ledger.decisions
        return frozenset(decisions.loc[decisions["action"].isin(["prefer", "set_aside"]), "claim_id"])

    @cached_property
    def excluded_claims(self) -> frozenset[str]:
        """Claims that no series of a province uses: set aside by a decision, or replaced by an office's own table."""
        return self.set_aside | coverage.overlaid(coverage.usable(self.ledger.claims), self.ledger.sources)

    @cached_property
    def people(self) -> PopulationTable:
        """The ledger's populations, indexed."""
        return PopulationTable(self.ledger.population)

    @cached_property
    def labour_forces(self) -> LabourForces:
        """The ledger's labour forces, indexed."""
        return LabourForces(self.ledger.labour_force)

    @cached_property
    def printed_on(self) -> dict[str, pd.Timestamp]:
        """Day of publication of each source, where it is known."""
        return print_days(self.ledger.sources)

    # ── The country ──────────────────────────────────────────────────────────────────────────────────────────

    @cached_property
    def national(self) -> tuple[PointRow, ...]:
        """Coverage points of the country in the years covered."""
        rows = self.rows.get(self.country, ())
        return tuple(coverage.coverage_rows(rows, self.people, self.country, self.set_aside))

    @cached_property
    def national_points(self) -> tuple[Point, ...]:
        """``national`` as records."""
        return tuple(map(point_of, self.national))

    @cached_property
    def national_year_ends(self) -> tuple[Point, ...]:
        """Points of ``national`` of 31 December."""
        return tuple(map(point_of, coverage.year_end_rows(self.national)))

    @cached_property
    def national_like_pairs(self) -> tuple[SameSeasonPairs, ...]:
        """The country's same-season pairs, on both scales."""
        return tuple(season.like_pairs(self.national, scale) for scale in (ANNOUNCED, GSO))

    @cached_property
    def pushes(self) -> tuple[DecemberSurge, ...]:
        """The country's December surges; the mid-year figures of the year after the last one are used too."""
        claims = [c for c in self.usable if c.area == self.country and c.claim_id not in self.set_aside]
        national = coverage.coverage_rows(claims, self.people, self.country)
        return tuple(season.pushes(national, range(FIRST_YEAR, LAST_YEAR + 1), claims))

    @cached_property
    def context(self) -> Context:
        """Events and national claims with which changes of areas are compared."""
        national_claims = [c for c in self.usable if c.area == self.country and c.claim_id not in self.set_aside]
        events = self.ledger.events[self.ledger.events["event_id"].isin(list(self.events))]
        return Context(events, national_claims)

    @cached_property
    def nation(self) -> Nation:
        """The country's levels by day."""
        return Nation(self.nation_points, self.people)

    @cached_property
    def nation_points(self) -> tuple[PointRow, ...]:
        """The country's levels and the counts derived from its printed changes; used for changes only, on no chart."""
        return (*self.national, *derived_points(self.national, self.context.national))

    # ── All provinces ────────────────────────────────────────────────────────────────────────────────────────

    @cached_property
    def evidence(self) -> estimate.Evidence:
        """Inputs of the estimates, from the figures of the years covered."""
        claims = [claim for area_claims in self.rows.values() for claim in area_claims]
        return estimate.gather_tables(claims, self.ledger.areas, self.people, self.excluded_claims)

    def changes_of(self, area: str, context: Context | None = None) -> list[Change]:
        """Changes of an area with verdicts; with ``context`` also with parts and other provinces' changes."""
        rows = self.rows.get(area, ())
        points = coverage.coverage_rows(rows, self.people, area, self.excluded_claims)
        is_province = self.areas[area].kind == "province"
        inputs = (rows, points, self.nation, self.people, area)
        area_changes = changes(*inputs, is_province=is_province, excluded_claims=self.excluded_claims, context=context)
        return [with_others(c, self.provincial) for c in area_changes] if is_province and context else area_changes

    @cached_property
    def provincial(self) -> tuple[Change, ...]:
        """Changes of total health insurance in all provinces, for comparison with one another."""
        areas = [area for area in sorted(self.rows) if self.areas[area].kind == "province"]
        return tuple(change for area in areas for change in self.changes_of(area) if change.is_total)

    @cached_property
    def mean_log_ratio(self) -> float | None:
        """Mean log ratio of the two scales over the days of all provinces that have both."""
        claims_by_area = defaultdict(list)
        for claim in self.usable:
            if claim.scheme == "bhyt" and claim.group == "total" and self.areas[claim.area].kind == "province":
                claims_by_area[claim.area].append(claim)
        points = {
            area: coverage.coverage_rows(claims_by_area[area], self.people, area, self.excluded_claims)
            for area in sorted(claims_by_area)
        }
        ratios = [denominators.own_ratio(points[area], self.people, area) for area in points]
        return denominators.mean_log_ratio(ratios)
