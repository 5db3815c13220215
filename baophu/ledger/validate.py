"""All rules of the ledger, checked together: pandera for single columns, ``rules`` for what spans rows and tables."""

import difflib
import re
from collections.abc import Container, Iterable
from datetime import date
from pathlib import Path

import pandas as pd

from baophu.ledger import rules
from baophu.ledger.raw import FILE, LINE, Problem, is_file_fault, read_table
from baophu.ledger.schemas import TABLES, Column, Table
from baophu.paths import DATA

_PATTERNS = {
    "slug": (r"[a-z0-9]+(-[a-z0-9]+|_[a-z0-9]+)*", "Use lower-case ASCII letters, digits and hyphens"),
    "number": (r"-?[0-9]+(\.[0-9]+)?", "Write digits with a dot for decimals, such as 1052062 or 92.5"),
    "integer": (r"-?[0-9]+", "Write digits alone, such as 1052062"),
    "year": (r"(19|20)[0-9]{2}", "Write a year of four digits, such as 2023"),
    "locator": (
        r"para:[1-9]\d*|table:.+|sheet:.+|title|unrecorded",
        "Write para:N, table:LABEL, sheet:LABEL, title or unrecorded",
    ),
}
_NOUNS = {
    "slug": "an identifier",
    "number": "a plain number",
    "integer": "a whole number",
    "locator": "a place",
}
_DATE_CURE = "Write the day as YYYY-MM-DD, such as 2023-11-30"


def check(data: Path = DATA) -> list[Problem]:
    """Every problem of every table, all at once, in the order of files and lines."""
    raw, problems, unread = {}, [], set()
    for table in TABLES:
        raw[table.name], found = read_table(table, data)
        problems += found
        unread |= {table.name} if any(map(is_file_fault, found)) else set()
    for table in TABLES:
        problems += column_problems(table, raw, unread)
        problems += rules.duplicate_keys(table, raw[table.name])
    problems += rules.across(raw)
    return sorted(dict.fromkeys(problems), key=lambda p: (p.file, p.line, p.column))


def column_problems(table: Table, raw: dict[str, pd.DataFrame], unread: Container[str] = ()) -> list[Problem]:
    """What the columns of one table break, each by itself.

    What refers to a table that is ``unread`` is not blamed for the absence of its rows.
    """
    # pandera takes half a second to import, which reports on a checked ledger need not pay.
    import pandera.pandas as pa

    frame = raw[table.name]
    allowed = {column.name: _allowed(column, raw, unread) for column in table.columns}
    columns = {c.name: pa.Column(str, _checks(c, allowed[c.name]), coerce=False) for c in table.columns}
    try:
        pa.DataFrameSchema(columns).validate(frame.drop(columns=[FILE, LINE]), lazy=True)
    except pa.errors.SchemaErrors as error:
        return list(_problems(error.failure_cases, frame, table, allowed))
    return []


def _allowed(column: Column, raw: dict[str, pd.DataFrame], unread: Container[str]) -> list[str] | None:
    if ("codes" if column.codes else column.refers.split(".")[0]) in unread:
        return None
    if column.codes:
        codes = raw["codes"]
        return list(codes.loc[codes["field"] == column.codes, "code"])
    if column.refers:
        table, name = column.refers.split(".")
        return list(raw[table][name])
    return None


def _checks(column: Column, allowed: list[str] | None) -> list:
    import pandera.pandas as pa

    def rule(test, words):
        # An optional column may be blank; a required one says so in a rule of its own.
        return pa.Check(lambda values: values.eq("") | test(values).astype(bool), error=words)

    found = []
    if column.required:
        found.append(pa.Check(lambda values: values.ne(""), error="missing"))
    if column.type in _PATTERNS:
        pattern = _PATTERNS[column.type][0]
        found.append(rule(lambda v: v.str.fullmatch(pattern), f"not {_NOUNS.get(column.type, 'a ' + column.type)}"))
    if column.type == "date":
        found.append(rule(lambda v: v.map(_is_day), "not a day of the calendar"))
    if allowed is not None:
        words = f"not a {column.codes} code" if column.codes else f"not in {column.refers}"
        found.append(rule(lambda v: v.isin(allowed), words))
    if column.low is not None:
        found.append(
            rule(
                lambda v: pd.to_numeric(v, errors="coerce").fillna(column.low).ge(column.low),
                f"below {column.low:g}",
            )
        )
    return found


def _is_day(text: str) -> bool:
    try:
        return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", text)) and bool(date.fromisoformat(text))
    except ValueError:
        return False


def _problems(cases: pd.DataFrame, frame: pd.DataFrame, table: Table, allowed: dict) -> Iterable[Problem]:
    by_name = {column.name: column for column in table.columns}
    for case in cases.to_dict("records"):
        row = frame.loc[int(case["index"])]
        column = by_name[case["column"]]
        value = row[column.name]
        cure = _cure(column, value, allowed[column.name])
        yield Problem(row[FILE], int(row[LINE]), column.name, value, case["check"], cure)


def _cure(column: Column, value: str, allowed: list[str] | None) -> str:
    if allowed is not None:
        near = difflib.get_close_matches(value, allowed, n=2)
        hint = f"Did you mean {' or '.join(near)}? " if near and value else ""
        where = f"data/codes.csv, field {column.codes}" if column.codes else f"data/{column.refers.split('.')[0]}.csv"
        return f"{hint}The allowed values stand in {where}"
    if column.type == "date":
        return _DATE_CURE
    if column.type in _PATTERNS:
        return _PATTERNS[column.type][1]
    return f"Fill in: {column.meaning}"
