"""The charts of a province as figures of its report, by name."""

from importlib import import_module

from baophu.facts.province import Facts
from baophu.report import tables
from baophu.report.blocks import Block, Paragraph
from baophu.report.figure import figure
from baophu.report.words import Words


def changes_frame(facts: Facts, words: Words):
    """Changes of a province and of the areas inside it."""
    return tables.changes([(change, words) for change in facts.changes], tables.claim_sources(facts))


def province_chart(name: str, facts: Facts, words: Words) -> Block:
    """One of the charts ``changes``, ``targets``, ``districts``, ``schemes`` and ``audit`` of a province.

    Where a chart is not worth drawing the block says so.
    """
    module = import_module(f"baophu.report.charts.{name}")
    chart_words = getattr(module, f"{name}_words")(facts, words)
    if chart_words is None:
        return Paragraph(words.say("chart-too-few"), style="note")
    frames = _frames(name, facts, words)
    axes = getattr(module, f"draw_{name}")(*frames, language=words.language)
    return figure(axes, frames, f"{name}-chart", language=words.language, **chart_words._asdict())


def _frames(name: str, facts: Facts, words: Words) -> list:
    sources = tables.claim_sources(facts)
    if name == "changes":
        return [changes_frame(facts, words)]
    if name == "schemes":
        return [tables.schemes(facts, words, sources), changes_frame(facts, words)]
    if name == "audit":
        return [tables.audit(facts.findings, words, sources)]
    return [getattr(tables, name)(facts, words, sources)]
