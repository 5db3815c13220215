"""Tables of several provinces: a column names the province of each row."""

import pytest
from test_importer_kit import make_office, rows_of, values

from baophu.importer import rows
from baophu.importer.errors import AmbiguousImport, InvalidImport
from baophu.importer.summary import summary
from baophu.ledger.names import provinces

HEADER = ["Tỉnh", "Huyện", "Tháng", "Số người tham gia BHYT"]
ROWS = [
    ["Hà Tĩnh", "Toàn tỉnh", "12/2021", "1152062"],
    ["Hà Tĩnh", "Huyện Kỳ Anh", "12/2021", "112345"],
    ["TP Cần Thơ", "Toàn thành phố", "12/2021", "1100000"],
]


@pytest.fixture
def office(tmp_path):
    return make_office(tmp_path)


def refusal(office, path, error=InvalidImport, **answers) -> str:
    with pytest.raises(error) as caught:
        office.run(path, province="", **answers)
    assert not office.local()
    return str(caught.value)


@pytest.mark.parametrize("ending", ["csv", "xlsx", "ods"])
def test_each_province_gets_its_own_rows_without_any_option(office, ending):
    result = office.run(office.make(ending, HEADER, *ROWS), province="")
    assert set(office.local()) == {"sources.csv", "claims/can-tho.csv", "claims/ha-tinh.csv"}
    assert {row["area"]: row["value"] for row in office.claims()} == {"ha-tinh": "1152062", "ha-tinh-ky-anh": "112345"}
    assert [row["value"] for row in office.claims("can-tho")] == ["1100000"]
    assert summary(result, True).endswith("wrote 3 figures of 2 provinces to data/local/")
    assert office.run(office.make(ending, HEADER, *ROWS), province="").new_figures == []


def test_a_province_that_is_named_is_the_only_one_taken(office):
    result = office.run(office.csv(HEADER, *ROWS), province="can-tho")
    assert set(office.local()) == {"sources.csv", "claims/can-tho.csv"}
    assert [row for row, _ in result.parsed_file.rows.skipped_rows] == [1, 2]
    assert "outside the province: Hà Tĩnh" in summary(result, True)


def test_wide_table_of_all_provinces_and_24_months(office):
    months = [f"{month:02d}/{year}" for year in range(2020, 2022) for month in range(1, 13)]
    everywhere = list(provinces(office.data).values())
    rows = [
        [row["name_vi"], *(str(100_000 + 1000 * number + m) for m in range(24))]
        for number, row in enumerate(everywhere)
    ]
    path = office.csv(["Địa phương", *months], ["Cả nước", *["87000000"] * 24], *rows)
    result = office.run(path, province="", scheme="bhyt", kind="count", unit="persons")
    assert len(result.new_figures) == 63 * 24
    assert [reason for _, reason in result.parsed_file.rows.skipped_rows] == ["outside the province: Cả nước"]
    for number, row in enumerate(everywhere):
        claims = rows_of(office.data / "local" / "claims" / f"{row['area']}.csv")
        assert [c["value"] for c in claims if c["as_of"] == "2021-12-31"] == [str(100_023 + 1000 * number)]


def test_unknown_provinces_are_faults_with_row_and_nearest_name(office):
    path = office.csv(HEADER, *ROWS, ["Hà Tĩn", "Kỳ Anh", "11/2021", "1"], ["Hà Tĩn", "Kỳ Anh", "10/2021", "1"])
    said = refusal(office, path)
    assert "synthetic.csv!R5C1 'Hà Tĩn': no province has this name. Did you mean 'ha-tinh'" in said
    assert "--area 'Hà Tĩn=-'" in said and said.count("no province has this name") == 1
    assert len(office.run(path, province="", areas={"Hà Tĩn": "-"}).new_figures) == 3


def test_figures_without_a_province_are_faults(office):
    assert "R5C1: figures without a province" in refusal(
        office, office.csv(HEADER, *ROWS, ["", "Kỳ Anh", "11/2021", "1"])
    )


def test_districts_are_looked_for_in_the_province_of_their_row(office):
    path = office.csv(HEADER, *ROWS, ["Cần Thơ", "Kỳ Anh", "12/2021", "9000"])
    assert "areas that areas.csv does not have: 'Kỳ Anh (can-tho)'" in refusal(office, path, AmbiguousImport)
    office.run(path, province="", add_areas=True)
    assert {row["area"] for row in office.claims("can-tho")} == {"can-tho", "can-tho-ky-anh"}


def test_marks_of_numbers_are_settled_for_the_whole_column(office):
    rows = ["Hà Tĩnh", "12/2021", "1.152"], ["Cần Thơ", "12/2021", "1.100.000"]
    path = office.csv(["Tỉnh", "Tháng", "Số người tham gia BHYT"], *rows)
    assert values(office.read(path, province=""))["ha-tinh", "bhyt", "count", "2021-12-31"] == 1152


def test_where_nothing_names_the_province_it_is_asked_for(office):
    path = office.csv(["Huyện", "Tháng", "Số người tham gia BHYT"], ["Kỳ Anh", "12/2021", "112345"])
    assert "PROVINCE=ha-tinh (--province ha-tinh)" in refusal(office, path, AmbiguousImport)


def test_column_headed_province_that_holds_districts_is_one_of_areas(office):
    path = office.csv(["Tỉnh", "Tháng", "Số người tham gia BHYT"],
                    ["Kỳ Anh", "12/2021", "112345"], ["Thạch Hà", "12/2021", "98765"])  # fmt: skip
    assert [figure.area for figure in office.read(path).figures] == ["ha-tinh-ky-anh", "ha-tinh-thach-ha"]


def test_totals_are_held_against_the_rows_of_their_own_province(office):
    result = office.run(office.csv(HEADER, *ROWS, ["TP Cần Thơ", "Quận Synthetic", "12/2021", "5"]), province="",
                     add_areas=True)  # fmt: skip
    notes = [note for note in result.parsed_file.notes if "add up to" in note]
    assert [note.partition(" add up")[0] for note in notes] == [
        "synthetic.csv!R2C4: the total row says 1152062, its rows",
        "synthetic.csv!R4C4: the total row says 1100000, its rows",
    ]


def test_correction_of_one_province_leaves_the_others(office):
    office.run(office.csv(HEADER, *ROWS), province="")
    newer = office.csv(HEADER, ["Cần Thơ", "Tổng", "12/2021", "1100001"], name="synthetic-newer.csv")
    with pytest.raises(InvalidImport, match="an earlier import says 1100000"):
        office.run(newer, province="")
    before = office.local()
    assert office.run(newer, province="", replace=True).replaced_count == 1
    changed = {name for name, content in office.local().items() if content != before.get(name)}
    assert changed == {"sources.csv", "claims/can-tho.csv"}


def test_more_figures_than_a_ledger_of_totals_holds_are_refused(office, monkeypatch):
    monkeypatch.setattr(rows, "MAX_FIGURES", 2)
    said = refusal(office, office.csv(HEADER, *ROWS))
    assert "the table holds more than 2 figures, the most that are taken at once. Name one province" in said
    assert len(office.run(office.csv(HEADER, *ROWS), province="ha-tinh").new_figures) == 2


def test_blank_district_is_not_the_whole_province(office):
    path = office.csv(HEADER, *ROWS, ["TP Cần Thơ", "", "11/2021", "100000"])
    assert "R5C2: figures without an area" in refusal(office, path)


def test_total_may_be_a_group_like_others(office):
    header = ["Tỉnh", "Nhóm", "Tháng", "Số người tham gia BHYT"]
    path = office.csv(
        header,
        ["Cần Thơ", "Tổng số", "12/2021", "1100000"],
        ["Hà Tĩnh", "Tổng số", "12/2021", "1152062"],
        ["Hà Tĩnh", "Học sinh, sinh viên", "12/2021", "250000"],
    )
    assert len(office.read(path, province="").figures) == 3


def test_city_named_like_its_province_can_be_told_in_the_same_table(office):
    path = office.csv(HEADER, ["Hà Tĩnh", "TP Hà Tĩnh", "12/2021", "98000"], ["Hà Tĩnh", "Kỳ Anh", "12/2021", "112345"])
    office.run(path, province="", areas={"Hà Tĩnh": "TP Hà Tĩnh"}, add_areas=True)
    assert {row["area"] for row in office.claims()} == {"ha-tinh-city", "ha-tinh-ky-anh"}


def test_numbered_urban_districts_are_no_provinces_by_their_codes(office):
    rows = [[number, "12/2021", "100000"] for number in ("01", "04", "06", "08")]
    said = refusal(office, office.csv(["Quận", "Tháng", "Số người tham gia BHYT"], *rows), AmbiguousImport)
    assert "PROVINCE=ha-tinh" in said


def test_regions_that_are_left_out_do_not_outweigh_provinces(office):
    path = office.csv(HEADER, ["Đông Nam Bộ", "", "12/2021", "1"], ["Hà Tĩnh", "Toàn tỉnh", "12/2021", "1152062"])
    assert len(office.read(path, province="", areas={"Đông Nam Bộ": "-"}).figures) == 1


def test_city_of_a_province_is_never_the_province(office):
    path = office.csv(HEADER, ["Thừa Thiên Huế", "TP Huế", "12/2021", "350000"])
    assert "areas that areas.csv does not have" in refusal(office, path, AmbiguousImport)
