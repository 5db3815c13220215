import pandas as pd
import pytest
from miniature import AREA, claim, claims, millions, rate

from baophu.analysis.coverage import coverage_points
from baophu.analysis.targets import gaps

TARGET = {"area": AREA, "scheme": "bhyt", "kind": "target_rate", "bound": "exact"}


def targets(*pairs, **cells):
    rows = [
        TARGET
        | {"target_year": year, "value": value, "target_id": f"synthetic-{year}", "instrument": "Synthetic decision"}
        | {"source_id": "synthetic-paper", **cells}
        for year, value in pairs
    ]
    return pd.DataFrame(rows)


def gaps_of(table, *rows, last_year=2023):
    own = claims(*rows)
    return gaps(table, own, coverage_points(own, millions(2019, 2020), AREA), AREA, last_year)


def test_gap_is_target_minus_the_last_announced_level_of_its_year():
    (gap,) = gaps_of(targets((2019, 95.0)), rate("2019-06-30", 70), rate("2019-11-30", 90), rate("2020-01-31", 99))
    assert (gap.level_pct, gap.gap_points) == (90, 5)


def test_gap_in_persons_is_of_the_publishers_population():
    (gap,) = gaps_of(targets((2019, 95.0)), rate("2019-12-31", 90), claim("2019-12-31", 810_000))
    assert gap.gap_count == pytest.approx(45_000)


def test_gap_in_persons_is_unknown_without_a_count():
    (gap,) = gaps_of(targets((2019, 95.0)), rate("2019-12-31", 90))
    assert gap.gap_count is None


def test_year_without_a_level_has_no_gap():
    (gap,) = gaps_of(targets((2020, 95.0)), rate("2019-12-31", 90), claim("2020-12-31", 900_000))
    assert (gap.level_pct, gap.gap_points) == (None, None)


def test_level_above_the_target_leaves_a_gap_below_zero():
    (gap,) = gaps_of(targets((2019, 85.0)), rate("2019-12-31", 90))
    assert gap.gap_points == -5


def test_target_printed_by_a_source_joins_those_of_the_table_once():
    printed = [
        rate("2019-12-31", 95, kind="target_rate"),
        rate("2020-12-31", 96, kind="target_rate", claim_id="synthetic-print"),
    ]
    found = gaps_of(targets((2019, 95.0)), *printed)
    assert [(gap.target_year, gap.target_id) for gap in found] == [(2019, "synthetic-2019"), (2020, "synthetic-print")]


def test_percent_of_plan_is_never_a_target_or_a_level():
    plan = rate("2019-12-31", 99, kind="attainment", unit="percent_of_plan")
    (gap,) = gaps_of(targets((2019, 95.0)), plan)
    assert gap.level_pct is None


def test_targets_ahead_of_the_years_covered_are_left_out():
    assert [gap.target_year for gap in gaps_of(targets((2023, 95.0), (2024, 96.0)), rate("2019-12-31", 90))] == [2023]


def test_targets_of_other_areas_and_schemes_are_left_out():
    table = pd.concat([targets((2019, 95.0), area="synthetic-south"), targets((2019, 95.0), scheme="bhxh")])
    assert gaps_of(table, rate("2019-12-31", 90)) == []


def test_printed_target_and_level_of_one_day(facts_of):
    gap = facts_of("binh-thuan").gaps[-1]
    assert (gap.target_pct, gap.level_pct) == (92.25, 90.4)
    assert gap.gap_points == pytest.approx(1.85)
