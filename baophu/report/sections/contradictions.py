"""Contradictions in a table per check: printed, recomputed, difference and decision."""

from collections.abc import Sequence

from baophu.analysis.audit import CHECKS, Finding
from baophu.facts.ledger_audit import LedgerAudit
from baophu.facts.province import Claim
from baophu.report.blocks import Block, Content, Group, Link, MutedText, Paragraph, TableBlock
from baophu.report.check_words import gap_text
from baophu.report.words import Words


def contradiction_tables(findings: Sequence[Finding], audit: LedgerAudit, words: Words, prefix: str = "check") -> Block:
    """A table for each check with findings, by area and day; its anchor is the prefix and the check."""
    if not findings:
        return Paragraph(words.say("audit-page-none"))
    claims = {claim.claim_id: claim for claim in audit.claims}
    checks = [check for check in CHECKS if any(item.check == check for item in findings)]
    tables = []
    for check in checks:
        check_findings = sorted(
            (item for item in findings if item.check == check), key=lambda item: (item.area, item.as_of)
        )
        anchor = f"{prefix}-{check}".replace("_", "-")
        tables.append(_table(check_findings, words.say(f"audit-{check}"), anchor, claims, words))
    return Group(tuple(tables))


def _table(findings: Sequence[Finding], title: str, anchor: str, claims: dict[str, Claim], words: Words) -> TableBlock:
    names = ("audit-page-col-where", "audit-page-col-printed", "audit-page-col-implied", "audit-page-col-apart",
             "audit-page-col-decided")  # fmt: skip
    return TableBlock(
        caption=words.say("audit-page-caption", check=title),
        header=tuple(words.say(name) for name in names),
        rows=tuple(_row(item, claims, words) for item in findings),
        numeric=frozenset({1}),
        widths=(1.9, 1.3, 2.5, 1.5, 3.2),
        anchor=anchor,
    )


def _row(item: Finding, claims: dict[str, Claim], words: Words) -> tuple[Content, ...]:
    where = words.say(
        "audit-page-where", area=words.area(item.area), date=words.f.short_day(item.as_of, item.as_of_precision)
    )
    return (
        (f"{where} ", MutedText(words.scheme(item.scheme, item.group))),
        _printed_cell(item, claims, words),
        _implied_cell(item, claims, words),
        gap_text(item, words),
        _decision_text(item, claims, words),
    )


def _printed_cell(item: Finding, claims: dict[str, Claim], words: Words) -> Content:
    """The printed side, linked to its source if one figure holds it."""
    claim = _claim_with_value(item.printed, item, claims)
    if claim:
        return Link(words.printed_token(claim), f"#src-{claim.claim_id}")
    return _number_text(item.printed, item.unit, words)


def _implied_cell(item: Finding, claims: dict[str, Claim], words: Words) -> Content:
    """The recomputed side with its interval, linked to the figures that it is computed from."""
    printed = _claim_with_value(item.printed, item, claims)
    others = [claims[i] for i in item.claim_ids if i in claims and (printed is None or i != printed.claim_id)]
    is_exact = item.implied_low == item.implied_high
    text = _number_text(item.implied, item.unit, words)
    if not is_exact:
        low, high = (_number_text(value, item.unit, words) for value in (item.implied_low, item.implied_high))
        text = text if low == high == text else words.say("audit-range", value=text, low=low, high=high)
    links: list = []
    for claim in others:
        links += [" ", Link(f"[{words.printed_token(claim)}]", f"#src-{claim.claim_id}")]
    return (text, *links)


def _claim_with_value(value: float, item: Finding, claims: dict[str, Claim]) -> Claim | None:
    return next((claims[i] for i in item.claim_ids if i in claims and claims[i].value == value), None)


def _number_text(value: float, unit: str, words: Words) -> str:
    if unit == "times":
        return words.f.number(value, 2)
    if unit == "percentage_points":
        return words.say("gap-points", points=words.f.number(value))
    return words.f.pct(value, 2) if unit.startswith("percent") else words.f.count(value)


def _decision_text(item: Finding, claims: dict[str, Claim], words: Words) -> Content:
    """The decisions on the figures with their reasons, or that there is none."""
    decided = [claims[i] for i in item.claim_ids if i in claims and claims[i].decision]
    if not decided:
        return words.say("audit-page-undecided")
    reasons = []
    for claim in decided:
        reason = claim.reason_vi if words.language == "vi" else claim.reason_en
        decision = words.say(f"decision-{claim.decision}", reason=reason)
        reasons.append(words.say("audit-page-decision", printed=words.printed_token(claim), decision=decision))
    return " ".join(reasons)
