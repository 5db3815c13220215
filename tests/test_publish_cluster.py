"""Reports built on a cluster of Dask: a scheduler and workers as on machines of their own, in one checkout."""

import json
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from checkout import Checkout, copy_project, differing_files

from baophu.common.errors import ClusterDiffers
from baophu.publish import cluster

pytestmark = pytest.mark.slow
DASK = Path(sys.executable).parent / "dask"
BROKEN_IN_ENGLISH = 'if language == "en":\n    raise ValueError("synthetic")\n'


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Checkout:
    """A copy of the checkout, with a notebook that fails in English."""
    project = copy_project(tmp_path_factory.mktemp("project"))
    file = project.root / "notebooks" / "province_report.ipynb"
    notebook = json.loads(file.read_text("utf-8"))
    cell = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"][1]
    cell["source"] = [*BROKEN_IN_ENGLISH.splitlines(keepends=True), *cell["source"]]
    file.write_text(json.dumps(notebook, ensure_ascii=False), "utf-8")
    return project


@pytest.fixture(scope="module")
def address(project, tmp_path_factory):
    """Of a scheduler with two workers in the copy, each with a nanny that starts it again when it dies."""
    folder, scheduler = tmp_path_factory.mktemp("dask"), f"tcp://127.0.0.1:{free_port()}"
    # One retry instead of three: each one waits for a worker to start.
    settings = {"PYTHONPATH": str(project.root), "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1"}
    place = ["--host", "127.0.0.1", "--port", scheduler.rpartition(":")[2]]
    worker = ["worker", scheduler, "--nthreads", "1", "--memory-limit", "0", "--local-directory", str(folder)]
    with (folder / "log.txt").open("w", encoding="utf-8") as log:
        started = [
            subprocess.Popen(
                [DASK, *words, "--no-dashboard"],
                cwd=folder,
                env={**os.environ, **settings},
                stdout=log,
                stderr=log,
            )
            for words in (["scheduler", *place], worker, worker)
        ]
        yield scheduler
        # One after another: workers whose scheduler goes first wait for it.
        for process in reversed(started):
            process.terminate()
            process.wait(30)


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def result_of(project: Checkout, script: str, *words: str):
    """What a script prints as JSON in its last line: a client of Dask leaves threads in its process."""
    done = project.run("python", "-c", f"import json, os, signal, sys, time\n{script}", *words)
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_cluster_builds_the_same_bytes_and_names_the_same_failures(project, address, tmp_path):
    here = project.baophu("reports", "lao-cai", "--jobs", "2")
    assert here.returncode == 4, here.stdout + here.stderr
    built_here = readers_files(project.root / "reports")
    (project.root / "reports").rename(project.root / "built-here")
    there = project.make("reports", PROVINCES="lao-cai", SCHEDULER=address, OUT=f"file://{tmp_path}/sent")
    assert "2 workers" in there.stdout and "1 built, 1 failed" in there.stdout, there.stdout + there.stderr
    built_there = readers_files(project.root / "reports")
    assert sorted(built_there) == ["lao-cai.html", "lao-cai.pdf"] and differing_files(built_here, built_there) == []
    assert differing_files(built_here, readers_files(tmp_path / "sent")) == []
    failure = next(line for line in here.stderr.splitlines() if "lao-cai (en): cell" in line)
    assert "ValueError: synthetic" in failure and failure in there.stderr


def readers_files(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.suffix in (".html", ".pdf")}


ONE_THAT_KILLS = """
import operator
from functools import partial
from baophu.publish import cluster

calls = [partial(os._exit, 1), partial(divmod, 1, 0), *[partial(pow, 2, n) for n in range(20)]]
values, errors, held = [], [], 0
with cluster.connect(sys.argv[1]) as client:
    for value, call, error in cluster.run_on_cluster(client, operator.call, calls):
        errors += [(call.func.__name__, type(error).__name__)] if error else []
        values += [value] if error is None else []
        held = max(held, len(client.futures))
print(json.dumps([sorted(values), sorted(errors), held]))
"""


def test_task_that_kills_its_workers_is_given_up_once_and_the_others_are_done(project, address):
    values, errors, held = result_of(project, ONE_THAT_KILLS, address)
    assert values == [2**n for n in range(20)]
    assert errors == [["_exit", "KilledWorker"], ["divmod", "ZeroDivisionError"]]
    assert held < 10  # results are let go one by one


INTERRUPTED = """
from baophu.publish import cluster

os.setsid()
with cluster.connect("local", 1) as client:
    answers = cluster.run_on_cluster(client, time.sleep, [0.2] * 50)
    done = [next(answers)]
    os.killpg(0, signal.SIGINT)  # as a terminal does: its workers too
    try:
        done += answers
    except KeyboardInterrupt:
        print(json.dumps(len(done)))
"""


def test_interrupt_waits_for_what_is_running_and_begins_nothing_else(project):
    assert result_of(project, INTERRUPTED) <= 2


CHANGED_IN_BETWEEN = """
from baophu.common import paths
from baophu.common.errors import ClusterDiffers
from baophu.publish import cluster

with cluster.connect(sys.argv[1]) as client:
    answers = cluster.run_on_cluster(client, time.sleep, [0.2] * 50)
    done, new = [next(answers)], paths.DATA / "synthetic.csv"
    new.touch()
    try:
        done += answers
    except ClusterDiffers as error:
        print(json.dumps([len(done), str(error)]))
    finally:
        new.unlink()
"""


def test_worker_whose_data_change_later_is_refused_too(project, address):
    done, refusal = result_of(project, CHANGED_IN_BETWEEN, address)
    assert done < 50 and refusal.startswith("tcp://127.0.0.1:") and ": data/ " in refusal


def test_workers_of_another_checkout_or_environment_are_refused_by_name(project, address, tmp_path):
    other = copy_project(tmp_path)
    if (project.root / "build").exists():
        # The same data, known to be valid.
        shutil.copytree(project.root / "build", other.root / "build", dirs_exist_ok=True)
    (other.root / "pandas-0.0.1.dist-info").mkdir()
    (other.root / "pandas-0.0.1.dist-info" / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: pandas\nVersion: 0.0.1\n"
    )
    done = other.baophu("reports", "ha-giang", "--scheduler", address)
    assert done.returncode == 2, done.stdout + done.stderr
    refused = [line for line in done.stderr.splitlines() if line.startswith("tcp://127.0.0.1:")]
    assert len(refused) == 2 and all("instead of 0.0.1" in line and ", notebooks/ " in line for line in refused)
    assert "make setup" in done.stderr and not readers_files(other.root / "reports")


def test_worker_that_has_no_baophu_is_refused():
    fault = cluster._differences({}, Exception("ModuleNotFoundError(\"No module named 'baophu'\")"))
    with pytest.raises(ClusterDiffers, match="tcp://a: baophu cannot be run there: ModuleNotFoundError"):
        cluster._refuse({"tcp://a": fault})


NOBODY_THERE = """
from distributed import LocalCluster
from baophu.common.errors import NoCluster
from baophu.publish import cluster


cluster._CONNECT_SECONDS = 1.0
refusals = []
with LocalCluster(n_workers=0, host="127.0.0.1", dashboard_address=None) as empty:
    for address in (empty.scheduler_address, "tcp://127.0.0.1:1"):
        try:
            with cluster.connect(address):
                pass
        except NoCluster as error:
            refusals.append(str(error))
print(json.dumps(refusals))
"""


def test_address_without_scheduler_or_workers_is_refused_with_the_cure(project):
    without_workers, without_scheduler = result_of(project, NOBODY_THERE)
    assert "has no workers. Start some" in without_workers and "there is no answer" in without_scheduler
    done = project.baophu("reports", "ha-giang", "--scheduler", "nowhere://x:1")
    assert done.returncode == 2 and "unknown address" in done.stderr and "Traceback" not in done.stderr


def test_nothing_to_do_seeks_no_cluster():
    assert cluster.make_runner("nowhere://at-all", None, print)([], 1, print, print, print) == []
