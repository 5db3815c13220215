"""Health insurance by group of people: every published figure, group by group."""

from baophu.facts.province import Facts
from baophu.report import tables
from baophu.report.blocks import Block, Content, Group, Link, Paragraph, TableBlock
from baophu.report.sections.parts import SHOWN_ROWS
from baophu.report.words import Words


def groups(facts: Facts, words: Words) -> Block:
    """A row a figure, those of one group together and newest first; groups are never added up."""
    frame = tables.groups(facts, words, tables.claim_sources(facts))
    if frame.empty:
        return Group()
    names = ("group", "day", "figure", "publisher")
    table = TableBlock(
        caption=words.say("groups-caption", province=words.province),
        header=tuple(words.say(f"groups-col-{name}") for name in names),
        rows=tuple(_row(row, words) for row in frame.head(SHOWN_ROWS).itertuples()),
        widths=(2.2, 1.3, 3, 2),
    )
    return Group((table, Paragraph(words.say("groups-note"), style="note")))


def _row(row, words: Words) -> tuple[Content, ...]:
    day = words.f.short_day(row.as_of.date(), row.as_of_precision)
    return (row.group_name, day, Link(row.value_text, f"#src-{row.claim_ids.split()[0]}"), row.publishers)
