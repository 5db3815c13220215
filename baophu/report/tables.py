"""Facts as pandas tables: one row per fact, with the columns that ``columns`` describes."""

from collections.abc import Iterable, Iterator, Mapping

import pandas as pd

from baophu.analysis.audit import Finding
from baophu.analysis.changes import Change
from baophu.analysis.coverage import ANNOUNCED
from baophu.analysis.targets.pace import POPULATION
from baophu.facts.national import National
from baophu.facts.province import Claim, Facts, Point
from baophu.facts.records import Source
from baophu.report import columns
from baophu.report.change_words import cause_texts, reason_text, verdict_text
from baophu.report.columns import Column
from baophu.report.words import Words

# The source of each claim, by claim id.
ClaimSources = Mapping[str, Source]

_DTYPES = {"text": "str", "number": "float64", "count": "int64", "day": "datetime64[s]", "flag": "bool"}


def build_frame(rows: Iterable[Mapping], schema: tuple[Column, ...]) -> pd.DataFrame:
    """A table with exactly the columns of the schema, typed also where it is empty."""
    cells = list(rows)
    return pd.DataFrame({column.name: _series(column, [row.get(column.name) for row in cells]) for column in schema})


def _series(column: Column, cells: list) -> pd.Series:
    if column.type == "text":
        return pd.Series(["" if cell is None else cell for cell in cells], dtype="str")
    if column.type == "day":
        return pd.Series(pd.to_datetime(pd.Series(cells, dtype="object"))).astype("datetime64[s]")
    return pd.Series(cells, dtype=_DTYPES[column.type])


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
    return build_frame(
        (_change(change, words, sources_by_claim) for change, words in changes_with_words), columns.CHANGES
    )


def audit(findings: Iterable[Finding], words: Words, sources_by_claim: ClaimSources) -> pd.DataFrame:
    """Every check of the printed arithmetic."""
    return build_frame((_check(finding, words, sources_by_claim) for finding in findings), columns.AUDIT)


def targets(facts: Facts, words: Words, sources_by_claim: ClaimSources) -> pd.DataFrame:
    """Targets in percent of population, then plans in persons."""
    return build_frame([*_population_targets(facts, words), *_plans(facts, words, sources_by_claim)], columns.TARGETS)


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
        **{name: getattr(point, name) for name in names},
        "scale_name": words.scale(point.scale),
        "as_printed": claim.as_printed,
        "claim_ids": _ids((point.claim_id, *point.claim_ids)),
        **_source(words.facts.sources[claim.source_id], words),
    }


def _change(change: Change, words: Words, sources_by_claim: ClaimSources) -> dict:
    names = ("kind", "start", "start_precision", "end", "end_precision", "scale", "bound", "change_count",
             "change_points", "low_points", "high_points", "relative_pct", "level_before", "level_after",
             "count_before", "count_after", "verdict")  # fmt: skip
    national = change.national if change.group == "total" else None
    beyond = change.beyond_country
    return {
        **_where(change, words),
        **_region(change.area, words),
        "scale_name": words.scale(change.scale),
        **{name: getattr(change, name) for name in names},
        "national_low": national and national.low,
        "national_high": national and national.high,
        "beyond_low": beyond and beyond.low,
        "beyond_high": beyond and beyond.high,
        "verdict_name": verdict_text(change, words),
        "why": reason_text(change, words),
        "causes": "; ".join(cause_texts(change, words)),
        "claim_ids": _ids(change.claim_ids),
        "national_claim_ids": _ids(change.national_ids),
        "publishers": _publishers(change.claim_ids, words, sources_by_claim),
    }


def _check(finding: Finding, words: Words, sources_by_claim: ClaimSources) -> dict:
    names = ("check", "as_of", "as_of_precision", "quantity", "unit", "verdict", "printed", "implied", "implied_low",
             "implied_high")  # fmt: skip
    return {
        **_where(finding, words),
        **{name: getattr(finding, name) for name in names},
        "check_name": words.say(f"audit-{finding.check}"),
        "verdict_name": words.say(f"audit-{finding.verdict}"),
        "claim_ids": _ids(finding.claim_ids),
        "publishers": _publishers(finding.claim_ids, words, sources_by_claim),
    }


def _population_targets(facts: Facts, words: Words) -> Iterator[dict]:
    paces = {pace.target_id: pace for pace in facts.paces if pace.scale == POPULATION}
    for gap in facts.gaps:
        names = ("target_year", "level_pct", "level_as_of", "gap_points", "verdict", "instrument", "target_id")
        yield {
            "scheme": "bhyt",
            "measure": POPULATION,
            **{name: getattr(gap, name) for name in names},
            "target_value": gap.target_pct,
            "missing_count": gap.gap_count,
            **_pace(paces.get(gap.target_id)),
            "claim_ids": _ids(gap.claim_ids),
            "publishers": words.publisher(facts.sources[gap.source_id]),
        }


def _plans(facts: Facts, words: Words, sources_by_claim: ClaimSources) -> Iterator[dict]:
    for pace in facts.paces:
        if pace.scale != POPULATION:
            names = ("target_year", "scheme", "plan_owner", "target_value", "level_as_of", "missing_count", "target_id")
            yield {
                "measure": pace.scale,
                **{name: getattr(pace, name) for name in names},
                **_pace(pace),
                "claim_ids": _ids(pace.claim_ids),
                "publishers": _publishers(pace.claim_ids, words, sources_by_claim),
            }


def _pace(pace) -> dict:
    if pace is None:
        return {}
    return {"needed_per_week": pace.needed_per_week, "best_per_week": pace.best_per_week, "pace": pace.verdict}


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
    point = level.point
    return {
        "area": level.area.area,
        "area_name": words.area(level.area.area),
        **_region(level.area.area, words),
        "as_of": point.as_of,
        "as_of_precision": point.as_of_precision,
        "scale": point.scale,
        "scale_name": words.scale(point.scale),
        "coverage_pct": point.coverage_pct,
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
        "url": source.url,
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
