"""Faults of a full disk, which Python raises without the name of the file that it wrote."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

DISK_FAULTS = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@contextmanager
def name_full_disk(place: Path) -> Iterator[None]:
    """Context in which the fault of a full disk names a place, unless it names one."""
    try:
        yield
    except OSError as error:
        if error.errno in DISK_FAULTS and error.filename is None:
            error.filename = str(place)
        raise
