import pytest
from hypothesis import given
from hypothesis import strategies as st

from baophu.analysis.intervals import Interval, difference_bound, interval_of

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


@given(POSITIVE)
def test_more_than_opens_upwards_alone_and_nearly_downwards_alone(value):
    printed = f"{value:.2f}"
    exact, least, most = (interval_of(value, printed, bound) for bound in ("exact", "at_least", "at_most"))
    assert least.low == value == most.high
    # Whoever prints "more than" or "nearly" leaves open at least what a rounded print does.
    assert least.high >= exact.high and most.low <= exact.low


@pytest.mark.parametrize(
    ("printed", "value", "bound", "low", "high"),
    [
        ("86.8 million", 86_800_000, "at_least", 86_800_000, 86_900_000),
        ("37.404", 37_404, "about", 37_403, 37_405),
        ("300 nghìn", 300_000, "at_least", 300_000, 315_000),
        ("92,4%", 92.4, "at_least", 92.4, 92.5),
        ("80%", 80, "about", 78.4, 81.6),
        ("90%", 90, "at_least", 90, 94.5),
        ("9%", 9, "at_least", 9, 10),
        ("100 nghìn", 100_000, "at_most", 95_000, 100_000),
    ],
)
def test_bound_reaches_to_the_next_digit_that_would_have_been_printed(printed, value, bound, low, high):
    assert interval_of(value, printed, bound) == pytest.approx((low, high))


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
    assert (low, high) == (value - 1, value + 1)


@given(POSITIVE, POSITIVE, POSITIVE, POSITIVE, st.floats(0, 1), st.floats(0, 1))
def test_quotient_holds_every_quotient_of_what_it_was_made_of(a, b, c, d, share, other):
    above, below = Interval(*sorted((a, b))), Interval(*sorted((c, d)))
    quotient = above.over(below)
    true = (above.low + share * (above.high - above.low)) / (below.low + other * (below.high - below.low))
    assert quotient.low * (1 - 1e-9) <= true <= quotient.high * (1 + 1e-9)


@pytest.mark.parametrize(
    ("before", "after", "bound"),
    [
        ("exact", "exact", "exact"),
        ("exact", "at_most", "at_most"),
        ("at_least", "exact", "at_most"),
        ("at_most", "at_least", "at_least"),
        ("at_least", "at_least", "about"),
        ("about", "exact", "about"),
    ],
)
def test_difference_of_bounded_levels_is_bounded(before, after, bound):
    assert difference_bound(after, before) == bound
