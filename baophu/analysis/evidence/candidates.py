"""What could be asked for: levels, counts, populations, plans that nobody has printed."""

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from baophu.analysis.changes import OPEN
from baophu.analysis.coverage import ANNOUNCED, GSO, level_on
from baophu.analysis.denominators import population_of
from baophu.analysis.evidence.gains import open_falls, open_targets
from baophu.analysis.evidence.model import Candidate
from baophu.analysis.evidence.trials import around, claim, country_pct, level_trials, national_pair, people_on
from baophu.analysis.evidence.uninsured import printed_populations
from baophu.analysis.evidence.world import World
from baophu.analysis.rows import PointRow

# The country itself moves by a few points within a year.
NATIONAL_SPREAD = 0.3


def candidates(world: World) -> list[Candidate]:
    """What could be asked for, each figure once: a level that serves several ends is named by the first."""
    found = [
        *_counts_for_rates(world),
        *_publishers_populations(world),
        *_rates_for_counts(world),
        *_last_levels(world),
        *_levels_of_falls(world),
        *_levels_of_targets(world),
        *_earlier_counts(world),
        *_plans(world),
        *_national_levels(world),
    ]
    once = {}
    for candidate in found:
        figure = "level" if "level" in candidate.kind else (candidate.kind, candidate.scheme, candidate.claim_ids)
        key = (figure, candidate.is_national, candidate.as_of)
        first = once.setdefault(key, candidate)
        claim_ids = tuple(dict.fromkeys(first.claim_ids + candidate.claim_ids))
        target_ids = tuple(dict.fromkeys(first.target_ids + candidate.target_ids))
        once[key] = replace(first, claim_ids=claim_ids, target_ids=target_ids)
    return list(once.values())


def _source_of(world: World, point: PointRow) -> str:
    return next(claim.source_id for claim in world.claims if claim.claim_id == point.claim_id)


def _bare(world: World, scale: str) -> list[PointRow]:
    """Points of a scale whose day has no point of the other."""
    known = {point.as_of for point in world.points if point.scale != scale}
    own = [point for point in world.points if point.scale == scale and point.as_of not in known]
    return [point for point in own if point.population_count is None] if scale == ANNOUNCED else own


def _counts_for_rates(world: World) -> Iterator[Candidate]:
    """The count behind a rate printed without one, or the population that the publisher used.

    Asked for the newest day, and for those whose gap to a target cannot be said in people.
    """
    asked = {pace.level_as_of for pace in world.paces if pace.reason == "no_publisher_population"}
    asked |= {world.level.as_of} if world.level else set()
    for rate in _bare(world, ANNOUNCED):
        people = people_on(world, rate.as_of)
        if people is None or rate.as_of not in asked:
            continue
        cells = {"source_id": _source_of(world, rate), "as_of_precision": rate.as_of_precision}
        insured = rate.coverage_pct / 100
        for kind, name, share in (("count_for_rate", "count", insured), ("publisher_population", "denominator", 1)):
            trials = tuple((claim(world, rate.as_of, name, share * base, **cells),) for base in people)
            yield Candidate(kind, "bhyt", rate.as_of, trials, (rate.claim_id,))


def _publishers_populations(world: World) -> Iterator[Candidate]:
    """The population behind the newest count and rate: the one that they imply, or the statistics office's."""
    level = world.level
    if level is None or level.announced is None or level.announced.population_count is None:
        return
    base = population_of(world.population, world.area, level.as_of.year)
    if base is None or printed_populations(world, level):
        return
    source = _source_of(world, level.announced)
    values = (float(level.announced.population_count), base.count)
    trials = tuple((claim(world, level.as_of, "denominator", value, source_id=source),) for value in values)
    yield Candidate("publisher_population", "bhyt", level.as_of, trials, tuple(level.announced.claim_ids))


def _rates_for_counts(world: World) -> Iterator[Candidate]:
    """The rate that the publisher gave with a count of the newest day printed alone."""
    for count in _bare(world, GSO):
        if count.as_of == world.level.as_of:
            people = people_on(world, count.as_of)
            cells = {"source_id": _source_of(world, count), "as_of_precision": count.as_of_precision}
            values = (100 * count.insured_count / base for base in people)
            trials = tuple((claim(world, count.as_of, "rate", value, **cells),) for value in values)
            yield Candidate("rate_for_count", "bhyt", count.as_of, trials, (count.claim_id,))


def _level(world: World, kind: str, day: pd.Timestamp, claim_ids=(), target_ids=()) -> Iterator[Candidate]:
    if trials := level_trials(world, day):
        yield Candidate(kind, "bhyt", day, trials, tuple(claim_ids), tuple(target_ids))


def _last_levels(world: World) -> Iterator[Candidate]:
    """A level at the end of the years covered."""
    day = pd.Timestamp(world.last_year, 12, 31)
    if world.level is None or world.level.as_of < day:
        same = [gap.target_id for gap in world.gaps if gap.target_year == world.last_year]
        yield from _level(world, "level_at_last_year_end", day, target_ids=same)


def _levels_of_falls(world: World) -> Iterator[Candidate]:
    """The total at the start and at the end of a fall that has none."""
    known = {point.as_of for point in world.points}
    for fall in world.falls:
        bare = fall.scheme == "bhyt" and (fall.verdict == OPEN or fall.level_before is None)
        for kind, day in (("level_before_fall", fall.start), ("level_after_fall", fall.end)):
            if bare and day not in known:
                yield from _level(world, kind, day, fall.claim_ids)


def _levels_of_targets(world: World) -> Iterator[Candidate]:
    """A level at the end of a year that has a target."""
    still_open = open_targets(world)
    for gap in world.gaps:
        if gap.target_id in still_open:
            day = pd.Timestamp(gap.target_year, 12, 31)
            yield from _level(world, "level_at_target_year_end", day, gap.claim_ids, (gap.target_id,))


def _earlier_counts(world: World) -> Iterator[Candidate]:
    """A count a year before the newest one, for a target whose pace has nothing to be held against."""
    if not any(pace.reason == "no_two_counts" and pace.scheme == "bhyt" for pace in world.paces):
        return
    counted = [point for point in world.points if point.insured_count is not None]
    for point in counted[-1:]:
        day = point.as_of - pd.DateOffset(years=1)
        # A count that fell since, and one that rose by a tenth: the first may leave no pace to compare with.
        values = (point.insured_count * 1.02, point.insured_count * 0.9)
        trials = tuple((claim(world, day, "count", value),) for value in values)
        yield Candidate("count_a_year_before", "bhyt", day, trials, (point.claim_id,))


def _plans(world: World) -> Iterator[Candidate]:
    """The plan in persons behind a percent of plan that stands alone, or the count that reached it."""
    for pace in world.paces:
        if pace.reason != "no_count_for_plan":
            continue
        base = population_of(world.population, world.area, pace.target_year)
        own = [claim for claim in world.claims if claim.claim_id in pace.claim_ids]
        if base is None or not own:
            continue
        newest = max(own, key=lambda claim: (claim.as_of, claim.claim_id))
        # Between one in a hundred and everyone: what matters is whether the plan can then be followed at all.
        values = (0.01 * base.count, base.count)
        shared = {"scheme": pace.scheme, "group": pace.group}
        count = {**shared, "source_id": newest.source_id, "as_of_precision": newest.as_of_precision}
        end = pd.Timestamp(pace.target_year, 12, 31)
        for kind, name, day, cells in (
            ("count_for_plan", "count", newest.as_of, count),
            ("plan_in_persons", "target_count", end, {**shared, "plan_owner": pace.plan_owner}),
        ):
            trials = tuple((claim(world, day, name, value, **cells),) for value in values)
            yield Candidate(kind, pace.scheme, day, trials, pace.claim_ids)


def _national_levels(world: World) -> Iterator[Candidate]:
    """The country's level at an end of a fall that lacks the country's change between its days."""
    for fall in open_falls(world):
        if fall.group != "total" or fall.compared:
            continue
        for day in (fall.start, fall.end):
            pct = country_pct(world, day)
            if pct is None or level_on(world.national, fall.scale, day) is not None:
                continue
            trials = tuple(national_pair(world, day, value) for value in around(pct, NATIONAL_SPREAD))
            yield Candidate("national_level", "bhyt", day, trials, fall.claim_ids, is_national=True)
