"""The header of a long file, what each column is, and which one names the province."""

from dataclasses import dataclass, replace

from baophu.importer.areas import Areas, province_of_name
from baophu.importer.errors import Findings
from baophu.importer.layout import Column, Table, find_table
from baophu.importer.long.batches import LongFile
from baophu.importer.options import Options
from baophu.importer.roles import named, settle_roles
from baophu.importer.words import Words
from baophu.ledger.names import fold
from baophu.told import tell

TIMES = ("date", "month", "quarter", "year")
MEASURES = ("scheme", "group", "kind", "unit")
_PROVINCE = {"tinh", "tinhthanhpho", "tinhthanh", "province", "tentinh", "provinces"}
_LOOKED_AT = 500  # different names; enough to know whether they are provinces


@dataclass(frozen=True)
class Columns:
    """The table of a long file's head with its other columns, and the places of areas."""

    table: Table
    province: int
    area: int | None  # where rows are of the provinces alone there is none

    @property
    def joints(self) -> dict[str, tuple[int, ...]]:
        """Columns that say something together."""
        roles = {column.role: column.index for column in self.table.columns if not column.holds_figures}
        return {
            "place": (self.province, *([] if self.area is None else [self.area])),
            "time": tuple(roles[role] for role in TIMES if role in roles),
            "measure": tuple(roles[role] for role in MEASURES if role in roles),
        }

    @property
    def figures(self) -> list[int]:
        """Columns of figures."""
        return [column.index for column in self.table.columns if column.holds_figures]


def choose_columns(
    file: LongFile, words: Words, areas: Areas, options: Options, findings: Findings, province_column: str = ""
) -> Columns:
    """Every column's role; what stays open is asked."""
    table = find_table(file.sample, words, options.header_row)
    if table is None:
        findings.ask(file.sample.name, tell("ask-no-header"), tell("answer-header-row"), tell("answer-name-columns"))
        findings.stop_if_any()
    province = _province_column(table, areas, province_column, findings)
    others = [column for column in table.columns if column is not province]
    settled = settle_roles(replace(table, columns=tuple(others)), words, areas, options, findings)
    findings.stop_if_any()
    area = next((column.index for column in settled.columns if column.role == "area"), None)
    kept = tuple(column for column in settled.columns if column.role != "area")
    return Columns(replace(settled, columns=kept), province.index, area)


def _province_column(table: Table, areas: Areas, given: str, findings: Findings) -> Column | None:
    """The column that names the province: as told, by its header, or because it names nothing but provinces."""
    if given:
        found = [column for column in table.columns if named(column, table, given)]
        if not found:
            findings.ask(table.sheet.name, tell("ask-province-column-unknown", name=repr(given)))
    else:
        named_so = [column for column in table.columns if fold(column.title) in _PROVINCE]
        found = named_so or [c for c in table.columns if c.role == "area" and _holds_provinces(c, table, areas)]
    if len(found) != 1:
        names = [
            f"--province-column {table.sheet.column_name(column.index)}  {column.title}" for column in table.columns
        ]
        findings.ask(table.sheet.name, tell("ask-province-column"), *names)
        findings.stop_if_any()
    return found[0]


def _holds_provinces(column: Column, table: Table, areas: Areas) -> bool:
    rows = range(table.start, len(table.sheet.rows))
    names = [text for text in dict.fromkeys(table.sheet.filled(row, column.index).text for row in rows) if text]
    return bool(names) and all(province_of_name(name, areas.data) for name in names[:_LOOKED_AT])
