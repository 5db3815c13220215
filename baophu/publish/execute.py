"""Run a notebook in a separate process, with parameters that it declares."""

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
_DEFAULT_CELL_SECONDS = 600.0
ENGINES = ("fork", "kernel")


def execute(notebook: Path, output: Path, parameters: dict, label: str, engine: str | None = None):
    """Run the notebook and keep the executed copy.

    Parameters
    ----------
    notebook : Path
        The file to run; its folder is the working directory.
    output : Path
        Where the executed copy is written, also if a cell fails, so that it can be inspected.
    parameters : dict
        Values for names that the notebook declares.
    label : str
        Name of this run in messages, such as ``binh-thuan (vi)``.
    engine : str, optional
        ``fork`` or ``kernel``; by default ``fork`` where it is safe. The outputs are the same.

    Returns
    -------
    NotebookNode
        The executed notebook.

    Raises
    ------
    UndeclaredParameter
        papermill alone would warn and run with the default value.
    CellFailed
        One line that says which cell failed and why.
    """
    keep_jsonschema_light()
    import nbformat

    node = nbformat.read(notebook, as_version=4)
    check_parameters(node, parameters, notebook.name)
    output.parent.mkdir(parents=True, exist_ok=True)
    with _execution_environment():
        return _run(node, notebook.parent, output, parameters, label, _engine_name(engine))


def declared_parameters(notebook: Mapping) -> dict[str, ast.expr]:
    """The names that the cell tagged ``parameters`` assigns, in order, with the assigned expressions.

    Parameters
    ----------
    notebook : Mapping
        A notebook node, or a notebook's parsed JSON.

    Returns
    -------
    dict
        Expressions by name.
    """
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    tagged = ["".join(cell["source"]) for cell in cells if "parameters" in cell["metadata"].get("tags", [])]
    lines = [line for source in tagged for line in ast.parse(source).body if isinstance(line, ast.Assign)]
    return {target.id: line.value for line in lines for target in line.targets if isinstance(target, ast.Name)}


def check_parameters(notebook, parameters: dict, name: str) -> None:
    """Raise UndeclaredParameter if a name in ``parameters`` is not declared in the notebook."""
    declared = declared_parameters(notebook)
    faults = [_undeclared(name, declared) for name in parameters if name not in declared]
    if faults:
        raise UndeclaredParameter(
            message("undeclared-all", label=name, faults=" ".join(faults), names=", ".join(declared) or message("none"))
        )


def _undeclared(name: str, declared: Iterable[str]) -> str:
    near = difflib.get_close_matches(name, declared, n=1)
    return message("undeclared-near", name=name, near=near[0]) if near else message("undeclared", name=name)


def is_forked(engine: str | None = None) -> bool:
    """Whether cells run in a forked process rather than a kernel.

    Parameters
    ----------
    engine : str, optional
        ``fork`` or ``kernel``; by default the environment variable ``BAOPHU_ENGINE``.

    Returns
    -------
    bool

    Raises
    ------
    UnknownEngine
        It is neither ``fork`` nor ``kernel``.
    """
    engine = engine or os.environ.get("BAOPHU_ENGINE") or ""
    if engine not in ("", *ENGINES):
        raise UnknownEngine(message("no-engine", name=repr(engine), names=", ".join(ENGINES)))
    return engine != "kernel" and (forks.is_child() or forks.is_usable())


def _engine_name(name: str | None) -> str:
    """The name of an engine in papermill's registry."""
    from papermill.engines import papermill_engines

    from baophu.publish import engine

    # Entry points register them too, but those of the environment may be older than this checkout.
    papermill_engines.register(engine.NAME, engine.ForkEngine)
    papermill_engines.register(engine.KERNEL, engine.KernelEngine)
    return engine.NAME if is_forked(name) else engine.KERNEL


def longest_cell_seconds() -> float:
    """The deadline of one cell in seconds: ``BAOPHU_CELL_SECONDS``, by default 600.

    Raises
    ------
    BadDeadline
        It is not a positive number.
    """
    value = os.environ.get("BAOPHU_CELL_SECONDS", "")
    try:
        seconds = float(value or _DEFAULT_CELL_SECONDS)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < float("inf"):
        raise BadDeadline(message("bad-deadline", given=repr(value)))
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
            # papermill reads braces in a path as names of parameters.
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
            # Hides the kernel's log: transport warnings at its start, interrupts at its end.
            extra_arguments=["--log-level=CRITICAL"],
        )
    except PapermillExecutionError as error:
        if error.ename == InvalidLedger.__name__:
            # The data were edited during the build: not the report's fault, so its earlier files stay.
            raise InvalidLedger(_COLOUR.sub("", error.evalue).splitlines()[:-1]) from None
        reason = first_line(_COLOUR.sub("", error.evalue))
        raise CellFailed(f"{label}: {place(error.cell_index)}: {error.ename}: {reason}") from None


def _position(source, index: int, parameters: dict) -> int:
    """The 1-based position of a cell in the notebook on disk, not counting the cell that papermill injects."""
    tags = [cell.metadata.get("tags", []) for cell in source.cells]
    injects = parameters and not any("injected-parameters" in cell_tags for cell_tags in tags)
    before = next((place for place, cell_tags in enumerate(tags) if "parameters" in cell_tags), -1)
    return index if injects and index > before else index + 1


@contextmanager
def _execution_environment():
    """Make cells import this package and read this checkout, and silence papermill: faults are exceptions."""
    import logging

    logger, level, before = logging.getLogger("papermill"), logging.getLogger("papermill").level, dict(os.environ)
    logger.setLevel(logging.CRITICAL)
    changed = {
        "PYTHONPATH": os.pathsep.join(filter(None, [str(paths.PACKAGE.parent), before.get("PYTHONPATH")])),
        "BAOPHU_DATA": str(paths.DATA),
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        # For tables of some hundred rows threads cost more than they save.
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
