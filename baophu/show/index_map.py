"""The tile-grid map of the index: one map for each scale, its classes, its legend."""

from dataclasses import dataclass

from baophu import overview
from baophu.analysis.coverage import ANNOUNCED, GSO
from baophu.facts import LAST_YEAR
from baophu.facts_national import National
from baophu.facts_records import Point
from baophu.overview import CLASSES, Province
from baophu.show.index_states import FAILED, Reports
from baophu.show.tiles import Tile, tiles
from baophu.show.words import Words


@dataclass(frozen=True)
class TileView:
    """A tile: what it says, how it is coloured (``style``), where it leads."""

    tile: Tile
    short: str
    pct: str
    year: str
    style: str
    name: str
    href: str


@dataclass(frozen=True)
class MapView:
    """The map of one scale."""

    scale: str
    title: str
    label: str
    scope: str
    tiles: tuple[TileView, ...]


def map_view(national: National, scale: str, reports: Reports, words: Words) -> MapView:
    """The newest level of every province on one scale."""
    provinces = {province.area.area: province for province in national.provinces}
    known = sum(province.point(scale) is not None for province in national.provinces)
    title = words.say("site-map-announced") if scale == ANNOUNCED else words.say("site-map-gso")
    return MapView(
        scale=scale,
        title=title,
        label=words.say("site-map-label", scale=words.scale(scale)),
        scope=words.say("site-map-scope", count=str(known), all=str(len(national.provinces))),
        tiles=tuple(_tile(tile, provinces[area], scale, reports, words) for area, tile in tiles().items()),
    )


def _tile(tile: Tile, province: Province, scale: str, reports: Reports, words: Words) -> TileView:
    point, report = province.point(scale), reports[tile.area, words.language]
    area = words.area(tile.area)
    name = words.say("tile-level", **_level(area, point, words)) if point else words.say("tile-unknown", area=area)
    style = "unknown" if point is None else _class(overview.class_of(point.coverage_pct))
    if point and overview.is_old(point.as_of):
        style += " old"
    if report.state == FAILED:
        style, name = "failed", words.say("tile-failed", area=area)
    return TileView(
        tile=tile,
        short=tile.label(words.language),
        pct=words.f.number(point.coverage_pct) if point else "",
        year=str(point.as_of.year) if point else "",
        style=style,
        name=name,
        href=report.html,
    )


def _class(number: int) -> str:
    return "-".join(("class", str(number)))


def _level(area: str, point: Point, words: Words) -> dict[str, str]:
    return {
        "area": area,
        "pct": words.point_pct(point),
        "scale": words.scale(point.scale),
        "date": words.when(point.as_of, point.as_of_precision),
    }


def legend(national: National, reports: Reports, words: Words) -> tuple[tuple[str, str], ...]:
    """Style and meaning of every colour, and of every mark that occurs."""
    entries = []
    for number, low in enumerate(CLASSES):
        high = CLASSES[number + 1] if number + 1 < len(CLASSES) else None
        values = {"low": words.f.pct(low, 0), "high": words.f.pct(high, 0) if high else ""}
        over, under, between = ("site-map-over", "site-map-under", "site-map-between")
        kind = over if high is None else under if number == 0 else between
        entries.append((_class(number), words.say(kind, **values)))
    entries.append(("unknown", words.say("site-map-unknown")))
    points = [province.point(scale) for province in national.provinces for scale in (ANNOUNCED, GSO)]
    if any(point and overview.is_old(point.as_of) for point in points):
        entries.append(("old", words.say("site-map-old", last=str(LAST_YEAR))))
    if any(report.state == FAILED for report in reports.values()):
        entries.append(("failed", words.say("site-map-failed")))
    return tuple(entries)
