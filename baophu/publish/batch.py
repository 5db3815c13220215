"""Many reports and pages: workers render what is out of date, this process publishes it."""

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
from baophu.publish.build import BuildResult, is_current, publish, remove
from baophu.publish.files import remove_leftovers
from baophu.publish.freshness import InputDigests, Inputs
from baophu.publish.render import Job, render
from baophu.publish.warm import warm_up_for_forks
from baophu.publish.workers import Result, Task

# Parameters as of :func:`baophu.publish.workers.build_all`: tasks, jobs, on_result, on_interrupt, process_result.
Runner = Callable[
    [Sequence[Task], int, Callable[[Result], None], Callable[[], None], Callable[[Result], Result]], list[Result]
]


@dataclass(frozen=True)
class Plan:
    """The requested jobs with their current inputs; ``stale`` are those that must be built."""

    inputs: dict[Job, Inputs]
    stale: tuple[Job, ...]

    @property
    def count(self) -> int:
        """Number of requested jobs."""
        return len(self.inputs)

    @property
    def summary(self) -> str:
        """How many jobs are current and how many must be built, in a sentence."""
        return message("plan", current=self.count - len(self.stale), all=self.count, stale=len(self.stale))


def report_jobs(
    slugs: Iterable[str], languages: Sequence[str] = LANGUAGES, profile: str = STANDARD, bar: str = ""
) -> list[Job]:
    """The reports of some provinces."""
    names = {slug: {"vi": row["name_vi"], "en": row["name_en"]} for slug, row in provinces().items()}
    return [Job(slug, language, profile, names[slug][language], bar) for slug in slugs for language in languages]


def plan_batch(jobs: Iterable[Job], force: bool = False) -> Plan:
    """Find the jobs that are out of date. Heavy libraries are loaded only if the data have changed.

    Raises
    ------
    InvalidLedger
        The data break a rule.
    """
    ensure_valid(paths.DATA)
    digests = InputDigests()
    inputs = {job: job.inputs(digests) for job in jobs}
    return Plan(inputs, tuple(job for job in inputs if force or not is_current(job, inputs[job])))


def build_batch(
    plan: Plan,
    width: int,
    on_result: Callable[[Result], None] = lambda result: None,
    on_interrupt: Callable[[], None] = lambda: None,
    run: Runner | None = None,
) -> list[Result]:
    """Build the stale jobs of a plan.

    Parameters
    ----------
    plan : Plan
        Made by :func:`plan_batch`.
    width : int
        Reports that are built at the same time.
    on_result : Callable
        Called with each result; see :func:`baophu.publish.workers.build_all`.
    on_interrupt : Callable
        Called once when the run is interrupted; see :func:`baophu.publish.workers.build_all`.
    run : Callable, optional
        Distributes the tasks, such as :func:`baophu.publish.cluster.make_runner`; by default the processes of this
        machine.

    Returns
    -------
    list of Result
        One for each stale job, failed ones too; the value is a :class:`baophu.publish.build.BuildResult`.

    Raises
    ------
    KeyboardInterrupt
        The run was interrupted; the reports finished before are complete.
    """
    remove_leftovers(paths.REPORTS, paths.REPORTS / ".keys", paths.BUILD)
    jobs = {Task(job.subject, job.language, render, (job,)): job for job in plan.stale}
    return (run or _run_here)(list(jobs), width, on_result, on_interrupt, partial(publish_result, plan, jobs))


def _run_here(tasks: Sequence[Task], *more) -> list[Result]:
    if tasks:
        warm_up_for_forks()
    return workers.build_all(tasks, *more)


def finished_files(plan: Plan, results: Iterable[Result]) -> list[Path]:
    """The files of all requested jobs that have not failed, including those that were current before."""
    failed = {(result.task.subject, result.task.language) for result in results if not result.is_done}
    return [file for job in plan.inputs if (job.subject, job.language) not in failed for file in job.paths.outputs]


def publish_result(plan: Plan, jobs: dict[Task, Job], result: Result) -> Result:
    """Publish a rendered report; if it failed through its own fault, remove its earlier files."""
    job = jobs[result.task]
    if result.is_done:
        publish(job, plan.inputs[job], result.value)
        # Drop the bytes, so that the memory of this process does not grow with the number of reports.
        return replace(result, value=BuildResult(job.paths.html, job.paths.pdf, is_rebuilt=True))
    if result.is_report_fault:
        remove(job)
    return result
