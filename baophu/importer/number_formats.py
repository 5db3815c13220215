"""Numbers as a spreadsheet displays them, from the stored value and the number format."""

import re
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from baophu.importer.cells import NUMBER, TEXT, Cell, format_plain, text_cell
from baophu.importer.numerals import COUNT_WORDS

FORMAT_LITERALS = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
_LITERAL_TEXT = re.compile(r'"([^"]*)"|\\(.)|\[\$([^-\]]*)[^\]]*\]')
_WORD = re.compile(r"[^\W\d_]|[₫$€]")
_ALWAYS_DIGITS = re.compile("[0@]|general", re.IGNORECASE)
_SECTION_ENDS = re.compile(r';(?=(?:[^"]*"[^"]*")*[^"]*$)')


@lru_cache(maxsize=1 << 10)
def _read_section(number_format: str, sign: int) -> tuple[tuple[str, str], str, bool, int, int | None]:
    """The section for numbers of a sign: its words around them, its bare form, per cent, thousands cut off, places."""
    sections = _SECTION_ENDS.split(number_format)
    section = sections[min({1: 0, -1: 1, 0: 2}[sign], len(sections) - 1)]
    digits = re.search("[0#?]", FORMAT_LITERALS.sub(lambda match: " " * len(match.group()), section))
    start = digits.start() if digits else len(section)
    before, after = ("".join(map("".join, _LITERAL_TEXT.findall(part))) for part in (section[:start], section[start:]))
    bare = FORMAT_LITERALS.sub("", section)
    scale = re.search(r"[0#?](,+)(?![0#?,])", bare)
    return (
        (before.lstrip(), after.strip()),
        bare,
        "%" in bare,
        3 * len(scale.group(1)) if scale else 0,
        _decimal_places(bare),
    )


def number_cell(value: float | int, number_format: str = "General") -> Cell:
    """A number cell; ``number`` is the stored value, ``text`` the displayed one.

    Under a percent format both are multiplied by 100. Words of the format are part of the text, unless they are a unit.
    """
    (before, after), bare, is_percent, scale, places = _read_section(number_format, (value > 0) - (value < 0))
    # A spreadsheet keeps fifteen digits; the rest is binary rounding.
    stored = Decimal(value) if isinstance(value, int) else Decimal(f"{value:.15g}")
    stored = stored * 100 if is_percent else stored
    displayed = stored.scaleb(-scale)
    displayed = displayed if places is None else round_half_up(displayed, places)
    if not _ALWAYS_DIGITS.search(bare) and not (displayed and re.search("[#?]", bare)):
        return text_cell(before + after + re.sub("[^-–—]", "", bare))  # a dash, words or nothing in place of digits
    unit = COUNT_WORDS.get(after.casefold(), "")
    if _WORD.search(before) or (_WORD.search(after) and not unit):
        return Cell(TEXT, f"{before}{format_plain(displayed)} {after}".strip())
    is_percent |= after == "%"
    return Cell(NUMBER, format_plain(displayed) + "%" * is_percent, stored, is_percent=is_percent, unit=unit)


def round_half_up(number: Decimal, places: int) -> Decimal:
    """Round as spreadsheets do, halves away from zero."""
    return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _decimal_places(section: str) -> int | None:
    """Decimal places of a format; None if it does not fix them."""
    if not re.search(r"[0#?]", section) or re.search(r"[eE/]", section):
        return None
    fraction = re.search(r"\.([0#?]+)", section)
    return len(fraction.group(1)) if fraction else 0
