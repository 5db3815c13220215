"""From a job to the bytes of its files: executed, exported, checked; nothing is published here.

What is rendered in another process, or on another machine, is the same.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from baophu.publish.cells import prepared
from baophu.publish.files import temporary
from baophu.publish.forks import beside
from baophu.publish.places import PAGES, Places
from baophu.publish.profiles import STANDARD

_LOADED_BY_CELLS = ("baophu.show.report",)


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
    def places(self) -> Places:
        """Where its files go."""
        return Places(self.subject, self.language, self.profile)

    @property
    def parameters(self) -> dict[str, str]:
        """What its notebook is given."""
        own = {} if self.subject in PAGES else {"province": self.subject}
        return {**own, "language": self.language}


@dataclass(frozen=True)
class Rendered:
    """The files of a job by their name under ``reports/``."""

    files: dict[str, bytes] = field(repr=False)


def render(job: Job, splits: bool = False, engine: str | None = None) -> Rendered:
    """Run the notebook, export and check it.

    Parameters
    ----------
    splits : PDF and HTML in two processes at once, where there is one job and more than one core.
    engine : see :func:`baophu.publish.execute.execute`.

    Raises
    ------
    CellFailed, ReportNotWhole
    """
    if not splits:
        notebook = _execute(job, engine)
        html, title, name = _html(job, notebook)
        pdf = _pdf(job, notebook)
    else:
        from baophu.publish.export import load_exporters

        # The process of the cells loads its libraries while this one loads papermill.
        with prepared(_LOADED_BY_CELLS):
            notebook = _execute(job, engine, load_exporters)
        with beside(_pdf, job, notebook) as answer:
            html, title, name = _html(job, notebook)
            pdf = answer()
    _check_pdf(job, pdf, title, name)
    # Exported and checked in every profile: the PDF has to carry the title that the page has.
    files = {job.places.html: html, job.places.pdf: pdf}
    return Rendered({file.name: data for file, data in files.items() if file is not None})


def _execute(job: Job, engine: str | None, meanwhile: Callable[[], object] | None = None):
    from baophu.publish.execute import execute

    settings = {"engine": engine, "meanwhile": meanwhile}
    given = {name: value for name, value in settings.items() if value is not None}
    with temporary(job.places.executed) as running:
        try:
            return execute(job.places.notebook, running, job.parameters, job.label, **given)
        finally:
            # Kept also when a cell has failed: JupyterLab shows where.
            if running.exists():
                running.replace(job.places.executed)


def _html(job: Job, notebook) -> tuple[bytes, str, str | None]:
    from baophu.publish.checks import Expected, check_html
    from baophu.publish.export import HTML, export

    html = export(notebook, HTML)
    report = check_html(html, Expected(job.subject, job.language, job.name))
    return html, report["title"], job.name or report.get("province_name")


def _pdf(job: Job, notebook) -> bytes:
    from baophu.publish.export import PDF, export

    return export(notebook, PDF, profile=job.profile)


def _check_pdf(job: Job, pdf: bytes, title: str, name: str | None) -> None:
    from baophu.publish.checks import Expected, check_pdf

    check_pdf(pdf, Expected(job.subject, job.language, None if job.subject in PAGES else name, title))
