"""The data inside a page: one tidy table and the Data Package that describes it."""

import csv
import hashlib
import io
import json
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest
from frictionless import Package

from baophu.analysis.coverage import ANNOUNCED
from baophu.report.data_blocks import Download, Downloads, Quotation, data_url
from baophu.report.data_file import BOM, COLUMNS, data_file, national_points
from baophu.report.sections.back_matter import citation
from baophu.report.words import Words

REAL = ["binh-thuan", "can-tho", "ha-giang"]


def rows_of(file):
    return list(csv.DictReader(io.StringIO(file.csv.removeprefix(BOM))))


@pytest.fixture(params=REAL)
def made(request, facts_of):
    facts = facts_of(request.param)
    return facts, data_file(facts, "Title")


def test_frictionless_finds_no_fault_in_the_package(made, tmp_path):
    _, file = made
    (tmp_path / file.name).write_bytes(file.csv.encode("utf-8"))
    (tmp_path / "datapackage.json").write_text(file.descriptor, "utf-8")
    report = Package(str(tmp_path / "datapackage.json")).validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "message"])
    assert report.tasks[0].stats["rows"] == file.rows


def test_descriptor_follows_version_two_and_knows_the_bytes(made):
    facts, file = made
    package = json.loads(file.descriptor)
    (resource,) = package["resources"]
    assert package["$schema"].endswith("/2.0/datapackage.json") and package["version"] == facts.data_version
    assert resource["hash"] == "sha256:" + hashlib.sha256(file.csv.encode()).hexdigest()
    assert resource["bytes"] == len(file.csv.encode())
    assert [field["name"] for field in resource["schema"]["fields"]] == list(COLUMNS)
    assert all(field["description"] for field in resource["schema"]["fields"])
    assert package["licenses"][0]["name"] == "CC-BY-4.0" and package["sources"]


def test_every_figure_point_estimate_and_target_of_the_report_has_a_row(made):
    facts, file = made
    kinds = {}
    for row in rows_of(file):
        kinds.setdefault(row["record"], []).append(row)
    printed = {row["row_id"] for row in kinds["printed"]}
    country = {claim.claim_id for claim in facts.national_claims}
    assert printed - country == {claim.claim_id for claim in facts.claims}
    # Of the country's figures those that the page leads to, and those that estimates stand on.
    stood_on = {name for row in kinds.get("estimate", []) for name in row["from_claims"].split()} & country
    assert printed & country == stood_on | {claim.claim_id for claim in facts.national_claims_shown}
    assert len(kinds.get("point", [])) == len(facts.points) + len(national_points(facts))
    drawn = {p.claim_id for p in facts.national_year_ends if p.scale == ANNOUNCED}
    assert drawn & printed <= {p.claim_id for p in national_points(facts)} <= printed
    assert len(kinds.get("estimate", [])) == sum(estimate.low80 is not None for estimate in facts.estimates)
    assert len(kinds.get("target", [])) == len(facts.gaps)
    assert len({row["row_id"] for row in rows_of(file)}) == file.rows


def test_printed_rows_name_their_source_and_points_their_claims(made):
    facts, file = made
    printed = {row["row_id"]: row for row in rows_of(file) if row["record"] == "printed"}
    assert all(
        row["publisher_vi"] and row["publisher_en"] and row["source_title"] and row["locator"]
        for row in printed.values()
    )
    for row in rows_of(file):
        if row["record"] == "point":
            assert row["from_claims"].split()[0] in printed


def test_numbers_and_days_are_written_for_machines(facts_of):
    rows = {row["row_id"]: row for row in rows_of(data_file(facts_of("binh-thuan"), "Title"))}
    count, point = rows["binh-thuan-bhyt-count-2023-11-30"], rows["point-gso-binh-thuan-bhyt-count-2023-11-30"]
    assert (count["value"], count["unit"], count["as_of"], count["as_printed"]) == (
        "1052062", "persons", "2023-11-30", "1.052.062",
    )  # fmt: skip
    assert point["value"].startswith("83.5") and point["population_count"] == "1258800" and point["scale"] == "gso"


def test_table_begins_with_the_mark_by_which_excel_knows_utf_8(made):
    assert made[1].csv.encode().startswith(b"\xef\xbb\xbfrow_id,")


def test_both_languages_embed_the_same_table(facts_of):
    assert data_file(facts_of("can-tho"), "A").csv == data_file(facts_of("can-tho"), "B").csv


def test_figures_of_the_office_are_marked_and_put_under_no_licence(facts_of):
    facts = facts_of("binh-thuan")
    first, *others = facts.claims
    file = data_file(replace(facts, claims=(replace(first, is_local=True), *others)), "Title")
    package = json.loads(file.descriptor)
    assert "licenses" not in package and "is_local" in package["description"]
    assert [row["row_id"] for row in rows_of(file) if row["is_local"] == "true"] == [first.claim_id]


@pytest.mark.parametrize("hostile", ['"', "'", "<b>&amp;", "%41", "#x", "a\r\nb\tc", "\ufeffế đ ₫ 😀", "{}\\|^`"])
def test_file_comes_out_of_its_address_as_it_went_in(hostile):
    address = data_url(Download("", "", "a.csv", "text/csv", hostile))
    head, content = address.split(",", 1)
    assert head == "data:text/csv;charset=utf-8" and unquote(content) == hostile
    assert not set("\"'<>#&\r\n\t") & set(content)


def test_browser_saves_the_files_as_they_were_made_without_a_network(facts_of, browser, tmp_path):
    file = data_file(facts_of("can-tho"), "Title")
    files = (
        Download("csv", "", file.name, "text/csv", file.csv),
        Download("json", "", "datapackage.json", "application/json", file.descriptor),
    )
    page = browser.new_page()
    (tmp_path / "a.html").write_text(f'<meta charset="utf-8">{Downloads(files, "paper", "intro").html()}', "utf-8")
    page.goto((tmp_path / "a.html").as_uri())
    for link, name, content in (("csv", file.name, file.csv), ("json", "datapackage.json", file.descriptor)):
        with page.expect_download() as saved:
            page.get_by_role("link", name=link).click()
        assert saved.value.suggested_filename == name
        assert Path(saved.value.path()).read_bytes() == content.encode("utf-8")
    page.close()


def test_paper_says_where_the_files_are_and_holds_none():
    block = Downloads((Download("a", "b", "c.csv", "text/csv", "secret"),), "On paper.", "intro")
    assert block.typst() == "On paper." and "secret" not in block.typst()


@pytest.mark.parametrize("text", ["a\nb", '<i>"x"</i>', "#set", "]"])
def test_text_to_be_copied_stands_as_it_is_in_both_forms(text):
    code = Quotation("q", text, "Copy", is_code=True)
    assert code.typst().startswith('#raw(block: true, "') and code.text() == text
    assert "<i>" not in code.html() and 'data-copy="q" hidden' in code.html()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_citation_names_title_data_version_and_day_and_no_clock(facts_of, language):
    facts = facts_of("binh-thuan")
    words = Words(facts, language)
    text = citation(facts, words).text()
    assert words.province in text and facts.data_version in text and "baophu" in text
    assert words.when_of(facts.dated_claims[-1]) in text
    assert f"@misc{{baophu-binh-thuan-{facts.data_version[:7]}," in text and text.count("{") == text.count("}")
    assert citation(facts, words).text() == text
