"""Digests of files and folders. Standard library only, so that an up-to-date report loads no other package."""

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

_SKIPPED_NAMES = {"__pycache__", "scratch"}
# An office's card records: no report is made of them, they take gigabytes, and their key stays on one machine.
_RECORDS = ("local", "records")


def files_below(folder: Path) -> Iterator[Path]:
    """Every file in a folder and its subfolders, sorted, without hidden files, Python bytecode and card records."""
    if not folder.is_dir():
        return
    for path in sorted(folder.iterdir()):
        is_skipped = path.name in _SKIPPED_NAMES or path.parts[-2:] == _RECORDS
        if path.name.startswith(".") or is_skipped or path.suffix == ".pyc":
            continue
        if path.is_dir():
            yield from files_below(path)
        else:
            yield path


def digest(files: Iterable[Path], root: Path) -> str:
    """The sha256 of files: their paths relative to ``root`` and their bytes; a missing file is hashed as missing."""
    hasher = hashlib.sha256()
    for file in files:
        name = os.fsencode(file.relative_to(root).as_posix())
        try:
            content = b"%d\0" % len(data := file.read_bytes()) + data
        except FileNotFoundError:
            content = b"missing\0"
        hasher.update(b"%d\0" % len(name) + name + content)
    return hasher.hexdigest()
