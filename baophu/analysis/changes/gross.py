"""People whom a print says lost a card or its support, or let one run out: gross, for nobody printed who came back."""

from baophu.analysis.changes.model import COUNTED_SCALE, LOSS, NOT_RENEWED, Change
from baophu.analysis.denominators import Population, population_of
from baophu.analysis.intervals import span_of
from baophu.analysis.rows import ClaimRow


def _losses(area_claims: list[ClaimRow]) -> list[ClaimRow]:
    return [claim for claim in area_claims if (claim.kind, claim.scheme, claim.unit) == (LOSS, "bhyt", "persons")]


def gross_changes(area_claims: list[ClaimRow]) -> list[Change]:
    """Each printed number of people who lost a card or did not renew it, as a change of its day."""
    renewals = [c for c in area_claims if (c.kind, c.scheme, c.unit) == (NOT_RENEWED, "bhyt", "persons")]
    return [_gross(claim) for claim in (*_losses(area_claims), *renewals) if claim.as_of is not None]


def _gross(claim: ClaimRow) -> Change:
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
    """A fall with those who lost a card between its days, less those who came back (docs/assumptions.md, A8)."""
    if not fall.is_fall or fall.is_gross:
        return fall
    within = [claim for claim in area_claims if claim.as_of is not None and _is_within(claim, fall)]
    losses = _of(fall, _losses(within)) if fall.scheme == "bhyt" else []
    base = population_of(population, fall.area, fall.end.year) if losses else None
    if base is None:
        return fall
    back = _back(fall, within, losses)
    net = float(sum(loss.value for loss in losses) - sum(claim.value for claim in back))
    ids = fall.claim_ids + tuple(claim.claim_id for claim in (*losses, *back))
    printed = {claim.source_id for claim in area_claims if claim.claim_id in fall.claim_ids}
    sure = sum(loss.value for loss in losses if _bounds_exits(loss, fall, printed))
    exits = max(float(sure), fall.exits_count or 0.0) or None
    bound = losses[0].bound if len(losses) == 1 and not back else "about"
    cause = {"cause_count": net, "cause_points": -100 * net / base.count, "cause_bound": bound}
    return fall.with_(**cause, has_returned=bool(back), exits_count=exits, claim_ids=ids)


def _of(fall: Change, losses: list[ClaimRow]) -> list[ClaimRow]:
    """Losses of the fall's own group, or of everyone; of a day the largest, for one may be a part of another."""
    if fall.group != "total":
        losses = [loss for loss in losses if loss.group == fall.group]
    if any(loss.group == "total" for loss in losses):
        losses = [loss for loss in losses if loss.group == "total"]
    once: dict[tuple, ClaimRow] = {}
    for loss in sorted(losses, key=lambda loss: (-loss.value, loss.claim_id)):
        once.setdefault((loss.as_of, loss.as_of_precision), loss)
    return sorted(once.values(), key=lambda loss: loss.claim_id)


def _back(fall: Change, within: list[ClaimRow], losses: list[ClaimRow]) -> list[ClaimRow]:
    """People whom the source of a loss counts in its group afterwards: those who came back, no other print's stock."""
    lost = {(loss.group, loss.source_id) for loss in losses if loss.group != "total"}
    people = (fall.scheme, "count", "persons")
    counts = [claim for claim in within if (claim.scheme, claim.kind, claim.unit) == people]
    return [claim for claim in counts if (claim.group, claim.source_id) in lost and claim.as_of <= fall.end]


def _bounds_exits(loss: ClaimRow, fall: Change, printed: set[str]) -> bool:
    """Whether at least so many left within the fall: not of "nearly", nor of a year that reaches beyond it.

    What the fall's own source prints had happened by then.
    """
    if loss.bound == "at_most":
        return False
    year = loss.as_of.year
    spans = fall.start.year < year and (fall.end.year > year or (fall.end.month, fall.end.day) == (12, 31))
    return loss.as_of_precision != "year" or spans or loss.source_id in printed


def _is_within(claim: ClaimRow, fall: Change) -> bool:
    # A loss dated by its year alone stands on 31 December, wherever in the year the fall ends.
    in_year = claim.as_of_precision == "year" and claim.as_of.year == fall.end.year
    return claim.as_of > fall.start and (claim.as_of <= fall.end or in_year)
