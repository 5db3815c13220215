"""Where something fell: printed changes, and neighbouring levels or counts of one kind."""

from collections import defaultdict
from itertools import pairwise
from math import ceil, floor

import pandas as pd

from baophu.analysis.coverage import ANNOUNCED, GSO
from baophu.analysis.denominators import Population, population_of
from baophu.analysis.intervals import Interval, interval_of
from baophu.analysis.lapses.model import COUNTED, Fall
from baophu.analysis.rows import ClaimRow, PointRow

# Growth in per cent and changes of households or communes are no changes of people.
CHANGES = ("persons", "cards", "percentage_points")
PEOPLE = ("persons", "cards")
NOT_INSURED = ("uninsured", "students_uninsured")  # fewer of them is no fall of coverage
SCHEMES = ("bhyt", "bhxh", "bhxh_bb", "bhxh_tn", "bhtn")


def found(own: list[ClaimRow], points: list[PointRow], population: Population, area: str) -> list[Fall]:
    """Every fall of an area, none twice: a printed change speaks for the levels around it, a rate for its count."""
    claims = [claim for claim in own if claim.group not in NOT_INSURED]
    rows = sorted(points, key=lambda point: (point.as_of, _openness(point), point.claim_id))
    printed = [_printed(c, claims, population) for c in claims if _is_fall(c)]
    levels = [*_between_levels(rows, ANNOUNCED, area), *_between_levels(rows, GSO, area)]
    counted = _between_counts(claims, any(row.scale == GSO for row in rows))
    once: dict[tuple, Fall] = {}
    for fall in (*printed, *levels, *counted):
        key = (fall.scheme, fall.group, fall.start, fall.end)
        once[key] = _joined(once[key], fall) if key in once else fall
    return [_counted(fall, rows) if fall.scale == ANNOUNCED else fall for fall in once.values()]


def _counted(fall: Fall, rows: list[PointRow]) -> Fall:
    """An announced fall with the counts of its two days, if both were printed in one unit; the count may have risen."""
    if not fall.is_total or fall.count_before is not None and fall.count_after is not None:
        return fall
    gso = {(row.as_of, row.unit): row for row in reversed(rows) if row.scale == GSO}
    pairs = [(gso.get((fall.start, unit)), gso.get((fall.end, unit))) for unit in PEOPLE]
    before, after = next((pair for pair in pairs if None not in pair), (None, None))
    if before is None:
        return fall
    change = float(after.insured_count - before.insured_count)
    ids = tuple(dict.fromkeys((*fall.claim_ids, *before.claim_ids, *after.claim_ids)))
    counts = {"count_before": float(before.insured_count), "count_after": float(after.insured_count)}
    return fall.with_(**counts, change_count=change, exits_count=_exits(before, after), claim_ids=ids)


def _exits(before: PointRow, after: PointRow) -> float | None:
    """The least that the two printed counts allow to have left; None where they may not have fallen."""
    spans = (
        Interval(p.insured_count * p.low_pct / p.coverage_pct, p.insured_count * p.high_pct / p.coverage_pct)
        for p in (before, after)
    )
    return _least_fall(*spans)


def _least_fall(before: Interval, after: Interval) -> float | None:
    # People are whole: a count that was not rounded is itself. The hair is of floating point.
    least = ceil(before.low - 1e-3) - floor(after.high + 1e-3)
    return float(least) if least > 0 else None


def _joined(first: Fall, other: Fall) -> Fall:
    """The first of two falls of the same days; counts of the other fill what it leaves open."""
    if first.change_count is not None:
        return first
    return first.with_(
        count_before=other.count_before,
        count_after=other.count_after,
        change_count=other.change_count,
        exits_count=other.exits_count,
        claim_ids=tuple(dict.fromkeys(first.claim_ids + other.claim_ids)),
    )


def _openness(point) -> float:
    """How much the rounding of a point's print leaves open."""
    return float(point.high_pct) - float(point.low_pct)


# ── Printed changes ──────────────────────────────────────────────────────────────────────────────────────────


def _is_fall(claim) -> bool:
    dated = pd.notna(claim.base_as_of) and pd.notna(claim.as_of)
    return claim.kind == "change" and claim.value < 0 and dated and claim.unit in CHANGES and claim.scheme in SCHEMES


def _printed(claim, claims: list[ClaimRow], population: Population) -> Fall:
    shared = {
        "area": claim.area,
        "scheme": claim.scheme,
        "group": claim.group,
        "start": claim.base_as_of,
        "start_precision": "day",
        "end": claim.as_of,
        "end_precision": claim.as_of_precision,
        "bound": claim.bound,
        "claim_ids": (claim.claim_id,),
    }
    size = interval_of(abs(claim.value), claim.as_printed, claim.bound)
    if claim.unit == "percentage_points":
        return _printed_points(claim, claims, shared, size)
    base = population_of(population, claim.area, claim.as_of.year) if claim.scheme == "bhyt" else None
    # "Nearly" says no more than so many; it bounds nothing from below.
    exits = None if claim.bound == "at_most" else -claim.value
    if base is None:
        return Fall(**shared, scale=COUNTED, change_count=claim.value, exits_count=exits)
    size = size.scaled(100 / base.count)
    points = 100 * claim.value / base.count
    ends = {"low_points": -size.high, "high_points": -size.low}
    return Fall(**shared, **ends, scale=GSO, change_count=claim.value, change_points=points, exits_count=exits)


def _printed_points(claim, claims: list, shared: dict, size: Interval) -> Fall:
    same = (claim.as_of, claim.scheme, claim.group)
    rates = [c for c in claims if c.kind == "rate" and (c.as_of, c.scheme, c.group) == same]
    # The change's own source knows best which level it led to; then the finest print.
    rates.sort(key=lambda rate: (rate.source_id != claim.source_id, _width(rate), rate.claim_id))
    after = float(rates[0].value) if rates else None
    shared["claim_ids"] += tuple(rate.claim_id for rate in rates[:1])
    return Fall(
        **shared,
        scale=ANNOUNCED,
        change_points=claim.value,
        low_points=-size.high,
        high_points=-size.low,
        level_before=None if after is None else after - claim.value,
        level_after=after,
        before_is_derived=after is not None,
    )


# ── Neighbouring levels ──────────────────────────────────────────────────────────────────────────────────────


def _between_levels(rows: list, scale: str, area: str) -> list[Fall]:
    """Falls between neighbouring levels of one scale; on the statistical one, of one series of population."""
    series = defaultdict(dict)
    for row in rows:
        if row.scale == scale:
            # Rows stand by day with the finest print first.
            series[row.base if scale == GSO else ""].setdefault(row.as_of, row)
    pairs = [pair for own in series.values() for pair in pairwise(own.values())]
    return [_level_fall(before, after, scale, area) for before, after in pairs if after.high_pct < before.low_pct]


def _level_fall(before, after, scale: str, area: str) -> Fall:
    counts = [None if pd.isna(point.insured_count) else float(point.insured_count) for point in (before, after)]
    change = None if None in counts else counts[1] - counts[0]
    return Fall(
        area,
        "bhyt",
        "total",
        before.as_of,
        before.as_of_precision,
        after.as_of,
        after.as_of_precision,
        scale,
        change_count=change,
        change_points=after.coverage_pct - before.coverage_pct,
        low_points=float(after.low_pct - before.high_pct),
        high_points=float(after.high_pct - before.low_pct),
        level_before=before.coverage_pct,
        level_after=after.coverage_pct,
        count_before=counts[0],
        count_after=counts[1],
        exits_count=_exits(before, after) if scale == GSO else None,
        claim_ids=tuple(dict.fromkeys((*before.claim_ids, *after.claim_ids))),
    )


# ── Neighbouring counts ──────────────────────────────────────────────────────────────────────────────────────


def _between_counts(claims: list, has_levels: bool) -> list[Fall]:
    """Falls between neighbouring counts of one scheme, group and unit; everyone's health insurance has levels."""
    series = defaultdict(dict)
    for claim in sorted(claims, key=_rank):
        is_covered = claim.scheme == "bhyt" and claim.group == "total" and has_levels
        if _is_count(claim) and not is_covered:
            series[claim.scheme, claim.group, claim.unit].setdefault(claim.as_of, claim)
    pairs = [pair for own in series.values() for pair in pairwise(own.values())]
    return [_count_fall(*pair) for pair in pairs if _span(pair[1]).high < _span(pair[0]).low]


def _is_count(claim) -> bool:
    """Whether it is a dated count of people under the usual definition; under another it is nobody's neighbour."""
    counted = claim.kind == "count" and claim.unit in PEOPLE and claim.scheme in SCHEMES
    return counted and claim.obs_status != "D" and pd.notna(claim.as_of)


def _rank(claim) -> tuple:
    day = claim.as_of if pd.notna(claim.as_of) else pd.Timestamp.max
    return (day, claim.bound != "exact", claim.as_of_precision != "day", claim.claim_id)


def _span(claim) -> Interval:
    return interval_of(claim.value, claim.as_printed, claim.bound)


def _width(claim) -> float:
    span = _span(claim)
    return span.high - span.low


def _count_fall(before, after) -> Fall:
    change = float(after.value - before.value)
    return Fall(
        before.area,
        before.scheme,
        before.group,
        before.as_of,
        before.as_of_precision,
        after.as_of,
        after.as_of_precision,
        COUNTED,
        change_count=change,
        count_before=float(before.value),
        count_after=float(after.value),
        exits_count=_least_fall(_span(before), _span(after)),
        claim_ids=(before.claim_id, after.claim_id),
    )
