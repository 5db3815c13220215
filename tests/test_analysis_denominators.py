import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from miniature import AREA, claim, claims, millions, population, rate

from baophu.analysis.claims import prepare_claims
from baophu.analysis.coverage import levels, usable
from baophu.analysis.denominators import (
    DenominatorRange,
    OwnRatio,
    denominator_ranges,
    own_ratios,
    ratio_events,
    yearly_population,
)
from baophu.facts.records import records

FEW = settings(deadline=None, max_examples=4)  # pandas is slow on small tables
EARLIER = population({(AREA, 2014): 980_000, (AREA, 2009): 950_000}, "gso_avg_pre2019census")
BOTH = pd.concat([EARLIER, millions(2014, 2019)])
CENSUS = population({(AREA, 2019): 990_000}, "census_2019_0401").assign(as_of=pd.Timestamp(2019, 4, 1))
DAY = "2019-12-31"


def levels_of(*rows, people=BOTH):
    return levels(prepare_claims(claims(*rows)), people)


def range_of(*rows, people=BOTH, day=DAY):
    ranges = denominator_ranges(levels_of(*rows, people=people), people)
    (found,) = records(DenominatorRange, ranges[ranges["as_of"] == day])
    return found


def series_of(people, year, area=AREA):
    """Series from which the population of an area in a year is taken, missing where there is none."""
    base = yearly_population(people).get((area, year))
    return base and base.series


def test_series_revised_after_the_census_comes_first():
    assert series_of(BOTH, 2014) == "gso_avg_revised"


def test_earlier_series_serves_the_years_before():
    assert series_of(BOTH, 2009) == "gso_avg_pre2019census"


def test_population_is_missing_rather_than_borrowed_from_another_year_or_area():
    assert series_of(BOTH, 2015) is None
    assert series_of(BOTH, 2014, "synthetic-south") is None


def test_census_of_a_day_is_no_population_of_the_year():
    assert series_of(CENSUS, 2019) is None


def test_two_series_of_one_year_differ_in_the_real_ledger(ledger):
    own = ledger.population[ledger.population["area"].eq("can-tho") & ledger.population["year"].eq(2016)]
    counts = own.set_index("population_series")["population_count"]
    assert counts[["gso_avg_revised", "gso_avg_pre2019census"]].to_list() == [1_214_600, 1_257_900]
    assert series_of(own, 2016, "can-tho") == "gso_avg_revised"


# ── Ranges of denominators ──────────────────────────────────────────────────────────────────────────────────────


def test_range_holds_one_percentage_for_each_population():
    found = range_of(claim(DAY, 810_000), rate(DAY, 90), people=pd.concat([BOTH, CENSUS]))
    assert [one.base for one in found.rates] == ["announced", "gso_avg_revised", "census_2019_0401"]
    assert [one.population_count for one in found.rates] == pytest.approx([900_000, 1_000_000, 990_000])
    assert [one.pct for one in found.rates] == pytest.approx([90, 81, 81_000 / 990])


def test_range_is_told_in_percent_and_in_uninsured_people():
    found = range_of(claim(DAY, 810_000), rate(DAY, 90))
    assert (found.low_pct, found.high_pct, found.width_points) == pytest.approx((81, 90, 9))
    assert (found.low_uninsured_count, found.high_uninsured_count) == pytest.approx((90_000, 190_000))


def test_range_holds_both_series_of_the_statistics_office():
    found = range_of(claim("2014-06-30", 490_000), day="2014-06-30")
    assert [one.pct for one in found.rates] == [49, 50]


@pytest.mark.parametrize(
    ("day", "is_near"), [("2018-04-01", True), ("2018-03-31", False), ("2020-03-31", True), ("2020-04-01", False)]
)
def test_census_counts_for_a_year_to_either_side(day, is_near):
    found = range_of(claim(day, 810_000), rate(day, 90), people=pd.concat([millions(2014), CENSUS]), day=day)
    assert ("census_2019_0401" in {one.base for one in found.rates}) is is_near


def test_range_says_that_only_averages_of_the_year_are_published():
    assert range_of(claim(DAY, 800_000)).reasons == ("averages_only", "revised_series", "year_end_on_average")
    assert range_of(claim("2014-06-30", 500_000), day="2014-06-30").reasons == ("averages_only", "revised_series")
    people = population({(AREA, 2009): 950_000}, "gso_avg_pre2019census")
    found = range_of(claim("2009-06-30", 500_000), people=people, day="2009-06-30")
    assert (found.default_base, found.reasons) == ("gso_avg_pre2019census", ("averages_only", "earlier_series"))


def test_range_shows_what_a_population_of_the_day_would_say():
    people = population({(AREA, 2019): 1_000_000, (AREA, 2020): 1_020_000})
    found = range_of(claim(DAY, 808_000), people=people)
    assert found.dated_population_count == pytest.approx(1_010_000, rel=1e-3)
    assert found.dated_pct == pytest.approx(80.0, rel=1e-3)


def test_population_of_a_day_needs_the_year_beside_it():
    assert range_of(claim(DAY, 800_000), people=millions(2019)).dated_population_count is None
    people = population({(AREA, 2018): 900_000, (AREA, 2019): 1_000_000})
    found = range_of(claim("2019-01-01", 800_000), people=people, day="2019-01-01")
    assert 900_000 < found.dated_population_count < 1_000_000


def test_range_declines_without_a_count():
    assert range_of(rate(DAY, 90)).reasons == ("no_count",)
    assert range_of(rate(DAY, 90)).rates == ()


def test_range_declines_without_a_population():
    found = range_of(
        rate("2018-12-31", 0), claim("2018-12-31", 10), claim("2018-12-31", 9_000, kind="denominator"), day="2018-12-31"
    )
    assert (found.insured_count, found.rates, found.reasons) == (10, (), ("no_population",))


def test_range_on_the_announced_population_alone_says_so():
    found = range_of(claim("2018-12-31", 810_000), rate("2018-12-31", 90), day="2018-12-31")
    assert (found.default_base, found.reasons) == ("announced", ("announced_only",))


def test_range_rests_on_the_claims_it_names():
    found = range_of(claim(DAY, 810_000), rate(DAY, 90))
    assert len(found.claim_ids) == 2
    assert all(one.claim_ids == found.claim_ids for one in found.rates)


@FEW
@given(st.integers(10_001, 99_999), st.integers(50, 99))
def test_percentages_of_the_range_do_not_depend_on_the_size_of_the_place(count, pct):
    small = range_of(claim(DAY, count * 10 + 1), rate(DAY, pct))
    people = BOTH.assign(population_count=BOTH["population_count"] * 1000)
    large = range_of(claim(DAY, (count * 10 + 1) * 1000), rate(DAY, pct), people=people)
    assert [one.pct for one in large.rates] == pytest.approx([one.pct for one in small.rates])
    assert large.reasons == small.reasons


def levels_in(ledger):
    return levels(prepare_claims(usable(ledger.claims)), ledger.population)


def test_ranges_of_the_real_ledger(ledger):
    ranges = denominator_ranges(levels_in(ledger), ledger.population)
    ranges = {(found.area, str(found.as_of.date())): found for found in records(DenominatorRange, ranges)}
    found = ranges["binh-thuan", "2023-11-30"]
    assert (round(found.high_pct, 1), round(found.low_pct, 1)) == (90.4, 83.6)
    assert (round(found.low_uninsured_count, -2), round(found.high_uninsured_count, -2)) == (111_700, 206_700)
    # Of 2016 there are two series.
    assert [round(one.pct, 2) for one in ranges["can-tho", "2016-06-30"].rates] == [68.01, 70.81, 68.37]


def test_ranges_and_ratios_of_all_areas_are_those_of_each_area(ledger):
    every, people = levels_in(ledger), ledger.population
    tables = [denominator_ranges(every, people), own_ratios(ratio_events(every, people), every["area"].unique())]
    for area in ("binh-thuan", "can-tho", "viet-nam"):
        own = every[every["area"] == area]
        alone = [denominator_ranges(own, people), own_ratios(ratio_events(own, people), [area])]
        for table, expected in zip(tables, alone, strict=True):
            found = table[table["area"] == area].reset_index(drop=True)
            pd.testing.assert_frame_equal(found, expected.reset_index(drop=True), check_dtype=False)


# ── Own ratio ────────────────────────────────────────────────────────────────────────────────────────────────


def ratio_of(*rows, mean=None):
    (found,) = records(OwnRatio, own_ratios(ratio_events(levels_of(*rows), BOTH), [AREA], mean))
    return found


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


@FEW
@given(st.permutations(TWO))
def test_order_of_rows_changes_no_ratio_and_no_range(rows):
    assert ratio_of(*rows) == ratio_of(*TWO)
    assert range_of(*rows) == range_of(*TWO)


def test_own_ratio_of_can_tho_is_below_one(ledger):
    events = ratio_events(levels_in(ledger), ledger.population)
    (found,) = records(OwnRatio, own_ratios(events, ["can-tho"]))
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
    rows = claim(day, 900_123, bound=count_bound), rate(day, 90, bound=rate_bound)
    found = range_of(*rows, people=millions(2019))
    assert {r.base: r.uninsured_bound for r in found.rates} == {"announced": announced, "gso_avg_revised": gso}
    assert found.fewest.uninsured_count <= found.most.uninsured_count
