"""Vietnamese and English words of headers and cells, from ``headers.csv`` and the ledger's codes.

A word with accents must match exactly; one without accents matches with any accents.
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

COUNT_UNITS = ("persons", "cards", "communes", "employers")  # units with whole numbers only
_SHARES = ("rate", "share", "attainment", "target_rate")
# What two kinds in one header are together: `target` is a plan of anything.
_TARGETS = {
    ("target", "count"): "target_count", ("count", "target"): "target_count", ("target_count", "count"): "target_count",
}  # fmt: skip
_GENERAL = {("group", "total"), ("unit", "percent")}  # more specific words take their place
INSURED = (("tham", "gia"), ("có", "thẻ"), ("thẻ", "bhyt"), ("insured",), ("participants",), ("participating",))
CODED_FIELDS = ("scheme", "group", "kind", "unit")
_HEADERS_FILE = Path(__file__).with_name("headers.csv")
# A cell may have a magnitude after the number, as in `12,5 nghìn`.
MAGNITUDES = {"nghìn": 1000, "ngàn": 1000, "thousand": 1000, "triệu": 1_000_000, "million": 1_000_000}


def split_words(text: str) -> list[str]:
    """The words of a text in lower case, with accents; dates and decimals are not split."""
    flat = unicodedata.normalize("NFC", text).casefold()
    flat = re.sub(r"(?<!\d)[-/.–&+]+|[-/.–&+]+(?!\d)", " ", flat)
    return re.sub(r"[()\[\],:;\"'“”*_|]", " ", flat).replace("%", " % ").split()


def strip_accents(text: str) -> str:
    """A text in lower case without accents; other characters stay."""
    flat = unicodedata.normalize("NFD", text.casefold()).replace("đ", "d")
    return "".join(c for c in flat if not unicodedata.combining(c))


def is_same_word(text: str, word: str) -> bool:
    """Whether a typed text is a word, with or without its accents."""
    return text == word or (text.isascii() and text == strip_accents(word))


@dataclass(frozen=True)
class HeaderMeaning:
    """What a header says: meanings by field, and the words without a meaning, which may be a time."""

    meanings: dict[str, str] = field(default_factory=dict)
    other_words: tuple[str, ...] = ()

    @property
    def is_understood(self) -> bool:
        """Whether the header has a meaning and no other words."""
        return bool(self.meanings) and not self.other_words


class Words:
    """The phrases of ``headers.csv`` and the words of ``codes.csv``."""

    def __init__(self, codes: list[dict]):
        rows = [(row["means"], tuple(split_words(row["phrase"])), row["phrase"]) for row in read_rows(_HEADERS_FILE)]
        self._role_phrases = [(means, words) for means, words, _ in rows if means.startswith("role=")]
        whole_only = ("role=", "missing=", "total=", "region=", "plain=")
        plain = [("filler=", words) for means, words, _ in rows if means == "plain="]
        self._part_phrases = [(means, words) for means, words, _ in rows if not means.startswith(whole_only)]
        self._totals = [words for means, words, _ in rows if means == "total="]
        self._regions = {fold(phrase) for means, _, phrase in rows if means == "region="}
        self._total_cache: dict[str, bool] = {}
        self._header_cache: dict[str, HeaderMeaning] = {}
        self._missing = {phrase for means, _, phrase in rows if means == "missing="}
        self.codes = {name: {} for name in CODED_FIELDS}
        self._cells = {name: [] for name in CODED_FIELDS}
        group_labels = []
        for row in codes:
            if row["field"] in CODED_FIELDS:
                self.codes[row["field"]][row["code"]] = row["label_vi"]
                phrases = (row["code"], row["code"].replace("_", " "), row["label_vi"], row["label_en"])
                self._cells[row["field"]] += [(row["code"], tuple(split_words(phrase))) for phrase in phrases]
                if row["field"] == "group":
                    group_labels += [(f"group={row['code']}", tuple(split_words(label))) for label in phrases[2:]]
        for means, words in self._part_phrases:
            for name, code in _parse_pairs(means):
                if name in CODED_FIELDS and " " not in means:
                    self._cells[name].append((code, words))
        self._part_phrases += [(means, words) for means, words in group_labels if len(words) > 1]
        self._header_index, self._text_index = _index(self._part_phrases), _index(self._part_phrases + plain)

    def read_header(self, text: str) -> HeaderMeaning:
        """Interpret a header; its meanings may include role, scheme, group, kind, unit and scale."""
        if text not in self._header_cache:
            self._header_cache[text] = self._header(text)
        return self._header_cache[text]

    def _header(self, text: str) -> HeaderMeaning:
        for candidate in (text, re.sub(r"\(.*?\)", " ", text)):
            text_words = split_words(candidate)
            role = next((means for means, words in self._role_phrases if _is_same_phrase(text_words, words)), "")
            if role:
                return HeaderMeaning(dict(_parse_pairs(role)))
        words = split_words(text)
        parts = self.split_phrases(text)
        other_words = tuple(word for means, phrase in parts if means is None for word in phrase)
        phrases = [(means, phrase) for means, phrase in parts if means is not None]
        said = {means["says"]: phrase for means, phrase in phrases if "says" in means}
        means = combine_phrases([means for means, _ in phrases if "says" not in means])
        means |= {name: name for name in ("this", "done", "provisional", "estimated") if name in said}
        says_insured = "scheme" in means or any(_contains_phrase(words, phrase) for phrase in INSURED)
        if _is_no_level(means, said, says_insured):
            return HeaderMeaning({}, tuple(words))
        return HeaderMeaning(means | ({"open": "unit"} if "attained" in said else {}), other_words)

    def split_phrases(self, text: str, is_header: bool = True) -> list[tuple[dict[str, str] | None, tuple[str, ...]]]:
        """The longest known phrases of a text with their meanings, from left to right.

        Fillers mean nothing, and more words do in a text that is no header; words of no phrase stand alone and have
        None.
        """
        words, parts, start = split_words(text), [], 0
        index = self._header_index if is_header else self._text_index
        # In `Lao động nam` the last word is no year that lacks its accent.
        is_same = _is_same_phrase if is_header or text.isascii() else lambda found, phrase: tuple(found) == phrase
        while start < len(words):
            known = next(((means, phrase) for means, phrase in index.get(strip_accents(words[start]), ())
                          if is_same(words[start : start + len(phrase)], phrase)), None)  # fmt: skip
            means, phrase = known or ("", tuple(words[start : start + 1]))
            is_filler = means == "filler="
            parts.append(({} if is_filler else dict(_parse_pairs(means)) if known else None, phrase))
            start += len(phrase)
        return parts

    def find_code(self, name: str, text: str) -> str:
        """The code of a field for a cell's text; blank if none."""
        text_words = split_words(text)
        text_words = text_words[1:] if name == "group" and text_words[:1] == ["nhóm"] else text_words
        return next(
            (code for code, words in self._cells.get(name, ()) if words and _is_same_phrase(text_words, words)), ""
        )

    def nearest_codes(self, name: str, text: str) -> list[str]:
        """Codes of a field whose words are similar to the text."""
        keys = {fold(" ".join(words)): code for code, words in self._cells[name]}
        nearest = difflib.get_close_matches(fold(text), keys, n=3, cutoff=0.5)
        return list(dict.fromkeys(keys[key] for key in nearest))

    def is_total(self, text: str) -> bool:
        """Whether a row's label means a total."""
        if text not in self._total_cache:
            text_words = split_words(text)
            self._total_cache[text] = any(_is_same_phrase(text_words, words) for words in self._totals)
        return self._total_cache[text]

    def is_region(self, text: str) -> bool:
        """Whether a row's label is a group of provinces, as the statistics office forms them."""
        return fold(text) in self._regions

    def is_missing(self, text: str) -> bool:
        """Whether a cell marks a missing figure."""
        return text.casefold() in self._missing

    def find_scale(self, text: str) -> int:
        """1000 if a text mentions thousands of people, 1000000 for millions, else 1."""
        return next((int(means["scale"]) for means, _ in self.split_phrases(text) if means and "scale" in means), 1)


def role_word(role: str) -> str:
    """The word for a column role in messages."""
    return message(f"role-{role}")


def code_word(name: str, code: str) -> str:
    """The word for a code in messages: the code itself in English, the ledger's label in Vietnamese."""
    if reader_language() != "vi":
        return code
    label = load_words(DATA / "codes.csv").codes[name].get(code, code)
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]  # abbreviations such as BHXH stay


def _index(phrases: list[tuple[str, tuple[str, ...]]]) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    """Phrases by their first word without accents, the longest first."""
    index: dict[str, list] = {}
    for means, words in sorted(phrases, key=lambda pair: -len(pair[1])):
        index.setdefault(strip_accents(words[0]), []).append((means, words))
    return index


def _parse_pairs(means: str) -> Iterator[tuple[str, str]]:
    return (tuple(part.split("=", 1)) for part in means.split())


def _is_same_phrase(words: list[str], phrase: tuple[str, ...]) -> bool:
    return len(words) == len(phrase) and all(map(is_same_word, words, phrase))


def _contains_phrase(words: list[str], phrase: tuple[str, ...]) -> bool:
    starts = range(len(words) - len(phrase) + 1)
    return any(_is_same_phrase(words[start : start + len(phrase)], phrase) for start in starts)


def _is_no_level(means: dict[str, str], said: dict, says_insured: bool) -> bool:
    """Whether a header speaks of something else than a level: a change, a plan, people who may not be insured."""
    kind, group = means.get("kind", ""), means.get("group", "total")
    return (
        bool({"change", "plan"} & said.keys())
        or ("attained" in said and kind != "rate")
        or (kind == "count" and group not in ("total", "uninsured") and not says_insured)
        or (kind == "denominator" and says_insured)
    )


def combine_phrases(phrases: list[dict[str, str]]) -> dict[str, str]:
    """The meanings of a header's phrases, in their order; empty if they contradict each other."""
    means: dict[str, str] = {}
    for phrase in phrases:
        phrase = dict(phrase)
        earlier_kind, kind = means.get("kind", ""), phrase.get("kind", "")
        if earlier_kind in ("rate", "share") and (phrase.get("unit") == "persons" or kind == "denominator"):
            # The people in `rate of people`, the population that a rate is of.
            if kind == "denominator":
                means.setdefault("unit", "percent_of_population")
            phrase = {name: value for name, value in phrase.items() if name not in ("kind", "unit")}
        elif earlier_kind and kind:
            more_specific = {earlier_kind: kind, kind: earlier_kind}.get("rate", "")
            if (earlier_kind, kind) == ("target", "rate") and phrase.get("unit", "").startswith("percent_of"):
                kind = phrase["kind"] = means["kind"] = earlier_kind = "target_rate"
            joint = _TARGETS.get((earlier_kind, kind)) or (more_specific if more_specific in _SHARES else "")
            if kind != earlier_kind and not joint:
                return {}
            means["kind"] = phrase["kind"] = joint or kind
        for name, value in phrase.items():
            earlier = means.get(name, value)
            if (name, earlier) in _GENERAL:
                means[name] = value
            elif earlier != value and (name, value) not in _GENERAL:
                return {}
            else:
                means.setdefault(name, value)
    if means.get("unit") == "percent":
        del means["unit"]
        means.setdefault("kind", "rate")
    if means.get("kind") == "target" and "unit" in means:
        if means["unit"] != "persons":
            return {}
        means["kind"] = "target_count"
    kind, unit = means.get("kind", ""), means.get("unit", "")
    fits = not (kind and unit) or is_unit_of_kind(kind, unit)
    return means if fits and not (kind in _SHARES and {"scale"} & means.keys()) else {}


def is_unit_of_kind(kind: str, unit: str) -> bool:
    """Whether a kind of figure can have a unit."""
    return unit.startswith("percent") == is_share(kind)


def is_share(kind: str) -> bool:
    """Whether a kind of figure is a part of something, in per cent."""
    return kind in _SHARES


@lru_cache(maxsize=4)
def load_words(codes: Path) -> Words:
    """The words of the package and of a ledger's ``codes.csv``."""
    return Words(read_rows(codes))
