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
    known = evidence.anchors[evidence.anchors["deviation"].notna()]
    every = _pair_figures(evidence, queries)
    pairs = every[every["deviation"].notna()]
    is_own = every["area"] == every["area_figure"]
    is_own_pair = is_own[pairs.index]
    own, peers = pairs[is_own_pair], pairs[~is_own_pair]
    sums = own.assign(pull=own["weight"] * own["deviation"]).groupby("query")
    pull, weight = (
        column for _, column in sums[["pull", "weight"]].sum().reindex(queries.index, fill_value=0.0).items()
    )
    base = _region_deviation(queries, peers, _other_median(queries, known))
    level = national_logits(evidence.national, queries)
    is_known = level.notna() & queries.index.isin(pairs["query"])
    nearest = sums["days"].min().reindex(queries.index).where(is_known)
    has_near = queries.index.isin(own.loc[~own["is_carried"] & (own["days"] <= RECENT_DAYS), "query"])
    return queries.assign(
        national_logit=level,
        logit=(level + (pull + REGION_WEIGHT * base) / (weight + REGION_WEIGHT)).where(is_known),
        horizon=np.select([~is_known, nearest.isna(), has_near], ["", "unseen", "near"], "far"),
        nearest_days=nearest,
        has_own=queries.index.isin(every.loc[is_own, "query"]),
        claim_ids=_claims_cited(queries, own, peers[~peers["query"].map(nearest).le(OLD_DAYS)]),
    )


def _pair_figures(evidence: Evidence, queries: pd.DataFrame) -> pd.DataFrame:
    """Every query with the anchors of its trial, region and scale that speak of its day.

    Where Decision 861 matters a figure speaks of days on its own side of the end of the free cards alone.
    """
    asked = queries[QUERY].assign(query=queries.index, region=evidence.region_of(queries["area"]))
    pairs = asked.merge(evidence.anchors, on=["trial", "region", "scale"], suffixes=("", "_figure"))
    is_same_side = (pairs["as_of_figure"] < GATE_DAY) == (pairs["as_of"] < GATE_DAY)
    pairs = pairs[is_same_side | ~evidence.is_gated(pairs["area"])]
    days = (pairs["as_of_figure"] - pairs["as_of"]).dt.days.abs()
    pairs = pairs.assign(days=days, weight=np.exp(-days / MEMORY_DAYS))
    return pairs.sort_values(["query", "area_figure", "as_of_figure"], ignore_index=True)


def _other_median(queries: pd.DataFrame, anchors: pd.DataFrame) -> pd.Series:
    """The middle of the mean deviations of all other provinces, by query; 0 without any."""
    means = defaultdict(dict)
    for (*of, area), mean in anchors.groupby(["trial", "scale", "area"])["deviation"].mean().items():
        means[tuple(of)][area] = mean
    cells = list(zip(*(queries[name] for name in ("trial", "scale", "area")), strict=True))
    middles = {cell: _middle_of_others(means[cell[:2]], cell[2]) for cell in dict.fromkeys(cells)}
    return pd.Series([middles[cell] for cell in cells], queries.index)


def _middle_of_others(means: dict[str, float], own: str) -> float:
    others = [mean for area, mean in means.items() if area != own]
    return median(others) if others else 0.0


def _region_deviation(queries: pd.DataFrame, peers: pd.DataFrame, centre: pd.Series) -> pd.Series:
    """Where the region stands against the nation (logit), drawn to the middle of all provinces."""
    means = peers.groupby(["query", "area_figure"])["deviation"].mean().groupby("query").agg(["sum", "size"])
    means = means.reindex(queries.index, fill_value=0.0)
    return (means["sum"] + COUNTRY_WEIGHT * centre) / (means["size"] + COUNTRY_WEIGHT)


def _claims_cited(queries: pd.DataFrame, own: pd.DataFrame, peers: pd.DataFrame) -> list[tuple[str, ...]]:
    """Claims of the own figures, then those of the region: it weighs a tenth of one own figure of the day."""
    found: dict = {query: {} for query in queries.index}
    for table in (own, peers):
        for query, ids in zip(table["query"], table["claim_ids"], strict=True):
            found[query].update(dict.fromkeys(ids))
    return [tuple(found[query]) for query in queries.index]
