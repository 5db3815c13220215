"""The parts of the view as blocks: changes, audit, sources, and the cards of figures. No widgets here."""

from collections.abc import Mapping
from dataclasses import replace
from html import escape

from baophu.analysis.audit import CONTRADICTORY
from baophu.explore.selection import filter_facts, select_marks
from baophu.explore.state import Choice
from baophu.facts.province import Facts
from baophu.report.blocks import Block, Group, Heading, Paragraph, inline_html
from baophu.report.sections import audit as audit_section
from baophu.report.sections import changes as changes_section
from baophu.report.sections.sources import source_tables
from baophu.report.words import Words

_SOURCE = "src-"


def describe_choice(choice: Choice, words: Words) -> str:
    """Province, scheme and years of a choice in one line."""
    values = {"province": words.province, "scheme": words.scheme(choice.scheme)}
    return words.say("explore-about", **choice.year_texts, **values)


def build_changes(facts: Facts, choice: Choice, words: Words) -> Block:
    """Changes of the chosen scheme and years, each with its verdict."""
    selected = filter_facts(facts, choice)
    title = words.say("explore-changes", n=str(len(selected.changes)))
    return Group(
        (_heading("explore-changes", title, choice, words), *_unwrap(changes_section.changes_in_full(selected, words)))
    )


def build_audit(facts: Facts, choice: Choice, words: Words) -> Block:
    """Checks of the figures of the chosen scheme and years."""
    selected = filter_facts(facts, choice)
    contradiction_count = sum(finding.verdict == CONTRADICTORY for finding in selected.findings)
    title = words.say("explore-audit", n=str(len(selected.findings)), wrong=str(contradiction_count))
    # All claims: a check of these years may refer to claims of other years.
    block = audit_section.audit(replace(selected, claims=facts.claims), words)
    return Group((_heading("explore-audit", title, choice, words), *_unwrap(block)))


def _heading(anchor: str, title: str, choice: Choice, words: Words) -> Group:
    return Group((Heading(anchor, title), Paragraph(describe_choice(choice, words), style="note")))


def _unwrap(block: Block) -> tuple[Block, ...]:
    return tuple(block.blocks) if isinstance(block, Group) else (block,)


def build_sources(facts_of: Mapping[str, Facts], choice: Choice, words_of: Mapping[str, Words]) -> Block:
    """Source of every figure of the chosen province, and of the drawn figures of the compared provinces."""
    words, facts = words_of[choice.province], facts_of[choice.province]
    tables = source_tables(facts.claims, facts.national_claims, facts, words)
    # The country's figures appear in the sources of every province, but each once on the page.
    listed = {claim.claim_id for claim in facts.national_claims}
    for province in choice.compared_provinces:
        if province != choice.province:
            facts = facts_of[province]
            drawn_ids = {mark.claim_id for mark in select_marks(facts, choice)}
            claims = [claim for claim in facts.claims if claim.claim_id in drawn_ids]
            national_claims = [claim for claim in facts.national_claims if claim.claim_id not in listed]
            listed |= {claim.claim_id for claim in national_claims}
            tables += source_tables(claims, national_claims, facts, words_of[province])
    return Group((Heading("explore-sources", words.say("explore-sources")), *tables))


def build_cards(facts: Facts, words: Words) -> dict[str, str]:
    """HTML card of each figure by claim id: as printed, what it is, its source, what it is used for."""
    return {
        anchor.removeprefix(_SOURCE): _card(table.header, row, anchor.removeprefix(_SOURCE))
        for table in source_tables(facts.claims, facts.national_claims, facts, words)
        for anchor, row in zip(table.anchors, table.rows, strict=True)
    }


def _card(header, row, claim_id: str) -> str:
    printed, what, source, use = map(inline_html, row)
    return (
        f'<p class="baophu-printed">{printed}</p><p>{what}</p>'
        f"<p><b>{escape(header[2])}:</b> {source.replace('<a ', _NEW_TAB_LINK)}</p>"
        f'<p><b>{escape(header[3])}:</b> {use}</p><p class="baophu-id"><code>{escape(claim_id)}</code></p>'
    )


# Open sources in a new tab, not in place of the notebook.
_NEW_TAB_LINK = '<a target="_blank" rel="noopener noreferrer" '
