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

    def scaled(self, factor: float) -> "Interval":
        """Both ends multiplied by a positive factor."""
        return Interval(self.low * factor, self.high * factor)


class Print(Protocol):
    """What is printed of a figure."""

    value: float
    as_printed: str
    bound: str


# "Trên 76,9%" and "gần 94%": how far beyond the printed digits the figure may lie, as a share of itself.
_LOOSE = 0.02
_NEARLY = 0.05


# The same print is read by many checks.
@lru_cache(maxsize=8192)
def interval_of(value: float, as_printed: str, bound: str) -> Interval:
    """Interval of a printed figure: half a rounding step each way, wider on the side that its bound leaves open.

    ``about`` opens two percent of the value on both sides; ``at_least`` and ``at_most`` five percent on theirs
    (docs/assumptions.md, A4). Bounds speak of the size: a fall of "more than nine" lies below minus nine.
    """
    size = abs(value)
    half = rounding_step(as_printed, value) / 2
    below = {"about": max(half, _LOOSE * size), "at_most": max(half, _NEARLY * size)}.get(bound, half)
    above = {"about": max(half, _LOOSE * size), "at_least": max(half, _NEARLY * size)}.get(bound, half)
    # "More than" excludes what lies below the digits printed, "nearly" what lies above.
    below = 0.0 if bound == "at_least" else below
    above = 0.0 if bound == "at_most" else above
    span = Interval(size - below, size + above)
    return Interval(-span.high, -span.low) if value < 0 else span


def span_of(claim: Print) -> Interval:
    """``interval_of`` a claim."""
    return interval_of(claim.value, claim.as_printed, claim.bound)
