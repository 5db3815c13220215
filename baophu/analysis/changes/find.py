"""Find changes between two days: printed ones, and those between neighbouring levels or counts of one kind."""

from collections import defaultdict
from collections.abc import Callable
from itertools import pairwise
from math import ceil, floor

import pandas as pd

from baophu.analysis.changes.model import COUNTED_SCALE, COUNTS, LEVELS, PRINTED, PUBLISHERS, Change, ChangeReading
from baophu.analysis.constants import PEOPLE_UNITS, SCHEMES
from baophu.analysis.coverage import ANNOUNCED
from baophu.analysis.intervals import REST, Interval, difference_bound, span_of
from baophu.analysis.rows import ClaimRow, PointRow

# Changes in households or communes are not changes in people.
NOT_INSURED = ("uninsured", "students_uninsured")  # a decrease of these groups is no fall of coverage
# Of one change printed in several units the first of these counts; the others do not make a second change.
_UNITS = (*PEOPLE_UNITS, "percentage_points", "percent_of_base")


def find_changes(area_claims: list[ClaimRow], points: list[PointRow]) -> list[Change]:
    """Every change of an area once: a printed change precedes a difference of counts, and that one of rates."""
    claims = [claim for claim in area_claims if claim.group not in NOT_INSURED and claim.scheme in SCHEMES]
    printed = sorted((c for c in claims if _is_change(c)), key=lambda c: (_UNITS.index(c.unit), c.claim_id))
    series = _counts(claims)
    by_days: dict[tuple, Change] = {}
    for change in (
        *(_printed_change(claim, claims) for claim in printed),
        *(_count_change(*pair) for counts in series.values() for pair in _neighbours(counts, span_of)),
        *(
            _with_counts(_level_change(*pair), series)
            for levels in _announced_series(points)
            for pair in _neighbours(levels, _span)
        ),
    ):
        key = (change.scheme, change.group, change.start, change.end)
        by_days[key] = _merge(by_days[key], change) if key in by_days else change
    return list(by_days.values())


def _neighbours(series: dict, span: Callable) -> list[tuple]:
    """Pairs of neighbouring figures that differ by more than rounding."""
    return [pair for pair in pairwise(series.values()) if not span(pair[0]).overlaps(span(pair[1]))]


_FILLED = ("relative_pct", "level_before", "level_after", "change_count", "low_count", "high_count", "count_before",
           "count_after", "exits_count")  # fmt: skip


def _merge(first: Change, other: Change) -> Change:
    """The first of two changes of the same days, its missing fields filled from the other."""
    if first.unit != other.unit:
        return first  # cards are not persons
    names = _FILLED if first.change_count is None else _FILLED[:3]
    values = {name: getattr(other, name) for name in names if getattr(first, name) is None}
    if not first.readings:
        values["readings"] = other.readings
    if not any(values.values()):
        return first
    return first.with_(**values, claim_ids=tuple(dict.fromkeys(first.claim_ids + other.claim_ids)))


# ── Printed changes ──────────────────────────────────────────────────────────────────────────────────────────


def _is_change(claim: ClaimRow) -> bool:
    dated = pd.notna(claim.base_as_of) and pd.notna(claim.as_of)
    return claim.kind == "change" and dated and claim.unit in _UNITS and claim.value != 0


def _printed_change(claim: ClaimRow, claims: list[ClaimRow]) -> Change:
    shared = {
        "area": claim.area,
        "scheme": claim.scheme,
        "group": claim.group,
        "kind": PRINTED,
        "start": claim.base_as_of,
        "start_precision": "day",
        "end": claim.as_of,
        "end_precision": claim.as_of_precision,
        "bound": claim.bound,
        "claim_ids": (claim.claim_id,),
    }
    span = span_of(claim)
    if claim.unit == "percentage_points":
        return _printed_points(claim, claims, shared, span)
    if claim.unit == "percent_of_base":
        return _printed_growth(claim, claims, shared, span)
    # "Nearly" is an upper bound, so it gives no least number of exits.
    exits = -claim.value if claim.value < 0 and claim.bound != "at_most" else None
    after = _figure_at_end(claim, claims, "count", claim.unit)
    if after is not None:
        shared["claim_ids"] += (after.claim_id,)
        shared |= {"count_before": float(after.value - claim.value), "count_after": float(after.value)}
        shared |= {"bound_before": _derived_bound(after, claim), "bound_after": after.bound}
    return Change(
        **shared,
        unit=claim.unit,
        scale=COUNTED_SCALE,
        change_count=claim.value,
        low_count=span.low,
        high_count=span.high,
        is_before_derived=after is not None,
        exits_count=exits,
    )


def _figure_at_end(claim: ClaimRow, claims: list[ClaimRow], kind: str, unit: str) -> ClaimRow | None:
    """The figure at the end of a change, by the same definition: preferably of its source, then the most precise."""
    same = (claim.as_of, claim.scheme, claim.group, kind, unit, claim.obs_status == "D")
    rows = [c for c in claims if (c.as_of, c.scheme, c.group, c.kind, c.unit, c.obs_status == "D") == same]
    return min(rows, key=lambda c: (c.source_id != claim.source_id, _width(c), c.claim_id), default=None)


def _printed_points(claim: ClaimRow, claims: list[ClaimRow], shared: dict, span: Interval) -> Change:
    rate = _figure_at_end(claim, claims, "rate", "percent_of_population")
    shared |= {"scale": ANNOUNCED, "readings": (ChangeReading(PUBLISHERS, claim.value, *span),)}
    if rate is None:
        return Change(**shared)
    shared["claim_ids"] += (rate.claim_id,)
    return Change(
        **shared,
        level_before=rate.value - claim.value,
        level_after=float(rate.value),
        bound_before=_derived_bound(rate, claim),
        bound_after=rate.bound,
        is_before_derived=True,
    )


def _printed_growth(claim: ClaimRow, claims: list[ClaimRow], shared: dict, span: Interval) -> Change:
    """A growth in percent; also in persons where the count at its end is printed."""
    after = _figure_at_end(claim, claims, "count", "persons")
    if after is None:
        return Change(**shared, scale=COUNTED_SCALE, relative_pct=claim.value)
    shared["claim_ids"] += (after.claim_id,)
    reached = span_of(after)
    corners = [people * pct / (100 + pct) for people in reached for pct in span]
    change = after.value * claim.value / (100 + claim.value)
    # A rounded percentage does not give an exact number of people.
    shared["bound"] = "about"
    return Change(
        **shared,
        scale=COUNTED_SCALE,
        change_count=change,
        low_count=min(corners),
        high_count=max(corners),
        relative_pct=claim.value,
        count_before=float(after.value - change),
        count_after=float(after.value),
        bound_before="about",
        bound_after=after.bound,
        is_before_derived=True,
        exits_count=float(floor(-max(corners))) if max(corners) < -1 else None,
    )


# ── Neighbouring levels and counts ───────────────────────────────────────────────────────────────────────────


def _announced_series(points: list[PointRow]) -> list[dict[pd.Timestamp, PointRow]]:
    """Announced levels by day, those with the narrowest interval; in two series, the second of other definitions."""
    series: tuple[dict, dict] = ({}, {})
    rows = [point for point in points if point.scale == ANNOUNCED]
    for row in sorted(rows, key=lambda point: (point.as_of, point.high_pct - point.low_pct, point.claim_id)):
        series[row.obs_status == "D"].setdefault(row.as_of, row)
    return list(series)


def _span(point: PointRow) -> Interval:
    return Interval(point.low_pct, point.high_pct)


def _level_change(before: PointRow, after: PointRow) -> Change:
    points = after.coverage_pct - before.coverage_pct
    low, high = after.low_pct - before.high_pct, after.high_pct - before.low_pct
    return Change(
        **_end_fields(before, after),
        scheme="bhyt",
        group="total",
        kind=LEVELS,
        scale=ANNOUNCED,
        bound=_bound(before, after, after.coverage_pct > before.coverage_pct),
        level_before=before.coverage_pct,
        level_after=after.coverage_pct,
        readings=(ChangeReading(PUBLISHERS, *map(float, (points, low, high))),),
        claim_ids=tuple(dict.fromkeys((*before.claim_ids, *after.claim_ids))),
    )


def _end_fields(before: ClaimRow | PointRow, after: ClaimRow | PointRow) -> dict:
    """The fields of a change between two figures that its area, days and bounds give."""
    return {
        "area": before.area,
        "start": before.as_of,
        "start_precision": before.as_of_precision,
        "end": after.as_of,
        "end_precision": after.as_of_precision,
        "bound_before": before.bound,
        "bound_after": after.bound,
    }


def _with_counts(change: Change, series: dict[tuple, dict]) -> Change:
    """A change of levels with the counts of its two days, if both were printed in the same unit."""
    for unit in PEOPLE_UNITS:
        counts = series.get((change.scheme, change.group, unit), {})
        if change.start in counts and change.end in counts:
            before, after = counts[change.start], counts[change.end]
            ids = tuple(dict.fromkeys((*change.claim_ids, before.claim_id, after.claim_id)))
            return change.with_(**_count_fields(before, after), unit=unit, claim_ids=ids)
    return change


def _counts(claims: list[ClaimRow]) -> dict[tuple, dict[pd.Timestamp, ClaimRow]]:
    """Counts of people by scheme, group and unit, one for each day, the most precise."""
    series: dict[tuple, dict] = defaultdict(dict)
    for claim in sorted(filter(_is_count, claims), key=_rank):
        series[claim.scheme, claim.group, claim.unit].setdefault(claim.as_of, claim)
    return series


def _is_count(claim: ClaimRow) -> bool:
    """Whether it is a dated count of people by the usual definition; others are not compared with it."""
    return claim.kind == "count" and claim.unit in PEOPLE_UNITS and claim.obs_status != "D" and pd.notna(claim.as_of)


def _rank(claim: ClaimRow) -> tuple:
    return (claim.as_of, claim.bound != "exact", claim.as_of_precision != "day", claim.claim_id)


def _width(claim: ClaimRow) -> float:
    span = span_of(claim)
    return span.high - span.low


def _count_change(before: ClaimRow, after: ClaimRow) -> Change:
    return Change(
        **_end_fields(before, after),
        scheme=before.scheme,
        group=before.group,
        kind=COUNTS,
        scale=COUNTED_SCALE,
        unit=before.unit,
        **_count_fields(before, after),
        claim_ids=(before.claim_id, after.claim_id),
    )


def _count_fields(before: ClaimRow, after: ClaimRow) -> dict:
    """The fields of a change that its two counts give."""
    first, last = span_of(before), span_of(after)
    # People are whole numbers; the tolerance is for floating point.
    exits = ceil(first.low - 1e-3) - floor(last.high + 1e-3)
    return {
        "bound": _bound(before, after, after.value > before.value),
        "change_count": float(after.value - before.value),
        "low_count": last.low - first.high,
        "high_count": last.high - first.low,
        "count_before": float(before.value),
        "count_after": float(after.value),
        "exits_count": float(exits) if exits > 0 else None,
    }


def _bound(before: ClaimRow | PointRow, after: ClaimRow | PointRow, is_rise: bool) -> str:
    """Bound of the size of a difference, from the bounds of its two figures."""
    return _bound_of_size(difference_bound(after.bound, before.bound), is_rise)


def _derived_bound(after: ClaimRow, change: ClaimRow) -> str:
    """Bound of an earlier figure computed from the later one and the change between them."""
    return difference_bound(after.bound, _bound_of_size(change.bound, change.value > 0))


def _bound_of_size(bound: str, is_rise: bool) -> str:
    """Convert a bound between a signed change and its size: a fall of "more than nine" lies below minus nine."""
    return bound if is_rise else REST[bound]
