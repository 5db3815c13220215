"""What changed between two days: printed changes, and neighbouring levels or counts of one kind."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from math import ceil, floor, isnan, nan

import pandas as pd

from baophu.analysis.changes.gross import gross_losses
from baophu.analysis.changes.model import COUNTS, LEVELS, PRINTED
from baophu.analysis.claims import DAY, Row, frame_of, union_ids
from baophu.analysis.constants import HEALTH, PEOPLE_UNITS, SCHEMES
from baophu.analysis.coverage import ANNOUNCED
from baophu.analysis.intervals import REST, difference_bound

# Changes of households or communes are no changes of people.
NOT_INSURED = ("uninsured", "students_uninsured")  # fewer of them is no fall of coverage
# In the order in which the units of a change speak, the kind and unit of the level that such a change led to.
LEVELS_LED_TO = {
    "persons": ("count", "persons"),
    "cards": ("count", "cards"),
    "percentage_points": ("rate", "percent_of_population"),
    "percent_of_base": ("count", "persons"),
}
DAYS = ["area", "scheme", "group", "start", "end"]
# Cells of ``Change`` for two counts of people and for two announced levels: the figure before and the one after, the
# difference, what the prints allow of it.
AS_COUNTS = ("count_before", "count_after", "change_count", "low_count", "high_count")
AS_LEVELS = ("level_before", "level_after", "announced_points", "announced_low", "announced_high")
LEVEL_NUMBERS = (*AS_LEVELS, "relative_pct")
NUMBERS = (*LEVEL_NUMBERS, *AS_COUNTS, "exits_count")
# Cells of a change, with those that most have.
BLANK = {
    **dict.fromkeys((*DAYS, "kind", "start_precision", "end_precision"), ""),
    **{"bound": "exact", "unit": "persons", "bound_before": "exact", "bound_after": "exact"},
    **{"is_before_derived": False, **dict.fromkeys(NUMBERS, nan), "claim_ids": ()},
}
DTYPES = {
    **dict.fromkeys(BLANK, object),
    **{"start": DAY, "end": DAY, "is_before_derived": bool},
    **dict.fromkeys(NUMBERS, float),
}
# What is read of a claim.
CELLS = ["claim_id", "source_id", "area", "scheme", "group", "kind", "unit", "value", "low", "high", "bound", "as_of",
         "as_of_precision", "base_as_of", "is_other_definition"]  # fmt: skip


def find_changes(claims: pd.DataFrame, levels: pd.DataFrame) -> pd.DataFrame:
    """Every change of every area, none twice: a printed one speaks for the figures around it, counts for their rates.

    Parameters
    ----------
    claims : pd.DataFrame
        Usable claims with their intervals (``claims.prepare_claims``), without those that no series uses.
    levels : pd.DataFrame
        Dated coverages (``coverage.levels``) of the same areas.

    Returns
    -------
    pd.DataFrame
        One row per change, numbered by ``change_id``; the cells of ``Change`` that follow from its own prints, and of a
        change of announced rates ``announced_points`` with what the prints allow (``announced_low``,
        ``announced_high``), in percentage points. ``start`` is missing for a gross loss.
    """
    insured = claims.loc[~claims["group"].isin(NOT_INSURED) & claims["scheme"].isin(SCHEMES), CELLS]
    insured = list(insured.itertuples(index=False))
    counts = _daily_counts(insured)
    net = [*_printed_changes(insured), *_count_changes(counts), *_level_changes(levels, counts)]
    found = [BLANK | cells for cells in (*_join_same_days(net), *gross_losses(claims))]
    found.sort(key=_order)
    rows = ((number, *(cells[name] for name in DTYPES)) for number, cells in enumerate(found))
    return frame_of(rows, {"change_id": int, **DTYPES})


def _order(cells: dict) -> tuple:
    # A gross loss, without a start, comes last.
    has_no_start = pd.isna(cells["start"])
    place = (cells["area"], cells["scheme"], cells["group"])
    return (*place, has_no_start, cells["end" if has_no_start else "start"], cells["end"], cells["claim_ids"][0])


def _join_same_days(changes: Iterable[dict]) -> list[dict]:
    """Of several changes of the same days the first; the others fill what it leaves open."""
    found: dict[tuple, dict] = {}
    for cells in changes:
        key = tuple(cells[name] for name in DAYS)
        found[key] = _fill(found[key], BLANK | cells) if key in found else BLANK | cells
    return list(found.values())


def _fill(first: dict, other: dict) -> dict:
    """The first of two changes of the same days; the other fills the numbers that it leaves open."""
    # Cards are not persons. One that has people of its own takes over levels alone.
    names = () if first["unit"] != other["unit"] else NUMBERS if isnan(first["change_count"]) else LEVEL_NUMBERS
    numbers = {name: other[name] for name in names if isnan(first[name]) and not isnan(other[name])}
    if not numbers:
        return first
    return first | numbers | {"claim_ids": union_ids((first["claim_ids"], other["claim_ids"]))}


# ── Printed changes ──────────────────────────────────────────────────────────────────────────────────────────


def _printed_changes(claims: Iterable[Row]) -> Iterator[dict]:
    """Printed changes, with the level that each led to where it is printed too: in people, in points, in percent."""
    printed = [c for c in claims if c.kind == "change" and c.unit in LEVELS_LED_TO and c.value]
    figures = defaultdict(list)
    for claim in claims:
        figures[_definition(claim), claim.as_of, claim.kind, claim.unit].append(claim)
    # Of one change printed in several ways the persons speak; what follows from them is not said a second time.
    for claim in sorted(printed, key=lambda claim: list(LEVELS_LED_TO).index(claim.unit)):
        if claim.base_as_of is not pd.NaT:
            same = figures.get((_definition(claim), claim.as_of, *LEVELS_LED_TO[claim.unit]), ())
            # Its own source knows best, then the finest print.
            after = min(same, key=lambda c: (c.source_id != claim.source_id, c.high - c.low, c.claim_id), default=None)
            yield _printed_change(claim, after)


def _definition(claim: Row) -> tuple:
    return claim.area, claim.scheme, claim.group, claim.is_other_definition


def _printed_change(claim: Row, after: Row | None) -> dict:
    """A printed change with the level that it led to; the level before follows from both."""
    cells = {
        **{"area": claim.area, "scheme": claim.scheme, "group": claim.group, "kind": PRINTED, "bound": claim.bound},
        **{"start": claim.base_as_of, "start_precision": "day"},
        **{"end": claim.as_of, "end_precision": claim.as_of_precision},
        "claim_ids": (claim.claim_id,),
    }
    before_after = (nan, nan)
    if after is not None:
        before_after = (after.value - claim.value, after.value)
        bound = difference_bound(after.bound, _of_size(claim.bound, claim.value > 0))
        cells |= {"is_before_derived": True, "bound_before": bound, "bound_after": after.bound}
        cells["claim_ids"] += (after.claim_id,)
    if claim.unit == "percent_of_base":
        return cells | {"relative_pct": claim.value} | (_in_people(claim, after) if after else {})
    names = AS_COUNTS if claim.unit in PEOPLE_UNITS else AS_LEVELS
    cells |= dict(zip(names, (*before_after, claim.value, claim.low, claim.high), strict=True))
    if claim.unit in PEOPLE_UNITS:
        # "Nearly" says no more than so many; it bounds nothing from below.
        is_exit = claim.value < 0 and claim.bound != "at_most"
        cells |= {"unit": claim.unit, "exits_count": -claim.value if is_exit else nan}
    return cells


def _in_people(growth: Row, after: Row) -> dict:
    """A growth in percent, in persons where the count that it led to is printed."""
    corners = [people * pct / (100 + pct) for people in (after.low, after.high) for pct in (growth.low, growth.high)]
    low, high = min(corners), max(corners)
    change = after.value * growth.value / (100 + growth.value)
    numbers = zip(AS_COUNTS, (after.value - change, after.value, change, low, high), strict=True)
    # A rounded percentage of a count gives no people to the person.
    bounds = {"bound": "about", "bound_before": "about"}
    return dict(numbers) | bounds | {"exits_count": floor(-high) if high < -1 else nan}


# ── Neighbouring levels and counts ───────────────────────────────────────────────────────────────────────────


def _daily_counts(claims: Iterable[Row]) -> dict[tuple, dict]:
    """Counts of people by area, scheme, group and unit, one for each day, the finest dated and bounded.

    A count under another definition than the usual one is nobody's neighbour.
    """
    counts = (c for c in claims if c.kind == "count" and c.unit in PEOPLE_UNITS and not c.is_other_definition)
    series: dict[tuple, dict] = defaultdict(dict)
    for c in sorted(counts, key=lambda c: (c.as_of, c.bound != "exact", c.as_of_precision != "day", c.claim_id)):
        series[c.area, c.scheme, c.group, c.unit].setdefault(c.as_of, c)
    return series


def _neighbours(days: dict) -> Iterator[tuple]:
    """Pairs of neighbouring days that differ; what rounding leaves without a sign is no change."""
    return (pair for pair in pairwise(days.values()) if pair[0].low > pair[1].high or pair[1].low > pair[0].high)


def _between(before: Row, after: Row) -> dict:
    """The cells of a change between two figures, but for its numbers."""
    return {
        **{"area": before.area, "start": before.as_of, "start_precision": before.as_of_precision},
        **{"end": after.as_of, "end_precision": after.as_of_precision},
        **{"bound_before": before.bound, "bound_after": after.bound, "bound": _bound(before, after)},
    }


def _bound(before: Row, after: Row) -> str:
    return _of_size(difference_bound(after.bound, before.bound), after.value > before.value)


def _of_size(bound: str, is_rise: bool) -> str:
    """The bound of a signed change as that of its size, and back: a fall of "more than nine" lies below minus nine."""
    return bound if is_rise else REST[bound]


def _difference(before: Row, after: Row) -> tuple:
    """The numbers ``AS_COUNTS`` or ``AS_LEVELS`` of two figures."""
    return (before.value, after.value, after.value - before.value, after.low - before.high, after.high - before.low)


def _people(before: Row, after: Row) -> dict:
    # People are whole: a count that was not rounded is itself. The hair is of floating point.
    exits = ceil(before.low - 1e-3) - floor(after.high + 1e-3)
    numbers = dict(zip(AS_COUNTS, _difference(before, after), strict=True))
    return {"unit": before.unit, **numbers, "exits_count": exits if exits > 0 else nan}


def _count_changes(counts: dict[tuple, dict]) -> Iterator[dict]:
    # Of two units whose days are the same the one counted first speaks.
    for (_, scheme, group, _), days in counts.items():
        for before, after in _neighbours(days):
            ids = (before.claim_id, after.claim_id)
            cells = {"scheme": scheme, "group": group, "kind": COUNTS, "claim_ids": ids}
            yield _between(before, after) | _people(before, after) | cells


def _level_changes(levels: pd.DataFrame, counts: dict[tuple, dict]) -> Iterator[dict]:
    """Changes of announced levels, with the counts of their two days if both were printed in one unit.

    Of several levels of a day the one whose print leaves least open; levels of other definitions apart.
    """
    names = {"coverage_pct": "value", "low_pct": "low", "high_pct": "high"}
    rates = levels[levels["scale"].eq(ANNOUNCED)].rename(columns=names).itertuples(index=False)
    series: dict[tuple, dict] = defaultdict(dict)
    for rate in sorted(rates, key=lambda r: (r.obs_status == "D", r.as_of, r.high - r.low, r.claim_id)):
        series[rate.area, rate.obs_status == "D"].setdefault(rate.as_of, rate)
    for days in series.values():
        for before, after in _neighbours(days):
            numbers = dict(zip(AS_LEVELS, _difference(before, after), strict=True))
            ids = union_ids((before.claim_ids, after.claim_ids))
            cells = {"scheme": HEALTH, "group": "total", "kind": LEVELS, "claim_ids": ids}
            yield _between(before, after) | numbers | cells | _counts_beside(before, after, ids, counts)


def _counts_beside(before: Row, after: Row, ids: tuple, counts: dict[tuple, dict]) -> dict:
    for unit in PEOPLE_UNITS:
        days = counts.get((before.area, HEALTH, "total", unit), {})
        if before.as_of in days and after.as_of in days:
            pair = days[before.as_of], days[after.as_of]
            ids = union_ids((ids, tuple(count.claim_id for count in pair)))
            return _people(*pair) | {"bound": _bound(*pair), "claim_ids": ids}
    return {}
