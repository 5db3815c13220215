"""The source of every figure of a report that is not of one province."""

from baophu.facts.province import Claim
from baophu.report.blocks import Block, Content, Group, Link, MutedText, Paragraph, TableBlock
from baophu.report.sections.parts import kind_words, locator_text
from baophu.report.words import Words


def sources(facts, words: Words, claim_ids: frozenset[str] | None = None) -> Block:
    """Table of every figure with its locator and source, which points and tables link to.

    Parameters
    ----------
    facts : National or LapseDrops or LedgerAudit
        Facts with ``claims`` and the ``sources`` of all of them.
    words : Words
        Texts of the report.
    claim_ids : frozenset[str], optional
        The figures that the page shows, if those are not all of the facts.

    Returns
    -------
    Block
        An introduction and the table.
    """
    names = ("page-sources-col-printed", "page-sources-col-what", "page-sources-col-date", "page-sources-col-source")
    claims = [claim for claim in facts.claims if claim_ids is None or claim.claim_id in claim_ids]
    table = TableBlock(
        caption=words.say("page-sources-caption"),
        header=tuple(words.say(name) for name in names),
        rows=tuple(_row(claim, facts, words) for claim in claims),
        widths=(1.4, 2.8, 1.2, 3.6),
        anchors=tuple(f"src-{claim.claim_id}" for claim in claims),
    )
    return Group((Paragraph(words.say("sources-intro")), table))


def _row(claim: Claim, facts, words: Words) -> tuple[Content, ...]:
    what = [f"{words.area(claim.area)}: {words.scheme(claim.scheme, claim.group)}, {kind_words(claim, words)}"]
    if claim.is_local:
        what.append(MutedText(f" · {words.say('local-figure')}"))
    if claim.decision:
        what.append(MutedText(f" · {words.label('action', claim.decision)}"))
    when = words.f.short_day(claim.as_of, claim.as_of_precision) if claim.as_of else words.say("source-undated")
    return (words.printed_token(claim), tuple(what), when, _source(claim, facts, words))


def _source(claim: Claim, facts, words: Words) -> Content:
    source = facts.sources[claim.source_id]
    notes = [words.say("source-not-linked")] if source.is_doubtful_copy else []
    notes += [] if claim.locator == "unrecorded" else [locator_text(claim, words)]
    title = Link(source.title, source.link) if source.link else f"“{source.title}”"
    if source.published_on:
        date = words.f.short_day(source.published_on)
        published = words.say("source-published", publisher=words.publisher(source), date=date)
    else:
        published = words.say("source-no-date", publisher=words.publisher(source))
    return (f"{published}. ", title, *([MutedText(" · " + " · ".join(notes))] if notes else []))
