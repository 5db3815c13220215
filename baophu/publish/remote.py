"""What a worker of the cluster keeps for one run: the bundle unpacked, and processes that build reports from it.

This module is sent to the workers as it stands, so it imports nothing of the package. A worker has threads, and a
process with threads must not fork: it starts one that has none, which loads what reports need once and then forks for
each of them.
"""

import importlib.metadata
import io
import os
import pickle
import platform
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from contextlib import suppress

import psutil
from distributed.diagnostics.plugin import WorkerPlugin

_BROKEN = (EOFError, OSError, pickle.UnpicklingError)
_IDLE_SECONDS = 300.0
_TRIES = 2


def versions() -> dict[str, str]:
    """The version of Python and of everything that is installed, by name in lower case."""
    found = {}
    for item in importlib.metadata.distributions():
        name = (item.metadata["Name"] or "").lower().replace("_", "-").replace(".", "-")
        # Where there are two, the first is the one that is imported.
        found.setdefault(name, item.version)
    return {**found, "python": platform.python_version()}


def build(name: str, request: bytes) -> bytes:
    """In a worker: the answer to a request, from the plugin of that name."""
    from distributed import get_worker

    return get_worker().plugins[name].answer(request)


class Builders(WorkerPlugin):
    """Processes that build reports, begun when they are asked for; they and their folder go when the run is over.

    Every worker gets one, also one that joins later or has died and begun again.

    Parameters
    ----------
    bundle : what reports are made from, as :func:`baophu.publish.cluster_bundle.make_bundle` packs it.
    environment : variables for the processes.
    """

    def __init__(self, bundle: bytes, environment: dict[str, str]):
        self._bundle, self._environment = bundle, environment

    def setup(self, worker) -> None:
        """Remember where this worker keeps its files; the folder is tidied by Dask too, should all else fail."""
        self._folder, self._root, self._is_over = worker.local_directory, None, False
        self._lock, self._all, self._free = threading.Lock(), [], []
        self._last_use = time.monotonic()
        threading.Thread(target=self._look_for_rest, name="looks for rest", daemon=True).start()

    def teardown(self, worker) -> None:
        """End the processes and remove their folder."""
        with self._lock:
            self._is_over = True
            self._release()

    def answer(self, request: bytes) -> bytes:
        """What a builder answers; one that dies is replaced once.

        Raises
        ------
        ChildProcessError
        """
        for _ in range(_TRIES):
            builder = self._take()
            try:
                pickle.dump(request, builder.stdin)
                builder.stdin.flush()
                answer = pickle.load(builder.stdout)
            except _BROKEN:
                self._put_away(builder)
            else:
                self._put_back(builder)
                return answer
        raise ChildProcessError("the process that builds reports died; is there enough memory?")

    def _take(self) -> subprocess.Popen:
        with self._lock:
            if self._is_over:
                raise ChildProcessError("the run is over")
            self._last_use = time.monotonic()
            if not self._free:
                self._free.append(self._begun())
                self._all.append(self._free[-1])
            return self._free.pop()

    def _put_back(self, builder: subprocess.Popen) -> None:
        with self._lock:
            self._last_use = time.monotonic()
            self._free.append(builder)

    def _put_away(self, builder: subprocess.Popen) -> None:
        with self._lock:
            _end(builder)
            if builder in self._all:
                self._all.remove(builder)

    def _begun(self) -> subprocess.Popen:
        root = self._unpacked()
        packages = os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH")]))
        given = {**self._environment, "BAOPHU_ROOT": root, "PYTHONPATH": packages}
        return subprocess.Popen(
            [sys.executable, "-m", "baophu.publish.remote_child", str(os.getpid())],
            cwd=root,
            env={**os.environ, **given},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,  # the keyboard's interrupt is the caller's
        )

    def _unpacked(self) -> str:
        if self._root is None:
            self._root = tempfile.mkdtemp(prefix="baophu-", dir=self._folder)
            with zipfile.ZipFile(io.BytesIO(self._bundle)) as bundle:
                bundle.extractall(self._root)
        return self._root

    def _release(self) -> None:
        for builder in self._all:
            _end(builder)
        self._all, self._free = [], []
        if self._root is not None:
            shutil.rmtree(self._root, ignore_errors=True)
            self._root = None

    def _look_for_rest(self) -> None:
        """A caller that was killed never ends its run."""
        while not self._is_over:
            time.sleep(1)
            with self._lock:
                is_idle = len(self._free) == len(self._all)
                if self._all and is_idle and time.monotonic() - self._last_use > _IDLE_SECONDS:
                    self._release()


def _end(builder: subprocess.Popen) -> None:
    """End a process and all that it has begun; nothing writes into their folder afterwards."""
    try:
        top = psutil.Process(builder.pid)
        family = [top, *top.children(recursive=True)]
    except psutil.NoSuchProcess:
        family = []
    for process in family:
        with suppress(psutil.NoSuchProcess):
            process.kill()
    builder.wait()
    psutil.wait_procs(family, timeout=5)
    for stream in (builder.stdin, builder.stdout):
        with suppress(OSError):
            stream.close()
