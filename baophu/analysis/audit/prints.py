"""One quantity of one day, printed differently."""

import pandas as pd

from baophu.analysis.audit.figures import WHOLE, combine
from baophu.analysis.audit.findings import make_findings
from baophu.analysis.audit.numbers import numbers_of

_QUANTITY = ["area", "scheme", "group", "kind", "unit", "as_of", "base_as_of"]
_OF_PLANS = ("attainment", "shortfall", "target_rate", "target_count")
# Who joins in a campaign or loses a card is counted by each print over days and a list of its own.
_LEFT_OUT = ("flow", "loss")


def checks(figures: pd.DataFrame) -> list[pd.DataFrame]:
    """Prints of one quantity with different numbers; a number printed twice alike says nothing of itself."""
    kept = _different_prints(figures[~figures["kind"].isin(_LEFT_OUT) & ~figures["unit"].isin(WHOLE)])
    pairs = combine(kept, _QUANTITY)
    pairs = pairs[(pairs["one_value"] != pairs["other_value"]) & ~_are_of_two_plans(pairs)]
    is_unsure = _is_cut(pairs, "one", "other") | _is_cut(pairs, "other", "one")
    what = (numbers_of(pairs, "other"), pairs["one_kind"], "one")
    return [make_findings("two_prints", pairs, ("one", "other"), *what, is_unsure=is_unsure)]


def _different_prints(figures: pd.DataFrame) -> pd.DataFrame:
    """One print for each number and interval, those first that stand for their own day and are settled."""
    rank = {"is_month": figures["as_of_precision"].eq("month"), "is_unsettled": figures["obs_status"].ne("A")}
    ranked = figures.assign(**rank).sort_values([*rank, "row"])
    return ranked.drop_duplicates([*_QUANTITY, "value", "low", "high", "plan_owner"]).sort_values("row")


def _are_of_two_plans(pairs: pd.DataFrame) -> pd.Series:
    """Plans of different owners, or of owners not named, are compared as plans; a later decision may raise a target."""
    owner = pairs["one_plan_owner"]
    is_other = (owner != pairs["other_plan_owner"]) | owner.isin(("", "unstated"))
    return pairs["one_kind"].isin(_OF_PLANS) & (is_other | (pairs["one_instrument"] != pairs["other_instrument"]))


def _is_cut(pairs: pd.DataFrame, coarse: str, fine: str) -> pd.Series:
    """Whether one print is the other cut off at its digits, not rounded: "203 nghìn" of 203.871 is no other number."""
    step, fine_step = pairs[f"{coarse}_step"], pairs[f"{fine}_step"]
    cut = pairs[f"{fine}_value"] // step * step
    return (step > fine_step) & ((cut - pairs[f"{coarse}_value"]).abs() < fine_step / 2)
