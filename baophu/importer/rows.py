"""Rows with figures, and what applies to all figures of a row: area, time, scheme, group, kind, unit."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from baophu.common.messages import format_number, join_or, message
from baophu.importer import areas as area_names
from baophu.importer import context, periods
from baophu.importer.cells import BLANK_KIND, DAY, NUMBER, TEXT, Cell
from baophu.importer.context import Statement, ignore_answer
from baophu.importer.errors import Findings, unreadable_file
from baophu.importer.layout import EXAMPLE_NOTE, Column, Table, is_figure
from baophu.importer.options import Options
from baophu.importer.periods import DatePart
from baophu.importer.provinces import Provinces
from baophu.importer.times import ROLES as TIME_ROLES
from baophu.importer.times import TimeReader
from baophu.importer.unknowns import UnknownNames
from baophu.importer.words import Words, split_words, strip_accents
from baophu.ledger.names import fold, provinces, suggest_provinces

# Of one import. Reports build fast with this many; a larger table has individual records, not totals.
MAX_FIGURES = 200_000
_MARK = re.compile(r"\(?(?:([IVX]+)|([A-HĐ])|(\d{1,2}|[a-hđ]))[.)]?(?=\s|$)|[-+*•]")
_PAGE = re.compile(r"(?:trang|page)\s*\d+(?:\s*/\s*\d+)?|\(?tiếp(?: theo)?\)?", re.IGNORECASE)
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
    sections: tuple[Statement, ...] = ()  # what the rows without figures above it say, the nearest last


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
    total_rows: dict[int, str] = field(default_factory=dict)  # and their labels
    provinces_with_totals: set[str] = field(default_factory=set)
    skipped_rows: list[tuple[int, str]] = field(default_factory=list)
    blank_figure_count: int = 0
    titles: list[Statement] = field(default_factory=list)  # texts above the header, and the sheet's name
    notes: list[Statement] = field(default_factory=list)  # texts below the last figures


class Sections:
    """The rows without figures that speak for the rows under them."""

    def __init__(self):
        self.active: tuple[Statement, ...] = ()
        self.pending: list[tuple[str, Statement]] = []  # read since the last figures
        self._marks: list[str] = []
        self.with_figures: dict[tuple[Statement, ...], int | None] = {}  # and the row of its total

    def open_pending(self) -> list[Statement]:
        """Let the rows read last speak for those that follow; returns rows of which not all is known."""
        pending, self.pending = self.pending, []
        first_marks = [mark for mark, _ in pending[:1] if mark in self._marks]
        keep = self._marks.index(first_marks[0]) if first_marks else len(self._marks)
        known = [(mark, statement) for mark, statement in pending if statement.is_section]
        self._marks = [*self._marks[:keep], *(mark for mark, _ in known)]
        self.active = (*self.active[:keep], *(statement for _, statement in known))
        return [statement for _, statement in pending if not statement.is_section or statement.unknown_words]


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
        self.sections = Sections()
        self.titles = context.read_titles(table, words)
        self.home = self._find_home(self.titles)  # whose figures a total row, or a table without areas, holds
        self._exclusion_reasons: dict[str, str] = {}  # by the name of the row's province
        self._match_cache: dict[tuple[str, str], area_names.Match] = {}
        self._code_cache: dict[tuple[str, str], str] = {}

    def read(self) -> TableRows:
        """Every row below the header."""
        rows = TableRows()
        for row in range(self.table.data_start, len(self.sheet.rows)):
            self._read_row(row, rows)
            if len(rows.entries) > MAX_FIGURES:
                rule = message("wrong-many-figures", most=format_number(MAX_FIGURES))
                raise unreadable_file(self.sheet.name, rule, message("cure-many-figures"))
        rows.notes = [statement for _, statement in self.sections.pending]
        self._find_home(rows.notes)
        rows.titles, rows.notes = self._without_places(self.titles), self._without_places(rows.notes)
        self._ask_about_totals()
        if self.home and (rows.total_rows or "area" not in self.roles):
            self._ask_whose_total()
        elif rows.total_rows and any(map(self._is_commune, {entry.keys.area for entry in rows.entries})):
            row, label = next(iter(rows.total_rows.items()))
            question = message("ask-total-communes", text=repr(label))
            place = self.sheet.cell_reference(row, self.roles["area"].index)
            ask_whose_total(place, question, label, self.areas.province, self.findings)
        outside_areas = {f"?{label}" for label in self.unknowns.outside_areas}
        keys = (entry.keys for entry in rows.entries)
        provinces_with_parts = {
            key.province for key in keys if key.area != key.province and key.area not in outside_areas
        }
        self.unknowns.ask(
            provinces_with_parts | rows.provinces_with_totals, self.words, self.options.add_areas, self.findings
        )
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
            section = self._read_section(row, label, cells)
            reason = message("skip-section" if section else "skip-no-figures", text=_shorten(label or cells[0].text))
        if not reason and self._is_total_of_rows(row):
            reason = message("skip-total-over")
        if not reason and self._is_remark(row, label, values):
            reason = message("skip-words", text=_shorten(label or cells[0].text))
        if reason and self._is_header_like(cells):
            self._fault_second_table(row, cells[0].text)
        if not reason and "province" in self.roles:
            reason = self._set_province(row)
        if reason:
            rows.skipped_rows.append((row, reason))
            return
        for statement in self.sections.open_pending():
            if statement.is_foreign_area and self._is_whole_province(label):
                continue  # one more row of a list of provinces
            if statement.is_foreign_area:
                self.findings.ask(statement.reference, message("ask-title-province", text=repr(statement.text)))
                continue
            question = message("ask-section", text=repr(statement.text))
            self.findings.ask(statement.reference, question, ignore_answer(statement))
        keys = self._keys(row, label, rows)
        if keys:
            self.sections.with_figures.setdefault(self.sections.active, None)
            rows.entries += [Entry(row, column, cell, keys) for column, cell in values]
            rows.blank_figure_count += len(self.figures) - len(values)

    def _non_data_reason(self, row: int, cells: list[Cell]) -> str:
        if any(cell.text.startswith(EXAMPLE_NOTE) for cell in cells):
            return message("skip-example")
        if row < self.table.data_start + 2 and _is_column_numbering(cells):
            return message("skip-column-numbers")
        if any(self.sheet.rows[row] == self.sheet.rows[above] for above in self._header_rows):
            texts = [statement for _, statement in self.sections.pending]
            if any(statement.is_section or len(split_words(statement.text)) > 2 for statement in texts):
                self._fault_second_table(row, cells[0].text)
            return message("skip-header-again")
        return ""

    def _is_header_like(self, cells: list[Cell]) -> bool:
        """Whether a row without figures holds headers other than the table's own."""
        if any(cells == [c for c in self.sheet.rows[above] if c.text] for above in self._header_rows):
            return False
        headers = [self.words.read_header(cell.text) for cell in cells if cell.kind == TEXT]
        roles = {header.meanings.get("role") for header in headers} & {"area", "province", *TIME_ROLES}
        return bool(roles) and sum(header.is_understood for header in headers) > 1

    def _fault_second_table(self, row: int, text: str) -> None:
        self.sections.pending.clear()  # titles of that table
        self.findings.fault(
            self.sheet.cell_reference(row, 0), text, message("wrong-second-table"), message("cure-second-table")
        )

    def _read_section(self, row: int, label: str, cells: list[Cell]) -> Statement | None:
        """Keep what a row without figures says of those under it; None if it is an area's own, or says nothing."""
        texts = [cell.text for cell in cells if not self.words.is_missing(cell.text)]
        mark = _MARK.match(texts[0]) if texts else None
        is_numbered = mark and bool(mark.group(3)) and len(texts) > 1
        is_row = len(texts) < len(cells) or is_numbered or any(cell.kind in (DAY, NUMBER) for cell in cells[1:])
        is_area = "area" in self.roles and self._is_known(row, label)
        is_foreign = is_area and self._match(label).status == area_names.OUTSIDE
        if is_row or not texts or self.words.is_total(label) or (is_area and not is_foreign):
            return None
        text = " ".join(texts)
        column = next(c for c, cell in enumerate(self.sheet.rows[row]) if cell.text == texts[-1])
        place, reference = self.sheet.local_reference(row, column), self.sheet.cell_reference(row, column)
        if (
            (self.table.is_ignored(place) and not is_foreign)
            or text in {title.text for title in self.titles}
            or _PAGE.fullmatch(text)
        ):
            return None
        kind = "I" if mark and mark.group(1) else "A" if mark and mark.group(2) else "1" if mark else ""
        text = text[mark.end() :].strip() if mark else text
        statement = context.read_statement(text, self.words, place, reference)
        statement = statement._replace(is_foreign_area=is_foreign)
        self.sections.pending.append((kind, statement))
        return statement if statement.is_section else None

    @property
    def _header_rows(self) -> range:
        return range(self.table.header_start, self.table.data_start)

    def _values(self, row: int) -> Iterator[tuple[Column, Cell]]:
        for column in self.figures:
            cell = self.sheet.cell_at(row, column.index)
            if cell.kind != BLANK_KIND and not self.words.is_missing(cell.text):
                for name in ("merged", "raised"):
                    if (row, column.index) in getattr(self.sheet, f"{name}_places"):
                        place = self.sheet.cell_reference(row, column.index)
                        self.findings.fault(place, cell.text, message(f"wrong-{name}"), message(f"cure-{name}"))
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
        is_footer = label.endswith(":")  # `Latest update:` beside a time
        if any(is_figure(cell) or cell.kind != TEXT for _, cell in values):
            return False
        if not is_footer and any(any(map(str.isdecimal, cell.text)) for _, cell in values):
            return False
        return not self._is_known(row, label)

    def _is_whole_province(self, label: str) -> bool:
        match = self._match(label)
        return match.status == area_names.OUTSIDE or match.area == self.areas.province

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
        if self.words.read_header(name).meanings.get("role") in ("area", "province"):
            self._fault_second_table(row, name)
            return message("wrong-second-table")
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
        is_country = (
            self.words.is_total(name) or self.words.is_region(name) or fold(resolved_name) in area_names.COUNTRY_NAMES
        )
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
            area, codes["scheme"], codes["group"], codes["kind"], unit, scale, self.times.read(row),
            self.areas.province, self.sections.active,
        )  # fmt: skip

    def _area(self, row: int, label: str, rows: TableRows) -> str | None:
        if "area" not in self.roles:
            return self._home_area()
        place = self.sheet.cell_reference(row, self.roles["area"].index)
        if self.words.read_header(label).meanings.get("role") in ("area", "province"):
            self.findings.fault(place, label, message("wrong-second-table"), message("cure-second-table"))
            return None
        if not label:
            self.findings.fault(place, "", message("wrong-no-area"), message("cure-no-area"))
            return f"?{row}"
        if self.words.is_total(label) and fold(label) not in map(fold, self.options.areas):
            rows.total_rows[row] = label
            rows.provinces_with_totals.add(self.areas.province)
            self.sections.with_figures[self.sections.active] = row
            return self._home_area()
        match = self._match(label)
        if match.status == area_names.IN_PROVINCE:
            if match.area == self.areas.province and self.areas.is_province_name_without_rank(label):
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
        elif {"scheme", "group"} & {name for name, _ in context.read_statement(label, self.words).meanings}:
            self.findings.fault(place, label, message("wrong-group-row"), message("cure-group-row"))
        else:
            listed_name = label if self.provinces.only_province else f"{label} ({self.areas.province})"
            self.unknowns.unknown_areas.setdefault(listed_name, (row, label, match.candidates))
        return f"?{label}"

    # ── What titles say of the area ───────────────────────────────────────────────────────────────────────

    def _find_home(self, texts: list[Statement]) -> tuple[Statement, str] | None:
        """The text that names a part of the province, and the name; asks about texts that name other provinces."""
        if not self.areas or "province" in self.roles:
            return None
        homes, others, is_of_province = [], [], False
        for title in texts:
            for rank, name in context.find_names(title.text):
                found = self._find_named_area(rank, name)
                if found.status == area_names.IN_PROVINCE and found.area == self.areas.province:
                    is_of_province = True  # a letterhead has the office above its own too
                elif found.status == area_names.OUTSIDE:
                    others.append((title, found.area))
                else:
                    homes.append((title, f"{rank} {name}"))
        if not homes and not others and not is_of_province:
            homes, others = self._find_bare_names(texts)
        others = [] if is_of_province else others
        for title, province in others:
            question = message("ask-title-province", text=repr(title.text))
            self.findings.ask(title.reference, question, f"PROVINCE={province}", ignore_answer(title))
            return None
        return homes[0] if homes else None

    def _is_commune(self, area: str) -> bool:
        rows = {**self.areas.rows, **self.areas.new_areas}
        kind = rows.get(area, {}).get("kind") if not area.startswith("?") else area_names.parse_name(area[1:]).rank
        return kind == "commune"

    def _find_named_area(self, rank: str, name: str) -> area_names.Match:
        """What a name in a title means; its last words may belong to the sentence."""
        words = name.split()
        for stop in range(len(words), 0, -1):
            full = f"{rank} {' '.join(words[:stop])}"
            if slug := self.provinces.find_slug(full):
                is_own = slug == self.areas.province
                return area_names.Match(area_names.IN_PROVINCE if is_own else area_names.OUTSIDE, slug)
            match = self.areas.find(full, hints=False)
            if match.status != area_names.UNKNOWN:
                return match
        return area_names.Match(area_names.UNKNOWN)

    def _find_bare_names(
        self, texts: list[Statement]
    ) -> tuple[list[tuple[Statement, str]], list[tuple[Statement, str]]]:
        """Texts that name, without a rank, parts of the province, and others; none if one names the province."""
        parts, others = self._place_names()
        homes, foreign = [], []
        for title in texts:
            slugs = [slug for slug, name in (parts | others).items() if _has_name(title.text, name)]
            if self.areas.province in slugs:
                return [], []
            homes += [(title, parts[slug]) for slug in slugs if slug in parts]
            foreign += [(title, slug) for slug in slugs if slug in others]
        return homes, foreign

    def _place_names(self) -> tuple[dict[str, str], dict[str, str]]:
        """Names of the parts of the province, and of all provinces, by slug."""
        rows = {**self.areas.rows, **self.areas.new_areas} if self.areas else {}
        parts = {slug: rows[slug]["name_vi"] for slug in self.areas.children()} if self.areas else {}
        return parts, {slug: row["name_vi"] for slug, row in provinces(self.provinces.data).items()}

    def _without_places(self, texts: list[Statement]) -> list[Statement]:
        """Texts without the names of places among their unknown words; whose figures they are is asked elsewhere."""
        places = [name for names in self._place_names() for name in names.values()]
        known = []
        for text in texts:
            names = [name for _, name in context.find_names(text.text)]
            names += [name for name in places if text.unknown_words and _has_name(text.text, name)]
            named = strip_accents(" ".join(names)).split()
            unknown_words = tuple(word for word in text.unknown_words if strip_accents(word) not in named)
            known.append(text._replace(unknown_words=unknown_words))
        return known

    def _home_area(self) -> str:
        """The area of a total: the province, or the part of it that the title names, if the analyst says so."""
        name = self.home[1] if self.home else ""
        return self._match(name).area if fold(name) in map(fold, self.options.areas) else self.areas.province

    def _ask_whose_total(self) -> None:
        title, name = self.home
        if fold(name) not in map(fold, self.options.areas):
            pair = repr(f"{name}={name.title()}")
            self.findings.ask(title.reference, message("ask-title-part", text=repr(title.text)),
                              message("answer-title-part", pair=pair), ignore_answer(title))  # fmt: skip
        elif not self._home_area():
            self.unknowns.unknown_areas.setdefault(name, (0, name, ()))

    def _ask_about_totals(self) -> None:
        """Ask whether a total below several sections is the last one's or that of all."""
        totals = [row for row in self.sections.with_figures.values() if row is not None]
        if totals and len(totals) < len(self.sections.with_figures):
            row = totals[-1]
            label = self._label(row)
            sections = next(sections for sections, total in self.sections.with_figures.items() if total == row)
            section = sections[-1].text if sections else ""
            question = message("ask-section-total", text=repr(label), section=repr(section))
            self.findings.ask(
                self.sheet.cell_reference(row, 0), question, message("answer-leave-out", pair=repr(f"{label}=-"))
            )

    def _match(self, label: str) -> area_names.Match:
        key = (label, self.areas.province)
        if key not in self._match_cache:
            # The search for similar names is slow, and not needed if unknown names are added.
            match = self.areas.find(label, hints=not self.options.add_areas)
            if match.status == area_names.UNKNOWN and self.words.is_region(label):
                match = area_names.Match(area_names.OUTSIDE)
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


def ask_whose_total(place: str, question: str, label: str, province: str, findings: Findings) -> None:
    """Ask whether a total is the whole province's."""
    own, part = repr(f"{label}={province}"), repr(f"{label}=Huyện …")
    findings.ask(place, question, message("answer-own-total", pair=own), message("answer-title-part", pair=part),
                 message("answer-leave-out", pair=repr(f"{label}=-")))  # fmt: skip


def _has_name(text: str, name: str) -> bool:
    """Whether a text has a name among its words."""
    plain = strip_accents if text.isascii() else str
    return f" {plain(' '.join(split_words(name)))} " in f" {' '.join(split_words(text))} "


def can_be_area_name(label: str, words: Words) -> bool:
    """Whether a label can be an area's name; `Cộng vùng biển` is a subtotal, a sentence is a note."""
    label_words = split_words(label)
    says = {name for name, _ in context.read_statement(label, words).meanings} & {"scheme", "group", "kind"}
    return bool(_NAME.fullmatch(label)) and len(label_words) <= 8 and not words.is_total(label_words[0]) and not says


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
