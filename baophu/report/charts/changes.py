"""Rises and falls in percentage points, with the country's change between the same days."""

from collections.abc import Callable

from matplotlib.axes import Axes

from baophu.analysis.changes import Change
from baophu.facts.province import Facts
from baophu.report.blocks import Block, Chart
from baophu.report.change_words import (
    country_text,
    holders_text,
    people_text,
    period_text,
    size_in_points,
    subject_text,
    verdict_text,
)
from baophu.report.charts import rows, style
from baophu.report.charts.empty import no_chart
from baophu.report.charts.rows import Line, Panel, Row
from baophu.report.words import Words, mid_sentence

ANCHOR = "changes-chart"
# Longer rises would dwarf a fall of three points on the axis; those within 13 months are a useful comparison.
RISE_DAYS = 397
MOST_ROWS = 10  # more would be illegible on a page; the table has all


def changes_chart(facts: Facts, words: Words) -> Block:
    """Chart with a row per change: falls, gross losses, short rises; changes in persons have a separate panel."""
    candidates = [change for change in facts.changes if is_drawn(change)][:MOST_ROWS]
    panels = (
        (words.say("chart-changes-panel"), [c for c in candidates if c.change_points is not None]),
        (words.say("chart-changes-panel-people"), [c for c in candidates if c.change_points is None]),
    )
    groups = [(heading, group) for heading, group in panels if group]
    if not groups:
        return no_chart(words.say("chart-changes-none", province=words.province))
    sheets = [
        Panel(heading, tuple(_row(c, words) for c in group), limits(group), tick(group, words))
        for heading, group in groups
    ]
    drawn = [change for _, group in groups for change in group]
    with style.settings():
        figure, panel_axes = rows.sheet(words.say("chart-changes-subtitle"), sheets, legend(drawn, words))
        tips: dict[str, str] = {}
        for (_, group), panel in zip(groups, panel_axes, strict=True):
            panel.axes.axvline(0, color=style.INK, lw=1, zorder=1)
            for change, height in zip(group, panel.heights, strict=True):
                draw(panel.axes, change, height, tips, "", words)
        svg = style.to_svg(figure, ANCHOR, tips)
    alt = words.say(
        "chart-changes-alt",
        province=words.province,
        changes="; ".join(text(c, subject_text(c, words), words) for c in drawn),
    )
    caption = words.say("chart-changes-caption")
    return Chart(ANCHOR, svg, _title(drawn[0], words), alt, caption, _sentence(drawn[0], words))


def is_drawn(change: Change) -> bool:
    """Whether a change is drawn: a fall with a size, or a rise in points over at most ``RISE_DAYS``."""
    if change.change_points is None:
        return change.change_count is not None and change.is_fall
    return change.is_fall or (change.end - change.start).days <= RISE_DAYS


def length(change: Change) -> float:
    """Size of a change on its axis: percentage points if the population is known, else persons."""
    return change.change_count if change.change_points is None else change.change_points


def _title(change: Change, words: Words) -> str:
    if not change.national:
        return words.say("chart-changes-title", **_values(change, words))
    return words.say("chart-changes-title-country", national=country_text(change, words), **_values(change, words))


def _sentence(change: Change, words: Words) -> str:
    """The chart's first change with the country's and its verdict, to copy."""
    values = {**_values(change, words), "publishers": rows.publishers(words.facts, words, change.claim_ids)}
    if change.is_gross:
        return words.say("chart-changes-sentence-gross", **values)
    if not change.national:
        return words.say("chart-changes-sentence-alone", **values)
    return words.say("chart-changes-sentence", national=country_text(change, words), **values)


def _values(change: Change, words: Words) -> dict[str, str]:
    is_part = change.area != words.facts.area.area
    names = {"area": words.area(change.area), "province": words.province}
    size = size_in_points(change, words)
    return {
        "where": words.say("chart-changes-district", **names) if is_part else words.province,
        "what": mid_sentence(holders_text(change, words)),
        "period": period_text(change, words),
        "change": f"{people_text(change, words)}, {size}" if change.change_count and change.change_points else size,
        "verdict": mid_sentence(verdict_text(change, words)),
    }


def _row(change: Change, words: Words) -> Row:
    name = (Line(subject_text(change, words), bold=True), Line(period_text(change, words)))
    return Row(name, right_lines(change, words))


def right_lines(change: Change, words: Words) -> tuple[Line, ...]:
    """Text at the right of a row: the change in points and persons, the country's, the verdict."""
    lines = [Line(size_in_points(change, words), bold=True, color=style.BLUE)]
    if change.change_points is not None and change.change_count is not None:
        lines.append(Line(people_text(change, words), color=style.GREY))
    if country_text(change, words):
        lines.append(Line(_country_change(change, words), color=style.GREY))
    return (*lines, Line(verdict_text(change, words)))


def _country_change(change: Change, words: Words) -> str:
    """The country's change: percentage points for health insurance, percent for another scheme."""
    if change.scheme == "bhyt":
        return words.say("chart-changes-country", points=country_text(change, words))
    return words.say("chart-changes-country-pct", pct=country_text(change, words))


def text(change: Change, name: str, words: Words) -> str:
    """A row in words."""
    parts = [f"{name}, {period_text(change, words)}: {size_in_points(change, words)}"]
    if country_text(change, words):
        parts.append(_country_change(change, words))
    return ", ".join([*parts, mid_sentence(verdict_text(change, words))])


def limits(panel_changes: list[Change]) -> tuple[float, float]:
    """Ends of the axis of a panel."""
    ends = [length(c) for c in panel_changes]
    ends += [value for c in panel_changes if c.change_points is not None for value in (c.low_points, c.high_points)]
    ends += [end for c in panel_changes if c.national and c.group == "total" for end in c.national]
    low, high = min(0.0, *ends), max(0.0, *ends)
    margin = 0.06 * (high - low)
    return (low - margin, high + margin)


def tick(panel_changes: list[Change], words: Words) -> Callable[[float], str]:
    """Formatter of the axis of a panel."""
    if panel_changes[0].change_points is None:
        return lambda value: words.f.count(value, is_signed=True)
    return lambda value: words.f.number(value, 0 if abs(value - round(value)) < 1e-9 else 1, is_signed=True)


def draw(axes: Axes, change: Change, height: float, tips: dict[str, str], suffix: str, words: Words) -> None:
    """Draw the change, its interval, and the country's range; a gross loss is hatched.

    ``suffix`` keeps ids unique where a page draws one claim more than once.
    """
    size = length(change)
    if change.is_gross:
        axes.barh([height], [size], 0.09, color="white", edgecolor=style.RED, hatch="/////", lw=0.8, zorder=2)
    else:
        axes.plot([0, size], [height] * 2, color=style.BLUE, lw=1.2, zorder=2)
    if change.low_points is not None:
        interval = [change.low_points, change.high_points]
        axes.plot(interval, [height] * 2, color=style.SKY, lw=7, solid_capstyle="butt", zorder=2.5)
    if change.national and change.group == "total":
        axes.plot(list(change.national), [height] * 2, color=style.GREY, lw=3, solid_capstyle="butt", zorder=2.8)
        country = words.say("chart-changes-country", points=country_text(change, words))
        look = {"marker": "D", "facecolor": "white", "edgecolor": style.GREY, "zorder": 3}
        point = _row_mark(f"nation{suffix}", change.readings_with_country[0].claim_ids[-1], country, words)
        rows.mark(axes, (sum(change.national) / 2, height), point, tips, **look)
    color = style.RED if change.is_gross else style.BLUE
    look = {"marker": "o", "facecolor": color, "edgecolor": color}
    point = _row_mark(f"change{suffix}", change.claim_ids[0], size_in_points(change, words), words)
    rows.mark(axes, (size, height), point, tips, **look)


def _row_mark(kind: str, claim_id: str, text: str, words: Words) -> rows.RowMark:
    return rows.RowMark(kind, claim_id, rows.claim_tip(words.facts.claim(claim_id), text, words.facts, words))


def legend(panel_changes: list[Change], words: Words) -> list:
    """Legend entries for the marks that are drawn."""
    handles = []
    if any(not c.is_gross for c in panel_changes):
        handles.append(rows.handle(words.say("chart-changes-legend-own"), marker="o", mfc=style.BLUE, mec=style.BLUE))
    if any(c.is_gross for c in panel_changes):
        handles.append(rows.handle(words.say("chart-changes-legend-gross"), marker="o", mfc=style.RED, mec=style.RED))
    if any(c.national and c.group == "total" for c in panel_changes):
        handles.append(rows.handle(words.say("chart-changes-legend-country"), marker="D", mfc="white", mec=style.GREY))
    if any(c.low_points is not None and c.high_points - c.low_points > 0.05 for c in panel_changes):
        handles.append(
            rows.handle(words.say("chart-changes-legend-interval"), marker="s", mfc=style.SKY, mec=style.SKY)
        )
    return handles
