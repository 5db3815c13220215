"""Search of provinces while typing: without accents, by code, by any word of the name."""

import difflib
import unicodedata
from functools import lru_cache
from pathlib import Path

from baophu.common.errors import UnknownProvince
from baophu.common.paths import DATA
from baophu.ledger.names import fold, provinces, resolve_province

_UNIT_WORDS = ("tinh", "thanhpho", "tp")


def search_provinces(text: str, data: Path = DATA) -> list[str]:
    """Slugs of the provinces that a text may mean, the likeliest first; all provinces for an empty text.

    Accents, case and spaces are ignored; codes and later words of a name match too: ``"can tho"``, ``"cần thơ"``,
    ``"92"`` and ``"tho"`` all find Cần Thơ. For a misspelt name the nearest are returned.
    """
    key = fold(text)
    if not key:
        return list(_search_keys(data))
    prefix_matches = _find_prefix(key, data)
    exact_match = _find_exact(text, data)
    if exact_match:
        return [exact_match, *(slug for slug in prefix_matches if slug != exact_match)]
    shortened = next((key.removeprefix(rank) for rank in _UNIT_WORDS if key.startswith(rank)), "")
    return prefix_matches or (_find_prefix(shortened, data) if shortened else []) or _find_close(key, data)


def _find_exact(text: str, data: Path) -> str | None:
    try:
        return resolve_province(text, data)
    except UnknownProvince:
        return None


def _find_prefix(key: str, data: Path) -> list[str]:
    """Provinces whose name, a later word of it, or code begins with the key, in this order; each in order of codes."""
    names = _search_keys(data)
    whole = [slug for slug, (starts, _) in names.items() if any(start.startswith(key) for start in starts[:1])]
    words = [slug for slug, (starts, _) in names.items() if any(start.startswith(key) for start in starts[1:])]
    codes = [slug for slug, (_, code) in names.items() if code.startswith(key)]
    return list(dict.fromkeys((*whole, *words, *codes)))


def _find_close(key: str, data: Path) -> list[str]:
    by_name = {starts[0]: slug for slug, (starts, _) in _search_keys(data).items()}
    return [by_name[name] for name in difflib.get_close_matches(key, by_name, n=3, cutoff=0.6)]


def province_names(language: str, data: Path = DATA) -> dict[str, str]:
    """Names of all provinces by slug, sorted without accents for a menu."""
    names = {slug: row["name_vi" if language == "vi" else "name_en"] for slug, row in provinces(data).items()}
    return dict(sorted(names.items(), key=lambda item: strip_accents(item[1])))


@lru_cache(maxsize=4)
def _search_keys(data: Path) -> dict[str, tuple[tuple[str, ...], str]]:
    """By slug: the folded rest of the name from each of its words on, and the code."""
    keys_by_slug = {}
    for slug, row in provinces(data).items():
        words = row["name_vi"].replace("-", " ").split()
        starts = tuple(fold("".join(words[number:])) for number in range(len(words)))
        keys_by_slug[slug] = (starts, row["code"])
    return keys_by_slug


def strip_accents(text: str) -> str:
    """A text in lower case without accents, so that a filter matches any spelling."""
    flat = unicodedata.normalize("NFD", text.casefold()).replace("đ", "d")
    return "".join(letter for letter in flat if not unicodedata.combining(letter))
