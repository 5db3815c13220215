"""The anchored method: the country's curve, shifted to the province's figures or its region's."""

from collections import defaultdict
from statistics import median

import numpy as np
import pandas as pd

from baophu.analysis.constants import MEAN_YEAR_DAYS, OLD_DAYS, RECENT_DAYS
from baophu.analysis.estimate.curve import national_logits
from baophu.analysis.estimate.inputs import GATE_DAY, Evidence

# Chosen in the trial on published figures (docs/backtest.md), not fitted again here.
MEMORY_DAYS = 2 * MEAN_YEAR_DAYS
REGION_WEIGHT, COUNTRY_WEIGHT = 0.1, 1.5
QUERY = ["trial", "area", "scale", "as_of"]


def predict(evidence: Evidence, queries: pd.DataFrame) -> pd.DataFrame:
    """The anchored method alone, without its gates.

    Near is a figure printed on the scale itself. One of the other scale anchors too, but as from afar: it is carried by
    a ratio that is known to a few points only (docs/backtest.md).

    Parameters
    ----------
    evidence : Evidence
        What the estimates rest on.
    queries : pd.DataFrame
        One row per estimate, columns ``QUERY``.

    Returns
    -------
    pd.DataFrame
        ``queries`` with ``national_logit``; ``logit``, the centre of the estimate, missing where neither own figures
        nor peers nor the nation speak; ``horizon``, how near its own figures are (near, far, unseen), and
        ``nearest_days``; ``has_own``, whether an own figure speaks; ``claim_ids``, what it rests on.
    """
    pairs, count = _pair_figures(evidence, queries), len(queries)
    is_own, is_known = (pairs["area"] == pairs["area_figure"]).to_numpy(), pairs["deviation"].notna().to_numpy()
    own, peers = pairs[is_own & is_known], pairs[~is_own & is_known]
    at, weight = own["query"].to_numpy(), own["weight"].to_numpy()
    pull = np.bincount(at, weight * own["deviation"].to_numpy(), count)
    base = _region_deviation(peers, _other_median(queries, evidence.anchors), count)
    level = national_logits(evidence.national, queries).to_numpy()
    has_level = ~np.isnan(level) & np.isin(np.arange(count), pairs["query"].to_numpy()[is_known])
    days = own["days"].to_numpy()
    nearest = np.full(count, np.inf)
    np.minimum.at(nearest, at, days)
    nearest = np.where(has_level & np.isfinite(nearest), nearest, np.nan)
    has_near = np.isin(np.arange(count), at[~own["is_carried"].to_numpy(bool) & (days <= RECENT_DAYS)])
    centre = level + (pull + REGION_WEIGHT * base) / (np.bincount(at, weight, count) + REGION_WEIGHT)
    # Without near figures of its own a province is told by its region.
    far = peers[~(nearest <= OLD_DAYS)[peers["query"].to_numpy()]]
    return queries.assign(
        national_logit=level,
        logit=np.where(has_level, centre, np.nan),
        horizon=np.select([~has_level, np.isnan(nearest), has_near], ["", "unseen", "near"], "far"),
        nearest_days=nearest,
        has_own=np.isin(np.arange(count), pairs["query"].to_numpy()[is_own]),
        claim_ids=_claims_cited(count, own, far),
    )


def _pair_figures(evidence: Evidence, queries: pd.DataFrame) -> pd.DataFrame:
    """Every query (its number in ``query``) with the anchors of its trial, region and scale that speak of its day.

    They are in the order of the queries, then of the anchors. Where Decision 861 matters a figure speaks of days on its
    own side of the end of the free cards alone.
    """
    asked = queries[QUERY].assign(query=range(len(queries)), region=evidence.region_of(queries["area"]))
    pairs = asked.merge(evidence.anchors, on=["trial", "region", "scale"], suffixes=("", "_figure"))
    is_same_side = (pairs["as_of_figure"] < GATE_DAY) == (pairs["as_of"] < GATE_DAY)
    pairs = pairs[is_same_side | ~evidence.is_gated(pairs["area"])]
    days = (pairs["as_of_figure"] - pairs["as_of"]).dt.days.abs()
    return pairs.assign(days=days, weight=np.exp(-days / MEMORY_DAYS))


def _other_median(queries: pd.DataFrame, anchors: pd.DataFrame) -> np.ndarray:
    """The middle of the mean deviations of all other provinces, by query; 0 without any."""
    means: dict[tuple, dict[str, float]] = defaultdict(dict)
    known = anchors[anchors["deviation"].notna()]
    for (*of, area), mean in known.groupby(["trial", "scale", "area"])["deviation"].mean().items():
        means[tuple(of)][area] = mean
    cells = list(zip(*(queries[name] for name in ("trial", "scale", "area")), strict=True))
    middles = {cell: _middle_of_others(means[cell[:2]], cell[2]) for cell in dict.fromkeys(cells)}
    return np.array([middles[cell] for cell in cells], dtype=float)


def _middle_of_others(means: dict[str, float], own: str) -> float:
    others = [mean for area, mean in means.items() if area != own]
    return median(others) if others else 0.0


def _region_deviation(peers: pd.DataFrame, centre: np.ndarray, count: int) -> np.ndarray:
    """Where the region stands against the nation (logit), drawn to the middle of all provinces."""
    query, area = peers["query"].to_numpy(), peers["area_figure"].to_numpy(object)
    # The rows of one query and province stand together.
    first = np.flatnonzero(np.r_[True, (query[1:] != query[:-1]) | (area[1:] != area[:-1])][: len(query)])
    sums = np.add.reduceat(peers["deviation"].to_numpy(), first) if len(first) else np.zeros(0)
    means = sums / np.diff(np.r_[first, len(query)])
    total, size = np.bincount(query[first], means, count), np.bincount(query[first], minlength=count)
    return (total + COUNTRY_WEIGHT * centre) / (size + COUNTRY_WEIGHT)


def _claims_cited(count: int, *tables: pd.DataFrame) -> list[tuple[str, ...]]:
    """Claims of the own figures, then those of the region: it weighs a tenth of one own figure of the day."""
    found: list[dict] = [{} for _ in range(count)]
    for table in tables:
        for query, ids in zip(table["query"].tolist(), table["claim_ids"].tolist(), strict=True):
            found[query].update(dict.fromkeys(ids))
    return [tuple(ids) for ids in found]
