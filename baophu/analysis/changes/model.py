"""Records of a change: its figures, readings, parts and verdict."""

from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from baophu.analysis.intervals import Interval
from baophu.analysis.rows import Claims

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
COUNTED_SCALE = "counted"  # the scale of a change in persons without a population to divide by


@dataclass(frozen=True)
class ChangePart:
    """One component of a change: its axis (``AXES``), a code, numbers and the claims behind it.

    ``refs`` are ids of events or targets. Numbers are persons (``*_count``), percentage points (``*_points``), days.
    """

    axis: str
    code: str
    numbers: tuple[tuple[str, float], ...] = ()
    claim_ids: tuple[str, ...] = ()
    refs: tuple[str, ...] = ()


@dataclass(frozen=True)
class ChangeReading:
    """A change in points on one convention of population, with the country's change on the same convention.

    ``low_points`` and ``high_points`` limit what rounding and bounds allow; ``national_low`` and ``national_high`` are
    the country's limits and None where its change between the two days is not known. ``is_derived``: one of the
    country's two levels was not printed but follows from a printed change or from the figures around its day.
    ``is_estimate``: the publisher calls one of them an estimate.
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
    def beyond_country(self) -> Interval | None:
        """The area's change minus the country's, in points; negative where it fell by more or rose by less."""
        if self.national_low is None:
            return None
        return Interval(self.low_points - self.national_high, self.high_points - self.national_low)


@dataclass(frozen=True)
class NeighbourChange:
    """Another province's change in the same months, in persons and in points of one population."""

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
    """The change of a scheme in an area and group between two days; ``None`` where something was not published.

    ``kind`` says what was printed: the change itself (``printed``), ``levels`` or ``counts`` of the two days, or people
    who lost a card (``loss``) or did not renew one (``not_renewed``). The last two are gross, since nobody printed how
    many came back, and have one day only, their ``end``. ``change_points`` refers to the statistics office's population
    of the later day (``scale`` ``gso``) or the publisher's (``announced``), and is None without a population
    (``counted``); ``low_points`` and ``high_points`` limit what rounding and bounds allow. ``readings`` hold the change
    on every known convention, ``beyond_country`` the area's change minus the country's over all of them.
    ``bound`` is that of the change, ``bound_before`` and ``bound_after`` are those of the levels or counts.
    ``derived_pct`` is the level at the start that follows from a printed change, on the population of the start's year.
    ``cause_count`` is the sum of printed losses within the change, less people printed as insured again where
    ``has_returned``. ``exits_count`` is a lower bound on the people insured at the start and not at the end.
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
        """Whether it is of total health insurance."""
        return self.scheme == "bhyt" and self.group == "total"

    @property
    def is_gross(self) -> bool:
        """Whether it counts only people who left."""
        return self.kind in GROSS_KINDS

    @property
    def is_without_level(self) -> bool:
        """Whether only the change was published, so that a chart of levels does not show it."""
        return self.level_after is None and self.count_after is None and bool(self.change_count)

    @property
    def since(self) -> pd.Timestamp:
        """First day of the change; of a gross change its only day."""
        return self.end if self.start is None else self.start

    @property
    def size(self) -> float:
        """The change in the first known measure: points, persons, percent of the start."""
        measures = (self.change_points, self.change_count, self.relative_pct)
        return next(value for value in measures if value is not None)

    @property
    def is_fall(self) -> bool:
        """Whether the change is negative."""
        return self.size < 0

    @property
    def national_ids(self) -> tuple[str, ...]:
        """Claims behind the country's change, in points or (other schemes) in persons."""
        counted = [part.claim_ids for part in self.parts if part.code.startswith("country_counts")]
        groups = [*(reading.claim_ids for reading in self.readings), *counted]
        return tuple(dict.fromkeys(claim for group in groups for claim in group))

    @property
    def readings_with_country(self) -> tuple[ChangeReading, ...]:
        """Readings for which the country's change is known."""
        return tuple(reading for reading in self.readings if reading.beyond_country)

    @property
    def national(self) -> Interval | None:
        """The country's change in points, on the first convention for which it is known."""
        return next((Interval(r.national_low, r.national_high) for r in self.readings_with_country), None)

    def with_(self, **values) -> "Change":
        """The same change with other values."""
        return replace(self, **values)


@dataclass(frozen=True)
class Context:
    """Inputs from outside an area: the ledger's events and the country's usable claims.

    ``doubtful_claims`` are claims of the area that contradict another printed figure.
    """

    events: pd.DataFrame
    national: Claims = ()
    doubtful_claims: frozenset[str] = frozenset()

    @cached_property
    def policies(self) -> list:
        """The events as rows, converted once for all changes."""
        return list(self.events.itertuples(index=False))
