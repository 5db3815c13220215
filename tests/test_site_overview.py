"""All provinces side by side: rows, classes of the map, the tiles."""

from datetime import date

import pytest

from baophu.facts import overview
from baophu.facts.national import build_national
from baophu.ledger.names import provinces
from baophu.report.site.tiles import tiles

# Provinces that border one another, the northern or western one first.
BORDERS = [
    ("ha-giang", "tuyen-quang"), ("cao-bang", "bac-kan"), ("cao-bang", "lang-son"), ("lai-chau", "lao-cai"),
    ("lai-chau", "dien-bien"), ("dien-bien", "son-la"), ("yen-bai", "phu-tho"), ("bac-kan", "thai-nguyen"),
    ("phu-tho", "vinh-phuc"), ("thai-nguyen", "ha-noi"), ("bac-giang", "bac-ninh"), ("vinh-phuc", "ha-noi"),
    ("ha-noi", "bac-ninh"), ("hai-duong", "hai-phong"), ("quang-ninh", "hai-duong"), ("ha-noi", "ha-nam"),
    ("hoa-binh", "thanh-hoa"), ("ha-nam", "ninh-binh"), ("hung-yen", "thai-binh"), ("thai-binh", "nam-dinh"),
    ("ninh-binh", "nam-dinh"), ("thanh-hoa", "nghe-an"), ("nghe-an", "ha-tinh"), ("ha-tinh", "quang-binh"),
    ("quang-binh", "quang-tri"), ("quang-tri", "thua-thien-hue"), ("thua-thien-hue", "da-nang"),
    ("thua-thien-hue", "quang-nam"), ("quang-nam", "quang-ngai"), ("quang-nam", "kon-tum"), ("kon-tum", "gia-lai"),
    ("quang-ngai", "binh-dinh"), ("gia-lai", "dak-lak"), ("binh-dinh", "phu-yen"), ("phu-yen", "khanh-hoa"),
    ("dak-lak", "dak-nong"), ("dak-nong", "lam-dong"), ("khanh-hoa", "ninh-thuan"), ("ninh-thuan", "binh-thuan"),
    ("binh-phuoc", "binh-duong"), ("lam-dong", "dong-nai"), ("tay-ninh", "long-an"), ("binh-duong", "ho-chi-minh"),
    ("dong-nai", "ba-ria-vung-tau"), ("long-an", "tien-giang"), ("an-giang", "dong-thap"), ("an-giang", "kien-giang"),
    ("dong-thap", "vinh-long"), ("tien-giang", "ben-tre"), ("an-giang", "can-tho"), ("can-tho", "hau-giang"),
    ("ben-tre", "tra-vinh"), ("hau-giang", "bac-lieu"), ("soc-trang", "bac-lieu"), ("kien-giang", "ca-mau"),
    ("ca-mau", "bac-lieu"),
]  # fmt: skip


@pytest.fixture(scope="module")
def national(ledger, facts_of):
    return build_national(ledger, {slug: facts_of(slug) for slug in provinces()})


@pytest.fixture(scope="module")
def rows(national):
    return {row.area.area: row for row in national.provinces}


def test_every_province_has_one_tile_and_every_cell_one_province():
    assert set(tiles()) == set(provinces())
    assert len({(tile.row, tile.column) for tile in tiles().values()}) == len(tiles()) == 63


@pytest.mark.parametrize("language", ["vi", "en"])
def test_names_on_tiles_are_short_and_no_two_are_alike(language):
    names = [tile.label(language) for tile in tiles().values()]
    assert len(set(names)) == 63
    # A name may break between its words; no word is longer than what a phone's tile holds.
    assert max(len(word) for name in names for word in name.split()) <= 6


def test_english_tiles_have_no_accents():
    assert all(tile.label_en.isascii() for tile in tiles().values())


@pytest.mark.parametrize(("one", "other"), BORDERS)
def test_neighbours_lie_beside_one_another(one, other):
    a, b = tiles()[one], tiles()[other]
    assert abs(a.row - b.row) <= 2 and abs(a.column - b.column) <= 1
    assert (a.row, a.column) < (b.row, b.column) or a.column < b.column


def test_north_is_at_the_top_and_the_sea_at_the_right():
    rows = [tiles()[slug].row for slug in ("ha-giang", "ha-noi", "nghe-an", "da-nang", "dak-lak", "can-tho", "ca-mau")]
    assert rows == sorted(rows) and len(set(rows)) == len(rows)
    assert tiles()["dien-bien"].column < tiles()["ha-noi"].column < tiles()["hai-phong"].column


@pytest.mark.parametrize(
    ("pct", "number"), [(0, 0), (69.99, 0), (70, 1), (84.99, 2), (85, 3), (90, 4), (94.99, 4), (95, 5), (103, 5)]
)
def test_classes_of_the_map_are_fixed_and_take_their_lower_bound(pct, number):
    assert overview.class_of(pct) == number


def test_old_is_more_than_three_years_before_the_end_of_the_years():
    assert overview.is_old(date(2020, 12, 30))
    assert not overview.is_old(date(2020, 12, 31))


def test_row_has_the_newest_point_of_each_scale_on_its_own_day(rows):
    row = rows["ba-ria-vung-tau"]
    assert (row.announced.coverage_pct, row.announced.as_of) == (86.25, date(2022, 9, 30))
    assert row.gso.as_of == date(2021, 12, 31)


def test_uninsured_of_one_day_are_given_on_both_populations(rows):
    found = rows["binh-thuan"].uninsured
    assert found.as_of == date(2023, 11, 30)
    assert 100_000 < found.low_count < 150_000 < 200_000 < found.high_count


@pytest.mark.parametrize("bounds", [("exact", "at_least"), ("at_least", "exact"), ("about", "at_most")])
def test_two_counts_of_one_day_with_different_bounds_give_a_row(miniature, facts_in, bounds):
    for number, bound in enumerate(bounds):
        miniature.append("claims", claim_id=f"two-{number}", value=f"8{number}0123", as_of="2020-12-31", bound=bound,
                         as_printed=f"8{number}0.123",
                         source_id=("synthetic-paper", "synthetic-office")[number])  # fmt: skip
    (row,) = overview.provinces([facts_in("synthetic-north")])
    assert row.uninsured.as_of == date(2020, 12, 31)
    assert 0 < row.uninsured.low_count <= row.uninsured.high_count


def test_deepest_fall_is_of_everyone_in_the_province_itself_or_a_loss_of_cards(rows):
    fall = rows["can-tho"].deepest_fall
    assert (fall.scheme, fall.group, fall.end.date()) == ("bhyt", "total", date(2022, 6, 30))
    assert rows["gia-lai"].deepest_fall.is_gross
    assert all(fall.area == "can-tho" for fall in rows["can-tho"].changes)


def test_province_without_a_level_keeps_its_row(rows):
    row = rows["ha-giang"]
    assert (row.figure_count, row.announced, row.gso, row.uninsured, row.deepest_fall, row.grade) == (3, *[None] * 5)
    assert len(rows) == 63


def test_district_without_a_province_level_gives_no_level(rows):
    assert rows["vinh-long"].figure_count and not rows["vinh-long"].has_level


def test_newest_level_is_on_whichever_scale(rows):
    assert (rows["hung-yen"].newest.scale, rows["hung-yen"].newest.as_of) == ("gso", date(2022, 10, 21))
    assert rows["binh-thuan"].newest.scale == "announced" and rows["ha-giang"].newest is None


@pytest.mark.parametrize(
    ("year", "number"), [(2010, 0), (2015, 0), (2016, 1), (2019, 1), (2020, 2), (2022, 3), (2023, 3)]
)
def test_classes_of_years_take_their_first_year(year, number):
    assert overview.age_of(year) == number


def test_national_points_are_one_a_day_and_scale_and_dated_best(national):
    keys = [(point.as_of, point.scale) for point in national.points]
    assert len(keys) == len(set(keys))
    last = [point for point in national.points if point.scale == "announced"][-1]
    assert (last.as_of, last.as_of_precision) == (date(2023, 12, 31), "day")


def test_level_is_set_beside_the_country_only_where_its_figures_stand_close(national):
    levels = {(level.area.area, level.point.scale): level for level in national.levels}
    vung_tau = levels["ba-ria-vung-tau", "announced"]
    assert vung_tau.national_pct == 88.42 and vung_tau.above_country == pytest.approx(86.25 - 88.42)
    assert levels["kien-giang", "announced"].national_pct is None  # of the end of 2012


def test_every_figure_of_the_national_report_has_its_claim_and_source(national):
    claims = {claim.claim_id for claim in national.claims}
    assert {claim for level in national.levels for claim in level.point.claim_ids} <= claims
    assert {claim for fall in national.falls for claim in fall.claim_ids} <= claims
    events = {event.source_id for event in national.events.values()}
    assert {claim.source_id for claim in national.claims} | events == set(national.sources)
