"""Validation of the ledger: pandera checks single columns, ``rules`` checks across rows and tables."""

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


def find_problems(data: Path = DATA) -> list[Problem]:
    """Every problem of every table, in the order of files and lines."""
    raw, problems, unreadable = {}, [], set()
    for table in TABLES:
        raw[table.name], table_problems = read_table(table, data)
        problems += table_problems
        unreadable |= {table.name} if any(problem.is_file_unreadable for problem in table_problems) else set()
    for table in TABLES:
        problems += column_problems(table, raw, unreadable)
        problems += rules.find_duplicate_keys(table, raw[table.name])
    problems += rules.find_cross_problems(raw)
    return sorted(dict.fromkeys(problems), key=lambda p: (p.file, p.line, p.column))


def column_problems(table: Table, raw: dict[str, pd.DataFrame], unreadable: Container[str] = ()) -> list[Problem]:
    """Problems of the single columns of one table.

    References to an ``unreadable`` table are not checked, because its rows are missing.
    """
    # pandera takes half a second to import, which reports on validated data do not need.
    import pandera.pandas as pa

    frame = raw[table.name]
    allowed = {column.name: _allowed(column, raw, unreadable) for column in table.columns}
    columns = {c.name: pa.Column(str, _checks(c, allowed[c.name]), coerce=False) for c in table.columns}
    try:
        pa.DataFrameSchema(columns).validate(frame.drop(columns=[FILE, LINE]), lazy=True)
    except pa.errors.SchemaErrors as error:
        return list(_problems(error.failure_cases, frame, table, allowed))
    return []


def _allowed(column: Column, raw: dict[str, pd.DataFrame], unreadable: Container[str]) -> list[str] | None:
    if ("codes" if column.code_field else column.reference.split(".")[0]) in unreadable:
        return None
    if column.code_field:
        codes = raw["codes"]
        return list(codes.loc[codes["field"] == column.code_field, "code"])
    if column.reference:
        table, name = column.reference.split(".")
        return list(raw[table][name])
    return None


def _checks(column: Column, allowed: list[str] | None) -> list:
    import pandera.pandas as pa

    def rule(test, broken):
        # Blank cells pass: the check "missing" reports them in required columns.
        return pa.Check(lambda values: values.eq("") | test(values).astype(bool), error=broken)

    checks = []
    if column.is_required:
        checks.append(pa.Check(lambda values: values.ne(""), error="missing"))
    if column.type in _PATTERNS:
        pattern = _PATTERNS[column.type]
        checks.append(rule(lambda v: v.str.fullmatch(pattern), "type"))
    if column.type == "date":
        checks.append(rule(lambda v: v.map(_is_day), "type"))
    if allowed is not None:
        checks.append(rule(lambda v: v.isin(allowed), "code" if column.code_field else "place"))
    if column.minimum is not None:
        checks.append(
            rule(
                lambda v: pd.to_numeric(v, errors="coerce").fillna(column.minimum).ge(column.minimum),
                "low",
            )
        )
    return checks


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


def _rule(column: Column, check: str) -> str:
    """The words for the rule of a failed check."""
    if check == "missing":
        return message("rule-missing")
    if check == "code":
        return message("rule-code", field=column.code_field)
    if check == "place":
        return message("rule-refers", place=column.reference)
    return message("rule-low", low=f"{column.minimum:g}") if check == "low" else message(f"rule-type-{column.type}")


def _cure(table: Table, column: Column, value: str, allowed: list[str] | None) -> str:
    if allowed is not None:
        nearest = difflib.get_close_matches(value, allowed, n=2)
        place = f"data/{column.reference.split('.')[0]}.csv"
        place = message("where-codes", field=column.code_field) if column.code_field else place
        if nearest and value:
            return message("mend-near", names=join_or(nearest), where=place)
        return message("mend-allowed", where=place)
    if column.type == "date" or column.type in _PATTERNS:
        return message(f"mend-type-{column.type}")
    return message(f"fill-{table.name}-{column.name}".replace("_", "-"))
