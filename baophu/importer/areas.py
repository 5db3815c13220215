"""Names of areas in a province's table: the province, its parts, other provinces, and unknown names."""

import difflib
import re
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from baophu.common.errors import UnknownProvince
from baophu.importer.words import is_same_word, strip_accents
from baophu.ledger.names import fold, provinces, resolve_province
from baophu.ledger.reader import read_rows

IN_PROVINCE, OUTSIDE, AMBIGUOUS, UNKNOWN, EXCLUDED = "in province", "outside", "ambiguous", "unknown", "excluded"
EXCLUDE_MARK = "-"  # --area NAME=- leaves the rows of a name out
COUNTRY_NAMES = {"vietnam", "canuoc", "toanquoc", "wholecountry"}
_OFFICES = (("bhxh",), ("bảo", "hiểm", "xã", "hội"))
# Rank words before a name. Some are part of names when accents are missing (Quan Hóa), so accents are needed.
_RANKS = [
    (("thành", "phố"), "city"), (("tp",), "city"), (("thị", "xã"), "town"), (("tx",), "town"),
    (("thị", "trấn"), "commune"), (("huyện",), "district"), (("h",), "district"), (("quận",), "district"),
    (("q",), "district"), (("xã",), "commune"), (("phường",), "commune"), (("tỉnh",), "province"),
]  # fmt: skip
_ENGLISH_RANKS = {"district", "city", "town", "commune", "province"}
_SAFE_WITHOUT_ACCENTS = {"thành", "thị", "huyện", "tp", "tx", "h", "q", "tỉnh"}
_RANK_WORDS = {"city": "Thành phố", "town": "Thị xã", "district": "Huyện", "commune": "Xã"}


class Match(NamedTuple):
    """What a name means: a status and an area, or candidates if it is ambiguous or unknown."""

    status: str
    area: str = ""
    candidates: tuple[str, ...] = ()


class Name(NamedTuple):
    """A name and its rank, if one is given."""

    rank: str
    base: str


@lru_cache(maxsize=1 << 14)
def parse_name(text: str) -> Name:
    """A printed name without its list number and office: ``2. BHXH huyện Kỳ Anh``."""
    text = unicodedata.normalize("NFC", re.sub(r"^\s*(?:(?:[ivxIVX]+|\d+)[.)]|[-+*•])\s*", "", text))
    words = re.sub(r"\b(TP|TX|H|Q)\s*\.\s*", r"\1 ", text, flags=re.IGNORECASE).split()
    if not words:
        return Name("", text)
    plain_ascii = text.isascii()
    for office in _OFFICES:
        if len(words) > len(office) and _starts_with(words, office):
            words = words[len(office) :]
    for rank, kind in _RANKS:
        counts = not plain_ascii or rank[0] in _SAFE_WITHOUT_ACCENTS or words[-1].isdecimal()
        if len(words) > len(rank) and counts and _has_rank(words, rank, plain_ascii):
            return Name(kind, " ".join(words[len(rank) :]))
    if len(words) > 1 and words[-1].casefold() in _ENGLISH_RANKS:
        return Name(words[-1].casefold(), " ".join(words[:-1]))
    return Name("", " ".join(words))


def _starts_with(words: list[str], expected_words: tuple[str, ...]) -> bool:
    return all(is_same_word(word.casefold(), expected) for word, expected in zip(words, expected_words, strict=False))


def _has_rank(words: list[str], rank: tuple[str, ...], plain_ascii: bool) -> bool:
    first_words = [word.casefold() for word in words[: len(rank)]]
    return _starts_with(words, rank) if plain_ascii else first_words == list(rank)


class ProvinceAreas:
    """The areas of one province: published, local and new ones."""

    def __init__(
        self,
        data: Path,
        province: str,
        meanings: dict[str, str] | None = None,
        rows: dict[str, dict] | None = None,
    ):
        self.data, self.province = data, province
        self.rows = load_area_rows(data) if rows is None else rows
        self.new_areas: dict[str, dict] = {}
        self._meanings = {fold(name): meaning for name, meaning in (meanings or {}).items()}
        self._aliases = {fold(row["alias"]): row["area"] for row in read_rows(data / "area_aliases.csv")}
        self._province_key = fold(provinces(data)[province]["name_vi"])
        self._is_city = fold(provinces(data)[province]["full_name_vi"]).startswith("thanhpho")

    def contains(self, area: str) -> bool:
        """Whether an area is the province or a part of it."""
        while area and area != self.province:
            area = self._row(area).get("parent", "")
        return area == self.province

    def children(self) -> list[str]:
        """Slugs of the parts of the province."""
        return [area for area in {**self.rows, **self.new_areas} if area != self.province and self.contains(area)]

    def _row(self, area: str) -> dict:
        return self.rows.get(area) or self.new_areas.get(area) or {}

    def last_day(self, area: str) -> str:
        """The last day of an area or of its province; blank while it exists."""
        return self._row(area).get("valid_to") or provinces(self.data)[self.province].get("valid_to", "")

    def is_province_name_without_rank(self, text: str) -> bool:
        """Whether a name is the province's without a rank; it may mean its city too."""
        name = parse_name(text)
        is_own_name = fold(name.base) == self._province_key and not name.rank
        return not self._is_city and fold(text) not in self._meanings and is_own_name

    def find(self, text: str, hints: bool = True) -> Match:
        """What a name means; with ``hints`` also areas of similar names, which is slow."""
        name = self._meanings.get(fold(text), text)
        if name == EXCLUDE_MARK:
            return Match(EXCLUDED)
        if name in self.rows or name in self.new_areas:
            return Match(IN_PROVINCE if self.contains(name) else OUTSIDE, name)
        areas = self._find_in_province(name)
        if areas:
            return Match(IN_PROVINCE, areas[0]) if len(areas) == 1 else Match(AMBIGUOUS, candidates=tuple(areas))
        if fold(name) in COUNTRY_NAMES:
            return Match(OUTSIDE, "viet-nam")
        if parse_name(name).rank == "city" and not self._is_city:
            # For example Huế: the province has the same name and is no city.
            return Match(UNKNOWN, candidates=tuple(self._similar_areas(name)) if hints else ())
        # The resolver does not take a city below province level for its province.
        province = find_province(name, self.data) if not parse_name(name).base.isdecimal() else ""
        if province:
            return Match(IN_PROVINCE if province == self.province else OUTSIDE, province)
        return Match(UNKNOWN, candidates=tuple(self._similar_areas(name)) if hints else ())

    def _find_in_province(self, text: str) -> list[str]:
        name, exact = parse_name(text), unicodedata.normalize("NFC", text).casefold().strip()
        alias = self._aliases.get(fold(text))
        if alias and alias != self.province and self.contains(alias):
            return [alias]
        rows = [self._row(area) for area in self.children()]
        matches = [row for row in rows if exact in (row["name_vi"].casefold(), row["full_name_vi"].casefold())]
        if not matches:
            keys = {fold(text), fold(name.base)}
            matches = [row for row in rows if keys & {fold(row["name_vi"]), fold(parse_name(row["full_name_vi"]).base)}]
            matches = [
                row for row in matches if fold(parse_name(row["full_name_vi"]).base) != self._province_key or name.rank
            ]
        if name.rank:
            matches = [row for row in matches if row["kind"] == name.rank]
        accented = [row for row in matches if name.base.casefold() == parse_name(row["full_name_vi"]).base.casefold()]
        return [row["area"] for row in accented or matches]

    def _similar_areas(self, text: str) -> list[str]:
        names = {fold(self._row(area)["name_vi"]): area for area in self.children()}
        return [names[key] for key in difflib.get_close_matches(fold(parse_name(text).base), names, n=2, cutoff=0.6)]

    def add(self, text: str) -> dict:
        """Add a new area of the province for an unknown name; returns its row."""
        name = parse_name(self._meanings.get(fold(text), text))
        name = Name(name.rank, name.base.title() if name.base.isupper() else name.base)
        kind = name.rank if name.rank in _RANK_WORDS else "district"
        slug = self._slug(name.base, kind)
        parent = provinces(self.data)[self.province]
        full = f"{_RANK_WORDS[name.rank]} {name.base}" if name.rank in _RANK_WORDS else name.base
        display_name = f"TP {name.base}" if fold(name.base) == self._province_key else name.base
        self.new_areas[slug] = {
            **dict.fromkeys(parent, ""),
            **{key: parent[key] for key in parent if key.startswith(("region", "unit_from", "valid_to"))},
            **{"area": slug, "kind": kind, "parent": self.province},
            **{"name_vi": display_name, "name_en": ascii_name(display_name), "full_name_vi": full},
        }
        return self.new_areas[slug]

    def _slug(self, base: str, kind: str) -> str:
        plain = "-".join(re.findall(r"[a-z0-9]+", strip_accents(base))) or "area"
        if fold(base) == self._province_key:
            plain = kind
        slug = f"{self.province}-{plain}"
        return slug if slug not in self.rows and slug not in self.new_areas else f"{slug}-{kind}"


@lru_cache(maxsize=1 << 14)  # long tables repeat their names, and a failed lookup is slow
def find_province(name: str, data: Path) -> str:
    """The slug of the province with a name; blank if none."""
    try:
        return resolve_province(name, data)
    except UnknownProvince:
        return ""


def ascii_name(name: str) -> str:
    """A name without accents; capitals stay."""
    flat = unicodedata.normalize("NFD", name).replace("đ", "d").replace("Đ", "D")
    return unicodedata.normalize("NFC", "".join(c for c in flat if not unicodedata.combining(c)))


def load_area_rows(data: Path) -> dict[str, dict]:
    """Rows of all published and local areas, by slug."""
    return {row["area"]: row for row in [*read_rows(data / "areas.csv"), *read_rows(data / "local" / "areas.csv")]}
