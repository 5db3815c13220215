import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from miniature import AREA, claim, claims, millions, population, rate

from baophu.analysis.coverage import coverage_points, usable
from baophu.analysis.denominators import (
    band,
    bases_of,
    censuses_of,
    mean_log_ratio,
    own_ratio,
    population_of,
    population_on,
)

FEW = settings(deadline=None, max_examples=4)  # pandas is slow on small tables
EARLIER = population({(AREA, 2014): 980_000, (AREA, 2009): 950_000}, "gso_avg_pre2019census")
BOTH = pd.concat([EARLIER, millions(2014, 2019)])
CENSUS = population({(AREA, 2019): 990_000}, "census_2019_0401").assign(as_of=pd.Timestamp(2019, 4, 1))
DAY = "2019-12-31"


def band_of(*rows, people=BOTH, day=DAY):
    return band(coverage_points(claims(*rows), people, AREA), people, AREA, pd.Timestamp(day))


def test_series_revised_after_the_census_comes_first():
    assert population_of(BOTH, AREA, 2014).count == 1_000_000


def test_earlier_series_serves_the_years_before():
    assert population_of(BOTH, AREA, 2009).series == "gso_avg_pre2019census"


def test_population_is_missing_rather_than_borrowed_from_another_year_or_area():
    assert population_of(BOTH, AREA, 2015) is None
    assert population_of(BOTH, "synthetic-south", 2014) is None


def test_census_of_a_day_is_no_population_of_the_year():
    assert population_of(CENSUS, AREA, 2019) is None


def test_every_series_of_the_year_is_given_once():
    assert [base.count for base in bases_of(BOTH, AREA, 2014)] == [1_000_000, 980_000]


def test_two_series_of_one_year_differ_in_the_real_ledger(ledger):
    revised, earlier = bases_of(ledger.population, "can-tho", 2016)
    assert (revised.count, earlier.count) == (1_214_600, 1_257_900)


# ── Ranges of denominators ──────────────────────────────────────────────────────────────────────────────────────


def test_band_holds_one_percentage_for_each_population():
    found = band_of(claim(DAY, 810_000), rate(DAY, 90), people=pd.concat([BOTH, CENSUS]))
    assert [one.base for one in found.rates] == ["announced", "gso_avg_revised", "census_2019_0401"]
    assert [one.population_count for one in found.rates] == pytest.approx([900_000, 1_000_000, 990_000])
    assert [one.pct for one in found.rates] == pytest.approx([90, 81, 81_000 / 990])


def test_band_is_told_in_percent_and_in_uninsured_people():
    found = band_of(claim(DAY, 810_000), rate(DAY, 90))
    assert (found.low_pct, found.high_pct, found.width_points) == pytest.approx((81, 90, 9))
    assert (found.low_uninsured_count, found.high_uninsured_count) == pytest.approx((90_000, 190_000))


def test_band_holds_both_series_of_the_statistics_office():
    found = band_of(claim("2014-06-30", 490_000), day="2014-06-30")
    assert [one.pct for one in found.rates] == [49, 50]


@pytest.mark.parametrize(
    ("day", "is_near"), [("2018-04-01", True), ("2018-03-31", False), ("2020-03-31", True), ("2020-04-01", False)]
)
def test_census_counts_for_a_year_to_either_side(day, is_near):
    assert bool(censuses_of(CENSUS, AREA, pd.Timestamp(day))) is is_near


def test_band_says_that_only_averages_of_the_year_are_published():
    assert band_of(claim(DAY, 800_000)).reasons == ("averages_only", "revised_series", "year_end_on_average")
    assert band_of(claim("2014-06-30", 500_000), day="2014-06-30").reasons == ("averages_only", "revised_series")
    people = population({(AREA, 2009): 950_000}, "gso_avg_pre2019census")
    found = band_of(claim("2009-06-30", 500_000), people=people, day="2009-06-30")
    assert (found.default_base, found.reasons) == ("gso_avg_pre2019census", ("averages_only", "earlier_series"))


def test_band_shows_what_a_population_of_the_day_would_say():
    people = population({(AREA, 2019): 1_000_000, (AREA, 2020): 1_020_000})
    found = band_of(claim(DAY, 808_000), people=people)
    assert found.dated_population_count == pytest.approx(1_010_000, rel=1e-3)
    assert found.dated_pct == pytest.approx(80.0, rel=1e-3)


def test_population_of_a_day_needs_the_year_beside_it():
    assert population_on(millions(2019), AREA, pd.Timestamp(DAY), "gso_avg_revised") is None
    early = population({(AREA, 2018): 900_000, (AREA, 2019): 1_000_000})
    assert 900_000 < population_on(early, AREA, pd.Timestamp(2019, 1, 1), "gso_avg_revised") < 1_000_000


def test_band_declines_without_a_count():
    assert band_of(rate(DAY, 90)).reasons == ("no_count",)
    assert band_of(rate(DAY, 90)).rates == ()


def test_band_on_the_announced_population_alone_says_so():
    found = band_of(claim("2018-12-31", 810_000), rate("2018-12-31", 90), day="2018-12-31")
    assert (found.default_base, found.reasons) == ("announced", ("announced_only",))


def test_band_rests_on_the_claims_it_names():
    found = band_of(claim(DAY, 810_000), rate(DAY, 90))
    assert len(found.claim_ids) == 2
    assert all(one.claim_ids == found.claim_ids for one in found.rates)


@FEW
@given(st.integers(10_001, 99_999), st.integers(50, 99))
def test_percentages_of_the_band_do_not_depend_on_the_size_of_the_place(count, pct):
    small = band_of(claim(DAY, count * 10 + 1), rate(DAY, pct))
    people = BOTH.assign(population_count=BOTH["population_count"] * 1000)
    large = band_of(claim(DAY, (count * 10 + 1) * 1000), rate(DAY, pct), people=people)
    assert [one.pct for one in large.rates] == pytest.approx([one.pct for one in small.rates])
    assert large.reasons == small.reasons


def points_in(ledger, area):
    own = usable(ledger.claims[ledger.claims["area"] == area])
    return coverage_points(own, ledger.population, area)


def test_band_of_binh_thuan_at_the_end_of_november_2023(ledger):
    points = points_in(ledger, "binh-thuan")
    found = band(points, ledger.population, "binh-thuan", pd.Timestamp(2023, 11, 30))
    assert (round(found.high_pct, 1), round(found.low_pct, 1)) == (90.4, 83.6)
    assert (round(found.low_uninsured_count, -2), round(found.high_uninsured_count, -2)) == (111_700, 206_700)


def test_band_of_can_tho_in_2016_holds_both_series(ledger):
    points = points_in(ledger, "can-tho")
    found = band(points, ledger.population, "can-tho", pd.Timestamp(2016, 6, 30))
    assert [round(one.pct, 2) for one in found.rates] == [68.01, 70.81, 68.37]


# ── Own ratio ────────────────────────────────────────────────────────────────────────────────────────────────


def ratio_of(*rows, mean=None):
    return own_ratio(coverage_points(claims(*rows), BOTH, AREA), BOTH, AREA, mean)


TWO = (claim(DAY, 810_000), rate(DAY, 90), claim("2014-12-31", 760_000), rate("2014-12-31", 80))


def test_own_ratio_is_the_mean_over_the_days_that_show_both():
    found = ratio_of(*TWO)
    logs = [math.log(1_000_000 / 900_000), math.log(1_000_000 / 950_000)]
    assert found.event_count == 2
    assert found.own_mean == pytest.approx(sum(logs) / 2)
    assert found.own_sd == pytest.approx(abs(logs[0] - logs[1]) / math.sqrt(2))
    assert (found.ratio, found.reason) == (pytest.approx(math.exp(found.own_mean)), "own_days_alone")


def test_own_ratio_leans_half_an_event_towards_the_mean_of_all():
    found = ratio_of(*TWO[:2], mean=0.02)
    assert found.log_ratio == pytest.approx((math.log(1 / 0.9) + 0.5 * 0.02) / 1.5)
    assert (found.own_sd, found.reason) == (None, "own_days")


def test_province_without_such_a_day_takes_the_mean_of_all_or_nothing():
    assert ratio_of(rate(DAY, 90), mean=0.02).log_ratio == pytest.approx(0.02)
    assert ratio_of(rate(DAY, 90), mean=0.02).reason == "mean_of_all"
    assert (ratio_of(rate(DAY, 90)).ratio, ratio_of(rate(DAY, 90)).reason) == (None, "no_day_with_both")


def test_mean_of_all_weighs_each_day_alike():
    ratios = [ratio_of(*TWO), ratio_of(*TWO[:2]), ratio_of(rate(DAY, 90))]
    expected = (2 * math.log(1 / 0.9) + math.log(1 / 0.95)) / 3
    assert mean_log_ratio(ratios) == pytest.approx(expected)
    assert mean_log_ratio([]) is None


@FEW
@given(st.permutations(TWO))
def test_order_of_rows_changes_no_ratio_and_no_band(rows):
    assert ratio_of(*rows) == ratio_of(*TWO)
    assert band_of(*rows) == band_of(*TWO)


def test_own_ratio_of_can_tho_is_below_one(ledger):
    found = own_ratio(points_in(ledger, "can-tho"), ledger.population, "can-tho")
    assert (found.event_count, round(found.ratio, 3)) == (2, 0.963)


@pytest.mark.parametrize(
    ("count_bound", "rate_bound", "announced", "gso"),
    [
        ("exact", "exact", "exact", "exact"),
        ("at_least", "exact", "about", "at_most"),
        ("at_most", "exact", "about", "at_least"),
        ("exact", "at_least", "about", "exact"),
        ("about", "about", "about", "about"),
    ],
)
def test_uninsured_are_bounded_by_what_the_bounds_of_count_and_rate_leave(count_bound, rate_bound, announced, gso):
    day = "2019-12-31"
    rows = claims(claim(day, 900_123, bound=count_bound), rate(day, 90, bound=rate_bound))
    people = millions(2019)
    found = band(coverage_points(rows, people, AREA), people, AREA, pd.Timestamp(day))
    assert {r.base: r.uninsured_bound for r in found.rates} == {"announced": announced, "gso_avg_revised": gso}
    assert found.fewest.uninsured_count <= found.most.uninsured_count
