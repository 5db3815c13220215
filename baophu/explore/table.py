"""The figures behind a view as pandas tables: one to read, one to download with its provenance."""

import io
from collections.abc import Iterable, Mapping
from html import escape

import pandas as pd

from baophu.explore.search import strip_accents
from baophu.explore.selection import filter_facts
from baophu.explore.state import Choice
from baophu.facts.province import Claim, Facts
from baophu.report.data_file import data_file
from baophu.report.sections.parts import kind_words
from baophu.report.words import Words

COLUMNS = ("day", "area", "what", "printed", "value", "unit", "publisher", "source", "address", "claim")
# Texts to sort by, for a day as 30/11/2023 and a value as 92,25 do not sort by themselves.
SORT_KEYS = ("day_key", "value_key")
_ABOVE_ALL = 10**12  # added to values: texts of as many figures, none of them negative, sort as numbers do
# Columns that give the source of a figure.
PROVENANCE = ("claim_id", "source_id", "publisher_vi", "publisher_en", "source_title", "url", "locator")


def build_figures_table(facts: Facts, choice: Choice, words: Words) -> pd.DataFrame:
    """Printed figures of a choice as text in the page's language, newest first, with column names in the language.

    Columns: day at its printed precision, area, what is counted, the figure as printed, its value, its unit, the
    publisher, the source's title and address, and the claim's id in the ledger; then ``SORT_KEYS``.
    """
    claims = reversed(filter_facts(facts, choice).claims)
    names = [words.say(f"explore-col-{name}") for name in COLUMNS]
    return pd.DataFrame([_row(claim, facts, words) for claim in claims], columns=[*names, *SORT_KEYS])


def build_table_rows(figures: pd.DataFrame, words: Words) -> pd.DataFrame:
    """The same as HTML cells: titles link to their sources, days and values begin with their hidden sort keys.

    A last column holds each row without accents, for the filter.
    """
    day, value, source, address = (words.say(f"explore-col-{name}") for name in ("day", "value", "source", "address"))
    search_texts = [strip_accents(" ".join(map(str, row))) for row in figures.itertuples(index=False)]
    links = [_link(title, url) for title, url in zip(figures[source], figures[address], strict=True)]
    texts = figures.drop(columns=[address, *SORT_KEYS]).astype(str).map(lambda cell: escape(cell, quote=False))
    keyed = {
        name: "<span hidden>" + figures[key] + " </span>" + texts[name]
        for name, key in zip((day, value), SORT_KEYS, strict=True)
    }
    return texts.assign(**keyed, **{source: links, "search_text": search_texts})


def _link(title: str, url: str) -> str:
    if not url.startswith("http"):
        return escape(title)
    return f'<a class="baophu-link" href="{escape(url)}" target="_blank" rel="noopener">{escape(title)}</a>'


def _row(claim: Claim, facts: Facts, words: Words) -> tuple:
    source = facts.sources[claim.source_id]
    day = words.f.short_day(claim.as_of, claim.as_of_precision)
    what = f"{words.scheme(claim.scheme, claim.group)}, {kind_words(claim, words)}"
    unit = words.label("unit", claim.unit)
    where = (words.publisher(source), source.title, source.link)
    value, area = words.f.exact(claim.value), words.area(claim.area)
    sort_keys = (claim.as_of.isoformat(), f"{claim.value + _ABOVE_ALL:018.4f}")
    return (day, area, what, words.printed_token(claim), value, unit, *where, claim.claim_id, *sort_keys)


def build_export_table(facts_of: Mapping[str, Facts], choice: Choice, provinces: Iterable[str]) -> pd.DataFrame:
    """All figures behind the views of some provinces as one tidy table.

    Returns
    -------
    pd.DataFrame
        The columns of a report's data file, ``claim_id`` first: one row per printed figure (``record`` is
        ``printed``), level computed from one (``point``), estimate or target. Printed figures and levels have the
        columns of ``PROVENANCE``. Days are ISO text, percentages 0-100, persons whole numbers.
    """
    tables = [_province_rows(facts_of[province], choice) for province in provinces]
    table = pd.concat(tables, ignore_index=True).drop_duplicates(["row_id", "area"], ignore_index=True)
    return table.sort_values(["area", "as_of", "row_id"], ignore_index=True)


def _province_rows(facts: Facts, choice: Choice) -> pd.DataFrame:
    text = data_file(facts, facts.area.name_vi).csv
    whole = pd.read_csv(io.StringIO(text.removeprefix("\ufeff")), dtype={"as_printed": str, "area": str})
    whole.insert(0, "claim_id", _claim_ids(whole))
    whole = _with_sources(whole)
    years = pd.to_numeric(whole["as_of"].str[:4])
    is_shown = (whole["scheme"] == choice.scheme) & years.between(choice.first_year, choice.last_year)
    return whole[is_shown]


def _claim_ids(table: pd.DataFrame) -> pd.Series:
    """The claim of a row, or the first one of a level; missing for estimates, which have many (``from_claims``)."""
    first = table["from_claims"].astype("string").str.split(" ").str[0]
    return first.where(table["record"] == "point").mask(table["record"] == "printed", table["row_id"])


def _with_sources(table: pd.DataFrame) -> pd.DataFrame:
    """Add source, address and locator of the claim to each row that has one."""
    names = [*PROVENANCE[1:], "published_on", "as_printed"]
    printed = table[table["record"] == "printed"].set_index("claim_id")[names]
    claim_cells = printed.reindex(table["claim_id"])
    filled = {name: table[name].where(table[name].notna(), claim_cells[name].set_axis(table.index)) for name in names}
    return table.assign(**filled)
