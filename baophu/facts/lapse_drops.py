"""Every number of the page of lapse drops: falls of all provinces in one scheme and period, and the country's levels.

They are selected from the facts of the provinces; verdicts are not computed here.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from baophu.analysis.changes import Change, in_order
from baophu.analysis.constants import HEALTH, SCHEMES
from baophu.analysis.coverage import ANNOUNCED
from baophu.common.errors import BaophuError
from baophu.common.messages import add_choices, message
from baophu.facts.national import National, sources_of
from baophu.facts.province import FIRST_YEAR, LAST_YEAR, Facts, claims_shown
from baophu.facts.records import Area, Claim, Point, Source
from baophu.ledger.tables import Ledger

ALL_SCHEMES = "all"
_PERIOD = re.compile(r"(\d{4})(?:\s*[-–]\s*(\d{4}))?")


class UnknownScheme(BaophuError):
    """A scheme that does not exist."""

    exit_code = 2


class BadPeriod(BaophuError):
    """Years that cannot be parsed, or that the reports do not cover."""

    exit_code = 2


@dataclass(frozen=True)
class Period:
    """Whole years from ``first`` to ``last``, both included. A fall belongs to the year in which it ends."""

    first: int
    last: int

    @property
    def label(self) -> str:
        """``2022`` or ``2020–2023``."""
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"

    def has(self, day: date) -> bool:
        """Whether a day is in the period."""
        return self.first <= day.year <= self.last


@dataclass(frozen=True)
class LapseDrops:
    """Everything that the page shows. Percentages in 0-100, persons whole, days as dates.

    ``points`` are the country's announced levels of the period and of the year end before it; ``facts_of`` are the
    facts of the provinces with a fall. Of the others, those in ``quiet`` have comparable figures of two days or more,
    those in ``too_few`` of one day only, those in ``unknown`` of none.
    """

    national: National
    scheme: str
    period: Period
    falls: tuple[Change, ...]
    facts_of: Mapping[str, Facts]
    points: tuple[Point, ...]
    quiet: tuple[Area, ...]
    too_few: tuple[Area, ...]
    unknown: tuple[Area, ...]
    claims: tuple[Claim, ...]
    sources: dict[str, Source]

    @property
    def area(self) -> Area:
        """The country."""
        return self.national.area

    @property
    def areas(self) -> dict[str, Area]:
        """All areas by slug."""
        return self.national.areas

    @property
    def labels(self) -> dict[tuple[str, str], tuple[str, str]]:
        """Vietnamese and English labels of the ledger's codes."""
        return self.national.labels

    @property
    def data_version(self) -> str:
        """Version of the national facts, from which these are selected."""
        return self.national.data_version

    @property
    def as_of(self) -> date | None:
        """Newest day of a fall or of a level of the country."""
        days = [fall.end.date() for fall in self.falls] + [point.as_of for point in self.points]
        return max(days, default=None)

    @property
    def has_season(self) -> bool:
        """Whether the page shows the country's levels, which are of health insurance."""
        return self.scheme in (HEALTH, ALL_SCHEMES)

    def claim(self, claim_id: str) -> Claim:
        """A claim that the page shows."""
        return next(claim for claim in self.claims if claim.claim_id == claim_id)


def build_lapse_drops(
    ledger: Ledger, national: National, facts_of: Mapping[str, Facts], scheme: str, period: Period
) -> LapseDrops:
    """The falls of a scheme that end within a period, including gross losses of cards.

    Parameters
    ----------
    ledger : Ledger
        The whole ledger.
    national : National
        Its national facts.
    facts_of : Mapping[str, Facts]
        Facts of every province by slug.
    scheme : str
        Code of a scheme, or ``all``.
    period : Period
        Years of the page.
    """
    all_falls = (change for change in national.changes if change.is_fall)
    falls = tuple(sorted((f for f in all_falls if _is_of(f, scheme) and period.has(f.end)), key=in_order))
    with_falls = {fall.area for fall in falls}
    points = tuple(p for p in national.points if scheme in (HEALTH, ALL_SCHEMES) and _is_shown(p, period))
    facts_without_fall = {name: facts for name, facts in facts_of.items() if name not in with_falls}
    days = {name: _comparable_days(facts, scheme, period) for name, facts in facts_without_fall.items()}
    cited_ids = {claim for fall in falls for claim in (*fall.claim_ids, *fall.national_ids)}
    claims = claims_shown(ledger, cited_ids | {point.claim_id for point in points})
    return LapseDrops(
        national=national,
        scheme=scheme,
        period=period,
        falls=falls,
        facts_of={name: facts_of[name] for name in facts_of if name in with_falls},
        points=points,
        quiet=tuple(facts.area for name, facts in facts_without_fall.items() if days[name] > 1),
        too_few=tuple(facts.area for name, facts in facts_without_fall.items() if days[name] == 1),
        unknown=tuple(facts.area for name, facts in facts_without_fall.items() if not days[name]),
        claims=claims,
        sources=sources_of(ledger, claims),
    )


def check_scheme(scheme: str) -> str:
    """Return the code of a scheme if it exists.

    Raises
    ------
    UnknownScheme
        There is no scheme of this code.
    """
    if scheme not in SCHEMES:
        raise UnknownScheme(add_choices(message("no-scheme", name=repr(scheme)), scheme, SCHEMES))
    return scheme


def read_period(text: str | int) -> Period:
    """Parse a period such as ``"2020-2023"``, ``"2022"`` or ``2022``.

    Raises
    ------
    BadPeriod
        The text has no years, or they are not within the years covered.
    """
    match = _PERIOD.fullmatch(str(text).strip())
    cure = message("give-years", first=FIRST_YEAR, last=LAST_YEAR)
    if not match:
        raise BadPeriod(f"{message('no-period', text=repr(text))} {cure}")
    period = Period(int(match[1]), int(match[2] or match[1]))
    if not FIRST_YEAR <= period.first <= period.last <= LAST_YEAR:
        raise BadPeriod(f"{message('bad-period', text=repr(text))} {cure}")
    return period


def _is_of(fall: Change, scheme: str) -> bool:
    return scheme in (ALL_SCHEMES, fall.scheme)


def _is_shown(point: Point, period: Period) -> bool:
    return point.scale == ANNOUNCED and _is_near(point.as_of, period)


def _is_near(day: date, period: Period) -> bool:
    # A fall in the first year usually starts at the end of the year before.
    return period.has(day) or day == date(period.first - 1, 12, 31)


def _comparable_days(facts: Facts, scheme: str, period: Period) -> int:
    """Largest number of days with comparable figures: levels of one scale, counts of one scheme, group and unit."""
    province = facts.area.area
    levels = [(point.scale, point.as_of) for point in facts.points if scheme in (HEALTH, ALL_SCHEMES)]
    counts = [
        ((claim.scheme, claim.group, claim.unit), claim.as_of)
        for claim in facts.claims
        if claim.area == province and claim.as_of and claim.kind == "count" and scheme in (ALL_SCHEMES, claim.scheme)
    ]
    return _most_days([(series, day) for series, day in (*levels, *counts) if _is_near(day, period)])


def _most_days(series_days: Iterable[tuple]) -> int:
    ordered = sorted(set(series_days), key=str)
    return max((sum(1 for _ in days) for _, days in groupby(ordered, key=lambda pair: pair[0])), default=0)
