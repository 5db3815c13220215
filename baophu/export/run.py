"""Run one of our exporters on a notebook, in this process."""

from functools import cache

from baophu.common.imports import keep_jsonschema_light
from baophu.export.profiles import STANDARD

HTML, PDF = "baophu.export.html.exporter:BaophuHTMLExporter", "baophu.export.typst.pdf:BaophuPDFExporter"
SOURCE = "baophu.export.typst.exporter:BaophuTypstExporter"


def export(notebook, exporter_class, **settings) -> bytes:
    """Export a notebook.

    Parameters
    ----------
    notebook : NotebookNode
        An executed notebook.
    exporter_class : type or str
        Such as :class:`baophu.export.html.exporter.BaophuHTMLExporter`, or its path
        (``"baophu.export.html.exporter:BaophuHTMLExporter"``), which is imported on use.
    **settings : Any
        Settings of the exporter, such as ``profile="nd30"``.

    Returns
    -------
    bytes
        The exported file.
    """
    keep_jsonschema_light()
    output, _ = _exporter(exporter_class, **settings).from_notebook_node(notebook)
    return output.encode() if isinstance(output, str) else output


def load_exporters() -> None:
    """Import what exporting needs. Typst compiles nothing here, so this process may still fork: see ``pdf``."""
    keep_jsonschema_light()
    for exporter in (_exporter(HTML), _exporter(PDF, profile=STANDARD)):
        exporter.template  # noqa: B018 - reading the attribute compiles the template
    import pikepdf  # noqa: F401

    from baophu.export.typst.pdf import load_fonts

    load_fonts()


def warm_up_exporters() -> None:
    """Export a small notebook as HTML and Typst source, so that everything they need is loaded."""
    from nbformat import v4

    picture = {"image/svg+xml": '<svg viewBox="0 0 1 1"><path d="M 0.5 0 L 1 1" style="fill: none"/></svg>'}
    cells = [
        v4.new_markdown_cell("# A\n\n## B\n\nc"),
        v4.new_code_cell("d", outputs=[v4.new_output("display_data", picture)]),
    ]
    for exporter in (HTML, SOURCE):
        export(v4.new_notebook(cells=cells), exporter)


@cache
def _exporter(exporter_class, **settings):
    """The exporter with its compiled template, which takes longer to compile than to fill; it has no state."""
    exporter = _load(exporter_class) if isinstance(exporter_class, str) else exporter_class
    # Validated once, not after each of nbconvert's preprocessors, which are all disabled.
    return exporter(optimistic_validation=True, **settings)


def _load(path: str):
    from importlib import import_module

    module, name = path.split(":")
    return getattr(import_module(module), name)
