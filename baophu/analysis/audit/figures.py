"""Claims as the audit reads them, and how they are set side by side.

In a check each claim has a role: ``rate``, ``count``, ``goal``. A table of a check has the columns of a claim once for
each role, with the role before the name: ``rate_value``, ``count_value``.
"""

from collections.abc import Sequence

import pandas as pd

from baophu.analysis.claims import prepare_claims, select_claims
from baophu.analysis.constants import PEOPLE_UNITS
from baophu.analysis.coverage import SERIES_STATUSES
from baophu.ledger.tokens import rounding_step

# Counted one by one. Half a step would widen 14 employers by four percent on each side.
WHOLE = ("employers", "communes", "households")
PLACE = ("source_id", "area", "scheme", "as_of")
GROUP_PLACE = (*PLACE, "group")
_COLUMNS = (
    *("claim_id", "source_id", "area", "scheme", "group", "kind", "value", "low", "high", "step", "unit", "as_of"),
    *("as_of_precision", "base_as_of", "year", "bound", "plan_owner", "obs_status", "as_printed", "instrument"),
)


def prepare_figures(claims: pd.DataFrame, evidence: bool = False) -> pd.DataFrame:
    """Dated claims with what their print allows.

    Parameters
    ----------
    claims : pd.DataFrame
        The ledger's claims, or some of them.
    evidence : bool
        Whether claims that are evidence only (``obs_status`` U or F) are read as well.

    Returns
    -------
    pd.DataFrame
        One row per claim, by claim id, so that the order of ``claims`` never matters: ``row`` (its number), ``low`` and
        ``high`` in the unit of ``value`` and not negative but for changes, ``step`` (how finely it was printed),
        ``year``, ``measure`` (the unit; a card is a person's), ``is_other_definition`` (status ``D``).
    """
    table = prepare_claims(claims[claims["as_of"].notna() & (evidence | claims["obs_status"].isin(SERIES_STATUSES))])
    cells = zip(table["as_printed"], table["value"], strict=True)
    step = pd.Series([rounding_step(*printed) for printed in cells], index=table.index, dtype="float64")
    is_whole = table["unit"].isin(WHOLE) & table["bound"].eq("exact") & step.eq(1)
    low = table["low"].where(table["kind"].eq("change"), table["low"].clip(lower=0))
    table = table.assign(
        low=low.mask(is_whole, table["value"]),
        high=table["high"].mask(is_whole, table["value"]),
        step=step,
        year=table["as_of"].dt.year,
        measure=table["unit"].mask(table["unit"].isin(PEOPLE_UNITS), "persons"),
    )
    table = table[[*_COLUMNS, "measure", "is_other_definition"]].assign(row=table.index)
    # Text as plain objects is one block of memory, which joins copy at once.
    return table.astype(dict.fromkeys(table.select_dtypes("str"), object)).copy()


def join(
    table: pd.DataFrame, role: str, figures: pd.DataFrame, other_role: str, on: Sequence[str], **names: str
) -> pd.DataFrame:
    """Each row of a table with each figure that agrees with one of its roles.

    Parameters
    ----------
    table : pd.DataFrame
        Columns of roles.
    role, other_role : str
        The role that has to agree, and the one that ``figures`` take.
    figures : pd.DataFrame
        Columns without a role.
    on : tuple[str, ...]
        Columns in which both agree; what is missing in both agrees.
    **names : str
        A column of ``role`` and the one of ``figures`` that has to agree with it.

    Returns
    -------
    pd.DataFrame
        One row per pair, in the order of ``table``, then of ``figures``.
    """
    left_on = [f"{role}_{name}" for name in (*on, *names)]
    right_on = [f"{other_role}_{name}" for name in (*on, *names.values())]
    return table.merge(figures.add_prefix(f"{other_role}_"), left_on=left_on, right_on=right_on)


def combine(table: pd.DataFrame, on: Sequence[str]) -> pd.DataFrame:
    """Each two rows that agree in ``on``, once: the earlier one as role ``one``, the later one as ``other``."""
    rows = table.assign(order=range(len(table)))
    pairs = join(rows.add_prefix("one_"), "one", rows, "other", on)
    return pairs[pairs["one_order"] < pairs["other_order"]]


def prefer(table: pd.DataFrame, is_preferred: pd.Series, name: str) -> pd.DataFrame:
    """Of the rows with one value of ``name`` the preferred ones, or all of them where none is."""
    return table[is_preferred | ~is_preferred.groupby(table[name]).transform("any").astype(bool)]


def with_unmatched(pairs: pd.DataFrame, table: pd.DataFrame, *names: str) -> pd.DataFrame:
    """The pairs, and those rows of a table that are in none of them; ``names`` identify a row."""
    return pd.concat([pairs, table[~is_in(table, names, pairs, names)]], ignore_index=True)


def is_in(table: pd.DataFrame, names: Sequence[str], others: pd.DataFrame, other_names: Sequence[str]) -> pd.Series:
    """Whether the named cells of a row are those of one of the others."""
    known = set(zip(*(others[name] for name in other_names), strict=True))
    cells = zip(*(table[name] for name in names), strict=True)
    return pd.Series([row in known for row in cells], index=table.index, dtype=bool)


def scheme_labels(figures: pd.DataFrame) -> pd.DataFrame:
    """Schemes that a source takes for one another: it prints one number of one day under both.

    Returns
    -------
    pd.DataFrame
        One row per ``source_id``, ``area``, ``group`` and the two schemes ``scheme`` and ``other_scheme``, either way.
    """
    counts = select_claims(figures, kind="count")
    key = ["source_id", "area", "group", "as_of", "value", "unit"]
    pairs = counts[[*key, "scheme"]].merge(counts[[*key, "scheme"]].rename(columns={"scheme": "other_scheme"}), on=key)
    names = ["source_id", "area", "group", "scheme", "other_scheme"]
    return pairs.loc[pairs["scheme"] != pairs["other_scheme"], names].drop_duplicates()
