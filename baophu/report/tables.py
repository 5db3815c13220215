"""Facts as pandas tables: one row per fact, with the columns that ``columns`` describes."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import numpy as np
import pandas as pd

from baophu.analysis.audit import Finding
from baophu.analysis.changes import Change
from baophu.analysis.constants import PEOPLE_UNITS, SOCIAL_SCHEMES
from baophu.analysis.coverage import ANNOUNCED, SERIES_STATUSES
from baophu.analysis.estimate import Estimate
from baophu.analysis.social import SocialPoint
from baophu.analysis.targets import CANNOT_SAY, MET, POPULATION, REMAINING_DISTRICTS, SHORT, Pace, TargetGap
from baophu.facts.brief import PUBLISHER, Shortage
from baophu.facts.national import National
from baophu.facts.province import Claim, Facts, Point
from baophu.facts.records import Source
from baophu.report import columns
from baophu.report.change_words import (
    cause_text,
    cause_texts,
    country_short_text,
    reason_text,
    short_people,
    short_period_text,
    short_points,
    verdict_text,
    who_text,
)
from baophu.report.check_words import gap_text, measure_of
from baophu.report.columns import Column
from baophu.report.social_words import count_text, rate_text, share_text
from baophu.report.words import Words

# The source of each claim, by claim id.
ClaimSources = Mapping[str, Source]

PLAN_UNIT = "percent_of_plan"
DISTRICT_KINDS = ("district", "town", "city", "urban_district")
GROUP_KINDS = ("count", "rate", "share", "change", "flow", "loss", "not_renewed")
NO_PAYER_GROUPS = (REMAINING_DISTRICTS, "three_communes", "resident_households")
GROUP_SHARES = ("percent_of_group", "percent_of_insured", "percent_of_population", "percentage_points")
_DTYPES = {"number": "float64", "count": "int64", "day": "datetime64[s]", "flag": "bool"}


def build_frame(rows: Iterable[Mapping], schema: tuple[Column, ...]) -> pd.DataFrame:
    """A table with exactly the columns of the schema, typed also where it is empty.

    ``attrs["rows"]`` goes with the parts of the table that an analyst takes: so a figure knows that it is a part.
    """
    cells = list(rows)
    frame = pd.DataFrame({column.name: _array(column, [row.get(column.name) for row in cells]) for column in schema})
    frame.attrs["rows"] = len(frame)
    return frame


def _with_own_labels(rows: Iterable[Mapping]) -> Iterator[Mapping]:
    """The rows, with labels that no two share: charts place a row by its label."""
    seen = Counter()
    for row in rows:
        label = row["row_label"]
        seen[label] += 1
        yield {**row, "row_label": f"{label} ({seen[label]})"} if seen[label] > 1 else row


def _array(column: Column, cells: list) -> np.ndarray | pd.api.extensions.ExtensionArray:
    # Arrays: a frame would align and copy series one by one.
    if column.type == "text":
        return pd.array(["" if cell is None else cell for cell in cells], dtype="str")
    if column.type == "number":
        cells = [np.nan if cell is None else cell for cell in cells]
    return np.array(cells, dtype=_DTYPES[column.type])


def coverage(facts: Facts | National, words: Words) -> pd.DataFrame:
    """Dated levels on both scales; ``scale`` tells which."""
    return _levels_of(facts.points, facts.claims, words)


def country_levels(facts: Facts, words: Words) -> pd.DataFrame:
    """The country's announced levels that a province's report cites."""
    announced = (point for point in facts.national if point.scale == ANNOUNCED)
    return _levels_of(announced, facts.national_claims, words)


def _levels_of(points: Iterable[Point], claims: Iterable[Claim], words: Words) -> pd.DataFrame:
    by_id = {claim.claim_id: claim for claim in claims}
    return build_frame((_point(point, by_id[point.claim_id], words) for point in points), columns.COVERAGE)


def changes(changes_with_words: Iterable[tuple[Change, Words]], sources_by_claim: ClaimSources) -> pd.DataFrame:
    """Changes, each given with the words of its province."""
    rows = (_change(change, words, sources_by_claim) for change, words in changes_with_words)
    return build_frame(_with_own_labels(rows), columns.CHANGES)


def audit(findings: Iterable[Finding], words: Words, sources_by_claim: ClaimSources) -> pd.DataFrame:
    """Every check of the printed arithmetic."""
    rows = (_check(finding, words, sources_by_claim) for finding in findings)
    return build_frame(_with_own_labels(rows), columns.AUDIT)


def targets(facts: Facts, words: Words, sources_by_claim: ClaimSources) -> pd.DataFrame:
    """Targets in percent of population, then plans in persons."""
    rows = [*_population_targets(facts, words), *_plans(facts, words, sources_by_claim)]
    return build_frame(_with_own_labels(rows), columns.TARGETS)


def districts(facts: Facts, words: Words, sources_by_claim: ClaimSources) -> pd.DataFrame:
    """Printed percentages of the areas inside a province; of one scheme, unit, day and plan the highest first."""
    rows = sorted(
        _districts(facts, words, sources_by_claim),
        key=lambda row: (row["scheme"] != "bhyt", row["scheme"], row["unit"], -row["as_of"].toordinal(),
                         row["plan_owner"], row["group"] != "total", -row["level_pct"], row["area"]),
    )  # fmt: skip
    return build_frame(rows, columns.DISTRICTS)


def schemes(facts: Facts, words: Words, sources_by_claim: ClaimSources) -> pd.DataFrame:
    """Dated figures of social and unemployment insurance, scheme by scheme, oldest first."""
    doubtful = {claim_id for conflict in facts.social.conflicts for claim_id in conflict.claim_ids}
    points = sorted(facts.social.points, key=lambda point: (SOCIAL_SCHEMES.index(point.scheme), point.as_of))
    return build_frame((_scheme_point(point, doubtful, words, sources_by_claim) for point in points), columns.SCHEMES)


def groups(facts: Facts, words: Words, sources_by_claim: ClaimSources) -> pd.DataFrame:
    """Figures of health insurance by group of people, of each the newest first; groups are never added up."""
    shown = [claim for claim in facts.claims if _is_of_group(claim)]
    shown.sort(key=lambda c: (c.area != facts.area.area, c.group, -(c.as_of or date.min).toordinal(), c.claim_id))
    return build_frame((_group(claim, words, sources_by_claim) for claim in shown), columns.GROUPS)


def _is_of_group(claim: Claim) -> bool:
    is_group = claim.scheme == "bhyt" and claim.group not in ("total", *NO_PAYER_GROUPS)
    return is_group and claim.kind in GROUP_KINDS and claim.unit in (*PEOPLE_UNITS, *GROUP_SHARES)


def estimates(facts: Facts, words: Words) -> pd.DataFrame:
    """Estimated coverage on 31 December of every year, or why there is none."""
    return build_frame((_estimate(item, words) for item in facts.estimates), columns.ESTIMATES)


def claim_sources(facts: Facts) -> ClaimSources:
    """The source of each claim of a province's report."""
    return {claim.claim_id: facts.sources[claim.source_id] for claim in (*facts.claims, *facts.national_claims)}


def shortages(facts: Facts, words: Words) -> pd.DataFrame:
    """People missing to the target of the newest level, a row a population."""
    return build_frame((_shortage(shortage, facts, words) for shortage in facts.brief.shortages), columns.SHORTAGES)


def figures(claims: Iterable[Claim], words: Words) -> pd.DataFrame:
    """Printed figures as recorded in the ledger."""
    return build_frame((_figure(claim, words) for claim in claims), columns.FIGURES)


def sources(facts: Facts | National, claims: Iterable[Claim], words: Words) -> pd.DataFrame:
    """Sources, with the figures used from each."""
    claim_ids_by_source: dict[str, list[str]] = {source_id: [] for source_id in facts.sources}
    for claim in claims:
        claim_ids_by_source[claim.source_id].append(claim.claim_id)
    return build_frame(
        (_source_row(facts.sources[name], words, ids) for name, ids in claim_ids_by_source.items()), columns.SOURCES
    )


def levels(national: National, words: Words, sources_by_claim: ClaimSources) -> pd.DataFrame:
    """The newest level of each province on each scale, with the country's of the same day."""
    return build_frame((_level(level, words, sources_by_claim) for level in national.levels), columns.LEVELS)


# ── Rows ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _point(point: Point, claim: Claim, words: Words) -> dict:
    names = ("as_of", "as_of_precision", "scale", "coverage_pct", "bound", "insured_count", "population_count",
             "uninsured_count", "obs_status")  # fmt: skip
    return {
        "area": claim.area,
        "area_name": words.area(claim.area),
        **{name: getattr(point, name) for name in names},
        "scale_name": words.scale(point.scale),
        "coverage_pct_text": words.point_pct(point),
        "as_printed": claim.as_printed,
        "claim_ids": _ids((point.claim_id, *point.claim_ids)),
        **_source(words.facts.sources[claim.source_id], words),
    }


def _change(change: Change, words: Words, sources_by_claim: ClaimSources) -> dict:
    names = ("kind", "start", "start_precision", "end", "end_precision", "scale", "bound", "change_count",
             "change_points", "low_points", "high_points", "relative_pct", "level_before", "level_after",
             "count_before", "count_after", "derived_pct", "verdict", "is_fall")  # fmt: skip
    national = change.national if change.group == "total" else None
    beyond = change.beyond_country
    return {
        **_where(change, words),
        **_region(change.area, words),
        "scale_name": words.scale(change.scale),
        **{name: getattr(change, name) for name in names},
        "subject": who_text(change, words),
        "period": short_period_text(change, words),
        "row_label": f"{who_text(change, words)}, {short_period_text(change, words)}",
        "change_count_text": short_people(change, words),
        "change_points_text": short_points(change, words),
        "derived_pct_text": _derived_pct(change, words),
        "national_text": country_short_text(change, words),
        "national_low": national and national.low,
        "national_high": national and national.high,
        "beyond_low": beyond and beyond.low,
        "beyond_high": beyond and beyond.high,
        "verdict_name": verdict_text(change, words),
        "verdict_short": verdict_text(change, words, "verdict-short"),
        "why": reason_text(change, words),
        "causes": "; ".join(cause_texts(change, words)),
        "claim_ids": _ids(change.claim_ids),
        "national_claim_ids": _ids(change.national_ids),
        "publishers": _publishers(change.claim_ids, words, sources_by_claim),
    }


def _derived_pct(change: Change, words: Words) -> str:
    return "" if change.derived_pct is None else words.with_bound(words.f.pct(change.derived_pct), change.bound_before)


def _check(finding: Finding, words: Words, sources_by_claim: ClaimSources) -> dict:
    names = ("check", "as_of", "as_of_precision", "quantity", "unit", "verdict", "printed", "implied", "implied_low",
             "implied_high")  # fmt: skip
    return {
        **_where(finding, words),
        **{name: getattr(finding, name) for name in names},
        "check_name": words.say(f"audit-{finding.check}"),
        "row_label": _check_label(finding, words),
        "measure": measure_of(finding),
        **_difference(finding, words),
        "verdict_name": words.say(f"audit-{finding.verdict}"),
        "claim_ids": _ids(finding.claim_ids),
        "publishers": _publishers(finding.claim_ids, words, sources_by_claim),
    }


def _check_label(finding: Finding, words: Words) -> str:
    where = [] if finding.area == words.facts.area.area else [words.area(finding.area)]
    when = words.f.short_day(finding.as_of, finding.as_of_precision)
    return words.join([*where, words.scheme(finding.scheme, finding.group), words.say(f"audit-{finding.check}"), when])


def _difference(finding: Finding, words: Words) -> dict:
    if finding.printed is None:
        return {}
    return {
        "difference": finding.printed - finding.implied,
        "difference_low": finding.printed_low - finding.implied_high,
        "difference_high": finding.printed_high - finding.implied_low,
        "difference_text": gap_text(finding, words),
    }


def _population_targets(facts: Facts, words: Words) -> Iterator[dict]:
    paces = {pace.target_id: pace for pace in facts.paces if pace.scale == POPULATION}
    for gap in facts.gaps:
        names = ("target_year", "level_pct", "level_as_of", "gap_points", "verdict", "instrument", "target_id")
        target = words.with_bound(words.f.exact_pct(gap.target_pct), gap.bound)
        yield {
            "scheme": "bhyt",
            "scheme_name": words.label("scheme", "bhyt"),
            "subject": words.say("targets-row", year=str(gap.target_year), target=target),
            "row_label": words.say("targets-row", year=str(gap.target_year), target=target),
            "set_by": gap.instrument or words.say("targets-printed"),
            "obs_status": "E" if gap.level_is_estimate else "A",
            "measure": POPULATION,
            **{name: getattr(gap, name) for name in names},
            "target_value": gap.target_pct,
            "level_pct_text": _level_text(gap, words),
            "goal_pct": gap.target_pct,
            "gap_text": _gap_text(gap, words),
            "missing_count": gap.gap_count,
            "missing_count_text": _short_people(gap, words),
            **_pace(paces.get(gap.target_id)),
            "claim_ids": _ids(gap.claim_ids),
            "publishers": words.publishers(gap.claim_ids, [gap.source_id]),
        }


def _level_text(gap: TargetGap, words: Words) -> str:
    if gap.level_pct is None:
        return ""
    pct = words.with_bound(words.f.exact_pct(gap.level_pct), gap.level_bound)
    when = words.f.short_day(gap.level_as_of, gap.level_precision)
    return words.say("targets-level-estimate" if gap.level_is_estimate else "targets-level", pct=pct, date=when)


def _gap_text(gap: TargetGap, words: Words) -> str:
    if gap.verdict != SHORT:
        return words.say(f"chart-gap-{gap.verdict}")
    points = words.say("gap-points", points=words.f.number(gap.gap_points, 2))
    return words.say("chart-gap-short", points=points)


def _short_people(gap: TargetGap, words: Words) -> str:
    if gap.verdict != SHORT or gap.gap_count is None:
        return ""
    # What is missing of a percentage is counted on the publisher's own population.
    count = words.with_bound(words.rounded_count(gap.gap_count), "about")
    return words.say("brief-people-source", people=words.say("brief-card-people", count=count))


def _plans(facts: Facts, words: Words, sources_by_claim: ClaimSources) -> Iterator[dict]:
    printed = [claim for claim in facts.claims if claim.area == facts.area.area and _is_plan_share(claim)]
    for pace in facts.paces:
        if pace.scale != POPULATION:
            names = ("target_year", "scheme", "plan_owner", "target_value", "level_as_of", "missing_count", "target_id")
            key = (pace.scheme, pace.group, pace.target_year, pace.plan_owner)
            same_plan = [c for c in printed if (c.scheme, c.group, c.as_of.year, c.plan_owner) == key]
            share = max(same_plan, key=lambda claim: (claim.as_of, claim.claim_id), default=None)
            is_exact = all(facts.claim(claim_id).bound == "exact" for claim_id in pace.claim_ids)
            is_later = bool(
                share
                and pace.missing_count
                and pace.target_value
                and is_exact
                and share.as_of < pace.level_as_of.date()
            )
            # A count that is newer than the printed percentage gives the percentage of its own day.
            reached = 100 * (1 - pace.missing_count / pace.target_value) if is_later else share and share.value
            subject = words.say("plans-row", scheme=words.scheme(pace.scheme, pace.group), year=str(pace.target_year))
            claim_ids = ((share.claim_id,) if share and not is_later else ()) + pace.claim_ids
            owner = "" if pace.plan_owner in ("", "unstated") else words.plan_owner(pace.plan_owner)
            yield {
                "scheme_name": words.label("scheme", pace.scheme),
                "subject": subject,
                "row_label": f"{subject} ({owner})" if owner else subject,
                "set_by": owner,
                "obs_status": share.obs_status if share and not is_later else "",
                "measure": pace.scale,
                **{name: getattr(pace, name) for name in names},
                "level_pct": reached,
                "level_pct_text": _reached_text(share, pace, reached if is_later else None, words),
                "goal_pct": 100,
                "gap_text": _missing_text(pace, share, is_later, words),
                **_pace(pace),
                "claim_ids": _ids(claim_ids),
                "publishers": _publishers(claim_ids, words, sources_by_claim),
            }


def _is_plan_share(claim: Claim) -> bool:
    is_series = claim.as_of is not None and claim.obs_status in SERIES_STATUSES
    return is_series and (claim.kind, claim.unit) == ("attainment", PLAN_UNIT) and claim.group != REMAINING_DISTRICTS


def _reached_text(share: Claim | None, pace: Pace, later_pct: float | None, words: Words) -> str:
    """The published percentage of a plan with its day, or the one that a later count gives with that of the count."""
    if later_pct is None:
        return _share_text(share, words) if share else ""
    day = words.f.short_day(pace.level_as_of)
    return words.say("chart-plan-pct", pct=words.f.pct(later_pct), date=day)


def _share_text(share: Claim, words: Words) -> str:
    pct = words.with_bound(words.f.exact_pct(share.value), share.bound)
    pct = words.say("chart-estimated", value=pct) if share.obs_status == "E" else pct
    return words.say("chart-plan-pct", pct=pct, date=words.f.short_day(share.as_of, share.as_of_precision))


def _missing_text(pace: Pace, share: Claim | None, is_later: bool, words: Words) -> str:
    """Persons missing of a plan, with the day unless the percentage has the same; blank where they are not known."""
    if pace.missing_count is None:
        return ""
    if pace.verdict == CANNOT_SAY:
        text = words.say("chart-gap-cannot_say")
    elif pace.verdict == MET or pace.missing_count <= 0:
        text = words.say("chart-plan-met")
    else:
        text = words.say("chart-plan-missing", people=words.rounded_count(pace.missing_count))
    if is_later or share and share.as_of == pace.level_as_of.date():
        return text
    return words.say("chart-plan-dated", date=words.f.short_day(pace.level_as_of), said=text)


def _pace(pace: Pace | None) -> dict:
    if pace is None:
        return {}
    return {"needed_per_week": pace.needed_per_week, "best_per_week": pace.best_per_week, "pace": pace.verdict}


def _districts(facts: Facts, words: Words, sources_by_claim: ClaimSources) -> Iterator[dict]:
    shown = [claim for claim in facts.claims if _is_district_level(claim, facts)]
    goals = [claim for claim in facts.claims if claim.kind == "target_rate" and claim.as_of]
    goal_of = {(goal.area, goal.scheme, goal.unit, goal.as_of.year): goal for goal in goals}
    for claim in shown:
        is_rest = claim.group == REMAINING_DISTRICTS
        unnamed = _unnamed_areas(claim, shown, facts) if is_rest else []
        goal = goal_of.get((claim.area, claim.scheme, claim.unit, claim.as_of.year))
        causes = [cause_text(cause, words) for cause in facts.causes.get(claim.claim_id, ())]
        pct = words.with_bound(words.f.exact_pct(claim.value), claim.bound)
        claim_ids = [claim.claim_id, *([goal.claim_id] if goal else [])]
        names = ("unit", "as_of", "as_of_precision", "plan_owner", "bound")
        yield {
            **_where(claim, words),
            **{name: getattr(claim, name) for name in names},
            "unit_name": words.label("unit", claim.unit),
            "row_label": _unnamed_label(len(unnamed), words) if is_rest else words.area(claim.area),
            "area_count": len(unnamed) if is_rest else 1,
            "unnamed_areas": words.join([words.area(area) for area in unnamed]),
            "level_pct": claim.value,
            "level_pct_text": pct,
            "insured_count": _count_beside(claim, facts),
            "goal_pct": goal and goal.value,
            "causes": "; ".join(causes),
            "claim_ids": _ids(claim_ids),
            "publishers": _publishers(claim_ids, words, sources_by_claim),
        }


def _is_district_level(claim: Claim, facts: Facts) -> bool:
    is_part = claim.group == REMAINING_DISTRICTS or claim.group == "total" and claim.area != facts.area.area
    return is_part and claim.kind in ("rate", "attainment") and claim.as_of and claim.obs_status in SERIES_STATUSES


def _unnamed_areas(rest: Claim, shown: list[Claim], facts: Facts) -> list[str]:
    """Districts of the province without a figure of their own beside one for the remaining districts."""
    series = (rest.scheme, rest.unit, rest.as_of, rest.plan_owner)
    named = {claim.area for claim in shown if (claim.scheme, claim.unit, claim.as_of, claim.plan_owner) == series}
    return [slug for slug, area in facts.areas.items() if area.kind in DISTRICT_KINDS and slug not in named]


def _unnamed_label(count: int, words: Words) -> str:
    return words.say("districts-unnamed", count=str(count)) if count else words.label("group", REMAINING_DISTRICTS)


def _count_beside(claim: Claim, facts: Facts) -> float | None:
    """Persons that the same source prints for the claim's area, scheme, group and day."""
    key = (claim.source_id, claim.area, claim.scheme, claim.group, claim.as_of, "count", "persons", "exact")
    same = (
        c for c in facts.claims if (c.source_id, c.area, c.scheme, c.group, c.as_of, c.kind, c.unit, c.bound) == key
    )
    return next((c.value for c in same), None)


def _scheme_point(point: SocialPoint, doubtful: set[str], words: Words, sources_by_claim: ClaimSources) -> dict:
    names = ("scheme", "as_of", "as_of_precision", "insured_count", "bound", "obs_status", "rate_pct", "rate_unit",
             "side", "labour_force_count")  # fmt: skip
    return {
        **{name: getattr(point, name) for name in names},
        "scheme_name": words.label("scheme", point.scheme),
        "insured_count_text": count_text(point, words) if point.insured_count is not None else "",
        "is_doubtful": point.obs_status in ("E", "P") or not doubtful.isdisjoint(point.claim_ids),
        "rate_pct_text": rate_text(point, words) if point.rate_pct is not None else "",
        "labour_share_pct": point.gso_pct,
        "labour_share_pct_text": share_text(point, words) if point.gso_pct is not None else "",
        "claim_ids": _ids(point.claim_ids),
        "publishers": _publishers(point.claim_ids, words, sources_by_claim),
    }


def _group(claim: Claim, words: Words, sources_by_claim: ClaimSources) -> dict:
    names = ("kind", "as_of", "as_of_precision", "base_as_of", "unit", "bound", "obs_status")
    is_loss = claim.kind in ("loss", "not_renewed")
    return {
        **_where(claim, words),
        **{name: getattr(claim, name) for name in names},
        "kind_name": words.label("kind", claim.kind),
        "value": -claim.value if is_loss else claim.value,
        "value_text": _group_text(claim, words),
        "claim_ids": claim.claim_id,
        "publishers": _publishers([claim.claim_id], words, sources_by_claim),
    }


def _group_text(claim: Claim, words: Words) -> str:
    text = words.with_bound(words.amount(abs(claim.value), claim.unit), claim.bound)
    if claim.kind == "change":
        text = words.say("change-fell" if claim.value < 0 else "change-rose", count=text)
    elif claim.kind in ("flow", "loss", "not_renewed"):
        text = words.say(f"group-{claim.kind}", value=text)
    return words.say("chart-estimated", value=text) if claim.obs_status == "E" else text


def _estimate(item: Estimate, words: Words) -> dict:
    on = words.on(item.as_of)
    return {
        "year": item.as_of.year,
        "scale": item.scale,
        "scale_name": words.scale(item.scale),
        "coverage_pct": item.pct,
        "low_pct": item.low80,
        "high_pct": item.high80,
        "basis": item.basis,
        "reason": item.reason,
        "why": words.say(f"estimate-declined-{item.reason}", on=on, province=words.province) if item.reason else "",
        "claim_ids": _ids(item.claim_ids),
        "national_claim_ids": _ids(item.national_ids),
    }


def _shortage(shortage: Shortage, facts: Facts, words: Words) -> dict:
    brief = facts.brief
    low = high = shortage.population_count
    if low is None and brief.plan_population:
        low, high = brief.plan_population.low_count, brief.plan_population.high_count
    insured = brief.level.insured_count or (brief.other_level and brief.other_level.insured_count)
    is_printed = shortage.population == PUBLISHER
    return {
        "population": shortage.population,
        "population_name": words.say(f"shortage-{shortage.population}"),
        "population_low": low,
        "population_high": high,
        "coverage_pct": brief.level.coverage_pct if is_printed else insured and low and 200 * insured / (low + high),
        "target_pct": brief.gap.target_pct,
        "missing_count": shortage.missing_count,
        "missing_low": shortage.low_count,
        "missing_high": shortage.high_count,
        "needed_per_week": shortage.per_week,
        "claim_ids": _ids(shortage.claim_ids),
    }


def _figure(claim: Claim, words: Words) -> dict:
    names = ("claim_id", "kind", "value", "unit", "as_of", "as_of_precision", "base_as_of", "bound", "as_printed",
             "locator", "plan_owner", "obs_status", "decision")  # fmt: skip
    return {
        **_where(claim, words),
        **{name: getattr(claim, name) for name in names},
        "kind_name": words.label("kind", claim.kind),
        "decision_why": claim.reason_vi if words.language == "vi" else claim.reason_en,
        "is_own": claim.is_local,
        **_source(words.facts.sources[claim.source_id], words),
    }


def _level(level, words: Words, sources_by_claim: ClaimSources) -> dict:
    point, area = level.point, words.area(level.area.area)
    when = words.f.short_day(point.as_of, point.as_of_precision)
    return {
        "area": level.area.area,
        "area_name": area,
        **_region(level.area.area, words),
        "as_of": point.as_of,
        "as_of_precision": point.as_of_precision,
        "row_label": words.say("chart-levels-row", area=area, date=when),
        "scale": point.scale,
        "scale_name": words.scale(point.scale),
        "coverage_pct": point.coverage_pct,
        "coverage_pct_text": words.point_pct(point),
        "bound": point.bound,
        "national_pct": level.national_pct,
        "above_country": level.above_country,
        "is_old": level.is_old,
        "claim_ids": _ids(point.claim_ids),
        "national_claim_ids": _ids(level.national_ids),
        "publishers": _publishers(point.claim_ids, words, sources_by_claim),
    }


# ── Cells ────────────────────────────────────────────────────────────────────────────────────────────────────


def _where(row, words: Words) -> dict:
    return {
        "area": row.area,
        "area_name": words.area(row.area),
        "scheme": row.scheme,
        "scheme_name": words.label("scheme", row.scheme),
        "group": row.group,
        "group_name": words.label("group", row.group),
    }


def _region(area: str, words: Words) -> dict:
    place = words.facts.areas[area]
    return {"region": place.region, "region_name": place.region_name(words.language)}


def _source(source: Source, words: Words) -> dict:
    return {
        "source_id": source.source_id,
        "publisher": words.publisher(source),
        "source_title": source.title,
        "url": source.link,
    }


def _source_row(source: Source, words: Words, claim_ids: list[str]) -> dict:
    more = {"published_on": source.published_on, "language": source.language, "copy_type": source.copy_type}
    return _source(source, words) | more | {"figures": len(claim_ids), "claim_ids": _ids(claim_ids)}


def _ids(claim_ids: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(claim_ids))


def _publishers(claim_ids: Iterable[str], words: Words, sources_by_claim: ClaimSources) -> str:
    return "; ".join(
        dict.fromkeys(words.publisher(sources_by_claim[name]) for name in claim_ids if name in sources_by_claim)
    )
