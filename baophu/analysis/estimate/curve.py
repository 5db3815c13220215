"""The nation's coverage as a curve."""

import numpy as np
import pandas as pd

from baophu.analysis.claims import merge_ids

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
    found = pd.Series(np.nan, index=queries.index)
    for scale, days in queries.groupby("scale")["as_of"]:
        every, ends = (_line(rows, days) for rows in _every_and_ends(national, scale))
        found[days.index] = ends + PASS_THROUGH * (every - ends)
    return found


def national_claims(national: pd.DataFrame, queries: pd.DataFrame) -> pd.Series:
    """Claims that the nation's level rests on, by row of ``queries``; no row may lie outside its year ends."""
    found = pd.Series([()] * len(queries), index=queries.index, dtype=object)
    for scale, days in queries.groupby("scale")["as_of"]:
        around = [ids for rows in _every_and_ends(national, scale) for ids in _claims_around(rows, days)]
        found[days.index] = pd.Series(merge_ids(*around), index=days.index)
    return found


def _every_and_ends(national: pd.DataFrame, scale: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The nation's figures of a scale, and those of them that stand at a year's end."""
    own = national[national["scale"] == scale]
    return own, own[(own["as_of"].dt.month == 12) & (own["as_of"].dt.day == 31)]


def _line(rows: pd.DataFrame, days: pd.Series) -> np.ndarray:
    """Straight line through the logits of rows by day; NaN outside them."""
    if rows.empty:
        return np.full(len(days), np.nan)
    known, wanted = (column.to_numpy("datetime64[D]").astype("int64") for column in (rows["as_of"], days))
    return np.interp(wanted, known, logit(rows["coverage_pct"].to_numpy()), left=np.nan, right=np.nan)


def _claims_around(rows: pd.DataFrame, days: pd.Series) -> list[np.ndarray]:
    """Claims of the last row up to each day, and of the first from it on."""
    ids, known = rows["claim_ids"].to_numpy(), rows["as_of"].to_numpy()
    return [ids[known.searchsorted(days, "right") - 1], ids[known.searchsorted(days, "left")]]
