"""Numbers as a spreadsheet displays them, from the stored value and the number format."""

import re
from decimal import ROUND_HALF_UP, Decimal

from baophu.importer.cells import NUMBER, TEXT, Cell, format_plain, text_cell
from baophu.importer.words import MAGNITUDES

FORMAT_LITERALS = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
_LITERAL_TEXT = re.compile(r'"([^"]*)"|\\(.)')
_SECTION_ENDS = re.compile(r';(?=(?:[^"]*"[^"]*")*[^"]*$)')


def number_cell(value: float | int, number_format: str = "General") -> Cell:
    """A number cell; ``number`` is the stored value, ``text`` the displayed one.

    Under a percent format both are multiplied by 100.
    """
    # A spreadsheet keeps fifteen digits; the rest is binary rounding.
    stored = Decimal(value) if isinstance(value, int) else Decimal(f"{value:.15g}")
    sections = _SECTION_ENDS.split(number_format)
    section = sections[min(2 if value == 0 else int(value < 0), len(sections) - 1)]
    literal = "".join(map("".join, _LITERAL_TEXT.findall(section))).strip()
    section = FORMAT_LITERALS.sub("", section)
    percent = "%" in section
    stored = stored * 100 if percent else stored
    scale = re.search(r"[0#?](,+)(?![0#?,])", section)
    displayed = stored.scaleb(-3 * len(scale.group(1))) if scale else stored
    places = _decimal_places(section)
    displayed = displayed if places is None else round_half_up(displayed, places)
    if not re.search("[0@]|general", section, re.IGNORECASE) and not (displayed and re.search("[#?]", section)):
        return text_cell(literal + re.sub("[^-–—]", "", section))  # a dash, words or nothing in place of digits
    if any(word in MAGNITUDES for word in literal.casefold().split()):
        return Cell(TEXT, f"{format_plain(displayed)} {literal}")
    return Cell(NUMBER, format_plain(displayed) + "%" * percent, stored, is_percent=percent)


def round_half_up(number: Decimal, places: int) -> Decimal:
    """Round as spreadsheets do, halves away from zero."""
    return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _decimal_places(section: str) -> int | None:
    """Decimal places of a format; None if it does not fix them."""
    if not re.search(r"[0#?]", section) or re.search(r"[eE/]", section):
        return None
    fraction = re.search(r"\.([0#?]+)", section)
    return len(fraction.group(1)) if fraction else 0
