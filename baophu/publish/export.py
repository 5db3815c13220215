"""A notebook through one of our exporters, in this process."""

from baophu.publish.imports import keep_jsonschema_light

HTML, PDF = "baophu.publish.html:BaophuHTMLExporter", "baophu.publish.pdf:BaophuPDFExporter"


def export(notebook, exporter_class, **settings) -> bytes:
    """The exported file.

    Parameters
    ----------
    notebook : an executed notebook node.
    exporter_class : such as :class:`baophu.publish.html.BaophuHTMLExporter`, or the path to it
        (``"baophu.publish.html:BaophuHTMLExporter"``), which is loaded late.
    settings : the exporter's own, such as ``profile="nd30"``.
    """
    keep_jsonschema_light()
    exporter = _load(exporter_class) if isinstance(exporter_class, str) else exporter_class
    output, _ = exporter(**settings).from_notebook_node(notebook)
    return output.encode() if isinstance(output, str) else output


def load_exporters() -> None:
    """Load what exporting needs, while something else is waited for. Typst compiles nothing yet: see ``pdf``."""
    keep_jsonschema_light()
    for path in (HTML, PDF):
        _load(path)
    import typst  # noqa: F401 - for its side effect of being loaded


def _load(path: str):
    from importlib import import_module

    module, name = path.split(":")
    return getattr(import_module(module), name)
