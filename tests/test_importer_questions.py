import pytest
from test_importer_kit import PROVINCE, make_office, values

from baophu.importer.errors import AmbiguousImport, InvalidImport

HEADER = ["Huyện", "Năm", "Số người tham gia BHYT"]


@pytest.fixture
def office(tmp_path):
    return make_office(tmp_path)


def questions_of(office, path, **answers) -> list[str]:
    with pytest.raises(AmbiguousImport) as caught:
        office.run(path, **answers)
    assert caught.value.exit_code == 2
    assert not office.local()
    return [str(question) for question in caught.value.questions]


def test_thousands_or_decimals(office):
    header = ["Huyện", "Năm", "BHXH tự nguyện"]
    path = office.csv(header, ["Kỳ Anh", "2021", "1.052"], ["Thạch Hà", "2021", "2.100"])
    question = questions_of(office, path)[0]
    assert "synthetic.csv!R2C3" in question
    assert "--decimal ','  1.052 is 1052" in question
    assert "--decimal '.'  1.052 is 1.052" in question
    assert "--decimal" not in "".join(questions_of(office, path, decimal="."))
    assert [float(f.value) for f in office.read(path, decimal=",").figures] == [1052, 2100]


@pytest.mark.parametrize("header", ["Số người tham gia BHYT", "Số thẻ BHYT", "Dân số", "Kế hoạch (người)"])
def test_what_is_counted_one_by_one_has_no_decimals(office, header):
    rows = ["Kỳ Anh", 2021, "1.052"], ["Thạch Hà", 2021, 112345]
    parsed_file = office.read(office.xlsx(["Huyện", "Năm", header], *rows), scheme="bhyt")
    assert [float(figure.value) for figure in parsed_file.figures] == [1052, 112345]


@pytest.mark.parametrize(("count", "rate"), [("112.345", "90,4"), ("112,345", "90.4"), ("112 345", "90,412")])
def test_one_column_decides_for_the_sheet(office, count, rate):
    path = office.csv([*HEADER, "Tỷ lệ bao phủ BHYT", "BHTN"], ["Kỳ Anh", "2021", count, rate, count])
    figures = office.read(path).figures
    assert [float(f.value) for f in figures] == [112345, float(rate.replace(",", ".")), 112345]


@pytest.mark.parametrize(("printed", "value"), [("90.412", 90.412), ("88,125", 88.125), ("100.000", 100)])
def test_no_percentage_is_above_100(office, printed, value):
    path = office.csv(["Huyện", "Năm", "Tỷ lệ bao phủ BHYT"], ["Kỳ Anh", "2021", printed])
    assert float(office.read(path).figures[0].value) == value


def test_thousands_of_people_may_have_decimals(office):
    path = office.csv(["Huyện", "Năm", "BHYT (nghìn người)"], ["Kỳ Anh", "2021", "112.345"])
    assert any("--decimal" in question for question in questions_of(office, path))
    assert float(office.read(path, decimal=".").figures[0].value) == 112345


@pytest.mark.parametrize("deciding", ["1.052.062", "52,5%", "0.950", "12,5"])
def test_one_deciding_cell_is_enough(office, deciding):
    header = ["Huyện", "Năm", "Loại hình", "Giá trị", "Đơn vị"]
    unit = "người" if deciding.count(".") == 2 else "% dân số"
    rows = ["Kỳ Anh", "2021", "BHYT", "1.052", "người"], ["Hà Tĩnh", "2022", "BHYT", deciding, unit]
    if deciding == "0.950":
        with pytest.raises(AmbiguousImport, match="lies between 0 and 1"):
            office.read(office.csv(header, *rows), areas={"Hà Tĩnh": PROVINCE})
        return
    parsed_file = office.read(office.csv(header, *rows), areas={"Hà Tĩnh": PROVINCE})
    assert float(parsed_file.figures[0].value) == 1052


def test_day_or_month_first(office):
    path = office.csv(["Huyện", "Ngày", "Số người tham gia BHYT"], ["Kỳ Anh", "03/04/2022", "112345"])
    (question,) = questions_of(office, path)
    assert "--date-order dmy  03/04/2022 is 2022-04-03" in question
    assert "--date-order mdy  03/04/2022 is 2022-03-04" in question
    assert office.read(path, date_order="mdy").figures[0].as_of.isoformat() == "2022-03-04"


def test_one_deciding_date_is_enough(office):
    header = ["Huyện", "Ngày", "Số người tham gia BHYT"]
    path = office.csv(header, ["Kỳ Anh", "03/04/2022", "112345"], ["Kỳ Anh", "30/04/2022", "112346"])
    assert office.read(path).figures[0].as_of.isoformat() == "2022-04-03"


def test_same_day_and_month_needs_no_order(office):
    path = office.csv(["Huyện", "Ngày", "Số người tham gia BHYT"], ["Kỳ Anh", "04/04/2022", "112345"])
    assert office.read(path).figures[0].as_of.isoformat() == "2022-04-04"


def test_dates_across_are_asked_like_dates_down(office):
    path = office.csv(["Huyện", "01/02/2022", "01/03/2022"], ["Kỳ Anh", "112345", "112346"])
    assert any("--date-order" in q for q in questions_of(office, path, scheme="bhyt", kind="count", unit="persons"))


def test_kind_and_scheme(office):
    path = office.csv(["Huyện", "2021", "2022"], ["Kỳ Anh", "112345", "112346"])
    (question,) = questions_of(office, path)
    assert "--scheme bhyt" in question, "whole numbers far above 100 count people"
    path = office.csv(["Huyện", "2021", "2022"], ["Kỳ Anh", "91", "92"])
    assert any("--kind count --unit persons" in question for question in questions_of(office, path, scheme="bhyt"))


def test_unknown_areas_are_listed_with_suggestions(office):
    path = office.csv(HEADER, ["Kì Anh", "2021", "112345"], ["Huyện Cẩm Xuyên", "2021", "112346"])
    (question,) = questions_of(office, path)
    assert "'Kì Anh'" in question
    assert "--area 'Kì Anh=ha-tinh-ky-anh'" in question
    assert "--add-areas" in question
    result = office.run(path, areas={"Kì Anh": "ha-tinh-ky-anh"}, add_areas=True)
    assert {figure.area for figure in result.new_figures} == {"ha-tinh-ky-anh", "ha-tinh-cam-xuyen"}
    added = office.local()["areas.csv"].decode().splitlines()
    assert added[1].startswith("ha-tinh-cam-xuyen,,district,ha-tinh,Cẩm Xuyên,Cam Xuyen,Huyện Cẩm Xuyên,")
    assert len(added) == 2


def test_a_city_is_not_its_province(office):
    path = office.csv(HEADER, ["TP Hà Tĩnh", "2021", "112345"])
    assert "'TP Hà Tĩnh'" in questions_of(office, path)[0]
    result = office.run(path, add_areas=True)
    assert {figure.area for figure in result.new_figures} == {"ha-tinh-city"}
    assert b"ha-tinh-city,,city,ha-tinh,TP H\xc3\xa0 T\xc4\xa9nh" in office.local()["areas.csv"]


def test_bare_name_of_the_province_among_its_parts(office):
    path = office.csv(HEADER, ["Hà Tĩnh", "2021", "112345"], ["Kỳ Anh", "2021", "112346"])
    (question,) = questions_of(office, path)
    assert "the whole province or its city" in question
    assert office.read(path, areas={"Hà Tĩnh": PROVINCE}).figures[0].area == PROVINCE
    city = office.read(path, areas={"Hà Tĩnh": "TP Hà Tĩnh"}, add_areas=True)
    assert city.figures[0].area == "ha-tinh-city"


def test_town_and_district_of_one_name_stay_apart(office):
    path = office.csv(HEADER, ["Huyện Kỳ Anh", "2021", "112345"], ["TX Kỳ Anh", "2021", "72345"])
    parsed_file = office.read(path, add_areas=True)
    assert [figure.area for figure in parsed_file.figures] == ["ha-tinh-ky-anh", "ha-tinh-ky-anh-town"]


def test_other_provinces_are_left_out_only_when_told(office):
    path = office.csv(HEADER, ["Nghệ An", "2021", "3112345"], ["Hà Tĩnh", "2021", "1112346"], ["Cả nước", "2021", "8"])
    (question,) = questions_of(office, path)
    assert "'Nghệ An', 'Cả nước'" in question
    assert values(office.read(path, skip_other_provinces=True)) == {(PROVINCE, "bhyt", "count", "2021-12-31"): 1112346}


def test_unknown_scheme_is_asked_with_the_known_ones(office):
    path = office.csv(["Huyện", "Năm", "Loại hình", "Số người"], ["Kỳ Anh", "2021", "BHYY", "112345"])
    (question,) = questions_of(office, path)
    assert "'BHYY'" in question and "bhyt (Bảo hiểm y tế)" in question


def test_figures_under_an_unknown_header(office):
    path = office.csv([*HEADER, "Số lượt khám"], ["Kỳ Anh", "2021", "112345", "9876"])
    (question,) = questions_of(office, path)
    assert "'Số lượt khám'" in question and "--skip 4" in question
    assert len(office.read(path, skip=("4",)).figures) == 1


@pytest.mark.parametrize("header", ["Tăng so với năm trước", "Số người tăng thêm", "Số người nghèo", "Nợ BHXH"])
def test_headers_that_say_something_else_are_never_taken_for_a_level(office, header):
    path = office.csv([*HEADER, header], ["Kỳ Anh", "2021", "112345", "9876"])
    assert any("--skip" in question for question in questions_of(office, path))


def test_percentages_beside_a_plan(office):
    path = office.csv(["Huyện", "Năm", "Kế hoạch", "Tỷ lệ BHYT"], ["Kỳ Anh", "2021", "112345", "98,5"])
    assert "the table speaks of a plan: 'Kế hoạch'" in questions_of(office, path, skip=("Kế hoạch",))[0]
    path = office.csv(["Kết quả thực hiện kế hoạch"], ["Huyện", "Năm", "Tỷ lệ BHYT"], ["Kỳ Anh", "2021", "98,5"])
    (question,) = questions_of(office, path)
    assert "percent of what" in question and "--kind attainment" in question
    assert office.read(path, kind="attainment").figures[0].unit == "percent_of_plan"
    assert office.read(path, unit="percent_of_population").figures[0].kind == "rate"


def test_rates_of_other_schemes_need_their_denominator(office):
    path = office.csv(["Huyện", "Năm", "Tỷ lệ tham gia BHXH tự nguyện"], ["Kỳ Anh", "2021", "2,5"])
    assert "--unit percent_of_labour_force" in questions_of(office, path)[0]


def test_rates_between_nought_and_one(office):
    path = office.xlsx(["Huyện", "Năm", "Tỷ lệ bao phủ BHYT"], ["Kỳ Anh", 2021, 0.904], ["Thạch Hà", 2021, 0.91])
    (question,) = questions_of(office, path)
    assert "--rates-as fraction" in question
    parsed_file = office.read(path, rates_as="fraction")
    assert [(float(f.value), f.as_printed) for f in parsed_file.figures] == [(90.4, "90.4%"), (91.0, "91%")]
    path = office.xlsx(["Huyện", "Năm", "Tỷ lệ BHXH tự nguyện"], ["Kỳ Anh", 2021, 0.904])
    parsed_file = office.read(path, rates_as="percent", unit="percent_of_labour_force")
    assert float(parsed_file.figures[0].value) == 0.904


def test_thousands_said_above_the_table(office):
    path = office.csv(["Đơn vị tính: nghìn người"], HEADER, ["Kỳ Anh", "2021", "112"])
    (question,) = questions_of(office, path)
    assert "nghìn người" in question and "--scale 1000" in question
    assert float(office.read(path, scale=1000).figures[0].value) == 112000


def test_no_date_anywhere(office):
    from datetime import date

    path = office.csv(["Huyện", "Số người tham gia BHYT"], ["Kỳ Anh", "112345"])
    (question,) = questions_of(office, path)
    assert "--as-of" in question
    assert office.read(path, as_of=date(2022, 12, 31)).figures[0].precision == "day"
    assert office.read(path, year=2022).figures[0].precision == "year"


def test_no_header(office):
    assert "--header-row" in questions_of(office, office.csv(["Kỳ Anh", "112345"], ["Thạch Hà", "112346"]))[0]


def test_everything_is_asked_at_once_with_the_faults_beside(office):
    path = office.csv(
        ["Huyện", "Ngày", "Loại hình", "Giá trị"],
        ["Cẩm Xuyên", "03/04/2022", "BHYY", "1.052"],
        ["Kỳ Anh", "03/04/2022", "BHYT", "1.O52"],
    )
    with pytest.raises(AmbiguousImport) as caught:
        office.run(path)
    text = str(caught.value)
    for option in ("--decimal", "--date-order", "--add-areas", "--kind", "unknown scheme", "R3C4"):
        assert option in text


def test_an_answer_is_not_needed_where_the_file_says_it(office):
    path = office.csv(HEADER, ["Kỳ Anh", "2021", "1.112.345"])
    with pytest.raises(InvalidImport):
        office.read(office.csv(HEADER, ["Kỳ Anh", "2021", "1.112.345"]), decimal=".")
    assert values(office.read(path, scheme="bhtn", year=2019)) == {
        ("ha-tinh-ky-anh", "bhyt", "count", "2021-12-31"): 1112345
    }


def test_rows_of_a_name_are_left_out_when_told(office):
    path = office.csv(HEADER, ["Kỳ Anh", "2021", "112345"], ["Cộng vùng biển", "2021", "212345"])
    (question,) = questions_of(office, path)
    assert "--area 'Cộng vùng biển=-'" in question
    assert "'Cộng vùng biển'" in questions_of(office, path, add_areas=True)[0], "a subtotal is not added as an area"
    parsed_file = office.read(path, areas={"Cộng vùng biển": "-"})
    assert len(parsed_file.figures) == 1
    assert parsed_file.rows.skipped_rows == [(2, "left out as told: Cộng vùng biển")]


def test_percentages_of_a_plan_are_asked_together_with_their_scheme(office):
    path = office.csv(["Đơn vị", "Năm", "Thực hiện (người)", "Đạt so với kế hoạch", "Tỷ lệ (%)"],
                    ["BHXH huyện Kỳ Anh", "2021", "112345", "", "98,5"])  # fmt: skip
    questions = questions_of(office, path)
    assert len(questions) == 2
    assert any("--scheme" in question for question in questions)
    assert any("percent of what" in question for question in questions)
