"""Rates that must not be compared, for the labour force behind them changed, and the change itself."""

import math
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from baophu.analysis.claims import DAY, Row, frame_of
from baophu.analysis.constants import SOCIAL_SCHEMES
from baophu.analysis.social.labour_force import BREAK, EITHER, STRADDLE

# The country's labour force outside a crisis changes by one or two percent a year: two years to either side are level
# enough, and a step of more than three percent between them is another definition.
BREAK_WINDOW = pd.Timedelta(days=731)
BREAK_STEP = 0.03
_DTYPES = {
    **{"area": object, "scheme": object, "before_as_of": DAY, "after_as_of": DAY, "before_pct": float},
    **{"after_pct": float, "reason": object, "claim_ids": object},
}


@dataclass(frozen=True)
class SeriesBreak:
    """Two neighbouring rates of one scheme that must not be compared; percentages in 0-100."""

    scheme: str
    before_as_of: pd.Timestamp
    after_as_of: pd.Timestamp
    before_pct: float
    after_pct: float
    reason: str  # labour_force_redefined, labour_force_perhaps_redefined, other_unit
    claim_ids: tuple[str, ...]


@dataclass(frozen=True)
class DenominatorStep:
    """The labour force behind the country's rates on the two sides of the break; medians, in persons."""

    day: pd.Timestamp
    is_found: bool
    reason: str  # step_found, no_step, too_few_pairs
    before_count: float | None = None
    after_count: float | None = None
    change_pct: float | None = None
    claim_ids: tuple[str, ...] = ()
    same_day_claim_ids: tuple[str, ...] = ()  # prints of one day that only two labour forces can explain


def find_breaks(points: pd.DataFrame) -> pd.DataFrame:
    """Neighbouring rates of a scheme on denominators that differ, or may.

    Parameters
    ----------
    points : pd.DataFrame
        Points of all areas (``points.social_points``).

    Returns
    -------
    pd.DataFrame
        One row per pair of neighbours, by area, scheme (as in ``SOCIAL_SCHEMES``) and day: ``area`` and the columns
        of ``SeriesBreak``.
    """
    series = defaultdict(list)
    for point in points[points["rate_pct"].notna()].itertuples(index=False):
        series[point.area, SOCIAL_SCHEMES.index(point.scheme)].append(point)
    rows = []
    for (area, rank), own in sorted(series.items()):
        for before, after in pairwise(own):
            if reason := _break_reason(before, after):
                pair = (before.as_of, after.as_of, before.rate_pct, after.rate_pct)
                rows.append((area, SOCIAL_SCHEMES[rank], *pair, reason, (before.rate_id, after.rate_id)))
    return frame_of(rows, _DTYPES)


def _break_reason(before: Row, after: Row) -> str:
    sides = (before.side, after.side)
    if "" in sides:
        return "" if before.rate_unit == after.rate_unit else "other_unit"
    if EITHER in sides:
        return "labour_force_perhaps_redefined"
    return "labour_force_redefined" if before.side != after.side else ""


def find_denominator_step(points: pd.DataFrame) -> DenominatorStep:
    """Whether an area's figures, the country's above all, show the change of labour force at ``BREAK``.

    Each rate over a labour force with the count of its print gives a labour force. The median of those within
    ``BREAK_WINDOW`` before the days that straddle the break is set against the median of those from it on.

    Parameters
    ----------
    points : pd.DataFrame
        Points of one area (``points.social_points``).
    """
    pairs = points[points["side"].ne("") & points["implied_denominator_count"].notna()]
    pairs = pairs.sort_values(["as_of", "rate_id"])
    before = pairs[pairs["as_of"].between(BREAK - BREAK_WINDOW, BREAK - STRADDLE)]
    after = pairs[pairs["as_of"].between(BREAK, BREAK + BREAK_WINDOW)]
    if before.empty or after.empty:
        return DenominatorStep(BREAK, False, "too_few_pairs")
    old, new = (float(side["implied_denominator_count"].median()) for side in (before, after))
    is_found = abs(math.log(new / old)) > BREAK_STEP
    reason = "step_found" if is_found else "no_step"
    ids = tuple(pd.concat([before, after])["claim_ids"].explode().unique())
    return DenominatorStep(BREAK, is_found, reason, old, new, 100 * (new / old - 1), ids, _one_day_two_forces(pairs))


def _one_day_two_forces(pairs: pd.DataFrame) -> tuple[str, ...]:
    """Prints of one scheme and day near the break whose labour forces no rounding reconciles."""
    near = pairs[pairs["as_of"].between(BREAK - STRADDLE, BREAK + STRADDLE)].sort_values(["scheme", "as_of"])
    same = near.groupby(["scheme", "as_of"])
    is_apart = (near["implied_low_count"] > same["implied_high_count"].transform("min")) | (
        near["implied_high_count"] < same["implied_low_count"].transform("max")
    )
    return tuple(near.loc[is_apart, "claim_ids"].explode())
