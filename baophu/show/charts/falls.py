"""What fell, in points of the population, beside what the country did between the same days."""

from matplotlib.axes import Axes

from baophu.analysis.lapses import Fall
from baophu.facts import Facts
from baophu.show.blocks import Block, Chart
from baophu.show.charts import rows, style
from baophu.show.charts.empty import no_chart
from baophu.show.charts.rows import Line, Panel, Row
from baophu.show.sections.falls import change, period, what, whose
from baophu.show.words import Words, inside

ANCHOR = "falls-chart"


def falls_chart(facts: Facts, words: Words) -> Block:
    """One row a fall that can be put in points: the province's change, its interval, the country's change."""
    shown = [fall for fall in facts.falls if fall.change_points is not None]
    if not shown:
        return no_chart(words.say("chart-falls-none", province=words.province))
    panel = Panel(words.say("chart-falls-panel"), tuple(_row(f, words) for f in shown), _limits(shown), _tick(words))
    with style.settings():
        subtitle = words.say("chart-falls-subtitle")
        figure, (placed,) = rows.sheet(subtitle, [panel], _legend(shown, words))
        placed.axes.axvline(0, color=style.INK, lw=1, zorder=1)
        tips: dict[str, str] = {}
        for fall, height in zip(shown, placed.heights, strict=True):
            _draw(placed.axes, fall, height, tips, facts, words)
        svg = style.to_svg(figure, ANCHOR, tips)
    texts = [_text(fall, words) for fall in shown]
    alt = words.say("chart-falls-alt", province=words.province, falls="; ".join(texts))
    return Chart(ANCHOR, svg, _title(shown, words), alt, words.say("chart-falls-caption"), _sentence(shown, words))


def _title(shown: list[Fall], words: Words) -> str:
    fall = _first(shown)
    if fall.national_points is None:
        return words.say("chart-falls-title", **_values(fall, words))
    return words.say("chart-falls-title-country", national=_national(fall, words), **_values(fall, words))


def _sentence(shown: list[Fall], words: Words) -> str:
    """The chart's first fall with the country beside it and its verdict, to take along."""
    fall = _first(shown)
    publishers = rows.publishers(words.facts, words, fall.claim_ids)
    values = {**_values(fall, words), "publishers": publishers}
    if fall.national_points is None:
        return words.say("chart-falls-sentence-alone", **values)
    return words.say("chart-falls-sentence", national=_national(fall, words), **values)


def _first(shown: list[Fall]) -> Fall:
    """The deepest; falls of everyone in the province come before those of groups and districts."""
    own = shown[0].area
    return min(shown, key=lambda fall: (fall.area != own, not fall.is_total, fall.change_points))


def _national(fall: Fall, words: Words) -> str:
    return words.f.number(fall.national_points, 2, signed=True)


def _values(fall: Fall, words: Words) -> dict[str, str]:
    is_part = fall.area != words.facts.area.area
    names = {"area": words.area(fall.area), "province": words.province}
    return {
        "where": words.say("chart-falls-district", **names) if is_part else words.province,
        "what": inside(whose(fall, words)),
        "period": period(fall, words),
        "change": change(fall, words),
        "scale": words.scale(fall.scale),
        "verdict": inside(words.say(f"verdict-{fall.verdict}")),
    }


def _row(fall: Fall, words: Words) -> Row:
    said = [Line(change(fall, words), bold=True, color=style.BLUE)]
    if fall.national_points is not None:
        said.append(Line(words.say("chart-falls-country", points=_national(fall, words)), color=style.GREY))
    said.append(Line(words.say(f"verdict-{fall.verdict}")))
    name = (
        Line(what(fall, words), bold=True),
        Line(period(fall, words)),
        Line(words.scale(fall.scale), color=style.GREY),
    )
    return Row(name, tuple(said))


def _text(fall: Fall, words: Words) -> str:
    said = f"{what(fall, words)}, {period(fall, words)}: {change(fall, words)}"
    if fall.national_points is not None:
        said += f", {words.say('chart-falls-country', points=_national(fall, words))}"
    return f"{said}, {words.say(f'verdict-{fall.verdict}')}"


def _limits(shown: list[Fall]) -> tuple[float, float]:
    ends = [value for f in shown for value in (f.low_points, f.high_points, f.national_points) if value is not None]
    low, high = min(ends), max(0.0, *ends)
    room = 0.06 * (high - low)
    return (low - room, high + room)


def _tick(words: Words):
    return lambda value: words.f.number(value, 0 if abs(value - round(value)) < 1e-9 else 1, signed=True)


def _draw(axes: Axes, fall: Fall, height: float, tips: dict[str, str], facts: Facts, words: Words) -> None:
    axes.plot([0, fall.change_points], [height] * 2, color=style.BLUE, lw=1.2, zorder=2)
    if fall.low_points is not None:
        axes.plot([fall.low_points, fall.high_points], [height] * 2, color=style.SKY, lw=7, solid_capstyle="butt")
    if fall.national_points is not None:
        look = {"marker": "D", "facecolor": "white", "edgecolor": style.GREY, "zorder": 3}
        national = words.say("chart-falls-country", points=_national(fall, words))
        point = _point("fallnation", fall.national_ids[-1], national, facts, words)
        rows.mark(axes, (fall.national_points, height), point, tips, **look)
    look = {"marker": "o", "facecolor": style.BLUE, "edgecolor": style.BLUE}
    point = _point("fall", fall.claim_ids[0], change(fall, words), facts, words)
    rows.mark(axes, (fall.change_points, height), point, tips, **look)


def _point(kind: str, claim_id: str, said: str, facts: Facts, words: Words) -> rows.Point:
    return rows.Point(kind, claim_id, rows.claim_tip(facts.claim(claim_id), said, facts, words))


def _legend(shown: list[Fall], words: Words) -> list:
    found = [rows.handle(words.say("chart-falls-legend-own"), marker="o", mfc=style.BLUE, mec=style.BLUE)]
    if any(fall.national_points is not None for fall in shown):
        found.append(rows.handle(words.say("chart-falls-legend-country"), marker="D", mfc="white", mec=style.GREY))
    if any(fall.low_points is not None and fall.high_points - fall.low_points > 0.05 for fall in shown):
        found.append(rows.handle(words.say("chart-falls-legend-interval"), marker="s", mfc=style.SKY, mec=style.SKY))
    return found
