"""How far the newest level of an area can be relied on: a grade, and every reason for it.

Near 95 % a small difference in coverage is a large one in the number of uninsured people, so levels are compared by
their uninsured here.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import isnan
from typing import NamedTuple

import pandas as pd

from baophu.analysis.audit import CONSISTENT, CONTRADICTORY
from baophu.analysis.claims import DAY, Row, frame_of, group_rows, select_claims, union_ids
from baophu.analysis.constants import HEALTH, OLD_DAYS, RECENT_DAYS
from baophu.analysis.coverage import ANNOUNCED, GSO

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
COPIES = ("tampered_mirror", "unrelated_copy")  # the worst first
_GRADES = {"area": object, "grade": object, "as_of": DAY, "as_of_precision": object, "claim_ids": object}


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


def newest_levels(levels: pd.DataFrame) -> pd.DataFrame:
    """The levels of each area's newest day, one for each scale that has one.

    Of several prints of a day the one that says most stands: with its count, to the day, exactly.

    Parameters
    ----------
    levels : pd.DataFrame
        Levels of any areas (``coverage.levels``).

    Returns
    -------
    pd.DataFrame
        Rows of ``levels`` by area and scale.
    """
    newest = _newest_of_areas(levels)
    rows = [level for area in sorted(newest) for _, level in sorted(newest[area].scales.items())]
    return frame_of((row[1:] for row in rows), levels.dtypes)


class _Newest(NamedTuple):
    """The levels of an area's newest day by scale, its announced level first."""

    scales: dict[str, Row]

    @property
    def levels(self) -> list[Row]:
        return [self.scales[scale] for scale in (ANNOUNCED, GSO) if scale in self.scales]

    @property
    def claim_ids(self) -> tuple[str, ...]:
        return union_ids(level.claim_ids for level in self.levels)


def _newest_of_areas(levels: pd.DataFrame) -> dict[str, _Newest]:
    found: dict[str, _Newest] = {}
    days = levels.groupby("area")["as_of"].max()
    for level in sorted(levels.itertuples(), key=_by_detail):
        if level.as_of == days[level.area]:
            found.setdefault(level.area, _Newest({})).scales.setdefault(level.scale, level)
    return found


def _by_detail(level: Row) -> tuple:
    return (isnan(level.insured_count), level.as_of_precision != "day", level.bound != "exact", level.claim_id)


def grade_levels(levels: pd.DataFrame, reasons: pd.DataFrame) -> pd.DataFrame:
    """The grade of the newest level of each area.

    Parameters
    ----------
    levels : pd.DataFrame
        Levels of the areas (``coverage.levels``).
    reasons : pd.DataFrame
        What ``grade_reasons`` says of them.

    Returns
    -------
    pd.DataFrame
        One row per area of ``reasons``: ``area``, ``grade`` (missing without a level), ``as_of``, ``as_of_precision``
        and ``claim_ids``, the claims that the level rests on.
    """
    cost: dict[str, int] = defaultdict(int)
    for area, code in zip(reasons["area"], reasons["code"], strict=True):
        cost[area] += COSTS.get(code, 0)
    newest = _newest_of_areas(levels)
    rows: list[tuple] = []
    for area, points in cost.items():
        if area not in newest:
            rows.append((area, None, pd.NaT, "", ()))
            continue
        first = newest[area].levels[0]
        letter = next((letter for letter, most in LETTERS if points <= most), WORST)
        rows.append((area, letter, first.as_of, first.as_of_precision, newest[area].claim_ids))
    return frame_of(rows, _GRADES)


def grade_reasons(
    levels: pd.DataFrame, claims: pd.DataFrame, findings: pd.DataFrame, areas: Iterable[str], last_year: int = 2023
) -> pd.DataFrame:
    """Every reason for the grade of the newest level of each area.

    Parameters
    ----------
    levels : pd.DataFrame
        Levels of the areas (``coverage.levels``).
    claims : pd.DataFrame
        Usable claims with their intervals, those set aside included: other prints of the level's day are looked for
        there.
    findings : pd.DataFrame
        What the audit found (``audit.audit``): ``area``, ``verdict`` and ``claim_ids`` are read.
    areas : Iterable[str]
        Areas that are graded.
    last_year : int
        The level's age is reckoned to the end of this year.

    Returns
    -------
    pd.DataFrame
        By area, columns ``area`` and the fields of ``Reason``; ``no_level`` for an area without a level.
    """
    newest = _newest_of_areas(levels)
    own_claims = select_claims(claims, scheme=HEALTH, group="total")
    claims_of, findings_of = group_rows(own_claims.itertuples(index=False), "area"), defaultdict(list)
    for area, *finding in zip(findings["area"], findings["verdict"], findings["claim_ids"], strict=True):
        findings_of[area].append(finding)
    rows = []
    for area in areas:
        if area not in newest:
            rows.append((area, REPORTED, "no_level", (), ()))
            continue
        level, end = newest[area], pd.Timestamp(last_year, 12, 31)
        own = [claim for claim in claims_of[area] if claim.claim_id in level.claim_ids]
        codes: list[tuple] = [(REPORTED, code, ()) for code in _reported(level.levels, own)]
        codes += [_denominator(level), *_timing(level.levels[0].as_of, end)]
        rows += [(area, *reason, level.claim_ids) for reason in codes]
        rows += [(area, *reason) for reason in _agreement(level, own, claims_of[area], findings_of[area])]
    return frame_of(rows, dict.fromkeys(("area", "axis", "code", "numbers", "claim_ids"), object))


# ── Reported ─────────────────────────────────────────────────────────────────────────────────────────────────


def _reported(levels: list[Row], own: list[Row]) -> Iterator[str]:
    """What was printed, and where it was read: count and rate or one of them; estimates, bounds, bare years, copies."""
    has_rate = levels[0].scale == ANNOUNCED
    has_count = levels[-1].scale == GSO or not isnan(levels[0].insured_count)
    yield "count_and_rate" if has_rate and has_count else "rate_only" if has_rate else "count_only"
    # Prints before the end, with another definition or of a bound alone are weaker, but not each for itself.
    weak = {
        "estimate": any(level.obs_status in ("E", "P") for level in levels),
        "other_definition": any(level.obs_status == "D" for level in levels),
        "bound_only": any(level.bound != "exact" for level in levels),
    }
    yield from [code for code, holds in weak.items() if holds][:1]
    if levels[0].as_of_precision == "year":
        yield "year_precision"
    copies = {claim.copy_type for claim in own}
    yield from [copy for copy in COPIES if copy in copies][:1]


# ── Denominator ──────────────────────────────────────────────────────────────────────────────────────────────


def _denominator(level: _Newest) -> tuple:
    """How many times as many uninsured one scale says as the other."""
    people = sorted(level.uninsured_count for level in level.levels)
    if len(people) < 2 or any(map(isnan, people)):
        return (DENOMINATOR, "one_scale_only", ())
    low, high = people
    numbers = (("low_uninsured_count", low), ("high_uninsured_count", high))
    if low <= 0:
        return (DENOMINATOR, "more_insured_than_people", numbers)
    ratio = high / low
    codes = {"scales_agree": ratio <= SCALES_AGREE, "scales_apart": ratio < SCALES_FAR_APART}
    code = next((code for code, holds in codes.items() if holds), "scales_far_apart")
    return (DENOMINATOR, code, (("ratio", ratio), *numbers))


# ── Timing ───────────────────────────────────────────────────────────────────────────────────────────────────


def _timing(day: pd.Timestamp, end: pd.Timestamp) -> Iterator[tuple]:
    """Age of the level at the end of the years covered, and whether it stands at the time of year of the targets."""
    days = (end - day).days
    yield (TIMING, "recent" if days <= RECENT_DAYS else "aging" if days <= OLD_DAYS else "old", (("days", days),))
    # Levels are pushed up before the year ends and sink again: any other month is another season.
    yield (TIMING, "december" if day.month == 12 else "other_time_of_year", (("month", day.month),))


# ── Agreement ────────────────────────────────────────────────────────────────────────────────────────────────


def _agreement(level: _Newest, own: list[Row], claims: list[Row], findings: list) -> Iterator[tuple]:
    """Contradictions that touch the level's claims, and other prints of its day."""
    level_ids = {claim.claim_id for claim in own}
    touching = [(verdict, ids) for verdict, ids in findings if not level_ids.isdisjoint(ids)]
    prints = list(_other_prints(level, own, claims))
    against = [ids for verdict, ids in touching if verdict == CONTRADICTORY]
    differing = [ids for ids, agrees in prints if not agrees]
    weak = (("contradiction", "findings", against), ("other_print_differs", "prints", differing))
    yield from ((AGREEMENT, code, ((name, len(ids)),), union_ids(ids)) for code, name, ids in weak if ids)
    if not against and not differing:
        checks = len(prints) + sum(verdict == CONSISTENT for verdict, _ in touching)
        yield (AGREEMENT, "agrees" if checks else "unchecked", (("checks", checks),), level.claim_ids)


def _other_prints(level: _Newest, own: list[Row], claims: list[Row]) -> Iterator[tuple[tuple[str, str], bool]]:
    """Pairs of a claim of the level and the same quantity of the same day in another source; whether they agree."""
    people = level.levels[-1].population_count
    for claim in own:
        same = (c for c in claims if (c.as_of, c.kind, c.unit) == (claim.as_of, claim.kind, claim.unit))
        for other in same:
            if other.source_id != claim.source_id:
                yield (claim.claim_id, other.claim_id), _agree(claim, other, people)


def _agree(claim: Row, other: Row, people: float) -> bool:
    if claim.kind == "rate":
        return claim.low <= other.high and other.low <= claim.high
    fewer, more = sorted((people - claim.value, people - other.value))
    return fewer == more or fewer > 0 and more <= SAME_UNINSURED * fewer
