import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from miniature import AREA, change, claim, claims, millions, population, rate

from baophu.analysis.claims import prepare_claims, select_claims
from baophu.analysis.coverage import ANNOUNCED, GSO, levels, set_aside, usable
from baophu.analysis.season import (
    NO_AFTER,
    NO_BEFORE,
    NO_DECEMBER,
    TOO_FAR,
    DecemberSurge,
    december_surges,
    same_season_pairs,
)
from baophu.facts.records import records
from baophu.ledger.tables import load_ledger

YEARS = range(2015, 2021)


def levels_of(*rows):
    numbered = [row | {"claim_id": f"synthetic-{number}"} for number, row in enumerate(rows)]
    return levels(prepare_claims(claims(*numbered)), millions(*YEARS))


def pushes(national, years, own=None):
    own = prepare_claims(claims(rate("2018-12-31", 1)).head(0)) if own is None else own
    return records(DecemberSurge, december_surges(national, own, years))


def push_of(*rows, year=2018):
    (push,) = pushes(levels_of(*rows), range(year, year + 1))
    return push


def test_push_is_the_height_above_the_line_through_the_mid_years_around():
    push = push_of(rate("2018-06-30", 80), rate("2018-12-31", 88), rate("2019-07-02", 84))
    assert push.points == pytest.approx(88 - 82, abs=0.02)
    assert push.reason == ""
    assert len(push.claim_ids) == 3


def test_deviation_of_the_push_is_that_of_the_rounding():
    rows = rate("2018-06-30", 80, as_printed="80"), rate("2018-12-31", 88, as_printed="88,000")
    push = push_of(*rows, rate("2019-07-02", 84, as_printed="84,000"))
    assert push.sd_points == pytest.approx(0.5 / 12**0.5, abs=0.01)


def test_mid_years_that_stray_from_their_lines_widen_the_deviation():
    rows = [rate(f"{year}-06-30", 80 + 4 * (year % 2)) for year in YEARS]
    assert push_of(*rows, rate("2018-12-31", 88)).sd_points > 4


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([rate("2018-06-30", 80), rate("2019-06-30", 80)], NO_DECEMBER),
        ([rate("2018-12-31", 88), rate("2019-06-30", 80)], NO_BEFORE),
        ([rate("2018-06-30", 80), rate("2018-12-31", 88)], NO_AFTER),
        ([rate("2015-10-31", 80), rate("2018-12-31", 88), rate("2019-06-30", 80)], TOO_FAR),
        ([rate("2017-10-31", 80), rate("2018-12-31", 88), rate("2020-04-30", 80)], TOO_FAR),
        ([rate("2018-11-30", 80), rate("2018-12-31", 88), rate("2019-06-30", 80)], NO_BEFORE),
        ([], NO_DECEMBER),
    ],
)
def test_push_that_cannot_be_told_says_why(rows, reason):
    push = push_of(*rows) if rows else pushes(levels_of(rate("2020-06-30", 1)).head(0), range(2018, 2019))[0]
    assert (push.points, push.sd_points, push.reason) == (None, None, reason)


def test_only_a_printed_year_end_is_a_december():
    rows = rate("2018-06-30", 80), rate("2018-12-31", 88, as_of_precision="month"), rate("2019-06-30", 80)
    assert push_of(*rows).reason == NO_DECEMBER


@pytest.mark.parametrize(
    "extra", [claim("2019-04-30", 840_000), change("2018-12-31", "2019-04-30", -40_000)], ids=["count", "change"]
)
def test_count_without_a_rate_stands_on_the_population_that_the_publisher_implies(extra):
    rows = rate("2018-06-30", 80), rate("2018-12-31", 90), claim("2018-12-31", 880_000)
    points, found = levels_of(*rows), prepare_claims(claims(*rows, extra))
    (without,), (push,) = (pushes(points, range(2018, 2019), given) for given in (None, found))
    assert without.reason == NO_AFTER
    assert push.points == pytest.approx(90 - (80 + (840 / 880 * 90 - 80) * 184 / 304))
    assert extra["claim_id"] in push.claim_ids


@pytest.fixture(scope="module")
def country():
    ledger = load_ledger()
    area = ledger.areas.loc[ledger.areas["kind"] == "country", "area"]
    own = select_claims(prepare_claims(usable(ledger.claims)), area=area)
    own = own[~own["claim_id"].isin(set_aside(ledger.decisions))]
    return levels(own, ledger.population), own


def test_pushes_of_the_country_agree_with_the_trial_within_its_deviations(country):
    # The trial had fewer points within the years, and 84.85 % of October 2021 among them.
    trial = {2014: 1.8, 2015: 0.8, 2016: 2.1, 2017: 0.9, 2020: 1.7, 2022: 2.8, 2023: 3.6}
    found = {push.year: push for push in pushes(country[0], range(2010, 2024), country[1])}
    assert {year for year, push in found.items() if push.points is not None} == {*trial, 2019, 2021}
    for year, points in trial.items():
        assert found[year].points == pytest.approx(points, abs=1.4 * found[year].sd_points)
    assert found[2021].points == pytest.approx(4.27, abs=0.01)
    assert [year for year, push in found.items() if push.is_mixed] == [2021]


@settings(max_examples=3, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_order_of_rows_changes_no_push(country, seed):
    national, found = (table.sample(frac=1, random_state=seed) for table in country)
    assert pushes(national, range(2010, 2024), found) == pushes(country[0], range(2010, 2024), country[1])


# ── Like dates ───────────────────────────────────────────────────────────────────────────────────────────────


def pairs_of(points, scale=ANNOUNCED):
    found = same_season_pairs(points)
    return list(found[found["scale"] == scale].itertuples())


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (rate("2017-12-31", 80), rate("2019-12-31", 90, as_of_precision="year")),
        (rate("2017-06-15", 80), rate("2019-06-30", 90)),
    ],
)
def test_same_time_of_two_years_is_a_pair(first, second):
    (pair,) = pairs_of(levels_of(first, second))
    assert (pair.change_points, pair.low_points, pair.high_points) == pytest.approx((10, 9, 11))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (rate("2017-12-20", 80), rate("2019-12-31", 90)),
        (rate("2017-12-31", 80, as_of_precision="month"), rate("2019-12-31", 90)),
        (rate("2017-06-14", 80), rate("2019-06-30", 90)),
        (rate("2019-06-20", 80), rate("2019-06-30", 90)),
        (rate("2017-06-30", 80), claim("2019-06-30", 900_000)),
    ],
)
def test_other_days_other_scales_and_the_same_year_are_no_pair(first, second):
    assert pairs_of(levels_of(first, second)) == []


def test_figure_is_paired_with_the_last_one_like_it():
    found = pairs_of(levels_of(*(rate(f"{year}-12-31", 80 + year % 10) for year in (2015, 2017, 2018))))
    assert [(pair.start.year, pair.end.year) for pair in found] == [(2015, 2017), (2017, 2018)]


def test_two_series_of_the_population_are_no_pair():
    points = levels_of(claim("2017-12-31", 800_000), claim("2019-12-31", 900_000))
    assert len(pairs_of(points, GSO)) == 1
    points.loc[0, "base"] = "synthetic-other"
    assert pairs_of(points, GSO) == []


@pytest.mark.parametrize("rows", [[], [rate("2017-12-31", 80)]])
def test_one_figure_or_none_has_no_pair(rows):
    points = levels_of(*rows) if rows else levels_of(rate("2017-12-31", 80)).head(0)
    assert pairs_of(points) == []


DAYS = st.sampled_from(["2015-12-31", "2016-06-20", "2017-06-30", "2017-12-31", "2018-12-31"])


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["synthetic-south", AREA]), DAYS, st.integers(40, 99)), min_size=1))
def test_pairs_of_several_areas_at_once_are_those_of_each_alone(rows):
    people = population({(area, year): 1_000_000 for area in (AREA, "synthetic-south") for year in YEARS})
    numbered = [
        maker(day, value, area=area, claim_id=f"synthetic-{number}-{value}")
        for number, (area, day, pct) in enumerate(rows)
        for maker, value in ((rate, pct), (claim, pct * 10_000))
    ]
    both = levels(prepare_claims(claims(*numbered)), people)
    alone = [same_season_pairs(own) for _, own in both.groupby("area")]
    pd.testing.assert_frame_equal(same_season_pairs(both), pd.concat(alone, ignore_index=True), check_dtype=False)
