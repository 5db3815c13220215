"""Claims with the interval of their rounding, and arithmetic of intervals.

Each check is a loop over the few figures of an area and day that belong together.
"""

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import TypeAlias

import pandas as pd

from baophu.analysis.claims import Row, group_rows
from baophu.analysis.coverage import SERIES_STATUSES
from baophu.analysis.intervals import Interval, interval_of
from baophu.ledger.tokens import rounding_step

# Units of small exact counts: half a rounding step would widen 14 employers by four percent on each side.
WHOLE = ("employers", "communes", "households")
_SIGNED = ("change",)
# Another definition, an estimate, a provisional number: another source may print another number.
_OWN_DEFINITION = "D"
UNLIKE = (_OWN_DEFINITION, "E", "P")
_TOLERANCE = 1e-9


# A row of ``prepare_figures``, as ``itertuples`` gives it.
Figure: TypeAlias = Row


def prepare_figures(claims: pd.DataFrame, evidence: bool = False) -> pd.DataFrame:
    """Dated claims with what their print allows.

    Parameters
    ----------
    claims : pd.DataFrame
        The ledger's claims, or some of them.
    evidence : bool
        Whether claims that are evidence only (``obs_status`` U or F) are read as well.

    Returns
    -------
    pd.DataFrame
        The rows by claim id, so that the order of ``claims`` never matters, with ``step`` (how finely the print
        rounds), ``span`` (an interval in the unit of ``value``, not negative but for changes) and ``year``.
    """
    table = claims[claims["as_of"].notna() & (evidence | claims["obs_status"].isin(SERIES_STATUSES))]
    table = table.sort_values("claim_id", ignore_index=True)
    prints = [table[name].tolist() for name in ("as_printed", "value", "bound", "kind", "unit")]
    steps = [rounding_step(*printed) for printed in zip(*prints[:2], strict=True)]
    spans = [_span(*cells) for cells in zip(*prints, steps, strict=True)]
    return table.assign(step=steps, span=pd.Series(spans, dtype=object), year=table["as_of"].dt.year)


def figures_of(claims: pd.DataFrame, evidence: bool = False) -> list[Figure]:
    """The rows of ``prepare_figures``."""
    return list(prepare_figures(claims, evidence).itertuples(index=False, name="Figure"))


def _span(as_printed: str, value: float, bound: str, kind: str, unit: str, step: float) -> Interval:
    if unit in WHOLE and bound == "exact" and step == 1:
        return Interval(value, value)
    span = interval_of(value, as_printed, bound)
    return span if kind in _SIGNED else Interval(max(span.low, 0.0), span.high)


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


def edges(claims: Iterable[Figure]) -> float:
    """Sum of half the rounding steps of figures printed with "more than" or "nearly".

    The interval of such a figure ends at the printed digits on one side (A4), but "over 18.26 million" may be a rounded
    18.259. So a difference within this sum is no contradiction.
    """
    return sum(claim.step / 2 for claim in claims if claim.bound in ("at_least", "at_most"))


def one_labels(figures: Iterable[Figure]) -> set[tuple]:
    """Pairs of schemes for which a source prints the same number of the same day: (source, area, group, pair)."""
    counts = [f for f in figures if f.kind == "count"]
    labels = set()
    for (source, area, group, *_), same in group_rows(
        counts, "source_id", "area", "group", "as_of", "value", "unit"
    ).items():
        for one, other in combinations(same, 2):
            if one.scheme != other.scheme:
                labels.add((source, area, group, frozenset((one.scheme, other.scheme))))
    return labels


def in_doubt(claims: Sequence[Figure], unlike: tuple[str, ...] = UNLIKE) -> bool:
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
