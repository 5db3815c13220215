"""Where finished reports go: ``reports/``, or any address that fsspec knows (``OUT=s3://bucket/reports``).

An address holds for each report the HTML, the PDF, the executed notebook and, in ``.keys/``, the record of what they
were made from, which is what says there whether a report is up to date.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path, PurePosixPath

from baophu import paths
from baophu.errors import BadAddress, BaophuError
from baophu.publish import build
from baophu.publish.files import put_all
from baophu.publish.freshness import Inputs, fits, from_bytes, to_bytes
from baophu.publish.render import Job, Rendered

_KEYS = ".keys"
_SITE = f"{_KEYS}/site.json"


class Here:
    """``reports/`` of this checkout."""

    shown = "reports/"

    def is_current(self, job: Job, key: Inputs) -> bool:
        """Whether the files in place are those of the key."""
        return build.is_current(job, key)

    def publish(self, job: Job, key: Inputs, rendered: Rendered) -> None:
        """Put the files in place."""
        build.publish(job, key, rendered)

    def remove(self, job: Job) -> None:
        """Take the files of a report away."""
        build.remove(job)


class Out:
    """A folder or bucket at an address.

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
        self._is_folder = "file" in _protocols(self._files)
        with self._understood():
            self._try_out()

    def is_current(self, job: Job, key: Inputs) -> bool:
        """Whether the record there says so, and the files have the sizes that it gives."""
        record = self._records.get(_record(job), {})
        sizes = record.get("sizes") or {}
        return (
            fits(record, key, job.facts_digest)
            and bool(sizes)
            and all(self._sizes.get(n) == size for n, size in sizes.items())
        )

    def publish(self, job: Job, key: Inputs, rendered: Rendered) -> None:
        """Write the files, each whole, and last the record of what they were made from.

        Should the writing end in between, the record there is not that of the key, or names other files.
        """
        sizes = {name: len(data) for name, data in rendered.files.items()}
        record = {**build.record_of(job, key, rendered), "sizes": sizes}
        if job.places.executed.is_file():
            self._write_notebook(_notebook(job), job.places.executed.read_text("utf-8"))
        self._write(rendered.files)
        self._write({_record(job): to_bytes(record)})

    def remove(self, job: Job) -> None:
        """Take the files of a report away, first the record."""
        for name in (_record(job), *(file.name for file in job.places.outputs), _notebook(job)):
            self._remove(name)

    def mirror(self, folder: Path) -> int:
        """Bring the address to what is in a folder: what is new or differs is sent, what is gone is removed.

        Returns
        -------
        How many files were sent.
        """
        found = {file.relative_to(folder).as_posix(): file for file in _shown_below(folder)}
        hashes = {name: hashlib.sha256(file.read_bytes()).hexdigest() for name, file in found.items()}
        before = self._site()
        sent = [name for name in found if before.get(name) != hashes[name] or name not in self._sizes]
        # Named by nobody until it is written again: a mirror that is interrupted sends what it had not come to.
        self._remove(_SITE)
        # Pages that lead to others come last, in the order of their names otherwise.
        for name in sorted(sent, key=lambda name: (name.startswith("index"), name)):
            self._write({name: found[name].read_bytes()})
        for name in before.keys() - found.keys():
            self._remove(name)
        self._write({_SITE: to_bytes(hashes)})
        return len(sent)

    # ── What is there ────────────────────────────────────────────────────────────────────────────────────────

    @cached_property
    def _sizes(self) -> dict[str, int]:
        """Size of every file there in bytes, by name below the root; asked once."""
        found = self._files.find(self._root, detail=True)
        start = len(self._root.rstrip("/")) + 1
        return {path[start:]: info["size"] for path, info in found.items()}

    @cached_property
    def _records(self) -> dict[str, dict]:
        names = [name for name in self._sizes if PurePosixPath(name).parent.name == _KEYS and name != _SITE]
        if not names:
            return {}
        # All at once: a store that is far away answers many questions as fast as one.
        texts = self._files.cat([self._path(name) for name in names], on_error="omit")
        by_path = {self._path(name): name for name in names}
        return {by_path[path]: from_bytes(text) for path, text in texts.items() if path in by_path}

    def _site(self) -> dict[str, str]:
        try:
            return json.loads(self._files.cat_file(self._path(_SITE)))
        except (FileNotFoundError, ValueError):
            return {}

    # ── Writing ──────────────────────────────────────────────────────────────────────────────────────────────

    def _path(self, name: str) -> str:
        return f"{self._root.rstrip('/')}/{name}"

    def _write(self, files: Mapping[str, bytes]) -> None:
        """All of them or none, as far as the store has such a thing; each whole in any case."""
        if self._is_folder:
            put_all({Path(self._path(name)): data for name, data in files.items()})
            return
        for folder in {self._files._parent(self._path(name)) for name in files}:
            self._files.makedirs(folder, exist_ok=True)
        with self._files.transaction:
            for name, data in files.items():
                with self._files.open(self._path(name), "wb") as handle:
                    handle.write(data)

    def _write_notebook(self, name: str, text: str) -> None:
        """Through papermill's own handler for the address; through fsspec where it has none, or lacks its driver."""
        from papermill.exceptions import PapermillOptionalDependencyException
        from papermill.iorw import papermill_io

        address = self._files.unstrip_protocol(self._path(name))
        scheme = f"{address.partition('://')[0]}://"
        if papermill_io.get_handler(address) is papermill_io.get_handler("a path.ipynb"):
            papermill_io.register(scheme, _Handler(self))
        try:
            papermill_io.write(text, address)
        except PapermillOptionalDependencyException:
            papermill_io.register(scheme, _Handler(self))
            papermill_io.write(text, address)

    def _remove(self, name: str) -> None:
        with suppress(FileNotFoundError):
            self._files.rm_file(self._path(name))

    def _try_out(self) -> None:
        """Whether one may write there, and read what is there: better known before anything is built."""
        name = f"{_KEYS}/.try"
        self._write({name: b""})
        self._remove(name)
        assert self._records is not None

    @contextmanager
    def _understood(self) -> Iterator[None]:
        try:
            yield
        except BaophuError:
            raise
        except Exception as error:
            reason = " ".join(str(error).split())[:200] or type(error).__name__
            raise BadAddress(
                f"OUT={self.shown} cannot be written: {type(error).__name__}: {reason}. Does it exist, and have you "
                "the right to write there? Keys and rights are set as its own tools want them (see docs/cluster.md)"
            ) from None


class _Handler:
    """Notebooks through fsspec, in papermill's register."""

    def __init__(self, out: Out):
        self._files, self._out = out._files, out

    def read(self, path: str) -> str:
        return self._files.cat_file(path).decode("utf-8")

    def listdir(self, path: str) -> list[str]:
        return self._files.ls(path, detail=False)

    def write(self, text: str, path: str) -> None:
        place = self._files._strip_protocol(path)
        self._out._write({place[len(self._out._root.rstrip("/")) + 1 :]: text.encode()})

    def pretty_path(self, path: str) -> str:
        return path


def shelf(address: str | None) -> Here | Out:
    """Where reports are to go."""
    return Out(address) if address else Here()


def _opened(address: str):
    import fsspec

    try:
        return fsspec.core.url_to_fs(address)
    except ImportError as error:
        raise BadAddress(f"OUT={address}: {_driver(address) or error}") from None
    except ValueError as error:
        known = "file, memory, s3, gs, abfs, sftp"
        raise BadAddress(f"OUT={address}: {error}. Protocols are, among others: {known}") from None


def _driver(address: str) -> str:
    """How to get what an address needs."""
    from fsspec.registry import known_implementations

    home = known_implementations.get(address.partition("://")[0], {}).get("class", "").partition(".")[0]
    if home in ("", "fsspec"):
        return ""
    return f"its driver is not installed. Say: .venv/bin/python -m pip install {home}"


def _protocols(files) -> tuple[str, ...]:
    return (files.protocol,) if isinstance(files.protocol, str) else tuple(files.protocol)


def _record(job: Job) -> str:
    return job.places.record.relative_to(paths.REPORTS).as_posix()


def _notebook(job: Job) -> str:
    return f"{job.places.pdf.stem}.ipynb"


def _shown_below(folder: Path) -> Iterator[Path]:
    """Files in a folder, with the records but without what is hidden otherwise."""
    for file in folder.rglob("*"):
        hidden = [part for part in file.relative_to(folder).parts if part.startswith(".") and part != _KEYS]
        if file.is_file() and not hidden:
            yield file
