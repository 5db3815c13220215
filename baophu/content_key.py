"""The content key of a report: one hash of everything that it is made from, with the parts that went into it.

The rows of the data that it uses, the code that it runs, its parameters and the locked versions; the same in whichever
process it is asked for. Standard library only: when nothing has changed, nothing else is loaded.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from baophu import paths
from baophu.ledger.used import Used, used_by
from baophu.remembered import digest, names_in
from baophu.used_code import EXPORT, ROOT, code_files, file_name

NOTEBOOK = "province_report.ipynb"
PARAMETERS, ROWS, POOLED, FILES = "parameters", "rows", "pooled", "files"
SHOWN = 12  # hex digits of a key on a page
# Makes the pages that are no notebooks. Put together, because a module that names another counts as using it.
SITE = (f"{ROOT}.publish.site",)


class Key(str):
    """A content key, which knows its ``parts`` for telling later what has changed."""

    def __new__(cls, key: str, parameters: Mapping[str, str], files: Mapping[str, str], used: Used | None = None):
        made = super().__new__(cls, key)
        made._parameters, made._files, made._used = parameters, files, used
        return made

    def __getnewargs__(self):
        return str(self), self._parameters, self._files, self._used

    @property
    def parts(self) -> dict[str, Mapping]:
        """``parameters`` (name to value), ``rows`` and ``pooled`` (file to row to hash), ``files`` (name to hash)."""
        rows = {ROWS: self._used.rows, POOLED: self._used.pooled} if self._used else {}
        return {PARAMETERS: self._parameters, **rows, FILES: self._files}

    @property
    def shown(self) -> str:
        """As a page prints it."""
        return self[:SHOWN]


def content_key(province: str, language: str) -> Key:
    """The key of a province's report, whatever the page format: the format is in the names of its files.

    Parameters
    ----------
    province : slug.
    language : ``vi`` or ``en``.
    """
    parameters = {"province": province, "language": language}
    used = used_by(province, paths.DATA)
    files = {**code_files(paths.NOTEBOOKS / NOTEBOOK, language), **_lock()}
    return Key(_hash([parameters, used.version, files]), parameters, {**files, **used.files}, used)


def page_key(name: str, language: str, files: Iterable[Path], *more: str) -> Key:
    """The key of a page over all provinces: all of the data, the code of the page, and what else it is made from.

    Parameters
    ----------
    files : the notebook of the page, if it has one, and what it reads beside the package.
    more : texts that change the page.
    """
    parameters = {"page": name, "language": language, **({"told": _hash(more)} if more else {})}
    files = list(files)
    notebook = next((file for file in files if file.suffix == ".ipynb"), None)
    found = {file_name(file): digest(file) for file in (*files, *_below(paths.DATA))}
    found |= {**code_files(notebook, roots=EXPORT if notebook else SITE), **_lock()}
    return Key(_hash([parameters, found]), parameters, found)


def _lock() -> dict[str, str]:
    return {file_name(paths.LOCK): digest(paths.LOCK)} if paths.LOCK.is_file() else {}


def _below(folder: Path) -> list[Path]:
    files, folders = names_in(folder)
    return [folder / name for name in files] + [file for name in folders for file in _below(folder / name)]


def _hash(told) -> str:
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
