"""The golden facts: every number that reports say of every province, as one file each, to be read in review.

``make golden`` writes them anew. What many provinces share (the country's points, claims, sources, labels) is written
once, in ``shared.json``, and named by its id elsewhere.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

from baophu.facts.lapse_drops import ALL_SCHEMES, Period, build_lapse_drops
from baophu.facts.ledger_audit import build_ledger_audit
from baophu.facts.national import build_national, facts_of_provinces
from baophu.facts.plain import plain
from baophu.facts.province import FIRST_YEAR, LAST_YEAR

FOLDER = Path(__file__).parent / "golden" / "facts"
OF_ALL = ("national", "national_year_ends", "national_like_pairs", "pushes", "events", "labels")


@dataclass
class SharedRecords:
    """What is written once; a second record under the same name must be the same."""

    records: dict[str, dict] = field(default_factory=dict)

    def names(self, kind: str, items: Mapping) -> list[str]:
        """Keep records under their names, and give the names."""
        kept = self.records.setdefault(kind, {})
        for name, item in items.items():
            said = plain(item)
            assert kept.setdefault(name, said) == said, f"{kind} {name} differs between two pages"
        return list(items)


def golden(ledger) -> dict[str, dict]:
    """The content of every golden file, by its name."""
    shared, files = SharedRecords(), {}
    known = facts_of_provinces(ledger)
    for slug, facts in known.items():
        files[slug] = _page(facts, shared, apart=OF_ALL) | {"brief": _brief(facts.brief)}
    national = build_national(ledger, known)
    files["viet-nam"] = _page(national, shared, apart=("provinces",)) | {"provinces": _provinces(national)}
    period = Period(FIRST_YEAR, LAST_YEAR)
    lapses = build_lapse_drops(ledger, national, known, ALL_SCHEMES, period)
    files["lapse-drops"] = _page(lapses, shared, apart=("national", "facts_of"))
    files["ledger-audit"] = _page(build_ledger_audit(ledger), shared, apart=())
    first = next(iter(known.values()))
    of_all = {name: plain(getattr(first, name)) for name in OF_ALL}
    assert all(getattr(facts, name) == getattr(first, name) for facts in known.values() for name in OF_ALL)
    files["shared"] = of_all | shared.records
    return files


def _page(page, shared: SharedRecords, apart: tuple[str, ...]) -> dict:
    said = {}
    for column in fields(page):
        value = getattr(page, column.name)
        if column.name in apart or column.name == "labels":
            continue
        if column.name in ("claims", "national_claims", "decided_claims"):
            value = shared.names("claims", {claim.claim_id: claim for claim in value})
        elif column.name in ("sources", "areas"):
            value = shared.names(column.name, value)
        elif column.name in ("area", "quiet", "too_few", "unknown"):
            value = [area.area for area in value] if isinstance(value, tuple) else value.area
        said[column.name] = plain(value)
    return said


def _brief(brief) -> list:
    """Page one, a line a field; what stands in the file already is named by its figures."""
    said = {column.name: getattr(brief, column.name) for column in fields(brief)}
    said["falls"] = [fall.claim_ids for fall in brief.falls]
    said["missing"] = [(figure.kind, figure.area, figure.scheme, figure.as_of) for figure in brief.missing]
    said["rival_targets"] = [gap.target_id for gap in brief.rival_targets]
    for name in ("gap", "rise", "level", "other_level", "band", "country", "contradiction", "newest_social"):
        item = said[name]
        said[name] = item and (getattr(item, "target_id", "") or getattr(item, "claim_id", "") or item.claim_ids)
    said["open_targets"] = [gap.target_id for gap in brief.open_targets]
    said["policies"] = [event.event_id for event in brief.policies]
    said["plans"] = [(plan.bound, plan.pace.missing_count, plan.pace.claim_ids) for plan in brief.plans]
    return [{name: plain(value)} for name, value in said.items()]


def _provinces(national) -> list:
    """The rows of the overview; their changes stand in the provinces' own files."""
    rows = []
    for row in national.provinces:
        own = {column.name: getattr(row, column.name) for column in fields(row) if column.name != "changes"}
        rows.append(plain(own | {"area": row.area.area, "change_count": len(row.changes)}))
    return rows


def text_of(said: dict) -> str:
    """JSON with one record a line, so that a change in review is the record that changed."""
    return "{\n" + ",\n".join(f"{_one(name)}: {_block(said[name])}" for name in sorted(said)) + "\n}\n"


def _block(value) -> str:
    if isinstance(value, list) and value:
        return "[\n" + ",\n".join(f" {_one(item)}" for item in value) + "\n]"
    if isinstance(value, dict) and value:
        return "{\n" + ",\n".join(f" {_one(name)}: {_one(value[name])}" for name in sorted(value)) + "\n}"
    return _one(value)


def _one(value) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, allow_nan=False)


def write(ledger, folder: Path = FOLDER) -> None:
    """Write every golden file; those of pages that are no more go."""
    folder.mkdir(parents=True, exist_ok=True)
    files = golden(ledger)
    for path in folder.glob("*.json"):
        if path.stem not in files:
            path.unlink()
    for name, said in files.items():
        (folder / f"{name}.json").write_text(text_of(said), "utf-8")
