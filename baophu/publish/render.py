"""From a job to the bytes of its files: executed, exported, checked; nothing is published here.

What is rendered in another process, or on another machine, is the same.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from baophu.export.profiles import STANDARD
from baophu.publish import forks
from baophu.publish.files import temporary_file
from baophu.publish.freshness import InputDigests, Inputs, ReadData, facts_digest
from baophu.publish.job_paths import PAGES, JobPaths

if TYPE_CHECKING:
    from baophu.publish.checks import Expectation


@dataclass(frozen=True)
class Job:
    """A report of a province, or a page of the site, in one language and page format.

    ``name`` : the name that a report has to carry, if the caller knows it.
    """

    subject: str
    language: str
    profile: str = STANDARD
    name: str | None = None

    @property
    def label(self) -> str:
        """``binh-thuan (vi)``."""
        return f"{self.subject} ({self.language})"

    @property
    def paths(self) -> JobPaths:
        """Where its files go."""
        return JobPaths(self.subject, self.language, self.profile)

    @property
    def parameters(self) -> dict:
        """What its notebook is given."""
        own = {} if self.subject in PAGES else {"province": self.subject}
        return {**own, "language": self.language}

    @property
    def is_province(self) -> bool:
        """Whether it is the report of a province."""
        return self.subject not in PAGES

    def inputs(self, digests: InputDigests | None = None) -> Inputs:
        """What its files would be made from now, or in a state that was looked at already."""
        return (digests or InputDigests()).inputs(self.paths.notebook, self.parameters)

    def facts_digest(self, version: str) -> str | None:
        """Digest of the facts that it would show, from data of a version."""
        return facts_digest(self.subject, version)

    def add_metadata(self, notebook):
        """The executed notebook, saying whose report or page it is: one of ours says so itself."""
        return notebook

    def subject_of(self, notebook) -> str:
        """The subject that the files have to carry."""
        return self.subject


@dataclass(frozen=True)
class RenderedReport:
    """The files of a job by their name under ``reports/``, and what the page says of the data that it read."""

    files: dict[str, bytes] = field(repr=False)
    read: ReadData | None = field(default=None, repr=False)


def render(job: Job, engine: str | None = None, seconds: float | None = None) -> RenderedReport:
    """Run the notebook, export and check it.

    Parameters
    ----------
    engine : see :func:`baophu.publish.execute.execute`.
    seconds : deadline of a cell, where the cells are to run in a process of their own; this one loads the exporters
        meanwhile, which makes a single report a quarter faster.

    Raises
    ------
    CellFailed, ReportNotWhole
    """
    if seconds is None:
        notebook = _execute(job, engine)
    else:
        from baophu.export.run import load_exporters

        with forks.Child(job.label, seconds, _execute, job, engine) as child:
            load_exporters()
            notebook = child.wait()
    # Typst works without Python's lock.
    with ThreadPoolExecutor(1) as thread:
        coming = thread.submit(_pdf, job, notebook)
        html, expectation = _html(job, notebook)
        pdf = coming.result()
    # Exported and checked in every profile: the PDF has to carry the title that the page has.
    _check_pdf(pdf, expectation)
    files = {job.paths.html: html, job.paths.pdf: pdf}
    return RenderedReport({file.name: data for file, data in files.items() if file is not None}, _read_data(notebook))


def _read_data(notebook) -> ReadData | None:
    from baophu.report.blocks import READ_DATA

    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if READ_DATA in output.get("data", {}):
                return ReadData(**output.data[READ_DATA])
    return None


def _execute(job: Job, engine: str | None):
    from baophu.publish.execute import execute

    paths = job.paths
    with temporary_file(paths.executed_notebook) as running:
        try:
            return job.add_metadata(execute(paths.notebook, running, job.parameters, job.label, engine=engine))
        finally:
            # Kept also when a cell has failed: JupyterLab shows where.
            if running.exists():
                running.replace(paths.executed_notebook)


def _html(job: Job, notebook) -> tuple[bytes, "Expectation"]:
    """The page, and what its PDF has to say of itself."""
    from baophu.export.run import HTML, export
    from baophu.publish.checks import Expectation, check_html

    html = export(notebook, HTML)
    asked = Expectation(job.subject_of(notebook), job.language, job.name)
    report = check_html(html, asked)
    return html, replace(asked, province_name=job.name or report.get("province_name"), title=report["title"])


def _pdf(job: Job, notebook) -> bytes:
    from baophu.export.run import PDF, export

    return export(notebook, PDF, profile=job.profile)


def _check_pdf(pdf: bytes, expectation: "Expectation") -> None:
    from baophu.publish.checks import check_pdf

    check_pdf(pdf, expectation)
