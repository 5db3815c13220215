"""``data/datapackage.json`` (Data Package v2) and the tables of ``data/README.md``, generated from the schemas."""

import json
from pathlib import Path

from baophu.common.paths import DATA
from baophu.ledger.schemas import TABLES, Column, Table

_BEGIN, _END = "<!-- generated from the schemas: begin -->", "<!-- generated from the schemas: end -->"
_TYPES = {
    "slug": "string",
    "locator": "string",
    "date": "date",
    "year": "year",
    "number": "number",
    "integer": "integer",
}


def build_descriptor(data: Path = DATA) -> dict:
    """The data package of the ledger: every table, column, key and code."""
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "baophu-ledger",
        "title": "Published figures on social and health insurance in Vietnam's provinces",
        "description": "One row is one figure that somebody printed, with the place where it stands. "
        "No sentence of a source is kept.",
        "homepage": "README.md",
        "licenses": [
            {
                "name": "CC-BY-4.0",
                "title": "Creative Commons Attribution 4.0",
                "path": "https://creativecommons.org/licenses/by/4.0/",
            }
        ],
        "sources": [{"title": "sources.csv lists the source of every figure", "path": "sources.csv"}],
        "resources": [_resource(table, data) for table in TABLES],
    }


def write_descriptor(data: Path = DATA) -> Path:
    """Write the descriptor and the tables of the README into the data folder; return the descriptor's path."""
    path, readme = data / "datapackage.json", data / "README.md"
    path.write_text(json.dumps(build_descriptor(data), ensure_ascii=False, indent=1) + "\n", "utf-8")
    readme.write_text(insert_tables(readme.read_text("utf-8"), data), "utf-8")
    return path


def insert_tables(page: str, data: Path = DATA) -> str:
    """A page with the text between its two markers replaced by tables generated from the schemas."""
    before, _, rest = page.partition(_BEGIN)
    _, _, after = rest.partition(_END)
    parts = [_overview(data), *(_columns(table) for table in TABLES)]
    return before + _BEGIN + "\n\n" + "\n\n".join(parts) + "\n\n" + _END + after


def _overview(data: Path) -> str:
    rows = ["| table | one row is | key | rows |", "| --- | --- | --- | ---: |"]
    for table in TABLES:
        # Published files only: local tables differ between machines.
        count = sum(len(path.read_text("utf-8").splitlines()) - 1 for path in data.glob(table.path))
        rows.append(f"| `{table.path}` | {table.title} | `{', '.join(table.key)}` | {count:,} |")
    return "\n".join(rows)


def _columns(table: Table) -> str:
    rows = [f"### `{table.path}`", "", "| column | type | meaning |", "| --- | --- | --- |"]
    for column in table.columns:
        kind = _TYPES.get(column.type, "string") + ("" if column.is_required else ", may be blank")
        rows.append(f"| `{column.name}` | {kind} | {_meaning(column)} |")
    return "\n".join(rows)


def _meaning(column: Column) -> str:
    words = column.meaning + (f", in {column.unit}" if column.unit else "")
    if column.code_field:
        return f"{words} (`codes.csv`, field `{column.code_field}`)"
    return f"{words} (`{column.reference.split('.')[0]}.csv`)" if column.reference else words


def _resource(table: Table, data: Path) -> dict:
    files = [path.relative_to(data).as_posix() for path in sorted(data.glob(table.path))]
    return {
        "name": table.name.replace("_", "-"),
        "title": table.title,
        "path": files if len(files) > 1 or "*" in table.path else files[0] if files else table.path,
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": _schema(table),
    }


def _schema(table: Table) -> dict:
    keys = [
        {
            "fields": [c.name],
            "reference": {
                "resource": c.reference.split(".")[0].replace("_", "-"),
                "fields": [c.reference.split(".")[1]],
            },
        }
        for c in table.columns
        if c.reference
    ]
    schema = {
        "fields": [_field(column) for column in table.columns],
        "primaryKey": list(table.key),
        "missingValues": [""],
    }
    return schema | ({"foreignKeys": keys} if keys else {})


def _field(column: Column) -> dict:
    constraints: dict[str, bool | float] = {"required": True} if column.is_required else {}
    if column.minimum is not None:
        constraints["minimum"] = column.minimum
    field = {"name": column.name, "type": _TYPES.get(column.type, "string"), "description": column.meaning}
    if column.code_field:
        field["description"] += f" (codes.csv, field {column.code_field})"
    if column.unit:
        field["unit"] = column.unit
    return field | ({"constraints": constraints} if constraints else {})
