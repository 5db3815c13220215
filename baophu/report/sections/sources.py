"""The source of every figure, and the decisions on conflicting figures."""

from collections.abc import Sequence

from baophu.facts.province import Claim, Facts, Source
from baophu.report.blocks import Block, Content, Group, Inline, LineBreak, Link, MutedText, Paragraph, TableBlock
from baophu.report.change_words import cause_text
from baophu.report.sections.parts import kind_words, locator_text
from baophu.report.uses import Use, use_texts, uses_by_claim
from baophu.report.words import Words, mid_sentence, sentence_case


def sources(facts: Facts, words: Words) -> Block:
    """Tables of every figure with its locator, source and use, which points, falls and tables link to."""
    has_copies = any(_is_copy(source) for source in facts.sources.values())
    intro = [words.say("sources-intro"), words.say("sources-usual")]
    intro += [words.say("sources-copies")] if has_copies else []
    country = facts.national_claims_shown
    if facts.brief.is_sparse:
        # One table, so that all stays one page.
        return Group((_sources_table((*facts.claims, *country), words.say("sources-all"), None, words),))
    return Group((Paragraph(" ".join(intro)), *source_tables(facts.claims, country, facts, words)))


def source_tables(
    own_claims: Sequence[Claim], country: Sequence[Claim], facts: Facts, words: Words
) -> list[TableBlock]:
    """Tables of figures of a province and of the country, those of the country apart."""
    claim_uses = uses_by_claim(facts)
    captions = {"sources-caption": own_claims, "sources-national-caption": country}
    return [
        _sources_table(claims, words.say(caption, province=words.province), claim_uses, words)
        for caption, claims in captions.items()
        if claims
    ]


def _sources_table(
    claims: Sequence[Claim], caption: str, claim_uses: dict[str, list[Use]] | None, words: Words
) -> TableBlock:
    """A table of figures; uses are None on a page that has no section to use a figure."""
    names = ("printed", "what", "source", "use")[: 3 if claim_uses is None else 4]
    claim_uses = claim_uses or {}
    return TableBlock(
        caption=caption,
        header=tuple(words.say(f"sources-col-{name}") for name in names),
        rows=tuple(_source_row(claim, claim_uses.get(claim.claim_id, []), words)[: len(names)] for claim in claims),
        widths=(1.3, 2.6, 3.5, 2.6)[: len(names)],
        anchors=tuple(f"src-{claim.claim_id}" for claim in claims),
    )


def _source_row(claim: Claim, uses: list[Use], words: Words) -> tuple[Content, ...]:
    return (
        words.printed_token(claim),
        _what_cell(claim, words),
        _source_cell(claim, words),
        _use_cell(claim, uses, words),
    )


def _what_cell(claim: Claim, words: Words) -> Content:
    """Scheme, kind and day of a figure, and what is not as usual: another area, a status, the causes that it names."""
    what = f"{words.scheme(claim.scheme, claim.group)}, {kind_words(claim, words)}"
    if claim.area != words.facts.area.area:
        what = f"{words.area(claim.area)}: {mid_sentence(what)}"
    when = words.f.short_day(claim.as_of, claim.as_of_precision) if claim.as_of else words.say("source-undated")
    notes = []
    if claim.plan_owner not in ("", "unstated"):
        notes.append(words.say("source-plan", owner=words.plan_owner(claim.plan_owner)))
    if claim.obs_status != "A":
        notes.append(words.say("source-status", status=mid_sentence(words.label("obs_status", claim.obs_status))))
    if claim.is_local:
        notes.append(words.say("local-figure"))
    if causes := words.facts.causes.get(claim.claim_id):
        texts = [cause_text(cause, words) for cause in causes]
        notes.append(f"{mid_sentence(words.say('change-causes'))}: {'; '.join(texts)}")
    return (what, LineBreak(), when, *([MutedText(" · " + " · ".join(notes))] if notes else []))


def _source_cell(claim: Claim, words: Words) -> Content:
    """Publisher, day of publication, title and, where it is recorded, the place in the text."""
    source = words.facts.sources[claim.source_id]
    published = (
        words.say("source-published", publisher=words.publisher(source), date=words.f.short_day(source.published_on))
        if source.published_on
        else words.say("source-no-date", publisher=words.publisher(source))
    )
    language = source.language if source.language != words.language else ""
    title = Link(source.title, source.link, language) if source.link else f"“{source.title}”"
    notes = [words.say("source-not-linked")] if source.is_doubtful_copy else []
    notes += [] if claim.locator == "unrecorded" else [locator_text(claim, words)]
    notes += [words.say("source-copy", file=source.file_name)] if _is_copy(source) else []
    return (f"{published}. ", title, *([MutedText(" · " + " · ".join(notes))] if notes else []))


def _is_copy(source: Source) -> bool:
    return bool(source.file_name) and not source.url


def _use_cell(claim: Claim, uses: list[Use], words: Words) -> Content:
    """Uses of the figure and the decision on it."""
    nothing = sentence_case(words.say("evidence-only")) if claim.obs_status == "U" else "–"
    phrases = use_texts(uses, words)
    content: list[Inline] = [sentence_case("; ".join(phrases)) if phrases else MutedText(nothing)]
    if claim.decision:
        reason = claim.reason_vi if words.language == "vi" else claim.reason_en
        content += [LineBreak(), MutedText(sentence_case(words.say(f"decision-{claim.decision}", reason=reason)))]
    return tuple(content)


def decisions(facts: Facts, words: Words) -> Block:
    """Decisions on figures that this report uses, or would use without the decision."""
    # Those of the country stand on its own page.
    is_country = facts.area.kind == "country"
    decided = [c for c in facts.decided_claims if is_country or facts.areas[c.area].kind != "country"]
    if not decided:
        return Group()
    names = ("figure", "what", "action", "reason")
    cited_ids = {claim.claim_id for claim in facts.claims}
    table = TableBlock(
        caption=words.say("decisions-caption"),
        header=tuple(words.say(f"decisions-col-{name}") for name in names),
        rows=tuple(_decision_row(claim, claim.claim_id in cited_ids, words) for claim in decided),
        widths=(1.2, 2.6, 1, 3.6),
    )
    return Group((Paragraph(words.say("decisions-intro")), table))


def _decision_row(claim: Claim, has_entry: bool, words: Words) -> tuple[Content, ...]:
    figure = Link(words.printed_token(claim), f"#src-{claim.claim_id}") if has_entry else words.printed_token(claim)
    when = f", {words.f.short_day(claim.as_of, claim.as_of_precision)}" if claim.as_of else ""
    what = f"{words.area(claim.area)}: {words.scheme(claim.scheme, claim.group)}, {kind_words(claim, words)}{when}"
    reason = claim.reason_vi if words.language == "vi" else claim.reason_en
    return (figure, what, words.label("action", claim.decision), reason)
