"""The choice of the user: province, scheme, scale, years, and the provinces to compare. Values only, no drawing."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from baophu.analysis.constants import HEALTH, SOCIAL_SCHEMES
from baophu.analysis.coverage import ANNOUNCED, GSO
from baophu.common.errors import BaophuError
from baophu.common.languages import check_language
from baophu.common.messages import add_choices, message
from baophu.facts.province import FIRST_YEAR, LAST_YEAR
from baophu.ledger.names import resolve_province

SHOWN_SCHEMES = (HEALTH, *SOCIAL_SCHEMES)
BOTH, PERSONS = "both", "persons"
SCALES = (BOTH, ANNOUNCED, GSO, PERSONS)
MAX_PROVINCES = 6  # in one chart: more colours cannot be told apart


class UnknownChoice(BaophuError):
    """No such scheme, scale or range of years, or too many provinces."""

    exit_code = 2


@dataclass(frozen=True)
class Choice:
    """What to show of the ledger; ``compared_provinces`` are drawn in one chart and include ``province``."""

    province: str
    scheme: str = HEALTH
    scale: str = BOTH
    first_year: int = FIRST_YEAR
    last_year: int = LAST_YEAR
    compared_provinces: tuple[str, ...] = ()

    @property
    def scales(self) -> tuple[str, ...]:
        """The scales to draw; they never share lines or axes."""
        return (ANNOUNCED, GSO) if self.scale == BOTH else (self.scale,)

    @property
    def years(self) -> range:
        """The chosen years."""
        return range(self.first_year, self.last_year + 1)

    @property
    def year_texts(self) -> dict[str, str]:
        """First and last year, as messages take them."""
        return {"first": str(self.first_year), "last": str(self.last_year)}

    def covers(self, day) -> bool:
        """Whether a day lies within the chosen years."""
        return day is not None and day.year in self.years

    def with_values(self, **values) -> "Choice":
        """The same choice with other values."""
        return replace(self, **values)

    def with_compared(self, province: str) -> "Choice":
        """The choice with one more compared province; unchanged if it is there already or the limit is reached."""
        if province in self.compared_provinces or len(self.compared_provinces) >= MAX_PROVINCES:
            return self
        return self.with_values(compared_provinces=(*self.compared_provinces, province))

    def without_compared(self, province: str) -> "Choice":
        """The choice without one of the compared provinces."""
        return self.with_values(compared_provinces=tuple(slug for slug in self.compared_provinces if slug != province))


def choose(
    province: str | int,
    scheme: str = HEALTH,
    scale: str = BOTH,
    years: tuple[int, int] = (FIRST_YEAR, LAST_YEAR),
    compare: str | Iterable[str] = (),
    language: str = "vi",
) -> Choice:
    """Check what the user typed and make a choice of it.

    Parameters
    ----------
    province : str or int
        Slug, name in any spelling, or two-digit code.
    scheme : str
        One of ``SHOWN_SCHEMES``.
    scale : str
        One of ``SCALES``.
    years : tuple[int, int]
        First and last year, both within the years that reports cover.
    compare : str or iterable of str
        Provinces to compare with, as names or as one text with commas.
    language : str
        ``"vi"`` or ``"en"``.

    Returns
    -------
    Choice

    Raises
    ------
    UnknownProvince
        No province has one of the names.
    UnknownChoice
        There is no such scheme, scale or range of years, or there are too many provinces.
    UnknownLanguage
        Reports are not written in this language.
    """
    check_language(language)
    _check_option("scheme", scheme, SHOWN_SCHEMES)
    _check_option("scale", scale, SCALES)
    first, last = _check_years(years)
    slug = resolve_province(province)
    names = compare.split(",") if isinstance(compare, str) else compare
    others = [resolve_province(name) for name in names if str(name).strip()]
    compared = tuple(dict.fromkeys((slug, *others)))
    if len(compared) > MAX_PROVINCES:
        raise UnknownChoice(message("too-many-provinces", count=len(compared), most=MAX_PROVINCES - 1, province=slug))
    return Choice(slug, scheme, scale, first, last, compared)


def list_parameters(choice: Choice) -> dict[str, str | int]:
    """The parameters of the notebook, without its language, that open it with this choice."""
    others = [slug for slug in choice.compared_provinces if slug != choice.province]
    names = ("province", "scheme", "scale", "first_year", "last_year")
    return {name: getattr(choice, name) for name in names} | {"compare": ", ".join(others[: MAX_PROVINCES - 1])}


def _check_option(field: str, value: str, allowed: Iterable[str]) -> None:
    if value not in allowed:
        raise UnknownChoice(
            add_choices(message("no-scheme" if field == "scheme" else "no-scale", name=repr(value)), value, allowed)
        )


def _check_years(years: tuple[int, int]) -> tuple[int, int]:
    first, last = years
    if not FIRST_YEAR <= first <= last <= LAST_YEAR:
        raise UnknownChoice(message("bad-years", **{"first": first, "last": last, "from": FIRST_YEAR, "to": LAST_YEAR}))
    return first, last
