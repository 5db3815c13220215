"""Counts of one day that contradict one another."""

from dataclasses import dataclass

import pandas as pd

from baophu.analysis.intervals import span_of
from baophu.analysis.rows import ClaimRow, group_rows

WHOLE, PARTS = "bhxh", ("bhxh_bb", "bhxh_tn")
# A figure that was truncated instead of rounded differs from the full one by less than this share.
SHORT_FORMS = 0.005


@dataclass(frozen=True)
class Conflict:
    """Counts of one day that contradict one another; ``spread_count`` in persons."""

    as_of: pd.Timestamp
    schemes: tuple[str, ...]
    values: tuple[float, ...]
    spread_count: float
    reason: str  # sources_differ, parts_differ, one_count_two_schemes
    source_ids: tuple[str, ...]
    claim_ids: tuple[str, ...]


def conflicts_of(counts: list[ClaimRow]) -> list[Conflict]:
    """Conflicts between counts of an area, oldest first."""
    conflicts = [*_sources_differ(counts), *_parts_differ(counts), *_same_count(counts)]
    return sorted(conflicts, key=lambda conflict: (conflict.as_of, conflict.schemes, conflict.claim_ids))


def _sources_differ(counts: list[ClaimRow]) -> list[Conflict]:
    """Counts of one scheme and day that differ by more than rounding or truncation."""
    conflicts = []
    for (scheme, day), rows in group_rows(counts, "scheme", "as_of").items():
        spans = [span_of(row) for row in rows]
        low, high = max(span.low for span in spans), min(span.high for span in spans)
        largest = max(row.value for row in rows)
        if low > high and largest - min(row.value for row in rows) > SHORT_FORMS * largest:
            conflicts.append(_conflict(day, (scheme,), rows, "sources_differ"))
    return conflicts


def _parts_differ(counts: list[ClaimRow]) -> list[Conflict]:
    """Compulsory and voluntary members of one source and day that do not add up to its total."""
    conflicts = []
    for (_, day), same in group_rows(counts, "source_id", "as_of").items():
        rows = {scheme: next((row for row in same if row.scheme == scheme), None) for scheme in (WHOLE, *PARTS)}
        if any(row is None for row in rows.values()):
            continue
        spans = {scheme: span_of(row) for scheme, row in rows.items()}
        low, high = (sum(spans[part][end] for part in PARTS) for end in (0, 1))
        if low > spans[WHOLE].high or high < spans[WHOLE].low:
            spread = rows[WHOLE].value - sum(rows[part].value for part in PARTS)
            conflicts.append(_conflict(day, (WHOLE, *PARTS), list(rows.values()), "parts_differ", abs(spread)))
    return conflicts


def _same_count(counts: list[ClaimRow]) -> list[Conflict]:
    """One number that a source prints both for a total and for its compulsory part on one day."""
    conflicts = []
    for (_, day, _), same in group_rows(counts, "source_id", "as_of", "value").items():
        rows = [next((row for row in same if row.scheme == scheme), None) for scheme in (WHOLE, PARTS[0])]
        if None not in rows:
            conflicts.append(_conflict(day, (WHOLE, PARTS[0]), rows, "one_count_two_schemes"))
    return conflicts


def _conflict(day, schemes: tuple, rows: list[ClaimRow], reason: str, spread: float | None = None) -> Conflict:
    values = tuple(row.value for row in rows)
    spread = max(values) - min(values) if spread is None else spread
    sources = tuple(dict.fromkeys(row.source_id for row in rows))
    return Conflict(day, schemes, values, spread, reason, sources, tuple(row.claim_id for row in rows))
