"""A notebook run with parameters that it declares, in a process of its own."""

import ast
import difflib
import os
import re
from collections.abc import Iterable, Mapping
from contextlib import contextmanager
from pathlib import Path

from baophu.common import paths
from baophu.common.errors import BadDeadline, CellFailed, InvalidLedger, UndeclaredParameter, UnknownEngine
from baophu.common.imports import keep_jsonschema_light
from baophu.common.messages import message
from baophu.export.content import first_line
from baophu.publish import forks

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_LONGEST_CELL_SECONDS = 600.0
ENGINES = ("fork", "kernel")


def execute(notebook: Path, output: Path, parameters: dict, label: str, engine: str | None = None):
    """Run the notebook and keep the executed copy.

    Parameters
    ----------
    notebook : the file to run; its folder is the working directory.
    output : where the executed copy goes, also when a cell fails, for looking into.
    parameters : values for names that the notebook declares.
    label : what the message calls this run, such as ``binh-thuan (vi)``.
    engine : ``fork`` or ``kernel``; ``fork`` where it is to be had if not given. The outputs are the same.

    Returns
    -------
    The executed notebook node.

    Raises
    ------
    UndeclaredParameter : papermill alone would warn and run with the default value.
    CellFailed : one line that says where and why.
    """
    keep_jsonschema_light()
    import nbformat

    node = nbformat.read(notebook, as_version=4)
    check_parameters(node, parameters, notebook.name)
    output.parent.mkdir(parents=True, exist_ok=True)
    with _surroundings():
        return _run(node, notebook.parent, output, parameters, label, _engine_name(engine))


def declared_parameters(notebook: Mapping) -> dict[str, ast.expr]:
    """The names that the cell tagged ``parameters`` assigns, in order, with what it assigns.

    Parameters
    ----------
    notebook : a notebook node, or the JSON of one.
    """
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    tagged = ["".join(cell["source"]) for cell in cells if "parameters" in cell["metadata"].get("tags", [])]
    lines = [line for source in tagged for line in ast.parse(source).body if isinstance(line, ast.Assign)]
    return {target.id: line.value for line in lines for target in line.targets if isinstance(target, ast.Name)}


def check_parameters(notebook, parameters: dict, name: str) -> None:
    """Raise UndeclaredParameter for a given name that the notebook does not declare."""
    declared = declared_parameters(notebook)
    faults = [_undeclared(given, declared) for given in parameters if given not in declared]
    if faults:
        raise UndeclaredParameter(
            message("undeclared-all", label=name, faults=" ".join(faults), names=", ".join(declared) or message("none"))
        )


def _undeclared(given: str, declared: Iterable[str]) -> str:
    near = difflib.get_close_matches(given, declared, n=1)
    return message("undeclared-near", name=given, near=near[0]) if near else message("undeclared", name=given)


def is_forked(wanted: str | None = None) -> bool:
    """Whether cells run in a process begun for the report; ``BAOPHU_ENGINE`` speaks where the caller does not.

    Raises
    ------
    UnknownEngine
    """
    wanted = wanted or os.environ.get("BAOPHU_ENGINE") or ""
    if wanted not in ("", *ENGINES):
        raise UnknownEngine(message("no-engine", name=repr(wanted), names=", ".join(ENGINES)))
    return wanted != "kernel" and (forks.is_child() or forks.is_usable())


def _engine_name(wanted: str | None) -> str:
    """The name of an engine in papermill's register."""
    from papermill.engines import papermill_engines

    from baophu.publish import engine

    # Found by its entry point too, but a checkout may be older in the environment than on disk.
    papermill_engines.register(engine.NAME, engine.ForkEngine)
    papermill_engines.register(engine.KERNEL, engine.KernelEngine)
    return engine.NAME if is_forked(wanted) else engine.KERNEL


def longest_cell_seconds() -> float:
    """The deadline of one cell: ``BAOPHU_CELL_SECONDS``, or ten minutes."""
    given = os.environ.get("BAOPHU_CELL_SECONDS", "")
    try:
        seconds = float(given or _LONGEST_CELL_SECONDS)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < float("inf"):
        raise BadDeadline(message("bad-deadline", given=repr(given)))
    return seconds


def _run(node, folder: Path, output: Path, parameters: dict, label: str, engine: str):
    from papermill import execute_notebook
    from papermill.exceptions import PapermillExecutionError

    def place(index: int) -> str:
        number = _position(node, index, parameters)
        return message("cell", number=number, source=first_line(node.cells[number - 1].source))

    try:
        return execute_notebook(
            node,
            # papermill reads braces in a path as the names of parameters.
            str(output).replace("{", "{{").replace("}", "}}"),
            parameters,
            cwd=folder,
            progress_bar=False,
            log_output=False,
            request_save_on_cell_execute=False,
            execution_timeout=longest_cell_seconds(),
            engine_name=engine,
            label=label,
            describe_cell=place,
            # The kernel's own log: transport warnings at its start, interrupts at its end.
            extra_arguments=["--log-level=CRITICAL"],
        )
    except PapermillExecutionError as error:
        if error.ename == InvalidLedger.__name__:
            # Edited while reports were built: no fault of the report, whose earlier files stay.
            raise InvalidLedger(_COLOUR.sub("", error.evalue).splitlines()[:-1]) from None
        reason = first_line(_COLOUR.sub("", error.evalue))
        raise CellFailed(f"{label}: {place(error.cell_index)}: {error.ename}: {reason}") from None


def _position(source, index: int, parameters: dict) -> int:
    """The 1-based place of a cell in the notebook on disk, without the cell that papermill puts in."""
    tags = [cell.metadata.get("tags", []) for cell in source.cells]
    injects = parameters and not any("injected-parameters" in given for given in tags)
    before = next((place for place, given in enumerate(tags) if "parameters" in given), -1)
    return index if injects and index > before else index + 1


@contextmanager
def _surroundings():
    """Cells import this very package and read the same checkout; papermill logs nothing, faults are exceptions."""
    import logging

    logger, level, before = logging.getLogger("papermill"), logging.getLogger("papermill").level, dict(os.environ)
    logger.setLevel(logging.CRITICAL)
    changed = {
        "PYTHONPATH": os.pathsep.join(filter(None, [str(paths.PACKAGE.parent), before.get("PYTHONPATH")])),
        "BAOPHU_ROOT": str(paths.ROOT),
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        # Threads for tables of some hundred rows cost more than they save.
        "OPENBLAS_NUM_THREADS": "1",
    }
    os.environ |= changed
    try:
        yield
    finally:
        logger.setLevel(level)
        os.environ.update(before)
        for name in changed.keys() - before.keys():
            del os.environ[name]
