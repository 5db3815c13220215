"""What a figure that is tried settles, by its worth."""

import pandas as pd

from baophu.analysis.audit import UNDECIDABLE
from baophu.analysis.changes import OPEN, Change
from baophu.analysis.confidence import LETTERS, WORST, Grade
from baophu.analysis.coverage import ANNOUNCED, GSO
from baophu.analysis.evidence.uninsured import shrinking
from baophu.analysis.evidence.world import World
from baophu.analysis.rows import PointRow
from baophu.analysis.targets import Pace

# What is settled, in the order in which ``settles`` names it, and what each is worth. One verdict on a fall answers the
# question that readers ask; knowing the uninsured at all, or to the person instead of a wide band, answers the other.
WORTH = {
    "level": 1.0,  # a level where there was none
    "uninsured": 1.0,  # times the share of the band's width that goes
    "grade": 0.5,  # each letter; no grade counts as the letter after the last
    "fall": 1.0,  # each fall with a verdict instead of none
    "target": 0.5,  # each target known to be reached or missed at the end of its year
    "people": 0.5,  # each open target whose gap can then be said in people
    "pace": 0.5,  # each open target whose pace can then be held against the best seen
    "arithmetic": 0.25,  # each sum that another print would confirm or contradict
}
GRADES = [*(letter for letter, _ in LETTERS), WORST, None]
# Reasons that leave a pace open, and the field that says that it no longer is.
PACES = {
    "people": (("no_publisher_population", "no_count_for_plan"), "missing_count"),
    "pace": (("no_two_counts", "no_publisher_population", "no_count_for_plan"), "ratio"),
}


def gains(base: World, trial: World) -> dict[str, float]:
    """What the trial settles that the base leaves open, by its worth; what was never open is not worked out again."""
    found = {"level": float(not base.points and bool(trial.points)), "uninsured": shrinking(base, trial)}
    found["grade"] = _letters_won(base.grade, trial.grade)
    found["fall"] = sum(_is_decided(fall, trial) for fall in open_falls(base))
    found["target"] = len(open_targets(base) - open_targets(trial)) if open_targets(base) else 0
    for code, (lacking, known) in PACES.items():
        still_open = {_pace_key(pace) for pace in base.paces if pace.reason in lacking}
        settled = {_pace_key(pace) for pace in trial.paces if getattr(pace, known) is not None} if still_open else set()
        found[code] = len(still_open & settled)
    found["arithmetic"] = len(_open_sums(base) - _open_sums(trial))
    return {code: WORTH[code] * gain for code, gain in found.items()}


def _letters_won(before: Grade, after: Grade) -> float:
    first, second = (GRADES.index(found.grade) for found in (before, after))
    return max(0, first - second)


def open_falls(world: World) -> list[Change]:
    """Falls of health insurance without a verdict; of the other schemes the country's season is not known."""
    return [fall for fall in world.falls if fall.scheme == "bhyt" and fall.verdict == OPEN]


def _is_decided(fall: Change, trial: World) -> bool:
    """Whether the fall, or the total over the same days, now has a verdict; a total that did not fall needs none."""
    same = [f for f in trial.falls if (f.scheme, f.start, f.end) == (fall.scheme, fall.start, fall.end)]
    own = [f for f in same if f.group in (fall.group, "total")]
    if any(f.verdict != OPEN for f in own):
        return True
    if any(f.group == "total" for f in own):
        return False
    return any(_did_not_fall(trial.points, scale, fall) for scale in (ANNOUNCED, GSO))


def _did_not_fall(points: list[PointRow], scale: str, fall: Change) -> bool:
    on = {point.as_of: point.coverage_pct for point in points if point.scale == scale}
    return fall.start in on and fall.end in on and on[fall.end] >= on[fall.start]


def open_targets(world: World) -> frozenset[str]:
    """Targets whose level at the end of their year is not published."""
    return frozenset(gap.target_id for gap in world.gaps if gap.level_as_of != pd.Timestamp(gap.target_year, 12, 31))


def _pace_key(pace: Pace) -> tuple:
    return (pace.scale, pace.scheme, pace.group, pace.target_year, pace.plan_owner, pace.target_id)


def _open_sums(world: World) -> frozenset[tuple]:
    """Populations that a count and its rate imply and nothing confirms."""
    open_ones = (f for f in world.findings if f.verdict == UNDECIDABLE and f.check == "implied_population")
    return frozenset((f.check, f.scheme, f.as_of, f.claim_ids[:2]) for f in open_ones)
