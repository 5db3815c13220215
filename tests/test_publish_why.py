"""`make why`, and what is built again of a real province, in a copy of the project."""

import json

import pytest
from checkout import copy_project

from baophu.common import paths
from baophu.common.messages import message
from baophu.facts.compare import differences, lines
from baophu.facts.plain import plain
from baophu.publish.job_paths import JobPaths

pytestmark = pytest.mark.slow

SLUG = "can-tho"
CURRENT, NEVER = "up to date: nothing that it shows has changed\n", "never built\n"
VALUE = ("can-tho-bhyt-rate-2013-09-20", "rate,71,", "rate,72,")


@pytest.fixture(scope="module")
def reported(built_site, tmp_path_factory):
    """A copy of the project with one report, and the pages that its bar leads to."""
    built = (f"reports/{SLUG}.html", f"reports/{SLUG}.pdf", f"reports/.keys/{SLUG}.vi.json")
    built += ("reports/index.html", f"reports/{SLUG}.en.html")
    return copy_project(tmp_path_factory.mktemp("project"), built_site.root, *built)


@pytest.fixture
def project(reported):
    """The same; a test's edits are taken back."""
    names = ("baophu/report/sections/brief.py", "requirements.txt", "notebooks/province_report.ipynb",
             "data/claims/can-tho.csv", "data/claims/binh-thuan.csv", "data/README.md", "data/sources.csv",
             f"reports/{SLUG}.html", f"reports/{SLUG}.pdf", f"reports/.keys/{SLUG}.vi.json")  # fmt: skip
    kept = {name: (reported.root / name).read_bytes() for name in names}
    yield reported
    for name, data in kept.items():
        (reported.root / name).write_bytes(data)


def why(project, *words):
    done = project.baophu("why", SLUG, *words)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_nothing_has_changed_and_what_was_never_built(project):
    assert why(project) == CURRENT
    assert why(project, "--language", "en") == why(project, "--profile", "nd30") == NEVER
    done = project.make("why", PROVINCE="Cần Thơ")
    assert (done.returncode, done.stdout) == (0, CURRENT)
    assert project.make("why", PROVINCE="no-such-province").returncode == project.make("why").returncode == 2


@pytest.mark.parametrize(
    ("name", "old", "new", "line"),
    [
        ("baophu/report/sections/brief.py", '"""', '"""Synthetic. ', "the code of baophu changed"),
        ("requirements.txt", "==", "== ", "the locked versions of libraries changed"),
        ("notebooks/province_report.ipynb", '"page.changes()"', '"page.changes() "',
         "the notebook, or a file beside it, changed"),
        (f"reports/.keys/{SLUG}.vi.json", "\"'vi'\"", "\"'en'\"", "parameter language changed"),
    ],
)  # fmt: skip
def test_what_else_changed_is_named(project, name, old, new, line):
    project.edit(name, old, new)
    assert why(project) == f"{line}\n"


def test_lost_or_altered_output_is_named(project):
    (project.root / f"reports/{SLUG}.pdf").write_bytes(b"synthetic, altered")
    assert why(project) == f"output reports/{SLUG}.pdf is missing or altered\n"


@pytest.mark.parametrize("record", ["{", "[]", '{"key": "0", "outputs": {}}', '{"inputs": {}, "outputs": 3}'])
def test_record_of_another_version_or_damaged(project, record):
    (project.root / f"reports/.keys/{SLUG}.vi.json").write_text(record)
    assert why(project).startswith("built by another version of baophu")


def test_rows_that_the_report_does_not_show_build_nothing_and_a_shown_one_is_named(project):
    project.edit("data/README.md", "a", "b")
    project.edit("data/claims/binh-thuan.csv", "bhxh", "bhxh")
    assert why(project) == CURRENT
    assert project.baophu("report", SLUG).stdout.startswith("up to date")
    project.edit("data/sources.csv", "Báo ", "Tờ báo ")
    lines_shown = why(project)
    assert "source, " in lines_shown and "publisher_vi" in lines_shown and "Tờ báo" in lines_shown


def test_record_holds_the_facts_that_the_report_shows(project):
    record = json.loads((project.root / f"reports/.keys/{SLUG}.vi.json").read_text())
    page = (project.root / f"reports/{SLUG}.html").read_text("utf-8")
    assert record["facts_digest"][:12] in page and record["facts"] not in page
    assert JobPaths(SLUG, "vi").record.relative_to(paths.REPORTS).as_posix() == f".keys/{SLUG}.vi.json"


# ── Facts compared ───────────────────────────────────────────────────────────────────────────────────────────

RECORD = {"claim_id": "a", "as_printed": "80%", "value": 80.0, "unit": "percent", "bound": "exact"}
FALL = {"kind": "levels", "area": "x", "scheme": "bhyt", "start": "2019", "end": "2020", "verdict": "open",
        "change_points": -1.25, "claim_ids": ["a", "b"]}  # fmt: skip


def compare_lines(old, new, most=9):
    return lines(differences(old, new), most)


def test_a_figure_that_came_went_or_changed():
    assert compare_lines({"claims": []}, {"claims": [RECORD]}) == ["printed figure, a: new: value 80"]
    assert compare_lines({"claims": [RECORD]}, {"claims": []}) == ["printed figure, a: gone: value 80"]
    changed = RECORD | {"value": 81.5, "bound": "about"}
    assert compare_lines({"claims": [RECORD]}, {"claims": [changed]}) == [
        "printed figure, a: value 80 → 81.5; bound exact → about"
    ]


def test_a_verdict_and_a_grade():
    assert compare_lines({"changes": [FALL]}, {"changes": [FALL | {"verdict": "cliff"}]}) == [
        "change, levels x bhyt 2019 2020 a+b: verdict open → cliff"
    ]
    assert compare_lines({"grade": {"grade": "B"}}, {"grade": {"grade": "C"}}) == ["grade, grade: B → C"]


def test_two_records_that_are_named_alike_are_told_apart():
    two = [FALL, FALL | {"change_points": 3.0}]
    (line,) = compare_lines({"changes": two}, {"changes": [FALL, FALL | {"change_points": 4.0}]})
    assert "a+b (2): change_points 3 → 4" in line


def test_differences_too_small_for_two_decimals_are_told_in_full():
    (line,) = compare_lines({"claims": [RECORD]}, {"claims": [RECORD | {"value": 80.001}]})
    assert line.endswith("value 80.0 → 80.001")


def test_of_one_kind_a_few_are_told_and_the_others_counted():
    many = [RECORD | {"claim_id": str(number)} for number in range(12)]
    said = compare_lines({"claims": [], "grade": {"grade": "B"}}, {"claims": many, "grade": {"grade": "C"}}, most=3)
    assert said[3:] == ["... and 9 more", "grade, grade: B → C"]


def test_lines_are_in_the_readers_language(monkeypatch):
    monkeypatch.setenv("BAOPHU_LANG", "vi")
    (line,) = compare_lines({"claims": [RECORD]}, {"claims": [RECORD | {"value": 81.5}]})
    assert line == "con số đã in, a: value 80 → 81,5"
    assert message("why-never") == "chưa lập lần nào"


def test_every_field_of_the_facts_is_compared(facts_of):
    said = plain(facts_of(SLUG))
    for name, value in said.items():
        assert differences(said, said | {name: "another"}) if value else True
    assert differences(said, json.loads(json.dumps(said))) == []
