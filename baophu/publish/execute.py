"""A notebook run with parameters that it declares, in a kernel of its own."""

import ast
import difflib
import os
import re
from contextlib import contextmanager
from pathlib import Path

from baophu import paths
from baophu.errors import CellFailed, UndeclaredParameter
from baophu.publish.content import first_line
from baophu.publish.imports import keep_jsonschema_light

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_LONGEST_CELL_SECONDS = 600


def execute(notebook: Path, output: Path, parameters: dict, label: str):
    """Run the notebook and keep the executed copy.

    Parameters
    ----------
    notebook : the file to run; its folder is the working directory.
    output : where the executed copy goes, also when a cell fails, for looking into.
    parameters : values for names that the notebook declares.
    label : what the message calls this run, such as ``binh-thuan (vi)``.

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
    with _kernel_environment(), _quiet_papermill():
        return _run(node, notebook.parent, output, parameters, label)


def declared_parameters(notebook) -> list[str]:
    """The names that the cell tagged ``parameters`` assigns, in order."""
    names = []
    for cell in notebook.cells:
        if cell.cell_type == "code" and "parameters" in cell.metadata.get("tags", []):
            names += [
                target.id
                for line in ast.parse(cell.source).body
                if isinstance(line, ast.Assign)
                for target in line.targets
                if isinstance(target, ast.Name)
            ]
    return names


def check_parameters(notebook, parameters: dict, name: str) -> None:
    """Raise UndeclaredParameter for a given name that the notebook does not declare."""
    declared = declared_parameters(notebook)
    faults = [_undeclared(given, declared) for given in parameters if given not in declared]
    if faults:
        raise UndeclaredParameter(f"{name}: {' '.join(faults)} Declared: {', '.join(declared) or 'none'}.")


def _undeclared(given: str, declared: list[str]) -> str:
    near = difflib.get_close_matches(given, declared, n=1)
    return f'no parameter "{given}".' + (f' Did you mean "{near[0]}"?' if near else "")


def _run(node, folder: Path, output: Path, parameters: dict, label: str):
    from nbclient.exceptions import CellTimeoutError, DeadKernelError
    from papermill import execute_notebook
    from papermill.exceptions import PapermillExecutionError

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
            execution_timeout=_LONGEST_CELL_SECONDS,
            # The kernel's own log: transport warnings at its start, interrupts at its end.
            extra_arguments=["--log-level=CRITICAL"],
        )
    except PapermillExecutionError as error:
        place = f'cell {_position(node, error.cell_index, parameters)} "{first_line(error.source)}"'
        reason = first_line(_COLOUR.sub("", error.evalue))
        raise CellFailed(f"{label}: {place}: {error.ename}: {reason}") from None
    except CellTimeoutError:
        raise CellFailed(f"{label}: a cell ran longer than {_LONGEST_CELL_SECONDS} seconds") from None
    except DeadKernelError:
        raise CellFailed(f"{label}: the kernel died; is there enough memory?") from None


def _position(source, index: int, parameters: dict) -> int:
    """The 1-based place of a cell in the notebook on disk, without the cell that papermill puts in."""
    tags = [cell.metadata.get("tags", []) for cell in source.cells]
    injects = parameters and not any("injected-parameters" in given for given in tags)
    before = next((place for place, given in enumerate(tags) if "parameters" in given), -1)
    return index if injects and index > before else index + 1


@contextmanager
def _kernel_environment():
    """The kernel imports this very package, reads the same checkout, and has nothing to say about itself."""
    packages = os.pathsep.join(filter(None, [str(paths.PACKAGE.parent), os.environ.get("PYTHONPATH")]))
    changed = {
        "PYTHONPATH": packages,
        "BAOPHU_ROOT": str(paths.ROOT),
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    }
    before = {name: os.environ.get(name) for name in changed}
    os.environ.update(changed)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


@contextmanager
def _quiet_papermill():
    """Leave papermill's progress messages out; errors still come through."""
    import logging

    logger = logging.getLogger("papermill")
    level = logger.level
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.setLevel(level)
