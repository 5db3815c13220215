"""Charts and data as bytes of a file, for a browser to download or a notebook to write."""

import io
from dataclasses import dataclass

import matplotlib as mpl
import pandas as pd

from baophu.explore.drawn import Drawn, settings

PICTURES = {"svg": "image/svg+xml", "png": "image/png", "pdf": "application/pdf"}
TABLES = {"csv": "text/csv", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
_DPI = 200


@dataclass(frozen=True)
class File:
    """A file that is not written yet."""

    name: str
    media_type: str
    content: bytes


def picture(found: Drawn, stem: str, kind: str) -> File:
    """A chart with its title and sources on it.

    Parameters
    ----------
    kind : one of ``PICTURES``.
    """
    buffer = io.BytesIO()
    # Letters stay letters in an SVG and are embedded whole in a PDF; no date, so that the same view is the same file.
    undated = {"svg": {"Date": None}, "pdf": {"CreationDate": None}, "png": {}}[kind]
    with settings(), mpl.rc_context({"svg.hashsalt": stem, "pdf.fonttype": 42}):
        found.titled().savefig(buffer, format=kind, metadata=undated, dpi=_DPI, facecolor="white")
    return File(f"{stem}.{kind}", PICTURES[kind], buffer.getvalue())


def table(frame: pd.DataFrame, stem: str, kind: str) -> File:
    """A table with its provenance columns; the CSV begins with a byte order mark, for Excel.

    Parameters
    ----------
    kind : one of ``TABLES``.
    """
    if kind == "csv":
        return File(f"{stem}.csv", TABLES[kind], frame.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig"))
    buffer = io.BytesIO()
    with pd.ExcelWriter(buffer, engine="openpyxl") as writer:
        frame.to_excel(writer, sheet_name="baophu", index=False, freeze_panes=(1, 1))
    return File(f"{stem}.xlsx", TABLES[kind], buffer.getvalue())
