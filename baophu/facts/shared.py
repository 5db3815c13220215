"""What the facts of all provinces of a ledger have in common, read and worked out once."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property, lru_cache
from operator import attrgetter

import pandas as pd

from baophu.analysis import audit, confidence, coverage, denominators, evidence, season, social, targets
from baophu.analysis.changes import Change, ChangeTables, Context, assess_changes, days_with_country, derive_levels
from baophu.analysis.claims import prepare_claims, select_claims
from baophu.analysis.confidence import Grade, Reason
from baophu.analysis.coverage import ANNOUNCED, GSO
from baophu.analysis.denominators import DenominatorRange, OwnRatio
from baophu.analysis.estimate import Estimate, estimate_year_ends, gather_evidence
from baophu.analysis.evidence import CHANGE_FIELDS, EvidenceInputs, MissingFigure
from baophu.analysis.season import NO_LIKE_DATES, DecemberSurge, SameSeasonPair, SameSeasonPairs
from baophu.analysis.social import Conflict, SeriesBreak, Social, SocialPoint
from baophu.analysis.targets import Pace, PlanPopulation, TargetGap
from baophu.facts.records import Area, Cause, Claim, Event, Point, Source, records, records_by_area
from baophu.ledger.tables import Ledger

FIRST_YEAR, LAST_YEAR = 2010, 2023


@lru_cache(maxsize=2)
def shared_facts(ledger: Ledger) -> "SharedFacts":
    """The shared part of a ledger's facts; kept for the two ledgers asked for last."""
    return SharedFacts(ledger)


@dataclass(frozen=True, eq=False)
class SharedFacts:
    """The ledger as records and rows, and what is said of the country; each part is made when first asked for."""

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
        """Area to the area it lies in, as the audit sets parts against their whole."""
        return audit.parents_of(self.ledger.areas)

    @cached_property
    def _children(self) -> dict[str, list[str]]:
        found = defaultdict(list)
        for area, parent in zip(self.ledger.areas["area"], self.ledger.areas["parent"], strict=True):
            found[parent].append(area)
        return found

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
        """All claims with what was decided on them, oldest first, undated ones last."""
        ledger = self.ledger
        table = ledger.claims.merge(ledger.decisions, on="claim_id", how="left").rename(columns={"action": "decision"})
        table["is_local"] = table["source_id"].isin(coverage.local_sources(ledger.sources))
        text = ["decision", "reason_vi", "reason_en"]
        table[text] = table[text].fillna("")
        return records(Claim, table.sort_values(["as_of", "area", "scheme", "claim_id"], na_position="last"))

    @cached_property
    def causes(self) -> dict[str, tuple[Cause, ...]]:
        """Causes that sources name for their figures, by claim, in the order of the file."""
        found = defaultdict(list)
        for cause in records(Cause, self.ledger.causes):
            found[cause.claim_id].append(cause)
        return {claim_id: tuple(causes) for claim_id, causes in found.items()}

    @cached_property
    def usable_table(self) -> pd.DataFrame:
        """Usable claims of all areas and years with their intervals."""
        return prepare_claims(coverage.usable(self.ledger.claims))

    @cached_property
    def claims_table(self) -> pd.DataFrame:
        """Those of the years covered."""
        return _covered(self.usable_table)

    @cached_property
    def usable_levels(self) -> pd.DataFrame:
        """Dated coverages of all areas and years; an office's own table replaces no print of the country."""
        national = select_claims(self.usable_table, area=self.country)["claim_id"]
        excluded_claims = self.excluded_claims.difference(national) | self.set_aside
        return coverage.levels(self.usable_table, self.ledger.population, excluded_claims)

    @cached_property
    def levels_table(self) -> pd.DataFrame:
        """Coverages of the years covered."""
        return _covered(self.usable_levels)

    @cached_property
    def set_aside(self) -> frozenset[str]:
        """Claims that a decision keeps out of series."""
        return coverage.set_aside(self.ledger.decisions)

    @cached_property
    def decided_between(self) -> frozenset[str]:
        """Claims between which a decision has chosen."""
        decisions = self.ledger.decisions
        return frozenset(decisions.loc[decisions["action"].isin(["prefer", "set_aside"]), "claim_id"])

    @cached_property
    def excluded_claims(self) -> frozenset[str]:
        """Claims that no series of a province uses: set aside, or replaced by an office's own table."""
        return self.set_aside | coverage.overlaid(coverage.usable(self.ledger.claims), self.ledger.sources)

    # ── The country ──────────────────────────────────────────────────────────────────────────────────────────

    @cached_property
    def national_levels(self) -> pd.DataFrame:
        """Dated coverages of the country in the years covered."""
        return select_claims(self.levels_table, area=self.country)

    @cached_property
    def national_year_ends(self) -> tuple[Point, ...]:
        """Those of 31 December."""
        return tuple(records(Point, coverage.year_ends(self.national_levels)))

    @cached_property
    def _season_pairs(self) -> dict[str, tuple[SameSeasonPair, ...]]:
        return records_by_area(SameSeasonPair, season.same_season_pairs(self.levels_table))

    def like_pairs_of(self, area: str) -> tuple[SameSeasonPairs, ...]:
        """An area's figures at the same time of two years, on both scales."""
        own = self._season_pairs.get(area, ())
        pairs = {scale: tuple(pair for pair in own if pair.scale == scale) for scale in (ANNOUNCED, GSO)}
        return tuple(SameSeasonPairs(scale, of, "" if of else NO_LIKE_DATES) for scale, of in pairs.items())

    @cached_property
    def pushes(self) -> tuple[DecemberSurge, ...]:
        """The country's December pushes; the year after the last one is read too, for its mid-year figures."""
        levels = coverage.levels(self._national_claims, self.ledger.population)
        years = range(FIRST_YEAR, LAST_YEAR + 1)
        return tuple(records(DecemberSurge, season.december_surges(levels, self._national_claims, years)))

    @cached_property
    def _national_claims(self) -> pd.DataFrame:
        """The country's usable claims without those set aside."""
        own = select_claims(self.usable_table, area=self.country)
        return own[~own["claim_id"].isin(self.set_aside)]

    @cached_property
    def change_context(self) -> Context:
        """What changes are held against: the country's levels and claims, events, claims in doubt.

        Counts that follow from the country's printed changes serve changes alone and stand on no chart.
        """
        own, levels = self._national_claims, self.national_levels
        events = self.ledger.events[self.ledger.events["event_id"].isin(list(self.events))]
        return Context(pd.concat([levels, derive_levels(levels, own)]), own, events, self.doubtful_claims)

    @cached_property
    def country_days(self) -> frozenset[tuple[str, pd.Timestamp]]:
        """Scales and days of changes on which the country's level is known."""
        return days_with_country(self.change_tables.changes, self.change_context.national_levels)

    # ── All provinces ────────────────────────────────────────────────────────────────────────────────────────

    @cached_property
    def provinces(self) -> frozenset[str]:
        """Slugs of the provinces."""
        return frozenset(slug for slug, area in self.areas.items() if area.kind == "province")

    @cached_property
    def findings_table(self) -> pd.DataFrame:
        """Findings of the audit on the figures of the years covered, in all areas."""
        return audit.audit(self.claims_table, parents=self.parents)

    @cached_property
    def findings(self) -> list[audit.Finding]:
        """The same as records."""
        return records(audit.Finding, self.findings_table)

    @cached_property
    def ledger_findings(self) -> list[audit.Finding]:
        """Findings on usable claims of all areas and years."""
        return records(audit.Finding, audit.audit(self.usable_table, parents=self.parents))

    @cached_property
    def newest_points(self) -> dict[str, tuple[Point, ...]]:
        """Levels of the newest day of each area, one for each scale that has one."""
        return records_by_area(Point, confidence.newest_levels(self.levels_table))

    @cached_property
    def grade_reasons(self) -> pd.DataFrame:
        """Every reason for the grade of each province's newest level."""
        tables = (self.levels_table, self.claims_table, self.findings_table)
        return confidence.grade_reasons(*tables, sorted(self.provinces), LAST_YEAR)

    @cached_property
    def grades_table(self) -> pd.DataFrame:
        """The grade of each province's newest level."""
        return confidence.grade_levels(self.levels_table, self.grade_reasons)

    @cached_property
    def grades(self) -> dict[str, Grade]:
        """The grade of each province's newest level, with the reasons."""
        reasons = records_by_area(Reason, self.grade_reasons)
        table = self.grades_table.assign(reasons=self.grades_table["area"].map(reasons))
        return {grade.area: grade for grade in records(Grade, table)}

    @cached_property
    def estimates(self) -> dict[str, tuple[Estimate, ...]]:
        """Year-end coverage of each province: as announced, or statistical where only counts are printed."""
        basis = gather_evidence(self.claims_table, self.ledger.areas, self.ledger.population, self.excluded_claims)
        is_counted = self.levels_table["scale"].eq(GSO).groupby(self.levels_table["area"]).all()
        scales = is_counted.reindex(sorted(self.provinces), fill_value=False).map({True: GSO, False: ANNOUNCED})
        return records_by_area(Estimate, estimate_year_ends(basis, scales, range(FIRST_YEAR, LAST_YEAR + 1)))

    @cached_property
    def points(self) -> dict[str, tuple[Point, ...]]:
        """Levels of the years covered, by area."""
        return records_by_area(Point, self.levels_table)

    @cached_property
    def _read_changes(self) -> pd.DataFrame:
        """What the rules for missing figures read of the changes, in the order in which readers ask."""
        read = attrgetter(*CHANGE_FIELDS)
        rows = [read(change) for own in self.changes.values() for change in own]
        table = pd.DataFrame(rows, columns=list(CHANGE_FIELDS))
        return table.astype({"start": "datetime64[s]", "end": "datetime64[s]"})

    @cached_property
    def missing_figures(self) -> dict[str, tuple[MissingFigure, ...]]:
        """Figures that would settle something about each province, those that help most first."""
        inputs = EvidenceInputs(
            claims=self.claims_table,
            levels=self.levels_table,
            changes=self._read_changes,
            gaps=self.gaps_table,
            paces=self.paces_table,
            findings=self.findings_table,
            grades=self.grades_table,
            reasons=self.grade_reasons,
            province_of={area: province for province in self.provinces for area in self.areas_within(province)},
            country=self.country,
            country_days=self.country_days,
            decided_claims=self.decided_between,
            last_year=LAST_YEAR,
        )
        table = evidence.find_missing_figures(inputs)
        found = defaultdict(list)
        for province, item in zip(table["province"], records(MissingFigure, table), strict=True):
            found[province].append(item)
        return {province: tuple(own) for province, own in found.items()}

    @cached_property
    def doubtful_claims(self) -> frozenset[str]:
        """Claims of provinces that contradict another print of the same thing."""
        own = [item for item in self.findings if item.area != self.country]
        wrong = [item.claim_ids for item in own if item.verdict == audit.CONTRADICTORY]
        wrong += [conflict.claim_ids for own in self.social.values() for conflict in own.conflicts]
        return frozenset(claim for ids in wrong for claim in ids)

    @cached_property
    def change_tables(self) -> ChangeTables:
        """Changes of all areas with their readings, parts and what other provinces print."""
        claims = self.claims_table[~self.claims_table["claim_id"].isin(self.excluded_claims)]
        tables = (claims, self.levels_table, self.ledger.population)
        return assess_changes(*tables, self.change_context, self.provinces)

    @cached_property
    def changes(self) -> dict[str, list[Change]]:
        """Changes by area, those first that readers ask of first."""
        found = defaultdict(list)
        for change in self.change_tables.records():
            found[change.area].append(change)
        return found

    @cached_property
    def ranges(self) -> dict[str, tuple[DenominatorRange, ...]]:
        """What each day's count is of every population, by area, oldest first."""
        ranges = denominators.denominator_ranges(self.levels_table, self.ledger.population)
        return records_by_area(DenominatorRange, ranges)

    @cached_property
    def gaps_table(self) -> pd.DataFrame:
        """Targets of percent of population against the levels of their year, in all areas."""
        return targets.find_gaps(self.claims_table, self.levels_table, LAST_YEAR)

    @cached_property
    def gaps(self) -> dict[str, tuple[TargetGap, ...]]:
        """The same as records, by area."""
        return records_by_area(TargetGap, self.gaps_table)

    @cached_property
    def paces_table(self) -> pd.DataFrame:
        """The pace that each target asks for, in all areas."""
        return targets.find_paces(self.claims_table, self.gaps_table, LAST_YEAR, self.excluded_claims)

    @cached_property
    def paces(self) -> dict[str, tuple[Pace, ...]]:
        """The same as records, by area."""
        return records_by_area(Pace, self.paces_table)

    @cached_property
    def plan_populations(self) -> dict[str, tuple[PlanPopulation, ...]]:
        """The population behind each plan, by area."""
        plans = targets.plan_populations(self.findings_table, self.ledger.population)
        return records_by_area(PlanPopulation, plans)

    @cached_property
    def own_ratios(self) -> dict[str, OwnRatio]:
        """The ratio of the two scales, by province; the mean of all is over the days of all years."""
        events = denominators.ratio_events(self.usable_levels, self.ledger.population)
        events = events[events["area"].isin(self.provinces)]
        ratios = denominators.own_ratios(_covered(events), sorted(self.provinces), events["log_ratio"].mean())
        return {ratio.area: ratio for ratio in records(OwnRatio, ratios)}

    @cached_property
    def social(self) -> dict[str, Social]:
        """Social insurance, by province."""
        ledger = self.ledger
        points = social.social_points(self.claims_table, ledger.labour_force, ledger.sources, self.excluded_claims)
        tables = {
            SocialPoint: points,
            SeriesBreak: social.find_breaks(points),
            Conflict: social.find_conflicts(self.claims_table),
        }
        found = [records_by_area(kind, table) for kind, table in tables.items()]
        return {area: social.social_of(area, *(own.get(area, ()) for own in found)) for area in self.provinces}


def _covered(table: pd.DataFrame) -> pd.DataFrame:
    """Rows of the years that reports cover."""
    return table[table["as_of"].dt.year.between(FIRST_YEAR, LAST_YEAR)]
