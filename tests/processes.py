"""Look at processes; one that has ended, or ends meanwhile, does not fail the test."""

import time
from collections.abc import Iterable

import psutil


def is_alive(pid: int) -> bool:
    """Whether a process runs; a zombie does not."""
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False


def are_gone(pids: Iterable[int], seconds: float = 30) -> bool:
    """Whether all processes end within the time."""
    end = time.monotonic() + seconds
    left = [pid for pid in pids if is_alive(pid)]
    while left and time.monotonic() < end:
        time.sleep(0.05)
        left = [pid for pid in left if is_alive(pid)]
    return not left


def children(pid: int, recursive: bool = True) -> list[psutil.Process]:
    """The processes that a process has started; none if it has ended."""
    try:
        return psutil.Process(pid).children(recursive=recursive)
    except psutil.Error:
        return []
