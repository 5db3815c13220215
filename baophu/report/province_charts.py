"""The charts of a province as figures of its report, by name."""

from importlib import import_module

from baophu.facts.province import Facts
from baophu.report import tables
from baophu.report.blocks import Block, Paragraph
from baophu.report.named_figure import chart_words, named_figure
from baophu.report.words import Words

CHARTS = ("levels", "changes", "targets", "districts", "schemes", "audit")


def changes_frame(facts: Facts, words: Words):
    """Changes of a province and of the areas inside it."""
    return tables.changes([(change, words) for change in facts.changes], tables.claim_sources(facts))


def province_chart(name: str, facts: Facts, words: Words) -> Block:
    """One of the charts ``CHARTS`` of a province; where it is not worth drawing the block says so."""
    texts = chart_words(name, facts, words)
    if texts is None:
        return Paragraph(words.say("chart-too-few"), style="note")
    frames = _frames(name, facts, words)
    draw = getattr(import_module(f"baophu.report.charts.{name}"), f"draw_{name}")
    # Only levels and those of the country are marks that lead to an entry of their own.
    shown = frames[:2] if name == "levels" else frames
    return named_figure(draw(*frames, language=words.language), shown, name, texts, words)


def _frames(name: str, facts: Facts, words: Words) -> list:
    sources = tables.claim_sources(facts)
    if name == "levels":
        levels, country = tables.coverage(facts, words), tables.country_levels(facts, words)
        goals, estimates = tables.targets(facts, words, sources), tables.estimates(facts, words)
        return [levels, country, goals, changes_frame(facts, words), estimates]
    if name == "changes":
        return [changes_frame(facts, words)]
    if name == "schemes":
        return [tables.schemes(facts, words, sources), changes_frame(facts, words)]
    if name == "audit":
        return [tables.audit(facts.findings, words, sources)]
    return [getattr(tables, name)(facts, words, sources)]
