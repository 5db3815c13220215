"""What a check says, and its verdict; the names of all checks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields

import numpy as np
import pandas as pd

from baophu.analysis.audit.numbers import Numbers, exact, numbers_of
from baophu.analysis.claims import match_rules

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

# A definition of its own, an estimate, a number before settlement: another source may print another number.
_OWN_DEFINITION = "D"
_UNLIKE = (_OWN_DEFINITION, "E", "P")
# An estimate has its population like any other number: only another definition excuses another base.
_ONE_BASE = ("two_populations", "two_rates")
# Half steps add up in sums and differences alone; a quotient has no step.
_STEPS_ADD_UP = (
    *("change", "change_points", "plan_sum", "target_sum", "total", "two_prints"),
    *("group_in_total", "areas_in_whole"),
)


@dataclass(frozen=True)
class Finding:
    """One check: a printed number against the one that other prints imply, with the interval of the rounding.

    ``implied`` and ``printed`` are in ``unit``. ``printed`` is None where nothing is held against the implied number;
    in the checks that set two prints side by side (``two_…``) it is the other of the two. ``other_reading`` is the
    implied number under the other reading of the words, where the words have two.
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


COLUMNS = [field.name for field in fields(Finding)]
_PLACE = ("area", "scheme", "group", "as_of", "as_of_precision", "unit")
_ENDS = ("", "_low", "_high")


def make_findings(
    check: str | np.ndarray | pd.Series,
    table: pd.DataFrame,
    roles: Sequence[str],
    implied: Numbers,
    quantity: str | pd.Series,
    printed: str | None = None,
    on: str | None = None,
    **cells,
) -> pd.DataFrame:
    """Findings that wait for their verdict, one for each row of the table of a check.

    Parameters
    ----------
    check : str or pd.Series
        A key of ``CHECKS``, or one a row.
    table : pd.DataFrame
        Columns of roles (``figures.join``).
    roles : tuple[str, ...]
        Whose claims the finding names, in this order; a claim that is missing is left out.
    implied : Numbers
        What follows from other prints.
    quantity : str or pd.Series
        What the numbers are.
    printed : str
        The role that ``implied`` is held against, if any.
    on : str
        The role that gives area, scheme, group, day and unit; the first of ``roles`` if not given.
    **cells : str or pd.Series
        Other cells of the finding; ``is_unsure`` where a difference between the two would prove nothing.

    Returns
    -------
    pd.DataFrame
        The columns of ``Finding`` but for ``verdict`` and ``claim_ids``; ``rows``, numbers of claims; ``is_unsure``.
    """
    place = {name: table[f"{on or roles[0]}_{name}"] for name in _PLACE if name not in cells}
    given = numbers_of(table, printed) if printed else exact(np.nan)
    numbers = {f"implied{end}": column for end, column in zip(_ENDS, implied, strict=True)}
    numbers |= {f"printed{end}": column for end, column in zip(_ENDS, given, strict=True)}
    claims = zip(*(table[f"{role}_row"] for role in roles), strict=True)
    rows = [tuple(dict.fromkeys(_claim_rows(cells_of_roles))) for cells_of_roles in claims]
    other = {"quantity": quantity, "other_reading": np.nan, "is_unsure": False, "rows": rows}
    return pd.DataFrame({"check": check, **place, **numbers, **other, **cells}, index=table.index)


def _claim_rows(cells: tuple) -> Iterator[int]:
    """Numbers of claims from the ``row`` of each role: one, those of several areas, or none."""
    for cell in cells:
        if isinstance(cell, tuple):
            yield from cell
        elif pd.notna(cell):
            yield int(cell)


def judge_findings(findings: pd.DataFrame, figures: pd.DataFrame) -> pd.DataFrame:
    """Findings with ``verdict``: numbers that differ contradict one another only if they must be the same.

    Parameters
    ----------
    findings : pd.DataFrame
        Those of ``make_findings``.
    figures : pd.DataFrame
        Those of ``figures.prepare_figures``.
    """
    implied, printed = (Numbers(*(findings[f"{name}{end}"] for end in _ENDS)) for name in ("implied", "printed"))
    doubts = _doubts(findings, figures)
    near = Numbers(printed.value, printed.low - doubts["slack"], printed.high + doubts["slack"])
    is_unsure = findings["is_unsure"].astype(bool) | implied.fits(near) | doubts["is_in_doubt"]
    rules = {CONSISTENT: implied.fits(printed), UNDECIDABLE: is_unsure | printed.value.isna()}
    return findings.assign(verdict=match_rules(rules, CONTRADICTORY))


def _doubts(findings: pd.DataFrame, figures: pd.DataFrame) -> pd.DataFrame:
    """Whether the prints of a finding may differ without one being wrong, and by how much (``slack``).

    Two definitions give two numbers, in one source too: 118,014 people, of whom 60,553 in the province. A figure of
    a month stands at the month's last day by convention (docs/assumptions.md, A1) and may be of an earlier one; an
    estimate may differ from what was settled later. One source is held to its own words in these two.

    The bound of "more than" or "nearly" closes one side at the very digits (A4), yet who writes "over 18.26 million"
    may have rounded 18.259: a difference within half such a step is not enough to say that somebody is wrong.
    """
    claims = findings[["check", "rows"]].explode("rows").astype({"rows": int})
    claims = claims.join(figures[["source_id", "kind", "obs_status", "as_of_precision", "bound", "step"]], on="rows")
    is_own = claims["obs_status"].eq(_OWN_DEFINITION)
    is_open = claims["bound"].isin(("at_least", "at_most")) & claims["check"].isin(_STEPS_ADD_UP)
    # A plan is the year's: beside it, the figures of one source may stand on any day of their month.
    is_measured = ~claims["kind"].isin(("target_rate", "target_count"))
    each = claims.assign(
        measured_by=claims["source_id"].where(is_measured),
        is_month=claims["as_of_precision"].eq("month") & is_measured,
        is_own=is_own.where(is_measured),
        is_unlike=is_own | claims["obs_status"].isin(_UNLIKE) & ~claims["check"].isin(_ONE_BASE),
        slack=claims["step"].where(is_open, 0.0) / 2,
    ).groupby(level=0)
    is_of_month = each["measured_by"].nunique().gt(1) & each["is_month"].any()
    is_of_two_sources = each["source_id"].nunique().gt(1)
    is_in_doubt = is_of_two_sources & (is_of_month | each["is_unlike"].any()) | each["is_own"].nunique().gt(1)
    return pd.DataFrame({"is_in_doubt": is_in_doubt, "slack": each["slack"].sum()}).reindex(findings.index)
