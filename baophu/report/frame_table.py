"""An analyst's own frame as a table of a report."""

import re

import pandas as pd

from baophu.report.blocks import Block, Content, Link, Paragraph, TableBlock, inline_text
from baophu.report.frames import FrameWords, ids_in, is_claims, with_index
from baophu.report.sections.parts import claim_links

_NARROW, _WIDE = 6, 30  # letters of a column


def table(frame: pd.DataFrame, name: str, *, caption: str = "", language: str = "vi") -> Block:
    """A frame as a table of a report, with its columns, numbers and days in the words of the page.

    Columns of claims become links to the source entries, which are :func:`baophu.sources`. A day is written as finely
    as its column of precision says, and that column is left out.

    Parameters
    ----------
    frame : pandas.DataFrame
        The rows in their order; an index that has a name is the first column.
    name : str
        Anchor of the table, one a page: ``"falls"``.
    caption : str
        What the table shows.
    language : str
        ``"vi"`` or ``"en"``.

    Returns
    -------
    Block
        The table; a sentence that it has no rows where the frame has none.

    Raises
    ------
    UnknownLanguage

    Examples
    --------
    >>> import baophu
    >>> levels = baophu.country("en").levels().nlargest(3, "coverage_pct")
    >>> baophu.table(levels[["area_name", "as_of", "claim_ids"]], "highest", language="en").header
    ('Area', 'Day of the figure', 'Sources')
    """
    words, rows = FrameWords(language), with_index(frame)
    if rows.empty:
        return Paragraph(words.say("own-table-empty"))
    columns = [name for name in rows.columns if not _is_precision(name, rows)]
    cells = list(zip(*(_cells(rows, column, words) for column in columns), strict=True))
    header = tuple(words.label(column) for column in columns)
    return TableBlock(
        caption=caption or words.say("label-table"),
        header=header,
        rows=cells,
        numeric=frozenset(at for at, column in enumerate(columns) if _is_number(rows[column])),
        widths=tuple(_width(head, column) for head, column in zip(header, zip(*cells, strict=True), strict=True)),
        anchor=re.sub(r"[^\w-]+", "-", name).strip("-"),
    )


def _is_precision(column: str, rows: pd.DataFrame) -> bool:
    return str(column).endswith("_precision") and column.removesuffix("_precision") in rows.columns


def _is_number(column: pd.Series) -> bool:
    return pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column)


def _cells(rows: pd.DataFrame, column: str, words: FrameWords) -> list[Content]:
    if is_claims(column):
        return [claim_links(tuple(ids_in(cell))) for cell in rows[column]]
    if column == "url":
        texts = (words.cell(cell) for cell in rows[column])
        return [Link(text, text) if text.startswith("http") else text for text in texts]
    finely = rows.get(f"{column}_precision", pd.Series("day", index=rows.index))
    return [words.cell(cell, column, precision) for cell, precision in zip(rows[column], finely, strict=True)]


def _width(head: str, cells: tuple[Content, ...]) -> int:
    """About as wide as the longest cell and the longest word of the head, which takes at most three lines."""
    longest = max(len(inline_text(cell)) for cell in cells)
    return min(_WIDE, max(_NARROW, longest, len(head) // 3, *map(len, head.split())))
