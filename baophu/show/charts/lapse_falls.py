"""The falls of all provinces side by side, one panel a scale: announced, statistical, persons alone."""

from matplotlib.axes import Axes

from baophu.analysis.coverage import ANNOUNCED, GSO
from baophu.analysis.lapses import DECLINED, Fall
from baophu.analysis.lapses.model import COUNTED
from baophu.facts_lapses import LapseDrops
from baophu.show.blocks import Block, Chart
from baophu.show.charts import rows, style
from baophu.show.charts.empty import no_chart
from baophu.show.charts.rows import Line, Panel, Row
from baophu.show.sections.falls import change, period, whose
from baophu.show.words import Words, inside

ANCHOR = "lapse-falls-chart"
_SCALES = (ANNOUNCED, GSO, COUNTED)
_HEADINGS = ("lapses-panel-announced", "lapses-panel-gso", "lapses-panel-counted")


def lapse_falls(facts: LapseDrops, words: Words) -> Block:
    """One row a fall, the deepest of each panel first; hollow marks stand for falls without a verdict."""
    if not facts.falls:
        return no_chart(words.say("lapses-chart-none", period=facts.period.label))
    shown = {scale: sorted(_on(scale, facts), key=_size) for scale in _SCALES}
    panels = [
        Panel(
            words.say(heading), tuple(_row(f, words) for f in shown[scale]), _limits(shown[scale]), _tick(scale, words)
        )
        for scale, heading in zip(_SCALES, _HEADINGS, strict=True)
        if shown[scale]
    ]
    drawn = [shown[scale] for scale in _SCALES if shown[scale]]
    with style.settings():
        figure, placed = rows.sheet(words.say("lapses-chart-subtitle"), panels, _legend(facts, words))
        tips: dict[str, str] = {}
        for falls, panel in zip(drawn, placed, strict=True):
            panel.axes.axvline(0, color=style.INK, lw=1, zorder=1)
            for fall, height in zip(falls, panel.heights, strict=True):
                _draw(panel.axes, fall, height, tips, facts, words)
        svg = style.to_svg(figure, ANCHOR, tips)
    texts = [_text(fall, words) for falls in drawn for fall in falls]
    alt = words.say("lapses-chart-alt", falls="; ".join(texts))
    return Chart(ANCHOR, svg, _title(facts, words), alt, words.say("lapses-chart-caption"))


def _title(facts: LapseDrops, words: Words) -> str:
    n, declined = len(facts.falls), sum(fall.verdict == DECLINED for fall in facts.falls)
    values = {"count": str(n), "provinces": str(len(facts.known)), "declined": str(declined)}
    return words.say("lapses-chart-title", n=n, m=len(facts.known), open=declined, period=facts.period.label, **values)


def _on(scale: str, facts: LapseDrops) -> list[Fall]:
    return [fall for fall in facts.falls if fall.scale == scale]


def _size(fall: Fall) -> float:
    return fall.change_count if fall.change_points is None else fall.change_points


def _row(fall: Fall, words: Words) -> Row:
    said = [Line(_change(fall, words), bold=True, color=style.BLUE)]
    if fall.national_points is not None:
        said.append(Line(words.say("chart-falls-country", points=_national(fall, words)), color=style.GREY))
    said.append(Line(words.say(f"verdict-{fall.verdict}")))
    name = (Line(words.area(fall.area), bold=True), Line(whose(fall, words)), Line(period(fall, words)))
    return Row(name, tuple(said))


def _change(fall: Fall, words: Words) -> str:
    if fall.change_points is None:
        return words.say("fall-count", count=words.f.count(fall.change_count, signed=True))
    return change(fall, words)


def _national(fall: Fall, words: Words) -> str:
    return words.f.number(fall.national_points, 2, signed=True)


def _text(fall: Fall, words: Words) -> str:
    said = f"{words.area(fall.area)}, {inside(whose(fall, words))}, {period(fall, words)}: {_change(fall, words)}"
    if fall.national_points is not None:
        said += f", {words.say('chart-falls-country', points=_national(fall, words))}"
    return f"{said}, {inside(words.say(f'verdict-{fall.verdict}'))}"


def _limits(shown: list[Fall]) -> tuple[float, float]:
    ends = [end for fall in shown for end in (_size(fall), fall.low_points, fall.national_points) if end is not None]
    low, high = min(ends), max(0.0, *ends)
    room = 0.06 * (high - low)
    return (low - room, high + room)


def _tick(scale: str, words: Words):
    if scale == COUNTED:
        return lambda value: words.f.count(value, signed=True)
    return lambda value: words.f.number(value, 0 if abs(value - round(value)) < 1e-9 else 1, signed=True)


def _draw(axes: Axes, fall: Fall, height: float, tips: dict[str, str], facts: LapseDrops, words: Words) -> None:
    axes.plot([0, _size(fall)], [height] * 2, color=style.BLUE, lw=1.2, zorder=2)
    if fall.low_points is not None:
        axes.plot([fall.low_points, fall.high_points], [height] * 2, color=style.SKY, lw=7, solid_capstyle="butt")
    if fall.national_points is not None:
        look = {"marker": "D", "facecolor": "white", "edgecolor": style.GREY, "zorder": 3}
        said = words.say("chart-falls-country", points=_national(fall, words))
        # The country's change between the same days may stand beside several falls; each mark has a source.
        own = _kind("lapsenation", fall, facts)
        rows.mark(
            axes, (fall.national_points, height), _point(own, fall.national_ids[-1], said, facts, words), tips, **look
        )
    face = "white" if fall.verdict == DECLINED else style.BLUE
    look = {"marker": "o", "facecolor": face, "edgecolor": style.BLUE}
    point = _point(_kind("lapse", fall, facts), fall.claim_ids[0], _change(fall, words), facts, words)
    rows.mark(axes, (_size(fall), height), point, tips, **look)


def _kind(word: str, fall: Fall, facts: LapseDrops) -> str:
    return "-".join((word, str(facts.falls.index(fall))))


def _point(kind: str, claim_id: str, said: str, facts: LapseDrops, words: Words) -> rows.Point:
    return rows.Point(kind, claim_id, rows.claim_tip(facts.claim(claim_id), said, facts, words))


def _legend(facts: LapseDrops, words: Words) -> list:
    falls = facts.falls
    found = []
    if any(fall.verdict != DECLINED for fall in falls):
        found.append(rows.handle(words.say("lapses-legend-judged"), marker="o", mfc=style.BLUE, mec=style.BLUE))
    if any(fall.verdict == DECLINED for fall in falls):
        found.append(rows.handle(words.say("lapses-legend-declined"), marker="o", mfc="white", mec=style.BLUE))
    if any(fall.national_points is not None for fall in falls):
        found.append(rows.handle(words.say("chart-falls-legend-country"), marker="D", mfc="white", mec=style.GREY))
    if any(fall.low_points is not None and fall.high_points - fall.low_points > 0.05 for fall in falls):
        found.append(rows.handle(words.say("chart-falls-legend-interval"), marker="s", mfc=style.SKY, mec=style.SKY))
    return found
