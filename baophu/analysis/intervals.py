"""What a rounded figure may have been before it was rounded."""

from typing import NamedTuple

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


# "Trên 76,9%" and "gần 94%": how far beyond the printed digits the figure may lie, as a share of itself.
_LOOSE = 0.02
_NEARLY = 0.05


def interval_of(value: float, as_printed: str, bound: str) -> Interval:
    """Interval of a printed figure: half a rounding step each way, wider on the side that its bound leaves open.

    ``about`` opens two percent of the value on both sides; ``at_least`` and ``at_most`` five percent on theirs
    (docs/assumptions.md, A4).
    """
    half = rounding_step(as_printed, value) / 2
    size = abs(value)
    below = {"about": max(half, _LOOSE * size), "at_most": max(half, _NEARLY * size)}.get(bound, half)
    above = {"about": max(half, _LOOSE * size), "at_least": max(half, _NEARLY * size)}.get(bound, half)
    # "More than" excludes what lies below the digits printed, "nearly" what lies above.
    below = 0.0 if bound == "at_least" else below
    above = 0.0 if bound == "at_most" else above
    return Interval(value - below, value + above)
