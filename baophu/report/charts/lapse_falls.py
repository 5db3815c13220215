"""Rises and falls of all provinces: a row per net fall, a panel per scale; printed losses of cards separately."""

from collections.abc import Mapping

from baophu.analysis.changes import COUNTED_SCALE, OPEN, Change
from baophu.analysis.coverage import ANNOUNCED, GSO
from baophu.facts.lapse_drops import LapseDrops
from baophu.report import tables
from baophu.report.blocks import Block, Chart, Paragraph
from baophu.report.charts.changes import draw_change_panels, row_text
from baophu.report.charts.row_panels import RowPanel
from baophu.report.figure import figure
from baophu.report.words import Words, mid_sentence

ANCHOR, LOSSES = "lapse-falls-chart", "lapse-losses-chart"
_GROSS = "gross"


def lapse_falls(facts: LapseDrops, words: Words) -> Block:
    """Chart with a row per net fall, the deepest of each panel first."""
    net = [fall for fall in facts.falls if not fall.is_gross]
    if not net:
        return Paragraph(words.say("lapses-chart-none", period=facts.period.label), style="note")
    n, declined = len(net), sum(fall.verdict == OPEN for fall in net)
    provinces = len({fall.area for fall in net})
    values = {"count": str(n), "provinces": str(provinces), "declined": str(declined)}
    title = words.say("lapses-chart-title", n=n, m=provinces, open=declined, period=facts.period.label, **values)
    panels = {name: [fall for fall in net if fall.scale == name] for name in (GSO, ANNOUNCED, COUNTED_SCALE)}
    return _chart(ANCHOR, title, panels, facts, words)


def lapse_losses(facts: LapseDrops, words: Words) -> Block:
    """Chart with a row per published loss of cards, in percentage points if known, else in persons."""
    gross = [fall for fall in facts.falls if fall.is_gross]
    if not gross:
        return Paragraph(words.say("lapses-losses-none", period=facts.period.label), style="note")
    title = words.say("lapses-losses-title", n=len(gross), count=str(len(gross)), period=facts.period.label)
    panels = {_GROSS: [fall for fall in gross if fall.change_points is not None],
              COUNTED_SCALE: [fall for fall in gross if fall.change_points is None]}  # fmt: skip
    return _chart(LOSSES, title, panels, facts, words)


def _chart(anchor: str, title: str, falls: Mapping[str, list[Change]], facts: LapseDrops, words: Words) -> Chart:
    panels = [_panel(name, changes, facts, words) for name, changes in falls.items() if changes]
    alt = "; ".join(row_text(row) for panel in panels for row in panel.rows.itertuples())
    return figure(
        draw_change_panels(panels, language=words.language),
        [panel.rows for panel in panels],
        anchor,
        title=title,
        alt=words.say("lapses-chart-alt", falls=alt),
        caption=words.say("lapses-chart-caption"),
        language=words.language,
    )


def _panel(name: str, falls: list[Change], facts: LapseDrops, words: Words) -> RowPanel:
    sources = {claim.claim_id: facts.sources[claim.source_id] for claim in facts.claims}
    of_province = {area: Words(found, words.language) for area, found in facts.facts_of.items()}
    rows = tables.changes([(fall, of_province[fall.area]) for fall in falls], sources)
    x = "change_count" if name == COUNTED_SCALE else "change_points"
    for column in ("subject", "row_label"):
        rows[column] = rows.area_name + ": " + rows[column].map(mid_sentence)
    return RowPanel(rows.sort_values(x), x, words.say(f"lapses-panel-{name}"), lines=2)
