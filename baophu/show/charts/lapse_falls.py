"""The falls of all provinces side by side: announced, statistical, gross losses, persons alone."""

from baophu.analysis.changes import COUNTED, OPEN, Change
from baophu.analysis.coverage import ANNOUNCED, GSO
from baophu.facts_lapses import LapseDrops
from baophu.show.blocks import Block, Chart
from baophu.show.charts import changes, rows, style
from baophu.show.charts.empty import no_chart
from baophu.show.charts.rows import Line, Panel, Row
from baophu.show.sections.changes import period, whose
from baophu.show.words import Words, inside

ANCHOR = "lapse-falls-chart"
_GROSS = "gross"
_PANELS = (_GROSS, GSO, ANNOUNCED, COUNTED)


def lapse_falls(facts: LapseDrops, words: Words) -> Block:
    """One row a fall, the deepest of each panel first."""
    if not facts.falls:
        return no_chart(words.say("lapses-chart-none", period=facts.period.label))
    own = {name: sorted((f for f in facts.falls if _panel(f) == name), key=changes.length) for name in _PANELS}
    shown = {name: found for name, found in own.items() if found}
    panels = [
        Panel(words.say(f"lapses-panel-{name}"), tuple(_row(f, words) for f in found), changes.limits(found),
              changes.tick(found, words))
        for name, found in shown.items()
    ]  # fmt: skip
    with style.settings():
        figure, placed = rows.sheet(words.say("lapses-chart-subtitle"), panels, changes.legend(facts.falls, words))
        tips: dict[str, str] = {}
        for found, panel in zip(shown.values(), placed, strict=True):
            panel.axes.axvline(0, color=style.INK, lw=1, zorder=1)
            for fall, height in zip(found, panel.heights, strict=True):
                # The country's change between the same days may stand beside several falls; each mark has a source.
                changes.draw(panel.axes, fall, height, tips, f"-{facts.falls.index(fall)}", words)
        svg = style.to_svg(figure, ANCHOR, tips)
    texts = [changes.text(f, _name(f, words), words) for found in shown.values() for f in found]
    alt = words.say("lapses-chart-alt", falls="; ".join(texts))
    return Chart(ANCHOR, svg, _title(facts, words), alt, words.say("lapses-chart-caption"))


def _title(facts: LapseDrops, words: Words) -> str:
    n, declined = len(facts.falls), sum(fall.verdict == OPEN for fall in facts.falls)
    values = {"count": str(n), "provinces": str(len(facts.known)), "declined": str(declined)}
    return words.say("lapses-chart-title", n=n, m=len(facts.known), open=declined, period=facts.period.label, **values)


def _panel(fall: Change) -> str:
    """Gross numbers are never ranked with net changes."""
    return COUNTED if fall.change_points is None else _GROSS if fall.is_gross else fall.scale


def _name(fall: Change, words: Words) -> str:
    return f"{words.area(fall.area)}, {inside(whose(fall, words))}"


def _row(fall: Change, words: Words) -> Row:
    name = (Line(words.area(fall.area), bold=True), Line(whose(fall, words)), Line(period(fall, words)))
    return Row(name, changes.said(fall, words))
