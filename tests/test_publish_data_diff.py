"""`make diff` on a git repository of the test's own, with synthetic edits in a copy."""

import json
import os
import subprocess

import pytest
from checkout import copy_project, differing_files

from baophu.publish import data_diff
from baophu.publish.data_diff import NoRevision

pytestmark = pytest.mark.slow

CLAIMS, DECISIONS = "data/claims/binh-thuan.csv", "data/decisions.csv"
COUNT = ("1052062,persons,2023-11-30,day", "1062062,persons,2023-11-30,day")


def git(folder, *words):
    identity = ("-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(("git", *identity, *words), cwd=folder, check=True, capture_output=True)


@pytest.fixture(scope="module")
def committed(tmp_path_factory):
    """A copy of the project, committed; tests put back what they edit."""
    project = copy_project(tmp_path_factory.mktemp("committed"))
    git(project.root, "init", "--quiet")
    (project.root / "README.md").write_text("before the data\n")
    git(project.root, "add", "README.md")
    git(project.root, "commit", "--quiet", "--message", "Nothing yet")
    git(project.root, "tag", "empty")
    git(project.root, "add", "data")
    git(project.root, "commit", "--quiet", "--message", "Data")
    git(project.root, "tag", "whole")
    return project


@pytest.fixture
def project(committed):
    yield committed
    git(committed.root, "checkout", "--quiet", "whole", "--", "data")


def tag(project, name):
    """Commit the data as they stand, then take the edit back."""
    git(project.root, "add", "--all", "data")
    git(project.root, "commit", "--quiet", "--message", name)
    git(project.root, "tag", "--force", name)
    git(project.root, "checkout", "--quiet", "whole", "--", "data")


def diff(project, scratch, *words):
    """Call the command, with a folder of the test's own for temporary files."""
    return project.run("python", "-m", "baophu", "diff", *words, TMPDIR=str(scratch))


def test_nothing_changed(project, tmp_path):
    done = diff(project, tmp_path, "whole")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "Nothing that reports say has changed: 65 compared"


def test_a_corrected_count_is_told_and_touches_nothing(project, tmp_path):
    project.edit(CLAIMS, *COUNT)
    project.edit(CLAIMS, "1.052.062", "1.062.062")
    root = project.root
    before = {str(path): path.read_bytes() for part in ("data", "reports") for path in (root / part).rglob("*.*")}
    done = diff(project, tmp_path, "whole", "--province", "Bình Thuận", "--province", "can-tho")
    assert done.returncode == 0, done.stderr
    said = done.stdout.splitlines()
    assert said[0].startswith("Data of whole (") and said[0].endswith(f"Changed files: {CLAIMS}")
    assert "Bình Thuận (binh-thuan)" in said
    assert any("printed figure, binh-thuan-bhyt-count" in line and "1,052,062 → 1,062,062" in line for line in said)
    assert any(line.startswith("  level, ") and "coverage_pct 83.58 → 84.37" in line for line in said)
    assert said[-1] == "1 of 2 compared have changed"
    after = {str(path): path.read_bytes() for part in ("data", "reports") for path in (root / part).rglob("*.*")}
    assert differing_files(before, after) == [] and list(tmp_path.iterdir()) == []


def test_every_change_is_there_for_programs_the_countrys_too(project, tmp_path):
    path = project.root / DECISIONS
    added = "binh-thuan-bhyt-rate-2023-11-30,comment,Lý do thử.,A synthetic reason.\n"
    path.write_text(path.read_text("utf-8") + added, "utf-8")
    project.edit("data/events.csv", ",up,", ",mixed,")
    done = diff(project, tmp_path, "whole", "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["files"] == [DECISIONS, "data/events.csv"] and told["compared"] == 65 and told["failed"] == {}
    own = [one for one in told["changes"]["binh-thuan"] if one["path"][-1] == "decision"]
    assert {(one["from"], one["to"]) for one in own} == {("", "comment")}
    # What every report shows is told once, with the country.
    assert any(one["path"][0] == "events" for one in told["changes"]["viet-nam"])
    assert not any(one["path"][0] == "events" for one in told["changes"]["binh-thuan"])


def test_older_data_without_a_table_or_a_column_are_read_as_blank(project, tmp_path):
    (project.root / "data/causes.csv").unlink()
    sources = project.root / "data/sources.csv"
    header, *rows = sources.read_text("utf-8").splitlines()
    assert header.split(",")[-1] == "note"
    sources.write_text("\n".join([header.replace(",note", ",remark"), *rows, ""]), "utf-8")
    tag(project, "older")
    done = diff(project, tmp_path, "older", "-p", "can-tho")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "1 of 1 compared have changed"
    assert "printed figure, can-tho" in done.stdout


@pytest.mark.parametrize(
    ("name", "old", "new", "fault"),
    [
        ("data/population.csv", "can-tho,2016,gso_avg_revised,1214600", "can-tho,2016,gso_avg_revised,many",
         "data/population.csv: population_count 'many'"),
        ("data/targets.csv", "target_year", "year", "data/targets.csv: target_year ''"),
    ],
)  # fmt: skip
def test_older_data_that_cannot_be_read_are_refused_with_their_place(project, tmp_path, name, old, new, fault):
    project.edit(name, old, new)
    tag(project, "unreadable")
    done = diff(project, tmp_path, "unreadable", "-p", "can-tho")
    assert done.returncode == 2
    assert "cannot be read by today's code" in done.stderr and fault in done.stderr
    assert "Traceback" not in done.stderr and list(tmp_path.iterdir()) == []


def test_data_that_break_a_rule_are_not_compared(project, tmp_path):
    project.edit(CLAIMS, "1052062,persons,2023-11-30", "1.052.O62,persons,2023-11-30")
    done = diff(project, tmp_path, "whole", "-p", "can-tho")
    assert done.returncode == 3 and "plain number" in done.stderr


@pytest.mark.parametrize("name", ["no-such-revision", "--all", "HEAD:data", ""])
def test_unknown_revision_exits_with_2(project, tmp_path, name):
    done = diff(project, tmp_path, "--", name)
    assert done.returncode == 2 and f"There is no revision {name!r}" in done.stderr


def test_a_revision_older_than_the_data_exits_with_2(project, tmp_path):
    done = diff(project, tmp_path, "empty")
    assert done.returncode == 2 and "At empty (" in done.stderr and "nothing can be compared" in done.stderr


def test_unknown_province_exits_with_2(project, tmp_path):
    done = diff(project, tmp_path, "whole", "-p", "can-to")
    assert done.returncode == 2 and "Did you mean 'can-tho'" in done.stderr


def test_without_a_repository_it_exits_with_2(tmp_path):
    project = copy_project(tmp_path / "plain")
    done = project.run("python", "-m", "baophu", "diff", "HEAD", GIT_CEILING_DIRECTORIES=str(tmp_path))
    assert done.returncode == 2 and "no git repository" in done.stderr


def test_repository_of_another_user_is_told_with_gits_own_cure(monkeypatch, tmp_path):
    said = b"fatal: detected dubious ownership ...\n\tgit config --global --add safe.directory /x\n"
    refusal = subprocess.CompletedProcess((), 128, b"", said)
    monkeypatch.setattr(data_diff, "_git", lambda *words: refusal)
    with pytest.raises(NoRevision, match=f"belongs to another user. Say: git config .* safe.directory {tmp_path}"):
        data_diff.find_revision(tmp_path, "HEAD")


def test_a_project_inside_a_larger_repository_is_found(tmp_path):
    project = copy_project(tmp_path / "inner")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", "inner/data")
    git(tmp_path, "commit", "--quiet", "--message", "Inside another")
    other = os.fspath(tmp_path / "other/.git")
    # Git's own variables do not lead to another repository.
    done = project.run("python", "-m", "baophu", "diff", "HEAD", GIT_DIR=other)
    assert done.returncode == 0, done.stderr
    assert "Nothing that reports say has changed" in done.stdout


def test_make_diff_asks_for_a_revision_and_compares(project):
    done = project.make("diff")
    assert done.returncode == 2 and "make diff SINCE=HEAD~1" in done.stderr
    done = project.make("diff", SINCE="whole", PROVINCE="Cần Thơ")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "Nothing that reports say has changed: 1 compared"


@pytest.mark.parametrize("name", ["x'y", '"; touch hacked; "', "$(shell touch hacked)", "`touch hacked`"])
def test_a_revision_never_reaches_the_shell(project, name):
    done = project.make("diff", SINCE=name)
    assert done.returncode == 2 and "There is no revision" in done.stderr
    assert not (project.root / "hacked").exists()
