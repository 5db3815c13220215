"""The time of year in the figures: the country's push before 31 December, and days that may be compared.

Coverage is pushed up before each year's end and falls when short cards run out. What the push was worth can be told
only where figures of mid-year stand on both sides of a December figure.
"""

from dataclasses import dataclass
from math import sqrt
from statistics import median

import pandas as pd

from baophu.analysis.coverage import ANNOUNCED, GSO, year_ends
from baophu.analysis.intervals import Interval, interval_of

NO_DECEMBER, NO_BEFORE, NO_AFTER, TOO_FAR, NO_LIKE_DATES = (
    "no_december_point",
    "no_point_before",
    "no_point_after",
    "neighbours_too_far",
    "no_like_dates",
)

MID_YEAR = range(3, 11)  # March to October: November is part of the push, January and February of its fading
LINE_DAYS, NEAR_DAYS = 1096, 366  # the two neighbours of a December: at most so far apart, and one of them so near
CARRY_DAYS = 184  # a count is put on the publisher's population of a day so near
LIKE_DAYS = 15
LEVEL = ["as_of", "coverage_pct", "low_pct", "high_pct", "claim_ids"]
# The push of that year cannot be told from lock-downs and from the end of free cards in the same months.
MIXED_YEARS = frozenset({2021})


@dataclass(frozen=True)
class Push:
    """By how many points a year's 31 December stands above the line through its mid-year neighbours.

    ``sd_points`` holds what rounding and bounds of the three prints leave open, and by how much mid-year figures stray
    from a line through their neighbours. ``points`` is None where the push is not identifiable; ``reason`` says why.
    ``is_mixed``: other events of the year weigh in it.
    """

    year: int
    points: float | None = None
    sd_points: float | None = None
    reason: str = ""
    is_mixed: bool = False
    claim_ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class LikePair:
    """Two figures of one scale and base at the same time of two years; the change lies between low and high."""

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
class LikePairs:
    """The like-date pairs of an area on one scale, oldest first, or the reason why there is none."""

    scale: str
    pairs: tuple[LikePair, ...] = ()
    reason: str = ""


def pushes(national: pd.DataFrame, years: range, claims: pd.DataFrame | None = None) -> list[Push]:
    """The country's December push on the announced scale, one entry a year.

    Parameters
    ----------
    national : coverage points of the country; the year after the last one is needed to tell its push.
    claims : usable claims without those set aside; the country's counts and changes in persons then give levels on
        days without a rate.
    """
    national = national.sort_values(["as_of", "scale", "claim_id"])
    ends = year_ends(national[national["scale"] == ANNOUNCED])
    ends = {row.as_of.year: row for row in ends.itertuples()}
    middle = _mid_year_points(national, claims)
    stray = _line_sd(middle)
    return [_push(year, ends.get(year), middle, stray) for year in years]


def _push(year: int, end, middle: pd.DataFrame, stray: float) -> Push:
    mixed = year in MIXED_YEARS
    if end is None:
        return Push(year, reason=NO_DECEMBER, is_mixed=mixed)
    before, after = middle[middle["as_of"] < end.as_of].tail(1), middle[middle["as_of"] > end.as_of].head(1)
    if before.empty or after.empty:
        return Push(year, reason=NO_BEFORE if before.empty else NO_AFTER, is_mixed=mixed)
    left, right = next(before.itertuples()), next(after.itertuples())
    gaps = [(end.as_of - left.as_of).days, (right.as_of - end.as_of).days]
    ids = tuple(dict.fromkeys((*end.claim_ids, *left.claim_ids, *right.claim_ids)))
    if sum(gaps) > LINE_DAYS or min(gaps) > NEAR_DAYS:
        return Push(year, reason=TOO_FAR, is_mixed=mixed, claim_ids=ids)
    share = gaps[0] / sum(gaps)
    sd = sqrt(stray**2 + _sd(end) ** 2 + ((1 - share) * _sd(left)) ** 2 + (share * _sd(right)) ** 2)
    return Push(year, _above_line(left, end, right), sd, is_mixed=mixed, claim_ids=ids)


def _above_line(left, point, right) -> float:
    """Points by which a level stands above the line through its neighbours."""
    share = (point.as_of - left.as_of) / (right.as_of - left.as_of)
    return float(point.coverage_pct - (1 - share) * left.coverage_pct - share * right.coverage_pct)


def _line_sd(middle: pd.DataFrame) -> float:
    """Typical distance of a mid-year level from the line through its neighbours, as a standard deviation in points."""
    rows = list(middle.itertuples())
    strays = [abs(_above_line(*rows[at - 1 : at + 2])) for at in range(1, len(rows) - 1)]
    # By the median: the year of lock-downs must not speak for all others.
    return 1.4826 * median(strays) if strays else 0.0


def _sd(point) -> float:
    """Standard deviation if any value within the print's interval is as likely as another."""
    return float(point.high_pct - point.low_pct) / sqrt(12)


def _mid_year_points(national: pd.DataFrame, claims: pd.DataFrame | None) -> pd.DataFrame:
    """Announced levels between March and October by day: printed ones, and counts on the publisher's population."""
    announced = _one_a_day(national[national["scale"] == ANNOUNCED])
    known = set(announced["as_of"])
    counted = [] if claims is None else [row for row in _persons(national, claims) if row["as_of"] not in known]
    rows = [level for row in counted if (level := _on_announced(row, announced, national))]
    rows += announced.loc[announced["as_of"].dt.month.isin(MID_YEAR), LEVEL].to_dict("records")
    table = pd.DataFrame(rows, columns=LEVEL).astype({"as_of": "datetime64[s]"})
    return table.sort_values(["as_of", "claim_ids"]).drop_duplicates("as_of").reset_index(drop=True)


def _one_a_day(points: pd.DataFrame) -> pd.DataFrame:
    """Of several points of a day the one whose print leaves least open."""
    width = points["high_pct"].astype(float) - points["low_pct"].astype(float)
    ranked = points.assign(_width=width).sort_values(["as_of", "_width", "claim_id"])
    return ranked.drop_duplicates("as_of").drop(columns="_width")


def _persons(national: pd.DataFrame, claims: pd.DataFrame) -> list[dict]:
    """Counts of the country on mid-year days: printed, or from a printed change and the count that it starts from."""
    own = claims[claims["area"].isin(national["area"].unique()) & (claims["scheme"] == "bhyt")]
    own = own[(own["group"] == "total") & (own["unit"] == "persons") & own["as_of"].dt.month.isin(MID_YEAR)]
    own = own.sort_values("claim_id")
    rows = [_printed_count(claim) for claim in own[own["kind"] == "count"].itertuples()]
    bases = _one_a_day(national[national["scale"] == GSO]).set_index("as_of")
    for change in own[(own["kind"] == "change") & own["base_as_of"].isin(bases.index)].itertuples():
        rows.append(_changed_count(bases.loc[change.base_as_of], change))
    return rows


def _printed_count(claim) -> dict:
    span = interval_of(claim.value, claim.as_printed, claim.bound)
    share = {"low": span.low / claim.value, "high": span.high / claim.value}
    return {"as_of": claim.as_of, "persons": claim.value, **share, "claim_ids": (claim.claim_id,)}


def _changed_count(base: pd.Series, change) -> dict:
    # "More than" of a fall opens downwards.
    size = interval_of(abs(change.value), change.as_printed, change.bound)
    step = size if change.value > 0 else Interval(-size.high, -size.low)
    low, high = (base["insured_count"] * base[side] / base["coverage_pct"] for side in ("low_pct", "high_pct"))
    persons = base["insured_count"] + change.value
    share = {"low": (low + step.low) / persons, "high": (high + step.high) / persons}
    return {"as_of": change.as_of, "persons": persons, **share, "claim_ids": (*base["claim_ids"], change.claim_id)}


def _on_announced(row: dict, announced: pd.DataFrame, national: pd.DataFrame) -> dict | None:
    """A count on the population that the nearest announced rate with a count implies, grown to the day."""
    counts = _one_a_day(national[national["scale"] == GSO])[["as_of", "insured_count", "claim_ids"]]
    both = announced[["as_of", "coverage_pct", "claim_ids"]].merge(counts, on="as_of", suffixes=("", "_count"))
    both = both.assign(_days=(both["as_of"] - row["as_of"]).dt.days.abs()).sort_values(["_days", "as_of"])
    if both.empty or both.iloc[0]["_days"] > CARRY_DAYS:
        return None
    nearest = both.iloc[0]
    years = (row["as_of"] - nearest["as_of"]).days / 365.25
    implied = nearest["insured_count"] / nearest["coverage_pct"] * (1 + _growth(national)) ** years
    pct = row["persons"] / implied
    ids = tuple(dict.fromkeys((*row["claim_ids"], *nearest["claim_ids"], *nearest["claim_ids_count"])))
    return dict(zip(LEVEL, (row["as_of"], pct, pct * row["low"], pct * row["high"], ids), strict=True))


def _growth(national: pd.DataFrame) -> float:
    """Mean yearly growth of the statistics office's population, from its longest series among the points."""
    counted = national[national["scale"] == GSO]
    counted = counted[counted["base"] == counted["base"].mode().iloc[0]].sort_values("as_of")
    first, last = counted.iloc[0], counted.iloc[-1]
    years = last["as_of"].year - first["as_of"].year
    return (last["population_count"] / first["population_count"]) ** (1 / years) - 1 if years else 0.0


def like_pairs(points: pd.DataFrame, scale: str) -> LikePairs:
    """Each figure with the last one before it that stands at the same time of an earlier year.

    31 December is compared with 31 December alone, another day with days at most 15 from it. Figures on two series of
    the statistics office's population are no pair.
    """
    own = _one_a_day(points[points["scale"] == scale])
    rows = list(own.itertuples())
    pairs = []
    for index, after in enumerate(rows):
        before = next((row for row in reversed(rows[:index]) if _are_alike(row, after)), None)
        if before is not None:
            pairs.append(_pair(scale, before, after))
    return LikePairs(scale, tuple(pairs), "" if pairs else NO_LIKE_DATES)


def _are_alike(before, after) -> bool:
    if before.as_of.year == after.as_of.year or before.base != after.base:
        return False
    ends = [(day.month, day.day) == (12, 31) for day in (before.as_of, after.as_of)]
    if any(ends):
        # A month's figure stands on its last day; it need not be the year's end.
        return all(ends) and "month" not in (before.as_of_precision, after.as_of_precision)
    return abs(before.as_of.day_of_year - after.as_of.day_of_year) <= LIKE_DAYS


def _pair(scale: str, before, after) -> LikePair:
    return LikePair(
        scale,
        before.as_of,
        after.as_of,
        float(before.coverage_pct),
        float(after.coverage_pct),
        float(after.coverage_pct - before.coverage_pct),
        float(after.low_pct - before.high_pct),
        float(after.high_pct - before.low_pct),
        tuple(dict.fromkeys((*before.claim_ids, *after.claim_ids))),
    )
