"""The arithmetic of the sources: what printed figures imply of one another, within their rounding.

Every finding is a function of the claims that it names and of nothing else, so that another print adds findings and
leaves the verdicts on the others as they are.
"""

from collections.abc import Mapping
from itertools import chain

from baophu.analysis.audit import changes, parts, plans, populations, prints, totals
from baophu.analysis.audit.figures import figures_of
from baophu.analysis.audit.findings import CHECKS, CONSISTENT, CONTRADICTORY, UNDECIDABLE, Finding
from baophu.analysis.audit.parts import parents_of
from baophu.analysis.rows import Claims

__all__ = ["CHECKS", "CONSISTENT", "CONTRADICTORY", "UNDECIDABLE", "Finding", "audit", "contradictions", "parents_of"]

_ALONE: Mapping[str, str] = {}


def audit(claims: Claims, evidence: bool = False, parents: Mapping[str, str] = _ALONE) -> list[Finding]:
    """All checks, oldest first; the order of the rows of ``claims`` changes nothing.

    Parameters
    ----------
    claims : claims of an area and the areas inside it, or of the whole ledger; undated ones and those that are
        evidence only (``obs_status`` U or F) are left out.
    evidence : read the dated claims that are evidence only as well: what contradicts is often why they are no more.
    parents : area to the area that it lies in (``parents_of``); without it no area is held against another.
    """
    figures = figures_of(claims, evidence)
    of_areas = parts.checks(figures, parents)
    rooms = (populations.checks(figures), plans.checks(figures), changes.checks(figures), of_areas)
    return _once(chain(*rooms, totals.checks(figures), prints.checks(figures)))


def contradictions(claims: Claims, evidence: bool = False, parents: Mapping[str, str] = _ALONE) -> list[Finding]:
    """The findings that cannot hold whatever the rounding was, oldest first."""
    return [found for found in audit(claims, evidence, parents) if found.verdict == CONTRADICTORY]


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
