"""One province as an object: its figures as tables, its charts, its report."""

from collections.abc import Mapping
from pathlib import Path

from baophu.api.charts import draw_chart
from baophu.api.facts_cache import ledger_version, load_facts
from baophu.api.object_card import ObjectCard, province_card
from baophu.api.place import Place
from baophu.api.reports import BuiltReport, build_document
from baophu.common.errors import UnknownProvince
from baophu.common.languages import check_language
from baophu.common.messages import message
from baophu.common.office import office_records_version
from baophu.common.paths import DATA
from baophu.export.profiles import STANDARD, check_profile
from baophu.facts import overview
from baophu.facts.province import Facts
from baophu.facts.records import Claim, Source
from baophu.ledger.names import resolve_province
from baophu.report import columns, tables
from baophu.report.blocks import Block, Group
from baophu.report.columns import document_columns
from baophu.report.pages.parameters import refuse_undeclared
from baophu.report.pages.province import PARAMETERS, ProvincePage
from baophu.report.province_charts import CHARTS, province_chart


def province(name: str | int, language: str = "vi", data: Path = DATA) -> "Province":
    """One province, by slug, by name in any spelling, or by two-digit code.

    Parameters
    ----------
    name : str or int
        Slug, name or code: ``"can-tho"``, ``"Cần Thơ"``, ``"TP CẦN THƠ"`` or ``92``.
    language : str
        Language of tables, charts and reports, ``"vi"`` or ``"en"``. Column names are English in both.
    data : Path, optional
        Folder of the tables; by default the project's ``data/``.

    Returns
    -------
    Province

    Raises
    ------
    UnknownProvince
        No province has this name; the message gives the nearest.
    UnknownLanguage
        Reports are not written in this language.
    InvalidLedger
        The tables break a rule; the message lists the faults.

    Examples
    --------
    >>> import baophu
    >>> place = baophu.province("cần thơ", language="en")
    >>> place.name, place.slug
    ('Can Tho', 'can-tho')
    >>> changes = place.changes()
    >>> changes[(changes.start == "2021-12-31") & (changes.scheme == "bhyt")].verdict.item()
    'more_than_country'

    A misspelt name raises an error that gives the nearest names:

    >>> baophu.province("can thoo")
    Traceback (most recent call last):
    baophu.common.errors.UnknownProvince: There is no province 'can thoo'. Did you mean 'can-tho'?...
    """
    check_language(language)
    try:
        slug = resolve_province(name, data)
    except UnknownProvince as error:
        raise UnknownProvince(message("unknown-province-here", refusal=error)) from None
    return Province(load_facts(slug, data), language, data, ledger_version(data))


class Province(Place):
    """One province; made by :func:`baophu.province`.

    ``levels`` ``changes`` ``targets`` ``districts`` ``groups`` ``schemes`` ``estimates`` ``audit`` ``figures``
    ``sources`` are tables, ``chart`` draws, ``report``
    writes HTML and PDF. ``facts`` holds every number of the report.
    """

    facts: Facts

    def __init__(self, facts: Facts, language: str = "vi", data: Path = DATA, version: str = ""):
        super().__init__(facts, language)
        self._data = data
        self._version = version

    @property
    def slug(self) -> str:
        """Identifier in commands and file names: ``can-tho``."""
        return self.facts.area.area

    @document_columns(columns.COVERAGE)
    def levels(self):
        """Every dated level of health insurance in the whole province, oldest first.

        ``scale`` tells the two scales apart, which must not be mixed: the rate as announced, and the rate on the
        statistics office's population. Compare figures of the same season only.

        Examples
        --------
        >>> import baophu
        >>> levels = baophu.province("bình thuận").levels()
        >>> day = levels[levels.as_of == "2023-11-30"].set_index("scale")
        >>> day.coverage_pct.round(1).to_dict()
        {'announced': 90.4, 'gso': 83.6}
        """
        return tables.coverage(self.facts, self._words)

    @document_columns(columns.COVERAGE)
    def country_levels(self):
        """The country's announced levels, in the same columns.

        Examples
        --------
        >>> import baophu
        >>> country = baophu.province("can-tho").country_levels()
        >>> float(country[country.as_of == "2021-12-31"].coverage_pct.max())
        91.01
        """
        return tables.country_levels(self.facts, self._words)

    @document_columns(columns.CHANGES)
    def changes(self):
        """Every rise and fall of any scheme, in the province and its districts, with a verdict or why there is none.

        Examples
        --------
        >>> import baophu
        >>> changes = baophu.province("can-tho").changes()
        >>> net = changes[changes.claim_ids.str.contains("bhyt-change-2022-06-30")]
        >>> net.change_count.item(), net.verdict.item()
        (-37404.0, 'more_than_country')
        """
        return tables.changes([(change, self._words) for change in self.facts.changes], self._sources_by_claim)

    @document_columns(columns.AUDIT)
    def audit(self):
        """Every check of the printed arithmetic; ``verdict == "contradictory"`` marks figures that cannot all be true.

        Examples
        --------
        >>> import baophu
        >>> checks = baophu.province("bình thuận").audit()
        >>> "attainment" in set(checks[checks.verdict == "contradictory"].check)
        True
        """
        return tables.audit(self.facts.findings, self._words, self._sources_by_claim)

    @document_columns(columns.TARGETS)
    def targets(self):
        """Targets against the level of their year, and the gap that is left.

        ``measure`` tells the two kinds apart: percent of population, and plans in persons.

        Examples
        --------
        >>> import baophu
        >>> goals = baophu.province("can-tho").targets()
        >>> float(goals.query("target_year == 2022 and measure == 'population'").target_value.max())
        91.65
        """
        return tables.targets(self.facts, self._words, self._sources_by_claim)

    @document_columns(columns.SHORTAGES)
    def shortages(self):
        """People missing to the target of the newest level, on every population that it can be counted on.

        Empty where the target is reached, is not known or cannot be judged.

        Examples
        --------
        >>> import baophu
        >>> missing = baophu.province("bình thuận").shortages().set_index("population").missing_count
        >>> missing.round(-2).to_dict()
        {'publisher': 21500.0, 'plan': 85300.0, 'statistics': 109200.0}
        """
        return tables.shortages(self.facts, self._words)

    @document_columns(columns.DISTRICTS)
    def districts(self):
        """Published percentages of the population and of plans in the areas inside the province.

        Examples
        --------
        >>> import baophu
        >>> inside = baophu.province("bình thuận").districts()
        >>> unnamed = inside[inside.area_count > 1]
        >>> unnamed.area_count.item(), unnamed.level_pct_text.item()
        (4, 'dưới 90%')
        """
        return tables.districts(self.facts, self._words, self._sources_by_claim)

    @document_columns(columns.SCHEMES)
    def schemes(self):
        """Every dated figure of social and unemployment insurance in the whole province, scheme by scheme.

        Examples
        --------
        >>> import baophu
        >>> people = baophu.province("can-tho").schemes()
        >>> int(people[people.scheme == "bhxh_tn"].insured_count.max())
        7263
        """
        return tables.schemes(self.facts, self._words, self._sources_by_claim)

    @document_columns(columns.GROUPS)
    def groups(self):
        """Every published figure of health insurance of a group of people: pupils, households, the near-poor.

        People move between groups, so the figures are never added up.

        Examples
        --------
        >>> import baophu
        >>> groups = baophu.province("can-tho", language="en").groups()
        >>> groups[(groups.group == "students") & (groups.kind == "change")].value_text.item()
        'down 39,268 people'
        """
        return tables.groups(self.facts, self._words, self._sources_by_claim)

    @document_columns(columns.ESTIMATES)
    def estimates(self):
        """Estimated coverage on 31 December of each year, with its 80 % interval, or why there is none.

        Examples
        --------
        >>> import baophu
        >>> guesses = baophu.province("can-tho").estimates()
        >>> guesses[guesses.year == 2023].reason.item()
        'published'
        """
        return tables.estimates(self.facts, self._words)

    @document_columns(columns.FIGURES)
    def figures(self):
        """Every published figure of the province and its districts, as recorded in the ledger.

        Examples
        --------
        >>> import baophu
        >>> printed = baophu.province("bình thuận").figures().set_index("claim_id")
        >>> printed.loc["binh-thuan-bhyt-count-2023-11-30", "as_printed"]
        '1.052.062'
        """
        return tables.figures(self.facts.claims, self._words)

    @document_columns(columns.SOURCES)
    def sources(self):
        """Every source that the report of the province cites, with the number of figures used from it.

        Examples
        --------
        >>> import baophu
        >>> bool((baophu.province("can-tho").sources().publisher != "").all())
        True
        """
        return tables.sources(self.facts, self._claims, self._words)

    def chart(self, name: str = "levels"):
        """A chart of the report; ``.svg`` is the drawing, ``.alt`` its text alternative.

        Parameters
        ----------
        name : str
            levels, changes, targets, districts, schemes or audit.

        Returns
        -------
        Block
            The chart, or a sentence where there are no figures to draw.

        Raises
        ------
        UnknownChart
            No chart has this name.

        Examples
        --------
        >>> import baophu
        >>> drawing = baophu.province("can-tho", language="en").chart()
        >>> drawing.svg[:4]
        '<svg'
        """
        return draw_chart(
            name, CHARTS, lambda name: province_chart(name, self.facts, self._words), self.facts, self._claims
        )

    def page(self) -> ProvincePage:
        """What the report says around the charts: head, sentences, tables, sources, a method each.

        Returns
        -------
        ProvincePage

        Raises
        ------
        UndeclaredParameter
            papermill put a parameter into the notebook that a report does not have.

        Examples
        --------
        >>> import baophu
        >>> baophu.province("can-tho", "en").page().masthead().title[:8]
        'Can Tho:'
        """
        refuse_undeclared(PARAMETERS)
        office: Block = Group()
        if office_records_version() and self._data == DATA:
            # Card records need more libraries than a report does.
            from baophu.api.office_changes import office_changes

            office = office_changes(self.slug, self.changes(), self.language)
        return ProvincePage(self.facts, self.language, self._version, office)

    def report(self, language: str | None = None, profile: str = STANDARD, force: bool = False) -> BuiltReport:
        """Build the report, HTML and PDF, unless it is up to date; a notebook shows links to the files.

        Parameters
        ----------
        language : str, optional
            ``"vi"`` or ``"en"``; by default the language of this object.
        profile : str
            ``"standard"``, or ``"nd30"`` for a PDF in the format of Decree 30/2020/NĐ-CP.
        force : bool
            Build even if nothing has changed.

        Returns
        -------
        BuiltReport

        Raises
        ------
        UnknownLanguage
            Reports are not written in this language.
        UnknownProfile
            No page format has this name.
        ReportFailed
            The build ended with an error.

        Examples
        --------
        >>> import baophu
        >>> baophu.province("can-tho").report(language="fr")
        Traceback (most recent call last):
        baophu.common.errors.UnknownLanguage: There is no report language 'fr'. Choose one of: vi, en
        """
        check_profile(profile)
        return build_document(
            "report", self.slug, self._data.parent, language or self.language, force, "--profile", profile
        )

    @property
    def _claims(self) -> tuple[Claim, ...]:
        """Every figure that the report cites."""
        return (*self.facts.claims, *self.facts.national_claims)

    @property
    def _sources_by_claim(self) -> Mapping[str, Source]:
        return tables.claim_sources(self.facts)

    @property
    def _card(self) -> ObjectCard:
        return province_card(self.facts, overview.provinces([self.facts])[0], self._words)
