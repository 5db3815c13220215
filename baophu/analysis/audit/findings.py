"""The record of one check, and the names of all checks."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

import pandas as pd

from baophu.analysis.audit.figures import UNLIKE, Figure, fits, in_doubt, widen
from baophu.analysis.claims import DAY
from baophu.analysis.intervals import Interval

CONSISTENT, CONTRADICTORY, UNDECIDABLE = "consistent", "contradictory", "not_decidable"

CHECKS = {
    "implied_population": "Population that a count and its percentage of the population imply",
    "implied_base": "Base that a count and its percentage of something else imply: labour force, group, employers",
    "implied_part": "Number behind a share without a count, from the whole that another share implies",
    "two_populations": "Bases of one day implied by two prints",
    "two_rates": "Rate of a print, from another print of the same count and its rate",
    "complement": "Insured and uninsured per cent: together 100",
    "share": "Share, from the part and the whole that are printed",
    "plan_population": "Population that a plan in persons and the same plan in per cent imply",
    "attainment": "Per cent of plan, from the rate and the target rate",
    "attainment_count": "Per cent of plan, from the count and the plan in persons",
    "attainment_gap": "Per cent of plan, from the count and the number still missing",
    "implied_plan": "Plan in persons that a count and its per cent of plan imply",
    "implied_plan_gap": "Plan in persons that the number still missing and the per cent of plan imply",
    "implied_reached": "Number reached that the number still missing and the per cent of plan imply",
    "plan_sum": "Plan in persons: the count and the number still missing",
    "target_sum": "Target rate: the rate and the points still missing",
    "two_plans": "Two plans for one scheme and year",
    "ratio": "Ratio of two days, from their counts",
    "change": "Change in persons, from the counts of two days",
    "change_points": "Change in percentage points, from the rates of two days",
    "growth": "Change in per cent, from the counts of two days",
    "implied_level": "Earlier level that a ratio or a change and the later level imply",
    "two_levels": "Earlier level implied in two ways",
    "total": "Total, from its parts",
    "implied_rest": "Part that a total and its other part imply",
    "group_in_total": "Group of the insured that exceeds everyone insured",
    "areas_in_whole": "Areas that together exceed the area they lie in",
    "mean_of_parts": "Per cent of plan of an area, beyond the best or the worst of its parts",
    "named_share": "Share of an area's plan that its named districts carry at least, the others being bounded",
    "two_prints": "One quantity of one day in two prints",
}


@dataclass(frozen=True)
class Finding:
    """One check: a printed number against the one that other figures imply, both with their intervals.

    ``implied`` and ``printed`` are in ``unit``. ``printed`` is None where the implied number is compared with nothing;
    in checks that compare two printed figures (``two_…``) it is the other of the two. ``other_reading`` is the implied
    number under the second meaning of an ambiguous wording.
    """

    check: str  # a key of CHECKS
    area: str
    scheme: str
    as_of: pd.Timestamp
    as_of_precision: str
    verdict: str
    implied: float
    implied_low: float
    implied_high: float
    printed: float | None = None
    claim_ids: tuple[str, ...] = ()
    group: str = "total"
    quantity: str = ""
    unit: str = ""
    printed_low: float | None = None
    printed_high: float | None = None
    other_reading: float | None = None


_NUMBERS = ("implied", "implied_low", "implied_high", "printed", "printed_low", "printed_high", "other_reading")
# Columns of findings with their types.
COLUMNS = {
    field.name: DAY if field.name == "as_of" else float if field.name in _NUMBERS else object
    for field in fields(Finding)
}


def finding(check, on: Figure, claims: Sequence[Figure], implied, span: Interval, quantity, unit, **cells) -> Finding:
    """A finding without a printed number to compare, so undecidable; ``on`` gives the area, the scheme and the day."""
    place = {"area": on.area, "scheme": on.scheme, "group": on.group}
    when = {"as_of": on.as_of, "as_of_precision": on.as_of_precision}
    ids = tuple(dict.fromkeys(claim.claim_id for claim in claims))
    low, high = span
    return Finding(
        **{"check": check, **place, **when, "verdict": UNDECIDABLE, "implied": implied, "claim_ids": ids}
        | {"implied_low": low, "implied_high": high, "quantity": quantity, "unit": unit, **cells}
    )


def held_against(
    check,
    on,
    claims,
    implied,
    span: Interval,
    printed,
    against: Interval,
    quantity,
    unit,
    *,
    is_unsure=False,
    slack=0.0,
    unlike=UNLIKE,
    **cells,
) -> Finding:
    """The finding of an implied number compared with a printed one.

    ``is_unsure``: a difference would not be a contradiction. ``slack``: nor would one up to this size. ``unlike``:
    statuses of figures for which another source may print another number.
    """
    printed_fields = {"printed": printed, "printed_low": against.low, "printed_high": against.high}
    is_unsure = is_unsure or fits(span, widen(against, slack)) or in_doubt(claims, unlike)
    verdict = _verdict(span, against, is_unsure)
    return finding(check, on, claims, implied, span, quantity, unit, **{**printed_fields, "verdict": verdict, **cells})


def _verdict(implied: Interval, printed: Interval, is_unsure: bool) -> str:
    """Consistent where the intervals overlap, else contradictory unless the numbers may differ."""
    if fits(implied, printed):
        return CONSISTENT
    return UNDECIDABLE if is_unsure else CONTRADICTORY
