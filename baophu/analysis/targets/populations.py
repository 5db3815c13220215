"""The population implied by a plan, and the known populations that fit it."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, floor

import pandas as pd

from baophu.analysis.audit.findings import Finding
from baophu.analysis.denominators import Population, PopulationCount, PopulationTable


@dataclass(frozen=True)
class PlanPopulation:
    """Population that a plan in persons and the same plan in per cent of the population imply.

    ``fitting_populations`` are the known populations from ``low_count`` to ``high_count``, by year; ``nearest`` is the
    closest of the others. Both leave out years after the plan's. No population is chosen: one that fits need not be the
    one with which the plan was made.
    """

    as_of: pd.Timestamp
    as_of_precision: str
    implied_count: float
    low_count: int
    high_count: int
    fitting_populations: tuple[PopulationCount, ...]
    nearest: PopulationCount | None
    claim_ids: tuple[str, ...]


def plan_populations(found: Iterable[Finding], population: Population, area: str) -> list[PlanPopulation]:
    """One for each check ``plan_population`` of health insurance in the whole area, oldest first.

    Parameters
    ----------
    found : Iterable[Finding]
        Findings of the audit.
    population : Population
        The ledger's populations, in persons.
    area : str
        Slug of the area.
    """
    bases = PopulationTable.of(population, area).bases(area)
    key = ("plan_population", area, "bhyt", "total")
    return [
        _plan_population(finding, bases)
        for finding in found
        if (finding.check, finding.area, finding.scheme, finding.group) == key
    ]


def _plan_population(finding: Finding, bases: list[PopulationCount]) -> PlanPopulation:
    # People are whole numbers.
    low, high = ceil(finding.implied_low), floor(finding.implied_high)
    earlier = [base for base in bases if base.year <= finding.as_of.year]
    fitting = tuple(base for base in earlier if low <= base.count <= high)
    others = (base for base in earlier if base not in fitting)
    nearest = min(others, key=lambda base: max(low - base.count, base.count - high), default=None)
    when = (finding.as_of, finding.as_of_precision)
    return PlanPopulation(*when, finding.implied, low, high, fitting, nearest, finding.claim_ids)
