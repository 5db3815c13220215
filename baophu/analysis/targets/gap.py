"""Targets of percent of population against the last announced level of their year."""

from dataclasses import dataclass

import pandas as pd

from baophu.analysis.claims import fill_ids, select_claims
from baophu.analysis.constants import ESTIMATE_STATUS
from baophu.analysis.coverage import ANNOUNCED

REACHED, SHORT, CANNOT_SAY, NO_LEVEL = "reached", "short", "cannot_say", "no_level"


@dataclass(frozen=True)
class TargetGap:
    """A target of percent of population against the last announced coverage up to its year's end.

    ``gap_points`` is target minus level, ``gap_count`` the same in persons of the publisher's own population.
    Both are None where no level of the target's year is published, and where the print of the level is too coarse to
    tell whether the target was reached ("over 92.4 %" against 92.45 %).
    """

    target_year: int
    target_pct: float
    bound: str
    instrument: str
    target_id: str
    source_id: str
    level_pct: float | None = None
    level_as_of: pd.Timestamp | None = None
    level_precision: str = "day"
    level_bound: str = "exact"
    gap_points: float | None = None
    gap_count: float | None = None
    level_is_estimate: bool = False
    claim_ids: tuple[str, ...] = ()

    @property
    def verdict(self) -> str:
        """``reached``, ``short``, ``cannot_say`` where the print allows both, ``no_level`` where none is published."""
        if self.level_pct is None:
            return NO_LEVEL
        if self.gap_points is None:
            return CANNOT_SAY
        return REACHED if self.gap_points <= 0 else SHORT


def find_gaps(claims: pd.DataFrame, levels: pd.DataFrame, last_year: int) -> pd.DataFrame:
    """Targets of health insurance coverage up to ``last_year`` against the last announced level of their year.

    A target that several sources print stands once, with the decision that sets it where one names it.

    Parameters
    ----------
    claims : pd.DataFrame
        Usable claims of all areas with their intervals (``claims.prepare_claims``).
    levels : pd.DataFrame
        Dated coverages of all areas (``coverage.levels``).
    last_year : int
        The last year of the targets.

    Returns
    -------
    pd.DataFrame
        One row per area, year and value of a target, in this order: ``area``, the columns of ``TargetGap``, and
        ``level_low_pct`` and ``level_high_pct``, what the print of the level allows.
    """
    goals = select_claims(claims, scheme="bhyt", group="total", kind="target_rate", unit="percent_of_population")
    goals = goals.rename(columns={"claim_id": "target_id", "value": "target_pct"})
    goals = goals.assign(target_year=goals["as_of"].dt.year, is_undecided=goals["instrument"].eq(""))
    goals = goals[goals["target_year"] <= last_year].sort_values(["is_undecided", "target_id"])
    key = ["area", "target_year", "target_pct"]
    goals = goals.drop_duplicates(key).sort_values(key)[[*key, "bound", "instrument", "target_id", "source_id"]]
    gaps = goals.merge(_last_levels(levels), on=["area", "target_year"], how="left")
    target, level = gaps["target_pct"], gaps["level_pct"]
    is_undecided = (gaps["level_low_pct"] < target) & (target < gaps["level_high_pct"])
    gap = (target - level).mask(is_undecided)
    return gaps.fillna({"level_precision": "day", "level_bound": "exact"}).assign(
        gap_points=gap,
        gap_count=gap / 100 * gaps["population_count"],
        level_is_estimate=gaps["obs_status"].eq(ESTIMATE_STATUS),
        claim_ids=fill_ids(gaps["claim_ids"]),
    )


def _last_levels(levels: pd.DataFrame) -> pd.DataFrame:
    """The last announced level of each area and year."""
    names = {
        "coverage_pct": "level_pct",
        "low_pct": "level_low_pct",
        "high_pct": "level_high_pct",
        "as_of": "level_as_of",
        "as_of_precision": "level_precision",
        "bound": "level_bound",
    }
    announced = select_claims(levels, scale=ANNOUNCED)
    last = announced.assign(target_year=announced["as_of"].dt.year).drop_duplicates(
        ["area", "target_year"], keep="last"
    )
    kept = ["area", "target_year", *names.values(), "population_count", "obs_status", "claim_ids"]
    return last.rename(columns=names)[kept]
