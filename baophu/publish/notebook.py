"""Build any notebook under ``notebooks/`` as HTML and PDF, with the parameters that it declares.

Standard library only, unless something must be built.
"""

import ast
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from baophu.common import paths
from baophu.common.errors import BaophuError, UndeclaredParameter
from baophu.common.languages import check_language
from baophu.common.messages import message, suggest
from baophu.ledger.names import resolve_province
from baophu.publish.build import BuildResult, build
from baophu.publish.execute import declared_parameters
from baophu.publish.job_paths import NOTEBOOK, PAGES, NotebookPaths
from baophu.publish.render import Job


class UnknownNotebook(BaophuError):
    """There is no notebook of this name."""

    exit_code = 2


class BadParameter(BaophuError):
    """A value that does not fit the parameter."""

    exit_code = 2


@dataclass(frozen=True)
class NotebookJob(Job):
    """A notebook with values for its parameters; ``subject`` names the files and the values that are not defaults."""

    notebook: Path = field(kw_only=True)
    values: Mapping = field(kw_only=True, hash=False)

    @property
    def paths(self) -> NotebookPaths:
        """The paths of its files."""
        return NotebookPaths(self.subject, self.language, source=self.notebook)

    @property
    def parameters(self) -> dict:
        """Values of the notebook's parameters."""
        return dict(self.values)

    @property
    def is_province(self) -> bool:
        """False: a notebook built by its name may read all of the data."""
        return False

    def add_metadata(self, notebook):
        """The executed notebook with metadata (name, title), which a cell is added for unless one has them."""
        import nbformat

        from baophu.export.content import is_in, report_metadata
        from baophu.report.blocks import REPORT

        known = report_metadata(notebook)
        if "province" in known:
            return notebook
        own = [cell for cell in notebook.cells if cell.cell_type == "markdown" and is_in(cell, self.language)]
        text = "\n".join(cell.source for cell in own)
        heading = re.search(r"^# (.+)$", text, re.MULTILINE)
        outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
        draws = any("svg" in kind for output in outputs for kind in output.get("data", {}))
        metadata = {
            "province": self.subject,
            "language": self.language,
            "title": heading[1] if heading else self.subject,
        }
        metadata |= {} if draws else {"figures": 0}
        if known:
            outputs = [output for output in outputs if REPORT in output.get("data", {})]
            outputs[0].data[REPORT] = metadata | known
            return notebook
        output = nbformat.v4.new_output("display_data", data={REPORT: metadata})
        notebook.cells.append(nbformat.v4.new_code_cell("", outputs=[output]))
        return notebook

    def subject_of(self, notebook) -> str:
        """The requested province if this is the province report, else what the notebook's metadata say."""
        from baophu.export.content import report_metadata

        is_report = self.notebook.name == NOTEBOOK
        return self.parameters["province"] if is_report else report_metadata(notebook)["province"]


def build_notebook(name: str, language: str, typed_values: Mapping[str, str], force: bool = False) -> BuildResult:
    """Build the HTML and the PDF of a notebook, unless they are current.

    Parameters
    ----------
    name : str
        Name of the notebook, with ``-`` or ``_``, with or without ``.ipynb``.
    language : str
        ``vi`` or ``en``.
    typed_values : Mapping[str, str]
        Values of parameters as the user typed them; each is read as the type of the parameter's default.
    force : bool
        Build even if nothing has changed.

    Returns
    -------
    BuildResult

    Raises
    ------
    UnknownNotebook, UnknownLanguage, UnknownProvince, UndeclaredParameter, BadParameter, InvalidLedger
        Nothing is written or removed.
    CellFailed, ReportNotWhole
        The page failed; its earlier files are removed, because they would look current.
    """
    return build(make_job(find_notebook(name), language, typed_values), force)


# ── Notebook and parameters ────────────────────────────────────────────────────────────────────────────────────────


def list_notebooks() -> dict[str, Path]:
    """The files of all notebooks that can be built, by name."""
    return {file.stem: file for file in sorted(paths.NOTEBOOKS.glob("*.ipynb")) if not file.name.startswith(".")}


def find_notebook(name: str) -> Path:
    """The file of a notebook.

    Raises
    ------
    UnknownNotebook
        The message lists all notebooks.
    """
    files, stem = list_notebooks(), Path(name.strip()).name.removesuffix(".ipynb").replace("-", "_")
    if stem not in files:
        all_names = message("all-notebooks", names=", ".join(files) or message("none"))
        sentences = (message("no-notebook", name=repr(name)), suggest(stem, files), all_names)
        raise UnknownNotebook(" ".join(filter(None, sentences)))
    return files[stem]


def make_job(notebook: Path, language: str, typed_values: Mapping[str, str]) -> NotebookJob:
    """The job of a notebook with checked values; parameters as of :func:`build_notebook`.

    Raises
    ------
    UnknownLanguage, UnknownProvince, UndeclaredParameter, BadParameter
        A value cannot be used.
    """
    check_language(language)
    declared = declared_values(notebook)
    if "language" in typed_values:
        raise BadParameter(message("language-as-parameter"))
    if language != "vi" and "language" not in declared:
        raise UndeclaredParameter(message("no-language", notebook=notebook.name))
    values = {name: _value(name, text, declared, notebook.name) for name, text in typed_values.items()}
    if "province" in declared:
        values["province"] = resolve_province(values.get("province", declared["province"]))
    language_value = {"language": language} if "language" in declared else {}
    changed = {name: value for name, value in values.items() if value != declared[name]}
    subject = _subject(notebook, changed, values.get("province"))
    return NotebookJob(subject, language, notebook=notebook, values={**values, **language_value})


def declared_values(notebook: Path) -> dict:
    """The names that the cell tagged ``parameters`` assigns, with their values, in order.

    Raises
    ------
    UnknownNotebook
        The file is not a notebook.
    BadParameter
        The cell is not valid Python, or a value is not a literal.
    """
    try:
        declared = declared_parameters(json.loads(notebook.read_text("utf-8")))
    except (ValueError, KeyError, TypeError):
        raise UnknownNotebook(message("unreadable-notebook", notebook=notebook.name)) from None
    except SyntaxError as error:
        raise BadParameter(message("bad-parameter-cell", notebook=notebook.name, fault=error.msg)) from None
    return {name: _plain(name, value, notebook.name) for name, value in declared.items()}


def _plain(name: str, value: ast.expr, notebook: str):
    try:
        return ast.literal_eval(value)
    except ValueError:
        details = {"name": name, "value": ast.unparse(value)}
        raise BadParameter(message("bad-parameter-plain", notebook=notebook, **details)) from None


def _value(name: str, text: str, declared: dict, notebook: str):
    if name not in declared:
        all_names = message("all-parameters", names=", ".join(declared) or message("none"))
        sentences = (message("no-parameter", notebook=notebook, name=repr(name)), suggest(name, declared), all_names)
        raise UndeclaredParameter(" ".join(filter(None, sentences)))
    default = declared[name]
    if isinstance(default, str):
        return text
    try:
        value = ast.literal_eval(text)
    except (ValueError, SyntaxError):
        value = text
    if default is not None and not isinstance(value, type(default)):
        details = {"name": name, "value": repr(text), "kind": type(default).__name__, "default": repr(default)}
        raise BadParameter(message("bad-parameter-kind", notebook=notebook, **details))
    return value


def _subject(notebook: Path, changed: dict, province: str | None) -> str:
    """Such as ``lapse-drops.scheme-bhtn``; province reports and pages of the site keep their names."""
    subjects = {file: page for page, file in PAGES.items()} | {NOTEBOOK: province}
    name = subjects.get(notebook.name, notebook.stem.replace("_", "-"))
    rest = {key: value for key, value in changed.items() if (notebook.name, key) != (NOTEBOOK, "province")}
    parts = (f"{key}-{value}".replace("_", "-") for key, value in rest.items())
    return ".".join([name, *(re.sub(r"[^\w.-]+", "-", part) for part in parts)])
