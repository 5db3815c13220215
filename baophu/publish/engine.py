"""An engine for papermill: a notebook's cells in a process forked from this one, without a kernel.

What is loaded here is loaded there, so that no notebook waits for a kernel or for libraries. The fork is the
isolation: nothing that a cell does reaches this process. Fork is POSIX, and wants a process without threads:
where it is not to be had, papermill's own kernels do the same, only slower.
"""

import math
import os
import sys
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

from nbformat import from_dict
from papermill.engines import Engine, NBClientEngine

from baophu.publish import cells, forks

NAME, KERNEL = "baophu", "baophu-kernel"
_LONGEST_SOCKET_NAME = 95  # letters; systems allow about a hundred, and a number follows


class ForkEngine(Engine):
    """``papermill --engine baophu``, or ``engine_name="baophu"``."""

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man,
        kernel_name,
        execution_timeout: float | None = None,
        meanwhile: Callable[[], object] | None = None,
        **kwargs,
    ):
        """Run the cells; papermill reads faults from the outputs.

        Parameters
        ----------
        nb_man : the notebook as papermill manages it.
        kernel_name : not looked at; the cells run in this Python.
        execution_timeout : seconds for one cell.
        meanwhile : called in this process once the cells have begun.
        kwargs : of other engines.

        Raises
        ------
        CellTimeoutError, DeadKernelError : as with a kernel; the process is ended.
        """
        with cells.running(nb_man.nb.cells) as answers:
            if meanwhile is not None:
                meanwhile()
            for index, cell in enumerate(nb_man.nb.cells):
                if not _follow(nb_man, index, cell, answers, execution_timeout):
                    return
            nb_man.nb.metadata["language_info"], changed = _next(answers)
            for place, outputs in changed.items():
                nb_man.nb.cells[place].outputs = from_dict(outputs)


class KernelEngine(NBClientEngine):
    """Papermill's own engine; its faults carry ``cell_index``, the 0-based place of the cell that was running."""

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man,
        kernel_name,
        execution_timeout: float | None = None,
        meanwhile: Callable[[], object] | None = None,
        **kwargs,
    ):
        """Run the cells in a kernel; see :class:`ForkEngine`."""
        from nbclient.exceptions import CellTimeoutError, DeadKernelError

        if meanwhile is not None:
            meanwhile()
        kwargs |= _sockets()
        if execution_timeout:
            kwargs["execution_timeout"] = math.ceil(execution_timeout)  # nbclient takes whole seconds
        try:
            return super().execute_managed_notebook(nb_man, kernel_name, **kwargs)
        except (CellTimeoutError, DeadKernelError) as error:
            begun = [place for place, cell in enumerate(nb_man.nb.cells) if cell.metadata.papermill["start_time"]]
            error.cell_index = begun[-1] if begun else None
            raise


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


def _follow(nb_man, index: int, cell, answers, seconds: float | None) -> bool:
    """Wait for a cell and put its answer into it; whether the next one is to be run."""
    nb_man.cell_start(cell, index)
    goes_on = True
    try:
        if cells.is_run(cell):
            outputs, cell.execution_count, goes_on = _next(answers, cell, seconds, index)
            cell.outputs = from_dict(outputs)
        if not goes_on:
            nb_man.cell_exception(cell, cell_index=index)
    finally:
        nb_man.cell_complete(cell, cell_index=index)
    return goes_on


def _next(answers, cell=None, seconds: float | None = None, index: int | None = None):
    from nbclient.exceptions import CellTimeoutError, DeadKernelError

    try:
        if answers.poll(seconds):
            return answers.recv()
        fault = CellTimeoutError.error_from_timeout_and_cell("it did not end", seconds, cell)
    except forks.BROKEN:
        fault = DeadKernelError("the process of the cells ended")
    fault.cell_index = index
    raise fault
