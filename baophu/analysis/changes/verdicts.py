"""The rules that judge a change, first match first; each verdict names the rule that fired.

Every rule asks all conventions of population at once, so that no verdict depends on which of them is printed first.
"""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from baophu.analysis.changes.model import (
    CAUSE,
    CLIFF,
    DENOMINATOR,
    GROSS,
    LESS,
    LIKE,
    MORE,
    NOT_RENEWED,
    OPEN,
    YEARLY,
    change_size,
    is_total,
)
from baophu.analysis.claims import match_rules
from baophu.analysis.constants import HEALTH, YEAR_DAYS
from baophu.analysis.coverage import ANNOUNCED, GSO

CLIFF_POINTS = 6.0  # a fall this large is no year-end push that ends (docs/assumptions.md, A5)
# A difference from the country that may be nothing is none if it cannot be more than so many points.
NARROW_POINTS = 1.0
# Where nearly everyone is insured, the drift of populations alone moves a percentage by about so much.
NEAR_FULL_PCT, DRIFT_POINTS = 95.0, 1.5
PUBLISHERS_LEAST = 0.90  # of the statistics office's population: the least that prints of both imply
# What each rule (``Change.reason``) says.
VERDICT_OF = {
    **dict.fromkeys(("not_renewed", "gross_loss", "loss_covers_fall"), CAUSE),
    **dict.fromkeys(("count_same", "count_rose", "count_fell"), DENOMINATOR),
    **{"cliff": CLIFF, "below_country": MORE, "above_country": LESS, "near_country": LIKE},
}


def judge(
    changes: pd.DataFrame, readings: pd.DataFrame, levels: pd.DataFrame, provinces: Iterable[str]
) -> pd.DataFrame:
    """Changes with their verdict, the rule that fired, and their distance from the country.

    Parameters
    ----------
    changes : pd.DataFrame
        Changes in points with their causes (``gross.add_causes``).
    readings : pd.DataFrame
        Their readings (``readings.read_on_populations``).
    levels : pd.DataFrame
        Dated coverages of the same areas (``coverage.levels``).
    provinces : Iterable[str]
        Areas that are provinces: the rules were tried on these, a smaller area's change gets no verdict.

    Returns
    -------
    pd.DataFrame
        The same rows with ``verdict``, ``reason``, ``beyond_low`` and ``beyond_high``, the area's change less the
        country's over all readings, in points, and ``other_level``, in percent, where another population decided.
    """
    read = changes[["change_id"]].merge(_sum_up(readings), on="change_id", how="left").set_index(changes.index)
    low, high = (read[end].where(changes["group"].eq("total")) for end in ("beyond_low", "beyond_high"))
    is_full = changes["scale"].eq(ANNOUNCED) & changes[["level_before", "level_after"]].max(axis=1).ge(NEAR_FULL_PCT)
    wide_low, wide_high = low - DRIFT_POINTS * is_full, high + DRIFT_POINTS * is_full
    other_level = _other_levels(changes, levels)
    # Least that a rate's population may be of the one that a loss stands on.
    least = np.where(changes["scale"].eq(ANNOUNCED), PUBLISHERS_LEAST, 1.0)
    rules = {
        "not_renewed": changes["kind"].eq(NOT_RENEWED),
        "gross_loss": changes["kind"].isin(GROSS),
        "other_scheme": changes["scheme"].ne(HEALTH),
        "group_only": changes["group"].ne("total"),
        "small_area": ~changes["area"].isin(list(provinces)),
        "no_population": read["points"].isna(),
        "loss_covers_fall": (changes["cause_points"] / least).le(changes["change_points"]),
        **_moved_population(changes, read),
        "two_readings": other_level.notna(),
        "cliff": read["points"].le(-cliff_points(changes["level_before"])) & (high.isna() | high.lt(0)),
        "no_country": low.isna(),
        "below_country": wide_high.lt(0),
        "above_country": wide_low.gt(0),
        "near_country": np.maximum(-wide_low, wide_high).le(NARROW_POINTS),
    }
    reason = pd.Series(match_rules(rules, "too_wide"), changes.index)
    is_held = reason.isin(["below_country", "above_country", "near_country", "too_wide"])
    return changes.assign(
        verdict=reason.map(VERDICT_OF).fillna(OPEN),
        reason=reason,
        beyond_low=wide_low.where(is_held, low),
        beyond_high=wide_high.where(is_held, high),
        other_level=other_level.where(reason.eq("two_readings")),
    )


def _sum_up(readings: pd.DataFrame) -> pd.DataFrame:
    """Of each change the hull over its readings, and over those that hold within a year (``short_``)."""
    within = readings["convention"].ne(YEARLY)
    return readings.assign(
        beyond_low=readings["low_points"] - readings["national_high"],
        beyond_high=readings["high_points"] - readings["national_low"],
        short_low=readings["low_points"].where(within),
        short_high=readings["high_points"].where(within),
    ).groupby("change_id", as_index=False).agg(
        points=("points", "max"), low=("low_points", "max"), high=("high_points", "min"),
        short_low=("short_low", "max"), short_high=("short_high", "min"),
        beyond_low=("beyond_low", "min"), beyond_high=("beyond_high", "max"),
    )  # fmt: skip


def _moved_population(changes: pd.DataFrame, read: pd.DataFrame) -> dict[str, pd.Series]:
    """Where the percentage moved another way than the people: their number stood or went against it."""
    # Within a year each year's own average is a step on 1 January that nobody took.
    is_long = (changes["end"] - changes["start"]).ge(pd.Timedelta(days=YEAR_DAYS))
    count = changes["change_count"]
    return {
        "count_same": count.eq(0),
        "count_rose": count.gt(0) & read["high"].where(is_long, read["short_high"]).lt(0),
        "count_fell": count.lt(0) & read["low"].where(is_long, read["short_low"]).gt(0),
    }


def cliff_points(level_before: pd.Series) -> pd.Series:
    """Points from which a fall is a cliff; near full coverage the drift of populations is added in quadrature."""
    return level_before.ge(NEAR_FULL_PCT).map({True: np.hypot(CLIFF_POINTS, DRIFT_POINTS), False: CLIFF_POINTS})


def _other_levels(changes: pd.DataFrame, levels: pd.DataFrame) -> pd.Series:
    """The earlier level on the statistics office's population, where that alone takes half of a fall of rates away.

    The count behind the earlier rate is looked for in the same year, before the fall's end.
    """
    is_alone = changes["scale"].eq(ANNOUNCED) & change_size(changes).lt(0) & changes["change_count"].isna()
    falls = changes[is_alone & is_total(changes) & changes["level_before"].notna() & ~changes["is_before_derived"]]
    counts = levels.loc[levels["scale"].eq(GSO), ["area", "as_of", "claim_id", "coverage_pct"]]
    pairs = falls[["change_id", "area", "start", "end", "level_before", "change_points"]].merge(counts, on="area")
    pairs = pairs[pairs["as_of"].dt.year.eq(pairs["start"].dt.year) & pairs["as_of"].lt(pairs["end"])]
    pairs = pairs.assign(distance=(pairs["as_of"] - pairs["start"]).abs()).sort_values(
        ["distance", "as_of", "claim_id"], ascending=[True, False, True])  # fmt: skip
    nearest = pairs.drop_duplicates("change_id")
    takes_half = (nearest["level_before"] - nearest["coverage_pct"]).ge(-nearest["change_points"] / 2)
    return changes["change_id"].map(nearest[takes_half].set_index("change_id")["coverage_pct"])
