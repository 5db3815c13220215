"""One report, from its data to its place in ``reports/``. Everything heavy is imported when it is needed."""

from dataclasses import dataclass
from pathlib import Path

from baophu.common import paths
from baophu.common.errors import is_report_fault
from baophu.export.profiles import STANDARD
from baophu.ledger.validity import ensure_valid
from baophu.publish import forks, freshness
from baophu.publish.execute import longest_cell_seconds
from baophu.publish.freshness import Inputs
from baophu.publish.render import Job, Rendered, render


@dataclass(frozen=True)
class Built:
    """The files of a report, and whether this call has made them; ``html`` is None where the profile has none."""

    html: Path | None
    pdf: Path
    changed: bool

    @property
    def files(self) -> tuple[Path, ...]:
        """What there is to open."""
        return (self.html, self.pdf) if self.html else (self.pdf,)


def build_report(
    province: str, language: str, force: bool = False, province_name: str | None = None, profile: str = STANDARD
) -> Built:
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


def build(job: Job, force: bool = False) -> Built:
    """Build a report, a page of the site or any notebook; see :func:`build_report`."""
    key = job.key()
    if not force and is_current(job, key):
        return Built(job.places.html, job.places.pdf, changed=False)
    # Before anything is run: faults of a cell come back as one line, those of the data are many.
    ensure_valid(paths.DATA)
    seconds = longest_cell_seconds()
    try:
        rendered = render(job, seconds=seconds if forks.is_usable() else None)
    except Exception as error:
        # An earlier file under this name would look like a report of today's data.
        if is_report_fault(error):
            remove(job)
        raise
    publish(job, key, rendered)
    return Built(job.places.html, job.places.pdf, changed=True)


def is_current(job: Job, key: Inputs) -> bool:
    """Whether the files in place are what would be made from the key."""
    return freshness.is_current(job.places.record, key, job.places.outputs, job.facts_digest)


def remove(job: Job) -> None:
    """Take the files of a report away."""
    for file in (job.places.record, *job.places.outputs):
        file.unlink(missing_ok=True)


def publish(job: Job, key: Inputs, rendered: Rendered) -> None:
    """Put the files in place, each whole, and last the record of what they were made from."""
    outputs = {paths.REPORTS / name: data for name, data in rendered.files.items()}
    freshness.put(job.places.record, record_of(job, key, rendered), outputs)


def record_of(job: Job, key: Inputs, rendered: Rendered) -> dict:
    """The record of what was rendered; ``key`` was taken before."""
    read = rendered.read if job.is_province else None
    is_pure = read is not None and freshness.is_pure(job.places.notebook)
    return freshness.record_of(key.if_still(job.key()), rendered.files, read, is_pure)
