"""The parts of the view as blocks: changes, arithmetic, sources, and the card of one figure. No widgets here."""

from collections.abc import Mapping
from dataclasses import replace
from html import escape

from baophu.analysis.audit import CONTRADICTORY
from baophu.explore.state import Choice
from baophu.explore.view import marks, narrowed
from baophu.facts.province import Facts
from baophu.report.blocks import Block, Group, Heading, Paragraph, TableBlock, inline_html
from baophu.report.sections import audit as audit_section
from baophu.report.sections import changes as changes_section
from baophu.report.sections import sources as sources_section
from baophu.report.words import Words

_SOURCE = "src-"


def about(choice: Choice, words: Words) -> str:
    """What is being looked at, in one line."""
    values = {"province": words.province, "scheme": words.scheme(choice.scheme)}
    return words.say("explore-about", first=str(choice.first_year), last=str(choice.last_year), **values)


def changes(facts: Facts, choice: Choice, words: Words) -> Block:
    """Changes of the scheme in the years, each with its verdict."""
    shown = narrowed(facts, choice)
    title = words.say("explore-changes", n=str(len(shown.changes)))
    return Group((_heading("explore-changes", title, choice, words), *_opened(changes_section.changes(shown, words))))


def audit(facts: Facts, choice: Choice, words: Words) -> Block:
    """Arithmetic of the figures of the scheme and the years."""
    shown = narrowed(facts, choice)
    wrong = sum(found.verdict == CONTRADICTORY for found in shown.findings)
    title = words.say("explore-audit", n=str(len(shown.findings)), wrong=str(wrong))
    # The section looks claims up that a check of these years may take from others.
    block = audit_section.audit(replace(shown, claims=facts.claims), words)
    return Group((_heading("explore-audit", title, choice, words), *_opened(block)))


def _heading(anchor: str, title: str, choice: Choice, words: Words) -> Group:
    return Group((Heading(anchor, title), Paragraph(about(choice, words), style="note")))


def _opened(block: Block) -> tuple[Block, ...]:
    return tuple(block.blocks) if isinstance(block, Group) else (block,)


def sources(facts_of: Mapping[str, Facts], choice: Choice, words_of: Mapping[str, Words]) -> Block:
    """Source of every figure of the chosen province, and of those drawn for the provinces beside it."""
    words = words_of[choice.province]
    tables = _source_tables(facts_of[choice.province], words)
    for province in choice.compared:
        if province != choice.province:
            facts = facts_of[province]
            drawn = {mark.claim_id for mark in marks(facts, choice)}
            own = tuple(claim for claim in facts.claims if claim.claim_id in drawn)
            tables += _source_tables(replace(facts, claims=own), words_of[province])
    return Group((Heading("explore-sources", words.say("explore-sources")), *_each_once(tables)))


def _source_tables(facts: Facts, words: Words) -> list[TableBlock]:
    blocks = _opened(sources_section.sources(facts, words))
    return [block for block in blocks if isinstance(block, TableBlock)]


def _each_once(tables: list[TableBlock]) -> list[TableBlock]:
    """Tables without the rows that an earlier one has: the country's figures stand beside every province."""
    seen: set[str] = set()
    kept = []
    for table in tables:
        rows = [(anchor, row) for anchor, row in zip(table.anchors, table.rows, strict=True) if anchor not in seen]
        seen |= {anchor for anchor, _ in rows}
        if rows:
            kept.append(replace(table, anchors=tuple(a for a, _ in rows), rows=tuple(row for _, row in rows)))
    return kept


def cards(facts: Facts, words: Words) -> dict[str, str]:
    """HTML of what is known of each figure, by claim id: as printed, what it is, where it stands, what it serves."""
    return {
        anchor.removeprefix(_SOURCE): _card(table.header, row, anchor.removeprefix(_SOURCE))
        for table in _source_tables(facts, words)
        for anchor, row in zip(table.anchors, table.rows, strict=True)
    }


def _card(header, row, claim_id: str) -> str:
    printed, what, source, use = map(inline_html, row)
    return (
        f'<p class="baophu-printed">{printed}</p><p>{what}</p>'
        f"<p><b>{escape(header[2])}:</b> {source.replace('<a ', _OPENS)}</p>"
        f'<p><b>{escape(header[3])}:</b> {use}</p><p class="baophu-id"><code>{escape(claim_id)}</code></p>'
    )


# A click on a source must not take the notebook away.
_OPENS = '<a target="_blank" rel="noopener noreferrer" '
