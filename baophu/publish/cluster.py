"""Tasks on a cluster of Dask, whose workers run in the environment and the checkout that the caller has.

Only tasks and results travel: a worker whose packages, code or data differ is refused. Dask is loaded when it is used.
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
from baophu.publish.workers import LONGEST, Result, Task, attempt, settle_all

LOCAL = "local"
_CONNECT_SECONDS, _LOOK_SECONDS, _WITHOUT_WORKERS_SECONDS = 5.0, 0.05, 30.0
_GOES_ON = "What was finished is whole, and the next call goes on from there"
_ONE_TASK_AT_A_TIME = threading.Lock()


@contextmanager
def connected(address: str, width: int | None = None) -> Iterator:
    """A client of Dask whose workers have been checked; NoCluster or ClusterDiffers if there is none.

    Parameters
    ----------
    address : of a scheduler, such as ``tcp://host:8786``; ``local`` starts one here, that ends with the block.
    width : workers of a local cluster, as many as there are cores if not given.
    """
    from distributed import Client, LocalCluster
    from distributed.comm import parse_address
    from distributed.comm.registry import get_backend

    for logger in ("distributed", "distributed.client"):
        logging.getLogger(logger).setLevel(logging.CRITICAL)  # lost workers, with tracebacks
    with ExitStack() as stack:
        local = {"threads_per_worker": 1, "memory_limit": 0, "dashboard_address": "127.0.0.1:0"}
        try:
            if address != LOCAL:
                get_backend(parse_address(address)[0])  # a client of an unknown protocol does not close
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
            client.run(_ignore_interrupts)  # Ctrl-C reaches every process of a terminal, and is the caller's
        own, workers = state(), client.run(state, on_error="return")
        _refuse({worker: _differences(own, found) for worker, found in workers.items()})
        yield client


def run_on_cluster(client, function: Callable, tasks: Iterable, width=None, stopping=lambda: None) -> Iterator[tuple]:
    """Call ``function(task)`` on the workers, one call at a time in each of their processes.

    A task whose worker dies goes to another, until the scheduler gives it up with KilledWorker (``allowed-failures``).

    Parameters
    ----------
    function, tasks : what the workers can import by name.
    width : tasks at a time; as many as there are workers at the moment if not given.
    stopping : called when it is interrupted, before what is running has finished.

    Yields
    ------
    The value of a call, its task, and the exception that it raised instead, as they come in; nothing of them is kept.

    Raises
    ------
    ClusterLost, ClusterDiffers : also of a worker that joined, or was changed, in the meantime.
    KeyboardInterrupt : after what was running has finished; when it is interrupted a second time, at once.
    """
    call, waiting, running = partial(_call, function, state()), deque(tasks), {}
    had_workers = time.monotonic()
    with defer_interrupts() as asked:
        while waiting or running:
            try:
                workers = len(client.nthreads())
            except (OSError, RuntimeError):
                raise ClusterLost(f"the scheduler is gone. {_GOES_ON}") from None
            had_workers = time.monotonic() if workers else had_workers
            if time.monotonic() - had_workers > _WITHOUT_WORKERS_SECONDS:
                raise ClusterLost(f"the cluster has no workers any more. {_GOES_ON}")
            while waiting and not asked.is_received and len(running) < min(workers, width or workers):
                task = waiting.popleft()
                running[client.submit(call, task, pure=False)] = task
            for future in [future for future in running if future.done()]:
                task, error = running.pop(future), future.exception()
                if isinstance(error, ClusterDiffers):
                    raise error
                yield None if error else future.result(), task, error
            if asked.is_received and waiting:
                waiting.clear()
                stopping()
            time.sleep(_LOOK_SECONDS)
    if asked.is_received:
        raise KeyboardInterrupt


def runner(address: str, width: int | None, say: Callable[[str], None]) -> Callable:
    """A :data:`baophu.publish.batch.Runner` that seeks the cluster once there are reports to build; see `connected`."""

    def run(tasks: Sequence[Task], jobs: int, on_result, stopping, settle) -> list[Result]:
        if not tasks:
            return []
        build = partial(_build, {"BAOPHU_LANG": reader_language(), "BAOPHU_CELL_SECONDS": str(longest_cell_seconds())})
        with connected(address, width) as client:
            workers = len(client.nthreads())
            say(f"the cluster has {workers} workers and builds {min(workers, width or workers)} reports at a time")
            answers = (done or _failed(*rest) for done, *rest in run_on_cluster(client, build, tasks, width, stopping))
            return settle_all(tasks, answers, on_result, settle)

    return run


def state() -> dict[str, str]:
    """What results depend on: versions of Python and of the locked packages, sha256 of code and data, by name."""
    return {
        **_versions(paths.LOCK),
        paths.LOCK.name: hashlib.sha256(paths.LOCK.read_bytes()).hexdigest(),
        **{f"{folder.name}/": _digest(folder) for folder in (paths.DATA, paths.NOTEBOOKS, paths.PACKAGE)},
        f"{paths.PACKAGE.name}/ as it was loaded": _digest_when_loaded(paths.PACKAGE),  # modules stay loaded
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


def _differences(own: Mapping[str, str], found: Mapping[str, str] | Exception) -> list[str]:
    if isinstance(found, Exception):  # such as of a worker that has no baophu, or an older one
        return [f"baophu cannot be run there: {found}"]
    names = [name for name in {**own, **found} if own.get(name) != found.get(name)]
    return [f"{name} {found.get(name, 'missing')[:12]} instead of {own.get(name, 'missing')[:12]}" for name in names]


def _refuse(faults: Mapping[str, Sequence[str]]) -> None:
    lines = [f"{worker}: {join_first(differences, 5)}" for worker, differences in faults.items() if differences]
    if lines:
        cure = "the same checkout, data/local/ too, `make setup`, then start its workers anew. See docs/cluster.md"
        raise ClusterDiffers("\n".join([*lines, f"Results would differ. On each machine named: {cure}"]))


def _call(function: Callable, expected: Mapping[str, str], task):
    """In a worker. Environment variables, loggers and settings of libraries belong to its whole process."""
    from distributed import get_worker

    with _ONE_TASK_AT_A_TIME:
        _refuse({get_worker().address: _differences(expected, state())})
        return function(task)


def _ignore_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _build(settings: Mapping[str, str], task: Task) -> Result:
    os.environ.update(settings)
    return attempt(task, partial(task.call, engine="kernel"), *task.args)  # threads forbid a fork


def _failed(task: Task, error: Exception) -> Result:
    return Result(task, fault=f"{type(error).__name__}: {error}"[:LONGEST], exit_code=CellFailed.exit_code)
