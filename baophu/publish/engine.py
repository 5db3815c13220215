"""Engines for papermill: a notebook's cells in a process forked from this one, without a kernel, or in a kernel.

What is loaded here is loaded there, so that no notebook waits for a kernel or for libraries. The fork is the
isolation: nothing that a cell does reaches this process. Fork is POSIX, and wants a process without threads:
where it is not to be had, papermill's own kernels do the same, only slower.

Papermill loads the engines that it finds while it is being loaded itself, so nothing of it is imported here before a
notebook is run.
"""

import math
import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from uuid import uuid4

from nbformat import from_dict

from baophu.publish import cells, forks

NAME, KERNEL = "baophu", "baophu-kernel"
_LONGEST_SOCKET_NAME = 95  # letters; systems allow about a hundred, and a number follows


class _Engine:
    """What papermill asks of an engine; the kinds differ in ``_run``."""

    @classmethod
    def execute_notebook(
        cls,
        nb,
        kernel_name,
        execution_timeout: float | None = None,
        meanwhile: Callable[[], object] = lambda: None,
        **kwargs,
    ):
        """The notebook with its cells run; papermill reads faults from the outputs.

        Parameters
        ----------
        nb, kernel_name, kwargs : as papermill gives them to its own engines.
        execution_timeout : seconds for one cell.
        meanwhile : called in this process while the first cells run, or their kernel begins.

        Raises
        ------
        CellTimeoutError, DeadKernelError : ``cell_index`` is the 0-based place of the cell that was running; the
            process of the cells is ended.
        """
        from papermill.engines import Engine

        run = partial(cls._run, seconds=execution_timeout, meanwhile=meanwhile)
        managed = type(cls.__name__, (Engine,), {"execute_managed_notebook": staticmethod(run)})
        return managed.execute_notebook(nb, kernel_name, **kwargs)

    @classmethod
    def nb_kernel_name(cls, nb, name=None) -> str:
        """The kernel that the notebook names, or the one given."""
        from papermill.utils import nb_kernel_name

        return nb_kernel_name(nb, name)

    @classmethod
    def nb_language(cls, nb, language=None) -> str:
        """The language that the notebook names, or the one given."""
        from papermill.utils import nb_language

        return nb_language(nb, language)


class ForkEngine(_Engine):
    """``papermill --engine baophu``, or ``engine_name="baophu"``; cells run in this Python, whatever the kernel."""

    @classmethod
    def _run(cls, nb_man, kernel_name, seconds, meanwhile, **kwargs) -> None:
        with cells.running(nb_man.nb.cells) as answers:
            meanwhile()
            for index, cell in enumerate(nb_man.nb.cells):
                if not _follow(nb_man, index, cell, answers, seconds):
                    return
            nb_man.nb.metadata["language_info"], changed = _next(answers)
            for place, outputs in changed.items():
                nb_man.nb.cells[place].outputs = from_dict(outputs)


class KernelEngine(_Engine):
    """Papermill's own engine, whose kernels do not answer for one another and whose faults tell the cell."""

    @classmethod
    def _run(cls, nb_man, kernel_name, seconds, meanwhile, **kwargs) -> None:
        from nbclient.exceptions import CellTimeoutError, DeadKernelError
        from papermill.engines import NBClientEngine

        meanwhile()
        kwargs |= _sockets()
        deadline = math.ceil(seconds) if seconds else None  # nbclient takes whole seconds
        try:
            NBClientEngine.execute_managed_notebook(nb_man, kernel_name, execution_timeout=deadline, **kwargs)
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
