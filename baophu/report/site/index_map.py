"""The two tile-grid maps of the index: newest announced levels that are not old, and how old the newest level is."""

from collections.abc import Iterator
from dataclasses import dataclass

from baophu.facts import overview
from baophu.facts.national import National
from baophu.facts.overview import AGES, CLASSES, Province
from baophu.facts.province import LAST_YEAR
from baophu.facts.records import Point
from baophu.report.site.index_states import FAILED, Reports
from baophu.report.site.tiles import tiles
from baophu.report.words import Words

LEVEL, AGE = "level", "age"
_BOUNDS = {"at_least": ">", "at_most": "<", "about": "~"}


@dataclass(frozen=True)
class TileView:
    """A tile: position, texts, colour class (``style``) and link."""

    area: str
    row: int
    column: int
    short: str
    value: str
    year: str
    style: str
    name: str
    href: str


@dataclass(frozen=True)
class MapView:
    """One map with its legend: style and meaning of every colour that occurs."""

    kind: str
    title: str
    label: str
    scope: str
    tiles: tuple[TileView, ...]
    legend: tuple[tuple[str, str], ...]


def level_map(national: National, reports: Reports, words: Words) -> MapView:
    """The newest announced level of every province that is not older than three years; on this scale only."""
    tile_texts = {p.area.area: _level_tile(p, words) for p in national.provinces}
    return _map(LEVEL, national, tile_texts, reports, words, _level_legend(words))


def age_map(national: National, reports: Reports, words: Words) -> MapView:
    """The year of the newest level of every province, on either scale."""
    tile_texts = {p.area.area: _age_tile(p, words) for p in national.provinces}
    return _map(AGE, national, tile_texts, reports, words, _age_legend(words))


def _map(kind: str, national: National, tile_texts: dict, reports: Reports, words: Words, colours: Iterator) -> MapView:
    views = []
    for area, tile in tiles().items():
        value, year, style, name = tile_texts[area]
        report = reports[area, words.language]
        if report.state == FAILED:
            style, name = "failed", words.say("tile-failed", area=words.area(area))
        short = tile.label(words.language)
        views.append(TileView(area, tile.row, tile.column, short, value, year, style, name, report.html))
    styles = {view.style for view in views}
    count = sum(bool(value) for value, *_ in tile_texts.values())
    return MapView(
        kind,
        words.say(f"site-map-{kind}", first=str(LAST_YEAR - overview.OLD_YEARS)),
        words.say(f"site-map-{kind}-label"),
        words.say(f"site-map-{kind}-scope", count=str(count), all=str(len(national.provinces)), last=str(LAST_YEAR)),
        tuple(views),
        tuple((style, text) for style, text in colours if style in styles or style.startswith(("class-", "age-"))),
    )


def _level_tile(province: Province, words: Words) -> tuple[str, str, str, str]:
    """Texts of a province's tile: value, year, style, name."""
    point = province.announced
    if point and not overview.is_old(point.as_of):
        style = _style("class", overview.class_of(point.coverage_pct))
        name = words.say("tile-level", **_level_values(point, province, words))
        value = words.f.number(point.coverage_pct, 0 if point.coverage_pct == round(point.coverage_pct) else 1)
        return _BOUNDS.get(point.bound, "") + value, str(point.as_of.year), style, name
    if province.gso and not overview.is_old(province.gso.as_of):
        return "", "", "other-scale", words.say("tile-level", **_level_values(province.gso, province, words))
    if newest := province.newest:
        return "", "", "older", words.say("tile-older", **_level_values(newest, province, words))
    return "", "", "unknown", words.say("tile-unknown", area=words.area(province.area.area))


def _age_tile(province: Province, words: Words) -> tuple[str, str, str, str]:
    newest = province.newest
    if newest is None:
        return "", "", "unknown", words.say("tile-unknown", area=words.area(province.area.area))
    year = newest.as_of.year
    name = words.say("tile-age", **_level_values(newest, province, words))
    return str(year), "", _style("age", overview.age_of(year)), name


def _style(kind: str, number: int) -> str:
    return "-".join((kind, str(number)))


def _level_values(point: Point, province: Province, words: Words) -> dict[str, str]:
    return {
        "area": words.area(province.area.area),
        "pct": words.point_pct(point),
        "scale": words.scale(point.scale),
        "date": words.when(point.as_of, point.as_of_precision),
    }


def _level_legend(words: Words) -> Iterator[tuple[str, str]]:
    for number, low in enumerate(CLASSES):
        high = CLASSES[number + 1] if number + 1 < len(CLASSES) else None
        values = {"low": words.f.pct(low, 0), "high": words.f.pct(high, 0) if high else ""}
        over, under, between = ("site-map-over", "site-map-under", "site-map-between")
        kind = over if high is None else under if number == 0 else between
        yield _style("class", number), words.say(kind, **values)
    for style in ("other-scale", "older", "unknown", "failed"):
        yield style, words.say(f"site-map-{style}")


def _age_legend(words: Words) -> Iterator[tuple[str, str]]:
    ends = [*(low - 1 for low in AGES[1:]), LAST_YEAR]
    for number, (first, last) in reversed(list(enumerate(zip(AGES, ends, strict=True)))):
        yield _style("age", number), words.say("site-map-years", first=str(first), last=str(last))
    for style in ("unknown", "failed"):
        yield style, words.say(f"site-map-{style}")
