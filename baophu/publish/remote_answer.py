"""What is asked of a builder on a worker, and what it answers."""

import hashlib
from dataclasses import dataclass, field

from baophu import paths
from baophu.publish import many
from baophu.publish.files import put_all
from baophu.publish.freshness import ReadData
from baophu.publish.many import Result, Task
from baophu.publish.render import Job, Rendered, render


@dataclass(frozen=True)
class Request:
    """A job with the long series that it reads, by name of the file."""

    job: Job
    series: dict[str, bytes] = field(repr=False)


@dataclass(frozen=True)
class Answer:
    """What became of a job.

    Attributes
    ----------
    files : bytes of the report's files by name; ``digests`` their sha256, taken where they were made.
    key : what the files were made from, as the builder found it.
    read : see :class:`baophu.publish.render.Rendered`.
    executed : the notebook with its outputs, also of a job that failed.
    fault, exit_code, is_its_own : see :class:`baophu.publish.many.Result`.
    """

    files: dict[str, bytes] = field(repr=False)
    digests: dict[str, str]
    key: str
    executed: bytes | None = field(repr=False)
    fault: str
    exit_code: int
    is_its_own: bool
    read: ReadData | None = field(default=None, repr=False)


def answer(request: Request, ready: Result) -> Answer:
    """Build a job in a process of its own.

    Parameters
    ----------
    ready : of getting ready; where that failed, it is the answer to everything.
    """
    if not ready.is_done:
        return _told(ready, None)
    job = request.job
    task = Task(job.subject, job.language, _rendered, (job,))
    series = {paths.ROOT / name: data for name, data in request.series.items()}
    placed = many.attempt(task, put_all, series)
    result = many.build_all([task], 1)[0] if placed.is_done else placed
    executed = job.places.executed.read_bytes() if job.places.executed.is_file() else None
    job.places.executed.unlink(missing_ok=True)
    return _told(result, executed)


def digests_of(files: dict[str, bytes]) -> dict[str, str]:
    """sha256 of some files by name."""
    return {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}


def _rendered(job: Job) -> tuple[Rendered, str]:
    return render(job), str(job.key())


def _told(result: Result, executed: bytes | None) -> Answer:
    rendered, key = result.value or (Rendered({}), "")
    told = (executed, result.fault, result.exit_code, result.is_its_own)
    return Answer(rendered.files, digests_of(rendered.files), key, *told, rendered.read)
