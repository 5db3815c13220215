"""One report, from its data to its place in ``reports/``. Everything heavy is imported when it is needed."""

from dataclasses import dataclass
from pathlib import Path

from baophu.common import paths
from baophu.common.errors import lies_in_report
from baophu.export.profiles import STANDARD
from baophu.ledger.valid import ensure_valid
from baophu.publish import forks, freshness
from baophu.publish.execute import longest_cell_seconds
from baophu.publish.freshness import Inputs
from baophu.publish.render import Job, RenderedReport, render


@dataclass(frozen=True)
class BuildResult:
    """The files of a report, and whether this call has made them; ``html`` is None where the profile has none."""

    html: Path | None
    pdf: Path
    is_rebuilt: bool

    @property
    def files(self) -> tuple[Path, ...]:
        """What there is to open."""
        return (self.html, self.pdf) if self.html else (self.pdf,)


def build_report(
    province: str, language: str, force: bool = False, province_name: str | None = None, profile: str = STANDARD
) -> BuildResult:
    """Build the HTML and the PDF of one province, or the PDF of another profile, unless they are current.

    Parameters
    ----------
    province : slug of the province, already known to exist.
    language : ``vi`` or ``en``.
    force : build even if nothing has changed.
    province_name : the name that the report has to carry, if the caller knows it.
    profile : format of the page, one of :data:`baophu.export.profiles.PROFILES`.

    Raises
    ------
    InvalidLedger : nothing is written or removed.
    CellFailed, ReportNotWhole : the earlier files of this report are gone then, lest it look built.
    """
    return build(Job(province, language, profile, province_name), force)


def build(job: Job, force: bool = False) -> BuildResult:
    """Build a report, a page of the site or any notebook; see :func:`build_report`."""
    inputs = job.inputs()
    if not force and is_current(job, inputs):
        return BuildResult(job.paths.html, job.paths.pdf, is_rebuilt=False)
    # Before anything is run: faults of a cell come back as one line, those of the data are many.
    ensure_valid(paths.DATA)
    seconds = longest_cell_seconds()
    try:
        rendered = render(job, seconds=seconds if forks.is_usable() else None)
    except Exception as error:
        # An earlier file under this name would look like a report of today's data.
        if lies_in_report(error):
            remove(job)
        raise
    publish(job, inputs, rendered)
    return BuildResult(job.paths.html, job.paths.pdf, is_rebuilt=True)


def is_current(job: Job, inputs: Inputs) -> bool:
    """Whether the files in place are what would be made from the inputs."""
    return freshness.is_current(job.paths.record, inputs, job.paths.outputs, job.facts_digest)


def remove(job: Job) -> None:
    """Take the files of a report away."""
    for file in (job.paths.record, *job.paths.outputs):
        file.unlink(missing_ok=True)


def publish(job: Job, inputs: Inputs, rendered: RenderedReport) -> None:
    """Put the files in place, each whole, and last the record of what they were made from."""
    outputs = {paths.REPORTS / name: data for name, data in rendered.files.items()}
    freshness.publish_files(job.paths.record, record_of(job, inputs, rendered), outputs)


def record_of(job: Job, inputs: Inputs, rendered: RenderedReport) -> dict:
    """The record of what was rendered; ``inputs`` was taken before."""
    read = rendered.read if job.is_province else None
    is_facts_only = read is not None and freshness.is_facts_only(job.paths.notebook)
    return freshness.record_of(inputs.if_unchanged(job.inputs()), rendered.files, read, is_facts_only)
