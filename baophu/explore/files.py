"""Charts and tables as the bytes of a file, for download in the browser."""

import io
from dataclasses import dataclass

import matplotlib as mpl
import pandas as pd

from baophu.explore.plot import ExportableChart, chart_style

PICTURES = {"svg": "image/svg+xml", "png": "image/png", "pdf": "application/pdf"}
TABLES = {"csv": "text/csv", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
_DPI = 200


@dataclass(frozen=True)
class File:
    """A file in memory."""

    name: str
    media_type: str
    content: bytes


def render_picture(chart: ExportableChart, stem: str, kind: str) -> File:
    """Render a chart with its title and sources.

    Parameters
    ----------
    chart : ExportableChart
        The chart.
    stem : str
        File name without suffix.
    kind : str
        One of ``PICTURES``.
    """
    buffer = io.BytesIO()
    # fonttype 42 embeds whole fonts in a PDF; no date, so that the same view gives the same bytes.
    metadata = {"svg": {"Date": None}, "pdf": {"CreationDate": None}, "png": {}}[kind]
    with chart_style(), mpl.rc_context({"svg.hashsalt": stem, "pdf.fonttype": 42}):
        chart.draw_with_title().savefig(buffer, format=kind, metadata=metadata, dpi=_DPI, facecolor="white")
    return File(f"{stem}.{kind}", PICTURES[kind], buffer.getvalue())


def render_table(frame: pd.DataFrame, stem: str, kind: str) -> File:
    """Render a table; the CSV begins with a byte order mark, for Excel.

    Parameters
    ----------
    frame : pd.DataFrame
        The rows, without an index.
    stem : str
        File name without suffix.
    kind : str
        One of ``TABLES``.
    """
    if kind == "csv":
        return File(f"{stem}.csv", TABLES[kind], frame.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig"))
    buffer = io.BytesIO()
    with pd.ExcelWriter(buffer, engine="openpyxl") as writer:
        frame.to_excel(writer, sheet_name="baophu", index=False, freeze_panes=(1, 1))
    return File(f"{stem}.xlsx", TABLES[kind], buffer.getvalue())
