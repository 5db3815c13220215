"""Distance to the targets as a bullet chart: percent of population above, percent of a plan below."""

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.patches import Patch, Rectangle

from baophu.analysis.constants import SCHEMES
from baophu.analysis.coverage import SERIES_STATUSES
from baophu.analysis.targets import PLAN, REMAINING_DISTRICTS, SHORT, Pace, TargetGap
from baophu.facts.province import Claim, Facts
from baophu.report.blocks import Block, Chart, Paragraph
from baophu.report.charts import bullet_words, rows, style
from baophu.report.words import Words

ANCHOR = "targets-chart"
_BAR_HEIGHT = 0.19  # inches


@dataclass(frozen=True)
class PlanRow:
    """A plan of one owner, with its printed percentage, its pace, or both."""

    scheme: str
    group: str
    year: int
    owner: str
    claim: Claim | None
    pace: Pace | None


def bullets(facts: Facts, words: Words) -> Block:
    """Chart of targets against the last announced level of their year, and of percentages of plan by plan owner."""
    plans = plan_rows(facts)
    if not facts.gaps and not plans:
        return Paragraph(words.say("chart-targets-nothing"), style="note")
    panels = []
    if facts.gaps:
        panels.append(_population_panel(facts, words))
    if plans:
        panels.append(_plan_panel(plans, words))
    tips: dict[str, str] = {}
    with style.settings():
        figure, panel_axes = rows.sheet(words.say("chart-targets-subtitle"), panels, _legend(facts, plans, words))
        for place in panel_axes[: 1 if facts.gaps else 0]:
            _draw_gaps(place, facts, words, tips)
        for place in panel_axes[-1:] if plans else ():
            _draw_plans(place, plans, facts, words, tips)
        svg = style.to_svg(figure, ANCHOR, tips)
    title, alt = bullet_words.title(facts, plans, words), bullet_words.alt(facts, plans, words)
    caption = words.say("chart-targets-caption", sources=bullet_words.sources(facts, plans, words))
    return Chart(ANCHOR, svg, title, alt, caption, bullet_words.sentence(facts, plans, words))


def plan_rows(facts: Facts) -> list[PlanRow]:
    """One row for each printed percentage of plan of the whole province, and for each plan without one."""
    paces = {(p.scheme, p.group, p.target_year, p.plan_owner): p for p in facts.paces if p.scale == PLAN}
    plans = [
        PlanRow(*_plan_key(claim), claim, paces.get(_plan_key(claim)))
        for claim in facts.claims
        if claim.area == facts.area.area and claim.kind == "attainment" and claim.unit == "percent_of_plan"
        if claim.as_of and claim.obs_status in SERIES_STATUSES and claim.group != REMAINING_DISTRICTS
    ]
    keys = {(row.scheme, row.group, row.year, row.owner) for row in plans}
    plans += [PlanRow(*key, None, pace) for key, pace in paces.items() if key not in keys]
    return sorted(plans, key=lambda r: (SCHEMES.index(r.scheme), r.group, r.year, r.owner, r.claim and r.claim.as_of))


def _plan_key(claim: Claim) -> tuple[str, str, int, str]:
    return claim.scheme, claim.group, claim.as_of.year, claim.plan_owner


def _population_panel(facts: Facts, words: Words) -> rows.Panel:
    table = tuple(
        rows.Row(
            (rows.Line(str(gap.target_year), bold=True), rows.Line(bullet_words.owner(gap, words), color=style.GREY)),
            tuple(_right_lines(bullet_words.gap_lines(gap, words))),
        )
        for gap in facts.gaps
    )
    return rows.Panel(words.say("chart-targets-population"), table, (0, 100), lambda value: words.f.pct(value, 0))


def _plan_panel(plans: list[PlanRow], words: Words) -> rows.Panel:
    table = tuple(
        rows.Row(
            (
                rows.Line(words.scheme(row.scheme, row.group), bold=True),
                rows.Line(
                    words.say("chart-plan-of", year=str(row.year), owner=rows.plan_owner(row.owner, words)),
                    color=style.GREY,
                ),
            ),
            tuple(_right_lines(bullet_words.plan_lines(row, words))),
        )
        for row in plans
    )
    high = max([100.0, *(row.claim.value for row in plans if row.claim)])
    return rows.Panel(words.say("chart-targets-plan"), table, (0, 1.08 * high), lambda value: words.f.pct(value, 0))


def _right_lines(texts: list[str]) -> list[rows.Line]:
    """Lines for the right column, the first in bold."""
    return [rows.Line(text, bold=number == 0) for number, text in enumerate(texts)]


def _bar(axes: Axes, middle: float, start: float, end: float, **look) -> None:
    axes.add_patch(
        Rectangle((start, middle - _BAR_HEIGHT / 2), end - start, _BAR_HEIGHT, **{"lw": 0, "zorder": 2, **look})
    )


# A target is drawn as a stroke across its bar.
_TARGET_MARK = {"marker": "|", "s": 420, "color": style.GREEN, "lw": 3, "zorder": 5}


def _draw_gaps(panel: rows.PanelAxes, facts: Facts, words: Words, tips: dict[str, str]) -> None:
    claims = {claim.claim_id: claim for claim in facts.claims}
    for gap, middle in zip(facts.gaps, panel.heights, strict=True):
        axes, target_position = panel.axes, (gap.target_pct, middle)
        if gap.level_pct is None:
            _bar(axes, middle, 0, gap.target_pct, facecolor="none", edgecolor=style.GREY, lw=1, ls=(0, (4, 3)))
        else:
            _bar(axes, middle, 0, gap.level_pct, **_level_look(gap.level_is_estimate))
            if gap.verdict == SHORT:
                _bar(axes, middle, gap.level_pct, gap.target_pct, facecolor="white", edgecolor=style.RED, lw=1.1)
            claim = claims[gap.claim_ids[0]]
            tip = rows.claim_tip(claim, bullet_words.gap_text(gap, words), facts, words)
            look = {"facecolor": "white", "edgecolor": style.BLUE, "lw": 1, "s": 16}
            point = rows.RowMark("targetlevel", claim.claim_id, tip)
            rows.mark(axes, (gap.level_pct, middle), point, tips, **look)
        if gap.target_id in claims:
            claim = claims[gap.target_id]
            tip = rows.claim_tip(claim, bullet_words.gap_text(gap, words), facts, words)
            rows.mark(axes, target_position, rows.RowMark("target", gap.target_id, tip), tips, **_TARGET_MARK)
        else:
            axes.scatter(*([value] for value in target_position), **_TARGET_MARK, clip_on=False)


def _level_look(is_estimate: bool) -> dict:
    printed = {"facecolor": style.BLUE}
    return {"facecolor": style.SKY, "edgecolor": style.BLUE, "lw": 1.2} if is_estimate else printed


def _draw_plans(panel: rows.PanelAxes, plans: Sequence[PlanRow], facts: Facts, words: Words, tips: dict) -> None:
    for row, middle in zip(plans, panel.heights, strict=True):
        if row.claim is None:
            _bar(panel.axes, middle, 0, 100, facecolor="none", edgecolor=style.GREY, lw=1, ls=(0, (4, 3)))
        else:
            claim = row.claim
            _bar(panel.axes, middle, 0, claim.value, **_level_look(claim.obs_status == "E"))
            tip = rows.claim_tip(claim, bullet_words.plan_text(row, words), facts, words)
            look = {
                "facecolor": "white",
                "edgecolor": style.BLUE,
                "marker": rows.SIDEWAYS_BOUND_MARKS[claim.bound],
                "s": 40,
            }
            rows.mark(panel.axes, (claim.value, middle), rows.RowMark("plan", claim.claim_id, tip), tips, **look)
        panel.axes.scatter([100], [middle], **_TARGET_MARK, clip_on=False)


def _legend(facts: Facts, plans: list[PlanRow], words: Words) -> list:
    """Entries for the marks that are drawn."""
    with_level: list[TargetGap] = [gap for gap in facts.gaps if gap.level_pct is not None]
    claims = [row.claim for row in plans if row.claim]
    estimates = [gap.level_is_estimate for gap in with_level] + [claim.obs_status == "E" for claim in claims]
    entries = [
        (not all(estimates), Patch(facecolor=style.BLUE, label=words.say("legend-level"))),
        (any(estimates), Patch(**_level_look(True), label=words.say("legend-estimate"))),
        (
            any(gap.verdict == SHORT for gap in with_level),
            Patch(facecolor="white", edgecolor=style.RED, label=words.say("legend-gap")),
        ),
        (
            len(with_level) < len(facts.gaps) or len(claims) < len(plans),
            Patch(facecolor="none", edgecolor=style.GREY, ls="--", label=words.say("legend-no-level")),
        ),
        (
            True,
            rows.handle(words.say("legend-goal"), marker="|", ms=13, mew=3, color=style.GREEN),
        ),
        (
            any(claim.bound in ("at_least", "at_most") for claim in claims),
            rows.handle(words.say("legend-bound"), marker=">", mfc="white", mec=style.BLUE),
        ),
    ]
    return [entry for is_drawn, entry in entries if is_drawn]
