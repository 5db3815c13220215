import ast
import inspect
from pathlib import Path

import pandas as pd
import pytest
from miniature import AREA, COUNTRY, change, claim, claims, millions, population, rate, target

from baophu import analysis
from baophu.analysis.changes import AXES, BEYOND, CAUSE, DECLINED, DENOMINATOR, WITHIN, falls, losses
from baophu.analysis.changes.anatomy import Beside
from baophu.analysis.changes.verdicts import cliff_points
from baophu.analysis.coverage import coverage_points, set_aside, usable

DECEMBER, JUNE = "2021-12-31", "2022-06-30"
POPULATION = pd.concat([millions(2021, 2022), millions(2021, 2022, area=COUNTRY)])


def country(before, after):
    """The country's level in December and in June, of the rates and of the counts."""
    days = ((DECEMBER, before), (JUNE, after))
    shared = {"area": COUNTRY}
    return [row for day, pct in days for row in (rate(day, pct, **shared), claim(day, pct * 10_000, **shared))]


def falls_of(*rows, national=(), population=POPULATION, **options):
    own = claims(*rows, *national)
    points = coverage_points(own, population, AREA)
    return falls(own, points, coverage_points(own, population, COUNTRY), population, AREA, **options)


def verdict_of(*rows, **options):
    (fall,) = falls_of(*rows, **options)
    return fall.verdict, fall.reason


SEASON = country(91, 88)


@pytest.mark.parametrize(
    ("points", "verdict"),
    [
        (1.0, (WITHIN, "no_more_than_country")),
        (3.0, (WITHIN, "no_more_than_country")),
        (3.4, (WITHIN, "no_more_than_country")),
        (3.6, (DECLINED, "between_season_and_cliff")),
        (5.9, (DECLINED, "between_season_and_cliff")),
        (6.1, (BEYOND, "cliff")),
        (8.0, (BEYOND, "cliff")),
    ],
)
def test_fall_is_judged_against_a_country_that_fell_three_points(points, verdict):
    assert verdict_of(change(DECEMBER, JUNE, -10_000 * points), national=SEASON) == verdict
    levels = (rate(day, pct, as_printed=f"{pct:.2f}%") for day, pct in ((DECEMBER, 90), (JUNE, 90 - points)))
    assert verdict_of(*levels, national=SEASON) == verdict


def test_fall_of_the_size_of_a_cliff_is_the_season_if_the_country_fell_as_much():
    assert verdict_of(change(DECEMBER, JUNE, -80_000), national=country(91, 83))[0] == WITHIN


def test_fall_without_the_countrys_levels_is_declined_however_large():
    assert verdict_of(change(DECEMBER, JUNE, -80_000)) == (DECLINED, "no_national_season")


def test_country_is_compared_on_the_same_scale_alone():
    rates = [row for row in SEASON if row["kind"] == "rate"]
    assert verdict_of(change(DECEMBER, JUNE, -20_000), national=rates) == (DECLINED, "no_national_season")


def test_fall_of_a_group_is_no_fall_of_the_whole():
    household = change(DECEMBER, JUNE, -80_000, group="household")
    assert verdict_of(household, national=SEASON) == (DECLINED, "group_only")


def test_scheme_without_a_national_figure_is_declined():
    assert verdict_of(change(DECEMBER, JUNE, -6_859, scheme="bhxh_tn"), national=SEASON)[1] == "no_season_known"


def test_fall_without_a_population_is_not_put_in_points():
    assert verdict_of(change(DECEMBER, JUNE, -80_000), population=millions(2019)) == (DECLINED, "no_population")


def test_rates_whose_roundings_meet_show_no_fall():
    assert falls_of(rate(DECEMBER, 91), rate(JUNE, 90), national=SEASON) == []
    assert len(falls_of(rate(DECEMBER, 91), rate(JUNE, 89), national=SEASON)) == 1


def test_growth_is_no_fall():
    assert falls_of(change(DECEMBER, JUNE, 80_000), rate(DECEMBER, 80), rate(JUNE, 90)) == []


def test_change_without_a_level_gets_none():
    (fall,) = falls_of(change(DECEMBER, JUNE, -20_000), national=SEASON)
    assert (fall.level_before, fall.level_after) == (None, None)
    assert fall.change_points == pytest.approx(-2)


def test_level_before_is_derived_from_a_change_in_points_and_says_so():
    fallen = change(DECEMBER, JUNE, -2, unit="percentage_points", as_printed="2%")
    (fall,) = falls_of(fallen, rate(JUNE, 53), national=SEASON)
    assert (fall.level_before, fall.level_after, fall.before_is_derived) == (55, 53, True)


# ── A cause in print ─────────────────────────────────────────────────────────────────────────────────────────


def loss(day, count, **cells):
    return claim(day, count, kind="loss", group="near_poor", **cells)


def test_printed_loss_that_covers_the_fall_is_its_cause():
    assert verdict_of(change(DECEMBER, JUNE, -20_000), loss("2022-03-31", 25_000))[0] == CAUSE


def test_those_who_came_back_are_taken_off_the_loss():
    back = claim(JUNE, 10_000, group="near_poor")
    (fall,) = falls_of(change(DECEMBER, JUNE, -20_000), loss("2022-03-31", 25_000), back, national=SEASON)
    assert (fall.cause_count, fall.verdict) == (15_000, WITHIN)


def test_loss_of_a_day_after_the_fall_explains_nothing():
    assert verdict_of(change(DECEMBER, JUNE, -20_000), loss("2022-09-30", 25_000), national=SEASON)[0] == WITHIN


def test_loss_dated_by_the_year_of_the_fall_counts():
    year = loss("2022-12-31", 25_000, as_of_precision="year")
    assert verdict_of(change(DECEMBER, JUNE, -20_000), year, national=SEASON)[0] == CAUSE


BIG_FALL = (claim(DECEMBER, 900_123), claim(JUNE, 800_123))


def test_two_prints_of_one_loss_are_counted_once():
    prints = [loss("2022-03-31", 60_001, source_id=source, claim_id=source) for source in ("one", "two")]
    (fall,) = falls_of(*BIG_FALL, *prints)
    assert fall.cause_count == 60_001


def test_loss_of_another_group_says_nothing_of_a_groups_fall():
    students = [claim(day, n, group="students") for day, n in ((DECEMBER, 50_123), (JUNE, 40_123))]
    (fall,) = falls_of(*students, loss("2022-03-31", 150_001))
    assert (fall.cause_count, fall.exits_count) == (None, 10_000)


def test_stock_of_another_print_is_nobody_who_came_back():
    stock = claim(JUNE, 90_001, group="near_poor", source_id="another")
    (fall,) = (f for f in falls_of(*BIG_FALL, loss("2022-03-31", 150_001), stock) if f.group == "total")
    assert fall.cause_count == 150_001


def test_nearly_so_many_lost_bounds_no_exits():
    (fall,) = falls_of(*BIG_FALL, loss("2022-03-31", 150_001, bound="at_most"))
    assert fall.exits_count == 100_000


def test_loss_of_a_year_that_reaches_beyond_the_fall_bounds_no_exits():
    year = loss("2022-12-31", 150_001, as_of_precision="year", source_id="another")
    assert falls_of(*BIG_FALL, year)[0].exits_count == 100_000
    assert falls_of(*BIG_FALL, {**year, "source_id": "synthetic-paper"})[0].exits_count == 150_001


def test_claims_set_aside_are_no_cause_and_no_loss():
    lost = loss("2022-03-31", 150_001)
    (fall,) = falls_of(*BIG_FALL, lost, aside={lost["claim_id"]})
    assert fall.cause_count is None
    assert losses(claims(lost), POPULATION, AREA, {lost["claim_id"]}) == []


# ── Another population ───────────────────────────────────────────────────────────────────────────────────────


def test_fall_that_another_population_halves_is_not_comparable():
    before = [rate(DECEMBER, 98), claim("2021-06-30", 930_000)]
    (fall,) = falls_of(*before, rate(JUNE, 92), national=SEASON)
    assert fall.verdict == DENOMINATOR
    assert fall.milder_points == pytest.approx(-1)


def test_count_of_the_falls_own_end_is_no_earlier_level():
    rates = (rate("2022-03-31", 90), rate("2022-12-31", 80))
    country_year = [
        row for day, pct in (("2022-03-31", 90), ("2022-12-31", 91)) for row in (rate(day, pct, area=COUNTRY),)
    ]
    assert verdict_of(*rates, claim("2022-12-31", 800_123), national=country_year)[0] == BEYOND


def test_fall_on_a_population_near_the_statistical_one_is_comparable():
    before = [rate(DECEMBER, 98), claim("2021-06-30", 975_000)]
    assert verdict_of(*before, rate(JUNE, 90), national=SEASON)[0] == BEYOND


def test_percentage_that_fell_while_more_were_insured_is_a_matter_of_the_denominator():
    grown = population({(AREA, 2021): 1_000_000, (AREA, 2022): 1_100_000})
    before, after = claim(DECEMBER, 900_111), claim(JUNE, 905_111)
    (fall,) = falls_of(before, after, population=grown)
    assert (fall.verdict, fall.reason, fall.scale) == (DENOMINATOR, "count_rose", "gso")
    assert fall.exits_count is None


def test_count_that_stayed_while_the_population_grew_did_not_rise():
    grown = population({(AREA, 2021): 1_000_000, (AREA, 2022): 1_100_000})
    (fall,) = falls_of(claim(DECEMBER, 900_111), claim(JUNE, 900_111), population=grown)
    assert (fall.verdict, fall.reason) == (DENOMINATOR, "count_same")


def test_near_full_coverage_a_cliff_is_a_little_larger():
    assert cliff_points(94.9) == cliff_points(None) == 6
    assert cliff_points(97) == pytest.approx(6.185, abs=0.001)


# ── Finding falls ────────────────────────────────────────────────────────────────────────────────────────────


def test_statistical_levels_that_fell_are_a_fall_of_their_own():
    (fall,) = falls_of(claim(DECEMBER, 900_111), claim(JUNE, 880_111), national=SEASON)
    assert (fall.scale, fall.verdict, fall.exits_count) == ("gso", WITHIN, 20_000)
    assert (fall.level_before, fall.level_after) == pytest.approx((90.0111, 88.0111))


def test_levels_on_two_series_of_population_are_not_compared():
    two = pd.concat([population({(AREA, 2021): 1_000_000}, "gso_avg_pre2019census"), millions(2022)])
    assert falls_of(claim(DECEMBER, 900_111), claim(JUNE, 880_111), population=two) == []


def test_rate_and_count_of_the_same_days_are_one_fall():
    rates = (rate(DECEMBER, 91), rate(JUNE, 88.5, as_printed="88,5%"))
    counts = (claim(DECEMBER, 900_111), claim(JUNE, 880_111))
    (fall,) = falls_of(*rates, *counts, national=SEASON)
    assert (fall.scale, fall.change_count) == ("announced", -20_000)
    assert {c.claim_id for c in claims(*rates, *counts).itertuples()} == set(fall.claim_ids)


def test_printed_change_speaks_for_the_levels_of_its_days_alone():
    printed = change(DECEMBER, JUNE, -2, unit="percentage_points", as_printed="2%")
    levels = (rate(DECEMBER, 91), rate(JUNE, 89), rate("2022-09-30", 85))
    found = falls_of(printed, *levels, national=SEASON)
    assert [(fall.end.month, fall.before_is_derived) for fall in found] == [(6, True), (9, False)]


def test_fewer_people_of_another_scheme_are_a_fall_without_a_verdict():
    (fall,) = falls_of(claim(DECEMBER, 5_120, scheme="bhtn"), claim(JUNE, 4_010, scheme="bhtn"))
    assert (fall.scale, fall.change_count, fall.reason) == ("counted", -1_110, "no_season_known")


def test_fewer_uninsured_are_no_fall():
    assert falls_of(claim(DECEMBER, 5_120, group="uninsured"), claim(JUNE, 4_010, group="uninsured")) == []


def test_counts_under_two_definitions_are_not_compared():
    before, after = (claim(day, n, scheme="bhtn") for day, n in ((DECEMBER, 5_120), (JUNE, 4_010)))
    assert len(falls_of(before, after)) == 1
    assert falls_of({**before, "obs_status": "D"}, after) == []


def test_district_gets_no_verdict():
    fallen = change(DECEMBER, JUNE, -80_000)
    (fall,) = falls_of(fallen, national=SEASON, is_province=False)
    assert (fall.verdict, fall.reason) == (DECLINED, "small_area")


def test_bound_of_a_fall_opens_downwards():
    printed = change(DECEMBER, JUNE, -9, unit="percentage_points", bound="at_least", as_printed="9%")
    (fall,) = falls_of(printed)
    assert (fall.low_points, fall.high_points) == (-9.5, -9)


def test_exits_are_what_the_bounds_of_the_two_counts_allow():
    nearly, over = claim(DECEMBER, 900_123, bound="at_most"), claim(JUNE, 800_123, bound="at_least")
    (fall,) = falls_of(nearly, over)
    assert fall.change_count == -100_000
    assert fall.exits_count == pytest.approx(14_988, abs=1)


def test_count_that_rose_in_another_source_is_seen():
    counts = [claim(day, n, source_id="office") for day, n in ((DECEMBER, 900_123), (JUNE, 905_123))]
    (fall,) = falls_of(rate(DECEMBER, 90), rate(JUNE, 80), *counts, national=country(90, 91))
    assert (fall.verdict, fall.reason) == (DENOMINATOR, "count_rose")


def test_level_after_a_printed_change_is_of_its_own_source():
    printed = change(DECEMBER, JUNE, -2.5, unit="percentage_points", as_printed="2,5%", source_id="b", claim_id="zc")
    own = rate(JUNE, 90, source_id="b", as_printed="90,0%", claim_id="z")
    (fall,) = falls_of(printed, own, rate(JUNE, 93, source_id="a", claim_id="a"))
    assert (fall.level_before, fall.level_after) == (92.5, 90)


def test_counts_that_contradict_another_print_bound_nothing():
    rows = [claim(day, n, scheme="bhtn") for day, n in ((DECEMBER, 5_120), (JUNE, 4_010))]
    beside = Beside(EVENTS, claims(claim(DECEMBER, 1, area=COUNTRY)), frozenset({rows[0]["claim_id"]}))
    (fall,) = falls_of(*rows, beside=beside)
    assert fall.exits_count is None
    assert "contradicted" in codes(fall.parts)


def test_nearly_so_many_bounds_no_exits():
    (fall,) = falls_of(change(DECEMBER, JUNE, -20_000, bound="at_most"))
    assert fall.exits_count is None


# ── Anatomy ──────────────────────────────────────────────────────────────────────────────────────────────────

EVENTS = pd.DataFrame(
    [
        ("synthetic-down", pd.Timestamp("2022-01-01"), "day", "bhyt", "down"),
        ("synthetic-up", pd.Timestamp("2022-01-01"), "day", "bhyt", "up"),
        ("synthetic-later", pd.Timestamp("2023-01-01"), "day", "bhyt", "down"),
        ("synthetic-other", pd.Timestamp("2022-01-01"), "day", "bhtn", "down"),
    ],
    columns=["event_id", "date", "date_precision", "scheme", "direction"],
)


def parts_of(*rows, population=POPULATION, national=()):
    beside = Beside(EVENTS, claims(*national) if national else claims(claim(DECEMBER, 1, area=COUNTRY)))
    (fall,) = falls_of(*rows, beside=beside, population=population, national=national)
    return {axis: [part for part in fall.parts if part.axis == axis] for axis in AXES}, fall


def codes(parts):
    return [part.code for part in parts]


def test_every_axis_says_something_even_where_nothing_is_known():
    parts, _ = parts_of(change(DECEMBER, JUNE, -2, unit="percentage_points", as_printed="2%"))
    assert all(parts[axis] for axis in AXES)
    assert codes(parts["numerator"]) == ["count_unknown"]
    assert codes(parts["population"]) == ["publishers_unknown"]


@pytest.mark.parametrize(("after", "people"), [(880_111, 1_000_000), (905_111, 1_100_000), (850_111, 980_000)])
def test_what_count_and_population_do_adds_up_to_the_change(after, people):
    two = population({(AREA, 2021): 1_000_000, (AREA, 2022): people})
    parts, fall = parts_of(claim(DECEMBER, 900_111), claim(JUNE, after), population=two)
    effects = dict(parts["numerator"][0].numbers)["count_points"], dict(parts["population"][0].numbers)
    assert effects[0] + effects[1]["population_points"] == pytest.approx(fall.change_points)


def test_only_events_between_the_days_that_may_lower_coverage_are_named():
    parts, _ = parts_of(change(DECEMBER, JUNE, -20_000))
    assert [part.refs for part in parts["policy"]] == [("synthetic-down",)]


def test_groups_that_fell_together_are_named_and_not_added_up():
    rows = [change(DECEMBER, JUNE, -n, group=group) for n, group in ((10_000, "household"), (20_000, "students"))]
    found = falls_of(*rows, beside=Beside(EVENTS, claims(*SEASON)))
    assert [fall.change_count for fall in found] == [-10_000, -20_000]
    groups = [part for fall in found for part in fall.parts if part.axis == "group"]
    assert codes(groups) == ["other_groups_too"] * 2
    assert {part.claim_ids for part in groups} == {found[1].claim_ids, found[0].claim_ids}


def test_level_that_repeats_its_target_is_said_to():
    parts, _ = parts_of(rate(DECEMBER, 95), rate(JUNE, 90), target(2021, 95, claim_id="goal"))
    assert [part.refs for part in parts["definition"] if part.code == "equals_target"] == [("goal",)]


@pytest.mark.parametrize(
    ("start", "end", "code"),
    [
        (DECEMBER, JUNE, "from_december"),
        ("2021-06-30", JUNE, "like_dates"),
        ("2022-03-31", "2022-12-31", "into_december"),
        ("2022-03-31", JUNE, "other_days"),
    ],
)
def test_time_of_year_is_told_from_the_two_days(start, end, code):
    parts, _ = parts_of(rate(start, 95), rate(end, 90))
    assert codes(parts["season"])[0] == code


def test_country_of_another_scheme_is_compared_on_the_very_days_alone():
    own = change(DECEMBER, JUNE, -500, scheme="bhxh_tn")
    country = [claim(day, n, scheme="bhxh_tn", area=COUNTRY) for day, n in ((DECEMBER, 9_000), (JUNE, 8_000))]
    parts, _ = parts_of(own, national=country)
    assert codes(parts["season"]) == ["other_days", "country_counts"]
    parts, _ = parts_of(own, national=country[:1])
    assert codes(parts["season"]) == ["other_days", "country_unknown"]


# ── Printed losses ───────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("count", "verdict"), [(80_000, (BEYOND, "loss_is_cliff")), (50_000, (DECLINED, "loss_below_cliff"))]
)
def test_printed_loss_is_judged_by_its_share_of_the_population(count, verdict):
    (found,) = losses(claims(loss("2022-03-31", count)), POPULATION, AREA)
    assert (found.verdict, found.reason) == verdict


def test_printed_loss_without_a_population_gets_no_verdict():
    (found,) = losses(claims(loss("2022-03-31", 80_000)), millions(2019), AREA)
    assert (found.verdict, found.points) == (DECLINED, None)


# ── Invariants ───────────────────────────────────────────────────────────────────────────────────────────────


def real_falls(ledger, area, seed=None, factor=1):
    def order(table):
        return table if seed is None else table.sample(frac=1, random_state=seed)

    own, population = order(ledger.claims), order(ledger.population)
    persons = own["unit"].isin(["persons", "cards"])
    own = own.assign(value=own["value"].where(~persons, own["value"] * factor))
    population = population.assign(population_count=population["population_count"] * factor)
    own, aside = usable(own), set_aside(ledger.decisions)
    points, national = (coverage_points(own, population, name, aside) for name in (area, "viet-nam"))
    return falls(own, points, national, population, area)


@pytest.mark.parametrize("area", ["can-tho", "thai-nguyen"])
def test_row_order_changes_no_fall(ledger, area):
    want = real_falls(ledger, area)
    assert want
    for seed in range(2):
        assert real_falls(ledger, area, seed=seed) == want


@pytest.mark.parametrize("area", ["can-tho", "thai-nguyen"])
def test_thousandfold_people_change_no_verdict(ledger, area):
    def judged(factor):
        return [(fall.verdict, fall.reason, fall.end) for fall in real_falls(ledger, area, factor=factor)]

    assert judged(1000) == judged(1)


# ── The four falls that the project was asked about ──────────────────────────────────────────────────────────


def fall_of(facts, year, group="total", scheme="bhyt"):
    (fall,) = (f for f in facts.falls if (f.end.year, f.group, f.scheme) == (year, group, scheme))
    return fall


def test_first_half_of_2022_fell_no_more_than_the_country(facts_of):
    fall = fall_of(facts_of("can-tho"), 2022)
    assert (fall.verdict, fall.reason) == (WITHIN, "no_more_than_country")
    assert fall.change_points == pytest.approx(-2.99, abs=0.005)
    assert fall.national_points == pytest.approx(-3.21, abs=0.005)


@pytest.mark.parametrize("group", ["household", "students"])
def test_groups_that_fell_in_2016_give_no_fall_of_the_whole(facts_of, group):
    assert fall_of(facts_of("can-tho"), 2016, group).reason == "group_only"
    assert not [f for f in facts_of("can-tho").falls if f.end.year == 2016 and f.group == "total"]


def test_groups_that_fell_in_2016_are_named_beside_one_another(facts_of):
    fall = fall_of(facts_of("can-tho"), 2016, "household")
    (part,) = (part for part in fall.parts if part.axis == "group")
    assert part.claim_ids == ("can-tho-bhyt-students-change-2016-06-30",)
    assert fall.exits_count == 18_977


def test_level_of_2020_is_seen_to_repeat_its_target(facts_of):
    parts = fall_of(facts_of("thai-nguyen"), 2023).parts
    assert "equals_target" in codes(parts)


def test_fall_of_the_statistical_level_to_2020_is_the_populations_doing(facts_of):
    fall = fall_of(facts_of("thai-nguyen"), 2020)
    assert (fall.reason, fall.count_after - fall.count_before) == ("count_rose", 4_900)


def test_free_cards_that_ended_are_beyond_the_season(facts_of):
    (found,) = facts_of("thanh-hoa").losses
    assert (found.verdict, round(found.points, 1)) == (BEYOND, -8.1)


def test_fall_of_a_district_is_shown_without_a_verdict(facts_of):
    (fall,) = (fall for fall in facts_of("dong-thap").falls if fall.area != "dong-thap")
    assert (fall.change_points, fall.bound, fall.reason) == (-9, "at_least", "small_area")


def test_fall_of_2013_has_a_cause_in_print(facts_of):
    fall = fall_of(facts_of("can-tho"), 2013)
    assert (fall.verdict, fall.cause_count) == (CAUSE, 48_000)


def test_fall_from_98_5_to_92_stands_on_two_populations(facts_of):
    fall = fall_of(facts_of("thai-nguyen"), 2023)
    assert fall.verdict == DENOMINATOR
    assert (fall.milder_points, fall.change_points) == pytest.approx((-1.0, -6.5), abs=0.05)


# ── The room ─────────────────────────────────────────────────────────────────────────────────────────────────

ROOM = sorted(Path(inspect.getfile(analysis)).parent.rglob("*.py"))
READERS = {"pathlib", "os", "io", "csv", "json", "urllib", "requests", "datetime", "time", "baophu.paths"}


@pytest.mark.parametrize("path", ROOM, ids=lambda path: f"{path.parent.name}.{path.stem}")
def test_analysis_knows_no_area_by_name(ledger, path):
    text = path.read_text("utf-8")
    names = set(ledger.areas["area"]) | set(ledger.areas["name_vi"])
    assert [name for name in names if name in text] == []


@pytest.mark.parametrize("path", ROOM, ids=lambda path: f"{path.parent.name}.{path.stem}")
def test_analysis_reads_no_file_and_no_clock(path):
    tree = ast.parse(path.read_text("utf-8"))
    imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    imported |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    called = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert not imported & READERS
    assert not {name for name in imported if name and name.startswith("baophu.ledger")} - {"baophu.ledger.tokens"}
    assert not {name for name in called if name.startswith("read_") or name in ("now", "today")}


@pytest.mark.parametrize("unit", ["percent_of_base", "households"])
def test_growth_in_per_cent_and_changes_of_households_are_no_falls_of_people(unit):
    assert falls_of(claim("2020-06-30", -5, kind="change", base_as_of="2019-12-31", unit=unit)) == []
