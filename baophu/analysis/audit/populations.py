"""Counts and percentages: the population, labour force or number of employers that they imply; shares."""

from itertools import combinations
from typing import NamedTuple

from baophu.analysis.audit.figures import Figure, fits, minus, times
from baophu.analysis.audit.findings import finding, held_against
from baophu.analysis.claims import group_rows
from baophu.analysis.constants import PEOPLE_UNITS
from baophu.analysis.intervals import Interval

_PLACE = ("source_id", "area", "scheme", "as_of")
_NO_PART = ("percent_of_plan", "percent_of_base")
# An estimate has the same population as other figures: only another definition (D) may have another base.
_UNLIKE = ("D",)
_OF_POPULATION = "percent_of_population"


class ImpliedBase(NamedTuple):
    """The base that a count and its percentage imply."""

    value: float
    span: Interval
    count: Figure
    percent: Figure

    @property
    def claims(self) -> tuple[Figure, Figure]:
        """The count and its percentage."""
        return self.count, self.percent

    @property
    def what(self) -> tuple:
        """Identity of the base: area, day and unit, and the group or scheme where the base depends on it."""
        rate = self.percent
        part = {"percent_of_group": rate.group, "percent_of_insured": rate.scheme}.get(rate.unit, "")
        return rate.area, rate.as_of, rate.unit, part


def checks(figures: list[Figure]):
    """Findings on counts, percentages and their bases."""
    percents = [f for f in figures if f.kind in ("rate", "share") and _is_part(f.unit)]
    counts = [f for f in figures if f.kind == "count"]
    bases = _bases(percents, counts)
    yield from _compare_bases(bases, [f for f in figures if f.kind == "denominator"])
    yield from _pairs(bases)
    yield from _parts(bases, percents, counts)
    yield from _complements(percents)
    yield from _shares(percents, counts)


def _is_part(unit: str) -> bool:
    return unit.startswith("percent_of_") and unit not in _NO_PART


def _count_units(percent: Figure) -> tuple[str, ...]:
    return ("employers",) if percent.unit == "percent_of_employers" else PEOPLE_UNITS


def _bases(percents, counts) -> list[ImpliedBase]:
    """Implied bases: count over percentage, of one source, day and group."""
    counts_of_print = group_rows(counts, *_PLACE, "group")
    bases = []
    for percent in percents:
        place = (percent.source_id, percent.area, percent.scheme, percent.as_of, percent.group)
        for count in counts_of_print.get(place, []):
            # A rate or a count that is or may have been zero implies no population.
            if percent.span.low <= 0 or count.span.low <= 0:
                continue
            if count.unit in _count_units(percent) and _one_definition(percent, count, counts_of_print[place]):
                span = count.span.over(percent.span.times(0.01))
                bases.append(ImpliedBase(100 * count.value / percent.value, span, count, percent))
    return bases


def _one_definition(rate: Figure, other: Figure, candidates: list[Figure]) -> bool:
    """Whether a figure has the definition (D or not) of a rate; any figure passes where no candidate has it."""
    same_definition = [figure for figure in candidates if (figure.obs_status == "D") == (rate.obs_status == "D")]
    return not same_definition or other in same_definition


def _compare_bases(bases: list[ImpliedBase], denominators: list[Figure]):
    """Each implied base, compared with the one that its source prints for the day, if any."""
    printed_bases = group_rows(denominators, *_PLACE)
    for base in bases:
        rate = base.percent
        check = "implied_population" if rate.unit == _OF_POPULATION else "implied_base"
        number = (base.value, base.span)
        what = ("population" if rate.unit == _OF_POPULATION else "base", _unit(base))
        place = (rate.source_id, rate.area, rate.scheme, rate.as_of)
        candidates = [d for d in printed_bases.get(place, []) if d.group in _denominator_groups(rate)]
        printed = [d for d in candidates if _one_definition(rate, d, candidates)]
        if not printed:
            yield finding(check, base.count, base.claims, *number, *what)
        for other in printed:
            yield held_against(check, base.count, (*base.claims, other), *number, other.value, other.span, *what)


def _unit(base: ImpliedBase) -> str:
    return "persons" if base.count.unit in PEOPLE_UNITS else base.count.unit


def _denominator_groups(rate: Figure) -> tuple[str, ...]:
    """Groups under which the ledger has the denominator of a rate."""
    if rate.unit == "percent_of_group":
        return (rate.group,)
    return ("labour_force",) if "labour_force" in rate.unit else ("total",)


def _pairs(bases: list[ImpliedBase]):
    """Pairs of implied bases that should be equal; with the same count the rates are compared instead."""
    groups: dict[tuple, list[ImpliedBase]] = {}
    for base in bases:
        groups.setdefault(base.what, []).append(base)
    for same in groups.values():
        for one, other in combinations(same, 2):
            if one.percent is other.percent:
                continue
            if _is_same_rate(one, other) and fits(one.count.span, other.count.span):
                if one.percent.value != other.percent.value:
                    yield _two_rates(one, other)
            elif (one.count.value, one.percent.value) != (other.count.value, other.percent.value):
                yield _two_populations(one, other)


def _is_same_rate(one: ImpliedBase, other: ImpliedBase) -> bool:
    return (one.percent.scheme, one.percent.group) == (other.percent.scheme, other.percent.group)


def _two_populations(one: ImpliedBase, other: ImpliedBase):
    claims = (*other.claims, *one.claims)
    what = ("population" if one.percent.unit == _OF_POPULATION else "base", _unit(one))
    numbers = (one.value, one.span, other.value, other.span)
    return held_against("two_populations", one.percent, claims, *numbers, *what, unlike=_UNLIKE)


def _two_rates(one: ImpliedBase, other: ImpliedBase):
    """The other's rate, computed on this one's base and compared with its printed rate."""
    claims = (other.percent, one.percent, one.count, other.count)
    implied = 100 * other.count.value / one.value
    # With equal counts only the rounding of this rate remains.
    same = other.count.value == one.count.value
    span = one.percent.span if same else other.count.span.over(one.span).times(100)
    printed = other.percent
    numbers = (implied, span, printed.value, printed.span)
    return held_against("two_rates", printed, claims, *numbers, "rate", printed.unit, unlike=_UNLIKE)


def _parts(bases: list[ImpliedBase], percents: list[Figure], counts: list[Figure]):
    """Numbers implied by shares printed without a count, from a base that the source implies elsewhere."""
    counted = group_rows(counts, *_PLACE, "group")
    known_bases: dict[tuple, list[ImpliedBase]] = {}
    for base in bases:
        known_bases.setdefault((base.percent.source_id, base.percent.scheme, *base.what), []).append(base)
    for share in percents:
        place = (share.source_id, share.area, share.scheme, share.as_of, share.group)
        if share.kind != "share" or place in counted:
            continue
        base_key = ImpliedBase(0.0, share.span, share, share).what
        for base in known_bases.get((share.source_id, share.scheme, *base_key), []):
            number = (base.value * share.value / 100, times(base.span, share.span.times(0.01)))
            yield finding("implied_part", share, (share, *base.claims), *number, "part", _unit(base))


def _complements(percents: list[Figure]):
    """The share of the uninsured, against 100 minus the share of the insured."""
    units = {"uninsured": _OF_POPULATION}
    groups = group_rows(percents, *_PLACE, "group")
    for without in percents:
        if not without.group.endswith("uninsured"):
            continue
        whole = without.group.removesuffix("uninsured").removesuffix("_") or "total"
        unit = units.get(without.group, "percent_of_group")
        place = (without.source_id, without.area, without.scheme, without.as_of, whole)
        for rate in groups.get(place, []):
            if rate.unit == without.unit == unit:
                span = minus(Interval(100, 100), rate.span)
                number = (100 - rate.value, span, without.value, without.span)
                yield held_against("complement", without, (without, rate), *number, "rate", unit)


def _shares(percents: list[Figure], counts: list[Figure]):
    """A share of the insured, against part over whole where both are printed."""
    counted = group_rows(counts, *_PLACE, "group")
    for share in percents:
        if share.unit != "percent_of_insured":
            continue
        place = (share.source_id, share.area, share.scheme, share.as_of)
        for part in counted.get((*place, share.group), []):
            for whole in counted.get((*place, "total"), []):
                if part.unit not in PEOPLE_UNITS or whole.unit not in PEOPLE_UNITS or whole.span.low <= 0:
                    continue
                number = (100 * part.value / whole.value, part.span.over(whole.span).times(100))
                claims = (share, part, whole)
                yield held_against("share", share, claims, *number, share.value, share.span, "share", share.unit)
