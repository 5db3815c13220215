"""The report of lapse drops for its notebook: the falls of all provinces, a method per section."""

from collections import Counter

from baophu import __version__
from baophu.common.languages import check_language
from baophu.facts.lapse_drops import LapseDrops, build_lapse_drops, check_scheme, read_period
from baophu.facts.national import facts_of_provinces
from baophu.ledger.tables import load_ledger
from baophu.report.blocks import Block, Card, Cards, Heading, Paragraph
from baophu.report.charts import lapse_falls, lapse_sawtooth
from baophu.report.pages.head import PageHead, page_heading, page_metadata
from baophu.report.pages.parameters import refuse_undeclared
from baophu.report.sections import lapse_drops as sections
from baophu.report.sections import page_sources
from baophu.report.words import Words

PARAMETERS = ("scheme", "period", "language")


def lapse_drops_report(
    scheme: str = "bhyt", period: str | int = "2010-2023", language: str = "vi"
) -> "LapseDropsReport":
    """The falls of all provinces, with the country's levels over time.

    Parameters
    ----------
    scheme : str
        ``"bhyt"``, ``"bhxh"``, ``"bhxh_bb"``, ``"bhxh_tn"``, ``"bhtn"`` or ``"all"``.
    period : str or int
        Years in which a fall ends: ``"2010-2023"``, ``"2022"``.
    language : str
        ``"vi"`` or ``"en"``.

    Returns
    -------
    LapseDropsReport
        The report with a method per section.

    Raises
    ------
    UnknownScheme
        If ``scheme`` is none of these.
    BadPeriod
        If ``period`` cannot be read or lies outside of the years covered.
    UnknownLanguage
        If ``language`` is neither.
    InvalidLedger
        If the ledger breaks its rules.
    UndeclaredParameter
        If papermill injected a parameter that is not declared.
    """
    refuse_undeclared(PARAMETERS)
    check_language(language)
    scheme_code, years = check_scheme(scheme), read_period(period)
    ledger = load_ledger()
    all_facts = facts_of_provinces(ledger)
    return LapseDropsReport(build_lapse_drops(ledger, all_facts, scheme_code, years), language)


class LapseDropsReport:
    """Sections of the report. Displaying the report itself shows the masthead."""

    def __init__(self, facts: LapseDrops, language: str):
        self.facts = facts
        self.words = Words(facts, language)

    def masthead(self) -> Block:
        """Title, scheme, period, data version."""
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
        return {} if facts.falls or (facts.has_season and facts.points) else {"figures": 0}

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

    def heading(self, name: str) -> Heading:
        """Heading of a section in the report's language."""
        return page_heading(name, self.words)

    def falls_chart(self) -> Block:
        """Chart of every net fall, a panel per scale."""
        return lapse_falls.lapse_falls(self.facts, self.words)

    def losses_chart(self) -> Block:
        """Chart of every published loss of cards."""
        return lapse_falls.lapse_losses(self.facts, self.words)

    def falls(self) -> Block:
        """Every fall in a table, with its figures."""
        return sections.falls(self.facts, self.words)

    def sawtooth(self) -> Block:
        """Chart of the country's levels over time with the days of each fall."""
        return lapse_sawtooth.lapse_sawtooth(self.facts, self.words)

    def sawtooth_reading(self) -> Block:
        """The country's falls in the period."""
        return sections.sawtooth_reading(self.facts, self.words)

    def verdicts(self) -> Block:
        """Each verdict with its rule and its falls; those without a verdict with the reason."""
        return sections.verdicts(self.facts, self.words)

    def unseen(self) -> Block:
        """Provinces without a fall, by how many figures they have."""
        return sections.provinces_without_fall(self.facts, self.words)

    def sources(self) -> Block:
        """Source of every figure."""
        if not self.facts.claims:
            return Paragraph(self.words.say("lapses-no-sources"))
        return page_sources.sources(self.facts, self.words)

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
