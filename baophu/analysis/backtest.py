"""How far the estimates are off: every published figure left out and estimated from the others.

Left out is a province's day with both of its scales (``near`` or ``far`` by its nearest other figure) and then the
whole province (``unseen``). Days on which the method declines are kept apart with the reason. The intervals are scored
with widths fitted on the errors of the other provinces alone.
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
LEVELS = {"in80": 80, "in95": 95}  # percent of figures that an interval shall hold
WIDTH_STEP = 0.5  # points; widths are rounded up to it, since so few figures tell no more
ENOUGH = 50  # figures from which on the share held is judged by a fixed range
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
    """One acceptance number: ``value`` shall lie between ``low`` and ``high``, of so many figures; None without."""

    name: str
    value: float | None
    low: float
    high: float
    figures: int

    @property
    def is_met(self) -> bool:
        """Whether it holds; without events it does not."""
        return self.value is not None and self.low <= self.value <= self.high


def hold_out(evidence: Evidence) -> pd.DataFrame:
    """Every printed figure of a province left out and estimated by each method.

    Returns
    -------
    One row per figure, horizon and method, columns ``EVENTS``; errors are estimate minus print, in points. A figure
    on which the method declines has one row with its ``reason`` and no estimate. Every figure is scored, whether it
    anchors others (``is_anchor``) or not. ``in80`` and ``in95`` stand in the rows of the estimate alone.
    """
    rows = []
    for figure in sorted(evidence.figures):
        others = evidence.leave_out(figure.area, figure.day)
        if others.anchors_of(figure.area, figure.scale):
            rows += _rows(others, figure, "")
        rows += _rows(evidence.leave_out(figure.area), figure, UNSEEN)
    return _held(pd.DataFrame(rows, columns=EVENTS))


def half_width(errors: pd.Series, level: int) -> float:
    """Half-width in points that holds ``level`` percent of figures like these, NaN without any.

    Of n errors the one of rank (n + 1) level / 100 by size, or the largest, rounded up to ``WIDTH_STEP``.
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
    return {horizon: tuple(half_width(own, level) for level in LEVELS.values()) for horizon, own in errors.items()}


def _held(events: pd.DataFrame) -> pd.DataFrame:
    """Events with whether the intervals hold the print, each by the errors of the other provinces."""
    held = events.astype(dict.fromkeys(LEVELS, object))
    for _, rows in estimates(events).groupby("horizon"):
        for area, own in rows.groupby("area"):
            others = rows.loc[rows["area"] != area, "error_points"]
            for side, level in LEVELS.items():
                held.loc[own.index, side] = own["error_points"].abs() <= half_width(others, level)
    return held


def _rows(evidence: Evidence, figure: DatedCoverage, horizon: str) -> list[dict]:
    day = pd.Timestamp.fromordinal(figure.day)
    found = estimate(evidence, figure.area, figure.scale, day)
    centre = predict(evidence, figure.area, figure.scale, figure.day)
    shared = {"area": figure.area, "as_of": day, "scale": figure.scale, "truth_pct": figure.pct}
    shared |= {"is_anchor": figure.is_anchor, "nearest_days": centre.nearest_days if centre else None}
    if found.reason or centre is None:
        return [shared | {"horizon": horizon, "method": ESTIMATE, "basis": found.basis, "reason": found.reason}]
    if not horizon and centre.horizon == UNSEEN:
        # Its own other figures do not speak of the day: leaving out the province scores the same estimate.
        return []
    rows = [_row(figure, method, pct) for method, pct in _all_methods(evidence, figure, found, centre).items()]
    return [shared | {"horizon": horizon or centre.horizon, "basis": found.basis, "reason": ""} | row for row in rows]


def _row(figure: DatedCoverage, method: str, pct: float) -> dict:
    return {"method": method, "estimate_pct": pct, "error_points": pct - figure.pct}


def _all_methods(evidence: Evidence, figure: DatedCoverage, found: Estimate, centre: Prediction) -> dict[str, float]:
    """The estimate first, then what simpler methods say of the same day; those on own figures only where there are."""
    level = evidence.curves[figure.scale].at(figure.day)
    said = {ESTIMATE: found.pct if found.pct is not None else logistic(centre.logit)}
    own = evidence.anchors_of(figure.area, figure.scale)
    if own:
        distances = [distance for _, distance in evidence.deviations(figure.area, figure.scale)]
        said |= {
            DISTANCE: logistic(level + fmean(distances)),
            LINEAR: _linear(own, figure.day),
            LAST: _last(own, figure.day),
        }
    return said | {NATIONAL: logistic(level)}


def _linear(own: list[DatedCoverage], day: int) -> float:
    """Straight line through the own figures, level beyond the first and the last."""
    before, after = [f for f in own if f.day <= day], [f for f in own if f.day >= day]
    if not before or not after:
        return (before or after[::-1])[-1].pct
    left, right = before[-1], after[0]
    return left.pct + (right.pct - left.pct) * (day - left.day) / max(right.day - left.day, 1)


def _last(own: list[DatedCoverage], day: int) -> float:
    """The last own figure before a day; the first one after it where there is none."""
    before = [f for f in own if f.day < day]
    return (before[-1] if before else own[0]).pct


def score_rows(events: pd.DataFrame) -> pd.DataFrame:
    """The rows with an estimate."""
    return events[events["reason"] == ""]


def estimates(events: pd.DataFrame) -> pd.DataFrame:
    """Of these the rows of the reports' own method."""
    return events[(events["reason"] == "") & (events["method"] == ESTIMATE)]


def summarise(events: pd.DataFrame) -> pd.DataFrame:
    """Mean absolute error in points and number of figures by horizon, scale (``both`` too) and method."""
    rows = score_rows(events).assign(_size=lambda table: table["error_points"].abs())
    parts = [rows, rows.assign(scale="both")]
    keys = ["horizon", "scale", "method"]
    table = pd.concat(parts).groupby(keys, sort=True)["_size"].agg(["mean", "size"]).reset_index()
    return table.rename(columns={"mean": "mae_points", "size": "figures"})


def interval_shares(events: pd.DataFrame) -> pd.DataFrame:
    """Share of the prints that lie within the intervals, in percent, by horizon."""
    rows = estimates(events)
    groups = [(horizon, rows[rows["horizon"] == horizon]) for horizon in HORIZONS]
    found = [
        {"horizon": name, "figures": len(part)}
        | {f"{side}_pct": 100 * fmean(map(float, part[side])) if len(part) else None for side in LEVELS}
        for name, part in groups
    ]
    return pd.DataFrame(found)


def acceptance(events: pd.DataFrame) -> list[Check]:
    """The numbers that the method has to reach, set before it met this ledger."""
    summary = summarise(events)
    checks = [
        _mae_check("near_mae", summary, NEAR, "both", 2.0),
        _mae_check("far_mae", summary, FAR, "both", 4.5),
        _mae_check("unseen_mae_announced", summary, UNSEEN, ANNOUNCED, 4.0),
        _mae_check("unseen_mae_gso", summary, UNSEEN, GSO, 5.0),
    ]
    rivals = [(NEAR, LINEAR), (NEAR, NATIONAL), (FAR, LINEAR), (FAR, NATIONAL), (UNSEEN, NATIONAL)]
    checks += [_behind(summary, horizon, rival) for horizon, rival in rivals]
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


def _behind(summary: pd.DataFrame, horizon: str, rival: str) -> Check:
    """By how much the method is worse than a simpler one; it is not used where it is no better."""
    own, count = _mae(summary, horizon, "both", ESTIMATE)
    other, _ = _mae(summary, horizon, "both", rival)
    behind = own - other if own is not None and other is not None else None
    return Check(f"{horizon}_behind_{rival}", behind, -inf, 0, count)


def _share_check(horizon: str, side: str, value: float | None, count: int) -> Check:
    """A share held: within a fixed range, of few figures within what chance allows around the level.

    The latter says that the level lies in the 95 % Wilson interval of the share.
    """
    level = LEVELS[side]
    low, high = {"in80": (72, 88), "in95": (90, 98)}[side]
    if 0 < count < ENOUGH:
        chance = 1.96 * sqrt(level * (100 - level) / count)
        low, high = level - chance, min(level + chance, 100)
    return Check(f"{horizon}_{side}", value if count else None, low, high, count)
