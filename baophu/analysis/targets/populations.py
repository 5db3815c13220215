"""The population that a plan rests on, and which of the known ones it may be."""

from collections import defaultdict
from dataclasses import dataclass, fields
from math import ceil, floor

import pandas as pd

from baophu.analysis.audit.findings import Finding
from baophu.analysis.claims import select_claims
from baophu.analysis.denominators import PopulationCount


@dataclass(frozen=True)
class PlanPopulation:
    """Persons that a plan in persons and the same plan in per cent of the population imply.

    ``fitting_populations`` are the known populations within ``low_count`` and ``high_count``, by year; ``nearest`` is
    the closest of the others; neither holds one of a year after the plan's. None is chosen: that a population fits
    does not say that the plan was made with it.
    """

    as_of: pd.Timestamp
    as_of_precision: str
    implied_count: float
    low_count: int
    high_count: int
    fitting_populations: tuple[PopulationCount, ...]
    nearest: PopulationCount | None
    claim_ids: tuple[str, ...]


def plan_populations(findings: pd.DataFrame, population: pd.DataFrame) -> pd.DataFrame:
    """The population behind each plan of health insurance for the whole of an area.

    Parameters
    ----------
    findings : pd.DataFrame
        Findings of the audit, with the columns of ``Finding``; only those of the check ``plan_population`` are read.
    population : pd.DataFrame
        The ledger's populations, in persons.

    Returns
    -------
    pd.DataFrame
        One row per finding in the order given: ``area`` and the columns of ``PlanPopulation``.
    """
    known = defaultdict(list)
    names = ["area", "population_count", "population_series", "year", "source_id"]
    for area, count, *cells in population[names].sort_values(["year", "population_series"]).itertuples(index=False):
        known[area].append(PopulationCount(float(count), *cells))
    plans = select_claims(findings, check="plan_population", scheme="bhyt", group="total")
    rows = [_against(plan, known[plan.area]) for plan in plans.itertuples()]
    return pd.DataFrame(rows, columns=["area", *(field.name for field in fields(PlanPopulation))])


def _against(plan: Finding, known: list[PopulationCount]) -> tuple:
    # People are whole.
    low, high = ceil(plan.implied_low), floor(plan.implied_high)
    earlier = [base for base in known if base.year <= plan.as_of.year]
    fitting = tuple(base for base in earlier if low <= base.count <= high)
    others = (base for base in earlier if base not in fitting)
    nearest = min(others, key=lambda base: max(low - base.count, base.count - high), default=None)
    when = (plan.as_of, plan.as_of_precision)
    return (plan.area, *when, plan.implied, low, high, fitting, nearest, plan.claim_ids)
