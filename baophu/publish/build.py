"""Build one report into ``reports/``. Heavy libraries are imported only when needed."""

from dataclasses import dataclass
from pathlib import Path

from baophu.common import paths
from baophu.common.errors import is_report_fault
from baophu.export.profiles import STANDARD
from baophu.ledger.validity import ensure_valid
from baophu.publish import forks, freshness
from baophu.publish.execute import longest_cell_seconds
from baophu.publish.freshness import Inputs
from baophu.publish.render import Job, RenderedReport, render


@dataclass(frozen=True)
class BuildResult:
    """The files of a report and whether this call wrote them; ``html`` is None for profiles that are PDF only.

    ``png`` is the picture of a brief.
    """

    html: Path | None
    pdf: Path
    is_rebuilt: bool
    png: Path | None = None

    @property
    def files(self) -> tuple[Path, ...]:
        """The files that exist, HTML first."""
        return tuple(filter(None, (self.html, self.pdf, self.png)))


def build_report(
    province: str, language: str, force: bool = False, province_name: str | None = None, profile: str = STANDARD
) -> BuildResult:
    """Build HTML and PDF of one province, or the PDF of another profile, unless they are current.

    Parameters
    ----------
    province : str
        Slug of an existing province.
    language : str
        ``vi`` or ``en``.
    force : bool
        Build even if nothing has changed.
    province_name : str, optional
        The name that the report must contain.
    profile : str
        Page format, one of :data:`baophu.export.profiles.PROFILES`, or ``BRIEF`` for page one alone.

    Returns
    -------
    BuildResult

    Raises
    ------
    InvalidLedger
        The data break a rule; nothing is written or removed.
    CellFailed, ReportNotWhole
        The report failed; its earlier files are removed, because they would look current.
    """
    return build(Job(province, language, profile, province_name), force)


def build(job: Job, force: bool = False) -> BuildResult:
    """Build a report, a page of the site or any notebook; see :func:`build_report`."""
    inputs = job.inputs()
    if not force and is_current(job, inputs):
        return _result(job, is_rebuilt=False)
    # Checked before any cell runs: a cell fault is reported in one line, invalid data list every problem.
    ensure_valid(paths.DATA)
    seconds = longest_cell_seconds()
    try:
        rendered = render(job, seconds=seconds if forks.is_usable() else None)
    except Exception as error:
        # An earlier file with this name would look like a report of today's data.
        if is_report_fault(error):
            remove(job)
        raise
    publish(job, inputs, rendered)
    return _result(job, is_rebuilt=True)


def _result(job: Job, is_rebuilt: bool) -> BuildResult:
    return BuildResult(job.paths.html, job.paths.pdf, is_rebuilt, job.paths.png)


def is_current(job: Job, inputs: Inputs) -> bool:
    """Whether the published files are what a build from these inputs would write."""
    return freshness.is_current(job.paths.record, inputs, job.paths.outputs, job.facts_digest)


def remove(job: Job) -> None:
    """Delete the published files of a report."""
    for file in (job.paths.record, *job.paths.outputs):
        file.unlink(missing_ok=True)


def publish(job: Job, inputs: Inputs, report: RenderedReport) -> None:
    """Write the files of a report atomically, and last the record of its inputs."""
    outputs = {paths.REPORTS / name: data for name, data in report.files.items()}
    freshness.publish_files(job.paths.record, make_record(job, inputs, report), outputs)


def make_record(job: Job, inputs: Inputs, report: RenderedReport) -> dict:
    """The record of a rendered report; ``inputs`` are those from before it was rendered."""
    read_data = report.read_data if job.is_province else None
    is_facts_only = read_data is not None and freshness.is_facts_only(job.paths.notebook)
    return freshness.make_record(inputs.if_unchanged(job.inputs()), report.files, read_data, is_facts_only)
