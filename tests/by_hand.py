"""What a reader may do without make."""

from pathlib import Path

import papermill as pm
import pytest
from checkout import Checkout
from nbconvert.nbconvertapp import NbConvertApp


def nbconvert(notebook: Path, exporter: str, *words: str) -> None:
    """Call ``jupyter nbconvert`` in this process: starting another one takes longer than the export."""
    app = NbConvertApp()
    app.initialize(["--to", exporter, "--output-dir", str(notebook.parent), *words, str(notebook)])
    app.start()


def papermill(project: Checkout, notebook: str, output: Path, **parameters: str) -> None:
    """Call papermill in this process; the kernel is another one, in the folder of the notebook and with its package."""
    file = project.root / notebook
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(project.root))
        pm.execute_notebook(file, output, parameters, cwd=file.parent, progress_bar=False)
