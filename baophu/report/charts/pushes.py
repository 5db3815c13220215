"""The country's December surges, year by year."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter, MultipleLocator

from baophu.analysis.season import DecemberSurge
from baophu.facts.national import National
from baophu.facts.province import FIRST_YEAR, LAST_YEAR
from baophu.report.blocks import Chart
from baophu.report.charts import style
from baophu.report.words import Words

PUSHES = "pushes-chart"


def pushes(national: National, words: Words) -> Chart:
    """Chart of how far each 31 December lies above the line through its mid-year neighbours, where that is known."""
    with style.settings():
        figure = Figure(figsize=(style.NARROW_WIDTH, 3.6))
        axes = style.add_axes(figure, (0.065, 0.19, 0.92, 0.68))
        figure.text(0.012, 0.985, words.say("chart-pushes-subtitle"), va="top", fontsize=style.SIZE)
        tips = _bars(axes, national, words)
        axes.set_xlim(FIRST_YEAR - 0.6, LAST_YEAR + 0.6)
        axes.xaxis.set_major_locator(MultipleLocator(1))
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: str(int(value))))
        axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: words.f.number(value, 0)))
        axes.axhline(0, color=style.GREY, lw=0.8)
        axes.tick_params(length=3, labelsize=style.SIZE)
        _pushes_legend(figure, words)
        svg = style.to_svg(figure, PUSHES, tips)
    known_surges, unknown_surges = _known_surges(national.pushes), [p for p in national.pushes if p.points is None]
    texts = "; ".join(push_text(push, words) for push in known_surges)
    unknown = words.join([str(push.year) for push in unknown_surges]) or words.say("none")
    alt = words.say("chart-pushes-alt", pushes=texts, unknown=unknown)
    return Chart(PUSHES, svg, words.say("chart-pushes-title"), alt, words.say("chart-pushes-caption"))


def push_text(push: DecemberSurge, words: Words) -> str:
    """``2022 +3,4 (± 0,6)``."""
    points = words.f.number(push.points, is_signed=True)
    return words.say("season-push", year=str(push.year), points=points, sd=words.f.number(push.sd_points))


def _known_surges(surges: tuple[DecemberSurge, ...]) -> list[DecemberSurge]:
    return [push for push in surges if push.points is not None]


def _bars(axes: Axes, national: National, words: Words) -> dict[str, str]:
    tips, claim_ids = {}, {claim.claim_id for claim in national.claims}
    for push in national.pushes:
        if push.points is None:
            axes.plot([push.year], [0.15], ls="", marker="x", ms=6, mew=1.4, color=style.GREY)
            continue
        gid = f"pt-push-{push.year}"
        bar = axes.bar(
            [push.year], [push.points], width=0.56, lw=1.2, edgecolor=style.BLUE, zorder=2,
            facecolor="white" if push.is_mixed else style.SKY, ls="--" if push.is_mixed else "-",
        )[0]  # fmt: skip
        bar.set_gid(gid)
        if push.claim_ids and push.claim_ids[0] in claim_ids:
            bar.set_url(f"#src-{push.claim_ids[0]}")
        error_bar = [push.points - push.sd_points, push.points + push.sd_points]
        axes.plot([push.year] * 2, error_bar, color=style.INK, lw=1.4, zorder=3)
        axes.annotate(
            words.f.number(push.points, is_signed=True), (push.year, error_bar[1]), (0, 4), textcoords="offset points",
            ha="center", va="bottom", fontsize=style.SIZE, fontweight="bold",
        )  # fmt: skip
        tips[gid] = push_text(push, words)
    lowest = min((p.points - p.sd_points for p in _known_surges(national.pushes)), default=0)
    axes.set_ylim(
        min(0, lowest - 0.2), max((p.points + p.sd_points for p in _known_surges(national.pushes)), default=1) * 1.15
    )
    return tips


def _pushes_legend(figure: Figure, words: Words) -> None:
    entries = [
        Patch(facecolor=style.SKY, edgecolor=style.BLUE, label=words.say("chart-pushes-known")),
        Line2D([], [], color=style.INK, lw=1.4, label=words.say("chart-pushes-sd")),
        Patch(facecolor="white", edgecolor=style.BLUE, ls="--", label=words.say("chart-pushes-mixed")),
        Line2D([], [], ls="", marker="x", ms=6, mew=1.4, color=style.GREY, label=words.say("chart-pushes-unknown")),
    ]
    figure.legend(
        handles=entries, loc="lower center", ncols=4, frameon=False, fontsize=style.SIZE, handletextpad=0.5,
        bbox_to_anchor=(0.5, 0.0), columnspacing=1.4,
    )  # fmt: skip
