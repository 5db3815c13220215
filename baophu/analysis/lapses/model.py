"""What a fall is: its figures, its parts, its verdict."""

from dataclasses import dataclass, replace

import pandas as pd

WITHIN, BEYOND, CAUSE, DENOMINATOR, DECLINED = (
    "within_season",
    "beyond_season",
    "printed_cause",
    "denominator",
    "declined",
)
NUMERATOR, POPULATION, SEASON, GROUP, POLICY, DEFINITION = AXES = (
    "numerator",
    "population",
    "season",
    "group",
    "policy",
    "definition",
)
COUNTED = "counted"  # the scale of a fall in persons that no population turns into percent


@dataclass(frozen=True)
class Part:
    """One thing that a fall is made of: which axis (``AXES``), a code, its numbers, what it rests on.

    ``refs`` are events or targets by id. Numbers are persons (``*_count``), percentage points (``*_points``), days.
    """

    axis: str
    code: str
    numbers: tuple[tuple[str, float], ...] = ()
    claim_ids: tuple[str, ...] = ()
    refs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Fall:
    """One fall. Percent points are in the scale named; ``None`` stands for what is not published.

    ``low_points`` and ``high_points`` are what rounding and bounds of the prints allow. ``exits_count`` is the least
    number of people who were insured at the start and were not at the end: the net fall, or more.
    """

    area: str
    scheme: str
    group: str
    start: pd.Timestamp
    start_precision: str
    end: pd.Timestamp
    end_precision: str
    scale: str
    change_count: float | None = None
    change_points: float | None = None
    low_points: float | None = None
    high_points: float | None = None
    level_before: float | None = None
    level_after: float | None = None
    before_is_derived: bool = False
    count_before: float | None = None
    count_after: float | None = None
    bound: str = "exact"
    national_points: float | None = None
    national_is_between: bool = False
    cause_count: float | None = None
    cause_points: float | None = None
    milder_points: float | None = None
    exits_count: float | None = None
    verdict: str = DECLINED
    reason: str = ""
    claim_ids: tuple[str, ...] = ()
    national_ids: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()

    @property
    def is_total(self) -> bool:
        """Whether it is health insurance of everyone."""
        return self.scheme == "bhyt" and self.group == "total"

    @property
    def is_printed(self) -> bool:
        """Whether the change itself was printed, not worked out from two levels."""
        return self.before_is_derived or self.level_after is None and self.count_after is None

    def with_(self, **values) -> "Fall":
        """The same fall with other values."""
        return replace(self, **values)


@dataclass(frozen=True)
class PrintedLoss:
    """People who lost a card or its support, as printed; gross, for nobody printed how many came back.

    ``points`` is their share of the statistics office's population of the year, in percentage points.
    """

    area: str
    group: str
    as_of: pd.Timestamp
    as_of_precision: str
    count: float
    bound: str
    points: float | None = None
    verdict: str = DECLINED
    reason: str = ""
    claim_ids: tuple[str, ...] = ()

    def with_(self, **values) -> "PrintedLoss":
        """The same loss with other values."""
        return replace(self, **values)
