"""Upload finished files to any address that fsspec supports (``OUT=s3://bucket/reports``)."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from baophu.common import paths
from baophu.common.errors import BadAddress

_MANIFEST = ".sent.json"  # sha256 by name of the files there, so that unchanged files are not sent again
_OBJECT_STORES = {"s3", "s3a", "gs", "gcs", "abfs", "az", "memory"}  # a file appears only when it is complete


class Destination:
    """A folder or bucket; creating one writes to it, to find out whether that is possible.

    Parameters
    ----------
    address : str
        ``protocol://path`` as fsspec takes it, or a path of this machine.

    Raises
    ------
    BadAddress
        The protocol is unknown, its driver is not installed, or the address cannot be written.
    """

    def __init__(self, address: str):
        self.address = address
        self._files, self._root = _open_address(address)
        self._is_store = address.partition("://")[0] in _OBJECT_STORES
        with self._explain_faults():
            name = self._path(_MANIFEST)
            self._sent = _read_manifest(self._files.cat_file(name)) if self._files.exists(name) else {}
            self._write_manifest(self._sent)

    def send(self, files: Iterable[Path]) -> int:
        """Upload those files that are missing at the destination or differ, in the given order.

        Parameters
        ----------
        files : Iterable[Path]
            Files below ``reports/``.

        Returns
        -------
        int
            How many were uploaded.

        Raises
        ------
        BadAddress
            The address cannot be written.
        """
        by_name = {file.relative_to(paths.REPORTS).as_posix(): file for file in files}
        hashes = {name: hashlib.sha256(file.read_bytes()).hexdigest() for name, file in by_name.items()}
        with self._explain_faults():
            present = set(self._files.find(self._root))
            stale = [n for n in by_name if self._sent.get(n) != hashes[n] or self._path(n) not in present]
            # The manifest leaves out files that are about to be written, in case writing fails.
            self._write_manifest({name: sha256 for name, sha256 in self._sent.items() if name not in stale})
            for name in stale:
                self._write(name, by_name[name].read_bytes())
            self._write_manifest(self._sent | hashes)
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

    def _write_manifest(self, sent: Mapping[str, str]) -> None:
        self._sent = dict(sent)
        self._write(_MANIFEST, json.dumps(self._sent, indent=1, sort_keys=True).encode())

    @contextmanager
    def _explain_faults(self) -> Iterator[None]:
        try:
            yield
        except Exception as error:
            reason = " ".join(str(error).split())[:200]
            raise BadAddress(
                f"OUT={self.address} cannot be written: {type(error).__name__}: {reason}. Does it exist, and have you "
                "the right to write there? Keys and rights are set as its own tools want them (see docs/cluster.md)"
            ) from None


def _read_manifest(content: bytes) -> dict[str, str]:
    """Hashes of the uploaded files; empty if the manifest is damaged, so that everything is sent again."""
    try:
        sent = json.loads(content)
    except ValueError:
        return {}
    return sent if isinstance(sent, dict) else {}


def _open_address(address: str):
    import fsspec
    from fsspec.registry import known_implementations

    try:
        return fsspec.core.url_to_fs(address)
    except ImportError as error:
        home = known_implementations.get(address.partition("://")[0], {}).get("class", "").partition(".")[0]
        # For fsspec's own drivers the error already names the missing package.
        cure = f"its driver is not installed. Say: .venv/bin/python -m pip install {home}"
        raise BadAddress(f"OUT={address}: {error if home in ('', 'fsspec') else cure}") from None
    except ValueError as error:
        known = "file, memory, s3, gs, abfs, sftp"
        raise BadAddress(f"OUT={address}: {error}. Protocols are, among others: {known}") from None
