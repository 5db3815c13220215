"""Coverage on a day without a figure: an estimate with its interval, or the reason why there is none.

The country's curve gives the shape, the province's figures the level, and its region replaces figures that are missing
(docs/backtest.md gives the errors). The two scales are estimated separately. There is no estimate for a day with a
printed figure.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from baophu.analysis.claims import fill_ids, match_rules, merge_ids
from baophu.analysis.constants import OLD_DAYS
from baophu.analysis.coverage import ANNOUNCED
from baophu.analysis.estimate.curve import logistic, logit, national_claims
from baophu.analysis.estimate.inputs import (
    GATE_DAY,
    GATED_REGIONS,
    Evidence,
    evidence_of,
    gather_evidence,
    printed_losses,
)
from baophu.analysis.estimate.method import QUERY, predict

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
    "Estimate",
    "Evidence",
    "estimate",
    "estimate_year_ends",
    "evidence_of",
    "gather_evidence",
    "logistic",
    "logit",
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


def estimate_year_ends(evidence: Evidence, scales: pd.Series, years: Iterable[int]) -> pd.DataFrame:
    """Coverage of every area on 31 December of each year, on its scale.

    Parameters
    ----------
    evidence : Evidence
        What the estimates rest on.
    scales : pd.Series
        Area to the scale on which it is estimated.
    years : Iterable[int]
        Years whose ends are estimated.

    Returns
    -------
    pd.DataFrame
        As ``estimate`` gives, by area as in ``scales`` and year.
    """
    days = pd.DataFrame({"as_of": pd.to_datetime([f"{year}-12-31" for year in years]).astype("datetime64[s]")})
    areas = pd.DataFrame({"trial": 0, "area": scales.index, "scale": scales.to_numpy()})
    return estimate(evidence, areas.merge(days, how="cross"))


def estimate(evidence: Evidence, queries: pd.DataFrame) -> pd.DataFrame:
    """Coverage of areas on days without a figure of the scale, or why none is given.

    Parameters
    ----------
    evidence : Evidence
        What the estimates rest on.
    queries : pd.DataFrame
        One row per estimate: ``trial``, ``area``, ``scale``, ``as_of``.

    Returns
    -------
    pd.DataFrame
        The rows of ``queries`` with the fields of ``Estimate`` and what ``method.predict`` says. Reasons:
        ``outside_years``, ``published``, ``decision_861`` (with a range where the loss is printed), ``no_national``,
        ``no_peer``.
    """
    queries = queries.reset_index(drop=True)
    table = predict(evidence, queries).merge(evidence.ratios, on=["trial", "area"], how="left")
    published = queries.merge(evidence.figures[[*QUERY, "claim_ids"]], on=QUERY, how="left")["claim_ids"]
    days, centre = queries["as_of"].to_numpy(), logistic(table["logit"].to_numpy())
    is_gated, is_silent = evidence.is_gated(queries["area"]).to_numpy(), np.isnan(centre)
    # What a province lost with the free cards neither its region nor the country tells.
    is_shut = is_gated & (days >= GATE_DAY.to_datetime64()) & ~table["has_own"].to_numpy()
    # The region has no figures at all, or only such as Decision 861 keeps apart.
    is_national = table["national_logit"].notna().to_numpy()
    is_kept_apart = is_silent & is_national & is_gated
    if is_kept_apart.any():
        is_kept_apart &= _have_region_figures(evidence, queries).to_numpy()
    reasons = {
        OUTSIDE_YEARS: (days < FIRST_DAY.to_datetime64()) | (days > LAST_DAY.to_datetime64()),
        PUBLISHED: published.notna().to_numpy(),
        DECISION_861: is_shut | is_kept_apart,
        NO_NATIONAL: ~is_national,
        NO_PEER: is_silent,
    }
    reason = match_rules(reasons)
    is_given, is_near = reason == "", table["nearest_days"].to_numpy() <= OLD_DAYS
    ranges = _loss_ranges(evidence, table[is_shut & (reason == DECISION_861)]).reindex(table.index)
    ids = np.select([is_given, reason == PUBLISHED], [table["claim_ids"], published], ranges["claim_ids"])
    around = national_claims(evidence.national, queries[is_given]).reindex(queries.index)
    return table.assign(
        pct=np.where(is_given & is_near, centre, np.nan),
        **_intervals(np.where(is_given, centre, np.nan), table["horizon"]),
        basis=np.select([~is_given, is_near], ["", ANCHORED], REGIONAL),
        reason=reason,
        range_low=ranges["range_low"],
        range_high=ranges["range_high"],
        ratio_count=table["ratio_count"].fillna(0).astype("int64"),
        claim_ids=fill_ids(ids),
        national_ids=fill_ids(around),
    )


def _have_region_figures(evidence: Evidence, queries: pd.DataFrame) -> pd.Series:
    """Whether the area of each query or its region has figures."""
    anchors = evidence.anchors[["trial", "region"]].drop_duplicates().assign(is_known=True)
    asked = queries[["trial"]].assign(region=evidence.region_of(queries["area"]))
    return asked.merge(anchors, on=["trial", "region"], how="left")["is_known"].notna()


def _loss_ranges(evidence: Evidence, table: pd.DataFrame) -> pd.DataFrame:
    """What the last figure before the free cards ended and their printed number leave possible, by row of ``table``."""
    if table.empty:
        return pd.DataFrame(columns=["range_low", "range_high", "claim_ids"])
    key = ["trial", "area", "scale"]
    last = evidence.anchors.drop_duplicates(key, keep="last")[[*key, "as_of", "coverage_pct", "claim_ids"]]
    both = table[[*QUERY, "ratio"]].merge(last, on=key, how="left", suffixes=("", "_before"))
    both = both.merge(evidence.losses, on="area", how="left", suffixes=("", "_loss"))
    # The loss stands on the statistics office's population; on the announced scale the area's ratio carries it.
    lost = both["loss_pct"] * both["ratio"].where(both["scale"] == ANNOUNCED, 1)
    is_known = lost.notna() & ((both["as_of"] - both["as_of_before"]).dt.days <= OLD_DAYS)
    return pd.DataFrame(
        {
            "range_low": (both["coverage_pct"] - lost).clip(lower=0).where(is_known),
            "range_high": both["coverage_pct"].where(is_known),
            "claim_ids": merge_ids(both["claim_ids"], both["claim_ids_loss"].where(is_known)),
        }
    ).set_index(table.index)


def _intervals(centre: np.ndarray, horizon: pd.Series) -> dict[str, np.ndarray]:
    """Ends of both intervals, kept within 0 and 100."""
    halves = np.array([HALF_WIDTHS.get(name, (np.nan, np.nan)) for name in horizon]).reshape(-1, 2)
    ends: dict[str, np.ndarray] = {}
    for level, half in zip((80, 95), halves.T, strict=True):
        ends |= {f"low{level}": np.maximum(centre - half, 0), f"high{level}": np.minimum(centre + half, 100)}
    return ends
