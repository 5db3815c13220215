"""The parts of building on a cluster, each by itself: what is sent, what is compared, what a worker keeps."""

import io
import os
import pickle
import subprocess
import sys
import time
import zipfile
from types import SimpleNamespace

import pytest
from processes import children, is_alive, runs_module

from baophu import paths
from baophu.errors import ClusterDiffers, ClusterLost
from baophu.publish import cluster, cluster_bundle, remote
from baophu.publish.cluster_versions import check_talk, installed_faults, locked
from baophu.publish.many import Task
from baophu.publish.remote_answer import Answer, digests_of
from baophu.publish.render import Job

# Stands in for ``baophu.publish.remote_child``: echoes, and dies when told to.
ECHO = b"""
import os, pickle, sys
while True:
    request = pickle.load(sys.stdin.buffer)
    if request == b"die":
        os._exit(1)
    pickle.dump(request + os.environ["SETTING"].encode(), sys.stdout.buffer)
    sys.stdout.buffer.flush()
"""


@pytest.fixture
def builders(tmp_path):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as bundle:
        for name in ("baophu/__init__.py", "baophu/publish/__init__.py"):
            bundle.writestr(name, b"")
        bundle.writestr("baophu/publish/remote_child.py", ECHO)
    kept = remote.Builders(held.getvalue(), {"SETTING": "!"})
    kept.setup(SimpleNamespace(local_directory=str(tmp_path)))
    yield kept
    kept.teardown(None)


def begun():
    """Builders that this process has begun; the browser of other tests is none."""
    own = children(os.getpid(), recursive=False)
    return [child for child in own if runs_module(child, "baophu.publish.remote_child") and is_alive(child.pid)]


def test_builder_is_begun_once_and_goes_with_its_folder(builders, tmp_path):
    assert [builders.answer(b"one"), builders.answer(b"two")] == [b"one!", b"two!"]
    assert len(begun()) == 1 and len(list(tmp_path.iterdir())) == 1
    builders.teardown(None)
    assert begun() == [] and list(tmp_path.iterdir()) == []
    with pytest.raises(ChildProcessError, match="over"):
        builders.answer(b"three")


def test_builder_that_dies_is_replaced_once(builders):
    with pytest.raises(ChildProcessError, match="memory"):
        builders.answer(b"die")
    assert begun() == []
    assert builders.answer(b"next") == b"next!"


def test_builder_that_was_killed_between_two_reports_costs_none(builders):
    builders.answer(b"one")
    begun()[0].kill()
    assert builders.answer(b"two") == b"two!"


def test_builders_of_a_caller_that_was_killed_go_after_a_rest(builders, tmp_path, monkeypatch):
    monkeypatch.setattr(remote, "_IDLE_SECONDS", 0.0)
    builders.answer(b"one")
    until = time.monotonic() + 30
    while (begun() or list(tmp_path.iterdir())) and time.monotonic() < until:
        time.sleep(0.05)
    assert begun() == [] and list(tmp_path.iterdir()) == []
    assert builders.answer(b"two") == b"two!"


WORKER = """
import sys, time
from types import SimpleNamespace
from baophu.publish import cluster_bundle, remote

kept = remote.Builders(cluster_bundle.make_bundle(), {{}})
kept.setup(SimpleNamespace(local_directory={folder!r}))
print(kept._take().pid, flush=True)
time.sleep(600)
"""


def test_builder_at_rest_ends_with_a_worker_that_is_killed(tmp_path):
    script = WORKER.format(folder=str(tmp_path))
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as worker:
        builder = int(worker.stdout.readline())
        time.sleep(1)
        worker.kill()
    until = time.monotonic() + 60
    while (is_alive(builder) or list(tmp_path.iterdir())) and time.monotonic() < until:
        time.sleep(0.05)
    assert not is_alive(builder) and list(tmp_path.iterdir()) == []


def test_worker_side_is_sent_as_code():
    cloudpickle = pytest.importorskip("cloudpickle")
    cloudpickle.register_pickle_by_value(remote)
    sent = cloudpickle.dumps(cloudpickle.loads(cloudpickle.dumps(remote.Builders(b"", {}))))
    assert b"_look_for_rest" in sent and b"WorkerPlugin" in sent


def test_bundle_has_all_that_keys_are_made_from_and_the_same_bytes_each_time():
    made = cluster_bundle.make_bundle()
    assert made == cluster_bundle.make_bundle()
    names = set(zipfile.ZipFile(io.BytesIO(made)).namelist())
    assert {"data/claims/lao-cai.csv", "notebooks/province_report.ipynb", "requirements.txt"} <= names
    assert {"baophu/publish/remote_child.py", "baophu/locales/vi/report.ftl"} <= names
    assert not [name for name in names if "__pycache__" in name or "/." in name]


def test_long_series_go_apart(tmp_path, monkeypatch):
    for name in ("ROOT", "DATA"):
        monkeypatch.setattr(paths, name, tmp_path / ("data" if name == "DATA" else ""))
    for province in ("lao-cai", "ha-giang"):
        file = tmp_path / "data" / "local" / "series" / f"province={province}" / "synthetic.parquet"
        file.parent.mkdir(parents=True)
        file.write_bytes(province.encode())
    (tmp_path / "data" / "local" / "sources.csv").write_text("synthetic", "utf-8")
    assert len(cluster_bundle.all_series()) == 2


LOCK = "pandas==3.1.1 \\\n    --hash=sha256:00\ncolorama==0.4.6 ; sys_platform == 'win32' \\\n    --hash=sha256:00\n"


def test_versions_that_differ_are_named():
    names, own = locked(LOCK), {"pandas": "3.1.1", "colorama": "0.4.6", "other": "1"}
    assert names == {"pandas": True, "colorama": False}
    assert installed_faults(own, {"pandas": "3.1.1"}, names) == []
    assert installed_faults(own, {}, names) == ["pandas missing instead of 3.1.1"]
    assert installed_faults(own, {"pandas": "3.1.1", "colorama": "1"}, names) == ["colorama 1 instead of 0.4.6"]


def stated(python="3.11.7", dask="2026.8.0"):
    return {"packages": {"python": python, "dask": dask, "distributed": dask, "cloudpickle": "3"}}


def test_another_python_is_refused_before_anything_is_sent():
    check_talk({"client": stated(), "scheduler": stated("3.11.2"), "workers": {"tcp://a": stated()}})
    with pytest.raises(ClusterDiffers, match=r"tcp://a: python 3\.12 instead of 3\.11"):
        check_talk({"client": stated(), "scheduler": stated(), "workers": {"tcp://a": stated("3.12.1")}})
    with pytest.raises(ClusterDiffers, match="the scheduler: dask"):
        check_talk({"client": stated(), "scheduler": stated(dask="2020"), "workers": {}})


@pytest.fixture
def task(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "BUILD", tmp_path)
    monkeypatch.setattr(Job, "key", lambda job: "key")
    return Task("lao-cai", "vi", print, (Job("lao-cai", "vi", "nd30"),))


def answer(files, **changes):
    told = {"digests": digests_of(files), "key": "key", "executed": b"synthetic", "fault": "", "exit_code": 0}
    return Answer(files, is_its_own=False, **{**told, **changes})


def test_answer_is_checked_before_it_is_published(task, tmp_path):
    files = {"lao-cai.nd30.pdf": b"synthetic"}
    assert cluster._opened(task, answer(files)).value.files == files
    assert (tmp_path / "lao-cai.vi.ipynb").read_bytes() == b"synthetic"
    for wrong in ({"digests": digests_of({"lao-cai.nd30.pdf": b"other"})}, {"key": "another"}):
        assert cluster._opened(task, answer(files, **wrong)).exit_code == 5
    assert cluster._opened(task, answer({"ha-giang.pdf": b""})).exit_code == 5
    failed = cluster._opened(task, answer({}, fault="cell 3: no", exit_code=4))
    assert (failed.fault, failed.exit_code) == ("cell 3: no", 4)


def test_report_that_kills_every_worker_is_given_up_and_named(task):
    distributed = pytest.importorskip("distributed")
    killed = distributed.KilledWorker("key", SimpleNamespace(address="tcp://a"), 3)
    future = SimpleNamespace(status="error", exception=lambda: killed)
    result = cluster._received(None, future, task)
    assert result.fault.startswith("4 workers died") and result.exit_code == 4


def test_lost_scheduler_ends_the_run_with_a_word(task):
    lost = SimpleNamespace(address="tcp://a", room=0)
    with pytest.raises(ClusterLost, match="tcp://a is gone"):
        cluster._received(lost, SimpleNamespace(status="cancelled"), task)


def test_cluster_without_workers_is_given_up_after_a_while(monkeypatch):
    monkeypatch.setattr(cluster, "_WITHOUT_WORKERS_SECONDS", 0.0)
    with pytest.raises(ClusterLost, match="no workers any more"):
        cluster._Room(SimpleNamespace(address="tcp://a", room=0)).check()


def test_nothing_to_do_asks_no_cluster():
    assert cluster.runner("nowhere://at-all", None)([], 1, print, print, print) == []


def test_requests_are_plain_bytes():
    from baophu.publish.remote_answer import Request

    request = Request(Job("lao-cai", "vi"), {})
    assert pickle.loads(pickle.dumps(request)) == request
