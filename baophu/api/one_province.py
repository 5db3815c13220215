"""One province as an object: its figures as tables, its charts, its report."""

from pathlib import Path

from baophu.api import columns, tables
from baophu.api.charts import drawn
from baophu.api.columns import described
from baophu.api.object_card import ObjectCard, province_card
from baophu.api.opened import facts_of, printers_in
from baophu.api.place import Place
from baophu.api.reports import BuiltReport, build_in
from baophu.common.errors import UnknownProvince
from baophu.common.languages import check_language
from baophu.common.messages import message
from baophu.common.paths import DATA
from baophu.export.profiles import STANDARD, check_profile
from baophu.facts import overview
from baophu.facts.records import Claim, Source
from baophu.ledger.names import resolve_province
from baophu.report.pages.province import CHARTS, ProvinceReport

# By short name. In the report `changes` is the table, so that the method of the chart is `changes_chart`.
_CHARTS = {name.removesuffix("_chart"): name for name in CHARTS}


def province(name: str | int, language: str = "vi", data: Path = DATA) -> "Province":
    """One province, by slug, by name in any spelling, or by two-digit code.

    Parameters
    ----------
    name : ``"can-tho"``, ``"Cần Thơ"``, ``"TP CẦN THƠ"`` or ``92``.
    language : of the words in tables, charts and reports, ``"vi"`` or ``"en"``. Columns have English names in both.
    data : folder of the tables; the project's own if not given.

    Raises
    ------
    UnknownProvince, UnknownLanguage, InvalidLedger

    Examples
    --------
    >>> import baophu
    >>> place = baophu.province("cần thơ", language="en")
    >>> place.name, place.slug
    ('Can Tho', 'can-tho')
    >>> changes = place.changes()
    >>> changes[(changes.start == "2021-12-31") & (changes.scheme == "bhyt")].verdict.item()
    'more_than_country'

    A misspelt name is refused, with the nearest that there are:

    >>> baophu.province("can thoo")
    Traceback (most recent call last):
    baophu.common.errors.UnknownProvince: There is no province 'can thoo'. Did you mean 'can-tho'?...
    """
    check_language(language)
    try:
        slug = resolve_province(name, data)
    except UnknownProvince as error:
        raise UnknownProvince(message("unknown-province-here", refusal=error)) from None
    return Province(facts_of(slug, data), language, data)


class Province(Place):
    """One province; made by :func:`baophu.province`.

    ``coverage`` ``changes`` ``audit`` ``targets`` ``figures`` ``sources`` are tables, ``chart`` draws, ``report``
    writes the HTML and the PDF. ``facts`` holds everything that the report says.
    """

    def __init__(self, facts, language: str = "vi", data: Path = DATA):
        super().__init__(facts, language)
        self._data = data

    @property
    def slug(self) -> str:
        """Name for commands and files: ``can-tho``."""
        return self.facts.area.area

    @described(columns.COVERAGE)
    def coverage(self):
        """Every dated level of health insurance in the whole province, oldest first.

        Two scales, marked in ``scale`` and never to be joined: as announced, and on the statistics office's
        population. A figure belongs to its day; compare like dates.

        Examples
        --------
        >>> import baophu
        >>> levels = baophu.province("bình thuận").coverage()
        >>> day = levels[levels.as_of == "2023-11-30"].set_index("scale")
        >>> day.coverage_pct.round(1).to_dict()
        {'announced': 90.4, 'gso': 83.6}
        """
        return tables.coverage(self.facts, self._words)

    @described(columns.CHANGES)
    def changes(self):
        """Every rise and fall of any scheme, in the province and its districts, with a verdict or the reason for none.

        Examples
        --------
        >>> import baophu
        >>> found = baophu.province("can-tho").changes()
        >>> net = found[found.claim_ids.str.contains("bhyt-change-2022-06-30")]
        >>> net.change_count.item(), net.verdict.item()
        (-37404.0, 'more_than_country')
        """
        return tables.changes([(change, self._words) for change in self.facts.changes], self._printers)

    @described(columns.AUDIT)
    def audit(self):
        """Every check of the printed arithmetic; ``verdict == "contradictory"`` are figures that cannot all hold.

        Examples
        --------
        >>> import baophu
        >>> checks = baophu.province("bình thuận").audit()
        >>> "attainment" in set(checks[checks.verdict == "contradictory"].check)
        True
        """
        return tables.audit(self.facts.findings, self._words, self._printers)

    @described(columns.TARGETS)
    def targets(self):
        """Targets against the level of their year, and what is left to do.

        Percent of population and plans in persons are two measures, marked in ``measure``.

        Examples
        --------
        >>> import baophu
        >>> goals = baophu.province("can-tho").targets()
        >>> float(goals.query("target_year == 2022 and measure == 'population'").target_value.max())
        91.65
        """
        return tables.targets(self.facts, self._words, self._printers)

    @described(columns.FIGURES)
    def figures(self):
        """Every published figure of the province and its districts, as it stands in the ledger.

        Examples
        --------
        >>> import baophu
        >>> printed = baophu.province("bình thuận").figures().set_index("claim_id")
        >>> printed.loc["binh-thuan-bhyt-count-2023-11-30", "as_printed"]
        '1.052.062'
        """
        return tables.figures(self.facts.claims, self._words)

    @described(columns.SOURCES)
    def sources(self):
        """Every source that the report of the province leads to, with how many figures are used from it.

        Examples
        --------
        >>> import baophu
        >>> bool((baophu.province("can-tho").sources().publisher != "").all())
        True
        """
        return tables.sources(self.facts, self._claims, self._words)

    def chart(self, name: str = "trajectory"):
        """A chart of the report, shown by the notebook; ``.svg`` is its drawing, ``.alt`` the same in words.

        Parameters
        ----------
        name : trajectory, changes, uninsured, sawtooth, targets, districts, schemes or audit. Where nothing is known
            a sentence says so instead.

        Raises
        ------
        UnknownChart

        Examples
        --------
        >>> import baophu
        >>> drawing = baophu.province("can-tho", language="en").chart()
        >>> drawing.svg[:4]
        '<svg'
        """
        return drawn(ProvinceReport(self.facts, self.language), name, _CHARTS, self._claims)

    def report(self, language: str | None = None, profile: str = STANDARD, force: bool = False) -> BuiltReport:
        """Build the report, HTML and PDF, unless it is there and current; shown as links.

        Parameters
        ----------
        language : ``"vi"`` or ``"en"``; the object's own if not given.
        profile : ``"standard"``, or ``"nd30"`` for the PDF in the format of Decree 30/2020/NĐ-CP.
        force : build even if nothing has changed.

        Raises
        ------
        UnknownLanguage, UnknownProfile, ReportFailed

        Examples
        --------
        >>> import baophu
        >>> baophu.province("can-tho").report(language="fr")
        Traceback (most recent call last):
        baophu.common.errors.UnknownLanguage: There is no report language 'fr'. Choose one of: vi, en
        """
        check_profile(profile)
        more = ("--profile", profile)
        return build_in("report", self.slug, self._data.parent, language or self.language, force, *more)

    @property
    def _claims(self) -> tuple[Claim, ...]:
        """Every figure that the report leads to."""
        return (*self.facts.claims, *self.facts.national_claims)

    @property
    def _printers(self) -> dict[str, Source]:
        return printers_in(self.facts)

    @property
    def _card(self) -> ObjectCard:
        return province_card(self.facts, overview.provinces([self.facts])[0], self._words)
