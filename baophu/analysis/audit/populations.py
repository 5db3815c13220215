"""Counts and percentages: the population, labour force or number of employers that they imply, and shares."""

from itertools import combinations
from typing import NamedTuple

from baophu.analysis.audit.figures import AuditClaim, by, fits, minus, times
from baophu.analysis.audit.findings import finding, held_against
from baophu.analysis.constants import PEOPLE_UNITS
from baophu.analysis.intervals import Interval

_PLACE = ("source_id", "area", "scheme", "as_of")
_NO_PART = ("percent_of_plan", "percent_of_base")
# An estimate has its population like any other number: only another definition excuses another base.
_UNLIKE = ("D",)
_OF_POPULATION = "percent_of_population"


class ImpliedBase(NamedTuple):
    """What a count is a percentage of."""

    value: float
    span: Interval
    count: AuditClaim
    percent: AuditClaim

    @property
    def claims(self) -> tuple[AuditClaim, AuditClaim]:
        """The count and its percentage."""
        return self.count, self.percent

    @property
    def what(self) -> tuple:
        """Which base of which day: a population is the same for every scheme, the insured of a scheme are not."""
        rate = self.percent
        own = {"percent_of_group": rate.group, "percent_of_insured": rate.scheme}.get(rate.unit, "")
        return rate.area, rate.as_of, rate.unit, own


def checks(figures: list[AuditClaim]):
    """Findings on counts, percentages and their bases."""
    percents = [f for f in figures if f.kind in ("rate", "share") and _is_part(f.unit)]
    counts = [f for f in figures if f.kind == "count"]
    bases = _bases(percents, counts)
    yield from _implied(bases, [f for f in figures if f.kind == "denominator"])
    yield from _pairs(bases)
    yield from _parts(bases, percents, counts)
    yield from _complements(percents)
    yield from _shares(percents, counts)


def _is_part(unit: str) -> bool:
    return unit.startswith("percent_of_") and unit not in _NO_PART


def _counted_in(percent: AuditClaim) -> tuple[str, ...]:
    return ("employers",) if percent.unit == "percent_of_employers" else PEOPLE_UNITS


def _bases(percents, counts) -> list[ImpliedBase]:
    """Count over percentage, of one source, day and group."""
    beside = by(counts, *_PLACE, "group")
    found = []
    for percent in percents:
        place = (percent.source_id, percent.area, percent.scheme, percent.as_of, percent.group)
        # A rate of nought implies no population, nor does one that may have been nought.
        if percent.span.low <= 0:
            continue
        for count in beside.get(place, []):
            if count.unit in _counted_in(percent) and _one_definition(percent, count, beside[place]):
                span = count.span.over(percent.span.times(0.01))
                found.append(ImpliedBase(100 * count.value / percent.value, span, count, percent))
    return found


def _one_definition(rate: AuditClaim, other: AuditClaim, beside: list[AuditClaim]) -> bool:
    """Whether a figure may stand with a rate: of two of a day, one by another definition (D), like goes with like."""
    like = [figure for figure in beside if (figure.obs_status == "D") == (rate.obs_status == "D")]
    return not like or other in like


def _implied(bases: list[ImpliedBase], denominators: list[AuditClaim]):
    """Each base, against the one that its source prints for the day where there is one."""
    beside = by(denominators, *_PLACE)
    for base in bases:
        rate = base.percent
        check = "implied_population" if rate.unit == _OF_POPULATION else "implied_base"
        number = (base.value, base.span)
        what = ("population" if rate.unit == _OF_POPULATION else "base", _unit(base))
        place = (rate.source_id, rate.area, rate.scheme, rate.as_of)
        known = [d for d in beside.get(place, []) if d.group in _named(rate)]
        printed = [d for d in known if _one_definition(rate, d, known)]
        if not printed:
            yield finding(check, base.count, base.claims, *number, *what)
        for other in printed:
            yield held_against(check, base.count, (*base.claims, other), *number, other.value, other.span, *what)


def _unit(base: ImpliedBase) -> str:
    return "persons" if base.count.unit in PEOPLE_UNITS else base.count.unit


def _named(rate: AuditClaim) -> tuple[str, ...]:
    """Under which group the ledger holds the denominator of a rate."""
    if rate.unit == "percent_of_group":
        return (rate.group,)
    return ("labour_force",) if "labour_force" in rate.unit else ("total",)


def _pairs(bases: list[ImpliedBase]):
    """Two prints that imply one base; where they print one count, the fault shows in the rates."""
    groups = {}
    for base in bases:
        groups.setdefault(base.what, []).append(base)
    for same in groups.values():
        for one, other in combinations(same, 2):
            if one.percent is other.percent:
                continue
            if _alike(one, other) and fits(one.count.span, other.count.span):
                if one.percent.value != other.percent.value:
                    yield _two_rates(one, other)
            elif (one.count.value, one.percent.value) != (other.count.value, other.percent.value):
                yield _two_populations(one, other)


def _alike(one: ImpliedBase, other: ImpliedBase) -> bool:
    return (one.percent.scheme, one.percent.group) == (other.percent.scheme, other.percent.group)


def _two_populations(one: ImpliedBase, other: ImpliedBase):
    claims = (*other.claims, *one.claims)
    what = ("population" if one.percent.unit == _OF_POPULATION else "base", _unit(one))
    numbers = (one.value, one.span, other.value, other.span)
    return held_against("two_populations", one.percent, claims, *numbers, *what, unlike=_UNLIKE)


def _two_rates(one: ImpliedBase, other: ImpliedBase):
    """The other's rate on this one's base. Only the rounding of the counts lies between the two."""
    claims = (other.percent, one.percent, one.count, other.count)
    implied = 100 * other.count.value / one.value
    # Counts that may be one number are taken as one: what remains is this rate's own interval.
    same = other.count.value == one.count.value
    span = one.percent.span if same else other.count.span.over(one.span).times(100)
    printed = other.percent
    numbers = (implied, span, printed.value, printed.span)
    return held_against("two_rates", printed, claims, *numbers, "rate", printed.unit, unlike=_UNLIKE)


def _parts(bases: list[ImpliedBase], percents: list[AuditClaim], counts: list[AuditClaim]):
    """Numbers behind shares that come without one, from the base that the source gives elsewhere."""
    counted = by(counts, *_PLACE, "group")
    known = {}
    for base in bases:
        known.setdefault((base.percent.source_id, base.percent.scheme, *base.what), []).append(base)
    for share in percents:
        place = (share.source_id, share.area, share.scheme, share.as_of, share.group)
        if share.kind != "share" or place in counted:
            continue
        own = ImpliedBase(0.0, share.span, share, share).what
        for base in known.get((share.source_id, share.scheme, *own), []):
            number = (base.value * share.value / 100, times(base.span, share.span.times(0.01)))
            yield finding("implied_part", share, (share, *base.claims), *number, "part", _unit(base))


def _complements(percents: list[AuditClaim]):
    """The share of the uninsured, against a hundred less the insured."""
    units = {"uninsured": _OF_POPULATION}
    groups = by(percents, *_PLACE, "group")
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


def _shares(percents: list[AuditClaim], counts: list[AuditClaim]):
    """A share of the insured, against part over whole where both are printed."""
    counted = by(counts, *_PLACE, "group")
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
