"""Totals of schemes against the sums of their parts."""

import pandas as pd

from baophu.analysis.audit.figures import is_in, join, prefer
from baophu.analysis.audit.findings import make_findings
from baophu.analysis.audit.numbers import numbers_of
from baophu.analysis.claims import select_claims

# "Participants in all schemes" counts health insurance and voluntary members: compulsory ones are inside the first.
_PARTS = pd.DataFrame(
    [
        ("all", "bhyt", "bhxh_tn"),
        ("all", "bhxh_tn", "bhyt"),
        ("bhxh", "bhxh_bb", "bhxh_tn"),
        ("bhxh", "bhxh_tn", "bhxh_bb"),
    ],
    columns=["scheme", "part", "rest"],
)
_ON = ("area", "group", "as_of", "kind", "base_as_of")


def checks(figures: pd.DataFrame, labels: pd.DataFrame) -> list[pd.DataFrame]:
    """Findings on totals of counts and of changes.

    Parameters
    ----------
    labels : pd.DataFrame
        Schemes that a source takes for one another (``figures.scheme_labels``).
    """
    stocks = select_claims(figures, kind=("count", "change"), measure="persons")
    # Each total twice: once with each of its two parts, the other being the rest.
    totals = stocks.merge(_PARTS, on="scheme").add_prefix("total_")
    return [_sums(totals, stocks), _rests(totals, stocks, labels)]


def _sums(totals: pd.DataFrame, stocks: pd.DataFrame) -> pd.DataFrame:
    parts = join(totals.drop_duplicates("total_row"), "total", stocks, "one", _ON, part="scheme")
    # Parts of two sources make no sum.
    parts = parts.assign(one_rest=parts["total_rest"])
    table = join(parts, "one", stocks, "other", (*_ON, "source_id"), rest="scheme")
    # A source is held to its own parts, and to others' only where it prints none.
    table = prefer(table, table["one_source_id"] == table["total_source_id"], "total_row")
    both, roles = numbers_of(table, "one").plus(numbers_of(table, "other")), ("total", "one", "other")
    return make_findings("total", table, roles, both, table["total_kind"], "total")


def _rests(totals: pd.DataFrame, stocks: pd.DataFrame, labels: pd.DataFrame) -> pd.DataFrame:
    """The part that a source leaves out of its own total."""
    complete = join(totals, "total", stocks, "rest", (*_ON, "source_id"), rest="scheme")
    # A source that prints one number as total and as part does not say which of the two its total is.
    names = [f"total_{name}" for name in ("source_id", "area", "group", "scheme", "part")]
    confused = totals[is_in(totals, names, labels, labels.columns)]
    is_left = ~is_in(totals, ["total_row", "total_rest"], complete, ["total_row", "total_rest"])
    is_left &= ~totals["total_row"].isin(confused["total_row"])
    table = join(totals[is_left], "total", stocks, "part", (*_ON, "source_id"), part="scheme")
    rest = numbers_of(table, "total").minus(numbers_of(table, "part"))
    what = (rest, table["total_kind"])
    return make_findings("implied_rest", table, ("total", "part"), *what, scheme=table["total_rest"])
