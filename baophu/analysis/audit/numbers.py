"""Columns of numbers, each with the interval of its rounding, and the arithmetic of such intervals."""

from typing import NamedTuple

import pandas as pd

_HAIR = 1e-9


class Numbers(NamedTuple):
    """One number a row, with the lowest and the highest that its rounding allows; or one number for all rows."""

    value: pd.Series
    low: pd.Series
    high: pd.Series

    def plus(self, other: "Numbers") -> "Numbers":
        """Sums."""
        return Numbers(self.value + other.value, self.low + other.low, self.high + other.high)

    def minus(self, other: "Numbers") -> "Numbers":
        """Differences."""
        return Numbers(self.value - other.value, self.low - other.high, self.high - other.low)

    def over(self, other: "Numbers") -> "Numbers":
        """Quotients of numbers that are not negative."""
        return Numbers(self.value / other.value, self.low / other.high, self.high / other.low)

    def times(self, other: "Numbers") -> "Numbers":
        """Products of numbers that are not negative."""
        return Numbers(self.value * other.value, self.low * other.low, self.high * other.high)

    def scale(self, factor: pd.Series | float) -> "Numbers":
        """Each number times a positive factor."""
        return Numbers(self.value * factor, self.low * factor, self.high * factor)

    def percent_of(self, base: "Numbers") -> "Numbers":
        """Per cent that these numbers are of a base."""
        return Numbers(100 * self.value / base.value, *self.over(base).scale(100)[1:])

    def base_at(self, percent: "Numbers") -> "Numbers":
        """The base of which these numbers are so many per cent."""
        return Numbers(100 * self.value / percent.value, *self.over(percent.scale(0.01))[1:])

    def where(self, condition: pd.Series, other: "Numbers") -> "Numbers":
        """These numbers in the rows that meet the condition, the others elsewhere."""
        return Numbers(*(one.where(condition, another) for one, another in zip(self, other, strict=True)))

    def fits(self, other: "Numbers") -> pd.Series:
        """Whether one value can satisfy both, a hair of floating point apart."""
        ends = pd.concat([self.low, self.high, other.low, other.high], axis="columns")
        hair = _HAIR * ends.abs().max(axis="columns")
        return (self.low - hair <= other.high) & (other.low - hair <= self.high)


def exact(value: pd.Series | float) -> Numbers:
    """Numbers that are not rounded."""
    return Numbers(value, value, value)


def numbers_of(table: pd.DataFrame, role: str = "") -> Numbers:
    """The columns ``value``, ``low`` and ``high`` of a role (``figures.join``), or those without one."""
    return Numbers(*(table[f"{role}_{name}" if role else name] for name in Numbers._fields))
