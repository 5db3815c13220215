"""How far the newest level of an area can be relied on: a grade, and every reason for it.

Coverage near 95 % looks firm in percent while the number of people without a card is open by half. So whatever
compares two levels here compares the uninsured.
"""

from dataclasses import dataclass

import pandas as pd

from baophu.analysis.audit import CONSISTENT, CONTRADICTORY, Finding
from baophu.analysis.constants import OLD_DAYS, RECENT_DAYS
from baophu.analysis.coverage import ANNOUNCED, GSO
from baophu.analysis.intervals import span_of
from baophu.analysis.rows import ClaimRow, Claims, PointRow, Points, claims_of, points_of

REPORTED, DENOMINATOR, TIMING, AGREEMENT = "reported", "denominator", "timing", "agreement"
# A rate of whole percents near 95 % leaves the uninsured open by 5.5 to 4.5, a factor of 1.22: up to here two scales
# cannot be told apart.
SCALES_AGREE = 1.25
# From here on one scale says twice as many people as the other: the size of the task is not known.
SCALES_FAR_APART = 2.0
# Two counts of one day whose uninsured differ by less than this are one count, printed more or less finely.
SAME_UNINSURED = 1.05
# What each reason costs. One point is a remark that has to stand beside the figure; two change what may be said with
# it; three leave its size open. Codes that are not here cost nothing.
COSTS = {
    "count_only": 1,
    "rate_only": 1,
    "estimate": 1,
    "other_definition": 1,
    "bound_only": 1,
    "year_precision": 1,
    # A page that has nothing to do with the publisher may have changed a digit; one that was tampered with, any.
    "unrelated_copy": 1,
    "tampered_mirror": 2,
    # Without the other scale nobody knows how far apart they are; on average they are apart.
    "one_scale_only": 2,
    "scales_apart": 2,
    "scales_far_apart": 3,
    "more_insured_than_people": 3,
    "aging": 2,
    # After three years an own figure says hardly anything of today: alone this takes the grade to D.
    "old": 6,
    "other_time_of_year": 1,
    "contradiction": 2,
    "other_print_differs": 2,
}
# The most that each letter may cost: A no more than one remark, then two points further a letter.
LETTERS = (("A", 1), ("B", 3), ("C", 5), ("D", 7))
WORST = "E"


@dataclass(frozen=True)
class Reason:
    """One reason for a grade: what it is about, its code, its numbers and its claims."""

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
        """Points of all reasons."""
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
        """Claims that the level rests on."""
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
        min((point for point in newest if point.scale == scale), key=_says_less, default=None)
        for scale in (ANNOUNCED, GSO)
    )
    first = announced or gso
    return NewestLevel(first.as_of, first.as_of_precision, announced, gso)


def _says_less(point: PointRow) -> tuple:
    """Of several prints of a day the one that says most comes first: with its count, to the day, exactly."""
    return (point.insured_count is None, point.as_of_precision != "day", point.bound != "exact", point.claim_id)


def grade(claims: Claims, points: Points, findings: list[Finding], area: str, last_year: int = 2023) -> Grade:
    """The grade of the newest level of an area.

    Parameters
    ----------
    claims : usable claims of the area, those set aside included: other prints of the level's day are looked for there.
    points : coverage points of the area.
    findings : what the audit found (``audit.audit``).
    last_year : the level's age is reckoned to the end of this year.
    """
    level = latest_level(points)
    if level is None:
        return Grade(area, None, None, "", (Reason(REPORTED, "no_level"),))
    rows = [c for c in claims_of(claims) if (c.area, c.scheme, c.group) == (area, "bhyt", "total")]
    reasons = (
        *_reported(level, rows),
        _denominator(level),
        *_timing(level, pd.Timestamp(last_year, 12, 31)),
        *_agreement(level, rows, findings, area),
    )
    cost = sum(reason.cost for reason in reasons)
    letter = next((letter for letter, most in LETTERS if cost <= most), WORST)
    return Grade(area, letter, level.as_of, level.as_of_precision, reasons, level.claim_ids)


# ── Reported ─────────────────────────────────────────────────────────────────────────────────────────────────


def _reported(level: NewestLevel, rows: list[ClaimRow]) -> list[Reason]:
    """What was printed, and where it was read: count and rate or one of them; estimates, bounds, bare years, copies."""
    points = [point for point in (level.announced, level.gso) if point is not None]
    ids = level.claim_ids
    has_rate = level.announced is not None
    has_count = level.gso is not None or level.announced.insured_count is not None
    reasons = [Reason(REPORTED, "count_and_rate", claim_ids=ids)]
    if not (has_rate and has_count):
        reasons = [Reason(REPORTED, "rate_only" if has_rate else "count_only", claim_ids=ids)]
    # Prints before the end, with another definition or of a bound alone are weaker, but not each for itself.
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


def _denominator(level: NewestLevel) -> Reason:
    """How many times as many uninsured one scale says as the other."""
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


def _timing(level: NewestLevel, end: pd.Timestamp) -> list[Reason]:
    """Age of the level at the end of the years covered, and whether it stands at the time of year of the targets."""
    days = (end - level.as_of).days
    code = "recent" if days <= RECENT_DAYS else "aging" if days <= OLD_DAYS else "old"
    reasons = [Reason(TIMING, code, (("days", days),), level.claim_ids)]
    month = level.as_of.month
    # Levels are pushed up before the year ends and sink again: any other month is another season.
    if month == 12:
        return [*reasons, Reason(TIMING, "december", (("month", month),), level.claim_ids)]
    return [*reasons, Reason(TIMING, "other_time_of_year", (("month", month),), level.claim_ids)]


# ── Agreement ────────────────────────────────────────────────────────────────────────────────────────────────


def _agreement(level: NewestLevel, own: list, findings: list[Finding], area: str) -> list[Reason]:
    """Contradictions that touch the level's claims, and other prints of its day."""
    touching = [f for f in findings if f.area == area and set(f.claim_ids) & set(level.claim_ids)]
    against = [f for f in touching if f.verdict == CONTRADICTORY]
    others = _other_prints(level, own)
    differing = [ids for ids, agrees in others if not agrees]
    reasons = []
    if against:
        ids = tuple(dict.fromkeys(claim for finding in against for claim in finding.claim_ids))
        reasons.append(Reason(AGREEMENT, "contradiction", (("findings", len(against)),), ids))
    if differing:
        ids = tuple(dict.fromkeys(claim for pair in differing for claim in pair))
        reasons.append(Reason(AGREEMENT, "other_print_differs", (("prints", len(differing)),), ids))
    if reasons:
        return reasons
    checked = len(others) + sum(f.verdict == CONSISTENT for f in touching)
    return [Reason(AGREEMENT, "agrees" if checked else "unchecked", (("checks", checked),), level.claim_ids)]


def _other_prints(level: NewestLevel, own: list) -> list[tuple[tuple[str, str], bool]]:
    """Pairs of a claim of the level and the same quantity of the same day in another source; whether they agree."""
    return [
        ((claim.claim_id, other.claim_id), _agree(claim, other, level))
        for claim in own
        for other in own
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
