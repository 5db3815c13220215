"""The content key of a report: what it was made from, and what came out of it.

Standard library only: when nothing has changed, nothing else is loaded.
"""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from baophu import paths
from baophu.publish.profiles import STANDARD

NOTEBOOK = "province_report.ipynb"


def content_key(province: str, language: str, profile: str = STANDARD) -> str:
    """A hash over everything that can change the report."""
    digest = hashlib.sha256(f"{province}\0{language}\0{profile}".encode())
    for file in input_files():
        digest.update(f"\0{file_name(file)}\0".encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def input_files() -> list[Path]:
    """The package, the notebook, the data and the versions of the libraries, sorted by name."""
    # Whatever its kind: a list of kinds would miss the next one.
    package = (file for file in _files(paths.PACKAGE) if file.suffix != ".pyc")
    single = (file for file in (paths.NOTEBOOKS / NOTEBOOK, paths.LOCK) if file.is_file())
    return sorted({*package, *single, *_files(paths.DATA)}, key=file_name)


def file_name(file: Path) -> str:
    """The name under which a file counts, the same wherever the checkout lies."""
    for folder in (paths.ROOT, paths.PACKAGE.parent):
        if file.is_relative_to(folder):
            return file.relative_to(folder).as_posix()
    return file.as_posix()


def is_current(record: Path, key: str, outputs: Iterable[Path]) -> bool:
    """Whether the outputs on disk are those of the key."""
    try:
        known = json.loads(record.read_text(encoding="utf-8"))
        return known == describe(key, {file.name: file.read_bytes() for file in outputs})
    except (OSError, ValueError):
        return False


def describe(key: str, outputs: dict[str, bytes]) -> dict:
    """The record of a build: its key and the hash of each output, by file name."""
    return {"key": key, "outputs": {name: hashlib.sha256(data).hexdigest() for name, data in outputs.items()}}


def _files(folder: Path) -> list[Path]:
    # Hidden files are editors' and systems' own.
    return [
        file
        for file in folder.rglob("*")
        if file.is_file() and not any(part.startswith(".") for part in file.relative_to(folder).parts)
    ]
