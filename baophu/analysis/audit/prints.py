"""Figures of one quantity and day that were printed differently."""

from itertools import combinations

from baophu.analysis.audit.figures import WHOLE, Figure, edges
from baophu.analysis.audit.findings import held_against
from baophu.analysis.claims import group_rows

_QUANTITY = ("area", "scheme", "group", "kind", "unit", "as_of", "base_as_of")
_OF_PLANS = ("attainment", "shortfall", "target_rate", "target_count")
# Sources count people who join in a campaign or lose a card over different days and from different lists.
_LEFT_OUT = ("flow", "loss")


def checks(figures: list[Figure]):
    """Findings on pairs of different numbers printed for one quantity."""
    comparable = (f for f in figures if f.kind not in _LEFT_OUT and f.unit not in WHOLE)
    for same in group_rows(comparable, *_QUANTITY).values():
        for one, other in combinations(_distinct(same), 2):
            if one.value != other.value and not _of_two_plans(one, other):
                yield _pair(one, other)


def _distinct(same: list[Figure]) -> list[Figure]:
    """One figure for each number, interval and owner, preferably not of a month and of status A."""
    ranked = sorted(same, key=lambda f: (f.as_of_precision == "month", f.obs_status != "A", f.claim_id))
    distinct: dict[tuple, Figure] = {}
    for figure in ranked:
        distinct.setdefault((figure.value, figure.span, figure.plan_owner), figure)
    return sorted(distinct.values(), key=lambda f: f.claim_id)


def _of_two_plans(one: Figure, other: Figure) -> bool:
    """Whether both may be of different plans: of two owners, of unnamed owners, or set by two decisions."""
    owners = one.plan_owner != other.plan_owner or one.plan_owner in ("", "unstated")
    return one.kind in _OF_PLANS and (owners or one.instrument != other.instrument)


def _pair(one: Figure, other: Figure):
    is_unsure = _is_cut(one, other) or _is_cut(other, one)
    numbers = (other.value, other.span, one.value, one.span)
    return held_against(
        "two_prints", one, (one, other), *numbers, one.kind, one.unit, is_unsure=is_unsure, slack=edges((one, other))
    )


def _is_cut(coarse: Figure, fine: Figure) -> bool:
    """Whether one figure is the other truncated instead of rounded, as "203 nghìn" for 203.871."""
    return coarse.step > fine.step and abs(fine.value // coarse.step * coarse.step - coarse.value) < fine.step / 2
