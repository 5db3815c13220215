"""The population that a plan rests on, and which of the known ones it may be."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, floor

import pandas as pd

from baophu.analysis.audit.findings import Finding
from baophu.analysis.denominators import Population, PopulationCount, PopulationTable


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


def plan_populations(found: Iterable[Finding], population: Population, area: str) -> list[PlanPopulation]:
    """One for each check ``plan_population`` of health insurance in the whole area, oldest first.

    Parameters
    ----------
    found : findings of the audit.
    population : the ledger's populations, in persons.
    """
    known = PopulationTable.of(population, area).bases(area)
    asked = ("plan_population", area, "bhyt", "total")
    return [_against(f, known) for f in found if (f.check, f.area, f.scheme, f.group) == asked]


def _against(found: Finding, known: list[PopulationCount]) -> PlanPopulation:
    # People are whole.
    low, high = ceil(found.implied_low), floor(found.implied_high)
    earlier = [base for base in known if base.year <= found.as_of.year]
    fitting = tuple(base for base in earlier if low <= base.count <= high)
    others = (base for base in earlier if base not in fitting)
    nearest = min(others, key=lambda base: max(low - base.count, base.count - high), default=None)
    when = (found.as_of, found.as_of_precision)
    return PlanPopulation(*when, found.implied, low, high, fitting, nearest, found.claim_ids)
