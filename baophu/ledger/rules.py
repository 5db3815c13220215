"""Rules across columns, rows and tables. Each takes raw string tables and yields problems."""

import unicodedata
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

import pandas as pd

from baophu.common.messages import format_decimal, format_number, join_or, message
from baophu.ledger.raw import FILE, LINE, Problem
from baophu.ledger.schemas import Table
from baophu.ledger.tokens import find_readings, match_reading

Row = dict  # strings by column name; the line is an integer
_SHARE_UNITS = (
    "percent_of_population",
    "percent_of_labour_force",
    "percent_of_working_age_labour_force",
    "percent_of_working_age_population",
    "percent_of_informal_workforce",
    "percent_of_eligible_workers",
    "percent_of_group",
    "percent_of_employers",
    "percent_of_contribution",
)
PLAN_KINDS = ("attainment", "shortfall", "target_count", "target_rate")  # kinds that refer to a plan and have an owner
_BASED_KINDS = ("change", "ratio")


def _records(frame: pd.DataFrame) -> Iterator[Row]:
    """The rows as dictionaries: ``iterrows`` takes twenty times as long."""
    cells = zip(*(frame[name].to_numpy(object).tolist() for name in frame.columns), strict=True)
    return (dict(zip(frame.columns, row, strict=True)) for row in cells)


def _problem(row: Row, column: str, rule: str, cure: str) -> Problem:
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
    """The last day of a printed month or year; any other day unchanged."""
    month = 12 if precision == "year" else day.month
    return day if precision not in ("month", "year") else date(day.year, month, monthrange(day.year, month)[1])


def find_duplicate_keys(table: Table, frame: pd.DataFrame) -> Iterator[Problem]:
    """Rows that repeat the key of an earlier row; the message gives the place of the first."""
    key = list(table.key)
    repeats = frame[frame.duplicated(key) & frame[key].ne("").all(axis=1)]
    for _, row in repeats.iterrows():
        first = frame[(frame[key] == row[key]).all(axis=1)].iloc[0]
        cure = message("mend-duplicate", place=f"{first[FILE]}:{first[LINE]}")
        yield _problem(row, key[0], message("rule-duplicate", key=" + ".join(key)), cure)


def find_cross_problems(raw: dict[str, pd.DataFrame]) -> list[Problem]:
    """Problems that involve several columns, rows or tables."""
    problems = list(_unicode_problems(raw))
    claims = raw["claims"]
    parents = dict(zip(raw["areas"]["area"], raw["areas"]["parent"], strict=True))
    published = dict(zip(raw["sources"]["source_id"], raw["sources"]["published_on"], strict=True))
    for row in _records(claims):
        problems += _token_problems(row)
        problems += _date_problems(row, published)
        problems += _share_problems(row)
        problems += _range_problems(row)
        problems += _owner_problems(row)
        problems += _file_problems(row, parents)
        problems += _table_problems(row)
    for row in _records(raw["targets"]):
        problems += _share_problems(row)
        problems += _token_problems(row)
    for row in _records(raw["sources"]):
        problems += _source_problems(row)
    problems += _population_problems(raw)
    problems += _rate_problems(raw)
    return problems


def _unicode_problems(raw: dict[str, pd.DataFrame]) -> Iterator[Problem]:
    for frame in raw.values():
        for column in frame.columns.drop([FILE, LINE]):
            is_decomposed = [not unicodedata.is_normalized("NFC", text) for text in frame[column].to_numpy(object)]
            for row in _records(frame[is_decomposed]) if any(is_decomposed) else ():
                yield _problem(row, column, message("rule-decomposed"), message("mend-decomposed"))


def _token_problems(row: Row) -> Iterator[Problem]:
    value = _number(row["value"])
    if value is None or not row["as_printed"]:
        return
    if not find_readings(row["as_printed"]):
        yield _problem(row, "as_printed", message("rule-token"), message("mend-token"))
    elif match_reading(row["as_printed"], value) is None:
        numbers = join_or(f"{r.value:.12g}" for r in find_readings(row["as_printed"]))
        yield _problem(
            row, "value", message("rule-reads", text=repr(row["as_printed"]), values=numbers), message("mend-reads")
        )


def _date_problems(row: Row, published: dict[str, str]) -> Iterator[Problem]:
    as_of, base = _day(row["as_of"]), _day(row["base_as_of"])
    if not row["as_of"] and row["obs_status"] != "U":
        yield _problem(row, "as_of", message("rule-undated"), message("mend-undated"))
    if bool(row["as_of"]) != bool(row["as_of_precision"]):
        yield _problem(row, "as_of_precision", message("rule-alone"), message("mend-alone"))
    if as_of and as_of != _last_day(as_of, row["as_of_precision"]):
        yield _problem(
            row, "as_of", message("rule-last-day", precision=row["as_of_precision"]), message("mend-last-day")
        )
    if as_of and base and base >= as_of:
        yield _problem(row, "base_as_of", message("rule-base", day=as_of), message("mend-base"))
    published_day = _day(published.get(row["source_id"], ""))
    is_past = row["kind"] not in PLAN_KINDS and row["obs_status"] not in ("E", "F", "P")
    # A month or year that had not ended when it was printed is dated to a later day, so it is refused too.
    if as_of and published_day and is_past and as_of > published_day:
        yield _problem(row, "as_of", message("rule-published", day=published_day), message("mend-published"))


def _share_problems(row: Row) -> Iterator[Problem]:
    value, is_share = _number(row["value"]), row["unit"] in _SHARE_UNITS
    if value is not None and is_share and row["kind"] in ("rate", "share", "target_rate") and not 0 <= value <= 100:
        yield _problem(row, "value", message("rule-share"), message("mend-share"))


def _table_problems(row: Row) -> Iterator[Problem]:
    """Targets belong in the table of targets, not in the claims."""
    if row["kind"] in ("target_count", "target_rate"):
        yield _problem(row, "kind", message("rule-target"), message("mend-target"))


def _range_problems(row: Row) -> Iterator[Problem]:
    value = _number(row["value"])
    if value is None:
        return
    if row["kind"] in ("count", "target_count", "denominator", "shortfall", "loss") and value < 0:
        yield _problem(row, "value", message("rule-below-zero", kind=row["kind"]), message("mend-below-zero"))
    if row["kind"] in _BASED_KINDS and not row["base_as_of"] and row["obs_status"] != "U":
        yield _problem(row, "base_as_of", message("rule-no-base", kind=row["kind"]), message("mend-no-base"))


def _owner_problems(row: Row) -> Iterator[Problem]:
    if row["kind"] in PLAN_KINDS and not row["plan_owner"]:
        yield _problem(row, "plan_owner", message("rule-no-owner", kind=row["kind"]), message("mend-no-owner"))


def _file_problems(row: Row, parents: dict[str, str]) -> Iterator[Problem]:
    area, file_area = row["area"], row[FILE].rsplit("/", 1)[-1].removesuffix(".csv")
    parent = parents.get(area, "")
    # An area without a parent is a country, and its file does not hold provinces.
    allowed = {area} | {above for above in (parent, parents.get(parent, "")) if parents.get(above)}
    if area in parents and file_area not in allowed:
        yield _problem(row, "area", message("rule-other-file"), message("mend-other-file", area=area))


def _source_problems(row: Row) -> Iterator[Problem]:
    if not (row["url"] or row["file_name"]):
        yield _problem(row, "url", message("rule-no-address"), message("mend-no-address"))
    if not (row["published_on"] or row["published_note"]):
        yield _problem(row, "published_on", message("rule-no-day"), message("mend-no-day"))


def _largest_populations(population: pd.DataFrame) -> dict[str, float]:
    """The largest population on record, by area."""
    counts = pd.to_numeric(population["population_count"], errors="coerce").groupby(population["area"]).max()
    return counts.to_dict()


def _population_problems(raw: dict[str, pd.DataFrame]) -> Iterator[Problem]:
    populations, claims = _largest_populations(raw["population"]), raw["claims"]
    # Figures with status U are kept as evidence only and may be wrong.
    people = claims[
        (claims["kind"] == "count") & claims["unit"].isin(["persons", "cards"]) & (claims["obs_status"] != "U")
    ]
    for row in _records(people):
        value, population = _number(row["value"]), populations.get(row["area"])
        # Publishers count residents differently, so a little above the population is possible.
        if value and population and value > 1.15 * population:
            rule = message("rule-population", area=row["area"], people=format_number(population))
            yield _problem(row, "value", rule, message("mend-population"))


def _rate_problems(raw: dict[str, pd.DataFrame]) -> Iterator[Problem]:
    """Rates that differ from their count by a factor of five or more, usually a slipped digit in one of them.

    The denominator is the population of the same source, else the one on record.
    """
    populations, claims = _largest_populations(raw["population"]), raw["claims"]
    keys = ["source_id", "area", "scheme", "group", "as_of"]
    counts = claims[(claims["kind"] == "count") & (claims["unit"] == "persons")]
    rates = claims[(claims["kind"] == "rate") & (claims["unit"] == "percent_of_population")]
    # A denominator of another scheme, such as the labour force, does not apply to this rate.
    match_columns = ["area", "scheme", "group", "as_of"]
    printed = (
        claims[claims["kind"] == "denominator"]
        .drop_duplicates(match_columns)
        .set_index(match_columns)["value"]
        .to_dict()
    )
    for row in _records(rates.merge(counts, on=keys, suffixes=("", "_count"))):
        printed_base = printed.get(tuple(row[name] for name in match_columns))
        base = populations.get(row["area"]) if printed_base is None else _number(printed_base)
        count, rate = _number(row["value_count"]), _number(row["value"])
        if base and count and rate and not 0.2 < (100 * count / base) / rate < 5:
            rule = message(
                "rule-rate", count=format_number(count), base=format_number(base), rate=format_decimal(str(rate))
            )
            yield _problem(row, "value", rule, message("mend-rate"))
