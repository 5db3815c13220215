"""Pages of the site that are notebooks of their own: executed, exported and checked like a province's report."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from baophu import paths
from baophu.errors import InvalidLedger
from baophu.publish import build, keys

NOTEBOOKS = {"national": "national_overview.ipynb", "audit": "audit.ipynb"}


@dataclass(frozen=True)
class NotebookPage:
    """One of ``NOTEBOOKS`` in one language; its files are named as a report's are."""

    name: str
    language: str

    @property
    def notebook(self) -> Path:
        """What is executed."""
        return paths.NOTEBOOKS / NOTEBOOKS[self.name]

    @property
    def places(self) -> build.Places:
        """Where its files go."""
        return build.Places(self.name, self.language)


def page_key(name: str, language: str, files: list[Path], *more: str) -> str:
    """A hash over everything that can change a page of the site: the inputs of all reports, and these files."""
    digest = hashlib.sha256("\0".join((keys.content_key(name, language), *more)).encode())
    for file in sorted(files, key=keys.file_name):
        digest.update(f"\0{keys.file_name(file)}\0".encode() + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def build_page(name: str, language: str, force: bool = False) -> build.Built:
    """Build the HTML and the PDF of a notebook page, unless they are current.

    Parameters
    ----------
    name : a key of ``NOTEBOOKS``.

    Raises
    ------
    InvalidLedger : nothing is written or removed.
    CellFailed, ReportNotWhole : the earlier files are gone then.
    """
    page = NotebookPage(name, language)
    places, outputs = page.places, (page.places.html, page.places.pdf)
    key = page_key(name, language, [page.notebook])
    if not force and keys.is_current(places.record, key, outputs):
        return build.Built(*outputs, changed=False)
    build.ensure_valid(paths.DATA)
    try:
        html, pdf = _render(page)
    except (InvalidLedger, OSError):
        raise
    except Exception:
        build.remove_report(name, language)
        raise
    publish(places.record, key, {places.html: html, places.pdf: pdf})
    return build.Built(*outputs, changed=True)


def publish(record: Path, key: str, outputs: dict[Path, bytes]) -> None:
    """Put files in place, each whole, and last the record of what they were made from."""
    for file, data in outputs.items():
        put(file, data)
    described = keys.describe(key, {file.name: data for file, data in outputs.items()})
    put(record, (json.dumps(described, indent=1) + "\n").encode())


def put(file: Path, data: bytes) -> None:
    """Write a file under a hidden name and then give it its own: nobody sees half of it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    hidden = file.parent / f".{file.name}.new"
    try:
        hidden.write_bytes(data)
        hidden.replace(file)
    finally:
        hidden.unlink(missing_ok=True)


def _render(page: NotebookPage) -> tuple[bytes, bytes]:
    from baophu.publish.checks import Expected, check_html, check_pdf
    from baophu.publish.execute import execute
    from baophu.publish.export import export

    label = f"{page.name} ({page.language})"
    notebook = execute(page.notebook, page.places.executed, {"language": page.language}, label)
    html = export(notebook, "baophu.publish.html:BaophuHTMLExporter")
    # The notebook says in its metadata which page it is, where a report says its province.
    report = check_html(html, Expected(page.name, page.language))
    pdf = export(notebook, "baophu.publish.pdf:BaophuPDFExporter")
    check_pdf(pdf, Expected(page.name, page.language, title=report["title"]))
    return html, pdf
