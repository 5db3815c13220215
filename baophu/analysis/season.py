"""Seasonality: the country's surge before 31 December, and days of two years that may be compared.

Coverage rises before each year's end and falls when short-term cards expire. The size of the surge can be measured only
where a December figure has mid-year figures before and after it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import nan, sqrt
from operator import itemgetter
from statistics import median
from typing import NamedTuple

import pandas as pd

from baophu.analysis.claims import DAY, Row, frame_of, select_claims, union_ids
from baophu.analysis.constants import HALF_YEAR_DAYS, LIKE_DAYS, LONGEST_YEAR_DAYS, MEAN_YEAR_DAYS, OLD_DAYS
from baophu.analysis.coverage import ANNOUNCED, GSO

NO_DECEMBER, NO_BEFORE, NO_AFTER, TOO_FAR, NO_LIKE_DATES = (
    "no_december_point",
    "no_point_before",
    "no_point_after",
    "neighbours_too_far",
    "no_like_dates",
)

MID_YEAR = range(3, 11)  # March to October: November is part of the surge, January and February of its decline
# The surge of that year cannot be separated from lock-downs and the end of free cards in the same months.
MIXED_YEARS = frozenset({2021})
_SURGES = {"year": int, "points": float, "sd_points": float, "reason": object, "claim_ids": object, "is_mixed": bool}
_PAIRS = {
    **{"area": object, "scale": object, "start": DAY, "end": DAY, "pct_before": float, "pct_after": float},
    **{"change_points": float, "low_points": float, "high_points": float, "claim_ids": object},
}


@dataclass(frozen=True)
class DecemberSurge:
    """By how many points the level of a 31 December lies above the line through its mid-year neighbours.

    ``sd_points`` combines the rounding and bounds of the three figures with the typical distance of mid-year figures
    from the line through their neighbours. ``points`` is None where the surge cannot be measured; ``reason`` says why.
    ``is_mixed``: other events of the year are part of it.
    """

    year: int
    points: float | None = None
    sd_points: float | None = None
    reason: str = ""
    is_mixed: bool = False
    claim_ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class SameSeasonPair:
    """Two figures of one scale and base of the same season of two years; the change lies between low and high."""

    scale: str
    start: pd.Timestamp
    end: pd.Timestamp
    pct_before: float
    pct_after: float
    change_points: float
    low_points: float
    high_points: float
    claim_ids: tuple[str, ...]


@dataclass(frozen=True)
class SameSeasonPairs:
    """The same-season pairs of an area on one scale, oldest first, or the reason why there is none."""

    scale: str
    pairs: tuple[SameSeasonPair, ...] = ()
    reason: str = ""


def december_surges(levels: pd.DataFrame, claims: pd.DataFrame, years: Iterable[int]) -> pd.DataFrame:
    """The country's December push on the announced scale.

    Parameters
    ----------
    levels : pd.DataFrame
        Levels of the country (``coverage.levels``); the year after the last one is needed to tell its push.
    claims : pd.DataFrame
        Its usable claims with their intervals, without those set aside: counts and changes in persons give levels on
        days without a rate.
    years : Iterable[int]
        Years whose push is asked for.

    Returns
    -------
    pd.DataFrame
        One row per year, columns as the fields of ``DecemberSurge``.
    """
    levels = list(levels.sort_values(["as_of", "claim_id"], ignore_index=True).itertuples(index=False))
    finest = {scale: _finest_of_days(level for level in levels if level.scale == scale) for scale in (ANNOUNCED, GSO)}
    middle = _mid_year_levels(finest, _population_growth([level for level in levels if level.scale == GSO]), claims)
    ends = {end.as_of.year: end for end in map(_dated, _year_ends(levels))}
    line_sd = _line_sd(middle)
    rows = ((year, *_surge(ends.get(year), middle, line_sd), year in MIXED_YEARS) for year in years)
    return frame_of(rows, _SURGES)


class _Dated(NamedTuple):
    """The level of a day, printed or worked out."""

    as_of: pd.Timestamp
    coverage_pct: float
    low_pct: float
    high_pct: float
    claim_ids: tuple[str, ...]
    is_other_definition: bool

    @property
    def sd(self) -> float:
        """Standard deviation if any value within the print's interval is as likely as another."""
        return (self.high_pct - self.low_pct) / sqrt(12)


def _dated(level: Row) -> _Dated:
    numbers = (level.coverage_pct, level.low_pct, level.high_pct)
    return _Dated(level.as_of, *numbers, level.claim_ids, level.obs_status == "D")


def _year_ends(levels: list[Row]) -> list[Row]:
    """Announced levels of 31 December, of each the most precisely dated."""
    own = [level for level in levels if level.scale == ANNOUNCED and (level.as_of.month, level.as_of.day) == (12, 31)]
    precise = {level.as_of: level for level in reversed(own) if level.as_of_precision == "day"}
    rough = {level.as_of: level for level in reversed(own) if level.as_of_precision == "year"}
    return list((rough | precise).values())


def _surge(end: _Dated | None, middle: list[_Dated], line_sd: float) -> tuple:
    """Points, their standard deviation, the reason and the claims of the push before a year's end."""
    if end is None:
        return (nan, nan, NO_DECEMBER, ())
    # Rates of another definition are rates of another population, and no neighbours.
    same = [level for level in middle if level.is_other_definition == end.is_other_definition]
    left = next((level for level in reversed(same) if level.as_of <= end.as_of), None)
    right = next((level for level in same if level.as_of >= end.as_of), None)
    if left is None or right is None:
        return (nan, nan, NO_BEFORE if left is None else NO_AFTER, ())
    ids = union_ids((end.claim_ids, left.claim_ids, right.claim_ids))
    before, after = (end.as_of - left.as_of).days, (right.as_of - end.as_of).days
    # Of two neighbours of a December one may be far: within a year lies one that saw the same season.
    if before + after > OLD_DAYS or min(before, after) > LONGEST_YEAR_DAYS:
        return (nan, nan, TOO_FAR, ids)
    share = before / (before + after)
    sd = sqrt(line_sd**2 + end.sd**2 + ((1 - share) * left.sd) ** 2 + (share * right.sd) ** 2)
    return (_above_line(left, end, right), sd, "", ids)


def _above_line(left: _Dated, level: _Dated, right: _Dated) -> float:
    """Points by which a level stands above the line through its neighbours."""
    share = (level.as_of - left.as_of) / (right.as_of - left.as_of)
    return level.coverage_pct - ((1 - share) * left.coverage_pct + share * right.coverage_pct)


def _line_sd(middle: list[_Dated]) -> float:
    """Typical distance of a mid-year level from the line through its neighbours, as a standard deviation in points."""
    strays = [abs(_above_line(*levels)) for levels in zip(middle, middle[1:], middle[2:], strict=False)]
    # By the median: the year of lock-downs must not speak for all others.
    return 1.4826 * median(strays) if strays else 0.0


def _mid_year_levels(finest: dict[str, dict], growth: float, claims: pd.DataFrame) -> list[_Dated]:
    """Announced levels between March and October by day: printed ones, and counts on the publisher's population."""
    announced, counts = finest[ANNOUNCED], finest[GSO]
    counted = [level for level in _country_counts(counts, claims) if level.as_of not in announced]
    worked_out = (_on_announced(level, announced, counts, growth) for level in counted)
    both = [*map(_dated, announced.values()), *(level for level in worked_out if level is not None)]
    both = [level for level in both if level.as_of.month in MID_YEAR]
    found: dict[pd.Timestamp, _Dated] = {}
    for level in sorted(both, key=lambda level: (level.as_of, level.claim_ids[0])):
        found.setdefault(level.as_of, level)
    return list(found.values())


def _finest_of_days(levels: Iterable[Row]) -> dict[pd.Timestamp, Row]:
    """Of several levels of a day the one whose print leaves least open."""
    found: dict[pd.Timestamp, Row] = {}
    for level in sorted(levels, key=lambda level: (level.as_of, level.high_pct - level.low_pct, level.claim_id)):
        found.setdefault(level.as_of, level)
    return found


def _country_counts(counts: dict[pd.Timestamp, Row], claims: pd.DataFrame) -> Iterator[_Dated]:
    """The country in persons, not percent: printed, or from a printed change and the count that it starts from."""
    own = select_claims(claims, scheme="bhyt", group="total", unit="persons", kind=("count", "change"))
    rows = sorted(own.itertuples(index=False), key=lambda claim: (claim.as_of, claim.kind == "change"))
    for claim in rows:
        if claim.kind == "count":
            yield _Dated(claim.as_of, claim.value, claim.low, claim.high, (claim.claim_id,), False)
        elif claim.base_as_of in counts:
            base = counts[claim.base_as_of]
            per_point = base.insured_count / base.coverage_pct
            low, high = base.low_pct * per_point + claim.low, base.high_pct * per_point + claim.high
            ids = union_ids((base.claim_ids, (claim.claim_id,)))
            yield _Dated(claim.as_of, base.insured_count + claim.value, low, high, ids, False)


def _on_announced(persons: _Dated, announced: dict, counts: dict, growth: float) -> _Dated | None:
    """A count on the population that the nearest announced rate with a count implies, grown to the day."""
    days = [day for day in announced if day in counts]
    nearest = min(days, key=lambda day: (abs((day - persons.as_of).days), day), default=None)
    if nearest is None or abs((nearest - persons.as_of).days) > HALF_YEAR_DAYS:
        return None
    rate, count = announced[nearest], counts[nearest]
    years = (persons.as_of - nearest).days / MEAN_YEAR_DAYS
    implied = count.insured_count / rate.coverage_pct * (1 + growth) ** years
    ids = union_ids((persons.claim_ids, rate.claim_ids, count.claim_ids))
    numbers = (persons.coverage_pct / implied, persons.low_pct / implied, persons.high_pct / implied)
    return _Dated(persons.as_of, *numbers, ids, rate.obs_status == "D")


def _population_growth(counted: list[Row]) -> float:
    """Mean yearly growth of the statistics office's population, from its longest series among the levels."""
    sizes = Counter(sorted(level.base for level in counted))
    # Of two series as long the first by name.
    own = [level for level in counted if level.base == max(sizes, key=lambda series: sizes[series])]
    years = own[-1].as_of.year - own[0].as_of.year if own else 0
    return (own[-1].population_count / own[0].population_count) ** (1 / years) - 1 if years else 0.0


def same_season_pairs(levels: pd.DataFrame) -> pd.DataFrame:
    """Each level with the last one before it that stands at the same time of an earlier year.

    31 December is compared with 31 December alone, another day with days at most 15 from it. Levels on two series of
    the statistics office's population are no pair.

    Parameters
    ----------
    levels : pd.DataFrame
        Levels of any areas (``coverage.levels``).

    Returns
    -------
    pd.DataFrame
        By area, scale and day of the later level, columns ``area`` and the fields of ``SameSeasonPair``.
    """
    series: dict[tuple, list] = defaultdict(list)
    width = levels["high_pct"] - levels["low_pct"]
    ranked = levels.assign(width=width).sort_values(["area", "scale", "as_of", "width", "claim_id"])
    for level in ranked.drop_duplicates(["area", "scale", "as_of"]).itertuples(index=False):
        if season := _season_of(level):
            series[level.area, level.scale, level.base, season].append(level)
    pairs = []
    for own in series.values():
        for at, after in enumerate(own):
            before = next((level for level in reversed(own[:at]) if _is_pair(level, after)), None)
            if before is not None:
                pairs.append(_pair(before, after))
    return frame_of(sorted(pairs, key=itemgetter(0, 1, 3)), _PAIRS)


def _season_of(level: Row) -> str:
    if (level.as_of.month, level.as_of.day) != (12, 31):
        return "within"
    # A month's figure stands on its last day; it need not be the year's end.
    return "" if level.as_of_precision == "month" else "end"


def _is_pair(before: Row, after: Row) -> bool:
    is_near = abs(before.as_of.day_of_year - after.as_of.day_of_year) <= LIKE_DAYS
    return before.as_of.year < after.as_of.year and (_season_of(after) == "end" or is_near)


def _pair(before: Row, after: Row) -> tuple:
    """The cells ``_PAIRS``."""
    change = (
        after.coverage_pct - before.coverage_pct,
        after.low_pct - before.high_pct,
        after.high_pct - before.low_pct,
    )
    where = (after.area, after.scale, before.as_of, after.as_of)
    return (*where, before.coverage_pct, after.coverage_pct, *change, union_ids((before.claim_ids, after.claim_ids)))
