"""Resolution of province names. Standard library only, so that every command starts fast."""

import csv
import difflib
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from baophu.common.errors import InvalidLedger, UnknownProvince
from baophu.common.messages import join_or, message
from baophu.common.paths import DATA
from baophu.ledger.reader import read_cells, read_rows, refuse_missing

# Rank words, folded. Those of a city apply to centrally run cities only: Thanh Hóa City is not its province.
_PROVINCE, _CITY = ("tinh{}", "{}province"), ("thanhpho{}", "tp{}", "{}city")
_AREA_COLUMNS = ["area", "code", "kind", "name_vi", "name_en", "full_name_vi"]


def fold(name: str) -> str:
    """A name without accents, case, spaces and punctuation: ``Cần Thơ``, ``CAN THO`` and ``can-tho`` fold to one key.

    ``đ`` has no decomposition in Unicode, so it is replaced explicitly; so is the Icelandic ``ð`` that old fonts use.
    """
    flat = unicodedata.normalize("NFD", name.casefold()).replace("đ", "d").replace("ð", "d")
    return "".join(c for c in flat if c.isalnum() and not unicodedata.combining(c))


@lru_cache(maxsize=4)
def provinces(data: Path = DATA) -> dict[str, dict]:
    """Rows of ``areas.csv`` of all provinces by slug, in the order of the statistics office's codes."""
    refuse_missing(data)
    rows = [row for row in read_rows_with_columns(data / "areas.csv", data, _AREA_COLUMNS) if row["kind"] == "province"]
    return {row["area"]: row for row in sorted(rows, key=lambda row: row["code"])}


@lru_cache(maxsize=4)
def _index(data: Path) -> dict[str, str]:
    """Slug by folded name, each name with and without its rank words."""
    index: dict[str, str] = {}
    for slug, row in provinces(data).items():
        ranks = ("{}", *_PROVINCE, *(_CITY if fold(row["full_name_vi"]).startswith("thanhpho") else ()))
        for name in (slug, row["name_vi"], row["name_en"]):
            index |= {rank.format(fold(name)): slug for rank in ranks}
        index[fold(row["full_name_vi"])] = slug
    for row in read_rows_with_columns(data / "area_aliases.csv", data, ["area", "alias"]):
        if row["area"] in provinces(data):
            index |= {rank.format(fold(row["alias"])): row["area"] for rank in ("{}", *_PROVINCE)}
    return index


@lru_cache(maxsize=4)
def _codes(data: Path) -> dict[str, str]:
    return {row["code"]: slug for slug, row in provinces(data).items()}


def resolve_province(name: str | int, data: Path = DATA) -> str:
    """The slug of a province, from a slug, a name in any spelling, or its two-digit code.

    Raises
    ------
    UnknownProvince
        No province has the name; the message suggests the nearest ones.
    """
    # papermill turns `-p province 01` into the integer 1.
    text = f"{name:02d}" if isinstance(name, int) else str(name).strip()
    if text in _codes(data):
        return _codes(data)[text]
    index, key = _index(data), fold(text)
    if key in index:
        return index[key]
    raise UnknownProvince(message("unknown-province", name=repr(text), hint=suggest_provinces(text, data)))


def suggest_provinces(name: str, data: Path = DATA) -> str:
    """A hint for an unknown province: the nearest names, or where all provinces are listed."""
    index = _index(data)
    nearest = difflib.get_close_matches(fold(name), index, n=3, cutoff=0.6)
    slugs = dict.fromkeys(index[key] for key in nearest)
    return message("near-provinces", names=join_or(map(repr, slugs))) if slugs else message("all-provinces")


def read_rows_with_columns(path: Path, data: Path, columns: Sequence[str]) -> list[dict[str, str]]:
    """The rows of a file under ``data`` that may not have been validated, each with at least these columns.

    Raises
    ------
    InvalidLedger
        A column is missing or the file is unreadable; with every problem that validation finds.
    """
    try:
        header, *lines = read_cells(path) or [[]]
        if set(columns) <= set(header) and all(len(cells) >= len(header) for cells in lines if cells):
            return read_rows(path)
        fault = f"no column {', '.join(columns)}, or a row that is too short"
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        fault = str(error)
    from baophu.ledger.validate import find_problems

    raise InvalidLedger(find_problems(data) or [f"{path.relative_to(data.parent).as_posix()}: {fault}"])
