"""Ratios and changes between two days, against the levels of both, and the levels that they imply."""

import pandas as pd

from baophu.analysis.audit.figures import combine, is_in, join, prefer
from baophu.analysis.audit.findings import make_findings
from baophu.analysis.audit.numbers import exact, numbers_of

_LEVEL = ("area", "scheme", "group", "level_kind")
# How moves are printed, and of what; a ratio as a share of the earlier level is ``factor`` times the quotient.
_WAYS = pd.DataFrame(
    [
        ("ratio", "times", "ratio", "count", 1.0),
        ("ratio", "percent_of_base", "ratio", "count", 100.0),
        ("change", "percent_of_base", "growth", "count", 1.0),
        ("change", "persons", "change", "count", 1.0),
        ("change", "cards", "change", "count", 1.0),
        ("change", "percentage_points", "change_points", "rate", 1.0),
    ],
    columns=["kind", "unit", "check", "level_kind", "factor"],
)


def checks(figures: pd.DataFrame, labels: pd.DataFrame) -> list[pd.DataFrame]:
    """Findings on moves between two days.

    Parameters
    ----------
    labels : pd.DataFrame
        Schemes that a source takes for one another (``figures.scheme_labels``).
    """
    is_level = figures["kind"].eq("rate") | figures["kind"].eq("count") & figures["measure"].eq("persons")
    levels = figures[is_level].assign(level_kind=figures["kind"])
    moves = figures[figures["base_as_of"].notna()].merge(_WAYS, on=["kind", "unit"]).add_prefix("move_")
    later = _levels(moves, levels, "later", "as_of")
    both = _levels(later, levels, "earlier", "base_as_of")
    implied = _implied_levels(later[~later["move_row"].isin(both["move_row"])])
    return [_against(both), _implied(implied), _two_levels(implied, labels)]


def _levels(table: pd.DataFrame, levels: pd.DataFrame, role: str, day: str) -> pd.DataFrame:
    """Levels of a day: those that the source of the move prints, and others' only where it prints none."""
    pairs = join(table, "move", levels, role, _LEVEL, **{day: "as_of"})
    return prefer(pairs, pairs[f"{role}_source_id"] == pairs["move_source_id"], "move_row")


def _against(table: pd.DataFrame) -> pd.DataFrame:
    table = table[(table["later_unit"] == table["earlier_unit"]) & (table["earlier_low"] > 0)]
    later, earlier = numbers_of(table, "later"), numbers_of(table, "earlier")
    check, quotient = table["move_check"], later.over(earlier)
    growth = quotient.minus(exact(1.0)).scale(100)
    number = quotient.scale(table["move_factor"]).where(check.eq("ratio"), later.minus(earlier))
    number = growth.where(check.eq("growth"), number)
    # "Tăng trưởng 18%" between 80.07 % and 98.5 % is 18.43 points, which rounds to 18: as points the print holds. As
    # growth it would be 23.0 %. The ledger says points, so points are compared, and the other reading is shown as well.
    has_sign = check.eq("change_points") & table["move_as_printed"].str.contains("%")
    what = (number, check.replace("change_points", "change"), "move")
    other = growth.value.where(has_sign)
    return make_findings(check, table, ("move", "later", "earlier"), *what, other_reading=other)


def _implied_levels(table: pd.DataFrame) -> pd.DataFrame:
    """Earlier levels that a move and a later level imply: ``value``, ``low``, ``high``, ``as_of_precision``.

    A fall that may be of everything cannot be worked back.
    """
    move, later = numbers_of(table, "move"), numbers_of(table, "later")
    is_ratio, is_quotient = table["move_check"].eq("ratio"), table["move_check"].isin(("ratio", "growth"))
    divisor = move.scale(1 / table["move_factor"]).where(is_ratio, move.scale(0.01).plus(exact(1.0)))
    level = later.over(divisor).where(is_quotient, later.minus(move))
    base, day = table["move_base_as_of"].dt, table["move_as_of"].dt
    # A year's end that is no anniversary stands for the year.
    is_year = (base.month == 12) & (base.day == 31) & ~((day.month == 12) & (day.day == 31))
    precision = table["move_as_of_precision"].mask(is_year, "year")
    table = table.assign(**level._asdict(), as_of_precision=precision)
    return table[~is_quotient | (divisor.low > 0)]


def _implied(levels: pd.DataFrame) -> pd.DataFrame:
    when = {"as_of": levels["move_base_as_of"], "as_of_precision": levels["as_of_precision"]}
    return make_findings("implied_level", levels, ("move", "later"), numbers_of(levels), "level", on="later", **when)


def _two_levels(levels: pd.DataFrame, labels: pd.DataFrame) -> pd.DataFrame:
    """One earlier level, implied by two moves."""
    # Rates of different bases are different levels.
    pairs = combine(levels, ("move_area", "move_group", "move_base_as_of", "later_measure"))
    names = [f"one_move_{name}" for name in ("source_id", "area", "group", "scheme")] + ["other_move_scheme"]
    is_label = is_in(pairs, names, labels, labels.columns)
    is_other, is_other_source, is_other_scheme = (
        pairs[f"one_move_{name}"] != pairs[f"other_move_{name}"] for name in ("row", "source_id", "scheme")
    )
    pairs = pairs[is_other & (~is_other_scheme | is_label & ~is_other_source)]
    roles = ("other_move", "other_later", "one_move", "one_later")
    what = (numbers_of(pairs, "one"), "level", "other", "one_later")
    when = {"as_of": pairs["one_move_base_as_of"], "as_of_precision": pairs["one_as_of_precision"]}
    return make_findings("two_levels", pairs, roles, *what, **when)
