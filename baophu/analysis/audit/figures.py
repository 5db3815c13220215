"""Claims with the interval of their rounding, and arithmetic of intervals."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from operator import attrgetter

import pandas as pd

from baophu.analysis.coverage import SERIES_STATUSES
from baophu.analysis.intervals import Interval, span_of
from baophu.analysis.rows import ClaimRow, Claims, claims_of
from baophu.ledger.tokens import rounding_step

# Units of small exact counts: half a rounding step would widen 14 employers by four percent on each side.
WHOLE = ("employers", "communes", "households")
_SIGNED = ("change",)
# Another definition, an estimate, a provisional number: another source may print another number.
_OWN_DEFINITION = "D"
UNLIKE = (_OWN_DEFINITION, "E", "P")
_TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True)
class AuditClaim:
    """One claim with its rounding step and interval."""

    claim_id: str
    source_id: str
    area: str
    scheme: str
    group: str
    kind: str
    value: float
    unit: str
    as_of: pd.Timestamp
    as_of_precision: str
    base_as_of: pd.Timestamp | None
    bound: str
    plan_owner: str
    obs_status: str
    as_printed: str
    instrument: str
    copy_type: str
    step: float
    span: Interval

    @property
    def year(self) -> int:
        """Year of the figure, by which it belongs to a plan."""
        return self.as_of.year


def figures_of(claims: Claims, evidence: bool = False) -> list[AuditClaim]:
    """Dated claims sorted by claim id; with ``evidence`` including those that are evidence only."""
    dated = (claim for claim in claims_of(claims) if claim.as_of is not None)
    return [_figure(claim) for claim in dated if evidence or claim.obs_status in SERIES_STATUSES]


def _figure(claim: ClaimRow) -> AuditClaim:
    step = rounding_step(claim.as_printed, claim.value)
    return AuditClaim(*claim, step, _span(claim, step))


def _span(claim: ClaimRow, step: float) -> Interval:
    if claim.unit in WHOLE and claim.bound == "exact" and step == 1:
        return Interval(claim.value, claim.value)
    span = span_of(claim)
    return span if claim.kind in _SIGNED else Interval(max(span.low, 0.0), span.high)


def by(figures: Iterable, *names: str) -> dict[tuple, list]:
    """Figures grouped by the named fields, each group in the order given."""
    groups = defaultdict(list)
    key = attrgetter(*names)
    for figure in figures:
        groups[key(figure)].append(figure)
    return groups


def plus(*spans: Interval) -> Interval:
    """Sum of intervals."""
    return Interval(sum(span.low for span in spans), sum(span.high for span in spans))


def minus(span: Interval, other: Interval) -> Interval:
    """Difference of intervals."""
    return Interval(span.low - other.high, span.high - other.low)


def times(span: Interval, other: Interval) -> Interval:
    """Product of intervals that are not negative."""
    return Interval(span.low * other.low, span.high * other.high)


def fits(span: Interval, other: Interval) -> bool:
    """Whether the intervals overlap, within the tolerance of floating point."""
    tolerance = _TOLERANCE * max(abs(end) for end in (*span, *other))
    return span.low - tolerance <= other.high and other.low - tolerance <= span.high


def widen(span: Interval, slack: float) -> Interval:
    """The interval widened by ``slack`` on each side."""
    return Interval(span.low - slack, span.high + slack)


def edges(claims: Iterable[AuditClaim]) -> float:
    """Sum of half the rounding steps of figures printed with "more than" or "nearly".

    The interval of such a figure ends at the printed digits on one side (A4), but "over 18.26 million" may be a rounded
    18.259. So a difference within this sum is no contradiction.
    """
    return sum(claim.step / 2 for claim in claims if claim.bound in ("at_least", "at_most"))


def one_labels(figures: Iterable[AuditClaim]) -> set[tuple]:
    """Pairs of schemes for which a source prints the same number of the same day: (source, area, group, pair)."""
    counts = [f for f in figures if f.kind == "count"]
    labels = set()
    for (source, area, group, *_), same in by(counts, "source_id", "area", "group", "as_of", "value", "unit").items():
        for one, other in combinations(same, 2):
            if one.scheme != other.scheme:
                labels.add((source, area, group, frozenset((one.scheme, other.scheme))))
    return labels


def in_doubt(claims: Sequence[AuditClaim], unlike: tuple[str, ...] = UNLIKE) -> bool:
    """Whether printed figures may differ without one of them being wrong.

    Two definitions give two numbers, also within one source: 118,014 people, of whom 60,553 in the province. A month's
    figure is placed on the last day of the month (docs/assumptions.md, A1) and may be of an earlier one; an estimate
    may differ from the final number. The last two apply between different sources only.
    """
    figures = [claim for claim in claims if claim.kind not in ("target_rate", "target_count")]
    if len({figure.obs_status == _OWN_DEFINITION for figure in figures}) > 1:
        return True
    if len({claim.source_id for claim in claims}) < 2:
        return False
    # A plan is of a whole year: the day within a month matters only if the other figures are of two sources.
    is_of_two = len({figure.source_id for figure in figures}) > 1
    is_of_month = is_of_two and any(figure.as_of_precision == "month" for figure in figures)
    return is_of_month or any(claim.obs_status in unlike for claim in claims)
