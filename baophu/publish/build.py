"""One report, from its data to its place in ``reports/``. Everything heavy is imported when it is needed."""

import json
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from baophu import paths
from baophu.errors import InvalidLedger
from baophu.ledger.valid import ensure_valid
from baophu.publish import keys


@dataclass(frozen=True)
class Built:
    """The files of a report, and whether this call has made them."""

    html: Path
    pdf: Path
    changed: bool


@dataclass(frozen=True)
class Places:
    """Where the files of one report go."""

    province: str
    language: str

    @property
    def _stem(self) -> str:
        # Vietnamese is the report; other languages carry their name.
        return self.province if self.language == "vi" else f"{self.province}.{self.language}"

    @property
    def html(self) -> Path:
        """The page."""
        return paths.REPORTS / f"{self._stem}.html"

    @property
    def pdf(self) -> Path:
        """The file for paper."""
        return paths.REPORTS / f"{self._stem}.pdf"

    @property
    def record(self) -> Path:
        """What both were made from."""
        return paths.REPORTS / ".keys" / f"{self.province}.{self.language}.json"

    @property
    def executed(self) -> Path:
        """The notebook with its outputs."""
        return paths.BUILD / f"{self.province}.{self.language}.ipynb"


def build_report(province: str, language: str, force: bool = False, province_name: str | None = None) -> Built:
    """Build the HTML and the PDF of one province, unless they are current.

    Parameters
    ----------
    province : slug of the province, already known to exist.
    language : ``vi`` or ``en``.
    force : build even if nothing has changed.
    province_name : the name that the report has to carry, if the caller knows it.

    Raises
    ------
    InvalidLedger : nothing is written or removed.
    CellFailed, ReportNotWhole : the earlier files of this report are gone then, lest it look built.
    """
    places = Places(province, language)
    key = keys.content_key(province, language)
    outputs = (places.html, places.pdf)
    if not force and keys.is_current(places.record, key, outputs):
        return Built(*outputs, changed=False)
    # Before the kernel starts: its faults come back as one line, those of the data are many.
    ensure_valid(paths.DATA)
    try:
        html, pdf = _render(places, province_name)
    except (InvalidLedger, OSError):
        # The data or the machine is at fault; the next call builds it.
        raise
    except Exception:
        # An earlier file under this name would look like a report of today's data.
        remove_report(province, language)
        raise
    _publish(places, key, html, pdf)
    return Built(*outputs, changed=True)


def remove_report(province: str, language: str) -> None:
    """Take the files of a report away."""
    places = Places(province, language)
    for file in (places.record, places.html, places.pdf):
        file.unlink(missing_ok=True)


def _render(places: Places, province_name: str | None) -> tuple[bytes, bytes]:
    from baophu.publish.checks import Expected, check_html, check_pdf
    from baophu.publish.export import export

    notebook = _execute(places)
    html = export(notebook, "baophu.publish.html:BaophuHTMLExporter")
    report = check_html(html, Expected(places.province, places.language, province_name))
    pdf = export(notebook, "baophu.publish.pdf:BaophuPDFExporter")
    # Both files are one report: the PDF has to carry the title that the HTML has.
    name = province_name or report.get("province_name")
    check_pdf(pdf, Expected(places.province, places.language, name, report["title"]))
    return html, pdf


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


def _publish(places: Places, key: str, html: bytes, pdf: bytes) -> None:
    with (
        _temporary(places.html) as new_html,
        _temporary(places.pdf) as new_pdf,
        _temporary(places.record) as new_record,
    ):
        new_html.write_bytes(html)
        new_pdf.write_bytes(pdf)
        new_html.replace(places.html)
        new_pdf.replace(places.pdf)
        # Written last, from what this call has made: should another build have put its files in between,
        # the record does not fit them and the next call builds again.
        record = keys.describe(key, {places.html.name: html, places.pdf.name: pdf})
        new_record.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
        new_record.replace(places.record)


@contextmanager
def _temporary(file: Path) -> Iterator[Path]:
    """A hidden name beside the file, of this process and thread alone; nothing is left under it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    name = file.parent / f".{file.stem}.{os.getpid()}-{threading.get_ident()}{file.suffix}"
    try:
        yield name
    finally:
        name.unlink(missing_ok=True)
