from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baophu.common.errors import UnknownLanguage
from baophu.ledger.tokens import match_reading
from baophu.report.formats import Formats
from baophu.report.words import year_ranges

VI, EN = Formats("vi"), Formats("en")
DAY = date(2023, 11, 30)


@pytest.mark.parametrize(
    ("format_with", "vi", "en"),
    [
        (lambda f: f.count(1_052_062), "1.052.062", "1,052,062"),
        (lambda f: f.count(-37_404), "−37.404", "−37,404"),
        (lambda f: f.count(700, is_signed=True), "+700", "+700"),
        (lambda f: f.pct(90.4), "90,4%", "90.4%"),
        (lambda f: f.pct(90, 0), "90%", "90%"),
        (lambda f: f.exact_pct(84.85), "84,85%", "84.85%"),
        (lambda f: f.exact_pct(62.0), "62%", "62%"),
        (lambda f: f.number(-2.99, 2), "−2,99", "−2.99"),
        (lambda f: f.number(1.85, 2, is_signed=True), "+1,85", "+1.85"),
        (lambda f: f.number(1234.5), "1.234,5", "1,234.5"),
        (lambda f: f.day(DAY), "30/11/2023", "30 November 2023"),
        (lambda f: f.day(DAY, "month"), "11/2023", "November 2023"),
        (lambda f: f.day(DAY, "year"), "2023", "2023"),
        (lambda f: f.short_day(DAY), "30/11/2023", "30 Nov 2023"),
        (lambda f: f.day(date(2022, 6, 3)), "03/06/2022", "3 June 2022"),
    ],
)
def test_both_languages_write_it_their_way(format_with, vi, en):
    assert (format_with(VI), format_with(EN)) == (vi, en)


@pytest.mark.parametrize("formats", [VI, EN])
@pytest.mark.parametrize("number", [0.0, -0.0, -0.04, 0.04])
def test_what_rounds_to_zero_has_no_sign(formats, number):
    assert formats.number(number, 1, is_signed=True) in ("0,0", "0.0")
    assert formats.count(number, is_signed=True) == "0"


@given(st.integers(min_value=-(10**9), max_value=10**9), st.sampled_from([VI, EN]))
def test_count_reads_back(number, formats):
    assert match_reading(formats.count(number), number).value == abs(number)
    assert "-" not in formats.count(number)


@given(st.integers(min_value=0, max_value=10_000), st.sampled_from([VI, EN]))
def test_exact_percentage_loses_nothing(hundredths, formats):
    assert match_reading(formats.exact_pct(hundredths / 100), hundredths / 100)


def test_language_without_a_catalogue_is_refused():
    with pytest.raises(UnknownLanguage, match="vi, en"):
        Formats("fr")


@given(st.lists(st.integers(min_value=2010, max_value=2023)))
def test_ranges_of_years_hold_just_those_years(years):
    named = set()
    for part in year_ranges(years):
        first, _, last = part.partition("–")
        named |= set(range(int(first), int(last or first) + 1))
    assert named == set(years)
