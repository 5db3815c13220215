"""The band of the uninsured of the newest day, over every population that may be meant."""

from baophu.analysis.confidence import Level
from baophu.analysis.denominators import bases_of
from baophu.analysis.evidence.world import World
from baophu.analysis.intervals import Interval, span_of
from baophu.analysis.rows import ClaimRow

# A band that shrinks by less than this share is the same band to the reader.
LEAST_SHRINKING = 0.05


def shrinking(base: World, trial: World) -> float:
    """Share of the width of the band of the uninsured that goes; a first band is a whole one."""
    before, after = uninsured(base), uninsured(trial)
    if after is None:
        return 0.0
    if before is None:
        return 1.0
    width = before.high - before.low
    share = 1 - (after.high - after.low) / width if width > 0 else 0.0
    return share if share >= LEAST_SHRINKING else 0.0


def uninsured(world: World) -> Interval | None:
    """How many may be uninsured on the newest day, in percent of the statistics office's population."""
    level = world.level
    bases = bases_of(world.population, world.area, level.as_of.year) if level else []
    if not bases:
        return None
    rate, insured, people = _rate_of(level), _insured_of(level), _people_of(level, world, bases[0].count)
    if insured is None:
        insured = Interval(rate.low * people.low, rate.high * people.high)
    ends = [base.count - count for base in bases for count in insured]
    if rate:
        ends += [people.low * (1 - rate.high), people.high * (1 - rate.low)]
    else:
        ends += [people.low - insured.high, people.high - insured.low]
    return Interval(min(ends), max(ends)).scaled(100 / bases[0].count)


def printed_populations(world: World, level: Level) -> list[ClaimRow]:
    """Populations that are printed for the day of a level."""
    place = ("bhyt", "total", "denominator", level.as_of)
    return [claim for claim in world.claims if (claim.scheme, claim.group, claim.kind, claim.as_of) == place]


def _rate_of(level: Level) -> Interval | None:
    point = level.announced
    return None if point is None else Interval(point.low_pct, point.high_pct).scaled(0.01)


def _insured_of(level: Level) -> Interval | None:
    if level.gso is not None:
        share = level.gso.population_count / 100
        return Interval(level.gso.low_pct * share, level.gso.high_pct * share)
    if level.announced.insured_count is not None:
        return Interval(level.announced.insured_count, level.announced.insured_count)
    return None


def _people_of(level: Level, world: World, people: float) -> Interval:
    """The publisher's population: printed beside the level, implied by it, or what publishers have used."""
    printed = min(printed_populations(world, level), key=lambda claim: claim.claim_id, default=None)
    if printed:
        return span_of(printed)
    rate, insured = _rate_of(level), _insured_of(level)
    if rate and insured and rate.low > 0 and level.announced.insured_count is not None:
        return insured.over(rate)
    return world.publishers.scaled(people)
