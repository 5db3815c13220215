"""Plans in persons: what is still missing of them, by each way in which prints say so."""

import pandas as pd

from baophu.analysis.claims import join_ids, select_claims
from baophu.analysis.constants import REMAINING_DISTRICTS

PLAN = "plan"
# What prints say of a plan; of one day a printed shortfall comes before what is worked out.
PLAN_UNITS = {"attainment": "percent_of_plan", "target_count": "persons", "shortfall": "persons"}
_PLAN = ["area", "scheme", "group", "target_year", "plan_owner"]
_CELLS = ["claim_id", "value", "low", "high"]
_PRINT = ["area", "scheme", "group", "source_id", "as_of"]


def plan_goals(claims: pd.DataFrame) -> pd.DataFrame:
    """What is missing of each plan, from the newest day that tells it.

    Parameters
    ----------
    claims : pd.DataFrame
        Usable claims of all areas with their intervals (``claims.prepare_claims``).

    Returns
    -------
    pd.DataFrame
        One row per area, scheme, group, year and plan owner: ``basis`` (a key of ``PLAN_UNITS``), ``target_value``,
        ``level_as_of``, ``missing_count`` with ``missing_low`` and ``missing_high`` in persons, and ``claim_ids``; all
        prints of the plan where none tells what is missing.
    """
    # What a print says of "the remaining districts" holds for each of them and is no plan of its own.
    is_plan = claims["unit"].eq(claims["kind"].map(PLAN_UNITS)) & claims["group"].ne(REMAINING_DISTRICTS)
    plans = claims[is_plan].assign(target_year=claims["as_of"].dt.year)[[*_PLAN, "source_id", "as_of", "kind", *_CELLS]]
    counts = select_claims(claims, kind="count", unit="persons").sort_values(["as_of", "claim_id"])
    readings = pd.concat([read(plans, counts) for read in (_from_plans, _from_shortfalls, _from_attainments)])
    rank = readings["basis"].map({kind: at for at, kind in enumerate(PLAN_UNITS)})
    order = [*_PLAN, "level_as_of", "rank", "claim_id", "count_id"]
    goals = readings.assign(rank=rank).sort_values(order, na_position="first").drop_duplicates(_PLAN, keep="last")
    goals = goals.assign(print_ids=join_ids(goals["claim_id"], goals["count_id"]))
    goals = goals.merge(plans.groupby(_PLAN)["claim_id"].agg(tuple).rename("plan_ids"), on=_PLAN)
    ids = goals["print_ids"].where(goals["level_as_of"].notna(), goals["plan_ids"])
    names = [*_PLAN, "basis", "target_value", "level_as_of", "missing_count", "missing_low", "missing_high"]
    return goals[names].assign(scale=PLAN, claim_ids=ids)


def _with_counts(plans: pd.DataFrame, kind: str, counts: pd.DataFrame, key: list[str]) -> pd.DataFrame:
    """Prints of a kind with the count of the same key, in columns ``count…``."""
    names = dict(zip(_CELLS, ["count_id", "count", "count_low", "count_high"], strict=True))
    counts = counts.assign(level_as_of=counts["as_of"]).rename(columns=names)
    kept = [*key, *names.values(), "level_as_of"]
    return select_claims(plans, kind=kind).assign(basis=kind).merge(counts[kept], on=key, how="left")


def _from_plans(plans: pd.DataFrame, counts: pd.DataFrame) -> pd.DataFrame:
    """Plan in persons less the last count of its year."""
    key = ["area", "scheme", "group", "target_year"]
    last = counts.assign(target_year=counts["as_of"].dt.year).drop_duplicates(key, keep="last")
    table = _with_counts(plans, "target_count", last, key)
    return table.assign(
        target_value=table["value"],
        missing_count=table["value"] - table["count"],
        missing_low=table["low"] - table["count_high"],
        missing_high=table["high"] - table["count_low"],
    )


def _from_shortfalls(plans: pd.DataFrame, counts: pd.DataFrame) -> pd.DataFrame:
    """What a print says is still missing of a plan; with the count of the same print, the plan itself."""
    table = _with_counts(plans, "shortfall", counts.drop_duplicates(_PRINT), _PRINT)
    missing = {"missing_count": table["value"], "missing_low": table["low"], "missing_high": table["high"]}
    return table.assign(target_value=table["count"] + table["value"], level_as_of=table["as_of"], **missing)


def _from_attainments(plans: pd.DataFrame, counts: pd.DataFrame) -> pd.DataFrame:
    """Plan in persons as the count of the same print over the attainment."""
    table = _with_counts(plans, "attainment", counts.drop_duplicates(_PRINT), _PRINT)
    table[["count", "level_as_of"]] = table[["count", "level_as_of"]].mask(table["value"] <= 0)
    plan = 100 * table["count"] / table["value"]
    return table.assign(
        target_value=plan,
        missing_count=plan - table["count"],
        missing_low=table["count"] * (1 / (0.01 * table["high"]) - 1),
        missing_high=table["count"] * (1 / (0.01 * table["low"]) - 1),
    )
