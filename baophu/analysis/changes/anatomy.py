"""A change taken apart: who, of how many, when in the year, which group, which policy, which definition."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from math import isnan
from typing import NamedTuple

import pandas as pd

from baophu.analysis.changes.model import (
    COUNTED_SCALE,
    DEFINITION,
    GROSS_KINDS,
    GROUP,
    NUMERATOR,
    POLICY,
    POPULATION,
    SEASON,
    Context,
    change_size,
)
from baophu.analysis.claims import Row, frame_of, group_rows, select_claims
from baophu.analysis.constants import ESTIMATE_STATUSES, HEALTH, LIKE_DAYS
from baophu.analysis.coverage import ANNOUNCED, GSO
from baophu.analysis.denominators import YearlyPopulation

# Social insurance as a whole is moved by what moves its parts.
WIDER = {"bhxh_bb": "bhxh", "bhxh_tn": "bhxh"}
_DAY = pd.Timedelta(days=1)
# What is read of a claim.
_CELLS = [
    *("claim_id", "source_id", "area", "scheme", "group", "kind", "unit", "value", "as_of", "base_as_of"),
    *("obs_status", "is_other_definition"),
]


def decompose(
    changes: pd.DataFrame,
    readings: pd.DataFrame,
    claims: pd.DataFrame,
    levels: pd.DataFrame,
    people: Mapping[tuple, YearlyPopulation],
    context: Context,
) -> pd.DataFrame:
    """The parts of every net change; what is not known is a part that says so.

    Parameters
    ----------
    changes : pd.DataFrame
        Changes with their causes (``gross.add_causes``).
    readings : pd.DataFrame
        Their readings (``readings.read_on_populations``).
    claims : pd.DataFrame
        Claims that the changes were found in.
    levels : pd.DataFrame
        Dated coverages of the same areas (``coverage.levels``).
    people : Mapping[tuple[str, int], YearlyPopulation]
        One population a year (``denominators.yearly_population``).
    context : Context
        Events, the country's claims, claims that contradict another print.

    Returns
    -------
    pd.DataFrame
        One row per part, by ``change_id`` and in the order of ``AXES``; columns as ``ChangePart``.
    """
    beside = _Beside(readings, claims, levels, people, context)
    net = changes.assign(size=change_size(changes))[~changes["kind"].isin(GROSS_KINDS)]
    rows = ((change.change_id, *part) for change in net.itertuples(index=False) for part in _parts(change, beside))
    return frame_of(rows, dict.fromkeys(("change_id", *_Part._fields), object) | {"change_id": int})


def withhold_exits(changes: pd.DataFrame, doubtful_claims: frozenset[str]) -> pd.DataFrame:
    """Changes without ``exits_count`` where two counts may not count the same thing: these bound nothing."""
    is_doubtful = ~changes["claim_ids"].map(doubtful_claims.isdisjoint).astype(bool)
    return changes.assign(exits_count=changes["exits_count"].mask(changes["count_before"].notna() & is_doubtful))


class _Part(NamedTuple):
    """The cells of ``ChangePart``."""

    axis: str
    code: str
    numbers: tuple[tuple[str, float], ...] = ()
    claim_ids: tuple[str, ...] = ()
    refs: tuple[str, ...] = ()


class _Beside:
    """What is looked up beside a change, by the cells that it must share."""

    def __init__(
        self,
        readings: pd.DataFrame,
        claims: pd.DataFrame,
        levels: pd.DataFrame,
        people: Mapping[tuple, YearlyPopulation],
        context: Context,
    ):
        self.country = group_rows(readings[readings["national_low"].notna()].itertuples(index=False), "change_id")
        self.claims = {claim.claim_id: claim for claim in claims[_CELLS].itertuples(index=False)}
        counts, changes, goals = (
            [claim for claim in self.claims.values() if claim.kind == kind]
            for kind in ("count", "change", "target_rate")
        )
        own_counts = (count for count in counts if not count.is_other_definition)
        self.counts = group_rows(own_counts, "area", "scheme", "group", "unit")
        in_persons = (change for change in changes if change.unit == "persons")
        self.changes = group_rows(in_persons, "area", "scheme", "base_as_of", "as_of")
        self.goals = {(g.area, g.as_of.year, g.value): g.claim_id for g in goals if g.scheme == HEALTH}
        self.rates = {rate.claim_id: rate for rate in select_claims(levels, scale=ANNOUNCED).itertuples(index=False)}
        self.people = people
        self.national_counts = _national_counts(context.national_claims)
        events = list(context.events.sort_values(["date", "event_id"]).itertuples(index=False))
        self.events_of = lru_cache(lambda *schemes: [event for event in events if event.scheme in schemes])
        self.doubtful_claims = context.doubtful_claims

    def used(self, change: Row) -> list[Row]:
        """The claims that a change rests on, by id."""
        return [self.claims[claim_id] for claim_id in sorted(change.claim_ids) if claim_id in self.claims]


def _parts(change: tuple, beside: _Beside) -> Iterator[_Part]:
    used, effects = beside.used(change), _effects(change, beside.rates)
    yield _numerator(change, effects)
    yield from _last_count(change, beside)
    yield from _population(change, effects, beside)
    yield from _season(change, beside)
    yield _group(change, beside)
    yield from _policy(change, used, beside)
    yield from _definition(change, used, beside)


def _counts(before: float, after: float) -> tuple:
    """Two counts and their difference, as numbers of a part."""
    return (("before_count", before), ("after_count", after), ("change_count", after - before))


def _pairs(**numbers: float) -> tuple:
    """Those of the numbers that are known."""
    return tuple((name, number) for name, number in numbers.items() if not isnan(number))


# ── Numerator and denominator ────────────────────────────────────────────────────────────────────────────────


class _Effects(NamedTuple):
    """Points of a change that the count and that the population make, with the populations."""

    count_points: float
    population_points: float
    population_before: float
    population_after: float


def _effects(change: Row, rates: dict[str, Row]) -> _Effects | None:
    """Points of a change of announced levels that the count and that the population make; their sum is the change.

    Each is taken at the mean of the other's two values, so that the order of the two steps does not matter.
    """
    if not _is_total(change) or isnan(change.level_after) or change.is_before_derived:
        return None
    own = {rate.as_of: rate for rate in map(rates.get, sorted(change.claim_ids)) if rate is not None}
    first, last = own.get(change.start), own.get(change.end)
    if first is None or last is None or not (_is_consistent(first) and _is_consistent(last)):
        return None
    (n0, p0), (n1, p1) = ((end.insured_count, end.population_count) for end in (first, last))
    return _Effects(50 * (n1 - n0) * (1 / p0 + 1 / p1), 50 * (n0 + n1) * (1 / p1 - 1 / p0), p0, p1)


def _is_consistent(rate: Row) -> bool:
    """Whether a rate was worked out on the population printed with it; it need not be."""
    return rate.low_pct - 0.05 <= 100 * rate.insured_count / rate.population_count <= rate.high_pct + 0.05


def _is_total(change: Row) -> bool:
    return change.scheme == HEALTH and change.group == "total"


def _numerator(change: Row, effects: _Effects | None) -> _Part:
    net = change.count_after - change.count_before
    if isnan(net):
        code = "count_unknown" if isnan(change.change_count) else "change_alone"
        return _Part(NUMERATOR, code, _pairs(change_count=change.change_count), change.claim_ids)
    code = "count_same" if net == 0 else "count_rose" if net > 0 else "count_fell"
    numbers = _counts(change.count_before, change.count_after)
    numbers += _pairs(count_points=effects.count_points) if effects else ()
    return _Part(NUMERATOR, "change_to" if change.is_before_derived else code, numbers, change.claim_ids)


def _last_count(change: Row, beside: _Beside) -> Iterator[_Part]:
    """How large a change of unknown start is, against the last count before it."""
    if isnan(change.change_count) or not isnan(change.count_before) or _is_total(change):
        return
    counts = beside.counts.get((change.area, change.scheme, change.group, change.unit), ())
    earlier = [count for count in counts if count.as_of <= change.start]
    if earlier:
        last = max(earlier, key=lambda count: (count.as_of, count.claim_id))
        share = float(round(100 * abs(change.change_count) / last.value))
        yield _Part(NUMERATOR, "last_count", _pairs(last_count=last.value, share_pct=share), (last.claim_id,))


def _population(change: Row, effects: _Effects | None, beside: _Beside) -> Iterator[_Part]:
    if change.scale == COUNTED_SCALE:
        yield _Part(POPULATION, "none_used")
    elif change.scale == GSO:
        people = beside.people[change.area, change.end.year].count
        yield _Part(POPULATION, "one_for_both", (("population_count", people), ("year", change.end.year)))
    if effects is not None and change.scale != COUNTED_SCALE:
        numbers = _counts(effects.population_before, effects.population_after)
        numbers += _pairs(population_points=effects.population_points)
        yield _Part(POPULATION, "publishers", numbers, change.claim_ids)
    elif change.scale == ANNOUNCED:
        yield _Part(POPULATION, "publishers_unknown", (), change.claim_ids)


# ── Time of year ─────────────────────────────────────────────────────────────────────────────────────────────


def _season(change: Row, beside: _Beside) -> Iterator[_Part]:
    """The time of year and what the country did; a reading's own numbers stand in ``Change.readings``."""
    yield _Part(SEASON, _time_of_year(change), (("days", float((change.end - change.start).days)),))
    readings = beside.country.get(change.change_id)
    if readings:
        first = readings[0]
        code = "country" if change.group == "total" else "country_total"
        numbers = (("national_low_points", first.national_low), ("national_high_points", first.national_high))
        yield _Part(SEASON, f"{code}_derived" if first.is_derived else code, numbers, first.claim_ids)
    else:
        yield _country_counts(change, beside.national_counts)


def _time_of_year(change: Row) -> str:
    start, end = change.start, change.end
    if "year" in (change.start_precision, change.end_precision):
        return "year_dated"
    if abs(start.day_of_year - end.day_of_year) <= LIKE_DAYS and start.year != end.year:
        return "like_dates"
    if change.scheme != HEALTH:
        return "other_days"  # whose season nobody has shown
    return "from_december" if start.month == 12 else "into_december" if end.month == 12 else "other_days"


def _country_counts(change: Row, counts: dict[tuple, Row]) -> _Part:
    """The country's own counts of the scheme and group on the very days; a day near by is another day."""
    start, end = (counts.get((day, change.scheme, change.group)) for day in (change.start, change.end))
    if start is None or end is None or _is_total(change):
        return _Part(SEASON, "country_unknown")
    (before, first), (after, last) = start, end
    code = "country_counts" if len(first) == len(last) == 1 else "country_counts_derived"
    numbers = (*_counts(before, after), ("relative_pct", 100 * (after - before) / before))
    return _Part(SEASON, code, numbers, first + last)


def _national_counts(national: pd.DataFrame) -> dict[tuple, tuple[float, tuple[str, ...]]]:
    """Printed counts of each day; of voluntary insurance also what one page leaves of all less the compulsory."""
    counts = select_claims(national, kind="count", unit="persons")
    counts = list(counts[~counts["is_other_definition"]].itertuples(index=False))
    parts = {(c.as_of, c.group, c.source_id): c for c in reversed(counts) if c.scheme == "bhxh_bb"}
    counts.sort(key=lambda count: (count.high - count.low, count.claim_id))
    found: dict[tuple, tuple] = {}
    for count in counts:
        found.setdefault((count.as_of, count.scheme, count.group), (count.value, (count.claim_id,)))
    for whole in counts:
        part = parts.get((whole.as_of, whole.group, whole.source_id))
        if whole.scheme == "bhxh" and part is not None:
            rest = (whole.value - part.value, (whole.claim_id, part.claim_id))
            found.setdefault((whole.as_of, "bhxh_tn", whole.group), rest)
    return found


# ── Groups ───────────────────────────────────────────────────────────────────────────────────────────────────


def _group(change: Row, beside: _Beside) -> _Part:
    """Printed changes of other groups between the same days; people move between groups, so they are not added up."""
    others = beside.changes.get((change.area, change.scheme, change.start, change.end), ())
    ids = tuple(sorted(other.claim_id for other in others if other.group not in (change.group, "total")))
    if change.group == "total":
        return _Part(GROUP, "groups_changed" if ids else "groups_unknown", (), ids)
    return _Part(GROUP, "other_groups_too" if ids else "one_group", (), ids)


# ── Policy ───────────────────────────────────────────────────────────────────────────────────────────────────


def _policy(change: Row, used: list[Row], beside: _Beside) -> Iterator[_Part]:
    """What came into force between the days that may move coverage that way, and what prints say was lost."""
    # What raises coverage explains no fall.
    directions = ("down" if change.size < 0 else "up", "mixed")
    own = beside.events_of(change.scheme, "all", WIDER.get(change.scheme))
    within = [event for event in own if event.direction in directions and _is_within(event, change)]
    for event in within:
        yield _Part(POLICY, f"event_{event.direction}", refs=(event.event_id,))
    if not isnan(change.cause_count):
        numbers = _pairs(net_loss_count=change.cause_count, net_loss_points=change.cause_points)
        yield _Part(POLICY, "printed_loss", numbers, tuple(claim.claim_id for claim in used if claim.kind == "loss"))
    elif not within:
        yield _Part(POLICY, "no_event")


def _is_within(event: Row, change: Row) -> bool:
    if event.date_precision == "year":
        # A year that ends with the change's first day lies before it.
        return (change.start + _DAY).year <= event.date.year <= change.end.year
    return change.start < event.date <= change.end


# ── Definition ───────────────────────────────────────────────────────────────────────────────────────────────


def _definition(change: Row, used: list[Row], beside: _Beside) -> Iterator[_Part]:
    """What makes the two figures unlike, beside their populations."""
    used = [claim for claim in used if claim.as_of in (change.start, change.end)]
    units = {claim.unit for claim in used} & {"persons", "cards"}
    checks = {
        "units_differ": len(units) > 1,
        "cards": units == {"cards"},
        "other_definition": any(claim.is_other_definition for claim in used),
        "estimate": any(claim.obs_status in ESTIMATE_STATUSES for claim in used),
        "country_estimate": any(reading.is_estimate for reading in beside.country.get(change.change_id, ())),
        "two_sources": len({claim.source_id for claim in used}) > 1,
        "start_derived": change.is_before_derived,
        "contradicted": any(claim.claim_id in beside.doubtful_claims for claim in used),
    }
    ids = tuple(claim.claim_id for claim in used)
    parts = [_Part(DEFINITION, code, (), ids) for code, holds in checks.items() if holds]
    parts += _equal_targets(change, beside.goals)
    yield from parts or [_Part(DEFINITION, "same")]


def _equal_targets(change: Row, goals: dict[tuple, str]) -> Iterator[_Part]:
    """A level equal to the target of its year may be the target said again."""
    if not _is_total(change) or change.is_before_derived:
        return
    for year, pct in ((change.start.year, change.level_before), (change.end.year, change.level_after)):
        if (change.area, year, pct) in goals:
            numbers, refs = (("level_pct", pct), ("year", float(year))), (goals[change.area, year, pct],)
            yield _Part(DEFINITION, "equals_target", numbers, refs=refs)
