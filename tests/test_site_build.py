"""`make site`, as an analyst calls it: what is out of date, failures apart, the same bytes again."""

import pytest
from checkout import copy_project, differing_files

from baophu.common import paths
from baophu.common.errors import UnknownProvince
from baophu.ledger.names import provinces
from baophu.publish import site
from baophu.publish.site import parse_provinces
from baophu.publish.workers import Result, Task
from baophu.report.site.index_states import CURRENT, EARLIER, FAILED, MISSING, Report

pytestmark = pytest.mark.slow

GOOD, BAD = "lao-cai", "an-giang"  # few figures each: quickly built


@pytest.fixture(scope="module")
def project(built_site, tmp_path_factory):
    """A project in which the report of one province breaks; the pages over all provinces are current."""
    project = copy_project(tmp_path_factory.mktemp("site"), built_site.root, "reports")
    broken = f"1 / (place.slug != '{BAD}'); page.changes()"
    project.edit("notebooks/province_report.ipynb", '"page.changes()"', f'"{broken}"')
    (project.root / "reports" / f"{BAD}.html").write_text("an earlier report", "utf-8")
    return project


@pytest.fixture(scope="module")
def first(project):
    return project.make("site", PROVINCES=f"{GOOD} {BAD}", JOBS="2")


def test_failed_report_stops_nothing_and_sets_the_exit_code(project, first):
    assert first.returncode == 2  # make's own; the command's stands in its message
    assert "Error 4" in first.stderr
    built = set(project.report_files())
    for name in (GOOD, "national", "audit"):
        assert {f"{name}.html", f"{name}.pdf", f"{name}.en.html", f"{name}.en.pdf"} <= built
    assert {"index.html", "index.en.html", "data.html", "data.en.html", "data/areas.csv"} <= built
    assert not [name for name in built if name.startswith(BAD)]


def test_progress_tells_done_failed_and_left_and_the_end_names_province_cell_and_reason(first):
    assert "[2 done, 2 failed, 0 left]" in first.stdout
    failures = [line for line in first.stderr.splitlines() if line.startswith("failed: ")]
    assert len(failures) == 2
    for line, language in zip(failures, ("vi", "en"), strict=True):
        for word in (f"{BAD} ({language})", "page.changes()", "ZeroDivisionError"):
            assert word in line


def test_index_shows_the_failure_and_links_only_what_is_there(project, first):
    text = project.report_files()["index.html"].decode()
    assert "ZeroDivisionError" in text and f'href="{BAD}.html"' not in text
    assert f'href="{GOOD}.html"' in text and 'href="ha-noi.html"' not in text


def test_second_call_tries_the_failed_ones_again_and_changes_no_byte(project, first):
    before = project.report_files()
    times = {path: path.stat().st_mtime_ns for path in (project.root / "reports").rglob("*") if path.is_file()}
    again = project.make("site", PROVINCES=f"{GOOD} {BAD}", JOBS="2")
    assert "8 of 10 up to date, 2 to build" in again.stdout
    assert again.stderr == first.stderr  # the same faults, word for word: the index tells them
    assert differing_files(before, project.report_files()) == []
    assert times == {path: path.stat().st_mtime_ns for path in times}


@pytest.fixture
def reports(tmp_path, monkeypatch):
    """A folder with the files of some reports."""
    monkeypatch.setattr(paths, "REPORTS", tmp_path)
    for name in ("can-tho", "ha-noi", "lao-cai"):
        for suffix in ("html", "pdf"):
            (tmp_path / f"{name}.{suffix}").write_text("a report", "utf-8")
    return tmp_path


def test_index_tells_current_earlier_missing_and_failed_reports_apart(reports):
    def result(slug, fault=""):
        return Result(Task(slug, "vi", print), fault=fault)

    (reports / "ha-noi.pdf").unlink()
    states = site._report_states([result("lao-cai"), result("an-giang", "cell 3")], current={("binh-thuan", "vi")})
    assert states["can-tho", "vi"] == Report(EARLIER, "can-tho.html", "can-tho.pdf")
    assert states["lao-cai", "vi"].state == CURRENT  # built by this call
    assert states["ha-noi", "vi"] == Report(EARLIER, "ha-noi.html")  # what lies there is linked
    assert states["ha-giang", "vi"].state == MISSING
    assert states["an-giang", "vi"] == Report(FAILED, reason="cell 3")
    assert len(states) == 126


def test_report_that_was_up_to_date_stays_current(reports):
    assert site._report_states([], current={("can-tho", "vi")})["can-tho", "vi"].state == CURRENT


def test_unknown_province_is_refused_before_anything_is_built(project):
    done = project.make("site", PROVINCES="can-to")
    assert done.returncode == 2 and "Did you mean 'can-tho'" in done.stderr


def test_jobs_are_a_number_from_one_on(project):
    for jobs in ("0", "many"):
        assert project.make("site", JOBS=jobs).returncode == 2


@pytest.mark.parametrize(
    ("words", "slugs"),
    [
        ("binh-thuan can-tho", ["binh-thuan", "can-tho"]),
        ("Cần Thơ, Bình Thuận", ["can-tho", "binh-thuan"]),
        ("can tho ha noi 92", ["can-tho", "ha-noi"]),
        ("Thua Thien Hue;60", ["thua-thien-hue", "binh-thuan"]),
    ],
)
def test_provinces_are_named_as_people_write_them(words, slugs):
    assert parse_provinces(words) == slugs


def test_no_name_means_all_provinces():
    assert parse_provinces(" ") == list(provinces())


def test_stranger_among_the_names_is_refused():
    with pytest.raises(UnknownProvince, match="'nowhere'"):
        parse_provinces("can-tho nowhere")
