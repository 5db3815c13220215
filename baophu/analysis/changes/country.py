"""The country's levels of a day, of the days around it, and those that follow from its printed changes."""

import pandas as pd

from baophu.analysis.claims import join_ids, merge_ids, select_claims
from baophu.analysis.constants import ESTIMATE_STATUSES, HALF_YEAR_DAYS, HEALTH
from baophu.analysis.coverage import ANNOUNCED, GSO, POINTS

COLUMNS = ["low", "high", "claim_ids", "is_derived", "is_estimate", "is_other_definition"]


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
    known = _best_of_day(levels)
    # A count stands on itself alone, a derived one on the change and on the count that it was printed against.
    is_count = known["scale"].eq(GSO)
    per_point = (known["insured_count"] / known["coverage_pct"]).where(is_count, 1.0)
    known = known.assign(
        low=known["low_pct"] * per_point,
        high=known["high_pct"] * per_point,
        claim_ids=known["claim_ids"].where(is_count, pd.Series(join_ids(known["claim_id"]), known.index, dtype=object)),
        is_derived=is_count & known["claim_ids"].map(len).gt(1),
        is_estimate=known["obs_status"].isin(ESTIMATE_STATUSES),
        is_other_definition=known["obs_status"].eq("D"),
        at=known["as_of"],
    ).sort_values("as_of")[["scale", "as_of", "at", *COLUMNS]]
    grid = pd.DataFrame({"as_of": days.dropna().unique()}).sort_values("as_of")
    grid = grid.merge(pd.DataFrame({"scale": [ANNOUNCED, GSO]}, dtype=object), how="cross")
    left, right = (pd.merge_asof(grid, known, on="as_of", by="scale", direction=way) for way in ("backward", "forward"))
    is_printed = left["at"].eq(right["at"])
    turns = left["at"].dt.year.ne(right["at"].dt.year) | right["at"].dt.month.eq(12) & right["at"].dt.day.eq(31)
    is_near = (right["at"] - left["at"]).le(pd.Timedelta(days=HALF_YEAR_DAYS))
    is_joined = is_near & ~turns & left["is_other_definition"].eq(right["is_other_definition"])
    both = grid.assign(
        low=left["low"].where(left["low"] < right["low"], right["low"]),
        high=left["high"].where(left["high"] > right["high"], right["high"]),
        claim_ids=merge_ids(left["claim_ids"], right["claim_ids"]),
        is_derived=~is_printed | left["is_derived"].eq(True),
        is_estimate=left["is_estimate"].eq(True) | right["is_estimate"].eq(True),
        is_other_definition=left["is_other_definition"].eq(True),
    )
    return both[is_printed | is_joined].reset_index(drop=True)


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
    counts = _best_of_day(select_claims(levels, scale=GSO, unit="persons"))
    changes = select_claims(claims, scheme=HEALTH, group="total", kind="change", unit="persons")
    changes = changes[changes["base_as_of"].notna()]
    backward = changes.assign(day=changes["base_as_of"], other=changes["as_of"], sign=-1)
    forward = changes.assign(day=changes["as_of"], other=changes["base_as_of"], sign=1)
    steps = pd.concat([backward, forward])[["area", "claim_id", "day", "other", "sign", "value", "low", "high"]]
    steps = steps.merge(counts, left_on=["area", "other"], right_on=["area", "as_of"], suffixes=("_change", ""))
    days, known = (pd.MultiIndex.from_frame(table) for table in (steps[["area", "day"]], counts[["area", "as_of"]]))
    steps = steps[~days.isin(known)]
    is_forward, share = steps["sign"].gt(0), 100 / steps["population_count"]
    persons = steps["insured_count"] + steps["sign"] * steps["value"]
    found = steps.assign(
        claim_id=steps["claim_id_change"],
        as_of=steps["day"],
        coverage_pct=persons * share,
        low_pct=steps["low_pct"] + steps["low"].where(is_forward, -steps["high"]) * share,
        high_pct=steps["high_pct"] + steps["high"].where(is_forward, -steps["low"]) * share,
        insured_count=persons,
        uninsured_count=steps["population_count"] - persons,
        claim_ids=join_ids(steps["claim_id_change"], steps["claim_id"]),
    )
    found = found.assign(width=found["high_pct"] - found["low_pct"]).sort_values(["area", "as_of", "width", "claim_id"])
    return found.drop_duplicates(["area", "as_of"], ignore_index=True)[POINTS]


def _best_of_day(levels: pd.DataFrame) -> pd.DataFrame:
    """Of several prints of a day the usual definition comes first, then the finest."""
    table = levels.assign(is_other=levels["obs_status"].eq("D"), width=levels["high_pct"] - levels["low_pct"])
    table = table.sort_values(["as_of", "is_other", "width", "claim_id"])
    return table.drop_duplicates(["area", "scale", "as_of"])[levels.columns]
