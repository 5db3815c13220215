"""The grade of the newest level, with its reasons."""

from baophu.facts.province import LAST_YEAR, Facts
from baophu.report.blocks import Block, Group, Items, Paragraph, Strong
from baophu.report.sections.parts import claim_links
from baophu.report.words import Words


def confidence(facts: Facts, words: Words) -> Block:
    """The grade of the newest level with its reasons, or why it has none."""
    grade = facts.grade
    if grade.grade is None:
        return Group()
    on = words.on(grade.as_of, grade.as_of_precision)
    items = [
        (Strong(words.say(f"axis-{reason.axis}") + ": "), _reason(reason, words) + " ", *claim_links(reason.claim_ids))
        for reason in grade.reasons
    ]
    return Group((Paragraph(words.say("grade-level", on=on, grade=grade.grade)), Items(tuple(items))))


def _reason(reason, words: Words) -> str:
    numbers = {name: words.f.number(value) for name, value in reason.numbers if name == "ratio"}
    return words.say(f"confidence-{reason.code}", last=str(LAST_YEAR), **numbers)
