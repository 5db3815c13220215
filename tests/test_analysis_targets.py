import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from miniature import AREA, claim, claims, millions, population, rate, target

from baophu.analysis.audit import audit
from baophu.analysis.coverage import coverage_points, set_aside, usable
from baophu.analysis.targets import best_pace, gaps, paces, plan_populations

FEW = settings(deadline=None, max_examples=4)  # pandas is slow on small tables


def gaps_of(goals, *rows, last_year=2023):
    own = claims(*goals, *rows)
    return gaps(own, coverage_points(own, millions(2019, 2020), AREA), AREA, last_year)


def test_gap_is_target_minus_the_last_announced_level_of_its_year():
    (gap,) = gaps_of([target(2019, 95)], rate("2019-06-30", 70), rate("2019-11-30", 90), rate("2020-01-31", 99))
    assert (gap.level_pct, gap.gap_points) == (90, 5)


def test_gap_in_persons_is_of_the_publishers_population():
    (gap,) = gaps_of([target(2019, 95)], rate("2019-12-31", 90), claim("2019-12-31", 810_000))
    assert gap.gap_count == pytest.approx(45_000)


def test_gap_in_persons_is_unknown_without_a_count():
    (gap,) = gaps_of([target(2019, 95)], rate("2019-12-31", 90))
    assert gap.gap_count is None


def test_year_without_a_level_has_no_gap():
    (gap,) = gaps_of([target(2020, 95)], rate("2019-12-31", 90), claim("2020-12-31", 900_000))
    assert (gap.level_pct, gap.gap_points) == (None, None)


def test_level_above_the_target_leaves_a_gap_below_zero():
    (gap,) = gaps_of([target(2019, 85)], rate("2019-12-31", 90))
    assert gap.gap_points == -5


def test_target_printed_by_a_source_too_stands_once_with_its_decision():
    printed = [
        rate("2019-12-31", 95, kind="target_rate"),
        rate("2020-12-31", 96, kind="target_rate", claim_id="synthetic-print"),
    ]
    found = gaps_of([target(2019, 95)], *printed)
    assert [(gap.target_year, gap.target_id) for gap in found] == [(2019, "synthetic-2019"), (2020, "synthetic-print")]


@pytest.mark.parametrize(
    ("level", "goal", "verdict"),
    [
        (rate("2019-12-31", 92.4, bound="at_least"), 92.45, "cannot_say"),
        (rate("2019-12-31", 92, as_printed="92%"), 92.3, "cannot_say"),
        (rate("2019-12-31", 92, as_printed="92%"), 92.5, "short"),
        (rate("2019-12-31", 92.4, bound="at_least"), 92.3, "reached"),
        (rate("2019-12-31", 92.4, bound="at_least"), 92.4, "reached"),
        (rate("2019-12-31", 90, bound="at_most"), 92.3, "short"),
    ],
)
def test_target_within_what_a_print_allows_is_neither_reached_nor_missed(level, goal, verdict):
    (gap,) = gaps_of([target(2019, goal)], level, claim("2019-12-31", 900_000))
    is_undecided = verdict == "cannot_say"
    assert gap.verdict == verdict
    assert is_undecided == (gap.gap_points is None) == (gap.gap_count is None)
    assert gap.level_bound == level["bound"]
    (pace,) = (p for p in paces(claims(level, target(2019, goal)), [gap], AREA, 2023) if p.scale == "population")
    assert (pace.reason == "level_too_coarse") == is_undecided == (pace.verdict == "cannot_say")


def test_december_2023_of_can_tho_is_neither_reached_nor_missed(facts_of):
    gap = next(gap for gap in facts_of("can-tho").gaps if gap.target_year == 2023)
    assert (gap.target_pct, gap.level_pct, gap.level_bound, gap.verdict) == (92.45, 92.4, "at_least", "cannot_say")


def test_percent_of_plan_is_never_a_target_or_a_level():
    plan = rate("2019-12-31", 99, kind="attainment", unit="percent_of_plan")
    (gap,) = gaps_of([target(2019, 95)], plan)
    assert gap.level_pct is None


def test_targets_ahead_of_the_years_covered_are_left_out():
    assert [gap.target_year for gap in gaps_of([target(2023, 95), target(2024, 96)], rate("2019-12-31", 90))] == [2023]


def test_targets_of_other_areas_schemes_and_groups_are_left_out():
    others = [target(2019, 95, area="synthetic-south"), target(2019, 95, scheme="bhxh"), target(2019, 95, group="poor")]
    assert gaps_of(others, rate("2019-12-31", 90)) == []


def test_printed_target_and_level_of_one_day(facts_of):
    gap = facts_of("binh-thuan").gaps[-1]
    assert (gap.target_pct, gap.level_pct) == (92.25, 90.4)
    assert gap.gap_points == pytest.approx(1.85)


# ── Pace ─────────────────────────────────────────────────────────────────────────────────────────────────────


GOAL = target(2019, 95)


def paces_of(*rows, goals=(GOAL,), people=1_000_000, last_year=2023):
    own = claims(*goals, *rows)
    where = population({(AREA, year): people for year in (2018, 2019, 2020)})
    found = gaps(own, coverage_points(own, where, AREA), AREA, last_year)
    return paces(own, found, AREA, last_year)


NOVEMBER = "2019-11-26"  # five weeks before the year ends
PLAN = {"kind": "attainment", "unit": "percent_of_plan", "plan_owner": "vss"}


def test_pace_is_what_is_missing_over_the_weeks_left():
    (pace,) = paces_of(claim(NOVEMBER, 900_000), rate(NOVEMBER, 90))
    assert (pace.missing_count, pace.weeks_left, pace.needed_per_week) == pytest.approx((50_000, 5, 10_000))


def test_pace_is_held_against_the_fastest_growth_between_two_counts():
    slow, fast = claim("2018-11-26", 700_000), claim("2019-10-15", 890_000)
    (pace,) = paces_of(slow, fast, claim(NOVEMBER, 902_000), rate(NOVEMBER, 90))
    assert pace.best_per_week == pytest.approx(190_000 / (323 / 7))
    assert (pace.best_claim_ids, pace.best_days) == ((slow["claim_id"], fast["claim_id"]), 323)
    assert pace.ratio == pytest.approx(pace.needed_per_week / pace.best_per_week)
    assert pace.verdict == "beyond_best_seen"


def test_two_counts_within_four_weeks_are_no_pace():
    (pace,) = paces_of(claim("2019-10-31", 800_000), claim(NOVEMBER, 900_000), rate(NOVEMBER, 90))
    assert (pace.ratio, pace.reason) == (None, "no_two_counts")


def test_cards_and_other_groups_are_no_earlier_count():
    cards = claim("2018-11-26", 100_000, unit="cards")
    group = claim("2018-10-26", 100_000, group="students")
    assert best_pace(claims(cards, group, claim(NOVEMBER, 900_000)), AREA, "bhyt") is None


@pytest.mark.parametrize(
    ("rows", "verdict", "reason"),
    [
        ([], "declined", "no_level_in_year"),
        ([rate(NOVEMBER, 90)], "declined", "no_publisher_population"),
        ([rate("2019-12-31", 90), claim("2019-12-31", 900_000)], "declined", "no_time_left"),
        ([rate("2019-12-31", 96)], "met", "target_met"),
        ([rate(NOVEMBER, 96)], "met", "above_before_year_end"),
        ([claim("2018-11-26", 950_000), claim(NOVEMBER, 900_000), rate(NOVEMBER, 90)], "declined", "never_grew"),
    ],
)
def test_pace_that_cannot_be_told_says_why(rows, verdict, reason):
    (pace,) = paces_of(claim("2017-12-31", 1, group="students"), *rows)
    assert (pace.verdict, pace.reason) == (verdict, reason)


def test_rounding_of_the_level_opens_what_is_missing():
    (pace,) = paces_of(claim(NOVEMBER, 900_000), rate(NOVEMBER, 90, as_printed="90%"))
    assert (pace.missing_low, pace.missing_high) == pytest.approx((45_000, 55_000))


def test_plans_of_two_owners_are_kept_apart_and_from_percent_of_population():
    plans = [claim("2019-12-31", value, kind="target_count", plan_owner=owner) for owner, value in OWNERS]
    plans = [{**plan, "claim_id": f"synthetic-{plan['plan_owner']}"} for plan in plans]
    found = paces_of(claim(NOVEMBER, 900_000), rate(NOVEMBER, 90), *plans)
    assert [(pace.scale, pace.plan_owner, pace.missing_count) for pace in found] == [
        ("population", "", pytest.approx(50_000)),
        ("plan", "province_committee", 20_000),
        ("plan", "vss", 80_000),
    ]


OWNERS = (("vss", 980_000), ("province_committee", 920_000))


def test_plan_is_worked_out_from_the_count_and_its_percent_of_plan():
    (pace,) = paces_of(claim(NOVEMBER, 900_000), rate(NOVEMBER, 75, **PLAN), goals=())
    assert (pace.basis, pace.target_value, pace.missing_count) == ("attainment", 1_200_000, 300_000)


def test_printed_shortfall_comes_before_what_is_worked_out():
    short = claim(NOVEMBER, 290_000, kind="shortfall", plan_owner="vss")
    (pace,) = paces_of(claim(NOVEMBER, 900_000), rate(NOVEMBER, 75, **PLAN), short, goals=())
    assert (pace.basis, pace.target_value, pace.missing_count) == ("shortfall", 1_190_000, 290_000)


def test_percent_of_plan_without_a_count_of_its_source_is_declined():
    (pace,) = paces_of(claim(NOVEMBER, 900_000, source_id="synthetic-other"), rate(NOVEMBER, 75, **PLAN), goals=())
    assert (pace.missing_count, pace.reason) == (None, "no_count_for_plan")


def test_area_without_figures_or_targets_has_no_pace():
    nothing = claims(claim(NOVEMBER, 900_000)).iloc[:0]
    assert paces(nothing, [], AREA, 2023) == []


GROWING = [claim("2018-11-26", 700_001), claim(NOVEMBER, 899_999), rate(NOVEMBER, 90)]


@FEW
@given(st.permutations([*GROWING, rate(NOVEMBER, 75, **PLAN)]))
def test_order_of_rows_changes_no_pace(rows):
    assert paces_of(*rows) == paces_of(*GROWING, rate(NOVEMBER, 75, **PLAN))


@FEW
@given(st.integers(10_000, 89_999), st.integers(10_000, 89_999), st.integers(50, 99))
def test_pace_does_not_depend_on_the_size_of_the_place(before, after, pct):
    def rows(factor):
        counts = [claim(day, (n * 10 + 1) * factor) for day, n in (("2018-11-26", before), (NOVEMBER, after))]
        return [*counts, rate(NOVEMBER, pct), rate(NOVEMBER, 75, **PLAN)]

    small, large = paces_of(*rows(1)), paces_of(*rows(1000), people=10**9)
    assert [(p.verdict, p.reason) for p in large] == [(p.verdict, p.reason) for p in small]
    assert [p.ratio or 0 for p in large] == pytest.approx([p.ratio or 0 for p in small])


def test_pace_of_binh_thuan_needs_4_862_people_a_week(facts_of, ledger):
    own = usable(ledger.claims[ledger.claims["area"] == "binh-thuan"])
    found = paces(own, facts_of("binh-thuan").gaps, "binh-thuan", 2023, set_aside(ledger.decisions))
    pace = next(p for p in found if p.scale == "population" and p.target_year == 2023)
    assert (round(pace.missing_count), round(pace.needed_per_week)) == (21_530, 4_862)
    plan = next(p for p in found if p.scale == "plan" and p.scheme == "bhyt")
    assert (plan.plan_owner, round(plan.missing_count)) == ("vss_and_province_committee", 85_302)


def test_voluntary_insurance_of_can_tho_in_2019_meets_both_plans_of_two_sizes(ledger):
    own = usable(ledger.claims[ledger.claims["area"] == "can-tho"])
    found = [p for p in paces(own, [], "can-tho", 2023) if p.scheme == "bhxh_tn"]
    assert {p.plan_owner: p.target_value for p in found} == {"province_committee": 2603, "vss": 5829}


# ── The population behind a plan ─────────────────────────────────────────────────────────────────────────────


def plan_populations_of(counts, *rows):
    own = claims(*rows)
    return plan_populations(audit(own), population({(AREA, year): count for year, count in counts.items()}), AREA)


@pytest.mark.parametrize(
    ("counts", "fitting", "nearest"),
    [
        ({2017: 990_000, 2018: 1_000_000}, [2018], 2017),
        ({2017: 990_000}, [], 2017),
        # A plan is not made on the people of a later year.
        ({2020: 1_000_000}, [], None),
    ],
)
def test_known_populations_are_held_against_the_one_that_a_plan_implies(counts, fitting, nearest):
    attained = claim("2019-11-30", 90, kind="attainment", unit="percent_of_plan", as_printed="90,0%")
    (found,) = plan_populations_of(counts, attained, claim("2019-11-30", 720_011), target(2019, 80))
    assert (found.low_count, found.high_count) == (999_460, 1_000_571)
    assert [base.year for base in found.fitting_populations] == fitting
    assert (found.nearest.year if found.nearest else None) == nearest


def test_plan_of_2023_in_binh_thuan_stands_on_the_population_of_2019(facts_of):
    (found,) = facts_of("binh-thuan").plan_populations
    assert (found.low_count, found.high_count) == (1_232_249, 1_233_582)
    assert [(base.series, base.year, base.count) for base in found.fitting_populations] == [
        ("gso_avg_revised", 2019, 1_232_300)
    ]
    assert (found.nearest.series, found.nearest.count) == ("census_2019_0401", 1_230_808)


def test_plan_whose_rounding_reaches_what_is_missing_is_neither_met_nor_missed():
    rows = [claim(NOVEMBER, 900_000, as_printed="900 nghìn"), goal_in_persons(900_100)]
    (pace,) = (p for p in paces_of(*rows, goals=()) if p.scale == "plan")
    assert (pace.verdict, pace.reason, pace.missing_count) == ("cannot_say", "level_too_coarse", 100)


def goal_in_persons(value):
    return claim("2019-12-31", value, kind="target_count", as_of_precision="year", plan_owner="vss")
