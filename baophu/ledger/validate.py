"""All rules of the ledger, checked together: pandera for single columns, ``rules`` for what spans rows and tables."""

import difflib
import re
from collections.abc import Container, Iterable
from datetime import date
from pathlib import Path

import pandas as pd

from baophu.common.messages import join_or, message
from baophu.common.paths import DATA
from baophu.ledger import rules
from baophu.ledger.raw import FILE, LINE, Problem, read_table
from baophu.ledger.schemas import TABLES, Column, Table

_PATTERNS = {
    "slug": r"[a-z0-9]+(-[a-z0-9]+|_[a-z0-9]+)*",
    "number": r"-?[0-9]+(\.[0-9]+)?",
    "integer": r"-?[0-9]+",
    "year": r"(19|20)[0-9]{2}",
    "locator": r"para:[1-9]\d*|page:[1-9]\d*|table:.+|sheet:.+|title|unrecorded",
}


def check(data: Path = DATA) -> list[Problem]:
    """Every problem of every table, all at once, in the order of files and lines."""
    raw, problems, unread = {}, [], set()
    for table in TABLES:
        raw[table.name], found = read_table(table, data)
        problems += found
        unread |= {table.name} if any(problem.hides_file for problem in found) else set()
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

    def rule(test, broken):
        # An optional column may be blank; a required one says so in a rule of its own.
        return pa.Check(lambda values: values.eq("") | test(values).astype(bool), error=broken)

    found = []
    if column.required:
        found.append(pa.Check(lambda values: values.ne(""), error="missing"))
    if column.type in _PATTERNS:
        pattern = _PATTERNS[column.type]
        found.append(rule(lambda v: v.str.fullmatch(pattern), "type"))
    if column.type == "date":
        found.append(rule(lambda v: v.map(_is_day), "type"))
    if allowed is not None:
        found.append(rule(lambda v: v.isin(allowed), "code" if column.codes else "place"))
    if column.low is not None:
        found.append(
            rule(
                lambda v: pd.to_numeric(v, errors="coerce").fillna(column.low).ge(column.low),
                "low",
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
        cure = _cure(table, column, value, allowed[column.name])
        yield Problem(row[FILE], int(row[LINE]), column.name, value, _rule(column, case["check"]), cure)


def _rule(column: Column, broken: str) -> str:
    """The rule that a check is of, in words, which are looked up for broken ones alone."""
    if broken == "missing":
        return message("rule-missing")
    if broken == "code":
        return message("rule-code", field=column.codes)
    if broken == "place":
        return message("rule-refers", place=column.refers)
    return message("rule-low", low=f"{column.low:g}") if broken == "low" else message(f"rule-type-{column.type}")


def _cure(table: Table, column: Column, value: str, allowed: list[str] | None) -> str:
    if allowed is not None:
        near = difflib.get_close_matches(value, allowed, n=2)
        where = f"data/{column.refers.split('.')[0]}.csv"
        where = message("where-codes", field=column.codes) if column.codes else where
        if near and value:
            return message("mend-near", names=join_or(near), where=where)
        return message("mend-allowed", where=where)
    if column.type == "date" or column.type in _PATTERNS:
        return message(f"mend-type-{column.type}")
    return message(f"fill-{table.name}-{column.name}".replace("_", "-"))
