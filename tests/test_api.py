"""The objects and tables that a notebook calls."""

import inspect
import pydoc
import re
import shutil
import subprocess
import sys

import pandas as pd
import pytest
from checkout import PROJECT

import baophu
from baophu import api
from baophu.api.charts import UnknownChart
from baophu.api.one_province import Province
from baophu.api.own_table import OwnData, UnknownAnswer
from baophu.api.reports import BuiltReport, ReportFailed, run_build
from baophu.api.whole_country import Country
from baophu.common import paths
from baophu.common.errors import UnknownLanguage, UnknownProvince
from baophu.common.paths import DATA, ROOT
from baophu.facts.national import build_national, facts_of_provinces
from baophu.report import columns, tables
from baophu.report.words import Words

PROVINCES = ("binh-thuan", "can-tho", "thai-nguyen", "lao-cai", "ha-giang")
TABLES = ("levels", "changes", "targets", "districts", "groups", "schemes", "estimates", "audit", "figures", "sources")
KINDS = {"text": "str", "number": "float64", "count": "int64", "day": "datetime64[s]", "flag": "bool"}

RUN_EXAMPLES = """
import doctest, importlib, json, pkgutil
import baophu.api
results = {}
for info in pkgutil.iter_modules(baophu.api.__path__, "baophu.api."):
    module = importlib.import_module(info.name)
    for test in doctest.DocTestFinder().find(module):
        output = []
        result = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test, out=output.append)
        results[test.name] = [result.attempted, result.failed, "".join(output)]
print(json.dumps(results))
"""


@pytest.fixture(scope="module")
def place(facts_of):
    return lambda slug, language="vi": Province(facts_of(slug), language)


@pytest.fixture(scope="module")
def nation(ledger):
    return build_national(ledger, facts_of_provinces(ledger))


# ── The package ──────────────────────────────────────────────────────────────────────────────────────────────


def test_help_of_the_package_names_every_public_function_and_leads_on():
    text = pydoc.plain(pydoc.render_doc(baophu))
    assert [name for name in dir(baophu) if not name.startswith("_") and name not in baophu.__doc__] == []
    for way in ("baophu.province(", "baophu.country()", ".report()", "docs/api.md", "help(baophu.province)"):
        assert way in text
    assert (PROJECT / "docs/api.md").is_file()


def test_what_completion_offers_is_there_and_is_no_clutter():
    offered = [name for name in dir(baophu) if not name.startswith("_")]
    assert all(callable(getattr(baophu, name)) for name in offered if name != "charts")
    assert all(callable(getattr(baophu.charts, name)) for name in dir(baophu.charts))
    assert len(offered) <= 13


def test_a_misspelt_name_is_answered_with_the_nearest():
    with pytest.raises(AttributeError, match=r"Did you mean 'province'\? See help\(baophu\) and docs/api.md"):
        baophu.provnce  # noqa: B018


@pytest.mark.parametrize("module", ["baophu", "baophu.cli", "baophu.publish.notebook"])
def test_nothing_heavy_loads_before_it_is_needed(module):
    heavy = {"pandas", "matplotlib", "numpy", "nbformat", "fluent", "babel"}
    code = f"import sys, {module}; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=PROJECT)
    assert done.stdout.strip() == "[]"


# ── Examples ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def examples(published, tmp_path_factory):
    """Every example of the API, run on the published data by an interpreter of its own."""
    import json
    import os

    root = tmp_path_factory.mktemp("examples")
    shutil.copytree(published, root / "data")
    shutil.copytree(PROJECT / "notebooks", root / "notebooks", ignore=shutil.ignore_patterns(".*"))
    environment = {**os.environ, "BAOPHU_DATA": str(root / "data"), "PYTHONPATH": str(PROJECT)}
    done = subprocess.run(
        [sys.executable, "-c", RUN_EXAMPLES], cwd=root, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_the_examples_are_true(examples):
    assert {name: output for name, (_, failed, output) in examples.items() if failed} == {}


def test_every_public_function_and_table_has_an_example(examples):
    tried = {name for name, (attempted, *_) in examples.items() if attempted}
    wanted = {f"{getattr(api, name).__module__}.{name}" for name in api.__all__}
    for kind in (Province, Country):
        methods = [name for name, value in vars(kind).items() if inspect.isfunction(value) and name[0] != "_"]
        wanted |= {f"{kind.__module__}.{kind.__name__}.{name}" for name in methods}
    assert wanted - tried == {"baophu.api.whole_country.Country.report"}


# ── Tables ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("slug", PROVINCES)
@pytest.mark.parametrize("name", TABLES)
def test_tables_have_just_the_columns_described_and_their_types(place, slug, name):
    method = getattr(place(slug), name)
    table = method()
    assert type(table) is pd.DataFrame
    assert {column: str(kind) for column, kind in table.dtypes.items()} == {
        column.name: KINDS[column.type] for column in method.columns
    }


@pytest.mark.parametrize("kind", [Province, Country])
def test_help_of_a_table_describes_each_of_its_columns(kind):
    methods = [value for value in vars(kind).values() if hasattr(value, "columns")]
    assert len(methods) >= 6
    for method in methods:
        for column in method.columns:
            assert f"{column.name} : {column.type}, {column.meaning}" in inspect.getdoc(method)


def test_column_lists_name_no_column_twice():
    lists = [
        value for name, value in vars(columns).items() if name.isupper() and isinstance(value, tuple) and name[0] != "_"
    ]
    for schema in lists:
        names = [column.name for column in schema]
        assert len(names) == len(set(names))


@pytest.mark.parametrize("slug", PROVINCES)
def test_every_row_leads_to_claims_that_the_ledger_has(place, ledger, slug):
    claim_ids = set(ledger.claims["claim_id"])
    one = place(slug)
    for name in ("levels", "changes", "audit"):
        for ids in getattr(one, name)()["claim_ids"]:
            assert ids and set(ids.split()) <= claim_ids
    assert set(one.figures()["claim_id"]) <= claim_ids


def test_every_figure_and_level_says_who_printed_it(place):
    one = place("can-tho")
    for table in (one.levels(), one.figures(), one.sources()):
        assert (table["publisher"] != "").all()
    assert (one.changes()["publishers"] != "").all()


def test_coverage_is_the_points_of_the_report_each_on_its_scale(place):
    one = place("binh-thuan")
    table = one.levels()
    assert table["coverage_pct"].tolist() == [point.coverage_pct for point in one.facts.points]
    assert table["scale"].tolist() == [point.scale for point in one.facts.points]
    assert set(table["scale"]) == {"announced", "gso"}


def test_changes_carry_the_verdict_of_the_facts_and_a_declined_one_its_reason(place):
    one = place("can-tho")
    table = one.changes()
    assert table["verdict"].tolist() == [change.verdict for change in one.facts.changes]
    declined = table[table["verdict"] == "no_conclusion"]
    assert len(declined) and (declined["why"] != "").all()
    assert set(declined["verdict_name"]) == {"Chưa kết luận được"}


def test_targets_in_percent_and_plans_in_persons_are_told_apart(place):
    table = place("can-tho").targets()
    assert set(table["measure"]) <= {"population", "plan"}
    assert (table.loc[table["measure"] == "population", "target_value"] <= 100).all()


def test_words_follow_the_language_and_columns_do_not(place):
    vi, en = place("can-tho"), place("can-tho", "en")
    assert (vi.name, en.name) == ("Cần Thơ", "Can Tho")
    assert list(vi.changes()) == list(en.changes())
    assert set(vi.changes()["verdict_name"]) != set(en.changes()["verdict_name"])


def test_table_of_the_provinces_counts_as_the_facts_do(place):
    table = baophu.provinces("en").set_index("province")
    assert len(table) == 63
    assert list(table.columns) == [column.name for column in columns.PROVINCES[1:]]
    assert table.loc["can-tho", "name"] == "Can Tho"
    assert table["region"].nunique() == 6


def test_country_tables_have_their_columns(nation, monkeypatch):
    monkeypatch.setattr("baophu.api.whole_country.load_national_facts", lambda: nation)
    whole = Country("en")
    for name in (
        "levels_of_country",
        "year_ends",
        "pushes",
        "losses",
        "levels",
        "changes",
        "audit",
        "known_years",
        "denominator_ratios",
        "figures",
        "sources",
    ):
        method = getattr(whole, name)
        assert list(method()) == [column.name for column in method.columns]
    assert len(whole.levels_of_country()) == len(nation.points)


def test_an_empty_table_keeps_its_columns_and_types():
    table = tables.build_frame([], columns.CHANGES)
    assert len(table) == 0 and list(table) == [column.name for column in columns.CHANGES]
    assert str(table["start"].dtype) == "datetime64[s]"


# ── Cards, charts, reports ───────────────────────────────────────────────────────────────────────────────────


def test_card_names_both_scales_apart_with_day_and_source(place):
    card = place("binh-thuan")._repr_html_()
    rows = re.findall(r"<dt.*?</dd>", card)
    announced = next(row for row in rows if "theo công bố" in row)
    gso = next(row for row in rows if "theo dân số thống kê" in row)
    for row, level in ((announced, "90,4%"), (gso, "83,6%")):
        assert level in row and "30/11/2023" in row and "BHXH tỉnh Bình Thuận" in row
    assert "83,6%" not in announced


def test_card_counts_contradictions_and_shows_the_grade(place):
    one = place("binh-thuan", "en")
    contradictions = sum(item.verdict == "contradictory" for item in one.facts.findings)
    assert f"Published figures that do not agree: {contradictions} (in {len(one.facts.findings)} checks)" in repr(one)
    assert f": {one.facts.grade.grade} (" in repr(one)


def test_card_of_a_province_without_figures_says_so(place):
    assert repr(place("ha-giang")).count("không có số") == 2


def test_completion_of_a_province_offers_its_tables_and_no_inner_names(place):
    offered = dir(place("can-tho"))
    assert {*TABLES, "chart", "report", "name"} <= set(offered)
    assert not [name for name in offered if name.startswith("_")]


@pytest.mark.parametrize("name", ["levels", "changes", "targets", "schemes"])
def test_points_of_a_chart_outside_a_report_lead_to_sources_themselves(place, name):
    chart = place("can-tho").chart(name)
    for svg in (chart.svg, chart.phone_svg):
        assert not re.search(r'<a xlink:href="#', svg)
        urls = set(re.findall(r'<a xlink:href="([^"]+)" target="_blank"', svg))
        assert urls and all(url.startswith("http") for url in urls)


def test_an_unknown_chart_is_answered_with_those_there_are(place):
    with pytest.raises(UnknownChart, match=r"Did you mean 'levels'.*changes.*\nSee docs/api.md"):
        place("can-tho").chart("level")


def test_faults_of_a_call_are_told_before_anything_is_built(place):
    with pytest.raises(UnknownProvince, match=r"can-tho.*baophu.provinces\(\).*docs/api.md"):
        baophu.province("can thoo")
    with pytest.raises(UnknownLanguage):
        place("can-tho").report(language="de")


def test_a_failed_build_raises_what_the_command_said_and_its_exit_code():
    with pytest.raises(ReportFailed, match="There is no province 'nowhere'") as raised:
        run_build(["report", "--", "nowhere"], ROOT)
    assert raised.value.exit_code == 2


def test_a_built_report_shows_links_that_a_notebook_can_follow(tmp_path, monkeypatch):
    (tmp_path / "notebooks").mkdir()
    monkeypatch.chdir(tmp_path / "notebooks")
    monkeypatch.setattr(paths, "ROOT", tmp_path)
    files = (tmp_path / "reports/a & b.html", tmp_path / "reports/a & b.pdf")
    shown = BuiltReport(files, True)
    assert shown.html == files[0] and shown.pdf == files[1]
    assert '<a href="../reports/a%20%26%20b.html" target="_blank">a &amp; b.html</a>' in shown._repr_html_()
    assert str(files[1]) in repr(shown)


def test_a_report_outside_the_checkout_shows_where_it_is_and_no_dead_link(tmp_path):
    shown = BuiltReport((tmp_path / "a & b.html",), True)._repr_html_()
    assert "<a " not in shown
    assert "a &amp; b.html" in shown and str(tmp_path) in shown


# ── An office's own table ────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def desk(build_apart):
    return OwnData("ha-tinh", "vi")


def test_examples_are_named_synthetic_and_hold_it_in_their_first_row(desk):
    for which in ("open", "wrong", "right"):
        file = desk.example(which)
        assert file.name.startswith("synthetic-") and "synthetic" in desk.look(file).loc[1, "A"]


def test_examples_meet_questions_faults_and_no_fault(desk):
    codes = [desk.try_import(desk.example(which)).exit_code for which in ("open", "wrong", "right")]
    assert codes == [2, 3, 0]


def test_questions_answered_as_they_ask_are_understood(desk):
    file = desk.example("open")
    questions = desk.try_import(file).report_text
    assert all(option in questions for option in ("--decimal", "--scale", "--rates-as", "--scheme"))
    answered = desk.try_import(file, decimal=",", scale=1000, rates_as="fraction", scheme="bhyt", as_of="2021-12-31")
    assert answered.exit_code == 0


@pytest.mark.parametrize("slug", ["binh-thuan", "ho-chi-minh", "bac-kan"])
def test_examples_fit_any_province(slug, build_apart):
    desk = OwnData(slug, "en")
    assert desk.try_import(desk.example("right")).exit_code == 0
    assert desk.try_import(desk.example("wrong")).exit_code == 3


def test_trying_writes_nothing_and_putting_writes_into_the_copy_alone(desk):
    before = {file: file.read_bytes() for file in DATA.rglob("*") if file.is_file()}
    file = desk.example("right")
    desk.try_import(file)
    assert not (desk.folder / "data/local/claims").exists()
    assert desk.put(file).exit_code == 0
    assert (desk.folder / "data/local/claims/ha-tinh.csv").is_file()
    assert {file: file.read_bytes() for file in DATA.rglob("*") if file.is_file()} == before
    own = desk.province().figures()
    assert own["is_own"].sum() == 4 and own.loc[own["is_own"], "locator"].ne("").all()


def test_an_answer_that_nobody_asked_for_is_refused(desk):
    with pytest.raises(UnknownAnswer, match=r"Did you mean 'rates_as'\?\nSee docs/import.md"):
        desk.try_import(desk.example("open"), rate_as="fraction")


def test_facts_and_words_agree_on_whose_a_fall_is(facts_of):
    words = Words(facts_of("can-tho"), "en")
    table = tables.changes([(change, words) for change in facts_of("can-tho").changes], {})
    assert set(table["area_name"]) == {"Can Tho"}
