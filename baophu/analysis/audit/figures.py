"""Claims as figures with the interval of their rounding, and how intervals meet."""

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

# Counted one by one. Half a step would widen 14 employers by four percent on each side.
WHOLE = ("employers", "communes", "households")
_SIGNED = ("change",)
# A definition of its own, an estimate, a number before settlement: another source may print another number.
_OWN_DEFINITION = "D"
UNLIKE = (_OWN_DEFINITION, "E", "P")
_HAIR = 1e-9


@dataclass(frozen=True, slots=True)
class AuditClaim:
    """One claim, read once."""

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
        """Year of a plan, and of what is measured on it."""
        return self.as_of.year


def figures_of(claims: Claims, evidence: bool = False) -> list[AuditClaim]:
    """Dated claims by claim id, since the order of the rows must not matter; ``evidence`` lets in the doubtful ones."""
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
    """Groups of what shares the named cells, each in the order given."""
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
    """Whether one value can satisfy both, a hair of floating point apart."""
    hair = _HAIR * max(abs(end) for end in (*span, *other))
    return span.low - hair <= other.high and other.low - hair <= span.high


def widen(span: Interval, slack: float) -> Interval:
    """The interval with so much more on each side."""
    return Interval(span.low - slack, span.high + slack)


def edges(claims: Iterable[AuditClaim]) -> float:
    """Half the rounding steps of what is printed with "more than" or "nearly".

    The bound closes one side at the very digits (A4), yet who writes "over 18.26 million" may have rounded 18.259.
    A difference within that is not enough to say that somebody is wrong.
    """
    return sum(claim.step / 2 for claim in claims if claim.bound in ("at_least", "at_most"))


def one_labels(figures: Iterable[AuditClaim]) -> set[tuple]:
    """Schemes that a source takes for one another: it prints one number of one day under both."""
    counts = [f for f in figures if f.kind == "count"]
    found = set()
    for (source, area, group, *_), same in by(counts, "source_id", "area", "group", "as_of", "value", "unit").items():
        for one, other in combinations(same, 2):
            if one.scheme != other.scheme:
                found.add((source, area, group, frozenset((one.scheme, other.scheme))))
    return found


def in_doubt(claims: Sequence[AuditClaim], unlike: tuple[str, ...] = UNLIKE) -> bool:
    """Whether prints may differ without one being wrong.

    Two definitions give two numbers, in one source too: 118,014 people, of whom 60,553 in the province. A figure of
    a month stands at the month's last day by convention (docs/assumptions.md, A1) and may be of an earlier one; an
    estimate may differ from what was settled later. One source is held to its own words in these two.
    """
    figures = [claim for claim in claims if claim.kind not in ("target_rate", "target_count")]
    if len({figure.obs_status == _OWN_DEFINITION for figure in figures}) > 1:
        return True
    if len({claim.source_id for claim in claims}) < 2:
        return False
    # A plan is the year's: beside it, the figures of one source may stand on any day of their month.
    is_of_two = len({figure.source_id for figure in figures}) > 1
    is_of_month = is_of_two and any(figure.as_of_precision == "month" for figure in figures)
    return is_of_month or any(claim.obs_status in unlike for claim in claims)
