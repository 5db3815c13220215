"""A fall taken apart: who, of how many, when in the year, which group, which policy, which definition."""

from dataclasses import dataclass

import pandas as pd

from baophu.analysis.coverage import GSO
from baophu.analysis.denominators import Population, population_of
from baophu.analysis.lapses.model import (
    COUNTED,
    DEFINITION,
    GROUP,
    NUMERATOR,
    POLICY,
    POPULATION,
    SEASON,
    Fall,
    Part,
)
from baophu.analysis.rows import ClaimRow, Claims, PointRow, claims_of

LIKE_DAYS = 15  # days of the year so near one another stand at the same season
# Social insurance as a whole is moved by what moves its parts.
WIDER = {"bhxh_bb": ("bhxh",), "bhxh_tn": ("bhxh",)}


@dataclass(frozen=True)
class Beside:
    """What is read beside an area's own figures: ``events`` of the ledger, the country's usable claims.

    ``doubted`` are claims of the area that contradict another print.
    """

    events: pd.DataFrame
    national: Claims
    doubted: frozenset[str] = frozenset()


def anatomy(fall: Fall, own: list[ClaimRow], points: list[PointRow], population: Population, beside: Beside) -> Fall:
    """The fall with its parts, in the order of ``model.AXES``; what is not known is a part that says so."""
    ends = _ends(fall, points)
    parts = (
        _numerator(fall, ends),
        _population(fall, ends, population),
        *_season(fall, beside),
        _group(fall, own),
        *_policy(fall, own, beside.events),
        *_definition(fall, own, beside),
    )
    # Two counts that may not count the same thing bound nothing.
    is_doubted = fall.count_before is not None and bool(beside.doubted & set(fall.claim_ids))
    return fall.with_(parts=parts, exits_count=None if is_doubted else fall.exits_count)


def _ends(fall: Fall, points: list[PointRow]) -> tuple:
    """The points that a fall between two levels starts and ends at; None for what is no level."""
    rows = [p for p in points if p.scale == fall.scale and p.claim_id in fall.claim_ids]
    on = {row.as_of: row for row in rows}
    return (on.get(fall.start), on.get(fall.end)) if fall.is_total else (None, None)


# ── Numerator and denominator ────────────────────────────────────────────────────────────────────────────────


def _numerator(fall: Fall, ends: tuple) -> Part:
    if fall.count_before is not None and fall.count_after is not None:
        numbers = _counts(fall.count_before, fall.count_after)
        change = fall.count_after - fall.count_before
        code = "count_same" if change == 0 else "count_rose" if change > 0 else "count_fell"
        effects = _effects(*ends)
        return Part(NUMERATOR, code, numbers + (effects[:1] if effects else ()), fall.claim_ids)
    if fall.change_count is not None:
        return Part(NUMERATOR, "change_alone", (("change_count", fall.change_count),), fall.claim_ids)
    return Part(NUMERATOR, "count_unknown", (), fall.claim_ids)


def _population(fall: Fall, ends: tuple, population: Population) -> Part:
    if effects := _effects(*ends):
        before, after = (float(point.population_count) for point in ends)
        code = "averages" if fall.scale == GSO else "publishers"
        return Part(POPULATION, code, _counts(before, after) + effects[1:], fall.claim_ids)
    if fall.scale == COUNTED:
        return Part(POPULATION, "none_used")
    if fall.scale == GSO:
        base = population_of(population, fall.area, fall.end.year)
        return Part(POPULATION, "one_for_both", (("population_count", base.count), ("year", base.year)))
    return Part(POPULATION, "publishers_unknown", (), fall.claim_ids)


def _counts(before: float, after: float) -> tuple:
    return (("before_count", before), ("after_count", after), ("change_count", after - before))


def _effects(before, after) -> tuple:
    """Points of the change that the count and that the population make; their sum is the change.

    Each is taken at the mean of the other's two values, so that the order of the two steps does not matter.
    """
    values = [] if before is None or after is None else [before, after]
    cells = [(p.insured_count, p.population_count) for p in values]
    if not cells or any(pd.isna(cell) for pair in cells for cell in pair):
        return ()
    # A printed population need not be the one that the rate was worked out on.
    if any(not p.low_pct - 0.05 <= 100 * p.insured_count / p.population_count <= p.high_pct + 0.05 for p in values):
        return ()
    (n0, p0), (n1, p1) = cells
    count = 50 * (n1 - n0) * (1 / p0 + 1 / p1)
    people = 50 * (n0 + n1) * (1 / p1 - 1 / p0)
    return (("count_points", float(count)), ("population_points", float(people)))


# ── Time of year ─────────────────────────────────────────────────────────────────────────────────────────────


def _season(fall: Fall, beside: Beside) -> list[Part]:
    days = (("days", float((fall.end - fall.start).days)),)
    if fall.national_points is not None:
        code = "country_between" if fall.national_is_between else "country"
        country = [Part(SEASON, code, (("national_points", fall.national_points),), fall.national_ids)]
    elif not fall.is_total:
        country = _country_counts(fall, beside.national)
    else:
        country = [Part(SEASON, "country_unknown")]
    return [Part(SEASON, _time_of_year(fall), days), *country]


def _time_of_year(fall: Fall) -> str:
    if "year" in (fall.start_precision, fall.end_precision):
        return "year_dated"
    if abs(fall.start.day_of_year - fall.end.day_of_year) <= LIKE_DAYS and fall.start.year != fall.end.year:
        return "like_dates"
    if fall.scheme != "bhyt":
        return "other_days"  # whose season nobody has shown
    if fall.start.month == 12:
        return "from_december"
    return "into_december" if fall.end.month == 12 else "other_days"


def _country_counts(fall: Fall, national: Claims) -> list[Part]:
    """The country's own counts of the scheme and group on the very days; a day near by is another day."""
    cells = (fall.scheme, fall.group, "count", "persons")
    same = [claim for claim in claims_of(national) if (claim.scheme, claim.group, claim.kind, claim.unit) == cells]
    same = [claim for claim in same if claim.obs_status != "D"]
    ends = [next((claim for claim in same if claim.as_of == day), None) for day in (fall.start, fall.end)]
    if None in ends:
        return [Part(SEASON, "country_unknown")]
    values = (float(end.value) for end in ends)
    return [Part(SEASON, "country_counts", _counts(*values), tuple(end.claim_id for end in ends))]


# ── Groups ───────────────────────────────────────────────────────────────────────────────────────────────────


def _group(fall: Fall, claims: list) -> Part:
    """Printed changes of other groups between the same days; people move between groups, so they are not added up."""
    days = (fall.start, fall.end)
    others = [
        c
        for c in claims
        if c.kind == "change" and c.scheme == fall.scheme and (c.base_as_of, c.as_of) == days and c.unit == "persons"
    ]
    others = [c for c in others if c.group not in (fall.group, "total")]
    ids = tuple(c.claim_id for c in others)
    if fall.group == "total":
        return Part(GROUP, "groups_changed" if others else "groups_unknown", (), ids)
    return Part(GROUP, "other_groups_too" if others else "one_group", (), ids)


# ── Policy ───────────────────────────────────────────────────────────────────────────────────────────────────


def _policy(fall: Fall, claims: list, events: pd.DataFrame) -> list[Part]:
    """What came into force between the days that may lower coverage, and what prints say was lost."""
    schemes = {fall.scheme, "all", *WIDER.get(fall.scheme, ())}
    # What raises coverage explains no fall.
    rows = [e for e in events.itertuples(index=False) if e.scheme in schemes and e.direction in ("down", "mixed")]
    within = sorted((e for e in rows if _is_within(e, fall)), key=lambda e: (e.date, e.event_id))
    parts = [Part(POLICY, f"event_{event.direction}", refs=(event.event_id,)) for event in within]
    if fall.cause_count is not None:
        losses = tuple(c.claim_id for c in claims if c.kind == "loss" and c.claim_id in fall.claim_ids)
        numbers = (("net_loss_count", fall.cause_count), ("net_loss_points", fall.cause_points))
        parts.append(Part(POLICY, "printed_loss", numbers, losses))
    return parts or [Part(POLICY, "no_event")]


def _is_within(event, fall: Fall) -> bool:
    if event.date_precision == "year":
        return fall.start.year <= event.date.year <= fall.end.year
    return fall.start < event.date <= fall.end


# ── Definition ───────────────────────────────────────────────────────────────────────────────────────────────


def _definition(fall: Fall, claims: list[ClaimRow], beside: Beside) -> list[Part]:
    """What makes the two figures unlike, beside their populations."""
    used = [c for c in claims if c.claim_id in fall.claim_ids and c.as_of in (fall.start, fall.end)]
    people = {c.unit for c in used if c.unit in ("persons", "cards")}
    checks = {
        "units_differ": len(people) > 1,
        "cards": people == {"cards"},
        "other_definition": any(c.obs_status == "D" for c in used),
        "estimate": any(c.obs_status in ("E", "P") for c in used),
        "two_sources": len({c.source_id for c in used}) > 1,
        "start_derived": fall.before_is_derived,
        "contradicted": not beside.doubted.isdisjoint(c.claim_id for c in used),
    }
    ids = tuple(c.claim_id for c in used)
    parts = [Part(DEFINITION, code, (), ids) for code, holds in checks.items() if holds]
    return [*parts, *_equal_targets(fall, claims)] or [Part(DEFINITION, "same")]


def _equal_targets(fall: Fall, claims: list[ClaimRow]) -> list[Part]:
    """A level equal to the target of its year may be the target said again."""
    asked = (fall.area, "bhyt", "target_rate")
    own = [c for c in claims if (c.area, c.scheme, c.kind) == asked and pd.notna(c.as_of)]
    goals = {(c.as_of.year, float(c.value)): c.claim_id for c in own}
    levels = [(fall.start.year, fall.level_before), (fall.end.year, fall.level_after)]
    if not fall.is_total or fall.before_is_derived:
        return []
    return [
        Part(DEFINITION, "equals_target", (("level_pct", pct), ("year", float(year))), refs=(goals[year, pct],))
        for year, pct in levels
        if (year, pct) in goals
    ]
