"""Dated coverages, and the country's as a curve."""

from math import exp, log
from typing import NamedTuple

import pandas as pd

# Chosen in the trial on published figures (docs/backtest.md) and not fitted again.
PASS_THROUGH = 1 / 3  # share of the country's yearly sawtooth that provinces have
CEILING = 99.5  # a publisher's population can be too small; at 100 % and above the logit has no value


class DatedCoverage(NamedTuple):
    """One dated coverage in percent; ``day`` is a proleptic ordinal, ``insured`` in persons.

    ``is_carried``: converted from the other scale. A figure that is no anchor is a published level that no estimate
    uses.
    """

    area: str
    scale: str
    day: int
    pct: float
    insured: float | None
    claim_ids: tuple[str, ...]
    is_carried: bool = False
    is_anchor: bool = True


def logit(pct: float) -> float:
    """Log odds of a percentage, which is clipped to 0.5 to 99.5."""
    share = min(max(pct, 100 - CEILING), CEILING) / 100
    return log(share / (1 - share))


def logistic(value: float) -> float:
    """Percentage from log odds."""
    return 100 / (1 + exp(-value))


class Curve:
    """The country's coverage on the logit scale, with a part of its yearly sawtooth."""

    def __init__(self, figures: list[DatedCoverage]):
        self._all = [(f.day, logit(f.pct), f.claim_ids) for f in figures]
        self._ends = [row for row in self._all if _is_year_end(row[0])]

    def at(self, day: int) -> float | None:
        """Level on a day; None before the first and after the last year end."""
        overall, year_end = line(self._all, day), line(self._ends, day)
        return None if overall is None or year_end is None else year_end + PASS_THROUGH * (overall - year_end)

    def claims_at(self, day: int) -> tuple[str, ...]:
        """Claims behind the level on a day."""
        around = [row for rows in (self._all, self._ends) for row in _neighbours(rows, day)]
        return tuple(dict.fromkeys(claim for row in around for claim in row[2]))


def _is_year_end(day: int) -> bool:
    stamp = pd.Timestamp.fromordinal(day)
    return stamp.month == 12 and stamp.day == 31


def _neighbours(rows: list[tuple], day: int) -> list[tuple]:
    """The last of the rows (day, …) up to a day and the first from it on; the same row twice on its day."""
    before, after = [row for row in rows if row[0] <= day], [row for row in rows if row[0] >= day]
    return [before[-1], after[0]] if before and after else []


def line(rows: list[tuple], day: int) -> float | None:
    """Value on a day by linear interpolation of rows (day, value, …); None outside them."""
    around = _neighbours(rows, day)
    if not around:
        return None
    left, right = around
    return left[1] + (right[1] - left[1]) * (day - left[0]) / max(right[0] - left[0], 1)
