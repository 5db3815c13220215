"""Rows with figures, and what applies to all figures of a row: area, time, scheme, group, kind, unit."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from baophu.common.messages import join_or, message
from baophu.importer import areas as area_names
from baophu.importer import periods
from baophu.importer.cells import BLANK_KIND, DAY, NUMBER, TEXT, Cell
from baophu.importer.errors import Findings
from baophu.importer.layout import EXAMPLE_NOTE, Column, Table, is_figure
from baophu.importer.options import Options
from baophu.importer.periods import DatePart
from baophu.importer.provinces import Provinces
from baophu.importer.times import TimeReader
from baophu.importer.unknowns import UnknownNames
from baophu.importer.words import Words, split_words
from baophu.ledger.names import fold, suggest_provinces

_NUMBERING = re.compile(r"\(?(\d{1,2}|[A-Ea-e])\)?(\s*[=:].*)?")
_NAME = re.compile(r"(?=.*[^\W\d_])\w[\w .,'’()/-]*")


class RowKeys(NamedTuple):
    """What applies to all figures of a row; blank if the row does not give it.

    An unknown name starts with a question mark, and ``part`` is None if the time is a fault, so that the row's cells
    are still checked and all faults are reported at once.
    """

    area: str = ""
    scheme: str = ""
    group: str = ""
    kind: str = ""
    unit: str = ""
    scale: int = 1
    part: DatePart | None = DatePart()
    province: str = ""


class Entry(NamedTuple):
    """One cell that contains, or should contain, a figure."""

    row: int
    column: Column
    cell: Cell
    keys: RowKeys


@dataclass
class TableRows:
    """Entries of a table, its total rows, and skipped rows with reasons."""

    entries: list[Entry] = field(default_factory=list)
    total_rows: list[int] = field(default_factory=list)
    provinces_with_totals: set[str] = field(default_factory=set)
    skipped_rows: list[tuple[int, str]] = field(default_factory=list)
    blank_figure_count: int = 0


class RowReader:
    """Reads the rows of one table."""

    def __init__(self, table: Table, words: Words, provinces: Provinces, options: Options, findings: Findings):
        self.table, self.sheet, self.words, self.provinces = table, table.sheet, words, provinces
        self.options, self.findings = options, findings
        self.roles = {column.role: column for column in table.columns if not column.holds_figures}
        self.figures = [column for column in table.columns if column.holds_figures]
        self.times = TimeReader(table, options.date_order, findings)
        self.unknowns = UnknownNames(table, self.roles)
        # Those of the row's province.
        self.areas = provinces.areas(provinces.only_province) if provinces.only_province else None
        self._exclusion_reasons: dict[str, str] = {}  # by the name of the row's province
        self._match_cache: dict[tuple[str, str], area_names.Match] = {}
        self._code_cache: dict[tuple[str, str], str] = {}

    def read(self) -> TableRows:
        """Every row below the header."""
        rows = TableRows()
        for row in range(self.table.data_start, len(self.sheet.rows)):
            self._read_row(row, rows)
        outside_areas = {f"?{label}" for label in self.unknowns.outside_areas}
        keys = (entry.keys for entry in rows.entries)
        provinces_with_parts = {
            key.province for key in keys if key.area != key.province and key.area not in outside_areas
        }
        self.unknowns.ask(provinces_with_parts | rows.provinces_with_totals, self.words, self.findings)
        return rows

    # ── Rows to read ──────────────────────────────────────────────────────────────────────────────────────────

    def _read_row(self, row: int, rows: TableRows) -> None:
        cells = [cell for cell in self.sheet.rows[row] if cell.kind != BLANK_KIND]
        if not cells:
            return
        reason = self._non_data_reason(row, cells)
        values = [] if reason else list(self._values(row))
        label = self._label(row)
        if not reason and not values:
            reason = message("skip-no-figures", text=_shorten(label or cells[0].text))
        if not reason and self._is_total_of_rows(row):
            reason = message("skip-total-over")
        if not reason and self._is_remark(row, label, values):
            reason = message("skip-words", text=_shorten(label or cells[0].text))
        if not reason and "province" in self.roles:
            reason = self._set_province(row)
        if reason:
            rows.skipped_rows.append((row, reason))
            return
        keys = self._keys(row, label, rows)
        if keys:
            rows.entries += [Entry(row, column, cell, keys) for column, cell in values]
            rows.blank_figure_count += len(self.figures) - len(values)

    def _non_data_reason(self, row: int, cells: list[Cell]) -> str:
        if any(cell.text.startswith(EXAMPLE_NOTE) for cell in cells):
            return message("skip-example")
        if row < self.table.data_start + 2 and _is_column_numbering(cells):
            return message("skip-column-numbers")
        if any(self._is_repeated_header(row, above) for above in range(self.table.header_start, self.table.data_start)):
            return message("skip-header-again")
        return ""

    def _is_repeated_header(self, row: int, above: int) -> bool:
        return self.sheet.rows[row] == self.sheet.rows[above]

    def _values(self, row: int) -> Iterator[tuple[Column, Cell]]:
        for column in self.figures:
            cell = self.sheet.cell_at(row, column.index)
            if cell.kind != BLANK_KIND and not self.words.is_missing(cell.text):
                yield column, cell

    def _label(self, row: int) -> str:
        """The row's label: its area or province, else text in the columns before the first figure."""
        # With a separate column of districts, a blank cell in it does not mean the whole province.
        role = "area" if "area" in self.roles else "province"
        text = self.sheet.covering_cell(row, self.roles[role].index).text if role in self.roles else ""
        if text or {"area", "province"} <= set(self.roles):
            return text
        key_columns = {column.index for column in self.roles.values()}
        label_columns = range(min((column.index for column in self.figures), default=0))
        texts = (self.sheet.covering_cell(row, column).text for column in label_columns if column not in key_columns)
        return next((text for text in texts if text and not text.strip("().").isdecimal()), "")

    def _is_total_of_rows(self, row: int) -> bool:
        texts = {
            role: self.sheet.covering_cell(row, c.index).text for role, c in self.roles.items() if role != "province"
        }
        # "Total" may be a group: everyone insured.
        totals = (self.words.is_total(text) and not self.words.find_code(role, text) for role, text in texts.items())
        return "area" not in self.roles and any(totals)

    def _is_remark(self, row: int, label: str, values: list[tuple[Column, Cell]]) -> bool:
        """Whether a row is text, such as a signature or section title, and not the row of a known area."""
        if any(is_figure(cell) or cell.kind != TEXT or any(map(str.isdecimal, cell.text)) for _, cell in values):
            return False
        return not self._is_known(row, label)

    def _is_known(self, row: int, label: str) -> bool:
        if "province" in self.roles:
            return bool(self.provinces.find_slug(self._province_name(row)))
        if "area" in self.roles:
            return self.words.is_total(label) or bool(label) and self.areas.find(label).status != area_names.UNKNOWN
        cells = {role: self.sheet.covering_cell(row, column.index) for role, column in self.roles.items()}
        return any(
            cell.kind in (DAY, NUMBER)
            or bool(periods.date_readings(cell.text))
            or bool(self.words.find_code(role, cell.text))
            for role, cell in cells.items()
            if role in ("date", "month", "quarter", "year", "scheme", "group", "kind") and cell.text
        )

    def _set_province(self, row: int) -> str:
        """Set ``areas`` to those of the row's province; returns the reason if the row is skipped."""
        place, name = self.sheet.cell_reference(row, self.roles["province"].index), self._province_name(row)
        if not name:
            self.findings.fault(place, "", message("wrong-no-province-said"), message("cure-no-area"))
            return message("wrong-no-province-said")
        if name not in self._exclusion_reasons:
            self._exclusion_reasons[name] = self._exclusion_reason(name, place)
        if not self._exclusion_reasons[name]:
            self.areas = self.provinces.areas(self.provinces.find_slug(name))
        return self._exclusion_reasons[name]

    def _province_name(self, row: int) -> str:
        return self.sheet.covering_cell(row, self.roles["province"].index).text

    def _exclusion_reason(self, name: str, place: str) -> str:
        """Why rows with a province name are skipped; blank if they are read."""
        resolved_name = self.provinces.resolve_name(name)
        if resolved_name == area_names.EXCLUDE_MARK:
            return message("skip-as-told", text=_shorten(name))
        slug = self.provinces.find_slug(name)
        is_country = self.words.is_total(name) or fold(resolved_name) in area_names.COUNTRY_NAMES
        if is_country or (slug and self.provinces.only_province not in ("", slug)):
            return message("skip-outside", text=_shorten(name))
        if not slug:
            hint = suggest_provinces(resolved_name, self.provinces.data)
            cure = message("cure-no-province", hint=hint, pair=repr(f"{name}=-"))
            self.findings.fault(place, name, message("wrong-no-province"), cure)
            return message("wrong-no-province")
        return ""

    # ── Keys of a row ──────────────────────────────────────────────────────────────────────────────────────

    def _keys(self, row: int, label: str, rows: TableRows) -> RowKeys | None:
        area = self._area(row, label, rows)
        if area is None:
            return None
        codes = {role: self._code(row, role) for role in ("scheme", "group", "kind")}
        unit, scale = self._unit(row)
        return RowKeys(
            area, codes["scheme"], codes["group"], codes["kind"], unit, scale, self.times.read(row), self.areas.province
        )

    def _area(self, row: int, label: str, rows: TableRows) -> str | None:
        if "area" not in self.roles:
            return self.areas.province
        place = self.sheet.cell_reference(row, self.roles["area"].index)
        if self.words.read_header(label).meanings.get("role") in ("area", "province"):
            self.findings.fault(place, label, message("wrong-second-table"), message("cure-second-table"))
            return None
        if not label:
            self.findings.fault(place, "", message("wrong-no-area"), message("cure-no-area"))
            return f"?{row}"
        if self.words.is_total(label):
            rows.total_rows.append(row)
            rows.provinces_with_totals.add(self.areas.province)
            return self.areas.province
        match = self._match(label)
        if match.status == area_names.IN_PROVINCE:
            if match.area == self.areas.province and self._is_bare_province_name(label):
                self.unknowns.bare_province_names.setdefault((label, self.areas.province), row)
            return match.area
        if match.status == area_names.EXCLUDED:
            rows.skipped_rows.append((row, message("skip-as-told", text=_shorten(label))))
            return None
        if match.status == area_names.OUTSIDE:
            if self.options.skip_other_provinces:
                rows.skipped_rows.append((row, message("skip-outside", text=_shorten(label))))
                return None
            self.unknowns.outside_areas.setdefault(label, row)
        elif match.status == area_names.AMBIGUOUS:
            slugs = (f"--area {label + '=' + slug!r}" for slug in match.candidates)
            self.findings.ask(
                place, message("ask-doubtful-area", name=repr(label), areas=join_or(match.candidates)), *slugs
            )
        else:
            listed_name = label if self.provinces.only_province else f"{label} ({self.areas.province})"
            self.unknowns.unknown_areas.setdefault(listed_name, (row, label, match.candidates))
        return f"?{label}"

    def _is_bare_province_name(self, label: str) -> bool:
        is_listed = (label, self.areas.province) in self.unknowns.bare_province_names
        return is_listed or self.areas.is_province_name_without_rank(label)

    def _match(self, label: str) -> area_names.Match:
        key = (label, self.areas.province)
        if key not in self._match_cache:
            # The search for similar names is slow, and not needed if unknown names are added.
            match = self.areas.find(label, hints=not self.options.add_areas)
            if match.status == area_names.UNKNOWN and self.options.add_areas and can_be_area_name(label, self.words):
                match = area_names.Match(area_names.IN_PROVINCE, self.areas.add(label)["area"])
            self._match_cache[key] = match
        return self._match_cache[key]

    def _code(self, row: int, role: str) -> str:
        """The code in a row's key column; blank without the column, with a question mark if the word is unknown."""
        if role not in self.roles:
            return ""
        text = self.sheet.covering_cell(row, self.roles[role].index).text
        if not text and role == "group":
            return "total"
        if (role, text) not in self._code_cache:
            self._code_cache[role, text] = self.words.find_code(role, text)
        if text and not self._code_cache[role, text]:
            self.unknowns.add_word(role, text, row)
            return f"?{text}"
        return self._code_cache[role, text]

    def _unit(self, row: int) -> tuple[str, int]:
        if "unit" not in self.roles:
            return "", 1
        text = self.sheet.covering_cell(row, self.roles["unit"].index).text
        scale = self.words.find_scale(text)
        unit = "persons" if scale > 1 else self.words.find_code("unit", text)
        if text and not unit:
            self.unknowns.add_word("unit", text, row)
        return unit, scale


def can_be_area_name(label: str, words: Words) -> bool:
    """Whether a label can be an area's name; `Cộng vùng biển` is a subtotal, a sentence is a note."""
    label_words = split_words(label)
    return bool(_NAME.fullmatch(label)) and len(label_words) <= 8 and not words.is_total(label_words[0])


def _is_column_numbering(cells: list[Cell]) -> bool:
    """``(1) (2) (3)`` or ``A B 1 2 3`` under a header."""
    matches = [_NUMBERING.fullmatch(cell.text) for cell in cells]
    if len(cells) < 2 or not all(matches):
        return False
    numbers = [int(match.group(1)) for match in matches if match.group(1).isdecimal()]
    return bool(numbers) and numbers == list(range(numbers[0], numbers[0] + len(numbers))) and numbers[0] <= 3


def _shorten(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 60 else flat[:59] + "…"
