"""Many reports and pages: what is out of date is rendered in workers and published from here."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from baophu.common import paths
from baophu.common.languages import LANGUAGES
from baophu.common.messages import message
from baophu.export.profiles import STANDARD
from baophu.ledger.names import provinces
from baophu.ledger.validity import ensure_valid
from baophu.publish import workers
from baophu.publish.build import Built, is_current, publish, remove
from baophu.publish.files import sweep
from baophu.publish.freshness import Inputs, State
from baophu.publish.render import Job, render
from baophu.publish.warm import get_ready
from baophu.publish.workers import Result, Task

# Tasks, how many at a time, told, stopping, settle: as :func:`baophu.publish.workers.build_all` takes them.
Runner = Callable[
    [Sequence[Task], int, Callable[[Result], None], Callable[[], None], Callable[[Result], Result]], list[Result]
]


@dataclass(frozen=True)
class Plan:
    """The jobs that are asked for, with what they are made from; ``stale`` are those that have to be built."""

    keys: dict[Job, Inputs]
    stale: tuple[Job, ...]

    @property
    def count(self) -> int:
        """How many are asked for."""
        return len(self.keys)

    @property
    def line(self) -> str:
        """What there is to do, in words."""
        return message("plan", current=self.count - len(self.stale), all=self.count, stale=len(self.stale))


def report_jobs(slugs: Iterable[str], languages: Sequence[str] = LANGUAGES, profile: str = STANDARD) -> list[Job]:
    """The reports of some provinces."""
    names = {slug: {"vi": row["name_vi"], "en": row["name_en"]} for slug, row in provinces().items()}
    return [Job(slug, language, profile, names[slug][language]) for slug in slugs for language in languages]


def plan(jobs: Iterable[Job], force: bool = False) -> Plan:
    """Find out what is out of date. Nothing heavy is loaded unless data have changed.

    Raises
    ------
    InvalidLedger
    """
    ensure_valid(paths.DATA)
    state = State()
    keys = {job: job.key(state) for job in jobs}
    return Plan(keys, tuple(job for job, key in keys.items() if force or not is_current(job, key)))


def build_batch(
    todo: Plan,
    width: int,
    told: Callable[[Result], None] = lambda result: None,
    stopping: Callable[[], None] = lambda: None,
    run: Runner | None = None,
) -> list[Result]:
    """Build what is stale, ``width`` at a time.

    Parameters
    ----------
    told, stopping : see :func:`baophu.publish.workers.build_all`.
    run : what spreads the work, such as :func:`baophu.publish.cluster.runner`; processes of this machine if not given.

    Returns
    -------
    One result for each stale job, with a :class:`baophu.publish.build.Built`; failed ones too.

    Raises
    ------
    KeyboardInterrupt : what has been finished is whole.
    """
    sweep(paths.REPORTS, paths.REPORTS / ".keys", paths.BUILD)
    jobs = {Task(job.subject, job.language, render, (job,)): job for job in todo.stale}
    return (run or _run_here)(list(jobs), width, told, stopping, partial(settle, todo, jobs))


def _run_here(tasks: Sequence[Task], *more) -> list[Result]:
    if tasks:
        get_ready()
    return workers.build_all(tasks, *more)


def finished(todo: Plan, results: Iterable[Result]) -> list[Path]:
    """The files of all that was asked for and has not failed, also of what was current before."""
    failed = {(result.task.subject, result.task.language) for result in results if not result.is_done}
    return [file for job in todo.keys if (job.subject, job.language) not in failed for file in job.places.outputs]


def settle(todo: Plan, jobs: dict[Task, Job], result: Result) -> Result:
    """Publish what was rendered; a report that failed by itself does not stay as it was."""
    job = jobs[result.task]
    if result.is_done:
        publish(job, todo.keys[job], result.value)
        # The bytes are let go: the memory of this process does not grow with the number of reports.
        return replace(result, value=Built(job.places.html, job.places.pdf, changed=True))
    if result.is_its_own:
        remove(job)
    return result
