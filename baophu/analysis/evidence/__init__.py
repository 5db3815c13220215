"""Which one missing figure would settle most, found by trying.

Each candidate is added to the claims, once at the low and once at the high end of what is possible, and what the
report says is worked out again: the band of the uninsured, the grade, the verdicts on falls, the targets, the paces,
the arithmetic. What changes is what the figure would settle. The figures tried never leave this package.
"""

import math

import pandas as pd

from baophu.analysis.denominators import People
from baophu.analysis.evidence.candidates import candidates
from baophu.analysis.evidence.gains import WORTH, gains
from baophu.analysis.evidence.model import TRIED, Candidate, Missing
from baophu.analysis.evidence.world import World
from baophu.analysis.rows import claims_of, points_of

__all__ = ["TRIED", "WORTH", "Missing", "World", "missing", "missing_in"]


def missing(
    claims: pd.DataFrame,
    national: pd.DataFrame,
    population: pd.DataFrame,
    area: str,
    last_year: int = 2023,
    aside: frozenset[str] = frozenset(),
) -> list[Missing]:
    """Missing figures of an area that would settle something, those that settle most first.

    Parameters
    ----------
    claims : usable claims; those of other areas are not read.
    national : coverage points of the country.
    population : the ledger's table.
    aside : claims that no series uses.
    """
    own = tuple(claim for claim in claims_of(claims) if claim.area == area and claim.as_of is not None)
    return missing_in(World(own, tuple(points_of(national)), People(population), area, last_year, aside))


def missing_in(world: World) -> list[Missing]:
    """``missing`` for all that is known of an area."""
    found = [_tried(world, candidate) for candidate in candidates(world)]
    kept = [item for item in found if item.gain > 0]
    # Of two that settle as much, the newer figure comes first.
    return sorted(kept, key=lambda item: (-round(item.gain, 9), -item.as_of.toordinal(), item.kind, item.scheme))


def _tried(world: World, candidate: Candidate) -> Missing:
    outcomes = [gains(world, world.with_claims(rows, candidate.is_national)) for rows in candidate.trials]
    always = tuple(code for code in WORTH if all(outcome.get(code, 0) > 0 for outcome in outcomes))
    ever = tuple(code for code in WORTH if code not in always and any(o.get(code, 0) > 0 for o in outcomes))
    gain = math.fsum(value for outcome in outcomes for value in outcome.values()) / len(outcomes)
    area = candidate.trials[0][0].area
    ids = (candidate.claim_ids, candidate.target_ids)
    return Missing(candidate.kind, area, candidate.scheme, candidate.as_of, always, ever, gain, *ids)
