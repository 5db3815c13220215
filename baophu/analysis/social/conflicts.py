"""Counts of one day that do not fit one another."""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from baophu.analysis.claims import DAY, Row, frame_of, group_rows, select_claims
from baophu.analysis.constants import SOCIAL_SCHEMES

WHOLE, PARTS = "bhxh", ("bhxh_bb", "bhxh_tn")
# A print that cuts digits off instead of rounding them misses the full figure by less than this share of it.
SHORT_FORMS = 0.005
_DTYPES = {
    **{"area": object, "as_of": DAY, "schemes": object, "values": object, "spread_count": float},
    **{"reason": object, "source_ids": object, "claim_ids": object},
}


@dataclass(frozen=True)
class Conflict:
    """Counts of one day that do not fit one another; ``spread_count`` in persons."""

    as_of: pd.Timestamp
    schemes: tuple[str, ...]
    values: tuple[float, ...]
    spread_count: float
    reason: str  # sources_differ, parts_differ, one_count_two_schemes
    source_ids: tuple[str, ...]
    claim_ids: tuple[str, ...]


def find_conflicts(claims: pd.DataFrame) -> pd.DataFrame:
    """Conflicts between counts of an area, those that no series uses among them.

    Parameters
    ----------
    claims : pd.DataFrame
        Usable claims of all areas with their intervals (``claims.prepare_claims``); only the ``total`` group is read.

    Returns
    -------
    pd.DataFrame
        One row per conflict, by area, day, schemes and claims: ``area`` and the columns of ``Conflict``.
    """
    counts = select_claims(claims, scheme=SOCIAL_SCHEMES, group="total", kind="count", unit="persons")
    counts = list(counts.itertuples(index=False))
    found = [*_sources_differ(counts), *_parts_differ(counts), *_same_counts(counts)]
    found.sort(key=lambda cells: (*cells[:2], " ".join(cells[2]), " ".join(cells[-1])))
    return frame_of(found, _DTYPES)


def _sources_differ(counts: list[Row]) -> Iterator[tuple]:
    """Counts of one scheme and day that neither rounding nor shortening reconciles."""
    for (_, scheme, _), same in group_rows(counts, "area", "scheme", "as_of").items():
        largest = max(count.value for count in same)
        spread = largest - min(count.value for count in same)
        is_apart = max(count.low for count in same) > min(count.high for count in same)
        if is_apart and spread > SHORT_FORMS * largest:
            yield _conflict((scheme,), same, spread, "sources_differ")


def _parts_differ(counts: list[Row]) -> Iterator[tuple]:
    """Compulsory and voluntary members of one source and day that do not add up to its total."""
    schemes = (WHOLE, *PARTS)
    for same in group_rows(counts, "area", "source_id", "as_of").values():
        if rows := _one_of_each(same, schemes):
            whole, *parts = rows
            low, high = sum(part.low for part in parts), sum(part.high for part in parts)
            if low > whole.high or high < whole.low:
                spread = abs(whole.value - parts[0].value - parts[1].value)
                yield _conflict(schemes, rows, spread, "parts_differ")


def _same_counts(counts: list[Row]) -> Iterator[tuple]:
    """One number that a source gives both to a whole and to its compulsory part on one day."""
    schemes = (WHOLE, PARTS[0])
    for same in group_rows(counts, "area", "source_id", "as_of", "value").values():
        if rows := _one_of_each(same, schemes):
            yield _conflict(schemes, rows, 0.0, "one_count_two_schemes")


def _one_of_each(same: list[Row], schemes: tuple[str, ...]) -> list[Row]:
    """The first count of each scheme, none where one of them lacks."""
    first = {count.scheme: count for count in reversed(same)}
    return [first[scheme] for scheme in schemes] if first.keys() >= set(schemes) else []


def _conflict(schemes: tuple[str, ...], counts: list[Row], spread: float, reason: str) -> tuple:
    """The cells ``_DTYPES``."""
    sources = tuple(dict.fromkeys(count.source_id for count in counts))
    values, ids = tuple(count.value for count in counts), tuple(count.claim_id for count in counts)
    return (counts[0].area, counts[0].as_of, schemes, values, spread, reason, sources, ids)
