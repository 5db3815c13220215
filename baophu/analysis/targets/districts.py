"""The areas inside a province by their percent of plan."""

from collections.abc import Mapping

import pandas as pd

from baophu.analysis.claims import select_claims
from baophu.analysis.constants import REMAINING_DISTRICTS

_RANKED = ["province", "scheme", "as_of", "plan_owner"]


def rank_districts(claims: pd.DataFrame, provinces: Mapping[str, str]) -> pd.DataFrame:
    """Percent of plan of the areas inside provinces, best first, per province, scheme, day and plan owner.

    Parameters
    ----------
    claims : pd.DataFrame
        Usable claims with their intervals (``claims.prepare_claims``).
    provinces : Mapping[str, str]
        Area to the province that it lies in, and each province to itself.

    Returns
    -------
    pd.DataFrame
        One row per print of an area, and per print on the remaining districts of a province (``group``):
        ``province``, ``scheme``, ``as_of``, ``plan_owner``, ``rank`` (from 1, equal values share one), ``area``,
        ``group``, ``attainment_pct``, ``bound``, ``low_pct``, ``high_pct``, ``claim_id``, and ``is_rank_sure``, false
        where what rounding and bounds allow would let a neighbour change places with it.
    """
    names = {"value": "attainment_pct", "low": "low_pct", "high": "high_pct"}
    table = select_claims(claims, kind="attainment", unit="percent_of_plan").rename(columns=names)
    table = table.assign(province=table["area"].map(provinces))
    is_inside = table["group"].eq("total") & table["area"].ne(table["province"])
    table = table[table["province"].notna() & (is_inside | table["group"].eq(REMAINING_DISTRICTS))]
    rank = table.groupby(_RANKED)["attainment_pct"].rank(method="min", ascending=False).astype("int64")
    table = table.assign(rank=rank, is_rank_sure=~table["claim_id"].isin(_overlapping(table)))
    columns = [*_RANKED, "rank", "area", "group", *names.values(), "bound", "is_rank_sure", "claim_id"]
    return table.sort_values([*_RANKED, "rank", "area", "claim_id"], ignore_index=True)[columns]


def _overlapping(table: pd.DataFrame) -> pd.Series:
    """Claims of whose interval another of the same ranking may lie."""
    spans = table[[*_RANKED, "claim_id", "low_pct", "high_pct"]]
    pairs = spans.merge(spans, on=_RANKED, suffixes=("", "_other"))
    is_other = pairs["claim_id"] != pairs["claim_id_other"]
    overlaps = (pairs["low_pct"] <= pairs["high_pct_other"]) & (pairs["low_pct_other"] <= pairs["high_pct"])
    return pairs.loc[is_other & overlaps, "claim_id"]
