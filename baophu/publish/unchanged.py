"""Keys of the last call, for as long as no file that a key could be made from has been touched. Standard library only.

A key is made from contents; finding it takes a fifth of a second. Where names, sizes and times of all files are as
they were, it need not be found again. Anything else only means that it is.
"""

import hashlib
import os
import time
from collections.abc import Callable, Iterable, Iterator

from baophu import paths
from baophu.publish import records
from baophu.publish.files import put_all

# A file written again within a tick of its file system's clock looks untouched.
_YOUNG_SECONDS = 2.5


class KnownKeys:
    """The keys that were found when the files were as they are now."""

    def __init__(self):
        self._file = paths.BUILD / "unchanged.json"
        self._state = _state()
        self._keys = self._read()
        self._is_new = False

    def key_of(self, name: str, find: Callable[[], str]) -> str:
        """The key under a name, found if it is not known."""
        if name not in self._keys:
            self._keys[name] = str(found := find())
            self._is_new = True
            return found
        return self._keys[name]

    def keep(self) -> None:
        """Remember what was found, unless the files are too young to be known by their times."""
        if self._is_new and self._state is not None and self._state == _state():
            put_all({self._file: records.to_bytes({"state": self._state, "keys": self._keys})})

    def _read(self) -> dict[str, str]:
        known = records.read(self._file)
        is_of_now = self._state is not None and known.get("state") == self._state
        return known["keys"] if is_of_now and isinstance(known.get("keys"), dict) else {}


def _state() -> str | None:
    """A hash over names, sizes and times of the package, the notebooks, the data and the locked versions."""
    digest, newest = hashlib.sha256(), 0
    for path, found in _all((paths.PACKAGE, paths.NOTEBOOKS, paths.DATA)):
        newest = max(newest, found.st_mtime_ns, found.st_ctime_ns)
        # The change time moves even where a copy brings its old times along.
        digest.update(f"{path}\0{found.st_mtime_ns} {found.st_ctime_ns} {found.st_size} {found.st_ino}\0".encode())
    is_young = time.time_ns() - newest < _YOUNG_SECONDS * 1e9
    return None if is_young else digest.hexdigest()


def _all(folders: Iterable) -> Iterator[tuple[str, os.stat_result]]:
    waiting = [str(folder) for folder in folders]
    if paths.LOCK.is_file():
        yield str(paths.LOCK), paths.LOCK.stat()
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            # In the order of names: a folder lists them as it likes.
            for entry in sorted(entries, key=lambda entry: entry.name):
                if entry.name.startswith(".") or entry.name == "__pycache__":
                    continue
                if entry.is_dir():
                    waiting.append(entry.path)
                else:
                    yield entry.path, entry.stat()
