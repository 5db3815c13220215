"""The words of the chart of the audit: rows, title, alternative text and the sentence to take along."""

from collections.abc import Sequence

from baophu.analysis.audit import CONTRADICTORY, Finding
from baophu.facts.province import Facts
from baophu.report.charts.rows import publishers
from baophu.report.check_words import audit_number, contradiction_sentence, decimals_of, gap_text
from baophu.report.words import Words, mid_sentence


def place(found: Finding, words: Words) -> str:
    """Scheme and day of a finding, and its area where it is not the whole province."""
    texts = [words.scheme(found.scheme, found.group), words.f.short_day(found.as_of, found.as_of_precision)]
    return words.join([*([] if found.area == words.facts.area.area else [words.area(found.area)]), *texts])


def lines(found: Finding, words: Words) -> list[str]:
    """What stands beside a row: printed, recomputed with its span, how far apart."""
    drawn_findings = (found.implied, found.implied_low, found.implied_high, found.printed)
    value, low, high, printed = (
        audit_number(number, found.unit, words, decimals_of(found)) for number in drawn_findings
    )
    implied = words.say("audit-range", value=value, low=low, high=high)
    texts = [
        words.say("chart-audit-printed", value=printed),
        words.say("chart-audit-implied", value=implied),
    ]
    return [*texts, words.say("chart-audit-apart", size=gap_text(found, words))] if _is_wrong(found) else texts


def title(wrong: Sequence[Finding], agreed: Sequence[Finding], words: Words) -> str:
    """How many checks agree and how many do not, and the first that does not."""
    counts = {"n": len(agreed), "agreed": words.f.count(len(agreed))}
    if not wrong:
        return words.say("chart-audit-title-agree", province=words.province, **counts)
    if not agreed:
        what = _what(wrong[0], words)
        return words.say("chart-audit-title-wrong", province=words.province, size=gap_text(wrong[0], words), what=what)
    values = {"m": len(wrong), "wrong": words.f.count(len(wrong)), "what": _what(wrong[0], words)}
    return words.say("chart-audit-title", province=words.province, size=gap_text(wrong[0], words), **counts, **values)


def alt(drawn_findings: Sequence[Finding], words: Words) -> str:
    """Every row in words."""
    texts = [f"{_what(found, words)}: {', '.join(lines(found, words))}" for found in drawn_findings]
    return words.say("chart-audit-alt", province=words.province, rows="; ".join(texts))


def sentence(wrong: Sequence[Finding], agreed: Sequence[Finding], facts: Facts, words: Words) -> str:
    """The first contradiction, or that all agrees, with source and caveat inside."""
    if wrong:
        claims = {claim.claim_id: claim for claim in facts.claims}
        finding = contradiction_sentence(wrong[0], claims, words)
        return words.say("chart-audit-sentence", finding=finding, sources=sources(wrong[:1], facts, words))
    days = sorted(found.as_of for found in agreed)
    values = {"first": str(days[0].year), "last": str(days[-1].year), "sources": sources(agreed, facts, words)}
    count = {"n": len(agreed), "agreed": words.f.count(len(agreed))}
    return words.say("chart-audit-sentence-agree", province=words.province, **count, **values)


def sources(drawn_findings: Sequence[Finding], facts: Facts, words: Words) -> str:
    """Publishers of the figures compared."""
    return publishers(facts, words, [claim_id for found in drawn_findings for claim_id in found.claim_ids])


def tip(found: Finding, facts: Facts, words: Words) -> str:
    """Tooltip of a row's marks."""
    said = f"{_what(found, words)}: {', '.join(lines(found, words))}"
    return words.say("chart-audit-tip", said=said, publisher=sources([found], facts, words))


def claim_of(found: Finding, kind: str, facts: Facts) -> str:
    """The claim that a mark leads to: the one that prints the number, and one that it is recomputed from."""
    values = {claim.claim_id: claim.value for claim in facts.claims}
    printed = next((i for i in found.claim_ids if values.get(i) == found.printed), found.claim_ids[0])
    if kind == "printed":
        return printed
    return next((i for i in found.claim_ids if i != printed), printed)


def _what(found: Finding, words: Words) -> str:
    return f"{mid_sentence(words.say(f'audit-{found.check}'))} ({place(found, words)})"


def _is_wrong(found: Finding) -> bool:
    return found.verdict == CONTRADICTORY
