import ast
import inspect
from pathlib import Path

import pandas as pd
import pytest
from miniature import AREA, COUNTRY, change, claim, claims, millions, rate

from baophu import analysis
from baophu.analysis.coverage import coverage_points, set_aside, usable
from baophu.analysis.lapses import BEYOND, CAUSE, DECLINED, DENOMINATOR, WITHIN, falls

DECEMBER, JUNE = "2021-12-31", "2022-06-30"
POPULATION = pd.concat([millions(2021, 2022), millions(2021, 2022, area=COUNTRY)])


def country(before, after):
    """The country's level in December and in June, of the rates and of the counts."""
    days = ((DECEMBER, before), (JUNE, after))
    shared = {"area": COUNTRY}
    return [row for day, pct in days for row in (rate(day, pct, **shared), claim(day, pct * 10_000, **shared))]


def falls_of(*rows, national=(), population=POPULATION):
    own = claims(*rows, *national)
    points = coverage_points(own, population, AREA)
    return falls(own, points, coverage_points(own, population, COUNTRY), population, AREA)


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
    levels = (rate(day, pct, as_printed=f"{pct:.2f}%") for day, pct in ((DECEMBER, 95), (JUNE, 95 - points)))
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


# ── Another population ───────────────────────────────────────────────────────────────────────────────────────


def test_fall_that_another_population_halves_is_not_comparable():
    before = [rate(DECEMBER, 98), claim("2021-06-30", 930_000)]
    (fall,) = falls_of(*before, rate(JUNE, 92), national=SEASON)
    assert fall.verdict == DENOMINATOR
    assert fall.milder_points == pytest.approx(-1)


def test_fall_on_a_population_near_the_statistical_one_is_comparable():
    before = [rate(DECEMBER, 98), claim("2021-06-30", 975_000)]
    assert verdict_of(*before, rate(JUNE, 90), national=SEASON)[0] == BEYOND


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
    assert fall.national_points == pytest.approx(-3.25, abs=0.005)


@pytest.mark.parametrize("group", ["household", "students"])
def test_groups_that_fell_in_2016_give_no_fall_of_the_whole(facts_of, group):
    assert fall_of(facts_of("can-tho"), 2016, group).reason == "group_only"
    assert not [f for f in facts_of("can-tho").falls if f.end.year == 2016 and f.group == "total"]


def test_fall_of_2013_has_a_cause_in_print(facts_of):
    fall = fall_of(facts_of("can-tho"), 2013)
    assert (fall.verdict, fall.cause_count) == (CAUSE, 48_000)


def test_fall_from_98_5_to_92_stands_on_two_populations(facts_of):
    fall = fall_of(facts_of("thai-nguyen"), 2023)
    assert fall.verdict == DENOMINATOR
    assert (fall.milder_points, fall.change_points) == pytest.approx((-1.0, -6.5), abs=0.05)


# ── The room ─────────────────────────────────────────────────────────────────────────────────────────────────

ROOM = sorted(Path(inspect.getfile(analysis)).parent.glob("*.py"))
READERS = {"pathlib", "os", "io", "csv", "json", "urllib", "requests", "datetime", "time", "baophu.paths"}


@pytest.mark.parametrize("path", ROOM, ids=lambda path: path.stem)
def test_analysis_knows_no_area_by_name(ledger, path):
    text = path.read_text("utf-8")
    names = set(ledger.areas["area"]) | set(ledger.areas["name_vi"])
    assert [name for name in names if name in text] == []


@pytest.mark.parametrize("path", ROOM, ids=lambda path: path.stem)
def test_analysis_reads_no_file_and_no_clock(path):
    tree = ast.parse(path.read_text("utf-8"))
    imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    imported |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    called = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert not imported & READERS
    assert not {name for name in imported if name.startswith("baophu.ledger")} - {"baophu.ledger.tokens"}
    assert not {name for name in called if name.startswith("read_") or name in ("now", "today")}


@pytest.mark.parametrize("unit", ["percent_of_base", "households"])
def test_growth_in_per_cent_and_changes_of_households_are_no_falls_of_people(unit):
    assert falls_of(claim("2020-06-30", -5, kind="change", base_as_of="2019-12-31", unit=unit)) == []
