"""Numbers as a spreadsheet displays them, from the stored value and the number format."""

import re
from decimal import ROUND_HALF_UP, Decimal

from baophu.importer.cells import NUMBER, Cell, format_plain

FORMAT_LITERALS = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')


def number_cell(value: float | int, number_format: str = "General") -> Cell:
    """A number cell; ``number`` is the stored value, ``text`` the displayed one.

    Under a percent format both are multiplied by 100.
    """
    # A spreadsheet keeps fifteen digits; the rest is binary rounding.
    stored = Decimal(value) if isinstance(value, int) else Decimal(f"{value:.15g}")
    section = FORMAT_LITERALS.sub("", number_format.split(";")[0])
    percent = "%" in section
    stored = stored * 100 if percent else stored
    places = _decimal_places(section)
    displayed = stored if places is None else round_half_up(stored, places)
    return Cell(NUMBER, format_plain(displayed) + "%" * percent, stored, is_percent=percent)


def round_half_up(number: Decimal, places: int) -> Decimal:
    """Round as spreadsheets do, halves away from zero."""
    return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _decimal_places(section: str) -> int | None:
    """Decimal places of a format; None if it does not fix them or scales by thousands."""
    if not re.search(r"[0#?]", section) or re.search(r"[0#?],+(?![0#?,])|[eE/]", section):
        return None
    fraction = re.search(r"\.([0#?]+)", section)
    return len(fraction.group(1)) if fraction else 0
