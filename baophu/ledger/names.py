"""Province names as people type them: one resolver, standard library only so that every command starts fast."""

import csv
import difflib
import unicodedata
from functools import lru_cache
from pathlib import Path

from baophu.errors import UnknownProvince
from baophu.paths import DATA

_PREFIXES = ("tinh", "thanhpho", "tp", "province", "city")


def fold(name: str) -> str:
    """A name without accents, case, spaces and punctuation: ``Cần Thơ``, ``CAN THO`` and ``can-tho`` are one.

    ``đ`` has no decomposition in Unicode, so it is folded by hand.
    """
    flat = unicodedata.normalize("NFD", name.casefold()).replace("đ", "d")
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
    index = {}
    for slug, row in provinces(data).items():
        index[row["code"]] = slug
        for name in (slug, row["name_vi"], row["name_en"], row["full_name_vi"]):
            index[fold(name)] = slug
    for row in _rows(data / "area_aliases.csv"):
        if row["area"] in provinces(data):
            index[fold(row["alias"])] = row["area"]
    return index


def resolve_province(name: str | int, data: Path = DATA) -> str:
    """The slug of a province, from a slug, a name in any spelling, or its two-digit code.

    Raises
    ------
    UnknownProvince
        No province of the name; the message suggests the nearest ones.
    """
    # papermill turns `-p province 01` into the integer 1.
    text = f"{name:02d}" if isinstance(name, int) else str(name).strip()
    index = _index(data)
    key = fold(text)
    for candidate in (key, *(_without_prefix(key))):
        if candidate in index:
            return index[candidate]
    raise UnknownProvince(_refusal(text, key, index))


def _without_prefix(key: str) -> list[str]:
    # Also as a suffix: "Can Tho City".
    starts = [key.removeprefix(p) for p in _PREFIXES if key.startswith(p)]
    ends = [key.removesuffix(p) for p in ("province", "city") if key.endswith(p)]
    return [*starts, *ends]


def _refusal(text: str, key: str, index: dict[str, str]) -> str:
    near = difflib.get_close_matches(key, [k for k in index if not k.isdigit()], n=3, cutoff=0.6)
    slugs = list(dict.fromkeys(index[k] for k in near))
    hint = f" Did you mean {' or '.join(map(repr, slugs))}?" if slugs else ""
    return f"There is no province {text!r}.{hint} All names: make provinces"
