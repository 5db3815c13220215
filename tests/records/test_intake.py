"""Card records are taken in: what is read, what is counted, what is refused, and that no message holds a number."""

import errno
import hmac
import json
import re
import subprocess
from datetime import date

import duckdb
import numpy as np
import openpyxl
import pandas as pd
import pytest
from click.testing import CliRunner
from office import AS_OF, HEADER, ROW

from baophu.cli import main
from baophu.records import columns, districts, intake, key, parts, rows, sources
from baophu.records.columns import AmbiguousRecordFile, InvalidRecordFile
from baophu.records.cubes import NoCubes
from baophu.records.frames import open_records

NO_DIGITS_OF_A_CARD = re.compile(r"\d{9}")
UNGROUPED = "Mã số BHXH;Từ ngày;Đến ngày"
GROUPED = "maSoBHXH;Mã đối tượng;tuNgay;denNgay"


def refusal(office, *rows, header=HEADER, error=InvalidRecordFile, **options):
    """What an intake refuses; nothing is written, and no number is in the message."""
    with pytest.raises(error) as caught:
        office.take_rows(*rows, header=header, **options)
    assert not (office.folder / "counts.json").exists() and not list(office.folder.glob("**/*.parquet"))
    assert not list(office.folder.glob(".intake*"))
    assert not NO_DIGITS_OF_A_CARD.search(str(caught.value))
    return str(caught.value)


# ── What is written ──────────────────────────────────────────────────────────────────────────────────────────────


def test_a_card_becomes_a_spell_of_the_keyed_hash_of_its_last_ten_digits(office):
    counts = office.take_rows(ROW)
    (spell,) = office.spells().to_dict("records")
    assert spell["person"] == office.person("9200000001")
    assert (spell["district"], spell["grp"], spell["term"], spell["row_seq"]) == (9200, "GD", 3, 0)
    assert (spell["valid_from"], spell["valid_to"]) == (pd.Timestamp("2021-10-01"), pd.Timestamp("2021-12-31"))
    assert pd.isna(spell["agent"]) and pd.isna(spell["issued_on"])
    assert counts["rows"] == counts["kept"] == counts["persons"] == 1 and counts["cut"] == "2022-12-31"


def test_types_are_those_that_the_cubes_read(office):
    office.take_rows(ROW)
    rows = duckdb.sql(f"DESCRIBE SELECT * FROM '{office.folder}/spells/*.parquet'").fetchall()
    assert {name: kind for name, kind, *_ in rows} == {
        "person": "UBIGINT", "district": "USMALLINT", "grp": "VARCHAR", "valid_from": "DATE", "valid_to": "DATE",
        "term": "UTINYINT", "agent": "USMALLINT", "issued_on": "DATE", "row_seq": "UINTEGER",
    }  # fmt: skip


def test_ten_digits_need_a_payer_group_of_their_own(office):
    rows = ["9200000001;01/10/2021;31/12/2021"]
    said = refusal(office, *rows, header=UNGROUPED, error=AmbiguousRecordFile)
    assert "no column is left that could be: payer group. Export it too" in said and "--column" not in said
    said = refusal(office, f"{rows[0]};x", header=f"{UNGROUPED};Loại", error=AmbiguousRecordFile)
    assert "'Loại'" in said and "--column grp=" in said
    office.take_rows("9200000001;GD;01/10/2021;31/12/2021", header=GROUPED)
    assert office.spells()["grp"].tolist() == ["GD"]


def test_a_texts_payer_group_is_its_code_or_the_analysts_answer(office):
    rows = ["9200000001;GD - Hộ gia đình;01/10/2021;31/12/2021", "9200000002;tự đóng;01/10/2021;31/12/2021"]
    assert "row 3" in refusal(office, *rows, header=GROUPED)
    office.take_rows(*rows, header=GROUPED, groups={"TỰ ĐÓNG": "GD"})
    assert office.spells()["grp"].tolist() == ["GD", "GD"]


@pytest.mark.parametrize("end", ["", "9999-12-31", "31/12/2099", "01/01/2100", "-", "NULL"])
def test_a_far_or_blank_end_is_an_open_card(office, end):
    counts = office.take_rows(f"DN4929200000001;01/10/2021;{end};0")
    assert office.spells()["valid_to"].isna().all() and counts["open_ends"] == 1


@pytest.mark.parametrize(
    "day", ["01/10/2021", "1/10/2021", "2021-10-01", "01-10-2021", "20211001", "01/10/2021 00:00:00"]
)
def test_days_are_read_day_first(office, day):
    office.take_rows(f"GD4929200000001;{day};31/12/2021;3")
    assert office.spells()["valid_from"].tolist() == [pd.Timestamp("2021-10-01")]


def test_rows_that_end_before_they_begin_are_counted_and_left_out(office):
    counts = office.take_rows(ROW, "GD4929200000002;01/10/2021;30/09/2021;3", "GD4929200000003;01/10/2021;01/10/2021;3")
    assert (counts["inverted"], counts["kept"], len(office.spells())) == (1, 2, 2)


def test_exact_duplicates_count_once_in_all_files(office):
    office.write(ROW, ROW, name="one.csv")
    office.write(ROW, "GD4929200000002;01/10/2021;31/12/2021;3", name="two.csv")
    counts = office.take(office.root / "*.csv")
    assert (counts["rows"], counts["duplicates"], counts["kept"], counts["persons"]) == (4, 2, 2, 2)
    assert office.spells()["row_seq"].tolist() == [0, 3]


def test_overlaps_and_two_ends_for_one_start_are_counted_by_person(office):
    counts = office.take_rows(
        ROW, "GD4929200000001;01/12/2021;30/11/2022;12",  # overlaps
        "TE4929200000002;01/10/2021;31/12/2021;72", "TE4929200000002;01/10/2021;30/11/2021;72",  # two ends
        "GD4929200000004;01/01/2021;31/03/2021;3", "GD4929200000004;31/03/2021;30/06/2021;3",  # one day in both
        "GD4929200000003;01/01/2021;31/03/2021;3", "GD4929200000003;01/04/2021;30/06/2021;3",  # touches
    )  # fmt: skip
    assert (counts["persons_with_overlaps"], counts["persons_with_two_ends"], counts["kept"]) == (3, 1, 8)


def test_cards_after_the_last_day_are_kept_for_the_cubes_to_leave_out(office):
    counts = office.take_rows(ROW, "GD4929200000001;01/01/2023;31/12/2023;12")
    assert counts["kept"] == 2 and counts["cut"] == "2022-12-31" and counts["after_last_day"] == 1


def test_the_first_day_is_that_on_which_a_card_ended_unless_said(office):
    rows = [ROW, "GD4929200000002;01/01/2020;30/06/2021;0"]
    assert office.take_rows(*rows)["start"] == "2021-06-30"
    assert office.take_rows(*rows, since=date(2021, 1, 1))["start"] == "2021-01-01"


def test_the_last_day_is_asked_for_unless_days_of_issue_say_it(office):
    said = refusal(office, ROW, error=AmbiguousRecordFile, as_of=None)
    assert "--as-of DD/MM/YYYY" in said
    counts = office.take_rows(f"{ROW};28/09/2021", header=f"{HEADER};Ngày cấp", as_of=None)
    assert counts["cut"] == "2021-09-28"
    assert office.spells()["issued_on"].tolist() == [pd.Timestamp("2021-09-28")]
    with pytest.raises(AmbiguousRecordFile, match="last one of the data"):
        office.take_rows(f"{ROW};", header=f"{HEADER};Ngày cấp", as_of=None)


def test_months_come_from_the_days_only_where_no_cell_says_them(office):
    rows = {
        "GD4929200000001;01/10/2021;31/12/2021;12": 12,
        "GD4929200000002;01/12/2020;28/02/2021;": 3,
        "GD4929200000003;01/03/2023;29/02/2024;": 12,
        "GD4929200000004;01/01/2021;15/02/2021;": 0,
        "DN4929200000005;01/01/2021;31/12/2021;": 0,
        "TE4929200000006;01/01/2021;31/12/2021;": 72,
        "GD4929200000007;01/10/2021;31/12/2021;6 tháng": 6,
    }
    counts = office.take_rows(*rows)
    assert office.spells()["term"].tolist() == list(rows.values())
    assert counts["term_from_dates"] == 5


def test_deaths_and_moves_come_from_columns_and_from_a_list_of_their_own(office):
    office.write(f"{ROW};15/11/2021", header=f"{HEADER};Ngày chết")
    events = office.write(
        "9200000001;;02/12/2021", "9200000002;;", header="Mã số BHXH;Ngày chết;Ngày chuyển đi", name="e.csv"
    )
    office.take(office.root / "cards.csv", events)
    person = office.person("9200000001")
    assert office.events().to_dict("list") == {
        "person": [person, person], "kind": [1, 2], "day": [pd.Timestamp("2021-11-15"), pd.Timestamp("2021-12-02")],
    }  # fmt: skip
    with pytest.raises(InvalidRecordFile, match="no file lists cards"):
        office.take(events)


def test_cards_of_before_august_2017_are_left_out_unless_their_lasting_number_is_given(office):
    rows = ["GD4929200000001;01/01/2017;31/12/2017;12", "GD4929200000002;01/08/2017;31/07/2018;12"]
    counts = office.take_rows(*rows)
    assert (counts["old_number"], counts["kept"]) == (1, 1)
    counts = office.take_rows(*(f"{row};920000000{n}" for n, row in enumerate(rows)), header=f"{HEADER};Mã số BHXH")
    assert (counts["old_number"], counts["kept"]) == (0, 2)


# ── Numbers that a spreadsheet has spoilt ─────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("text", "number"), [
    ("9200000001.0", "9200000001"), ("9200000001,00", "9200000001"), (" 9200000001 ", "9200000001"),
    ("120000001", "0120000001"), ("120000001.0", "0120000001"), ("0120000001", "0120000001"),
])  # fmt: skip
def test_numbers_read_as_floats_or_without_their_first_zero_are_made_whole(office, text, number):
    counts = office.take_rows(f"{text};GD;01/10/2021;31/12/2021", header=GROUPED)
    assert office.spells()["person"].tolist() == [office.person(number)]
    assert counts["padded"] == text.startswith("12")


@pytest.mark.parametrize(("text", "rule"), [
    ("9.2E+09", "rounded by a spreadsheet"), ("9,2E+09", "rounded by a spreadsheet"),
    ("92000000", "no social-insurance number"), ("+920000001", "no social-insurance number"),
    ("92000000011", "no social-insurance number"), ("9200000001.5", "no social-insurance number"),
    ("92_0000001", "no social-insurance number"),
    ("GD492920000000A", "no social-insurance number"), ("", "no social-insurance number"),
])  # fmt: skip
def test_numbers_that_lost_digits_are_refused(office, text, rule):
    said = refusal(office, f"{text};GD;01/10/2021;31/12/2021", header=GROUPED)
    assert said.startswith("cards.csv row 2, column 'maSoBHXH': ") and rule in said


# ── Refusals ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("row", "column", "rule"), [
    ("GD4929200000001;31/02/2022;31/12/2022;3", "Từ ngày", "DD/MM/YYYY"),
    ("GD4929200000001;12/31/2021;31/12/2022;3", "Từ ngày", "DD/MM/YYYY"),
    ("GD4929200000001;01/10/1921;31/12/2022;3", "Từ ngày", "before health insurance began"),
    ("GD4929200000001;01/10/21;31/12/2022;3", "Từ ngày", "before health insurance began"),
    ("GD4929200000001;;31/12/2022;3", "Từ ngày", "DD/MM/YYYY"),
    ("GD4929200000001;01/10/2021;44561;3", "Đến ngày", "DD/MM/YYYY"),
    ("GD4929200000001;01/10/2021;31/12/2021;120", "Số tháng", "between 0 and 72"),
    ("GD4929200000001;01/10/2021;31/12/2021;năm", "Số tháng", "between 0 and 72"),
])  # fmt: skip
def test_a_wrong_cell_is_named_by_file_row_column_rule_and_cure(office, row, column, rule):
    said = refusal(office, ROW, row)
    assert said.startswith(f"cards.csv row 3, column {column!r}: ") and rule in said
    assert "Correct" in said and said.endswith("1 kind of fault; nothing was written")


def test_many_wrong_rows_are_five_and_a_number(office):
    said = refusal(office, *["GD4929200000001;x;31/12/2022;3"] * 1200)
    assert "row 2, 3, 4, 5, 6 and 1,195 more rows" in said


def test_rows_are_named_in_all_chunks_of_all_files(office, monkeypatch):
    monkeypatch.setattr(rows, "_VECTORS_A_CHUNK", 1)
    cards = [ROW] * 5000
    office.write(*cards, name="one.csv")
    cards[4321] = cards[4321].replace("/10/", "/13/")
    office.write(*cards, name="two.csv")
    with pytest.raises(InvalidRecordFile, match=r"two\.csv row 4323,"):
        office.take(office.root / "*.csv")


def test_an_unknown_code_is_refused_by_name_until_the_office_adds_it(office):
    said = refusal(office, "ZZ4929200000001;01/10/2021;31/12/2021;3")
    assert "'ZZ' (1)" in said and "payer_groups.csv" in said
    table = office.data / "local/records/payer_groups.csv"
    table.write_text("code,valid_from,valid_to,group,name_vi,name_en\nZZ,,,household,,\n", "utf-8")
    office.take_rows("ZZ4929200000001;01/10/2021;31/12/2021;3")
    assert office.spells()["grp"].tolist() == ["ZZ"]


def test_a_text_in_the_place_of_a_code_is_named_only_if_many_rows_have_it(office):
    rows = ["9200000001;Nguyễn Văn A;01/10/2021;31/12/2021"]
    assert "Nguyễn" not in refusal(office, *rows, header=GROUPED)
    assert "'tự đóng' (10)" in refusal(
        office, *rows, *[rows[0].replace("Nguyễn Văn A", "tự đóng")] * 10, header=GROUPED
    )


def test_districts_are_named_in_any_spelling(office):
    names = ["Quận Ninh Kiều", "ninh kieu", "916", "Q. Ninh Kiều", "", "NK"]
    rows = [f"{ROW.replace('0001', f'000{n}', 1)};{name}" for n, name in enumerate(names)]
    assert "no district of the province" in refusal(office, *rows, header=f"{HEADER};Quận/Huyện")
    office.take_rows(*rows, header=f"{HEADER};Quận/Huyện", areas={"nk": "can-tho-ninh-kieu"})
    code = next(code for code, row in districts.district_codes("can-tho").items() if row["area"] == "can-tho-ninh-kieu")
    assert office.spells()["district"].tolist() == [code, code, code, code, 9200, code]


def test_cards_of_another_province_without_a_district_belong_there(office):
    counts = office.take_rows("GD4939300000001;01/10/2021;31/12/2021;3")
    assert office.spells()["district"].tolist() == [9300] and counts["other_province"] == 1
    counts = office.take_rows("GD4939300000001;01/10/2021;31/12/2021;3;Ô Môn", header=f"{HEADER};Huyện")
    assert office.spells()["district"].tolist()[0] // 100 == 92 and counts["other_province"] == 0


@pytest.mark.parametrize(
    "row", [f"{ROW};too;wide", "GD4929200000001;01/10/2021", 'GD4929200000001;"01/10/2021;31/12/2021;3']
)
def test_a_row_of_another_shape_is_named_by_its_line_and_never_quoted(office, row):
    said = refusal(office, *[ROW] * 3, row, ROW)
    assert said.startswith("cards.csv line 5: wider or narrower")


def test_a_quote_that_is_not_closed_is_named_in_a_large_file_too(office):
    said = refusal(office, ROW, 'GD4929200000001;"01/10/2021;31/12/2021;3', *[ROW] * 9000)
    assert said.startswith("cards.csv line 3: wider or narrower")
    counts = office.take_rows(f'{ROW};Nguyễn "Tý" An', f'{ROW[:-1]}6;"Tý, ""An"""', header=f"{HEADER};Họ tên")
    assert counts["kept"] == 2


def test_faulty_rows_are_left_out_and_counted_only_if_asked(office):
    counts = office.take_rows(ROW, "GD492;01/10/2021;31/12/2021;3", "", ";;;", skip_faulty=True)
    assert (counts["faulty"], counts["kept"], counts["blank"]) == (1, 1, 1)


def test_files_without_a_card_that_can_be_kept_are_refused(office):
    for cards in ([], ["GD4929200000001;01/10/2021;30/09/2021;3"]):
        assert "no row of a card" in refusal(office, *cards)


def test_a_refused_file_leaves_the_earlier_records_as_they_are(office):
    office.take_rows(ROW)
    before = office.everything_written()
    with pytest.raises(InvalidRecordFile):
        office.take_rows("GD4929200000001;x;31/12/2021;3")
    after = office.everything_written()
    assert {**after, "cards.csv": b""} == {**before, "cards.csv": b""}


def test_the_newest_month_alone_takes_no_place_of_all_cards_unless_it_is_meant(office):
    month = f"{ROW[:-1]}6"
    office.take_rows(ROW, month)
    before = office.everything_written()
    with pytest.raises(
        AmbiguousRecordFile, match=r"2 cards were taken in before, and these files hold 1.*\n.*--replace"
    ):
        office.take_rows(month)
    assert {**office.everything_written(), "cards.csv": b""} == {**before, "cards.csv": b""}
    assert office.take_rows(month, replace=True)["kept"] == 1 and office.take_rows(ROW, month)["kept"] == 2


def test_a_lost_key_leaves_no_trace_in_the_next_intake(office):
    office.take_rows(ROW, f"{ROW[:-1]}6")
    (office.data / "local/records/key").unlink()
    counts = office.take_rows(ROW, f"{ROW[:-1]}6")
    assert counts["persons"] == 1 and set(office.spells()["person"]) == {office.person("9200000001")}


@pytest.mark.parametrize("fault", [
    OSError("148401 requested and 128512 written"), RuntimeError("Could not write file: No space left on device"),
])  # fmt: skip
def test_a_full_disk_is_named_by_its_folder_whatever_wrote(office, monkeypatch, fault):
    monkeypatch.setattr(parts.Parts, "write", lambda *_: (_ for _ in ()).throw(fault))
    with pytest.raises(OSError, match="No space left on device: .*local/records") as caught:
        office.take_rows(ROW)
    assert caught.value.errno == errno.ENOSPC and list(office.folder.iterdir()) == []


def test_tables_of_the_records_before_are_not_read_after_an_intake(office):
    office.take_rows(ROW)
    office.count()
    office.take_rows(ROW)
    with pytest.raises(NoCubes):
        open_records("can-tho", data=office.data)


def test_an_interrupted_intake_leaves_nothing(office, monkeypatch):
    monkeypatch.setattr(intake, "_replace", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        office.take_rows(ROW)
    assert list(office.folder.iterdir()) == []


# ── Columns ──────────────────────────────────────────────────────────────────────────────────────────────────────

PERSONAL = (
    "Họ và tên", "Ngày sinh", "Địa chỉ", "Số điện thoại", "Số CCCD", "Mã hộ gia đình", "Dân tộc", "Mã bệnh viện",
    "noiKCB", "hoTen", "dia_chi", "Giới tính",
)  # fmt: skip


@pytest.mark.parametrize("title", PERSONAL)
def test_a_personal_column_is_never_read(office, title):
    office.write(f"{ROW};Nguyễn Thị Bí Mật", header=f"{HEADER};{title}")
    (source,) = intake.take_in(
        [str(office.root / "cards.csv")], "can-tho", intake.IntakeOptions(as_of=AS_OF), office.data
    ).sources
    assert source.columns.personal == (repr(title),)
    said = refusal_of_column(office, title)
    assert "looks personal" in said


def refusal_of_column(office, title):
    with pytest.raises(InvalidRecordFile) as caught:
        office.take(columns={"term": title})
    return str(caught.value)


def test_columns_that_nobody_named_are_not_read_and_a_name_may_be_given(office):
    header = "Số thẻ;Từ;Đến;Ghi chú"
    said = refusal(office, "GD4929200000001;01/10/2021;31/12/2021;x", header=header, error=AmbiguousRecordFile)
    assert "no row of headers is recognised" in said
    header = "Số thẻ;Số tháng;Từ;Đến;Ghi chú"
    rows = ["GD4929200000001;3;01/10/2021;31/12/2021;x"]
    said = refusal(office, *rows, header=header, error=AmbiguousRecordFile)
    assert "first day of the card" in said and "'Ghi chú'" in said and "--column valid_to=" in said
    office.take_rows(*rows, header=header, columns={"valid_from": "từ", "valid_to": "Đến"})
    assert len(office.spells()) == 1


def test_two_columns_of_one_meaning_are_asked_about(office):
    said = refusal(office, f"{ROW};02/10/2021", header=f"{HEADER};Giá trị từ", error=AmbiguousRecordFile)
    assert '--column valid_from="Từ ngày"' in said and '--column valid_from="Giá trị từ"' in said


def test_questions_of_all_files_are_asked_at_once(office):
    for name in ("one.csv", "two.csv"):
        office.write("GD4929200000001;3;01/10/2021", header="Số thẻ;Số tháng;Từ", name=name)
    with pytest.raises(AmbiguousRecordFile) as caught:
        office.take(office.root / "*.csv")
    assert [question.place for question in caught.value.questions] == ["one.csv", "one.csv", "two.csv", "two.csv"]


def test_a_file_without_headers_is_not_quoted(office):
    said = refusal(office, ROW, header="GD4929200000009;01/10/2021;31/12/2021;3", error=AmbiguousRecordFile)
    assert "GD" not in said


def test_a_header_with_the_digits_of_a_number_is_named_by_its_place(office):
    columns_read = columns.settle_columns("cards.csv", [*HEADER.split(";"), "0912345678", "Cột 12"], {})
    assert columns_read.unread == ("5", "'Cột 12'")


def test_agents_are_read_only_if_asked(office):
    header = f"{HEADER};Mã đại lý"
    office.take_rows(f"{ROW};17", header=header)
    assert office.spells()["agent"].isna().all()
    office.take_rows(f"{ROW};17", header=header, has_agents=True)
    office.take_rows(f"{ROW};DL-07", f"{ROW[:-1]}6;", f"{ROW[:-1]}12; dl-07 ", header=header, has_agents=True)
    assert office.spells()["agent"].fillna(0).tolist() == [1, 0, 1]
    assert json.loads((office.folder / "counts.json").read_text("utf-8"))["agents"] == ["DL-07"]


@pytest.mark.parametrize("agent", ["Nguyễn Văn A", "NGUYEN VAN A", "Tý", "AN", "0912345678", "092080001234", "A B 1"])
def test_a_column_of_agents_names_or_phones_is_refused(office, agent):
    said = refusal(office, f"{ROW};7", f"{ROW[:-1]}6;{agent}", header=f"{HEADER};Đại lý", has_agents=True)
    assert said.startswith("cards.csv row 3, column 'Đại lý': no code") and agent not in said


# ── Kinds of files ───────────────────────────────────────────────────────────────────────────────────────────────


# Windows writes the tone of some letters apart.
@pytest.mark.parametrize(("encoding", "separator", "header"), [
    ("utf-8-sig", ",", HEADER), ("utf-16", "\t", HEADER),
    ("cp1258", ";", "Ma\u0303 the\u0309;Tư\u0300 ngày;Đê\u0301n ngày;Sô\u0301 tháng"),
])  # fmt: skip
def test_titles_separators_and_encodings_are_found(office, encoding, separator, header):
    office.take_rows(ROW)
    expected = office.spells()
    path = office.root / "other.csv"
    lines = ("BHXH thành", "", header, ROW)
    path.write_bytes("\r\n".join(lines).replace(";", separator).encode(encoding))
    office.take(path)
    pd.testing.assert_frame_equal(office.spells(), expected)


def test_workbooks_and_parquet_are_read_as_text_files_are(office):
    office.take_rows(ROW, "GD4929200000002;15/10/2021;;0")
    expected = office.spells()
    book = openpyxl.Workbook()
    for row in (("Danh sách thẻ",), HEADER.split(";"), ("GD4929200000001", date(2021, 10, 1), date(2021, 12, 31), 3),
                ("GD4929200000002", "15/10/2021", None, 0)):  # fmt: skip
        book.active.append(row)
    book.save(office.root / "cards.xlsx")
    office.take(office.root / "cards.xlsx")
    pd.testing.assert_frame_equal(office.spells(), expected)
    duckdb.sql(
        'SELECT \'GD492920000000\' || n AS "Mã thẻ BHYT", f AS "Từ ngày", t AS "Đến ngày", m AS "Số tháng" FROM (VALUES'
        " (1, DATE '2021-10-01', DATE '2021-12-31', 3), (2, DATE '2021-10-15', NULL, 0)) AS t (n, f, t, m)"
    ).write_parquet(str(office.root / "cards.parquet"))
    office.take(office.root / "cards.parquet")
    pd.testing.assert_frame_equal(office.spells(), expected)


def test_a_workbook_keeps_all_digits_of_a_number_whatever_it_shows(office):
    book = openpyxl.Workbook()
    book.active.append(GROUPED.split(";"))
    book.active.append((9200000001, "GD", date(2021, 10, 1), date(2021, 12, 31)))
    book.active.cell(2, 1).number_format = "0.00E+00"
    book.save(office.root / "cards.xlsx")
    office.take(office.root / "cards.xlsx")
    assert office.spells()["person"].tolist() == [office.person("9200000001")]


def test_files_of_a_split_hold_all_cards_of_a_person_and_are_the_same_together(office, monkeypatch):
    rows = [f"GD492920000{n % 40:04};{d:02}/10/2021;31/12/2021;3" for n in range(200) for d in (1 + n % 7, 9)]
    office.take_rows(*rows)
    whole = office.spells()
    monkeypatch.setattr(intake, "ROWS_A_FILE", 60)
    counts = office.take_rows(*rows)
    assert counts["parts"] > 3 and len(list(office.folder.glob("spells/*"))) == len(
        list(office.folder.glob("events/*"))
    )
    pd.testing.assert_frame_equal(office.spells(), whole)
    for path in office.folder.glob("spells/*"):
        persons = duckdb.sql(f"FROM '{path}'").df()["person"]
        assert (persons % counts["parts"] == int(path.stem[1:])).all() and persons.is_monotonic_increasing


def test_rows_keep_their_order_when_several_threads_read(office, monkeypatch):
    select = sources._select
    # Blocks as small as this are what a large file is to DuckDB.
    blocks = "auto_detect=false, buffer_size=20000, max_line_size=1000"
    monkeypatch.setattr(
        sources, "_select", lambda columns, table: select(columns, table.replace("auto_detect=false", blocks))
    )
    header = f"{HEADER};Huyện"
    office.take_rows(*(f"GD492920{n:07};01/10/2021;31/12/2021;3;Ô Môn" for n in range(40_000)), header=header)
    spells = office.spells()
    assert spells["row_seq"].tolist() == list(range(40_000))
    assert spells["person"].tolist() == [office.person(f"920{n:07}") for n in range(40_000)]


def test_a_name_that_leads_to_no_file_and_an_unknown_ending_are_refused(office):
    with pytest.raises(InvalidRecordFile, match="no such file"):
        office.take(office.root / "nothing.csv")
    (office.root / "cards.doc").touch()
    with pytest.raises(InvalidRecordFile, match="Give CSV"):
        office.take(office.root / "cards.doc")
    (office.root / "cards.parquet").write_text("GD4929200000001")
    with pytest.raises(InvalidRecordFile, match=r"^cards\.parquet: the file cannot be read"):
        office.take(office.root / "cards.parquet")


# ── Key and folder ───────────────────────────────────────────────────────────────────────────────────────────────


def test_the_key_is_random_made_once_and_the_owners_alone(office, tmp_path):
    office.take_rows(ROW)
    first = office.key
    office.take_rows(ROW)
    assert office.key == first != key.load_key(tmp_path) and len(first) == 32
    path = office.data / "local/records/key"
    assert path.stat().st_mode & 0o777 == 0o600 and path.parent.stat().st_mode & 0o777 == 0o700
    path.chmod(0o644)
    with pytest.raises(key.UnsafeKey, match="chmod 600"):
        office.take_rows(ROW)
    path.chmod(0o600)
    path.write_bytes(b"short")
    with pytest.raises(key.UnsafeKey, match="32 bytes"):
        office.take_rows(ROW)


def test_hashes_are_those_of_the_definition_in_any_order_and_chunk():
    hashes = key.NumberHashes(b"k" * 32)
    numbers = np.random.default_rng(1).integers(0, 10**10, 500)
    whole = hashes.hash(numbers)
    assert (key.NumberHashes(b"k" * 32).hash(numbers[::-1])[::-1] == whole).all()
    assert (hashes.hash(numbers[:7]) == whole[:7]).all() and hashes.count_collisions() == 0
    assert hashes.hash(np.array([1])).tolist() == [
        int(hmac.new(b"k" * 32, b"0000000001", "sha256").hexdigest()[:16], 16)
    ]


def test_a_folder_that_git_would_commit_is_refused(office):
    subprocess.run(["git", "init", "-q", office.root], check=True)
    with pytest.raises(key.FolderNotIgnored, match=r"\.gitignore"):
        office.take_rows(ROW)
    assert not (office.data / "local/records/key").exists()
    (office.root / ".gitignore").write_text("data/local/\n")
    office.take_rows(ROW)


def test_a_synced_folder_is_warned_of(tmp_path):
    assert key.is_synced(tmp_path / "OneDrive - BHXH" / "data") and not key.is_synced(tmp_path)


# ── The command ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def run(office, monkeypatch):
    """The command on the office's folder."""
    monkeypatch.setattr(
        intake.take_in, "__defaults__", (*intake.take_in.__defaults__[:1], office.data, intake.take_in.__defaults__[2])
    )
    return lambda *words: CliRunner().invoke(main, ["records", "--province", "cần thơ", *map(str, words)])


def test_the_command_takes_in_counts_and_says_what_it_read(office, run):
    path = office.write(f"{ROW};Nguyễn Thị Bí Mật;x", header=f"{HEADER};Họ tên;Ghi chú")
    done = run("--as-of", "31/12/2022", path)
    assert done.exit_code == 0, done.output
    assert "never read: 'Họ tên'" in done.output and "not read: 'Ghi chú'" in done.output
    assert "1 cards kept" in done.output and 'baophu.records("can-tho")' in done.output
    assert (office.folder / "cubes/manifest.json").exists()
    assert "Bí Mật" not in done.output and not NO_DIGITS_OF_A_CARD.search(done.output)


def test_exit_codes_tell_questions_from_faults(office, run):
    path = office.write(ROW)
    assert run(path).exit_code == 2
    assert run("--as-of", "31/12/2022", office.write("GD1;01/10/2021;31/12/2021;3")).exit_code == 3
    assert run("--as-of", "31/12/2022", "--column", "birthday=Từ ngày", path).exit_code == 2
    assert run("--as-of", "31/12/2022", office.root / "none.csv").exit_code == 3


def test_headers_have_their_roles():
    assert {columns.find_role(title) for title in ("Mã thẻ", "Từ ngày", "Đến ngày")} == {
        "card",
        "valid_from",
        "valid_to",
    }
