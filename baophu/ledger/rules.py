"""Rules that span columns, rows and tables. Each takes raw string tables and yields problems."""

import unicodedata
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

import pandas as pd

from baophu.ledger.raw import FILE, LINE, Problem
from baophu.ledger.schemas import Table
from baophu.ledger.tokens import reading_of, readings

_OF_A_WHOLE = (
    "percent_of_population",
    "percent_of_labour_force",
    "percent_of_working_age_labour_force",
    "percent_of_working_age_population",
    "percent_of_informal_workforce",
    "percent_of_eligible_workers",
    "percent_of_group",
    "percent_of_employers",
)
_NEEDS_OWNER = ("attainment", "target_count", "target_rate", "shortfall")
_NEEDS_BASE = ("change", "ratio")
_LOOKS_AHEAD = ("target_count", "target_rate", "attainment", "shortfall")


def _at(row: pd.Series, column: str, rule: str, cure: str) -> Problem:
    return Problem(row[FILE], int(row[LINE]), column, row[column], rule, cure)


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _last_day(day: date, precision: str) -> date:
    """The day that stands for a printed month or year; any other day stands for itself."""
    month = 12 if precision == "year" else day.month
    return day if precision not in ("month", "year") else date(day.year, month, monthrange(day.year, month)[1])


def duplicate_keys(table: Table, frame: pd.DataFrame) -> Iterator[Problem]:
    """Rows that share the key of another; the message says where the first stands."""
    key = list(table.key)
    again = frame[frame.duplicated(key) & frame[key].ne("").all(axis=1)]
    for _, row in again.iterrows():
        first = frame[(frame[key] == row[key]).all(axis=1)].iloc[0]
        cure = f"The first stands at {first[FILE]}:{first[LINE]}; give this one its own or delete it"
        yield _at(row, key[0], f"duplicate {' + '.join(key)}", cure)


def across(raw: dict[str, pd.DataFrame]) -> list[Problem]:
    """Everything that one column alone cannot show."""
    found = list(_text_forms(raw))
    claims = raw["claims"]
    parents = dict(zip(raw["areas"]["area"], raw["areas"]["parent"], strict=True))
    published = dict(zip(raw["sources"]["source_id"], raw["sources"]["published_on"], strict=True))
    for _, row in claims.iterrows():
        found += _token(row)
        found += _dates(row, published)
        found += _shares(row)
        found += _ranges(row)
        found += _owner(row)
        found += _file(row, parents)
    for _, row in raw["targets"].iterrows():
        found += _shares(row)
    for _, row in raw["sources"].iterrows():
        found += _source(row)
    found += _counts_within_population(raw)
    found += _rate_against_count(raw)
    return found


def _text_forms(raw: dict[str, pd.DataFrame]) -> Iterator[Problem]:
    for frame in raw.values():
        for column in frame.columns.drop([FILE, LINE]):
            loose = [not unicodedata.is_normalized("NFC", text) for text in frame[column]]
            for _, row in frame[loose].iterrows() if any(loose) else ():
                yield _at(row, column, "Vietnamese letters decomposed (NFD)", "Type or convert them as NFC")


def _token(row: pd.Series) -> Iterator[Problem]:
    value = _number(row["value"])
    if value is None or not row["as_printed"]:
        return
    if not readings(row["as_printed"]):
        yield _at(row, "as_printed", "not a printed number", "Keep the figure alone, such as 1.052.062 or 92,5%")
    elif reading_of(row["as_printed"], value) is None:
        said = " or ".join(f"{r.value:.12g}" for r in readings(row["as_printed"]))
        yield _at(
            row,
            "value",
            f"as_printed {row['as_printed']!r} reads as {said}",
            "Correct the value or the token",
        )


def _dates(row: pd.Series, published: dict[str, str]) -> Iterator[Problem]:
    as_of, base = _day(row["as_of"]), _day(row["base_as_of"])
    if not row["as_of"] and row["obs_status"] != "U":
        yield _at(row, "as_of", "undated figure is not marked as evidence", "Date it, or set obs_status to U")
    if bool(row["as_of"]) != bool(row["as_of_precision"]):
        yield _at(row, "as_of_precision", "does not go with as_of", "Give both, or neither")
    if as_of and as_of != _last_day(as_of, row["as_of_precision"]):
        cure = "Use the last day of the printed month or year"
        yield _at(row, "as_of", f"precision is {row['as_of_precision']}", cure)
    if as_of and base and base >= as_of:
        yield _at(row, "base_as_of", f"not before as_of {as_of}", "Put the earlier day into base_as_of")
    out = _day(published.get(row["source_id"], ""))
    past = row["kind"] not in _LOOKS_AHEAD and row["obs_status"] not in ("E", "F")
    if as_of and out and past and row["as_of_precision"] == "day" and as_of > out:
        cure = "Correct the day; an expected figure has obs_status E or F"
        yield _at(row, "as_of", f"after its source was published ({out})", cure)


def _shares(row: pd.Series) -> Iterator[Problem]:
    value, of_a_whole = _number(row["value"]), row["unit"] in _OF_A_WHOLE
    if value is not None and of_a_whole and row["kind"] in ("rate", "share", "target_rate") and not 0 <= value <= 100:
        yield _at(row, "value", "a share of a whole outside 0-100", "Correct the value, or its unit")


def _ranges(row: pd.Series) -> Iterator[Problem]:
    value = _number(row["value"])
    if value is None:
        return
    if row["kind"] in ("count", "target_count", "denominator", "shortfall", "loss") and value < 0:
        yield _at(row, "value", f"a {row['kind']} below zero", "A fall is a change; else drop the sign")
    if row["kind"] in _NEEDS_BASE and not row["base_as_of"] and row["obs_status"] != "U":
        yield _at(row, "base_as_of", f"a {row['kind']} without a reference date", "Give the day it is reckoned from")


def _owner(row: pd.Series) -> Iterator[Problem]:
    if row["kind"] in _NEEDS_OWNER and not row["plan_owner"]:
        yield _at(row, "plan_owner", f"{row['kind']} without an owner", "Say whose plan; unstated if not printed")


def _file(row: pd.Series, parents: dict[str, str]) -> Iterator[Problem]:
    area, home = row["area"], row[FILE].rsplit("/", 1)[-1].removesuffix(".csv")
    parent = parents.get(area, "")
    # An area without a parent is a country, whose file is not that of its provinces.
    chain = {area} | {above for above in (parent, parents.get(parent, "")) if parents.get(above)}
    if area in parents and home not in chain:
        yield _at(
            row,
            "area",
            "stands in another area's file",
            f"Move the row to the file of {area} or its province",
        )


def _source(row: pd.Series) -> Iterator[Problem]:
    if not (row["url"] or row["file_name"]):
        yield _at(row, "url", "neither address nor file name", "Give one of them")
    if not (row["published_on"] or row["published_note"]):
        cure = "Give the day, or say in published_note that none is printed"
        yield _at(row, "published_on", "no date and no words that there is none", cure)


def _sizes(population: pd.DataFrame) -> pd.Series:
    """The largest population on record, by area."""
    return pd.to_numeric(population["population_count"], errors="coerce").groupby(population["area"]).max()


def _counts_within_population(raw: dict[str, pd.DataFrame]) -> Iterator[Problem]:
    sizes, claims = _sizes(raw["population"]), raw["claims"]
    people = claims[(claims["kind"] == "count") & claims["unit"].isin(["persons", "cards"])]
    for _, row in people.iterrows():
        value, most = _number(row["value"]), sizes.get(row["area"])
        # Publishers count residents differently, so a little above the population is possible.
        if value and most and value > 1.15 * most:
            yield _at(
                row,
                "value",
                f"more than the population of {row['area']} ({most:,.0f})",
                "Check area and digits",
            )


def _rate_against_count(raw: dict[str, pd.DataFrame]) -> Iterator[Problem]:
    """A rate that is off its own count by a factor of about ten: a slipped digit in one of them.

    The population is the one printed beside them, else the one on record.
    """
    sizes, claims = _sizes(raw["population"]), raw["claims"]
    keys = ["source_id", "area", "scheme", "group", "as_of"]
    counts = claims[(claims["kind"] == "count") & (claims["unit"] == "persons")]
    rates = claims[(claims["kind"] == "rate") & (claims["unit"] == "percent_of_population")]
    printed = claims[claims["kind"] == "denominator"]
    for _, row in rates.merge(counts, on=keys, suffixes=("", "_count")).iterrows():
        known = printed[(printed["area"] == row["area"]) & (printed["as_of"] == row["as_of"])]
        base = _number(known.iloc[0]["value"]) if len(known) else sizes.get(row["area"])
        count, rate = _number(row["value_count"]), _number(row["value"])
        if base and count and rate and not 0.2 < (100 * count / base) / rate < 5:
            yield _at(row, "value", f"{count:,.0f} of {base:,.0f} is not {rate} %", "Check the digits of both")
