"""Distance to the targets, kept apart for percent of population and percent of a plan in persons."""

from baophu.analysis.constants import REMAINING_DISTRICTS
from baophu.analysis.targets.gap import CANNOT_SAY, NO_LEVEL, REACHED, SHORT, TargetGap, find_gaps
from baophu.analysis.targets.pace import (
    BEYOND_BEST,
    DECLINED,
    MET,
    POPULATION,
    SHORTEST_DAYS,
    WITHIN_BEST,
    Pace,
    fastest_growth,
    find_paces,
)
from baophu.analysis.targets.plans import PLAN
from baophu.analysis.targets.populations import PlanPopulation, plan_populations

__all__ = [
    "BEYOND_BEST",
    "CANNOT_SAY",
    "DECLINED",
    "MET",
    "NO_LEVEL",
    "PLAN",
    "POPULATION",
    "REACHED",
    "REMAINING_DISTRICTS",
    "SHORT",
    "SHORTEST_DAYS",
    "WITHIN_BEST",
    "Pace",
    "PlanPopulation",
    "TargetGap",
    "fastest_growth",
    "find_gaps",
    "find_paces",
    "plan_populations",
]
