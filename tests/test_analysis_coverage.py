import pandas as pd
import pytest
from miniature import claim, claims, millions, rate

from baophu.analysis.claims import prepare_claims
from baophu.analysis.coverage import ANNOUNCED, GSO, level_on, levels, set_aside, usable, year_ends

DAY = "2019-12-31"


def points_of(*rows, excluded_claims=frozenset(), years=(2019, 2020)):
    return levels(prepare_claims(claims(*rows)), millions(*years), excluded_claims)


def test_count_stands_on_the_population_of_its_year():
    (point,) = points_of(claim(DAY, 800_000)).to_dict("records")
    assert (point["scale"], point["coverage_pct"], point["uninsured_count"]) == (GSO, 80, 200_000)


def test_rate_with_its_count_tells_the_publishers_population():
    points = points_of(claim(DAY, 810_000), rate(DAY, 90))
    announced = points[points["scale"] == ANNOUNCED].iloc[0]
    assert announced["population_count"] == pytest.approx(900_000)
    assert announced["uninsured_count"] == pytest.approx(90_000)
    assert set(announced["claim_ids"]) == set(points["claim_id"])


def test_rate_alone_tells_no_number_of_people():
    (point,) = points_of(rate(DAY, 90)).to_dict("records")
    assert pd.isna([point["insured_count"], point["population_count"], point["uninsured_count"]]).all()


def test_count_of_another_source_does_not_stand_behind_a_rate():
    points = points_of(claim(DAY, 810_000, source_id="synthetic-other"), rate(DAY, 90))
    assert points.loc[points["scale"] == ANNOUNCED, "insured_count"].isna().all()


def test_count_without_a_population_of_its_year_gives_no_point():
    assert points_of(claim("2018-12-31", 800_000)).empty


def test_days_keep_their_type_without_points():
    assert points_of(claim("2018-12-31", 800_000))["as_of"].dt.year.empty


@pytest.mark.parametrize(
    "cells",
    [
        {"group": "household"},
        {"scheme": "bhxh"},
        {"area": "synthetic-town"},
        {"unit": "communes"},
        {"kind": "target_count"},
        {"kind": "flow"},
    ],
)
def test_what_is_not_everyone_of_the_area_gives_no_point(cells):
    assert points_of(claim(DAY, 800_000, **cells)).empty


def test_figure_set_aside_gives_no_point_but_still_tells_the_population():
    count, share = claim(DAY, 810_000), rate(DAY, 90)
    (point,) = points_of(count, share, excluded_claims={count["claim_id"]}).to_dict("records")
    assert (point["scale"], point["insured_count"]) == (ANNOUNCED, 810_000)


@pytest.mark.parametrize("status", ["U", "F"])
def test_doubtful_and_forecast_figures_are_no_points(status):
    kept = claims(claim(DAY, 1, obs_status=status), claim(None, 2), claim(DAY, 3, obs_status="E"))
    assert usable(kept)["value"].to_list() == [3]


def test_year_end_holds_the_finer_of_two_prints_and_no_other_day():
    rows = rate(DAY, 90, as_of_precision="year"), rate(DAY, 91), rate("2020-06-30", 80)
    rows = [row | {"claim_id": f"synthetic-{number}"} for number, row in enumerate(rows)]
    assert year_ends(points_of(*rows))["coverage_pct"].to_list() == [91]


def test_level_between_two_near_days_lies_on_the_line():
    points = points_of(rate("2020-01-01", 90), rate("2020-01-11", 80))
    level, ids = level_on(points, ANNOUNCED, pd.Timestamp("2020-01-04"))
    assert level == pytest.approx(87)
    assert set(ids) == set(points["claim_id"])


def test_no_level_is_taken_across_a_season_or_beyond_the_last_day():
    points = points_of(rate("2019-01-01", 90), rate("2019-12-31", 80))
    assert level_on(points, ANNOUNCED, pd.Timestamp("2019-06-30")) is None
    assert level_on(points, ANNOUNCED, pd.Timestamp("2020-01-01")) is None
    assert level_on(points, GSO, pd.Timestamp("2019-12-31")) is None


def test_rounding_of_the_print_surrounds_the_point():
    points = points_of(rate(DAY, 62), claim("2020-12-31", 661_000))
    assert (points["low_pct"] < points["coverage_pct"]).all()
    assert points["low_pct"].to_list() == pytest.approx([61.5, 66.05])
    assert points["high_pct"].to_list() == pytest.approx([62.5, 66.15])


def test_row_order_changes_no_point(ledger):
    own = usable(ledger.claims)
    want = levels(prepare_claims(own), ledger.population)
    mixed, people = (table.sample(frac=1, random_state=1) for table in (own, ledger.population))
    pd.testing.assert_frame_equal(levels(prepare_claims(mixed), people), want)


def test_one_count_on_two_populations_in_print(facts_of):
    # 1,052,062 people on 30/11/2023; GSO gives 1,258.8 thousand for the year, the publisher implies 1,163.8.
    latest = facts_of("binh-thuan").latest
    assert latest.announced.coverage_pct == 90.4
    assert latest.gso.coverage_pct == pytest.approx(83.5766, abs=5e-5)
    assert latest.announced.population_count == pytest.approx(1_163_785, abs=1)


def test_no_level_lies_between_rates_of_two_definitions():
    ends = [rate("2020-01-01", 90), rate("2020-03-01", 92, obs_status="D")]
    points = levels(prepare_claims(claims(*ends)), millions(2020))
    assert level_on(points, ANNOUNCED, pd.Timestamp("2020-02-01")) is None
    assert level_on(points, ANNOUNCED, pd.Timestamp("2020-03-01"))[0] == 92


def test_levels_of_all_areas_are_those_of_each_area(ledger):
    usable_claims = usable(ledger.claims)
    excluded = set_aside(ledger.decisions)
    table = levels(prepare_claims(usable_claims), ledger.population, excluded)
    for area, own in usable_claims.groupby("area"):
        alone = levels(prepare_claims(own), ledger.population, excluded)
        pd.testing.assert_frame_equal(table[table["area"] == area].reset_index(drop=True), alone, check_dtype=False)
