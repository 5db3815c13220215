"""How far the newest level of an area can be relied on: a grade, and every reason for it.

Near 95 % a small difference in coverage is a large one in the number of uninsured people, so levels are compared by
their uninsured here.
"""

from dataclasses import dataclass

import pandas as pd

from baophu.analysis.audit import CONSISTENT, CONTRADICTORY, Finding
from baophu.analysis.constants import OLD_DAYS, RECENT_DAYS
from baophu.analysis.coverage import ANNOUNCED, GSO
from baophu.analysis.intervals import span_of
from baophu.analysis.rows import ClaimRow, Claims, PointRow, Points, claims_of, points_of

REPORTED, DENOMINATOR, TIMING, AGREEMENT = "reported", "denominator", "timing", "agreement"
# A rate of whole percents near 95 % allows 4.5 to 5.5 % uninsured, a factor of 1.22: up to this ratio two
# scales cannot be told apart.
SCALES_AGREE = 1.25
# From this ratio on one scale gives twice as many uninsured as the other: the size of the task is not known.
SCALES_FAR_APART = 2.0
# Two counts of one day whose uninsured differ by a smaller ratio are taken as one count, rounded differently.
SAME_UNINSURED = 1.05
# Points that each reason takes from the grade. One: the figure needs a remark. Two: it limits what can be concluded.
# Three: the size of the figure is not known. Codes that are not listed cost nothing.
COSTS = {
    "count_only": 1,
    "rate_only": 1,
    "estimate": 1,
    "other_definition": 1,
    "bound_only": 1,
    "year_precision": 1,
    # A copy on an unrelated page may have a digit wrong; one that was tampered with, any number of them.
    "unrelated_copy": 1,
    "tampered_mirror": 2,
    # Without the other scale the distance between the two is not known; on average they differ.
    "one_scale_only": 2,
    "scales_apart": 2,
    "scales_far_apart": 3,
    "more_insured_than_people": 3,
    "aging": 2,
    # After three years an area's figure says hardly anything about today: this reason alone makes the grade D.
    "old": 6,
    "other_time_of_year": 1,
    "contradiction": 2,
    "other_print_differs": 2,
}
# The most points for each letter: A one remark at most, then two points more per letter.
LETTERS = (("A", 1), ("B", 3), ("C", 5), ("D", 7))
WORST = "E"


@dataclass(frozen=True)
class Reason:
    """One reason for a grade: its subject (``axis``), its code, its numbers and the claims behind it."""

    axis: str
    code: str
    numbers: tuple[tuple[str, float], ...] = ()
    claim_ids: tuple[str, ...] = ()

    @property
    def cost(self) -> int:
        """Points that the reason takes from the grade (``COSTS``)."""
        return COSTS.get(self.code, 0)


@dataclass(frozen=True)
class Grade:
    """Grade ``A`` to ``E`` of the newest level of an area; None, with the reason, where it has no level."""

    area: str
    grade: str | None
    as_of: pd.Timestamp | None
    as_of_precision: str
    reasons: tuple[Reason, ...]
    claim_ids: tuple[str, ...] = ()

    @property
    def cost(self) -> int:
        """Sum of the points of all reasons."""
        return sum(reason.cost for reason in self.reasons)


@dataclass(frozen=True)
class NewestLevel:
    """The points of the newest day, one for each scale that has one."""

    as_of: pd.Timestamp
    as_of_precision: str
    announced: PointRow | None
    gso: PointRow | None

    @property
    def claim_ids(self) -> tuple[str, ...]:
        """Claims from which the level is computed."""
        points = [point for point in (self.announced, self.gso) if point is not None]
        return tuple(dict.fromkeys(claim for point in points for claim in point.claim_ids))


def latest_level(points: Points) -> NewestLevel | None:
    """The newest day with a coverage, and its points; None without any."""
    rows = points_of(points)
    if not rows:
        return None
    day = max(point.as_of for point in rows)
    newest = [point for point in rows if point.as_of == day]
    announced, gso = (
        min((point for point in newest if point.scale == scale), key=_by_detail, default=None)
        for scale in (ANNOUNCED, GSO)
    )
    first = announced or gso
    return NewestLevel(first.as_of, first.as_of_precision, announced, gso)


def _by_detail(point: PointRow) -> tuple:
    """Sort key that puts the most detailed of several points of a day first: with a count, dated to the day, exact."""
    return (point.insured_count is None, point.as_of_precision != "day", point.bound != "exact", point.claim_id)


def grade(claims: Claims, points: Points, findings: list[Finding], area: str, last_year: int = 2023) -> Grade:
    """The grade of the newest level of an area.

    Parameters
    ----------
    claims : Claims
        Usable claims of the area, including those that a decision sets aside: all are compared with the level.
    points : Points
        Coverage points of the area.
    findings : list of Finding
        Findings of the audit (``audit.audit``).
    area : str
        Slug of the area.
    last_year : int
        The level's age is counted to the end of this year.
    """
    level = latest_level(points)
    if level is None:
        return Grade(area, None, None, "", (Reason(REPORTED, "no_level"),))
    rows = [c for c in claims_of(claims) if (c.area, c.scheme, c.group) == (area, "bhyt", "total")]
    reasons = (
        *_print_reasons(level, rows),
        _denominator_reason(level),
        *_timing_reasons(level, pd.Timestamp(last_year, 12, 31)),
        *_agreement_reasons(level, rows, findings, area),
    )
    cost = sum(reason.cost for reason in reasons)
    letter = next((letter for letter, most in LETTERS if cost <= most), WORST)
    return Grade(area, letter, level.as_of, level.as_of_precision, reasons, level.claim_ids)


# ── Reported ─────────────────────────────────────────────────────────────────────────────────────────────────


def _print_reasons(level: NewestLevel, rows: list[ClaimRow]) -> list[Reason]:
    """What was printed (count, rate or both; estimates, bounds, years without a day) and on what copy it was read."""
    points = [point for point in (level.announced, level.gso) if point is not None]
    ids = level.claim_ids
    has_rate = level.announced is not None
    has_count = level.gso is not None or level.announced.insured_count is not None
    reasons = [Reason(REPORTED, "count_and_rate", claim_ids=ids)]
    if not (has_rate and has_count):
        reasons = [Reason(REPORTED, "rate_only" if has_rate else "count_only", claim_ids=ids)]
    # Estimated or provisional, of another definition, or a bound only: each is a weakness, but they do not add up.
    if any(point.obs_status in ("E", "P") for point in points):
        reasons.append(Reason(REPORTED, "estimate", claim_ids=ids))
    elif any(point.obs_status == "D" for point in points):
        reasons.append(Reason(REPORTED, "other_definition", claim_ids=ids))
    elif any(point.bound != "exact" for point in points):
        reasons.append(Reason(REPORTED, "bound_only", claim_ids=ids))
    if level.as_of_precision == "year":
        reasons.append(Reason(REPORTED, "year_precision", claim_ids=ids))
    copies = {row.copy_type for row in rows if row.claim_id in ids}
    worst = next((copy for copy in ("tampered_mirror", "unrelated_copy") if copy in copies), None)
    return [*reasons, Reason(REPORTED, worst, claim_ids=ids)] if worst else reasons


# ── Denominator ──────────────────────────────────────────────────────────────────────────────────────────────


def _denominator_reason(level: NewestLevel) -> Reason:
    """Ratio of the numbers of uninsured on the two scales."""
    ids = level.claim_ids
    people = [_uninsured(level.announced), _uninsured(level.gso)]
    if None in people:
        return Reason(DENOMINATOR, "one_scale_only", claim_ids=ids)
    low, high = sorted(people)
    numbers = (("low_uninsured_count", low), ("high_uninsured_count", high))
    if low <= 0:
        return Reason(DENOMINATOR, "more_insured_than_people", numbers, ids)
    ratio = high / low
    numbers = (("ratio", ratio), *numbers)
    if ratio <= SCALES_AGREE:
        return Reason(DENOMINATOR, "scales_agree", numbers, ids)
    if ratio < SCALES_FAR_APART:
        return Reason(DENOMINATOR, "scales_apart", numbers, ids)
    return Reason(DENOMINATOR, "scales_far_apart", numbers, ids)


def _uninsured(point: PointRow | None) -> float | None:
    return None if point is None or point.uninsured_count is None else float(point.uninsured_count)


# ── Timing ───────────────────────────────────────────────────────────────────────────────────────────────────


def _timing_reasons(level: NewestLevel, end: pd.Timestamp) -> list[Reason]:
    """Age of the level at the end of the years covered, and whether it is of December, as the targets are."""
    days = (end - level.as_of).days
    code = "recent" if days <= RECENT_DAYS else "aging" if days <= OLD_DAYS else "old"
    reasons = [Reason(TIMING, code, (("days", days),), level.claim_ids)]
    month = level.as_of.month
    # Levels rise before the year ends and fall again: a level of another month is of another season.
    if month == 12:
        return [*reasons, Reason(TIMING, "december", (("month", month),), level.claim_ids)]
    return [*reasons, Reason(TIMING, "other_time_of_year", (("month", month),), level.claim_ids)]


# ── Agreement ────────────────────────────────────────────────────────────────────────────────────────────────


def _agreement_reasons(level: NewestLevel, rows: list, findings: list[Finding], area: str) -> list[Reason]:
    """Contradictions that involve the level's claims, and other printed figures of its day."""
    related = [f for f in findings if f.area == area and set(f.claim_ids) & set(level.claim_ids)]
    contradictory = [f for f in related if f.verdict == CONTRADICTORY]
    others = _other_prints(level, rows)
    differing = [ids for ids, agrees in others if not agrees]
    reasons = []
    if contradictory:
        ids = tuple(dict.fromkeys(claim for finding in contradictory for claim in finding.claim_ids))
        reasons.append(Reason(AGREEMENT, "contradiction", (("findings", len(contradictory)),), ids))
    if differing:
        ids = tuple(dict.fromkeys(claim for pair in differing for claim in pair))
        reasons.append(Reason(AGREEMENT, "other_print_differs", (("prints", len(differing)),), ids))
    if reasons:
        return reasons
    checked = len(others) + sum(f.verdict == CONSISTENT for f in related)
    return [Reason(AGREEMENT, "agrees" if checked else "unchecked", (("checks", checked),), level.claim_ids)]


def _other_prints(level: NewestLevel, rows: list) -> list[tuple[tuple[str, str], bool]]:
    """Pairs of a claim of the level and another source's claim of its quantity and day, and whether both agree."""
    return [
        ((claim.claim_id, other.claim_id), _agree(claim, other, level))
        for claim in rows
        for other in rows
        if claim.claim_id in level.claim_ids
        and (other.as_of, other.kind, other.unit) == (claim.as_of, claim.kind, claim.unit)
        and other.source_id != claim.source_id
    ]


def _agree(claim, other, level: NewestLevel) -> bool:
    if claim.kind == "rate":
        spans = (span_of(row) for row in (claim, other))
        return next(spans).overlaps(next(spans))
    point = level.gso or level.announced
    low, high = sorted(float(point.population_count) - row.value for row in (claim, other))
    return low == high or (low > 0 and high / low <= SAME_UNINSURED)
