"""Numbers and dates in the format of a language, from CLDR through Babel."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import ceil, floor

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal, format_percent

from baophu.common.languages import LOCALES, check_language

_DATES = {
    "vi": {"day": "dd/MM/yyyy", "month": "MM/yyyy", "year": "yyyy"},
    "en": {"day": "d MMMM yyyy", "month": "MMMM yyyy", "year": "yyyy"},
}
_SHORT_DATES = {
    "vi": {"day": "dd/MM/yyyy", "month": "MM/yyyy", "year": "yyyy"},
    "en": {"day": "d MMM yyyy", "month": "MMM yyyy", "year": "yyyy"},
}


@dataclass(frozen=True)
class Formats:
    """Formatter of one language; every method takes plain numbers and returns text."""

    language: str

    def __post_init__(self):
        check_language(self.language)

    @cached_property
    def locale(self) -> Locale:
        """The CLDR locale."""
        return Locale.parse(LOCALES[self.language])

    def count(self, number: float, is_signed: bool = False) -> str:
        """A whole number: ``1.052.062``."""
        return self._decimal(number, "#,##0", is_signed)

    def number(self, number: float, places: int = 1, is_signed: bool = False) -> str:
        """A number with fixed decimals: ``2,4``."""
        return self._decimal(number, "#,##0." + "0" * places if places else "#,##0", is_signed)

    def pct(self, percent: float, places: int = 1) -> str:
        """A percentage given in 0-100: ``90,4%``."""
        pattern = "#,##0." + "0" * places + "%" if places else "#,##0%"
        return format_percent(percent / 100, pattern, locale=self.locale)

    def exact_pct(self, percent: float) -> str:
        """A percentage with the decimals that it has, at most two: ``84,85%``, ``62%``."""
        return self.pct(percent, places=_decimal_places(percent))

    def exact(self, number: float) -> str:
        """A number with the decimals that it has, at most two: ``2``, ``10,8``."""
        return self.number(number, _decimal_places(number))

    def day(self, when: date, precision: str = "day") -> str:
        """A date at its known precision: ``30/11/2023``, ``06/2022``, ``2012``."""
        return format_date(when, _DATES[self.language][precision], locale=self.locale)

    def short_day(self, when: date, precision: str = "day") -> str:
        """A date with an abbreviated month, for tables and charts."""
        return format_date(when, _SHORT_DATES[self.language][precision], locale=self.locale)

    def _decimal(self, number: float, pattern: str, is_signed: bool) -> str:
        text = format_decimal(abs(number), pattern, locale=self.locale)
        # A minus sign, because lines break after a hyphen.
        sign = "−" if number < 0 else "+" if is_signed and number > 0 else ""
        # A number that rounds to zero has no sign.
        return sign + text if any(digit in text for digit in "123456789") else text


def round_within(number: float, bound: str) -> int:
    """A whole number of which the bound is still true: "over 17.6" is over 17, not over 18."""
    whole = {"at_least": floor, "at_most": ceil}.get(bound, round)
    return whole(round(number, 6))


def _decimal_places(value: float) -> int:
    return next((places for places in (0, 1) if abs(value - round(value, places)) < 1e-9), 2)
