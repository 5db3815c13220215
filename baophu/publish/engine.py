"""Engines for papermill: run a notebook's cells in a forked process without a kernel, or in a kernel.

The process isolates the notebook: nothing that a cell does affects the waiting parent. papermill loads this module
through its entry points while papermill itself is being imported, so import papermill first.
"""

import math
import os
import sys
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

from papermill.engines import Engine, NBClientEngine

from baophu.common.messages import message
from baophu.export.content import first_line
from baophu.publish import forks

NAME, KERNEL = "baophu", "baophu-kernel"
SKIP, MAY_FAIL = "skip-execution", "raises-exception"
_MAX_SOCKET_NAME = 95  # characters; systems allow about a hundred, and a number is appended


class ForkEngine(Engine):
    """``papermill --engine baophu``, or ``engine_name="baophu"``: cells run in this Python, whatever the kernel.

    They run in this process if it was forked for a report, else in a fork of it, else (no safe fork) in a kernel.
    """

    @classmethod
    def execute_notebook(cls, nb, kernel_name, **settings):
        """Run the notebook; papermill reads faults from the outputs.

        Parameters
        ----------
        nb : NotebookNode
            As papermill gives it to its own engines.
        kernel_name : str
            Used only if the cells run in a kernel.
        **settings : Any
            Those of papermill, with ``label``, the name of the notebook in messages, and ``describe_cell``, which
            gives the name of the cell at a 0-based index.

        Returns
        -------
        NotebookNode

        Raises
        ------
        CellFailed
            The process of the cells died, or a cell ran longer than ``execution_timeout`` seconds.
        """
        run = super().execute_notebook
        if forks.is_child():
            return run(nb, kernel_name, **settings)
        if not forks.is_usable():
            return KernelEngine.execute_notebook(nb, kernel_name, **settings)
        label, seconds = _label(settings), settings.get("execution_timeout")
        return forks.call(label, seconds, run, nb, kernel_name, **settings)

    @classmethod
    def execute_managed_notebook(
        cls, nb_man, kernel_name, describe_cell: Callable[[int], str] | None = None, **settings
    ):
        """Run the cells in this process; the parent enforces the deadline."""
        from baophu.publish.shell import start_shell

        shell = start_shell()
        for index, cell in enumerate(nb_man.nb.cells):
            nb_man.cell_start(cell, index)
            forks.announce((describe_cell or _place_in(nb_man))(index))
            if _is_run(cell):
                cell.execution_count = shell.execution_count
                cell.outputs, is_whole = shell.run(cell.source)
                if not is_whole and MAY_FAIL not in cell.metadata.get("tags", []):
                    nb_man.cell_exception(cell, cell_index=index)
                    nb_man.cell_complete(cell, cell_index=index)
                    break
            nb_man.cell_complete(cell, cell_index=index)
        forks.announce(None)


class KernelEngine(Engine):
    """``papermill --engine baophu-kernel``: papermill's own engine, with faults that name the cell.

    Each kernel has sockets of its own, so that kernels started at the same time cannot be confused.
    """

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man,
        kernel_name,
        execution_timeout: float | None = None,
        label: str = "",
        describe_cell: Callable[[int], str] | None = None,
        **settings,
    ):
        """Run the cells in a kernel."""
        from nbclient.exceptions import CellTimeoutError, DeadKernelError

        place, start = None, nb_man.cell_start

        def cell_start(cell, index):
            nonlocal place
            forks.announce(place := (describe_cell or _place_in(nb_man))(index))
            start(cell, index)

        nb_man.cell_start = cell_start
        label = label or _label(settings)
        # nbclient takes whole seconds.
        deadline = math.ceil(execution_timeout) if execution_timeout else None
        try:
            NBClientEngine.execute_managed_notebook(
                nb_man, kernel_name, execution_timeout=deadline, **_sockets(), **settings
            )
        except CellTimeoutError:
            raise forks.timeout_fault(label, place, execution_timeout) from None
        except DeadKernelError:
            raise forks.death_fault(label, place or message("cell-kernel")) from None
        forks.announce(None)


def _is_run(cell) -> bool:
    return cell.cell_type == "code" and bool(cell.source.strip()) and SKIP not in cell.metadata.get("tags", [])


def _label(settings: dict) -> str:
    return settings.get("label") or Path(settings.get("input_path") or "notebook").name


def _place_in(nb_man) -> Callable[[int], str]:
    return lambda index: message("cell", number=index + 1, source=first_line(nb_man.nb.cells[index].source))


def _sockets() -> dict:
    """Settings for named sockets: two kernels that start at the same time may choose the same port."""
    from jupyter_core.paths import jupyter_runtime_dir
    from traitlets.config import Config

    # By default all kernels of one working directory would share a name.
    name = Path(jupyter_runtime_dir()) / f"baophu-{os.getpid()}-{uuid4().hex[:8]}"
    if sys.platform == "win32" or len(str(name)) > _MAX_SOCKET_NAME:
        return {}
    name.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return {"config": Config(ConnectionFileMixin={"transport": "ipc", "ip": str(name)})}
