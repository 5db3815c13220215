"""The claims that are tried: figures at the low and at the high end of what is possible."""

import math

import pandas as pd

from baophu.analysis.coverage import ANNOUNCED, level_on
from baophu.analysis.denominators import population_of
from baophu.analysis.evidence.model import TRIED
from baophu.analysis.evidence.world import World
from baophu.analysis.intervals import Interval
from baophu.analysis.rows import ClaimRow

# A province lies within this of the country on the logit scale in 95 of 100 cases (80 in 100 within half of it).
LEVEL_SPREAD = 1.0


def claim(world: World, day: pd.Timestamp, kind: str, value: float, **cells) -> ClaimRow:
    """A claim to try, printed to the person and to a hundredth of a percent."""
    unit = "percent_of_population" if kind == "rate" else "persons"
    value = round(value, 2) if unit != "persons" else float(round(value))
    printed = f"{value:.2f}%" if unit != "persons" else f"{value:.0f}"
    place = {"area": world.area, "scheme": "bhyt", "group": "total", "kind": kind, "value": value, "unit": unit}
    when = {"as_of": day, "as_of_precision": "day", "base_as_of": None}
    status = {"bound": "exact", "plan_owner": "", "obs_status": "A", "as_printed": printed}
    return ClaimRow(**{"claim_id": f"{TRIED}-{kind}", "source_id": TRIED, **place, **when, **status, **cells})


def _logistic(value: float) -> float:
    return 100 / (1 + math.exp(-value))


def around(pct: float, spread: float) -> tuple[float, float]:
    """Percentages that far below and above on the logit scale."""
    share = min(max(pct, 0.5), 99.5) / 100
    middle = math.log(share / (1 - share))
    return _logistic(middle - spread), _logistic(middle + spread)


def country_pct(world: World, day: pd.Timestamp) -> float | None:
    """The country's announced coverage on a day, or on the nearest day for which it is printed."""
    level = level_on(world.national, ANNOUNCED, day)
    if level:
        return level[0]
    announced = (point for point in world.national if point.scale == ANNOUNCED)
    nearest = min(announced, key=lambda point: abs(point.as_of - day), default=None)
    return None if nearest is None else float(nearest.coverage_pct)


def people_on(world: World, day: pd.Timestamp) -> Interval | None:
    """Range of the publisher's population on a day; None where the statistics office has none of the year."""
    base = population_of(world.population, world.area, day.year)
    return world.publishers.scaled(base.count) if base else None


def level_trials(world: World, day: pd.Timestamp) -> tuple[tuple[ClaimRow, ...], ...]:
    """Count and rate of a day as one source would print them; empty where nothing tells how high they may be."""
    pct, people = country_pct(world, day), people_on(world, day)
    if pct is None or people is None:
        return ()
    pairs = zip(around(pct, LEVEL_SPREAD), people, strict=True)
    return tuple(
        (claim(world, day, "count", rate / 100 * base), claim(world, day, "rate", rate)) for rate, base in pairs
    )


def national_pair(world: World, day: pd.Timestamp, pct: float) -> tuple[ClaimRow, ...]:
    """The country's rate of a day and, where its population is known, the count behind it."""
    area = world.national[0].area
    base = population_of(world.population, area, day.year)
    rate = claim(world, day, "rate", pct, area=area)
    return (rate, claim(world, day, "count", pct / 100 * base.count, area=area)) if base else (rate,)
