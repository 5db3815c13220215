"""Backtest of the estimates: every published figure is left out and estimated from the others.

First a province's day is left out on both scales (``near`` or ``far``, by the distance to its nearest other figure),
then the whole province (``unseen``). Days for which the method gives no estimate are listed with the reason. The
intervals are scored with widths fitted on the errors of the other provinces only.
"""

from dataclasses import dataclass
from math import ceil, inf, nan, sqrt
from statistics import fmean

import pandas as pd

from baophu.analysis.coverage import ANNOUNCED, GSO
from baophu.analysis.estimate import DatedCoverage, Estimate, Evidence, Prediction, estimate, logistic, predict

ESTIMATE, DISTANCE, LINEAR, LAST, NATIONAL = "estimate", "mean_distance", "linear", "last_value", "national"
METHODS = (ESTIMATE, DISTANCE, LINEAR, LAST, NATIONAL)
NEAR, FAR, UNSEEN = HORIZONS = ("near", "far", "unseen")
LEVELS = {"in80": 80, "in95": 95}  # percent of figures that each interval is to contain
WIDTH_STEP = 0.5  # points; widths are rounded up to this step: so few figures support no finer one
ENOUGH = 50  # from so many figures on, the share within an interval is checked against a fixed range
EVENTS = [
    "area",
    "as_of",
    "scale",
    "horizon",
    "method",
    "basis",
    "reason",
    "nearest_days",
    "is_anchor",
    "truth_pct",
    "estimate_pct",
    "error_points",
    "in80",
    "in95",
]


@dataclass(frozen=True)
class Check:
    """One acceptance criterion: ``value`` has to lie between ``low`` and ``high``.

    ``figures`` is the number of figures behind ``value``, which is None where there are none.
    """

    name: str
    value: float | None
    low: float
    high: float
    figures: int

    @property
    def is_met(self) -> bool:
        """Whether the value lies in its range; False where there is no value."""
        return self.value is not None and self.low <= self.value <= self.high


def hold_out(evidence: Evidence) -> pd.DataFrame:
    """Leave out each printed figure of the provinces in turn and estimate it by every method.

    Returns
    -------
    pandas.DataFrame
        One row per figure, horizon and method, columns ``EVENTS``; errors are estimate minus printed figure, in points.
        A figure without an estimate has one row with the ``reason``. Every figure is scored, whether other estimates
        rest on it (``is_anchor``) or not. Only rows of the method ``estimate`` have ``in80`` and ``in95``.
    """
    rows = []
    for figure in sorted(evidence.figures):
        others = evidence.leave_out(figure.area, figure.day)
        if others.anchors_of(figure.area, figure.scale):
            rows += _rows(others, figure, "")
        rows += _rows(evidence.leave_out(figure.area), figure, UNSEEN)
    return _add_hits(pd.DataFrame(rows, columns=EVENTS))


def half_width(errors: pd.Series, level: int) -> float:
    """Half-width in points of an interval that contains ``level`` percent of such errors; NaN without errors.

    It is the error of rank (n + 1) * level / 100 by size, at most the largest, rounded up to ``WIDTH_STEP``.
    """
    sizes = sorted(errors.abs())
    if not sizes:
        return nan
    rank = min(ceil((len(sizes) + 1) * level / 100), len(sizes))
    return WIDTH_STEP * ceil(sizes[rank - 1] / WIDTH_STEP)


def fitted_widths(events: pd.DataFrame) -> dict[str, tuple[float, ...]]:
    """Half-widths of the intervals in points by horizon, fitted on all provinces: ``estimate.HALF_WIDTHS``."""
    rows = estimates(events)
    errors = {horizon: rows.loc[rows["horizon"] == horizon, "error_points"] for horizon in HORIZONS}
    return {horizon: tuple(half_width(part, level) for level in LEVELS.values()) for horizon, part in errors.items()}


def _add_hits(events: pd.DataFrame) -> pd.DataFrame:
    """Events with whether each interval contains the printed figure, by the errors of the other provinces."""
    scored = events.astype(dict.fromkeys(LEVELS, object))
    for _, rows in estimates(events).groupby("horizon"):
        for area, area_rows in rows.groupby("area"):
            others = rows.loc[rows["area"] != area, "error_points"]
            for column, level in LEVELS.items():
                scored.loc[area_rows.index, column] = area_rows["error_points"].abs() <= half_width(others, level)
    return scored


def _rows(evidence: Evidence, figure: DatedCoverage, horizon: str) -> list[dict]:
    day = pd.Timestamp.fromordinal(figure.day)
    result = estimate(evidence, figure.area, figure.scale, day)
    prediction = predict(evidence, figure.area, figure.scale, figure.day)
    shared = {"area": figure.area, "as_of": day, "scale": figure.scale, "truth_pct": figure.pct}
    shared |= {"is_anchor": figure.is_anchor, "nearest_days": prediction.nearest_days if prediction else None}
    if result.reason or prediction is None:
        return [shared | {"horizon": horizon, "method": ESTIMATE, "basis": result.basis, "reason": result.reason}]
    if not horizon and prediction.horizon == UNSEEN:
        # No other figure of the province is used for the day: leaving out the province scores the same estimate.
        return []
    rows = [_row(figure, method, pct) for method, pct in _all_methods(evidence, figure, result, prediction).items()]
    return [
        shared | {"horizon": horizon or prediction.horizon, "basis": result.basis, "reason": ""} | row for row in rows
    ]


def _row(figure: DatedCoverage, method: str, pct: float) -> dict:
    return {"method": method, "estimate_pct": pct, "error_points": pct - figure.pct}


def _all_methods(
    evidence: Evidence, figure: DatedCoverage, result: Estimate, prediction: Prediction
) -> dict[str, float]:
    """Percentages by method, the estimate first; methods that use the province's figures only where it has some."""
    level = evidence.curves[figure.scale].at(figure.day)
    pct_by_method = {ESTIMATE: result.pct if result.pct is not None else logistic(prediction.logit)}
    anchors = evidence.anchors_of(figure.area, figure.scale)
    if anchors:
        distances = [distance for _, distance in evidence.deviations(figure.area, figure.scale)]
        pct_by_method |= {
            DISTANCE: logistic(level + fmean(distances)),
            LINEAR: _linear(anchors, figure.day),
            LAST: _last(anchors, figure.day),
        }
    return pct_by_method | {NATIONAL: logistic(level)}


def _linear(anchors: list[DatedCoverage], day: int) -> float:
    """Straight line through the province's figures, constant before the first and after the last."""
    before, after = [f for f in anchors if f.day <= day], [f for f in anchors if f.day >= day]
    if not before or not after:
        return (before or after[::-1])[-1].pct
    left, right = before[-1], after[0]
    return left.pct + (right.pct - left.pct) * (day - left.day) / max(right.day - left.day, 1)


def _last(anchors: list[DatedCoverage], day: int) -> float:
    """The province's last figure before a day; the first one after it where there is none."""
    before = [f for f in anchors if f.day < day]
    return (before[-1] if before else anchors[0]).pct


def score_rows(events: pd.DataFrame) -> pd.DataFrame:
    """Rows that have an estimate, by any method."""
    return events[events["reason"] == ""]


def estimates(events: pd.DataFrame) -> pd.DataFrame:
    """Rows with an estimate by the method that the reports use."""
    return events[(events["reason"] == "") & (events["method"] == ESTIMATE)]


def summarise(events: pd.DataFrame) -> pd.DataFrame:
    """Mean absolute error in points and number of figures by horizon, scale (``both`` too) and method."""
    rows = score_rows(events).assign(_size=lambda table: table["error_points"].abs())
    parts = [rows, rows.assign(scale="both")]
    keys = ["horizon", "scale", "method"]
    table = pd.concat(parts).groupby(keys, sort=True)["_size"].agg(["mean", "size"]).reset_index()
    return table.rename(columns={"mean": "mae_points", "size": "figures"})


def interval_shares(events: pd.DataFrame) -> pd.DataFrame:
    """Percentage of printed figures that lie within the intervals, by horizon."""
    rows = estimates(events)
    groups = [(horizon, rows[rows["horizon"] == horizon]) for horizon in HORIZONS]
    shares = [
        {"horizon": name, "figures": len(part)}
        | {f"{side}_pct": 100 * fmean(map(float, part[side])) if len(part) else None for side in LEVELS}
        for name, part in groups
    ]
    return pd.DataFrame(shares)


def acceptance(events: pd.DataFrame) -> list[Check]:
    """The acceptance criteria of the method, set before it was run on this ledger."""
    summary = summarise(events)
    checks = [
        _mae_check("near_mae", summary, NEAR, "both", 2.0),
        _mae_check("far_mae", summary, FAR, "both", 4.5),
        _mae_check("unseen_mae_announced", summary, UNSEEN, ANNOUNCED, 4.0),
        _mae_check("unseen_mae_gso", summary, UNSEEN, GSO, 5.0),
    ]
    rivals = [(NEAR, LINEAR), (NEAR, NATIONAL), (FAR, LINEAR), (FAR, NATIONAL), (UNSEEN, NATIONAL)]
    checks += [_rival_check(summary, horizon, rival) for horizon, rival in rivals]
    for share in interval_shares(events).itertuples():
        checks += [_share_check(share.horizon, side, getattr(share, f"{side}_pct"), share.figures) for side in LEVELS]
    return checks


def _mae(summary: pd.DataFrame, horizon: str, scale: str, method: str) -> tuple[float | None, int]:
    key = (summary["horizon"] == horizon) & (summary["scale"] == scale) & (summary["method"] == method)
    row = summary[key]
    return (float(row.iloc[0]["mae_points"]), int(row.iloc[0]["figures"])) if len(row) else (None, 0)


def _mae_check(name: str, summary: pd.DataFrame, horizon: str, scale: str, limit: float) -> Check:
    value, count = _mae(summary, horizon, scale, ESTIMATE)
    return Check(name, value, 0, limit, count)


def _rival_check(summary: pd.DataFrame, horizon: str, rival: str) -> Check:
    """By how many points the method's error exceeds that of a simpler one; the method has to be at least as good."""
    mae, count = _mae(summary, horizon, "both", ESTIMATE)
    rival_mae, _ = _mae(summary, horizon, "both", rival)
    excess = mae - rival_mae if mae is not None and rival_mae is not None else None
    return Check(f"{horizon}_behind_{rival}", excess, -inf, 0, count)


def _share_check(horizon: str, side: str, value: float | None, count: int) -> Check:
    """Criterion for the share within an interval: a fixed range; with few figures the sampling error of the level.

    The latter means that the level lies in the 95 % Wilson interval of the share.
    """
    level = LEVELS[side]
    low, high = {"in80": (72, 88), "in95": (90, 98)}[side]
    if 0 < count < ENOUGH:
        chance = 1.96 * sqrt(level * (100 - level) / count)
        low, high = level - chance, min(level + chance, 100)
    return Check(f"{horizon}_{side}", value if count else None, low, high, count)
