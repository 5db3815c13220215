"""Inputs of the estimates: figures of all provinces on both scales, the country's curves, printed losses."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import exp, log
from statistics import fmean
from typing import NamedTuple

import pandas as pd

from baophu.analysis.constants import ESTIMATE_STATUS, PRIOR_EVENTS
from baophu.analysis.coverage import ANNOUNCED, GSO, coverage_rows
from baophu.analysis.denominators import Population, PopulationTable, population_of
from baophu.analysis.estimate.curve import Curve, DatedCoverage, logit
from baophu.analysis.rows import ClaimRow, Claims, PointRow, Points, claims_of, points_of

GATE_DAY = pd.Timestamp("2021-07-01")  # Decision 861 ended the free cards of communes that left regions II and III
GATE_GROUPS = ("d861_free_cards", "d861_353_free_cards")

Target = tuple[str, int, float]  # area, year, percent of population


class Loss(NamedTuple):
    """Printed number of free cards that ended with Decision 861, in percent of the statistics office's population.

    ``pct`` is None where that population is unknown.
    """

    pct: float | None
    claim_ids: tuple[str, ...]


@dataclass(frozen=True)
class Evidence:
    """Everything that estimates use, collected by ``gather``."""

    figures: tuple[DatedCoverage, ...]
    regions: Mapping[str, str]
    curves: Mapping[str, Curve]
    losses: Mapping[str, Loss]

    def leave_out(self, area: str, day: int | None = None) -> "Evidence":
        """The evidence without an area's figures of a day, or without all its figures."""
        figures = tuple(f for f in self.figures if f.area != area or (day is not None and f.day != day))
        return Evidence(figures, self.regions, self.curves, self.losses)

    @cached_property
    def ratios(self) -> dict[str, tuple[float, int]]:
        """Announced over GSO coverage by area, shrunk to the mean of all pairs, and the number of the area's pairs."""
        pairs = {area: _log_ratios(anchors) for area, anchors in self._by_area.items()}
        all_ratios = [ratio for anchors in pairs.values() for ratio in anchors]
        mean = fmean(all_ratios) if all_ratios else 0.0
        return {a: (exp((sum(p) + PRIOR_EVENTS * mean) / (len(p) + PRIOR_EVENTS)), len(p)) for a, p in pairs.items()}

    def anchors_of(self, area: str, scale: str) -> list[DatedCoverage]:
        """Anchors of an area by day: those of the scale, and on other days those converted from the other scale."""
        return self._on_scale.get((area, scale), [])

    def published_on(self, area: str, scale: str, day: int) -> DatedCoverage | None:
        """The figure printed for an area, scale and day, whether an anchor or not."""
        return self._figure_by_day.get((area, scale, day))

    def deviations(self, area: str, scale: str) -> list[tuple[DatedCoverage, float]]:
        """An area's anchors on a scale with their logit distance from the country's curve."""
        return self._deviations.get((area, scale), [])

    @cached_property
    def areas(self) -> list[str]:
        """Areas with anchors, in a fixed order."""
        return sorted(self._by_area)

    @cached_property
    def _figure_by_day(self) -> dict[tuple[str, str, int], DatedCoverage]:
        return {(f.area, f.scale, f.day): f for f in self.figures}

    @cached_property
    def _by_area(self) -> dict[str, list[DatedCoverage]]:
        anchors_by_area: dict[str, list[DatedCoverage]] = {}
        for figure in self.figures:
            if figure.is_anchor:
                anchors_by_area.setdefault(figure.area, []).append(figure)
        return anchors_by_area

    @cached_property
    def _on_scale(self) -> dict[tuple[str, str], list[DatedCoverage]]:
        return {
            (area, scale): _convert_scale(anchors, scale, self.ratios[area][0])
            for area, anchors in self._by_area.items()
            for scale in (ANNOUNCED, GSO)
        }

    @cached_property
    def means(self) -> dict[tuple[str, str], float]:
        """Mean deviation of each area on each scale, where it has one."""
        return {key: fmean(d for _, d in deviations) for key, deviations in self._deviations.items() if deviations}

    @cached_property
    def _deviations(self) -> dict[tuple[str, str], list[tuple[DatedCoverage, float]]]:
        deviations = {}
        for (area, scale), anchors in self._on_scale.items():
            levels = [(f, self.curves[scale].at(f.day)) for f in anchors]
            deviations[area, scale] = [(f, logit(f.pct) - level) for f, level in levels if level is not None]
        return deviations


def gather(
    points_by_area: Mapping[str, Points],
    regions: Mapping[str, str],
    national: Points,
    losses: Mapping[str, Loss] | None = None,
    targets: Collection[Target] = (),
) -> Evidence:
    """Collect the inputs of the estimates of all areas.

    Parameters
    ----------
    points_by_area : Mapping[str, Points]
        Coverage points of each province (``coverage.coverage_points``); provinces may be missing.
    regions : Mapping[str, str]
        Area to the name of its region (``areas.region6_vi``).
    national : Points
        Coverage points of the country.
    losses : Mapping[str, Loss] or None
        Printed losses by area (``printed_losses``).
    targets : Collection[Target]
        Area, year and percent of population. An announced rate equal to the target of its year is no anchor, since it
        may repeat the target.
    """
    figures = [f for area in sorted(points_by_area) for f in _figures(points_by_area[area], targets)]
    country = [f for f in _figures(national, targets) if f.is_anchor]
    curves = {scale: Curve([f for f in country if f.scale == scale]) for scale in (ANNOUNCED, GSO)}
    return Evidence(tuple(figures), dict(regions), curves, dict(losses or {}))


def gather_tables(
    claims: Claims, areas: pd.DataFrame, population: Population, excluded_claims: frozenset[str] = frozenset()
) -> Evidence:
    """``gather`` from the ledger's tables; parameters as for ``coverage.coverage_points``."""
    provinces = areas[areas["kind"] == "province"]
    country = areas.loc[areas["kind"] == "country", "area"].iloc[0]
    rows = claims_of(claims)
    people = population if isinstance(population, PopulationTable) else PopulationTable(population)
    claims_by_area: dict[str, list] = {country: []}
    for claim in rows:
        if claim.scheme == "bhyt" and claim.group == "total" and claim.kind in ("rate", "count"):
            claims_by_area.setdefault(claim.area, []).append(claim)
    province_slugs = sorted(set(provinces["area"]) & set(claims_by_area))
    points = {area: coverage_rows(claims_by_area[area], people, area, excluded_claims) for area in province_slugs}
    regions = dict(zip(provinces["area"], provinces["region6_vi"], strict=True))
    national = coverage_rows(claims_by_area[country], people, country, excluded_claims)
    targets = {(c.area, c.as_of.year, c.value) for c in rows if _is_target(c)}
    return gather(points, regions, national, printed_losses(rows, people), targets)


def _is_target(claim: ClaimRow) -> bool:
    return (claim.scheme, claim.group, claim.kind) == ("bhyt", "total", "target_rate")


def printed_losses(claims: Claims, population: Population) -> dict[str, Loss]:
    """Printed numbers of people whose free card ended with Decision 861, by area, in percent of its population.

    Of two printed figures for one area the first by claim id is used; a decision may exclude the wrong one.
    """
    rows = claims_of(claims)
    loss_claims = [c for c in rows if (c.kind, c.unit) == ("loss", "persons") and c.group in GATE_GROUPS]
    losses = {}
    for claim in reversed(loss_claims):
        base = population_of(population, claim.area, GATE_DAY.year)
        losses[claim.area] = Loss(100 * claim.value / base.count if base else None, (claim.claim_id,))
    return losses


def _figures(points: Points, targets: Collection[Target]) -> list[DatedCoverage]:
    """One figure for each day and scale: an anchor if there is one, then the one with the narrowest interval."""
    rows = [(not _is_anchor(p, targets), p.high_pct - p.low_pct, p) for p in points_of(points)]
    by_day = {}
    for is_no_anchor, _, p in sorted(rows, key=lambda row: (row[2].as_of, row[2].scale, *row[:2], row[2].claim_id)):
        cells = (p.as_of.toordinal(), float(p.coverage_pct), p.insured_count, tuple(p.claim_ids))
        by_day.setdefault((p.as_of, p.scale), DatedCoverage(p.area, p.scale, *cells, is_anchor=not is_no_anchor))
    return list(by_day.values())


def _is_anchor(point: PointRow, targets: Collection[Target]) -> bool:
    """Whether a level was measured: neither its publisher's estimate nor equal to the target of its year.

    Provisional figures (P) were measured; those of other definitions (D) are included or excluded by decisions.
    """
    is_target = point.scale == ANNOUNCED and (point.area, point.as_of.year, point.coverage_pct) in targets
    return point.obs_status != ESTIMATE_STATUS and not is_target


def _log_ratios(anchors: list[DatedCoverage]) -> list[float]:
    """Log of announced over GSO coverage for each announced figure with a count of its day or an equal count."""
    counts = [f for f in anchors if f.scale == GSO]
    ratios = []
    for rate in (f for f in anchors if f.scale == ANNOUNCED and f.pct > 0):
        same = [c for c in counts if c.pct > 0 and (c.day == rate.day or _is_same_count(rate, c))]
        if same:
            nearest = min(same, key=lambda count: abs(count.day - rate.day))
            ratios.append(log(rate.pct / nearest.pct))
    return ratios


def _is_same_count(rate: DatedCoverage, count: DatedCoverage) -> bool:
    """Whether a count of another day of the year is the one printed with a rate, dated more precisely."""
    if rate.insured is None or count.insured is None:
        return False
    years = {pd.Timestamp.fromordinal(f.day).year for f in (rate, count)}
    return len(years) == 1 and abs(rate.insured - count.insured) <= 1e-9 * count.insured


def _convert_scale(anchors: list[DatedCoverage], scale: str, ratio: float) -> list[DatedCoverage]:
    on_scale = [f for f in anchors if f.scale == scale]
    days = {f.day for f in on_scale}
    factor = ratio if scale == ANNOUNCED else 1 / ratio
    moved = [
        f._replace(scale=scale, pct=f.pct * factor, is_carried=True)
        for f in anchors
        if f.scale != scale and f.day not in days
    ]
    return sorted(on_scale + moved, key=lambda f: f.day)
