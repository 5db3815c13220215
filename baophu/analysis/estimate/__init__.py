"""Coverage on a day without a figure: an estimate with its interval, or the reason why there is none.

The nation's curve carries the shape, the province's own figures the level, its region what they leave open; between
two near figures of its own a straight line does as well and is simpler (docs/backtest.md). Both scales stay apart.
An estimate is never an observation: on a day with a printed figure there is none.
"""

from dataclasses import dataclass

import pandas as pd

from baophu.analysis.coverage import ANNOUNCED
from baophu.analysis.estimate.anchored import (
    GATED_REGIONS,
    NEAR_DAYS,
    REACH_DAYS,
    YEAR,
    Prediction,
    is_gated,
    predict,
    speaks,
)
from baophu.analysis.estimate.curve import Curve, Figure, line, logistic, logit
from baophu.analysis.estimate.gathered import GATE_DAY, Evidence, Loss, gather, gather_tables, printed_losses

__all__ = [
    "ANCHORED",
    "DECISION_861",
    "GATED_REGIONS",
    "GATE_DAY",
    "HALF_WIDTH_80",
    "HALF_WIDTH_95",
    "INTERPOLATED",
    "LINE_DAYS",
    "NEAR_DAYS",
    "NO_NATIONAL",
    "NO_PEER",
    "OUTSIDE_YEARS",
    "PUBLISHED",
    "REACH_DAYS",
    "REGIONAL",
    "Curve",
    "Estimate",
    "Evidence",
    "Figure",
    "Loss",
    "Prediction",
    "estimate",
    "gather",
    "gather_tables",
    "is_gated",
    "logistic",
    "logit",
    "predict",
    "printed_losses",
]

INTERPOLATED, ANCHORED, REGIONAL = "interpolated", "anchored", "regional"
PUBLISHED, OUTSIDE_YEARS, NO_PEER, NO_NATIONAL, DECISION_861 = (
    "published",
    "outside_years",
    "no_peer",
    "no_national",
    "decision_861",
)
FIRST_DAY, LAST_DAY = pd.Timestamp("2011-01-01"), pd.Timestamp("2023-12-31")
LINE_DAYS = 3 * YEAR  # own figures further apart are not joined by a line
# Chosen in the trial on published figures (docs/backtest.md), not fitted again here.
HALF_WIDTH_80 = {"near": 0.27, "far": 0.50, "unseen": 0.55}  # logit
HALF_WIDTH_95 = {"near": 0.60, "far": 0.80, "unseen": 1.15}  # logit, chosen on the rows of the backtest


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
    around = _bracket([f for f in printed if speaks(gated, f, ordinal)], ordinal)
    if around:
        pct = line([(f.day, f.pct) for f in around], ordinal)
        ids = tuple(dict.fromkeys(claim for f in around for claim in f.claim_ids))
        interval = _interval(logit(pct), "near")
        interval |= {side: max(value, pct) for side, value in interval.items() if side.startswith("high")}
        return Estimate(**shared, pct=pct, **interval, basis=INTERPOLATED, claim_ids=ids)
    if gated and own and day >= GATE_DAY and all(not speaks(gated, f, ordinal) for f in own):
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
