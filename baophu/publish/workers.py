"""Run many tasks in worker processes of this machine.

Each task has its own process, forked from this one where that is safe, so that libraries and data are loaded once.
A failing task does not stop the others; a worker that dies fails only its own task.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from multiprocessing.connection import wait
from typing import Any

from baophu.common.errors import BaophuError, is_report_fault
from baophu.common.interrupts import defer_interrupts
from baophu.publish import forks
from baophu.publish.execute import longest_cell_seconds

MAX_FAULT_LENGTH = 240  # characters: enough for the place and the reason
_POLL_SECONDS = 0.2  # seconds


@dataclass(frozen=True)
class Task:
    """A call to make in a worker, ``call(*args)``; ``subject`` and ``language`` name it in messages."""

    subject: str
    language: str
    call: Callable[..., Any] = field(repr=False)
    args: tuple = field(default=(), repr=False)

    @property
    def label(self) -> str:
        """Name in messages, such as ``binh-thuan (vi)``."""
        return f"{self.subject} ({self.language})"


@dataclass(frozen=True)
class Result:
    """The outcome of a task: the ``value`` of its call, or ``fault``, one line with the place and the reason.

    ``is_report_fault`` says that the fault lies in the report itself, not in the data or the machine.
    """

    task: Task
    value: Any = field(default=None, repr=False)
    fault: str = ""
    exit_code: int = 0
    is_report_fault: bool = False

    @property
    def is_done(self) -> bool:
        """Whether the call succeeded."""
        return not self.fault


def build_all(
    tasks: Sequence[Task],
    jobs: int,
    on_result: Callable[[Result], None] = lambda result: None,
    on_interrupt: Callable[[], None] = lambda: None,
    process_result: Callable[[Result], Result] = lambda result: result,
) -> list[Result]:
    """Run every task, at most ``jobs`` at a time.

    Parameters
    ----------
    tasks : Sequence[Task]
        Their calls can be imported by name.
    jobs : int
        Tasks at a time.
    on_result : Callable
        Called in this process with each result, after ``process_result``.
    on_interrupt : Callable
        Called once when the run is interrupted, before the running tasks have finished.
    process_result : Callable
        Called in this process with each result as it arrives, for example to publish it; returns the result to keep.

    Returns
    -------
    list of Result
        One for each task, in the order of ``tasks``.

    Raises
    ------
    KeyboardInterrupt
        The run was interrupted: the running tasks have finished and no other was started. At the second interrupt, at
        once.
    """
    return process_results(tasks, _run(tasks, jobs, on_interrupt), on_result, process_result)


def process_results(
    tasks: Sequence[Task],
    results: Iterable[Result],
    on_result: Callable[[Result], None],
    process_result: Callable[[Result], Result],
) -> list[Result]:
    """Process and report results as they arrive, in any order; they are returned in the order of ``tasks``."""
    by_task = {}
    for result in results:
        # A result that cannot be published is a fault of its task alone.
        processed = run_task(result.task, process_result, result)
        by_task[result.task] = processed.value if processed.is_done else processed
        on_result(by_task[result.task])
    return [by_task[task] for task in tasks]


def exit_code(results: Iterable[Result]) -> int:
    """0 if every task succeeded, else the exit code of the first failure."""
    return next((result.exit_code for result in results if not result.is_done), 0)


def run_task(task: Task, call: Callable[..., Any], *args) -> Result:
    """Make a call for a task; an exception becomes the fault of the result."""
    try:
        return Result(task, value=call(*args))
    except BaophuError as error:
        code, text, is_own_fault = error.exit_code, str(error), is_report_fault(error)
    except Exception as error:
        # An unexpected exception fails this report, but does not stop the others.
        code, text, is_own_fault = 1, f"{type(error).__name__}: {error}", is_report_fault(error)
    return Result(task, fault=_one_line(text, task.label), exit_code=code, is_report_fault=is_own_fault)


def _run(tasks: Sequence[Task], jobs: int, on_interrupt: Callable[[], None]) -> Iterator[Result]:
    seconds = longest_cell_seconds()
    waiting, running = deque(tasks), {}
    with defer_interrupts() as request:
        try:
            while waiting or running:
                while waiting and len(running) < jobs and not request.is_received:
                    task = waiting.popleft()
                    running[task] = forks.Child(task.label, seconds, run_task, task, task.call, *task.args)
                wait([child.connection for child in running.values()], _POLL_SECONDS)
                for task in [task for task, child in running.items() if child.has_ended()]:
                    child = running.pop(task)
                    answer = run_task(task, child.value)
                    child.end()
                    yield replace(answer.value, task=task) if answer.is_done else answer
                if request.is_received and waiting:
                    waiting.clear()
                    on_interrupt()
        finally:
            # Not empty only after a second interrupt or a fault in this process.
            for child in running.values():
                child.end()
    if request.is_received:
        raise KeyboardInterrupt


def _one_line(text: str, label: str) -> str:
    """The first line, without the task's name, with which faults of a report begin."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    line = (lines[0] if lines else "unknown fault").removeprefix(f"{label}: ")
    return line if len(line) <= MAX_FAULT_LENGTH else line[: MAX_FAULT_LENGTH - 1] + "…"
