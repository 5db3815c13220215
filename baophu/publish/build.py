"""One report, from its data to its place in ``reports/``. Everything heavy is imported when it is needed."""

import json
import os
from dataclasses import dataclass
from pathlib import Path

from baophu import paths
from baophu.errors import InvalidLedger
from baophu.ledger.valid import ensure_valid
from baophu.publish import keys
from baophu.publish.files import put_all
from baophu.publish.places import PAGES, Places
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
    """Build a report or a page of the site; see :func:`build_report`."""
    if not force:
        known = KnownKeys()
        is_as_it_was = is_current(job, known.key_of(job.places.record.name, lambda: key_of(job)))
        known.keep()
        if is_as_it_was:
            return Built(job.places.html, job.places.pdf, changed=False)
    key = key_of(job)
    # Before anything is run: faults of a cell come back as one line, those of the data are many.
    ensure_valid(paths.DATA)
    try:
        rendered = render(job, splits=(os.cpu_count() or 1) > 1)
    except (InvalidLedger, OSError):
        # The data or the machine is at fault; the next call builds it.
        raise
    except Exception:
        # An earlier file under this name would look like a report of today's data.
        remove_report(job.subject, job.language, job.profile)
        raise
    publish(job, key, rendered)
    return Built(job.places.html, job.places.pdf, changed=True)


def key_of(job: Job) -> str:
    """What the files of a job are made from, as one hash."""
    if job.subject in PAGES:
        from baophu.publish.site_notebooks import page_key

        return page_key(job.subject, job.language, [job.places.notebook])
    return keys.content_key(job.subject, job.language, job.profile)


def is_current(job: Job, key: str) -> bool:
    """Whether the files in place are those of the key."""
    return keys.is_current(job.places.record, key, job.places.outputs)


def remove_report(subject: str, language: str, profile: str = STANDARD) -> None:
    """Take the files of a report away."""
    places = Places(subject, language, profile)
    for file in (places.record, *places.outputs):
        file.unlink(missing_ok=True)


def publish(job: Job, key: str, rendered: Rendered) -> None:
    """Put the files in place, each whole, and last the record of what they were made from."""
    # Should another build have put its files in between, the record does not fit them and the next call builds again.
    record = keys.describe(key, rendered.files)
    files = {paths.REPORTS / name: data for name, data in rendered.files.items()}
    put_all({**files, job.places.record: (json.dumps(record, indent=1, sort_keys=True) + "\n").encode()})
