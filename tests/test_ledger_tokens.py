import pytest
from hypothesis import given
from hypothesis import strategies as st

from baophu.ledger.tokens import find_readings, match_reading, rounding_step

INTEGERS = st.integers(min_value=0, max_value=10**10)
MARKS = st.sampled_from([".", ",", " ", "\N{NO-BREAK SPACE}"])


@given(INTEGERS, MARKS)
def test_integer_grouped_in_thousands_reads_back(number, mark):
    token = f"{number:,}".replace(",", mark)
    assert match_reading(token, number).value == number


@given(INTEGERS)
def test_integer_without_marks_reads_back(number):
    assert [reading.value for reading in find_readings(str(number))] == [number]


@given(INTEGERS, st.integers(min_value=1, max_value=4), st.data())
def test_decimal_reads_back_in_every_convention(whole, places, data):
    fraction = data.draw(st.integers(min_value=0, max_value=10**places - 1))
    english = f"{whole:,}.{fraction:0{places}}"
    vietnamese = english.translate(str.maketrans(",.", ".,"))
    value = float(english.replace(",", ""))
    spaced = english.replace(",", " ")
    for token in (english, vietnamese, vietnamese + "%", spaced, spaced.replace(".", ",")):
        assert match_reading(token, value).step == pytest.approx(10**-places)


@given(INTEGERS.filter(bool), MARKS)
def test_sign_does_not_matter(number, mark):
    token = f"{number:,}".replace(",", mark)
    assert match_reading(token, -number) == match_reading("−" + token, number) == match_reading(token, number)


@given(INTEGERS, st.integers(min_value=1, max_value=10**6))
def test_token_does_not_say_another_integer(number, more):
    assert match_reading(f"{number + more:,}", number) is None


def test_zero_before_three_digits_is_no_thousand():
    assert [reading.value for reading in find_readings("0,310")] == [0.31]


def test_point_before_three_digits_reads_both_ways():
    assert {reading.value for reading in find_readings("1.052")} == {1052, 1.052}


@pytest.mark.parametrize(
    ("token", "value"),
    [
        ("300 nghìn", 300_000),
        ("1,2 triệu", 1_200_000),
        ("93.3 million", 93_300_000),
        ("2,4 lần", 2.4),
        ("92,5 %", 92.5),
        ("12.345.678,9", 12_345_678.9),
    ],
)
def test_word_after_the_digits_is_understood(token, value):
    assert match_reading(token, value).value == pytest.approx(value)


@pytest.mark.parametrize(
    "token",
    ["1.052.O62", "31.12.2021", "30/11/2023", "", " ", "%", "abc", "12.34.56", "1.0520.62", "1,052.062,5", "90-95%"],
)
def test_what_is_no_number_has_no_reading(token):
    assert find_readings(token) == []
    assert match_reading(token, 1) is None


@pytest.mark.parametrize(
    ("token", "value", "step"),
    [
        ("1.052.062", 1_052_062, 1),
        ("90,4%", 90.4, 0.1),
        ("89,38%", 89.38, 0.01),
        ("62%", 62, 1),
        ("661.000", 661_000, 1000),
        ("1.215.900", 1_215_900, 1),
        ("300 nghìn", 300_000, 1000),
        ("5,9 triệu", 5_900_000, 100_000),
    ],
)
def test_figure_is_as_fine_as_it_was_printed(token, value, step):
    assert rounding_step(token, value) == pytest.approx(step)
