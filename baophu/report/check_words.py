"""Findings of the audit in words: numbers, gaps and contradictions."""

from baophu.analysis.audit import Finding
from baophu.facts.province import Claim
from baophu.report.words import Words, mid_sentence


def audit_number(value: float, unit: str, words: Words, decimals: int = 1) -> str:
    """A number of a check in its unit; ``decimals`` applies to percentages."""
    if unit == "times":
        return words.f.number(value, 2)
    if unit == "percentage_points":
        return words.say("gap-points", points=words.f.number(value, decimals))
    return words.f.pct(value, decimals) if unit.startswith("percent") else words.f.count(value)


def gap_text(finding: Finding, words: Words) -> str:
    """Printed less recomputed, in percentage points for percentages, else in the unit itself."""
    value = finding.printed - finding.implied
    measure = measure_of(finding)
    if measure == "points":
        return words.say("gap-points", points=words.f.number(value, 2, is_signed=True))
    if measure == "times":
        return words.f.number(value, 2, is_signed=True)
    size = words.f.count(value, is_signed=True)
    return words.say("people-count", count=size) if finding.unit == "persons" else size


def measure_of(finding: Finding) -> str:
    """The unit of a difference: ``points``, ``times`` or ``count``."""
    return "points" if finding.unit.startswith("percent") else "times" if finding.unit == "times" else "count"


def decimals_of(finding: Finding) -> int:
    """Decimals of a check's percentages: two if the interval is narrower than one decimal shows."""
    return 2 if finding.implied_high - finding.implied_low < 0.1 else 1


def contradiction_sentence(finding: Finding, claims: dict[str, Claim], words: Words) -> str:
    """The contradicting figures of a check in a sentence; ``claims`` by claim id."""
    values = {"area": words.area(finding.area), "date": words.when(finding.as_of, finding.as_of_precision)}
    if finding.check == "attainment":
        plan, rate, target = (claims[claim_id] for claim_id in finding.claim_ids[:3])
        return words.say(
            "audit-contradiction-attainment",
            **values,
            printed=words.with_bound(words.f.exact_pct(plan.value), plan.bound),
            rate=words.f.exact_pct(rate.value),
            target=words.f.exact_pct(target.value),
            implied=words.f.pct(finding.implied),
        )
    if finding.check == "ratio":
        ratio = claims[finding.claim_ids[0]]
        return words.say(
            "audit-contradiction-ratio",
            **values,
            scheme=mid_sentence(words.scheme(finding.scheme)),
            printed=words.with_bound(audit_number(ratio.value, finding.unit, words), ratio.bound),
            base=words.when(ratio.base_as_of),
            implied=audit_number(finding.implied, finding.unit, words),
        )
    if finding.check == "two_plans" and len(finding.claim_ids) == 3:
        plan, rate, count = (claims[claim_id] for claim_id in finding.claim_ids)
        return words.say(
            "audit-contradiction-two_plans",
            **values,
            scheme=mid_sentence(words.scheme(finding.scheme, finding.group)),
            count=words.with_bound(words.f.count(count.value), count.bound),
            rate=words.with_bound(words.f.exact_pct(rate.value), rate.bound),
            printed=words.with_bound(words.f.count(plan.value), plan.bound),
            implied=audit_number(finding.implied, finding.unit, words),
            low=audit_number(finding.implied_low, finding.unit, words),
            high=audit_number(finding.implied_high, finding.unit, words),
        )
    return words.say(
        "audit-contradiction",
        **values,
        scheme=mid_sentence(words.scheme(finding.scheme, finding.group)),
        check=mid_sentence(words.say(f"audit-{finding.check}")),
        printed=audit_number(finding.printed, finding.unit, words),
        implied=audit_number(finding.implied, finding.unit, words),
        low=audit_number(finding.implied_low, finding.unit, words),
        high=audit_number(finding.implied_high, finding.unit, words),
    )
