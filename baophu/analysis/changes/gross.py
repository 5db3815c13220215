"""Printed numbers of people who lost a card or its support or did not renew it: gross, without those who returned."""

from baophu.analysis.changes.model import COUNTED_SCALE, LOSS, NOT_RENEWED, Change
from baophu.analysis.denominators import Population, population_of
from baophu.analysis.intervals import span_of
from baophu.analysis.rows import ClaimRow


def _losses(area_claims: list[ClaimRow]) -> list[ClaimRow]:
    return [claim for claim in area_claims if (claim.kind, claim.scheme, claim.unit) == (LOSS, "bhyt", "persons")]


def gross_changes(area_claims: list[ClaimRow]) -> list[Change]:
    """Changes of one day from the printed numbers of people who lost a card or did not renew it."""
    renewals = [c for c in area_claims if (c.kind, c.scheme, c.unit) == (NOT_RENEWED, "bhyt", "persons")]
    return [_gross_change(claim) for claim in (*_losses(area_claims), *renewals) if claim.as_of is not None]


def _gross_change(claim: ClaimRow) -> Change:
    span = span_of(claim)
    return Change(
        area=claim.area,
        scheme=claim.scheme,
        group=claim.group,
        kind=claim.kind,
        start=None,
        start_precision=claim.as_of_precision,
        end=claim.as_of,
        end_precision=claim.as_of_precision,
        scale=COUNTED_SCALE,
        bound=claim.bound,
        change_count=-float(claim.value),
        low_count=-span.high,
        high_count=-span.low,
        claim_ids=(claim.claim_id,),
    )


def with_cause(fall: Change, area_claims: list[ClaimRow], population: Population) -> Change:
    """A fall with the printed losses of cards between its days, less people who returned (docs/assumptions.md, A8)."""
    if not fall.is_fall or fall.is_gross:
        return fall
    within = [claim for claim in area_claims if claim.as_of is not None and _is_within(claim, fall)]
    losses = _losses_of_group(fall, _losses(within)) if fall.scheme == "bhyt" else []
    base = population_of(population, fall.area, fall.end.year) if losses else None
    if base is None:
        return fall
    returned = _counts_of_returned(fall, within, losses)
    net = float(sum(loss.value for loss in losses) - sum(claim.value for claim in returned))
    ids = fall.claim_ids + tuple(claim.claim_id for claim in (*losses, *returned))
    sources = {claim.source_id for claim in area_claims if claim.claim_id in fall.claim_ids}
    certain_losses = sum(loss.value for loss in losses if _bounds_exits(loss, fall, sources))
    exits = max(float(certain_losses), fall.exits_count or 0.0) or None
    bound = losses[0].bound if len(losses) == 1 and not returned else "about"
    cause = {"cause_count": net, "cause_points": -100 * net / base.count, "cause_bound": bound}
    return fall.with_(**cause, has_returned=bool(returned), exits_count=exits, claim_ids=ids)


def _losses_of_group(fall: Change, losses: list[ClaimRow]) -> list[ClaimRow]:
    """Losses of the fall's group or of ``total``; of each day the largest, since the others may be part of it."""
    if fall.group != "total":
        losses = [loss for loss in losses if loss.group == fall.group]
    if any(loss.group == "total" for loss in losses):
        losses = [loss for loss in losses if loss.group == "total"]
    largest: dict[tuple, ClaimRow] = {}
    for loss in sorted(losses, key=lambda loss: (-loss.value, loss.claim_id)):
        largest.setdefault((loss.as_of, loss.as_of_precision), loss)
    return sorted(largest.values(), key=lambda loss: loss.claim_id)


def _counts_of_returned(fall: Change, within: list[ClaimRow], losses: list[ClaimRow]) -> list[ClaimRow]:
    """Counts of a loss's group by its source within the fall: people who returned, not totals of other sources."""
    loss_groups = {(loss.group, loss.source_id) for loss in losses if loss.group != "total"}
    count_key = (fall.scheme, "count", "persons")
    counts = [claim for claim in within if (claim.scheme, claim.kind, claim.unit) == count_key]
    return [claim for claim in counts if (claim.group, claim.source_id) in loss_groups and claim.as_of <= fall.end]


def _bounds_exits(loss: ClaimRow, fall: Change, sources: set[str]) -> bool:
    """Whether a loss is a lower bound on the exits within the fall.

    It is none if printed with "nearly", or if only its year is known and the year is not wholly within the fall, unless
    the source of the fall prints it.
    """
    if loss.bound == "at_most":
        return False
    year = loss.as_of.year
    is_year_within = fall.start.year < year and (fall.end.year > year or (fall.end.month, fall.end.day) == (12, 31))
    return loss.as_of_precision != "year" or is_year_within or loss.source_id in sources


def _is_within(claim: ClaimRow, fall: Change) -> bool:
    # A loss dated to a year is placed on 31 December, which may be after the end of a fall in that year.
    in_year = claim.as_of_precision == "year" and claim.as_of.year == fall.end.year
    return claim.as_of > fall.start and (claim.as_of <= fall.end or in_year)
