"""``data/local/``: what earlier imports left there, and how a new one is put in place whole or not at all."""

import contextlib
import csv
import io
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from baophu.ledger.schemas import Table


@dataclass
class LocalFiles:
    """The files under ``data/local/`` that an import touches."""

    data: Path

    @property
    def root(self) -> Path:
        """The folder; git ignores it."""
        return self.data / "local"

    def claims(self, province: str) -> Path:
        """Own figures of a province."""
        return self.root / "claims" / f"{province}.csv"

    @property
    def targets(self) -> Path:
        """Targets of every province's own tables."""
        return self.root / "targets.csv"

    @property
    def sources(self) -> Path:
        """One row for each imported file."""
        return self.root / "sources.csv"

    @property
    def areas(self) -> Path:
        """Parts of provinces that the published ledger does not have."""
        return self.root / "areas.csv"


def csv_bytes(table: Table, rows: list[dict]) -> bytes:
    """A table as it is written: the ledger's columns, sorted by key, LF."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, table.names, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(sorted(rows, key=lambda row: tuple(row[name] for name in table.key)))
    return text.getvalue().encode()


@dataclass
class Change:
    """Files to be put in place together, in this order: sources and areas before the figures that name them."""

    files: dict[Path, bytes] = field(default_factory=dict)

    def add_table(self, path: Path, table: Table, rows: list[dict]) -> None:
        """Put a table's rows at a path."""
        self.files[path] = csv_bytes(table, rows)

    def apply(self) -> None:
        """Write everything beside its place, then move all of it; on any failure the earlier files stand again."""
        temporary = {path: path.with_name(f".{path.name}.new") for path in self.files}
        backups = {path: path.with_name(f".{path.name}.old") for path in self.files}
        replaced_paths: list[Path] = []
        try:
            for path, content in self.files.items():
                _write(temporary[path], content)
                _back_up(path, backups[path])
            for path in self.files:
                replaced_paths.append(path)
                os.replace(temporary[path], path)  # noqa: PTH105 - tests make this very call fail
        except BaseException:
            for path in reversed(replaced_paths):
                _restore(path, backups[path])
            for path in self.files.keys() - set(replaced_paths):
                backups[path].unlink(missing_ok=True)
            raise
        finally:
            for path in temporary.values():
                path.unlink(missing_ok=True)
        # Reached only when all is well: what could not be restored stays beside its place.
        for path in backups.values():
            path.unlink(missing_ok=True)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as handle:
        handle.write(content)
        handle.flush()
        os.fsync(handle.fileno())


def _back_up(path: Path, backup: Path) -> None:
    """A second name for the earlier file, so that it can come back."""
    backup.unlink(missing_ok=True)
    if path.exists():
        try:
            os.link(path, backup)
        except OSError:  # file systems without links
            backup.write_bytes(path.read_bytes())


def _restore(path: Path, backup: Path) -> None:
    if backup.exists():
        backup.replace(path)
        backup.unlink(missing_ok=True)  # where both were still one file, replacing did nothing
    else:
        path.unlink(missing_ok=True)


@contextlib.contextmanager
def lock_folder(root: Path) -> Iterator[None]:
    """One import at a time: two at once would each drop the other's rows."""
    root.mkdir(parents=True, exist_ok=True)
    with (root / ".lock").open("w") as handle:
        with contextlib.suppress(ImportError):  # Windows has no fcntl
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
