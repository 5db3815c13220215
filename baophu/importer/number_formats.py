"""Numbers as a spreadsheet shows them, from what it stores and its number format."""

import re
from decimal import ROUND_HALF_UP, Decimal

from baophu.importer.cells import NUMBER, Cell, format_plain

FORMAT_LITERALS = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')


def number_cell(value: float | int, number_format: str = "General") -> Cell:
    """A number cell; ``number`` is what is stored, ``text`` what is shown.

    A percent format shows a hundred times what is stored, and both are given so.
    """
    # A spreadsheet keeps fifteen digits; binary noise beyond them was never typed.
    stored = Decimal(value) if isinstance(value, int) else Decimal(f"{value:.15g}")
    section = FORMAT_LITERALS.sub("", number_format.split(";")[0])
    percent = "%" in section
    stored = stored * 100 if percent else stored
    places = _decimal_places(section)
    displayed = stored if places is None else round_half_up(stored, places)
    return Cell(NUMBER, format_plain(displayed) + "%" * percent, stored, is_percent=percent)


def round_half_up(number: Decimal, places: int) -> Decimal:
    """A number rounded as spreadsheets round, halves away from zero."""
    return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _decimal_places(section: str) -> int | None:
    """Decimals that a format shows; None where it shows what there is, or scales by thousands."""
    if not re.search(r"[0#?]", section) or re.search(r"[0#?],+(?![0#?,])|[eE/]", section):
        return None
    fraction = re.search(r"\.([0#?]+)", section)
    return len(fraction.group(1)) if fraction else 0
