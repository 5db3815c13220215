"""Measure a command with all processes that it starts: its time and their memory."""

import os
import subprocess
import threading
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[1]
POLL_SECONDS = 0.05  # seconds; shorter peaks of memory may be missed
LONGEST_SECONDS = 1800


class CommandFailed(Exception):
    """A measured command failed, so its time means nothing."""


@dataclass(frozen=True)
class Run:
    """Wall-clock seconds of a command, and the peak memory of its processes together, in millions of bytes.

    Shared memory is counted for each process. ``largest_mb`` is the peak of the largest process, ``output`` what the
    command printed.
    """

    seconds: float
    peak_mb: float
    largest_mb: float = 0.0
    output: str = field(default="", repr=False)

    @classmethod
    def one_after_another(cls, runs: Iterable["Run"]) -> "Run":
        """Several runs as one: the sum of their times, the maximum of their memory."""
        runs = tuple(runs)
        peaks = max(run.peak_mb for run in runs), max(run.largest_mb for run in runs)
        return cls(sum(run.seconds for run in runs), *peaks, "".join(run.output for run in runs))


def run_measured(command: list[str], folder: Path, environment: Mapping[str, str] | None = None) -> Run:
    """Run a command to its end.

    Parameters
    ----------
    command : list of str
        The program and its arguments.
    folder : Path
        Its working directory.
    environment : Mapping[str, str], optional
        Variables in addition to those of this process.

    Returns
    -------
    Run

    Raises
    ------
    CommandFailed
        Its exit code was not 0; the message has the last lines of its output.
    """
    start = time.perf_counter()
    with subprocess.Popen(
        command, cwd=folder, env={**os.environ, **(environment or {})},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    ) as process:  # fmt: skip
        peaks: list[tuple[int, int]] = [(0, 0)]
        watcher = threading.Thread(target=_watch, args=(process, peaks), daemon=True)
        watcher.start()
        try:
            output, _ = process.communicate(timeout=LONGEST_SECONDS)
        except BaseException:
            process.kill()
            raise
        seconds = time.perf_counter() - start
        watcher.join()
    if process.returncode:
        last_lines = "\n".join(output.splitlines()[-5:])
        raise CommandFailed(f"{' '.join(command)} ended with {process.returncode}: {last_lines}")
    together, largest = (max(values) / 1e6 for values in zip(*peaks, strict=True))
    return Run(seconds, together, largest, output)


def _watch(process: subprocess.Popen, peaks: list[tuple[int, int]]) -> None:
    with suppress(psutil.NoSuchProcess):
        root = psutil.Process(process.pid)
        while process.returncode is None:
            peaks.append(_memory_of([root, *root.children(recursive=True)]))
            time.sleep(POLL_SECONDS)


def _memory_of(processes: Iterable[psutil.Process]) -> tuple[int, int]:
    sizes = [0]
    for process in processes:
        # The process may have ended since it was listed.
        with suppress(psutil.NoSuchProcess):
            sizes.append(process.memory_info().rss)
    return sum(sizes), max(sizes)
