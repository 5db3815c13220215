"""Contradictions of the ledger: how far each printed number stands from the one that the others give."""

from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter

from baophu.analysis.audit import Finding
from baophu.facts_audit import LedgerAudit
from baophu.show.blocks import Chart
from baophu.show.charts import style
from baophu.show.words import Words

ANCHOR = "contradictions-chart"
SMALLEST_PCT = 0.1


def contradictions(audit: LedgerAudit, words: Words) -> Chart:
    """Printed against recomputed, in percent of the recomputed, with what rounding leaves open."""
    rows = sorted(audit.contradictions, key=lambda item: -abs(difference(item)))
    height = 1.05 + 0.32 * len(rows)
    with style.settings():
        figure = Figure(figsize=(8.2, height))
        bottom, top = 0.36 / height, 0.4 / height
        axes = style.add_axes(figure, (0.47, bottom, 0.51, 1 - bottom - top))
        figure.text(0.012, 1 - 0.06 / height, words.say("chart-contradictions-subtitle"), va="top", fontsize=9.5)
        tips = {}
        for number, item in enumerate(reversed(rows)):
            low, high = spread(item)
            axes.plot([low, high], [number] * 2, color=style.SKY, lw=7, solid_capstyle="butt", zorder=1)
            # One figure may stand in several contradictions: the row's number keeps their points apart.
            gid = f"pt-audit-{number}"
            dot = axes.scatter([difference(item)], [number], s=46, color=style.BLUE, zorder=3)
            dot.set_gid(gid)
            dot.set_urls([f"#src-{item.claim_ids[0]}"])
            # On the side away from 0, so that no label lies on its line.
            end, away, side = (max(high, difference(item)), 8, "left") if difference(item) > 0 else (low, -8, "right")
            axes.annotate(
                signed_pct(item, words), (end, number), (away, 0), textcoords="offset points", va="center", ha=side,
                fontsize=9.5, fontweight="bold",
            )  # fmt: skip
            tips[gid] = words.say(
                "chart-contradictions-point", what=_row_label(item, words), difference=signed_pct(item, words)
            )
        axes.axvline(0, color=style.INK, lw=1)
        axes.set_yticks(range(len(rows)), [_row_label(item, words) for item in reversed(rows)])
        axes.set_ylim(-0.6, len(rows) - 0.4)
        left, right = axes.get_xlim()
        axes.set_xlim(left - 0.16 * (right - left), right + 0.16 * (right - left))
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: words.f.number(value, 0, signed=True) + "%"))
        axes.grid(axis="x")
        axes.grid(axis="y", color="#F0F0F0")
        axes.tick_params(length=0, labelsize=9.5)
        svg = style.to_svg(figure, ANCHOR, tips)
    title = words.say("chart-contradictions-title", n=len(rows), count=str(len(rows)))
    alt = words.say("chart-contradictions-alt", points="; ".join(reversed(tips.values())))
    return Chart(ANCHOR, svg, title, alt, words.say("chart-contradictions-caption"))


def difference(item: Finding) -> float:
    """Printed less recomputed, in percent of the recomputed."""
    return 100 * (item.printed - item.implied) / abs(item.implied)


def spread(item: Finding) -> tuple[float, float]:
    """The smallest and the largest difference that the rounding of all prints allows."""
    lows = item.printed_low if item.printed_low is not None else item.printed
    highs = item.printed_high if item.printed_high is not None else item.printed
    scale = 100 / abs(item.implied)
    return (lows - item.implied_high) * scale, (highs - item.implied_low) * scale


def signed_pct(item: Finding, words: Words) -> str:
    """The difference in percent; one that one decimal does not show is said to be smaller."""
    pct = difference(item)
    if abs(pct) < SMALLEST_PCT:
        return words.say("audit-page-under", pct=words.f.pct(SMALLEST_PCT))
    return words.f.number(pct, signed=True) + "%"


def _row_label(item: Finding, words: Words) -> str:
    return words.say(
        "chart-contradictions-row",
        area=words.area(item.area),
        date=words.f.short_day(item.as_of, item.as_of_precision),
        scheme=words.label("scheme", item.scheme),
    )
