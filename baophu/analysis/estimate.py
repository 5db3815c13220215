"""Coverage on a day without a figure: an estimate with its interval, or the reason why there is none.

The nation's curve carries the shape, the province's own figures the level, its region what they leave open; between
two near figures of its own a straight line does as well and is simpler (docs/backtest.md). Both scales stay apart.
An estimate is never an observation: on a day with a printed figure there is none.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import exp, log
from statistics import fmean, median
from typing import NamedTuple

import pandas as pd

from baophu.analysis.coverage import ANNOUNCED, GSO, coverage_points
from baophu.analysis.denominators import population_of

INTERPOLATED, ANCHORED, REGIONAL = "interpolated", "anchored", "regional"
PUBLISHED, OUTSIDE_YEARS, NO_PEER, NO_NATIONAL, DECISION_861 = (
    "published",
    "outside_years",
    "no_peer",
    "no_national",
    "decision_861",
)

FIRST_DAY, LAST_DAY = pd.Timestamp("2011-01-01"), pd.Timestamp("2023-12-31")
GATE_DAY = pd.Timestamp("2021-07-01")  # Decision 861 ended the free cards of communes that left regions II and III
GATE_GROUP = "d861_free_cards"
# Where most of those communes lie: figures of before and after the day do not speak of one another there. The ledger
# cannot name these regions by itself: its few printed losses would add one where most provinces had none of them.
GATED_REGIONS = frozenset({"Trung du và miền núi phía Bắc", "Tây Nguyên"})

YEAR = 365.25  # days
LINE_DAYS = 3 * YEAR  # own figures further apart are not joined by a line
NEAR_DAYS = 1.5 * YEAR
REACH_DAYS = 3 * YEAR  # without an own figure within it the estimate is a guess from the region

# Chosen in the trial on published figures (docs/backtest.md), not fitted again here.
PASS_THROUGH = 1 / 3  # share of the national sawtooth that reaches a province
MEMORY_DAYS = 2 * YEAR
REGION_WEIGHT, COUNTRY_WEIGHT, RATIO_WEIGHT = 0.1, 1.5, 0.5
HALF_WIDTH_80 = {"near": 0.27, "far": 0.50, "unseen": 0.55}  # logit
HALF_WIDTH_95 = {"near": 0.60, "far": 0.80, "unseen": 1.15}  # logit, chosen on the rows of the backtest
CEILING = 99.5  # a publisher's population can be too small; at 100 % and above the logit has no value


class Figure(NamedTuple):
    """One dated coverage in percent; ``day`` is a proleptic ordinal, ``insured`` in persons."""

    area: str
    scale: str
    day: int
    pct: float
    insured: float | None
    claim_ids: tuple[str, ...]
    is_carried: bool = False


class Loss(NamedTuple):
    """Free cards that a print says ended with Decision 861, as percent of the statistics office's population.

    ``pct`` is None where that population is unknown.
    """

    pct: float | None
    claim_ids: tuple[str, ...]


@dataclass(frozen=True)
class Estimate:
    """Coverage of an area on a day and scale, in percent.

    ``pct`` is None where only a band is given (``basis`` ``regional``) and where the method declines (``reason``).
    ``range_low`` and ``range_high`` are no interval but what a printed loss of free cards leaves possible.
    ``ratio`` is announced over GSO coverage, from ``ratio_count`` printed pairs of the area itself and the others'.
    """

    scale: str
    as_of: pd.Timestamp
    pct: float | None = None
    low80: float | None = None
    high80: float | None = None
    low95: float | None = None
    high95: float | None = None
    basis: str = ""
    reason: str = ""
    range_low: float | None = None
    range_high: float | None = None
    ratio: float | None = None
    ratio_count: int = 0
    claim_ids: tuple[str, ...] = ()
    national_ids: tuple[str, ...] = ()


class Prediction(NamedTuple):
    """Centre of an estimate on the logit scale, and how near its own figures are: near, far or unseen."""

    logit: float
    horizon: str
    nearest_days: int | None
    claim_ids: tuple[str, ...]


def logit(pct: float) -> float:
    """Log odds of a percentage, which is kept within 0.5 and 99.5."""
    share = min(max(pct, 100 - CEILING), CEILING) / 100
    return log(share / (1 - share))


def logistic(value: float) -> float:
    """Percentage of a log odds."""
    return 100 / (1 + exp(-value))


class Curve:
    """The nation's coverage on the logit scale, with a part of its yearly sawtooth."""

    def __init__(self, figures: list[Figure]):
        self._all = [(f.day, logit(f.pct), f.claim_ids) for f in figures]
        self._ends = [row for row in self._all if _is_year_end(row[0])]

    def at(self, day: int) -> float | None:
        """Level on a day; None before the first and after the last year end."""
        every, ends = _line(self._all, day), _line(self._ends, day)
        return None if every is None or ends is None else ends + PASS_THROUGH * (every - ends)

    def claims_at(self, day: int) -> tuple[str, ...]:
        """Claims that the level on a day rests on."""
        around = [row for rows in (self._all, self._ends) for row in _around(rows, day)]
        return tuple(dict.fromkeys(claim for row in around for claim in row[2]))


def _is_year_end(day: int) -> bool:
    stamp = pd.Timestamp.fromordinal(day)
    return stamp.month == 12 and stamp.day == 31


def _around(rows: list[tuple], day: int) -> list[tuple]:
    """The last of the rows (day, …) up to a day and the first from it on; one and the same on its own day."""
    before, after = [row for row in rows if row[0] <= day], [row for row in rows if row[0] >= day]
    return [before[-1], after[0]] if before and after else []


def _line(rows: list[tuple], day: int) -> float | None:
    """Straight line through rows (day, value, …); None outside them."""
    around = _around(rows, day)
    if not around:
        return None
    left, right = around
    return left[1] + (right[1] - left[1]) * (day - left[0]) / max(right[0] - left[0], 1)


@dataclass(frozen=True)
class Evidence:
    """All that an estimate may rest on; made by ``gather``."""

    figures: tuple[Figure, ...]
    regions: Mapping[str, str]
    curves: Mapping[str, Curve]
    losses: Mapping[str, Loss]

    def without(self, area: str, day: int | None = None) -> "Evidence":
        """The same without an area's figures of a day, or without all of them."""
        kept = tuple(f for f in self.figures if f.area != area or (day is not None and f.day != day))
        return Evidence(kept, self.regions, self.curves, self.losses)

    @cached_property
    def ratios(self) -> dict[str, tuple[float, int]]:
        """Announced over GSO coverage by area, drawn to the mean of all pairs, with the number of own pairs."""
        pairs = {area: _log_ratios(own) for area, own in self._by_area.items()}
        every = [ratio for own in pairs.values() for ratio in own]
        mean = fmean(every) if every else 0.0
        return {a: (exp((sum(p) + RATIO_WEIGHT * mean) / (len(p) + RATIO_WEIGHT)), len(p)) for a, p in pairs.items()}

    def own(self, area: str, scale: str) -> list[Figure]:
        """Figures of an area by day: those of the scale, and of other days those of the other scale carried to it."""
        return self._on_scale.get((area, scale), [])

    def deviations(self, area: str, scale: str) -> list[tuple[Figure, float]]:
        """An area's figures on a scale with their distance from the nation, on the logit scale."""
        return self._deviations.get((area, scale), [])

    @cached_property
    def areas(self) -> list[str]:
        """Areas with figures, in a fixed order."""
        return sorted(self._by_area)

    @cached_property
    def _by_area(self) -> dict[str, list[Figure]]:
        found: dict[str, list[Figure]] = {}
        for figure in self.figures:
            found.setdefault(figure.area, []).append(figure)
        return found

    @cached_property
    def _on_scale(self) -> dict[tuple[str, str], list[Figure]]:
        return {
            (area, scale): _carried(own, scale, self.ratios[area][0])
            for area, own in self._by_area.items()
            for scale in (ANNOUNCED, GSO)
        }

    @cached_property
    def _deviations(self) -> dict[tuple[str, str], list[tuple[Figure, float]]]:
        found = {}
        for (area, scale), own in self._on_scale.items():
            levels = [(f, self.curves[scale].at(f.day)) for f in own]
            found[area, scale] = [(f, logit(f.pct) - level) for f, level in levels if level is not None]
        return found


def gather(
    points_by_area: Mapping[str, pd.DataFrame],
    regions: Mapping[str, str],
    national: pd.DataFrame,
    losses: Mapping[str, Loss] | None = None,
) -> Evidence:
    """What the estimates of all areas rest on, made once.

    Parameters
    ----------
    points_by_area : coverage points of each province (``coverage.coverage_points``); a province without is fine.
    regions : area to the name of its region (``areas.region6_vi``).
    national : coverage points of the country.
    losses : see ``printed_losses``.
    """
    figures = [f for area in sorted(points_by_area) for f in _figures(points_by_area[area], area)]
    country = _figures(national, "")
    curves = {scale: Curve([f for f in country if f.scale == scale]) for scale in (ANNOUNCED, GSO)}
    return Evidence(tuple(figures), dict(regions), curves, dict(losses or {}))


def gather_tables(
    claims: pd.DataFrame, areas: pd.DataFrame, population: pd.DataFrame, aside: frozenset[str] = frozenset()
) -> Evidence:
    """``gather`` from the ledger's tables; ``claims`` and ``aside`` as for ``coverage.coverage_points``."""
    provinces = areas[areas["kind"] == "province"]
    country = areas.loc[areas["kind"] == "country", "area"].iloc[0]
    read = claims[(claims["scheme"] == "bhyt") & (claims["group"] == "total") & claims["kind"].isin(["rate", "count"])]
    # Most provinces have no figure at all; their empty tables would cost most of the time.
    known = sorted(set(provinces["area"]) & set(read["area"]))
    points = {area: coverage_points(read, population, area, aside) for area in known}
    regions = dict(zip(provinces["area"], provinces["region6_vi"], strict=True))
    national = coverage_points(read, population, country, aside)
    return gather(points, regions, national, printed_losses(claims, population))


def printed_losses(claims: pd.DataFrame, population: pd.DataFrame) -> dict[str, Loss]:
    """Printed numbers of people whose free card ended with Decision 861, by area, on its population of that year.

    Of two prints for one area the first by claim id counts: which is right is for a decision to say.
    """
    found = claims[(claims["kind"] == "loss") & (claims["group"] == GATE_GROUP) & (claims["unit"] == "persons")]
    losses = {}
    for claim in found.sort_values("claim_id", ascending=False).itertuples():
        base = population_of(population, claim.area, GATE_DAY.year)
        losses[claim.area] = Loss(100 * claim.value / base.count if base else None, (claim.claim_id,))
    return losses


def _figures(points: pd.DataFrame, area: str) -> list[Figure]:
    """One figure a day and scale: of several the one whose print leaves least open."""
    if points.empty:
        return []
    ranked = points.assign(_width=points["high_pct"].astype(float) - points["low_pct"].astype(float))
    ranked = ranked.sort_values(["as_of", "scale", "_width", "claim_id"]).drop_duplicates(["as_of", "scale"])
    return [
        Figure(
            area,
            p.scale,
            p.as_of.toordinal(),
            float(p.coverage_pct),
            None if pd.isna(p.insured_count) else float(p.insured_count),
            tuple(p.claim_ids),
        )
        for p in ranked.itertuples()
    ]


def _log_ratios(own: list[Figure]) -> list[float]:
    """Log of announced over GSO coverage for each announced figure with a count: of its day, or the same count's."""
    counts = [f for f in own if f.scale == GSO]
    found = []
    for rate in (f for f in own if f.scale == ANNOUNCED and f.pct > 0):
        same = [c for c in counts if c.pct > 0 and (c.day == rate.day or _is_same_count(rate, c))]
        if same:
            nearest = min(same, key=lambda count: abs(count.day - rate.day))
            found.append(log(rate.pct / nearest.pct))
    return found


def _is_same_count(rate: Figure, count: Figure) -> bool:
    """Whether a rate was printed with a count that stands on another day of the year, where it is dated better."""
    if rate.insured is None or count.insured is None:
        return False
    years = {pd.Timestamp.fromordinal(f.day).year for f in (rate, count)}
    return len(years) == 1 and abs(rate.insured - count.insured) <= 1e-9 * count.insured


def _carried(own: list[Figure], scale: str, ratio: float) -> list[Figure]:
    kept = [f for f in own if f.scale == scale]
    days = {f.day for f in kept}
    factor = ratio if scale == ANNOUNCED else 1 / ratio
    moved = [
        f._replace(scale=scale, pct=f.pct * factor, is_carried=True)
        for f in own
        if f.scale != scale and f.day not in days
    ]
    return sorted(kept + moved, key=lambda f: f.day)


def is_gated(evidence: Evidence, area: str) -> bool:
    """Whether figures of an area from before and after Decision 861 may not speak of one another."""
    return area in evidence.losses or evidence.regions.get(area) in GATED_REGIONS


def _speaks(gated: bool, figure: Figure, day: int) -> bool:
    """Whether a figure and a day lie on the same side of the end of the free cards, where that matters."""
    gate = GATE_DAY.toordinal()
    return not gated or (figure.day < gate) == (day < gate)


def predict(evidence: Evidence, area: str, scale: str, day: int) -> Prediction | None:
    """The anchored method alone, without its gates; None where neither own figures, peers nor the nation speak."""
    level = evidence.curves[scale].at(day)
    if level is None:
        return None
    gated = is_gated(evidence, area)
    own = [(f, d) for f, d in evidence.deviations(area, scale) if _speaks(gated, f, day)]
    base, peers = _base(evidence, area, scale, day)
    if not own and not peers:
        return None
    weights = [exp(-abs(f.day - day) / MEMORY_DAYS) for f, _ in own]
    pull = sum(w * d for w, (_, d) in zip(weights, own, strict=True)) + REGION_WEIGHT * base
    nearest = min((abs(f.day - day) for f, _ in own), default=None)
    horizon = "unseen" if nearest is None else "near" if nearest <= NEAR_DAYS else "far"
    # The region weighs a tenth of one own figure of the day: it is cited where it decides.
    cited = [f for f, _ in own] + ([] if nearest is not None and nearest <= REACH_DAYS else peers)
    ids = tuple(dict.fromkeys(claim for f in cited for claim in f.claim_ids))
    return Prediction(level + pull / (sum(weights) + REGION_WEIGHT), horizon, nearest, ids)


def _base(evidence: Evidence, area: str, scale: str, day: int) -> tuple[float, list[Figure]]:
    """Where the region stands against the nation (logit), drawn to the middle of all provinces; its figures."""
    gated = is_gated(evidence, area)
    others = {a: evidence.deviations(a, scale) for a in evidence.areas if a != area}
    means = [fmean(d for _, d in own) for own in others.values() if own]
    centre = median(means) if means else 0.0
    region, figures = [], []
    for peer, own in others.items():
        # A figure of before would put a later band too high; the other way round the region's band is wide enough.
        kept = [(f, d) for f, d in own if _speaks(gated, f, day) or f.day > day]
        if kept and evidence.regions.get(peer) == evidence.regions.get(area, area):
            region.append(fmean(d for _, d in kept))
            figures += [f for f, _ in kept]
    return (sum(region) + COUNTRY_WEIGHT * centre) / (len(region) + COUNTRY_WEIGHT), figures


def estimate(evidence: Evidence, area: str, scale: str, day: pd.Timestamp) -> Estimate:
    """Coverage of an area on a day without a figure of this scale, or why none is given.

    Reasons: ``published``, ``outside_years``, ``decision_861`` (with a range where the loss is printed),
    ``no_national``, ``no_peer``.
    """
    ratio, count = evidence.ratios.get(area, (None, 0))
    shared = {"scale": scale, "as_of": day, "ratio": ratio, "ratio_count": count}
    if not FIRST_DAY <= day <= LAST_DAY:
        return Estimate(**shared, reason=OUTSIDE_YEARS)
    ordinal = day.toordinal()
    own = evidence.own(area, scale)
    printed = [f for f in own if not f.is_carried]
    for figure in printed:
        if figure.day == ordinal:
            return Estimate(**shared, reason=PUBLISHED, claim_ids=figure.claim_ids)
    gated = is_gated(evidence, area)
    around = _bracket([f for f in printed if _speaks(gated, f, ordinal)], ordinal)
    if around:
        pct = _line([(f.day, f.pct) for f in around], ordinal)
        ids = tuple(dict.fromkeys(claim for f in around for claim in f.claim_ids))
        interval = _interval(logit(pct), "near")
        interval |= {side: max(value, pct) for side, value in interval.items() if side.startswith("high")}
        return Estimate(**shared, pct=pct, **interval, basis=INTERPOLATED, claim_ids=ids)
    if gated and own and day >= GATE_DAY and all(not _speaks(gated, f, ordinal) for f in own):
        return Estimate(**shared, reason=DECISION_861, **_range(evidence, area, scale, ordinal))
    return _anchored(evidence, area, ordinal, shared)


def _anchored(evidence: Evidence, area: str, day: int, shared: dict) -> Estimate:
    curve = evidence.curves[shared["scale"]]
    if curve.at(day) is None:
        return Estimate(**shared, reason=NO_NATIONAL)
    found = predict(evidence, area, shared["scale"], day)
    if found is None:
        return Estimate(**shared, reason=_why_nobody_speaks(evidence, area))
    is_guess = found.nearest_days is None or found.nearest_days > REACH_DAYS
    return Estimate(
        **shared,
        pct=None if is_guess else logistic(found.logit),
        **_interval(found.logit, found.horizon),
        basis=REGIONAL if is_guess else ANCHORED,
        claim_ids=found.claim_ids,
        national_ids=curve.claims_at(day),
    )


def _why_nobody_speaks(evidence: Evidence, area: str) -> str:
    """Whether the region has no figures at all or only such as Decision 861 keeps apart."""
    region = evidence.regions.get(area, area)
    has_figures = any(a == area or evidence.regions.get(a) == region for a in evidence.areas)
    return DECISION_861 if has_figures and is_gated(evidence, area) else NO_PEER


def _bracket(figures: list[Figure], day: int) -> list[Figure]:
    """The own figures on either side of a day if they are near enough for a line, else nothing."""
    before, after = [f for f in figures if f.day < day], [f for f in figures if f.day > day]
    if before and after and after[0].day - before[-1].day <= LINE_DAYS:
        return [before[-1], after[0]]
    return []


def _range(evidence: Evidence, area: str, scale: str, day: int) -> dict:
    """What the last figure before the free cards ended and their printed number leave possible."""
    before = evidence.own(area, scale)[-1]
    loss = evidence.losses.get(area)
    if loss is None or loss.pct is None or day - before.day > REACH_DAYS:
        return {"claim_ids": before.claim_ids}
    # The loss stands on the statistics office's population; on the announced scale the area's ratio carries it.
    lost = loss.pct * (evidence.ratios[area][0] if scale == ANNOUNCED else 1)
    ids = tuple(dict.fromkeys((*before.claim_ids, *loss.claim_ids)))
    return {"range_low": max(before.pct - lost, 0.0), "range_high": before.pct, "claim_ids": ids}


def _interval(centre: float, horizon: str) -> dict:
    half80, half95 = HALF_WIDTH_80[horizon], HALF_WIDTH_95[horizon]
    return {
        "low80": logistic(centre - half80),
        "high80": logistic(centre + half80),
        "low95": logistic(centre - half95),
        "high95": logistic(centre + half95),
    }
