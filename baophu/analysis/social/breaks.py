"""Rates that must not be compared because their labour forces differ, and the change of labour force itself."""

import math
from dataclasses import dataclass
from statistics import median
from typing import NamedTuple

import pandas as pd

from baophu.analysis.constants import SOCIAL_SCHEMES
from baophu.analysis.intervals import Interval, span_of
from baophu.analysis.rows import ClaimRow, Claims, claims_of, group_rows
from baophu.analysis.social.labour_force import BEFORE, BREAK, EITHER, FROM, ON_LABOUR_FORCE, STRADDLE
from baophu.analysis.social.points import SocialPoint, count_of_print, counts_of, dated_claims

# Outside a crisis the country's labour force changes by one or two percent a year. So two years on either side have
# stable medians, and a step of more than three percent between these means another definition.
BREAK_WINDOW = pd.Timedelta(days=731)
BREAK_STEP = 0.03


@dataclass(frozen=True)
class SeriesBreak:
    """Two neighbouring rates of one scheme that must not be compared; percentages in 0-100."""

    scheme: str
    before_as_of: pd.Timestamp
    after_as_of: pd.Timestamp
    before_pct: float
    after_pct: float
    reason: str  # labour_force_redefined, labour_force_perhaps_redefined, other_unit
    claim_ids: tuple[str, ...]


@dataclass(frozen=True)
class Step:
    """Labour forces implied by the country's rates on the two sides of the break: medians, in persons."""

    day: pd.Timestamp
    is_found: bool
    reason: str  # step_found, no_step, too_few_pairs
    before_count: float | None = None
    after_count: float | None = None
    change_pct: float | None = None
    claim_ids: tuple[str, ...] = ()
    same_day_claim_ids: tuple[str, ...] = ()  # printed figures of one day that imply two labour forces


def breaks_of(points: list[SocialPoint]) -> list[SeriesBreak]:
    """Pairs of neighbouring rates of a scheme whose denominators differ, or may differ."""
    breaks = []
    for scheme in SOCIAL_SCHEMES:
        rated = [point for point in points if point.scheme == scheme and point.rate_pct is not None]
        for before, after in zip(rated, rated[1:], strict=False):
            reason = _break_reason(before, after)
            if reason:
                ids = before.claim_ids[-1:] + after.claim_ids[-1:]
                pair = (before.as_of, after.as_of, before.rate_pct, after.rate_pct)
                breaks.append(SeriesBreak(scheme, *pair, reason, ids))
    return breaks


def _break_reason(before: SocialPoint, after: SocialPoint) -> str:
    if not before.side or not after.side:
        return "" if before.rate_unit == after.rate_unit else "other_unit"
    sides = {before.side, after.side}
    if sides == {BEFORE, FROM}:
        return "labour_force_redefined"
    return "labour_force_perhaps_redefined" if EITHER in sides else ""


def denominator_break(national: Claims) -> Step:
    """Whether the country's figures show the change of labour force at ``BREAK``.

    A rate and the count of its source and day imply a labour force. The median of those implied within ``BREAK_WINDOW``
    before the break, without its last ``STRADDLE``, is compared with the median of those within it from the break on.

    Parameters
    ----------
    national : Claims
        Usable claims of the country.
    """
    pairs = _implied(claims_of(national))
    before = [pair for pair in pairs if BREAK - BREAK_WINDOW <= pair.as_of <= BREAK - STRADDLE]
    after = [pair for pair in pairs if BREAK <= pair.as_of <= BREAK + BREAK_WINDOW]
    if not before or not after:
        return Step(BREAK, False, "too_few_pairs")
    old, new = (float(median(pair.base_count for pair in side)) for side in (before, after))
    is_found = abs(math.log(new / old)) > BREAK_STEP
    ids = tuple(dict.fromkeys(claim for pair in before + after for claim in pair.claim_ids))
    reason = "step_found" if is_found else "no_step"
    return Step(BREAK, is_found, reason, old, new, 100 * (new / old - 1), ids, _one_day_two_forces(pairs))


class ImpliedLabourForce(NamedTuple):
    """The labour force that a rate and the count printed with it imply, in persons."""

    scheme: str
    as_of: pd.Timestamp
    base_count: float
    span: Interval
    claim_ids: tuple[str, ...]


def _implied(national: list[ClaimRow]) -> list[ImpliedLabourForce]:
    claims = dated_claims(national)
    counts, pairs = counts_of(claims), []
    for rate in claims:
        is_share = rate.kind == "rate" and rate.unit in ON_LABOUR_FORCE and rate.value > 0
        count = count_of_print(counts, rate) if is_share else None
        if count:
            span = span_of(count).over(span_of(rate).times(0.01))
            ids = (count.claim_id, rate.claim_id)
            pairs.append(ImpliedLabourForce(rate.scheme, rate.as_of, 100 * count.value / rate.value, span, ids))
    return sorted(pairs, key=lambda pair: (pair.as_of, pair.claim_ids))


def _one_day_two_forces(pairs: list[ImpliedLabourForce]) -> tuple[str, ...]:
    """Claims of one scheme and day near the break whose labour forces differ by more than rounding."""
    near = [pair for pair in pairs if BREAK - STRADDLE <= pair.as_of <= BREAK + STRADDLE]
    ids = []
    for same in group_rows(near, "scheme", "as_of").values():
        differing = [pair for pair in same if any(not pair.span.overlaps(other.span) for other in same)]
        ids += [claim for pair in differing for claim in pair.claim_ids]
    return tuple(ids)
