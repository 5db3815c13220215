"""The files of ``data/local/``, and their atomic replacement by an import."""

import contextlib
import csv
import io
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from baophu.common.disk import name_full_disk
from baophu.ledger.schemas import Table


class LocalFiles:
    """Paths of the files under ``data/local/``, which git ignores.

    ``targets`` holds those of all provinces, ``sources`` a row for each imported file, ``areas`` what the published
    ledger does not have.
    """

    def __init__(self, data: Path):
        self.data, self.root = data, data / "local"
        self.targets, self.sources, self.areas = (self.root / f"{name}.csv" for name in ("targets", "sources", "areas"))

    def claims(self, province: str) -> Path:
        """Local figures of a province."""
        return self.root / "claims" / f"{province}.csv"

    def provinces(self) -> list[str]:
        """Provinces that have local figures."""
        return sorted(path.stem for path in (self.root / "claims").glob("*.csv"))


def csv_bytes(table: Table, rows: list[dict]) -> bytes:
    """A table as CSV bytes: all columns, sorted by key, LF line ends."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, table.names, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(sorted(rows, key=lambda row: tuple(row[name] for name in table.key)))
    return text.getvalue().encode()


@dataclass
class Change:
    """Files to replace together, in this order: sources and areas before the figures that refer to them."""

    files: dict[Path, bytes] = field(default_factory=dict)

    def add_table(self, path: Path, table: Table, rows: list[dict]) -> None:
        """Add a table file with its rows."""
        self.files[path] = csv_bytes(table, rows)

    def apply(self) -> None:
        """Write temporary files, then move all into place; on any failure restore the earlier files."""
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
        # Only after success: a backup that could not be restored is kept.
        for path in backups.values():
            path.unlink(missing_ok=True)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with name_full_disk(path), path.open("wb") as handle:
        handle.write(content)
        handle.flush()
        os.fsync(handle.fileno())


def _back_up(path: Path, backup: Path) -> None:
    """Keep the earlier file under a second name, so that it can be restored."""
    backup.unlink(missing_ok=True)
    if path.exists():
        try:
            os.link(path, backup)
        except OSError:  # file systems without links
            backup.write_bytes(path.read_bytes())


def _restore(path: Path, backup: Path) -> None:
    if backup.exists():
        backup.replace(path)
        backup.unlink(missing_ok=True)  # replacing does nothing if both are links to one file
    else:
        path.unlink(missing_ok=True)


@contextlib.contextmanager
def lock_folder(root: Path) -> Iterator[None]:
    """Lock the folder for one import at a time: two at once would each drop the other's rows."""
    root.mkdir(parents=True, exist_ok=True)
    with (root / ".lock").open("w") as handle:
        with contextlib.suppress(ImportError):  # Windows has no fcntl
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
