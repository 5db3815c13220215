"""Cubes counted by workers of Dask: a scheduler and workers as on machines of their own, in a copy of the checkout."""

import os
import socket
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest
from checkout import copy_project

from baophu.records.cubes import build_cubes
from baophu.records.synthetic import NOTE, synthetic_records, write_synthetic
from benchmarks.records_digests import digests, read_codes

pytestmark = pytest.mark.slow
DASK = Path(sys.executable).parent / "dask"
# A client of Dask leaves threads in its process.
BUILD = """
import sys
from pathlib import Path
from baophu.records.cubes import build_cubes
for folder in sys.argv[2:]:
    build_cubes(Path(folder), scheduler=sys.argv[1])
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    return copy_project(tmp_path_factory.mktemp("project"))


@contextmanager
def cluster(project, folder, workers):
    """Address of a scheduler with workers, and their processes."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    folder.mkdir()
    address, environment = f"tcp://127.0.0.1:{port}", {**os.environ, "PYTHONPATH": str(project.root)}
    scheduler = ["scheduler", "--host", "127.0.0.1", "--port", port]
    worker = f"worker {address} --nthreads 1 --memory-limit 0 --no-nanny --local-directory".split() + [str(folder)]
    with (folder / "log.txt").open("w", encoding="utf-8") as log:
        started = [
            subprocess.Popen([DASK, *words, "--no-dashboard"], cwd=folder, env=environment, stdout=log, stderr=log)
            for words in (scheduler, *[worker] * workers)
        ]
        try:
            yield address, started[1:]
        finally:
            for process in reversed(started):
                process.terminate()
                process.wait(30)


def test_one_worker_and_two_give_the_same_numbers_as_none(project, tmp_path):
    spells, events = synthetic_records(2_000, 6, provinces=(92, 93))
    for name in ("none", "1", "2", "wrong"):
        write_synthetic(tmp_path / name, spells, events, files=4)
    build_cubes(tmp_path / "none")
    expected = digests(read_codes(tmp_path / "none"))
    (tmp_path / "wrong/events" / f"p0003-{NOTE}.parquet").write_text("no parquet")
    with cluster(project, tmp_path / "dask", 2) as (address, workers):
        done = project.run("python", "-c", BUILD, address, str(tmp_path / "2"), str(tmp_path / "wrong"))
        assert "InvalidRecords: events/p0003-synthetic.parquet is no Parquet file" in done.stderr
        assert not (tmp_path / "wrong/cubes").exists()
        workers[0].terminate()
        workers[0].wait(30)
        done = project.run("python", "-c", BUILD, address, str(tmp_path / "1"))
        assert done.returncode == 0, done.stdout + done.stderr
        assert all(digests(read_codes(tmp_path / name)) == expected for name in ("1", "2"))
    logs = (tmp_path / "dask/log.txt").read_text("utf-8")
    assert "count_file" in logs and not [person for person in set(spells["person"]) if str(person) in logs]
