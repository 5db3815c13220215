"""The role of each column: from its header, else from its cells, else by a question."""

from dataclasses import replace
from itertools import islice

from baophu.common.messages import join_and, message
from baophu.importer import periods
from baophu.importer.areas import EXCLUDE_MARK
from baophu.importer.cells import DAY, NUMBER, TEXT, Cell, column_letters
from baophu.importer.errors import Findings
from baophu.importer.layout import Column, Table, is_figure
from baophu.importer.options import Options
from baophu.importer.provinces import Provinces
from baophu.importer.words import Words, role_word, split_words

_MAX_SAMPLED_ROWS = 3000  # enough to tell the content of a column
_KEY_ROLES = ("province", "area", "date", "month", "quarter", "year", "scheme", "group", "kind", "unit")
_IGNORED_ROLES = ("index", "note")


def settle_roles(table: Table, words: Words, provinces: Provinces, options: Options, findings: Findings) -> Table:
    """The table with its key and figure columns only; questions for unclear columns go into the findings."""
    skipped = {c.index for c in table.columns if any(is_column_name(c, table, name) for name in options.skip)}
    for name in options.skip:
        if not any(is_column_name(column, table, name) for column in table.columns):
            titles = ", ".join(f"{table.sheet.column_name(c.index)} {c.title!r}" for c in table.columns)
            question = message("ask-skip-unknown", name=repr(name))
            findings.ask(table.sheet.name, question, message("answer-columns", columns=titles))
    columns = [column for column in table.columns if column.index not in skipped]
    settled: list[Column] = []
    for column in columns:
        settled_column = _settle_role(column, columns, settled, table, words, provinces, findings)
        if settled_column:
            settled.append(settled_column)
    if not table.sheet.has_letter_columns:
        _refuse_split_numbers([c for c in columns if c.index not in {s.index for s in settled}], table, findings)
    settled = _settle_province_column(settled, table, words, provinces)
    if not provinces.only_province and not any(column.role == "province" for column in settled):
        findings.ask(table.sheet.name, message("ask-whose"), message("answer-whose"), message("answer-province-column"))
    _check_roles(settled, table, findings)
    return replace(table, columns=tuple(settled))


def _refuse_split_numbers(columns: list[Column], table: Table, findings: Findings) -> None:
    """Refuse digits where words are expected: a comma that no quotation marks protect has split a number."""
    for column in (column for column in columns if column.role != "index"):
        for row in range(table.data_start, len(table.sheet.rows)):
            text = table.sheet.cell_at(row, column.index).text
            if text.isdecimal() and table.sheet.cell_at(row, column.index - 1).text[-1:].isdecimal():
                place = table.sheet.cell_reference(row, column.index)
                cure = message("cure-split-number", column=table.sheet.column_name(column.index))
                findings.fault(place, text, message("wrong-split-number"), cure)
                break


def is_column_name(column: Column, table: Table, name: str) -> bool:
    """Whether a name means a column: its letter, number or header."""
    # Letters work for text files too, because Excel shows them.
    names = (table.sheet.column_name(column.index), column_letters(column.index), column.title)
    return name.casefold() in {other.casefold() for other in names}


def _settle_role(
    column: Column,
    columns: list[Column],
    settled: list[Column],
    table: Table,
    words: Words,
    provinces: Provinces,
    findings: Findings,
) -> Column | None:
    """The column with its role; None if it has nothing to import."""
    if column.role in _IGNORED_ROLES:
        return None
    if column.role == "area_or_unit":
        has_area = any(other.role == "area" for other in columns)
        units = all(words.find_code("unit", cell.text) for cell in _cells(column, table) if cell.kind == TEXT)
        return _with_role(column, "unit" if has_area or units else "area")
    if column.role in _KEY_ROLES or column.holds_figures:
        return column
    role = _infer_role(column, columns, settled, table, words, provinces)
    if role == "ask":
        _ask_role(column, table, findings)
        return None
    if not role and column.title:
        name = table.sheet.column_name(column.index)
        findings.note(message("note-column-left", column=name, title=repr(column.title)))
    return _with_role(column, role) if role else None


def _with_role(column: Column, role: str) -> Column:
    return replace(column, meanings={"role": role}, times=(), is_understood=True)


def _cells(column: Column, table: Table) -> list[Cell]:
    """Distinct nonblank cells below the header."""
    rows = range(table.data_start, min(table.data_start + _MAX_SAMPLED_ROWS, len(table.sheet.rows)))
    cells = dict.fromkeys(table.sheet.covering_cell(row, column.index) for row in rows)
    return [cell for cell in cells if cell.text]


def _infer_role(column, columns, settled, table: Table, words: Words, provinces: Provinces) -> str:
    """The role of a key column from its cells; blank for notes, ``ask`` for figures without a known header."""
    cells = _cells(column, table)
    if not cells or (not column.title and _is_row_numbering(cells)):
        return ""
    taken = {other.role for other in [*columns, *settled]}
    labels = [cell for cell in cells if not words.is_total(cell.text)]
    texts = [cell.text for cell in labels if cell.kind == TEXT]
    if texts and len(texts) == len(labels):
        for role in ("scheme", "kind", "group"):
            if role not in taken and all(words.find_code(role, text) for text in texts):
                return role
    if labels and "date" not in taken and all(_is_time(cell) for cell in labels):
        return "date"
    if any(map(is_figure, cells)) or any(cell.kind == NUMBER for cell in cells):
        return "ask"
    has_area = any(map(provinces.is_known_area, islice(texts, 200)))
    is_first_key = not any(other.role in _KEY_ROLES or other.holds_figures for other in settled)
    if (
        "area" not in taken
        and (has_area or is_first_key)
        and any(map(words.is_total, (c.text for c in cells))) | bool(texts)
    ):
        for role in ("scheme", "group"):
            if role not in taken and 2 * sum(bool(words.find_code(role, text)) for text in texts) > len(texts):
                return role
        return "area"
    return ""


def _settle_province_column(columns: list[Column], table: Table, words: Words, provinces: Provinces) -> list[Column]:
    """Decide which column, if any, names the province of each row.

    A column with a header for provinces is one of areas if most of its names are not provinces. If no province is
    given, a column of areas that are mostly provinces becomes the province column.
    """
    has_province = any(column.role == "province" for column in columns)
    role = "province" if has_province or provinces.only_province else "area"
    return [
        _with_role(column, "province" if _names_provinces(column, table, words, provinces) else "area")
        if column.role == role
        else column
        for column in columns
    ]


def _names_provinces(column: Column, table: Table, words: Words, provinces: Provinces) -> bool:
    texts = list(dict.fromkeys(cell.text for cell in _cells(column, table) if not words.is_total(cell.text)))[:200]
    texts = [text for text in texts if provinces.resolve_name(text) != EXCLUDE_MARK]
    # Numbers are province codes only under such a header: urban districts have numbers too.
    has_codes = column.role == "province"
    is_province = (bool(provinces.find_slug(text)) and (has_codes or not text.strip().isdecimal()) for text in texts)
    return 2 * sum(is_province) > len(texts)


def _is_time(cell: Cell) -> bool:
    return cell.kind == DAY or bool(periods.date_readings(cell.text)) or periods.has_short_year(cell.text)


def _is_row_numbering(cells: list[Cell]) -> bool:
    """Whether the cells are row numbers."""
    numbers = [cell.text for cell in cells if cell.text.isdecimal()]
    return bool(numbers) and numbers == [str(n) for n in range(1, len(numbers) + 1)]


def _ask_role(column: Column, table: Table, findings: Findings) -> None:
    name = table.sheet.column_name(column.index)
    place = table.sheet.cell_reference(max(table.data_start - 1, 0), column.index)
    has_title = bool(split_words(column.title))
    findings.ask(
        place,
        message("ask-header", title=repr(column.title)) if has_title else message("ask-without-header"),
        message("answer-skip-column", column=name),
        message("answer-name-column"),
    )


def _check_roles(columns: list[Column], table: Table, findings: Findings) -> None:
    for role in _KEY_ROLES:
        same = [column for column in columns if column.role == role]
        if len(same) > 1 and any(same[0].index < c.index < same[1].index for c in columns if c.holds_figures):
            place = table.sheet.cell_reference(table.header_start, same[1].index)
            findings.fault(place, same[1].title, message("wrong-second-table"), message("cure-second-table"))
        elif len(same) > 1:
            names = join_and(table.sheet.column_name(column.index) for column in same)
            places = table.sheet.cell_reference(table.header_start, same[1].index)
            findings.ask(places, message("ask-two-columns", columns=names, role=role_word(role)),
                         *(f"--skip {table.sheet.column_name(column.index)}" for column in same))  # fmt: skip
    if not any(column.holds_figures for column in columns) and not findings.questions:
        findings.fault(
            table.sheet.cell_reference(table.header_start, 0),
            "",
            message("wrong-no-figures"),
            message("cure-name-figures"),
        )
