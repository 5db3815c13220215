"""The arithmetic of the printed figures: contradictions in a sentence each, then every check."""

from baophu.analysis.audit import CONTRADICTORY, UNDECIDABLE, Finding
from baophu.facts.province import Claim, Facts
from baophu.report.blocks import Block, Content, Group, Items, Paragraph, Strong, TableBlock
from baophu.report.check_words import audit_number, contradiction_sentence, decimals_of
from baophu.report.sections.parts import claim_links
from baophu.report.words import Words, mid_sentence


def audit(facts: Facts, words: Words) -> Block:
    """Contradictions in a sentence each, then every check in a table."""
    if not facts.findings:
        return Paragraph(words.say("audit-none"))
    claims = {claim.claim_id: claim for claim in facts.claims}
    wrong = [_contradiction(f, claims, words) for f in facts.findings if f.verdict == CONTRADICTORY]
    blocks: list[Block] = [Paragraph(words.say("audit-intro"))]
    wrong += [_named_share(f, claims, words) for f in facts.findings if f.check == "named_share"]
    if wrong:
        blocks.append(Items(tuple(wrong)))
    names = ("what", "area", "printed", "implied", "verdict")
    blocks.append(
        TableBlock(
            caption=words.say("audit-caption"),
            header=tuple(words.say(f"audit-col-{name}") for name in names),
            rows=tuple(_audit_row(f, claims, words) for f in facts.findings),
            numeric=frozenset({2, 3}),
            widths=(2.6, 1.9, 1.2, 2.5, 1.7),
            is_folded=True,
        )
    )
    return Group(tuple(blocks))


def _printed(found: Finding, claims: dict[str, Claim], words: Words) -> str:
    """The printed side: the token itself where one claim holds it, else the number worked out from other prints."""
    if found.printed is None:
        return words.say("audit-not-printed")
    tokens = [claims[i] for i in found.claim_ids if i in claims and claims[i].value == found.printed]
    return words.printed_token(tokens[0]) if tokens else audit_number(found.printed, found.unit, words)


def _verdict(found: Finding, words: Words) -> str:
    """A pair of prints that decides nothing is not the same as a number without a partner."""
    if found.verdict == UNDECIDABLE and found.printed is not None:
        return words.say("audit-undecided")
    return words.say(f"audit-{found.verdict}")


def _audit_row(found: Finding, claims: dict[str, Claim], words: Words) -> tuple[Content, ...]:
    def number(value):
        return audit_number(value, found.unit, words, decimals_of(found))

    printed = _printed(found, claims, words)
    implied = words.say(
        "audit-range",
        value=number(found.implied),
        low=number(found.implied_low),
        high=number(found.implied_high),
    )
    if found.other_reading is not None:
        implied += "; " + words.say("audit-otherwise", value=words.f.pct(found.other_reading))
    where = f"{words.area(found.area)}, {words.f.short_day(found.as_of, found.as_of_precision)}"
    what = [
        f"{words.say(f'audit-{found.check}')}: {mid_sentence(words.scheme(found.scheme, found.group))} ",
        *claim_links(found.claim_ids),
    ]
    return (tuple(what), where, printed, implied, Strong(_verdict(found, words)))


def _named_share(found: Finding, claims: dict[str, Claim], words: Words) -> Content:
    """What must hold for a province's percentage of plan to be a mean of its districts'."""
    whole, *named, rest = (claims[claim_id] for claim_id in found.claim_ids)
    lowest, highest = (end(named, key=lambda claim: claim.value) for end in (min, max))
    sentence = words.say(
        "audit-open-named_share",
        area=words.area(found.area),
        date=words.when(found.as_of, found.as_of_precision),
        scheme=mid_sentence(words.scheme(found.scheme)),
        whole=words.f.exact_pct(whole.value),
        rest=words.with_bound(words.f.exact_pct(rest.value), rest.bound),
        count=str(len(named)),
        low=words.f.exact_pct(lowest.value),
        high=words.f.exact_pct(highest.value),
        share=words.f.pct(found.implied_low),
    )
    return (sentence, " ", *claim_links(found.claim_ids))


def _contradiction(found: Finding, claims: dict[str, Claim], words: Words) -> Content:
    return (contradiction_sentence(found, claims, words), " ", *claim_links(found.claim_ids))
