"""Reports built from a notebook, by the command line in a process of its own.

A process of its own because a session that has compiled a PDF must not fork afterwards, and because a fault there
leaves the analyst's session whole.
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

_SECONDS = 900


class ReportFailed(BaophuError):
    """The report was not built; the message is that of the command, ``exit_code`` too."""

    def __init__(self, message: str, exit_code: int):
        super().__init__(message)
        self.exit_code = exit_code


@dataclass(frozen=True)
class BuiltReport:
    """The files of a report; a notebook shows them as links. ``changed`` says whether this call has made them."""

    files: tuple[Path, ...]
    changed: bool

    @property
    def html(self) -> Path | None:
        """The page, if the profile has one."""
        return next((file for file in self.files if file.suffix == ".html"), None)

    @property
    def pdf(self) -> Path:
        """The file for paper."""
        return next(file for file in self.files if file.suffix == ".pdf")

    def __repr__(self):
        return "\n".join(map(str, self.files))

    def _repr_html_(self):
        folder = escape(str(self.files[0].parent))
        return f'<p>{" · ".join(map(_shown, self.files))} <span style="opacity:.7">({folder})</span></p>'


def build_in(command: str, subject: str, root: Path, language: str, force: bool, *more: str) -> BuiltReport:
    """Have a command build its subject in a language.

    Parameters
    ----------
    command, subject : ``"report"`` and a slug, or ``"notebook"`` and its name.
    root : the project; see :func:`build`.
    more : further options of the command.

    Raises
    ------
    UnknownLanguage, ReportFailed
    """
    check_language(language)
    options = ["--language", language, *more, *(["--force"] if force else [])]
    return build([command, *options, "--", subject], root)


def build(words: Sequence[str], root: Path) -> BuiltReport:
    """Have the command line build a report in the project at ``root``.

    Raises
    ------
    ReportFailed
    """
    packages = os.pathsep.join(filter(None, [str(paths.PACKAGE.parent), os.environ.get("PYTHONPATH")]))
    environment = {**os.environ, "BAOPHU_ROOT": str(root), "PYTHONPATH": packages}
    # What Jupyter tells its kernels is not meant for those of the report.
    environment.pop("MPLBACKEND", None)
    done = subprocess.run(
        [sys.executable, "-m", "baophu", *words],
        cwd=root, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=_SECONDS, check=False,
    )  # fmt: skip
    if done.returncode:
        raise ReportFailed(done.stderr.strip() or f"exit code {done.returncode}", done.returncode)
    # The call has this process's language, so that it can be told what its last line says.
    line = done.stdout.strip().splitlines()[-1]
    files = line.partition(": ")[2]
    return BuiltReport(tuple(root / file for file in files.split()), line == message("built", files=files))


def _shown(file: Path) -> str:
    """A link as seen from the notebook's folder, which `make lab` can follow; a name where no link can lead."""
    name = escape(file.name)
    # JupyterLab's root is the checkout: what stands elsewhere, such as in a temporary folder, it cannot open.
    if not file.is_relative_to(paths.ROOT):
        return name
    return f'<a href="{quote(os.path.relpath(file))}" target="_blank">{name}</a>'
