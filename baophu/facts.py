"""The third room: one object per province that holds every number its report says.

Charts, captions, alternative texts, tables and sentences read from it and from nothing else.
"""

from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from functools import cached_property, lru_cache

import pandas as pd

from baophu.analysis import (
    audit,
    confidence,
    coverage,
    denominators,
    estimate,
    evidence,
    lapses,
    season,
    social,
    targets,
)
from baophu.analysis.audit import Finding
from baophu.analysis.confidence import Grade
from baophu.analysis.coverage import ANNOUNCED, GSO
from baophu.analysis.denominators import Band, OwnRatio
from baophu.analysis.estimate import Estimate
from baophu.analysis.evidence import Missing
from baophu.analysis.lapses import Fall
from baophu.analysis.season import LikePairs, Push
from baophu.analysis.social import Social
from baophu.analysis.targets import Gap, Pace
from baophu.errors import UnknownProvince
from baophu.ledger.tables import Ledger

FIRST_YEAR, LAST_YEAR = 2010, 2023


@dataclass(frozen=True)
class Point:
    """One dated coverage on one scale; see ``coverage.coverage_points`` for the units."""

    claim_id: str
    as_of: date
    as_of_precision: str
    scale: str
    coverage_pct: float
    insured_count: float | None
    population_count: float | None
    uninsured_count: float | None
    base: str
    unit: str
    bound: str
    obs_status: str
    claim_ids: tuple[str, ...]


@dataclass(frozen=True)
class Latest:
    """The newest dated level of a province: announced, statistical, or both of one day."""

    as_of: date
    as_of_precision: str
    announced: Point | None
    gso: Point | None


@dataclass(frozen=True)
class Claim:
    """One published figure with its source, ready to be shown."""

    claim_id: str
    area: str
    scheme: str
    group: str
    kind: str
    value: float
    unit: str
    as_of: date | None
    as_of_precision: str
    base_as_of: date | None
    bound: str
    plan_owner: str
    obs_status: str
    as_printed: str
    locator: str
    source_id: str
    decision: str
    reason_vi: str
    reason_en: str
    is_local: bool


@dataclass(frozen=True)
class Source:
    """Where figures were printed."""

    source_id: str
    title: str
    publisher: str
    published_on: date | None
    url: str
    file_name: str
    language: str


@dataclass(frozen=True)
class Area:
    """An area and how it is called."""

    area: str
    code: str
    kind: str
    name_vi: str
    name_en: str
    full_name_vi: str
    region6_vi: str
    region6_en: str
    valid_to: date | None
    unit_from_2025_07_01: str


@dataclass(frozen=True)
class Facts:
    """Everything a province's report says. Percentages in 0-100, persons whole, days as dates."""

    area: Area
    areas: dict[str, Area]
    data_version: str
    points: tuple[Point, ...]
    national: tuple[Point, ...]
    national_year_ends: tuple[Point, ...]
    latest: Latest | None
    bands: tuple[Band, ...]
    own_ratio: OwnRatio
    like_pairs: tuple[LikePairs, ...]
    national_like_pairs: tuple[LikePairs, ...]
    falls: tuple[Fall, ...]
    estimates: tuple[Estimate, ...]
    pushes: tuple[Push, ...]
    gaps: tuple[Gap, ...]
    paces: tuple[Pace, ...]
    social: Social
    findings: tuple[Finding, ...]
    grade: Grade
    missing: tuple[Missing, ...]
    claims: tuple[Claim, ...]
    national_claims: tuple[Claim, ...]
    decided: tuple[Claim, ...]
    sources: dict[str, Source]
    labels: dict[tuple[str, str], tuple[str, str]]

    @property
    def is_merged(self) -> bool:
        """Whether the province ended as a unit with the mergers of 1 July 2025."""
        return self.area.valid_to is not None

    @property
    def as_of(self) -> date | None:
        """Newest day that any figure of the province speaks of, within the years covered."""
        return self.dated[-1].as_of if self.dated else None

    @cached_property
    def dated(self) -> list[Claim]:
        """Dated figures of the province, oldest first, of one day the finest dated last; targets lie ahead."""
        own = (claim for claim in self.claims if claim.as_of and claim.kind not in ("target_rate", "target_count"))
        return sorted(own, key=lambda claim: (claim.as_of, ("year", "month", "day").index(claim.as_of_precision)))

    @property
    def local_count(self) -> int:
        """How many of the figures are the office's own and published nowhere."""
        return sum(claim.is_local for claim in self.claims)

    @property
    def losses(self) -> tuple[Claim, ...]:
        """Printed numbers of people in the whole province who lost a card or its support."""
        own = (c for c in self.claims if c.area == self.area.area and c.scheme == "bhyt")
        return tuple(c for c in own if c.kind == "loss" and c.unit == "persons")

    @property
    def last_count(self) -> Point | None:
        """Newest point that stands on a printed count."""
        return next((point for point in reversed(self.points) if point.scale == GSO), None)

    def to_dict(self) -> dict:
        """The numbers as plain types, for JSON; labels and sources are left to the page."""
        keep = (
            "points",
            "national",
            "latest",
            "bands",
            "own_ratio",
            "like_pairs",
            "estimates",
            "falls",
            "gaps",
            "paces",
            "findings",
            "grade",
            "missing",
            "claims",
        )
        return {
            "area": self.area.area,
            "data_version": self.data_version,
            **{k: plain(getattr(self, k)) for k in keep},
        }


def build(ledger: Ledger, province: str) -> Facts:
    """The facts of one province from the whole ledger."""
    areas = {row["area"]: _record(Area, row) for _, row in ledger.areas.iterrows()}
    if province not in areas or areas[province].kind != "province":
        raise UnknownProvince(f"There is no province {province!r}. All names: make provinces")
    inside = [province, *ledger.children(province)]
    own_claims = _covered(ledger.claims[ledger.claims["area"].isin(inside)])
    usable = coverage.usable(own_claims)
    aside = coverage.set_aside(ledger.decisions) | coverage.overlaid(usable, ledger.sources)
    points = coverage.coverage_points(usable, ledger.population, province, aside)
    country = ledger.areas.loc[ledger.areas["kind"] == "country", "area"].iloc[0]
    national = _national_points(ledger, country)
    found = lapses.falls(usable, points, national, ledger.population, province)
    gaps = targets.gaps(ledger.targets, usable, points, province, LAST_YEAR)
    findings = audit.audit(usable)
    cited = {claim for fall in found for claim in fall.national_ids}
    cited |= set(national.loc[national["scale"] == ANNOUNCED, "claim_id"])
    national_claims = ledger.claims[ledger.claims["claim_id"].isin(cited)]
    claims = _claims(own_claims, ledger)
    nation = _claims(national_claims, ledger)
    used = {c.source_id for c in (*claims, *nation)} | {gap.source_id for gap in gaps}
    return Facts(
        area=areas[province],
        areas=areas,
        data_version=ledger.version,
        points=_points(points),
        national=_points(national),
        national_year_ends=_points(coverage.year_ends(national)),
        latest=_latest(points),
        bands=_bands(points, ledger.population, province),
        own_ratio=denominators.own_ratio(points, ledger.population, province, _mean_log_ratio(ledger)),
        like_pairs=_like_pairs(points),
        national_like_pairs=_like_pairs(national),
        falls=tuple(found),
        estimates=_estimates(ledger, province, points),
        pushes=_pushes(ledger),
        gaps=tuple(gaps),
        paces=tuple(targets.paces(usable, gaps, province, LAST_YEAR, ledger.targets, aside)),
        social=social.social(usable, ledger.labour_force, province, ledger.sources, aside),
        findings=tuple(findings),
        grade=confidence.grade(usable, points, findings, province, LAST_YEAR),
        missing=tuple(
            evidence.missing(usable, national, ledger.population, ledger.targets, province, LAST_YEAR, aside)
        ),
        claims=claims,
        national_claims=nation,
        decided=_decided(ledger, inside, country),
        sources={
            row["source_id"]: _record(Source, row) for _, row in ledger.sources.iterrows() if row["source_id"] in used
        },
        labels={(r.field, r.code): (r.label_vi, r.label_en) for r in ledger.codes.itertuples()},
    )


def _estimates(ledger: Ledger, province: str, points: pd.DataFrame) -> tuple[Estimate, ...]:
    """Year-end coverage on one scale: as announced, or statistical where only counts are printed."""
    scale = GSO if len(points) and (points["scale"] == GSO).all() else ANNOUNCED
    days = [pd.Timestamp(year, 12, 31) for year in range(FIRST_YEAR, LAST_YEAR + 1)]
    return tuple(estimate.estimate(_evidence(ledger), province, scale, day) for day in days)


@lru_cache(maxsize=2)
def _evidence(ledger: Ledger) -> estimate.Evidence:
    """What estimates rest on; it is the same for every province of a ledger."""
    claims = coverage.usable(ledger.claims)
    aside = coverage.set_aside(ledger.decisions) | coverage.overlaid(claims, ledger.sources)
    return estimate.gather_tables(claims, ledger.areas, ledger.population, aside)


@lru_cache(maxsize=2)
def _pushes(ledger: Ledger) -> tuple[Push, ...]:
    """The country's December pushes; the year after the last one is read too, for its mid-year figures."""
    country = ledger.areas.loc[ledger.areas["kind"] == "country", "area"].iloc[0]
    claims = coverage.usable(ledger.claims)
    claims = claims[~claims["claim_id"].isin(coverage.set_aside(ledger.decisions))]
    national = coverage.coverage_points(claims, ledger.population, country)
    years = range(FIRST_YEAR, LAST_YEAR + 1)
    return tuple(season.pushes(national, years, claims[claims["area"] == country]))


def _covered(claims: pd.DataFrame) -> pd.DataFrame:
    """Claims of the years that reports cover; undated ones stay, as evidence."""
    years = claims["as_of"].dt.year
    return claims[claims["as_of"].isna() | years.between(FIRST_YEAR, LAST_YEAR)]


def _national_points(ledger: Ledger, country: str) -> pd.DataFrame:
    claims = coverage.usable(_covered(ledger.claims))
    return coverage.coverage_points(claims, ledger.population, country, coverage.set_aside(ledger.decisions))


def _points(table: pd.DataFrame) -> tuple[Point, ...]:
    return tuple(_record(Point, row) for _, row in table.iterrows())


def _latest(points: pd.DataFrame) -> Latest | None:
    if points.empty:
        return None
    day = points["as_of"].max()
    newest = points[points["as_of"] == day]
    by_scale = {scale: _points(newest[newest["scale"] == scale].tail(1)) for scale in (ANNOUNCED, GSO)}
    announced, gso = (by_scale[scale][0] if by_scale[scale] else None for scale in (ANNOUNCED, GSO))
    return Latest(day.date(), newest.iloc[0]["as_of_precision"], announced, gso)


def _bands(points: pd.DataFrame, population: pd.DataFrame, province: str) -> tuple[Band, ...]:
    """The band of every day that has a count, oldest first."""
    days = points.loc[points["insured_count"].notna(), "as_of"].drop_duplicates()
    return tuple(denominators.band(points, population, province, day) for day in days)


def _like_pairs(points: pd.DataFrame) -> tuple[LikePairs, ...]:
    return tuple(season.like_pairs(points, scale) for scale in (ANNOUNCED, GSO))


@lru_cache(maxsize=2)
def _mean_log_ratio(ledger: Ledger) -> float | None:
    """Mean over the days of all provinces that show both scales."""
    claims = coverage.usable(ledger.claims)
    aside = coverage.set_aside(ledger.decisions) | coverage.overlaid(claims, ledger.sources)
    read = claims[(claims["scheme"] == "bhyt") & (claims["group"] == "total")]
    provinces = ledger.areas.loc[ledger.areas["kind"] == "province", "area"]
    ratios = []
    for area in sorted(set(provinces) & set(read["area"])):
        points = coverage.coverage_points(read, ledger.population, area, aside)
        ratios.append(denominators.own_ratio(points, ledger.population, area))
    return denominators.mean_log_ratio(ratios)


def _claims(claims: pd.DataFrame, ledger: Ledger) -> tuple[Claim, ...]:
    merged = claims.merge(ledger.decisions, on="claim_id", how="left").rename(columns={"action": "decision"})
    merged["is_local"] = merged["source_id"].isin(coverage.local_sources(ledger.sources))
    text = ["decision", "reason_vi", "reason_en"]
    merged[text] = merged[text].fillna("")
    merged = merged.sort_values(["as_of", "area", "scheme", "claim_id"], na_position="last")
    return tuple(_record(Claim, row) for _, row in merged.iterrows())


def _decided(ledger: Ledger, inside: list[str], country: str) -> tuple[Claim, ...]:
    """Claims on which a decision was taken: all of the province's, and of the country its health insurance rates."""
    claims = _covered(ledger.claims[ledger.claims["claim_id"].isin(ledger.decisions["claim_id"])])
    national = (claims["area"] == country) & (claims["scheme"] == "bhyt") & (claims["kind"] == "rate")
    return _claims(claims[claims["area"].isin(inside) | national], ledger)


def _record(kind, row: pd.Series):
    """A dataclass from a table row: days as dates, missing as None."""
    return kind(**{f.name: _value(row[f.name]) for f in fields(kind)})


def _value(cell):
    if isinstance(cell, tuple):
        return cell
    if pd.isna(cell):
        return None
    return cell.date() if isinstance(cell, pd.Timestamp) else cell


def plain(value):
    """A result of the analysis as plain types for JSON: days as ISO text, missing as None."""
    if is_dataclass(value):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if isinstance(value, datetime | pd.Timestamp):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else value
