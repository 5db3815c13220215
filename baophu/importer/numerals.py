"""Numbers as text: all readings of a token, and the decimal mark of a column. Nothing is guessed."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from baophu.importer.words import MAGNITUDES

COMMA, DOT = ",", "."
_TOKEN = re.compile(r"^([-+−]?)\s*([0-9][0-9.,\s]*?)\s*(%|[^\W\d_][^\d]*)?$")
_DIGITS = re.compile(r"[0-9.,\s]+")
COUNT_WORDS = {  # that may follow a number
    **dict.fromkeys(("người", "nguoi", "persons", "people", "lao động", "lao dong"), "persons"),
    **dict.fromkeys(("thẻ", "the", "cards"), "cards"), "xã": "communes", "đơn vị": "employers",
}  # fmt: skip


class Token(NamedTuple):
    """A typed number: sign, digits with marks, percent sign, and the magnitude and unit after it."""

    digits: str
    is_negative: bool
    is_percent: bool
    scale: int
    unit: str


def parse_token(text: str) -> Token | None:
    """The parts of a typed number; None for text that is no number, such as ``1.052.O62``."""
    match = _TOKEN.match(text)
    if not match or not _DIGITS.fullmatch(match.group(2)):
        return None
    suffix = unicodedata.normalize("NFC", (match.group(3) or "").strip().casefold())
    first, _, rest = suffix.partition(" ")
    scale = MAGNITUDES.get(first, 1)
    unit = rest if scale > 1 else suffix.rstrip("%")
    if unit and unit not in COUNT_WORDS:
        return None
    is_negative = match.group(1) in ("-", "−")
    return Token(re.sub(r"\s", " ", match.group(2)), is_negative, suffix == "%", scale, COUNT_WORDS.get(unit, ""))


@lru_cache(maxsize=1 << 17)  # long tables repeat their tokens, and each is read more than once
def readings(text: str) -> dict[str, Decimal]:
    """The value of a token by each decimal mark that it allows; empty if it is no number."""
    parts = parse_token(text)
    if parts is None:
        return {}
    values = {mark: _read_digits(parts.digits, mark) for mark in (COMMA, DOT)}
    sign = -1 if parts.is_negative else 1
    return {mark: sign * value * parts.scale for mark, value in values.items() if value is not None}


def _read_digits(digits: str, mark: str) -> Decimal | None:
    other = re.escape(DOT if mark == COMMA else COMMA)
    # A group of thousands never begins with a zero: `0.052` can only be a decimal.
    whole = rf"(\d+|[1-9]\d{{0,2}}(?:{other}\d{{3}})+|[1-9]\d{{0,2}}(?: \d{{3}})+)"
    match = re.fullmatch(rf"{whole}(?:{re.escape(mark)}(\d+))?", digits)
    if not match:
        return None
    return Decimal(re.sub(r"\D", "", match.group(1)) + "." + (match.group(2) or "0"))


class ColumnMark(NamedTuple):
    """The decimal mark of a column, or the reason why it has none.

    ``mark`` is blank if the column needs none or is ambiguous; ``ambiguous`` is a token with two readings;
    ``contradictory`` are two tokens that need different marks.
    """

    mark: str = ""
    ambiguous: str = ""
    contradictory: tuple[str, str] = ("", "")


def settle_mark(texts: Iterable[str], answer: str = "", decide: Callable[[str], str] | None = None) -> ColumnMark:
    """Find the decimal mark of a column from the tokens that allow only one; ``answer`` is the analyst's.

    ``decide`` gives the mark of a token with two readings if only one of them can be what the column holds.
    """
    decisive: dict[str, str] = {}
    ambiguous = ""
    for text in texts:
        values = readings(text)
        marks = list(values) if len(values) == 1 else []
        if len(set(values.values())) == 2:
            marks = [mark for mark in [decide(text) if decide else ""] if mark]
            ambiguous = ambiguous or ("" if marks else text)
        for mark in marks:
            decisive.setdefault(mark, text)
    if len(decisive) == 2:
        return ColumnMark(answer, contradictory=(decisive[COMMA], decisive[DOT]))
    mark = answer or next(iter(decisive), "")
    return ColumnMark(mark, ambiguous="" if mark else ambiguous)
