"""Social and unemployment insurance."""

from baophu.analysis.social import Break, Conflict
from baophu.facts import Claim, Facts
from baophu.show.blocks import (
    Block,
    Content,
    Group,
    Items,
    Link,
    Paragraph,
    TableBlock,
)
from baophu.show.sections.parts import area_name, claim_links, kind_words
from baophu.show.words import Words


def schemes(facts: Facts, words: Words) -> Block:
    """Printed figures on social and unemployment insurance, by scheme and day."""
    shown = [c for c in facts.claims if c.scheme in ("bhxh", "bhxh_bb", "bhxh_tn", "bhtn") and c.as_of]
    if not shown:
        return Paragraph(words.say("schemes-none", province=words.province))
    cautions = [
        *(_break_item(b, words) for b in facts.social.breaks),
        *(_conflict(c, words) for c in facts.social.conflicts),
    ]
    blocks = [_table(shown, words), *([Items(tuple(cautions))] if cautions else [])]
    return Group(tuple(blocks))


def _break_item(found: Break, words: Words) -> Content:
    """Two rates that a reader would compare and must not."""
    sentence = words.say(
        f"social-{found.reason}",
        scheme=words.scheme(found.scheme),
        before=words.f.exact_pct(found.before_pct),
        after=words.f.exact_pct(found.after_pct),
        start=words.f.short_day(found.before_as_of),
        end=words.f.short_day(found.after_as_of),
    )
    return (sentence + " ", *claim_links(found.claim_ids))


def _conflict(found: Conflict, words: Words) -> Content:
    """Counts of one day that do not fit one another."""
    on = words.on(found.as_of)
    values = words.listed([words.f.count(value) for value in found.values])
    sentence = words.say(f"social-{found.reason}", on=on[:1].upper() + on[1:], values=values)
    return (sentence + " ", *claim_links(found.claim_ids))


def _table(shown: list[Claim], words: Words) -> TableBlock:
    names = ("scheme", "date", "area", "kind", "printed")
    return TableBlock(
        caption=words.say("schemes-caption"),
        header=tuple(words.say(f"schemes-col-{name}") for name in names),
        rows=tuple(
            (
                words.scheme(c.scheme, c.group),
                words.f.short_day(c.as_of, c.as_of_precision),
                area_name(c, words),
                kind_words(c, words),
                Link(words.printed(c), f"#src-{c.claim_id}"),
            )
            for c in sorted(shown, key=lambda c: (c.scheme, c.as_of, c.area, c.claim_id))
        ),
        numeric=frozenset({4}),
        widths=(1.9, 1.1, 1.7, 2.2, 1.3),
    )
