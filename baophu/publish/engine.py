"""Engines for papermill: a notebook's cells in a process of its own without a kernel, or in a kernel.

The process is the isolation: nothing that a cell does reaches the one that waits for it. Papermill loads this module
by its entry points while it is being loaded itself: import papermill first.
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
_LONGEST_SOCKET_NAME = 95  # letters; systems allow about a hundred, and a number follows


class ForkEngine(Engine):
    """``papermill --engine baophu``, or ``engine_name="baophu"``; cells run in this Python, whatever the kernel.

    They run in this very process where it was begun for a report, else in one forked from it, else in a kernel.
    """

    @classmethod
    def execute_notebook(cls, nb, kernel_name, **settings):
        """The notebook with its cells run; papermill reads faults from the outputs.

        Parameters
        ----------
        nb, kernel_name, settings : as papermill gives them to its own engines, and ``label`` and ``describe_cell``: what
            messages call the notebook, and the cell at a 0-based index.

        Raises
        ------
        CellFailed : the process of the cells died, or was ended at the deadline of one cell (``execution_timeout``).
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
        """Run the cells here; the deadline is the parent's."""
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

    Its kernels do not answer for one another.
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
        """Run the cells in a kernel, as papermill does."""
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
    """Kernels are spoken to through sockets with names: two that begin at once may choose the same port."""
    from jupyter_core.paths import jupyter_runtime_dir
    from traitlets.config import Config

    # Named here: left alone, all kernels of one working directory would have one name.
    name = Path(jupyter_runtime_dir()) / f"baophu-{os.getpid()}-{uuid4().hex[:8]}"
    if sys.platform == "win32" or len(str(name)) > _LONGEST_SOCKET_NAME:
        return {}
    name.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return {"config": Config(ConnectionFileMixin={"transport": "ipc", "ip": str(name)})}
