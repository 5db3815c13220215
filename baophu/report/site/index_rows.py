"""Rows of the index: one per province, with its reports."""

from dataclasses import dataclass
from datetime import date

from baophu.common.languages import LANGUAGES
from baophu.facts.overview import Province
from baophu.facts.records import Point
from baophu.ledger.names import fold
from baophu.report.change_words import size_in_points, verdict_text
from baophu.report.site.index_states import FAILED, Reports, spoken_language
from baophu.report.words import Words, mid_sentence


@dataclass(frozen=True)
class Cell:
    """A cell: its text, its sort key (``""`` comes last) and a second line."""

    text: str
    key: str | float | int = ""
    note: str = ""


@dataclass(frozen=True)
class ReportLink:
    """One file of a report; ``name`` is the text for screen readers."""

    text: str
    name: str
    href: str


@dataclass(frozen=True)
class ReportCell:
    """The files of a report in one language, or why there are none."""

    language: str
    state: str
    links: tuple[ReportLink, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class RowView:
    """A province in the table; ``search`` is the folded text that the search matches."""

    slug: str
    name: str
    href: str
    search: str
    cells: tuple[Cell, ...]
    reports: tuple[ReportCell, ...]


def row_view(province: Province, reports: Reports, words: Words) -> RowView:
    """The row of a province."""
    area = province.area
    region = area.region_name(words.language)
    local_note = words.say("index-local", count=str(province.local_count)) if province.local_count else ""
    return RowView(
        slug=area.area,
        name=words.area(area.area),
        href=reports[area.area, words.language].html,
        search="|".join(map(fold, (area.name_vi, area.full_name_vi, area.name_en, area.area, area.code, region))),
        cells=(
            _newest_cell(province, local_note, words),
            _point_cell(province.announced, words),
            _point_cell(province.gso, words),
            _uninsured_cell(province, words),
            _fall_cell(province, words),
            Cell(province.grade, ord(province.grade)) if province.grade else Cell(words.say("index-none")),
        ),
        reports=tuple(_report_cell(area.area, language, reports, words) for language in LANGUAGES),
    )


def _newest_cell(province: Province, local_note: str, words: Words) -> Cell:
    point = province.newest
    if point is None:
        return Cell(words.say("index-none"), note=local_note)
    return Cell(words.f.short_day(point.as_of, point.as_of_precision), point.as_of.toordinal(), local_note)


def _point_cell(point: Point | None, words: Words) -> Cell:
    if point is None:
        return Cell(words.say("index-none"))
    when = words.f.short_day(point.as_of, point.as_of_precision)
    return Cell(words.point_pct(point), point.coverage_pct, when)


def _uninsured_cell(province: Province, words: Words) -> Cell:
    uninsured = province.uninsured
    if uninsured is None:
        return Cell(words.say("index-none"))
    when = words.f.short_day(uninsured.as_of, uninsured.as_of_precision)
    if uninsured.low_count is None:
        return Cell(words.say("index-over"), "", when)
    low = words.with_bound(words.rounded_count(uninsured.low_count), uninsured.low_bound)
    high = words.with_bound(words.rounded_count(uninsured.high_count), uninsured.high_bound)
    return Cell(low if low == high else words.say("uninsured-range", low=low, high=high), uninsured.high_count, when)


def _fall_cell(province: Province, words: Words) -> Cell:
    fall = province.deepest_fall
    if fall is None:
        return Cell(words.say("index-no-fall" if province.figure_count else "index-too-few"))
    end: date = fall.end.date()
    when = words.say("index-fall-end", date=words.f.short_day(end, fall.end_precision))
    return Cell(f"{size_in_points(fall, words)}: {mid_sentence(verdict_text(fall, words))}", end.toordinal(), when)


def _report_cell(area: str, language: str, reports: Reports, words: Words) -> ReportCell:
    report, spoken = reports[area, language], spoken_language(language, words)
    if not report.has_files:
        return ReportCell(
            language, report.state, note=words.say("index-report-failed") if report.state == FAILED else ""
        )
    values = {"area": words.area(area), "language": spoken}
    links = (
        ReportLink("HTML", words.say("index-report-html", **values), report.html),
        ReportLink("PDF", words.say("index-report-pdf", **values), report.pdf),
    )
    return ReportCell(language, report.state, tuple(link for link in links if link.href))
