"""Reports built on a cluster of Dask: schedulers and workers begun as on machines of their own."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
from checkout import Checkout, copy_project, differing
from processes import children, runs_module

PROVINCES = "lao-cai ha-giang"
DASK = Path(sys.executable).parent / "dask"
# A worker has the libraries of the lock and nothing of this project: what it runs is what it was sent.
WITHOUT_PACKAGE = "import sys\nsys.modules['baophu'] = None\n"
FAULT = """

def _fault(report):
    import time

    if report.facts.area.area == "lao-cai":
        if report.words.language == "vi":
            raise ValueError("synthetic")
        time.sleep(600)
"""


class Cluster:
    """A scheduler and two workers, each with a nanny that begins it again when it dies."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.address = f"tcp://127.0.0.1:{free_port()}"
        (folder / "preload.py").write_text(WITHOUT_PACKAGE, "utf-8")
        port = self.address.rpartition(":")[2]
        words = ["--preload", str(folder / "preload.py"), "--no-dashboard"]
        self._begun = [self._begin("scheduler", "--host", "127.0.0.1", "--port", port, *words)]
        space = ["--local-directory", str(folder / "space"), "--nthreads", "1", "--memory-limit", "0"]
        self._begun += [self._begin("worker", self.address, *space, *words) for _ in range(2)]

    def _begin(self, *words: str) -> subprocess.Popen:
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
        with (self.folder / "log.txt").open("a", encoding="utf-8") as log:
            return subprocess.Popen([DASK, *words], cwd=self.folder, env=environment, stdout=log, stderr=log)

    def builders(self) -> list[psutil.Process]:
        """The processes that build reports, on all workers."""
        below = [child for begun in self._begun for child in children(begun.pid)]
        return [process for process in below if is_builder(process)]

    def left(self) -> list[str]:
        """Folders of reports on the workers."""
        return [str(found) for found in (self.folder / "space").rglob("baophu-*")]

    def end(self) -> None:
        """End all of it."""
        for begun in reversed(self._begun):
            begun.terminate()
        for begun in self._begun:
            begun.wait(30)


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def is_builder(process: psutil.Process) -> bool:
    """Whether it is one itself, not a fork of one that builds a report."""
    try:
        parent = process.parent()
    except psutil.Error:
        return False
    module = "baophu.publish.remote_child"
    return runs_module(process, module) and not (parent and runs_module(parent, module))


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    begun = Cluster(tmp_path_factory.mktemp("cluster"))
    yield begun
    begun.end()


@pytest.fixture(scope="module")
def here(tmp_path_factory) -> Checkout:
    """A copy whose reports are built by the processes of this machine."""
    here = copy_project(tmp_path_factory.mktemp("here"))
    done = here.baophu("reports", PROVINCES)
    assert done.returncode == 0, done.stdout + done.stderr
    return here


@pytest.fixture
def built_here(here) -> dict[str, bytes | dict]:
    return files_of(here.root / "reports")


@pytest.fixture
def project(here, tmp_path) -> Checkout:
    """The same state of the project, without its reports."""
    apart = shutil.ignore_patterns("reports", "*.ipynb_checkpoints", "__pycache__", "*.vi.ipynb", "*.en.ipynb")
    return Checkout(Path(shutil.copytree(here.root, tmp_path / "project", symlinks=True, ignore=apart)))


def files_of(folder: Path) -> dict[str, bytes | dict]:
    """Reports as bytes and records as what they say; notebooks hold the time of the run and are left out."""
    found = {file.relative_to(folder).as_posix(): file for file in folder.rglob("*") if file.is_file()}
    wanted = {name: file.read_bytes() for name, file in found.items() if file.suffix in (".html", ".pdf", ".json")}
    return {name: json.loads(data) if name.endswith(".json") else data for name, data in wanted.items()}


def of_readers(files: dict) -> dict[str, bytes]:
    """Without the records."""
    return {name: data for name, data in files.items() if not name.startswith(".keys/")}


def begun_in(project: Checkout, *words: str) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-m", "baophu", "reports", *words],
        cwd=project.root,
        env={**os.environ, "PYTHONPATH": str(project.root)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def wait_for(found, seconds: float = 60.0):
    """What ``found`` returns once it is something."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if value := found():
            return value
        time.sleep(0.05)
    raise AssertionError("it did not come about in time")


def test_cluster_builds_the_same_bytes_and_keeps_nothing(cluster, project, built_here):
    done = project.make("reports", PROVINCES=PROVINCES, SCHEDULER=cluster.address)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "2 workers" in done.stdout and "4 built, 0 failed" in done.stdout
    built = files_of(project.root / "reports")
    assert len(built) == 12 and differing(built_here, built) == []
    # For JupyterLab, as after a run on this machine.
    assert (project.root / "build" / "lao-cai.en.ipynb").is_file()
    assert cluster.builders() == [] and cluster.left() == []


def test_worker_that_is_killed_takes_no_report_along(cluster, project, built_here):
    run = begun_in(project, "lao-cai,ha-giang", "--scheduler", cluster.address)
    # Both are at work: what the killed one had begun is lost with it.
    builders = wait_for(lambda: len(found := cluster.builders()) == 2 and found)
    wait_for(builders[0].children)
    builders[0].parent().kill()
    told, _ = run.communicate(timeout=120)
    assert run.returncode == 0, told
    assert differing(built_here, files_of(project.root / "reports")) == []
    wait_for(lambda: cluster.builders() == [] and cluster.left() == [])


def test_failures_are_named_and_stop_nothing(cluster, project):
    """The faults come into the code after the workers have begun: what they run is what the caller has."""
    project.edit(
        "baophu/show/report.py",
        "    def trajectory(self)",
        "    def trajectory(self):\n        return _fault(self) or self._trajectory()\n\n    def _trajectory(self)",
    )
    source = project.root / "baophu" / "show" / "report.py"
    source.write_text(source.read_text("utf-8") + FAULT, "utf-8")
    words = ("-m", "baophu", "reports", PROVINCES, "--scheduler", cluster.address)
    done = project.run("python", *words, BAOPHU_CELL_SECONDS="6")
    assert done.returncode == 4, done.stdout + done.stderr
    faults = [line for line in done.stderr.splitlines() if line.startswith("failed: ")]
    assert len(faults) == 2 and "2 built, 2 failed" in done.stdout
    assert any("lao-cai (vi): cell " in line and "ValueError: synthetic" in line for line in faults)
    assert any("lao-cai (en): cell " in line and "ran longer than 6 seconds" in line for line in faults)
    built = of_readers(files_of(project.root / "reports"))
    assert set(built) == {f"ha-giang{ending}" for ending in (".html", ".pdf", ".en.html", ".en.pdf")}
    assert cluster.builders() == [] and cluster.left() == []


def test_interrupted_run_leaves_whole_reports_and_goes_on_from_there(project, built_here):
    """The keyboard's interrupt goes to the caller and its workers alike."""
    words = ("reports", "ha-giang", "--scheduler", "local", "--jobs", "1", "--out", f"file://{project.root}/elsewhere")
    run = begun_in(project, *words[1:])
    # Its only report is under way, and stays so for a second at least: the libraries are still being loaded.
    wait_for(lambda: any(map(is_builder, children(run.pid))))
    os.killpg(run.pid, signal.SIGINT)
    told, _ = run.communicate(timeout=120)
    assert run.returncode == 130, told
    place = project.root / "elsewhere"
    first = of_readers(files_of(place))
    assert len(first) == 2 and differing(first, {name: built_here[name] for name in first}) == [], told
    for built in ("1 built", "0 built"):
        done = project.baophu(*words)
        assert done.returncode == 0 and built in done.stdout, done.stdout + done.stderr
    sent = of_readers(files_of(place))
    assert len(sent) == 4 and differing(sent, {name: built_here[name] for name in sent}) == []
    assert (place / "ha-giang.ipynb").is_file() and (place / "ha-giang.en.ipynb").is_file()
    assert not of_readers(files_of(project.root / "reports"))


def test_other_versions_are_refused_with_the_worker_named(cluster, project):
    other = project.root / "pandas-0.0.1.dist-info"
    other.mkdir()
    (other / "METADATA").write_text("Metadata-Version: 2.1\nName: pandas\nVersion: 0.0.1\n", "utf-8")
    done = project.baophu("reports", "ha-giang", "--scheduler", cluster.address)
    assert done.returncode == 2, done.stdout + done.stderr
    assert "tcp://127.0.0.1:" in done.stderr and "instead of 0.0.1" in done.stderr
    assert not of_readers(files_of(project.root / "reports"))


@pytest.mark.parametrize(("host", "reason"), [("tcp://127.0.0.1", "no answer"), ("nowhere://x", "unknown address")])
def test_nobody_at_the_address(project, host, reason):
    done = project.baophu("reports", "ha-giang", "--scheduler", f"{host}:{free_port()}")
    assert done.returncode == 2 and reason in done.stderr and "Traceback" not in done.stderr
