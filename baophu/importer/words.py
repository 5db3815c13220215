"""The words of headers and cells in Vietnamese and English, from ``headers.csv`` and the ledger's codes.

A word with accents must agree letter for letter; one typed without any agrees with every accent.
"""

import difflib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from baophu.common.messages import message, reader_language
from baophu.common.paths import DATA
from baophu.ledger.names import fold
from baophu.ledger.reader import read_rows

WHOLE = ("persons", "cards", "communes", "employers")  # units of which there are no halves
CODED = ("scheme", "group", "kind", "unit")
_TABLE = Path(__file__).with_name("headers.csv")
# A cell may say its unit after the number, as in `12.345 người`.
MAGNITUDES = {"nghìn": 1000, "ngàn": 1000, "thousand": 1000, "triệu": 1_000_000, "million": 1_000_000}


def split(text: str) -> list[str]:
    """The words of a text, small letters, accents kept; dates and decimals stay whole."""
    flat = unicodedata.normalize("NFC", text).casefold()
    flat = re.sub(r"(?<!\d)[-/.–&+]+|[-/.–&+]+(?!\d)", " ", flat)
    return re.sub(r"[()\[\],:;\"'“”*_|]", " ", flat).replace("%", " % ").split()


def bare(text: str) -> str:
    """Small letters without accents, the rest kept."""
    flat = unicodedata.normalize("NFD", text.casefold()).replace("đ", "d")
    return "".join(c for c in flat if not unicodedata.combining(c))


def agrees(given: str, known: str) -> bool:
    """Whether a word as typed is a known one."""
    return given == known or (given.isascii() and given == bare(known))


@dataclass(frozen=True)
class Said:
    """What a header says: meanings by field, words that say a time, and words nobody knows."""

    means: dict[str, str] = field(default_factory=dict)
    rest: tuple[str, ...] = ()

    @property
    def known(self) -> bool:
        """Something is said and nothing is left over."""
        return bool(self.means) and not self.rest


class Words:
    """The phrases of ``headers.csv`` and the words of ``codes.csv``."""

    def __init__(self, codes: list[dict]):
        rows = [(row["means"], tuple(split(row["phrase"])), row["phrase"]) for row in read_rows(_TABLE)]
        self._whole = [(means, words) for means, words, _ in rows if means.startswith("role=")]
        whole_only = ("role=", "missing=", "total=", "plan=", "filler=")
        inside = [(means, words) for means, words, _ in rows if not means.startswith(whole_only)]
        self._inside = sorted(inside, key=lambda pair: -len(pair[1]))
        self._fillers = [words for means, words, _ in rows if means == "filler="]
        self._fillers.sort(key=len, reverse=True)
        self._totals = [words for means, words, _ in rows if means == "total="]
        self._known_totals: dict[str, bool] = {}
        self._known_headers: dict[str, Said] = {}
        self._plans = [words for means, words, _ in rows if means == "plan="]
        self._missing = {phrase for means, _, phrase in rows if means == "missing="}
        self.codes = {name: {} for name in CODED}
        self._cells = {name: [] for name in CODED}
        for row in codes:
            if row["field"] in CODED:
                self.codes[row["field"]][row["code"]] = row["label_vi"]
                phrases = (row["code"], row["code"].replace("_", " "), row["label_vi"], row["label_en"])
                self._cells[row["field"]] += [(row["code"], tuple(split(phrase))) for phrase in phrases]
        for means, words in self._inside:
            for name, code in _pairs(means):
                if name in CODED and " " not in means:
                    self._cells[name].append((code, words))

    def header(self, text: str) -> Said:
        """What a header says; ``means`` may hold role, scheme, group, kind, unit, scale."""
        if text not in self._known_headers:
            self._known_headers[text] = self._header(text)
        return self._known_headers[text]

    def _header(self, text: str) -> Said:
        for candidate in (text, re.sub(r"\(.*?\)", " ", text)):
            given = split(candidate)
            role = next((means for means, words in self._whole if _same(given, words)), "")
            if role:
                return Said(dict(_pairs(role)))
        return self._composed(split(text))

    def _composed(self, words: list[str]) -> Said:
        means: dict[str, str] = {}
        for meaning, phrase in self._inside:
            start = _find(words, phrase)
            if start is not None:
                for name, value in _pairs(meaning):
                    means.setdefault(name, value)
                words = [*words[:start], *words[start + len(phrase) :]]
        for phrase in self._fillers:
            while (start := _find(words, phrase)) is not None:
                words = [*words[:start], *words[start + len(phrase) :]]
        return Said(_fitting(means), tuple(words))

    def code(self, name: str, text: str) -> str:
        """The code of a field that a cell's text says; blank if none."""
        given = split(text)
        return next((code for code, words in self._cells.get(name, ()) if words and _same(given, words)), "")

    def near(self, name: str, text: str) -> list[str]:
        """Codes of a field whose words look like the text."""
        keys = {fold(" ".join(words)): code for code, words in self._cells[name]}
        found = difflib.get_close_matches(fold(text), keys, n=3, cutoff=0.5)
        return list(dict.fromkeys(keys[key] for key in found))

    def is_total(self, text: str) -> bool:
        """Whether a row's label says that it is the total."""
        if text not in self._known_totals:
            given = split(text)
            self._known_totals[text] = any(_same(given, words) for words in self._totals)
        return self._known_totals[text]

    @property
    def missing(self) -> list[str]:
        """Marks that stand where there is no figure, small letters."""
        return sorted(self._missing)

    def is_missing(self, text: str) -> bool:
        """Whether a cell says that there is no figure."""
        return text.casefold() in self._missing

    def speaks_of_plan(self, text: str) -> bool:
        """Whether a text speaks of a plan, so that a bare percentage may be of the plan."""
        return any(_has(split(text), words) for words in self._plans)

    def scale(self, text: str) -> int:
        """1000 where a text says thousands of people, 1000000 for millions, else 1."""
        found = (means for means, words in self._inside if means.startswith("scale") and _has(split(text), words))
        return int(dict(_pairs(next(found, "scale=1")))["scale"])


def role_word(role: str) -> str:
    """What messages call a role of a column."""
    return message(f"role-{role}")


def code_word(name: str, code: str) -> str:
    """What messages call a code of a field: the code itself in English, the ledger's words for it in Vietnamese."""
    if reader_language() != "vi":
        return code
    label = load_words(DATA / "codes.csv").codes[name].get(code, code)
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]  # BHXH stays


def _pairs(means: str) -> Iterator[tuple[str, str]]:
    return (tuple(part.split("=", 1)) for part in means.split())


def _same(given: list[str], known: tuple[str, ...]) -> bool:
    return len(given) == len(known) and all(map(agrees, given, known))


def _find(words: list[str], phrase: tuple[str, ...]) -> int | None:
    starts = range(len(words) - len(phrase) + 1)
    return next((start for start in starts if _same(words[start : start + len(phrase)], phrase)), None)


def _has(words: list[str], phrase: tuple[str, ...]) -> bool:
    return _find(words, phrase) is not None


def _fitting(means: dict[str, str]) -> dict[str, str]:
    """A stray unit word, such as the people in `rate of people`, does not make a rate a count."""
    if means.get("unit") == "percent":
        means = {**means, "kind": means.get("kind", "rate")}
        del means["unit"]
    if "kind" in means and "unit" in means and not fits(means["kind"], means["unit"]):
        return {name: value for name, value in means.items() if name != "unit"}
    return means


def fits(kind: str, unit: str) -> bool:
    """Whether a kind of figure can have a unit."""
    shares = kind in ("rate", "share", "attainment", "target_rate")
    return unit.startswith("percent") == shares


@lru_cache(maxsize=4)
def load_words(codes: Path) -> Words:
    """The words of the package and of a ledger's ``codes.csv``."""
    return Words(read_rows(codes))
