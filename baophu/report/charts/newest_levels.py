"""The newest level of every province that has one, on one scale, with the country's on the same day."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter

from baophu.analysis.coverage import ANNOUNCED
from baophu.facts.national import National, ProvinceLevel
from baophu.facts.province import LAST_YEAR
from baophu.report.blocks import Chart
from baophu.report.charts import style
from baophu.report.words import Words

_MARKS = {ANNOUNCED: ("o", style.BLUE)}
_OTHER_MARK = ("D", style.ORANGE)


def levels(national: National, scale: str, words: Words) -> Chart:
    """A dot for each province with its day, the highest at the top; only one scale, never both."""
    anchor, rows = f"{scale}-levels-chart", national.on(scale)
    height = 1.25 + 0.3 * len(rows)
    with style.settings():
        figure = Figure(figsize=(style.NARROW_WIDTH, height))
        bottom, top = 0.78 / height, 0.36 / height
        axes = style.add_axes(figure, (0.335, bottom, 0.645, 1 - bottom - top))
        figure.text(0.012, 1 - 0.06 / height, words.say("chart-levels-subtitle"), va="top", fontsize=style.SIZE)
        tips = _rows(axes, rows, words)
        _frame(axes, rows, words)
        _legend(figure, scale, rows, words)
        svg = style.to_svg(figure, anchor, tips)
    values = {"scale": words.scale(scale), "n": len(rows), "count": str(len(rows))}
    alt = words.say("chart-levels-alt", levels="; ".join(_text(level, words) for level in rows), **values)
    return Chart(anchor, svg, words.say("chart-levels-title", **values), alt, words.say("chart-levels-caption"))


def _rows(axes: Axes, rows: list[ProvinceLevel], words: Words) -> dict[str, str]:
    tips = {}
    for number, level in enumerate(reversed(rows)):
        point = level.point
        marker, colour = _MARKS.get(point.scale, _OTHER_MARK)
        if level.national_pct is not None:
            ends = [point.coverage_pct, level.national_pct]
            axes.plot(ends, [number] * 2, color=style.GREY, lw=1, zorder=1)
            axes.plot([level.national_pct], [number], marker="|", ms=11, mew=2, color=style.INK, zorder=2)
        gid = f"pt-{point.scale}-{point.claim_id}"
        dot = axes.scatter(
            [point.coverage_pct], [number], s=52, marker=marker, lw=1.6, edgecolor=colour, zorder=3,
            facecolor="white" if level.is_old else colour,
        )  # fmt: skip
        dot.set_gid(gid)
        dot.set_urls([f"#src-{point.claim_id}"])
        # Opposite the country's mark.
        is_left = level.above_country is not None and level.above_country <= 0
        offset, halign = ((-8, 0), "right") if is_left else ((8, 0), "left")
        axes.annotate(
            words.point_pct(point), (point.coverage_pct, number), offset, textcoords="offset points", va="center",
            ha=halign, fontsize=style.SIZE, fontweight="bold",
        )  # fmt: skip
        tips[gid] = _text(level, words)
    axes.set_yticks(range(len(rows)), [_row_label(level, words) for level in reversed(rows)])
    return tips


def _row_label(level: ProvinceLevel, words: Words) -> str:
    when = words.f.short_day(level.point.as_of, level.point.as_of_precision)
    return words.say("chart-levels-row", area=words.area(level.area.area), date=when)


def _text(level: ProvinceLevel, words: Words) -> str:
    point = level.point
    values = {
        "area": words.area(level.area.area),
        "date": words.when(point.as_of, point.as_of_precision),
        "pct": words.point_pct(point),
    }
    if level.national_pct is None:
        return words.say("chart-levels-point", **values)
    return words.say("chart-levels-point-country", national=words.f.pct(level.national_pct), **values)


def _frame(axes: Axes, rows: list[ProvinceLevel], words: Words) -> None:
    values = [level.point.coverage_pct for level in rows]
    values += [level.national_pct for level in rows if level.national_pct is not None]
    axes.set_xticks(range(10 * int(min(values, default=50) // 10), 101, 10))
    axes.set_xlim(min(values, default=50) - 7, 107)
    axes.set_ylim(-0.6, len(rows) - 0.4)
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: words.f.pct(value, 0)))
    axes.grid(axis="x")
    axes.grid(axis="y", color="#F0F0F0")
    axes.tick_params(length=0, labelsize=style.SIZE)


def _legend(figure: Figure, scale: str, rows: list[ProvinceLevel], words: Words) -> None:
    marker, colour = _MARKS.get(scale, _OTHER_MARK)
    mark = {"ls": "", "marker": marker, "mec": colour, "mew": 1.6, "ms": 6.5}
    entries = [Line2D([], [], mfc=colour, **mark, label=words.say("chart-levels-recent"))]
    if any(level.is_old for level in rows):
        entries.append(Line2D([], [], mfc="white", **mark, label=words.say("chart-levels-old", last=str(LAST_YEAR))))
    if any(level.national_pct is not None for level in rows):
        country = words.say("chart-levels-country")
        entries.append(Line2D([], [], ls="", marker="|", ms=11, mew=2, color=style.INK, label=country))
    figure.legend(
        handles=entries, loc="lower center", ncols=3, frameon=False, fontsize=style.SIZE, handletextpad=0.4,
        bbox_to_anchor=(0.5, 0.0), columnspacing=1.6,
    )  # fmt: skip
