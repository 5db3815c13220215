"""The national page for its notebook: the parts that are prose, each a block to display."""

from itertools import chain

import pandas as pd

from baophu import __version__
from baophu.analysis.constants import JOINED_DAYS
from baophu.analysis.coverage import ANNOUNCED, GSO
from baophu.facts.national import National
from baophu.report.blocks import Block, Card, Cards, Paragraph
from baophu.report.frames import all_claims
from baophu.report.named_figure import Figures
from baophu.report.pages.head import PageHead, page_metadata
from baophu.report.pages.parameters import refuse_undeclared
from baophu.report.sections import events, page_sources, sources
from baophu.report.sections import national as sections
from baophu.report.sections.key_figures import uninsured_card
from baophu.report.words import YEARS, Words


class NationalPage(Figures):
    """Head, sentences and lists of the national page; its charts and tables are made of frames."""

    def __init__(self, facts: National, language: str):
        self.facts = facts
        self.words = Words(facts, language)

    def masthead(self) -> Block:
        """Title, date of the newest level, number of provinces with figures, data version.

        Raises
        ------
        UndeclaredParameter
            If papermill injected a parameter that the notebook does not declare.
        """
        refuse_undeclared(("language",))
        say, facts = self.words.say, self.facts
        title = say("national-title", **YEARS)
        with_figure = sum(province.figure_count > 0 for province in facts.provinces)
        rows = (
            (say("meta-as-of"), self.words.when(facts.as_of, facts.points[-1].as_of_precision)),
            (
                say("national-meta-provinces"),
                say("national-meta-provinces-value", known=str(with_figure), all=str(len(facts.provinces))),
            ),
            (say("meta-geography"), say("site-geography")),
            (say("meta-version"), facts.data_version),
        )
        metadata = page_metadata("national", title, say("national-description"), facts, self.words)
        return PageHead(say("national-kicker"), title, rows, metadata)

    def finding(self) -> Block:
        """The country's newest level in one sentence, with the uninsured and the population that they are of."""
        return sections.finding(self.facts, self.words)

    def key_figures(self) -> Block:
        """Four cards: newest level, uninsured, the low after the loss of free cards, provinces with a level."""
        facts, words = self.facts, self.words
        last = [point for point in facts.points if point.scale == ANNOUNCED][-1]
        cards = [Card(words.point_pct(last), words.say("card-announced"), words.on(last.as_of, last.as_of_precision))]
        gso = next((p for p in facts.points if p.scale == GSO and p.as_of == last.as_of), None)
        if gso:
            cards.append(uninsured_card(facts.band, gso.population_count, words))
        cards += sections.trough_card(facts, words)
        recent = sum(bool(p.newest) and not p.has_old_level for p in facts.provinces)
        of_all = words.say("national-card-of", all=str(len(facts.provinces)))
        cards.append(Card(str(recent), words.say("national-card-levels"), of_all))
        return Cards(tuple(cards))

    def reasons(self) -> Block:
        """Why the level is what it is: the last years, the low of 2021 with the losses of cards, falls and rises."""
        return sections.reasons(self.facts, self.words)

    def questions(self) -> Block:
        """What remains to be found out."""
        return sections.questions(self.facts, self.words)

    def season_reading(self) -> Block:
        """What follows from the rise before the year's end for comparisons."""
        return Paragraph(self.words.say("pushes-reading"))

    def policies(self) -> Block:
        """Policies and events that moved coverage of health insurance."""
        return events.events(self.facts, self.words)

    def levels_reading(self) -> Block:
        """How the levels of provinces may be compared."""
        return Paragraph(self.words.say("levels-reading"), style="note")

    def falls_reading(self) -> Block:
        """Number of falls by verdict, and what a net change is."""
        return sections.falls_reading(self.facts, self.words)

    def grades(self) -> Block:
        """Grades of the provinces' newest levels."""
        return sections.grades(self.facts, self.words)

    def decisions(self) -> Block:
        """How it was decided between figures of the country that do not agree."""
        return sources.decisions(self.facts, self.words)

    def source_entries(self, *frames: pd.DataFrame) -> Block:
        """Source of every figure of the page: those that the frames name, and those of the sentences and lists."""
        facts = self.facts
        said = {claim_id for point in facts.points for claim_id in point.claim_ids}
        said |= {claim.claim_id for claim in (*facts.decided_claims, *chain(*facts.rivals.values()))}
        said |= {claim_id for loss in facts.losses for claim_id in loss.claim_ids}
        return page_sources.sources(facts, self.words, frozenset(said | all_claims(frames)))

    def method(self) -> Block:
        """The method in a paragraph."""
        return Paragraph(self.words.say("national-method", days=str(JOINED_DAYS)))

    def stamp(self) -> Block:
        """Data version and parameters of the page."""
        values = {"data": self.facts.data_version, "version": __version__, "language": self.words.language}
        return Paragraph(self.words.say("page-stamp", **values), style="stamp")

    def _repr_mimebundle_(self, include=None, exclude=None):
        return self.masthead()._repr_mimebundle_(include, exclude)
