"""The arithmetic of the printed figures: a sentence for each contradiction, then a table of every check."""

from baophu.analysis.audit import CONTRADICTORY, UNDECIDABLE, Finding
from baophu.facts.province import Claim, Facts
from baophu.report.blocks import Block, Content, Group, Items, Strong, TableBlock
from baophu.report.check_words import audit_number, contradiction_sentence, decimals_of
from baophu.report.sections.parts import claim_links
from baophu.report.words import Words, mid_sentence


def audit(facts: Facts, words: Words) -> Block:
    """A sentence for each contradiction, then a table of the checks that had something to compare with."""
    compared = [finding for finding in facts.findings if finding.printed is not None]
    if not compared:
        return Group()
    claims = {claim.claim_id: claim for claim in facts.claims}
    items = [_contradiction(f, claims, words) for f in facts.findings if f.verdict == CONTRADICTORY]
    items += [_named_share(f, claims, words) for f in facts.findings if f.check == "named_share"]
    names = ("what", "area", "printed", "implied", "verdict")
    table = TableBlock(
        caption=words.say("audit-caption"),
        header=tuple(words.say(f"audit-col-{name}") for name in names),
        rows=tuple(_audit_row(f, claims, words) for f in compared),
        numeric=frozenset({2, 3}),
        widths=(2.6, 1.9, 1.2, 2.5, 1.7),
    )
    return Group((*([Items(tuple(items))] if items else []), table))


def _printed_text(finding: Finding, claims: dict[str, Claim], words: Words) -> str:
    """The printed side: the token if one claim holds the number, else the number derived from several."""
    if finding.printed is None:
        return words.say("audit-not-printed")
    tokens = [claims[i] for i in finding.claim_ids if i in claims and claims[i].value == finding.printed]
    return words.printed_token(tokens[0]) if tokens else audit_number(finding.printed, finding.unit, words)


def _verdict_text(finding: Finding, words: Words) -> str:
    """The verdict; a comparison without a result is worded differently from a number without a counterpart."""
    if finding.verdict == UNDECIDABLE and finding.printed is not None:
        return words.say("audit-undecided")
    return words.say(f"audit-{finding.verdict}")


def _audit_row(finding: Finding, claims: dict[str, Claim], words: Words) -> tuple[Content, ...]:
    def number(value):
        return audit_number(value, finding.unit, words, decimals_of(finding))

    printed = _printed_text(finding, claims, words)
    implied = words.say(
        "audit-range",
        value=number(finding.implied),
        low=number(finding.implied_low),
        high=number(finding.implied_high),
    )
    if finding.other_reading is not None:
        implied += "; " + words.say("audit-otherwise", value=words.f.pct(finding.other_reading))
    where = f"{words.area(finding.area)}, {words.f.short_day(finding.as_of, finding.as_of_precision)}"
    what = [
        f"{words.say(f'audit-{finding.check}')}: {mid_sentence(words.scheme(finding.scheme, finding.group))} ",
        *claim_links(finding.claim_ids),
    ]
    return (tuple(what), where, printed, implied, Strong(_verdict_text(finding, words)))


def _named_share(finding: Finding, claims: dict[str, Claim], words: Words) -> Content:
    """The least weight of districts for which the province's percentage of plan can be their mean.

    It is reached only if all of that weight is at the end farthest from the others, and those are at their bound.
    """
    whole, *districts, rest = (claims[claim_id] for claim_id in finding.claim_ids)
    lowest, highest = (end(districts, key=lambda claim: claim.value) for end in (min, max))
    sentence = words.say(
        "audit-open-named_share",
        area=words.area(finding.area),
        date=words.when(finding.as_of, finding.as_of_precision),
        scheme=mid_sentence(words.scheme(finding.scheme)),
        whole=words.f.exact_pct(whole.value),
        rest=words.with_bound(words.f.exact_pct(rest.value), rest.bound),
        count=str(len(districts)),
        low=words.f.exact_pct(lowest.value),
        high=words.f.exact_pct(highest.value),
        end=words.f.exact_pct((highest if whole.value > rest.value else lowest).value),
        edge=words.f.exact_pct(rest.value),
        share=words.f.pct(finding.implied_low),
    )
    return (sentence, " ", *claim_links(finding.claim_ids))


def _contradiction(finding: Finding, claims: dict[str, Claim], words: Words) -> Content:
    return (contradiction_sentence(finding, claims, words), " ", *claim_links(finding.claim_ids))
