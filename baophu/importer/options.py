"""What the analyst may say about a file beyond what stands in it."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Options:
    """Answers; each fills what the file leaves open and overrules nothing that it says."""

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
    skip: tuple[str, ...] = ()  # columns that are no figures
    areas: dict[str, str] = field(default_factory=dict)  # name in the file: slug or another name
    add_areas: bool = False
    skip_other_provinces: bool = False
    publisher: str = ""
    title: str = ""
    encoding: str = ""
    replace: bool = False
