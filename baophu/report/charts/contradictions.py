"""Contradictions of the ledger: the difference of each printed number from the recomputed one."""

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator, NullLocator

from baophu.analysis.audit import Finding
from baophu.facts.ledger_audit import LedgerAudit
from baophu.report.blocks import Chart
from baophu.report.charts import style
from baophu.report.check_words import gap_text, measure_of
from baophu.report.words import Words

ANCHOR = "contradictions-chart"
_TOP, _HEAD, _ROW, _FOOT = 0.32, 0.26, 0.32, 0.42  # inches: above all panels, then of each panel
# Differences range from eight persons to a million: the axis is linear up to this many, logarithmic beyond.
_LINEAR_UP_TO = 100
_LEFT, _WIDE = 0.46, 0.34  # of the figure
_NUMBERS_RIGHT = 0.53 / _WIDE  # right end of the column of numbers, in widths of the axes
_TICKS = (-1_000_000, -1_000, 0, 1_000, 1_000_000)


def contradictions(audit: LedgerAudit, words: Words) -> Chart:
    """Chart of printed less recomputed with the interval of rounding, one panel per unit."""
    findings = sorted(audit.contradictions, key=lambda item: -abs(difference(item)))
    panels = [(m, [f for f in findings if measure_of(f) == m]) for m in ("points", "times", "count")]
    panels = [(measure, group) for measure, group in panels if group]
    height = _TOP + sum(_HEAD + _ROW * len(group) + _FOOT for _, group in panels)
    with style.settings():
        figure = Figure(figsize=(style.NARROW_WIDTH, height))
        figure.text(0.012, 1 - 0.06 / height, words.say("chart-contradictions-subtitle"), va="top", fontsize=style.SIZE)
        tips, top = {}, height - _TOP
        for measure, group in panels:
            rows_height = _ROW * len(group)
            heading = words.say(f"audit-measure-{measure}")
            figure.text(0.012, (top - 0.06) / height, heading, va="top", fontsize=style.SIZE, fontweight="bold")
            place = (_LEFT, (top - _HEAD - rows_height) / height, _WIDE, rows_height / height)
            _panel(style.add_axes(figure, place), measure, group, words, tips)
            top -= _HEAD + rows_height + _FOOT
        svg = style.to_svg(figure, ANCHOR, tips)
    title = words.say("chart-contradictions-title", count=str(len(findings)))
    alt = words.say("chart-contradictions-alt", points="; ".join(tips.values()))
    return Chart(ANCHOR, svg, title, alt, words.say("chart-contradictions-caption"))


def difference(item: Finding) -> float:
    """Printed less recomputed, in the finding's unit."""
    return item.printed - item.implied


def spread(item: Finding) -> tuple[float, float]:
    """The smallest and the largest difference that the rounding of all prints allows."""
    return item.printed_low - item.implied_high, item.printed_high - item.implied_low


def _panel(axes: Axes, measure: str, group: Sequence[Finding], words: Words, tips: dict[str, str]) -> None:
    if measure == "count":
        axes.set_xscale("symlog", linthresh=_LINEAR_UP_TO)
    for number, item in enumerate(group):
        _row(axes, len(group) - 1 - number, item, words, tips)
    axes.axvline(0, color=style.INK, lw=1)
    axes.set_yticks(range(len(group)), [_row_label(item, words) for item in reversed(group)])
    axes.set_ylim(-0.6, len(group) - 0.4)
    axes.margins(x=0.08)
    places = 0 if measure == "count" else 1
    axes.xaxis.set_major_locator(FixedLocator(_TICKS) if measure == "count" else MaxNLocator(5))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: words.f.number(value, places, is_signed=True)))
    axes.grid(axis="x")
    axes.grid(axis="y", color="#F0F0F0")
    axes.xaxis.set_minor_locator(NullLocator())
    axes.tick_params(length=0, labelsize=style.SIZE)


def _row(axes: Axes, y: int, item: Finding, words: Words, tips: dict[str, str]) -> None:
    low, high = spread(item)
    axes.plot([low, high], [y] * 2, color=style.SKY, lw=7, solid_capstyle="butt", zorder=1)
    # One figure may be part of several contradictions: the number of the row keeps ids unique.
    gid = f"pt-audit-{len(tips)}"
    dot = axes.scatter([difference(item)], [y], s=46, color=style.BLUE, zorder=3)
    dot.set_gid(gid)
    dot.set_urls([f"#src-{item.claim_ids[0]}"])
    size = gap_text(item, words)
    # In a separate column: next to its mark, a long number would cover the name of its row.
    look = {"ha": "right", "va": "center", "fontsize": style.SIZE, "fontweight": "bold"}
    axes.text(_NUMBERS_RIGHT, y, size, transform=axes.get_yaxis_transform(), **look)
    tips[gid] = words.say("chart-contradictions-point", what=_row_label(item, words), difference=size)


def _row_label(item: Finding, words: Words) -> str:
    return words.say(
        "chart-contradictions-row",
        area=words.area(item.area),
        date=words.f.short_day(item.as_of, item.as_of_precision),
        scheme=words.label("scheme", item.scheme),
    )
