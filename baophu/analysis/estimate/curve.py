"""The nation's coverage as a curve."""

import numpy as np
import pandas as pd

from baophu.analysis.claims import union_ids
from baophu.analysis.coverage import ANNOUNCED, GSO

# Chosen in the trial on published figures (docs/backtest.md), not fitted again here.
PASS_THROUGH = 1 / 3  # share of the national sawtooth that reaches a province
CEILING = 99.5  # a publisher's population can be too small; at 100 % and above the logit has no value


def logit(pct):
    """Log odds of percentages, which are kept within 0.5 and 99.5."""
    share = np.clip(pct, 100 - CEILING, CEILING) / 100
    return np.log(share / (1 - share))


def logistic(value):
    """Percentages of log odds."""
    return 100 / (1 + np.exp(-value))


def national_logits(national: pd.DataFrame, queries: pd.DataFrame) -> pd.Series:
    """The nation's coverage on the logit scale, with a part of its yearly sawtooth.

    Parameters
    ----------
    national : pd.DataFrame
        The country's figures by day (``inputs.Evidence``).
    queries : pd.DataFrame
        Rows with ``scale`` and ``as_of``.

    Returns
    -------
    pd.Series
        One value per row of ``queries``; missing before the first and after the last year end.
    """
    found, days = np.full(len(queries), np.nan), queries["as_of"].to_numpy()
    for scale, own in _by_scale(queries):
        every, ends = (_line(rows, days[own]) for rows in _every_and_ends(national, scale))
        found[own] = ends + PASS_THROUGH * (every - ends)
    return pd.Series(found, queries.index)


def national_claims(national: pd.DataFrame, queries: pd.DataFrame) -> pd.Series:
    """Claims that the nation's level rests on, by row of ``queries``; no row may lie outside its year ends."""
    found, days = np.full(len(queries), None), queries["as_of"].to_numpy()
    for scale, own in _by_scale(queries):
        around = [ids for rows in _every_and_ends(national, scale) for ids in _claims_around(rows, days[own])]
        found[own] = [union_ids(groups) for groups in zip(*around, strict=True)]
    return pd.Series(found, queries.index, dtype=object)


def _by_scale(queries: pd.DataFrame) -> list[tuple[str, np.ndarray]]:
    """The scales of queries, and where each stands."""
    scales = queries["scale"].to_numpy(object)
    return [(scale, np.flatnonzero(scales == scale)) for scale in (ANNOUNCED, GSO)]


def _every_and_ends(national: pd.DataFrame, scale: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The nation's figures of a scale, and those of them that stand at a year's end."""
    own = national[national["scale"] == scale]
    return own, own[(own["as_of"].dt.month == 12) & (own["as_of"].dt.day == 31)]


def _line(rows: pd.DataFrame, days: np.ndarray) -> np.ndarray:
    """Straight line through the logits of rows by day; NaN outside them."""
    if rows.empty:
        return np.full(len(days), np.nan)
    known, wanted = (column.astype("datetime64[D]").astype("int64") for column in (rows["as_of"].to_numpy(), days))
    return np.interp(wanted, known, logit(rows["coverage_pct"].to_numpy()), left=np.nan, right=np.nan)


def _claims_around(rows: pd.DataFrame, days: np.ndarray) -> list[np.ndarray]:
    """Claims of the last row up to each day, and of the first from it on."""
    ids, known = rows["claim_ids"].to_numpy(), rows["as_of"].to_numpy()
    return [ids[known.searchsorted(days, "right") - 1], ids[known.searchsorted(days, "left")]]
