"""`make reports`, as an analyst calls it: nothing stops the others, killed runs are completed by the next one."""

import os
import signal
import subprocess
import sys
import time

import pytest
from checkout import copy_project, differing_files, without_bar
from processes import are_gone, children

pytestmark = pytest.mark.slow

SMALL = "lao-cai ha-giang"  # few figures each: quickly built
ONE = "lao-cai"


@pytest.fixture(scope="module")
def whole(built_site):
    """The files of the reports as the site has them, but for the bar that leads to its other pages."""
    built = {name: data for name, data in reports(built_site).items() if name.split(".")[0] in SMALL.split()}
    return {name: without_bar(data) if name.endswith(".html") else data for name, data in built.items()}


@pytest.fixture
def project(built_site, tmp_path):
    """A project in which nothing is built."""
    return copy_project(tmp_path / "project", built_site.root)


def begin(project, *words, **environment):
    """The command in the background, its processes in a group of their own as in a terminal."""
    environment = {**os.environ, "PYTHONPATH": str(project.root), **environment}
    return subprocess.Popen(
        [sys.executable, "-m", "baophu", "reports", *words],
        cwd=project.root,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def of_one(files):
    return {name: data for name, data in files.items() if name.split(".")[0] == ONE}


def workers_after_the_first_report(running):
    """Wait until one report is built and the next one begun."""
    while "built " not in (line := running.stdout.readline()):
        assert line, running.stderr.read()
    while not (workers := children(running.pid, recursive=False)):
        time.sleep(0.01)
    return workers


def hidden(project):
    """Temporary files, if any were left."""
    folders = (project.root / "reports", project.root / "build")
    return [path.name for folder in folders for path in folder.rglob(".*") if path.is_file()]


def reports(project):
    """What readers get; records and the site's files apart."""
    return {name: data for name, data in project.report_files().items() if name.endswith((".html", ".pdf"))}


def test_both_languages_and_both_formats_with_the_bytes_of_the_site(whole, project):
    done = project.make("reports", PROVINCES=ONE, JOBS="4")
    assert done.returncode == 0, done.stderr
    assert set(reports(project)) == {
        f"{ONE}{language}.{suffix}" for language in ("", ".en") for suffix in ("html", "pdf")
    }
    assert done.stdout.splitlines()[-1] == "2 built, 0 failed: reports/"
    assert "[2 done, 0 failed, 0 left]" in done.stdout
    assert differing_files(of_one(whole), reports(project)) == []
    assert hidden(project) == []
    before = project.report_files()
    again = project.make("reports", PROVINCES=ONE)
    assert "2 of 2 up to date, 0 to build" in again.stdout
    assert differing_files(before, project.report_files()) == []


def test_killed_run_leaves_whole_reports_and_nothing_running_and_the_next_one_completes_it(whole, project):
    running = begin(project, "--jobs", "1", ONE)
    workers = workers_after_the_first_report(running)
    running.kill()
    running.communicate()
    assert are_gone(worker.pid for worker in workers)
    found = reports(project)
    assert len(found) == 2 and all(whole[name] == data for name, data in found.items())
    done = project.make("reports", PROVINCES=ONE)
    assert done.returncode == 0 and "1 of 2 up to date, 1 to build" in done.stdout
    assert differing_files(of_one(whole), reports(project)) == [] and hidden(project) == []


def test_ctrl_c_leaves_whole_reports_and_says_how_to_go_on(whole, project):
    running = begin(project, "--jobs", "1", SMALL)
    workers_after_the_first_report(running)
    os.killpg(running.pid, signal.SIGINT)
    said, faults = running.communicate(timeout=120)
    assert running.returncode == 130
    assert "stopping" in said and "the next call goes on from here" in faults
    found, expected = reports(project), whole
    assert 0 < len(found) < len(expected)
    assert all(expected[name] == data for name, data in found.items())
    assert hidden(project) == []


def test_stranger_among_the_provinces_is_refused_before_anything_is_built(project):
    done = project.make("reports", PROVINCES="lao-cai can-to")
    assert done.returncode == 2 and "Did you mean 'can-tho'" in done.stderr
    assert reports(project) == {}
