"""What changed since a revision: reading, comparing and attributing, on small statements made for the test."""

import csv
import json
import shutil
from pathlib import Path

import pytest
from checkout import PROJECT

from baophu.compare import told
from baophu.compare.both import Both
from baophu.compare.changes import SEVERAL, Change, Key, attribute, compare, joined
from baophu.compare.inputs import changed_inputs, mix
from baophu.compare.records import Figure, known_fields, read, split
from baophu.compare.revisions import Revision
from baophu.compare.run import Comparison
from baophu.compare.statement import section_calls

POINT = {"scale": "gso", "as_of": "2020-12-31", "coverage_pct": 80.0, "insured_count": 800000.0}
FALL = {
    "kind": "levels",
    "area": "synthetic-north",
    "start": "2019-12-31",
    "end": "2020-06-30",
    "verdict": "declined",
    "reason": "early",
}
GRADE = {"grade": "B", "as_of": "2020-12-31"}


def stated(point=POINT, fall=FALL, grade=GRADE, text="A sentence. Another one.", **facts):
    lists = {"points": [point] if point else [], "changes": [fall] if fall else [], "grade": grade}
    return {"name": "Synthetic", "facts": lists | facts, "text": {"vi": {"finding": text}}, "faults": {}}


def version(**provinces):
    return {"sections": ["finding"], "notes": [], "provinces": provinces}


def both(old, new):
    return Both(version(north=old), version(north=new))


def differences(old, new):
    return {
        (change.key.name if change.is_text else f"{change.key.kind}.{change.key.name}"): (
            change.old and change.old.value,
            change.new and change.new.value,
        )
        for change in both(old, new).differences("north")
    }


def statement(one):
    fields = known_fields([one])
    return read(one, fields, ["finding"])


def test_the_same_statement_has_no_change():
    assert both(stated(), stated()).differing == ()


def test_a_figure_is_told_from_and_to():
    assert differences(stated(), stated(POINT | {"coverage_pct": 81.5})) == {"points.coverage_pct": (80.0, 81.5)}


def test_a_difference_that_no_report_shows_is_none():
    assert differences(stated(), stated(POINT | {"coverage_pct": 80.001, "insured_count": 800000.2})) == {}


def test_a_verdict_is_told_with_its_reason():
    new = FALL | {"verdict": "beyond_season", "reason": "cliff"}
    assert differences(stated(), stated(fall=new)) == {"changes.verdict": ("declined (early)", "beyond_season (cliff)")}


def test_the_same_verdict_for_another_reason_is_a_change():
    assert differences(stated(), stated(fall=FALL | {"reason": "late"})) == {
        "changes.verdict": ("declined (early)", "declined (late)")
    }


def test_a_grade_is_told_from_and_to():
    assert differences(stated(), stated(grade=GRADE | {"grade": "C"})) == {"grade.grade": ("B", "C")}


def test_a_fall_that_is_no_longer_found_is_gone():
    assert differences(stated(), stated(fall=None)) == {"changes.verdict": ("declined (early)", None)}


def test_two_levels_of_one_day_are_told_apart():
    two = [POINT, POINT | {"coverage_pct": 82.0}]
    new = [POINT, POINT | {"coverage_pct": 83.0}]
    assert differences(stated(points=two), stated(points=new)) == {"points.coverage_pct": (82.0, 83.0)}


def test_sentences_that_came_and_went_are_told():
    assert differences(stated(), stated(text="A sentence. A new one.")) == {
        "Another one.": ("Another one.", None),
        "A new one.": (None, "A new one."),
    }


def test_rows_of_tables_and_points_of_lists_are_sentences_of_their_own():
    text = "Caption\na | 1.5 [3] | b\n- One. Two.\nTP. Hồ Chí Minh: 1.052.062."
    assert split(text) == ["Caption", "a | 1.5 | b", "One.", "Two.", "TP. Hồ Chí Minh: 1.052.062."]


def test_another_number_in_the_list_of_sources_is_no_change():
    assert differences(stated(text="So it was printed [3]."), stated(text="So it was printed [12].")) == {}


def test_what_only_one_version_knows_is_noted_and_not_compared():
    new = stated(POINT | {"uninsured_count": 5.0}, missing=[{"kind": "x", "area": "synthetic-north", "settles": "y"}])
    new["text"]["vi"]["season"] = "A new section."
    found = Both(version(north=stated()), version(north=new) | {"sections": ["finding", "season"]})
    assert found.differing == ()
    assert [note.partition(";")[0] for note in found.notes()] == [
        "only the working tree has the sections season",
        "only the facts of the working tree hold: missing figure",
    ]


def test_a_section_that_fails_is_noted_and_not_compared():
    new = stated()
    new["text"]["vi"] = {}
    new["faults"] = {"finding": "KeyError: 'x'"}
    found = both(stated(), new)
    assert found.differing == ()
    assert "section finding fails in the working tree for north" in found.notes()[0]
    assert "KeyError: 'x'" in found.notes()[0]


def test_a_province_without_a_statement_is_named_with_the_reason():
    found = both(stated(), {"name": "Synthetic", "fault": "KeyError: 'x'"})
    assert found.compared == []
    assert found.failed == {"north": "the working tree: KeyError: 'x'"}


def test_a_province_that_only_one_version_has_is_named():
    found = Both(version(north=stated()), version(north=stated(), south=stated()))
    assert found.compared == ["north"]
    assert found.failed == {"south": "only the working tree has it"}


PCT = Key("points", ("gso", "2020-12-31"), "coverage_pct")


def level(pct):
    return statement(stated(POINT | {"coverage_pct": pct}))


def causes(old, base, mixes, new):
    (change,) = compare(level(old), level(new))
    mixed = {name: level(pct) for name, pct in mixes.items()}
    return attribute(change, level(old), level(base), mixed, level(new)).causes


def test_the_table_that_alone_leads_to_the_new_figure_did_it():
    assert causes(80.0, 80.0, {"data": 81.0, "decision": 80.0}, 81.0) == ("data",)
    assert causes(80.0, 80.0, {"data": 80.0, "decision": 81.0}, 81.0) == ("decision",)
    assert causes(80.0, 80.0, {"population": 81.0}, 81.0) == ("population",)


def test_what_differs_with_the_old_data_already_was_the_method():
    assert causes(80.0, 81.0, {"data": 81.0}, 81.0) == ("method",)


def test_two_that_each_make_a_difference_are_both_named():
    assert causes(80.0, 81.0, {"data": 82.0}, 82.0) == ("method", "data")
    assert causes(80.0, 80.0, {"data": 81.0, "population": 82.0}, 83.0) == ("data", "population")


def test_a_change_that_appears_only_jointly_took_several():
    assert causes(80.0, 80.0, {"data": 80.0, "decision": 80.0}, 81.0) == (SEVERAL,)


def test_one_that_leads_elsewhere_than_to_the_new_figure_did_not_do_it_alone():
    assert causes(80.0, 80.0, {"data": 85.0, "decision": 80.0}, 81.0) == (SEVERAL,)


def test_without_old_data_under_todays_code_causes_are_not_separated():
    (change,) = compare(level(80.0), level(81.0))
    assert attribute(change, level(80.0), None, {"data": level(81.0)}, level(81.0)).causes == (SEVERAL,)


def test_a_figure_that_a_decision_takes_away_is_by_decision():
    with_it, without = statement(stated()), statement(stated(point=None))
    found = [attribute(c, with_it, with_it, {"decision": without}, without) for c in compare(with_it, without)]
    assert {change.causes for change in found} == {("decision",)}


def test_sentences_have_causes_too():
    old, new = statement(stated()), statement(stated(text="A sentence."))
    (change,) = compare(old, new)
    assert attribute(change, old, old, {"data": old, "population": new}, new).causes == ("population",)


def test_a_section_that_fails_in_a_mixture_proves_nothing():
    old, new = statement(stated()), statement(stated(text="A sentence."))
    broken = read(stated() | {"text": {"vi": {}}}, known_fields([stated()]), ["finding"])
    (change,) = compare(old, new)
    assert attribute(change, old, old, {"data": broken, "decision": new}, new).causes == ("decision",)


def test_a_joint_change_adds_nothing_to_two_named_causes():
    def made(*causes):
        return Change(PCT, None, None, causes)

    assert joined([made("data"), made("population"), made(SEVERAL)]) == ("data", "population")
    assert joined([made("data"), made(SEVERAL)]) == ("data", SEVERAL)
    assert joined([made("data"), made("data")]) == ("data",)


def test_a_single_changed_input_did_everything():
    new = stated(POINT | {"coverage_pct": 81.0}, text="A sentence.")
    (report,) = both(stated(), new).reports({}, {"data (targets, events)": ["data/targets.csv"]})
    assert report.causes == ("data (targets, events)",)
    assert {change.causes for change in report.changes} == {("data (targets, events)",)}


def compared(*news, inputs=("data",)):
    names = [f"p{number}" for number in range(len(news))]
    sides = [version(**dict.fromkeys(names, stated())), version(**dict(zip(names, news, strict=True)))]
    found = Both(*sides)
    named = {cause: ["data/x.csv"] for cause in inputs}
    revision = Revision("v1", "abc1234", "2024-01-31")
    return Comparison(revision, named, len(found.compared), found.reports({}, named), (), found.failed)


def test_summary_counts_provinces_by_cause():
    found = compared(stated(grade=GRADE | {"grade": "C"}), stated(), stated())
    assert told.summary(found) == "1 province changed: 1 by data; 2 unchanged"
    assert told.lines(found).splitlines()[-1] == told.summary(found)


def test_nothing_changed_says_so():
    found = compared(stated(), stated())
    assert told.summary(found) == "Nothing changed in the reports of 2 provinces"
    assert json.loads(told.as_json(found))["provinces"] == []


def test_lines_tell_from_to_unit_and_day():
    said = told.lines(compared(stated(POINT | {"insured_count": 812345.0}, fall=FALL | {"reason": "late"})))
    assert "level, gso, 2020-12-31: insured_count 800,000 persons → 812,345 persons" in said
    assert "2019-12-31, 2020-06-30: declined (early) → declined (late)" in said
    assert "v1 (abc1234 of 2024-01-31)" in said
    assert "Synthetic (p0): by data" in said


def test_what_many_reports_say_alike_is_told_once():
    said = told.lines(compared(*[stated(text="A sentence. New for all.")] * 5, stated(text="A sentence. Its own.")))
    assert said.count("New for all.") == 1
    assert said.count("Its own.") == 1
    assert "5 reports" in said
    assert "6 provinces changed: 6 by data; 0 unchanged" in said


def test_json_has_every_change_unshortened():
    text = " ".join(f"Sentence {n} is new." for n in range(40))
    ((report,),) = [json.loads(told.as_json(compared(stated(text=text))))["provinces"]]
    assert len(report["changes"]) == 42
    assert report["changes"][-1] == {
        "language": "vi", "section": "finding", "removed": None, "added": "Sentence 39 is new.", "causes": ["data"],
    }  # fmt: skip
    assert "… and " in told.lines(compared(stated(text=text)))


def test_a_long_sentence_is_cut_to_where_it_differs():
    start = "the same words again and again " * 20
    assert "now 81" in told.shortened(start + "now 81 percent", start + "now 80 percent")
    assert len(told.shortened(start + "now 81 percent", start + "now 80 percent")) < 180
    assert told.shortened("short") == "short"


def test_sections_are_those_of_the_notebook_in_its_order():
    calls, notes = section_calls(PROJECT / "notebooks/province_report.ipynb")
    names = [name for name, *_ in calls]
    assert notes == []
    assert names[:2] == ["masthead", "finding"]
    assert names.index("heading(changes)") < names.index("changes") < names.index("sources")


def test_a_notebook_that_cannot_be_read_is_noted(tmp_path):
    calls, notes = section_calls(tmp_path / "none.ipynb")
    assert [name for name, *_ in calls] == ["masthead"]
    assert "could not be read" in notes[0]


@pytest.fixture
def two(tmp_path, published):
    """Two versions of data and notebook, the same at first."""
    for name in ("old", "new"):
        shutil.copytree(published, tmp_path / name / "data")
        (tmp_path / name / "notebooks").mkdir()
        (tmp_path / name / "baophu").mkdir()
        (tmp_path / name / "baophu/a.py").write_text("x = 1\n")
        shutil.copy(PROJECT / "notebooks/province_report.ipynb", tmp_path / name / "notebooks")
    return tmp_path / "old", tmp_path / "new"


def append(file: Path, like: int = 0, **cells):
    """Add a row to a table, made from one of its own."""
    rows = table(file)
    with file.open("a", encoding="utf-8", newline="") as stream:
        csv.DictWriter(stream, list(rows[0]), lineterminator="\n").writerow(rows[like] | cells)


def table(file: Path) -> list[dict]:
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.parametrize(
    ("file", "cause"),
    [
        ("data/claims/can-tho.csv", "data"),
        ("data/sources.csv", "data"),
        ("data/causes.csv", "data"),
        ("data/decisions.csv", "decision"),
        ("data/population.csv", "population"),
        ("data/labour_force.csv", "population"),
        ("data/areas.csv", "population"),
        ("data/targets.csv", "data (targets, events)"),
        ("data/events.csv", "data (targets, events)"),
        ("notebooks/province_report.ipynb", "method"),
        ("baophu/a.py", "method"),
    ],
)
def test_each_file_has_its_cause(two, file, cause):
    old, new = two
    assert changed_inputs(old, new, new / "baophu") == {}
    (new / file).write_bytes((new / file).read_bytes() + b"\n")
    assert changed_inputs(old, new, new / "baophu") == {cause: [file]}


def test_a_file_that_came_or_went_counts(two):
    old, new = two
    (new / "data/claims/can-tho.csv").unlink()
    (new / "baophu/b.py").write_text("")
    assert changed_inputs(old, new, new / "baophu") == {
        "data": ["data/claims/can-tho.csv"], "method": ["baophu/b.py"],
    }  # fmt: skip


def test_a_mixture_takes_the_tables_of_its_cause_alone(two, tmp_path):
    old, new = two
    append(new / "data/decisions.csv", claim_id="can-tho-bhyt-rate-2013-09-20")
    append(new / "data/population.csv", year="2031")
    mix(old, new, ("decision",), tmp_path / "mixed")
    assert table(tmp_path / "mixed/data/decisions.csv") == table(new / "data/decisions.csv")
    assert table(tmp_path / "mixed/data/population.csv") == table(old / "data/population.csv")
    assert table(tmp_path / "mixed/data/claims/can-tho.csv") == table(old / "data/claims/can-tho.csv")


def test_a_mixture_has_the_sources_and_areas_that_its_rows_name(two, tmp_path):
    old, new = two
    append(new / "data/sources.csv", source_id="synthetic-census")
    append(new / "data/sources.csv", source_id="synthetic-paper")
    append(new / "data/areas.csv", area="synthetic-town", parent="can-tho", code="")
    append(new / "data/population.csv", year="2031", source_id="synthetic-census")
    append(new / "data/claims/can-tho.csv", claim_id="synthetic", source_id="synthetic-paper", area="synthetic-town")
    names = {}
    for cause in ("data", "population"):
        mix(old, new, (cause,), tmp_path / cause)
        held = {row["source_id"] for row in table(tmp_path / cause / "data/sources.csv")}
        held |= {row["area"] for row in table(tmp_path / cause / "data/areas.csv")}
        names[cause] = {name for name in held if name.startswith("synthetic")}
    assert names == {
        "data": {"synthetic-census", "synthetic-paper", "synthetic-town"},
        "population": {"synthetic-census", "synthetic-town"},
    }


def test_a_source_that_was_removed_stays_for_the_tables_that_name_it(two, tmp_path):
    old, new = two
    rows = (new / "data/sources.csv").read_text("utf-8").splitlines(keepends=True)
    kept = [row for row in rows if not row.startswith("gso-population-revised,")]
    (new / "data/sources.csv").write_text("".join(kept), "utf-8")
    mix(old, new, ("data",), tmp_path / "mixed")
    assert "gso-population-revised" in {row["source_id"] for row in table(tmp_path / "mixed/data/sources.csv")}


def test_older_tables_get_the_columns_of_today(two, tmp_path):
    old, new = two
    file = old / "data/area_aliases.csv"
    file.write_text("area,alias,gone\ncan-tho,Tây Đô,x\n", "utf-8")
    mix(old, new, (), tmp_path / "mixed")
    assert (tmp_path / "mixed/data/area_aliases.csv").read_text("utf-8") == "alias,area\nTây Đô,can-tho\n"


def test_a_value_and_its_unit_change_together():
    claim = {"claim_id": "synthetic", "value": 8.0, "unit": "persons"}
    (change,) = both(stated(claims=[claim]), stated(claims=[claim | {"unit": "cards"}])).differences("north")
    assert (change.old, change.new) == (Figure(8.0, "persons"), Figure(8.0, "cards"))
