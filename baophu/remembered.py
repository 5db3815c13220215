"""What was read from files, kept for as long as the files stay as they are. Standard library only."""

import hashlib
import os
import threading
import time
from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

Made = TypeVar("Made")

# A file changed twice within a tick of its file system's clock looks unchanged: the young are read again.
_TICK_SECONDS, _COARSE_TICK_SECONDS = 0.1, 2.1  # of file systems that keep parts of a second, and of those that do not

_known: dict[Hashable, tuple[tuple, object]] = {}
_watched: dict[Hashable, tuple[str, ...]] = {}
_moment = threading.local()


def remembered(key: Hashable, files: Iterable[Path | str], make: Callable[[], Made]) -> Made:
    """The value of ``make``, made again only when one of the files or folders it is made from has changed.

    Parameters
    ----------
    key : tells one value from another.
    files : what ``make`` reads; a folder stands for the list of what is in it. They need not exist.
    """
    files = tuple(map(str, files))
    return found_once(key, lambda: (make(), files)) if _watched.get(key) == files else _made(key, make(), files)


def found_once(key: Hashable, find: Callable[[], tuple[Made, Iterable[Path | str]]]) -> Made:
    """The same where only ``find`` can tell the files: it returns the value and what it has read."""
    known = _known.get(key)
    if known is not None and known[0] == tuple(map(_mark, _watched[key])):
        return known[1]
    made, files = find()
    return _made(key, made, tuple(map(str, files)))


def _made(key: Hashable, made: Made, files: tuple[str, ...]) -> Made:
    marks = tuple(map(_mark, files))
    # A file that was written while it was read is young now.
    if any(mark is not None and _is_young(mark) for mark in marks):
        _known.pop(key, None)
    else:
        _known[key], _watched[key] = (marks, made), files
    return made


def digest(file: Path) -> str:
    """Hash of the bytes of a file."""
    return remembered(("digest", file), [file], lambda: _digest(file))


def _digest(file: Path) -> str:
    with file.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def names_in(folder: Path) -> tuple[list[str], list[str]]:
    """Names of the files and of the folders in a folder, sorted, without hidden ones; none where it is missing."""
    return remembered(("names", folder), [folder], lambda: _names_in(folder))


def _names_in(folder: Path) -> tuple[list[str], list[str]]:
    files, folders = [], []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                # Hidden files are editors' and systems' own.
                if not entry.name.startswith("."):
                    (folders if entry.is_dir() else files).append(entry.name)
    except (FileNotFoundError, NotADirectoryError):
        pass
    return sorted(files), sorted(folders)


@contextmanager
def at_one_moment() -> Iterator[None]:
    """Within it this thread looks at each file once: many questions are asked of one state of the disk."""
    _moment.marks = {}
    try:
        yield
    finally:
        del _moment.marks


def _mark(file: str) -> tuple[int, ...] | None:
    marks = getattr(_moment, "marks", None)
    if marks is None:
        return _mark_now(file)
    if file not in marks:
        marks[file] = _mark_now(file)
    return marks[file]


def _mark_now(file: str) -> tuple[int, ...] | None:
    try:
        found = os.stat(file)  # noqa: PTH116 - some ten thousand a call: a Path would double the time
    except OSError:
        return None
    # The change time moves even where a copy brings its old times along.
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino


def _is_young(mark: tuple[int, ...]) -> bool:
    newest = max(mark[:2])
    tick = _TICK_SECONDS if newest % 1_000_000_000 else _COARSE_TICK_SECONDS
    return time.time_ns() - newest < tick * 1e9
