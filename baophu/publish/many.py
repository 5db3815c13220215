"""Many tasks in worker processes: the one place that knows how work is spread.

A failing task never stops the others; a worker that dies takes at most the tasks it shared its end with, and these
are tried again one by one.
"""

import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from typing import Any

from baophu.errors import BaophuError, CellFailed
from baophu.interrupts import ended_like_interrupt

LONGEST = 240  # letters of a fault: the place and the reason, not every consequence


@dataclass(frozen=True)
class Task:
    """Something to build: ``call(*args)`` in a worker. ``subject`` and ``language`` say what, for messages."""

    subject: str
    language: str
    call: Callable[..., Any] = field(repr=False)
    args: tuple = field(default=(), repr=False)

    @property
    def label(self) -> str:
        """``binh-thuan (vi)``."""
        return f"{self.subject} ({self.language})"


@dataclass(frozen=True)
class Result:
    """What became of a task: ``value`` of the call, or one line ``fault`` with the place and the reason."""

    task: Task
    value: Any = None
    fault: str = ""
    exit_code: int = 0

    @property
    def is_done(self) -> bool:
        """Whether the call came back."""
        return not self.fault


def build_all(
    tasks: Sequence[Task],
    jobs: int,
    told: Callable[[Result], None] = lambda result: None,
    stopping: Callable[[], None] = lambda: None,
) -> list[Result]:
    """Run every task, at most ``jobs`` at a time.

    Parameters
    ----------
    tasks : calls that a fresh process can import.
    told : called in this process with each result as it comes in.
    stopping : called when it is interrupted, before what is being worked on has finished.

    Returns
    -------
    A result for each task, in the order of ``tasks``.

    Raises
    ------
    KeyboardInterrupt : after the tasks that were being worked on have finished; no further one is begun.
    """
    results = {}
    with closing(_run(tasks, jobs, stopping)) as running:
        for result in running:
            results[result.task] = result
            told(result)
    return [results[task] for task in tasks]


def exit_code(results: Iterable[Result]) -> int:
    """0 if everything was built, else the code of the first failure."""
    return next((result.exit_code for result in results if not result.is_done), 0)


def _run(tasks: Sequence[Task], jobs: int, stopping: Callable[[], None]) -> Iterator[Result]:
    waiting, suspects = deque(tasks), []
    while waiting:
        # The pool breaks for all that it holds when one worker dies: it never holds more than is being worked on.
        yield from _pool(waiting, jobs, suspects, stopping)
    for task in suspects:
        alone: list[Task] = []
        yield from _pool(deque([task]), 1, alone, stopping)
        for dead in alone:
            yield Result(dead, fault="the worker process died; is there enough memory?", exit_code=CellFailed.exit_code)


def _pool(waiting: deque[Task], jobs: int, suspects: list[Task], stopping: Callable[[], None]) -> Iterator[Result]:
    """Work through ``waiting`` until it is empty or a worker dies; what was running then goes to ``suspects``."""
    running: dict[Future, Task] = {}
    with ended_like_interrupt(), _executor(jobs, stopping) as pool:
        while waiting or running:
            while waiting and len(running) < jobs:
                try:
                    future = pool.submit(_attempt, waiting[0])
                except BrokenProcessPool:
                    # A worker died while a result was being told; without others to suspect it was this task.
                    suspects += running.values() or [waiting.popleft()]
                    return
                running[future] = waiting.popleft()
            finished, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in finished:
                task = running.pop(future)
                try:
                    yield future.result()
                except BrokenProcessPool:
                    suspects += [task, *running.values()]
                    return


def _attempt(task: Task) -> Result:
    """In the worker: the result, whatever happens."""
    try:
        return Result(task, value=task.call(*task.args))
    except BaophuError as error:
        return Result(task, fault=_one_line(str(error), task.label), exit_code=error.exit_code)
    except Exception as error:
        # Not one of our faults: still a report that is missing, not a reason to leave the other ones out.
        return Result(task, fault=_one_line(f"{type(error).__name__}: {error}", task.label), exit_code=1)


def _one_line(text: str, label: str) -> str:
    """The first line, without the name of the task that faults of a report begin with."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    line = (lines[0] if lines else "unknown fault").removeprefix(f"{label}: ")
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"


@contextmanager
def _executor(jobs: int, stopping: Callable[[], None]) -> Iterator[ProcessPoolExecutor]:
    # Fresh processes: Typst's threads do not live on in a fork.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin_worker)
    try:
        yield pool
    except (KeyboardInterrupt, GeneratorExit):
        # Interrupted here, or where the results are told.
        stopping()
        raise
    finally:
        # What is being worked on is finished, so that no report is left half.
        pool.shutdown(wait=True, cancel_futures=True)


def _begin_worker() -> None:
    """Keep the keyboard's interrupt from a worker, and end the worker with its parent."""
    os.setsid()
    parent = multiprocessing.parent_process()

    def follow():
        parent.join()
        os._exit(1)

    threading.Thread(target=follow, daemon=True).start()
