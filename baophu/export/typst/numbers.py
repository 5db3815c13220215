"""Numbers of the source entries on paper, counted before Typst sets the page.

A counter of Typst's would be known only when the pages are set, and every table that cites an entry would be set again.
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

    Returns
    -------
    The fragments, whose numbered tables say which numbers their rows have, and the number of each entry by its label.
    """
    numbers: dict[str, int] = {}
    return ["".join([_numbered(piece, numbers) for piece in _PIECE.split(fragment)]) for fragment in fragments], numbers


def _numbered(piece: str, numbers: dict[str, int]) -> str:
    before = len(numbers)
    if single := _SINGLE.match(piece):
        numbers[single[1]] = before + 1
    elif piece.startswith("#data-table(") and _NUMBERED in piece:
        for label in _ANCHOR.findall(piece):
            numbers[label] = len(numbers) + 1
        # Typst refuses a table with another number of rows.
        return piece.replace(_NUMBERED, f"numbered: ({before}, {len(numbers)})", 1)
    return piece


def typst_numbers(numbers: dict[str, int]) -> str:
    """The numbers as a Typst dictionary."""
    return f"({', '.join(f'{quote_typst(label)}: {number}' for label, number in numbers.items()) or ':'})"
