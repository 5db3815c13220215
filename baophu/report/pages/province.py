"""The report of a province for its notebook: a method per section, each returning a block to display."""

from functools import cached_property
from html import escape

from baophu.facts.plain import compress
from baophu.facts.province import Facts, build_facts
from baophu.ledger.names import resolve_province
from baophu.ledger.tables import load_ledger
from baophu.report import tables
from baophu.report.blocks import READ_DATA, REPORT, TYPST, Block
from baophu.report.charts.levels import draw_levels, levels_words
from baophu.report.figure import figure
from baophu.report.pages.parameters import refuse_undeclared
from baophu.report.province_charts import province_chart
from baophu.report.sections import (
    audit,
    back_matter,
    changes,
    confidence,
    denominators,
    events,
    finding,
    groups,
    head,
    key_figures,
    missing,
    schemes,
    season,
    sources,
    targets,
    trajectory,
)
from baophu.report.typst_text import escape_typst, quote_typst
from baophu.report.words import Words

PARAMETERS = ("province", "language")
# Methods of the report that return a chart, or a note if there is no data.
CHARTS = (
    "trajectory",
    "changes_chart",
    "targets_chart",
    "districts_chart",
    "schemes_chart",
    "audit_chart",
)
PAGE_LABELS = ("chart", "table", "back", "copy", "copied", "swipe", "tap", "made")


def province_report(province: str | int, language: str = "vi") -> "ProvinceReport":
    """The report of one province.

    Parameters
    ----------
    province : str or int
        Slug, name in any spelling, or two-digit code: ``"can-tho"``, ``"Cần Thơ"``, ``92``.
    language : str
        ``"vi"`` or ``"en"``.

    Returns
    -------
    ProvinceReport
        The report with a method per section.

    Raises
    ------
    UnknownProvince
        If no province has this name or code.
    UnknownLanguage
        If ``language`` is neither.
    InvalidLedger
        If the ledger breaks its rules.
    UndeclaredParameter
        If papermill injected a parameter that is not declared.
    """
    refuse_undeclared(PARAMETERS)
    slug = resolve_province(province)
    ledger = load_ledger()
    return ProvinceReport(build_facts(ledger, slug), language, ledger.version)


class ProvinceReport:
    """Sections of the report. Displaying the report itself shows the masthead."""

    def __init__(self, facts: Facts, language: str, ledger_version: str = ""):
        self.facts = facts
        self.words = Words(facts, language)
        self.ledger_version = ledger_version  # blank if the facts do not come from a ledger

    def masthead(self) -> Block:
        """Title, region, geography, date of the newest figure, data version."""
        return Masthead(self.facts, self.words, self.ledger_version)

    def finding(self) -> Block:
        """The finding in one sentence."""
        return finding.finding(self.facts, self.words)

    def key_figures(self) -> Block:
        """Key figures as cards."""
        return key_figures.key_figures(self.facts, self.words)

    def heading(self, name: str) -> Block:
        """Heading of a section in the report's language."""
        return head.heading(name, self.words)

    def trajectory(self) -> Block:
        """Chart of every dated coverage level."""
        facts, words = self.facts, self.words
        sources = tables.claim_sources(facts)
        levels, country = tables.coverage(facts, words), tables.country_levels(facts, words)
        targets = tables.targets(facts, words, sources)
        changes = tables.changes([(change, words) for change in facts.changes], sources)
        estimates = tables.estimates(facts, words)
        axes = draw_levels(levels, country, targets, changes, estimates, language=words.language)
        texts = levels_words(facts, words)._asdict()
        return figure(axes, [levels, country], "levels", **texts, language=words.language)

    def trajectory_reading(self) -> Block:
        """What the trajectory shows, in sentences."""
        return trajectory.trajectory_reading(self.facts, self.words)

    def events(self) -> Block:
        """Policies and shocks that the trajectory marks."""
        return events.events(self.facts, self.words)

    def changes_chart(self) -> Block:
        """Chart of rises and falls with the country's changes."""
        return province_chart("changes", self.facts, self.words)

    def denominators(self) -> Block:
        """Every percentage of every count, and the population that is used."""
        return denominators.denominators(self.facts, self.words)

    def season(self) -> Block:
        """Same-season pairs, the December surge, interpolated national levels."""
        return season.season(self.facts, self.words)

    def changes(self) -> Block:
        """Every change with its verdict."""
        return changes.changes(self.facts, self.words)

    def targets_chart(self) -> Block:
        """Chart of targets against announced levels, and of percentages of plan by owner."""
        return province_chart("targets", self.facts, self.words)

    def districts_chart(self) -> Block:
        """Chart of rates and percentages of plan of the areas inside the province."""
        return province_chart("districts", self.facts, self.words)

    def schemes_chart(self) -> Block:
        """Chart of social and unemployment insurance over time, scheme by scheme."""
        return province_chart("schemes", self.facts, self.words)

    def audit_chart(self) -> Block:
        """Chart of printed figures against recomputed ones."""
        return province_chart("audit", self.facts, self.words)

    def targets(self) -> Block:
        """Distance to the targets."""
        return targets.targets(self.facts, self.words)

    def groups(self) -> Block:
        """Health insurance by group of people."""
        return groups.groups(self.facts, self.words)

    def schemes(self) -> Block:
        """Social and unemployment insurance."""
        return schemes.schemes(self.facts, self.words)

    def audit(self) -> Block:
        """Arithmetic of the printed figures."""
        return audit.audit(self.facts, self.words)

    def confidence(self) -> Block:
        """Grade of the newest level, with its reasons."""
        return confidence.confidence(self.facts, self.words)

    def missing(self) -> Block:
        """Unpublished figures that would answer the most questions."""
        return missing.missing(self.facts, self.words)

    def sources(self) -> Block:
        """Source of every figure."""
        return sources.sources(self.facts, self.words)

    def decisions(self) -> Block:
        """Decisions on conflicting figures."""
        return sources.decisions(self.facts, self.words)

    def method(self) -> Block:
        """The method in a paragraph."""
        return back_matter.method(self.words)

    def stamp(self) -> Block:
        """The data to download, the citation and the stamp."""
        return back_matter.colophon(self.facts, self.words)

    def _repr_mimebundle_(self, include=None, exclude=None):
        return self.masthead()._repr_mimebundle_(include, exclude)


class Masthead(Block):
    """Head of the report, with its metadata for exporters."""

    def __init__(self, facts: Facts, words: Words, ledger_version: str = ""):
        self.facts = facts
        self.words = words
        self.ledger_version = ledger_version

    @cached_property
    def rows(self) -> list[tuple[str, str]]:
        """Label and value of the lines below the title."""
        say, facts = self.words.say, self.facts
        newest = self.words.when_of(facts.dated_claims[-1]) if facts.dated_claims else say("none")
        n, m = len(facts.claims), len({claim.source_id for claim in facts.claims})
        figures = say("meta-figures-value", n=n, m=m, count=str(n), sources=str(m))
        return [
            (say("meta-as-of"), newest),
            (say("meta-figures"), figures),
            (say("meta-geography"), head.geography(facts, self.words)),
            (say("meta-version-used"), facts.data_version),
            *(
                [(say("meta-local"), say("meta-local-value", count=str(facts.local_count)))]
                if facts.local_count
                else []
            ),
        ]

    @property
    def title(self) -> str:
        """Title of the report."""
        return head.title(self.words)

    def html(self):
        lines = "".join(f"<div><dt>{escape(k)}</dt><dd>{escape(v)}</dd></div>" for k, v in self.rows)
        kicker = self.words.say("kicker", region=self.words.region())
        return (
            f'<header class="masthead"><p class="kicker">{escape(kicker)}</p><h1>{escape(self.title)}</h1>'
            f'<dl class="meta">{lines}</dl></header>'
        )

    def typst(self):
        kicker = self.words.say("kicker", region=self.words.region())
        lines = ", ".join(f"({quote_typst(k)}, {quote_typst(v)})" for k, v in self.rows)
        head = f"kicker: [{escape_typst(kicker)}], title: [{escape_typst(self.title)}]"
        return f"#masthead({head}, subtitle: [], meta: ({lines},))"

    def text(self):
        return "\n".join([self.title, *(f"{k}: {v}" for k, v in self.rows)])

    def metadata(self) -> dict:
        """Metadata of the report: exporters take title and language from it, the publisher checks it."""
        names = ("contents", "page", "skip", "code", "failed", "language", *PAGE_LABELS)
        return {
            "province": self.facts.area.area,
            "province_name": self.words.province,
            "language": self.words.language,
            "title": self.title,
            "description": head.description(self.facts, self.words),
            "as_of": self.facts.as_of.isoformat() if self.facts.as_of else None,
            "data_version": self.facts.data_version,
            "labels": {name: self.words.say(f"label-{name}") for name in names},
        }

    def _repr_mimebundle_(self, include=None, exclude=None):
        bundle = {"text/html": self.html(), TYPST: self.typst(), "text/plain": self.text()}
        read_data = {"version": self.ledger_version, "facts": compress(self.facts)}
        return {REPORT: self.metadata(), **({READ_DATA: read_data} if self.ledger_version else {}), **bundle}
