"""Printed against recomputed figures: two intervals a row, relative to the recomputed value.

Intervals that do not meet contradict each other. Contradictions and agreements have separate scales, because on a
common one the smaller differences would be invisible; so have percentage points and persons.
"""

from collections.abc import Sequence

from matplotlib.axes import Axes

from baophu.analysis.audit import CONSISTENT, CONTRADICTORY, Finding
from baophu.facts.province import Facts
from baophu.report.blocks import Block, Chart, Paragraph
from baophu.report.charts import audit_words, rows, style
from baophu.report.check_words import measure_of
from baophu.report.words import Words

ANCHOR = "audit-chart"
MOST_AGREEMENTS = 5
_ROW_OFFSET = 0.11  # inches from the middle of a row to each of its two intervals


def audit(facts: Facts, words: Words) -> Block:
    """Chart of every contradiction and of the first agreements."""
    contradictory, consistent = contradictions(facts), agreements(facts)
    if not contradictory and not consistent:
        return Paragraph(words.say("chart-audit-nothing"), style="note")
    drawn_agreements = consistent[:MOST_AGREEMENTS]
    measures = ("points", "times", "count")
    candidates = (
        [f for f in group if measure_of(f) == measure]
        for group in (contradictory, drawn_agreements)
        for measure in measures
    )
    groups = [group for group in candidates if group]
    panels = [_panel(group, words) for group in groups]
    tips: dict[str, str] = {}
    with style.settings():
        figure, panel_axes = rows.sheet(words.say("chart-audit-subtitle"), panels, _legend(groups, words))
        for group, panel in zip(groups, panel_axes, strict=True):
            panel.axes.axvline(0, color=style.GREY, lw=0.8, zorder=1)
            for finding, middle in zip(group, panel.heights, strict=True):
                _draw_row(panel.axes, finding, middle, facts, words, tips)
        svg = style.to_svg(figure, ANCHOR, tips)
    drawn_findings = [finding for group in groups for finding in group]
    caption = words.say("chart-audit-caption", sources=audit_words.sources(drawn_findings, facts, words))
    rest = len(consistent) - len(drawn_agreements)
    caption += f" {words.say('chart-audit-more', n=rest, count=str(rest))}" if rest else ""
    texts = audit_words.title(contradictory, drawn_agreements, words), audit_words.alt(drawn_findings, words), caption
    return Chart(ANCHOR, svg, *texts, audit_words.sentence(contradictory, consistent, facts, words))


def contradictions(facts: Facts) -> list[Finding]:
    """Contradictory findings: the province before its districts, health insurance first."""
    contradictory = [finding for finding in facts.findings if finding.verdict == CONTRADICTORY and finding.printed]
    return sorted(contradictory, key=lambda f: (f.area != facts.area.area, f.scheme != "bhyt"))


def agreements(facts: Facts) -> list[Finding]:
    """Consistent findings: the province before its districts, health insurance first, newest first."""
    consistent = [finding for finding in facts.findings if finding.verdict == CONSISTENT and finding.printed]
    province = facts.area.area
    return sorted(
        consistent, key=lambda f: (f.area != province, f.scheme != "bhyt", -f.as_of.toordinal(), f.check, f.claim_ids)
    )


def offset(finding: Finding, value: float) -> float:
    """Difference of a value from the recomputed one, in the finding's unit."""
    return value - finding.implied


def _panel(group: Sequence[Finding], words: Words) -> rows.Panel:
    table = tuple(
        rows.Row(
            (
                rows.Line(words.say(f"audit-{finding.check}"), bold=True),
                rows.Line(audit_words.place(finding, words), color=style.GREY),
            ),
            tuple(rows.Line(text, bold=number == 2) for number, text in enumerate(audit_words.lines(finding, words))),
        )
        for finding in group
    )
    low, high = _limits(group)
    places = 0 if high - low > 8 else 1 if high - low > 0.8 else 2 if high - low > 0.08 else 4
    verdict, measure = words.say(f"chart-audit-panel-{group[0].verdict}"), measure_of(group[0])
    heading = words.say("chart-audit-panel", verdict=verdict, measure=words.say(f"audit-measure-{measure}"))
    return rows.Panel(heading, table, (low, high), lambda value: words.f.number(value, places, is_signed=True))


def _limits(group: Sequence[Finding]) -> tuple[float, float]:
    ends = [
        offset(finding, value)
        for finding in group
        for value in (
            finding.printed_low,
            finding.printed_high,
            finding.implied_low,
            finding.implied_high,
            finding.printed,
        )
    ]
    margin = 0.1 * (max(ends) - min(ends)) or 0.1
    return min(ends) - margin, max(ends) + margin


def _draw_row(axes: Axes, finding: Finding, middle: float, facts: Facts, words: Words, tips: dict[str, str]) -> None:
    is_contradiction = finding.verdict == CONTRADICTORY
    color = style.RED if is_contradiction else style.BLUE
    sides = {
        "printed": (middle + _ROW_OFFSET, finding.printed, finding.printed_low, finding.printed_high, style.INK, "o"),
        "implied": (middle - _ROW_OFFSET, finding.implied, finding.implied_low, finding.implied_high, color, "D"),
    }
    if is_contradiction:
        _shade_gap(axes, finding, middle)
    for kind, (height, value, low, high, ink, marker) in sides.items():
        ends = [offset(finding, low), offset(finding, high)]
        axes.plot(ends, [height] * 2, color=ink, lw=7, alpha=0.4, zorder=3, solid_capstyle="butt")
        tip = audit_words.tip(finding, facts, words)
        claim_id = audit_words.claim_of(finding, kind, facts)
        point = rows.RowMark(f"audit{kind}", claim_id, tip)
        look = {"marker": marker, "s": 34, "facecolor": ink if kind == "printed" else "white", "edgecolor": ink}
        rows.mark(axes, (offset(finding, value), height), point, tips, **look)


def _shade_gap(axes: Axes, finding: Finding, middle: float) -> None:
    """Shade the gap between two intervals that do not meet."""
    is_implied_above = finding.implied_low > finding.printed_high
    ends = (
        (finding.printed_high, finding.implied_low) if is_implied_above else (finding.implied_high, finding.printed_low)
    )
    left, right = (offset(finding, value) for value in ends)
    axes.axvspan(left, right, *_row_shares(axes, middle), color=style.RED, alpha=0.1, lw=0, zorder=0.5)


def _row_shares(axes: Axes, middle: float) -> tuple[float, float]:
    """Bottom and top of a row as shares of the axes' height."""
    axes_height = axes.get_ylim()[1]
    return max(0, (middle - 2 * _ROW_OFFSET) / axes_height), min(1, (middle + 2 * _ROW_OFFSET) / axes_height)


def _legend(groups: Sequence[Sequence[Finding]], words: Words) -> list:
    verdicts = {finding.verdict for group in groups for finding in group}
    entries = [
        rows.handle(words.say("legend-audit-printed"), ls="-", lw=5, color=style.INK, marker="o", ms=5),
    ]
    for verdict, color in ((CONTRADICTORY, style.RED), (CONSISTENT, style.BLUE)):
        if verdict in verdicts:
            label = words.say(f"legend-audit-{verdict}")
            entries.append(rows.handle(label, ls="-", lw=5, color=color, marker="D", ms=5, mfc="white"))
    return entries
