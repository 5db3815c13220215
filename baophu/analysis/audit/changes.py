"""Ratios and changes between two days, compared with the levels of both, and the levels that they imply."""

from collections.abc import Callable
from itertools import combinations
from typing import NamedTuple

import pandas as pd

from baophu.analysis.audit.figures import Figure, edges, minus, one_labels
from baophu.analysis.audit.findings import finding, held_against
from baophu.analysis.claims import group_rows
from baophu.analysis.constants import PEOPLE_UNITS
from baophu.analysis.intervals import Interval

_ON = ("area", "scheme", "group", "as_of")
_ONE = Interval(1.0, 1.0)


class Way(NamedTuple):
    """How one kind of change is computed from two levels (``value``, ``span``), and the earlier level from a change.

    ``earlier`` returns None where the fall is too large to compute the earlier level.
    """

    check: str
    quantity: str
    value: Callable[[float, float], float]
    span: Callable[[Interval, Interval], Interval]
    earlier: Callable[[Figure, Figure], tuple[float, Interval] | None]


class ImpliedLevel(NamedTuple):
    """An earlier level that a change (``move``) and a later level imply."""

    value: float
    span: Interval
    move: Figure
    later: Figure


def _ratio_way(factor: float) -> Way:
    return Way(
        "ratio",
        "ratio",
        lambda later, earlier: factor * later / earlier,
        lambda later, earlier: later.over(earlier).times(factor),
        lambda move, later: _level_before_ratio(later, move.value / factor, move.span.times(1 / factor)),
    )


def _level_before_ratio(later: Figure, factor: float, span: Interval):
    return (later.value / factor, later.span.over(span)) if span.low > 0 else None


def _level_before_growth(move: Figure, later: Figure):
    low, high = move.span.times(0.01)
    return _level_before_ratio(later, 1 + move.value / 100, Interval(1 + low, 1 + high))


def _growth(later: Interval, earlier: Interval) -> Interval:
    return minus(later.over(earlier), _ONE).times(100)


def _difference_way(check: str) -> Way:
    return Way(
        check,
        "change",
        lambda later, earlier: later - earlier,
        minus,
        lambda move, later: (later.value - move.value, minus(later.span, move.span)),
    )


_GROWTH = Way("growth", "growth", lambda later, earlier: 100 * (later / earlier - 1), _growth, _level_before_growth)
_WAYS = {
    ("ratio", "times"): _ratio_way(1),
    ("ratio", "percent_of_base"): _ratio_way(100),
    ("change", "percent_of_base"): _GROWTH,
    ("change", "persons"): _difference_way("change"),
    ("change", "cards"): _difference_way("change"),
    ("change", "percentage_points"): _difference_way("change_points"),
}


def checks(figures: list[Figure]):
    """Findings on ratios and changes between two days."""
    levels = {
        True: group_rows((f for f in figures if f.kind == "rate"), *_ON),
        False: group_rows((f for f in figures if f.kind == "count" and f.unit in PEOPLE_UNITS), *_ON),
    }
    moves = [f for f in figures if (f.kind, f.unit) in _WAYS and f.base_as_of is not pd.NaT]
    implied = []
    for move in moves:
        stock = levels[move.unit == "percentage_points"]
        later, earlier = (_levels(stock, move, day) for day in (move.as_of, move.base_as_of))
        yield from _compare_levels(move, later, earlier)
        if not earlier:
            implied += _implied_levels(move, later)
    for level in implied:
        where = {"as_of": level.move.base_as_of, "as_of_precision": _precision(level.move)}
        number, claims = (level.value, level.span), (level.move, level.later)
        yield finding("implied_level", level.later, claims, *number, "level", level.later.unit, **where)
    yield from _two_levels(implied, one_labels(figures))


def _levels(stock: dict, move: Figure, day: pd.Timestamp) -> list[Figure]:
    """Levels of a day: those of the source of the change, or of other sources where it prints none."""
    same_day = stock.get((move.area, move.scheme, move.group, day), [])
    return [level for level in same_day if level.source_id == move.source_id] or same_day


def _compare_levels(move: Figure, later: list[Figure], earlier: list[Figure]):
    way = _WAYS[move.kind, move.unit]
    for end in later:
        for start in earlier:
            if end.unit != start.unit or start.span.low <= 0:
                continue
            number = (way.value(end.value, start.value), way.span(end.span, start.span))
            claims = (move, end, start)
            numbers = (*number, move.value, move.span)
            # Rounding steps add up in differences only; a quotient has no step.
            slack = edges(claims) if way.quantity == "change" else 0.0
            other = _growth_reading(move, end, start)
            what = (way.quantity, move.unit)
            yield held_against(way.check, move, claims, *numbers, *what, slack=slack, other_reading=other)


def _growth_reading(move: Figure, end: Figure, start: Figure) -> float | None:
    """The growth in per cent, where points of coverage are printed with a percent sign.

    "Tăng trưởng 18%" between 80.07 % and 98.5 % is consistent as 18.43 points, rounded to 18; as growth it would be
    23.0 %. The ledger records points, so points are compared, and the other reading is shown as well.
    """
    has_sign = move.unit == "percentage_points" and "%" in move.as_printed
    return 100 * (end.value / start.value - 1) if has_sign else None


def _implied_levels(move: Figure, later: list[Figure]) -> list[ImpliedLevel]:
    results = [(_WAYS[move.kind, move.unit].earlier(move, level), level) for level in later]
    return [ImpliedLevel(*number, move, level) for number, level in results if number]


def _precision(move: Figure) -> str:
    """Precision of the earlier day: that of the change, but the year for a 31 December that is no anniversary."""
    base, day = move.base_as_of, move.as_of
    is_anniversary = (base.month, base.day) == (day.month, day.day)
    return "year" if (base.month, base.day) == (12, 31) and not is_anniversary else move.as_of_precision


def _two_levels(implied: list[ImpliedLevel], labels: set[tuple]):
    """Pairs of changes that imply the same earlier level."""
    groups: dict[tuple, list[ImpliedLevel]] = {}
    for level in implied:
        # Rates of different bases are different levels; persons and cards are the same unit here.
        unit = "" if level.later.unit in PEOPLE_UNITS else level.later.unit
        key = (level.move.area, level.move.group, level.move.base_as_of, unit)
        groups.setdefault(key, []).append(level)
    for same in groups.values():
        for one, other in combinations(same, 2):
            if one.move is not other.move and _one_label(one.move, other.move, labels):
                claims = (other.move, other.later, one.move, one.later)
                where = {"as_of": one.move.base_as_of, "as_of_precision": _precision(one.move)}
                numbers = (one.value, one.span, other.value, other.span)
                yield held_against("two_levels", one.later, claims, *numbers, "level", one.later.unit, **where)


def _one_label(one: Figure, other: Figure, labels: set[tuple]) -> bool:
    if one.scheme == other.scheme:
        return True
    both = (one.source_id, one.area, one.group, frozenset((one.scheme, other.scheme)))
    return one.source_id == other.source_id and both in labels
