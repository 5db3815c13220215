"""Districts as ranked dots: coverage of the population and percent of a plan in separate panels."""

from collections.abc import Sequence

from matplotlib.axes import Axes

from baophu.analysis.targets import REMAINING_DISTRICTS
from baophu.facts.province import Facts
from baophu.report.blocks import Block, Chart, Paragraph
from baophu.report.charts import district_rows, district_words, rows, style
from baophu.report.charts.district_rows import District, Measure
from baophu.report.words import Words

ANCHOR = "districts-chart"


def districts(facts: Facts, words: Words) -> Block:
    """Chart of printed rates and percentages of plan of the areas inside a province, ranked where they can be."""
    measures = district_rows.measures(facts)
    if not measures:
        return Paragraph(words.say("chart-districts-nothing"), style="note")
    panels = [_panel(measure, words) for measure in measures]
    tips: dict[str, str] = {}
    with style.settings():
        figure, panel_axes = rows.sheet(words.say("chart-districts-subtitle"), panels, _legend(measures, words))
        for measure, panel in zip(measures, panel_axes, strict=True):
            for row, middle in zip(measure.rows, panel.heights, strict=True):
                _draw(panel.axes, row, middle, facts, words, tips)
        svg = style.to_svg(figure, ANCHOR, tips)
    caption = words.say("chart-districts-caption", sources=district_words.sources(measures, facts, words))
    texts = district_words.title(measures, words), district_words.alt(measures, words), caption
    return Chart(ANCHOR, svg, *texts, district_words.sentence(measures, facts, words))


def _panel(measure: Measure, words: Words) -> rows.Panel:
    table = tuple(
        rows.Row(_name_lines(row, measure, words), tuple(_right_lines(district_words.lines(row, words))))
        for row in measure.rows
    )
    heading = district_words.heading(measure, words)
    return rows.Panel(heading, table, _limits(measure.rows), lambda value: words.f.pct(value, 0))


def _name_lines(row: District, measure: Measure, words: Words) -> tuple[rows.Line, ...]:
    lines = [rows.Line(district_words.area_label(row, words), bold=True)]
    subtitle = district_words.row_subtitle(row, measure, words)
    return (*lines, rows.Line(subtitle, color=style.GREY)) if subtitle else tuple(lines)


def _right_lines(texts: Sequence[str]) -> list[rows.Line]:
    return [
        rows.Line(text, bold=not number, color=style.GREY if number else style.INK) for number, text in enumerate(texts)
    ]


def _limits(table: Sequence[District]) -> tuple[float, float]:
    """Limits that hold every mark with a margin; from zero if the figures are small."""
    values = [
        value for row in table for value in (row.low, row.high, row.goal_pct, row.before_pct) if value is not None
    ]
    low, high = min(values), max(values)
    return 0 if low < 30 else 5 * ((low - 3) // 5), 5 * ((high + 3) // 5 + 1)


def _draw(axes: Axes, row: District, middle: float, facts: Facts, words: Words, tips: dict[str, str]) -> None:
    tip = district_words.tip(row, facts, words)
    color = style.GREY if row.group == REMAINING_DISTRICTS else style.BLUE
    if row.before_pct is not None:
        arrow = {"arrowstyle": "-|>", "color": style.GREY, "lw": 1.3, "shrinkA": 4, "shrinkB": 5}
        axes.annotate("", (row.pct, middle), (row.before_pct, middle), arrowprops=arrow, zorder=2)
        look = {
            "facecolor": "white",
            "edgecolor": style.GREY,
            "marker": rows.SIDEWAYS_BOUND_MARKS[row.before_bound],
            "s": 44,
        }
        point = rows.RowMark("districtbefore", row.before_id, tip)
        rows.mark(axes, (row.before_pct, middle), point, tips, **look)
    if row.goal_pct is not None:
        look = {"marker": "|", "s": 300, "color": style.GREEN, "lw": 3}
        rows.mark(axes, (row.goal_pct, middle), rows.RowMark("districttarget", row.goal_id, tip), tips, **look)
    if row.pct is not None:
        axes.plot([row.low, row.high], [middle] * 2, color=color, lw=3, alpha=0.4, zorder=3, solid_capstyle="butt")
        face = "white" if row.bound == "about" else color
        look = {"facecolor": face, "edgecolor": color, "marker": rows.SIDEWAYS_BOUND_MARKS[row.bound]}
        rows.mark(axes, (row.pct, middle), rows.RowMark("district", row.claim_id, tip), tips, **look)


def _legend(measures: Sequence[Measure], words: Words) -> list:
    """Entries for the marks that are drawn."""
    table = [row for measure in measures for row in measure.rows]
    bounds = {row.bound for row in table if row.pct is not None}
    dot = {"marker": "o", "mec": style.BLUE, "mew": 1.6}
    entries = [
        (bounds & {"exact"}, rows.handle(words.say("legend-printed"), mfc=style.BLUE, **dot)),
        (bounds & {"about"}, rows.handle(words.say("legend-about"), mfc="white", **dot)),
        (
            bounds & {"at_least", "at_most"},
            rows.handle(words.say("legend-bound"), marker=">", mfc=style.BLUE, mec=style.BLUE),
        ),
        (
            bounds & {"exact", "about"},
            rows.handle(words.say("legend-rounding"), ls="-", lw=3, color=style.BLUE, alpha=0.4, ms=0),
        ),
        (
            any(row.before_pct is not None for row in table),
            rows.handle(words.say("legend-before"), marker="o", mfc="white", mec=style.GREY, mew=1.6),
        ),
        (
            any(row.goal_pct is not None for row in table),
            rows.handle(words.say("legend-goal"), marker="|", ms=12, mew=3, color=style.GREEN),
        ),
    ]
    return [entry for is_drawn, entry in entries if is_drawn]
