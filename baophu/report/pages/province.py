"""The page of a province: its head, the sentences and tables around the charts, each a block to display."""

from collections.abc import Callable, Sequence
from functools import cached_property
from html import escape

import pandas as pd
from matplotlib.axes import Axes

from baophu.facts.plain import compress
from baophu.facts.province import Claim, Facts, LatestLevel
from baophu.report.blocks import READ_DATA, REPORT, TYPST, Block, Group, page_id
from baophu.report.figure import close_drawing
from baophu.report.named_figure import Figures
from baophu.report.sections import brief, head
from baophu.report.sections.audit import audit
from baophu.report.sections.back_matter import colophon, method, stamp
from baophu.report.sections.changes import change_details, explain_changes
from baophu.report.sections.confidence import confidence
from baophu.report.sections.denominators import denominators
from baophu.report.sections.groups import groups
from baophu.report.sections.levels import levels
from baophu.report.sections.missing import missing
from baophu.report.sections.schemes import scheme_tables, schemes
from baophu.report.sections.season import season
from baophu.report.sections.shortages import shortages
from baophu.report.sections.sources import decisions, sources
from baophu.report.sections.targets import paces, targets
from baophu.report.typst_text import escape_typst, quote_typst
from baophu.report.words import Words

PARAMETERS = ("province", "language")
PAGE_LABELS = ("chart", "table", "back", "copy", "copied", "swipe", "tap", "made")


def _section(build: Callable[[Facts, Words], Block], is_brief: bool = False):
    """A method that builds a section; where little is known, only those of the first page are not empty."""

    def section(self) -> Block:
        block = build(self.facts, self.words) if is_brief or not self.facts.brief.is_sparse else Group()
        return block.of_page(self.page_id)

    section.__doc__ = build.__doc__
    return section


def sources_and_stamp(facts: Facts, words: Words) -> Block:
    """Tables of every figure with its locator, source and use; with the stamp where this is the last section."""
    return Group((*sources(facts, words).blocks, *([stamp(facts, words)] if facts.brief.is_sparse else [])))


class ProvincePage(Figures):
    """What a report says around its frames and charts; displaying the page itself shows its head.

    Every method returns a block; a section without data is empty, and so its heading is left out.
    """

    def __init__(self, facts: Facts, language: str, ledger_version: str = "", office_changes: Block = Group()):  # noqa: B008 - frozen
        self.facts = facts
        self.words = Words(facts, language)
        self.ledger_version = ledger_version  # blank if the facts do not come from a ledger
        area, version = facts.area.area, facts.data_version
        self.page_id = page_id({"province": area, "language": language, "data_version": version})
        self._office_changes = office_changes  # an office's own numbers, in no report for the public

    def masthead(self) -> Block:
        """Title, region, days of the newest figures."""
        return Masthead(self.facts, self.words, self.ledger_version)

    def figure(self, axes: Axes, frame: pd.DataFrame | Sequence[pd.DataFrame], name: str, **changes) -> Block:
        """As :meth:`Figures.figure`; where little is known there is no chart."""
        if self.facts.brief.is_sparse:
            close_drawing(axes)
            return Group()
        return super().figure(axes, frame, name, **changes).of_page(self.page_id)

    def changes(self) -> Block:
        """The changes that matter most, each with its verdict, the reason and the causes that its source names."""
        explained = self._explained_changes()
        return Group((*explained.blocks, *self._office_changes.blocks)) if self._office_changes.blocks else explained

    # The brief.
    verdict = _section(brief.verdict, is_brief=True)
    cards = _section(brief.cards, is_brief=True)
    reasons = _section(brief.reasons, is_brief=True)
    actions = _section(brief.actions, is_brief=True)
    source_line = _section(brief.source_line, is_brief=True)
    absent = _section(brief.absent, is_brief=True)
    # The evidence.
    _explained_changes = _section(explain_changes)
    levels = _section(levels)
    shortages = _section(shortages)
    paces = _section(paces)
    groups = _section(groups)
    schemes = _section(schemes)
    # The annexes.
    change_details = _section(change_details)
    season = _section(season)
    populations = _section(denominators)
    targets = _section(targets)
    scheme_tables = _section(scheme_tables)
    checks = _section(audit)
    decisions = _section(decisions)
    confidence = _section(confidence)
    missing = _section(missing)
    sources = _section(sources_and_stamp, is_brief=True)
    method = _section(method)
    colophon = _section(colophon)

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
        health, social = self._newest("health", facts.latest), self._newest("social", facts.brief.newest_social)
        newest = say("meta-newest", health=health, social=social)
        local = (
            [(say("meta-local"), say("meta-local-value", count=str(facts.local_count)))] if facts.local_count else []
        )
        return [(say("meta-as-of"), newest), *local]

    def _newest(self, scheme: str, newest: LatestLevel | Claim | None) -> str:
        date = self.words.when_of(newest) if newest else self.words.say("meta-newest-none")
        return self.words.say(f"meta-newest-{scheme}", date=date)

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
            # Where little is known there is no chart.
            **({"figures": 0} if self.facts.brief.is_sparse else {}),
            "labels": {name: self.words.say(f"label-{name}") for name in names},
        }

    def _repr_mimebundle_(self, include=None, exclude=None):
        bundle = {"text/html": self.html(), TYPST: self.typst(), "text/plain": self.text()}
        read_data = {"version": self.ledger_version, "facts": compress(self.facts)}
        return {REPORT: self.metadata(), **({READ_DATA: read_data} if self.ledger_version else {}), **bundle}
