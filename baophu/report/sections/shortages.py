"""The shortage to the target in people: one table, a row a population, and what fits the plan."""

import pandas as pd

from baophu.facts.brief import PLAN, PUBLISHER
from baophu.facts.province import Facts
from baophu.report import tables
from baophu.report.blocks import Block, Content, Group, Items, Strong, TableBlock
from baophu.report.sections.parts import claim_links
from baophu.report.sections.targets import population_item
from baophu.report.words import Words, sentence_case


def shortages(facts: Facts, words: Words) -> Block:
    """People missing to the target of the newest level on each population, and which population the plan fits."""
    frame = tables.shortages(facts, words)
    if frame.empty:
        return Group()
    brief = facts.brief
    names = ("population", "count", "missing", "week")
    table = TableBlock(
        caption=words.say(
            "shortages-caption",
            on=sentence_case(words.on(brief.level_as_of, brief.level_precision)),
            year=str(brief.gap.target_year),
        ),
        header=tuple(words.say(f"shortages-col-{name}") for name in names),
        rows=tuple(_row(row, words) for row in frame.itertuples()),
        numeric=frozenset({1, 2, 3}),
        widths=(2.4, 1.8, 1.2, 1.2),
    )
    fits = (population_item(brief.plan_population, words),) if brief.plan_population else ()
    return Group((table, Items((words.say("shortages-why"), *fits))))


def _row(row, words: Words) -> tuple[Content, ...]:
    week = (
        words.say("shortages-over")
        if pd.isna(row.needed_per_week)
        else words.f.count(float(f"{row.needed_per_week:.2g}"))
    )
    is_met = row.missing_count <= 0
    return (
        (f"{row.population_name} ", *claim_links(tuple(row.claim_ids.split()))),
        _population(row, words),
        Strong(words.say("shortages-met") if is_met else words.rounded_count(row.missing_count)),
        "–" if is_met else week,
    )


def _population(row, words: Words) -> str:
    if pd.isna(row.population_low):
        return words.say("shortages-unknown")
    low, high = words.f.count(row.population_low), words.f.count(row.population_high)
    if row.population == PLAN:
        text = low if low == high else words.say("shortages-range", low=low, high=high)
        return words.say("population-implied", count=text)
    if row.population == PUBLISHER:
        return words.say("population-implied", count=words.rounded_count(row.population_low))
    return low
