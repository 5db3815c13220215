"""Targets of percent of population against the last announced level of their year."""

from dataclasses import dataclass, fields
from math import nan

import pandas as pd

from baophu.analysis.claims import DAY, Row, frame_of, select_claims
from baophu.analysis.constants import ESTIMATE_STATUS, HEALTH
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


_NUMBERS = ("target_pct", "level_pct", "gap_points", "gap_count", "level_low_pct", "level_high_pct")
_NAMES = ("area", *(field.name for field in fields(TargetGap)), *_NUMBERS[-2:])
_DTYPES = {
    **dict.fromkeys(_NAMES, object),
    **{"target_year": int, "level_as_of": DAY, "level_is_estimate": bool},
    **dict.fromkeys(_NUMBERS, float),
}


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
    goals = select_claims(claims, scheme=HEALTH, group="total", kind="target_rate", unit="percent_of_population")
    found: dict[tuple, tuple] = {}
    for goal in sorted(goals.itertuples(index=False), key=lambda goal: (goal.instrument == "", goal.claim_id)):
        if goal.as_of.year <= last_year:
            found.setdefault((goal.area, goal.as_of.year, goal.value), goal)
    last: dict[tuple, tuple] = {}
    for level in select_claims(levels, scale=ANNOUNCED).itertuples(index=False):
        last[level.area, level.as_of.year] = level
    rows = (_gap(year, found[area, year, value], last.get((area, year))) for area, year, value in sorted(found))
    return frame_of(rows, _DTYPES)


def _gap(year: int, goal: Row, level: Row | None) -> tuple:
    """The cells ``_DTYPES``."""
    cells = (goal.area, year, goal.value, goal.bound, goal.instrument, goal.claim_id, goal.source_id)
    if level is None:
        return (*cells, nan, pd.NaT, "day", "exact", nan, nan, False, (), nan, nan)
    gap = nan if level.low_pct < goal.value < level.high_pct else goal.value - level.coverage_pct
    printed = (level.coverage_pct, level.as_of, level.as_of_precision, level.bound)
    numbers = (gap, gap / 100 * level.population_count)
    is_estimate = level.obs_status == ESTIMATE_STATUS
    return (*cells, *printed, *numbers, is_estimate, level.claim_ids, level.low_pct, level.high_pct)
