"""Contents of the site's index: a row for each province, two maps, the reports that could not be built.

Texts and numbers only; the template lays them out.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from baophu import __version__
from baophu.analysis.coverage import ANNOUNCED
from baophu.common.languages import LANGUAGES
from baophu.facts.national import National
from baophu.facts.overview import Province
from baophu.report.site.index_map import MapView, age_map, level_map
from baophu.report.site.index_rows import RowView, row_view
from baophu.report.site.index_states import EARLIER, FAILED, MISSING, Reports, spoken_language
from baophu.report.words import Words


@dataclass(frozen=True)
class IndexPage:
    """Everything that the template fills in; ``labels`` holds texts without values by message id."""

    title: str
    description: str
    lead: str
    country: str
    maps: tuple[MapView, ...]
    columns: tuple[str, ...]
    rows: tuple[RowView, ...]
    failures: tuple[str, ...]
    notes: tuple[str, ...]
    stamp: str
    labels: dict[str, str] = field(default_factory=dict)


def index_page(national: National, reports: Reports, language: str) -> IndexPage:
    """The index in one language.

    Parameters
    ----------
    national : National
        Facts of the country and of every province.
    reports : Reports
        State of every province's report, by slug and language.
    language : str
        ``"vi"`` or ``"en"``.

    Returns
    -------
    IndexPage
        Texts, rows and maps of the page.
    """
    words = Words(national, language)
    return IndexPage(
        title=words.say("site-title"),
        description=words.say("site-description"),
        lead=_lead(national, words),
        country=_country(national, words),
        maps=(age_map(national, reports, words), level_map(national, reports, words)),
        columns=tuple(words.say(name) for name in _COLUMNS),
        rows=tuple(row_view(province, reports, words) for province in sorted(national.provinces, key=_newest_first)),
        failures=tuple(_failures(national, reports, words)),
        notes=tuple(_notes(reports, words)),
        stamp=words.say("site-stamp", data=national.data_version, version=__version__),
        labels={name: words.say(name) for name in _LABELS},
    )


_COLUMNS = (
    "index-col-province",
    "index-col-newest",
    "index-col-announced",
    "index-col-gso",
    "index-col-uninsured",
    "index-col-fall",
    "index-col-grade",
    "index-col-reports",
)
_NOTES = ("site-merged", "index-uninsured-note", "index-grade-note", "index-fall-note")
_LABELS = (
    "index-title",
    "index-search",
    "index-search-hint",
    "index-sort",
    "index-caption",
    "index-failures",
    "index-failures-note",
    "site-map-title",
    "site-map-choose",
    "site-map-note",
    "site-reading-title",
)


def _newest_first(province: Province) -> tuple:
    """Provinces with a level first, the newest at the top; the others in the statistics office's order."""
    newest = province.newest
    # A year alone is put on its last day, which it may not be of.
    return (False, -newest.as_of.toordinal(), newest.as_of_precision) if newest else (True,)


def _lead(national: National, words: Words) -> str:
    return words.say(
        "site-lead",
        levels=str(sum(province.has_level for province in national.provinces)),
        all=str(len(national.provinces)),
        figures=words.f.count(national.figure_count),
    )


def _country(national: National, words: Words) -> str:
    last = [point for point in national.points if point.scale == ANNOUNCED][-1]
    when = words.by(last.as_of, last.as_of_precision)
    return words.say("national-finding", by=when, announced=words.point_pct(last))


def _failures(national: National, reports: Reports, words: Words) -> Iterator[str]:
    for province in national.provinces:
        for language in LANGUAGES:
            report = reports[province.area.area, language]
            if report.state == FAILED:
                area, spoken = words.area(province.area.area), spoken_language(language, words)
                yield words.say("index-failure", area=area, language=spoken, reason=report.reason)


def _notes(reports: Reports, words: Words) -> list[str]:
    notes = [words.say(name) for name in _NOTES]
    if any(report.state == EARLIER for report in reports.values()):
        notes.append(words.say("index-report-earlier"))
    if any(report.state == MISSING for report in reports.values()):
        notes.append(words.say("index-report-missing"))
    return notes
