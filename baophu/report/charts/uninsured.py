"""The uninsured on each population: one count of insured gives several results."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter, MaxNLocator

from baophu.analysis.denominators import ANNOUNCED_BASE, SERIES, DenominatorRange, DenominatorRate
from baophu.facts.province import Facts
from baophu.report import bands
from baophu.report.blocks import Block, Chart
from baophu.report.charts import style
from baophu.report.charts.empty import no_chart
from baophu.report.words import Words

ANCHOR = "uninsured-chart"
DRAWN_DAYS = 4
_ROW, _TOP, _BOTTOM = 0.29, 0.42, 0.72  # inches
_LEFT, _RIGHT = 0.4, 0.985  # shares of the width
# Marker, face and edge for the publisher's population, averages of the statistics office, censuses.
_MARKS = {
    "announced": ("o", style.BLUE, style.BLUE),
    "average": ("D", "white", style.ORANGE),
    "census": ("s", "white", style.GREEN),
}


def uninsured_chart(facts: Facts, words: Words) -> Block:
    """Chart of the uninsured on every population, for the newest days with a count; a note if there is none."""
    ranges = bands.bands_with_population(facts)[:DRAWN_DAYS]
    if not ranges:
        return no_chart(words.say("chart-uninsured-none", province=words.province))
    row_count = sum(len(band.rates) + 1 for band in ranges)
    height = _TOP + _ROW * row_count + _BOTTOM
    with style.settings():
        figure = Figure(figsize=(style.WIDTH, height))
        axes = style.add_axes(figure, (_LEFT, _BOTTOM / height, _RIGHT - _LEFT, _ROW * row_count / height))
        top = 1 - 0.07 / height
        figure.text(0.012, top, words.say("chart-uninsured-subtitle"), va="top", fontsize=style.SIZE, color=style.GREY)
        _frame(axes, ranges, row_count, words)
        tips = _draw_rows(axes, ranges, words)
        _legend(figure, ranges, words)
        svg = style.to_svg(figure, ANCHOR, tips)
    caption = words.say("chart-uninsured-caption")
    return Chart(ANCHOR, svg, title(ranges[0], words), alt(ranges, words), caption, sentence(ranges[0], words))


def title(band: DenominatorRange, words: Words) -> str:
    """The finding: how far the newest number of uninsured depends on the population."""
    values = {"province": words.province, "date": words.when(*bands.day_and_precision(band, words.facts))}
    if len(band.rates) == 1:
        only = band.rates[0]
        return words.say("chart-uninsured-title-one", people=words.uninsured_range(only), **values)
    values["most"] = words.uninsured_range(band.most)
    if band.low_uninsured_count < 0:
        return words.say("chart-uninsured-title-over", excess=bands.excess_text(band.fewest, words), **values)
    values["least"] = words.uninsured_range(band.fewest)
    return words.say("chart-uninsured-title", **values)


def alt(ranges: list[DenominatorRange], words: Words) -> str:
    """Every number of the chart in words."""
    days = []
    for band in ranges:
        rates = "; ".join(_rate_text(rate, words) for rate in _sorted_rates(band))
        when = words.when(*bands.day_and_precision(band, words.facts))
        days.append(words.say("chart-uninsured-day", date=when, counted=bands.counted_text(band, words), rates=rates))
    return words.say("chart-uninsured-alt", province=words.province, days=" ".join(days))


def sentence(band: DenominatorRange, words: Words) -> str:
    """The newest day's numbers with their populations, source and caveat."""
    return words.say(
        "take-uninsured",
        province=words.province,
        by=words.by(*bands.day_and_precision(band, words.facts)),
        counted=bands.counted_text(band, words),
        rates="; ".join(_rate_text(rate, words) for rate in _sorted_rates(band)),
        publisher=words.publisher_of(bands.count_of(band, words.facts)),
        caveat=_caveat(band, words),
    )


def _caveat(band: DenominatorRange, words: Words) -> str:
    """The caveat, followed by the ledger's remarks on the printed rate."""
    is_cards = bands.count_of(band, words.facts).unit == bands.CARDS
    kind = "cards" if is_cards else "one" if len(band.rates) == 1 else "population"
    claims = [words.facts.claim(claim_id) for claim_id in band.claim_ids]
    notes = [
        words.say("take-noted", figure=bands.figure_text(claim, words), note=bands.remark_text(claim, words))
        for claim in claims
        if claim.kind == "rate" and bands.remark_text(claim, words)
    ]
    return " ".join([words.say(f"take-uninsured-{kind}"), *notes])


def _rate_text(rate: DenominatorRate, words: Words) -> str:
    values = {"pct": bands.rate_pct(rate, words), "base": bands.base_name(rate.base, words)}
    if rate.uninsured_count < 0:
        return words.say("chart-uninsured-rate-over", excess=bands.excess_text(rate, words), **values)
    return words.say("chart-uninsured-rate", people=words.uninsured_range(rate), **values)


def _sorted_rates(band: DenominatorRange) -> list[DenominatorRate]:
    """Rates with the fewest uninsured first."""
    return sorted(band.rates, key=lambda rate: (rate.uninsured_count, not bands.is_on_publisher_population(rate)))


def _base_kind(base: str) -> str:
    return "announced" if base == ANNOUNCED_BASE else "average" if base in SERIES else "census"


def _frame(axes: Axes, ranges: list[DenominatorRange], row_count: int, words: Words) -> None:
    people = [rate.uninsured_count for band in ranges for rate in band.rates]
    low, high = min(0, *people), max(0, *people)
    span = (high - low) or 1
    # Space for the labels of the outermost marks: more if there are marks on both sides of zero.
    margin = span * (0.65 if low < 0 else 0.42)
    axes.set_xlim(low - (margin if low < 0 else 0), high + margin)
    axes.set_ylim(row_count - 0.5, -0.5)
    axes.grid(axis="y", visible=False)
    axes.grid(axis="x", visible=True)
    axes.set_yticks([])
    left, right = axes.get_xlim()
    # No tick near the edge, where its label would be cut off.
    edge = 0.05 * (right - left)
    ticks = MaxNLocator(5, integer=True).tick_values(left, right)
    axes.set_xticks([tick for tick in ticks if left <= tick <= right - edge])
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: words.f.count(value)))
    axes.tick_params(length=3, labelsize=style.SIZE)


def _draw_rows(axes: Axes, ranges: list[DenominatorRange], words: Words) -> dict[str, str]:
    """Draw each number as an SVG group that links to its source; returns the tooltips by gid."""
    tips, row = {}, 0
    for band in ranges:
        _write_label(axes, row, _heading(band, words), weight="bold", indent=0)
        row += 1
        axes.plot([0, 0], [row - 0.45, row + len(band.rates) - 0.55], color=style.INK, lw=1.1, zorder=1.5)
        for rate in _sorted_rates(band):
            _write_label(axes, row, bands.base_name(rate.base, words), weight="normal", indent=10)
            gid = f"pt-uninsured-{band.as_of.date()}-{rate.base}"
            _draw_mark(axes, row, rate, gid, _claim_id(band, rate, words), words)
            tips[gid] = _tip(band, rate, words)
            row += 1
    return tips


def _heading(band: DenominatorRange, words: Words) -> str:
    return words.f.short_day(*bands.day_and_precision(band, words.facts)) + " · " + bands.counted_text(band, words)


def _write_label(axes: Axes, row: int, text: str, weight: str, indent: int) -> None:
    """Write text in the left margin at the height of a row."""
    left = -_LEFT / (_RIGHT - _LEFT) + 0.018
    look = {"xycoords": ("axes fraction", "data"), "textcoords": "offset points", "ha": "left", "va": "center"}
    axes.annotate(
        text, (left, row), xytext=(indent, 0), fontsize=style.SIZE, fontweight=weight, annotation_clip=False, **look
    )


def _draw_mark(axes: Axes, row: int, rate: DenominatorRate, gid: str, claim_id: str, words: Words) -> None:
    marker, face, edge = _MARKS[_base_kind(rate.base)]
    people = rate.uninsured_count
    axes.plot([0, people], [row, row], color=edge, lw=1.6, zorder=2)
    dots = axes.scatter([people], [row], s=52, marker=marker, facecolor=face, edgecolor=edge, lw=1.6, zorder=3)
    dots.set_gid(gid)
    dots.set_urls([f"#src-{claim_id}"])
    side = -1 if people < 0 else 1
    axes.annotate(
        words.say("chart-uninsured-label", people=words.uninsured_range(rate), pct=bands.rate_pct(rate, words)),
        (people, row),
        xytext=(9 * side, 0),
        textcoords="offset points",
        ha="right" if people < 0 else "left",
        va="center",
        fontsize=style.SIZE,
        fontweight="bold",
    )


def _claim_id(band: DenominatorRange, rate: DenominatorRate, words: Words) -> str:
    """The claim that a mark links to: the announced rate, or the count that was divided."""
    return band.claim_ids[0] if bands.is_on_publisher_population(rate) else bands.count_of(band, words.facts).claim_id


def _tip(band: DenominatorRange, rate: DenominatorRate, words: Words) -> str:
    return words.say(
        "chart-uninsured-tip",
        area=words.province,
        date=words.when(*bands.day_and_precision(band, words.facts)),
        rate=_rate_text(rate, words),
        population=words.rounded_count(rate.population_count),
        counted=bands.counted_text(band, words),
        publisher=words.publisher_of(bands.count_of(band, words.facts)),
    )


def _legend(figure: Figure, ranges: list[DenominatorRange], words: Words) -> None:
    kinds = {_base_kind(rate.base) for band in ranges for rate in band.rates}
    entries = [
        Line2D([], [], ls="", marker=m, mfc=f, mec=e, mew=1.6, ms=6.5, label=words.say(f"chart-uninsured-kind-{kind}"))
        for kind, (m, f, e) in _MARKS.items()
        if kind in kinds
    ]
    figure.legend(handles=entries, loc="lower center", ncols=3, frameon=False, fontsize=style.SIZE, handletextpad=0.5)
