"""Which rows hold figures, and what each row says of all its figures: area, time, scheme, group, kind, unit."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from baophu.common.messages import join_or, message
from baophu.importer import areas as area_names
from baophu.importer import periods
from baophu.importer.cells import BLANK_KIND, DAY, NUMBER, TEXT, Cell
from baophu.importer.errors import Findings
from baophu.importer.layout import EXAMPLE, Column, Table, is_figure
from baophu.importer.options import Options
from baophu.importer.periods import Part
from baophu.importer.provinces import Provinces
from baophu.importer.times import Times
from baophu.importer.unknowns import Unknowns
from baophu.importer.words import Words, split
from baophu.ledger.names import fold, suggest_provinces

_NUMBERING = re.compile(r"\(?(\d{1,2}|[A-Ea-e])\)?(\s*[=:].*)?")
_NAME = re.compile(r"(?=.*[^\W\d_])\w[\w .,'’()/-]*")


class Keys(NamedTuple):
    """What a row says of its figures; blank where it does not.

    A name that is asked about stands with a question mark before it, and ``part`` is None where the time is a fault, so
    that the row's cells are still looked at and everything is told at once.
    """

    area: str = ""
    scheme: str = ""
    group: str = ""
    kind: str = ""
    unit: str = ""
    scale: int = 1
    part: Part | None = Part()
    province: str = ""


class Entry(NamedTuple):
    """One cell that holds, or should hold, a figure."""

    row: int
    column: Column
    cell: Cell
    keys: Keys


@dataclass
class Rows:
    """Entries of a table, and what became of the other rows."""

    entries: list[Entry] = field(default_factory=list)
    totals: list[int] = field(default_factory=list)
    with_totals: set[str] = field(default_factory=set)  # provinces
    skipped: list[tuple[int, str]] = field(default_factory=list)
    blank_figures: int = 0


class RowReader:
    """Reads the rows of one table."""

    def __init__(self, table: Table, words: Words, provinces: Provinces, options: Options, findings: Findings):
        self.table, self.sheet, self.words, self.provinces = table, table.sheet, words, provinces
        self.options, self.findings = options, findings
        self.roles = {column.role: column for column in table.columns if not column.holds_figures}
        self.figures = [column for column in table.columns if column.holds_figures]
        self.times = Times(table, options.date_order, findings)
        self.unknowns = Unknowns(table, self.roles)
        self.areas = provinces.areas(provinces.only) if provinces.only else None  # of the row's province
        self._left_out: dict[str, str] = {}  # why rows are, by the name of their province
        self._areas: dict[tuple[str, str], area_names.Match] = {}
        self._codes: dict[tuple[str, str], str] = {}

    def read(self) -> Rows:
        """Every row below the header."""
        rows = Rows()
        for row in range(self.table.start, len(self.sheet.rows)):
            self._read_row(row, rows)
        outside = {f"?{label}" for label in self.unknowns.outside}
        keys = (entry.keys for entry in rows.entries)
        with_parts = {key.province for key in keys if key.area != key.province and key.area not in outside}
        self.unknowns.ask(with_parts | rows.with_totals, self.words, self.findings)
        return rows

    # ── Which rows ────────────────────────────────────────────────────────────────────────────────────────────

    def _read_row(self, row: int, rows: Rows) -> None:
        cells = [cell for cell in self.sheet.rows[row] if cell.kind != BLANK_KIND]
        if not cells:
            return
        reason = self._no_data(row, cells)
        values = [] if reason else list(self._values(row))
        label = self._label(row)
        if not reason and not values:
            reason = message("skip-no-figures", text=_short(label or cells[0].text))
        if not reason and self._is_total_of_rows(row):
            reason = message("skip-total-over")
        if not reason and self._is_remark(row, label, values):
            reason = message("skip-words", text=_short(label or cells[0].text))
        if not reason and "province" in self.roles:
            reason = self._enter_province(row)
        if reason:
            rows.skipped.append((row, reason))
            return
        keys = self._keys(row, label, rows)
        if keys:
            rows.entries += [Entry(row, column, cell, keys) for column, cell in values]
            rows.blank_figures += len(self.figures) - len(values)

    def _no_data(self, row: int, cells: list[Cell]) -> str:
        if any(cell.text.startswith(EXAMPLE) for cell in cells):
            return message("skip-example")
        if row < self.table.start + 2 and _numbers_columns(cells):
            return message("skip-column-numbers")
        if any(self._repeats(row, above) for above in range(self.table.top, self.table.start)):
            return message("skip-header-again")
        return ""

    def _repeats(self, row: int, above: int) -> bool:
        return self.sheet.rows[row] == self.sheet.rows[above]

    def _values(self, row: int) -> Iterator[tuple[Column, Cell]]:
        for column in self.figures:
            cell = self.sheet.at(row, column.index)
            if cell.kind != BLANK_KIND and not self.words.is_missing(cell.text):
                yield column, cell

    def _label(self, row: int) -> str:
        """The row's name: its area or province, else words in the columns before the first figure."""
        # Where districts have a column of their own, an empty cell of it is not the whole province.
        role = "area" if "area" in self.roles else "province"
        text = self.sheet.filled(row, self.roles[role].index).text if role in self.roles else ""
        if text or {"area", "province"} <= set(self.roles):
            return text
        keyed = {column.index for column in self.roles.values()}
        before = range(min((column.index for column in self.figures), default=0))
        texts = (self.sheet.filled(row, column).text for column in before if column not in keyed)
        return next((text for text in texts if text and not text.strip("().").isdecimal()), "")

    def _is_total_of_rows(self, row: int) -> bool:
        texts = {role: self.sheet.filled(row, c.index).text for role, c in self.roles.items() if role != "province"}
        # "Total" may be a group like others: everyone insured.
        totals = (self.words.is_total(text) and not self.words.code(role, text) for role, text in texts.items())
        return "area" not in self.roles and any(totals)

    def _is_remark(self, row: int, label: str, values: list[tuple[Column, Cell]]) -> bool:
        """Words below or between the rows: signatures, names of sections; never a known area's row."""
        if any(is_figure(cell) or cell.kind != TEXT or any(map(str.isdecimal, cell.text)) for _, cell in values):
            return False
        return not self._is_known(row, label)

    def _is_known(self, row: int, label: str) -> bool:
        if "province" in self.roles:
            return bool(self.provinces.named(self._province_name(row)))
        if "area" in self.roles:
            return self.words.is_total(label) or bool(label) and self.areas.find(label).sort != area_names.UNKNOWN
        cells = {role: self.sheet.filled(row, column.index) for role, column in self.roles.items()}
        return any(
            cell.kind in (DAY, NUMBER) or bool(periods.parts(cell.text)) or bool(self.words.code(role, cell.text))
            for role, cell in cells.items()
            if role in ("date", "month", "quarter", "year", "scheme", "group", "kind") and cell.text
        )

    def _enter_province(self, row: int) -> str:
        """Take the areas of the row's province for this row; if the row is left out, why."""
        place, name = self.sheet.place(row, self.roles["province"].index), self._province_name(row)
        if not name:
            self.findings.fault(place, "", message("wrong-no-province-said"), message("cure-no-area"))
            return message("wrong-no-province-said")
        if name not in self._left_out:
            self._left_out[name] = self._why_left_out(name, place)
        if not self._left_out[name]:
            self.areas = self.provinces.areas(self.provinces.named(name))
        return self._left_out[name]

    def _province_name(self, row: int) -> str:
        return self.sheet.filled(row, self.roles["province"].index).text

    def _why_left_out(self, name: str, place: str) -> str:
        """Why the rows of a province's name are not read; blank if they are."""
        meant = self.provinces.meant(name)
        if meant == area_names.NOTHING:
            return message("skip-as-told", text=_short(name))
        slug = self.provinces.named(name)
        is_country = self.words.is_total(name) or fold(meant) in area_names.COUNTRY
        if is_country or (slug and self.provinces.only not in ("", slug)):
            return message("skip-outside", text=_short(name))
        if not slug:
            hint = suggest_provinces(meant, self.provinces.data)
            cure = message("cure-no-province", hint=hint, pair=repr(f"{name}=-"))
            self.findings.fault(place, name, message("wrong-no-province"), cure)
            return message("wrong-no-province")
        return ""

    # ── What a row says ───────────────────────────────────────────────────────────────────────────────────────

    def _keys(self, row: int, label: str, rows: Rows) -> Keys | None:
        area = self._area(row, label, rows)
        if area is None:
            return None
        codes = {role: self._code(row, role) for role in ("scheme", "group", "kind")}
        unit, scale = self._unit(row)
        return Keys(
            area, codes["scheme"], codes["group"], codes["kind"], unit, scale, self.times.of(row), self.areas.province
        )

    def _area(self, row: int, label: str, rows: Rows) -> str | None:
        if "area" not in self.roles:
            return self.areas.province
        place = self.sheet.place(row, self.roles["area"].index)
        if self.words.header(label).means.get("role") in ("area", "province"):
            self.findings.fault(place, label, message("wrong-second-table"), message("cure-second-table"))
            return None
        if not label:
            self.findings.fault(place, "", message("wrong-no-area"), message("cure-no-area"))
            return f"?{row}"
        if self.words.is_total(label):
            rows.totals.append(row)
            rows.with_totals.add(self.areas.province)
            return self.areas.province
        match = self._match(label)
        if match.sort == area_names.OWN:
            if match.area == self.areas.province and self._is_bare(label):
                self.unknowns.own_name.setdefault((label, self.areas.province), row)
            return match.area
        if match.sort == area_names.LEFT_OUT:
            rows.skipped.append((row, message("skip-as-told", text=_short(label))))
            return None
        if match.sort == area_names.OTHER:
            if self.options.skip_other_provinces:
                rows.skipped.append((row, message("skip-outside", text=_short(label))))
                return None
            self.unknowns.outside.setdefault(label, row)
        elif match.sort == area_names.DOUBTFUL:
            slugs = (f"--area {label + '=' + slug!r}" for slug in match.near)
            self.findings.ask(place, message("ask-doubtful-area", name=repr(label), areas=join_or(match.near)), *slugs)
        else:
            shown = label if self.provinces.only else f"{label} ({self.areas.province})"
            self.unknowns.strangers.setdefault(shown, (row, label, match.near))
        return f"?{label}"

    def _is_bare(self, label: str) -> bool:
        return (label, self.areas.province) in self.unknowns.own_name or self.areas.is_bare_own_name(label)

    def _match(self, label: str) -> area_names.Match:
        key = (label, self.areas.province)
        if key not in self._areas:
            # Names alike take long to look for, and nobody asks for them where names are added.
            match = self.areas.find(label, hints=not self.options.add_areas)
            if match.sort == area_names.UNKNOWN and self.options.add_areas and is_name(label, self.words):
                match = area_names.Match(area_names.OWN, self.areas.add(label)["area"])
            self._areas[key] = match
        return self._areas[key]

    def _code(self, row: int, role: str) -> str:
        """The code in a row's key column; blank if the column is missing, marked if its word is unknown."""
        if role not in self.roles:
            return ""
        text = self.sheet.filled(row, self.roles[role].index).text
        if not text and role == "group":
            return "total"
        if (role, text) not in self._codes:
            self._codes[role, text] = self.words.code(role, text)
        if text and not self._codes[role, text]:
            self.unknowns.word(role, text, row)
            return f"?{text}"
        return self._codes[role, text]

    def _unit(self, row: int) -> tuple[str, int]:
        if "unit" not in self.roles:
            return "", 1
        text = self.sheet.filled(row, self.roles["unit"].index).text
        scale = self.words.scale(text)
        unit = "persons" if scale > 1 else self.words.code("unit", text)
        if text and not unit:
            self.unknowns.word("unit", text, row)
        return unit, scale


def is_name(label: str, words: Words) -> bool:
    """Whether a name can be an area's: `Cộng vùng biển` is a subtotal, a sentence is a remark."""
    given = split(label)
    return bool(_NAME.fullmatch(label)) and len(given) <= 8 and not words.is_total(given[0])


def _numbers_columns(cells: list[Cell]) -> bool:
    """``(1) (2) (3)`` or ``A B 1 2 3`` under a header."""
    found = [_NUMBERING.fullmatch(cell.text) for cell in cells]
    if len(cells) < 2 or not all(found):
        return False
    numbers = [int(match.group(1)) for match in found if match.group(1).isdecimal()]
    return bool(numbers) and numbers == list(range(numbers[0], numbers[0] + len(numbers))) and numbers[0] <= 3


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 60 else flat[:59] + "…"
