"""Policies and shocks of the years covered, which the chart marks."""

from baophu.facts.national import National
from baophu.facts.province import Event, Facts
from baophu.report.blocks import Block, Content, Group, Link, Paragraph, TableBlock
from baophu.report.words import Words


def events(facts: Facts | National, words: Words) -> Block:
    """Table of the events, with the note that an event before a change need not be its cause."""
    names = ("day", "what", "direction", "source")
    health_events = facts.health_events
    table = TableBlock(
        caption=words.say("events-caption"),
        header=tuple(words.say(f"events-col-{name}") for name in names),
        rows=tuple(_row(event, facts, words) for event in health_events),
        widths=(1.1, 3.6, 1.1, 2.4),
        anchors=tuple(f"event-{event.event_id}" for event in health_events),
    )
    note = Paragraph(words.say("events-note"), style="note")
    return Group((table, note))


def _row(event: Event, facts: Facts | National, words: Words) -> tuple[Content, ...]:
    source = facts.sources[event.source_id]
    publisher = Link(words.publisher(source), source.link) if source.link else words.publisher(source)
    day = words.f.short_day(event.date, event.date_precision)
    return (day, words.event(event), words.say(f"direction-{event.direction}"), publisher)
