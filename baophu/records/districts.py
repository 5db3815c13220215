"""District codes of card records, ``province * 100 + serial``, on the geography of 63 provinces."""

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from baophu.common.paths import DATA
from baophu.importer.areas import load_area_rows, parse_name
from baophu.ledger.names import fold, provinces
from baophu.ledger.reader import read_rows

_KINDS = ("city", "district", "town", "urban_district")


@lru_cache(maxsize=4)
def district_codes(province: str, data: Path = DATA) -> dict[int, dict]:
    """Rows of ``areas.csv`` by code: serial 0 is the province, for cards without a district.

    Districts are numbered from 1 in the order of the statistics office's codes.
    """
    own = provinces(data)[province]
    parts = [row for row in load_area_rows(data).values() if row["parent"] == province and row["kind"] in _KINDS]
    parts.sort(key=lambda row: (not row["code"], row["code"], row["area"]))
    return {int(own["code"]) * 100 + serial: row for serial, row in enumerate([own, *parts])}


@lru_cache(maxsize=4)
def _index(province: str, data: Path) -> dict[str, set[int]]:
    """Codes by folded name: whole name, name without rank, slug, alias, the statistics office's code."""
    aliases = defaultdict(list)
    for row in read_rows(data / "area_aliases.csv"):
        aliases[row["area"]].append(row["alias"])
    index = defaultdict(set)
    for code, row in district_codes(province, data).items():
        names = [row["area"], row["code"], row["name_vi"], row["name_en"], row["full_name_vi"], *aliases[row["area"]]]
        for name in {*map(fold, names), fold(parse_name(row["full_name_vi"]).base)} - {""}:
            index[name].add(code)
    return index


def find_district(text: str, province: str, meanings: Mapping[str, str], data: Path = DATA) -> int | None:
    """The code of the district that a cell names in any spelling; None if none or several have the name.

    ``meanings`` gives the slug or another name of a name in the file.
    """
    name = next((meaning for given, meaning in meanings.items() if fold(given) == fold(text)), text)
    index = _index(province, data)
    codes = index.get(fold(name)) or index.get(fold(parse_name(name).base), set())
    return min(codes) if len(codes) == 1 else None
