"""The page of the audit for its notebook: the parts that are prose, each a block to display."""

from baophu import __version__
from baophu.analysis.audit import CONSISTENT, UNDECIDABLE
from baophu.facts.ledger_audit import LedgerAudit
from baophu.report.blocks import Block, Card, Cards, Paragraph, RowFilter
from baophu.report.named_figure import Figures
from baophu.report.pages.head import PageHead, page_metadata
from baophu.report.pages.parameters import refuse_undeclared
from baophu.report.sections import contradictions, page_sources
from baophu.report.words import Words


class AuditPage(Figures):
    """Sections of the page. Displaying the page itself shows the masthead."""

    def __init__(self, facts: LedgerAudit, language: str):
        self.facts = facts
        self.words = Words(facts, language)

    def masthead(self) -> Block:
        """Title, what was checked, data version.

        Raises
        ------
        UndeclaredParameter
            If papermill injected a parameter that is not declared.
        """
        refuse_undeclared(("language",))
        say, facts, f = self.words.say, self.facts, self.words.f
        title = say("audit-page-title")
        rows = (
            (say("audit-page-meta-figures"), f.count(facts.figure_count)),
            (say("audit-page-meta-checks"), f.count(len(facts.findings))),
            (say("meta-version"), facts.data_version),
        )
        return PageHead(
            say("audit-page-kicker"),
            title,
            rows,
            page_metadata("audit", title, say("audit-page-description"), facts, self.words),
        )

    def finding(self) -> Block:
        """How many checks found figures that do not agree."""
        n, f = len(self.facts.contradictions), self.words.f
        values = {"checks": f.count(len(self.facts.findings)), "figures": f.count(self.facts.figure_count)}
        return Paragraph(self.words.say("audit-page-finding", n=n, count=str(n), **values), style="finding")

    def key_figures(self) -> Block:
        """Number of checks by result, as cards."""
        say, facts, f = self.words.say, self.facts, self.words.f
        pairs = (
            (len(facts.contradictions), "audit-page-card-wrong"),
            (facts.count_of(CONSISTENT), "audit-page-card-agrees"),
            (facts.count_of(UNDECIDABLE), "audit-page-card-open"),
        )
        return Cards(tuple(Card(f.count(count), say(label)) for count, label in pairs))

    def province_filter(self) -> Block:
        """A field that keeps the rows of one province of the tables below; only where scripts run."""
        return RowFilter("check-", self.words.say("audit-page-filter"), self.words.say("audit-page-filter-hint"))

    def contradictions(self) -> Block:
        """Contradictions by check and area, printed against recomputed."""
        return contradictions.contradiction_tables(self.facts.contradictions, self.facts, self.words)

    def evidence_contradictions(self) -> Block:
        """Contradictions that involve figures kept as evidence only."""
        return contradictions.contradiction_tables(
            self.facts.evidence_contradictions, self.facts, self.words, "check-evidence"
        )

    def evidence_intro(self) -> Block:
        """Why contradictions of evidence are listed separately."""
        return Paragraph(self.words.say("audit-page-aside"))

    def source_entries(self) -> Block:
        """Source of every figure."""
        return page_sources.sources(self.facts, self.words)

    def method(self) -> Block:
        """How figures are recomputed."""
        return Paragraph(self.words.say("audit-page-method"))

    def stamp(self) -> Block:
        """Data version and parameters of the report."""
        text = self.words.say(
            "page-stamp", data=self.facts.data_version, version=__version__, language=self.words.language
        )
        return Paragraph(text, style="stamp")

    def _repr_mimebundle_(self, include=None, exclude=None):
        return self.masthead()._repr_mimebundle_(include, exclude)
