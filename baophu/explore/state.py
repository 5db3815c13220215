"""What is looked at: province, scheme, scale, years, and the provinces beside it. Values only, no drawing."""

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
MOST = 6  # provinces in one chart: more colours are no longer told apart


class UnknownChoice(BaophuError):
    """A scheme, scale or span of years that there is nothing of."""

    exit_code = 2


@dataclass(frozen=True)
class Choice:
    """One way to look at the ledger; ``compared`` holds the provinces drawn beside each other, the chosen one too."""

    province: str
    scheme: str = HEALTH
    scale: str = BOTH
    first_year: int = FIRST_YEAR
    last_year: int = LAST_YEAR
    compared: tuple[str, ...] = ()

    @property
    def scales(self) -> tuple[str, ...]:
        """The scales to draw; each has points, lines and axes of its own."""
        return (ANNOUNCED, GSO) if self.scale == BOTH else (self.scale,)

    def covers(self, day) -> bool:
        """Whether a day lies within the years."""
        return day is not None and self.first_year <= day.year <= self.last_year

    def with_(self, **values) -> "Choice":
        """The same choice with other values."""
        return replace(self, **values)

    def with_compared(self, province: str) -> "Choice":
        """With one more province beside the others, if it is new and there is room."""
        if province in self.compared or len(self.compared) >= MOST:
            return self
        return self.with_(compared=(*self.compared, province))

    def without_compared(self, province: str) -> "Choice":
        """Without one of the provinces beside each other."""
        return self.with_(compared=tuple(slug for slug in self.compared if slug != province))


def choose(
    province: str | int,
    scheme: str = HEALTH,
    scale: str = BOTH,
    years: tuple[int, int] = (FIRST_YEAR, LAST_YEAR),
    compare: str | Iterable[str] = (),
    language: str = "vi",
) -> Choice:
    """A choice from what somebody typed.

    Parameters
    ----------
    province : slug, name in any spelling, or two-digit code.
    scheme : one of ``SHOWN_SCHEMES``.
    scale : one of ``SCALES``.
    years : first and last year, both within the years that reports cover.
    compare : provinces to set beside it, as names or as one text with commas.

    Raises
    ------
    UnknownProvince, UnknownChoice, UnknownLanguage
    """
    check_language(language)
    _check("scheme", scheme, SHOWN_SCHEMES)
    _check("scale", scale, SCALES)
    first, last = _years(years)
    own = resolve_province(province)
    named = compare.split(",") if isinstance(compare, str) else compare
    beside = [resolve_province(name) for name in named if str(name).strip()]
    compared = tuple(dict.fromkeys((own, *beside)))
    if len(compared) > MOST:
        raise UnknownChoice(message("too-many-provinces", count=len(compared), most=MOST - 1, province=own))
    return Choice(own, scheme, scale, first, last, compared)


def changed(before: Choice, after: Choice) -> frozenset[str]:
    """Names of the fields in which two choices differ: what must be drawn anew follows from them."""
    return frozenset(name for name in Choice.__dataclass_fields__ if getattr(before, name) != getattr(after, name))


def _check(what: str, given: str, known: Iterable[str]) -> None:
    if given not in known:
        raise UnknownChoice(
            add_choices(message("no-scheme" if what == "scheme" else "no-scale", name=repr(given)), given, known)
        )


def _years(years: tuple[int, int]) -> tuple[int, int]:
    first, last = years
    if not FIRST_YEAR <= first <= last <= LAST_YEAR:
        raise UnknownChoice(message("bad-years", **{"first": first, "last": last, "from": FIRST_YEAR, "to": LAST_YEAR}))
    return first, last
