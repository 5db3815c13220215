"""What a reader may do without make."""

from pathlib import Path

from nbconvert.nbconvertapp import NbConvertApp


def nbconvert(notebook: Path, exporter: str, *words: str) -> None:
    """Call ``jupyter nbconvert`` in this process: starting another one takes longer than the export."""
    app = NbConvertApp()
    app.initialize(["--to", exporter, "--output-dir", str(notebook.parent), *words, str(notebook)])
    app.start()
