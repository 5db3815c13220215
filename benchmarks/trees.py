"""A command with all processes that it starts: how long it takes, and how much memory they hold together."""

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
POLL_SECONDS = 0.05  # seconds; what is held for a shorter time than this may be missed
LONGEST_SECONDS = 1800


class CommandFailed(Exception):
    """A measured command did not do its work: its time says nothing."""


@dataclass(frozen=True)
class Run:
    """Seconds by the clock, and the most memory of the processes together, in millions of bytes.

    Memory that processes share is counted for each of them. ``largest_mb`` is the most that one of them has held,
    ``output`` what the command printed.
    """

    seconds: float
    peak_mb: float
    largest_mb: float = 0.0
    output: str = field(default="", repr=False)

    @classmethod
    def one_after_another(cls, runs: Iterable["Run"]) -> "Run":
        """Several runs as one: their times add up, their memory does not."""
        runs = tuple(runs)
        peaks = max(run.peak_mb for run in runs), max(run.largest_mb for run in runs)
        return cls(sum(run.seconds for run in runs), *peaks, "".join(run.output for run in runs))


def run_measured(command: list[str], folder: Path, environment: Mapping[str, str] | None = None) -> Run:
    """Run a command to its end.

    Parameters
    ----------
    folder : its working directory.
    environment : variables to set beside those of this process.

    Raises
    ------
    CommandFailed : it ended with a fault; with the last lines that it said.
    """
    begun = time.perf_counter()
    with subprocess.Popen(
        command, cwd=folder, env={**os.environ, **(environment or {})},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    ) as process:  # fmt: skip
        peaks: list[tuple[int, int]] = [(0, 0)]
        watcher = threading.Thread(target=_watch, args=(process, peaks), daemon=True)
        watcher.start()
        try:
            said, _ = process.communicate(timeout=LONGEST_SECONDS)
        except BaseException:
            process.kill()
            raise
        seconds = time.perf_counter() - begun
        watcher.join()
    if process.returncode:
        told = "\n".join(said.splitlines()[-5:])
        raise CommandFailed(f"{' '.join(command)} ended with {process.returncode}: {told}")
    together, largest = (max(values) / 1e6 for values in zip(*peaks, strict=True))
    return Run(seconds, together, largest, said)


def _watch(process: subprocess.Popen, peaks: list[tuple[int, int]]) -> None:
    with suppress(psutil.NoSuchProcess):
        root = psutil.Process(process.pid)
        while process.returncode is None:
            peaks.append(_held_by([root, *root.children(recursive=True)]))
            time.sleep(POLL_SECONDS)


def _held_by(processes: Iterable[psutil.Process]) -> tuple[int, int]:
    held = [0]
    for process in processes:
        # It may have ended since it was listed.
        with suppress(psutil.NoSuchProcess):
            held.append(process.memory_info().rss)
    return sum(held), max(held)
