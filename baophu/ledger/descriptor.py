"""``data/datapackage.json`` (Data Package v2), generated from the schemas."""

import json
from pathlib import Path

from baophu.ledger.schemas import TABLES, Column, Table
from baophu.paths import DATA

_TYPES = {
    "slug": "string",
    "locator": "string",
    "date": "date",
    "year": "year",
    "number": "number",
    "integer": "integer",
}


def descriptor(data: Path = DATA) -> dict:
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
    """Write the descriptor beside the data and return its path."""
    path = data / "datapackage.json"
    path.write_text(json.dumps(descriptor(data), ensure_ascii=False, indent=1) + "\n", "utf-8")
    return path


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
                "resource": c.refers.split(".")[0].replace("_", "-"),
                "fields": [c.refers.split(".")[1]],
            },
        }
        for c in table.columns
        if c.refers
    ]
    schema = {
        "fields": [_field(column) for column in table.columns],
        "primaryKey": list(table.key),
        "missingValues": [""],
    }
    return schema | ({"foreignKeys": keys} if keys else {})


def _field(column: Column) -> dict:
    constraints = {"required": True} if column.required else {}
    if column.low is not None:
        constraints["minimum"] = column.low
    field = {"name": column.name, "type": _TYPES.get(column.type, "string"), "description": column.meaning}
    if column.codes:
        field["description"] += f" (codes.csv, field {column.codes})"
    if column.unit:
        field["unit"] = column.unit
    return field | ({"constraints": constraints} if constraints else {})
