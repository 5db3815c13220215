"""Every number of the audit of the whole ledger: checks, contradictions, and the figures that stand in them."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from baophu.analysis import audit
from baophu.analysis.audit import Finding
from baophu.facts.national import sources_of
from baophu.facts.plain import data_version
from baophu.facts.province import claims_shown
from baophu.facts.records import Area, Claim, Source, records
from baophu.facts.shared import shared_facts
from baophu.ledger.tables import Ledger


@dataclass(frozen=True)
class LedgerAudit:
    """The audit of all figures.

    ``evidence_contradictions`` are those in which figures kept as evidence, or set aside by a decision, take part.
    """

    area: Area
    areas: dict[str, Area]
    labels: dict[tuple[str, str], tuple[str, str]]
    figure_count: int
    findings: tuple[Finding, ...]
    contradictions: tuple[Finding, ...]
    evidence_contradictions: tuple[Finding, ...]
    claims: tuple[Claim, ...]
    sources: dict[str, Source]

    data_version = cached_property(data_version)

    @property
    def as_of(self) -> date | None:
        """Newest day of a figure that was checked."""
        return max((item.as_of.date() for item in self.findings), default=None)

    def count_of(self, verdict: str) -> int:
        """How many checks came to a verdict."""
        return sum(item.verdict == verdict for item in self.findings)


def build_ledger_audit(ledger: Ledger) -> LedgerAudit:
    """The audit of the whole ledger: what ``make audit`` prints, with the claims and sources behind it."""
    shared = shared_facts(ledger)
    findings = shared.ledger_findings
    wrong = tuple(item for item in findings if item.verdict == audit.CONTRADICTORY)
    known = {frozenset(item.claim_ids) for item in wrong}
    more = audit.contradictions(ledger.claims, evidence=True, parents=shared.parents)
    aside = tuple(item for item in records(Finding, more) if frozenset(item.claim_ids) not in known)
    claims = claims_shown(ledger, {claim for item in (*wrong, *aside) for claim in item.claim_ids})
    areas = dict(shared.areas)
    return LedgerAudit(
        area=next(area for area in areas.values() if area.kind == "country"),
        areas=areas,
        labels={(r.field, r.code): (r.label_vi, r.label_en) for r in ledger.codes.itertuples()},
        figure_count=len(shared.usable_table),
        findings=tuple(findings),
        contradictions=wrong,
        evidence_contradictions=aside,
        claims=claims,
        sources=sources_of(ledger, claims),
    )
