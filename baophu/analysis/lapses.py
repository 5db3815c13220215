"""Falls: what went down, against what the country did between the same days, with a verdict by rule.

A difference of two stocks is a net change. It is never called a lapse rate: who left and who joined cannot be told
apart from it.
"""

from dataclasses import dataclass, field

import pandas as pd

from baophu.analysis.coverage import ANNOUNCED, GSO, level_on
from baophu.analysis.denominators import population_of

WITHIN, BEYOND, CAUSE, DENOMINATOR, DECLINED = (
    "within_season",
    "beyond_season",
    "printed_cause",
    "denominator",
    "declined",
)
CLIFF_POINTS = 6.0  # a fall this large is not the season (docs/assumptions.md, A5)
SEASON_TOLERANCE = 0.5  # points by which a province may fall more than the country within the season


@dataclass(frozen=True)
class Fall:
    """One fall. Percent points are in the scale named; ``None`` stands for what is not published."""

    scheme: str
    group: str
    start: pd.Timestamp
    start_precision: str
    end: pd.Timestamp
    end_precision: str
    scale: str
    change_count: float | None = None
    change_points: float | None = None
    level_before: float | None = None
    level_after: float | None = None
    before_is_derived: bool = False
    bound: str = "exact"
    national_points: float | None = None
    cause_count: float | None = None
    cause_points: float | None = None
    milder_points: float | None = None
    verdict: str = DECLINED
    reason: str = ""
    claim_ids: tuple[str, ...] = ()
    national_ids: tuple[str, ...] = field(default=())


def falls(
    claims: pd.DataFrame, points: pd.DataFrame, national: pd.DataFrame, population: pd.DataFrame, area: str
) -> list[Fall]:
    """Every fall of an area that the figures show, judged, oldest first.

    Parameters
    ----------
    claims : usable claims of the area.
    points, national : coverage points of the area and of the country (``coverage.coverage_points``).
    population : the ledger's populations.
    """
    own = claims[claims["area"] == area].sort_values("claim_id")
    found = [_printed_change(c, own, population, area) for c in _falling_changes(own).itertuples()]
    found += _rate_falls(points, found)
    judged = [judge(_with_cause(_with_country(f, national), own, population, area), points) for f in found]
    return sorted(judged, key=lambda fall: (fall.end, fall.scheme, fall.group))


def _falling_changes(own: pd.DataFrame) -> pd.DataFrame:
    # Growth in per cent and changes of households or communes are no changes of people.
    dated = (
        own["base_as_of"].notna() & own["as_of"].notna() & own["unit"].isin(["persons", "cards", "percentage_points"])
    )
    return own[(own["kind"] == "change") & (own["value"] < 0) & dated]


def _printed_change(claim, own: pd.DataFrame, population: pd.DataFrame, area: str) -> Fall:
    shared = {
        "scheme": claim.scheme,
        "group": claim.group,
        "start": claim.base_as_of,
        "start_precision": "day",
        "end": claim.as_of,
        "end_precision": claim.as_of_precision,
        "bound": claim.bound,
        "claim_ids": (claim.claim_id,),
    }
    if claim.unit == "percentage_points":
        return _change_in_points(claim, own, shared)
    base = population_of(population, area, claim.as_of.year)
    points = 100 * claim.value / base.count if base and claim.scheme == "bhyt" else None
    return Fall(**shared, scale=GSO, change_count=claim.value, change_points=points)


def _change_in_points(claim, own: pd.DataFrame, shared: dict) -> Fall:
    rates = own[(own["kind"] == "rate") & (own["as_of"] == claim.as_of) & (own["scheme"] == claim.scheme)]
    rates = rates[rates["group"] == claim.group]
    after = float(rates.iloc[0]["value"]) if len(rates) else None
    before = after - claim.value if after is not None else None
    shared["claim_ids"] += tuple(rates["claim_id"][:1])
    return Fall(
        **shared,
        scale=ANNOUNCED,
        change_points=claim.value,
        level_before=before,
        level_after=after,
        before_is_derived=before is not None,
    )


def _rate_falls(points: pd.DataFrame, printed: list[Fall]) -> list[Fall]:
    """Falls between neighbouring announced rates, where no printed change speaks of the same days already."""
    announced = points[points["scale"] == ANNOUNCED].drop_duplicates("as_of", keep="last")
    known = {fall.end for fall in printed if fall.scheme == "bhyt" and fall.group == "total"}
    found = []
    for before, after in zip(announced.iloc[:-1].itertuples(), announced.iloc[1:].itertuples(), strict=True):
        if after.high_pct < before.low_pct and after.as_of not in known:
            found.append(
                Fall(
                    "bhyt",
                    "total",
                    before.as_of,
                    before.as_of_precision,
                    after.as_of,
                    after.as_of_precision,
                    ANNOUNCED,
                    change_points=after.coverage_pct - before.coverage_pct,
                    level_before=before.coverage_pct,
                    level_after=after.coverage_pct,
                    claim_ids=(before.claim_id, after.claim_id),
                )
            )
    return found


def _replaced(fall: Fall, **values) -> Fall:
    return Fall(**{**fall.__dict__, **values})


def _with_country(fall: Fall, national: pd.DataFrame) -> Fall:
    """The country's change between the same days, on the same scale, where both of its levels are known."""
    if fall.scheme != "bhyt" or fall.group != "total":
        return fall
    before, after = (level_on(national, fall.scale, day) for day in (fall.start, fall.end))
    if before is None or after is None:
        return fall
    ids = tuple(dict.fromkeys(before[1] + after[1]))
    return _replaced(fall, national_points=after[0] - before[0], national_ids=ids)


def _with_cause(fall: Fall, own: pd.DataFrame, population: pd.DataFrame, area: str) -> Fall:
    """People whom a print says lost a card or its support between the days of the fall, less those who came back."""
    if fall.scheme != "bhyt":
        return fall
    # A loss dated by its year alone stands on 31 December, wherever in the year the fall ends.
    in_year = (own["as_of_precision"] == "year") & (own["as_of"].dt.year == fall.end.year)
    within = own[(own["as_of"] > fall.start) & ((own["as_of"] <= fall.end) | in_year)]
    losses = within[(within["kind"] == "loss") & (within["scheme"] == fall.scheme) & (within["unit"] == "persons")]
    base = population_of(population, area, fall.end.year)
    if losses.empty or base is None:
        return fall
    people = within[(within["scheme"] == fall.scheme) & (within["kind"] == "count") & (within["unit"] == "persons")]
    back = people[people["group"].isin(losses["group"]) & (people["as_of"] <= fall.end)]
    net = float(losses["value"].sum() - back["value"].sum())
    ids = fall.claim_ids + tuple(losses["claim_id"]) + tuple(back["claim_id"])
    return _replaced(fall, cause_count=net, cause_points=-100 * net / base.count, claim_ids=ids)


def judge(fall: Fall, points: pd.DataFrame) -> Fall:
    """The verdict on a fall and the rule that fired, first match first."""
    if fall.scheme != "bhyt":
        return _verdict(fall, DECLINED, "no_season_known")
    if fall.group != "total":
        return _verdict(fall, DECLINED, "group_only")
    if fall.change_points is None:
        return _verdict(fall, DECLINED, "no_population")
    if fall.cause_points is not None and fall.cause_points <= fall.change_points:
        return _verdict(fall, CAUSE, "loss_covers_fall")
    milder = _milder_change(fall, points)
    if milder is not None:
        return _verdict(_replaced(fall, milder_points=milder), DENOMINATOR, "other_population")
    if fall.national_points is None:
        return _verdict(fall, DECLINED, "no_national_season")
    if fall.change_points >= fall.national_points - SEASON_TOLERANCE:
        return _verdict(fall, WITHIN, "no_more_than_country")
    if fall.change_points <= -CLIFF_POINTS:
        return _verdict(fall, BEYOND, "cliff")
    return _verdict(fall, DECLINED, "between_season_and_cliff")


def _verdict(fall: Fall, verdict: str, reason: str) -> Fall:
    return _replaced(fall, verdict=verdict, reason=reason)


def _milder_change(fall: Fall, points: pd.DataFrame) -> float | None:
    """The change if the earlier rate is put on the statistics office's population, where that takes half of it away.

    The count behind the earlier rate is looked for in the same year.
    """
    if fall.scale != ANNOUNCED or fall.level_before is None or fall.before_is_derived:
        return None
    gso = points[(points["scale"] == GSO) & (points["as_of"].dt.year == fall.start.year)]
    if gso.empty:
        return None
    change = fall.level_after - float(gso.iloc[-1]["coverage_pct"])
    return change if change > fall.change_points / 2 else None
