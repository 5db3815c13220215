"""The falls of all provinces: net changes in a panel per scale, gross losses in a separate chart."""

from baophu.analysis.changes import COUNTED_SCALE, OPEN, Change
from baophu.analysis.coverage import ANNOUNCED, GSO
from baophu.facts.lapse_drops import LapseDrops
from baophu.report.blocks import Block, Chart
from baophu.report.change_words import holders_text, period_text
from baophu.report.charts import changes, rows, style
from baophu.report.charts.empty import no_chart
from baophu.report.charts.rows import Line, Panel, Row
from baophu.report.words import Words, mid_sentence

ANCHOR, LOSSES = "lapse-falls-chart", "lapse-losses-chart"
_GROSS = "gross"


def lapse_falls(facts: LapseDrops, words: Words) -> Block:
    """Chart with a row per net fall, the deepest of each panel first."""
    net = [fall for fall in facts.falls if not fall.is_gross]
    if not net:
        return no_chart(words.say("lapses-chart-none", period=facts.period.label))
    n, declined = len(net), sum(fall.verdict == OPEN for fall in net)
    provinces = len({fall.area for fall in net})
    values = {"count": str(n), "provinces": str(provinces), "declined": str(declined)}
    title = words.say("lapses-chart-title", n=n, m=provinces, open=declined, period=facts.period.label, **values)
    panels = {name: [f for f in net if _panel(f) == name] for name in (GSO, ANNOUNCED, COUNTED_SCALE)}
    return _chart(ANCHOR, title, panels, facts, words)


def lapse_losses(facts: LapseDrops, words: Words) -> Block:
    """Chart with a row per published loss of cards, in percentage points if known, else in persons."""
    gross = [fall for fall in facts.falls if fall.is_gross]
    if not gross:
        return no_chart(words.say("lapses-losses-none", period=facts.period.label))
    title = words.say("lapses-losses-title", n=len(gross), count=str(len(gross)), period=facts.period.label)
    panels = {_GROSS: [f for f in gross if f.change_points is not None],
             COUNTED_SCALE: [f for f in gross if f.change_points is None]}  # fmt: skip
    return _chart(LOSSES, title, panels, facts, words)


def _chart(anchor: str, title: str, panels: dict[str, list[Change]], facts: LapseDrops, words: Words) -> Chart:
    groups = {name: sorted(falls, key=changes.length) for name, falls in panels.items() if falls}
    sheets = [
        Panel(words.say(f"lapses-panel-{name}"), tuple(_row(f, words) for f in falls), changes.limits(falls),
              changes.tick(falls, words))
        for name, falls in groups.items()
    ]  # fmt: skip
    drawn = [fall for falls in groups.values() for fall in falls]
    with style.settings():
        figure, panel_axes = rows.sheet(words.say("lapses-chart-subtitle"), sheets, changes.legend(drawn, words))
        tips: dict[str, str] = {}
        for falls, panel in zip(groups.values(), panel_axes, strict=True):
            panel.axes.axvline(0, color=style.INK, lw=1, zorder=1)
            for fall, height in zip(falls, panel.heights, strict=True):
                # The country's change may be drawn for several falls; the suffix keeps its ids unique.
                changes.draw(panel.axes, fall, height, tips, f"-{facts.falls.index(fall)}", words)
        svg = style.to_svg(figure, anchor, tips)
    texts = [changes.text(fall, _name(fall, words), words) for fall in drawn]
    alt = words.say("lapses-chart-alt", falls="; ".join(texts))
    return Chart(anchor, svg, title, alt, words.say("lapses-chart-caption"))


def _panel(fall: Change) -> str:
    return COUNTED_SCALE if fall.change_points is None else fall.scale


def _name(fall: Change, words: Words) -> str:
    return f"{words.area(fall.area)}, {mid_sentence(holders_text(fall, words))}"


def _row(fall: Change, words: Words) -> Row:
    name = (Line(words.area(fall.area), bold=True), Line(holders_text(fall, words)), Line(period_text(fall, words)))
    return Row(name, changes.right_lines(fall, words))
