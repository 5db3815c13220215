"""Health insurance by group of people: a sentence for each group that has a dated figure."""

import pandas as pd

from baophu.analysis.changes import LOSS, NOT_RENEWED
from baophu.facts.province import Facts
from baophu.report import tables
from baophu.report.blocks import Block, Content, Group, Items, Paragraph, Strong
from baophu.report.sections.parts import claim_links
from baophu.report.words import Words, mid_sentence


def groups(facts: Facts, words: Words) -> Block:
    """What was published of each group, newest first, without the losses that stand among the changes."""
    frame = tables.groups(facts, words, tables.claim_sources(facts))
    told = {claim_id for change in facts.changes for claim_id in change.claim_ids}
    is_told = frame.kind.isin([LOSS, NOT_RENEWED]) & frame.claim_ids.isin(told)
    frame = frame[frame.as_of.notna() & (frame.obs_status != "U") & ~is_told]
    if frame.empty:
        return Group(())
    items = [_sentence(rows, facts, words) for _, rows in frame.groupby(["area", "group"], sort=False)]
    return Group((Items(tuple(items)), Paragraph(words.say("groups-note"), style="note")))


def _sentence(rows: pd.DataFrame, facts: Facts, words: Words) -> Content:
    first = rows.iloc[0]
    name = first.group_name if first.area == facts.area.area else f"{first.area_name}, {mid_sentence(first.group_name)}"
    texts = "; ".join(_figure(row, words) for row in rows.itertuples())
    return (Strong(f"{name}: "), f"{texts}. ", *claim_links(tuple(rows.claim_ids)))


def _figure(row, words: Words) -> str:
    days = [words.f.short_day(row.base_as_of)] if pd.notna(row.base_as_of) else []
    days.append(words.f.short_day(row.as_of, row.as_of_precision))
    status = [mid_sentence(words.label("obs_status", row.obs_status))] if row.obs_status in ("D", "P") else []
    return f"{row.value_text} ({', '.join(['–'.join(days), *status])})"
