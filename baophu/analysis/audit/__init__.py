"""The arithmetic of the sources: what printed figures imply of one another, within their rounding.

Every finding is a function of the claims that it names and of nothing else, so that another print adds findings and
leaves the verdicts on the others as they are.
"""

from collections.abc import Mapping

import pandas as pd

from baophu.analysis.audit import changes, parts, plans, populations, prints, totals
from baophu.analysis.audit.figures import prepare_figures, scheme_labels
from baophu.analysis.audit.findings import (
    CHECKS,
    COLUMNS,
    CONSISTENT,
    CONTRADICTORY,
    UNDECIDABLE,
    Finding,
    judge_findings,
)
from baophu.analysis.audit.parts import parents_of

__all__ = [
    "CHECKS",
    "CONSISTENT",
    "CONTRADICTORY",
    "UNDECIDABLE",
    "Finding",
    "audit",
    "contradictions",
    "parents_of",
]

_ALONE: Mapping[str, str] = {}


def audit(claims: pd.DataFrame, evidence: bool = False, parents: Mapping[str, str] = _ALONE) -> pd.DataFrame:
    """All checks of all areas; the order of the rows of ``claims`` changes nothing.

    Parameters
    ----------
    claims : pd.DataFrame
        Claims of some areas or of the whole ledger; undated ones and those that are evidence only (``obs_status`` U or
        F) are left out.
    evidence : bool
        Whether the dated claims that are evidence only are read as well: what contradicts is often why they are no
        more.
    parents : dict[str, str]
        Area to the area that it lies in (``parents_of``); without it no area is held against another.

    Returns
    -------
    pd.DataFrame
        One row per finding, oldest first, then by area, scheme and check; the columns are the fields of ``Finding``.
        An area's findings rest on claims of the area itself, and of the areas inside it.
    """
    figures = prepare_figures(claims, evidence)
    labels = scheme_labels(figures)
    checks = [
        *populations.checks(figures),
        *plans.checks(figures),
        *changes.checks(figures, labels),
        *parts.checks(figures, parents),
        *totals.checks(figures, labels),
        *prints.checks(figures),
    ]
    findings = pd.concat([check for check in checks if len(check)] or checks[:1], ignore_index=True)
    ids = figures["claim_id"].to_numpy()
    findings["claim_ids"] = [tuple(dict.fromkeys(ids[list(rows)])) for rows in findings["rows"]]
    return _without_repeats(_in_order(judge_findings(findings, figures)))[COLUMNS]


def contradictions(claims: pd.DataFrame, evidence: bool = False, parents: Mapping[str, str] = _ALONE) -> pd.DataFrame:
    """The findings that cannot hold whatever the rounding was, oldest first."""
    findings = audit(claims, evidence, parents)
    return findings[findings["verdict"] == CONTRADICTORY]


def _in_order(findings: pd.DataFrame) -> pd.DataFrame:
    return findings.sort_values(["as_of", "area", "scheme", "check", "group", "claim_ids"], ignore_index=True)


def _without_repeats(findings: pd.DataFrame) -> pd.DataFrame:
    """Each once: a source that prints a number twice would else be checked twice for it."""
    about = ["check", "area", "scheme", "group", "as_of", "unit", "verdict"]
    numbers = ["implied", "implied_low", "implied_high", "printed", "printed_low", "printed_high"]
    findings = findings.drop_duplicates([*about, *numbers])
    # Two rates of one count say more than the same two rates alone.
    rates = {frozenset(ids[:2]) for ids in findings.loc[findings["check"] == "two_rates", "claim_ids"]}
    is_of_rates = findings["claim_ids"].map(frozenset).isin(rates)
    return findings[findings["check"].ne("two_prints") | ~is_of_rates].reset_index(drop=True)
