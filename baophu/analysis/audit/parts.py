"""Parts against their whole: groups of the insured, areas inside an area, and districts that a source does not name."""

from collections.abc import Mapping
from math import inf

import pandas as pd

from baophu.analysis.audit.figures import Figure, edges, plus
from baophu.analysis.audit.findings import finding, held_against
from baophu.analysis.claims import group_rows
from baophu.analysis.constants import PEOPLE_UNITS, REMAINING_DISTRICTS
from baophu.analysis.intervals import Interval

_ON = ("scheme", "group", "as_of")
# Groups that are not insured in the area itself.
_NO_MEMBERS = ("uninsured", "insured_elsewhere")


def checks(figures: list[Figure], parents: Mapping[str, str]):
    """Findings on counts that exceed their whole, and on per cent of plan of districts.

    A part smaller than its whole gives no finding; only one that exceeds it does.

    Parameters
    ----------
    figures : list of Figure
        Figures to check.
    parents : Mapping[str, str]
        Area to the area that contains it.
    """
    counts = [f for f in figures if f.kind == "count" and f.unit in PEOPLE_UNITS]
    yield from _groups(counts)
    yield from _areas(counts, parents)
    yield from _attainment_parts(group_rows((f for f in figures if f.kind == "attainment"), "scheme", "as_of"), parents)


def _groups(counts: list[Figure]):
    """Each group against the total; groups overlap, so they are not added up."""
    wholes = group_rows((f for f in counts if f.group == "total"), "area", "scheme", "as_of")
    for part in counts:
        if part.group != "total" and not part.group.endswith(_NO_MEMBERS):
            for whole in _preferred_source(part, wholes.get((part.area, part.scheme, part.as_of), [])):
                yield from _find_excess("group_in_total", (part,), whole)


def _preferred_source(part: Figure, others: list[Figure]) -> list[Figure]:
    """The figures of a part's source, or those of other sources where it prints none."""
    return [other for other in others if other.source_id == part.source_id] or others


def _areas(counts: list[Figure], parents: Mapping[str, str]):
    """The sum of the areas inside an area, each with its lowest printed figure."""
    inside = group_rows((f for f in counts if f.area in parents), *_ON)
    for whole in counts:
        lowest: dict[str, Figure] = {}
        for part in sorted(inside.get((whole.scheme, whole.group, whole.as_of), []), key=lambda f: f.span.low):
            if parents[part.area] == whole.area:
                lowest.setdefault(part.area, part)
        if lowest:
            yield from _find_excess("areas_in_whole", tuple(lowest[area] for area in sorted(lowest)), whole)


def _find_excess(check: str, parts: tuple[Figure, ...], whole: Figure):
    together, claims = plus(*(part.span for part in parts)), (*parts, whole)
    if together.low > whole.span.high:
        value, printed = sum(part.value for part in parts), (whole.value, whole.span)
        yield held_against(check, whole, claims, value, together, *printed, "count", "persons", slack=edges(claims))


# ── Per cent of plan where some districts are named and the rest have a bound ────────────────────────────────


def _attainment_parts(attained: dict, parents: Mapping[str, str]):
    """Checks of a province's per cent of plan as the weighted mean of its districts'.

    That holds if the districts' plans add up to the province's. The weights are not printed, so the result is the least
    share of the plan that the named districts have.
    """
    for same in attained.values():
        for rest in (f for f in same if f.group == REMAINING_DISTRICTS):
            totals = [f for f in same if f.source_id == rest.source_id and f.group == "total"]
            named = [f for f in totals if parents.get(f.area) == rest.area]
            for whole in (f for f in totals if f.area == rest.area) if named else ():
                yield from _least_share(whole, rest, named)


def _least_share(whole: Figure, rest: Figure, named: list[Figure]):
    claims = (whole, *named, rest)
    # "Under 90 %" has no lower limit, "over" no upper one.
    low, high = {"at_most": (0.0, rest.span.high), "at_least": (rest.span.low, inf)}.get(rest.bound, rest.span)
    if whole.span.low > high:
        edge, end, reach = high, max(named, key=lambda f: f.span.high), whole.span
        ends = end.span
    elif whole.span.high < low:
        edge, end = low, min(named, key=lambda f: f.span.low)
        reach, ends = whole.span[::-1], end.span[::-1]
    else:
        return
    pairs = ((reach[0], ends[1]), (whole.value, end.value), (reach[1], ends[0]))
    least, share, most = (_weight_of_end(*pair, edge) for pair in pairs)
    if least > 100:
        # The whole lies outside the range of its parts: no weights can give that.
        numbers = (end.value, end.span, whole.value, whole.span)
        yield held_against("mean_of_parts", whole, claims, *numbers, "attainment", whole.unit)
    else:
        span = Interval(least, min(most, 100.0))
        yield finding("named_share", whole, claims, min(share, 100.0), span, "share", whole.unit)


def _weight_of_end(whole: float, end: float, edge: float) -> float:
    """Weight of ``end`` in per cent in a mean of ``end`` and ``edge`` that equals the whole; infinite if none does."""
    ratio = (whole - edge) / (end - edge) if end != edge else inf
    return 100 * ratio if ratio > 0 else inf


def parents_of(areas: pd.DataFrame) -> dict[str, str]:
    """Area to the area that contains it; without the provinces of 2025, whose parts count in the country already."""
    inside = areas[areas["kind"].ne("province_2025") & areas["parent"].ne("")].dropna(subset="parent")
    return dict(zip(inside["area"], inside["parent"], strict=True))
