"""Printed figures: the numbers that a token can stand for, and their rounding steps.

Vietnamese prints ``1.052.062`` and ``92,5%``, English ``1,052,062`` and ``92.5%``. A token may be read in both ways
(``1.052`` is 1052 or 1.052), so :func:`find_readings` returns every reading and the ledger's ``value`` decides.
"""

import re
from typing import NamedTuple

MAGNITUDES = {
    "nghìn": 1e3,
    "ngàn": 1e3,
    "thousand": 1e3,
    "triệu": 1e6,
    "million": 1e6,
    "m": 1e6,
    "tỷ": 1e9,
    "billion": 1e9,
}

# A number, then nothing, a percent sign, or words without digits; `1.052.O62` does not match.
_TOKEN = re.compile(r"^[-+−]?\s*(\d+(?:[.,\s]\d+)*)\s*(%|[^\W\d_][^\d]*)?$")
_THOUSANDS = {
    ".": re.compile(r"^[1-9]\d{0,2}(\.\d{3})+$"),
    ",": re.compile(r"^[1-9]\d{0,2}(,\d{3})+$"),
    " ": re.compile(r"^[1-9]\d{0,2}( \d{3})+$"),
}
_MIXED = re.compile(r"^([1-9]\d{0,2}([., ])\d{3}(?:\2\d{3})*)([.,])(\d+)$")
_DECIMAL = re.compile(r"^\d+[.,](\d+)$")


class Reading(NamedTuple):
    """One way to read a token: its value and rounding step."""

    value: float
    step: float


def find_readings(token: str) -> list[Reading]:
    """Every unsigned number that a printed token can stand for; empty if it is no number, such as ``1.052.O62``."""
    match = _TOKEN.match(token.strip())
    if not match:
        return []
    digits, scale = re.sub(r"\s", " ", match.group(1)), find_magnitude(token)
    return [Reading(value * scale, step * scale) for value, step in _plain_readings(digits)]


def find_magnitude(token: str) -> float:
    """What the word of a token multiplies its digits by: 1e6 for ``1,3 triệu``, 1 without such a word."""
    match = _TOKEN.match(token.strip())
    word = ((match and match.group(2)) or "").split()
    return MAGNITUDES.get(word[0].lower(), 1.0) if word else 1.0


def _plain_readings(digits: str) -> list[Reading]:
    readings = []
    if digits.isdigit():
        readings.append(Reading(float(digits), 1.0))
    for mark, pattern in _THOUSANDS.items():
        if pattern.match(digits):
            readings.append(Reading(float(digits.replace(mark, "")), 1.0))
    mixed = _MIXED.match(digits)
    if mixed and mixed.group(2) != mixed.group(3):
        whole = re.sub(r"\D", "", mixed.group(1))
        readings.append(Reading(float(f"{whole}.{mixed.group(4)}"), 10.0 ** -len(mixed.group(4))))
    decimal = _DECIMAL.match(digits)
    if decimal:
        places = len(decimal.group(1))
        readings.append(Reading(float(digits.replace(",", ".")), 10.0**-places))
    return readings


def match_reading(token: str, value: float) -> Reading | None:
    """The reading of a token that equals ``abs(value)``, or None."""
    for reading in find_readings(token):
        if abs(reading.value - abs(value)) <= 1e-12 * max(1.0, abs(value)):
            return reading
    return None


def rounding_step(token: str, value: float) -> float:
    """The rounding step of a printed figure, in its own unit.

    A count that ends in three or more zeros is taken as rounded: ``661.000`` has a step of 1000.
    """
    reading = match_reading(token, value)
    step = reading.step if reading else 1.0
    if step == 1.0 and abs(value) >= 1000:
        zeros = len(str(int(abs(value)))) - len(str(int(abs(value))).rstrip("0"))
        if zeros >= 3:
            step = 10.0**zeros
    return step
