"""Write files atomically: completely or not at all."""

import os
import re
import threading
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from baophu.common.disk import name_full_disk

_TEMPORARY = re.compile(r"^\..+\.(\d+)-\d+(\.\w+)?$")  # as `temporary_file` names them


@contextmanager
def temporary_file(file: Path) -> Iterator[Path]:
    """A hidden file name in the same folder, unique to this process and thread; the file is deleted at the end.

    Raises
    ------
    OSError
        Of a full disk, with the name of the folder, which Python leaves out.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    name = file.parent / f".{file.stem}.{os.getpid()}-{threading.get_ident()}{file.suffix}"
    try:
        with name_full_disk(file.parent):
            yield name
    finally:
        name.unlink(missing_ok=True)


def write_all(contents: Mapping[Path, bytes]) -> None:
    """Write all files under temporary names, then rename them in the order of the mapping."""
    with ExitStack() as stack:
        new = {file: stack.enter_context(temporary_file(file)) for file in contents}
        for file, data in contents.items():
            new[file].write_bytes(data)
        for file in contents:
            new[file].replace(file)


def remove_leftovers(*folders: Path) -> None:
    """Delete temporary files of processes that no longer run."""
    for folder in folders:
        for file in folder.glob(".*-*"):
            match = _TEMPORARY.match(file.name)
            if match and not _is_alive(int(match[1])):
                file.unlink(missing_ok=True)


def _is_alive(pid: int) -> bool:
    import psutil  # os.kill(pid, 0) asks on POSIX, and interrupts the process on Windows

    return psutil.pid_exists(pid)
