"""Any notebook under ``notebooks/`` as HTML and PDF, with the parameters that it declares.

Standard library only until something has to be built.
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
    """No notebook of this name."""

    exit_code = 2


class BadParameter(BaophuError):
    """A value that does not fit the parameter."""

    exit_code = 2


@dataclass(frozen=True)
class NotebookJob(Job):
    """A notebook with values for its parameters; ``subject`` names the files and says what differs from defaults."""

    notebook: Path = field(kw_only=True)
    values: Mapping = field(kw_only=True, hash=False)

    @property
    def paths(self) -> NotebookPaths:
        """Where its files go."""
        return NotebookPaths(self.subject, self.language, source=self.notebook)

    @property
    def parameters(self) -> dict:
        """What the notebook is given."""
        return dict(self.values)

    @property
    def is_province(self) -> bool:
        """A notebook that is built by its name may read all of the data."""
        return False

    def add_metadata(self, notebook):
        """The notebook with its name and title, unless it brings them along."""
        import nbformat

        from baophu.export.content import report_metadata
        from baophu.report.blocks import REPORT

        if report_metadata(notebook):
            return notebook
        text = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
        heading = re.search(r"^# (.+)$", text, re.MULTILINE)
        outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
        draws = any("svg" in kind for output in outputs for kind in output.get("data", {}))
        told = {"province": self.subject, "language": self.language, "title": heading[1] if heading else self.subject}
        told |= {} if draws else {"figures": 0}
        output = nbformat.v4.new_output("display_data", data={REPORT: told})
        notebook.cells.append(nbformat.v4.new_code_cell("", outputs=[output]))
        return notebook

    def subject_of(self, notebook) -> str:
        """Of a province's report the province asked for, else what the notebook says."""
        from baophu.export.content import report_metadata

        is_report = self.notebook.name == NOTEBOOK
        return self.parameters["province"] if is_report else report_metadata(notebook)["province"]


def build_notebook(name: str, language: str, given: Mapping[str, str], force: bool = False) -> BuildResult:
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
    return build(make_job(find_notebook(name), language, given), force)


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
        everything = message("all-notebooks", names=", ".join(known) or message("none"))
        found = (message("no-notebook", name=repr(name)), suggest(asked, known), everything)
        raise UnknownNotebook(" ".join(filter(None, found)))
    return known[asked]


def make_job(notebook: Path, language: str, given: Mapping[str, str]) -> NotebookJob:
    """The page of a notebook with its parameters settled.

    Raises
    ------
    UnknownLanguage, UnknownProvince, UndeclaredParameter, BadParameter
    """
    check_language(language)
    declared = declared_values(notebook)
    if "language" in given:
        raise BadParameter(message("language-as-parameter"))
    if language != "vi" and "language" not in declared:
        raise UndeclaredParameter(message("no-language", notebook=notebook.name))
    values = {name: _value(name, text, declared, notebook.name) for name, text in given.items()}
    if "province" in declared:
        values["province"] = resolve_province(values.get("province", declared["province"]))
    spoken = {"language": language} if "language" in declared else {}
    own = {name: value for name, value in values.items() if value != declared[name]}
    subject = _subject(notebook, own, values.get("province"))
    return NotebookJob(subject, language, notebook=notebook, values={**values, **spoken})


def declared_values(notebook: Path) -> dict:
    """The names that the cell tagged ``parameters`` assigns, with their values, in order.

    Raises
    ------
    UnknownNotebook, BadParameter
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
        found = {"name": name, "value": ast.unparse(value)}
        raise BadParameter(message("bad-parameter-plain", notebook=notebook, **found)) from None


def _value(name: str, text: str, declared: dict, notebook: str):
    if name not in declared:
        known = message("all-parameters", names=", ".join(declared) or message("none"))
        found = (message("no-parameter", notebook=notebook, name=repr(name)), suggest(name, declared), known)
        raise UndeclaredParameter(" ".join(filter(None, found)))
    default = declared[name]
    if isinstance(default, str):
        return text
    try:
        value = ast.literal_eval(text)
    except (ValueError, SyntaxError):
        value = text
    if default is not None and not isinstance(value, type(default)):
        found = {"name": name, "value": repr(text), "kind": type(default).__name__, "default": repr(default)}
        raise BadParameter(message("bad-parameter-kind", notebook=notebook, **found))
    return value


def _subject(notebook: Path, own: dict, province: str | None) -> str:
    """``lapse-drops.scheme-bhtn``; reports and pages that have a name already keep it."""
    known = {file: page for page, file in PAGES.items()} | {NOTEBOOK: province}
    name = known.get(notebook.name, notebook.stem.replace("_", "-"))
    rest = {key: value for key, value in own.items() if (notebook.name, key) != (NOTEBOOK, "province")}
    parts = (f"{key}-{value}".replace("_", "-") for key, value in rest.items())
    return ".".join([name, *(re.sub(r"[^\w.-]+", "-", part) for part in parts)])
