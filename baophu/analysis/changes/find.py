"""What changed between two days: printed changes, and neighbouring levels or counts of one kind."""

import numpy as np
import pandas as pd

from baophu.analysis.changes.gross import find_gross_losses
from baophu.analysis.changes.model import COUNTS, LEVELS, PRINTED
from baophu.analysis.claims import join_ids, merge_ids, select_claims
from baophu.analysis.constants import HEALTH, PEOPLE_UNITS, SCHEMES
from baophu.analysis.coverage import ANNOUNCED
from baophu.analysis.intervals import REST, difference_bound

# Changes of households or communes are no changes of people.
NOT_INSURED = ("uninsured", "students_uninsured")  # fewer of them is no fall of coverage
# Of one change printed in several ways the persons speak; what follows from them is not said a second time.
# With each unit the kind and unit of the level that such a change led to.
LEVELS_LED_TO = {
    "persons": ("count", "persons"),
    "cards": ("count", "cards"),
    "percentage_points": ("rate", "percent_of_population"),
    "percent_of_base": ("count", "persons"),
}
DAYS = ["area", "scheme", "group", "start", "end"]
# A figure before and after with the difference, as cells of ``Change``: of counts of people, of announced levels.
DIFFERENCE = ["value_before", "value_after", "change", "low", "high"]
AS_COUNTS = dict(
    zip(DIFFERENCE, ["count_before", "count_after", "change_count", "low_count", "high_count"], strict=True)
)
AS_LEVELS = dict(zip(DIFFERENCE, ["level_before", "level_after", "announced_points", "announced_low", "announced_high"],
                     strict=True))  # fmt: skip
COUNT_NUMBERS = [*AS_COUNTS.values(), "exits_count"]
NUMBERS = [*AS_LEVELS.values(), "relative_pct", *COUNT_NUMBERS]
DEFAULTS = {"unit": "persons", "bound_before": "exact", "bound_after": "exact", "is_before_derived": False}
COLUMNS = [*DAYS, "kind", "start_precision", "end_precision", "bound", *DEFAULTS, *NUMBERS, "claim_ids"]
# What is read of a claim.
CELLS = ["claim_id", "source_id", "area", "scheme", "group", "kind", "unit", "value", "low", "high", "bound", "as_of",
         "as_of_precision", "base_as_of", "is_other_definition"]  # fmt: skip


def find_changes(claims: pd.DataFrame, levels: pd.DataFrame) -> pd.DataFrame:
    """Every change of every area, none twice: a printed one speaks for the figures around it, counts for their rates.

    Parameters
    ----------
    claims : pd.DataFrame
        Usable claims with their intervals (``claims.prepare_claims``), without those that no series uses.
    levels : pd.DataFrame
        Dated coverages (``coverage.levels``) of the same areas.

    Returns
    -------
    pd.DataFrame
        One row per change, numbered by ``change_id``; the cells of ``Change`` that follow from its own prints, and of a
        change of announced rates ``announced_points`` with what the prints allow (``announced_low``,
        ``announced_high``), in percentage points. ``start`` is missing for a gross loss.
    """
    insured = claims.loc[~claims["group"].isin(NOT_INSURED) & claims["scheme"].isin(SCHEMES), CELLS]
    counts = _daily_counts(insured)
    net = [*_printed_changes(insured), _count_changes(counts), _level_changes(levels, counts)]
    net = pd.concat([_complete(table) for table in net], ignore_index=True)
    both = pd.concat([_join_same_days(net), _complete(find_gross_losses(claims))], ignore_index=True)
    order = both.assign(first_id=[ids[0] for ids in both["claim_ids"]]).sort_values([*DAYS, "first_id"]).index
    return both.loc[order].reset_index(drop=True).rename_axis("change_id").reset_index()


def _complete(changes: pd.DataFrame) -> pd.DataFrame:
    blank = {name: value for name, value in DEFAULTS.items() if name not in changes}
    return changes.assign(**blank).reindex(columns=COLUMNS)


def _join_same_days(changes: pd.DataFrame) -> pd.DataFrame:
    """Of several changes of the same days the first; the others fill what it leaves open."""
    turn = changes.groupby(DAYS).cumcount()
    first = changes[turn.eq(0)].set_index(DAYS)
    for number in range(1, len(turn.unique())):
        first = _fill(first, changes[turn.eq(number)].set_index(DAYS).reindex(first.index))
    return first.reset_index()


def _fill(first: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    """The first of two changes of the same days; the other fills the numbers that it leaves open."""
    own, more = first[NUMBERS].to_numpy(), other[NUMBERS].to_numpy()
    same_unit = first["unit"].eq(other["unit"])  # cards are not persons
    is_open = np.isnan(own) & ~np.isnan(more) & same_unit.to_numpy()[:, None]
    # One that has people of its own takes over levels alone.
    is_open &= first["change_count"].isna().to_numpy()[:, None] | ~np.isin(NUMBERS, COUNT_NUMBERS)
    ids = merge_ids(first["claim_ids"], other["claim_ids"].where(is_open.any(axis=1)))
    numbers = pd.DataFrame(np.where(is_open, more, own), first.index, NUMBERS)
    return first.drop(columns=NUMBERS).assign(claim_ids=ids).join(numbers)


# ── Printed changes ──────────────────────────────────────────────────────────────────────────────────────────


def _printed_changes(claims: pd.DataFrame) -> list[pd.DataFrame]:
    """Printed changes, with the level that each led to where it is printed too: in people, in points, in percent."""
    printed = select_claims(claims, kind="change", unit=LEVELS_LED_TO)
    printed = printed[printed["base_as_of"].notna() & printed["value"].ne(0)]
    table = printed.merge(_levels_led_to(printed, claims), on="claim_id", how="left")
    table = table.assign(
        kind=PRINTED,
        start=table["base_as_of"],
        start_precision="day",
        end=table["as_of"],
        end_precision=table["as_of_precision"],
        change=table["value"],
        value_before=table["value_after"] - table["value"],
        is_before_derived=table["level_id"].notna(),
        bound_after=table["bound_after"].fillna("exact"),
        claim_ids=join_ids(table["claim_id"], table["level_id"]),
    )
    table["bound_before"] = np.where(table["is_before_derived"], _derived_bounds(table), "exact")
    people, points, percent = (
        select_claims(table, unit=unit) for unit in (PEOPLE_UNITS, "percentage_points", "percent_of_base")
    )
    # "Nearly" says no more than so many; it bounds nothing from below.
    is_exit = people["value"].lt(0) & people["bound"].ne("at_most")
    people = people.assign(exits_count=(-people["value"]).where(is_exit)).rename(columns=AS_COUNTS)
    people = people.sort_values("unit", ascending=False, kind="stable")  # persons before cards
    return [people, points.rename(columns=AS_LEVELS).assign(unit="persons"), _in_people(percent)]


def _levels_led_to(changes: pd.DataFrame, claims: pd.DataFrame) -> pd.DataFrame:
    """The level that a change led to: its own source knows best, then the finest print; no other definition."""
    kinds = pd.DataFrame([(unit, *level) for unit, level in LEVELS_LED_TO.items()], columns=["unit", "level_kind",
                         "level_unit"])  # fmt: skip
    key, names = ["area", "scheme", "group", "as_of", "is_other_definition"], ["value", "low", "high", "bound"]
    cells = {"claim_id": "level_id", "source_id": "level_source", "kind": "level_kind", "unit": "level_unit"}
    cells |= {name: f"{name}_after" for name in names}
    pairs = changes.drop(columns=names).merge(kinds, on="unit").merge(claims[[*key, *cells]].rename(columns=cells))
    pairs = pairs.assign(
        is_other=pairs["source_id"].ne(pairs["level_source"]), width=pairs["high_after"] - pairs["low_after"]
    ).sort_values(["is_other", "width", "level_id"])
    return pairs.drop_duplicates("claim_id")[["claim_id", "level_id", *(cells[name] for name in names)]]


def _in_people(growth: pd.DataFrame) -> pd.DataFrame:
    """A growth in percent, in persons where the count that it led to is printed."""
    ends = [(people, pct) for people in ("low_after", "high_after") for pct in ("low", "high")]
    corners = [growth[people] * growth[pct] / (100 + growth[pct]) for people, pct in ends]
    low, high = np.minimum.reduce(corners), np.maximum.reduce(corners)
    change = growth["value_after"] * growth["value"] / (100 + growth["value"])
    # A rounded percentage of a count gives no people to the person.
    bounds = {name: growth[name].where(change.isna(), "about") for name in ("bound", "bound_before")}
    before, exits = growth["value_after"] - change, pd.Series(np.floor(-high), growth.index).where(high < -1)
    table = growth.assign(**bounds, unit="persons", relative_pct=growth["value"], exits_count=exits)
    return table.assign(change=change, low=low, high=high, value_before=before).rename(columns=AS_COUNTS)


# ── Neighbouring levels and counts ───────────────────────────────────────────────────────────────────────────


def _daily_counts(claims: pd.DataFrame) -> pd.DataFrame:
    """Counts of people by scheme, group and unit, of each day the one printed best.

    A count under another definition than the usual one is nobody's neighbour.
    """
    counts = select_claims(claims, kind="count", unit=PEOPLE_UNITS)
    counts = counts[~counts["is_other_definition"]]
    counts = counts.assign(is_rough=counts["bound"].ne("exact"), is_vague=counts["as_of_precision"].ne("day"))
    counts = counts.sort_values(["as_of", "is_rough", "is_vague", "claim_id"], ignore_index=True)
    return counts.drop_duplicates(["area", "scheme", "group", "unit", "as_of"], ignore_index=True)


def _neighbours(table: pd.DataFrame, key: list[str]) -> pd.DataFrame:
    """Pairs of neighbouring days that differ; what rounding leaves without a sign is no change."""
    after = table.assign(number=table.groupby(key).cumcount())
    before = after.assign(number=after["number"] + 1)
    pairs = before.merge(after, on=[*key, "number"], suffixes=("_before", "_after"))
    pairs = pairs[pairs["low_before"].gt(pairs["high_after"]) | pairs["low_after"].gt(pairs["high_before"])]
    names = {"as_of_before": "start", "as_of_after": "end"}
    names |= {"as_of_precision_before": "start_precision", "as_of_precision_after": "end_precision"}
    return _with_difference(pairs.rename(columns=names))


def _with_difference(pairs: pd.DataFrame) -> pd.DataFrame:
    bounds = zip(pairs["bound_after"], pairs["bound_before"], pairs["value_after"] > pairs["value_before"], strict=True)
    # People are whole: a count that was not rounded is itself. The hair is of floating point.
    exits = np.ceil(pairs["low_before"] - 1e-3) - np.floor(pairs["high_after"] + 1e-3)
    return pairs.assign(
        bound=[_of_size(difference_bound(after, before), is_rise) for after, before, is_rise in bounds],
        change=pairs["value_after"] - pairs["value_before"],
        low=pairs["low_after"] - pairs["high_before"],
        high=pairs["high_after"] - pairs["low_before"],
        exits_count=exits.where(exits > 0),
    )


def _count_changes(counts: pd.DataFrame) -> pd.DataFrame:
    key = ["area", "scheme", "group", "unit"]
    # Of two units whose days are the same the one counted first speaks.
    first = counts.groupby(key)["as_of"].transform("idxmin") if len(counts) else counts["as_of"]
    pairs = _neighbours(counts.assign(first=first).sort_values(["first", "as_of"]), key)
    ids = join_ids(pairs["claim_id_before"], pairs["claim_id_after"])
    return pairs.rename(columns=AS_COUNTS).assign(kind=COUNTS, claim_ids=ids)


def _level_changes(levels: pd.DataFrame, counts: pd.DataFrame) -> pd.DataFrame:
    """Changes of announced levels, with the counts of their two days if both were printed in one unit.

    Of several levels of a day the one whose print leaves least open; levels of other definitions apart.
    """
    rates = levels[levels["scale"].eq(ANNOUNCED)]
    rates = rates.rename(columns={"coverage_pct": "value", "low_pct": "low", "high_pct": "high"}).drop(columns="unit")
    rates = rates.assign(is_other=rates["obs_status"].eq("D"), width=rates["high"] - rates["low"])
    rates = rates.sort_values(["is_other", "as_of", "width", "claim_id"])
    pairs = _neighbours(rates.drop_duplicates(["area", "is_other", "as_of"]), ["area", "is_other"])
    ids = merge_ids(pairs["claim_ids_before"], pairs["claim_ids_after"])
    changes = pairs.rename(columns=AS_LEVELS).drop(columns="exits_count")
    changes = changes.assign(scheme=HEALTH, group="total", kind=LEVELS, claim_ids=ids)
    return _add_counts(_complete(changes.reset_index(drop=True)), counts)


def _add_counts(changes: pd.DataFrame, counts: pd.DataFrame) -> pd.DataFrame:
    series, names = ["area", "scheme", "group", "unit"], ["value", "low", "high", "bound", "claim_id"]
    pairs = changes[[*DAYS, "claim_ids"]].rename_axis("row").reset_index()
    for day, side in (("start", "before"), ("end", "after")):
        cells = {"as_of": day, **{name: f"{name}_{side}" for name in names}}
        pairs = pairs.merge(counts[[*series, "as_of", *names]].rename(columns=cells))
    pairs = pairs.assign(order=pairs["unit"].map(PEOPLE_UNITS.index)).sort_values("order").drop_duplicates("row")
    ids = merge_ids(pairs["claim_ids"], join_ids(pairs["claim_id_before"], pairs["claim_id_after"]))
    cells = _with_difference(pairs).rename(columns=AS_COUNTS).assign(claim_ids=ids).set_index("row")
    cells = cells[["unit", "bound", *COUNT_NUMBERS, "claim_ids"]]
    changes.loc[cells.index, cells.columns] = cells
    return changes


def _derived_bounds(changes: pd.DataFrame) -> list[str]:
    """What the bounds of a level and of the change that led to it leave of the level before."""
    cells = zip(changes["bound_after"], changes["bound"], changes["value"] > 0, strict=True)
    return [difference_bound(after, _of_size(bound, is_rise)) for after, bound, is_rise in cells]


def _of_size(bound: str, is_rise: bool) -> str:
    """The bound of a signed change as that of its size, and back: a fall of "more than nine" lies below minus nine."""
    return bound if is_rise else REST[bound]
