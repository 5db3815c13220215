"""Run tasks on a Dask cluster whose workers have the same environment and checkout as the caller.

Only tasks and results are sent: a worker whose packages, code or data differ is refused. Dask is imported on use.
"""

import hashlib
import importlib.metadata
import logging
import os
import platform
import re
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from functools import cache, partial
from pathlib import Path

from baophu.common import paths
from baophu.common.digests import digest, files_below
from baophu.common.errors import CellFailed, ClusterDiffers, ClusterLost, NoCluster
from baophu.common.interrupts import defer_interrupts
from baophu.common.messages import join_first, reader_language
from baophu.publish.execute import longest_cell_seconds
from baophu.publish.workers import MAX_FAULT_LENGTH, Result, Task, process_results, run_task

LOCAL = "local"
_CONNECT_SECONDS, _POLL_SECONDS, _WITHOUT_WORKERS_SECONDS = 5.0, 0.05, 30.0
_GOES_ON = "What was finished is whole, and the next call goes on from there"
_ONE_TASK_AT_A_TIME = threading.Lock()


@contextmanager
def connect(address: str, width: int | None = None) -> Iterator:
    """A Dask client whose workers have been checked.

    Parameters
    ----------
    address : str
        Address of a scheduler, such as ``tcp://host:8786``; ``local`` starts a cluster on this machine, which ends
        with the block.
    width : int, optional
        Number of workers of a local cluster; by default the number of cores.

    Yields
    ------
    Client

    Raises
    ------
    NoCluster
        There is no scheduler at the address, or it has no workers.
    ClusterDiffers
        A worker has other packages, code or data.
    """
    if not paths.LOCK.is_file():
        raise NoCluster(f"a cluster needs a checkout on each machine: there is no {paths.LOCK}")
    from distributed import Client, LocalCluster
    from distributed.comm import parse_address
    from distributed.comm.registry import get_backend

    for logger in ("distributed", "distributed.client"):
        logging.getLogger(logger).setLevel(logging.CRITICAL)  # hides the tracebacks of lost workers
    with ExitStack() as stack:
        local = {"threads_per_worker": 1, "memory_limit": 0, "dashboard_address": "127.0.0.1:0"}
        try:
            if address != LOCAL:
                # Refuse an unknown protocol here: a client that has one cannot be closed.
                get_backend(parse_address(address)[0])
            scheduler = stack.enter_context(LocalCluster(width, **local)) if address == LOCAL else address
            client = stack.enter_context(Client(scheduler, timeout=_CONNECT_SECONDS))
            client.wait_for_workers(1, timeout=_CONNECT_SECONDS)
        except TimeoutError:
            start = f"dask worker {address} --nworkers auto --nthreads 1"
            raise NoCluster(f"{address} has no workers. Start some in a checkout like this one: {start}") from None
        except (OSError, ValueError, RuntimeError) as error:
            reason = "there is no answer" if isinstance(error, OSError) else str(error).splitlines()[0]
            cure = (
                "Give the address that `dask scheduler` prints, and open its port in the firewall; or SCHEDULER=local"
            )
            raise NoCluster(f"SCHEDULER={address}: {reason}. {cure}") from None
        if address == LOCAL:
            client.run(_ignore_interrupts)  # a terminal sends Ctrl-C to all its processes; the caller handles it
        local_digests, workers = environment_digests(), client.run(environment_digests, on_error="return")
        _refuse({worker: _differences(local_digests, digests) for worker, digests in workers.items()})
        yield client


def run_on_cluster(
    client, function: Callable, tasks: Iterable, width=None, on_interrupt=lambda: None
) -> Iterator[tuple]:
    """Call ``function(task)`` on the workers, one call at a time in each of their processes.

    The scheduler gives the task of a worker that died to another one, and fails it with KilledWorker after
    ``allowed-failures`` deaths.

    Parameters
    ----------
    client : Client
        Made by :func:`connect`.
    function : Callable
        A function that the workers can import by name.
    tasks : Iterable
        Its arguments, of types that the workers can import.
    width : int, optional
        Tasks at a time; by default the current number of workers.
    on_interrupt : Callable
        Called once when the run is interrupted, before the running tasks have finished.

    Yields
    ------
    tuple
        The value of a call (None if it failed), its task, and the exception that it raised (None if it did not), in
        the order in which they finish. Nothing is kept.

    Raises
    ------
    ClusterLost
        The scheduler or all workers are gone.
    ClusterDiffers
        A worker has other packages, code or data; also one that joined or changed during the run.
    KeyboardInterrupt
        The run was interrupted and the running tasks have finished; at the second interrupt, at once.
    """
    call, waiting, running = partial(_call, function, environment_digests()), deque(tasks), {}
    had_workers = time.monotonic()
    with defer_interrupts() as request:
        while waiting or running:
            try:
                workers = len(client.nthreads())
            except (OSError, RuntimeError):
                raise ClusterLost(f"the scheduler is gone. {_GOES_ON}") from None
            had_workers = time.monotonic() if workers else had_workers
            if time.monotonic() - had_workers > _WITHOUT_WORKERS_SECONDS:
                raise ClusterLost(f"the cluster has no workers any more. {_GOES_ON}")
            while waiting and not request.is_received and len(running) < min(workers, width or workers):
                task = waiting.popleft()
                running[client.submit(call, task, pure=False)] = task
            for future in [future for future in running if future.done()]:
                task, error = running.pop(future), future.exception()
                if isinstance(error, ClusterDiffers):
                    raise error
                yield None if error else future.result(), task, error
            if request.is_received and waiting:
                waiting.clear()
                on_interrupt()
            time.sleep(_POLL_SECONDS)
    if request.is_received:
        raise KeyboardInterrupt


def make_runner(address: str, width: int | None, say: Callable[[str], None]) -> Callable:
    """A :data:`baophu.publish.batch.Runner` that connects to the cluster only if there are reports to build.

    Parameters
    ----------
    address : str
        See :func:`connect`.
    width : int or None
        Reports at a time; see :func:`run_on_cluster`.
    say : Callable
        Prints a line for the user.
    """

    def run(tasks: Sequence[Task], jobs: int, on_result, on_interrupt, process_result) -> list[Result]:
        if not tasks:
            return []
        build = partial(_build, {"BAOPHU_LANG": reader_language(), "BAOPHU_CELL_SECONDS": str(longest_cell_seconds())})
        with connect(address, width) as client:
            workers = len(client.nthreads())
            say(f"the cluster has {workers} workers and builds {min(workers, width or workers)} reports at a time")
            answers = (
                result or _failed(*rest) for result, *rest in run_on_cluster(client, build, tasks, width, on_interrupt)
            )
            return process_results(tasks, answers, on_result, process_result)

    return run


def environment_digests() -> dict[str, str]:
    """What results depend on, by name: versions of Python and of the locked packages, sha256 of code and data."""
    return {
        **_versions(paths.LOCK),
        paths.LOCK.name: hashlib.sha256(paths.LOCK.read_bytes()).hexdigest(),
        **{f"{folder.name}/": _digest(folder) for folder in (paths.DATA, paths.NOTEBOOKS, paths.PACKAGE)},
        f"{paths.PACKAGE.name}/ as it was loaded": _digest_when_loaded(paths.PACKAGE),  # a worker keeps its modules
    }


@cache
def _versions(lock: Path) -> dict[str, str]:
    versions = {"python": platform.python_version()}
    for name in re.findall(r"^([\w.-]+)==", lock.read_text("utf-8"), re.MULTILINE):
        with suppress(importlib.metadata.PackageNotFoundError):
            versions[name] = importlib.metadata.version(name)
    return versions


def _digest(folder: Path) -> str:
    return digest(files_below(folder), folder)


_digest_when_loaded = cache(_digest)


def _differences(local: Mapping[str, str], remote: Mapping[str, str] | Exception) -> list[str]:
    if isinstance(remote, Exception):  # such as of a worker that has no baophu, or an older one
        return [f"baophu cannot be run there: {remote}"]
    names = [name for name in {**local, **remote} if local.get(name) != remote.get(name)]
    return [f"{name} {remote.get(name, 'missing')[:12]} instead of {local.get(name, 'missing')[:12]}" for name in names]


def _refuse(faults: Mapping[str, Sequence[str]]) -> None:
    lines = [f"{worker}: {join_first(differences, 5)}" for worker, differences in faults.items() if differences]
    if lines:
        cure = "the same checkout, data/local/ too, `make setup`, then start its workers anew. See docs/cluster.md"
        raise ClusterDiffers("\n".join([*lines, f"Results would differ. On each machine named: {cure}"]))


def _call(function: Callable, expected: Mapping[str, str], task):
    """Runs in a worker, one task at a time: environment, loggers and library settings belong to the whole process."""
    from distributed import get_worker

    with _ONE_TASK_AT_A_TIME:
        _refuse({get_worker().address: _differences(expected, environment_digests())})
        return function(task)


def _ignore_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _build(settings: Mapping[str, str], task: Task) -> Result:
    os.environ.update(settings)
    return run_task(task, partial(task.call, engine="kernel"), *task.args)  # a process with threads cannot fork safely


def _failed(task: Task, error: Exception) -> Result:
    return Result(task, fault=f"{type(error).__name__}: {error}"[:MAX_FAULT_LENGTH], exit_code=CellFailed.exit_code)
