"""The arithmetic of the sources: what printed figures imply about one another, within their rounding.

Every finding depends only on the claims that it names, so that a further printed figure adds findings and leaves the
verdicts of the others unchanged.
"""

from collections.abc import Iterable, Mapping
from itertools import chain
from operator import attrgetter

import pandas as pd

from baophu.analysis.audit import changes, parts, plans, populations, prints, totals
from baophu.analysis.audit.figures import figures_of
from baophu.analysis.audit.findings import CHECKS, COLUMNS, CONSISTENT, CONTRADICTORY, UNDECIDABLE, Finding
from baophu.analysis.audit.parts import parents_of
from baophu.analysis.claims import frame_of

__all__ = ["CHECKS", "CONSISTENT", "CONTRADICTORY", "UNDECIDABLE", "Finding", "audit", "contradictions", "parents_of"]

_NO_PARENTS: Mapping[str, str] = {}


def audit(claims: pd.DataFrame, evidence: bool = False, parents: Mapping[str, str] = _NO_PARENTS) -> pd.DataFrame:
    """Run all checks on all areas; the order of the rows of ``claims`` does not matter.

    Parameters
    ----------
    claims : pd.DataFrame
        Claims of some areas or of the whole ledger; undated ones and those that are evidence only (``obs_status`` U or
        F) are left out.
    evidence : bool
        Include dated claims that are evidence only: a contradiction is often the reason for that status.
    parents : Mapping[str, str]
        Area to the area that contains it (``parents_of``); without it areas are not compared with one another.

    Returns
    -------
    pd.DataFrame
        One row per finding, oldest first, then by area, scheme and check; the columns are the fields of ``Finding``.
        An area's findings rest on claims of the area itself, and of the areas inside it.
    """
    figures = figures_of(claims, evidence)
    of_areas = parts.checks(figures, parents)
    by_subject = (populations.checks(figures), plans.checks(figures), changes.checks(figures), of_areas)
    findings = _distinct(chain(*by_subject, totals.checks(figures), prints.checks(figures)))
    return frame_of(map(attrgetter(*COLUMNS), findings), COLUMNS)


def contradictions(
    claims: pd.DataFrame, evidence: bool = False, parents: Mapping[str, str] = _NO_PARENTS
) -> pd.DataFrame:
    """The findings that are contradictory whatever the rounding was, oldest first; parameters as for ``audit``."""
    findings = audit(claims, evidence, parents)
    return findings[findings["verdict"] == CONTRADICTORY]


def _distinct(findings: Iterable[Finding]) -> list[Finding]:
    """Findings sorted and without duplicates, which a source that prints a number twice would cause."""
    by_identity: dict[tuple, Finding] = {}
    for item in sorted(findings, key=_sort_key):
        by_identity.setdefault(_identity(item), item)
    # A finding on two rates of one count makes the one on the same two rates alone redundant.
    rates = {frozenset(f.claim_ids[:2]) for f in by_identity.values() if f.check == "two_rates"}
    return [f for f in by_identity.values() if f.check != "two_prints" or frozenset(f.claim_ids) not in rates]


def _sort_key(f: Finding) -> tuple:
    return (f.as_of, f.area, f.scheme, f.check, f.group, f.claim_ids)


def _identity(f: Finding) -> tuple:
    subject = (f.check, f.area, f.scheme, f.group, f.as_of, f.unit, f.verdict)
    return (*subject, f.implied, f.implied_low, f.implied_high, f.printed, f.printed_low, f.printed_high)
