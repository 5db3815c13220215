"""The country's coverage by time of year, with the time of year of the province's figures."""

from dataclasses import dataclass
from datetime import date

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter

from baophu.analysis.constants import JOINED_DAYS
from baophu.analysis.coverage import ANNOUNCED
from baophu.facts.province import LAST_YEAR, Facts, Point
from baophu.report.blocks import Block, Chart
from baophu.report.charts import labels, style
from baophu.report.charts.empty import no_chart
from baophu.report.charts.tips import point_text
from baophu.report.words import Words, year_ranges

ANCHOR = "sawtooth-chart"
_TOP, _LINES, _GAP, _ROW, _BOTTOM = 0.5, 2.6, 0.62, 0.38, 0.55  # inches
_LEFT, _RIGHT = 0.075, 0.985
_SCALE_OFFSET = 0.21  # rows between the two scales of one day and the middle of the row
_NEAR_DAYS = 20  # marks of two scales that are closer than this are moved apart
_SIDES = ("below", "below right", "below left", "right", "left", "above", "above left", "above right")


@dataclass(frozen=True)
class SeasonYear:
    """A year of the country: the levels of both year-ends and the dated levels in between."""

    start: Point
    within_year: tuple[Point, ...]
    end: Point

    @property
    def number(self) -> int:
        """The calendar year."""
        return self.end.as_of.year

    def gap(self, point: Point) -> float:
        """Percentage points by which a level lies above the straight line between the year-ends."""
        fraction = year_fraction(point)
        return point.coverage_pct - (1 - fraction) * self.start.coverage_pct - fraction * self.end.coverage_pct

    @property
    def lowest(self) -> Point:
        """The level furthest below the line."""
        return min(self.within_year, key=self.gap)


def sawtooth(facts: Facts, words: Words) -> Block:
    """Chart of the country between its year-ends and of the province's days; a note if no year can be drawn."""
    drawn_years = season_years(facts)
    if not drawn_years:
        return no_chart(words.say("chart-sawtooth-none"))
    own_years = sorted({point.as_of.year for point in facts.points}, reverse=True)
    lower_height = _BOTTOM + _ROW * len(own_years)
    height = _TOP + _LINES + (lower_height + _GAP if own_years else _BOTTOM + 0.22)
    with style.settings():
        figure = Figure(figsize=(style.WIDTH, height))
        _subtitle(figure, 1 - 0.07 / height, "top", words.say("chart-sawtooth-subtitle"))
        lines = style.add_axes(figure, (_LEFT, 1 - (_TOP + _LINES) / height, _RIGHT - _LEFT, _LINES / height))
        tips = _draw_country(lines, drawn_years, words)
        if own_years:
            _subtitle(
                figure,
                (lower_height + 0.07) / height,
                "bottom",
                words.say("chart-sawtooth-own", province=words.province),
            )
            rows = style.add_axes(figure, (_LEFT, _BOTTOM / height, _RIGHT - _LEFT, (lower_height - _BOTTOM) / height))
            tips |= _draw_province(rows, facts, own_years, words)
        _legend(figure, facts, words)
        svg = style.to_svg(figure, ANCHOR, tips)
    caption = words.say("chart-sawtooth-caption", days=str(JOINED_DAYS))
    return Chart(ANCHOR, svg, title(facts, words), alt(facts, words), caption, sentence(facts, words))


def _subtitle(figure: Figure, y: float, side: str, text: str) -> None:
    figure.text(0.012, y, text, va=side, fontsize=style.SIZE, color=style.GREY)


def season_years(facts: Facts) -> list[SeasonYear]:
    """Years with both year-ends and a day in between, all close enough in time to be joined; oldest first."""
    announced = _finest_of_each_day(facts)
    ends = {p.as_of.year: p for p in facts.national_year_ends if p.scale == ANNOUNCED}
    complete_years = []
    for number in sorted(set(ends) & {year + 1 for year in ends}):
        start, end = ends[number - 1], ends[number]
        within_year = tuple(p for p in announced if start.as_of < p.as_of < end.as_of)
        points = (start, *within_year, end)
        if within_year and all(_may_join(left, right) for left, right in zip(points[:-1], points[1:], strict=True)):
            complete_years.append(SeasonYear(start, within_year, end))
    return complete_years


def _finest_of_each_day(facts: Facts) -> list[Point]:
    """The country's announced levels, of each day the one with the most precise date."""
    order = ("day", "month", "year")
    announced = [p for p in facts.national if p.scale == ANNOUNCED]
    announced.sort(key=lambda p: (p.as_of, order.index(p.as_of_precision), p.claim_id))
    return [p for number, p in enumerate(announced) if not number or announced[number - 1].as_of != p.as_of]


def _may_join(left: Point, right: Point) -> bool:
    """Whether the analysis interpolates between the days of two levels."""
    return (right.as_of - left.as_of).days <= JOINED_DAYS and right.compares_with(left)


def year_fraction(point: Point) -> float:
    """Time of year as a fraction: 0 on 31 December of the year before, 1 on 31 December."""
    start, end = date(point.as_of.year - 1, 12, 31), date(point.as_of.year, 12, 31)
    return (point.as_of - start).days / (end - start).days


def title(facts: Facts, words: Words) -> str:
    """The finding: how far the country fell between year-ends, and how many of the province's days are year-ends."""
    return f"{words.say('chart-sawtooth-title', **_depth_values(facts, words))} {own_days_text(facts, words)}"


def sentence(facts: Facts, words: Words) -> str:
    """The finding with its years, its source and what follows from it for the province's figures."""
    drawn_years = season_years(facts)
    sources = {
        facts.claim(p.claim_id).source_id for year in drawn_years for p in (year.start, *year.within_year, year.end)
    }
    return words.say(
        "take-sawtooth",
        years=words.join(year_ranges([year.number for year in drawn_years])),
        sources=words.f.count(len(sources)),
        own=own_days_text(facts, words),
        **_depth_values(facts, words),
    )


def _depth_values(facts: Facts, words: Words) -> dict[str, str]:
    """Number of years in which the country fell below the line between its year-ends, and the lowest level."""
    drawn_years = season_years(facts)
    deepest = min(drawn_years, key=lambda year: year.gap(year.lowest))
    return {
        "below": words.f.count(sum(year.gap(year.lowest) < 0 for year in drawn_years)),
        "all": words.f.count(len(drawn_years)),
        "most": words.f.number(abs(deepest.gap(deepest.lowest))),
        "date": words.when(deepest.lowest.as_of, deepest.lowest.as_of_precision),
    }


def own_days_text(facts: Facts, words: Words) -> str:
    """Text on how many of the province's dated levels are of 31 December."""
    days = {p.as_of: p for p in facts.points}
    ends = [p for p in days.values() if is_year_end(p)]
    kind = "none" if not days else "all" if len(ends) == len(days) else "some" if ends else "no-end"
    counts = {"n": len(days), "count": words.f.count(len(days)), "ends": words.f.count(len(ends))}
    return words.say(f"own-days-{kind}", province=words.province, **counts)


def is_year_end(point: Point) -> bool:
    """Whether a level is of 31 December; one printed for the month of December may not be."""
    return (point.as_of.month, point.as_of.day) == (12, 31) and point.as_of_precision != "month"


def alt(facts: Facts, words: Words) -> str:
    """Every number of the chart in words."""
    year_texts = []
    for year in season_years(facts):
        gaps = [
            words.say(
                "chart-sawtooth-gap", date=words.when(p.as_of, p.as_of_precision), points=_gap_text(year, p, words)
            )
            for p in year.within_year
        ]
        year_texts.append(words.say("chart-sawtooth-year", year=str(year.number), gaps=words.join(gaps)))
    country = words.say("chart-sawtooth-alt", years="; ".join(year_texts))
    own_points = "; ".join(point_text(point, words) for point in facts.points)
    if not own_points:
        return f"{country} {own_days_text(facts, words)}"
    return f"{country} {words.say('chart-sawtooth-alt-own', province=words.province, points=own_points)}"


def _gap_text(year: SeasonYear, point: Point, words: Words) -> str:
    return words.f.number(year.gap(point), is_signed=True)


def _set_month_axis(axes: Axes, words: Words) -> None:
    """Set an axis of months between two year-ends."""
    axes.set_xlim(-0.035, 1.035)
    start = date(LAST_YEAR - 1, 12, 31)
    month_starts = [(date(LAST_YEAR, month, 1) - start).days / 365 for month in range(2, 13)]
    axes.set_xticks(month_starts, [""] * 11)
    names = words.f.locale.months["format"]["abbreviated"]
    axes.set_xticks([(month - 0.5) / 12 for month in range(1, 13)], [names[m] for m in range(1, 13)], minor=True)
    axes.tick_params(length=3, labelsize=style.SIZE)
    axes.tick_params(which="minor", length=0, labelsize=style.SIZE)
    for end in (0, 1):
        axes.axvline(end, color=style.INK, lw=1.1, zorder=1)


def _draw_country(axes: Axes, drawn_years: list[SeasonYear], words: Words) -> dict[str, str]:
    """Draw each year as a line from year-end to year-end, with marks for the dated levels in between."""
    _set_month_axis(axes, words)
    gaps = [year.gap(p) for year in drawn_years for p in year.within_year]
    axes.set_ylim(min(0.0, *gaps) - 1.1, max(0.0, *gaps) + 0.7)
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: words.f.number(value, 0, is_signed=True)))
    axes.axhline(0, color=style.GREY, lw=1.1, zorder=1)
    _label_year_ends(axes, words)
    tips, year_labels, marks = {}, [], []
    for year in drawn_years:
        positions = [(year_fraction(p), year.gap(p)) for p in year.within_year]
        # A year with a single level in between is drawn more lightly.
        color, width = (style.INK, 1.5) if len(positions) > 1 else (style.GREY, 1.0)
        xs, ys = zip((0.0, 0.0), *positions, (1.0, 0.0), strict=True)
        axes.plot(xs, ys, color=color, lw=width, zorder=2)
        for point, position in zip(year.within_year, positions, strict=True):
            tips |= _national_mark(axes, year, point, position, words)
        text = words.say("chart-sawtooth-label", year=str(year.number), points=_gap_text(year, year.lowest, words))
        sides = (
            labels.ABOVE_FIRST
            if year.gap(year.lowest) >= 0
            else _SIDES
            if len(positions) > 1
            else ("left", "right", *_SIDES)
        )
        year_labels.append(labels.Label(year_fraction(year.lowest), year.gap(year.lowest), text, style.INK, sides))
        marks += positions
    labels.place(axes, sorted(year_labels, key=lambda label: label.y), marks)
    return tips


def _label_year_ends(axes: Axes, words: Words) -> None:
    look = {"xycoords": ("data", "axes fraction"), "va": "bottom", "fontsize": style.SIZE}
    axes.annotate(words.say("chart-sawtooth-start"), (0, 1), xytext=(0, 1.02), textcoords=look["xycoords"], **look)
    axes.annotate(
        words.say("chart-sawtooth-end"), (1, 1), xytext=(1, 1.02), textcoords=look["xycoords"], ha="right", **look
    )


def _national_mark(
    axes: Axes, year: SeasonYear, point: Point, position: tuple[float, float], words: Words
) -> dict[str, str]:
    gid = f"pt-national-{point.claim_id}"
    dots = axes.scatter([position[0]], [position[1]], s=30, facecolor="white", edgecolor=style.INK, lw=1.2, zorder=3)
    dots.set_gid(gid)
    dots.set_urls([f"#src-{point.claim_id}"])
    publisher = words.publisher_of(words.facts.claim(point.claim_id))
    when = words.when(point.as_of, point.as_of_precision)
    ends = {"start": words.point_pct(year.start), "end": words.point_pct(year.end)}
    values = {"date": when, "pct": words.point_pct(point), "points": _gap_text(year, point, words)}
    return {gid: words.say("chart-sawtooth-tip", publisher=publisher, **values, **ends)}


def _draw_province(axes: Axes, facts: Facts, own_years: list[int], words: Words) -> dict[str, str]:
    """Draw the province's levels at their time of year, in a row for each year."""
    _set_month_axis(axes, words)
    axes.tick_params(which="minor", labelbottom=False)
    axes.set_ylim(len(own_years) - 0.5, -0.5)
    axes.set_yticks(range(len(own_years)), [str(year) for year in own_years])
    tips, point_labels, marks = {}, [], []
    for point in facts.points:
        fraction, row = year_fraction(point), own_years.index(point.as_of.year) + _scale_offset(point, facts)
        marker, face, edge = style.SCALE_MARKS[point.scale]
        gid = f"pt-season-{point.scale}-{point.claim_id}"
        dots = axes.scatter([fraction], [row], s=40, marker=marker, facecolor=face, edgecolor=edge, lw=1.6, zorder=4)
        dots.set_gid(gid)
        dots.set_urls([f"#src-{point.claim_id}"])
        publisher = words.publisher_of(facts.claim(point.claim_id))
        tips[gid] = words.say(
            "chart-sawtooth-own-tip", area=words.province, point=point_text(point, words), publisher=publisher
        )
        sides = ("left", "right") if point.scale == ANNOUNCED else ("right", "left")
        point_labels.append(labels.Label(fraction, row, words.point_pct(point), edge, sides))
        marks.append((fraction, row))
    labels.place(axes, reversed(point_labels), marks)
    return tips


def _scale_offset(point: Point, facts: Facts) -> float:
    """Vertical offset of a level that is close in time to one on the other scale: announced up, the other down."""
    others = [p for p in facts.points if p.scale != point.scale and p.as_of.year == point.as_of.year]
    if all(abs((p.as_of - point.as_of).days) > _NEAR_DAYS for p in others):
        return 0
    return -_SCALE_OFFSET if point.scale == ANNOUNCED else _SCALE_OFFSET


def _legend(figure: Figure, facts: Facts, words: Words) -> None:
    scales = {point.scale for point in facts.points}
    country = {"color": style.INK, "marker": "o", "mfc": "white", "mec": style.INK, "ms": 5.5, "lw": 1.3}
    entries = [Line2D([], [], label=words.say("chart-sawtooth-national"), **country)]
    entries += [
        Line2D([], [], ls="", marker=marker, mfc=face, mec=edge, mew=1.6, ms=6.5, label=words.scale(scale))
        for scale, (marker, face, edge) in style.SCALE_MARKS.items()
        if scale in scales
    ]
    figure.legend(handles=entries, loc="lower center", ncols=3, frameon=False, fontsize=style.SIZE, handletextpad=0.5)
