"""Backtest of the estimates: every published figure is left out and estimated from the others.

First a province's day is left out on both scales (``near`` or ``far``, by the distance to its nearest other figure),
then the whole province (``unseen``). Days for which the method gives no estimate are listed with the reason. The
intervals are scored with widths fitted on the errors of the other provinces only.
"""

from dataclasses import dataclass
from math import ceil, inf, nan, sqrt
from statistics import fmean

import numpy as np
import pandas as pd

from baophu.analysis.coverage import ANNOUNCED, GSO
from baophu.analysis.estimate import Evidence, estimate, logistic
from baophu.analysis.estimate.method import QUERY

ESTIMATE, DISTANCE, LINEAR, LAST, NATIONAL = "estimate", "mean_distance", "linear", "last_value", "national"
METHODS = (ESTIMATE, DISTANCE, LINEAR, LAST, NATIONAL)
NEAR, FAR, UNSEEN = HORIZONS = ("near", "far", "unseen")
LEVELS = {"in80": 80, "in95": 95}  # percent of figures that an interval shall hold
WIDTH_STEP = 0.5  # points; widths are rounded up to it, since so few figures tell no more
ENOUGH = 50  # figures from which on the share held is judged by a fixed range
ANSWERS = ["reason", "basis", "logit", "national_logit", "horizon", "nearest_days"]
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

    Parameters
    ----------
    evidence : Evidence
        What the estimates rest on (``estimate.gather_evidence``).

    Returns
    -------
    pd.DataFrame
        One row per figure, horizon and method, columns ``EVENTS``; errors are estimate minus print, in points. A figure
        on which the method declines has one row with its ``reason`` and no estimate. Every figure is scored, whether it
        anchors others (``is_anchor``) or not. ``in80`` and ``in95`` stand in the rows of the estimate alone.
    """
    figures = evidence.figures.sort_values(["area", "scale", "as_of"], ignore_index=True)
    figures = figures.loc[figures.index.repeat(2)].reset_index(drop=True)
    figures = figures.assign(trial=figures.index, is_unseen=figures.index % 2 == 1, truth_pct=figures["coverage_pct"])
    trials = evidence.with_trials(figures.assign(as_of=figures["as_of"].mask(figures["is_unseen"])))
    asked = _with_methods(trials, figures.join(estimate(trials, figures[QUERY])[ANSWERS]))
    is_declined = asked["reason"].ne("") | asked["logit"].isna()
    # Where its own other figures do not speak of the day, leaving out the province scores the same estimate.
    is_unseen_too = ~is_declined & asked["horizon"].eq(UNSEEN)
    asked = asked[asked["is_unseen"] | asked["has_figures"] & ~is_unseen_too]
    asked["horizon"] = asked["horizon"].where(~is_declined, "").mask(asked["is_unseen"], UNSEEN)
    rows = asked.melt([name for name in asked if name not in METHODS], METHODS, "method", "estimate_pct")
    is_kept = rows["estimate_pct"].notna() | rows["reason"].ne("") & rows["method"].eq(ESTIMATE)
    rows = rows[is_kept].sort_values("trial", kind="stable", ignore_index=True)
    rows = rows.assign(error_points=rows["estimate_pct"] - rows["truth_pct"], **dict.fromkeys(LEVELS))
    return _add_hits(rows[EVENTS])


def _with_methods(trials: Evidence, asked: pd.DataFrame) -> pd.DataFrame:
    """A column of percentages for each method: the estimate and what simpler ones say; missing where it is declined.

    Parameters
    ----------
    trials : Evidence
        The figures left in each trial.
    asked : pd.DataFrame
        The figure left out of each trial, with its estimate.

    Returns
    -------
    pd.DataFrame
        ``asked`` with a column for each of ``METHODS`` and ``has_figures``, whether the area has own ones left.
    """
    is_given = asked["reason"].eq("")
    key = ["trial", "area", "scale"]
    own = asked[[*QUERY, "national_logit"]].merge(trials.anchors, on=key, suffixes=("", "_figure"))
    groups = own.groupby("trial")
    is_before = own["as_of_figure"] < own["as_of"]
    last = own[is_before].groupby("trial")["coverage_pct"].last()
    said = {
        ESTIMATE: logistic(asked["logit"]),
        DISTANCE: logistic(asked["national_logit"] + asked["trial"].map(groups["deviation"].mean())),
        LINEAR: asked["trial"].map({trial: _linear(rows) for trial, rows in groups}),
        LAST: asked["trial"].map(last).fillna(asked["trial"].map(groups["coverage_pct"].first())),
        NATIONAL: logistic(asked["national_logit"]),
    }
    said = {method: values.where(is_given) for method, values in said.items()}
    return asked.assign(**said, has_figures=asked["trial"].isin(own["trial"]))


def _linear(own: pd.DataFrame) -> float:
    """Straight line through the own figures of a trial, level beyond the first and the last."""
    days, known = (own[name].to_numpy("datetime64[D]").astype("int64") for name in ("as_of", "as_of_figure"))
    return float(np.interp(days[0], known, own["coverage_pct"]))


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
    low: float
    high: float
    low, high = {"in80": (72, 88), "in95": (90, 98)}[side]
    if 0 < count < ENOUGH:
        chance = 1.96 * sqrt(level * (100 - level) / count)
        low, high = level - chance, min(level + chance, 100)
    return Check(f"{horizon}_{side}", value if count else None, low, high, count)
