"""Components of a change: numerator, population, season, group, policy and definition."""

import pandas as pd

from baophu.analysis.changes.model import (
    COUNTED_SCALE,
    DEFINITION,
    GROUP,
    NUMERATOR,
    POLICY,
    POPULATION,
    SEASON,
    Change,
    ChangePart,
    Context,
)
from baophu.analysis.constants import LIKE_DAYS
from baophu.analysis.coverage import GSO
from baophu.analysis.denominators import Population, population_of
from baophu.analysis.intervals import span_of
from baophu.analysis.rows import ClaimRow, Claims, PointRow, claims_of

# Events of social insurance as a whole also affect its parts.
WIDER = {"bhxh_bb": ("bhxh",), "bhxh_tn": ("bhxh",)}


def anatomy(
    change: Change, area_claims: list[ClaimRow], points: list[PointRow], population: Population, context: Context
) -> Change:
    """The change with its parts, in the order of ``model.AXES``; an unknown component has a part with such a code."""
    if change.is_gross:
        return change
    ends = _ends(change, points)
    parts = (
        _numerator(change, ends),
        *_last_count(change, area_claims),
        *_population(change, ends, population),
        *_season(change, context),
        _group(change, area_claims),
        *_policy(change, area_claims, context.policies),
        *_definition(change, area_claims, context),
    )
    # Counts that contradict another figure give no lower bound on exits.
    is_doubtful = change.count_before is not None and bool(context.doubtful_claims & set(change.claim_ids))
    return change.with_(parts=parts, exits_count=None if is_doubtful else change.exits_count)


def _ends(change: Change, points: list[PointRow]) -> tuple:
    """The points at the start and the end of a change between two announced levels, else None."""
    if not change.is_total or change.level_after is None or change.is_before_derived:
        return (None, None)
    points_by_day = {row.as_of: row for row in points if row.scale != GSO and row.claim_id in change.claim_ids}
    return (points_by_day.get(change.start), points_by_day.get(change.end))


# ── Numerator and denominator ────────────────────────────────────────────────────────────────────────────────


def _numerator(change: Change, ends: tuple) -> ChangePart:
    is_counted = None not in (change.count_before, change.count_after)
    if is_counted and change.is_before_derived:
        numbers = _counts(change.count_before, change.count_after)
        return ChangePart(NUMERATOR, "change_to", numbers, change.claim_ids)
    if is_counted:
        numbers = _counts(change.count_before, change.count_after)
        net = change.count_after - change.count_before
        code = "count_same" if net == 0 else "count_rose" if net > 0 else "count_fell"
        return ChangePart(NUMERATOR, code, numbers + _effects(*ends)[:1], change.claim_ids)
    if change.change_count is not None:
        return ChangePart(NUMERATOR, "change_alone", (("change_count", change.change_count),), change.claim_ids)
    return ChangePart(NUMERATOR, "count_unknown", (), change.claim_ids)


def _last_count(change: Change, area_claims: list[ClaimRow]) -> list[ChangePart]:
    """The size of a change without a count at its start, relative to the last count before it."""
    if change.change_count is None or change.count_before is not None or change.is_total:
        return []
    cells = (change.scheme, change.group, "count", change.unit)
    earlier = [c for c in area_claims if (c.scheme, c.group, c.kind, c.unit) == cells and c.as_of is not None]
    earlier = [c for c in earlier if c.obs_status != "D" and c.as_of <= change.start]
    if not earlier:
        return []
    last = max(earlier, key=lambda c: (c.as_of, c.claim_id))
    share = 100 * abs(change.change_count) / last.value
    numbers = (("last_count", float(last.value)), ("share_pct", float(round(share))))
    return [ChangePart(NUMERATOR, "last_count", numbers, (last.claim_id,))]


def _population(change: Change, ends: tuple, population: Population) -> list[ChangePart]:
    parts = []
    if effects := _effects(*ends):
        before, after = (float(point.population_count) for point in ends)
        parts.append(ChangePart(POPULATION, "publishers", _counts(before, after) + effects[1:], change.claim_ids))
    if change.scale == COUNTED_SCALE:
        return [ChangePart(POPULATION, "none_used")]
    if change.scale == GSO:
        base = population_of(population, change.area, change.end.year)
        numbers = (("population_count", base.count), ("year", base.year))
        return [ChangePart(POPULATION, "one_for_both", numbers), *parts]
    return parts or [ChangePart(POPULATION, "publishers_unknown", (), change.claim_ids)]


def _counts(before: float, after: float) -> tuple:
    return (("before_count", before), ("after_count", after), ("change_count", after - before))


def _effects(before, after) -> tuple:
    """Points of the change due to the count and due to the population; their sum is the change.

    Each effect is computed at the mean of the other's two values, so that neither step comes first.
    """
    values = [] if before is None or after is None else [before, after]
    cells = [(p.insured_count, p.population_count) for p in values]
    if not cells or any(pd.isna(cell) for pair in cells for cell in pair):
        return ()
    # The printed population need not be the one that the rate was computed on.
    if any(not p.low_pct - 0.05 <= 100 * p.insured_count / p.population_count <= p.high_pct + 0.05 for p in values):
        return ()
    (n0, p0), (n1, p1) = cells
    count = 50 * (n1 - n0) * (1 / p0 + 1 / p1)
    people = 50 * (n0 + n1) * (1 / p1 - 1 / p0)
    return (("count_points", float(count)), ("population_points", float(people)))


# ── Time of year ─────────────────────────────────────────────────────────────────────────────────────────────


def _season(change: Change, context: Context) -> list[ChangePart]:
    """The time of year and the country's change; the numbers of each reading are in ``Change.readings``."""
    days = (("days", float((change.end - change.start).days)),)
    country = [ChangePart(SEASON, "country_unknown")]
    if change.scheme != "bhyt" or (change.group != "total" and not change.readings_with_country):
        country = _country_counts(change, context.national)
    elif change.readings_with_country:
        first = change.readings_with_country[0]
        code = "country" if change.group == "total" else "country_total"
        numbers = (("national_low_points", first.national_low), ("national_high_points", first.national_high))
        country = [ChangePart(SEASON, f"{code}_derived" if first.is_derived else code, numbers, first.claim_ids)]
    return [ChangePart(SEASON, _time_of_year(change), days), *country]


def _time_of_year(change: Change) -> str:
    if "year" in (change.start_precision, change.end_precision):
        return "year_dated"
    if abs(change.start.day_of_year - change.end.day_of_year) <= LIKE_DAYS and change.start.year != change.end.year:
        return "like_dates"
    if change.scheme != "bhyt":
        return "other_days"  # no seasonal pattern of these schemes is known
    if change.start.month == 12:
        return "from_december"
    return "into_december" if change.end.month == 12 else "other_days"


def _country_counts(change: Change, national: Claims) -> list[ChangePart]:
    """The country's counts of the scheme and group on exactly the two days."""
    counts = [c for c in claims_of(national) if c.kind == "count" and c.unit == "persons" and c.obs_status != "D"]
    ends = [_count_on(day, change.scheme, change.group, counts) for day in (change.start, change.end)]
    if None in ends:
        return [ChangePart(SEASON, "country_unknown")]
    (before, first), (after, last) = ends
    code = "country_counts" if len(first) == len(last) == 1 else "country_counts_derived"
    numbers = (*_counts(before, after), ("relative_pct", 100 * (after - before) / before))
    return [ChangePart(SEASON, code, numbers, first + last)]


def _count_on(day, scheme: str, group: str, counts: list[ClaimRow]) -> tuple[float, tuple[str, ...]] | None:
    """A printed count of a day; for voluntary insurance else one source's total minus its compulsory part."""
    same_day = [c for c in counts if c.as_of == day and c.group == group]
    printed = min((c for c in same_day if c.scheme == scheme), key=_finest, default=None)
    if printed is not None:
        return float(printed.value), (printed.claim_id,)
    if scheme != "bhxh_tn":
        return None
    wholes, compulsory = ([c for c in same_day if c.scheme == name] for name in ("bhxh", "bhxh_bb"))
    pairs = [(whole, part) for whole in wholes for part in compulsory if whole.source_id == part.source_id]
    whole, part = min(pairs, key=lambda pair: _finest(pair[0]), default=(None, None))
    return None if whole is None else (float(whole.value - part.value), (whole.claim_id, part.claim_id))


def _finest(claim: ClaimRow) -> tuple:
    span = span_of(claim)
    return (span.high - span.low, claim.claim_id)


# ── Groups ───────────────────────────────────────────────────────────────────────────────────────────────────


def _group(change: Change, claims: list) -> ChangePart:
    """Printed changes of other groups between the same days; not added up, because people move between groups."""
    days = (change.start, change.end)
    others = [
        c
        for c in claims
        if c.kind == "change" and c.scheme == change.scheme and (c.base_as_of, c.as_of) == days and c.unit == "persons"
    ]
    others = [c for c in others if c.group not in (change.group, "total")]
    ids = tuple(c.claim_id for c in others)
    if change.group == "total":
        return ChangePart(GROUP, "groups_changed" if others else "groups_unknown", (), ids)
    return ChangePart(GROUP, "other_groups_too" if others else "one_group", (), ids)


# ── Policy ───────────────────────────────────────────────────────────────────────────────────────────────────


def _policy(change: Change, claims: list, events: list) -> list[ChangePart]:
    """Events between the days that may move coverage in the direction of the change, and printed losses."""
    schemes = {change.scheme, "all", *WIDER.get(change.scheme, ())}
    # An event that raises coverage explains no fall.
    directions = ("down" if change.is_fall else "up", "mixed")
    rows = [e for e in events if e.scheme in schemes and e.direction in directions]
    within = sorted((e for e in rows if _is_within(e, change)), key=lambda e: (e.date, e.event_id))
    parts = [ChangePart(POLICY, f"event_{event.direction}", refs=(event.event_id,)) for event in within]
    if change.cause_count is not None:
        losses = tuple(c.claim_id for c in claims if c.kind == "loss" and c.claim_id in change.claim_ids)
        numbers = (("net_loss_count", change.cause_count), ("net_loss_points", change.cause_points))
        parts.append(ChangePart(POLICY, "printed_loss", numbers, losses))
    return parts or [ChangePart(POLICY, "no_event")]


def _is_within(event, change: Change) -> bool:
    if event.date_precision == "year":
        # A year that ends on the change's first day is before the change.
        first = change.start + pd.Timedelta(days=1)
        return first.year <= event.date.year <= change.end.year
    return change.start < event.date <= change.end


# ── Definition ───────────────────────────────────────────────────────────────────────────────────────────────


def _definition(change: Change, claims: list[ClaimRow], context: Context) -> list[ChangePart]:
    """Differences between the two figures other than their populations."""
    used = [c for c in claims if c.claim_id in change.claim_ids and c.as_of in (change.start, change.end)]
    people = {c.unit for c in used if c.unit in ("persons", "cards")}
    checks = {
        "units_differ": len(people) > 1,
        "cards": people == {"cards"},
        "other_definition": any(c.obs_status == "D" for c in used),
        "estimate": any(c.obs_status in ("E", "P") for c in used),
        "country_estimate": any(reading.is_estimate for reading in change.readings_with_country),
        "two_sources": len({c.source_id for c in used}) > 1,
        "start_derived": change.is_before_derived,
        "contradicted": not context.doubtful_claims.isdisjoint(c.claim_id for c in used),
    }
    ids = tuple(c.claim_id for c in used)
    parts = [ChangePart(DEFINITION, code, (), ids) for code, is_true in checks.items() if is_true]
    return [*parts, *_equal_targets(change, claims)] or [ChangePart(DEFINITION, "same")]


def _equal_targets(change: Change, claims: list[ClaimRow]) -> list[ChangePart]:
    """Levels that equal the target of their year and may repeat the target instead of a measurement."""
    target_key = (change.area, "bhyt", "target_rate")
    target_claims = [c for c in claims if (c.area, c.scheme, c.kind) == target_key and pd.notna(c.as_of)]
    goals = {(c.as_of.year, float(c.value)): c.claim_id for c in target_claims}
    levels = [(change.start.year, change.level_before), (change.end.year, change.level_after)]
    if not change.is_total or change.is_before_derived:
        return []
    return [
        ChangePart(DEFINITION, "equals_target", (("level_pct", pct), ("year", float(year))), refs=(goals[year, pct],))
        for year, pct in levels
        if (year, pct) in goals
    ]
