"""Many reports on a cluster of Dask: sent with their data, checked as they come back, published by the caller.

Nothing of Dask is loaded unless a cluster is asked for.
"""

import os
import pickle
import queue
import tempfile
import time
import uuid
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass

from baophu.errors import CellFailed, ChangedOnTheWay, ClusterLost, NoCluster
from baophu.interrupts import ended_in_order
from baophu.publish import many
from baophu.publish.checks import Expected, check_html
from baophu.publish.cluster_bundle import all_series, make_bundle
from baophu.publish.cluster_versions import check_installed, check_talk
from baophu.publish.files import put_all
from baophu.publish.many import Result, Task
from baophu.publish.remote_answer import Answer, Request, digests_of
from baophu.publish.render import Job, Rendered

LOCAL = "local"
_SENT_ALONG = ("BAOPHU_ENGINE", "BAOPHU_CELL_SECONDS")
_CONNECT_SECONDS = 10.0
_WITHOUT_WORKERS_SECONDS = 30.0
_LOOKS_UP_EVERY = 0.2  # seconds
_COUNTS_EVERY = 1.0  # seconds


def runner(address: str, width: int | None, say: Callable[[str], None] = lambda line: None) -> Callable:
    """What builds tasks on a cluster, begun or sought only when there are any; see :meth:`Cluster.build_all`.

    Parameters
    ----------
    address, width : see :func:`connected`.
    say : is told what was found.
    """

    def run(tasks: Sequence[Task], *more) -> list[Result]:
        if not tasks:
            return []
        with connected(address, width) as cluster:
            say(f"the cluster has {cluster.workers} workers and builds {cluster.room} reports at a time")
            return cluster.build_all(tasks, *more)

    return run


@contextmanager
def connected(address: str, width: int | None = None) -> Iterator["Cluster"]:
    """A cluster whose workers have been checked and given what reports are made from.

    Parameters
    ----------
    address : of a scheduler, such as ``tcp://host:8786``; ``local`` begins one here, that ends with the block.
    width : reports at a time; as many as the workers have threads (here: cores) if not given.

    Raises
    ------
    NoCluster, ClusterDiffers
    """
    import logging

    # Dask tells of lost workers with tracebacks; what matters is told with the report.
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    with ExitStack() as stack:
        client = stack.enter_context(_client(address, width, stack))
        _check(client, address)
        name = f"baophu-{uuid.uuid4().hex}"
        stack.callback(_take_back, client, name)
        _give(client, name)
        yield Cluster(client, name, address, width)


@dataclass(frozen=True)
class Cluster:
    """Workers that are ready to build.

    ``name`` : of what they were given for this run.
    """

    client: object
    name: str
    address: str
    width: int | None

    @property
    def workers(self) -> int:
        """How many processes wait for work."""
        return len(self.client.nthreads())

    @property
    def room(self) -> int:
        """How many reports it takes at a time."""
        threads = sum(self.client.nthreads().values())
        return min(threads, self.width) if self.width else threads

    def build_all(
        self,
        tasks: Sequence[Task],
        jobs: int,
        told: Callable[[Result], None],
        stopping: Callable[[], None],
        settle: Callable[[Result], Result],
    ) -> list[Result]:
        """Build every report; see :func:`baophu.publish.many.build_all`.

        Parameters
        ----------
        tasks : their only argument is the job.
        jobs : not looked at: the cluster knows its width.

        Raises
        ------
        ClusterLost
        """
        return many.settle_all(tasks, _run(self, tasks, stopping), told, settle)


def _run(cluster: Cluster, tasks: Sequence[Task], stopping: Callable[[], None]) -> Iterator[Result]:
    waiting, running, done = deque(tasks), {}, queue.SimpleQueue()
    send, room = _sender(cluster, done), _Room(cluster)
    with ended_in_order() as asked:
        while waiting or running:
            while waiting and not asked.to_end and len(running) < room.now():
                task = waiting.popleft()
                running[send(task)] = task
            with suppress(queue.Empty):
                future = done.get(timeout=_LOOKS_UP_EVERY)
                yield _received(cluster, future, running.pop(future))
            room.check()
            if asked.to_end and waiting:
                waiting.clear()
                stopping()
    if asked.to_end:
        raise KeyboardInterrupt


def _sender(cluster: Cluster, done: queue.SimpleQueue) -> Callable:
    import cloudpickle

    from baophu.publish import remote

    # A copy that Dask cannot take for the module's own: it goes as code, and the worker need not have the package.
    call = cloudpickle.loads(cloudpickle.dumps(remote.build))

    def send(task: Task):
        (job,) = task.args
        request = pickle.dumps(Request(job, all_series()))
        key = f"{task.label} {uuid.uuid4().hex}"
        future = cluster.client.submit(call, cluster.name, request, key=key, pure=False)
        future.add_done_callback(done.put)
        return future

    return send


class _Room:
    """How wide a cluster is, asked now and then: workers come and go."""

    def __init__(self, cluster: Cluster):
        self._cluster, self._width, self._asked, self._had = cluster, 0, -_COUNTS_EVERY, time.monotonic()

    def now(self) -> int:
        """Reports at a time."""
        if time.monotonic() - self._asked >= _COUNTS_EVERY:
            self._ask()
        return self._width

    def check(self) -> None:
        """Raise ClusterLost when there has been no worker for long."""
        if self.now():
            self._had = time.monotonic()
        if time.monotonic() - self._had > _WITHOUT_WORKERS_SECONDS:
            raise ClusterLost(f"{self._cluster.address} has no workers any more. {_GOES_ON}")

    def _ask(self) -> None:
        try:
            self._width = self._cluster.room
        except (OSError, RuntimeError, TimeoutError):
            raise _gone(self._cluster) from None
        self._asked = time.monotonic()


_GOES_ON = "Finished reports are whole, and the next call goes on from there"


def _gone(cluster: Cluster) -> ClusterLost:
    return ClusterLost(f"the scheduler at {cluster.address} is gone. {_GOES_ON}")


def _received(cluster: Cluster, future, task: Task) -> Result:
    from distributed import KilledWorker

    if future.status in ("cancelled", "lost"):
        raise _gone(cluster)
    error = future.exception()
    if isinstance(error, KilledWorker):
        fault = f"{error.allowed_failures + 1} workers died while it was being built; is there enough memory?"
        return Result(task, fault=fault, exit_code=CellFailed.exit_code)
    if error is not None:
        return Result(task, fault=f"{type(error).__name__}: {error}"[: many.LONGEST], exit_code=CellFailed.exit_code)
    return _opened(task, pickle.loads(future.result()))


def _opened(task: Task, answer: Answer) -> Result:
    (job,) = task.args
    if answer.executed is not None:
        # As after a local run: JupyterLab shows where a cell has failed.
        put_all({job.places.executed: answer.executed})
    if answer.fault:
        return Result(task, None, answer.fault, answer.exit_code, answer.is_its_own)
    return many.attempt(task, _checked, job, answer)


def _checked(job: Job, answer: Answer) -> Rendered:
    """Raise unless the files are whole, of this job, and made from what this machine would make them from."""
    if answer.digests != digests_of(answer.files) or sorted(answer.files) != sorted(f.name for f in job.places.outputs):
        raise ChangedOnTheWay("the files were damaged on their way from the worker; build it again")
    if answer.key != str(job.key()):
        raise ChangedOnTheWay("the worker made it from other data or code than there is here now; build it again")
    if job.places.html is not None:
        check_html(answer.files[job.places.html.name], Expected(job.subject, job.language, job.name))
    return Rendered(answer.files, answer.read)


# ── Workers ──────────────────────────────────────────────────────────────────────────────────────────────────


@contextmanager
def _client(address: str, width: int | None, stack: ExitStack):
    import warnings

    from distributed import Client
    from distributed.comm import parse_address
    from distributed.comm.registry import get_backend

    if address == LOCAL:
        address = stack.enter_context(_local_cluster(width)).scheduler_address
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # other versions: refused below, with the cure
        try:
            get_backend(parse_address(address)[0])  # a client that was given nonsense does not end well
            client = Client(address, timeout=_CONNECT_SECONDS, set_as_default=False)
        except (OSError, ValueError, RuntimeError) as error:
            raise NoCluster(_unreached(address, error)) from None
    with client:
        yield client


def _unreached(address: str, error: Exception) -> str:
    reason = "there is no answer" if isinstance(error, OSError) else str(error).splitlines()[0]
    return (
        f"SCHEDULER={address}: {reason}. Give the address that `dask scheduler` prints, such as "
        "tcp://192.168.1.10:8786, and open its port in the firewall; or SCHEDULER=local. See docs/cluster.md"
    )


@contextmanager
def _local_cluster(width: int | None):
    """Workers on this machine, that others cannot reach; their files go with them."""
    import logging

    from distributed import LocalCluster

    with (
        tempfile.TemporaryDirectory(prefix="baophu-") as folder,
        LocalCluster(
            n_workers=width or os.cpu_count() or 1,
            threads_per_worker=1,
            processes=True,
            memory_limit=0,
            dashboard_address="127.0.0.1:0",
            local_directory=folder,
            silence_logs=logging.CRITICAL,
            preload=["baophu.publish.remote_signals"],
        ) as cluster,
    ):
        yield cluster


def _check(client, address: str) -> None:
    import cloudpickle

    from baophu.publish import remote

    try:
        client.wait_for_workers(1, timeout=_CONNECT_SECONDS)
    except TimeoutError:
        raise NoCluster(
            f"{address} has no workers. Start one on each machine: dask worker {address} --nworkers auto --nthreads 1"
        ) from None
    check_talk(client.get_versions())
    cloudpickle.register_pickle_by_value(remote)
    check_installed(remote.versions(), client.run(cloudpickle.loads(cloudpickle.dumps(remote.versions))))


def _give(client, name: str) -> None:
    from baophu.publish.remote import Builders

    settings = {variable: os.environ[variable] for variable in _SENT_ALONG if os.environ.get(variable)}
    client.register_plugin(Builders(make_bundle(), settings), name=name)


def _take_back(client, name: str) -> None:
    # A cluster that is gone has nothing to give back; its workers tidy up for themselves.
    with suppress(Exception):
        client.unregister_worker_plugin(name)
