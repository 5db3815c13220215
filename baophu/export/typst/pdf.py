"""The notebook as one PDF: tagged, with text that can be copied, the same bytes at every build."""

import io
from functools import cache

from traitlets import default

from baophu.common.errors import ReportNotWhole
from baophu.export.typst.exporter import BaophuTypstExporter


class BaophuPDFExporter(BaophuTypstExporter):
    """PDF/UA-1, and PDF/A-2a when the report says the day of its data."""

    export_from_notebook = "Baophu PDF"
    output_mimetype = "application/pdf"

    @default("file_extension")
    def _file_extension_default(self):
        return ".pdf"

    def from_notebook_node(self, nb, resources=None, **kw):
        """Convert to the bytes of a PDF."""
        source, resources = super().from_notebook_node(nb, resources, **kw)
        resources["output_extension"] = ".pdf"
        return compile_pdf(source, has_date=resources.get("has_date", False)), resources


def compile_pdf(source: str, has_date: bool) -> bytes:
    """Typst source to PDF, packed.

    Parameters
    ----------
    source : one file, with everything in it.
    dated : whether the document has a date, which PDF/A demands.

    Raises
    ------
    ReportNotWhole : Typst refuses it: a link without an aim, a drawing without words, a letter in no font.
    """
    # Not at the top: nbconvert loads every exporter at its start. And a process that has compiled must not
    # fork afterwards: Typst's threads do not live on in the child, which then waits for ever.
    import typst

    standards = ["ua-1", "a-2a"] if has_date else ["ua-1"]
    try:
        pdf = typst.compile(source.encode(), font_paths=load_fonts(), pdf_standards=standards, timestamp=0)
    except typst.TypstError as error:
        hints = "".join(f" ({hint})" for hint in error.hints)
        raise ReportNotWhole(f"PDF: {error.message}{hints}") from error
    return pack_objects(pdf)


def pack_objects(pdf: bytes) -> bytes:
    """The same document in less than half the bytes: Typst writes each tag of the structure tree as plain text."""
    import pikepdf

    packed = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        # A random id would make other bytes at every build.
        document.save(packed, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return packed.getvalue()


@cache
def load_fonts():
    """Typst's Libertinus, and DejaVu as matplotlib ships it: the same letters on every machine.

    A process that has loaded them may fork.
    """
    from importlib.util import find_spec
    from pathlib import Path

    import typst

    # Found, not imported: matplotlib is half a second.
    matplotlib = Path(find_spec("matplotlib").origin).parent
    return typst.Fonts(include_system_fonts=False, font_paths=[matplotlib / "mpl-data" / "fonts" / "ttf"])
