"""The country's dated levels of a period, and below them on the same time axis the days of each fall."""

from datetime import date, timedelta

from matplotlib import dates as mdates
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter

from baophu.analysis.changes import OPEN, Change
from baophu.analysis.constants import JOINED_DAYS
from baophu.facts.lapse_drops import LapseDrops
from baophu.facts.province import Point
from baophu.report.blocks import Block, Chart
from baophu.report.change_words import holders_text, period_text, verdict_text
from baophu.report.charts import legends, style
from baophu.report.charts.empty import no_chart
from baophu.report.charts.national import neighbour_pairs
from baophu.report.charts.tips import point_tip
from baophu.report.words import Words, mid_sentence

ANCHOR = "lapse-sawtooth-chart"
_LEVELS_HEIGHT, _FALL_HEIGHT, _FOOT = 2.6, 0.36, 0.95  # inches: the levels, one fall, axis and legend
_LEFT, _RIGHT = 2.35, 0.15
_MONTHLY_YEARS = 3  # the axis has months for periods shorter than this


def lapse_sawtooth(facts: LapseDrops, words: Words) -> Block:
    """Chart of announced levels, joined if close in time, and of one bar per fall from its first to its last day."""
    points = facts.points
    if not facts.has_season:
        return no_chart(words.say("lapses-no-season"))
    if not points:
        return no_chart(words.say("lapses-no-levels", period=facts.period.label))
    falls = sorted(facts.falls, key=lambda fall: (fall.since, fall.end, fall.area))
    with style.settings():
        figure, upper, lower = _frame(facts, falls, words)
        tips: dict[str, str] = {}
        _levels(upper, points, tips, facts, words)
        for number, fall in enumerate(falls):
            _bar(lower, fall, number, tips, facts, words)
        _legend(figure, falls, words)
        svg = style.to_svg(figure, ANCHOR, tips)
    title = words.say("lapses-sawtooth-title", period=facts.period.label)
    alt = words.say("lapses-sawtooth-alt", points=_points_text(points, words), falls=_falls_text(falls, words))
    return Chart(ANCHOR, svg, title, alt, words.say("lapses-sawtooth-caption", days=str(JOINED_DAYS)))


def _points_text(points: tuple[Point, ...], words: Words) -> str:
    texts = (f"{words.when(point.as_of, point.as_of_precision)}: {words.point_pct(point)}" for point in points)
    return "; ".join(texts)


def _falls_text(falls: list[Change], words: Words) -> str:
    texts = (
        f"{words.area(fall.area)}, {mid_sentence(holders_text(fall, words))}, {period_text(fall, words)}"
        for fall in falls
    )
    return "; ".join(texts) or words.say("none")


def _frame(facts: LapseDrops, falls: list[Change], words: Words) -> tuple[Figure, Axes, Axes]:
    lower_height = _FALL_HEIGHT * len(falls) + (0.15 if falls else 0)
    height = 0.35 + _LEVELS_HEIGHT + lower_height + _FOOT
    figure = Figure(figsize=(style.WIDTH, height))
    left, width = _LEFT / style.WIDTH, (style.WIDTH - _LEFT - _RIGHT) / style.WIDTH
    upper = figure.add_axes((left, (_FOOT + lower_height) / height, width, _LEVELS_HEIGHT / height))
    lower = figure.add_axes((left, _FOOT / height, width, lower_height / height)) if falls else upper
    subtitle = words.say("lapses-sawtooth-subtitle")
    figure.text(0.012, 1 - 0.06 / height, subtitle, va="top", fontsize=style.SIZE, color=style.GREY)
    upper.yaxis.set_major_formatter(FuncFormatter(lambda value, _: words.f.pct(value, 0)))
    if falls:
        upper.tick_params(labelbottom=False, bottom=False)
        upper.spines["bottom"].set_visible(False)
        lower.set_ylim(len(falls) - 0.4, -0.7)
        lower.set_yticks([])
        lower.grid(visible=True, axis="x", color=style.RULE)
    _days(upper, lower, facts, falls)
    return figure, upper, lower


def _days(upper: Axes, lower: Axes, facts: LapseDrops, falls: list[Change]) -> None:
    """Set one time axis for both panels: the period, the year-end before it and the first days of its falls."""
    starts = [date(facts.period.first, 1, 1), *(fall.since.date() for fall in falls)]
    first = min([*starts, *(point.as_of for point in facts.points)])
    last = date(facts.period.last, 12, 31)
    margin = (last - first) * 0.02
    has_month_ticks = facts.period.last - first.year < _MONTHLY_YEARS
    for axes in (upper, lower):
        axes.set_xlim(first - margin, last + margin * 2)
        axes.xaxis.set_major_locator(mdates.MonthLocator(bymonth=(1, 7)) if has_month_ticks else mdates.YearLocator())
        axes.xaxis.set_major_formatter(mdates.DateFormatter("%m/%Y" if has_month_ticks else "%Y"))
        axes.tick_params(length=3, labelsize=9)
        axes.grid(visible=True, axis="both", color=style.RULE)


def _levels(axes: Axes, points: tuple[Point, ...], tips: dict[str, str], facts: LapseDrops, words: Words) -> None:
    for left, right in neighbour_pairs(points):
        ends = [left.as_of, right.as_of], [left.coverage_pct, right.coverage_pct]
        axes.plot(*ends, color=style.BLUE, lw=1.1, alpha=0.6, zorder=1)
    for point in points:
        tip = point_tip(point, facts.claim(point.claim_id), words.scale(point.scale), facts, words)
        face = style.BLUE if (point.as_of.month, point.as_of.day) == (12, 31) else "white"
        look = {"marker": "o", "facecolor": face, "edgecolor": style.BLUE, "s": 34, "lw": 1.6, "zorder": 4}
        dot = axes.scatter([point.as_of], [point.coverage_pct], **look)
        dot.set_gid(f"pt-saw-{point.claim_id}")
        dot.set_urls([f"#src-{point.claim_id}"])
        tips[f"pt-saw-{point.claim_id}"] = tip
    axes.margins(y=0.12)


def _bar(axes: Axes, fall: Change, number: int, tips: dict[str, str], facts: LapseDrops, words: Words) -> None:
    """Draw the days of a fall as a bar, with a dashed edge if a day is known by year or month only."""
    gid = f"pt-span-{facts.falls.index(fall)}-{fall.claim_ids[0]}"
    is_exact = fall.start_precision == fall.end_precision == "day"
    start, end = fall.since.date(), fall.end.date()
    if fall.is_gross:
        # A single day would be invisible; half a month is not.
        start, end = start - timedelta(days=8), end + timedelta(days=8)
    face = style.RED if fall.is_gross else "white" if fall.verdict == OPEN else style.SKY
    bar = axes.barh(
        [number], [end - start], left=[start], height=0.5, lw=1.2, edgecolor=style.BLUE, ls="-" if is_exact else "--",
        facecolor=face, zorder=2,
    )[0]  # fmt: skip
    bar.set_gid(gid)
    bar.set_url(f"#src-{fall.claim_ids[0]}")
    text = f"{mid_sentence(holders_text(fall, words))}, {period_text(fall, words)}: {verdict_text(fall, words)}"
    tips[gid] = words.claim_tip(facts.claim(fall.claim_ids[0]), text)
    name_lines = legends.wrap_text(f"{words.area(fall.area)} · {holders_text(fall, words)}", _LEFT - 0.25)
    transform = axes.get_yaxis_transform()
    left = -(_LEFT - 0.1) / (style.WIDTH - _LEFT - _RIGHT)
    axes.text(left, number, "\n".join(name_lines[:2]), transform=transform, va="center", fontsize=8.5, linespacing=1.15)


def _legend(figure: Figure, falls: list[Change], words: Words) -> None:
    mark = {"marker": "o", "mec": style.BLUE}
    entries = [
        legends.handle(words.say("chart-national-end"), mfc=style.BLUE, **mark),
        legends.handle(words.say("chart-national-other"), mfc="white", **mark),
        Line2D([], [], color=style.BLUE, lw=1.1, alpha=0.6, label=words.say("chart-national-joined")),
    ]
    look = {"edgecolor": style.BLUE, "lw": 1.2}
    if any(fall.is_gross for fall in falls):
        entries.append(Patch(facecolor=style.RED, **look, label=words.say("chart-changes-legend-gross")))
    if any(fall.verdict != OPEN and not fall.is_gross for fall in falls):
        entries.append(Patch(facecolor=style.SKY, **look, label=words.say("lapses-legend-span")))
    if any(fall.verdict == OPEN for fall in falls):
        entries.append(Patch(facecolor="white", **look, label=words.say("lapses-legend-span-declined")))
    if any({fall.start_precision, fall.end_precision} != {"day"} for fall in falls):
        entries.append(Patch(facecolor="none", ls="--", **look, label=words.say("lapses-legend-year")))
    legends.legend(figure, entries)
