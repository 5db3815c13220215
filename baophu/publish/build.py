"""One report, from its data to its place in ``reports/``. Everything heavy is imported when it is needed."""

from dataclasses import dataclass
from pathlib import Path

from baophu import paths
from baophu.errors import lies_in_report
from baophu.ledger.valid import ensure_valid
from baophu.publish import forks, records
from baophu.publish.execute import longest_cell_seconds
from baophu.publish.profiles import STANDARD
from baophu.publish.render import Job, Rendered, render
from baophu.publish.unchanged import KnownKeys


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
    profile : format of the page, one of :data:`baophu.publish.profiles.PROFILES`.

    Raises
    ------
    InvalidLedger : nothing is written or removed.
    CellFailed, ReportNotWhole : the earlier files of this report are gone then, lest it look built.
    """
    return build(Job(province, language, profile, province_name), force)


def build(job: Job, force: bool = False) -> Built:
    """Build a report, a page of the site or any notebook; see :func:`build_report`."""
    if not force:
        known = KnownKeys()
        is_as_it_was = is_current(job, known.key_of(job.known_as, job.key))
        known.keep()
        if is_as_it_was:
            return Built(job.places.html, job.places.pdf, changed=False)
    key = job.key()
    # Before anything is run: faults of a cell come back as one line, those of the data are many.
    ensure_valid(paths.DATA)
    seconds = longest_cell_seconds()
    try:
        rendered = forks.call(job.label, seconds, render, job) if forks.is_usable() else render(job)
    except Exception as error:
        # An earlier file under this name would look like a report of today's data.
        if lies_in_report(error):
            remove(job)
        raise
    publish(job, key, rendered)
    return Built(job.places.html, job.places.pdf, changed=True)


def is_current(job: Job, key: str) -> bool:
    """Whether the files in place are those of the key."""
    return records.is_current(job.places.record, key, job.places.outputs)


def remove(job: Job) -> None:
    """Take the files of a report away."""
    for file in (job.places.record, *job.places.outputs):
        file.unlink(missing_ok=True)


def publish(job: Job, key: str, rendered: Rendered) -> None:
    """Put the files in place, each whole, and last the record of what they were made from."""
    records.put(job.places.record, key, {paths.REPORTS / name: data for name, data in rendered.files.items()})
