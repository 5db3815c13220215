"""Texts of the chart of the audit: rows, title, alternative text and the sentence to copy."""

from collections.abc import Sequence

from baophu.analysis.audit import CONTRADICTORY, Finding
from baophu.facts.province import Facts
from baophu.report.charts.rows import publishers
from baophu.report.check_words import audit_number, contradiction_sentence, decimals_of, gap_text
from baophu.report.words import Words, mid_sentence


def place(finding: Finding, words: Words) -> str:
    """Scheme and day of a finding, with its area unless it is the whole province."""
    texts = [words.scheme(finding.scheme, finding.group), words.f.short_day(finding.as_of, finding.as_of_precision)]
    return words.join([*([] if finding.area == words.facts.area.area else [words.area(finding.area)]), *texts])


def lines(finding: Finding, words: Words) -> list[str]:
    """Text at the right of a row: printed, recomputed with its interval, the difference."""
    drawn_findings = (finding.implied, finding.implied_low, finding.implied_high, finding.printed)
    value, low, high, printed = (
        audit_number(number, finding.unit, words, decimals_of(finding)) for number in drawn_findings
    )
    implied = words.say("audit-range", value=value, low=low, high=high)
    texts = [
        words.say("chart-audit-printed", value=printed),
        words.say("chart-audit-implied", value=implied),
    ]
    return (
        [*texts, words.say("chart-audit-apart", size=gap_text(finding, words))] if _is_contradiction(finding) else texts
    )


def title(contradictions: Sequence[Finding], agreements: Sequence[Finding], words: Words) -> str:
    """How many checks agree and how many do not, and the first contradiction."""
    counts = {"n": len(agreements), "agreed": words.f.count(len(agreements))}
    if not contradictions:
        return words.say("chart-audit-title-agree", province=words.province, **counts)
    if not agreements:
        what = _check_text(contradictions[0], words)
        return words.say(
            "chart-audit-title-wrong", province=words.province, size=gap_text(contradictions[0], words), what=what
        )
    values = {
        "m": len(contradictions),
        "wrong": words.f.count(len(contradictions)),
        "what": _check_text(contradictions[0], words),
    }
    return words.say(
        "chart-audit-title", province=words.province, size=gap_text(contradictions[0], words), **counts, **values
    )


def alt(drawn_findings: Sequence[Finding], words: Words) -> str:
    """Every row in words."""
    texts = [f"{_check_text(finding, words)}: {', '.join(lines(finding, words))}" for finding in drawn_findings]
    return words.say("chart-audit-alt", province=words.province, rows="; ".join(texts))


def sentence(contradictions: Sequence[Finding], agreements: Sequence[Finding], facts: Facts, words: Words) -> str:
    """The first contradiction, or that all figures agree, with sources."""
    if contradictions:
        claims = {claim.claim_id: claim for claim in facts.claims}
        contradiction = contradiction_sentence(contradictions[0], claims, words)
        return words.say(
            "chart-audit-sentence", finding=contradiction, sources=sources(contradictions[:1], facts, words)
        )
    days = sorted(finding.as_of for finding in agreements)
    values = {"first": str(days[0].year), "last": str(days[-1].year), "sources": sources(agreements, facts, words)}
    count = {"n": len(agreements), "agreed": words.f.count(len(agreements))}
    return words.say("chart-audit-sentence-agree", province=words.province, **count, **values)


def sources(drawn_findings: Sequence[Finding], facts: Facts, words: Words) -> str:
    """Publishers of the figures compared."""
    return publishers(facts, words, [claim_id for finding in drawn_findings for claim_id in finding.claim_ids])


def tip(finding: Finding, facts: Facts, words: Words) -> str:
    """Tooltip of a row's marks."""
    text = f"{_check_text(finding, words)}: {', '.join(lines(finding, words))}"
    return words.say("chart-audit-tip", said=text, publisher=sources([finding], facts, words))


def claim_of(finding: Finding, kind: str, facts: Facts) -> str:
    """The claim that a mark links to: the one that prints the number, or one that it is recomputed from."""
    values = {claim.claim_id: claim.value for claim in facts.claims}
    printed = next((i for i in finding.claim_ids if values.get(i) == finding.printed), finding.claim_ids[0])
    if kind == "printed":
        return printed
    return next((i for i in finding.claim_ids if i != printed), printed)


def _check_text(finding: Finding, words: Words) -> str:
    return f"{mid_sentence(words.say(f'audit-{finding.check}'))} ({place(finding, words)})"


def _is_contradiction(finding: Finding) -> bool:
    return finding.verdict == CONTRADICTORY
