"""The figures behind a view as pandas tables: one to read in the notebook, one to take along with its provenance."""

import io
from collections.abc import Iterable, Mapping

import pandas as pd

from baophu.explore.state import Choice
from baophu.explore.view import narrowed
from baophu.facts.province import Claim, Facts
from baophu.report.data_file import data_file
from baophu.report.sections.parts import kind_words
from baophu.report.words import Words

COLUMNS = ("day", "area", "what", "printed", "value", "unit", "publisher", "source", "address", "claim")
# What follows a figure wherever it goes.
PROVENANCE = ("claim_id", "source_id", "publisher_vi", "publisher_en", "source_title", "url", "locator")


def figures(facts: Facts, choice: Choice, words: Words) -> pd.DataFrame:
    """Printed figures of a choice, newest first, one row each, under the headings of the language.

    Columns: day (ISO text, as finely as it is known), area, what is counted, the figure as printed, its value as a
    number, its unit, the publisher, the source's title and address, and the claim's id in the ledger.
    """
    shown = reversed(narrowed(facts, choice).claims)
    names = [words.say(f"explore-col-{name}") for name in COLUMNS]
    return pd.DataFrame([_row(claim, facts, words) for claim in shown], columns=names)


def _row(claim: Claim, facts: Facts, words: Words) -> tuple:
    source = facts.sources[claim.source_id]
    day = claim.as_of.isoformat()[: {"year": 4, "month": 7}.get(claim.as_of_precision, 10)]
    what = f"{words.scheme(claim.scheme, claim.group)}, {kind_words(claim, words)}"
    unit = words.label("unit", claim.unit)
    where = (words.publisher(source), source.title, source.url)
    return (day, words.area(claim.area), what, words.printed_token(claim), claim.value, unit, *where, claim.claim_id)


def data(facts_of: Mapping[str, Facts], choice: Choice, provinces: Iterable[str]) -> pd.DataFrame:
    """Everything that the views of some provinces stand on, as one tidy table to take along.

    Returns
    -------
    The columns of a report's own data file, ``claim_id`` first: one row a printed figure (``record`` is ``printed``)
    or a level reckoned from one (``point``), an estimate or a target. Of reckoned levels, too, the columns of
    ``PROVENANCE`` name claim, source, address and place. Days are ISO text, percentages 0-100, persons whole.
    """
    tables = [_of_one(facts_of[province], choice) for province in provinces]
    table = pd.concat(tables, ignore_index=True).drop_duplicates(["row_id", "area"], ignore_index=True)
    return table.sort_values(["area", "as_of", "row_id"], ignore_index=True)


def _of_one(facts: Facts, choice: Choice) -> pd.DataFrame:
    text = data_file(facts, facts.area.name_vi).csv
    whole = pd.read_csv(io.StringIO(text.removeprefix("\ufeff")), dtype={"as_printed": str, "area": str})
    whole.insert(0, "claim_id", _claim_ids(whole))
    whole = _with_sources(whole)
    years = pd.to_numeric(whole["as_of"].str[:4])
    is_shown = (whole["scheme"] == choice.scheme) & years.between(choice.first_year, choice.last_year)
    return whole[is_shown]


def _claim_ids(table: pd.DataFrame) -> pd.Series:
    """The claim that is a row or that a level is reckoned from; an estimate rests on many (``from_claims``)."""
    first = table["from_claims"].astype("string").str.split(" ").str[0]
    return first.where(table["record"] == "point").mask(table["record"] == "printed", table["row_id"])


def _with_sources(table: pd.DataFrame) -> pd.DataFrame:
    """Source, address and place of its claim for each row that has one."""
    names = [
        "source_id",
        "publisher_vi",
        "publisher_en",
        "source_title",
        "published_on",
        "url",
        "locator",
        "as_printed",
    ]
    printed = table[table["record"] == "printed"].set_index("claim_id")[names]
    found = printed.reindex(table["claim_id"])
    filled = {name: table[name].where(table[name].notna(), found[name].set_axis(table.index)) for name in names}
    return table.assign(**filled)
