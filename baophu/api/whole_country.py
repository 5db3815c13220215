"""The country, and all provinces side by side, as an object."""

from baophu.api import columns, tables
from baophu.api.charts import drawn
from baophu.api.columns import described
from baophu.api.object_card import ObjectCard, country_card
from baophu.api.opened import audit_facts, facts_of_all, national_facts, printers
from baophu.api.place import Place
from baophu.api.reports import BuiltReport, build_in
from baophu.common.languages import check_language
from baophu.common.paths import ROOT
from baophu.report.pages.national import NationalReport
from baophu.report.words import Words

# Named as the methods of the national report are.
_CHARTS = {name: name for name in ("trajectory", "sawtooth", "pushes", "announced_levels", "gso_levels")}


def country(language: str = "vi") -> "Country":
    """Viet Nam, and all provinces side by side.

    Parameters
    ----------
    language : of the words in tables and charts, ``"vi"`` or ``"en"``.

    Raises
    ------
    UnknownLanguage, InvalidLedger

    Examples
    --------
    >>> import baophu
    >>> announced = baophu.country().coverage().query("scale == 'announced'").set_index("as_of")
    >>> float(announced.coverage_pct["2021-12-31"])
    91.01
    """
    check_language(language)
    return Country(language)


class Country(Place):
    """The country; made by :func:`baophu.country`.

    ``coverage`` is the country's own; ``levels`` ``changes`` ``audit`` reach over all provinces. ``chart`` draws,
    ``report`` writes the national page. ``facts`` holds everything that the page says.
    """

    def __init__(self, language: str = "vi"):
        super().__init__(national_facts(), language)

    @described(columns.COVERAGE)
    def coverage(self):
        """The country's dated levels of health insurance, one a day and scale, oldest first.

        Examples
        --------
        >>> import baophu
        >>> set(baophu.country().coverage().scale)  == {"announced", "gso"}
        True
        """
        return tables.coverage(self.facts, self._words)

    @described(columns.LEVELS)
    def levels(self):
        """The newest level of each province on each scale, beside the country's on the same day.

        The days differ, so that the order is no ranking.

        Examples
        --------
        >>> import baophu
        >>> bool(baophu.country().levels().groupby(["area", "scale"]).size().eq(1).all())
        True
        """
        return tables.levels(self.facts, self._words, printers())

    @described(columns.CHANGES)
    def changes(self):
        """Falls of all provinces as a whole, of any scheme, with a verdict or the reason for none.

        Examples
        --------
        >>> import baophu
        >>> "can-tho" in set(baophu.country().changes().area)
        True
        """
        known = facts_of_all()
        words = {change.area: Words(known[change.area], self.language) for change in self.facts.changes}
        return tables.changes([(change, words[change.area]) for change in self.facts.changes], printers())

    @described(columns.AUDIT)
    def audit(self):
        """Every check of the printed arithmetic in the whole ledger.

        Examples
        --------
        >>> import baophu
        >>> sorted(set(baophu.country().audit().verdict))
        ['consistent', 'contradictory', 'not_decidable']
        """
        return tables.audit(audit_facts().findings, self._words, printers())

    @described(columns.FIGURES)
    def figures(self):
        """The published figures that the national page leads to.

        Examples
        --------
        >>> import baophu
        >>> baophu.country().figures().claim_id.is_unique
        True
        """
        return tables.figures(self.facts.claims, self._words)

    @described(columns.SOURCES)
    def sources(self):
        """Every source that the national page leads to, with how many figures are used from it.

        Examples
        --------
        >>> import baophu
        >>> bool((baophu.country().sources().figures > 0).all())
        True
        """
        return tables.sources(self.facts, self.facts.claims, self._words)

    def chart(self, name: str = "trajectory"):
        """A chart of the national page.

        Parameters
        ----------
        name : trajectory, sawtooth, pushes, announced_levels or gso_levels.

        Raises
        ------
        UnknownChart

        Examples
        --------
        >>> import baophu
        >>> baophu.country(language="en").chart("sawtoth")
        Traceback (most recent call last):
        baophu.api.charts.UnknownChart: There is no chart 'sawtoth'. Did you mean 'sawtooth'?...
        """
        return drawn(NationalReport(self.facts, self.language), name, _CHARTS, self.facts.claims)

    def report(self, language: str | None = None, force: bool = False) -> BuiltReport:
        """Build the national page, HTML and PDF, unless it is there and current; shown as links.

        Raises
        ------
        UnknownLanguage, ReportFailed
        """
        return build_in("notebook", "national_overview", ROOT, language or self.language, force)

    @property
    def _card(self) -> ObjectCard:
        return country_card(self.facts, self._words)
