"""A change taken apart: who, of how many, when in the year, which group, which policy, which definition."""

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from baophu.analysis.changes.model import (
    COUNTED_SCALE,
    DEFINITION,
    GROSS,
    GROUP,
    NUMERATOR,
    POLICY,
    POPULATION,
    SEASON,
    Context,
    change_size,
    claims_behind,
    is_total,
)
from baophu.analysis.claims import fill_ids, join_ids, match_rules, select_claims
from baophu.analysis.constants import ESTIMATE_STATUSES, HEALTH, LIKE_DAYS
from baophu.analysis.coverage import ANNOUNCED, GSO, yearly_population

# Social insurance as a whole is moved by what moves its parts.
WIDER = {"bhxh_bb": "bhxh", "bhxh_tn": "bhxh"}
TIMES_OF_YEAR = ("year_dated", "like_dates", "from_december", "into_december", "other_days")
COUNTS = ["before_count", "after_count", "change_count"]
NATIONAL = ["national_low_points", "national_high_points"]
# The numbers of each code, as far as they are known.
NUMBERS = {
    **dict.fromkeys(("change_to", "count_same", "count_rose", "count_fell"), [*COUNTS, "count_points"]),
    "change_alone": ["change_count"],
    "last_count": ["last_count", "share_pct"],
    "one_for_both": ["population_count", "year"],
    "publishers": [*COUNTS, "population_points"],
    **dict.fromkeys(TIMES_OF_YEAR, ["days"]),
    **dict.fromkeys(("country", "country_derived", "country_total", "country_total_derived"), NATIONAL),
    **dict.fromkeys(("country_counts", "country_counts_derived"), [*COUNTS, "relative_pct"]),
    "printed_loss": ["net_loss_count", "net_loss_points"],
    "equals_target": ["level_pct", "year"],
}


def decompose(
    changes: pd.DataFrame,
    readings: pd.DataFrame,
    claims: pd.DataFrame,
    levels: pd.DataFrame,
    population: pd.DataFrame,
    context: Context,
) -> pd.DataFrame:
    """The parts of every net change; what is not known is a part that says so.

    Parameters
    ----------
    changes : pd.DataFrame
        Changes with their causes (``gross.add_causes``).
    readings : pd.DataFrame
        Their readings (``readings.read_on_populations``).
    claims : pd.DataFrame
        Claims that the changes were found in.
    levels : pd.DataFrame
        Dated coverages of the same areas (``coverage.levels``).
    population : pd.DataFrame
        The ledger's populations, in persons.
    context : Context
        Events, the country's claims, claims that contradict another print.

    Returns
    -------
    pd.DataFrame
        One row per part, by ``change_id`` and in the order of ``AXES``; columns as ``ChangePart``.
    """
    changes = changes[~changes["kind"].isin(GROSS)]
    changes = changes.merge(_effects(changes, levels), on="change_id", how="left")
    beside_country = readings[readings["national_low"].notna()]
    used = _used_claims(changes, claims)
    parts = [
        _numerator(changes),
        _last_count(changes, claims),
        *_population(changes, population),
        *_season(changes, beside_country, context.national_claims),
        _group(changes, claims),
        *_policy(changes, used, context.events),
        *_definition(changes, used, beside_country, claims, context.doubtful_claims),
    ]
    return pd.concat(parts).sort_values("change_id", kind="stable", ignore_index=True)


def withhold_exits(changes: pd.DataFrame, doubtful_claims: frozenset[str]) -> pd.DataFrame:
    """Changes without ``exits_count`` where two counts may not count the same thing: these bound nothing."""
    is_doubtful = ~changes["claim_ids"].map(doubtful_claims.isdisjoint).astype(bool)
    return changes.assign(exits_count=changes["exits_count"].mask(changes["count_before"].notna() & is_doubtful))


def _parts(rows: pd.DataFrame, axis: str, code: str | Sequence[str], claims: str = "", refs: str = "") -> pd.DataFrame:
    """One part for each row; its numbers are columns (``NUMBERS``), ``claims`` (tuples) and ``refs`` name columns."""
    codes = pd.Series(code, rows.index, dtype=object)
    cells = {name: rows[name].tolist() for code in codes.unique() for name in NUMBERS.get(code, ())}
    numbers = [
        tuple((name, cells[name][at]) for name in NUMBERS.get(code, ()) if pd.notna(cells[name][at]))
        for at, code in enumerate(codes)
    ]
    blank = [()] * len(rows)
    ids = {"claim_ids": rows[claims] if claims else blank, "refs": [(ref,) for ref in rows[refs]] if refs else blank}
    return pd.DataFrame({"change_id": rows["change_id"], "axis": axis, "code": codes, "numbers": numbers, **ids})


def _counts(rows: pd.DataFrame, before: str, after: str) -> pd.DataFrame:
    """The rows with the numbers of two counts (``COUNTS``)."""
    numbers = (rows[before], rows[after], rows[after] - rows[before])
    return rows.assign(**dict(zip(COUNTS, numbers, strict=True)))


# ── Numerator and denominator ────────────────────────────────────────────────────────────────────────────────


def _effects(changes: pd.DataFrame, levels: pd.DataFrame) -> pd.DataFrame:
    """Points of a change of announced levels that the count and that the population make; their sum is the change.

    Each is taken at the mean of the other's two values, so that the order of the two steps does not matter.
    """
    own = changes[is_total(changes) & changes["level_after"].notna() & ~changes["is_before_derived"]]
    rates = select_claims(levels, scale=ANNOUNCED).drop(columns="claim_ids")
    pct = 100 * rates["insured_count"] / rates["population_count"]
    # A printed population need not be the one that the rate was worked out on.
    rates = rates.assign(is_consistent=pct.between(rates["low_pct"] - 0.05, rates["high_pct"] + 0.05))
    rates = rates[["claim_id", "as_of", "insured_count", "population_count", "is_consistent"]]
    own = claims_behind(own).merge(rates, on="claim_id").sort_values(["change_id", "claim_id"])
    ends = [own[own["as_of"].eq(own[day])].drop_duplicates("change_id", keep="last") for day in ("start", "end")]
    ends = [end[end["is_consistent"]] for end in ends]
    both = ends[0].merge(ends[1], on="change_id", suffixes=("_before", "_after"))
    counts, people = ([both[f"{name}_{end}"] for end in ("before", "after")] for name in
                      ("insured_count", "population_count"))  # fmt: skip
    return pd.DataFrame({
        "change_id": both["change_id"],
        "population_before": people[0],
        "population_after": people[1],
        "count_points": 50 * (counts[1] - counts[0]) * (1 / people[0] + 1 / people[1]),
        "population_points": 50 * (counts[0] + counts[1]) * (1 / people[1] - 1 / people[0]),
    })  # fmt: skip


def _numerator(changes: pd.DataFrame) -> pd.DataFrame:
    table = _counts(changes, "count_before", "count_after")
    net = table["change_count"]
    rules = {
        "change_to": net.notna() & changes["is_before_derived"],
        "count_same": net.eq(0),
        "count_rose": net.gt(0),
        "count_fell": net.lt(0),
        "change_alone": changes["change_count"].notna(),
    }
    table = table.assign(change_count=net.fillna(changes["change_count"]))
    return _parts(table, NUMERATOR, match_rules(rules, "count_unknown"), "claim_ids")


def _last_count(changes: pd.DataFrame, claims: pd.DataFrame) -> pd.DataFrame:
    """How large a change of unknown start is, against the last count before it."""
    open_changes = changes[changes["change_count"].notna() & changes["count_before"].isna() & ~is_total(changes)]
    counts = select_claims(claims, kind="count")
    series = ["area", "scheme", "group", "unit"]
    counts = counts.loc[~counts["is_other_definition"], [*series, "as_of", "claim_id", "value"]]
    pairs = open_changes[["change_id", "start", "change_count", *series]].merge(counts, on=series)
    pairs = pairs[pairs["as_of"].le(pairs["start"])].sort_values(["as_of", "claim_id"])
    last = pairs.drop_duplicates("change_id", keep="last")
    share = (100 * last["change_count"].abs() / last["value"]).round()
    last = last.assign(last_count=last["value"], share_pct=share, claim_ids=join_ids(last["claim_id"]))
    return _parts(last, NUMERATOR, "last_count", "claim_ids")


def _population(changes: pd.DataFrame, population: pd.DataFrame) -> Iterator[pd.DataFrame]:
    bases = yearly_population(population).astype({"population_count": "float64"})
    table = changes[changes["scale"].ne(ANNOUNCED)].drop(columns="change_count")
    table = table.assign(year=table["end"].dt.year).merge(bases, on=["area", "year"], how="left")
    is_counted = {"none_used": table["scale"].eq(COUNTED_SCALE)}
    yield _parts(table, POPULATION, match_rules(is_counted, "one_for_both"))
    is_known = changes["population_points"].notna()
    rest = changes[changes["scale"].eq(ANNOUNCED) | changes["scale"].eq(GSO) & is_known]
    code = np.where(rest["population_points"].notna(), "publishers", "publishers_unknown")
    yield _parts(_counts(rest, "population_before", "population_after"), POPULATION, code, "claim_ids")


# ── Time of year ─────────────────────────────────────────────────────────────────────────────────────────────


def _season(changes: pd.DataFrame, beside_country: pd.DataFrame, national: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """The time of year and what the country did; a reading's own numbers stand in ``Change.readings``."""
    days = (changes["end"] - changes["start"]).dt.days.astype("float64")
    yield _parts(changes.assign(days=days), SEASON, _time_of_year(changes))
    names = dict(zip(["national_low", "national_high"], NATIONAL, strict=True))
    first = beside_country.drop_duplicates("change_id").rename(columns=names)
    read = changes[["change_id", "group"]].merge(first, on="change_id")
    code = read["group"].eq("total").map({True: "country", False: "country_total"})
    yield _parts(read, SEASON, code.mask(read["is_derived"], code + "_derived"), "claim_ids")
    rest = changes[~changes["change_id"].isin(read["change_id"])]
    counted = _country_counts(rest[~is_total(rest)], national)
    yield counted
    yield _parts(rest[~rest["change_id"].isin(counted["change_id"])], SEASON, "country_unknown")


def _time_of_year(changes: pd.DataFrame) -> np.ndarray:
    start, end = changes["start"].dt, changes["end"].dt
    rules = {
        "year_dated": changes["start_precision"].eq("year") | changes["end_precision"].eq("year"),
        "like_dates": (start.day_of_year - end.day_of_year).abs().le(LIKE_DAYS) & start.year.ne(end.year),
        "other_days": changes["scheme"].ne(HEALTH),  # whose season nobody has shown
        "from_december": start.month.eq(12),
        "into_december": end.month.eq(12),
    }
    return match_rules(rules, "other_days")


def _country_counts(changes: pd.DataFrame, national: pd.DataFrame) -> pd.DataFrame:
    """The country's own counts of the scheme and group on the very days; a day near by is another day."""
    counts = _national_counts(national)
    names = ["change_id", "scheme", "group", "start", "end"]
    pairs = changes[names].merge(counts.rename(columns={"as_of": "start"}))
    pairs = pairs.merge(counts.rename(columns={"as_of": "end"}), on=["scheme", "group", "end"], suffixes=("_1", "_2"))
    pairs = _counts(pairs, "value_1", "value_2")
    is_derived = pairs["claim_ids_1"].map(len).gt(1) | pairs["claim_ids_2"].map(len).gt(1)
    code = np.where(is_derived, "country_counts_derived", "country_counts")
    pairs = pairs.assign(relative_pct=100 * pairs["change_count"] / pairs["before_count"],
                         claim_ids=pairs["claim_ids_1"] + pairs["claim_ids_2"])  # fmt: skip
    return _parts(pairs, SEASON, code, "claim_ids")


def _national_counts(national: pd.DataFrame) -> pd.DataFrame:
    """Printed counts of each day; of voluntary insurance also what one page leaves of all less the compulsory."""
    counts = select_claims(national, kind="count", unit="persons")
    counts = counts[~counts["is_other_definition"]].assign(width=counts["high"] - counts["low"], is_derived=False)
    whole, part = (select_claims(counts, scheme=scheme) for scheme in ("bhxh", "bhxh_bb"))
    rest = whole.merge(part[["as_of", "group", "source_id", "claim_id", "value"]], on=["as_of", "group", "source_id"],
                       suffixes=("", "_part"))  # fmt: skip
    rest = rest.assign(scheme="bhxh_tn", value=rest["value"] - rest["value_part"], is_derived=True)
    both = pd.concat([counts, rest]).sort_values(["is_derived", "width", "claim_id"], kind="stable")
    both = both.drop_duplicates(["as_of", "scheme", "group"]).reindex(columns=[*counts.columns, "claim_id_part"])
    return both.assign(claim_ids=join_ids(both["claim_id"], both["claim_id_part"]))[
        ["as_of", "scheme", "group", "value", "claim_ids"]]  # fmt: skip


# ── Groups ───────────────────────────────────────────────────────────────────────────────────────────────────


def _group(changes: pd.DataFrame, claims: pd.DataFrame) -> pd.DataFrame:
    """Printed changes of other groups between the same days; people move between groups, so they are not added up."""
    others = select_claims(claims, kind="change", unit="persons")
    others = others.rename(columns={"base_as_of": "start", "as_of": "end", "group": "other_group"})
    pairs = changes[["change_id", "area", "scheme", "group", "start", "end"]].merge(
        others[["area", "scheme", "start", "end", "other_group", "claim_id"]])  # fmt: skip
    pairs = pairs[pairs["other_group"].ne(pairs["group"]) & pairs["other_group"].ne("total")]
    ids = _ids_by_change(changes, pairs)
    has_others, is_whole = ids.map(len).gt(0), changes["group"].eq("total")
    code = np.where(is_whole, np.where(has_others, "groups_changed", "groups_unknown"),
                    np.where(has_others, "other_groups_too", "one_group"))  # fmt: skip
    return _parts(changes.assign(ids=ids), GROUP, code, "ids")


def _ids_by_change(changes: pd.DataFrame, claims: pd.DataFrame) -> pd.Series:
    """Of each change its claims among some, by id."""
    ids = claims.sort_values("claim_id").groupby("change_id")["claim_id"].agg(tuple)
    found = changes["change_id"].map(ids)
    return pd.Series(fill_ids(found), changes.index, dtype=object)


# ── Policy ───────────────────────────────────────────────────────────────────────────────────────────────────


def _policy(changes: pd.DataFrame, used: pd.DataFrame, events: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """What came into force between the days that may move coverage that way, and what prints say was lost."""
    # What raises coverage explains no fall.
    way = change_size(changes).lt(0).map({True: "down", False: "up"})
    events = events[["event_id", "date", "date_precision", "scheme", "direction"]]
    own = changes.assign(way=way)[["change_id", "scheme", "start", "end", "way"]]
    pairs = own.merge(events, how="cross", suffixes=("", "_event"))
    is_of_scheme = pairs["scheme_event"].eq(pairs["scheme"]) | pairs["scheme_event"].eq("all")
    for scheme, wider in WIDER.items():
        is_of_scheme |= pairs["scheme"].eq(scheme) & pairs["scheme_event"].eq(wider)
    is_that_way = pairs["direction"].eq(pairs["way"]) | pairs["direction"].eq("mixed")
    within = pairs[is_of_scheme & is_that_way & _is_within(pairs)].sort_values(["date", "event_id"])
    yield _parts(within, POLICY, "event_" + within["direction"], refs="event_id")
    losses = changes[changes["cause_count"].notna()]
    losses = losses.assign(net_loss_count=losses["cause_count"], net_loss_points=losses["cause_points"],
                           ids=_ids_by_change(losses, used[used["kind"].eq("loss")]))  # fmt: skip
    yield _parts(losses, POLICY, "printed_loss", "ids")
    named = pd.concat([within["change_id"], losses["change_id"]])
    yield _parts(changes[~changes["change_id"].isin(named)], POLICY, "no_event")


def _is_within(pairs: pd.DataFrame) -> pd.Series:
    year = pairs["date"].dt.year
    # A year that ends with the change's first day lies before it.
    in_years = year.ge((pairs["start"] + pd.Timedelta(days=1)).dt.year) & year.le(pairs["end"].dt.year)
    in_days = pairs["start"].lt(pairs["date"]) & pairs["date"].le(pairs["end"])
    return in_days.where(pairs["date_precision"].ne("year"), in_years)


# ── Definition ───────────────────────────────────────────────────────────────────────────────────────────────


def _used_claims(changes: pd.DataFrame, claims: pd.DataFrame) -> pd.DataFrame:
    """The claims that each change rests on, one row each."""
    names = ["claim_id", "source_id", "kind", "unit", "as_of", "obs_status", "is_other_definition"]
    return claims_behind(changes).merge(claims[names], on="claim_id").sort_values(["change_id", "claim_id"])


def _definition(
    changes: pd.DataFrame,
    used: pd.DataFrame,
    beside_country: pd.DataFrame,
    claims: pd.DataFrame,
    doubtful_claims: frozenset[str],
) -> Iterator[pd.DataFrame]:
    """What makes the two figures unlike, beside their populations."""
    used = used[used["as_of"].eq(used["start"]) | used["as_of"].eq(used["end"])]
    ids, change_id = _ids_by_change(changes, used), changes["change_id"]

    def any_of(marked: pd.DataFrame) -> pd.Series:
        return change_id.isin(marked["change_id"])

    def differs(table: pd.DataFrame, column: str) -> pd.Series:
        return change_id.map(table.groupby("change_id")[column].nunique()).gt(1)

    people = used[used["unit"].isin(["persons", "cards"])]
    checks = {
        "units_differ": differs(people, "unit"),
        "cards": any_of(people[people["unit"].eq("cards")]) & ~any_of(people[people["unit"].eq("persons")]),
        "other_definition": any_of(used[used["is_other_definition"]]),
        "estimate": any_of(used[used["obs_status"].isin(ESTIMATE_STATUSES)]),
        "country_estimate": any_of(beside_country[beside_country["is_estimate"]]),
        "two_sources": differs(used, "source_id"),
        "start_derived": changes["is_before_derived"],
        "contradicted": any_of(used[used["claim_id"].isin(doubtful_claims)]),
    }
    table = changes.assign(ids=ids)
    parts = [_parts(table[holds], DEFINITION, code, "ids") for code, holds in checks.items()]
    parts += _equal_targets(changes, claims)
    yield from parts
    yield _parts(changes[~any_of(pd.concat(parts))], DEFINITION, "same")


def _equal_targets(changes: pd.DataFrame, claims: pd.DataFrame) -> list[pd.DataFrame]:
    """A level equal to the target of its year may be the target said again."""
    goals = select_claims(claims, scheme=HEALTH, kind="target_rate").sort_values("claim_id")
    goals = goals.assign(year=goals["as_of"].dt.year.astype("float64"), level_pct=goals["value"])
    goals = goals.drop_duplicates(["area", "year", "level_pct"], keep="last")[["area", "year", "level_pct", "claim_id"]]
    names = ["change_id", "area", "start", "end", "level_before", "level_after"]
    own = changes.loc[is_total(changes) & ~changes["is_before_derived"], names]
    ends = [own.assign(year=own[day].dt.year.astype("float64"), level_pct=own[level]) for day, level in
            (("start", "level_before"), ("end", "level_after"))]  # fmt: skip
    ends = [end.merge(goals, on=["area", "year", "level_pct"]) for end in ends]
    return [_parts(end, DEFINITION, "equals_target", refs="claim_id") for end in ends]
