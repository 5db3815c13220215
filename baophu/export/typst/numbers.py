"""Number the source entries of the PDF before Typst lays out the pages.

A counter of Typst is known only after layout, so every table that cites an entry would be laid out twice.
"""

import re
from collections.abc import Iterable

from baophu.report.typst_text import quote_typst

_PIECE = re.compile(r"(?=#data-table\(|#source-entry\()")
_SINGLE = re.compile(r'#source-entry\("([^"]+)"')
_ANCHOR = re.compile(r'#anchor\("([^"]+)"\)')
_NUMBERED = "numbered: true"


def number_entries(fragments: Iterable[str]) -> tuple[list[str], dict[str, int]]:
    """Number the entries through all fragments.

    Parameters
    ----------
    fragments : Iterable[str]
        Typst markup.

    Returns
    -------
    tuple
        The fragments, whose numbered tables have the range of their rows' numbers, and the number of each entry by
        its label.
    """
    numbers: dict[str, int] = {}
    return [
        "".join([_number_piece(piece, numbers) for piece in _PIECE.split(fragment)]) for fragment in fragments
    ], numbers


def _number_piece(piece: str, numbers: dict[str, int]) -> str:
    before = len(numbers)
    if single := _SINGLE.match(piece):
        numbers[single[1]] = before + 1
    elif piece.startswith("#data-table(") and _NUMBERED in piece:
        for label in _ANCHOR.findall(piece):
            numbers[label] = len(numbers) + 1
        # The template refuses a table whose number of rows differs.
        return piece.replace(_NUMBERED, f"numbered: ({before}, {len(numbers)})", 1)
    return piece


def typst_numbers(numbers: dict[str, int]) -> str:
    """The numbers as a Typst dictionary."""
    return f"({', '.join(f'{quote_typst(label)}: {number}' for label, number in numbers.items()) or ':'})"
