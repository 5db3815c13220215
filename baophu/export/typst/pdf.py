"""Export a notebook as a tagged PDF with text that can be copied, the same bytes at every build."""

import io
from functools import cache

from traitlets import default

from baophu.common.errors import ReportNotWhole
from baophu.export.typst.exporter import BaophuTypstExporter

_PIXELS_PER_INCH = 144.0


class BaophuPDFExporter(BaophuTypstExporter):
    """PDF/UA-1, and PDF/A-2a if the report has the date of its data."""

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
    """Compile Typst source to a compressed PDF.

    Parameters
    ----------
    source : str
        One file with everything in it.
    has_date : bool
        Whether the document has a date, which PDF/A requires.

    Returns
    -------
    bytes
        The PDF.

    Raises
    ------
    ReportNotWhole
        Typst refuses it, for example a link without a target, a drawing without an alternative text, or a letter that
        no font has.
    """
    standards = ["ua-1", "a-2a"] if has_date else ["ua-1"]
    return pack_objects(_compile(source.encode(), pdf_standards=standards))


def compile_png(source: bytes) -> bytes:
    """Compile Typst source to a picture of its first page, 144 pixels to the inch.

    Raises
    ------
    ReportNotWhole
        Typst refuses it.
    """
    pictures = _compile(source, format="png", ppi=_PIXELS_PER_INCH)
    return pictures if isinstance(pictures, bytes) else pictures[0]


def _compile(source: bytes, **settings):
    # Imported here because nbconvert loads every exporter at its start. A process that has compiled must not fork:
    # Typst's threads do not exist in the child, which would wait for them for ever.
    import typst

    try:
        return typst.compile(source, font_paths=load_fonts(), timestamp=0, **settings)
    except typst.TypstError as error:
        hints = "".join(f" ({hint})" for hint in error.hints)
        raise ReportNotWhole(f"PDF: {error.message}{hints}") from error


def pack_objects(pdf: bytes) -> bytes:
    """Compress the document to less than half: Typst writes the structure tree uncompressed."""
    import pikepdf

    packed = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        # False is the default, and some readers complain of the entry.
        if "/Suspects" in document.Root.get("/MarkInfo", {}):
            del document.Root.MarkInfo["/Suspects"]
        # A random id would change the bytes of every build.
        document.save(packed, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return packed.getvalue()


@cache
def load_fonts():
    """Typst's Libertinus and matplotlib's DejaVu: the same fonts on every machine.

    A process that has loaded them may still fork.
    """
    from importlib.util import find_spec
    from pathlib import Path

    import typst

    # Importing matplotlib would take half a second.
    matplotlib = Path(find_spec("matplotlib").origin).parent
    return typst.Fonts(include_system_fonts=False, font_paths=[matplotlib / "mpl-data" / "fonts" / "ttf"])
