"""The arithmetic of the sources: what printed figures imply of one another, within their rounding.

Every finding is a function of the claims that it names and of nothing else, so that another print adds findings and
leaves the verdicts on the others as they are.
"""

from itertools import chain

import pandas as pd

from baophu.analysis.audit import changes, plans, populations, prints, totals
from baophu.analysis.audit.figures import figures_of, figures_of_targets
from baophu.analysis.audit.findings import CHECKS, CONSISTENT, CONTRADICTORY, UNDECIDABLE, Finding
from baophu.analysis.rows import Claims

__all__ = ["CHECKS", "CONSISTENT", "CONTRADICTORY", "UNDECIDABLE", "Finding", "audit", "contradictions"]


def audit(claims: Claims, targets: pd.DataFrame | None = None, evidence: bool = False) -> list[Finding]:
    """All checks, oldest first; the order of the rows of ``claims`` changes nothing.

    Parameters
    ----------
    claims : claims of an area and the areas inside it, or of the whole ledger; undated ones and those that are
        evidence only (``obs_status`` U or F) are left out.
    targets : the ledger's targets by decision, to be held beside those that claims print. A finding that rests on one
        names its ``target_id`` among the ``claim_ids``.
    evidence : read the dated claims that are evidence only as well: what contradicts is often why they are no more.
    """
    figures = figures_of(claims, evidence)
    goals = figures_of_targets(targets) if targets is not None else []
    rooms = (populations.checks(figures), plans.checks(figures, goals), changes.checks(figures))
    return _once(chain(*rooms, totals.checks(figures), prints.checks(figures)))


def contradictions(claims: Claims, targets: pd.DataFrame | None = None, evidence: bool = False) -> list[Finding]:
    """The findings that cannot hold whatever the rounding was, oldest first."""
    return [found for found in audit(claims, targets, evidence) if found.verdict == CONTRADICTORY]


def _once(findings) -> list[Finding]:
    """Sorted, and said once: a source that prints a number twice would else be checked twice for it."""
    kept = {}
    for found in sorted(findings, key=_order):
        kept.setdefault(_said(found), found)
    # Two rates of one count say more than the same two rates alone.
    rates = {frozenset(f.claim_ids[:2]) for f in kept.values() if f.check == "two_rates"}
    return [f for f in kept.values() if f.check != "two_prints" or frozenset(f.claim_ids) not in rates]


def _order(f: Finding) -> tuple:
    return (f.as_of, f.area, f.scheme, f.check, f.group, f.claim_ids)


def _said(f: Finding) -> tuple:
    about = (f.check, f.area, f.scheme, f.group, f.as_of, f.unit, f.verdict)
    return (*about, f.implied, f.implied_low, f.implied_high, f.printed, f.printed_low, f.printed_high)
