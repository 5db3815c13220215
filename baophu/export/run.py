"""A notebook through one of our exporters, in this process."""

from functools import cache

from baophu.common.imports import keep_jsonschema_light
from baophu.export.profiles import STANDARD

HTML, PDF = "baophu.export.html.exporter:BaophuHTMLExporter", "baophu.export.typst.pdf:BaophuPDFExporter"
SOURCE = "baophu.export.typst.exporter:BaophuTypstExporter"


def export(notebook, exporter_class, **settings) -> bytes:
    """The exported file.

    Parameters
    ----------
    notebook : an executed notebook node.
    exporter_class : such as :class:`baophu.export.html.exporter.BaophuHTMLExporter`, or the path to it
        (``"baophu.export.html.exporter:BaophuHTMLExporter"``), which is loaded late.
    settings : the exporter's own, such as ``profile="nd30"``.
    """
    keep_jsonschema_light()
    output, _ = _exporter(exporter_class, **settings).from_notebook_node(notebook)
    return output.encode() if isinstance(output, str) else output


def load_exporters() -> None:
    """Load what exporting needs, while something else is waited for. Typst compiles nothing yet: see ``pdf``."""
    keep_jsonschema_light()
    for exporter in (_exporter(HTML), _exporter(PDF, profile=STANDARD)):
        exporter.template  # noqa: B018 - read and compiled when it is first asked for
    import pikepdf  # noqa: F401

    from baophu.export.typst.pdf import load_fonts

    load_fonts()


def warm_up_exporters() -> None:
    """Take a small notebook through both formats, as far as Typst's source, so that all they need is at hand."""
    from nbformat import v4

    drawn = {"image/svg+xml": '<svg viewBox="0 0 1 1"><path d="M 0.5 0 L 1 1" style="fill: none"/></svg>'}
    cells = [
        v4.new_markdown_cell("# A\n\n## B\n\nc"),
        v4.new_code_cell("d", outputs=[v4.new_output("display_data", drawn)]),
    ]
    for exporter in (HTML, SOURCE):
        export(v4.new_notebook(cells=cells), exporter)


@cache
def _exporter(exporter_class, **settings):
    """The exporter with its template, which takes longer to compile than to fill; it keeps nothing of a notebook."""
    exporter = _load(exporter_class) if isinstance(exporter_class, str) else exporter_class
    # Checked once, not after each of nbconvert's preprocessors, which are all at rest.
    return exporter(optimistic_validation=True, **settings)


def _load(path: str):
    from importlib import import_module

    module, name = path.split(":")
    return getattr(import_module(module), name)
