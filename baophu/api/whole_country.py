"""The country, and all provinces side by side, as an object."""

from baophu.api.facts_cache import (
    load_all_facts,
    load_audit_facts,
    load_lapse_drops,
    load_national_facts,
    sources_by_claim,
)
from baophu.api.object_card import ObjectCard, country_card
from baophu.api.place import Place
from baophu.api.reports import BuiltReport, build_document
from baophu.common.languages import check_language
from baophu.common.paths import ROOT
from baophu.facts.lapse_drops import check_scheme, read_period
from baophu.facts.national import National
from baophu.report import columns, national_tables, tables
from baophu.report.charts.row_list import with_unique_labels
from baophu.report.columns import document_columns
from baophu.report.pages.lapse_drops import LapseDropsPage
from baophu.report.pages.ledger_audit import AuditPage
from baophu.report.pages.national import NationalPage
from baophu.report.words import Words, mid_sentence


def country(language: str = "vi") -> "Country":
    """Viet Nam, and all provinces side by side.

    Parameters
    ----------
    language : str
        Language of tables and charts, ``"vi"`` or ``"en"``.

    Returns
    -------
    Country

    Raises
    ------
    UnknownLanguage
        Reports are not written in this language.
    InvalidLedger
        The tables break a rule; the message lists the faults.

    Examples
    --------
    >>> import baophu
    >>> announced = baophu.country().levels_of_country().query("scale == 'announced'").set_index("as_of")
    >>> float(announced.coverage_pct["2021-12-31"])
    91.01
    """
    check_language(language)
    return Country(language)


class Country(Place):
    """The country; made by :func:`baophu.country`.

    Tables of the country as a whole: ``levels_of_country`` ``year_ends`` ``pushes`` ``losses``; of all provinces:
    ``levels`` ``changes`` ``audit`` ``known_years`` ``denominator_ratios``. ``page`` ``lapse_drops`` ``ledger_audit``
    hold the sentences of the pages of the site, ``report`` builds the national one. ``facts`` holds every number of it.
    """

    facts: National

    def __init__(self, language: str = "vi"):
        super().__init__(load_national_facts(), language)

    @document_columns(columns.COVERAGE)
    def levels_of_country(self):
        """The country's dated levels of health insurance, one per day and scale, oldest first.

        Examples
        --------
        >>> import baophu
        >>> set(baophu.country().levels_of_country().scale) == {"announced", "gso"}
        True
        """
        return tables.coverage(self.facts, self._words)

    @document_columns(columns.YEAR_ENDS)
    def year_ends(self):
        """The country's announced level of each 31 December, with the change since the one before.

        Examples
        --------
        >>> import baophu
        >>> ends = baophu.country().year_ends().set_index("year")
        >>> ends.change_points_text[2023]
        '+1,31'
        """
        return national_tables.year_ends(self.facts, self._words, sources_by_claim())

    @document_columns(columns.PUSHES)
    def pushes(self):
        """By how much each 31 December stands above the figures of mid-year around it.

        Examples
        --------
        >>> import baophu
        >>> pushes = baophu.country().pushes()
        >>> bool(pushes[pushes.push_points.isna()].why.ne("").all())
        True
        """
        return national_tables.pushes(self.facts, self._words)

    @document_columns(columns.CHANGES)
    def losses(self):
        """People of the whole country who lost a card, as sources give them: gross numbers, no net change.

        Examples
        --------
        >>> import baophu
        >>> float(baophu.country().losses().change_count.min())
        -4900000.0
        """
        return self._changes_of(self.facts.losses)

    @document_columns(columns.KNOWN_YEARS)
    def known_years(self):
        """How many dated figures there are of each province in each year, also where there is none.

        Examples
        --------
        >>> import baophu
        >>> len(baophu.country().known_years()) == 63 * 14
        True
        """
        return national_tables.known_years(self.facts, self._words)

    @document_columns(columns.DENOMINATOR_RATIOS)
    def denominator_ratios(self):
        """The population behind each published rate of a province, in percent of the statistics office's.

        Examples
        --------
        >>> import baophu
        >>> ratios = baophu.country().denominator_ratios()
        >>> ratios[ratios.area == "binh-thuan"].ratio_pct.round(1).tolist()
        [92.5]
        """
        return national_tables.denominator_ratios(self.facts, self._words, sources_by_claim())

    @document_columns(columns.LEVELS)
    def levels(self):
        """The newest level of each province on each scale, with the country's on the same day.

        The days differ between provinces, so the table is no ranking.

        Examples
        --------
        >>> import baophu
        >>> bool(baophu.country().levels().groupby(["area", "scale"]).size().eq(1).all())
        True
        """
        return tables.levels(self.facts, self._words, sources_by_claim())

    @document_columns(columns.CHANGES)
    def changes(self):
        """Falls of whole provinces, of any scheme, with a verdict or why there is none.

        Examples
        --------
        >>> import baophu
        >>> "can-tho" in set(baophu.country().changes().area)
        True
        """
        return self._changes_of(self.facts.changes)

    @document_columns(columns.AUDIT)
    def audit(self):
        """Every check of the printed arithmetic in the whole ledger.

        Examples
        --------
        >>> import baophu
        >>> sorted(set(baophu.country().audit().verdict))
        ['consistent', 'contradictory', 'not_decidable']
        """
        return with_unique_labels(tables.audit(load_audit_facts().findings, self._words, sources_by_claim()))

    @document_columns(columns.FIGURES)
    def figures(self):
        """The published figures that the national page cites.

        Examples
        --------
        >>> import baophu
        >>> baophu.country().figures().claim_id.is_unique
        True
        """
        return tables.figures(self.facts.claims, self._words)

    @document_columns(columns.SOURCES)
    def sources(self):
        """Every source that the national page cites, with the number of figures used from it.

        Examples
        --------
        >>> import baophu
        >>> bool((baophu.country().sources().publisher != "").all())
        True
        """
        return tables.sources(self.facts, self.facts.claims, self._words)

    def _changes_of(self, changes):
        facts_by_area = {**load_all_facts(), self.facts.area.area: self.facts}
        words = {change.area: Words(facts_by_area[change.area], self.language) for change in changes}
        frame = tables.changes([(change, words[change.area]) for change in changes], sources_by_claim())
        # Of one province the rows need no name of it.
        parts = [frame.area_name, frame.subject.map(mid_sentence), frame.period]
        return with_unique_labels(frame.assign(row_label=parts[0].str.cat(parts[1:], sep=", ")))

    def page(self) -> NationalPage:
        """What the national page says around its frames and charts.

        Returns
        -------
        NationalPage

        Examples
        --------
        >>> import baophu
        >>> baophu.country("en").page().masthead().metadata["province"]
        'national'
        """
        return NationalPage(self.facts, self.language)

    def lapse_drops(self, scheme: str = "bhyt", period: str | int = "2010-2023") -> LapseDropsPage:
        """The page of the falls of all provinces in a scheme and some years.

        Parameters
        ----------
        scheme : str
            ``"bhyt"``, ``"bhxh"``, ``"bhxh_bb"``, ``"bhxh_tn"``, ``"bhtn"`` or ``"all"``.
        period : str or int
            Years in which a fall ends: ``"2010-2023"``, ``"2022"``.

        Returns
        -------
        LapseDropsPage

        Raises
        ------
        UnknownScheme
            If ``scheme`` is none of these.
        BadPeriod
            If ``period`` cannot be read or lies outside of the years covered.

        Examples
        --------
        >>> import baophu
        >>> baophu.country("en").lapse_drops(period=2022).facts.period.label
        '2022'
        """
        return LapseDropsPage(load_lapse_drops(check_scheme(scheme), read_period(period)), self.language)

    def ledger_audit(self) -> AuditPage:
        """The page of the audit of the whole ledger.

        Returns
        -------
        AuditPage

        Examples
        --------
        >>> import baophu
        >>> len(baophu.country().ledger_audit().facts.contradictions) > 0
        True
        """
        return AuditPage(load_audit_facts(), self.language)

    def report(self, language: str | None = None, force: bool = False) -> BuiltReport:
        """Build the national page, HTML and PDF, unless it is up to date; a notebook shows links to the files.

        Parameters
        ----------
        language : str, optional
            ``"vi"`` or ``"en"``; by default the language of this object.
        force : bool
            Build even if nothing has changed.

        Returns
        -------
        BuiltReport

        Raises
        ------
        UnknownLanguage
            Reports are not written in this language.
        ReportFailed
            The build ended with an error.

        Examples
        --------
        >>> import baophu
        >>> baophu.country().report(language="fr")
        Traceback (most recent call last):
        baophu.common.errors.UnknownLanguage: There is no report language 'fr'. Choose one of: vi, en
        """
        return build_document("notebook", "national_overview", ROOT, language or self.language, force)

    @property
    def _card(self) -> ObjectCard:
        return country_card(self.facts, self._words)
