"""Kaplan-Meier from counts: how many runs of cover go on, by their length."""

import numpy as np
import pandas as pd


def kaplan_meier(runs: pd.DataFrame) -> pd.DataFrame:
    """The product-limit estimate with Greenwood's standard error.

    Parameters
    ----------
    runs : pd.DataFrame
        Rows of the cube ``persistency`` of one grace, of any cohorts: ``days``, ``is_event``, ``persons``.

    Returns
    -------
    pd.DataFrame
        One row a length that occurs, index ``days``: ``at_risk``, runs at least as long; ``events``, those that ended
        after that many days; ``survival``, 0-1, the share that goes on for more days; ``std_error`` of it, 0 where none
        goes on. Runs that are censored at a length are at risk there.

    Notes
    -----
    Kaplan and Meier 1958, Greenwood 1926. The same as ``lifelines.KaplanMeierFitter`` with weights.
    """
    events = runs["persons"].where(runs["is_event"], 0)
    by_days = runs.assign(events=events).groupby("days")[["persons", "events"]].sum()
    at_risk, events = by_days["persons"][::-1].cumsum()[::-1], by_days["events"]
    survival = (1 - events / at_risk).cumprod()
    variance = (events / (at_risk * (at_risk - events)).replace(0, np.nan)).fillna(0).cumsum()
    return pd.DataFrame(
        {"at_risk": at_risk, "events": events, "survival": survival, "std_error": survival * np.sqrt(variance)}
    )
