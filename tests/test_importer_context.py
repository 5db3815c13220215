"""Titles, sheet names, section rows and notes shape what a table is; headers are read as phrases."""

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_importer_kit import PROVINCE, make_office

from baophu.common.paths import DATA
from baophu.importer.errors import AmbiguousImport, InvalidImport
from baophu.importer.words import load_words

HEADER = ["Huyện", "Ngày", "Số người tham gia BHYT"]
PEOPLE = ["Huyện", "Ngày", "Số người"]
ROWS = ["Kỳ Anh", "31/12/2021", 104321], ["Thạch Hà", "31/12/2021", 97654]
YEARS = ["Kỳ Anh", 104321, 101200], ["Thạch Hà", 97654, 95100]


@pytest.fixture
def office(tmp_path):
    return make_office(tmp_path)


def questions(office, path, **answers) -> str:
    with pytest.raises(AmbiguousImport) as caught:
        office.run(path, **answers)
    assert not office.local()
    return str(caught.value)


def meanings(parsed_file) -> set:
    return {(f.scheme, f.group, f.kind, f.unit) for f in parsed_file.figures}


# ── Titles and sheet names ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "title",
    [
        "PHÂN BỔ CHỈ TIÊU PHÁT TRIỂN BHYT NĂM 2021",
        "Kế hoạch thu, phát triển đối tượng năm 2021",
        "DỰ TOÁN NĂM 2021",
        "Phụ lục: mục tiêu bao phủ BHYT toàn dân",
        "Health insurance targets 2021",
    ],
)
def test_plan_above_a_table_is_asked_about_with_its_words(office, title):
    path = office.xlsx([title], HEADER, *ROWS)
    said = questions(office, path)
    assert repr(title) in said and "--kind target_count" in said and "--ignore A1" in said
    assert meanings(office.read(path, kind="target_count")) == {("bhyt", "total", "target_count", "persons")}
    assert meanings(office.read(path, ignore=("A1",))) == {("bhyt", "total", "count", "persons")}


def test_plan_in_the_name_of_a_sheet_or_below_the_table(office):
    assert "'KH 2021'" in questions(office, office.xlsx(HEADER, *ROWS, sheet="KH 2021"))
    path = office.xlsx(HEADER, *ROWS, ["Ghi chú: số liệu là chỉ tiêu được giao"])
    said = questions(office, path)
    assert "'Ghi chú: số liệu là chỉ tiêu được giao' speaks of a plan" in said


def test_plan_makes_targets_of_counts_and_rates_alike(office):
    path = office.xlsx(["GIAO CHỈ TIÊU BHYT"], [*HEADER, "Tỷ lệ bao phủ (%)"], ["Kỳ Anh", "31/12/2021", 104321, 95])
    figures = office.read(path, kind="target_rate").figures
    assert [(f.kind, f.value) for f in figures] == [("target_count", 104321), ("target_rate", 95)]


@pytest.mark.parametrize(
    "title",
    [
        "KẾT QUẢ THỰC HIỆN CHỈ TIÊU BHYT NĂM 2021",
        "Tình hình thực hiện kế hoạch năm 2021",
        "Người lập: phòng Kế hoạch - Tài chính",
        "TĂNG CƯỜNG BHYT TOÀN DÂN, GIẢM NGHÈO BỀN VỮNG",
        "BẢO HIỂM XÃ HỘI TỈNH HÀ TĨNH",
        "Mẫu số B02-TS (Ban hành kèm theo QĐ số 595/QĐ-BHXH ngày 14/4/2017 của BHXH Việt Nam)",
    ],
)
def test_titles_of_levels_ask_nothing(office, title):
    assert meanings(office.read(office.xlsx([title], HEADER, *ROWS))) == {("bhyt", "total", "count", "persons")}


@pytest.mark.parametrize(
    "title",
    [
        "DANH SÁCH HUYỆN CÓ NGƯỜI CHƯA CÓ THẺ BHYT",
        "Số người chưa tham gia bảo hiểm y tế",
        "SO NGUOI CHUA THAM GIA BHYT",
        "Người dân không tham gia BHYT",
        "People without health insurance",
    ],
)
def test_uninsured_in_the_title_are_never_the_insured(office, title):
    path = office.xlsx([title], PEOPLE, *ROWS)
    assert meanings(office.read(path)) == {("bhyt", "uninsured", "count", "persons")}
    path = office.xlsx([title], HEADER, *ROWS)
    assert "speaks of people who are not insured" in questions(office, path)
    assert {f.group for f in office.read(path, group="uninsured").figures} == {"uninsured"}
    assert {f.group for f in office.read(path, ignore=("A1",)).figures} == {"total"}


@pytest.mark.parametrize("title", ["TÌNH HÌNH TĂNG, GIẢM LAO ĐỘNG", "Số người tăng mới trong năm", "Phát triển mới"])
def test_change_in_the_title_is_no_level(office, title):
    path = office.xlsx([title], HEADER, *ROWS)
    assert "speaks of a rise or fall" in questions(office, path)
    assert {f.kind for f in office.read(path, kind="flow").figures} == {"flow"}


@pytest.mark.parametrize(
    ("title", "scheme", "group"),
    [
        ("BHYT học sinh, sinh viên năm học 2021-2022", "bhyt", "students"),
        ("SỐ NGƯỜI CẬN NGHÈO THAM GIA BẢO HIỂM Y TẾ", "bhyt", "near_poor"),
        ("Nhóm do ngân sách nhà nước đóng BHYT", "bhyt", "state_paid"),
        ("BHXH tỉnh Hà Tĩnh: số người tham gia bảo hiểm xã hội tự nguyện", "bhxh_tn", "total"),
        ("Number of participants of unemployment insurance", "bhtn", "total"),
    ],
)
def test_scheme_and_group_of_the_title_count_where_headers_say_none(office, title, scheme, group):
    parsed_file = office.read(office.xlsx([title], PEOPLE, *ROWS))
    assert meanings(parsed_file) == {(scheme, group, "count", "persons")}


def test_two_schemes_or_groups_in_a_title_decide_nothing(office):
    assert "of which scheme" in questions(office, office.xlsx(["Người tham gia BHXH, BHYT"], PEOPLE, *ROWS))


@pytest.mark.parametrize("name", ["BHTN", "BHXH tự nguyện", "BHYT HSSV"])
def test_sheet_name_says_the_scheme(office, name):
    scheme = {"BHTN": "bhtn", "BHXH tự nguyện": "bhxh_tn"}.get(name, "bhyt")
    assert {f.scheme for f in office.read(office.xlsx(PEOPLE, *ROWS, sheet=name)).figures} == {scheme}


@pytest.mark.parametrize(
    ("title", "day"),
    [
        ("Số người tham gia BHYT (số liệu đến ngày 30/6/2022)", "2022-06-30"),
        ("Tính đến hết ngày 31 tháng 8 năm 2022", "2022-08-31"),
        ("Thời điểm 15.10.2022", "2022-10-15"),
        ("As of 30/11/2022", "2022-11-30"),
        ("Số liệu tính đến 30/6/22", "2022-06-30"),
    ],
)
def test_day_in_the_title_is_the_last_of_an_open_year(office, title, day):
    path = office.xlsx([title], ["Huyện", "Năm 2021", "Năm 2022"], *YEARS)
    figures = office.read(path, scheme="bhyt").figures
    assert {(f.as_of.isoformat(), f.precision) for f in figures} == {("2021-12-31", "year"), (day, "day")}


@pytest.mark.parametrize("title", ["9 tháng đầu năm 2022", "Số liệu đến hết tháng 9/2022", "Kết quả 9 tháng năm 2022"])
def test_months_in_the_title_end_an_open_year(office, title):
    figures = office.read(office.xlsx([title], ["Huyện", "2021", "2022"], *YEARS), scheme="bhyt").figures
    assert {(f.as_of.isoformat(), f.precision) for f in figures} == {("2021-12-31", "year"), ("2022-09-30", "month")}
    quarter = office.xlsx(["Báo cáo quý III năm 2022"], ["Huyện", "2021", "2022"], *YEARS)
    assert "names an earlier time" in questions(office, quarter, scheme="bhyt")


def test_unit_beside_the_title_is_no_header(office):
    path = office.xlsx(["Số người tham gia BHYT", None, "ĐVT: nghìn người"], HEADER, ["Kỳ Anh", "31/12/2021", 104.3])
    assert [float(f.value) for f in office.read(path, scale=1000).figures] == [104300]


def test_day_in_the_title_before_the_figures_is_asked_about(office):
    path = office.xlsx(["Số liệu tính đến 30/9/2021"], HEADER, *ROWS)
    assert "names an earlier time than the figures" in questions(office, path)
    assert len(office.read(path, ignore=("A1",)).figures) == 2


@pytest.mark.parametrize(
    ("title", "day", "precision"),
    [
        ("BÁO CÁO THÁNG 11 NĂM 2021", "2021-11-30", "month"),
        ("Quý III/2021", "2021-09-30", "month"),
        ("NĂM 2021", "2021-12-31", "year"),
        ("đến 31/10/2021", "2021-10-31", "day"),
    ],
)
def test_table_without_times_is_of_the_time_in_its_title(office, title, day, precision):
    path = office.xlsx(["BHXH tỉnh, ngày 05/01/2022"], [title], ["Huyện", "Số người tham gia BHYT"], ["Kỳ Anh", 104321])
    (figure,) = office.read(path).figures
    assert (figure.as_of.isoformat(), figure.precision) == (day, precision)


@pytest.mark.parametrize("title", ["Giai đoạn 2020-2022", "Năm học 2021-2022", "Tháng 1/2022, so với tháng 1/2021"])
def test_unclear_time_in_a_title_is_no_day(office, title):
    path = office.xlsx([title], ["Huyện", "Số người tham gia BHYT"], ["Kỳ Anh", 104321])
    assert "of which day" in questions(office, path)


def test_months_across_take_the_year_of_the_title(office):
    path = office.csv(["Số người tham gia BHYT năm 2022"], ["Huyện", "T1", "T2"], ["Kỳ Anh", "104.321", "101.200"])
    assert [f.as_of.isoformat() for f in office.read(path).figures] == ["2022-01-31", "2022-02-28"]


@pytest.mark.parametrize(
    ("title", "answer"),
    [
        ("BHXH TỈNH QUẢNG BÌNH", "PROVINCE=quang-binh"),
        ("Bao phủ BHYT thành phố Đà Nẵng", "PROVINCE=da-nang"),
        ("SỐ LIỆU BHYT NGHỆ AN NĂM 2021", "PROVINCE=nghe-an"),
        ("UBND huyện Đông Sơn, tỉnh Thanh Hóa", "PROVINCE=thanh-hoa"),
    ],
)
def test_title_of_another_province_is_asked_about(office, title, answer):
    assert answer in questions(office, office.xlsx([title], HEADER, *ROWS))
    assert office.read(office.xlsx([title], HEADER, *ROWS), ignore=("A1",)).figures


@pytest.mark.parametrize(
    "title", ["BHXH HUYỆN VŨ QUANG", "Ủy ban nhân dân thị xã Hồng Lĩnh", "BHYT HUYỆN THẠCH HÀ 2021"]
)
def test_total_below_the_title_of_a_district_is_not_the_provinces(office, title):
    rows = ["Xã Thọ Điền", "31/12/2021", 4321], ["Tổng cộng", "31/12/2021", 12345]
    path = office.xlsx([title], ["Đơn vị", *HEADER[1:]], *rows)
    said = questions(office, path, add_areas=True)
    assert repr(title) in said
    pair = said.split("--area '")[1].split("'")[0]
    figures = office.read(path, add_areas=True, areas=dict([pair.split("=")])).figures
    assert PROVINCE not in {f.area for f in figures}
    no_areas = office.xlsx([title], HEADER[1:], ["31/12/2021", 12345])
    assert "names a part of the province" in questions(office, no_areas)


def test_sheet_named_after_a_district_is_no_provinces_table(office):
    path = office.xlsx(HEADER, ["Xã Thạch Đài", "31/12/2021", 4321], ["Tổng", "31/12/2021", 97654], sheet="Thạch Hà")
    assert "'Thạch Hà' names a part of the province" in questions(office, path, add_areas=True)


@pytest.mark.parametrize("title", ["CÁC HUYỆN, THỊ XÃ, THÀNH PHỐ", "Huyện nghèo", "HÀ TĨNH", "BHXH tỉnh Hà Tĩnh"])
def test_titles_without_another_areas_name_ask_nothing(office, title):
    rows = [*ROWS, ["Tổng cộng", "31/12/2021", 1104321]]
    assert len(office.read(office.xlsx([title], HEADER, *rows)).figures) == 3


@pytest.mark.parametrize(
    "unit",
    ["ĐVT: 1000 người", "Đơn vị tính: ngàn lượt người", "Unit: Thous. persons", "(Nghìn lao động)", "Triệu người"],
)
def test_thousands_in_the_words_of_the_statistics_office(office, unit):
    scale = 1_000_000 if "Triệu" in unit else 1000
    path = office.csv([unit], HEADER, ["Kỳ Anh", "31/12/2021", "0,1"], ["Thạch Hà", "31/12/2021", "0,2"])
    assert float(office.read(path).figures[0].value) == scale / 10, "persons have no decimals"
    path = office.csv([unit], HEADER, ["Kỳ Anh", "31/12/2021", "104"])
    said = questions(office, path)
    assert f"--scale {scale}\n" in said and "--scale 1 " in said


# ── Section rows ─────────────────────────────────────────────────────────────────────────────────────────────


def test_section_rows_speak_for_the_rows_under_them(office):
    path = office.xlsx(
        ["TT", "Huyện", "Ngày", "Số người"],
        ["A", "Bảo hiểm y tế"],
        ["I", "Nhóm do ngân sách nhà nước đóng"],
        [1, "Kỳ Anh", "31/12/2021", 4001],
        [2, "Thạch Hà", "31/12/2021", None],
        [3, "Hồng Lĩnh", "31/12/2021", 4003],
        ["II", "Hộ gia đình"],
        [1, "Kỳ Anh", "31/12/2021", 4004],
        ["B", "BHXH tự nguyện"],
        [1, "Kỳ Anh", "31/12/2021", 4005],
    )
    found = [(f.scheme, f.group, int(f.value)) for f in office.read(path).figures]
    assert found == [
        ("bhyt", "state_paid", 4001),
        ("bhyt", "state_paid", 4003),
        ("bhyt", "household", 4004),
        ("bhxh_tn", "total", 4005),
    ]


@pytest.mark.parametrize(
    ("sections", "days"),
    [
        (("Năm 2020", "Năm 2021"), ("2020-12-31", "2021-12-31")),
        (("Tháng 5/2021", "Tháng 6/2021"), ("2021-05-31", "2021-06-30")),
        (("Đến 15/3/2021", "Đến 15/4/2021"), ("2021-03-15", "2021-04-15")),
    ],
)
def test_section_rows_give_the_time(office, sections, days):
    rows = [[sections[0]], ["Kỳ Anh", 104321], [sections[1]], ["Kỳ Anh", 104322]]
    figures = office.read(office.csv(["Huyện", "Số người tham gia BHYT"], *[[*r, ""][:2] for r in rows])).figures
    assert tuple(f.as_of.isoformat() for f in figures) == days


def test_section_of_a_plan_or_of_unknown_words_is_asked_about(office):
    plan = office.xlsx(HEADER, ROWS[0], ["Chỉ tiêu năm 2021"], ROWS[1])
    assert "'Chỉ tiêu năm 2021' speaks of a plan" in questions(office, plan)
    unknown = office.xlsx(HEADER, ["Cụm thi đua số 2"], *ROWS)
    assert "'Cụm thi đua số 2' stands above rows of figures and is not understood" in questions(office, unknown)
    assert len(office.read(unknown, ignore=("A2",)).figures) == 2


def test_areas_without_figures_are_no_sections(office):
    path = office.xlsx(HEADER, ["Hồng Lĩnh"], ROWS[0], ["Thạch Hà", "31/12/2021", "-"], ["Vũ Quang", None, "…"])
    assert len(office.read(path).figures) == 1


def test_total_below_the_last_of_several_sections_is_asked_about(office):
    rows = [["BHXH bắt buộc"], ROWS[0], ["BHTN"], ROWS[1], ["Tổng cộng", "31/12/2021", 201975]]
    path = office.xlsx(PEOPLE, *rows)
    assert "is 'Tổng cộng' the total of 'BHTN' or of all?" in questions(office, path)
    assert len(office.read(path, areas={"Tổng cộng": "-"}).figures) == 2
    own_total = ["Cộng", "31/12/2021", 104321]
    assert len(office.read(office.xlsx(PEOPLE, *rows[:2], own_total, *rows[2:])).figures) == 4


def test_group_with_figures_among_areas_is_refused(office):
    path = office.xlsx(HEADER, ["Hộ gia đình", "31/12/2021", 30000], *ROWS)
    with pytest.raises(InvalidImport, match="a row of a group or scheme among areas"):
        office.read(path, add_areas=True)


@pytest.mark.parametrize("title", ["II. Số người tham gia BHTN", "Biểu 2: lao động đóng bảo hiểm thất nghiệp"])
@pytest.mark.parametrize("header", [["Huyện", "31/12/2020", "31/12/2021"], ["Huyện", "2020", "2021"]])
def test_title_before_a_repeated_header_begins_a_second_table(office, title, header):
    path = office.csv(["I. BHXH bắt buộc"], header, YEARS[0], [title, "", ""], header, YEARS[1])
    with pytest.raises(InvalidImport, match="a second table begins here"):
        office.read(path, scheme="bhxh_bb")


def test_tables_side_by_side_are_refused(office):
    path = office.xlsx([*HEADER, None, *HEADER], [*ROWS[0], None, *ROWS[1]])
    with pytest.raises(InvalidImport, match="Sheet1!E1 'Huyện': a second table begins here"):
        office.read(path)


def test_page_break_with_the_same_title_is_no_second_table(office):
    rows = [["I. BHXH bắt buộc", "", ""], PEOPLE, ROWS[0], ["Trang 2"], ["I. BHXH bắt buộc"], PEOPLE, ROWS[1]]
    assert len(office.read(office.xlsx(*rows)).figures) == 2


# ── Headers ──────────────────────────────────────────────────────────────────────────────────────────────────

KINDS = {
    "Dân số tham gia BHYT": "count",
    "Dân số có thẻ BHYT": "count",
    "Population with health insurance": "count",
    "Tổng dân số": "denominator",
    "Tỷ lệ người dân tham gia BHYT": "rate",
    "Tỷ lệ tham gia BHYT/dân số": "rate",
    "Kế hoạch số người tham gia BHYT": "target_count",
    "Tỷ lệ % hoàn thành kế hoạch": "attainment",
    "Chỉ tiêu bao phủ BHYT (%)": "target_rate",
}


@pytest.mark.parametrize(("header", "kind"), KINDS.items())
def test_headers_are_phrases(header, kind):
    meaning = load_words(DATA / "codes.csv").read_header(header)
    assert meaning.is_understood and meaning.meanings["kind"] == kind


@pytest.mark.parametrize(
    "header",
    ["Số xã đạt tỷ lệ bao phủ BHYT", "Số người tham gia BHXH, BHYT", "Số người tham gia BHYT (%)", "Số người cận nghèo",
     "Tháng trước", "Tăng, giảm", "Số phải thu BHYT (triệu đồng)", "Số người đạt chỉ tiêu", "Tỷ lệ tăng BHYT",
     "Kế hoạch (%) BHYT người", "Dân số BHYT"],
)  # fmt: skip
def test_headers_that_no_phrase_explains_are_asked_about(office, header):
    path = office.csv([*HEADER, header], [*ROWS[0], "98,5"])
    assert repr(header) in questions(office, path)


@pytest.mark.parametrize("header", ["Tỷ lệ đạt (%)", "Đạt %", "Tỷ lệ BHYT đạt", "% thực hiện đạt"])
def test_rate_attained_is_asked_percent_of_what(office, header):
    path = office.csv([*HEADER, header], [*ROWS[0], "98,5"])
    assert "percent of what" in questions(office, path, scheme="bhyt")
    assert [f.kind for f in office.read(path, scheme="bhyt", kind="attainment").figures] == ["count", "attainment"]


def test_plan_above_a_count_stays_a_plan(office):
    path = office.xlsx(["Huyện", "Năm", "Kế hoạch", "Thực hiện"], [None, None, "Số người", "Số người"],
                       ["Kỳ Anh", 2021, 104000, 104321])  # fmt: skip
    assert [f.kind for f in office.read(path, scheme="bhyt").figures] == ["target_count", "count"]


def test_this_month_is_the_month_of_the_title(office):
    path = office.xlsx(
        ["BÁO CÁO THÁNG 5 NĂM 2021"],
        ["Huyện", "BHTN", None, None],
        [None, "Tháng trước", "Tháng này", "Chênh lệch"],
        ["Kỳ Anh", 4001, 4010, 9],
    )
    said = questions(office, path)
    assert "'BHTN / Tháng trước'" in said and "'BHTN / Chênh lệch'" in said
    (figure,) = office.read(path, skip=("B", "D")).figures
    assert (figure.value, figure.as_of.isoformat()) == (4010, "2021-05-31")


def test_header_over_the_middle_of_its_columns_is_not_guessed_from_the_left(office):
    rows = ["Huyện", "", "2021", "", "", "2022", ""], ["", "T1", "T2", "T3", "T1", "T2", "T3"]
    path = office.csv(*rows, ["Kỳ Anh", *("104.321",) * 6])
    assert "of which year" in questions(office, path, scheme="bhyt")


def test_provisional_and_estimated_figures_keep_their_status(office):
    path = office.csv(["Huyện", "2020", "Sơ bộ 2021", "Ước 2022"], ["Kỳ Anh", "104.321", "104.322", "104.323"])
    office.run(path, scheme="bhyt")
    assert [row["obs_status"] for row in office.claims()] == ["A", "P", "E"]


def test_title_of_estimates_gives_their_status(office):
    assert office.read(office.xlsx(["SỐ LIỆU ƯỚC TÍNH"], HEADER, ROWS[0])).figures[0].status == "E"


NOT_A_LEVEL = [
    "kế hoạch", "chỉ tiêu", "tăng", "giảm", "số xã", "số hộ", "chưa tham gia", "không tham gia", "tỷ lệ", "đạt",
    "so với tháng trước", "chưa có thẻ", "số hộ gia đình", "phát triển mới", "dự kiến", "hưởng",
    "dừng đóng", "phải", "chênh lệch", "thực hiện kế hoạch", "target", "uninsured", "change",
]  # fmt: skip
AROUND = [
    "số người",
    "tham gia",
    "BHYT",
    "bảo hiểm y tế",
    "người",
    "tổng số",
    "2021",
    "(người)",
    "lũy kế",
    "theo",
    "của",
]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(AROUND), max_size=5), st.sampled_from(NOT_A_LEVEL), st.integers(0, 5))
def test_no_header_of_something_else_is_a_level_of_people_insured(around, other, place):
    header = " ".join([*around[:place], other, *around[place:]])
    meaning = load_words(DATA / "codes.csv").read_header(header)
    said = meaning.meanings
    is_level = said.get("kind") == "count" and said.get("unit") == "persons" and said.get("group", "total") == "total"
    assert not (meaning.is_understood and is_level), header


# ── Words that are not known ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("THẺ BHYT: DƯỚI 16 TUỔI", "dưới 16 tuổi"),
        ("Lao động nam tham gia BHYT", "nam"),
        ("LAO DONG NAM THAM GIA BHYT", "nam"),
        ("DANH SÁCH HOÀN TRẢ THẺ BHYT", "hoàn trả"),
        ("Số người tham gia BHYT đã cài ứng dụng", "cài ứng dụng"),
        ("SỐ NGƯỜI BẮT BUỘC PHẢI THAM GIA BHYT", "bắt buộc phải"),
        ("Ngày hội BHYT toàn dân 1/7/2021", "hội"),
        ("SỐ BUỔI TƯ VẤN BHYT", "buổi tư vấn"),
        ("SỐ TỜ KHAI BHYT", "tờ khai"),
        ("Đơn vị: tá người", "tá"),
        ("ĐVT: 12 người", "12"),
        ("Đ/v: ngh.người", "ngh"),
        ("Đơn vị: x 10^4 người", "x 10^4"),
        ("Huyện Kỳ Anh, không kể lực lượng vũ trang", "kể lực lượng vũ trang"),
    ],
)
@pytest.mark.parametrize("place", ["A1", "A5", "sheet"])
def test_words_around_a_table_that_are_not_known_are_asked_about(office, title, words, place):
    title = re.sub("[/:]", " ", title)[:31] if place == "sheet" else title
    table = {"A1": ([title], HEADER, *ROWS), "A5": (HEADER, *ROWS, [], [title]), "sheet": (HEADER, *ROWS)}[place]
    path = office.xlsx(*table, sheet=title if place == "sheet" else "Sheet1")
    said = questions(office, path)
    assert "is not understood. Does it say whose figures they are" in said and words.split()[0] in said
    name = title if place == "sheet" else place
    assert place == "sheet" or ("--ignore" in said) != title.startswith("Đ")  # a unit says what figures count in
    answer = {"ignore": (name,)}
    assert meanings(office.read(path, **answer)) == {("bhyt", "total", "count", "persons")}


def test_unit_that_is_the_header_alone_takes_no_title_for_persons(office):
    table = [["SỐ TỔ ĐẠI LÝ BHYT"], ["Huyện", "Ngày", "BHYT"], *ROWS]
    said = questions(office, office.xlsx(*table))
    assert "'tổ đại lý' in 'SỐ TỔ ĐẠI LÝ BHYT'" in said and "--unit persons" not in said


@pytest.mark.parametrize(
    "text",
    [
        "Báo cáo số người tham gia BHYT trên địa bàn tỉnh Hà Tĩnh, chia theo huyện, thị xã, thành phố",
        "BẢNG TỔNG HỢP SỐ LIỆU BHYT NĂM 2021",
        "Nguồn: BHXH tỉnh Hà Tĩnh, Niên giám thống kê",
        "Hà Tĩnh, ngày 10 tháng 01 năm 2022",
        "Người lập biểu: Nguyễn Thị Hoa",
        "Trần Văn Bình",
        "KT. GIÁM ĐỐC (Ký, ghi rõ họ tên, đóng dấu)",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM / Độc lập - Tự do - Hạnh phúc",
        "Đơn vị tính: Người",
        "Health insurance participants by districts, 2021",
    ],
)
def test_words_of_every_office_table_are_known(office, text):
    for rows in ([text], HEADER, *ROWS), (HEADER, *ROWS, [text]):
        assert meanings(office.read(office.xlsx(*rows))) == {("bhyt", "total", "count", "persons")}


@pytest.mark.parametrize("text", ["Số liệu của học sinh, sinh viên", "Hộ nghèo, hộ cận nghèo tham gia BHYT"])
def test_groups_of_a_note_or_several_of_a_title_are_asked_about(office, text):
    paths = [office.xlsx(HEADER, *ROWS, ["Ghi chú: " + text], name="note.xlsx")]
    paths += [office.xlsx([text], HEADER, *ROWS)] if "," in text and "hộ" in text else []
    for path in paths:
        assert "says another unit, scheme or group than the header" in questions(office, path)


def test_unit_of_a_note_or_title_that_is_not_the_headers_is_asked_about(office):
    bare = [["Huyện", "Ngày", "BHYT"], *ROWS]
    for rows in (*bare, ["Đơn vị tính: thẻ"]), (["SỐ XÃ THAM GIA BHYT"], HEADER, *ROWS):
        assert "says another unit, scheme or group than the header" in questions(office, office.xlsx(*rows))
    assert {f.unit for f in office.read(office.xlsx(["Đơn vị tính: thẻ"], *bare)).figures} == {"cards"}


def test_note_that_names_another_province_is_asked_about(office):
    path = office.xlsx(HEADER, *ROWS, ["Nguồn: BHXH tỉnh Quảng Trị"])
    assert "'Nguồn: BHXH tỉnh Quảng Trị' names another province" in questions(office, path)


@pytest.mark.parametrize("unit", ["'000 người", "nghìn người", "1.000 người", "10³ người"])
def test_thousands_are_those_of_the_unit(office, unit):
    path = office.xlsx(["ĐVT: " + unit], HEADER, ["Kỳ Anh", "31/12/2021", 104.3])
    assert [f.value for f in office.read(path).figures] == [104300]


def test_rows_of_another_province_are_never_ours(office):
    path = office.xlsx(HEADER, *ROWS, ["Tỉnh Quảng Trị"], ["Gio Linh", "31/12/2021", 78000])
    for ignore in (), ("A4",):
        said = questions(office, path, add_areas=True, ignore=ignore)
        assert "'Tỉnh Quảng Trị' names another province" in said and "--ignore" not in said


def test_months_of_a_year_are_its_months(office):
    wide = office.xlsx(["BHYT CÁC THÁNG NĂM 2021"], ["Huyện", "Tháng 1", "Tháng 2"], *YEARS)
    assert {f.as_of.isoformat() for f in office.read(wide).figures} == {"2021-01-31", "2021-02-28"}


# ── Options overrule nothing ─────────────────────────────────────────────────────────────────────────────────

UNDATED = ["Huyện", "Số người tham gia BHYT"], ["Kỳ Anh", 104321]


@pytest.mark.parametrize("title", ["Số liệu tính đến 30/6/2022", "THÁNG 6 NĂM 2022", "KẾT QUẢ NĂM 2021", "Quý II/2022"])
def test_day_of_the_answer_does_not_overrule_the_title(office, title):
    path = office.xlsx([title], *UNDATED)
    said = questions(office, path, as_of=date(2022, 12, 31))
    assert f"'{title}' names another time than --as-of" in said


def test_year_of_the_answer_does_not_overrule_the_title_or_its_plan(office):
    wide = office.xlsx(["BHYT CÁC HUYỆN NĂM 2021"], ["Huyện", "Tháng 1", "Tháng 2"], *YEARS)
    assert "names another time than --as-of or --year" in questions(office, wide, year=2022)
    plan = office.xlsx(["KẾ HOẠCH NĂM 2023"], *UNDATED)
    assert "names another time" in questions(office, plan, as_of=date(2022, 12, 31), kind="target_count")


def test_day_of_the_answer_is_taken_within_the_year_of_the_title(office):
    path = office.xlsx(["BHYT NĂM 2021"], *UNDATED)
    assert [f.as_of for f in office.read(path, as_of=date(2021, 9, 30)).figures] == [date(2021, 9, 30)]


def test_sheet_named_by_its_day_says_more_than_the_year_of_the_title(office):
    path = office.xlsx(["BHYT NĂM 2022"], *UNDATED, sheet="31-10-2022")
    assert [f.as_of.isoformat() for f in office.read(path).figures] == ["2022-10-31"]


def test_estimates_are_stored_as_such(office):
    title = office.xlsx(["ƯỚC THỰC HIỆN BHYT NĂM 2021"], *UNDATED)
    header = office.xlsx(
        ["BHYT NĂM 2021"], ["Huyện", "Số người tham gia BHYT (ước)"], ["Kỳ Anh", 104321], name="h.xlsx"
    )
    assert [f.status for path in (title, header) for f in office.read(path).figures] == ["E", "E"]
