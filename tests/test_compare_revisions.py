"""`baophu diff` and `make diff` on a git repository of the test's own, with synthetic edits in a copy."""

import json
import os
import subprocess
import sys
import time

import pytest
from checkout import copy_project, differing

CLAIMS, DECISIONS, POPULATION = "data/claims/binh-thuan.csv", "data/decisions.csv", "data/population.csv"
VERDICTS = "baophu/analysis/changes/verdicts.py"
COUNT = ("1052062,persons,2023-11-30,day", "1062062,persons,2023-11-30,day")
RESIDENTS = ("can-tho,2016,gso_avg_revised,1214600", "can-tho,2016,gso_avg_revised,1224600")


def git(folder, *words):
    identity = ("-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(("git", *identity, *words), cwd=folder, check=True, capture_output=True)


@pytest.fixture(scope="module")
def committed(tmp_path_factory):
    """A copy of the project, committed; tests put back what they edit."""
    project = copy_project(tmp_path_factory.mktemp("committed"))
    git(project.root, "init", "--quiet")
    (project.root / "README.md").write_text("before the package\n")
    git(project.root, "add", "README.md")
    git(project.root, "commit", "--quiet", "--message", "Nothing yet")
    git(project.root, "tag", "empty")
    git(project.root, "add", "baophu", "data", "notebooks", "requirements.txt", "Makefile")
    git(project.root, "commit", "--quiet", "--message", "Package and data")
    git(project.root, "tag", "whole")
    return project


@pytest.fixture
def project(committed):
    yield committed
    git(committed.root, "checkout", "--quiet", "HEAD", "--", "baophu", "data")


def files(root):
    """Every file but those that Python, git and the memory of validation keep for themselves."""
    aside = {"__pycache__", ".git", "build", ".venv"}
    paths = (path for path in root.rglob("*") if path.is_file() and not aside & set(path.relative_to(root).parts))
    return {path: path.read_bytes() for path in paths}


def diff(project, scratch, *words):
    """Call the command, with a folder of the test's own for temporary files."""
    return project.run("python", "-m", "baophu", "diff", *words, TMPDIR=str(scratch))


def causes(report):
    return {cause for change in report["changes"] for cause in change["causes"]}


def test_nothing_changed(project, tmp_path):
    done = diff(project, tmp_path, "whole")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "Nothing changed in the reports of 63 provinces"


def test_a_corrected_count_is_data_and_touches_nothing(project, tmp_path):
    project.edit(CLAIMS, *COUNT)
    project.edit(CLAIMS, "1.052.062", "1.062.062")
    before = files(project.root)
    done = diff(project, tmp_path, "whole", "--province", "Bình Thuận", "--province", "can-tho", "--language", "en")
    assert done.returncode == 0, done.stderr
    assert "Bình Thuận (binh-thuan): by data" in done.stdout
    assert "level, gso, 2023-11-30: coverage_pct 83.58 % → 84.37 %" in done.stdout
    assert "- On 30 November 2023, 1,052,062 people in Binh Thuan" in done.stdout
    assert "+ On 30 November 2023, 1,062,062 people in Binh Thuan" in done.stdout
    assert done.stdout.splitlines()[-1] == "1 province changed: 1 by data; 1 unchanged"
    assert differing(before, files(project.root)) == []
    assert list(tmp_path.iterdir()) == []


def test_a_decision_and_a_population_are_told_apart(project, tmp_path):
    path = project.root / DECISIONS
    added = "binh-thuan-bhyt-rate-2023-11-30,comment,Lý do thử.,A synthetic reason.\n"
    path.write_text(path.read_text("utf-8") + added, "utf-8")
    project.edit(POPULATION, *RESIDENTS)
    done = diff(project, tmp_path, "whole", "-p", "binh-thuan", "-p", "can-tho", "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    reports = {report["province"]: report for report in told["provinces"]}
    assert told["inputs"] == {"decision": [DECISIONS], "population": [POPULATION]}
    decided = [change for change in reports["binh-thuan"]["changes"] if change.get("field") == "decision"]
    assert [(change["from"], change["to"], change["causes"]) for change in decided] == [("", "comment", ["decision"])]
    levels = [change for change in reports["can-tho"]["changes"] if change.get("kind") == "points"]
    assert {change["field"] for change in levels} == {"coverage_pct", "uninsured_count"}
    assert {tuple(change["causes"]) for change in levels} == {("population",)}
    assert causes(reports["can-tho"]) == {"population"}
    assert any("A synthetic reason." in (change.get("added") or "") for change in reports["binh-thuan"]["changes"])


def test_a_constant_of_a_method_is_told_from_a_count(project, tmp_path):
    project.edit(VERDICTS, "CLIFF_POINTS = 6.0", "CLIFF_POINTS = 2.5")
    project.edit(CLAIMS, *COUNT)
    project.edit(CLAIMS, "1.052.062", "1.062.062")
    done = diff(project, tmp_path, "whole", "-p", "binh-thuan", "-p", "can-tho", "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    reports = {report["province"]: report for report in told["provinces"]}
    assert told["inputs"] == {"data": [CLAIMS], "method": [VERDICTS]}
    assert reports["binh-thuan"]["causes"] == ["data"]
    assert reports["can-tho"]["causes"] == ["method"]
    verdicts = [change for change in reports["can-tho"]["changes"] if change.get("field") == "verdict"]
    assert [(change["from"], change["to"]) for change in verdicts] == [
        ("more_than_country (below_country)", "cliff (cliff)")
    ]
    assert told["summary"] == "2 provinces changed: 1 by data, 1 by method; 0 unchanged"
    assert list(tmp_path.iterdir()) == []


def test_a_version_whose_code_fails_is_named_and_leaves_nothing(project, tmp_path):
    project.edit("baophu/facts.py", "import pandas as pd", "import no_such_library")
    done = diff(project, tmp_path, "whole", "-p", "can-tho")
    assert done.returncode == 4
    assert "the working tree could not be stated: ModuleNotFoundError" in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_being_ended_leaves_no_temporary_folder(project, tmp_path):
    project.edit(VERDICTS, "CLIFF_POINTS = 6.0", "CLIFF_POINTS = 2.5")
    environment = {**os.environ, "PYTHONPATH": str(project.root), "TMPDIR": str(tmp_path)}
    words = (sys.executable, "-m", "baophu", "diff", "whole")
    pipes = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(words, cwd=project.root, env=environment, **pipes) as running:
        # Both versions are being stated once both have a file for what they say.
        while running.poll() is None and len(list(tmp_path.glob("*/*.err"))) < 2:
            time.sleep(0.05)
        assert running.poll() is None
        running.terminate()
        assert running.wait(60) != 0
    assert list(tmp_path.iterdir()) == []


def test_data_that_break_a_rule_are_not_compared(project, tmp_path):
    project.edit(CLAIMS, "1052062,persons,2023-11-30", "1.052.O62,persons,2023-11-30")
    done = diff(project, tmp_path, "whole", "-p", "can-tho")
    assert done.returncode == 3
    assert "plain number" in done.stderr


@pytest.mark.parametrize("name", ["no-such-revision", "--all", "HEAD:data", ""])
def test_unknown_revision_exits_with_2(project, tmp_path, name):
    done = diff(project, tmp_path, "--", name)
    assert done.returncode == 2
    assert f"There is no revision {name!r}" in done.stderr


def test_a_revision_older_than_the_package_exits_with_2(project, tmp_path):
    done = diff(project, tmp_path, "empty")
    assert done.returncode == 2
    assert "At empty (" in done.stderr
    assert "nothing can be compared" in done.stderr


def test_unknown_province_exits_with_2(project, tmp_path):
    done = diff(project, tmp_path, "whole", "-p", "can-to")
    assert done.returncode == 2
    assert "Did you mean 'can-tho'" in done.stderr


def test_without_a_repository_it_exits_with_2(tmp_path):
    project = copy_project(tmp_path / "plain")
    done = project.run("python", "-m", "baophu", "diff", "HEAD", GIT_CEILING_DIRECTORIES=str(tmp_path))
    assert done.returncode == 2
    assert "no git repository" in done.stderr


def test_a_project_inside_a_larger_repository_is_found(tmp_path):
    project = copy_project(tmp_path / "inner")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", "inner/baophu", "inner/data", "inner/notebooks", "inner/requirements.txt")
    git(tmp_path, "commit", "--quiet", "--message", "Inside another")
    done = diff(project, tmp_path, "HEAD")
    assert done.returncode == 0, done.stderr
    assert "Nothing changed" in done.stdout


def test_make_diff_asks_for_a_revision(project):
    done = project.make("diff")
    assert done.returncode == 2
    assert "make diff SINCE=HEAD~1" in done.stderr


@pytest.mark.parametrize("name", ["x'y", '"; touch hacked; "', "$(shell touch hacked)", "`touch hacked`"])
def test_a_revision_never_reaches_the_shell(project, name):
    done = project.make("diff", SINCE=name)
    assert done.returncode == 2
    assert "There is no revision" in done.stderr
    assert not (project.root / "hacked").exists()


def test_make_diff_compares(project):
    done = project.make("diff", SINCE="whole", PROVINCE="Cần Thơ")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "Nothing changed in the reports of 1 province"


def test_gits_own_variables_do_not_lead_to_another_repository(project, tmp_path):
    git(tmp_path, "init", "--quiet", "other")
    other = os.fspath(tmp_path / "other/.git")
    done = project.run("python", "-m", "baophu", "diff", "whole", GIT_DIR=other)
    assert done.returncode == 0, done.stderr
