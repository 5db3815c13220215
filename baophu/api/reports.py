"""Reports built from a notebook by the command line in a separate process.

Separate because a process that has compiled a PDF must not fork afterwards, and because a failing build must not take
the analyst's session down.
"""

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from urllib.parse import quote

from baophu.common import paths
from baophu.common.errors import BaophuError
from baophu.common.languages import check_language
from baophu.common.messages import message

_TIMEOUT_SECONDS = 900


class ReportFailed(BaophuError):
    """The report was not built; message and ``exit_code`` are those of the command."""

    def __init__(self, message: str, exit_code: int):
        super().__init__(message)
        self.exit_code = exit_code


@dataclass(frozen=True)
class BuiltReport:
    """The files of a report, shown as links in a notebook; ``is_rebuilt`` is false where they were up to date."""

    files: tuple[Path, ...]
    is_rebuilt: bool

    @property
    def html(self) -> Path | None:
        """The HTML file, if the profile has one."""
        return next((file for file in self.files if file.suffix == ".html"), None)

    @property
    def pdf(self) -> Path:
        """The PDF file."""
        return next(file for file in self.files if file.suffix == ".pdf")

    def __repr__(self):
        return "\n".join(map(str, self.files))

    def _repr_html_(self):
        folder = escape(str(self.files[0].parent))
        return f'<p>{" · ".join(map(_file_link, self.files))} <span style="opacity:.7">({folder})</span></p>'


def build_document(
    command: str, subject: str, root: Path, language: str, force: bool, *extra_options: str
) -> BuiltReport:
    """Build a report or a notebook in a language.

    Parameters
    ----------
    command : str
        ``"report"`` or ``"notebook"``.
    subject : str
        Slug of the province, or name of the notebook.
    root : Path
        Root folder of the project; the data are in ``root/data``.
    language : str
        ``"vi"`` or ``"en"``.
    force : bool
        Build even if nothing has changed.
    *extra_options : str
        Further options of the command.

    Returns
    -------
    BuiltReport

    Raises
    ------
    UnknownLanguage
        Reports are not written in this language.
    ReportFailed
        The command ended with an error.
    """
    check_language(language)
    options = ["--language", language, *extra_options, *(["--force"] if force else [])]
    return run_build([command, *options, "--", subject], root)


def run_build(arguments: Sequence[str], root: Path) -> BuiltReport:
    """Run a build command in the project at ``root``.

    Raises
    ------
    ReportFailed
        The command ended with an error.
    """
    packages = os.pathsep.join(filter(None, [str(paths.PACKAGE.parent), os.environ.get("PYTHONPATH")]))
    # Without UTF-8 mode Windows prints in a code page that may lack Vietnamese letters.
    environment = {**os.environ, "BAOPHU_DATA": str(root / "data"), "PYTHONPATH": packages, "PYTHONUTF8": "1"}
    # Jupyter sets this for its own kernels; the kernels of the report must not inherit it.
    environment.pop("MPLBACKEND", None)
    done = subprocess.run(
        [sys.executable, "-m", "baophu", *arguments],
        cwd=root, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=_TIMEOUT_SECONDS,
        check=False,
    )  # fmt: skip
    if done.returncode:
        raise ReportFailed(done.stderr.strip() or f"exit code {done.returncode}", done.returncode)
    # The command prints in the language of this process, so that its last line can be compared.
    line = done.stdout.strip().splitlines()[-1]
    files = line.partition(": ")[2]
    return BuiltReport(tuple(root / file for file in files.split()), line == message("built", files=files))


def _file_link(file: Path) -> str:
    """A link relative to the notebook's folder, which `make lab` can follow; the bare name outside the checkout."""
    name = escape(file.name)
    # JupyterLab's root is the checkout: it cannot open files elsewhere, such as in a temporary folder.
    if not file.is_relative_to(paths.ROOT):
        return name
    return f'<a href="{quote(os.path.relpath(file))}" target="_blank">{name}</a>'
