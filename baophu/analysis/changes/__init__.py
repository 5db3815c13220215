"""Changes: what rose and fell between two days, beside what the country did, with a verdict by rule.

A difference of two stocks is a net change. It is never called a lapse rate: who left and who joined cannot be told
apart from it; what follows is a bound on how many left. A printed loss of cards is gross.
"""

from typing import NamedTuple

import pandas as pd

from baophu.analysis.changes.anatomy import decompose, withhold_exits
from baophu.analysis.changes.country import days_with_country, derive_levels, levels_on
from baophu.analysis.changes.find import find_changes
from baophu.analysis.changes.gross import add_causes
from baophu.analysis.changes.model import (
    AXES,
    CAUSE,
    CLIFF,
    CONVENTIONS,
    COUNTED_SCALE,
    COUNTS,
    DENOMINATOR,
    LESS,
    LIKE,
    LOSS,
    MORE,
    NOT_RENEWED,
    ONE_POPULATION,
    OPEN,
    PRINTED,
    PUBLISHERS,
    VERDICTS,
    YEARLY,
    Change,
    ChangePart,
    ChangeReading,
    Context,
    NeighbourChange,
)
from baophu.analysis.changes.others import find_neighbour_changes
from baophu.analysis.changes.readings import measure_changes, read_on_populations
from baophu.analysis.changes.records import change_records
from baophu.analysis.changes.verdicts import CLIFF_POINTS, NARROW_POINTS, judge
from baophu.analysis.denominators import yearly_population

__all__ = [
    "AXES",
    "CAUSE",
    "CLIFF",
    "CLIFF_POINTS",
    "CONVENTIONS",
    "COUNTED_SCALE",
    "COUNTS",
    "DENOMINATOR",
    "LESS",
    "LIKE",
    "LOSS",
    "MORE",
    "NARROW_POINTS",
    "NOT_RENEWED",
    "ONE_POPULATION",
    "OPEN",
    "PRINTED",
    "PUBLISHERS",
    "VERDICTS",
    "YEARLY",
    "Change",
    "ChangePart",
    "ChangeReading",
    "ChangeTables",
    "Context",
    "NeighbourChange",
    "assess_changes",
    "claims_cited",
    "days_with_country",
    "decompose",
    "derive_levels",
    "find_changes",
    "find_neighbour_changes",
    "in_order",
    "judge",
    "levels_on",
    "measure_changes",
    "read_on_populations",
]


class ChangeTables(NamedTuple):
    """Changes and what belongs to each, by ``change_id``: readings, parts and changes of other provinces.

    Columns are the fields of ``Change`` (``beyond_country`` as ``beyond_low`` and ``beyond_high``), ``ChangeReading``,
    ``ChangePart`` and ``NeighbourChange``.
    """

    changes: pd.DataFrame
    readings: pd.DataFrame
    parts: pd.DataFrame
    others: pd.DataFrame

    def records(self) -> list[Change]:
        """The changes as records, those of an area in the order in which readers ask: see ``in_order``."""
        return sorted(change_records(*self), key=lambda change: (change.area, *in_order(change)))


def assess_changes(
    claims: pd.DataFrame,
    levels: pd.DataFrame,
    population: pd.DataFrame,
    context: Context,
    provinces: frozenset[str],
) -> ChangeTables:
    """Every change of all areas between comparable figures and every printed one: read, judged and taken apart.

    Parameters
    ----------
    claims : pd.DataFrame
        Usable claims with their intervals (``claims.prepare_claims``), without those that no series uses.
    levels : pd.DataFrame
        Dated coverages (``coverage.levels``) of the same areas.
    population : pd.DataFrame
        The ledger's populations, in persons.
    context : Context
        The country's levels and claims, events.
    provinces : frozenset[str]
        Areas that are provinces.
    """
    found = find_changes(claims, levels)
    readings = read_on_populations(found, levels, population, context.national_levels)
    people = yearly_population(population)
    changes = add_causes(measure_changes(found, readings, people), claims, people)
    changes = judge(changes, readings, levels, provinces)
    parts = decompose(changes, readings, claims, levels, people, context)
    others = find_neighbour_changes(changes, provinces)
    return ChangeTables(withhold_exits(changes, context.doubtful_claims), readings, parts, others)


def claims_cited(change: Change) -> set[str]:
    """Every claim that a change, its parts and what stands beside it rest on."""
    parts = {claim for part in change.parts for claim in part.claim_ids}
    others = {claim for other in change.others for claim in other.claim_ids}
    return {*change.claim_ids, *change.national_ids, *parts, *others}


def in_order(change: Change) -> tuple:
    """Sorts by what readers ask first: health insurance of everyone, falls by depth, then rises, the newest first."""
    depth = (change.change_points or 0.0) if change.is_fall else 0.0
    # A printed loss is of a group, but one of a cliff's size is the largest thing that happened to the total.
    is_first = change.is_total and not change.is_gross or change.is_gross and depth <= -CLIFF_POINTS
    return (
        change.scheme != "bhyt",
        not (is_first or change.is_gross or change.is_total),
        not change.is_fall,
        not is_first,
        depth,
        -change.end.toordinal(),
        change.scheme,
        change.group,
        change.start or change.end,
        change.scale,
        change.claim_ids,
    )
