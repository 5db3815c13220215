"""Days, months and years as text. An ambiguous date gives both readings; its column decides."""

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from baophu.importer.words import strip_accents

DMY, MDY = "dmy", "mdy"
FIRST_YEAR, LAST_YEAR = 1990, 2100
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"({'|'.join(_MONTHS)})[a-z]*"
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_LEADING_WORDS = re.compile(
    r"^(?:(?:tinh|den|toi|het|cuoi|ngay|tai|thoi diem|luy ke|as of|as at|at|on|end of|by|ky)\b[\s:]*)+"
)
_YEAR = r"((?:19|20)\d\d)"
_GAP = r"(?:\s*[-/.,]\s*|\s+(?:nam\s+)?|\s*nam\s+)"


class DatePart(NamedTuple):
    """Year, month and day of a text; zero where it gives none."""

    year: int = 0
    month: int = 0
    day: int = 0

    def combined_with(self, other: "DatePart") -> "DatePart | None":
        """Both combined; None if they contradict each other."""
        if any(a and b and a != b for a, b in zip(self, other, strict=True)):
            return None
        return DatePart(*(a or b for a, b in zip(self, other, strict=True)))


class Period(NamedTuple):
    """A period: its last day and its precision (day, month or year)."""

    as_of: date
    precision: str


_FORMS = [
    # (pattern, which groups are year, month, day); the first that matches the whole text counts.
    (rf"{_YEAR}[-/.](\d\d?)[-/.](\d\d?)(?:[ t]00:00(?::00)?)?", "ymd"),
    (rf"(\d\d?) ?thang (\d\d?)(?: nam|,)? {_YEAR}", "dmy"),
    (rf"(?:thang|month|th|t)\s*\.?\s*(\d\d?){_GAP}{_YEAR}", "my"),
    (r"(?:thang|month|th|t)\s*\.?\s*(\d\d?)", "m"),
    (rf"(\d\d?)\s*[-/.]\s*{_YEAR}", "my"),
    (rf"{_YEAR}\s*[-/.]\s*(\d\d?)", "ym"),
    (rf"{_YEAR}[-/ ]?(?:thang|t|m)(\d\d?)", "ym"),
    (rf"(?:quy|q)\s*\.?\s*(iv|iii|ii|i|[1-4])(?:{_GAP}{_YEAR})?", "qy"),
    (rf"{_YEAR}[-/ ]?q([1-4])", "yq"),
    (rf"(?:nam|year|n)?\s*{_YEAR}", "y"),
    (rf"{_MONTH}[\s\-./,]*{_YEAR}", "by"),
    (rf"{_MONTH}", "b"),
    (rf"(\d\d?)[\s\-./]*{_MONTH}[\s\-./,]*{_YEAR}", "dby"),
    (rf"{_MONTH}[\s.]*(\d\d?)[\s,]+{_YEAR}", "bdy"),
]
_FORMS = [(re.compile(pattern), names) for pattern, names in _FORMS]
_NUMERIC = re.compile(rf"(\d\d?)[-/.](\d\d?)[-/.]{_YEAR}(?:[ t]00:00(?::00)?)?")
_SHORT = re.compile(r"(\d\d?)/(\d\d?)")
_TWO_DIGITS = re.compile(rf"\d\d?[-/.]\d\d?[-/.]\d\d|(?:{_MONTH}|t\d\d?|thang \d\d?)[\s\-./']*\d\d")


@lru_cache(maxsize=1 << 15)  # a table has far fewer days than cells
def date_readings(text: str) -> dict[str, DatePart]:
    """The date of a text by each order of day and month that it allows; empty if it is no date."""
    flat = _LEADING_WORDS.sub("", " ".join(strip_accents(text).split()))
    for pattern, names in _FORMS:
        match = pattern.fullmatch(flat)
        if match:
            part = _part_from_groups(match.groups(), names)
            return {DMY: part, MDY: part}
    for pattern in (_NUMERIC, _SHORT):
        match = pattern.fullmatch(flat)
        if match:
            first, second, *year = (int(group) for group in match.groups())
            readings = {DMY: DatePart(*(year or [0]), second, first), MDY: DatePart(*(year or [0]), first, second)}
            # An impossible date keeps one reading, so that it is reported as a fault.
            return {order: part for order, part in readings.items() if 1 <= part.month <= 12} or {DMY: readings[DMY]}
    return {}


def has_short_year(text: str) -> bool:
    """Whether a text is a date whose year has two digits, which is ambiguous."""
    return bool(_TWO_DIGITS.fullmatch(_LEADING_WORDS.sub("", " ".join(strip_accents(text).split()))))


def _part_from_groups(groups: tuple, names: str) -> DatePart:
    values = dict(zip(names, (group for group in groups if group is not None), strict=False))
    month = int(values.get("m", 0))
    if "b" in values:
        month = _MONTHS.index(values["b"]) + 1
    if "q" in values:
        month = 3 * (_ROMAN.get(values["q"]) or int(values["q"]))
    return DatePart(int(values.get("y", 0)), month, int(values.get("d", 0)))


class DateOrder(NamedTuple):
    """The date order of a column, an ambiguous date, or two dates that contradict each other."""

    order: str = DMY
    ambiguous: str = ""
    contradictory: tuple[str, str] = ("", "")


def settle_order(texts: Iterable[str], answer: str = "") -> DateOrder:
    """Find the order of day and month of a column from the dates that allow only one; ``answer`` is the analyst's."""
    decisive: dict[str, str] = {}
    ambiguous = ""
    for text in texts:
        readings = date_readings(text)
        if len(readings) == 1 and readings.get(DMY, DatePart()).month <= 12:
            decisive.setdefault(*readings, text)
        elif not ambiguous and len(readings) == 2 and readings[DMY] != readings[MDY]:
            ambiguous = text
    if len(decisive) == 2:
        return DateOrder(answer or DMY, contradictory=(decisive[DMY], decisive[MDY]))
    order = answer or next(iter(decisive), "")
    return DateOrder(order or DMY, ambiguous="" if order else ambiguous)


def period_of(part: DatePart) -> Period | None:
    """The period of a date part, dated to its last day; None for an impossible date."""
    if not part.year or (part.day and not part.month) or part.month > 12:
        return None
    if not part.month:
        return Period(date(part.year, 12, 31), "year")
    last = monthrange(part.year, part.month)[1]
    if not part.day:
        return Period(date(part.year, part.month, last), "month")
    return Period(date(part.year, part.month, part.day), "day") if part.day <= last else None
