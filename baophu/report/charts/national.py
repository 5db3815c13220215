"""The country's coverage over time."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise

from matplotlib import dates as mdates
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter

from baophu.analysis.constants import JOINED_DAYS
from baophu.analysis.coverage import ANNOUNCED, GSO
from baophu.facts.national import National
from baophu.facts.province import FIRST_YEAR, LAST_YEAR
from baophu.facts.records import Point
from baophu.report.blocks import Chart
from baophu.report.charts import labels, style
from baophu.report.charts.tips import point_tip
from baophu.report.words import YEARS, Words

TRAJECTORY, SAWTOOTH = "national-chart", "sawtooth-chart"
SHOWN_YEARS = 3  # years before the last one in the chart of the last years
# Sides for points that are neither a year-end nor low: left and right first, because the line rises through them.
_SIDES_FIRST = ("left", "right", "above left", "below right", "below left", "above right", "above", "below")
_LABEL_ORDER = (labels.ABOVE_FIRST, labels.BELOW_FIRST, _SIDES_FIRST)


def trajectory(national: National, words: Words) -> Chart:
    """Chart of every dated level of the country; a thin line joins announced levels that are close in time."""
    points = national.points
    with style.settings():
        figure, axes = _frame(words.say("chart-national-subtitle", **YEARS), words)
        axes.set_xlim(date(FIRST_YEAR, 3, 1), date(LAST_YEAR + 1, 6, 1))
        axes.set_ylim(5 * (int(min(p.coverage_pct for p in points)) // 5) - 4, 98)
        axes.xaxis.set_major_locator(mdates.YearLocator())
        axes.xaxis.set_major_formatter(mdates.DateFormatter("%Y"))
        _draw_sawtooth(axes, announced_levels(national))
        tips = _draw_points(axes, points, national, words, "pt")
        _draw_year_end_labels(axes, year_ends(national), points, words)
        _legend(figure, words)
        svg = style.to_svg(figure, TRAJECTORY, tips)
    caption = words.say("chart-national-caption", days=str(JOINED_DAYS))
    return Chart(TRAJECTORY, svg, _title(national, words), _alt(points, words), caption)


def sawtooth(national: National, words: Words) -> Chart:
    """Chart of the last years, with day and level at every announced point."""
    points = [p for p in national.points if p.as_of >= date(LAST_YEAR - SHOWN_YEARS, 12, 31)]
    announced = [p for p in points if p.scale == ANNOUNCED]
    with style.settings():
        years = {"first": str(LAST_YEAR - SHOWN_YEARS), "last": str(LAST_YEAR)}
        figure, axes = _frame(words.say("chart-national-subtitle", **years), words)
        axes.set_xlim(date(LAST_YEAR - SHOWN_YEARS, 10, 15), date(LAST_YEAR + 1, 3, 15))
        levels = [p.coverage_pct for p in points]
        axes.set_ylim(min(levels) - 1.5, max(levels) + 1.3)
        axes.xaxis.set_major_locator(mdates.MonthLocator(bymonth=(1, 7)))
        axes.xaxis.set_major_formatter(mdates.DateFormatter("%m/%Y"))
        _draw_sawtooth(axes, announced)
        tips = _draw_points(axes, points, national, words, "pt-late")
        dated_labels = [
            _dated_label(*neighbours, words)
            for neighbours in zip([None, *announced[:-1]], announced, [*announced[1:], None], strict=True)
        ]
        dated_labels.sort(key=lambda label: _LABEL_ORDER.index(label.sides))
        labels.place(axes, dated_labels, _positions(points))
        _legend(figure, words)
        svg = style.to_svg(figure, SAWTOOTH, tips)
    title = words.say("national-sawtooth-title", **years)
    return Chart(SAWTOOTH, svg, title, _alt(points, words), words.say("national-sawtooth-caption"))


def _dated_label(before: Point | None, point: Point, after: Point | None, words: Words) -> labels.Label:
    """Label with day and level; the first side tried has no line: above year-ends, below low points."""
    is_low = point.coverage_pct < min((p.coverage_pct for p in (before, after) if p), default=0)
    sides = labels.ABOVE_FIRST if _is_year_end(point) else labels.BELOW_FIRST if is_low else _SIDES_FIRST
    return _label(point, words, sides, f"{words.f.short_day(point.as_of, point.as_of_precision)}\n")


def _is_year_end(point: Point) -> bool:
    """Whether a point is of 31 December."""
    return (point.as_of.month, point.as_of.day) == (12, 31)


def announced_levels(national: National) -> list[Point]:
    """Announced levels, oldest first."""
    return [p for p in national.points if p.scale == ANNOUNCED]


def year_ends(national: National) -> list[Point]:
    """Announced levels of 31 December."""
    return [p for p in national.year_ends if p.scale == ANNOUNCED]


def _title(national: National, words: Words) -> str:
    first, last = year_ends(national)[0], year_ends(national)[-1]
    return words.say(
        "chart-national-title",
        before=words.point_pct(first),
        start=str(first.as_of.year),
        after=words.point_pct(last),
        end=str(last.as_of.year),
    )


def _alt(points: Iterable[Point], words: Words) -> str:
    texts = [
        words.say(
            "chart-point",
            date=words.when(p.as_of, p.as_of_precision),
            pct=words.point_pct(p),
            scale=words.scale(p.scale),
        )
        for p in points
    ]
    return words.say("chart-national-alt", points="; ".join(texts))


def _frame(subtitle: str, words: Words) -> tuple[Figure, Axes]:
    figure = Figure(figsize=(style.NARROW_WIDTH, 4.7))
    axes = style.add_axes(figure, (0.065, 0.185, 0.92, 0.74))
    figure.text(0.012, 0.985, subtitle, va="top", fontsize=style.SIZE)
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: words.f.pct(value, 0)))
    axes.tick_params(length=3, labelsize=style.SIZE)
    return figure, axes


def _draw_sawtooth(axes: Axes, points: list[Point]) -> None:
    for left, right in neighbour_pairs(points):
        ends = [left.as_of, right.as_of], [left.coverage_pct, right.coverage_pct]
        axes.plot(*ends, color=style.BLUE, lw=1.1, alpha=0.6, zorder=1)


def neighbour_pairs(points: Iterable[Point]) -> list[tuple[Point, Point]]:
    """Consecutive levels close in time and of one definition, by day: levels on two definitions are not comparable."""
    series = ([], [])
    for point in points:
        series[point.obs_status == "D"].append(point)
    pairs = (pair for one_series in series for pair in pairwise(one_series))
    return sorted((pair for pair in pairs if (pair[1].as_of - pair[0].as_of).days <= JOINED_DAYS), key=_pair_days)


def _pair_days(pair: tuple[Point, Point]) -> tuple:
    return (pair[0].as_of, pair[1].as_of)


def _draw_points(axes: Axes, points: Iterable[Point], national: National, words: Words, prefix: str) -> dict[str, str]:
    """Draw each point with a link to its source, the announced ones on top; returns the tooltips by gid."""
    tips = {}
    claims = {claim.claim_id: claim for claim in national.claims}
    ends = {p.claim_id for p in year_ends(national)}
    for point in sorted(points, key=lambda p: p.scale != GSO):
        is_end = point.claim_id in ends
        marker, edge = ("o", style.BLUE) if point.scale == ANNOUNCED else ("D", style.ORANGE)
        face = edge if is_end and point.scale == ANNOUNCED else "white"
        size = 46 if is_end else 26 if point.scale == ANNOUNCED else 20
        gid = f"{prefix}-{point.scale}-{point.claim_id}"
        dots = axes.scatter(
            [point.as_of], [point.coverage_pct], s=size, marker=marker, facecolor=face, edgecolor=edge, lw=1.4,
            zorder=4 if point.scale == ANNOUNCED else 2,
        )  # fmt: skip
        dots.set_gid(gid)
        dots.set_urls([f"#src-{point.claim_id}"])
        claim = claims[point.claim_id]
        tips[gid] = point_tip(point, claim, words.scale(point.scale), national, words)
    return tips


def _draw_year_end_labels(axes: Axes, year_end_points: Iterable[Point], points: Iterable[Point], words: Words) -> None:
    year_end_labels = [_label(point, words, labels.ABOVE_FIRST) for point in reversed(list(year_end_points))]
    labels.place(axes, year_end_labels, _positions(points))


def _positions(points: Iterable[Point]) -> list[tuple[float, float]]:
    return [(labels.as_number(p.as_of), p.coverage_pct) for p in points]


def _label(point: Point, words: Words, sides: Sequence[str], day: str = "") -> labels.Label:
    text = day + words.point_pct(point)
    return labels.Label(labels.as_number(point.as_of), point.coverage_pct, text, style.BLUE, sides)


def _legend(figure: Figure, words: Words) -> None:
    mark = {"ls": "", "mew": 1.4}
    entries = [
        Line2D(
            [], [], marker="o", ms=6.5, mfc=style.BLUE, mec=style.BLUE, **mark, label=words.say("chart-national-end")
        ),
        Line2D([], [], marker="o", ms=5, mfc="white", mec=style.BLUE, **mark, label=words.say("chart-national-other")),
        Line2D(
            [], [], marker="D", ms=4.5, mfc="white", mec=style.ORANGE, **mark, label=words.say("chart-national-gso")
        ),
        Line2D([], [], color=style.BLUE, lw=1.1, alpha=0.6, label=words.say("chart-national-joined")),
    ]
    figure.legend(
        handles=entries, loc="lower center", ncols=2, frameon=False, fontsize=style.SIZE, handletextpad=0.5,
        bbox_to_anchor=(0.5, 0.0), columnspacing=1.8,
    )  # fmt: skip
