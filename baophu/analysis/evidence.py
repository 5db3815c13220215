"""Which further figure would help a report most: ranked rules over the results of the analysis.

Each rule handles one kind of open question (a fall without a verdict, a target without a level at the end of its year,
a level without a count) and names the figure that would answer it: the quantity, the area and the day.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain

import pandas as pd

from baophu.analysis.audit import CONTRADICTORY, Finding
from baophu.analysis.changes import OPEN, Change, Nation
from baophu.analysis.confidence import Grade
from baophu.analysis.constants import OLD_DAYS, RECENT_DAYS
from baophu.analysis.coverage import ANNOUNCED, GSO
from baophu.analysis.rows import ClaimRow, PointRow
from baophu.analysis.targets import CANNOT_SAY, NO_LEVEL, PLAN, REACHED, Pace, TargetGap

# What a figure can settle, the most valuable first.
GAINS = ("fall", "level", "target", "uninsured", "population", "contradiction", "people", "rise", "pace")
# By reason of the grade for which a level is weak: the figure that would remove it, and what that settles.
WEAK = {
    "rate_only": ("count_for_rate", "uninsured"),
    "count_only": ("rate_for_count", "uninsured"),
    "scales_apart": ("publisher_population", "population"),
    "scales_far_apart": ("publisher_population", "population"),
    "more_insured_than_people": ("publisher_population", "population"),
}
# The figure that decides between two prints, by the quantity on which they differ.
THIRD = {
    **dict.fromkeys(("plan", "attainment", "target"), "plan_in_persons"),
    **dict.fromkeys(("base", "population", "denominator"), "third_base"),
    **dict.fromkeys(("level", "count", "part"), "third_count"),
    **dict.fromkeys(("rate", "share"), "third_rate"),
    **dict.fromkeys(("change", "ratio", "growth"), "third_change"),
}


@dataclass(frozen=True)
class MissingFigure:
    """A figure that nobody has printed, and what it would settle (items of ``GAINS``, in that order).

    ``claim_ids`` and ``target_ids`` are the claims and targets that it would complete; ``people_count`` is the size in
    persons of the largest change that it would settle.
    """

    kind: str
    area: str
    scheme: str
    as_of: pd.Timestamp
    settles: tuple[str, ...]
    claim_ids: tuple[str, ...] = ()
    target_ids: tuple[str, ...] = ()
    people_count: float = 0.0


@dataclass(frozen=True)
class EvidenceInputs:
    """Results of the analysis of an area; ``decided_claims`` are those between which a decision has chosen."""

    area: str
    last_year: int
    claims: tuple[ClaimRow, ...]
    points: tuple[PointRow, ...]
    changes: tuple[Change, ...]
    gaps: tuple[TargetGap, ...]
    paces: tuple[Pace, ...]
    findings: tuple[Finding, ...]
    grade: Grade
    nation: Nation
    decided_claims: frozenset[str] = frozenset()

    @property
    def end(self) -> pd.Timestamp:
        """The last day covered."""
        return _year_end(self.last_year)

    def has_count(self, day: pd.Timestamp) -> bool:
        """Whether there is a count of everyone insured on a day."""
        return any(point.as_of == day and point.insured_count is not None for point in self.points)


def find_missing(inputs: EvidenceInputs) -> list[MissingFigure]:
    """Missing figures that would settle something about an area, the most useful first.

    Figures of days more than three years before the end of the years covered come last. Within both parts the order is
    by the best item that a figure settles, then by persons concerned, number of items settled and day.

    Parameters
    ----------
    inputs : EvidenceInputs
        Results of the analysis of the area.

    Returns
    -------
    list of MissingFigure
        One for each quantity, area, scheme and day.
    """
    by_key: dict[tuple, MissingFigure] = {}
    for item in chain(
        _of_changes(inputs), _of_level(inputs), _of_targets(inputs), _of_plans(inputs), _of_prints(inputs)
    ):
        # The level of a day is one figure, whichever rule names it.
        quantity = "level" if item.kind.startswith("level") else item.kind
        key = (quantity, item.area, item.scheme, item.as_of)
        by_key[key] = _merge(by_key[key], item) if key in by_key else item
    return sorted(
        by_key.values(), key=lambda item: (inputs.end - item.as_of > pd.Timedelta(days=OLD_DAYS), *_rank(item))
    )


def _merge(first: MissingFigure, other: MissingFigure) -> MissingFigure:
    ids = {
        name: tuple(dict.fromkeys(getattr(first, name) + getattr(other, name))) for name in ("claim_ids", "target_ids")
    }
    settles = tuple(sorted({*first.settles, *other.settles}, key=GAINS.index))
    return replace(first, settles=settles, people_count=max(first.people_count, other.people_count), **ids)


def _rank(item: MissingFigure) -> tuple:
    weight = (-item.people_count, -len(item.settles), -item.as_of.toordinal())
    return (GAINS.index(item.settles[0]), *weight, item.kind, item.scheme, item.area)


def _year_end(year: int) -> pd.Timestamp:
    return pd.Timestamp(year, 12, 31)


def _of_changes(inputs: EvidenceInputs) -> Iterator[MissingFigure]:
    """The one figure for lack of which a net change of health insurance has no verdict."""
    area_changes = [change for change in inputs.changes if (change.area, change.scheme) == (inputs.area, "bhyt")]
    totals = {(change.start, change.end) for change in area_changes if change.is_total}
    for change in area_changes:
        if change.verdict != OPEN or change.start is None:
            continue
        if change.is_total:
            missing = _for_total(change, inputs)
        elif change.is_fall and (change.start, change.end) not in totals:
            ends = (("level_before_fall", change.start), ("level_after_fall", change.end))
            missing = [(kind, day, inputs.area) for kind, day in ends if not inputs.has_count(day)]
        else:
            continue
        # Where two figures are missing, neither settles the verdict alone.
        for kind, day, area in missing if len(missing) == 1 else ():
            gain, people = "fall" if change.is_fall else "rise", abs(change.change_count or 0.0)
            yield MissingFigure(kind, area, "bhyt", day, (gain,), change.claim_ids, people_count=people)


def _for_total(change: Change, inputs: EvidenceInputs) -> list[tuple[str, pd.Timestamp, str]]:
    days = (change.start, change.end)
    missing_counts = [("count_for_rate", day, inputs.area) for day in days if not inputs.has_count(day)]
    if change.reason == "two_readings":
        # The other reading of the earlier level is a count, so a later count can be compared with it.
        return missing_counts[-1:]
    if change.reason != "no_country":
        return []
    rates, persons = ([inputs.nation.on(scale, day) for day in days] for scale in (ANNOUNCED, GSO))
    if change.change_count is None and None not in persons:
        return missing_counts
    levels = rates if change.change_count is None else persons
    return [
        ("national_level", day, inputs.nation.area) for day, level in zip(days, levels, strict=True) if level is None
    ]


def _of_level(inputs: EvidenceInputs) -> Iterator[MissingFigure]:
    """A newer level where there is none or only an old one; figures missing from the newest one."""
    grade, codes = inputs.grade, {reason.code for reason in inputs.grade.reasons}
    if _is_level_weak(inputs):
        yield MissingFigure("level", inputs.area, "bhyt", inputs.end, ("level",))
    is_printed = any(point.as_of == grade.as_of and point.base == "printed" for point in inputs.points)
    for code, (kind, gain) in WEAK.items() if not codes & {"no_level", "old"} else ():
        if code in codes and not (gain == "population" and is_printed):
            yield MissingFigure(kind, inputs.area, "bhyt", grade.as_of, (gain,), grade.claim_ids)


def _is_level_weak(inputs: EvidenceInputs) -> bool:
    return any(reason.code in ("no_level", "old", "aging") for reason in inputs.grade.reasons)


def _of_targets(inputs: EvidenceInputs) -> Iterator[MissingFigure]:
    """A level at the end of a target's year, an exact one where rounding hides the result, the persons behind a gap."""
    for gap in inputs.gaps:
        end = _year_end(gap.target_year)
        if gap.verdict == NO_LEVEL or gap.verdict != REACHED and gap.level_as_of < end:
            yield _level_of_year(end, inputs, gap.claim_ids, (gap.target_id,))
        elif gap.verdict == CANNOT_SAY:
            ids = (gap.claim_ids, (gap.target_id,))
            yield MissingFigure("exact_rate", inputs.area, "bhyt", gap.level_as_of, ("target",), *ids)
    for pace in inputs.paces:
        if pace.reason == "no_publisher_population":
            ids = (pace.claim_ids, (pace.target_id,))
            yield MissingFigure("count_for_rate", inputs.area, "bhyt", pace.level_as_of, ("people",), *ids)
        elif pace.reason == "no_two_counts" and pace.group == "total" and pace.target_year == inputs.last_year:
            before = pace.level_as_of - pd.DateOffset(years=1)
            yield MissingFigure("count_a_year_before", inputs.area, pace.scheme, before, ("pace",), pace.claim_ids)


def _level_of_year(
    end: pd.Timestamp, inputs: EvidenceInputs, claim_ids: tuple[str, ...], target_ids=()
) -> MissingFigure:
    """The announced level at the end of a year; it also counts as a newer level where the newest one is weak."""
    is_recent = inputs.end - end <= pd.Timedelta(days=RECENT_DAYS)
    gains = ("level", "target") if is_recent and _is_level_weak(inputs) else ("target",)
    kind = "rate_for_count" if inputs.has_count(end) else "level"
    return MissingFigure(kind, inputs.area, "bhyt", end, gains, claim_ids, target_ids)


def _of_plans(inputs: EvidenceInputs) -> Iterator[MissingFigure]:
    """The count or plan in persons without which progress on a plan is not known."""
    days = {claim.claim_id: claim.as_of for claim in inputs.claims}
    for pace in inputs.paces:
        if pace.scale != PLAN or pace.group != "total":
            continue
        end, kind = _year_end(pace.target_year), ""
        if pace.reason == "no_level_in_year" and pace.scheme == "bhyt":
            yield _level_of_year(end, inputs, pace.claim_ids)
        elif pace.reason == "no_level_in_year":
            kind, day, gain = "count_for_plan", end, "target"
        elif pace.reason == "no_count_for_plan":
            kind, day, gain = "count_for_plan", max(days[claim] for claim in pace.claim_ids), "people"
        elif pace.verdict == CANNOT_SAY and pace.basis == "attainment":
            kind, day, gain = "plan_in_persons", end, "target"
        elif pace.verdict == CANNOT_SAY:
            kind, day, gain = "exact_count", pace.level_as_of, "target"
        if kind:
            yield MissingFigure(kind, inputs.area, pace.scheme, day, (gain,), pace.claim_ids)


def _of_prints(inputs: EvidenceInputs) -> Iterator[MissingFigure]:
    """A third figure where two printed ones contradict each other and no decision has chosen between them."""
    for finding in inputs.findings:
        is_open = finding.verdict == CONTRADICTORY and not inputs.decided_claims & set(finding.claim_ids)
        if is_open and finding.group == "total" and (kind := THIRD.get(finding.quantity)):
            day = _year_end(finding.as_of.year) if kind == "plan_in_persons" else finding.as_of
            yield MissingFigure(kind, finding.area, finding.scheme, day, ("contradiction",), finding.claim_ids)
