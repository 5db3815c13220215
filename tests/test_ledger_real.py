import json
import re
import shutil

import frictionless
import pytest
from pandas.testing import assert_frame_equal

from baophu.common.paths import DATA
from baophu.ledger import tables
from baophu.ledger.descriptor import build_descriptor, insert_tables, write_descriptor
from baophu.ledger.names import fold
from baophu.ledger.raw import read_table
from baophu.ledger.schemas import TABLES
from baophu.ledger.tables import load_ledger
from baophu.ledger.validate import find_problems

# The figures of the five articles that the project began with, as a reader of them would state them.
SEEDS = [
    ("binh-thuan", "bhyt", "count", "2023-11-30", 1_052_062),
    ("binh-thuan", "bhyt", "rate", "2023-11-30", 90.4),
    ("binh-thuan", "bhyt", "attainment", "2023-11-30", 92.5),
    ("binh-thuan", "bhyt", "target_rate", "2023-12-31", 92.25),
    ("binh-thuan", "bhxh_tn", "target_count", "2023-12-31", 14_778),
    ("can-tho", "bhyt", "change", "2022-06-30", -37_404),
    ("can-tho", "bhxh_tn", "change", "2022-06-30", -6_859),
    ("thai-nguyen", "bhyt", "count", "2012-12-31", 920_049),
    ("thai-nguyen", "bhyt", "rate", "2012-12-31", 80.07),
    ("thai-nguyen", "bhyt", "count", "2020-05-30", 1_215_900),
    ("thai-nguyen", "bhyt", "rate", "2020-06-28", 98.5),
    ("thai-nguyen", "bhxh", "count", "2019-12-31", 238_000),
    ("thai-nguyen", "bhxh", "count", "2020-05-31", 220_123),
    ("thanh-hoa", "bhyt", "count", "2010-12-31", 2_123_179),
    ("thanh-hoa", "bhyt", "count", "2019-09-30", 3_164_738),
    ("thanh-hoa", "bhyt", "rate", "2019-09-30", 89.38),
    ("thanh-hoa-city", "all", "count", "2020-10-31", 329_057),
    ("thanh-hoa-city", "bhyt", "count", "2020-10-31", 326_723),
]


def test_ledger_keeps_every_rule(published):
    assert find_problems(published) == []


def test_an_independent_validator_passes_the_package(published):
    report = frictionless.validate(str(published / "datapackage.json"))
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "message"])
    assert len(report.tasks) == len(TABLES)


def test_tables_of_the_readme_are_those_the_schemas_give():
    page = (DATA / "README.md").read_text("utf-8")
    assert insert_tables(page) == page
    assert "| `as_printed` |" in page


def test_descriptor_beside_the_data_is_the_one_the_schemas_give():
    assert json.loads((DATA / "datapackage.json").read_text("utf-8")) == build_descriptor()


def test_descriptor_written_anew_has_the_same_bytes(tmp_path):
    shutil.copytree(DATA, tmp_path / "data")
    assert write_descriptor(tmp_path / "data").read_bytes() == (DATA / "datapackage.json").read_bytes()


@pytest.mark.parametrize(("area", "scheme", "kind", "day", "value"), SEEDS)
def test_figure_of_the_articles_stands_under_its_area(ledger, area, scheme, kind, day, value):
    claims = ledger.claims
    same = claims[(claims["scheme"] == scheme) & (claims["kind"] == kind) & (claims["as_of"] == day)]
    assert value in set(same.loc[(same["area"] == area) & (same["group"] == "total"), "value"])


def test_every_claim_leads_to_a_source_that_can_be_found(ledger):
    cited = ledger.sources[ledger.sources["source_id"].isin(ledger.claims["source_id"])]
    assert set(cited["source_id"]) == set(ledger.claims["source_id"])
    assert (cited[["publisher_vi", "publisher_en"]] != "").all(axis=None)
    assert (cited["published_on"].notna() | (cited["published_note"] != "")).all()
    assert (cited["url"].str.startswith("http") | (cited["file_name"] != "")).all()


def test_city_is_an_area_of_its_own_inside_its_province(ledger, facts_of):
    assert "thanh-hoa-city" in ledger.children("thanh-hoa")
    facts = facts_of("thanh-hoa")
    city = {claim.claim_id for claim in facts.claims if claim.area == "thanh-hoa-city"}
    assert city
    assert not city & {claim_id for point in facts.points for claim_id in point.claim_ids}


def test_ledger_keeps_figures_not_sentences(ledger):
    printed = ledger.claims["as_printed"]
    assert printed.str.split().str.len().max() <= 4
    assert printed.str.contains(r"\d").all()


def test_no_remark_holds_a_run_of_vietnamese(ledger):
    words = re.compile(r"(?:\b\w*[ăâđêôơưàáảãạèéẻẽẹìíỉĩịòóỏõọùúủũụỳýỷỹỵ]\w*\b\s*){5,}", re.IGNORECASE)
    notes = ledger.claims["note"]
    assert [note for note in notes if words.search(note)] == []


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_table_written_again_reads_the_same(table, tmp_path):
    before, _ = read_table(table, DATA)
    for file, rows in before.groupby("_file"):
        path = tmp_path / file
        path.parent.mkdir(parents=True, exist_ok=True)
        rows[table.names].to_csv(path, index=False, lineterminator="\n")
    after, problems = read_table(table, tmp_path / "data")
    assert problems == []
    assert after.equals(before)


def test_ledger_is_the_same_whoever_loads_it(ledger, build_apart):
    again = load_ledger()
    assert again.version == ledger.version
    for table in TABLES:
        assert getattr(again, table.name).equals(getattr(ledger, table.name))


def test_there_are_63_provinces_and_one_country(ledger):
    assert ledger.areas["kind"].value_counts()[["province", "country"]].to_list() == [63, 1]


def test_tables_module_reads_every_table_of_the_schemas():
    assert {table.name for table in TABLES} | {"version"} == set(tables.Ledger.__dataclass_fields__)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_cells_of_checked_tables_are_those_that_the_check_read(published, table):
    checked, problems = read_table(table, published)
    assert not problems
    assert_frame_equal(tables.read_as_text(table, published), checked[table.names])


@pytest.mark.parametrize(
    ("province", "count"), [("binh-thuan", 10), ("can-tho", 9), ("thanh-hoa", 27), ("gia-lai", 17)]
)
def test_all_districts_of_a_province_stand_in_the_ledger_with_their_rank(ledger, province, count):
    ranks = {"district": "Huyện", "urban_district": "Quận", "town": "Thị xã", "city": "Thành phố"}
    inside = ledger.areas[(ledger.areas["parent"] == province) & ledger.areas["kind"].isin(list(ranks))]
    assert len(inside) == count
    assert all(row.full_name_vi.startswith(ranks[row.kind]) for row in inside.itertuples())


def test_no_two_districts_of_a_province_have_one_name(ledger):
    inside = ledger.areas[ledger.areas["kind"].isin(["district", "urban_district", "town", "city"])]
    keys = [(row.parent, row.kind, fold(row.full_name_vi.replace("Quí", "Quý"))) for row in inside.itertuples()]
    assert len(keys) == len(set(keys))


def test_targets_stand_in_one_table_and_among_the_figures(ledger):
    printed = ledger.claims[ledger.claims["kind"].str.startswith("target_")]
    assert set(printed["claim_id"]) == set(ledger.targets["target_id"])
    assert (printed["as_of"].dt.strftime("%m-%d") == "12-31").all()


def test_every_group_that_the_law_knows_names_its_payer(ledger):
    groups = ledger.codes[ledger.codes["field"] == "group"].set_index("code")["payer_category"]
    payers = {"household": "household", "students": "supported", "poor": "state_budget", "near_poor": "supported"}
    payers |= {"ethnic_minority": "state_budget", "state_paid": "state_budget", "supported": "supported"}
    assert {group: groups[group] for group in payers} == payers


def test_figures_read_on_copies_say_so(ledger):
    copies = ledger.sources[ledger.sources["copy_type"].isin(["unrelated_copy", "tampered_mirror"])]
    assert len(copies) >= 10
    assert (copies["note"] != "").all()
    own = ledger.claims[ledger.claims["source_id"] == "bhxh-binh-thuan-2019-10-24-tanh-linh"]
    assert set(own["copy_type"]) == {"tampered_mirror"} and len(own) == 3


# ── Causes that sources name ─────────────────────────────────────────────────────────────────────────────────

CAUSES = {
    "can-tho-bhyt-change-2022-06-30": [
        ("household_members", "share"),
        ("uneven_outreach", "condition"),
        ("short_cards_for_plan", "cause"),
        ("unable_to_renew", "cause"),
        ("agents_late", "cause"),
    ],
    "can-tho-bhxh-tn-change-2022-06-30": [
        ("self_employed_income", "cause"),
        ("contribution_raised_2022", "cause"),
        ("stop_or_lump_sum", "cause"),
        ("policy_unattractive", "cause"),
    ],
    "can-tho-bhxh-bb-employers-under-10-share-2022-06": [("small_employers", "condition")],
    "binh-thuan-phu-quy-bhyt-attainment-2023-11-30": [("paid_by_budget", "cause")],
}


@pytest.mark.parametrize("claim_id", CAUSES)
def test_causes_of_the_articles_stand_in_their_order(facts_of, claim_id):
    facts = facts_of("can-tho" if claim_id.startswith("can-tho") else "binh-thuan")
    assert [(cause.cause, cause.role) for cause in facts.causes[claim_id]] == CAUSES[claim_id]
    assert {cause.locator for cause in facts.causes[claim_id]} == {facts.claim(claim_id).locator}


def test_every_loss_of_free_cards_names_its_decision(ledger):
    lost = ledger.claims[(ledger.claims["kind"] == "loss") & ledger.claims["group"].str.startswith("d861_")]
    named = ledger.causes[ledger.causes["cause"].str.startswith("free_cards_ended_861")]
    assert set(lost["claim_id"]) <= set(named["claim_id"])


@pytest.mark.parametrize(("field", "column"), [("cause", "cause"), ("cause_role", "role")])
def test_every_code_of_a_cause_is_used_and_has_a_short_name_in_both_languages(ledger, field, column):
    codes = ledger.codes[ledger.codes["field"] == field]
    assert set(codes["code"]) == set(ledger.causes[column])
    for names in (codes["label_vi"], codes["label_en"]):
        assert names.str.len().between(1, 45).all() and names.is_unique


def test_figures_of_the_articles_lead_to_their_paragraphs(ledger):
    held = ledger.sources.loc[ledger.sources["file_name"].str.match(r"00\d_"), "source_id"]
    own = ledger.claims[ledger.claims["source_id"].isin(held)]
    assert len(held) == 5 and own["locator"].str.startswith("para:").all()
