"""Social and unemployment insurance."""

from baophu.facts import Facts
from baophu.show.blocks import (
    Block,
    Link,
    Paragraph,
    TableBlock,
)
from baophu.show.sections.parts import area_name, kind_words
from baophu.show.words import Words


def schemes(facts: Facts, words: Words) -> Block:
    """Printed figures on social and unemployment insurance, by scheme and day."""
    shown = [c for c in facts.claims if c.scheme in ("bhxh", "bhxh_bb", "bhxh_tn", "bhtn") and c.as_of]
    if not shown:
        return Paragraph(words.say("schemes-none", province=words.province))
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
