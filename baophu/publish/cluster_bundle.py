"""All that a report is made from, in one file to send: code, notebooks, data and the lock.

The package goes along, so that what a machine elsewhere runs is what the record says, by construction: nobody has
to bring a new version to every worker, and no edit can be forgotten on one of them. Long series go apart, each with
the reports of its province: a hundred megabytes have no business on a machine that builds others.
"""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

from baophu import paths
from baophu.ledger.schemas import LOCAL

_MARK = paths.BUILD / "data.ok"  # that the data keeps every rule; recognised by content, so it need not be asked again
_NOT_SENT = ("__pycache__", "scratch")


def make_bundle() -> bytes:
    """A zip of what every report needs; the same contents give the same bytes."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as bundle:
        for name, file in sorted(_files()):
            # Without the time of the file, which is no part of its content.
            bundle.writestr(zipfile.ZipInfo(name), file.read_bytes(), zipfile.ZIP_DEFLATED)
    return held.getvalue()


def all_series() -> dict[str, bytes]:
    """The long series, by the name of the file: what a job is made from holds all of the data."""
    folder = paths.DATA / LOCAL / "series"
    return {file.relative_to(paths.ROOT).as_posix(): file.read_bytes() for file in _below(folder)}


def _files() -> Iterator[tuple[str, Path]]:
    series = paths.DATA / LOCAL / "series"
    for file in (*_below(paths.DATA), *_below(paths.NOTEBOOKS), paths.LOCK, _MARK):
        if file.is_file() and not file.is_relative_to(series):
            yield file.relative_to(paths.ROOT).as_posix(), file
    for file in _below(paths.PACKAGE):
        if file.suffix != ".pyc":
            yield file.relative_to(paths.PACKAGE.parent).as_posix(), file


def _below(folder: Path) -> Iterator[Path]:
    """Files in a folder and the folders in it, without hidden ones."""
    if not folder.is_dir():
        return
    for found in folder.iterdir():
        if found.name.startswith(".") or found.name in _NOT_SENT:
            continue
        if found.is_dir():
            yield from _below(found)
        else:
            yield found
