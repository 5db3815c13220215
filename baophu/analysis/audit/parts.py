"""Parts against their whole: groups of the insured, areas inside an area, and districts that a print leaves unnamed."""

from collections.abc import Mapping
from math import inf

import pandas as pd

from baophu.analysis.audit.figures import AuditClaim, by, edges, plus
from baophu.analysis.audit.findings import finding, held_against
from baophu.analysis.constants import PEOPLE_UNITS
from baophu.analysis.intervals import Interval
from baophu.analysis.rows import REMAINING_DISTRICTS

_ON = ("scheme", "group", "as_of")
# Not of those who are insured in the area itself.
_NO_MEMBERS = ("uninsured", "insured_elsewhere")


def checks(figures: list[AuditClaim], parents: Mapping[str, str]):
    """Findings on counts that exceed their whole, and on per cent of plan of districts.

    A part that its whole has room for says nothing: only what exceeds it is a finding.

    Parameters
    ----------
    parents : area to the area that it lies in.
    """
    counts = [f for f in figures if f.kind == "count" and f.unit in PEOPLE_UNITS]
    yield from _groups(counts)
    yield from _areas(counts, parents)
    yield from _unnamed(by((f for f in figures if f.kind == "attainment"), "scheme", "as_of"), parents)


def _groups(counts: list[AuditClaim]):
    """Each group against everyone; groups overlap, and are not added."""
    wholes = by((f for f in counts if f.group == "total"), "area", "scheme", "as_of")
    for part in counts:
        if part.group != "total" and not part.group.endswith(_NO_MEMBERS):
            for whole in _beside(part, wholes.get((part.area, part.scheme, part.as_of), [])):
                yield from _exceeding("group_in_total", (part,), whole)


def _beside(part: AuditClaim, others: list[AuditClaim]) -> list[AuditClaim]:
    """Those that the source of a part prints, and others' only where it prints none."""
    return [other for other in others if other.source_id == part.source_id] or others


def _areas(counts: list[AuditClaim], parents: Mapping[str, str]):
    """The areas inside an area together; of several prints of one area the lowest is taken."""
    inside = by((f for f in counts if f.area in parents), *_ON)
    for whole in counts:
        lowest: dict[str, AuditClaim] = {}
        for part in sorted(inside.get((whole.scheme, whole.group, whole.as_of), []), key=lambda f: f.span.low):
            if parents[part.area] == whole.area:
                lowest.setdefault(part.area, part)
        if lowest:
            yield from _exceeding("areas_in_whole", tuple(lowest[area] for area in sorted(lowest)), whole)


def _exceeding(check: str, parts: tuple[AuditClaim, ...], whole: AuditClaim):
    together, claims = plus(*(part.span for part in parts)), (*parts, whole)
    if together.low > whole.span.high:
        value, printed = sum(part.value for part in parts), (whole.value, whole.span)
        yield held_against(check, whole, claims, value, together, *printed, "count", "persons", slack=edges(claims))


# ── Per cent of plan where some districts are named and the rest are bounded ─────────────────────────────────


def _unnamed(attained: dict, parents: Mapping[str, str]):
    """The whole's per cent of plan is a mean of its parts', whatever the weights, if their plans add up to its own.

    Weights are in no print. What the figures tell is the share of the plan that the named districts carry at least.
    """
    for same in attained.values():
        for rest in (f for f in same if f.group == REMAINING_DISTRICTS):
            own = [f for f in same if f.source_id == rest.source_id and f.group == "total"]
            named = [f for f in own if parents.get(f.area) == rest.area]
            for whole in (f for f in own if f.area == rest.area) if named else ():
                yield from _weighed(whole, rest, named)


def _weighed(whole: AuditClaim, rest: AuditClaim, named: list[AuditClaim]):
    claims = (whole, *named, rest)
    # "Under 90 %" says nothing of how low, nor "over" of how high.
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
    least, share, most = (_share(*pair, edge) for pair in pairs)
    if least > 100:
        # Further out than every part: no weights give that.
        numbers = (end.value, end.span, whole.value, whole.span)
        yield held_against("mean_of_parts", whole, claims, *numbers, "attainment", whole.unit)
    else:
        span = Interval(least, min(most, 100.0))
        yield finding("named_share", whole, claims, min(share, 100.0), span, "share", whole.unit)


def _share(whole: float, end: float, edge: float) -> float:
    """Per cent of the plan at ``end`` that lifts a mean of ``end`` and ``edge`` to the whole; beyond reach infinite."""
    ratio = (whole - edge) / (end - edge) if end != edge else inf
    return 100 * ratio if ratio > 0 else inf


def parents_of(areas: pd.DataFrame) -> dict[str, str]:
    """Area to the area it lies in; provinces of 2025 are left out, for they hold others that lie in the country."""
    inside = areas[areas["kind"].ne("province_2025") & areas["parent"].ne("")].dropna(subset="parent")
    return dict(zip(inside["area"], inside["parent"], strict=True))
