"""People whom a print says lost a card or its support, or let one run out: gross, for nobody printed who came back."""

from collections.abc import Iterator, Mapping
from math import isnan, nan

import pandas as pd

from baophu.analysis.changes.model import GROSS_KINDS, LOSS, change_size
from baophu.analysis.claims import Row, frame_of, group_rows, select_claims, union_ids
from baophu.analysis.constants import HEALTH
from baophu.analysis.denominators import YearlyPopulation

_CAUSE = {
    **{"cause_count": float, "cause_points": float, "cause_bound": object},
    **{"has_returned": bool, "exits_count": float, "claim_ids": object},
}


def gross_losses(claims: pd.DataFrame) -> Iterator[dict]:
    """Each printed number of people who lost a card or did not renew it, as a change of its day without a start."""
    for loss in select_claims(claims, kind=GROSS_KINDS, scheme=HEALTH, unit="persons").itertuples(index=False):
        yield {
            **{"area": loss.area, "scheme": loss.scheme, "group": loss.group, "kind": loss.kind, "bound": loss.bound},
            **{"start": pd.NaT, "start_precision": loss.as_of_precision},
            **{"end": loss.as_of, "end_precision": loss.as_of_precision},
            **{"change_count": -loss.value, "low_count": -loss.high, "high_count": -loss.low},
            "claim_ids": (loss.claim_id,),
        }


def add_causes(changes: pd.DataFrame, claims: pd.DataFrame, people: Mapping[tuple, YearlyPopulation]) -> pd.DataFrame:
    """Falls with those who lost a card between their days, less those who came back (docs/assumptions.md, A8).

    Parameters
    ----------
    changes : pd.DataFrame
        Changes in points (``readings.measure_changes``).
    claims : pd.DataFrame
        Claims that the changes were found in.
    people : Mapping[tuple[str, int], YearlyPopulation]
        One population a year (``denominators.yearly_population``).

    Returns
    -------
    pd.DataFrame
        The same rows with ``cause_count`` in persons, ``cause_points`` of the population of the later year,
        ``cause_bound`` and ``has_returned``; ``exits_count`` is no less than the losses that bound it.
    """
    health = select_claims(claims, kind=(LOSS, "count"), scheme=HEALTH, unit="persons")
    by_area = group_rows(health.itertuples(index=False), "area")
    source_of = dict(zip(claims["claim_id"], claims["source_id"], strict=True))
    is_fall = changes["scheme"].eq(HEALTH) & change_size(changes).lt(0) & ~changes["kind"].isin(GROSS_KINDS)
    names = ["area", "group", "start", "end", "exits_count", "claim_ids"]
    causes = [
        _cause(fall, by_area[fall.area], source_of, people.get((fall.area, fall.end.year))) if is_one else None
        for is_one, fall in zip(is_fall, changes[names].itertuples(index=False), strict=True)
    ]
    blank = zip(changes["exits_count"], changes["claim_ids"], strict=True)
    cells = [cause or (nan, nan, "exact", False, exits, ids) for cause, (exits, ids) in zip(causes, blank, strict=True)]
    table = frame_of(cells, _CAUSE).set_index(changes.index)
    return changes.assign(**{name: table[name] for name in _CAUSE})


def _cause(fall: Row, claims: list[Row], source_of: dict[str, str], people: YearlyPopulation | None) -> tuple | None:
    """The cells ``_CAUSE`` of a fall; None without a printed loss."""
    within = [claim for claim in claims if _is_within(claim, fall)]
    losses = _losses(fall, within)
    if not losses or people is None:
        return None
    # People whom the source of a loss counts in its group afterwards came back; it is no other print's stock.
    lost = {(loss.group, loss.source_id) for loss in losses if loss.group != "total"}
    counts = [claim for claim in within if claim.kind == "count" and claim.as_of <= fall.end]
    returns = [claim for claim in counts if (claim.group, claim.source_id) in lost]
    own_sources = {source_of.get(claim_id) for claim_id in fall.claim_ids}
    net = sum(loss.value for loss in losses) - sum(claim.value for claim in returns)
    sure = sum(loss.value for loss in losses if _bounds_exits(loss, fall, own_sources))
    bound = losses[0].bound if len(losses) == 1 and not returns else "about"
    ids = union_ids((fall.claim_ids, tuple(claim.claim_id for claim in (*losses, *returns))))
    exits = sure if isnan(fall.exits_count) else max(sure, fall.exits_count)
    return (net, -100 * net / people.count, bound, bool(returns), exits or nan, ids)


def _losses(fall: Row, within: list[Row]) -> list[Row]:
    """Losses of a fall's own group, or of everyone; of a day the largest, for one may be a part of another."""
    losses = [claim for claim in within if claim.kind == LOSS and fall.group in ("total", claim.group)]
    losses = [loss for loss in losses if loss.group == "total"] or losses
    largest: dict[tuple, Row] = {}
    for loss in sorted(losses, key=lambda loss: (-loss.value, loss.claim_id)):
        largest.setdefault((loss.as_of, loss.as_of_precision), loss)
    return sorted(largest.values(), key=lambda loss: loss.claim_id)


def _is_within(claim: Row, fall: Row) -> bool:
    # A loss dated by its year alone stands on 31 December, wherever in the year the fall ends.
    in_year = claim.as_of_precision == "year" and claim.as_of.year == fall.end.year
    return claim.as_of > fall.start and (claim.as_of <= fall.end or in_year)


def _bounds_exits(loss: Row, fall: Row, own_sources: set[str | None]) -> bool:
    """Whether so many had left by the end of the fall: not if "nearly" so many, nor in a year that reaches beyond it.

    What the fall's own source prints had happened by then.
    """
    year, end = loss.as_of.year, fall.end
    spans = fall.start.year < year and (end.year > year or (end.month, end.day) == (12, 31))
    return loss.bound != "at_most" and (loss.as_of_precision != "year" or spans or loss.source_id in own_sources)
