"""What a change is: its figures, its readings, its parts, its verdict."""

from dataclasses import dataclass

import pandas as pd

from baophu.analysis.constants import HEALTH
from baophu.analysis.intervals import Interval

PRINTED, LEVELS, COUNTS, LOSS, NOT_RENEWED = ("printed", "levels", "counts", "loss", "not_renewed")
GROSS_KINDS = (LOSS, NOT_RENEWED)
MORE, LIKE, LESS, CLIFF, CAUSE, DENOMINATOR, OPEN = VERDICTS = (
    "more_than_country",
    "like_country",
    "less_than_country",
    "cliff",
    "printed_cause",
    "denominator",
    "no_conclusion",
)
ONE_POPULATION, YEARLY, PUBLISHERS = CONVENTIONS = ("one_population", "yearly_population", "announced")
NUMERATOR, POPULATION, SEASON, GROUP, POLICY, DEFINITION = AXES = (
    "numerator",
    "population",
    "season",
    "group",
    "policy",
    "definition",
)
COUNTED_SCALE = "counted"  # the scale of a change in persons that no population turns into percent


@dataclass(frozen=True)
class ChangePart:
    """One thing that a change is made of: which axis (``AXES``), a code, its numbers, what it rests on.

    ``refs`` are events or targets by id. Numbers are persons (``*_count``), percentage points (``*_points``), days.
    """

    axis: str
    code: str
    numbers: tuple[tuple[str, float], ...] = ()
    claim_ids: tuple[str, ...] = ()
    refs: tuple[str, ...] = ()


@dataclass(frozen=True)
class ChangeReading:
    """A change in points of one convention of population, beside the country's own on the same convention.

    ``low_points`` and ``high_points`` are what the prints allow, ``national_*`` the same of the country; None where the
    country's change between the two days is not known. ``is_derived``: one of its levels is no print of the day, but
    follows from a printed change or lies between the figures around it. ``is_estimate``: its publisher calls one so.
    """

    convention: str
    points: float
    low_points: float
    high_points: float
    national_low: float | None = None
    national_high: float | None = None
    claim_ids: tuple[str, ...] = ()
    is_derived: bool = False
    is_estimate: bool = False

    @property
    def national(self) -> Interval | None:
        """The country's change in points."""
        if self.national_low is None or self.national_high is None:
            return None
        return Interval(self.national_low, self.national_high)

    @property
    def beyond_country(self) -> Interval | None:
        """The area's change less the country's; below zero where it fell by more or rose by less."""
        if self.national is None:
            return None
        return Interval(self.low_points - self.national.high, self.high_points - self.national.low)


@dataclass(frozen=True)
class NeighbourChange:
    """What another province printed, or its counts show, for the same months; persons, points of one population."""

    area: str
    start: pd.Timestamp
    end: pd.Timestamp
    end_precision: str
    change_count: float
    change_points: float | None
    bound: str
    claim_ids: tuple[str, ...]


@dataclass(frozen=True)
class Change:
    """What a scheme gained or lost in an area and group between two days; ``None`` stands for what is not published.

    ``kind`` says what was printed: the change itself, levels or counts of the two days, or people who lost a card
    (``loss``) or did not renew one (``not_renewed``), which are gross: nobody printed how many came back. A gross
    change has one day, its ``end``. ``change_points`` are of the statistics office's population of the later day
    (``scale`` ``gso``), of the publisher's (``announced``) or unknown (``counted``); ``low_points`` and
    ``high_points`` are what rounding and bounds allow. ``readings`` hold the same on every convention that is
    known, ``beyond_country`` the area's change less the country's over all of them.
    ``bound`` is that of a printed change, ``bound_before`` and ``bound_after`` are those of the levels or counts.
    ``derived_pct`` is the level at the start that follows from a printed change, on the population of its own year.
    ``cause_count`` are printed losses within it; ``has_returned``: less those printed as insured again.
    ``exits_count`` is the least number of people who were insured at the start and were not at the end.
    """

    area: str
    scheme: str
    group: str
    kind: str
    start: pd.Timestamp | None
    start_precision: str
    end: pd.Timestamp
    end_precision: str
    scale: str
    unit: str = "persons"
    bound: str = "exact"
    change_count: float | None = None
    low_count: float | None = None
    high_count: float | None = None
    change_points: float | None = None
    low_points: float | None = None
    high_points: float | None = None
    relative_pct: float | None = None
    level_before: float | None = None
    level_after: float | None = None
    count_before: float | None = None
    count_after: float | None = None
    bound_before: str = "exact"
    bound_after: str = "exact"
    is_before_derived: bool = False
    derived_pct: float | None = None
    readings: tuple[ChangeReading, ...] = ()
    beyond_country: Interval | None = None
    other_level: float | None = None
    cause_count: float | None = None
    cause_points: float | None = None
    cause_bound: str = "exact"
    has_returned: bool = False
    exits_count: float | None = None
    verdict: str = OPEN
    reason: str = ""
    claim_ids: tuple[str, ...] = ()
    parts: tuple[ChangePart, ...] = ()
    others: tuple[NeighbourChange, ...] = ()

    @property
    def is_total(self) -> bool:
        """Whether it is health insurance of everyone."""
        return self.scheme == "bhyt" and self.group == "total"

    @property
    def is_gross(self) -> bool:
        """Whether it counts only people who left."""
        return self.kind in GROSS_KINDS

    @property
    def is_without_level(self) -> bool:
        """Whether only the change was published: no level of its days stands on a chart of levels."""
        return self.level_after is None and self.count_after is None and bool(self.change_count)

    @property
    def since(self) -> pd.Timestamp:
        """Its first day; a gross number has one day alone."""
        return self.end if self.start is None else self.start

    @property
    def size(self) -> float:
        """The change in the finest measure that is known: points, persons, percent of what there was."""
        known = (self.change_points, self.change_count, self.relative_pct)
        return next(value for value in known if value is not None)

    @property
    def is_fall(self) -> bool:
        """Whether it went down."""
        return self.size < 0

    @property
    def national_ids(self) -> tuple[str, ...]:
        """Claims behind the country's change: in points, or in people of other schemes than health insurance."""
        counted = [part.claim_ids for part in self.parts if part.code.startswith("country_counts")]
        groups = [*(reading.claim_ids for reading in self.readings), *counted]
        return tuple(dict.fromkeys(claim for group in groups for claim in group))

    @property
    def readings_with_country(self) -> tuple[ChangeReading, ...]:
        """Readings that have the country's change."""
        return tuple(reading for reading in self.readings if reading.beyond_country)

    @property
    def national(self) -> Interval | None:
        """The country's change in points on the first convention that has it."""
        return next((reading.national for reading in self.readings_with_country), None)


@dataclass(frozen=True)
class Context:
    """What is read beside an area's own figures.

    ``national_levels`` are the country's coverages (``coverage.levels``, ``country.derive_levels``),
    ``national_claims`` its usable claims with their intervals, ``events`` the ledger's; ``doubtful_claims`` contradict
    another print.
    """

    national_levels: pd.DataFrame
    national_claims: pd.DataFrame
    events: pd.DataFrame
    doubtful_claims: frozenset[str] = frozenset()


def change_size(changes: pd.DataFrame) -> pd.Series:
    """``Change.size`` of a frame of changes."""
    return changes["change_points"].fillna(changes["change_count"]).fillna(changes["relative_pct"])


def is_total(changes: pd.DataFrame) -> pd.Series:
    """``Change.is_total`` of a frame of changes."""
    return changes["scheme"].eq(HEALTH) & changes["group"].eq("total")
