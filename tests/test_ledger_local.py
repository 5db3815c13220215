"""An office's own tables under data/local/ overlay the ledger and are always marked."""

import csv

import pytest
from miniature import CLAIM, COLUMNS

from baophu.common.errors import InvalidLedger
from baophu.console import province_lines
from baophu.facts.province import build_facts
from baophu.ledger import tables
from baophu.ledger.validate import find_problems
from baophu.report.pages.province import ProvincePage

LOCAL_CELLS = {
    "claim_id": "local-north-count",
    "source_id": "local-synthetic-table",
    "value": "812345",
    "as_printed": "812.345",
}
SOURCE = {
    "source_id": "local-synthetic-table",
    "title": "Synthetic table",
    "publisher_vi": "Synthetic office",
    "publisher_en": "Synthetic office",
    "copy_type": "original",
    "published_note": "not published",
    "file_name": "synthetic.xlsx",
    "language": "vi",
    "source_type": "own_table",
}


def write_local(data, name, table, *rows):
    path = data / "local" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, COLUMNS[table], restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture
def local_ledger(miniature):
    """The miniature with one local count, of a day for which a count is published too."""
    write_local(miniature.data, "sources.csv", "sources", SOURCE)
    write_local(miniature.data, "claims/synthetic-north.csv", "claims", {**CLAIM, **LOCAL_CELLS})
    return miniature


def test_local_figures_are_loaded_beside_the_published_ones(local_ledger):
    claims = tables.load_ledger(local_ledger.data).claims
    assert {"north-count", "local-north-count"} <= set(claims["claim_id"])


def test_series_show_the_local_figure_in_place_of_the_published_one(local_ledger):
    built = build_facts(tables.load_ledger(local_ledger.data), "synthetic-north")
    assert [p.insured_count for p in built.points if p.scale == "gso"] == [812345]
    assert {"north-count", "local-north-count"} <= {claim.claim_id for claim in built.claims}


def test_published_files_are_as_they_were(local_ledger):
    before = {path: path.read_bytes() for path in local_ledger.data.rglob("*.csv")}
    build_facts(tables.load_ledger(local_ledger.data), "synthetic-north")
    assert {path: path.read_bytes() for path in local_ledger.data.rglob("*.csv")} == before


@pytest.mark.parametrize(("language", "words"), [("vi", "chưa công bố"), ("en", "published nowhere")])
def test_report_says_that_it_holds_local_figures(local_ledger, language, words):
    report = ProvincePage(build_facts(tables.load_ledger(local_ledger.data), "synthetic-north"), language)
    assert words in report.masthead().text()
    other = ProvincePage(build_facts(tables.load_ledger(local_ledger.data), "synthetic-south"), language)
    assert words not in other.masthead().text()


def test_version_of_the_data_tells_local_figures_apart(miniature):
    published = tables.load_ledger(miniature.data).version
    write_local(miniature.data, "sources.csv", "sources", SOURCE)
    write_local(miniature.data, "claims/synthetic-north.csv", "claims", {**CLAIM, **LOCAL_CELLS})
    assert tables.load_ledger(miniature.data).version != published


def test_fault_of_a_local_row_is_named_with_its_file(local_ledger):
    write_local(
        local_ledger.data, "claims/synthetic-north.csv", "claims", {**CLAIM, **LOCAL_CELLS, "scheme": "no-such-scheme"}
    )
    (problem,) = find_problems(local_ledger.data)
    assert str(problem).startswith("data/local/claims/synthetic-north.csv:2 scheme 'no-such-scheme'")
    with pytest.raises(InvalidLedger):
        tables.load_ledger(local_ledger.data)


def test_list_of_provinces_counts_local_figures(local_ledger):
    north = next(line for line in province_lines(local_ledger.data) if "synthetic-north" in line)
    # Eight claims and a target; the level of the end of 2019 on both scales.
    assert north.split()[4:6] == ["9", "1"]
    assert (
        "80% announced, 2019-12-31; 81.2% on the statistics office's population, 2019-12-31  (1 of your own)" in north
    )


def test_province_with_no_figure_is_listed_as_such(miniature):
    city = next(line for line in province_lines(miniature.data) if "synthetic-city" in line)
    assert city.endswith("no dated level of the whole province")
