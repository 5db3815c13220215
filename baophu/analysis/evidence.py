"""Which further figure would help a report most: ranked rules over the results of the analysis.

Each rule handles one kind of open question (a fall without a verdict, a target without a level at the end of its year,
a level without a count) and names the figure that would answer it: the quantity, the area and the day.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from math import isnan
from typing import NamedTuple

import pandas as pd

from baophu.analysis.audit import CONTRADICTORY
from baophu.analysis.changes import OPEN
from baophu.analysis.claims import DAY, Row, frame_of, union_ids
from baophu.analysis.constants import HEALTH, OLD_DAYS, RECENT_DAYS
from baophu.analysis.coverage import ANNOUNCED, GSO
from baophu.analysis.targets import CANNOT_SAY, PLAN

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
OLD_CODES = ("no_level", "old")  # reasons of a grade for which a new level is asked for, and nothing about the old one
# What is read of the records of changes.
CHANGE_FIELDS = (
    *("area", "scheme", "start", "end", "is_total", "is_fall", "change_count", "verdict", "reason", "claim_ids"),
)
# The figure that decides between two prints, by the quantity on which they disagree.
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
    """What is worked out of all provinces, as frames.

    Parameters
    ----------
    claims : pd.DataFrame
        Usable claims.
    levels : pd.DataFrame
        Levels of the provinces (``coverage.levels``).
    changes : pd.DataFrame
        Columns ``CHANGE_FIELDS``, those of an area in the order in which readers ask.
    gaps, paces, findings : pd.DataFrame
        As ``targets.find_gaps``, ``targets.find_paces`` and ``audit.audit`` give them.
    grades, reasons : pd.DataFrame
        As ``confidence.grade_levels`` and ``confidence.grade_reasons`` give them.
    province_of : Mapping[str, str]
        Area to the province it lies in; a province lies in itself.
    country : str
        Slug of the country.
    country_days : frozenset[tuple[str, pd.Timestamp]]
        Scale and day of the changes on which the country's level is known.
    decided_claims : frozenset[str]
        Claims between which a decision has chosen.
    last_year : int
        The last year covered.
    """

    claims: pd.DataFrame
    levels: pd.DataFrame
    changes: pd.DataFrame
    gaps: pd.DataFrame
    paces: pd.DataFrame
    findings: pd.DataFrame
    grades: pd.DataFrame
    reasons: pd.DataFrame
    province_of: Mapping[str, str]
    country: str
    country_days: frozenset[tuple[str, pd.Timestamp]]
    decided_claims: frozenset[str]
    last_year: int

    @property
    def end(self) -> pd.Timestamp:
        """The last day covered."""
        return _year_end(self.last_year)

    @cached_property
    def provinces(self) -> frozenset[str]:
        """Areas about which something is asked."""
        return frozenset(self.grades["area"])

    @cached_property
    def counted_days(self) -> frozenset[tuple[str, pd.Timestamp]]:
        """Areas and days on which everyone insured is counted."""
        counted = self.levels[self.levels["insured_count"].notna()]
        return frozenset(zip(counted["area"], counted["as_of"], strict=True))

    def areas_with(self, *codes: str) -> frozenset[str]:
        """Areas whose grade has one of these reasons."""
        return frozenset(self.reasons.loc[self.reasons["code"].isin(codes), "area"])

    @cached_property
    def weak_areas(self) -> frozenset[str]:
        """Areas whose newest level is missing or not recent."""
        return self.areas_with(*OLD_CODES, "aging")

    def of_provinces(self, table: pd.DataFrame) -> list[Row]:
        """Rows of a table that are about a province as a whole."""
        return [row for row in table.itertuples(index=False) if row.area in self.provinces]


def find_missing_figures(inputs: EvidenceInputs) -> pd.DataFrame:
    """Figures that would settle something about a province, those that help most first.

    What is more than three years old at the end of the years covered comes last. Then the order is that of the best
    that a figure settles, of the persons concerned, of how much it settles, of its day.

    Parameters
    ----------
    inputs : EvidenceInputs
        What is worked out of the provinces.

    Returns
    -------
    pd.DataFrame
        By ``province``, in that order, with the fields of ``MissingFigure``; each figure once, whatever asks for it.
    """
    found: dict[tuple, _Wanted] = {}
    for wanted in chain(*(rule(inputs) for rule in (_of_changes, _of_levels, _of_targets, _of_plans, _of_prints))):
        # Everyone insured on a day is one figure, whatever it is asked for.
        quantity = "level" if wanted.kind.startswith("level") else wanted.kind
        key = (wanted.province, quantity, wanted.area, wanted.scheme, wanted.as_of)
        found[key] = _join(found[key], wanted) if key in found else wanted
    figures = sorted(found.values(), key=lambda figure: _rank(figure, inputs.end))
    return frame_of(figures, _DTYPES)


class _Wanted(NamedTuple):
    """The cells of ``MissingFigure``, with the province that it helps."""

    province: str
    kind: str
    area: str
    scheme: str
    as_of: pd.Timestamp
    settles: tuple[str, ...]
    claim_ids: tuple[str, ...] = ()
    target_ids: tuple[str, ...] = ()
    people_count: float = 0.0


_DTYPES = dict.fromkeys(_Wanted._fields, object) | {"as_of": DAY, "people_count": float}


def _join(first: _Wanted, other: _Wanted) -> _Wanted:
    return first._replace(
        settles=tuple(sorted({*first.settles, *other.settles}, key=GAINS.index)),
        claim_ids=union_ids((first.claim_ids, other.claim_ids)),
        target_ids=union_ids((first.target_ids, other.target_ids)),
        people_count=max(first.people_count, other.people_count),
    )


def _rank(figure: _Wanted, end: pd.Timestamp) -> tuple:
    is_old = (end - figure.as_of).days > OLD_DAYS
    weight = (-figure.people_count, -len(figure.settles), -figure.as_of.toordinal())
    best = GAINS.index(figure.settles[0])
    return (figure.province, is_old, best, *weight, figure.kind, figure.scheme, figure.area)


def _year_end(year: int) -> pd.Timestamp:
    return pd.Timestamp(year, 12, 31)


def _of_changes(inputs: EvidenceInputs) -> Iterator[_Wanted]:
    """The one figure without which a net change of health insurance has no verdict."""
    own = [change for change in inputs.of_provinces(inputs.changes) if change.scheme == HEALTH]
    totals = {(change.area, change.start, change.end) for change in own if change.is_total}
    for change in own:
        if change.verdict != OPEN or change.start is pd.NaT:
            continue
        if change.is_total:
            missing = _for_total(change, inputs)
        elif change.is_fall and (change.area, change.start, change.end) not in totals:
            days = {"level_before_fall": change.start, "level_after_fall": change.end}
            missing = [(kind, change.area, day) for kind, day in days.items() if not _has_count(change, day, inputs)]
        else:
            continue
        # Where two figures lack, neither decides anything alone.
        for kind, area, day in missing if len(missing) == 1 else ():
            people = 0.0 if isnan(change.change_count) else abs(change.change_count)
            gain = ("fall" if change.is_fall else "rise",)
            yield _Wanted(change.area, kind, area, HEALTH, day, gain, change.claim_ids, people_count=people)


def _has_count(row: Row, day: pd.Timestamp, inputs: EvidenceInputs) -> bool:
    return (row.area, day) in inputs.counted_days


def _for_total(change: Row, inputs: EvidenceInputs) -> list[tuple[str, str, pd.Timestamp]]:
    """Kind, area and day of the figures that a change of everyone lacks."""
    days = (change.start, change.end)
    counts = [("count_for_rate", change.area, day) for day in days if not _has_count(change, day, inputs)]
    if change.reason == "two_readings":
        # The other reading of the earlier rate is a count, against which a later one can be held.
        return counts[-1:]
    if change.reason != "no_country":
        return []
    if isnan(change.change_count) and all((GSO, day) in inputs.country_days for day in days):
        return counts
    scale = ANNOUNCED if isnan(change.change_count) else GSO
    return [("national_level", inputs.country, day) for day in days if (scale, day) not in inputs.country_days]


def _of_levels(inputs: EvidenceInputs) -> Iterator[_Wanted]:
    """A newer level where there is none or an old one; what the newest one lacks."""
    grades = {grade.area: grade for grade in inputs.grades.itertuples(index=False)}
    for area in grades:
        if area in inputs.weak_areas:
            yield _Wanted(area, "level", area, HEALTH, inputs.end, ("level",))
    levels = inputs.levels[inputs.levels["base"] == "printed"]
    printed = set(zip(levels["area"], levels["as_of"], strict=True))
    old = inputs.areas_with(*OLD_CODES)
    weak = inputs.reasons[inputs.reasons["code"].isin(list(WEAK))]
    for area, code in zip(weak["area"], weak["code"], strict=True):
        (kind, gain), grade = WEAK[code], grades[area]
        if area not in old and not (gain == "population" and (area, grade.as_of) in printed):
            yield _Wanted(area, kind, area, HEALTH, grade.as_of, (gain,), grade.claim_ids)


def _of_targets(inputs: EvidenceInputs) -> Iterator[_Wanted]:
    """A level at the end of a target's year, a finer one where the print cannot tell, the persons behind a gap."""
    for gap in inputs.of_provinces(inputs.gaps):
        end, ids = _year_end(gap.target_year), (gap.claim_ids, (gap.target_id,))
        if isnan(gap.level_pct) or not gap.gap_points <= 0 and gap.level_as_of < end:
            yield _level_of_year(gap, inputs, *ids)
        elif isnan(gap.gap_points):
            yield _Wanted(gap.area, "exact_rate", gap.area, HEALTH, gap.level_as_of, ("target",), *ids)
    for pace in inputs.of_provinces(inputs.paces):
        if pace.reason == "no_publisher_population":
            ids = (pace.claim_ids, (pace.target_id,))
            yield _Wanted(pace.area, "count_for_rate", pace.area, HEALTH, pace.level_as_of, ("people",), *ids)
        elif pace.reason == "no_two_counts" and pace.group == "total" and pace.target_year == inputs.last_year:
            before = pace.level_as_of - pd.DateOffset(years=1)
            yield _Wanted(pace.area, "count_a_year_before", pace.area, pace.scheme, before, ("pace",), pace.claim_ids)


def _level_of_year(
    row: Row, inputs: EvidenceInputs, claim_ids: tuple[str, ...], target_ids: tuple[str, ...] = ()
) -> _Wanted:
    """The announced level at the end of a target's year; where nothing as new is known it is a first level too."""
    end = _year_end(row.target_year)
    is_first = (inputs.end - end).days <= RECENT_DAYS and row.area in inputs.weak_areas
    kind = "rate_for_count" if _has_count(row, end, inputs) else "level"
    settles = ("level", "target") if is_first else ("target",)
    return _Wanted(row.area, kind, row.area, HEALTH, end, settles, claim_ids, target_ids)


def _of_plans(inputs: EvidenceInputs) -> Iterator[_Wanted]:
    """The persons counted or planned without which a plan cannot be followed."""
    day_of = dict(zip(inputs.claims["claim_id"], inputs.claims["as_of"], strict=True))
    for plan in inputs.of_provinces(inputs.paces):
        if plan.scale != PLAN or plan.group != "total":
            continue
        kind, day, gain = "", _year_end(plan.target_year), "target"
        if plan.reason == "no_level_in_year" and plan.scheme == HEALTH:
            yield _level_of_year(plan, inputs, plan.claim_ids)
        elif plan.reason == "no_level_in_year":
            kind = "count_for_plan"
        elif plan.reason == "no_count_for_plan":
            kind, day, gain = "count_for_plan", max(day_of[claim] for claim in plan.claim_ids), "people"
        elif plan.verdict == CANNOT_SAY and plan.basis == "attainment":
            kind = "plan_in_persons"
        elif plan.verdict == CANNOT_SAY:
            kind, day = "exact_count", plan.level_as_of
        if kind:
            yield _Wanted(plan.area, kind, plan.area, plan.scheme, day, (gain,), plan.claim_ids)


def _of_prints(inputs: EvidenceInputs) -> Iterator[_Wanted]:
    """One more print of that on which two contradict each other, unless a decision has chosen between them."""
    wrong = inputs.findings[inputs.findings["verdict"].eq(CONTRADICTORY) & inputs.findings["group"].eq("total")]
    for finding in wrong.itertuples(index=False):
        kind, province = THIRD.get(finding.quantity), inputs.province_of.get(finding.area)
        if kind and province and inputs.decided_claims.isdisjoint(finding.claim_ids):
            day = _year_end(finding.as_of.year) if kind == "plan_in_persons" else finding.as_of
            yield _Wanted(province, kind, finding.area, finding.scheme, day, ("contradiction",), finding.claim_ids)
