"""The national report for its notebook: a method per section, each returning a block to display."""

from baophu import __version__
from baophu.analysis.constants import JOINED_DAYS
from baophu.analysis.coverage import ANNOUNCED, GSO
from baophu.common.languages import check_language
from baophu.facts.national import National, build_national, facts_of_provinces
from baophu.ledger.tables import load_ledger
from baophu.report.blocks import Block, Card, Cards, Chart, Heading, Paragraph
from baophu.report.charts import national as national_charts
from baophu.report.charts import newest_levels
from baophu.report.charts import pushes as pushes_chart
from baophu.report.pages.head import PageHead, page_heading, page_metadata
from baophu.report.pages.parameters import refuse_undeclared
from baophu.report.sections import national as sections
from baophu.report.sections import page_sources
from baophu.report.sections.key_figures import uninsured_card
from baophu.report.words import YEARS, Words


def national_report(language: str = "vi") -> "NationalReport":
    """The report of the country and of all provinces.

    Parameters
    ----------
    language : str
        ``"vi"`` or ``"en"``.

    Returns
    -------
    NationalReport
        The report with a method per section.

    Raises
    ------
    UnknownLanguage
        If ``language`` is neither.
    InvalidLedger
        If the ledger breaks its rules.
    UndeclaredParameter
        If papermill injected a parameter that is not declared.
    """
    refuse_undeclared(("language",))
    check_language(language)
    ledger = load_ledger()
    return NationalReport(build_national(ledger, facts_of_provinces(ledger)), language)


class NationalReport:
    """Sections of the report. Displaying the report itself shows the masthead."""

    def __init__(self, national: National, language: str):
        self.facts = national
        self.words = Words(national, language)

    def masthead(self) -> Block:
        """Title, date of the newest level, number of provinces with figures, data version."""
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
        return PageHead(
            say("national-kicker"),
            title,
            rows,
            page_metadata("national", title, say("national-description"), facts, self.words),
        )

    def finding(self) -> Block:
        """The country's newest level in one sentence, and the number of provinces with a level."""
        return sections.finding(self.facts, self.words)

    def key_figures(self) -> Block:
        """Key figures as cards."""
        facts, words = self.facts, self.words
        last = national_charts.announced_levels(facts)[-1]
        when = words.on(last.as_of, last.as_of_precision)
        cards = [Card(words.point_pct(last), words.say("card-announced"), when)]
        gso = next((p for p in facts.points if p.scale == GSO and p.as_of == last.as_of), None)
        if gso:
            cards.append(uninsured_card(facts.band, gso.population_count, words))
        with_level = sum(province.has_level for province in facts.provinces)
        of_all = words.say("national-card-of", all=str(len(facts.provinces)))
        cards.append(Card(str(with_level), words.say("national-card-levels"), of_all))
        cards.append(Card(words.f.count(facts.figure_count), words.say("national-card-figures"), ""))
        return Cards(tuple(cards))

    def heading(self, name: str) -> Heading:
        """Heading of a section in the report's language."""
        return page_heading(name, self.words)

    def trajectory(self) -> Chart:
        """Chart of the country's dated levels."""
        return national_charts.trajectory(self.facts, self.words)

    def sawtooth(self) -> Chart:
        """Chart of the last years, every announced level labelled."""
        return national_charts.sawtooth(self.facts, self.words)

    def trajectory_reading(self) -> Block:
        """What the chart shows and what may be compared."""
        return sections.trajectory_reading(self.facts, self.words)

    def year_ends(self) -> Block:
        """Levels of 31 December with the change from the year before."""
        return sections.year_ends(self.facts, self.words)

    def pushes(self) -> Chart:
        """Chart of the December surges."""
        return pushes_chart.pushes(self.facts, self.words)

    def pushes_reading(self) -> Block:
        """What the December surges mean and where they are unknown."""
        return Paragraph(self.words.say("pushes-reading"))

    def announced_levels(self) -> Chart:
        """Newest announced levels of the provinces."""
        return newest_levels.levels(self.facts, ANNOUNCED, self.words)

    def gso_levels(self) -> Chart:
        """Newest levels of the provinces on the statistics office's population."""
        return newest_levels.levels(self.facts, GSO, self.words)

    def levels_reading(self) -> Block:
        """How the ranks may be read."""
        return sections.levels_reading(self.words)

    def changes(self) -> Block:
        """Falls of all provinces with their verdicts."""
        return sections.falls(self.facts, self.words)

    def grades(self) -> Block:
        """Grades of the provinces' newest levels."""
        return sections.grades(self.facts, self.words)

    def unknown(self) -> Block:
        """Provinces without figures or without a level."""
        return sections.unknown(self.facts, self.words)

    def audit(self) -> Block:
        """Number of contradictions, with a link to the audit."""
        return sections.audit(self.facts, self.words)

    def sources(self) -> Block:
        """Source of every figure."""
        return page_sources.sources(self.facts, self.words)

    def method(self) -> Block:
        """The method in a paragraph."""
        return Paragraph(self.words.say("national-method", days=str(JOINED_DAYS)))

    def stamp(self) -> Block:
        """Data version and parameters of the report."""
        text = self.words.say(
            "page-stamp", data=self.facts.data_version, version=__version__, language=self.words.language
        )
        return Paragraph(text, style="stamp")

    def _repr_mimebundle_(self, include=None, exclude=None):
        return self.masthead()._repr_mimebundle_(include, exclude)
