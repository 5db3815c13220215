"""The page of lapse drops for its notebook: the parts that are prose, each a block to display."""

from collections import Counter

from baophu import __version__
from baophu.facts.lapse_drops import LapseDrops
from baophu.report.blocks import Block, Card, Cards, Paragraph
from baophu.report.named_figure import Figures
from baophu.report.pages.head import PageHead, page_metadata
from baophu.report.pages.parameters import refuse_undeclared
from baophu.report.sections import lapse_drops as sections
from baophu.report.sections import page_sources
from baophu.report.words import Words

PARAMETERS = ("scheme", "period", "language")


class LapseDropsPage(Figures):
    """Sections of the page. Displaying the page itself shows the masthead."""

    def __init__(self, facts: LapseDrops, language: str):
        self.facts = facts
        self.words = Words(facts, language)

    def masthead(self) -> Block:
        """Title, scheme, period, data version.

        Raises
        ------
        UndeclaredParameter
            If papermill injected a parameter that is not declared.
        """
        refuse_undeclared(PARAMETERS)
        say, facts = self.words.say, self.facts
        name = sections.scheme_name(facts, self.words)
        title = say("lapses-title", scheme=name, period=facts.period.label)
        rows = (
            (say("lapses-meta-scheme"), name),
            (say("lapses-meta-period"), say("lapses-meta-period-value", period=facts.period.label)),
            (say("meta-geography"), say("site-geography")),
            (say("meta-version"), facts.data_version),
        )
        description = say("lapses-description", scheme=name, period=facts.period.label)
        return PageHead(
            say("lapses-kicker"),
            title,
            rows,
            {**page_metadata("lapse-drops", title, description, facts, self.words), **self._chart_metadata()},
        )

    def _chart_metadata(self) -> dict:
        """Metadata for the publisher's check if the page has no chart for lack of data."""
        facts = self.facts
        return {} if facts.falls else {"figures": 0}

    def finding(self) -> Block:
        """How many falls in how many provinces, and what could be concluded."""
        return sections.finding(self.facts, self.words)

    def key_figures(self) -> Block:
        """Number of falls with each verdict as cards, including those without a conclusion."""
        counts = Counter(fall.verdict for fall in self.facts.falls)
        cards = [
            Card(self.words.f.count(counts[code]), self.words.say(f"verdict-{code}"))
            for code in sections.VERDICTS
            if counts[code]
        ]
        return Cards(tuple(cards)) if cards else Paragraph(self.words.say("lapses-no-cards"))

    def country_reading(self) -> Block:
        """The country's falls in the period."""
        return sections.country_reading(self.facts, self.words)

    def verdicts(self) -> Block:
        """Each verdict with its rule and its falls; those without a verdict with the reason."""
        return sections.verdicts(self.facts, self.words)

    def unseen(self) -> Block:
        """Provinces without a fall, by how many figures they have."""
        return sections.provinces_without_fall(self.facts, self.words)

    def source_entries(self) -> Block:
        """Source of every figure."""
        if not self.facts.claims:
            return Paragraph(self.words.say("lapses-no-sources"))
        cited = {claim_id for fall in self.facts.falls for claim_id in (*fall.claim_ids, *fall.national_ids)}
        cited |= {point.claim_id for pair in sections.falling_pairs(self.facts) for point in pair}
        return page_sources.sources(self.facts, self.words, frozenset(cited))

    def method(self) -> Block:
        """The method in a paragraph."""
        return sections.method(self.words)

    def stamp(self) -> Block:
        """Data version and parameters of the page."""
        facts, words = self.facts, self.words
        values = {"data": facts.data_version, "version": __version__, "language": words.language}
        text = words.say("lapses-stamp", scheme=facts.scheme, period=facts.period.label, **values)
        return Paragraph(text, style="stamp")

    def _repr_mimebundle_(self, include=None, exclude=None):
        return self.masthead()._repr_mimebundle_(include, exclude)
