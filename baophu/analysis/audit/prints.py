"""One quantity of one day, printed differently."""

from itertools import combinations

from baophu.analysis.audit.figures import WHOLE, AuditClaim, by, edges
from baophu.analysis.audit.findings import held_against

_QUANTITY = ("area", "scheme", "group", "kind", "unit", "as_of", "base_as_of")
_OF_PLANS = ("attainment", "shortfall", "target_rate", "target_count")
# Who joins in a campaign or loses a card is counted by each print over days and a list of its own.
_LEFT_OUT = ("flow", "loss")


def checks(figures: list[AuditClaim]):
    """Prints of one quantity with different numbers; a number printed twice alike says nothing of itself."""
    kept = (f for f in figures if f.kind not in _LEFT_OUT and f.unit not in WHOLE)
    for same in by(kept, *_QUANTITY).values():
        for one, other in combinations(_distinct(same), 2):
            if one.value != other.value and not _of_two_plans(one, other):
                yield _pair(one, other)


def _distinct(same: list[AuditClaim]) -> list[AuditClaim]:
    """One print for each number and interval, those first that stand for their own day and are settled."""
    ranked = sorted(same, key=lambda f: (f.as_of_precision == "month", f.obs_status != "A", f.claim_id))
    kept = {}
    for figure in ranked:
        kept.setdefault((figure.value, figure.span, figure.plan_owner), figure)
    return sorted(kept.values(), key=lambda f: f.claim_id)


def _of_two_plans(one: AuditClaim, other: AuditClaim) -> bool:
    """Plans of different owners, or of owners not named, are compared as plans; a later decision may raise a target."""
    owners = one.plan_owner != other.plan_owner or one.plan_owner in ("", "unstated")
    return one.kind in _OF_PLANS and (owners or one.instrument != other.instrument)


def _pair(one: AuditClaim, other: AuditClaim):
    is_unsure = _is_cut(one, other) or _is_cut(other, one)
    numbers = (other.value, other.span, one.value, one.span)
    return held_against(
        "two_prints", one, (one, other), *numbers, one.kind, one.unit, is_unsure=is_unsure, slack=edges((one, other))
    )


def _is_cut(coarse: AuditClaim, fine: AuditClaim) -> bool:
    """Whether one print is the other cut off at its digits, not rounded: "203 nghìn" of 203.871 is no other number."""
    return coarse.step > fine.step and abs(fine.value // coarse.step * coarse.step - coarse.value) < fine.step / 2
