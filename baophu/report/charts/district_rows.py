"""Printed figures of the areas inside a province, in groups that may be compared."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date

import pandas as pd

from baophu.analysis.claims import prepare_claims
from baophu.analysis.coverage import SERIES_STATUSES
from baophu.analysis.intervals import REST, Interval, interval_of
from baophu.analysis.targets import REMAINING_DISTRICTS, rank_districts
from baophu.facts.province import Claim, Facts

PLAN_UNIT = "percent_of_plan"


@dataclass(frozen=True)
class District:
    """One area on one day; percentages in 0-100, ``low`` and ``high`` the interval of rounding.

    ``rank`` counts from 1 among ``ranked_count`` areas of one day and plan owner; None if they cannot be ranked.
    ``before_*`` is an earlier level to compare with, ``goal_*`` the target of its year.
    """

    area: str
    scheme: str
    group: str
    unit: str
    as_of: date
    precision: str
    owner: str = ""
    pct: float | None = None
    bound: str = "exact"
    low: float | None = None
    high: float | None = None
    claim_id: str = ""
    count: float | None = None
    rank: int | None = None
    ranked_count: int = 0
    is_rank_sure: bool = True
    before_pct: float | None = None
    before_bound: str = "exact"
    before_as_of: date | None = None
    before_is_derived: bool = False
    before_id: str = ""
    goal_pct: float | None = None
    goal_id: str = ""


@dataclass(frozen=True)
class Measure:
    """Rows that share one scale; ``is_ranked`` if they are of one scheme, day and plan owner."""

    scheme: str
    unit: str
    is_ranked: bool
    rows: tuple[District, ...]


def measures(facts: Facts) -> list[Measure]:
    """Percentages of plan and rates by scheme and unit: health insurance first, ranked measures first."""
    inside_claims = [claim for claim in facts.claims if claim.area != facts.area.area and _is_usable(claim)]
    found_measures = _plan_measures(facts)
    rates = defaultdict(list)
    for row in _rate_rows(inside_claims):
        rates[row.scheme, row.unit].append(row)
    for (scheme, unit), table in sorted(rates.items()):
        days = {row.as_of for row in table}
        is_ranked = len(days) == 1 and len(table) > 1 and all(row.pct is not None for row in table)
        found_measures.append(
            Measure(scheme, unit, is_ranked, tuple(_sorted_rows(_ranked_rates(table) if is_ranked else table)))
        )
    return sorted(found_measures, key=lambda m: (m.scheme != "bhyt", not m.is_ranked, m.unit == PLAN_UNIT))


def _is_usable(claim: Claim) -> bool:
    return claim.group == "total" and claim.as_of is not None and claim.obs_status in SERIES_STATUSES


def _sorted_rows(table: Sequence[District]) -> list[District]:
    """Newest day first, best first within a day."""
    return sorted(table, key=lambda row: (-row.as_of.toordinal(), -(row.pct or 0), row.area))


# ── Percent of plan ──────────────────────────────────────────────────────────────────────────────────────────


def _plan_measures(facts: Facts) -> list[Measure]:
    usable = [claim for claim in facts.claims if claim.as_of and claim.obs_status in SERIES_STATUSES]
    table = prepare_claims(pd.DataFrame(map(vars, usable), columns=[field.name for field in fields(Claim)]))
    groups = defaultdict(list)
    for ranked in rank_districts(table, dict.fromkeys(table["area"], facts.area.area)).itertuples():
        groups[ranked.scheme, ranked.as_of, ranked.plan_owner].append(ranked)
    claims = {claim.claim_id: claim for claim in usable}
    ranked_measures, unranked = [], []
    for (scheme, *_), ranked in groups.items():
        named_districts = [district for district in ranked if district.group != REMAINING_DISTRICTS]
        ranked_count = len(named_districts)
        rows = tuple(_plan_row(district, ranked_count, claims, facts) for district in ranked)
        if ranked_count > 1:
            ranked_measures.append(Measure(scheme, PLAN_UNIT, True, rows))
        else:
            unranked += rows
    return ranked_measures + ([Measure("", PLAN_UNIT, False, tuple(_sorted_rows(unranked)))] if unranked else [])


def _plan_row(district, ranked_count: int, claims: dict[str, Claim], facts: Facts) -> District:
    """An area of a ranking (a row of ``rank_districts``) as it is drawn."""
    claim = claims[district.claim_id]
    is_named = district.group != REMAINING_DISTRICTS
    return replace(
        _district(claim),
        owner=district.plan_owner,
        pct=district.attainment_pct,
        low=_closed_end(district.low_pct, district.attainment_pct, district.bound, "at_most"),
        high=_closed_end(district.high_pct, district.attainment_pct, district.bound, "at_least"),
        bound=district.bound,
        claim_id=district.claim_id,
        count=_count_of_same_day(claim, facts.claims),
        rank=district.rank if is_named and ranked_count > 1 else None,
        ranked_count=ranked_count,
        is_rank_sure=district.is_rank_sure,
    )


def _closed_end(end: float, value: float, bound: str, open_bound: str) -> float:
    """End of the interval of rounding; an open side ends at the value, because it is drawn as an arrow."""
    return value if bound == open_bound else end


def _district(claim: Claim) -> District:
    return District(claim.area, claim.scheme, claim.group, claim.unit, claim.as_of, claim.as_of_precision)


def _count_of_same_day(claim: Claim, claims: Sequence[Claim]) -> float | None:
    """Persons that the same source prints for the claim's area, scheme and day."""
    same_series = (c for c in claims if (c.area, c.scheme, c.group) == (claim.area, claim.scheme, claim.group))
    counts = (c for c in same_series if (c.kind, c.unit, c.as_of) == ("count", "persons", claim.as_of))
    return next((c.value for c in counts if c.source_id == claim.source_id and c.bound == "exact"), None)


# ── Rates and targets ────────────────────────────────────────────────────────────────────────────────────────


def _rate_rows(inside: list[Claim]) -> list[District]:
    """Printed rates with an earlier level and the target of their year, then targets without a rate."""
    rates = [claim for claim in inside if claim.kind == "rate"]
    targets = [claim for claim in inside if claim.kind == "target_rate"]
    used_targets, rows = set(), []
    for rate in rates:
        target = next(
            (g for g in targets if _series_key(g) == _series_key(rate) and g.as_of.year == rate.as_of.year), None
        )
        used_targets |= {target.claim_id} if target else set()
        rows.append(_with_level_before(_with_target(_rate_row(rate, inside), target), rate, inside))
    earlier_ids = {row.before_id for row in rows if not row.before_is_derived}
    rows = [row for row in rows if row.claim_id not in earlier_ids]
    return rows + [_with_target(_district(target), target) for target in targets if target.claim_id not in used_targets]


def _series_key(claim: Claim) -> tuple[str, str, str]:
    return claim.area, claim.scheme, claim.unit


def _rate_row(rate: Claim, inside: list[Claim]) -> District:
    span: Interval = interval_of(rate.value, rate.as_printed, rate.bound)
    return replace(
        _district(rate),
        pct=rate.value,
        bound=rate.bound,
        low=_closed_end(span.low, rate.value, rate.bound, "at_most"),
        high=_closed_end(span.high, rate.value, rate.bound, "at_least"),
        claim_id=rate.claim_id,
        count=_count_of_same_day(rate, inside),
    )


def _with_target(row: District, target: Claim | None) -> District:
    return replace(row, goal_pct=target.value, goal_id=target.claim_id) if target else row


def _with_level_before(row: District, rate: Claim, inside: list[Claim]) -> District:
    """Add the earlier level: derived from a printed change, else a rate of the same day of an earlier year."""
    for change in inside:
        is_points = (change.kind, change.unit) == ("change", "percentage_points") and change.base_as_of
        if is_points and (change.area, change.scheme, change.as_of) == (rate.area, rate.scheme, rate.as_of):
            # Before a fall of "at least 9 points" the level was at least that high; of a rise the bound is reversed.
            bound = change.bound if change.value < 0 else REST[change.bound]
            before = {"before_pct": rate.value - change.value, "before_bound": bound, "before_is_derived": True}
            return replace(row, **before, before_as_of=change.base_as_of, before_id=change.claim_id)
    earlier_rates = [
        c
        for c in inside
        if c.kind == "rate" and _series_key(c) == _series_key(rate) and _is_same_day_of_earlier_year(c, rate)
    ]
    if not earlier_rates:
        return row
    last = max(earlier_rates, key=lambda claim: claim.as_of)
    before = {"before_pct": last.value, "before_bound": last.bound, "before_as_of": last.as_of}
    return replace(row, **before, before_id=last.claim_id)


def _is_same_day_of_earlier_year(early: Claim, late: Claim) -> bool:
    """Whether two rates are of the same calendar day, the first of an earlier year, so that the season is the same."""
    same = (early.as_of.month, early.as_of.day) == (late.as_of.month, late.as_of.day)
    return same and early.as_of.year < late.as_of.year


def _ranked_rates(table: list[District]) -> list[District]:
    spans = [Interval(row.low, row.high) for row in table]
    return [
        replace(
            row,
            rank=1 + sum(other.pct > row.pct for other in table),
            ranked_count=len(table),
            is_rank_sure=not any(span.overlaps(other) for other in spans if other is not span)
            and row.bound in ("exact", "about"),
        )
        for row, span in zip(table, spans, strict=True)
    ]
