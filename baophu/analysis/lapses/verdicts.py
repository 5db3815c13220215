"""The rules that judge a fall, first match first; each verdict names the rule that fired."""

from math import hypot

from baophu.analysis.coverage import ANNOUNCED, GSO
from baophu.analysis.lapses.model import BEYOND, CAUSE, DECLINED, DENOMINATOR, WITHIN, Fall, PrintedLoss
from baophu.analysis.rows import PointRow

CLIFF_POINTS = 6.0  # a fall this large is not the season (docs/assumptions.md, A5)
SEASON_TOLERANCE = 0.5  # points by which a province may fall more than the country within the season
# Where nearly everyone is insured, the drift of populations alone moves a percentage by about so much.
NEAR_FULL_PCT, DRIFT_POINTS = 95.0, 1.5


def judge(fall: Fall, points: list[PointRow], is_province: bool = True) -> Fall:
    """The verdict on a fall and the rule that fired."""
    if fall.scheme != "bhyt":
        return _verdict(fall, DECLINED, "no_season_known")
    if fall.group != "total":
        return _verdict(fall, DECLINED, "group_only")
    if fall.change_points is None:
        return _verdict(fall, DECLINED, "no_population")
    if not is_province:
        return _verdict(fall, DECLINED, "small_area")
    if fall.cause_points is not None and fall.cause_points <= fall.change_points:
        return _verdict(fall, CAUSE, "loss_covers_fall")
    if None not in (fall.count_before, fall.count_after) and fall.count_after >= fall.count_before:
        if fall.count_after == fall.count_before:
            return _verdict(fall, DENOMINATOR, "count_same")
        return _verdict(fall, DENOMINATOR, "count_rose")
    milder = _milder_change(fall, points)
    if milder is not None:
        return _verdict(fall.with_(milder_points=milder), DENOMINATOR, "other_population")
    if fall.national_points is None:
        return _verdict(fall, DECLINED, "no_national_season")
    if fall.change_points >= fall.national_points - SEASON_TOLERANCE:
        return _verdict(fall, WITHIN, "no_more_than_country")
    if fall.change_points <= -cliff_points(fall.level_before):
        return _verdict(fall, BEYOND, "cliff")
    return _verdict(fall, DECLINED, "between_season_and_cliff")


def cliff_points(level_before: float | None) -> float:
    """Points from which a fall is no season; near full coverage the drift of populations is added in quadrature."""
    if level_before is not None and level_before >= NEAR_FULL_PCT:
        return hypot(CLIFF_POINTS, DRIFT_POINTS)
    return CLIFF_POINTS


def judge_loss(loss: PrintedLoss) -> PrintedLoss:
    """The verdict on a printed loss: its share of the population alone tells whether it can be the season."""
    if loss.points is None:
        return loss.with_(verdict=DECLINED, reason="no_population")
    if loss.points <= -CLIFF_POINTS:
        return loss.with_(verdict=BEYOND, reason="loss_is_cliff")
    return loss.with_(verdict=DECLINED, reason="loss_below_cliff")


def _verdict(fall: Fall, verdict: str, reason: str) -> Fall:
    return fall.with_(verdict=verdict, reason=reason)


def _milder_change(fall: Fall, points: list[PointRow]) -> float | None:
    """The change if the earlier rate is put on the statistics office's population, where that takes half of it away.

    The count behind the earlier rate is looked for in the same year, before the fall's end.
    """
    if fall.scale != ANNOUNCED or fall.level_before is None or fall.before_is_derived:
        return None
    gso = [p for p in points if p.scale == GSO and p.as_of.year == fall.start.year and p.as_of < fall.end]
    if not gso:
        return None
    nearest = min(gso, key=lambda point: (abs(point.as_of - fall.start), -point.as_of.toordinal(), point.claim_id))
    change = fall.level_after - nearest.coverage_pct
    return change if change > fall.change_points / 2 else None
