"""The arithmetic of the printed figures: contradictions in a sentence each, then every check."""

from baophu.analysis.audit import CONTRADICTORY, UNDECIDABLE, Finding
from baophu.facts import Claim, Facts
from baophu.show.blocks import (
    Block,
    Content,
    Group,
    Items,
    Paragraph,
    Strong,
    TableBlock,
)
from baophu.show.sections.parts import claim_links
from baophu.show.words import Words, inside


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


def audit_number(value: float, unit: str, words: Words, decimals: int = 1) -> str:
    """A number of a check in its own unit; ``decimals`` of a percentage."""
    if unit == "times":
        return words.f.number(value, 2)
    if unit == "percentage_points":
        return words.say("gap-points", points=words.f.number(value, decimals))
    return words.f.pct(value, decimals) if unit.startswith("percent") else words.f.count(value)


def apart(found: Finding, words: Words) -> str:
    """Printed less recomputed: points for percentages, else the unit itself. One number for one mismatch."""
    value = found.printed - found.implied
    measure = measure_of(found)
    if measure == "points":
        return words.say("gap-points", points=words.f.number(value, 2, signed=True))
    if measure == "times":
        return words.f.number(value, 2, signed=True)
    size = words.f.count(value, signed=True)
    return words.say("people-count", count=size) if found.unit == "persons" else size


def measure_of(found: Finding) -> str:
    """What a difference is measured in: points, times or whole things."""
    return "points" if found.unit.startswith("percent") else "times" if found.unit == "times" else "count"


def places(found: Finding) -> int:
    """Decimals of a check's percentages: two where one would make its ends look alike."""
    return 2 if found.implied_high - found.implied_low < 0.1 else 1


def _printed(found: Finding, claims: dict[str, Claim], words: Words) -> str:
    """The printed side: the token itself where one claim holds it, else the number worked out from other prints."""
    if found.printed is None:
        return words.say("audit-not-printed")
    tokens = [claims[i] for i in found.claim_ids if i in claims and claims[i].value == found.printed]
    return words.printed(tokens[0]) if tokens else audit_number(found.printed, found.unit, words)


def _verdict(found: Finding, words: Words) -> str:
    """A pair of prints that decides nothing is not the same as a number without a partner."""
    if found.verdict == UNDECIDABLE and found.printed is not None:
        return words.say("audit-undecided")
    return words.say(f"audit-{found.verdict}")


def _audit_row(found: Finding, claims: dict[str, Claim], words: Words) -> tuple[Content, ...]:
    def number(value):
        return audit_number(value, found.unit, words, places(found))

    printed = _printed(found, claims, words)
    implied = words.say(
        "audit-range",
        value=number(found.implied),
        low=number(found.implied_low),
        high=number(found.implied_high),
    )
    if found.otherwise is not None:
        implied += "; " + words.say("audit-otherwise", value=words.f.pct(found.otherwise))
    where = f"{words.area(found.area)}, {words.f.short_day(found.as_of, found.as_of_precision)}"
    what = [
        f"{words.say(f'audit-{found.check}')}: {inside(words.scheme(found.scheme, found.group))} ",
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
        scheme=inside(words.scheme(found.scheme)),
        whole=words.f.exact_pct(whole.value),
        rest=words.bounded(words.f.exact_pct(rest.value), rest.bound),
        count=str(len(named)),
        low=words.f.exact_pct(lowest.value),
        high=words.f.exact_pct(highest.value),
        share=words.f.pct(found.implied_low),
    )
    return (sentence, " ", *claim_links(found.claim_ids))


def _contradiction(found: Finding, claims: dict[str, Claim], words: Words) -> Content:
    return (contradiction_sentence(found, claims, words), " ", *claim_links(found.claim_ids))


def contradiction_sentence(found: Finding, claims: dict[str, Claim], words: Words) -> str:
    """What a contradictory check holds against what; ``claims`` by their ids."""
    values = {"area": words.area(found.area), "date": words.when(found.as_of, found.as_of_precision)}
    if found.check == "attainment":
        plan, rate, target = (claims[claim_id] for claim_id in found.claim_ids[:3])
        return words.say(
            "audit-contradiction-attainment",
            **values,
            printed=words.bounded(words.f.exact_pct(plan.value), plan.bound),
            rate=words.f.exact_pct(rate.value),
            target=words.f.exact_pct(target.value),
            implied=words.f.pct(found.implied),
        )
    if found.check == "ratio":
        ratio = claims[found.claim_ids[0]]
        return words.say(
            "audit-contradiction-ratio",
            **values,
            scheme=inside(words.scheme(found.scheme)),
            printed=words.bounded(audit_number(ratio.value, found.unit, words), ratio.bound),
            base=words.when(ratio.base_as_of),
            implied=audit_number(found.implied, found.unit, words),
        )
    if found.check == "two_plans" and len(found.claim_ids) == 3:
        plan, rate, count = (claims[claim_id] for claim_id in found.claim_ids)
        return words.say(
            "audit-contradiction-two_plans",
            **values,
            scheme=inside(words.scheme(found.scheme, found.group)),
            count=words.bounded(words.f.count(count.value), count.bound),
            rate=words.bounded(words.f.exact_pct(rate.value), rate.bound),
            printed=words.bounded(words.f.count(plan.value), plan.bound),
            implied=audit_number(found.implied, found.unit, words),
            low=audit_number(found.implied_low, found.unit, words),
            high=audit_number(found.implied_high, found.unit, words),
        )
    return words.say(
        "audit-contradiction",
        **values,
        scheme=inside(words.scheme(found.scheme, found.group)),
        check=inside(words.say(f"audit-{found.check}")),
        printed=audit_number(found.printed, found.unit, words),
        implied=audit_number(found.implied, found.unit, words),
        low=audit_number(found.implied_low, found.unit, words),
        high=audit_number(found.implied_high, found.unit, words),
    )
