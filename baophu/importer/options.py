"""The options of an import."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Options:
    """Answers of the analyst; each fills a gap of the file and overrides nothing in it."""

    sheet: str = ""
    header_row: int = 0
    scheme: str = ""
    group: str = ""
    kind: str = ""
    unit: str = ""
    decimal: str = ""
    date_order: str = ""
    year: int = 0
    as_of: date | None = None
    rates_as: str = ""  # percent or fraction
    scale: int = 0  # 1, 1000, 1000000
    skip: tuple[str, ...] = ()  # columns that are not imported
    ignore: tuple[str, ...] = ()  # cells, or the sheet's name, that say nothing of the figures
    hidden: str = ""  # leave-out or read: rows and columns that nobody sees
    areas: dict[str, str] = field(default_factory=dict)  # slug or other name by name in the file
    add_areas: bool = False
    skip_other_provinces: bool = False
    publisher: str = ""
    title: str = ""
    encoding: str = ""
    replace: bool = False
