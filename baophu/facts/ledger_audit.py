"""Every number of the audit of the whole ledger: checks, contradictions and the figures in them."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from baophu.analysis import audit, coverage
from baophu.analysis.audit import Finding
from baophu.facts.national import sources_of
from baophu.facts.plain import data_version
from baophu.facts.province import claims_shown
from baophu.facts.records import Area, Claim, Source, records
from baophu.ledger.tables import Ledger


@dataclass(frozen=True)
class LedgerAudit:
    """The audit of all figures.

    ``evidence_contradictions`` are the further ones that involve figures kept as evidence only.
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
        """Number of checks with a verdict."""
        return sum(item.verdict == verdict for item in self.findings)


def build_ledger_audit(ledger: Ledger) -> LedgerAudit:
    """The audit of the whole ledger, as ``make audit`` prints it, with the claims and sources behind it."""
    usable, parents = coverage.usable(ledger.claims), audit.parents_of(ledger.areas)
    findings = audit.audit(usable, parents=parents)
    contradictions = tuple(item for item in findings if item.verdict == audit.CONTRADICTORY)
    usable_ids = {frozenset(item.claim_ids) for item in contradictions}
    all_contradictions = audit.contradictions(ledger.claims, evidence=True, parents=parents)
    with_evidence = tuple(item for item in all_contradictions if frozenset(item.claim_ids) not in usable_ids)
    claims = claims_shown(ledger, {claim for item in (*contradictions, *with_evidence) for claim in item.claim_ids})
    areas = {area.area: area for area in records(Area, ledger.areas)}
    return LedgerAudit(
        area=next(area for area in areas.values() if area.kind == "country"),
        areas=areas,
        labels={(r.field, r.code): (r.label_vi, r.label_en) for r in ledger.codes.itertuples()},
        figure_count=len(usable),
        findings=tuple(findings),
        contradictions=contradictions,
        evidence_contradictions=with_evidence,
        claims=claims,
        sources=sources_of(ledger, claims),
    )
