"""What a rounded figure may have been before it was rounded."""

from functools import lru_cache
from typing import NamedTuple, Protocol

from baophu.ledger.tokens import rounding_step


class Interval(NamedTuple):
    """Closed interval of a quantity in its own unit."""

    low: float
    high: float

    def overlaps(self, other: "Interval") -> bool:
        """Whether one value can satisfy both."""
        return self.low <= other.high and other.low <= self.high

    def over(self, other: "Interval") -> "Interval":
        """Quotient of two positive intervals."""
        return Interval(self.low / other.high, self.high / other.low)

    def times(self, factor: float) -> "Interval":
        """Both ends multiplied by a positive factor."""
        return Interval(self.low * factor, self.high * factor)


# The bound of what a figure with this bound leaves of a whole, or of the figure with the other sign.
REST = {"exact": "exact", "about": "about", "at_least": "at_most", "at_most": "at_least"}


def difference_bound(whole: str, part: str) -> str:
    """On which side a difference of two bounded figures lies; ``about`` where they pull both ways."""
    bounds = {whole, REST[part]} - {"exact"}
    return bounds.pop() if len(bounds) == 1 else "about" if bounds else "exact"


class Print(Protocol):
    """What is printed of a figure."""

    value: float
    as_printed: str
    bound: str


# How far beyond the printed digits "khoảng", "trên" and "gần" reach at most, as a share of the figure.
_LOOSE = 0.02
_NEARLY = 0.05


# The same print is read by many checks.
@lru_cache(maxsize=8192)
def interval_of(value: float, as_printed: str, bound: str) -> Interval:
    """Interval of a printed figure: half a rounding step each way, a whole step on the side that its bound leaves open.

    Whoever prints "more than 86.8 million" would have printed 86.9 from there on. Of a round figure the zeros are no
    digits: "over 300,000" may be any from 300,000, but never more than five percent on (``about`` two percent each way;
    docs/assumptions.md, A4). Bounds speak of the size: a fall of "more than nine" lies below minus nine.
    """
    size = abs(value)
    step = rounding_step(as_printed, value)
    half = step / 2
    loose, nearly = (max(step, min(_last_digit(size), share * size)) for share in (_LOOSE, _NEARLY))
    below = {"about": loose, "at_most": nearly}.get(bound, half)
    above = {"about": loose, "at_least": nearly}.get(bound, half)
    # "More than" excludes what lies below the digits printed, "nearly" what lies above.
    below = 0.0 if bound == "at_least" else below
    above = 0.0 if bound == "at_most" else above
    span = Interval(size - below, size + above)
    return Interval(-span.high, -span.low) if value < 0 else span


def _last_digit(size: float) -> float:
    """Step of the last digit of a whole figure that is not zero: ten of 90, a hundred thousand of 300,000."""
    digits = f"{size:.0f}"
    return 10.0 ** (len(digits) - len(digits.rstrip("0"))) if size == int(size) and size else 0.0


def span_of(claim: Print) -> Interval:
    """``interval_of`` a claim."""
    return interval_of(claim.value, claim.as_printed, claim.bound)
