"""Totals of schemes against the sums of their parts."""

from baophu.analysis.audit.figures import Figure, edges, minus, one_labels, plus
from baophu.analysis.audit.findings import finding, held_against
from baophu.analysis.claims import group_rows
from baophu.analysis.constants import PEOPLE_UNITS

# "Participants in all schemes" adds health and voluntary insurance: compulsory members are included in the first.
_PARTS = {"all": ("bhyt", "bhxh_tn"), "bhxh": ("bhxh_bb", "bhxh_tn")}
_ON = ("area", "group", "as_of", "kind", "base_as_of")


def checks(figures: list[Figure]):
    """Findings on totals of counts and of changes."""
    stocks = [f for f in figures if f.kind in ("count", "change") and f.unit in PEOPLE_UNITS]
    labels = one_labels(figures)
    for same in group_rows(stocks, *_ON).values():
        schemes = group_rows(same, "scheme", "source_id")
        for total in same:
            if total.scheme in _PARTS:
                yield from _sums(total, schemes)
                yield from _remainders(total, schemes, labels)


def _sums(total: Figure, schemes: dict):
    first, second = _PARTS[total.scheme]
    sources = {source for _, source in schemes}
    # A total is compared with parts of its own source if printed; parts of two sources are never added.
    complete_sources = {s for s in sources if (first, s) in schemes and (second, s) in schemes}
    for source in sorted({total.source_id} & complete_sources or complete_sources):
        for one in schemes[first, source]:
            for other in schemes[second, source]:
                yield _sum(total, one, other)


def _remainders(total: Figure, schemes: dict, labels: set[tuple]):
    """The part that a source does not print, from its total and the other part."""
    first, second = _PARTS[total.scheme]
    source = total.source_id
    for name, missing in ((first, second), (second, first)):
        # If a source prints one number both as total and as part, it is not known which of the two it is.
        is_ambiguous = any(
            (source, total.area, total.group, frozenset((total.scheme, part))) in labels for part in (name, missing)
        )
        if (missing, source) not in schemes and not is_ambiguous:
            for part in schemes.get((name, source), []):
                yield _remainder(total, part, missing)


def _sum(total: Figure, one: Figure, other: Figure):
    claims = (total, one, other)
    numbers = (one.value + other.value, plus(one.span, other.span), total.value, total.span)
    return held_against("total", total, claims, *numbers, total.kind, total.unit, slack=edges(claims))


def _remainder(total: Figure, part: Figure, missing: str):
    number = (total.value - part.value, minus(total.span, part.span))
    return finding("implied_rest", total, (total, part), *number, total.kind, total.unit, scheme=missing)
