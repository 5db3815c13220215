"""Sections of the national report."""

from collections import Counter

from baophu.analysis.coverage import ANNOUNCED
from baophu.analysis.intervals import REST, difference_bound
from baophu.facts.national import National
from baophu.facts.province import FIRST_YEAR, LAST_YEAR, Area, Point
from baophu.report.blocks import Block, Content, Group, Items, Link, Paragraph, Strong, TableBlock
from baophu.report.change_words import verdict_text
from baophu.report.charts.national import neighbour_pairs
from baophu.report.sections.changes import area_table
from baophu.report.words import YEARS, Words, mid_sentence, year_ranges


def finding(national: National, words: Words) -> Block:
    """The newest level, and the number of provinces with a level."""
    last = [point for point in national.points if point.scale == ANNOUNCED][-1]
    values = {"by": words.by(last.as_of, last.as_of_precision), "announced": words.point_pct(last)}
    counted = [point for point in national.points if point.scale != ANNOUNCED and point.as_of == last.as_of]
    if counted:
        values |= {
            "insured": words.f.count(counted[-1].insured_count),
            "gso": words.point_pct(counted[-1]),
        }
        bounded = words.with_bound(values["insured"], counted[-1].bound)
        first = words.say("national-finding-both", **values | {"insured": bounded})
    else:
        first = words.say("national-finding", **values)
    with_level = sum(province.has_level for province in national.provinces)
    second = words.say("national-finding-provinces", known=str(with_level), all=str(len(national.provinces)))
    return Paragraph(f"{first} {second}", style="finding")


def trajectory_reading(national: National, words: Words) -> Block:
    """Number of known days, largest fall and rise between days close in time, years without a level."""
    announced = [point for point in national.points if point.scale == ANNOUNCED]
    items = [words.say("national-reading-count", count=str(len(announced)), **YEARS)]
    pairs = [pair for pair in neighbour_pairs(announced) if "year" not in {point.as_of_precision for point in pair}]
    fall = min(pairs, key=lambda pair: _change(*pair), default=None)
    if fall and _change(*fall) < 0:
        items.append(words.say("national-reading-fall", **_pair_values(*fall, words)))
    climb = max(pairs, key=lambda pair: _change(*pair), default=None)
    if climb:
        items.append(words.say("national-reading-climb", **_pair_values(*climb, words)))
    years = {point.as_of.year for point in announced}
    missing = [year for year in range(FIRST_YEAR, LAST_YEAR + 1) if year not in years]
    if missing:
        items.append(words.say("national-reading-missing", years=words.join(year_ranges(missing))))
    return Items(tuple(items))


def _change(before: Point, after: Point) -> float:
    return after.coverage_pct - before.coverage_pct


def _pair_values(before: Point, after: Point, words: Words) -> dict[str, str]:
    return {
        "before": words.point_pct(before),
        "start": words.on(before.as_of, before.as_of_precision),
        "after": words.point_pct(after),
        "end": words.on(after.as_of, after.as_of_precision),
        "points": _size_text(before, after, words),
    }


def _change_text(before: Point, after: Point, words: Words) -> str:
    """Signed points between two levels; in words if the levels have bounds: "down over 4.01"."""
    change = _change(before, after)
    bound = difference_bound(after.bound, before.bound)
    if bound == "exact":
        return words.f.number(change, 2, is_signed=True)
    return words.say("change-fell" if change < 0 else "change-rose", count=_size_text(before, after, words))


def _size_text(before: Point, after: Point, words: Words) -> str:
    """Unsigned points between two levels with their bound; a fall to "under 87 %" is a fall of more."""
    change = _change(before, after)
    bound = difference_bound(after.bound, before.bound)
    return words.with_bound(words.f.number(abs(change), 2), REST[bound] if change < 0 else bound)


def year_ends(national: National, words: Words) -> Block:
    """Announced levels of 31 December, with the change from the year before if that is known."""
    ends = [point for point in national.year_ends if point.scale == ANNOUNCED]
    pushes = {push.year: push for push in national.pushes if push.points is not None}
    rows = []
    for before, point in zip([None, *ends[:-1]], ends, strict=True):
        follows = before is not None and point.as_of.year == before.as_of.year + 1 and point.compares_with(before)
        change = _change_text(before, point, words) if follows else words.say("change-unknown")
        push = pushes.get(point.as_of.year)
        # The rounding of the uninsured depends on the decimals of the rate.
        finest = -6 + min(2, len(f"{point.coverage_pct:.10g}".partition(".")[2]))
        uninsured = (
            words.f.count(round(point.uninsured_count, finest))
            if point.uninsured_count
            else words.say("change-unknown")
        )
        rows.append(
            (
                str(point.as_of.year),
                Link(words.point_pct(point), f"#src-{point.claim_id}"),
                change,
                words.say(
                    "year-end-push",
                    points=words.f.number(push.points, is_signed=True),
                    sd=words.f.number(push.sd_points),
                )
                if push
                else words.say("year-end-no-push"),
                uninsured,
            )
        )
    names = (
        "year-end-col-year",
        "year-end-col-level",
        "year-end-col-change",
        "year-end-col-push",
        "year-end-col-uninsured",
    )
    return TableBlock(
        caption=words.say("year-end-caption"),
        header=tuple(words.say(name) for name in names),
        rows=tuple(rows),
        numeric=frozenset({1, 2, 3, 4}),
        widths=(1, 1.4, 1.8, 2, 2),
    )


def levels_reading(words: Words) -> Block:
    """Why the order of the rows is no ranking of the provinces."""
    return Paragraph(words.say("levels-reading"), style="note")


def falls(national: National, words: Words) -> Block:
    """Number of falls by verdict, and a table of the falls of all provinces and printed losses of the country."""
    if not national.falls:
        return Paragraph(words.say("national-falls-none"))
    province_falls = [fall for fall in national.falls if fall.area != national.area.area]
    counts = Counter(mid_sentence(verdict_text(fall, words)) for fall in province_falls)
    parts = [
        words.say("national-falls-verdict", verdict=name, count=str(count)) for name, count in counts.most_common()
    ]
    provinces = len({fall.area for fall in province_falls})
    n = len(province_falls)
    intro = words.say("national-falls-intro", count=str(n), provinces=str(provinces), verdicts="; ".join(parts))
    table = area_table(national.falls, words.say("national-falls-caption"), words)
    return Group((Paragraph(intro), table, Paragraph(words.say("changes-net"), style="note")))


def grades(national: National, words: Words) -> Block:
    """Provinces by the grade of their newest level."""
    graded = [province for province in national.provinces if province.grade]
    items: list[Content] = []
    for grade in sorted({province.grade for province in graded}):
        names = [words.area(province.area.area) for province in graded if province.grade == grade]
        items.append((Strong(f"{grade}: "), words.join(names)))
    n = len(national.provinces) - len(graded)
    intro = Paragraph(words.say("national-grades-intro", count=str(len(graded)), rest=str(n)))
    return Group((intro, Items(tuple(items))))


def unknown(national: National, words: Words) -> Block:
    """Provinces without any figure, and provinces with figures but no level."""
    figureless, levelless = national.without_figure(), national.without_level()
    items = []
    if figureless:
        names = words.join(_names(figureless, words))
        items.append((Strong(words.say("national-unknown-figure", count=str(len(figureless))) + ": "), names))
    if levelless:
        names = words.join(_names(levelless, words))
        items.append((Strong(words.say("national-unknown-level", count=str(len(levelless))) + ": "), names))
    return Group((Paragraph(words.say("national-unknown-intro")), Items(tuple(items))))


def _names(areas: list[Area], words: Words) -> list[str]:
    return [words.area(area.area) for area in areas]


def audit(national: National, words: Words) -> Block:
    """Number of checks and contradictions, with a link to the audit."""
    page = "audit.html" if words.language == "vi" else f"audit.{words.language}.html"
    sentence = words.say(
        "national-audit", checks=words.f.count(national.check_count), count=str(national.contradiction_count)
    )
    return Paragraph((f"{sentence} ", Link(words.say("national-audit-link"), page)))
