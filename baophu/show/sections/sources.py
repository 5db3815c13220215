"""The source of every figure, and the decisions taken between prints."""

from baophu.facts import Claim, Facts
from baophu.show.blocks import (
    Block,
    Content,
    Group,
    Link,
    Muted,
    Paragraph,
    TableBlock,
)
from baophu.show.sections.parts import kind_words
from baophu.show.words import Words


def sources(facts: Facts, words: Words) -> Block:
    """Every figure with its place and its source; points, falls and tables link here."""
    blocks: list[Block] = [Paragraph(words.say("sources-intro"))]
    if facts.claims:
        caption = words.say("sources-caption", province=words.province)
        blocks.append(_sources_table(facts.claims, caption, facts, words))
    blocks.append(_sources_table(facts.national_claims, words.say("sources-national-caption"), facts, words))
    return Group(tuple(blocks))


def _sources_table(claims: tuple[Claim, ...], caption: str, facts: Facts, words: Words) -> TableBlock:
    names = ("printed", "what", "date", "source")
    return TableBlock(
        caption=caption,
        header=tuple(words.say(f"sources-col-{name}") for name in names),
        rows=tuple(_source_row(claim, facts, words) for claim in claims),
        widths=(1.25, 2.6, 1.35, 3.8),
        anchors=tuple(f"src-{claim.claim_id}" for claim in claims),
    )


def _source_row(claim: Claim, facts: Facts, words: Words) -> tuple[Content, ...]:
    what: list = [f"{words.area(claim.area)}: {words.scheme(claim.scheme, claim.group)}, {kind_words(claim, words)}"]
    if claim.plan_owner:
        what.append(Muted(f" ({words.label('plan_owner', claim.plan_owner)})"))
    if claim.is_local:
        what.append(Muted(f" · {words.say('local-figure')}"))
    if claim.obs_status == "U":
        what.append(Muted(f" · {words.say('evidence-only')}"))
    if claim.decision:
        reason = claim.reason_vi if words.language == "vi" else claim.reason_en
        what.append(Muted(f" · {words.say(f'decision-{claim.decision}', reason=reason)}"))
    when = words.f.short_day(claim.as_of, claim.as_of_precision) if claim.as_of else words.say("source-undated")
    return (words.printed(claim), tuple(what), when, _source_cell(claim, facts, words))


def _source_cell(claim: Claim, facts: Facts, words: Words) -> Content:
    source = facts.sources[claim.source_id]
    kind, _, place = claim.locator.partition(":")
    where = words.say(f"locator-{kind}", **({"n": place} if place else {}))
    title = Link(source.title, source.url) if source.url.startswith("http") else source.title
    published = (
        words.say("source-published", publisher=source.publisher, date=words.f.short_day(source.published_on))
        if source.published_on
        else words.say("source-no-date", publisher=source.publisher)
    )
    file = f" · {source.file_name}" if source.file_name and not source.url else ""
    return (f"{published}. ", title, Muted(f" · {where}{file}"))


def decisions(facts: Facts, words: Words) -> Block:
    """What was decided on figures that this report uses, or would use had it not been decided."""
    touched = facts.decided
    if not touched:
        return Paragraph(words.say("decisions-none"))
    names = ("figure", "what", "action", "reason")
    shown = {claim.claim_id for claim in (*facts.claims, *facts.national_claims)}
    table = TableBlock(
        caption=words.say("decisions-caption"),
        header=tuple(words.say(f"decisions-col-{name}") for name in names),
        rows=tuple(_decision_row(claim, claim.claim_id in shown, words) for claim in touched),
        widths=(1.2, 2.6, 1, 3.6),
    )
    return Group((Paragraph(words.say("decisions-intro")), table))


def _decision_row(claim: Claim, has_entry: bool, words: Words) -> tuple[Content, ...]:
    figure = Link(words.printed(claim), f"#src-{claim.claim_id}") if has_entry else words.printed(claim)
    when = f", {words.f.short_day(claim.as_of, claim.as_of_precision)}" if claim.as_of else ""
    what = f"{words.area(claim.area)}: {words.scheme(claim.scheme, claim.group)}, {kind_words(claim, words)}{when}"
    reason = claim.reason_vi if words.language == "vi" else claim.reason_en
    return (figure, what, words.label("action", claim.decision), reason)
