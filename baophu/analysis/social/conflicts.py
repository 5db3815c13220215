"""Counts of one day that do not fit one another."""

from dataclasses import dataclass, fields

import pandas as pd

from baophu.analysis.claims import join_ids, select_claims
from baophu.analysis.constants import SOCIAL_SCHEMES

WHOLE, PARTS = "bhxh", ("bhxh_bb", "bhxh_tn")
# A print that cuts digits off instead of rounding them misses the full figure by less than this share of it.
SHORT_FORMS = 0.005


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
    counts = counts[["area", "scheme", "as_of", "source_id", "claim_id", "value", "low", "high"]]
    found = pd.concat([_sources_differ(counts), _parts_differ(counts), _same_counts(counts)], ignore_index=True)
    orders = {"schemes_order": found["schemes"].map(" ".join), "ids_order": found["claim_ids"].map(" ".join)}
    found = found.assign(**orders).sort_values(["area", "as_of", *orders], ignore_index=True)
    return found[["area", *(field.name for field in fields(Conflict))]]


def _sources_differ(counts: pd.DataFrame) -> pd.DataFrame:
    """Counts of one scheme and day that neither rounding nor shortening reconciles."""
    key = ["area", "scheme", "as_of"]
    same = counts.groupby(key)
    largest = same["value"].transform("max")
    counts = counts.assign(spread_count=largest - same["value"].transform("min"))
    is_apart = same["low"].transform("max") > same["high"].transform("min")
    apart = counts[is_apart & (counts["spread_count"] > SHORT_FORMS * largest)].groupby(key)
    columns = {"values": ("value", tuple), "source_ids": ("source_id", tuple), "claim_ids": ("claim_id", tuple)}
    found = apart.agg(**columns, spread_count=("spread_count", "first")).reset_index()
    sources = [tuple(dict.fromkeys(ids)) for ids in found["source_ids"]]
    schemes = [(scheme,) for scheme in found["scheme"]]
    return found.assign(schemes=schemes, reason="sources_differ", source_ids=sources)


def _parts_differ(counts: pd.DataFrame) -> pd.DataFrame:
    """Compulsory and voluntary members of one source and day that do not add up to its total."""
    table = _side_by_side(counts, ["area", "source_id", "as_of"], (WHOLE, *PARTS))
    low, high = (table[f"{end}_{PARTS[0]}"] + table[f"{end}_{PARTS[1]}"] for end in ("low", "high"))
    table = table[(low > table[f"high_{WHOLE}"]) | (high < table[f"low_{WHOLE}"])]
    spread = table[f"value_{WHOLE}"] - table[f"value_{PARTS[0]}"] - table[f"value_{PARTS[1]}"]
    return table.assign(reason="parts_differ", spread_count=spread.abs())


def _same_counts(counts: pd.DataFrame) -> pd.DataFrame:
    """One number that a source gives both to a whole and to its compulsory part on one day."""
    same = counts.assign(number=counts["value"])
    table = _side_by_side(same, ["area", "source_id", "as_of", "number"], (WHOLE, PARTS[0]))
    return table.assign(reason="one_count_two_schemes", spread_count=0.0)


def _side_by_side(counts: pd.DataFrame, key: list[str], schemes: tuple[str, ...]) -> pd.DataFrame:
    """The first count of each scheme, where all are there, its cells under ``<cell>_<scheme>``."""
    table = None
    for scheme in schemes:
        own = counts[counts["scheme"] == scheme].drop_duplicates(key).set_index(key)
        own = own[["value", "low", "high", "claim_id"]].add_suffix(f"_{scheme}")
        table = own if table is None else table.join(own, how="inner")
    table = table.reset_index()
    return table.assign(
        schemes=[schemes] * len(table),
        values=list(zip(*(table[f"value_{scheme}"] for scheme in schemes), strict=True)),
        source_ids=[(source,) for source in table["source_id"]],
        claim_ids=join_ids(*(table[f"claim_id_{scheme}"] for scheme in schemes)),
    )
