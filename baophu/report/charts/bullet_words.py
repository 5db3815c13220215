"""Texts of the chart of targets: title, alternative text and the sentence to copy."""

from baophu.analysis.targets import CANNOT_SAY, MET, REACHED, TargetGap
from baophu.facts.province import Facts
from baophu.report.charts.rows import plan_owner, publishers
from baophu.report.words import Words, year_ranges


def title(facts: Facts, plans, words: Words) -> str:
    """The newest target that has a level, or that none has one; without targets the newest plans."""
    province = words.province
    if not facts.gaps:
        return words.say("chart-targets-title-plan", province=province, plan=_plans_text(plans, words))
    with_level = _gaps_with_level(facts)
    if not with_level:
        return words.say("chart-targets-title-open", province=province, years=_years(facts.gaps, words))
    text = words.say("chart-targets-title", province=province, gap=gap_text(with_level[-1], words))
    later = [gap for gap in facts.gaps if gap.target_year > with_level[-1].target_year]
    return text + (words.say("chart-targets-later", years=_years(later, words)) if later else "")


def alt(facts: Facts, plans, words: Words) -> str:
    """Every row of the chart in words."""
    texts = [gap_text(gap, words) for gap in facts.gaps] + [plan_text(row, words) for row in plans]
    return words.say("chart-targets-alt", province=words.province, rows="; ".join(texts))


def sentence(facts: Facts, plans, words: Words) -> str:
    """The finding with unit, day, source and caveat."""
    values = {"province": words.province, "sources": sources(facts, plans, words)}
    if not facts.gaps:
        newest_plans = _newest_plans(plans)
        ids = [i for row in newest_plans for i in ([row.claim.claim_id] if row.claim else row.pace.claim_ids)]
        values["sources"] = publishers(facts, words, ids)
        owners = "; ".join(dict.fromkeys(plan_owner(row.owner, words) for row in newest_plans))
        return words.say("chart-targets-sentence-plan", plan=_plans_text(plans, words), owner=owners, **values)
    with_level = _gaps_with_level(facts)
    if not with_level:
        return words.say("chart-targets-sentence-open", years=_years(facts.gaps, words), **values)
    gap = with_level[-1]
    values["sources"] = publishers(facts, words, gap.claim_ids, [gap.source_id])
    values |= {"gap": gap_text(gap, words), "owner": owner(gap, words)}
    return words.say("chart-targets-sentence", caveat=_caveat(gap, words), **values)


def sources(facts: Facts, plans, words: Words) -> str:
    """Publishers of everything drawn."""
    ids = [claim_id for gap in facts.gaps for claim_id in gap.claim_ids]
    ids += [claim_id for row in plans for claim_id in ([row.claim.claim_id] if row.claim else row.pace.claim_ids)]
    return publishers(facts, words, ids, [gap.source_id for gap in facts.gaps])


def owner(gap: TargetGap, words: Words) -> str:
    """The decision that set a target, or the words for a target that is only printed."""
    return gap.instrument or words.say("targets-printed")


def gap_lines(gap: TargetGap, words: Words) -> list[str]:
    """Text at the right of a target: the gap, the level and its day, the target."""
    goal = words.say("chart-goal", target=_target_pct(gap, words))
    if gap.level_pct is None:
        return [words.say("chart-gap-no_level"), goal]
    when = words.f.short_day(gap.level_as_of, gap.level_precision)
    level = words.say("chart-gap-level", level=_level_pct(gap, words), date=when)
    marks = [words.say("chart-gap-estimate")] if gap.level_is_estimate else []
    marks += [words.say("chart-gap-early")] if is_early(gap) else []
    return [_gap_size(gap, words), "; ".join([level, *marks]), goal]


def gap_text(gap: TargetGap, words: Words) -> str:
    """A target and its level in one clause."""
    shared = {"target": _target_pct(gap, words), "year": str(gap.target_year)}
    if gap.level_pct is None:
        return words.say("chart-gap-text-open", **shared)
    level = words.say("chart-level-pct", pct=_level_pct(gap, words))
    shared["level"] = words.say("chart-estimated", value=level) if gap.level_is_estimate else level
    shared["on"] = words.on(gap.level_as_of, gap.level_precision)
    if gap.verdict == CANNOT_SAY:
        return words.say("chart-gap-text-undecided", **shared)
    if gap.verdict == REACHED:
        return words.say("chart-gap-text-met", **shared)
    return words.say("chart-gap-text", gap=_gap_size(gap, words), **shared)


def is_early(gap: TargetGap) -> bool:
    """Whether a level is known to date from before the end of its target's year; a level of a year alone is not."""
    is_year_end = (gap.level_as_of.month, gap.level_as_of.day) == (12, 31)
    return not is_year_end and gap.level_precision != "year"


def plan_lines(row, words: Words) -> list[str]:
    """Text at the right of a plan: the printed percentage and its day, then the persons missing."""
    lines = []
    if row.claim:
        when = words.f.short_day(row.claim.as_of, row.claim.as_of_precision)
        lines.append(words.say("chart-plan-pct", pct=_attained_pct(row, words), date=when))
    elif row.pace.missing_count is None:
        lines.append(words.say("chart-plan-open"))
    return lines + ([_missing_text(row, words)] if _has_missing(row) else [])


def plan_text(row, words: Words) -> str:
    """A plan in one clause."""
    shared = {"scheme": words.scheme(row.scheme, row.group), "year": str(row.year)}
    if row.claim:
        pct, on = _attained_pct(row, words), words.on(row.claim.as_of, row.claim.as_of_precision)
        return words.say("chart-plan-text", pct=pct, on=on, **shared)
    missing = _missing_text(row, words) if _has_missing(row) else words.say("chart-plan-open")
    return words.say("chart-plan-text-open", said=missing, **shared)


def _gaps_with_level(facts: Facts) -> list[TargetGap]:
    return [gap for gap in facts.gaps if gap.level_pct is not None]


def _newest_plan(plans):
    printed = [row for row in plans if row.claim]
    return max(printed, key=lambda row: row.claim.as_of) if printed else max(plans, key=lambda row: row.year)


def _newest_plans(plans) -> list:
    """The newest plan, and those of other owners for its scheme and year: none of them is preferred."""
    newest = _newest_plan(plans)
    same_plan = [
        row for row in plans if (row.scheme, row.group, row.year) == (newest.scheme, newest.group, newest.year)
    ]
    return [newest, *(row for row in same_plan if row.owner != newest.owner)]


def _plans_text(plans, words: Words) -> str:
    newest_plans = _newest_plans(plans)
    if len(newest_plans) == 1:
        return plan_text(newest_plans[0], words)
    return "; ".join(
        words.say("chart-plan-owned", text=plan_text(row, words), owner=plan_owner(row.owner, words))
        for row in newest_plans
    )


def _years(gaps, words: Words) -> str:
    return words.join(year_ranges([gap.target_year for gap in gaps]))


def _target_pct(gap: TargetGap, words: Words) -> str:
    return words.with_bound(words.f.exact_pct(gap.target_pct), gap.bound)


def _level_pct(gap: TargetGap, words: Words) -> str:
    return words.with_bound(words.f.exact_pct(gap.level_pct), gap.level_bound)


def _gap_size(gap: TargetGap, words: Words) -> str:
    if gap.verdict == CANNOT_SAY:
        return words.say("chart-gap-cannot_say")
    if gap.verdict == REACHED:
        return words.say("chart-gap-reached")
    points = words.say("gap-points", points=words.f.number(gap.gap_points, 2))
    if gap.gap_count is None:
        return words.say("chart-gap-short", points=points)
    return words.say("chart-gap-short-people", points=points, people=words.rounded_count(gap.gap_count))


def _caveat(gap: TargetGap, words: Words) -> str:
    if gap.level_is_estimate:
        return words.say("chart-targets-caveat-estimate")
    return words.say("chart-targets-caveat-early") if is_early(gap) else words.say("chart-targets-caveat")


def _attained_pct(row, words: Words) -> str:
    pct = words.with_bound(words.f.exact_pct(row.claim.value), row.claim.bound)
    return words.say("chart-estimated", value=pct) if row.claim.obs_status == "E" else pct


def _has_missing(row) -> bool:
    return row.pace is not None and row.pace.missing_count is not None


def _missing_text(row, words: Words) -> str:
    """Persons missing of a plan, with the day unless the printed percentage has the same."""
    pace = row.pace
    if pace.verdict == CANNOT_SAY:
        text = words.say("chart-gap-cannot_say")
    elif pace.verdict == MET or pace.missing_count <= 0:
        text = words.say("chart-plan-met")
    else:
        text = words.say("chart-plan-missing", people=words.rounded_count(pace.missing_count))
    if row.claim and row.claim.as_of == pace.level_as_of.date():
        return text
    return words.say("chart-plan-dated", date=words.f.short_day(pace.level_as_of), said=text)
