"""Finished files sent to any address that fsspec knows (``OUT=s3://bucket/reports``), after they were built."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from baophu.common import paths
from baophu.common.errors import BadAddress

_SENT = ".sent.json"  # sha256 by name of what is there, so that not everything is sent each time
_SEEN_WHOLE = {"s3", "s3a", "gs", "gcs", "abfs", "az", "memory"}  # stores whose files appear once they are written


class Destination:
    """A folder or bucket, tried out by writing to it.

    Parameters
    ----------
    address : as fsspec takes it, ``protocol://place``; a path is one of this machine.

    Raises
    ------
    BadAddress
    """

    def __init__(self, address: str):
        self.shown = address
        self._files, self._root = _opened(address)
        self._is_store = address.partition("://")[0] in _SEEN_WHOLE
        with self._understood():
            name = self._path(_SENT)
            self._sent = _listed(self._files.cat_file(name)) if self._files.exists(name) else {}
            self._write_sent(self._sent)

    def send(self, files: Iterable[Path]) -> int:
        """Send files of ``reports/`` that are not there, or differ, in their order; how many that were.

        Raises
        ------
        BadAddress
        """
        found = {file.relative_to(paths.REPORTS).as_posix(): file for file in files}
        hashes = {name: hashlib.sha256(file.read_bytes()).hexdigest() for name, file in found.items()}
        with self._understood():
            there = set(self._files.find(self._root))
            stale = [name for name in found if self._sent.get(name) != hashes[name] or self._path(name) not in there]
            # While a file is being written, nothing is said of it.
            self._write_sent({name: sha256 for name, sha256 in self._sent.items() if name not in stale})
            for name in stale:
                self._write(name, found[name].read_bytes())
            self._write_sent(self._sent | hashes)
        return len(stale)

    def _path(self, name: str) -> str:
        return f"{self._root.rstrip('/')}/{name}"

    def _write(self, name: str, data: bytes) -> None:
        path = self._path(name)
        if self._is_store:
            self._files.pipe_file(path, data)
            return
        folder, _, last = path.rpartition("/")
        self._files.makedirs(folder, exist_ok=True)
        self._files.pipe_file(f"{folder}/.{last}.part", data)
        self._files.mv(f"{folder}/.{last}.part", path)

    def _write_sent(self, sent: Mapping[str, str]) -> None:
        self._sent = dict(sent)
        self._write(_SENT, json.dumps(self._sent, indent=1, sort_keys=True).encode())

    @contextmanager
    def _understood(self) -> Iterator[None]:
        try:
            yield
        except Exception as error:
            reason = " ".join(str(error).split())[:200]
            raise BadAddress(
                f"OUT={self.shown} cannot be written: {type(error).__name__}: {reason}. Does it exist, and have you "
                "the right to write there? Keys and rights are set as its own tools want them (see docs/cluster.md)"
            ) from None


def _listed(content: bytes) -> dict[str, str]:
    """What was sent; nothing where the list was damaged, so that all is sent again."""
    try:
        sent = json.loads(content)
    except ValueError:
        return {}
    return sent if isinstance(sent, dict) else {}


def _opened(address: str):
    import fsspec
    from fsspec.registry import known_implementations

    try:
        return fsspec.core.url_to_fs(address)
    except ImportError as error:
        home = known_implementations.get(address.partition("://")[0], {}).get("class", "").partition(".")[0]
        # What fsspec brings along itself says in its error which package it needs.
        cure = f"its driver is not installed. Say: .venv/bin/python -m pip install {home}"
        raise BadAddress(f"OUT={address}: {error if home in ('', 'fsspec') else cure}") from None
    except ValueError as error:
        known = "file, memory, s3, gs, abfs, sftp"
        raise BadAddress(f"OUT={address}: {error}. Protocols are, among others: {known}") from None
