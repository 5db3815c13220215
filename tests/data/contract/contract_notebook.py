"""The synthetic notebook as an executed node, without the seconds that a kernel takes."""

import sys
from copy import deepcopy
from functools import cache
from pathlib import Path

import nbformat

FOLDER = Path(__file__).parent
NOTEBOOK = FOLDER / "synthetic-province.ipynb"


def executed(language="vi", cells=()):
    """The notebook with its outputs; ``cells`` are put behind the others, already executed."""
    notebook = deepcopy(_run(language))
    notebook.cells += cells
    return _numbered(notebook)


def _numbered(notebook):
    """The notebook as if its cells had been run once, from the top."""
    for number, cell in enumerate(notebook.cells, 1):
        if cell.cell_type == "code":
            cell.execution_count = number
    return notebook


@cache
def _run(language):
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    outputs = []
    sys.path.insert(0, str(FOLDER))
    try:
        import synthetic_province

        shown = synthetic_province.display
        synthetic_province.display = lambda data, raw, metadata: outputs.append((data, metadata))
        names = {}
        for cell in notebook.cells:
            if cell.cell_type == "code":
                outputs.clear()
                exec(cell.source, names)
                names["language"] = language
                cell.outputs = [
                    nbformat.v4.new_output("display_data", data=data, metadata=metadata) for data, metadata in outputs
                ]
        synthetic_province.display = shown
    finally:
        sys.path.remove(str(FOLDER))
    return notebook


def code_cell(source, *outputs):
    """A cell that has already run."""
    return nbformat.v4.new_code_cell(
        source, execution_count=1, outputs=list(outputs), id=f"added-{abs(hash(source)) % 10**6}"
    )


def shown(data, metadata=None):
    """One displayed output."""
    return nbformat.v4.new_output("display_data", data=data, metadata=metadata or {})


def notebook_of(*cells, **metadata):
    """Any other notebook."""
    return _numbered(nbformat.v4.new_notebook(cells=list(cells), metadata=metadata))
