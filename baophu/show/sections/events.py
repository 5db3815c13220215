"""Policies and shocks of the years covered, as the chart marks them."""

from baophu.facts import Event, Facts
from baophu.show.blocks import Block, Content, Group, Heading, Link, Paragraph, TableBlock
from baophu.show.words import Words


def health_events(facts: Facts) -> list[Event]:
    """Events that bear on health insurance, oldest first."""
    shown = [event for event in facts.events.values() if event.scheme in ("bhyt", "all")]
    return sorted(shown, key=lambda event: (event.date, event.event_id))


def events(facts: Facts, words: Words) -> Block:
    """Table of the events; that one lies before a change does not make it the cause."""
    names = ("day", "what", "direction", "source")
    shown = health_events(facts)
    table = TableBlock(
        caption=words.say("events-caption"),
        header=tuple(words.say(f"events-col-{name}") for name in names),
        rows=tuple(_row(event, facts, words) for event in shown),
        widths=(1.1, 3.6, 1.1, 2.4),
        anchors=tuple(f"event-{event.event_id}" for event in shown),
    )
    note = Paragraph(words.say("events-note"), style="note")
    return Group((Heading("events", words.say("events-heading"), level=3), table, note))


def event_text(event: Event, words: Words) -> str:
    """An event in words, with the instrument behind it."""
    label = event.label_vi if words.language == "vi" else event.label_en
    return words.say("event-text", label=label, instrument=event.instrument_vi)


def _row(event: Event, facts: Facts, words: Words) -> tuple[Content, ...]:
    source = facts.sources[event.source_id]
    where = Link(words.publisher(source), source.url) if source.url.startswith("http") else words.publisher(source)
    day = words.f.short_day(event.date, event.date_precision)
    return (day, event_text(event, words), words.say(f"direction-{event.direction}"), where)
