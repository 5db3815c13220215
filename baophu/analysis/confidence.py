"""How far the newest level of an area can be relied on: a grade, and every reason for it.

Near 95 % a small difference in coverage is a large one in the number of uninsured people, so levels are compared by
their uninsured here.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from baophu.analysis.audit import CONSISTENT, CONTRADICTORY
from baophu.analysis.claims import match_rules, merge_ids, select_claims, union_ids
from baophu.analysis.constants import OLD_DAYS, RECENT_DAYS
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
    newest = levels[levels["as_of"].eq(levels.groupby("area")["as_of"].transform("max"))]
    says_less = {
        "is_without_count": newest["insured_count"].isna(),
        "is_coarse": newest["as_of_precision"] != "day",
        "is_bounded": newest["bound"] != "exact",
    }
    ranked = newest.assign(**says_less).sort_values(["area", "scale", *says_less, "claim_id"])
    return ranked.drop_duplicates(["area", "scale"], ignore_index=True)[list(levels)]


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
    cost = reasons["code"].map(COSTS).fillna(0).groupby(reasons["area"], sort=False).sum().reset_index(name="cost")
    letters = match_rules({letter: cost["cost"] <= most for letter, most in LETTERS}, WORST)
    newest = _newest_days(levels)[["area", "as_of", "as_of_precision", "claim_ids"]]
    grades = cost[["area"]].assign(grade=letters).merge(newest, on="area", how="left")
    return grades.assign(
        grade=grades["grade"].where(grades["as_of"].notna(), None),
        as_of_precision=grades["as_of_precision"].fillna(""),
        claim_ids=merge_ids(grades["claim_ids"]),
    )


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
    order = {area: at for at, area in enumerate(areas)}
    newest = _newest_days(levels[levels["area"].isin(list(order))])
    own = select_claims(claims, scheme="bhyt", group="total")
    cited = newest[["area", "population_count"]].assign(claim_id=newest["claim_ids"]).explode("claim_id")
    level_claims = own.merge(cited.astype({"claim_id": own["claim_id"].dtype}), on=["area", "claim_id"])
    unknown = pd.DataFrame({"area": [area for area in order if area not in set(newest["area"])]})
    reasons = [
        _reasons(unknown.assign(claim_ids=[()] * len(unknown)), REPORTED, "no_level"),
        *_reported(newest, level_claims),
        _denominator(newest),
        *_timing(newest, pd.Timestamp(last_year, 12, 31)),
        *_agreement(newest, level_claims, own, findings),
    ]
    table = pd.concat(reasons, ignore_index=True)
    return table.sort_values("area", key=lambda names: names.map(order), kind="stable", ignore_index=True)


def _newest_days(levels: pd.DataFrame) -> pd.DataFrame:
    """One row per area: its newest day and, with the suffixes ``_announced`` and ``_gso``, what stands on it."""
    newest = newest_levels(levels).set_index("area")
    sides = [newest[newest["scale"] == scale].add_suffix(f"_{scale}") for scale in (ANNOUNCED, GSO)]
    table = sides[0].join(sides[1], how="outer").rename_axis("area").reset_index()
    return table.assign(
        as_of=table["as_of_announced"].fillna(table["as_of_gso"]),
        as_of_precision=table["as_of_precision_announced"].fillna(table["as_of_precision_gso"]),
        population_count=table["population_count_gso"].fillna(table["population_count_announced"]),
        claim_ids=merge_ids(table["claim_ids_announced"], table["claim_ids_gso"]),
    )


def _reasons(levels: pd.DataFrame, axis: str, code, **numbers: pd.Series) -> pd.DataFrame:
    """A reason for each row with a code, its numbers those that are not missing; on the claims of the row."""
    pairs = [[(name, value) for value in column.tolist()] for name, column in numbers.items()]
    rows = zip(*pairs, strict=True) if pairs else [()] * len(levels)
    known = [tuple((name, value) for name, value in row if value == value) for row in rows]  # noqa: PLR0124
    table = levels[["area"]].assign(
        axis=axis, code=code, numbers=pd.Series(known, levels.index, dtype=object), claim_ids=levels["claim_ids"]
    )
    return table[table["code"] != ""]


# ── Reported ─────────────────────────────────────────────────────────────────────────────────────────────────


def _reported(newest: pd.DataFrame, level_claims: pd.DataFrame) -> list[pd.DataFrame]:
    """What was printed, and where it was read: count and rate or one of them; estimates, bounds, bare years, copies."""
    has_rate = newest["scale_announced"].notna()
    has_count = newest["scale_gso"].notna() | newest["insured_count_announced"].notna()
    prints = match_rules({"count_and_rate": has_rate & has_count, "rate_only": has_rate}, "count_only")
    statuses, bounds = ([newest[f"{name}_{scale}"] for scale in (ANNOUNCED, GSO)] for name in ("obs_status", "bound"))
    is_estimate, is_other = (statuses[0].isin(codes) | statuses[1].isin(codes) for codes in (("E", "P"), ("D",)))
    is_bounded = bounds[0].fillna("exact").ne("exact") | bounds[1].fillna("exact").ne("exact")
    # Prints before the end, with another definition or of a bound alone are weaker, but not each for itself.
    weak = match_rules({"estimate": is_estimate, "other_definition": is_other, "bound_only": is_bounded})
    year = np.where(newest["as_of_precision"] == "year", "year_precision", "")
    areas = {copy: level_claims.loc[level_claims["copy_type"] == copy, "area"] for copy in COPIES}
    worst = match_rules({copy: newest["area"].isin(own) for copy, own in areas.items()})
    return [_reasons(newest, REPORTED, code) for code in (prints, weak, year, worst)]


# ── Denominator ──────────────────────────────────────────────────────────────────────────────────────────────


def _denominator(newest: pd.DataFrame) -> pd.DataFrame:
    """How many times as many uninsured one scale says as the other."""
    people = newest[["uninsured_count_announced", "uninsured_count_gso"]]
    is_known = people.notna().all(axis=1)
    low, high = people.min(axis=1).where(is_known), people.max(axis=1).where(is_known)
    ratio = (high / low).where(low > 0)
    codes = {
        "one_scale_only": ~is_known,
        "more_insured_than_people": low <= 0,
        "scales_agree": ratio <= SCALES_AGREE,
        "scales_apart": ratio < SCALES_FAR_APART,
    }
    code = match_rules(codes, "scales_far_apart")
    return _reasons(newest, DENOMINATOR, code, ratio=ratio, low_uninsured_count=low, high_uninsured_count=high)


# ── Timing ───────────────────────────────────────────────────────────────────────────────────────────────────


def _timing(newest: pd.DataFrame, end: pd.Timestamp) -> list[pd.DataFrame]:
    """Age of the level at the end of the years covered, and whether it stands at the time of year of the targets."""
    days, month = (end - newest["as_of"]).dt.days, newest["as_of"].dt.month
    age = match_rules({"recent": days <= RECENT_DAYS, "aging": days <= OLD_DAYS}, "old")
    # Levels are pushed up before the year ends and sink again: any other month is another season.
    season = np.where(month == 12, "december", "other_time_of_year")
    return [_reasons(newest, TIMING, age, days=days), _reasons(newest, TIMING, season, month=month)]


# ── Agreement ────────────────────────────────────────────────────────────────────────────────────────────────


def _agreement(
    newest: pd.DataFrame, level_claims: pd.DataFrame, claims: pd.DataFrame, findings: pd.DataFrame
) -> list[pd.DataFrame]:
    """Contradictions that touch the level's claims, and other prints of its day."""
    found = findings[["area", "verdict", "claim_ids"]].assign(number=range(len(findings)))
    touching = found.assign(claim_id=found["claim_ids"]).explode("claim_id")
    touching = touching.astype({"claim_id": claims["claim_id"].dtype})
    touching = touching.merge(level_claims[["area", "claim_id"]]).sort_values("number").drop_duplicates("number")
    prints = _other_prints(level_claims, claims)
    against, differing = touching[touching["verdict"] == CONTRADICTORY], prints[~prints["agrees"]]
    weak = [
        _reasons(_by_area(rows), AGREEMENT, code, **{name: _by_area(rows)["size"]})
        for code, name, rows in (("contradiction", "findings", against), ("other_print_differs", "prints", differing))
    ]
    rest = newest[~newest["area"].isin(pd.concat([against["area"], differing["area"]]))]
    consistent = touching.loc[touching["verdict"] == CONSISTENT, "area"]
    checks = rest["area"].map(pd.concat([prints["area"], consistent]).value_counts()).fillna(0).astype("int64")
    return [*weak, _reasons(rest, AGREEMENT, np.where(checks > 0, "agrees", "unchecked"), checks=checks)]


def _by_area(rows: pd.DataFrame) -> pd.DataFrame:
    """How many rows an area has (``size``), and their claims."""
    return rows.groupby("area")["claim_ids"].agg(size="size", claim_ids=union_ids).reset_index()


def _other_prints(level_claims: pd.DataFrame, claims: pd.DataFrame) -> pd.DataFrame:
    """Pairs of a claim of the level and the same quantity of the same day in another source; whether they agree."""
    names = ["claim_id", "area", "as_of", "kind", "unit", "source_id", "value", "low", "high"]
    own = level_claims[[*names, "population_count"]]
    pairs = own.merge(claims[names], on=["area", "as_of", "kind", "unit"], suffixes=("", "_other"))
    pairs = pairs[pairs["source_id"] != pairs["source_id_other"]].sort_values(["area", "claim_id", "claim_id_other"])
    people = [pairs["population_count"] - pairs[name] for name in ("value", "value_other")]
    fewer, more = np.minimum(*people), np.maximum(*people)
    overlap = (pairs["low"] <= pairs["high_other"]) & (pairs["low_other"] <= pairs["high"])
    is_same = (fewer == more) | (fewer > 0) & (more <= SAME_UNINSURED * fewer)
    return pairs.assign(
        agrees=overlap.where(pairs["kind"] == "rate", is_same),
        claim_ids=list(zip(pairs["claim_id"], pairs["claim_id_other"], strict=True)),
    )
