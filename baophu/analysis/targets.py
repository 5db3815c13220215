"""Distance to the targets, kept apart for percent of population and percent of a plan in persons."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

import pandas as pd

from baophu.analysis.coverage import ANNOUNCED
from baophu.analysis.intervals import Interval, interval_of

POPULATION, PLAN = "population", "plan"
MET, WITHIN_BEST, BEYOND_BEST, DECLINED = "met", "within_best_seen", "beyond_best_seen", "declined"
# Shorter than four weeks, a difference of two counts shows the days on which cards are entered, not a pace.
SHORTEST_DAYS = 28
PLAN_KINDS = (("attainment", "percent_of_plan"), ("shortfall", "persons"), ("target_count", "persons"))


@dataclass(frozen=True)
class Gap:
    """A target of percent of population against the last announced coverage up to its year's end.

    ``gap_points`` is target minus level, ``gap_count`` the same in persons of the publisher's own population.
    Both are None where no level of the target's year is published.
    """

    target_year: int
    target_pct: float
    bound: str
    instrument: str
    target_id: str
    source_id: str
    level_pct: float | None = None
    level_as_of: pd.Timestamp | None = None
    level_precision: str = "day"
    gap_points: float | None = None
    gap_count: float | None = None
    level_is_estimate: bool = False
    claim_ids: tuple[str, ...] = ()


def gaps(targets: pd.DataFrame, claims: pd.DataFrame, points: pd.DataFrame, area: str, last_year: int) -> list[Gap]:
    """One gap per target of health insurance coverage up to ``last_year``, by year.

    Targets come from the table of decisions and, where a source prints one that it does not hold, from the claims.
    """
    own = targets[(targets["area"] == area) & (targets["scheme"] == "bhyt") & (targets["kind"] == "target_rate")]
    rows = [(t.target_year, t.value, t.bound, t.instrument, t.target_id, t.source_id) for t in own.itertuples()]
    known = {(year, value) for year, value, *_ in rows}
    printed = claims[(claims["area"] == area) & (claims["scheme"] == "bhyt") & (claims["kind"] == "target_rate")]
    for claim in printed[printed["as_of"].notna()].itertuples():
        if (claim.as_of.year, claim.value) not in known:
            rows.append((claim.as_of.year, claim.value, claim.bound, "", claim.claim_id, claim.source_id))
    # Points stand by day, so that the last of a year stays.
    announced = (point for point in points.itertuples(index=False) if point.scale == ANNOUNCED)
    levels = {point.as_of.year: point for point in announced}
    return [_gap(row, levels.get(row[0])) for row in sorted(rows) if row[0] <= last_year]


def _gap(row: tuple, last) -> Gap:
    """The gap to one target; ``last`` is the last announced point of its year."""
    if last is None:
        return Gap(*row)
    gap = row[1] - last.coverage_pct
    return Gap(
        *row,
        level_pct=last.coverage_pct,
        level_as_of=last.as_of,
        level_precision=last.as_of_precision,
        gap_points=gap,
        gap_count=gap / 100 * last.population_count if pd.notna(last.population_count) else None,
        level_is_estimate=last.obs_status == "E",
        claim_ids=tuple(last.claim_ids),
    )


# ── Pace ─────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Best:
    """The fastest net growth seen between two counts of one scheme and group; persons a week."""

    per_week: float
    start: pd.Timestamp
    end: pd.Timestamp
    days: int
    claim_ids: tuple[str, ...]


@dataclass(frozen=True)
class Pace:
    """What a target asks for each week, against the best ever seen.

    ``scale`` is percent of population (``population``) or a plan in persons (``plan``); the two are never mixed, nor
    are plans of different owners. ``missing_count`` is in persons, with what rounding and bounds allow beside it;
    below zero it is met.
    ``best_*`` is net growth over ``best_days``; a short push within them may have been faster. ``reason`` says why a
    number is not there; ``basis`` which prints a plan was read from.
    """

    area: str
    scheme: str
    group: str
    scale: str
    plan_owner: str
    target_year: int
    target_value: float | None
    basis: str
    level_as_of: pd.Timestamp | None = None
    missing_count: float | None = None
    missing_low: float | None = None
    missing_high: float | None = None
    weeks_left: float | None = None
    needed_per_week: float | None = None
    best_per_week: float | None = None
    best_start: pd.Timestamp | None = None
    best_end: pd.Timestamp | None = None
    best_days: int | None = None
    ratio: float | None = None
    verdict: str = DECLINED
    reason: str = ""
    target_id: str = ""
    claim_ids: tuple[str, ...] = ()
    best_claim_ids: tuple[str, ...] = ()


def best_pace(
    claims: pd.DataFrame, area: str, scheme: str, group: str = "total", aside: frozenset[str] = frozenset()
) -> Best | None:
    """Best net additions a week between any two counts at least ``SHORTEST_DAYS`` apart; None without two."""
    counts = _counts(_rows(claims, area), scheme, group, aside)
    return _best(counts)


def _best(counts: list) -> Best | None:
    found = [
        Best((late.value - early.value) / (days / 7), early.as_of, late.as_of, days, (early.claim_id, late.claim_id))
        for early in counts
        for late in counts
        if (days := (late.as_of - early.as_of).days) >= SHORTEST_DAYS
    ]
    return max(found, key=lambda best: (best.per_week, best.days, best.claim_ids), default=None)


def paces(
    claims: pd.DataFrame,
    found: Iterable[Gap],
    area: str,
    last_year: int,
    targets: pd.DataFrame | None = None,
    aside: frozenset[str] = frozenset(),
) -> list[Pace]:
    """The pace that each target of an area asks for: percent of population first, then plans in persons.

    Parameters
    ----------
    claims : usable claims of the area; those of areas inside it are not read.
    found : the area's gaps to targets of percent of population (``gaps``).
    targets : decisions; their counts in persons join the plans that the claims print.
    aside : claims that no series uses.
    """
    own = _rows(claims, area)
    asked = [_population_pace(gap, own, area) for gap in found] + _plan_paces(own, targets, area, aside)
    counted = [_against_best(pace, own, aside) for pace in asked if pace.target_year <= last_year]
    return sorted(
        counted, key=lambda p: (p.scale != POPULATION, p.scheme, p.group, p.target_year, p.plan_owner, p.target_id)
    )


def _rows(claims: pd.DataFrame, area: str) -> list:
    """Dated claims of an area as named rows, in a fixed order."""
    own = claims[(claims["area"] == area) & claims["as_of"].notna()]
    return sorted(own.itertuples(index=False), key=lambda claim: claim.claim_id)


def _counts(own: list, scheme: str, group: str, aside: frozenset[str], year: int | None = None) -> list:
    """Counts in persons of a scheme and group, oldest first; of one year if it is given."""
    counts = [c for c in own if (c.scheme, c.group, c.kind, c.unit) == (scheme, group, "count", "persons")]
    counts = [c for c in counts if c.claim_id not in aside and year in (None, c.as_of.year)]
    return sorted(counts, key=lambda claim: (claim.as_of, claim.claim_id))


def _population_pace(gap: Gap, own: list, area: str) -> Pace:
    pace = Pace(area, "bhyt", "total", POPULATION, "", gap.target_year, gap.target_pct, "target_rate")
    pace = replace(pace, target_id=gap.target_id, level_as_of=gap.level_as_of, claim_ids=gap.claim_ids)
    if gap.gap_points is None:
        return replace(pace, reason="no_level_in_year")
    if gap.gap_points <= 0:
        return _met(replace(pace, missing_count=gap.gap_count))
    if gap.gap_count is None:
        return replace(pace, reason="no_publisher_population")
    rate = next(claim for claim in own if claim.claim_id in gap.claim_ids and claim.kind == "rate")
    people = gap.gap_count / gap.gap_points
    low, high = (people * (gap.target_pct - level) for level in reversed(_span(rate)))
    return replace(pace, missing_count=gap.gap_count, missing_low=low, missing_high=high)


def _met(pace: Pace) -> Pace:
    """A target that the level has passed; before the end of its year the level may still fall below it."""
    early = pace.level_as_of < pd.Timestamp(pace.target_year, 12, 31)
    return replace(pace, verdict=MET, reason="above_before_year_end" if early else "target_met")


def _plan_paces(own: list, targets: pd.DataFrame | None, area: str, aside: frozenset[str]) -> list[Pace]:
    """One pace per scheme, group, year and plan owner, from the newest day that tells what is missing of the plan."""
    plans = defaultdict(list)
    for claim in own:
        # What a print says of "the remaining districts" holds for each of them and is no plan of its own.
        if (claim.kind, claim.unit) in PLAN_KINDS and claim.group != REMAINING:
            plans[claim.scheme, claim.group, claim.as_of.year, claim.plan_owner].append(claim)
    found = [_plan_pace(own, plans[names], area, *names, aside) for names in sorted(plans)]
    seen = {(p.scheme, p.group, p.target_year, p.plan_owner) for p in found if p.basis == "target_count"}
    decided = [] if targets is None else _decided_plans(own, targets, area, aside)
    return found + [p for p in decided if (p.scheme, p.group, p.target_year, p.plan_owner) not in seen]


def _plan_pace(own: list, plans: list, area: str, scheme: str, group: str, year: int, owner: str, aside) -> Pace:
    ids = tuple(claim.claim_id for claim in plans)
    pace = Pace(area, scheme, group, PLAN, owner, year, None, "", claim_ids=ids)
    counts = _counts(own, scheme, group, aside, year)
    rows = {kind: [claim for claim in plans if claim.kind == kind] for kind, _ in PLAN_KINDS}
    readings = [*_from_plan(rows, counts), *_from_shortfall(rows, counts), *_from_attainment(rows, counts)]
    if readings:
        # The newest day; on one day a printed shortfall before what is worked out.
        order = {"shortfall": 2, "target_count": 1, "attainment": 0}
        return replace(pace, **max(readings, key=lambda r: (r["level_as_of"], order[r["basis"]], r["claim_ids"])))
    if not rows["target_count"]:
        return replace(pace, basis="attainment", reason="no_count_for_plan")
    return replace(pace, target_value=rows["target_count"][-1].value, basis="target_count", reason="no_level_in_year")


def _reading(basis: str, day, target, missing: float, span: Interval, ids) -> dict:
    low, high = sorted(span)
    shared = {"basis": basis, "level_as_of": day, "target_value": target, "claim_ids": tuple(ids)}
    return {**shared, "missing_count": missing, "missing_low": low, "missing_high": high}


def _from_plan(rows: dict[str, list], counts: list):
    """Plan in persons less the last count of its year."""
    for plan in rows["target_count"]:
        for count in counts[-1:]:
            yield _plan_less_count(plan.value, _span(plan), count, (plan.claim_id, count.claim_id))


def _plan_less_count(value: float, goal: Interval, count, ids) -> dict:
    level = _span(count)
    span = Interval(goal.low - level.high, goal.high - level.low)
    return _reading("target_count", count.as_of, value, value - count.value, span, ids)


def _beside(counts: list, claim) -> list:
    """The count that the claim's source prints for its day."""
    return [count for count in counts if (count.source_id, count.as_of) == (claim.source_id, claim.as_of)][:1]


def _from_shortfall(rows: dict[str, list], counts: list):
    """What a print says is still missing of a plan; with the count beside it, the plan itself."""
    for short in rows["shortfall"]:
        same = _beside(counts, short)
        plan = same[0].value + short.value if same else None
        ids = (short.claim_id, *(count.claim_id for count in same))
        yield _reading("shortfall", short.as_of, plan, short.value, _span(short), ids)


def _from_attainment(rows: dict[str, list], counts: list):
    """Plan in persons as the count of the same source and day over the attainment."""
    for share in rows["attainment"]:
        for count in _beside(counts, share) if share.value > 0 else ():
            plan = 100 * count.value / share.value
            reached = _span(share).scaled(0.01)
            span = Interval(count.value * (1 / reached.high - 1), count.value * (1 / reached.low - 1))
            ids = (share.claim_id, count.claim_id)
            yield _reading("attainment", share.as_of, plan, plan - count.value, span, ids)


def _decided_plans(own: list, targets: pd.DataFrame, area: str, aside: frozenset[str]) -> list[Pace]:
    """Plans in persons of the table of decisions."""
    rows = targets[(targets["area"] == area) & (targets["kind"] == "target_count") & (targets["unit"] == "persons")]
    found = []
    for row in rows.sort_values("target_id").itertuples():
        pace = Pace(area, row.scheme, "total", PLAN, row.plan_owner, row.target_year, row.value, "target_count")
        pace = replace(pace, target_id=row.target_id)
        last = _counts(own, row.scheme, "total", aside, row.target_year)[-1:]
        goal = interval_of(row.value, f"{row.value:.0f}", row.bound)
        read = _plan_less_count(row.value, goal, last[0], (last[0].claim_id,)) if last else None
        found.append(replace(pace, **read) if read else replace(pace, reason="no_level_in_year"))
    return found


def _span(claim) -> Interval:
    return interval_of(claim.value, claim.as_printed, claim.bound)


def _against_best(pace: Pace, own: list, aside: frozenset[str]) -> Pace:
    """The pace with its weeks and the best seen, or the reason why there is none."""
    if pace.reason or pace.missing_count is None:
        return pace
    if pace.missing_count <= 0:
        return _met(pace)
    weeks = (pd.Timestamp(pace.target_year, 12, 31) - pace.level_as_of).days / 7
    pace = replace(pace, weeks_left=weeks)
    if weeks <= 0:
        return replace(pace, reason="no_time_left")
    pace = replace(pace, needed_per_week=pace.missing_count / weeks)
    best = _best(_counts(own, pace.scheme, pace.group, aside))
    if best is None:
        return replace(pace, reason="no_two_counts")
    pace = replace(
        pace,
        best_per_week=best.per_week,
        best_start=best.start,
        best_end=best.end,
        best_days=best.days,
        best_claim_ids=best.claim_ids,
    )
    if best.per_week <= 0:
        return replace(pace, reason="never_grew")
    ratio = pace.needed_per_week / best.per_week
    return replace(pace, ratio=ratio, verdict=WITHIN_BEST if ratio <= 1 else BEYOND_BEST)


# ── Districts ────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Ranked:
    """One area's percent of plan among those printed for the same scheme, day and plan owner.

    ``rank`` counts from 1, equal values share one; ``is_rank_sure`` is False where what rounding and bounds allow
    would let a neighbour change places with it.
    """

    scheme: str
    as_of: pd.Timestamp
    plan_owner: str
    rank: int
    area: str
    group: str
    attainment_pct: float
    bound: str
    low_pct: float
    high_pct: float
    is_rank_sure: bool
    claim_id: str


REMAINING = "remaining_districts"  # what a print says of all districts that it does not name


def ranked_attainments(claims: pd.DataFrame, inside: Iterable[str]) -> list[Ranked]:
    """Percent of plan of the areas inside a province, best first, per scheme, day and plan owner.

    Parameters
    ----------
    claims : usable claims of the province and the areas inside it.
    inside : areas to rank. A print's words on the remaining districts are kept as a row of their own.
    """
    rows = claims[(claims["kind"] == "attainment") & (claims["unit"] == "percent_of_plan") & claims["as_of"].notna()]
    named = rows["area"].isin(list(inside)) & (rows["group"] == "total")
    rows = rows[named | (rows["group"] == REMAINING)]
    ranked = []
    for _, table in rows.groupby(["scheme", "as_of", "plan_owner"]):
        ordered = table.sort_values(["value", "area", "claim_id"], ascending=[False, True, True])
        ranked += _ranks(list(ordered.itertuples()))
    return ranked


def _ranks(rows: list) -> list[Ranked]:
    spans = [_span(row) for row in rows]
    return [
        Ranked(
            row.scheme,
            row.as_of,
            row.plan_owner,
            1 + sum(other.value > row.value for other in rows),
            row.area,
            row.group,
            row.value,
            row.bound,
            *span,
            not any(span.overlaps(other) for other in spans if other is not span),
            row.claim_id,
        )
        for row, span in zip(rows, spans, strict=True)
    ]
