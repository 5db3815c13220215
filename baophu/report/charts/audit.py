"""Printed against recomputed: two spans a row, as distances from the recomputed; spans apart cannot both hold.

Contradictions and agreements have scales of their own: how far apart the ones are says nothing of how wide the
rounding of the others is, and on a common scale the smaller of the two would not be seen. So have points and people.
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
_LANE = 0.11  # inches between the two spans of a row


def audit(facts: Facts, words: Words) -> Block:
    """Every contradiction, and the agreements that bear on most."""
    wrong, agreed = contradictions(facts), agreements(facts)
    if not wrong and not agreed:
        return Paragraph(words.say("chart-audit-nothing"), style="note")
    drawn = agreed[:MOST_AGREEMENTS]
    measures = ("points", "times", "count")
    split = ([f for f in group if measure_of(f) == measure] for group in (wrong, drawn) for measure in measures)
    groups = [group for group in split if group]
    panels = [_panel(group, words) for group in groups]
    tips: dict[str, str] = {}
    with style.settings():
        figure, placed = rows.sheet(words.say("chart-audit-subtitle"), panels, _legend(groups, words))
        for group, place in zip(groups, placed, strict=True):
            place.axes.axvline(0, color=style.GREY, lw=0.8, zorder=1)
            for found, middle in zip(group, place.heights, strict=True):
                _draw(place.axes, found, middle, facts, words, tips)
        svg = style.to_svg(figure, ANCHOR, tips)
    shown = [found for group in groups for found in group]
    said = audit_words
    caption = words.say("chart-audit-caption", sources=said.sources(shown, facts, words))
    rest = len(agreed) - len(drawn)
    caption += f" {words.say('chart-audit-more', n=rest, count=str(rest))}" if rest else ""
    texts = said.title(wrong, drawn, words), said.alt(shown, words), caption
    return Chart(ANCHOR, svg, *texts, said.sentence(wrong, agreed, facts, words))


def contradictions(facts: Facts) -> list[Finding]:
    """Findings whose spans cannot both hold: of the province before its districts, of health insurance first."""
    wrong = [found for found in facts.findings if found.verdict == CONTRADICTORY and found.printed]
    return sorted(wrong, key=lambda f: (f.area != facts.area.area, f.scheme != "bhyt"))


def agreements(facts: Facts) -> list[Finding]:
    """Findings that agree: of the province before its districts, of health insurance first, newest first."""
    agreed = [found for found in facts.findings if found.verdict == CONSISTENT and found.printed]
    own = facts.area.area
    return sorted(agreed, key=lambda f: (f.area != own, f.scheme != "bhyt", -f.as_of.toordinal(), f.check, f.claim_ids))


def offset(found: Finding, value: float) -> float:
    """Distance of a value from the recomputed one, in the finding's own unit."""
    return value - found.implied


def _panel(group: Sequence[Finding], words: Words) -> rows.Panel:
    table = tuple(
        rows.Row(
            (
                rows.Line(words.say(f"audit-{found.check}"), bold=True),
                rows.Line(audit_words.place(found, words), color=style.GREY),
            ),
            tuple(rows.Line(text, bold=number == 2) for number, text in enumerate(audit_words.lines(found, words))),
        )
        for found in group
    )
    low, high = _limits(group)
    places = 0 if high - low > 8 else 1 if high - low > 0.8 else 2 if high - low > 0.08 else 4
    verdict, measure = words.say(f"chart-audit-panel-{group[0].verdict}"), measure_of(group[0])
    heading = words.say("chart-audit-panel", verdict=verdict, measure=words.say(f"audit-measure-{measure}"))
    return rows.Panel(heading, table, (low, high), lambda value: words.f.number(value, places, is_signed=True))


def _limits(group: Sequence[Finding]) -> tuple[float, float]:
    ends = [
        offset(found, value)
        for found in group
        for value in (found.printed_low, found.printed_high, found.implied_low, found.implied_high, found.printed)
    ]
    room = 0.1 * (max(ends) - min(ends)) or 0.1
    return min(ends) - room, max(ends) + room


def _draw(axes: Axes, found: Finding, middle: float, facts: Facts, words: Words, tips: dict[str, str]) -> None:
    is_wrong = found.verdict == CONTRADICTORY
    color = style.RED if is_wrong else style.BLUE
    lanes = {
        "printed": (middle + _LANE, found.printed, found.printed_low, found.printed_high, style.INK, "o"),
        "implied": (middle - _LANE, found.implied, found.implied_low, found.implied_high, color, "D"),
    }
    if is_wrong:
        _apart(axes, found, middle)
    for kind, (height, value, low, high, ink, marker) in lanes.items():
        ends = [offset(found, low), offset(found, high)]
        axes.plot(ends, [height] * 2, color=ink, lw=7, alpha=0.4, zorder=3, solid_capstyle="butt")
        tip = audit_words.tip(found, facts, words)
        claim_id = audit_words.claim_of(found, kind, facts)
        point = rows.RowMark(f"audit{kind}", claim_id, tip)
        look = {"marker": marker, "s": 34, "facecolor": ink if kind == "printed" else "white", "edgecolor": ink}
        rows.mark(axes, (offset(found, value), height), point, tips, **look)


def _apart(axes: Axes, found: Finding, middle: float) -> None:
    """The room between two spans that do not touch."""
    above = found.implied_low > found.printed_high
    ends = (found.printed_high, found.implied_low) if above else (found.implied_high, found.printed_low)
    left, right = (offset(found, value) for value in ends)
    axes.axvspan(left, right, *_share(axes, middle), color=style.RED, alpha=0.1, lw=0, zorder=0.5)


def _share(axes: Axes, middle: float) -> tuple[float, float]:
    """Foot and top of a row as shares of the axes' height."""
    deep = axes.get_ylim()[1]
    return max(0, (middle - 2 * _LANE) / deep), min(1, (middle + 2 * _LANE) / deep)


def _legend(groups: Sequence[Sequence[Finding]], words: Words) -> list:
    verdicts = {found.verdict for group in groups for found in group}
    entries = [
        rows.handle(words.say("legend-audit-printed"), ls="-", lw=5, color=style.INK, marker="o", ms=5),
    ]
    for verdict, color in ((CONTRADICTORY, style.RED), (CONSISTENT, style.BLUE)):
        if verdict in verdicts:
            label = words.say(f"legend-audit-{verdict}")
            entries.append(rows.handle(label, ls="-", lw=5, color=color, marker="D", ms=5, mfc="white"))
    return entries
