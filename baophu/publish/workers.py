"""Many tasks in worker processes: the one place that knows how work is spread on this machine.

Each task has a process of its own, forked from this one where that is safe, so that libraries and data are loaded
once. A failing task never stops the others; a worker that dies takes its own task along and no other.
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

LONGEST = 240  # letters of a fault: the place and the reason, not every consequence
_LOOKS_UP_EVERY = 0.2  # seconds


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
    """What became of a task: ``value`` of the call, or one line ``fault`` with the place and the reason.

    ``is_its_own`` : the fault lies in what was to be built, not in the data or the machine.
    """

    task: Task
    value: Any = field(default=None, repr=False)
    fault: str = ""
    exit_code: int = 0
    is_its_own: bool = False

    @property
    def is_done(self) -> bool:
        """Whether the call came back."""
        return not self.fault


def build_all(
    tasks: Sequence[Task],
    jobs: int,
    told: Callable[[Result], None] = lambda result: None,
    stopping: Callable[[], None] = lambda: None,
    settle: Callable[[Result], Result] = lambda result: result,
) -> list[Result]:
    """Run every task, at most ``jobs`` at a time.

    Parameters
    ----------
    tasks : calls that a fresh process can import.
    told : called in this process with each result, once it is settled.
    stopping : called when it is interrupted, before what is being worked on has finished.
    settle : what is done in this process with each result as it comes in, such as to publish it; what it returns is
        kept.

    Returns
    -------
    A result for each task, in the order of ``tasks``.

    Raises
    ------
    KeyboardInterrupt : after the tasks that were being worked on have finished; no further one is begun. When it is
        interrupted a second time, at once.
    """
    return settle_all(tasks, _run(tasks, jobs, stopping), told, settle)


def settle_all(
    tasks: Sequence[Task],
    coming: Iterable[Result],
    told: Callable[[Result], None],
    settle: Callable[[Result], Result],
) -> list[Result]:
    """Settle and tell results as they come in, in whichever order; they are returned in the order of ``tasks``."""
    results = {}
    for result in coming:
        # What cannot be put in place is a fault of that task alone.
        settled = attempt(result.task, settle, result)
        results[result.task] = settled.value if settled.is_done else settled
        told(results[result.task])
    return [results[task] for task in tasks]


def exit_code(results: Iterable[Result]) -> int:
    """0 if everything was built, else the code of the first failure."""
    return next((result.exit_code for result in results if not result.is_done), 0)


def attempt(task: Task, call: Callable[..., Any], *args) -> Result:
    """The result of a call made for a task, whatever happens in it."""
    try:
        return Result(task, value=call(*args))
    except BaophuError as error:
        code, text, is_its_own = error.exit_code, str(error), is_report_fault(error)
    except Exception as error:
        # Not one of our faults: still a report that is missing, not a reason to leave the other ones out.
        code, text, is_its_own = 1, f"{type(error).__name__}: {error}", is_report_fault(error)
    return Result(task, fault=_one_line(text, task.label), exit_code=code, is_its_own=is_its_own)


def _run(tasks: Sequence[Task], jobs: int, stopping: Callable[[], None]) -> Iterator[Result]:
    seconds = longest_cell_seconds()
    waiting, running = deque(tasks), {}
    with defer_interrupts() as asked:
        try:
            while waiting or running:
                while waiting and len(running) < jobs and not asked.is_received:
                    task = waiting.popleft()
                    running[task] = forks.Child(task.label, seconds, attempt, task, task.call, *task.args)
                wait([child.connection for child in running.values()], _LOOKS_UP_EVERY)
                for task in [task for task, child in running.items() if child.has_ended()]:
                    child = running.pop(task)
                    answer = attempt(task, child.value)
                    child.end()
                    yield replace(answer.value, task=task) if answer.is_done else answer
                if asked.is_received and waiting:
                    waiting.clear()
                    stopping()
        finally:
            # Empty but for a second interrupt, or a fault in this very process.
            for child in running.values():
                child.end()
    if asked.is_received:
        raise KeyboardInterrupt


def _one_line(text: str, label: str) -> str:
    """The first line, without the name of the task that faults of a report begin with."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    line = (lines[0] if lines else "unknown fault").removeprefix(f"{label}: ")
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"
