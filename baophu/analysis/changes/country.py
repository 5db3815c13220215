"""The country's levels of a day, of the days around it, and those that follow from its printed changes."""

from bisect import bisect_left

import pandas as pd

from baophu.analysis.claims import DAY, Row, frame_of, select_claims, union_ids
from baophu.analysis.constants import ESTIMATE_STATUSES, HALF_YEAR_DAYS, HEALTH
from baophu.analysis.coverage import ANNOUNCED, DTYPES, GSO, POINTS

_ON_DAY = {
    **{"scale": object, "as_of": DAY, "low": float, "high": float, "claim_ids": object},
    **dict.fromkeys(("is_derived", "is_estimate", "is_other_definition"), bool),
}


def levels_on(levels: pd.DataFrame, days: pd.Series) -> pd.DataFrame:
    """What the country's prints of some days, or of the days around them, allow.

    Between two mid-year days of one calendar year so near, the country stood between its two figures; across the turn
    of a year the season moves it, and no line through it is drawn (docs/assumptions.md, A6).

    Parameters
    ----------
    levels : pd.DataFrame
        The country's dated coverages (``coverage.levels``, ``derive_levels``).
    days : pd.Series
        Days that are asked for, in any order.

    Returns
    -------
    pd.DataFrame
        One row per scale and day on which the country is known: ``scale``, ``as_of``, ``low`` and ``high`` in persons
        (``gso``) or percent (``announced``), ``claim_ids``, ``is_derived``, ``is_estimate``, ``is_other_definition``.
    """
    known: dict[str, dict[pd.Timestamp, tuple]] = {ANNOUNCED: {}, GSO: {}}
    for level in _by_definition(levels):
        known[level.scale].setdefault(level.as_of, _on_day(level))
    rows = []
    for day in sorted(days.dropna().unique()):
        for scale, by_day in known.items():
            level = by_day.get(day) or _between(by_day, day)
            if level is not None:
                rows.append((scale, day, *level))
    return frame_of(rows, _ON_DAY)


def _on_day(level: Row) -> tuple:
    """The cells ``_ON_DAY`` of a print of the day itself, without its scale and day."""
    # A count stands on itself alone, a derived one on the change and on the count that it was printed against.
    is_count = level.scale == GSO
    per_point = level.insured_count / level.coverage_pct if is_count else 1.0
    ids = level.claim_ids if is_count else (level.claim_id,)
    marks = (is_count and len(ids) > 1, level.obs_status in ESTIMATE_STATUSES, level.obs_status == "D")
    return (level.low_pct * per_point, level.high_pct * per_point, ids, *marks)


def _between(by_day: dict[pd.Timestamp, tuple], day: pd.Timestamp) -> tuple | None:
    """The same of a day between two prints, if they are so near."""
    days = list(by_day)
    at = bisect_left(days, day)
    if at in (0, len(days)):
        return None
    left, right = days[at - 1], days[at]
    turns = left.year != right.year or (right.month, right.day) == (12, 31)
    before, after = by_day[left], by_day[right]
    if turns or (right - left).days > HALF_YEAR_DAYS or before[-1] != after[-1]:
        return None
    span = min(before[0], after[0]), max(before[1], after[1])
    return (*span, union_ids((before[2], after[2])), True, before[4] or after[4], before[5])


def days_with_country(changes: pd.DataFrame, levels: pd.DataFrame) -> frozenset[tuple[str, pd.Timestamp]]:
    """Scales and days, among the first and last days of changes, on which the country's level is known."""
    known = levels_on(levels, pd.concat([changes["start"], changes["end"]]))
    return frozenset(zip(known["scale"], known["as_of"], strict=True))


def derive_levels(levels: pd.DataFrame, claims: pd.DataFrame) -> pd.DataFrame:
    """Counts on days without one that follow from a printed change and the count at its other end.

    One step alone, of everyone's health insurance in persons; of several for a day the one that leaves least open. The
    share stays on the population of the count's own year.

    Parameters
    ----------
    levels : pd.DataFrame
        Dated coverages of one or several areas (``coverage.levels``).
    claims : pd.DataFrame
        Usable claims of the same areas with their intervals.

    Returns
    -------
    pd.DataFrame
        One row per derived count, columns as ``levels``; ``claim_ids`` are the change and the count.
    """
    counts: dict[tuple, Row] = {}
    for level in _by_definition(select_claims(levels, scale=GSO, unit="persons")):
        counts.setdefault((level.area, level.as_of), level)
    derived: dict[tuple, Row] = {}
    changes = select_claims(claims, scheme=HEALTH, group="total", kind="change", unit="persons")
    for change in changes[changes["base_as_of"].notna()].itertuples(index=False):
        ends = (change.base_as_of, change.as_of)
        for day, other, sign in ((*ends, -1), (*reversed(ends), 1)):
            key, count = (change.area, day), counts.get((change.area, other))
            if count is not None and key not in counts:
                level = _shift(count, change, day, sign)
                derived[key] = min(derived.get(key, level), level, key=lambda p: (p.high_pct - p.low_pct, p.claim_id))
    return frame_of((derived[key] for key in sorted(derived)), DTYPES)


def _shift(count: Row, change: Row, day: pd.Timestamp, sign: int) -> tuple:
    """A count less or plus a printed change."""
    share = 100 / count.population_count
    low, high = sorted((sign * change.low, sign * change.high))
    persons = count.insured_count + sign * change.value
    return count._replace(
        claim_id=change.claim_id,
        as_of=day,
        coverage_pct=persons * share,
        low_pct=count.low_pct + low * share,
        high_pct=count.high_pct + high * share,
        insured_count=persons,
        uninsured_count=count.population_count - persons,
        claim_ids=(change.claim_id, count.claim_id),
    )


def _by_definition(levels: pd.DataFrame) -> list[Row]:
    """Levels by day, of several prints of a day the usual definition first, then the finest."""
    rows = levels[POINTS].itertuples(index=False)
    return sorted(rows, key=lambda row: (row.as_of, row.obs_status == "D", row.high_pct - row.low_pct, row.claim_id))
