from datetime import date
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from test_importer_kit import make_office

from baophu.importer.numerals import readings, settle_mark
from baophu.importer.periods import DMY, MDY, DatePart, date_readings, period_of
from baophu.ledger.tokens import match_reading

STYLES = {  # decimal mark: marks of thousands
    ",": [".", " ", "\u00a0", "\u202f", ""],
    ".": [",", " ", "\u00a0", "\u202f", ""],
}
DECIDING = {
    ",": ["1.234.567", "90,4", "0,5", "12,25%", "1.234,5"],
    ".": ["1,234,567", "90.4", "0.5", "12.25%", "1,234.5"],
}


def group_digits(number: int, mark: str) -> str:
    return f"{number:,}".replace(",", mark)


FEW = settings(max_examples=40, deadline=None)  # the styles are few
styles = st.sampled_from([(mark, thousands) for mark, marks in STYLES.items() for thousands in marks])


@FEW
@given(st.lists(st.integers(0, 99_999_999), min_size=1, max_size=8), styles, st.data())
def test_counts_of_any_style_read_back_beside_a_deciding_cell(counts, style, data):
    mark, thousands = style
    column = [group_digits(count, thousands) for count in counts]
    column.insert(data.draw(st.integers(0, len(column))), data.draw(st.sampled_from(DECIDING[mark])))
    settled = settle_mark(column)
    assert (settled.mark, settled.ambiguous, settled.contradictory) == (mark, "", ("", ""))
    for count in counts:
        printed = group_digits(count, thousands)
        assert readings(printed)[mark] == count
        assert match_reading(printed, count), "the ledger reads it so too"


@FEW
@given(st.lists(st.integers(1_000, 999_999), min_size=1, max_size=8), st.sampled_from([".", ","]))
def test_columns_that_read_both_ways_are_never_settled(counts, thousands):
    settled = settle_mark([group_digits(count, thousands) for count in counts])
    assert settled.mark == ""
    assert settled.ambiguous


@FEW
@given(st.lists(st.decimals(0, 100, places=2), min_size=1, max_size=8), st.sampled_from([",", "."]))
def test_rates_with_two_decimals_decide_for_themselves(rates, mark):
    column = [str(rate).replace(".", mark) for rate in rates]
    assert settle_mark(column).mark == mark
    assert [readings(text)[mark] for text in column] == rates


@given(st.text(alphabet="0123456789.,  O%-", max_size=12))
@example("1 000.0")
def test_whatever_is_read_is_one_of_the_ledgers_readings(text):
    for value in readings(text.strip()).values():
        assert match_reading(text.strip(), float(value))


@given(st.lists(st.text(alphabet="0123456789.,", min_size=1, max_size=9), max_size=6))
def test_a_settled_column_has_one_reading_for_every_number(tokens):
    settled = settle_mark(tokens)
    if not settled.mark and not settled.ambiguous and settled.contradictory == ("", ""):
        assert all(len(set(readings(token).values())) <= 1 for token in tokens)


@pytest.mark.parametrize(
    "text",
    ["1.052.O62", "1.05.062", "12.34.567", "1,052.06.2", "", "abc", "１.０５２", "1..052", ".5", "5.", "1e5", "12 34"],
)
def test_what_is_no_number(text):
    assert readings(text) == {}


@pytest.mark.parametrize(
    ("text", "value"),
    [("1 052 062", 1052062), ("12.345 người", 12345), ("90,4 %", Decimal("90.4")), ("1,5 triệu", 1500000), ("-5", -5)],
)
def test_what_stands_around_a_number(text, value):
    assert value in readings(text).values()


def test_marks_against_each_other():
    assert settle_mark(["1.234.567", "1,234,567"]).contradictory == ("1.234.567", "1,234,567")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("31/12/2021", DatePart(2021, 12, 31)),
        ("31-12-2021", DatePart(2021, 12, 31)),
        ("31.12.2021", DatePart(2021, 12, 31)),
        ("2021-12-31", DatePart(2021, 12, 31)),
        ("2021-12-31 00:00:00", DatePart(2021, 12, 31)),
        ("Ngày 31 tháng 12 năm 2021", DatePart(2021, 12, 31)),
        ("Tính đến ngày 31/12/2021", DatePart(2021, 12, 31)),
        ("đến hết 31/12/2021", DatePart(2021, 12, 31)),
        ("T1/2022", DatePart(2022, 1)),
        ("T01.2022", DatePart(2022, 1)),
        ("01/2022", DatePart(2022, 1)),
        ("2022-01", DatePart(2022, 1)),
        ("Tháng 1", DatePart(0, 1)),
        ("Tháng 12/2021", DatePart(2021, 12)),
        ("tháng 12 năm 2021", DatePart(2021, 12)),
        ("Quý IV/2021", DatePart(2021, 12)),
        ("Q1 2022", DatePart(2022, 3)),
        ("quý 2", DatePart(0, 6)),
        ("2019", DatePart(2019)),
        ("Năm 2019", DatePart(2019)),
        ("Dec 2021", DatePart(2021, 12)),
        ("31-Dec-2021", DatePart(2021, 12, 31)),
        ("December 31, 2021", DatePart(2021, 12, 31)),
    ],
)
def test_times_as_people_write_them(text, expected):
    assert date_readings(text) == {DMY: expected, MDY: expected} or date_readings(text) == {DMY: expected}


@pytest.mark.parametrize(
    "text", ["6 tháng đầu năm 2022", "31/12/21", "90.4", "1.052.062", "sơ bộ", "T13x", "12/2021/5"]
)
def test_what_is_no_time(text):
    assert date_readings(text) == {}


@FEW
@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2099, 12, 31)))
def test_a_day_reads_back_or_stays_open(day):
    found = date_readings(f"{day:%d/%m/%Y}")
    assert period_of(found[DMY]).as_of == day
    assert (len(found) == 1) == (day.day > 12)


def test_last_days_stand_for_months_and_years():
    assert period_of(DatePart(2024, 2)).as_of.isoformat() == "2024-02-29"
    assert period_of(DatePart(2023)) == (date(2023, 12, 31), "year")
    assert period_of(DatePart(2023, 2, 29)) is None


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    return make_office(tmp_path_factory.mktemp("office"))


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(0, 999_999), min_size=1, max_size=6), styles, st.booleans())
def test_counts_of_a_file_read_back_in_any_style(office, counts, style, decides):
    mark, thousands = style
    printed = [group_digits(count, thousands) for count in counts]
    printed += [f"1{thousands}234{thousands}567" if thousands.strip() else f"1234567{mark}0"] if decides else []
    rows = [[f"{number + 13}/01/2021", text] for number, text in enumerate(printed)]
    path = office.csv(["Ngày", "Số người tham gia BHYT"], *rows)
    assert [int(figure.value) for figure in office.read(path).figures][: len(counts)] == counts
