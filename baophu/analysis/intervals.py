"""The interval of values that a rounded figure may stand for."""

from functools import lru_cache
from typing import NamedTuple

from baophu.ledger.tokens import rounding_step


class Interval(NamedTuple):
    """Closed interval of a quantity in its own unit."""

    low: float
    high: float

    def over(self, other: "Interval") -> "Interval":
        """Quotient of two positive intervals."""
        return Interval(self.low / other.high, self.high / other.low)

    def times(self, factor: float) -> "Interval":
        """Both ends multiplied by a positive factor."""
        return Interval(self.low * factor, self.high * factor)


# Bound of the remainder when a figure with this bound is subtracted from a whole; also of the figure negated.
REST = {"exact": "exact", "about": "about", "at_least": "at_most", "at_most": "at_least"}


def difference_bound(whole: str, part: str) -> str:
    """Bound of the difference of two bounded figures; ``about`` where their bounds point both ways."""
    bounds = {whole, REST[part]} - {"exact"}
    return bounds.pop() if len(bounds) == 1 else "about" if bounds else "exact"


# The most that "khoảng" (loose), "trên" and "gần" (nearly) reach beyond the printed digits, as shares of the figure.
_LOOSE = 0.02
_NEARLY = 0.05


# Many checks read the same printed figure.
@lru_cache(maxsize=8192)
def interval_of(value: float, as_printed: str, bound: str) -> Interval:
    """Interval of a printed figure: half a rounding step each way, a whole step on the side that its bound leaves open.

    "More than 86.8 million" ends at 86.9, which would have been printed from there on. Trailing zeros of a round figure
    do not count as digits: "over 300,000" reaches beyond 300,000 by up to five percent, ``about`` by two percent each
    way (docs/assumptions.md, A4). Bounds refer to the absolute value: a fall of "more than nine" lies below minus nine.
    """
    size = abs(value)
    step = rounding_step(as_printed, value)
    half = step / 2
    loose, nearly = (max(step, min(_last_digit(size), share * size)) for share in (_LOOSE, _NEARLY))
    below = {"about": loose, "at_most": nearly}.get(bound, half)
    above = {"about": loose, "at_least": nearly}.get(bound, half)
    # "More than" excludes values below the printed digits, "nearly" values above them.
    below = 0.0 if bound == "at_least" else below
    above = 0.0 if bound == "at_most" else above
    span = Interval(size - below, size + above)
    return Interval(-span.high, -span.low) if value < 0 else span


def _last_digit(size: float) -> float:
    """Place value of the last non-zero digit of a whole figure: 10 for 90, 100,000 for 300,000."""
    digits = f"{size:.0f}"
    return 10.0 ** (len(digits) - len(digits.rstrip("0"))) if size == int(size) and size else 0.0
