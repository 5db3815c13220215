"""The Makefile and the command line, called as an analyst calls them."""

import io
import os
import re
import subprocess

import pikepdf
import pytest
from by_hand import nbconvert, papermill
from checkout import PROJECT, copy_project, differing_files
from papermill.exceptions import PapermillExecutionError
from PIL import Image

from baophu.cli import main

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def project(built_site, tmp_path_factory):
    return copy_project(tmp_path_factory.mktemp("project"), built_site.root, "reports")


@pytest.fixture
def broken(built_site, tmp_path):
    return copy_project(tmp_path / "broken", built_site.root)


def test_help_lists_every_public_target(project):
    said = project.make("help").stdout
    for target in ("setup", "report", "brief", "provinces", "check", "lab", "test", "lint", "lock", "clean"):
        assert f"make {target} " in said


def test_every_command_that_the_makefile_calls_exists():
    called = re.findall(r"-m baophu ([a-z]+)", (PROJECT / "Makefile").read_text("utf-8"))
    assert len(called) >= 8
    assert set(called) <= set(main.commands)


def test_unknown_province_exits_with_2_and_suggests(project):
    before = project.report_files()
    done = project.make("report", PROVINCE="can-to")
    assert done.returncode == 2
    assert "There is no province 'can-to'. Did you mean 'can-tho'" in done.stderr
    assert differing_files(before, project.report_files()) == []


@pytest.mark.parametrize("name", ["Cần Thơ", "CAN THO", "92", "can-tho", "Thành phố Cần Thơ"])
def test_names_in_any_spelling_are_understood(project, name):
    assert project.baophu("slug", name).stdout.strip() == "can-tho"


@pytest.mark.parametrize("name", ["x'y", '"; touch hacked; "', "$(shell touch hacked)", "`touch hacked`"])
def test_a_name_never_reaches_the_shell(project, name):
    assert project.make("report", PROVINCE=name).returncode == 2
    assert not (project.root / "hacked").exists()


def test_misspelt_variable_fails_instead_of_building_something(project):
    before = project.report_files()
    done = project.make("report", PROVINC="can-tho")
    assert done.returncode == 2
    assert "no variable PROVINC" in done.stderr
    assert differing_files(before, project.report_files()) == []


def make_here(*words, **environment):
    """Call make in this checkout, whose environment is taken as it is."""
    command = ("make", "--no-print-directory", "-o", ".venv/ok", *words)
    return subprocess.run(
        command, cwd=PROJECT, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )


def test_variables_of_the_shell_break_nothing_and_send_nothing_elsewhere():
    show = ("--eval", 'show: ; @echo "$$PIP_USER,$$OUT"', "show")
    assert make_here(*show, PIP_USER="1", OUT="/elsewhere").stdout == "0,\n"
    assert make_here(*show, "OUT=s3://bucket").stdout == "0,s3://bucket\n"
    show = ("--eval", 'show: ; @echo "$$BAOPHU_ENGINE"', "show")
    assert make_here(*show, "ENGINE=kernel").stdout == "kernel\n"


def test_lab_needs_no_program_that_names_the_folder_of_its_environment():
    # Such programs begin with the path of the folder that they were made in; a checkout may be renamed.
    assert not re.search(r"bin/(?!python)", (PROJECT / "Makefile").read_text("utf-8"))
    assert make_here("lab", "LAB_ARGS=--version").returncode == 0


def test_git_of_windows_leaves_line_ends_alone(tmp_path):
    for words in (("init", "-q"), ("config", "core.autocrlf", "true"), ("add", "."), ("checkout-index", "-qf", "-a")):
        if words[0] == "add":
            (tmp_path / ".gitattributes").write_bytes((PROJECT / ".gitattributes").read_bytes())
            (tmp_path / "areas.csv").write_bytes(b"area,code\nha-tinh,42\n")
        subprocess.run(("git", *words), cwd=tmp_path, check=True)
    assert (tmp_path / "areas.csv").read_bytes() == b"area,code\nha-tinh,42\n"


def test_report_without_a_province_asks_for_one(project):
    done = project.make("report")
    assert done.returncode == 2
    assert "make report PROVINCE=binh-thuan" in done.stderr


def test_unknown_language_is_refused(project):
    done = project.make("report", PROVINCE="can-tho", REPORT_LANG="fr")
    assert done.returncode == 2
    assert "'fr'" in done.stderr


def test_page_format_of_the_decree_is_one_more_file(project):
    before = project.report_files()
    done = project.make("report", PROVINCE="ha-giang", PROFILE="nd30")
    assert done.stdout == "built: reports/ha-giang.nd30.pdf\n", done.stderr
    assert "ha-giang.nd30.pdf" in differing_files(before, project.report_files())
    assert not {"ha-giang.pdf", "ha-giang.html"} & set(differing_files(before, project.report_files()))
    assert project.make("report", PROVINCE="ha-giang", PROFILE="nd30").stdout.startswith("up to date")


@pytest.mark.parametrize("profile", ["nd31", "", "x'y", "$(shell touch hacked)", "`touch hacked`"])
def test_unknown_page_format_is_refused(project, profile):
    done = project.make("report", PROVINCE="can-tho", PROFILE=profile)
    assert done.returncode == 2
    assert "There is no page format" in done.stderr and "standard, nd30" in done.stderr
    assert not (project.root / "hacked").exists()


def test_all_63_provinces_are_listed(project):
    lines = project.make("provinces").stdout.splitlines()[1:]
    assert len(lines) == 63
    known = next(line for line in lines if "binh-thuan" in line)
    assert "Bình Thuận" in known
    assert "90.4% announced, 2023-11-30; 83.6% on the statistics office's population, 2023-11-30" in known
    assert any("no dated level of the whole province" in line for line in lines)


def test_second_build_changes_nothing_and_touching_rebuilds_nothing(project):
    first = project.report_files()
    assert {"thanh-hoa.en.html", "thanh-hoa.en.pdf"} < set(first)
    for path in [*project.root.glob("data/*.csv"), project.root / "notebooks/province_report.ipynb"]:
        os.utime(path)
    for asked in ({}, {"FORCE": "no"}):
        done = project.make("report", PROVINCE="Thanh Hoá", REPORT_LANG="en", **asked)
        assert done.stdout.startswith("up to date"), done.stderr
    assert differing_files(first, project.report_files()) == []


def test_forced_rebuild_gives_the_same_bytes(project):
    first = project.report_files()
    assert project.make("report", PROVINCE="lao-cai", REPORT_LANG="en", FORCE="1").stdout.startswith("built")
    assert differing_files(first, project.report_files()) == []


def test_broken_cell_leaves_no_report_and_one_line_that_names_it(broken):
    (broken.root / "reports/can-tho.html").write_text("an earlier report")
    broken.edit("notebooks/province_report.ipynb", '"page.changes()"', '"page.changes() / 0"')
    done = broken.make("report", PROVINCE="can-tho")
    assert done.returncode != 0
    said = [line for line in done.stderr.splitlines() if not line.startswith("make")]
    assert len(said) == 1
    for word in ("can-tho", "page.changes() / 0", "TypeError"):
        assert word in said[0]
    assert set(broken.report_files()) == {"README.md"}


def test_every_fault_of_the_ledger_is_named_at_once_and_nothing_is_written(broken):
    claims = "data/claims/binh-thuan.csv"
    lines = (broken.root / claims).read_text("utf-8").splitlines()
    count, rate, phu_quy = (
        next(number for number, line in enumerate(lines, 1) if line.startswith(start))
        for start in ("binh-thuan-bhyt-count-2023-11-30,", "binh-thuan-bhyt-rate-2023-11-30,", "binh-thuan-phu-quy-")
    )
    broken.edit(claims, "1052062,persons,2023-11-30,day", "1.052.O62,persons,2023-11-31,day")
    broken.edit(claims, "binh-thuan-bhyt-rate-2023-11-30,", "binh-thuan-bhyt-count-2023-11-30,")
    broken.edit(claims, ",binh-thuan-phu-quy,", ",binh-thuan-phu-qui,")
    broken.edit("data/claims/can-tho.csv", "can-tho-bhyt-count-2016-06-30,dai-doan-ket-2016-can-tho,",
                "can-tho-bhyt-count-2016-06-30,no-such-source,")  # fmt: skip
    before = broken.report_files()
    done = broken.baophu("report", "binh-thuan")
    assert done.returncode == 3
    lines = done.stderr.splitlines()
    expected = [
        (f"{claims}:{count} as_of '2023-11-31'", "YYYY-MM-DD"),
        (f"{claims}:{count} value '1.052.O62'", "plain number"),
        (f"{claims}:{rate} claim_id 'binh-thuan-bhyt-count-2023-11-30'", "duplicate"),
        (f"{claims}:{phu_quy} area 'binh-thuan-phu-qui'", "Did you mean binh-thuan-phu-quy"),
        ("source_id 'no-such-source'", "sources"),
    ]
    for start, cure in expected:
        assert any(start in line and cure in line for line in lines), (start, done.stderr)
    assert differing_files(before, broken.report_files()) == []
    assert broken.make("check").returncode == 2


def test_undeclared_parameter_fails_with_plain_papermill_too(project, tmp_path):
    with pytest.raises(PapermillExecutionError, match="UndeclaredParameter.*Did you mean 'province'"):
        papermill(project, "notebooks/province_report.ipynb", tmp_path / "out.ipynb", provinc="can-tho")


def test_plain_papermill_and_nbconvert_give_the_same_report(project, tmp_path):
    output = tmp_path / "thanh-hoa.ipynb"
    words = ("notebooks/province_report.ipynb", str(output), "-p", "province", "Thanh Hóa", "-p", "language", "en")
    assert project.run("papermill", *words).returncode == 0
    # The site is built, so the page of make report has a bar.
    nbconvert(output, "baophu_html", "--BaophuHTMLExporter.bar=site-and-language")
    done = project.run("jupyter", "nbconvert", "--to", "baophu_pdf", str(output))
    assert done.returncode == 0, done.stderr
    built = project.report_files()
    assert output.with_suffix(".html").read_bytes() == built["thanh-hoa.en.html"]
    assert output.with_suffix(".pdf").read_bytes() == built["thanh-hoa.en.pdf"]


def test_brief_is_one_page_in_three_whole_files(project):
    before = project.report_files()
    done = project.make("brief", PROVINCE="Hà Giang", REPORT_LANG="en")
    names = [f"reports/ha-giang.brief.en.{kind}" for kind in ("html", "pdf", "png")]
    assert done.stdout == f"built: {' '.join(names)}\n", done.stderr
    html, pdf, png = ((project.root / name).read_bytes() for name in names)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        (page,) = document.pages
        assert [round(float(side)) for side in page.mediabox[2:]] == [595, 842]
    with Image.open(io.BytesIO(png)) as picture:
        picture.load()
        assert picture.size == (1191, 1684)  # A4 at 144 pixels to the inch
    assert html.rstrip().endswith(b"</html>")
    # The report beside it, which the numbers lead to, was current.
    assert set(differing_files(before, project.report_files())) == {
        ".keys/ha-giang.en.brief.json",
        *(name.removeprefix("reports/") for name in names),
    }
    report = (project.root / "reports/ha-giang.en.html").read_text("utf-8")
    aims = re.findall(r'href="ha-giang\.en\.html#([^"]+)"', html.decode())
    assert aims and all(f'id="{aim}"' in report for aim in aims)


def test_second_brief_is_a_no_op_and_an_altered_one_is_mended(project):
    asked = {"PROVINCE": "ha-giang", "REPORT_LANG": "en"}
    project.make("brief", **asked)
    first = project.report_files()
    assert project.make("brief", **asked).stdout.startswith("up to date: reports/ha-giang.brief.en.html")
    assert differing_files(first, project.report_files()) == []
    (project.root / "reports/ha-giang.brief.en.png").write_bytes(b"")
    assert project.make("brief", **asked).stdout.startswith("built")
    assert differing_files(first, project.report_files()) == []


def test_brief_of_no_province_or_language_is_refused(project):
    assert "Which province?" in (done := project.make("brief")).stderr and done.returncode == 2
    assert project.make("brief", PROVINCE="can-to").returncode == 2
    assert project.make("brief", PROVINCE="can-tho", REPORT_LANG="fr").returncode == 2
