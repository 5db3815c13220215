"""One report, from its data to its place in ``reports/``. Everything heavy is imported when it is needed."""

import json
import os
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from baophu import paths
from baophu.errors import InvalidLedger
from baophu.ledger.valid import ensure_valid
from baophu.publish import keys
from baophu.publish.profiles import STANDARD


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


@dataclass(frozen=True)
class Places:
    """Where the files of one report go."""

    province: str
    language: str
    profile: str = STANDARD

    @property
    def _stem(self) -> str:
        # Vietnamese on the ordinary page is the report; what differs carries its name.
        language = "" if self.language == "vi" else f".{self.language}"
        return f"{self.province}{language}{self._suffix}"

    @property
    def _suffix(self) -> str:
        return "" if self.profile == STANDARD else f".{self.profile}"

    @property
    def html(self) -> Path | None:
        """The page; a format of paper has none."""
        return paths.REPORTS / f"{self._stem}.html" if self.profile == STANDARD else None

    @property
    def pdf(self) -> Path:
        """The file for paper."""
        return paths.REPORTS / f"{self._stem}.pdf"

    @property
    def record(self) -> Path:
        """What they were made from."""
        return paths.REPORTS / ".keys" / f"{self.province}.{self.language}{self._suffix}.json"

    @property
    def executed(self) -> Path:
        """The notebook with its outputs, the same for every profile."""
        return paths.BUILD / f"{self.province}.{self.language}.ipynb"

    @property
    def outputs(self) -> tuple[Path, ...]:
        """The files for readers."""
        return tuple(filter(None, (self.html, self.pdf)))


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
    places = Places(province, language, profile)
    key = keys.content_key(province, language, profile)
    if not force and keys.is_current(places.record, key, places.outputs):
        return Built(places.html, places.pdf, changed=False)
    # Before the kernel starts: its faults come back as one line, those of the data are many.
    ensure_valid(paths.DATA)
    try:
        rendered = _render(places, province_name)
    except (InvalidLedger, OSError):
        # The data or the machine is at fault; the next call builds it.
        raise
    except Exception:
        # An earlier file under this name would look like a report of today's data.
        remove_report(province, language, profile)
        raise
    _publish(places, key, rendered)
    return Built(places.html, places.pdf, changed=True)


def remove_report(province: str, language: str, profile: str = STANDARD) -> None:
    """Take the files of a report away."""
    places = Places(province, language, profile)
    for file in (places.record, *places.outputs):
        file.unlink(missing_ok=True)


def _render(places: Places, province_name: str | None) -> dict[Path, bytes]:
    from baophu.publish.checks import Expected, check_html, check_pdf
    from baophu.publish.export import export

    notebook = _execute(places)
    # Checked in every profile: the PDF has to carry the title that the page has.
    html = export(notebook, "baophu.publish.html:BaophuHTMLExporter")
    report = check_html(html, Expected(places.province, places.language, province_name))
    pdf = export(notebook, "baophu.publish.pdf:BaophuPDFExporter", profile=places.profile)
    name = province_name or report.get("province_name")
    check_pdf(pdf, Expected(places.province, places.language, name, report["title"]))
    return {places.html: html, places.pdf: pdf} if places.html else {places.pdf: pdf}


def _execute(places: Places):
    from baophu.publish.execute import execute

    with _temporary(places.executed) as running:
        try:
            return execute(
                paths.NOTEBOOKS / keys.NOTEBOOK,
                running,
                {"province": places.province, "language": places.language},
                f"{places.province} ({places.language})",
            )
        finally:
            # Kept also when a cell has failed: JupyterLab shows where.
            if running.exists():
                running.replace(places.executed)


def _publish(places: Places, key: str, rendered: dict[Path, bytes]) -> None:
    # The record is written last, from what this call has made: should another build have put its files in between,
    # the record does not fit them and the next call builds again.
    record = keys.describe(key, {file.name: data for file, data in rendered.items()})
    written = {**rendered, places.record: (json.dumps(record, indent=1) + "\n").encode()}
    with ExitStack() as stack:
        new = {file: stack.enter_context(_temporary(file)) for file in written}
        for file, data in written.items():
            new[file].write_bytes(data)
        for file in written:
            new[file].replace(file)


@contextmanager
def _temporary(file: Path) -> Iterator[Path]:
    """A hidden name beside the file, of this process and thread alone; nothing is left under it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    name = file.parent / f".{file.stem}.{os.getpid()}-{threading.get_ident()}{file.suffix}"
    try:
        yield name
    finally:
        name.unlink(missing_ok=True)
