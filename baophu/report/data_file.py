"""The data of a report as one tidy table with its Data Package descriptor, as texts to embed.

One row is one figure: a ``printed`` one, a ``point`` of a chart computed from printed figures, an ``estimate`` or a
``target``. Codes, dates and numbers are written as in the ledger (ISO dates, decimal point) in both languages, so that
the files of several reports can be concatenated.

The table begins with a byte order mark: without one Excel reads UTF-8 in a legacy code page and garbles Vietnamese
names. Other readers of UTF-8 skip it.
"""

import csv
import hashlib
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from baophu.analysis.estimate import Estimate
from baophu.facts.province import Claim, Facts, Point
from baophu.ledger.schemas import CLAIMS, DECISIONS, SOURCES

BOM = "\ufeff"
PERCENT = "percent_of_population"

_LEDGER_COLUMNS = {column.name: column for table in (CLAIMS, SOURCES, DECISIONS) for column in table.columns}
# Columns that are not in the ledger: type, description.
_ADDED_COLUMNS = {
    "row_id": ("string", "Identifier of the row: the claim of a printed figure, or what it was reckoned from"),
    "record": ("string", "printed; point (level reckoned from prints); estimate (never published); target"),
    "area_name": ("string", "Vietnamese name of the area"),
    "scale": ("string", "announced: on the publisher's population; gso: on the statistics office's population"),
    "basis": ("string", "Of an estimate: anchored (own figure within three years); regional (a guess, never drawn)"),
    "low_80": ("number", "Lower end of the 80 % interval of an estimate"),
    "high_80": ("number", "Upper end of the 80 % interval of an estimate"),
    "insured_count": ("number", "Insured persons behind a point"),
    "population_count": ("number", "Population that a point is reckoned on"),
    "uninsured_count": ("number", "Uninsured persons that follow from both"),
    "from_claims": ("string", "Claims of the ledger that the row is reckoned from, separated by spaces"),
    "source_title": ("string", "Title of the source"),
    "is_local": ("boolean", "Whether the figure is the office's own, published nowhere"),
}
COLUMNS = (
    "row_id", "record", "area", "area_name", "scheme", "group", "kind", "value", "unit", "basis", "low_80", "high_80",
    "as_of", "as_of_precision", "base_as_of", "bound", "scale", "insured_count", "population_count",
    "uninsured_count", "plan_owner", "obs_status", "as_printed", "locator", "from_claims", "source_id",
    "publisher_vi", "publisher_en", "source_title", "published_on", "url", "copy_type", "action",
    "reason_vi", "reason_en", "is_local",
)  # fmt: skip


@dataclass(frozen=True)
class DataFile:
    """The table and its descriptor as texts; ``rows`` is the number of rows without the header."""

    name: str
    csv: str
    descriptor: str
    rows: int


def data_file(facts: Facts, title: str) -> DataFile:
    """All figures of a report as one table.

    Parameters
    ----------
    facts : Facts
        Facts of the province.
    title : str
        Title of the report, for the descriptor.

    Returns
    -------
    DataFile
        The CSV text and its descriptor.
    """
    name = "".join(("baophu-", facts.area.area, ".csv"))
    rows = list(_rows(facts))
    table = BOM + _csv(rows)
    descriptor = json.dumps(_descriptor(facts, title, name, table), ensure_ascii=False, indent=0)
    return DataFile(name, table, descriptor, len(rows))


def _csv(rows: list[dict]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\r\n", restval="")
    writer.writeheader()
    writer.writerows({name: _cell(value) for name, value in row.items()} for row in rows)
    return text.getvalue()


def _cell(value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return f"{value:.6f}".rstrip("0").rstrip(".")
    return value.isoformat() if isinstance(value, date) else str(value)


def _rows(facts: Facts) -> Iterator[dict]:
    for claim in (*facts.claims, *national_claims(facts)):
        yield _claim_row(claim, facts)
    for point in facts.points:
        yield _point_row(point, facts.area.area, facts)
    for point in national_points(facts):
        yield _point_row(point, _country(facts), facts)
    for estimate in _estimates(facts):
        yield _estimate_row(estimate, facts)
    for gap in facts.gaps:
        yield _target_row(gap, facts)


def national_claims(facts: Facts) -> list[Claim]:
    """Figures of the country that the report shows, or that its estimates stand on."""
    needed = {claim.claim_id for claim in facts.national_claims_shown}
    needed |= {claim_id for estimate in _estimates(facts) for claim_id in estimate.national_ids}
    return [claim for claim in facts.national_claims if claim.claim_id in needed]


def _estimates(facts: Facts) -> list[Estimate]:
    return [estimate for estimate in facts.estimates if estimate.low80 is not None]


def national_points(facts: Facts) -> list[Point]:
    """The country's levels whose printed figure has a row."""
    cited_ids = {claim.claim_id for claim in national_claims(facts)}
    return [point for point in facts.national if point.claim_id in cited_ids]


def _country(facts: Facts) -> str:
    return next(area.area for area in facts.areas.values() if area.kind == "country")


def _claim_row(claim: Claim, facts: Facts) -> dict:
    names = ("area", "scheme", "group", "kind", "value", "unit", "as_of", "as_of_precision", "base_as_of", "bound",
             "plan_owner", "obs_status", "as_printed", "locator", "reason_vi", "reason_en", "is_local")  # fmt: skip
    row = {name: getattr(claim, name) for name in names}
    identity = {"row_id": claim.claim_id, "record": "printed", "action": claim.decision}
    return identity | row | _area(claim.area, facts) | _source(claim.source_id, facts)


def _point_row(point: Point, area: str, facts: Facts) -> dict:
    names = ("as_of", "as_of_precision", "bound", "scale", "insured_count", "population_count", "uninsured_count",
             "obs_status")  # fmt: skip
    identity = {"row_id": _row_id("point", point.scale, point.claim_id), "record": "point", "value": point.coverage_pct}
    row = {name: getattr(point, name) for name in names}
    from_claims = {"from_claims": " ".join(dict.fromkeys((point.claim_id, *point.claim_ids)))}
    return identity | _coverage("rate") | row | from_claims | _area(area, facts)


def _estimate_row(estimate: Estimate, facts: Facts) -> dict:
    day = estimate.as_of.date()
    return {
        "row_id": _row_id("estimate", estimate.scale, str(day.year)),
        "record": "estimate",
        "value": estimate.pct,
        "basis": estimate.basis,
        "low_80": estimate.low80,
        "high_80": estimate.high80,
        "as_of": day,
        "as_of_precision": "day",
        "scale": estimate.scale,
        "from_claims": " ".join((*estimate.claim_ids, *estimate.national_ids)),
        **_coverage("rate"),
        **_area(facts.area.area, facts),
    }


def _target_row(gap, facts: Facts) -> dict:
    return {
        "row_id": _row_id("target", gap.target_id),
        "record": "target",
        "value": gap.target_pct,
        "as_of": date(gap.target_year, 12, 31),
        "as_of_precision": "year",
        "bound": gap.bound,
        **_coverage("target_rate"),
        **_area(facts.area.area, facts),
        **_source(gap.source_id, facts),
    }


def _row_id(*parts: str) -> str:
    return "-".join(parts)


def _coverage(kind: str) -> dict:
    return {"scheme": "bhyt", "group": "total", "kind": kind, "unit": PERCENT}


def _area(area: str, facts: Facts) -> dict:
    return {"area": area, "area_name": facts.areas[area].name_vi}


def _source(source_id: str, facts: Facts) -> dict:
    source = facts.sources[source_id]
    names = ("publisher_vi", "publisher_en", "published_on", "url", "copy_type")
    return {"source_id": source_id, "source_title": source.title, **{name: getattr(source, name) for name in names}}


def _descriptor(facts: Facts, title: str, name: str, table: str) -> dict:
    data = table.encode("utf-8")
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": name.removesuffix(".csv"),
        "title": title,
        "description": _description(facts),
        "version": facts.data_version,
        **({} if facts.local_count else {"licenses": [_LICENCE]}),
        "sources": [{"title": "The columns publisher, source_title and url name the source of every printed figure"}],
        "resources": [
            {
                "name": name.removesuffix(".csv"),
                "path": name,
                "type": "table",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "bytes": len(data),
                "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
                "schema": {
                    "fields": [_field(column) for column in COLUMNS],
                    "primaryKey": ["row_id"],
                    "missingValues": [""],
                },
            }
        ],
    }


_LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}


def _description(facts: Facts) -> str:
    text = "Published figures, the levels reckoned from them, estimates and targets; one row is one figure."
    local_note = " Rows with is_local are an office's own, published nowhere, and under no licence."
    return text + (local_note if facts.local_count else "")


def _field(name: str) -> dict:
    if name in _ADDED_COLUMNS:
        kind, meaning = _ADDED_COLUMNS[name]
        return {"name": name, "type": kind, "description": meaning}
    column = _LEDGER_COLUMNS[name]
    kind = column.type if column.type in ("number", "date") else "string"
    return {"name": name, "type": kind, "description": column.meaning}
