"""Turn a job into the bytes of its files: execute, export, check; nothing is published here.

The result does not depend on the process or machine that renders it.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from baophu.common.office import office_records_version
from baophu.export.profiles import BRIEF, STANDARD
from baophu.publish import forks
from baophu.publish.files import temporary_file
from baophu.publish.freshness import InputDigests, Inputs, ReadData, facts_digest
from baophu.publish.job_paths import PAGES, JobPaths, find_bar

if TYPE_CHECKING:
    from baophu.publish.checks import Expectation


@dataclass(frozen=True)
class Job:
    """A report of a province, or a page of the site, in one language and page format.

    ``subject`` is the slug of a province or a key of ``PAGES``, ``name`` the name that a report must contain, if known.
    ``bar`` is what its bar leads to (``baophu.export.bar``): by default what lies in ``reports/``.
    """

    subject: str
    language: str
    profile: str = STANDARD
    name: str | None = None
    bar: str = ""

    def __post_init__(self):
        if not self.bar:
            object.__setattr__(self, "bar", find_bar(self.subject, self.language))

    @property
    def label(self) -> str:
        """Name in messages, such as ``binh-thuan (vi)``."""
        return f"{self.subject} ({self.language})"

    @property
    def paths(self) -> JobPaths:
        """The paths of its files."""
        return JobPaths(self.subject, self.language, self.profile)

    @property
    def parameters(self) -> dict:
        """Values of its notebook's parameters."""
        province = {} if self.subject in PAGES else {"province": self.subject}
        return {**province, "language": self.language}

    @property
    def is_province(self) -> bool:
        """Whether it is the report of a province."""
        return self.subject not in PAGES

    def inputs(self, digests: InputDigests | None = None) -> Inputs:
        """The inputs that its files would be built from; ``digests`` saves computing them again."""
        # A PDF has no bar.
        bar = {"bar": self.bar} if self.paths.html else {}
        office = {"office_records": version} if self.is_province and (version := office_records_version()) else {}
        return (digests or InputDigests()).inputs(self.paths.notebook, {**self.parameters, **bar, **office})

    def facts_digest(self, version: str) -> str | None:
        """Digest of the facts that it would show, from data of this version."""
        return facts_digest(self.subject, version)

    def add_metadata(self, notebook):
        """The executed notebook with metadata; reports and pages of the site embed their own."""
        return notebook

    def subject_of(self, notebook) -> str:
        """The subject that the files must name."""
        return self.subject


@dataclass(frozen=True)
class RenderedReport:
    """The files of a job by their name under ``reports/``, and what the page embeds about the data that it read."""

    files: dict[str, bytes] = field(repr=False)
    read_data: ReadData | None = field(default=None, repr=False)


def render(job: Job, engine: str | None = None, seconds: float | None = None) -> RenderedReport:
    """Run the notebook, export and check it.

    Parameters
    ----------
    job : Job
        The report or page.
    engine : str, optional
        See :func:`baophu.publish.execute.execute`.
    seconds : float, optional
        If given, the cells run in a child process with this deadline for each, while this process loads the
        exporters: a single report is then a quarter faster.

    Returns
    -------
    RenderedReport

    Raises
    ------
    CellFailed, ReportNotWhole
        A cell failed, or a file did not pass its checks.
    """
    if seconds is None:
        notebook = _execute(job, engine)
    else:
        from baophu.export.run import load_exporters

        with forks.Child(job.label, seconds, _execute, job, engine) as child:
            load_exporters()
            notebook = child.wait()
    # Typst releases Python's global lock, so both exports run at the same time.
    with ThreadPoolExecutor(1) as thread:
        pdf_future = thread.submit(_pdf, job, notebook)
        html, expectation = _html(job, notebook)
        pdf = pdf_future.result()
    png = _png(job, notebook) if job.paths.png else b""
    # HTML is exported for every profile, because the PDF must have the title of the page.
    _check_pdf(pdf, expectation)
    files = {job.paths.html: html, job.paths.pdf: pdf, job.paths.png: png}
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
    with temporary_file(paths.executed_notebook) as copy:
        try:
            return job.add_metadata(execute(paths.notebook, copy, job.parameters, job.label, engine=engine))
        finally:
            # Kept also if a cell failed: JupyterLab shows where.
            if copy.exists():
                copy.replace(paths.executed_notebook)


def _html(job: Job, notebook) -> tuple[bytes, "Expectation"]:
    """The page, and what its PDF must say of itself."""
    from baophu.export.run import HTML, export
    from baophu.publish.checks import Expectation, check_html

    profile = {"profile": BRIEF} if job.profile == BRIEF else {"bar": job.bar}
    html = export(notebook, HTML, **profile)
    pages = 1 if job.profile == BRIEF else None
    expectation = Expectation(job.subject_of(notebook), job.language, job.name, page_count=pages)
    report = check_html(html, expectation)
    return html, replace(expectation, province_name=job.name or report.get("province_name"), title=report["title"])


def _pdf(job: Job, notebook) -> bytes:
    from baophu.export.run import PDF, export

    return export(notebook, PDF, profile=job.profile)


def _png(job: Job, notebook) -> bytes:
    from baophu.export.run import SOURCE, export
    from baophu.export.typst.pdf import compile_png

    return compile_png(export(notebook, SOURCE, profile=job.profile))


def _check_pdf(pdf: bytes, expectation: "Expectation") -> None:
    from baophu.publish.checks import check_pdf

    check_pdf(pdf, expectation)
