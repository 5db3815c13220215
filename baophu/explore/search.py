"""Provinces as people begin to type them: without accents, by code, by any word of the name."""

import difflib
import unicodedata
from functools import lru_cache
from pathlib import Path

from baophu.common.errors import UnknownProvince
from baophu.common.paths import DATA
from baophu.ledger.names import fold, provinces, resolve_province

_RANKS = ("tinh", "thanhpho", "tp")


def search(text: str, data: Path = DATA) -> list[str]:
    """Slugs of the provinces that a text may mean, the likeliest first; all of them for an empty text.

    Accents, case and spaces do not matter, a code and a word from the middle of a name do: ``"can tho"``,
    ``"cần thơ"``, ``"92"`` and ``"tho"`` all find Cần Thơ. Of a misspelt name the nearest are returned.
    """
    key = fold(text)
    if not key:
        return list(_names(data))
    begun = _begun(key, data)
    meant = _exact(text, data)
    if meant:
        return [meant, *(slug for slug in begun if slug != meant)]
    short = next((key.removeprefix(rank) for rank in _RANKS if key.startswith(rank)), "")
    return begun or (_begun(short, data) if short else []) or _near(key, data)


def _exact(text: str, data: Path) -> str | None:
    try:
        return resolve_province(text, data)
    except UnknownProvince:
        return None


def _begun(key: str, data: Path) -> list[str]:
    """Whose name, one of its later words or its code begins with the key; whole names first, in order of codes."""
    names = _names(data)
    whole = [slug for slug, (starts, _) in names.items() if any(start.startswith(key) for start in starts[:1])]
    words = [slug for slug, (starts, _) in names.items() if any(start.startswith(key) for start in starts[1:])]
    codes = [slug for slug, (_, code) in names.items() if code.startswith(key)]
    return list(dict.fromkeys((*whole, *words, *codes)))


def _near(key: str, data: Path) -> list[str]:
    by_name = {starts[0]: slug for slug, (starts, _) in _names(data).items()}
    return [by_name[name] for name in difflib.get_close_matches(key, by_name, n=3, cutoff=0.6)]


def province_names(language: str, data: Path = DATA) -> dict[str, str]:
    """Names of all provinces in a language by slug, as a menu lists them."""
    names = {slug: row["name_vi" if language == "vi" else "name_en"] for slug, row in provinces(data).items()}
    return dict(sorted(names.items(), key=lambda item: plain(item[1])))


@lru_cache(maxsize=4)
def _names(data: Path) -> dict[str, tuple[tuple[str, ...], str]]:
    """By slug: the folded name from each of its words on, and the code."""
    found = {}
    for slug, row in provinces(data).items():
        words = row["name_vi"].replace("-", " ").split()
        starts = tuple(fold("".join(words[number:])) for number in range(len(words)))
        found[slug] = (starts, row["code"])
    return found


def plain(text: str) -> str:
    """A text in small letters without accents, so that a filter finds it however it is typed."""
    flat = unicodedata.normalize("NFD", text.casefold()).replace("đ", "d")
    return "".join(letter for letter in flat if not unicodedata.combining(letter))
