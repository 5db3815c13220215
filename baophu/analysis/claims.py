"""Printed figures as the analysis reads them: one frame for all areas, each with the interval of its rounding."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from operator import attrgetter
from typing import Any, TypeAlias

import numpy as np
import pandas as pd

from baophu.analysis.intervals import interval_of

DAY = "datetime64[s]"

# A row of a frame as ``itertuples`` gives it: its cells are read by name, and no type checker knows these.
Row: TypeAlias = Any


def prepare_claims(claims: pd.DataFrame) -> pd.DataFrame:
    """Claims of the ledger by claim id, so that the order of its files never matters.

    Parameters
    ----------
    claims : pd.DataFrame
        The ledger's claims, or some of them (``coverage.usable``).

    Returns
    -------
    pd.DataFrame
        The same rows with ``low`` and ``high``, what the print of ``value`` allows in its own unit, and
        ``is_other_definition``, whether the source counts by a definition of its own (status ``D``).
    """
    table = claims.sort_values("claim_id", ignore_index=True)
    table = table.astype(dict.fromkeys(table.select_dtypes("str"), object))
    spans = [interval_of(*cells) for cells in zip(table["value"], table["as_printed"], table["bound"], strict=True)]
    ends = pd.DataFrame(spans, columns=["low", "high"], index=table.index, dtype="float64")
    return table.assign(low=ends["low"], high=ends["high"], is_other_definition=table["obs_status"].eq("D")).copy()


def frame_of(rows: Iterable[tuple], dtypes: Mapping[str, Any]) -> pd.DataFrame:
    """Rows as a frame whose columns have their types even where there is no row; text is plain objects."""
    columns = list(zip(*rows, strict=True)) or [()] * len(dtypes)
    cells = zip(dtypes.items(), columns, strict=True)
    return pd.DataFrame({name: _typed(column, dtype) for (name, dtype), column in cells})


def _typed(cells: tuple, dtype: Any) -> pd.Series | np.ndarray:
    # Without a type of its own, text would become another kind of column.
    return np.array(cells, dtype) if dtype in (float, int, bool) else pd.Series(list(cells), dtype=dtype)


def select_claims(claims: pd.DataFrame, **cells) -> pd.DataFrame:
    """Rows whose named columns hold the given value, or one of the given values.

    >>> select_claims(claims, scheme="bhyt", kind="count", unit=("persons", "cards"))  # doctest: +SKIP
    """
    keep = np.ones(len(claims), dtype=bool)
    for name, wanted in cells.items():
        column = claims[name].to_numpy(object)
        keep &= column == wanted if isinstance(wanted, str) else np.isin(column, list(wanted))
    return claims[keep]


def group_rows(rows: Iterable[Row], *names: str) -> dict[Any, list[Row]]:
    """Rows by the named cell, or by the tuple of several; an empty list where there is none."""
    found: dict[Any, list[Row]] = defaultdict(list)
    key = attrgetter(*names)
    for row in rows:
        found[key(row)].append(row)
    return found


def fill_ids(column: pd.Series) -> list[tuple[str, ...]]:
    """Tuples of ids, empty where they are missing (after a join that found nothing)."""
    return [ids if isinstance(ids, tuple) else () for ids in column]


def merge_ids(*columns: pd.Series) -> list[tuple[str, ...]]:
    """Tuples of ids joined row by row, each id once."""
    return [union_ids(row) for row in zip(*map(fill_ids, columns), strict=True)]


def union_ids(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """The ids of all tuples in their order, each once."""
    return tuple(dict.fromkeys(name for ids in groups for name in ids))


def match_rules(rules: Mapping[str, pd.Series], default: str = "") -> np.ndarray:
    """For each row the name of the first rule that holds; ``default`` where none does."""
    return np.select(list(rules.values()), list(rules), default)
