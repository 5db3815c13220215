import pytest
from hypothesis import given
from hypothesis import strategies as st

from baophu.analysis.intervals import Interval, interval_of

POSITIVE = st.floats(min_value=0.01, max_value=1e9)


@given(st.floats(min_value=0, max_value=100), st.integers(min_value=0, max_value=3))
def test_rate_before_rounding_lies_in_the_interval_of_its_print(truth, places):
    token = f"{truth:.{places}f}"
    low, high = interval_of(float(token), token.replace(".", ",") + "%", "exact")
    assert low - 1e-9 <= truth <= high + 1e-9


@given(st.integers(min_value=1000, max_value=10**8), st.integers(min_value=3, max_value=6))
def test_count_before_rounding_lies_in_the_interval_of_its_print(truth, zeros):
    printed = round(truth, -zeros)
    low, high = interval_of(printed, f"{printed:,}".replace(",", "."), "exact")
    # Rounded to nothing, a count says nothing of how it was rounded.
    assert low <= truth <= high or printed == 0


@given(POSITIVE, st.floats(min_value=0, max_value=0.049))
def test_more_than_opens_upwards_alone_and_nearly_downwards_alone(value, share):
    least, most = interval_of(value, f"{value:.2f}", "at_least"), interval_of(value, f"{value:.2f}", "at_most")
    assert least.low == value == most.high
    assert least.high >= value * (1 + share)
    assert most.low <= value * (1 - share)


@pytest.mark.parametrize("bound", ["exact", "about", "at_least", "at_most"])
@given(POSITIVE)
def test_fall_opens_downwards_where_the_same_rise_opens_upwards(bound, value):
    rise, fall = (interval_of(signed, f"{value:.2f}", bound) for signed in (value, -value))
    assert (fall.low, fall.high) == (-rise.high, -rise.low)


def test_fall_of_more_than_nine_lies_below_minus_nine_and_of_nearly_nine_above():
    more, nearly = interval_of(-9, "9", "at_least"), interval_of(-9, "9", "at_most")
    assert more.low < -9 == more.high
    assert nearly.low == -9 < nearly.high < 0


@pytest.mark.parametrize("value", [504, -504])
def test_about_opens_both_ways_for_a_fall_as_for_a_rise(value):
    low, high = interval_of(value, "504", "about")
    assert low < value - 10 < value + 10 < high


@given(POSITIVE, POSITIVE, POSITIVE, POSITIVE, st.floats(0, 1), st.floats(0, 1))
def test_quotient_holds_every_quotient_of_what_it_was_made_of(a, b, c, d, share, other):
    above, below = Interval(*sorted((a, b))), Interval(*sorted((c, d)))
    quotient = above.over(below)
    true = (above.low + share * (above.high - above.low)) / (below.low + other * (below.high - below.low))
    assert quotient.low * (1 - 1e-9) <= true <= quotient.high * (1 + 1e-9)


@given(POSITIVE, POSITIVE, POSITIVE, POSITIVE)
def test_overlap_is_mutual(a, b, c, d):
    first, second = Interval(*sorted((a, b))), Interval(*sorted((c, d)))
    assert first.overlaps(second) == second.overlaps(first)
    assert first.overlaps(first)


def test_apart_by_a_hair_is_apart():
    assert not Interval(1, 2).overlaps(Interval(2.001, 3))
    assert Interval(1, 2).overlaps(Interval(2, 3))
