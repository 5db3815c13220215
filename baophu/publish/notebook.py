"""Any notebook under ``notebooks/`` as HTML and PDF, with the parameters that it declares.

Standard library only until something has to be built.
"""

import ast
import difflib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from baophu import paths
from baophu.errors import BaophuError, CellFailed, ReportNotWhole, UndeclaredParameter
from baophu.languages import check_language
from baophu.ledger.names import resolve_province
from baophu.ledger.valid import ensure_valid
from baophu.publish import keys
from baophu.publish.files import put_all, temporary
from baophu.publish.places import PAGES


class UnknownNotebook(BaophuError):
    """No notebook of this name."""

    exit_code = 2


class BadParameter(BaophuError):
    """A value that does not fit the parameter."""

    exit_code = 2


@dataclass(frozen=True)
class Built:
    """The files of a notebook's page, and whether this call has made them."""

    files: tuple[Path, Path]
    changed: bool


@dataclass(frozen=True)
class Page:
    """A notebook with values for its parameters. ``stem`` names the files and says what differs from the defaults."""

    notebook: Path
    parameters: dict
    language: str
    stem: str

    @property
    def label(self) -> str:
        """``lapse-drops (vi)``."""
        return f"{self.stem} ({self.language})"

    @property
    def html(self) -> Path:
        """The page."""
        return paths.REPORTS / f"{self._file}.html"

    @property
    def pdf(self) -> Path:
        """The file for paper."""
        return paths.REPORTS / f"{self._file}.pdf"

    @property
    def executed(self) -> Path:
        """The notebook with its outputs."""
        return paths.BUILD / f"{self._file}.ipynb"

    @property
    def record(self) -> Path:
        """What the files were made from."""
        return paths.REPORTS / ".keys" / f"notebook.{self._file}.json"

    @property
    def _file(self) -> str:
        return self.stem if self.language == "vi" else f"{self.stem}.{self.language}"


def build_notebook(name: str, language: str, given: Mapping[str, str], force: bool = False) -> Built:
    """Build the HTML and the PDF of a notebook, unless they are current.

    Parameters
    ----------
    name : of the notebook, with ``-`` or ``_``, with or without ``.ipynb``.
    language : ``vi`` or ``en``.
    given : values for parameters as they were typed; each takes the type of its default.
    force : build even if nothing has changed.

    Raises
    ------
    UnknownNotebook, UnknownLanguage, UnknownProvince, UndeclaredParameter, BadParameter, InvalidLedger : nothing is
        written or removed.
    CellFailed, ReportNotWhole : the earlier files of the page are gone then, lest it look built.
    """
    page = asked_for(find_notebook(name), language, given)
    key = _key(page)
    if not force and keys.is_current(page.record, key, (page.html, page.pdf)):
        return Built((page.html, page.pdf), changed=False)
    ensure_valid(paths.DATA)
    try:
        html, pdf = _render(page)
    except (CellFailed, ReportNotWhole):
        for file in (page.record, page.html, page.pdf):
            file.unlink(missing_ok=True)
        raise
    record = keys.describe(key, {page.html.name: html, page.pdf.name: pdf})
    put_all(
        {page.html: html, page.pdf: pdf, page.record: (json.dumps(record, indent=1, sort_keys=True) + "\n").encode()}
    )
    return Built((page.html, page.pdf), changed=True)


# ── What is asked for ────────────────────────────────────────────────────────────────────────────────────────


def notebooks() -> dict[str, Path]:
    """The notebooks that can be built, by name."""
    return {file.stem: file for file in sorted(paths.NOTEBOOKS.glob("*.ipynb")) if not file.name.startswith(".")}


def find_notebook(name: str) -> Path:
    """The file of a notebook.

    Raises
    ------
    UnknownNotebook : the message lists all.
    """
    known, asked = notebooks(), Path(name.strip()).name.removesuffix(".ipynb").replace("-", "_")
    if asked not in known:
        near = difflib.get_close_matches(asked, known, n=1)
        hint = f" Did you mean {near[0]!r}?" if near else ""
        raise UnknownNotebook(f"There is no notebook {name!r}.{hint} Under notebooks/: {', '.join(known) or 'none'}")
    return known[asked]


def asked_for(notebook: Path, language: str, given: Mapping[str, str]) -> Page:
    """The page of a notebook with its parameters settled.

    Raises
    ------
    UnknownLanguage, UnknownProvince, UndeclaredParameter, BadParameter
    """
    check_language(language)
    declared = declared_values(notebook)
    if "language" in given:
        raise BadParameter("The language is given with --language or REPORT_LANG, not as a parameter")
    if language != "vi" and "language" not in declared:
        raise UndeclaredParameter(f"{notebook.name} declares no language: it is the same in all")
    values = {name: _value(name, text, declared, notebook.name) for name, text in given.items()}
    if "province" in declared:
        values["province"] = resolve_province(values.get("province", declared["province"]))
    spoken = {"language": language} if "language" in declared else {}
    own = {name: value for name, value in values.items() if value != declared[name]}
    return Page(notebook, {**values, **spoken}, language, _stem(notebook, own, values.get("province")))


def declared_values(notebook: Path) -> dict:
    """The names that the cell tagged ``parameters`` assigns, with their values, in order."""
    try:
        cells = json.loads(notebook.read_text("utf-8"))["cells"]
    except (ValueError, KeyError):
        raise UnknownNotebook(f"{notebook.name} is no notebook that can be read") from None
    found = {}
    for cell in cells:
        if cell["cell_type"] == "code" and "parameters" in cell["metadata"].get("tags", []):
            for line in ast.parse("".join(cell["source"])).body:
                if isinstance(line, ast.Assign) and isinstance(line.targets[0], ast.Name):
                    found[line.targets[0].id] = ast.literal_eval(line.value)
    return found


def _value(name: str, text: str, declared: dict, notebook: str):
    if name not in declared:
        near = difflib.get_close_matches(name, declared, n=1)
        hint = f" Did you mean {near[0]!r}?" if near else ""
        known = ", ".join(declared) or "none"
        raise UndeclaredParameter(f"{notebook} has no parameter {name!r}.{hint} It declares: {known}")
    default = declared[name]
    if isinstance(default, str):
        return text
    try:
        value = ast.literal_eval(text)
    except (ValueError, SyntaxError):
        value = text
    if default is not None and not isinstance(value, type(default)):
        kind = type(default).__name__
        raise BadParameter(f"{notebook}: {name} = {text!r} is no {kind}, which its default {default!r} is")
    return value


def _stem(notebook: Path, own: dict, province: str | None) -> str:
    """``lapse-drops.scheme-bhtn``; reports and pages that have a name already keep it."""
    known = {file: page for page, file in PAGES.items()} | {keys.NOTEBOOK: province}
    name = known.get(notebook.name, notebook.stem.replace("_", "-"))
    rest = {key: value for key, value in own.items() if (notebook.name, key) != (keys.NOTEBOOK, "province")}
    parts = (f"{key}-{value}".replace("_", "-") for key, value in rest.items())
    return ".".join([name, *(re.sub(r"[^\w.-]+", "-", part) for part in parts)])


# ── Building ─────────────────────────────────────────────────────────────────────────────────────────────────


def _key(page: Page) -> str:
    """What the page is made from: all of the data, the notebook and the code that it runs, its parameters."""
    given = json.dumps(page.parameters, sort_keys=True)
    return keys.page_key(page.stem, page.language, [page.notebook], given)


def _render(page: Page) -> tuple[bytes, bytes]:
    from baophu.publish.checks import Expected, check_html, check_pdf
    from baophu.publish.export import export

    notebook = _introduced(_execute(page), page)
    html = export(notebook, "baophu.publish.html:BaophuHTMLExporter")
    subject = _report_of(notebook)["province"]
    # A province's report has to be that of the province asked for.
    asked = page.parameters["province"] if page.notebook.name == keys.NOTEBOOK else subject
    report = check_html(html, Expected(asked, page.language))
    pdf = export(notebook, "baophu.publish.pdf:BaophuPDFExporter")
    check_pdf(pdf, Expected(subject, page.language, title=report["title"]))
    return html, pdf


def _execute(page: Page):
    from baophu.publish.execute import execute

    with temporary(page.executed) as running:
        try:
            return execute(page.notebook, running, page.parameters, page.label)
        finally:
            # Kept also when a cell has failed: JupyterLab shows where.
            if running.exists():
                running.replace(page.executed)


def _introduced(notebook, page: Page):
    """The notebook, saying whose page it is: a report says so itself, any other is given its name and title here."""
    import nbformat

    from baophu.publish.content import REPORT_MIMETYPE

    if _report_of(notebook):
        return notebook
    headings = re.findall(r"^# (.+)$", "\n".join(c.source for c in notebook.cells if c.cell_type == "markdown"), re.M)
    figures = any("svg" in kind for kind in _kinds(notebook))
    told = {"province": page.stem, "language": page.language, "title": headings[0] if headings else page.stem}
    told |= {} if figures else {"figures": 0}
    output = nbformat.v4.new_output("display_data", data={REPORT_MIMETYPE: told})
    notebook.cells.append(nbformat.v4.new_code_cell("", outputs=[output]))
    return notebook


def _report_of(notebook) -> dict:
    from baophu.publish.content import REPORT_MIMETYPE

    found = (o["data"][REPORT_MIMETYPE] for o in _outputs(notebook) if REPORT_MIMETYPE in o.get("data", {}))
    return next(found, {})


def _kinds(notebook) -> list[str]:
    return [kind for output in _outputs(notebook) for kind in output.get("data", {})]


def _outputs(notebook) -> list:
    return [output for cell in notebook.cells for output in cell.get("outputs", [])]
