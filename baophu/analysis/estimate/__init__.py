"""Coverage on a day without a figure: an estimate with its interval, or the reason why there is none.

The country's curve gives the shape, the province's figures the level, and its region replaces figures that are missing
(docs/backtest.md gives the errors). The two scales are estimated separately. There is no estimate for a day with a
printed figure.
"""

from dataclasses import dataclass

import pandas as pd

from baophu.analysis.constants import OLD_DAYS
from baophu.analysis.coverage import ANNOUNCED
from baophu.analysis.estimate.curve import Curve, DatedCoverage, logistic, logit
from baophu.analysis.estimate.inputs import GATE_DAY, Evidence, Loss, gather, gather_tables, printed_losses
from baophu.analysis.estimate.method import (
    GATED_REGIONS,
    Prediction,
    is_gated,
    predict,
    speaks,
)

__all__ = [
    "ANCHORED",
    "DECISION_861",
    "GATED_REGIONS",
    "GATE_DAY",
    "HALF_WIDTHS",
    "NO_NATIONAL",
    "NO_PEER",
    "OUTSIDE_YEARS",
    "PUBLISHED",
    "REGIONAL",
    "Curve",
    "Estimate",
    "Evidence",
    "DatedCoverage",
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

ANCHORED, REGIONAL = "anchored", "regional"
PUBLISHED, OUTSIDE_YEARS, NO_PEER, NO_NATIONAL, DECISION_861 = (
    "published",
    "outside_years",
    "no_peer",
    "no_national",
    "decision_861",
)
FIRST_DAY, LAST_DAY = pd.Timestamp("2011-01-01"), pd.Timestamp("2023-12-31")
# Half-widths of the 80 % and the 95 % interval in points, by horizon, as ``backtest.fitted_widths`` computes
# them (a test compares both). They are in points because on the logit scale an interval near 100 % would be too narrow.
HALF_WIDTHS = {"near": (3.5, 8.0), "far": (5.5, 8.5), "unseen": (5.5, 11.5)}


@dataclass(frozen=True)
class Estimate:
    """Coverage of an area on a day and scale, in percent.

    ``pct`` is None where only an interval is given (``basis`` ``regional``: the area has no figure within three years,
    and charts leave the estimate out) and where there is no estimate (``reason``).
    ``range_low`` and ``range_high`` are no such interval but the limits that a printed loss of free cards leaves.
    ``ratio`` is announced over GSO coverage, from ``ratio_count`` printed pairs of the area and the mean of all areas.
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
    """Coverage of an area on a day without a figure of this scale, or the reason why none is given.

    Parameters
    ----------
    evidence : Evidence
        Figures, curves and losses (``gather``).
    area : str
        Slug of the area.
    scale : str
        ``announced`` or ``gso``.
    day : pandas.Timestamp
        Day to estimate.

    Returns
    -------
    Estimate
        Reasons: ``published``, ``outside_years``, ``decision_861`` (with a range where the loss is printed),
        ``no_national``, ``no_peer``.
    """
    ratio, count = evidence.ratios.get(area, (None, 0))
    shared = {"scale": scale, "as_of": day, "ratio": ratio, "ratio_count": count}
    if not FIRST_DAY <= day <= LAST_DAY:
        return Estimate(**shared, reason=OUTSIDE_YEARS)
    ordinal = day.toordinal()
    if published := evidence.published_on(area, scale, ordinal):
        return Estimate(**shared, reason=PUBLISHED, claim_ids=published.claim_ids)
    # Neither the region nor the country shows how much a province lost with the free cards.
    anchors = evidence.anchors_of(area, scale)
    if day >= GATE_DAY and is_gated(evidence, area) and not any(speaks(True, f, ordinal) for f in anchors):
        return Estimate(**shared, reason=DECISION_861, **_range(evidence, area, scale, ordinal))
    return _anchored_estimate(evidence, area, ordinal, shared)


def _anchored_estimate(evidence: Evidence, area: str, day: int, shared: dict) -> Estimate:
    curve = evidence.curves[shared["scale"]]
    if curve.at(day) is None:
        return Estimate(**shared, reason=NO_NATIONAL)
    prediction = predict(evidence, area, shared["scale"], day)
    if prediction is None:
        return Estimate(**shared, reason=_reason_without_prediction(evidence, area))
    is_regional = prediction.nearest_days is None or prediction.nearest_days > OLD_DAYS
    pct = logistic(prediction.logit)
    return Estimate(
        **shared,
        pct=None if is_regional else pct,
        **_interval(pct, prediction.horizon),
        basis=REGIONAL if is_regional else ANCHORED,
        claim_ids=prediction.claim_ids,
        national_ids=curve.claims_at(day),
    )


def _reason_without_prediction(evidence: Evidence, area: str) -> str:
    """``no_peer`` if the region has no figures, ``decision_861`` if it has only figures from the other side of it."""
    region = evidence.regions.get(area, area)
    has_figures = any(a == area or evidence.regions.get(a) == region for a in evidence.areas)
    return DECISION_861 if has_figures and is_gated(evidence, area) else NO_PEER


def _range(evidence: Evidence, area: str, scale: str, day: int) -> dict:
    """Range from the last figure before the free cards ended to the same less their printed number."""
    anchors = evidence.anchors_of(area, scale)
    if not anchors:
        return {}
    before = anchors[-1]
    loss = evidence.losses.get(area)
    if loss is None or loss.pct is None or day - before.day > OLD_DAYS:
        return {"claim_ids": before.claim_ids}
    # The loss is on the statistics office's population; the area's ratio converts it to the announced scale.
    lost = loss.pct * (evidence.ratios[area][0] if scale == ANNOUNCED else 1)
    ids = tuple(dict.fromkeys((*before.claim_ids, *loss.claim_ids)))
    return {"range_low": max(before.pct - lost, 0.0), "range_high": before.pct, "claim_ids": ids}


def _interval(centre: float, horizon: str) -> dict:
    half80, half95 = HALF_WIDTHS[horizon]
    return {
        "low80": max(centre - half80, 0.0),
        "high80": min(centre + half80, 100.0),
        "low95": max(centre - half95, 0.0),
        "high95": min(centre + half95, 100.0),
    }
