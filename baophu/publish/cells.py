"""A process for a notebook's cells, forked from this one; begun early it loads libraries while nobody waits."""

import gc
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib import import_module
from typing import TYPE_CHECKING

from baophu.publish import forks
from baophu.publish.imports import keep_jsonschema_light

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

SKIP, MAY_FAIL = "skip-execution", "raises-exception"
_prepared: list[tuple] = []  # at most one: the process of the next notebook


def is_run(cell) -> bool:
    """Whether a notebook's cell is code that is to be run."""
    return cell.cell_type == "code" and bool(cell.source.strip()) and SKIP not in cell.metadata.get("tags", [])


@contextmanager
def prepared(modules: Sequence[str]) -> Iterator[None]:
    """Begin the process of the notebook that is run within this block, and let it load modules already.

    Where fork is not to be had nothing is begun.
    """
    if not forks.is_usable():
        yield
        return
    _prepared.append(forks.start("fork", _run_all, tuple(modules), is_duplex=True))
    try:
        yield
    finally:
        while _prepared:
            _end(*_prepared.pop())


@contextmanager
def running(cells: Sequence) -> Iterator["Connection"]:
    """A process that runs the cells; it ends with the block, whatever it is doing.

    Parameters
    ----------
    cells : of the notebook, all of them.

    Yields
    ------
    A connection with an answer for each cell that is run: its outputs, the number of the cell, whether the next is to
    be run; and at the end what the language is, and the outputs by place if a cell changed those of an earlier one.
    """
    process, connection = _prepared.pop() if _prepared else forks.start("fork", _run_all, (), is_duplex=True)
    try:
        with suppress(*forks.BROKEN):  # a process that has died is noticed where its answer is waited for
            connection.send((list(cells), str(_here()), dict(os.environ)))
        yield connection
    finally:
        _end(process, connection)


def _here() -> str:
    return os.getcwd()  # noqa: PTH109 - told to another process as it is


def _end(process, connection) -> None:
    forks.stop(process)
    connection.close()


def _run_all(connection, parent: int, modules: Sequence[str]) -> None:
    """In the forked process."""
    forks.end_with(parent)
    forks.seed_anew()
    keep_jsonschema_light()
    gc.disable()
    from baophu.publish.shell import Shell, language_info

    for module in modules:
        # What cannot be loaded is a fault of the cell that wants it.
        with suppress(Exception):
            import_module(module)
    # What is loaded stays, and need not be looked through again and again.
    gc.freeze()
    gc.enable()
    with suppress(*forks.BROKEN):
        cells, folder, environment = connection.recv()
        os.chdir(folder)
        os.environ.update(environment)
        _answer_each(cells, Shell(), connection, language_info())
    # Nothing is tidied up twice: what was open when this process began is the parent's.
    os._exit(0)


def _answer_each(cells, shell, connection, language: dict) -> None:
    sent = {}
    for place, cell in enumerate(cells):
        if is_run(cell):
            sent[place], came_to_its_end = shell.run(cell.source)
            goes_on = came_to_its_end or MAY_FAIL in cell.metadata.get("tags", [])
            connection.send((sent[place], shell.count, goes_on))
            if not goes_on:
                return
    # A cell may have changed what an earlier one displays.
    connection.send((language, sent if shell.has_updated else {}))
