"""People whom a print says lost a card or its support."""

from baophu.analysis.denominators import Population, population_of
from baophu.analysis.lapses.model import Fall, PrintedLoss
from baophu.analysis.rows import ClaimRow


def _losses(own: list[ClaimRow]) -> list[ClaimRow]:
    return [claim for claim in own if (claim.kind, claim.scheme, claim.unit) == ("loss", "bhyt", "persons")]


def printed_losses(own: list[ClaimRow], population: Population) -> list[PrintedLoss]:
    """Each printed loss of an area with its share of the population of the year."""
    dated = [claim for claim in _losses(own) if claim.as_of is not None]
    return [_printed(claim, population) for claim in sorted(dated, key=lambda claim: (claim.as_of, claim.claim_id))]


def _printed(claim: ClaimRow, population: Population) -> PrintedLoss:
    base = population_of(population, claim.area, claim.as_of.year)
    points = -100 * claim.value / base.count if base else None
    cells = (claim.area, claim.group, claim.as_of, claim.as_of_precision, float(claim.value), claim.bound, points)
    return PrintedLoss(*cells, claim_ids=(claim.claim_id,))


def with_cause(fall: Fall, own: list[ClaimRow], population: Population) -> Fall:
    """Those who lost a card between the days of the fall, less those who came back (docs/assumptions.md, A8)."""
    within = [claim for claim in own if claim.as_of is not None and _is_within(claim, fall)]
    losses = _losses(within) if fall.scheme == "bhyt" else []
    base = population_of(population, fall.area, fall.end.year) if losses else None
    if base is None:
        return fall
    groups, people = {loss.group for loss in losses}, (fall.scheme, "count", "persons")
    back = [c for c in within if (c.scheme, c.kind, c.unit) == people and c.group in groups and c.as_of <= fall.end]
    lost = float(sum(loss.value for loss in losses))
    net = lost - float(sum(claim.value for claim in back))
    ids = fall.claim_ids + tuple(claim.claim_id for claim in (*losses, *back))
    exits = max(lost, fall.exits_count or 0.0)
    return fall.with_(cause_count=net, cause_points=-100 * net / base.count, exits_count=exits, claim_ids=ids)


def _is_within(claim: ClaimRow, fall: Fall) -> bool:
    # A loss dated by its year alone stands on 31 December, wherever in the year the fall ends.
    in_year = claim.as_of_precision == "year" and claim.as_of.year == fall.end.year
    return claim.as_of > fall.start and (claim.as_of <= fall.end or in_year)
