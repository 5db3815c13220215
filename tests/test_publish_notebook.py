"""``make notebook``: any notebook with the parameters that it declares."""

import json
import re

import nbformat
import pytest
from checkout import copy_project, differing_files
from hypothesis import given
from hypothesis import strategies as st

from baophu.common import paths
from baophu.common.errors import UndeclaredParameter, UnknownLanguage, UnknownProvince
from baophu.export.content import report_metadata
from baophu.publish import notebook as notebook_module
from baophu.publish.notebook import BadParameter, UnknownNotebook, declared_values, find_notebook, make_job
from baophu.report.blocks import REPORT

pytestmark = pytest.mark.slow

PARAMETERS = 'scheme = "bhyt"\nperiod = "2010-2023"\nyears = 3\nwide = True\nlanguage = "vi"'


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder of notebooks of the test's own."""
    monkeypatch.setattr(paths, "NOTEBOOKS", tmp_path)
    return tmp_path


def write(folder, name, parameters=PARAMETERS, *cells):
    code = nbformat.v4.new_code_cell(parameters, metadata={"tags": ["parameters"]})
    rest = [nbformat.v4.new_code_cell(cell) for cell in cells]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}}
    title = nbformat.v4.new_markdown_cell("# A synthetic page")
    nbformat.write(nbformat.v4.new_notebook(cells=[title, code, *rest], metadata=kernel), folder / f"{name}.ipynb")
    return folder / f"{name}.ipynb"


@pytest.mark.parametrize("name", ["my_page", "my-page", "my_page.ipynb", "notebooks/my_page.ipynb", " my_page "])
def test_a_notebook_is_found_however_it_is_written(folder, name):
    file = write(folder, "my_page")
    assert find_notebook(name) == file


def test_an_unknown_notebook_is_answered_with_all_there_are(folder):
    write(folder, "lapse_drops")
    write(folder, "audit")
    with pytest.raises(UnknownNotebook, match="Did you mean 'lapse_drops'.*audit, lapse_drops") as raised:
        find_notebook("lapse_drop")
    assert raised.value.exit_code == 2


def test_declared_values_are_those_of_the_tagged_cell(folder):
    file = write(folder, "one", PARAMETERS, "other = 5")
    assert declared_values(file) == {
        "scheme": "bhyt", "period": "2010-2023", "years": 3, "wide": True, "language": "vi",
    }  # fmt: skip


def test_a_value_takes_the_type_of_its_default(folder):
    file = write(folder, "one")
    page = make_job(file, "vi", {"period": "2022", "years": "5", "wide": "False"})
    assert page.parameters == {"period": "2022", "years": 5, "wide": False, "language": "vi"}


@pytest.mark.parametrize(
    ("cell", "said"), [("years = 2020 + offset", "years = 2020 [+] offset"), ("years =", "no Python")]
)
def test_parameters_that_are_no_plain_values_are_refused(folder, cell, said):
    with pytest.raises(BadParameter, match=f"one.ipynb: .*{said}"):
        declared_values(write(folder, "one", cell))


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"cells": [{}]}', '{"cells": 3}'])
def test_a_file_that_is_no_notebook_is_refused(folder, text):
    (folder / "one.ipynb").write_text(text, "utf-8")
    with pytest.raises(UnknownNotebook, match="one.ipynb is no notebook"):
        declared_values(folder / "one.ipynb")


def test_values_that_make_the_same_name_are_told_apart(folder):
    file = write(folder, "one")
    spaced, dashed = (make_job(file, "vi", {"scheme": text}) for text in ("a b", "a-b"))
    assert spaced.paths == dashed.paths
    assert spaced.inputs() != dashed.inputs()


@pytest.mark.parametrize(("name", "text"), [("years", "many"), ("wide", "3"), ("years", "2.5")])
def test_a_value_of_another_type_is_refused(folder, name, text):
    with pytest.raises(BadParameter, match=name):
        make_job(write(folder, "one"), "vi", {name: text})


def test_a_parameter_that_is_not_declared_is_refused_with_the_nearest(folder):
    with pytest.raises(UndeclaredParameter, match="Did you mean 'scheme'.*scheme, period"):
        make_job(write(folder, "one"), "vi", {"scheem": "bhtn"})


def test_the_language_is_given_in_one_way_only(folder):
    with pytest.raises(BadParameter, match="REPORT_LANG"):
        make_job(write(folder, "one"), "vi", {"language": "en"})
    with pytest.raises(UnknownLanguage):
        make_job(write(folder, "one"), "fr", {})
    with pytest.raises(UndeclaredParameter, match="declares no language"):
        make_job(write(folder, "plain", "x = 1"), "en", {})


def test_a_province_is_resolved_before_anything_runs(folder):
    file = write(folder, "one", 'province = "can-tho"\nlanguage = "vi"')
    assert make_job(file, "vi", {"province": "Bình Thuận"}).parameters["province"] == "binh-thuan"
    assert make_job(file, "vi", {"province": "92"}).subject == "one"
    with pytest.raises(UnknownProvince):
        make_job(file, "vi", {"province": "nowhere"})


def test_names_of_files_say_what_differs_from_the_defaults(folder):
    file = write(folder, "my_page")
    assert make_job(file, "vi", {}).paths.html.name == "my-page.html"
    assert make_job(file, "en", {"scheme": "bhyt"}).paths.html.name == "my-page.en.html"
    assert make_job(file, "en", {"scheme": "bhxh_tn"}).paths.pdf.name == "my-page.scheme-bhxh-tn.en.pdf"


def test_pages_that_have_a_name_keep_it(folder):
    assert make_job(write(folder, "national_overview", 'language = "vi"'), "vi", {}).subject == "national"
    report = write(folder, "province_report", 'province = "binh-thuan"\nlanguage = "vi"')
    assert make_job(report, "en", {"province": "Cần Thơ"}).paths.html.name == "can-tho.en.html"


@given(text=st.text(max_size=30))
def test_no_value_makes_a_name_that_leaves_the_folder(text, tmp_path_factory):
    file = tmp_path_factory.getbasetemp() / "one.ipynb"
    if not file.exists():
        write(file.parent, "one")
    subject = make_job(file, "vi", {"scheme": text}).subject
    assert re.fullmatch(r"[\w.-]+", subject) and subject.startswith("one")


# ── Whole, through make ──────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    """A project in which nothing is built."""
    return copy_project(tmp_path_factory.mktemp("notebook"))


def test_make_notebook_builds_checks_and_then_does_nothing(checkout):
    first = checkout.make("notebook", NAME="lapse_drops", REPORT_LANG="en", OPTIONS="-p period 2022")
    assert first.returncode == 0, first.stderr
    built = checkout.report_files()
    assert {"lapse-drops.period-2022.en.html", "lapse-drops.period-2022.en.pdf"} <= set(built)
    page = built["lapse-drops.period-2022.en.html"].decode()
    assert "Falls in the 63 provinces: Health insurance, 2022" in page and "period = &quot;2022&quot;" in page
    again = checkout.make("notebook", NAME="lapse-drops", REPORT_LANG="en", OPTIONS="-p period 2022")
    assert again.stdout.startswith("up to date") and differing_files(built, checkout.report_files()) == []


def test_a_notebook_of_ones_own_is_given_its_name_and_title(checkout):
    write(checkout.root / "notebooks", "my_page", 'language = "vi"', "1 + 1")
    done = checkout.baophu("notebook", "my_page")
    assert done.returncode == 0, done.stderr
    page = checkout.report_files()["my-page.html"].decode()
    metadata = json.loads(re.search(r'id="baophu-report">(.*?)</script>', page)[1])
    assert metadata["province"] == "my-page" and "<title>A synthetic page</title>" in page


def test_a_page_that_says_its_title_alone_is_given_its_name(folder):
    job = make_job(write(folder, "my_page", 'language = "vi"', "1"), "vi", {})
    output = nbformat.v4.new_output("display_data", {REPORT: {"title": "Synthetic", "language": "vi"}})
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1", outputs=[output])])
    metadata = report_metadata(job.add_metadata(notebook))
    assert (metadata["title"], job.subject_of(notebook)) == ("Synthetic", "my-page")


def test_a_broken_notebook_leaves_no_page(checkout):
    file = write(checkout.root / "notebooks", "breaks", 'language = "vi"', "1 + 1")
    assert checkout.baophu("notebook", "breaks").returncode == 0
    write(checkout.root / "notebooks", "breaks", 'language = "vi"', "1 / 0")
    done = checkout.baophu("notebook", "breaks")
    assert done.returncode == 4 and "ZeroDivisionError" in done.stderr and "Traceback" not in done.stderr
    assert not [name for name in checkout.report_files() if "breaks" in name]
    file.unlink()


def test_make_says_which_notebooks_there_are(checkout):
    done = checkout.make("notebook", NAME="nothing_such")
    assert done.returncode == 2 and "lapse_drops" in done.stderr and "Traceback" not in done.stderr
    bare = checkout.make("notebook")
    assert bare.returncode == 2 and "make notebook NAME=lapse_drops" in bare.stderr


def test_notebooks_listed_are_those_on_disk():
    assert set(notebook_module.list_notebooks()) == {file.stem for file in paths.NOTEBOOKS.glob("*.ipynb")}
