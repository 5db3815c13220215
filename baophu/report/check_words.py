"""What a check of printed figures against one another found, in words: numbers, the gap, the contradiction."""

from baophu.analysis.audit import Finding
from baophu.facts.province import Claim
from baophu.report.words import Words, mid_sentence


def audit_number(value: float, unit: str, words: Words, decimals: int = 1) -> str:
    """A number of a check in its own unit; ``decimals`` of a percentage."""
    if unit == "times":
        return words.f.number(value, 2)
    if unit == "percentage_points":
        return words.say("gap-points", points=words.f.number(value, decimals))
    return words.f.pct(value, decimals) if unit.startswith("percent") else words.f.count(value)


def gap_text(found: Finding, words: Words) -> str:
    """Printed less recomputed: points for percentages, else the unit itself. One number for one mismatch."""
    value = found.printed - found.implied
    measure = measure_of(found)
    if measure == "points":
        return words.say("gap-points", points=words.f.number(value, 2, is_signed=True))
    if measure == "times":
        return words.f.number(value, 2, is_signed=True)
    size = words.f.count(value, is_signed=True)
    return words.say("people-count", count=size) if found.unit == "persons" else size


def measure_of(found: Finding) -> str:
    """What a difference is measured in: points, times or whole things."""
    return "points" if found.unit.startswith("percent") else "times" if found.unit == "times" else "count"


def decimals_of(found: Finding) -> int:
    """Decimals of a check's percentages: two where one would make its ends look alike."""
    return 2 if found.implied_high - found.implied_low < 0.1 else 1


def contradiction_sentence(found: Finding, claims: dict[str, Claim], words: Words) -> str:
    """What a contradictory check holds against what; ``claims`` by their ids."""
    values = {"area": words.area(found.area), "date": words.when(found.as_of, found.as_of_precision)}
    if found.check == "attainment":
        plan, rate, target = (claims[claim_id] for claim_id in found.claim_ids[:3])
        return words.say(
            "audit-contradiction-attainment",
            **values,
            printed=words.with_bound(words.f.exact_pct(plan.value), plan.bound),
            rate=words.f.exact_pct(rate.value),
            target=words.f.exact_pct(target.value),
            implied=words.f.pct(found.implied),
        )
    if found.check == "ratio":
        ratio = claims[found.claim_ids[0]]
        return words.say(
            "audit-contradiction-ratio",
            **values,
            scheme=mid_sentence(words.scheme(found.scheme)),
            printed=words.with_bound(audit_number(ratio.value, found.unit, words), ratio.bound),
            base=words.when(ratio.base_as_of),
            implied=audit_number(found.implied, found.unit, words),
        )
    if found.check == "two_plans" and len(found.claim_ids) == 3:
        plan, rate, count = (claims[claim_id] for claim_id in found.claim_ids)
        return words.say(
            "audit-contradiction-two_plans",
            **values,
            scheme=mid_sentence(words.scheme(found.scheme, found.group)),
            count=words.with_bound(words.f.count(count.value), count.bound),
            rate=words.with_bound(words.f.exact_pct(rate.value), rate.bound),
            printed=words.with_bound(words.f.count(plan.value), plan.bound),
            implied=audit_number(found.implied, found.unit, words),
            low=audit_number(found.implied_low, found.unit, words),
            high=audit_number(found.implied_high, found.unit, words),
        )
    return words.say(
        "audit-contradiction",
        **values,
        scheme=mid_sentence(words.scheme(found.scheme, found.group)),
        check=mid_sentence(words.say(f"audit-{found.check}")),
        printed=audit_number(found.printed, found.unit, words),
        implied=audit_number(found.implied, found.unit, words),
        low=audit_number(found.implied_low, found.unit, words),
        high=audit_number(found.implied_high, found.unit, words),
    )
