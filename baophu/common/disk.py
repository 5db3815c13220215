"""Faults of a full disk, which Python raises without the name of the file that it wrote."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

DISK_FAULTS = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@contextmanager
def name_full_disk(place: Path) -> Iterator[None]:
    """Context in which the fault of a full disk names a place, unless it names one.

    Those of NumPy and DuckDB, which have no ``errno``, become such a fault.
    """
    try:
        yield
    except OSError as error:
        if error.errno is None and "requested and" in str(error):  # numpy: "8000 requested and 512 written"
            raise _full_disk(place) from error
        if error.errno in DISK_FAULTS and error.filename is None:
            error.filename = str(place)
        raise
    except Exception as error:
        if os.strerror(errno.ENOSPC) in str(error):
            raise _full_disk(place) from error
        raise


def _full_disk(place: Path) -> OSError:
    return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(place))
