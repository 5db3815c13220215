"""Province names as people type them: one resolver, standard library only so that every command starts fast."""

import csv
import difflib
import unicodedata
from functools import lru_cache
from pathlib import Path

from baophu.errors import UnknownProvince
from baophu.paths import DATA

# Words of rank, folded. A city's are good for the centrally run cities alone: Thanh Hóa City is not its province.
_PROVINCE, _CITY = ("tinh{}", "{}province"), ("thanhpho{}", "tp{}", "{}city")


def fold(name: str) -> str:
    """A name without accents, case, spaces and punctuation: ``Cần Thơ``, ``CAN THO`` and ``can-tho`` are one.

    ``đ`` has no decomposition in Unicode, so it is folded by hand; so is the Icelandic ``ð`` that old fonts put for it.
    """
    flat = unicodedata.normalize("NFD", name.casefold()).replace("đ", "d").replace("ð", "d")
    return "".join(c for c in flat if c.isalnum() and not unicodedata.combining(c))


def _rows(path: Path) -> list[dict]:
    with path.open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


@lru_cache(maxsize=4)
def provinces(data: Path = DATA) -> dict[str, dict]:
    """Slug to row of ``areas.csv`` for every province, in the statistics office's order of codes."""
    rows = [row for row in _rows(data / "areas.csv") if row["kind"] == "province"]
    return {row["area"]: row for row in sorted(rows, key=lambda row: row["code"])}


@lru_cache(maxsize=4)
def _index(data: Path) -> dict[str, str]:
    """Slug by folded name, for each name with and without the words of its rank."""
    index = {}
    for slug, row in provinces(data).items():
        ranks = ("{}", *_PROVINCE, *(_CITY if fold(row["full_name_vi"]).startswith("thanhpho") else ()))
        for name in (slug, row["name_vi"], row["name_en"]):
            index |= {rank.format(fold(name)): slug for rank in ranks}
        index[fold(row["full_name_vi"])] = slug
    for row in _rows(data / "area_aliases.csv"):
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
        No province of the name; the message suggests the nearest ones.
    """
    # papermill turns `-p province 01` into the integer 1.
    text = f"{name:02d}" if isinstance(name, int) else str(name).strip()
    if text in _codes(data):
        return _codes(data)[text]
    index, key = _index(data), fold(text)
    if key in index:
        return index[key]
    raise UnknownProvince(_refusal(text, key, index))


def _refusal(text: str, key: str, index: dict[str, str]) -> str:
    near = difflib.get_close_matches(key, index, n=3, cutoff=0.6)
    slugs = list(dict.fromkeys(index[k] for k in near))
    hint = f" Did you mean {' or '.join(map(repr, slugs))}?" if slugs else ""
    return f"There is no province {text!r}.{hint} All names: make provinces"
