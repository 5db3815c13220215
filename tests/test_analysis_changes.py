import ast
import inspect
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from miniature import AREA, COUNTRY, EVENTS, change, claim, claims, millions, population, rate, target

from baophu import analysis
from baophu.analysis.changes import (
    AXES,
    CAUSE,
    CLIFF,
    CONVENTIONS,
    DENOMINATOR,
    LESS,
    LIKE,
    LOSS,
    MORE,
    NOT_RENEWED,
    ONE_POPULATION,
    OPEN,
    PUBLISHERS,
    VERDICTS,
    YEARLY,
    Context,
    assess_changes,
    derive_levels,
    in_order,
    judge,
    levels_on,
)
from baophu.analysis.changes.verdicts import cliff_points
from baophu.analysis.claims import prepare_claims, select_claims
from baophu.analysis.coverage import levels
from baophu.facts.shared import shared_facts

DECEMBER, JUNE = "2021-12-31", "2022-06-30"
POPULATION = pd.concat([millions(2021, 2022), millions(2021, 2022, area=COUNTRY)])


def country(before, after, days=(DECEMBER, JUNE)):
    """The country's level on two days, of the rates and of the counts, printed as finely as they are."""
    shared = {"area": COUNTRY}
    return [
        row
        for day, pct in zip(days, (before, after), strict=True)
        for row in (rate(day, pct, as_printed=f"{pct:.2f}%", **shared), claim(day, pct * 10_000 + 111, **shared))
    ]


def tables_of(
    *rows, national=(), population=POPULATION, excluded_claims=(), doubtful_claims=frozenset(), events=None,
    provinces=(AREA,),
):  # fmt: skip
    """Changes of all areas that have figures; the country's stand among them."""
    table = prepare_claims(claims(*rows, *national))
    dated = levels(table, population)
    country = select_claims(dated, area=COUNTRY)
    own = select_claims(table, area=COUNTRY)
    context = Context(
        pd.concat([country, derive_levels(country, own)]), own, EVENTS if events is None else events, doubtful_claims
    )
    return assess_changes(table[~table["claim_id"].isin(excluded_claims)], dated, population, context, provinces)


def changes_of(*rows, **options):
    return [found for found in tables_of(*rows, **options).records() if found.area == AREA]


def falls_of(*rows, **options):
    return [found for found in changes_of(*rows, **options) if found.is_fall and not found.is_gross]


def verdict_of(*rows, **options):
    (fall,) = falls_of(*rows, **options)
    return fall.verdict, fall.reason


SEASON = country(91, 88)


def fallen(points, **cells):
    """A printed net fall of so many points of a million people, to the person."""
    return change(DECEMBER, JUNE, -round(10_000 * points) - 1, **cells)


@pytest.mark.parametrize(
    ("points", "verdict"),
    [
        (1.0, (LESS, "above_country")),
        (2.9, (LESS, "above_country")),
        (3.0, (LIKE, "near_country")),
        (3.1, (MORE, "below_country")),
        (5.9, (MORE, "below_country")),
        (6.0, (CLIFF, "cliff")),
        (8.0, (CLIFF, "cliff")),
    ],
)
def test_fall_is_judged_against_a_country_that_fell_three_points(points, verdict):
    assert verdict_of(fallen(points), national=SEASON) == verdict
    levels = (rate(day, pct, as_printed=f"{pct:.2f}%") for day, pct in ((DECEMBER, 90), (JUNE, 90 - points)))
    assert verdict_of(*levels, national=SEASON) == verdict


def test_tolerance_comes_from_the_prints():
    over = [*SEASON[:2], claim(JUNE, 880_000, bound="at_least", as_printed="880 nghìn", area=COUNTRY)]
    # "Over 880 thousand" of a million is 88 to 89 percent: the country fell by two to three points.
    (fall,) = falls_of(fallen(2.5), national=over)
    assert (fall.verdict, fall.reason) == (LIKE, "near_country")
    assert tuple(fall.beyond_country) == pytest.approx((-0.5, 0.5), abs=0.02)
    assert verdict_of(fallen(3.1), national=over)[0] == MORE


def test_difference_that_may_be_nothing_or_much_is_no_verdict():
    vague = [claim(day, n, area=COUNTRY) for day, n in ((DECEMBER, 900_000), (JUNE, 870_000))]
    vague[0] |= {"as_printed": "900 nghìn", "bound": "about"}
    assert verdict_of(fallen(3), national=vague) == (OPEN, "too_wide")


def test_fall_of_the_size_of_a_cliff_is_none_if_the_country_fell_as_much():
    assert verdict_of(fallen(8), national=country(91, 83))[0] == LIKE


def test_cliff_needs_no_country():
    assert verdict_of(fallen(8)) == (CLIFF, "cliff")
    assert verdict_of(fallen(5)) == (OPEN, "no_country")


def test_country_between_two_days_of_a_year_is_what_both_allow_and_nothing_across_its_end():
    days = ("2022-04-30", "2022-08-31")
    (fall,) = falls_of(fallen(4), national=[*country(91, 91)[:2], *country(89, 87, days)])
    assert fall.readings_with_country[0].is_derived
    assert tuple(fall.national) == pytest.approx((-4, -2), abs=0.02)
    assert falls_of(fallen(4), national=country(91, 87, (DECEMBER, "2022-08-31")))[0].national is None
    assert falls_of(fallen(4), national=country(91, 87, (DECEMBER, "2022-12-31")))[0].national is None


def test_persons_are_read_on_one_population_with_the_other_conventions_beside():
    grown = population({(AREA, 2021): 1_000_000, (AREA, 2022): 1_010_000, (COUNTRY, 2021): 1_000_000,
                        (COUNTRY, 2022): 1_020_000})  # fmt: skip
    counts = (claim(DECEMBER, 900_111), claim(JUNE, 870_111))
    (fall,) = falls_of(*counts, national=SEASON, population=grown)
    assert [reading.convention for reading in fall.readings] == [ONE_POPULATION, YEARLY, PUBLISHERS]
    one, yearly, publishers = fall.readings
    assert one.points == pytest.approx(-100 * 30_000 / 1_010_000)
    assert yearly.points == pytest.approx(100 * (870_111 / 1_010_000 - 900_111 / 1_000_000))
    assert one.national_low == pytest.approx(-100 * 30_000 / 1_020_000, abs=1e-3)
    assert yearly.national_low == pytest.approx(100 * (880_111 / 1_020_000 - 910_111 / 1_000_000), abs=1e-3)
    assert (publishers.points, publishers.national_low) == pytest.approx((one.points, -3), abs=0.02)
    assert (fall.change_points, fall.scale) == (one.points, "gso")


def test_unknown_level_leaves_the_dilution_of_growth_as_open_as_the_figures_around_it():
    grown = population({(AREA, 2021): 1_000_000, (AREA, 2022): 1_010_000})
    known = rate("2021-04-30", 80, as_printed="80,0%")
    yearly = falls_of(fallen(3), known, population=grown)[0].readings[1]
    assert (yearly.low_points, yearly.high_points) == pytest.approx((-3.763, -3.762), abs=2e-3)
    bare = falls_of(fallen(3), population=grown)[0].readings[1]
    assert (bare.low_points, bare.high_points) == pytest.approx((-3.961, -3.466), abs=2e-3)


def test_countrys_rates_of_two_populations_stand_beside_no_persons():
    moved = [*SEASON[:2], rate(JUNE, 86, as_printed="86,00%", area=COUNTRY), SEASON[3]]
    (fall,) = falls_of(fallen(3), national=moved)
    assert PUBLISHERS not in [reading.convention for reading in fall.readings]


def test_countrys_rates_of_two_definitions_are_not_compared():
    other = [*SEASON[:2], {**SEASON[2], "obs_status": "D"}]
    levels = (rate(DECEMBER, 90), rate(JUNE, 86))
    assert verdict_of(*levels, national=other) == (OPEN, "no_country")


def test_group_is_no_fall_of_the_whole_and_the_country_stands_beside_it_uncompared():
    (fall,) = falls_of(fallen(8, group="household"), national=SEASON)
    assert (fall.verdict, fall.reason) == (OPEN, "group_only")
    assert tuple(fall.national) == pytest.approx((-3, -3), abs=0.02)


def test_other_scheme_gets_no_verdict():
    assert verdict_of(change(DECEMBER, JUNE, -6_859, scheme="bhxh_tn"), national=SEASON)[1] == "other_scheme"


def test_change_without_a_population_is_not_put_in_points():
    assert verdict_of(fallen(8), population=millions(2019)) == (OPEN, "no_population")


def test_rates_whose_roundings_meet_show_no_change():
    assert changes_of(rate(DECEMBER, 91), rate(JUNE, 90), national=SEASON) == []
    assert len(changes_of(rate(DECEMBER, 91), rate(JUNE, 89), national=SEASON)) == 1


@pytest.mark.parametrize(("rise", "verdict"), [(1.0, MORE), (3.0, LIKE), (8.0, LESS)])
def test_rise_is_judged_as_a_fall_is(rise, verdict):
    (found,) = changes_of(change(DECEMBER, JUNE, round(10_000 * rise) + 1), national=country(88, 91))
    assert (found.is_fall, found.verdict) == (False, verdict)


def test_change_without_a_level_gets_none():
    (fall,) = falls_of(fallen(2), national=SEASON)
    assert (fall.level_before, fall.level_after, fall.derived_pct) == (None, None, None)
    assert fall.change_points == pytest.approx(-2, abs=1e-3)


def test_level_before_is_derived_from_a_change_and_says_so():
    printed = change(DECEMBER, JUNE, -2, unit="percentage_points", as_printed="2%")
    (fall,) = falls_of(printed, rate(JUNE, 53), national=SEASON)
    assert (fall.level_before, fall.level_after, fall.is_before_derived, fall.derived_pct) == (55, 53, True, 55)
    (rise,) = changes_of(change(DECEMBER, JUNE, 20_111), claim(JUNE, 900_111))
    assert (rise.count_before, rise.count_after, rise.derived_pct) == (880_000, 900_111, 88)


def test_growth_in_percent_is_a_change_of_people_where_the_count_is_known():
    grown = change(DECEMBER, JUNE, -7.39, unit="percent_of_base", as_printed="7,39%")
    (fall,) = falls_of(grown, claim(JUNE, 757_765))
    assert fall.change_count == pytest.approx(757_765 * -7.39 / 92.61)
    assert fall.low_count < fall.change_count < fall.high_count
    (bare,) = falls_of(grown)
    assert (bare.change_count, bare.relative_pct, bare.reason) == (None, -7.39, "no_population")


def test_one_change_printed_in_people_and_in_percent_is_one():
    rows = (change(DECEMBER, JUNE, 10_123), change(DECEMBER, JUNE, 1.2, unit="percent_of_base", claim_id="pct"))
    (found,) = changes_of(*rows)
    assert (found.change_count, found.relative_pct) == (10_123, 1.2)


def test_one_change_printed_in_people_and_in_cards_is_one_of_people():
    rows = (change(DECEMBER, JUNE, 10_001, unit="cards", claim_id="a"), change(DECEMBER, JUNE, 10_123, claim_id="b"))
    (found,) = changes_of(*rows)
    assert (found.unit, found.change_count, found.claim_ids) == ("persons", 10_123, ("b",))


# ── A cause in print ─────────────────────────────────────────────────────────────────────────────────────────


def loss(day, count, **cells):
    return claim(day, count, kind="loss", group="near_poor", **cells)


def test_printed_loss_that_covers_the_fall_is_its_cause():
    assert verdict_of(fallen(2), loss("2022-03-31", 25_000))[0] == CAUSE


def test_those_who_came_back_are_taken_off_the_loss():
    back = claim(JUNE, 10_000, group="near_poor")
    (fall,) = falls_of(fallen(2), loss("2022-03-31", 25_000), back, national=SEASON)
    assert (fall.cause_count, fall.verdict) == (15_000, LESS)


def test_loss_of_a_day_after_the_fall_explains_nothing():
    assert verdict_of(fallen(2), loss("2022-09-30", 25_000), national=SEASON)[0] == LESS


def test_loss_dated_by_the_year_of_the_fall_counts():
    year = loss("2022-12-31", 25_000, as_of_precision="year")
    assert verdict_of(fallen(2), year, national=SEASON)[0] == CAUSE


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
    (fall,) = falls_of(*BIG_FALL, lost, excluded_claims={lost["claim_id"]})
    assert fall.cause_count is None
    assert changes_of(lost, excluded_claims={lost["claim_id"]}) == []


# ── Another population ───────────────────────────────────────────────────────────────────────────────────────


def test_fall_that_another_population_halves_leaves_two_readings():
    before = [rate(DECEMBER, 98), claim("2021-06-30", 930_000)]
    (fall,) = falls_of(*before, rate(JUNE, 92), national=SEASON)
    assert (fall.verdict, fall.reason, fall.other_level) == (OPEN, "two_readings", 93)


def test_count_of_the_falls_own_end_is_no_earlier_level():
    rates = (rate("2022-03-31", 90), rate("2022-12-31", 80))
    country_year = [
        row for day, pct in (("2022-03-31", 90), ("2022-12-31", 91)) for row in (rate(day, pct, area=COUNTRY),)
    ]
    assert verdict_of(*rates, claim("2022-12-31", 800_123), national=country_year)[0] == CLIFF


def test_fall_on_a_population_near_the_statistical_one_is_comparable():
    before = [rate(DECEMBER, 98), claim("2021-06-30", 975_000)]
    assert verdict_of(*before, rate(JUNE, 90), national=SEASON)[0] == CLIFF


def test_percentage_that_fell_while_more_were_insured_is_a_matter_of_the_denominator():
    grown = population({(AREA, 2021): 1_000_000, (AREA, 2022): 1_100_000})
    before, after = claim("2021-06-30", 900_111), claim(JUNE, 905_111)
    (found,) = changes_of(before, after, population=grown)
    # Within a year each year's own average is a step on 1 January: by itself it says nothing.
    (short,) = changes_of(claim(DECEMBER, 900_111), after, population=grown)
    assert (short.verdict, short.reason) == (OPEN, "no_country")
    assert (found.verdict, found.reason, found.scale) == (DENOMINATOR, "count_rose", "gso")
    assert (found.is_fall, found.exits_count) == (False, None)


def test_count_that_stayed_while_the_population_grew_did_not_rise():
    grown = population({(AREA, 2021): 1_000_000, (AREA, 2022): 1_100_000})
    rates = (rate(DECEMBER, 90, as_printed="90,0%"), rate(JUNE, 81.8, as_printed="81,8%"))
    (fall,) = falls_of(*rates, claim(DECEMBER, 900_111), claim(JUNE, 900_111), population=grown)
    assert (fall.verdict, fall.reason) == (DENOMINATOR, "count_same")


def test_near_full_coverage_a_cliff_is_a_little_larger():
    assert list(map(cliff_points, (94.9, float("nan"), 97))) == pytest.approx([6, 6, 6.185], abs=0.001)


def test_rates_are_never_held_against_the_countrys_persons():
    persons = [row for row in SEASON if row["kind"] == "count"]
    (fall,) = falls_of(rate(DECEMBER, 90), rate(JUNE, 86), national=persons)
    assert ([r.convention for r in fall.readings], fall.reason) == ([PUBLISHERS], "no_country")


def test_loss_covers_a_fall_of_rates_whose_population_may_be_smaller():
    rates = (rate(DECEMBER, 97.3, as_printed="97,3%"), rate(JUNE, 76.8, as_printed="76,8%"))
    assert verdict_of(*rates, loss("2022-03-31", 201_701)) == (CAUSE, "loss_covers_fall")
    assert verdict_of(*rates, loss("2022-03-31", 180_001))[0] == CLIFF


@pytest.mark.parametrize(
    ("first", "last", "after", "bound"),
    [
        ("exact", "exact", 910_001, "exact"),
        ("exact", "at_least", 910_001, "at_least"),
        ("at_least", "exact", 910_001, "at_most"),
        ("exact", "at_least", 890_001, "at_most"),
        ("at_least", "at_least", 910_001, "about"),
        ("exact", "about", 910_001, "about"),
    ],
)
def test_difference_of_counts_keeps_what_their_bounds_leave(first, last, after, bound):
    (found,) = changes_of(claim(DECEMBER, 900_001, bound=first), claim(JUNE, after, bound=last))
    assert found.bound == bound


@pytest.mark.parametrize(
    ("moved", "level", "bound"),
    [("exact", "exact", "exact"), ("at_least", "exact", "at_most"), ("at_most", "exact", "at_least"),
     ("exact", "at_least", "at_least"), ("at_least", "at_least", "about")],
)  # fmt: skip
def test_level_before_keeps_what_the_bounds_of_rise_and_level_leave(moved, level, bound):
    (rise,) = changes_of(change(DECEMBER, JUNE, 20_111, bound=moved), claim(JUNE, 900_111, bound=level))
    assert rise.bound_before == bound
    points = change(DECEMBER, JUNE, 2, unit="percentage_points", as_printed="2%", bound=moved)
    (rise,) = changes_of(points, rate(JUNE, 53, bound=level))
    assert rise.bound_before == bound


def test_fall_of_more_than_so_much_came_from_higher():
    (fall,) = falls_of(fallen(2, bound="at_least"), claim(JUNE, 900_111))
    assert fall.bound_before == "at_least"


def test_change_of_another_scheme_may_be_printed_in_points():
    (rise,) = changes_of(change(DECEMBER, JUNE, 5, unit="percentage_points", as_printed="5%", scheme="bhxh_tn"))
    assert (rise.change_points, rise.is_fall, rise.reason) == (5, False, "other_scheme")


def test_losses_of_one_day_are_not_added_for_one_may_be_a_part_of_another():
    two = [loss("2022-03-31", 60_001), claim("2022-03-31", 20_001, kind="loss", group="ethnic_minority")]
    (fall,) = falls_of(*BIG_FALL, *two)
    assert fall.cause_count == 60_001


def test_countrys_printed_change_gives_its_level_of_the_other_day():
    nation = [claim(JUNE, 880_111, area=COUNTRY), change(DECEMBER, JUNE, -30_001, area=COUNTRY)]
    own = prepare_claims(claims(*nation))
    dated = levels(own, POPULATION)
    known = levels_on(pd.concat([dated, derive_levels(dated, own)]), pd.concat([own["base_as_of"], own["as_of"]]))
    level, printed = known[known["scale"].eq("gso")].itertuples()
    assert (level.as_of, level.is_derived) == (pd.Timestamp(DECEMBER), True)
    assert level.claim_ids == (nation[1]["claim_id"], nation[0]["claim_id"])
    assert (level.low, level.high) == pytest.approx((910_111, 910_113))
    assert not printed.is_derived


def test_estimate_of_the_country_is_said():
    guessed = [{**row, "obs_status": "E"} if row["kind"] == "count" else row for row in SEASON]
    (fall,) = (c for c in changes_of(fallen(3), national=guessed) if c.is_fall)
    assert "country_estimate" in codes(fall.parts)


def test_event_of_a_year_that_ended_before_the_change_is_none_of_its_policies():
    event = EVENTS.iloc[:1].assign(date=pd.Timestamp("2021-01-01"), date_precision="year")
    found = [changes_of(change(start, JUNE, -20_001), events=event)[0] for start in (DECEMBER, "2021-06-30")]
    assert [codes(p for p in c.parts if p.axis == "policy") for c in found] == [["no_event"], ["event_down"]]


# ── Finding falls ────────────────────────────────────────────────────────────────────────────────────────────


def test_counts_that_fell_are_a_fall_of_their_own():
    (fall,) = falls_of(claim(DECEMBER, 900_111), claim(JUNE, 880_111), national=SEASON)
    assert (fall.scale, fall.verdict, fall.exits_count) == ("gso", LESS, 20_000)
    assert (fall.count_before, fall.count_after) == (900_111, 880_111)


def test_each_years_own_population_is_read_within_one_series_alone():
    two = pd.concat([population({(AREA, 2021): 1_000_000}, "gso_avg_pre2019census"), millions(2022)])
    (fall,) = falls_of(claim(DECEMBER, 900_111), claim(JUNE, 880_111), population=two)
    assert [reading.convention for reading in fall.readings] == [ONE_POPULATION]


def test_rate_and_count_of_the_same_days_are_one_fall():
    rates = (rate(DECEMBER, 91), rate(JUNE, 88.5, as_printed="88,5%"))
    counts = (claim(DECEMBER, 900_111), claim(JUNE, 880_111))
    (fall,) = falls_of(*rates, *counts, national=SEASON)
    assert (fall.scale, fall.change_count, fall.level_before) == ("gso", -20_000, 91)
    assert {c.claim_id for c in claims(*rates, *counts).itertuples()} == set(fall.claim_ids)


def test_printed_change_speaks_for_the_levels_of_its_days_alone():
    printed = change(DECEMBER, JUNE, -2, unit="percentage_points", as_printed="2%")
    levels = (rate(DECEMBER, 91), rate(JUNE, 89), rate("2022-09-30", 85))
    found = sorted(falls_of(printed, *levels, national=SEASON), key=lambda fall: fall.end)
    assert [(fall.end.month, fall.is_before_derived) for fall in found] == [(6, True), (9, False)]


def test_fewer_people_of_another_scheme_are_a_fall_without_a_verdict():
    (fall,) = falls_of(claim(DECEMBER, 5_120, scheme="bhtn"), claim(JUNE, 4_010, scheme="bhtn"))
    assert (fall.scale, fall.change_count, fall.reason) == ("counted", -1_110, "other_scheme")


def test_fewer_uninsured_are_no_fall():
    assert changes_of(claim(DECEMBER, 5_120, group="uninsured"), claim(JUNE, 4_010, group="uninsured")) == []


def test_counts_under_two_definitions_are_not_compared():
    before, after = (claim(day, n, scheme="bhtn") for day, n in ((DECEMBER, 5_120), (JUNE, 4_010)))
    assert len(falls_of(before, after)) == 1
    assert falls_of({**before, "obs_status": "D"}, after) == []


def test_district_gets_no_verdict():
    (fall,) = falls_of(fallen(8), national=SEASON, provinces=())
    assert (fall.verdict, fall.reason) == (OPEN, "small_area")


def test_bound_of_a_fall_opens_downwards():
    printed = change(DECEMBER, JUNE, -9, unit="percentage_points", bound="at_least", as_printed="9%")
    (fall,) = falls_of(printed)
    assert (fall.low_points, fall.high_points) == (-10, -9)


def test_exits_are_what_the_bounds_of_the_two_counts_allow():
    nearly, over = claim(DECEMBER, 900_123, bound="at_most"), claim(JUNE, 800_123, bound="at_least")
    (fall,) = falls_of(nearly, over)
    # One step of the last digit each: from 900,122 at least to 800,124 at most.
    assert (fall.change_count, fall.exits_count) == (-100_000, 99_998)


def test_count_that_rose_in_another_source_is_seen():
    counts = [claim(day, n, source_id="office") for day, n in ((DECEMBER, 900_123), (JUNE, 905_123))]
    (found,) = changes_of(rate(DECEMBER, 90), rate(JUNE, 80), *counts, national=country(90, 91))
    assert (found.verdict, found.reason, found.is_fall) == (DENOMINATOR, "count_rose", False)


def test_level_after_a_printed_change_is_of_its_own_source():
    printed = change(DECEMBER, JUNE, -2.5, unit="percentage_points", as_printed="2,5%", source_id="b", claim_id="zc")
    own = rate(JUNE, 90, source_id="b", as_printed="90,0%", claim_id="z")
    (fall,) = falls_of(printed, own, rate(JUNE, 93, source_id="a", claim_id="a"))
    assert (fall.level_before, fall.level_after) == (92.5, 90)


def test_counts_that_contradict_another_print_bound_nothing():
    rows = [claim(day, n, scheme="bhtn") for day, n in ((DECEMBER, 5_120), (JUNE, 4_010))]
    (fall,) = falls_of(*rows, doubtful_claims=frozenset({rows[0]["claim_id"]}))
    assert fall.exits_count is None
    assert "contradicted" in codes(fall.parts)


def test_nearly_so_many_bounds_no_exits():
    (fall,) = falls_of(fallen(2, bound="at_most"))
    assert fall.exits_count is None


# ── Anatomy ──────────────────────────────────────────────────────────────────────────────────────────────────


def parts_of(*rows, national=()):
    (found,) = changes_of(*rows, national=national)
    return {axis: [part for part in found.parts if part.axis == axis] for axis in AXES}, found


def codes(parts):
    return [part.code for part in parts]


def test_every_axis_says_something_even_where_nothing_is_known():
    parts, _ = parts_of(change(DECEMBER, JUNE, -2, unit="percentage_points", as_printed="2%"))
    assert all(parts[axis] for axis in AXES)
    assert codes(parts["numerator"]) == ["count_unknown"]
    assert codes(parts["population"]) == ["publishers_unknown"]


@pytest.mark.parametrize(("after", "people"), [(880_111, 1_000_000), (905_111, 1_100_000), (850_111, 980_000)])
def test_what_count_and_population_do_adds_up_to_the_change_of_rates(after, people):
    rows = [
        row
        for day, n, p in ((DECEMBER, 900_111, 1_000_000), (JUNE, after, people))
        for row in (rate(day, round(100 * n / p, 2)), claim(day, n), claim(day, p, kind="denominator"))
    ]
    parts, found = parts_of(*rows)
    count = dict(parts["numerator"][0].numbers)["count_points"]
    people = dict(next(part for part in parts["population"] if part.code == "publishers").numbers)["population_points"]
    assert count + people == pytest.approx(found.level_after - found.level_before, abs=0.02)


def test_only_events_between_the_days_that_may_move_coverage_that_way_are_named():
    parts, _ = parts_of(fallen(2))
    assert [part.refs for part in parts["policy"]] == [("synthetic-down",)]
    parts, _ = parts_of(change(DECEMBER, JUNE, 20_001))
    assert [part.refs for part in parts["policy"]] == [("synthetic-up",)]


def test_groups_that_fell_together_are_named_and_not_added_up():
    rows = [change(DECEMBER, JUNE, -n, group=group) for n, group in ((10_000, "household"), (20_000, "students"))]
    found = falls_of(*rows)
    assert [fall.change_count for fall in found] == [-20_000, -10_000]
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


def test_country_of_voluntary_insurance_may_be_all_less_the_compulsory_of_one_page():
    own = [claim("2021-06-30", 2_000, scheme="bhxh_tn"), change(DECEMBER, JUNE, -500, scheme="bhxh_tn")]
    pages = [("bhxh", JUNE, 50_000, "page"), ("bhxh_bb", JUNE, 42_000, "page"), ("bhxh_tn", DECEMBER, 9_000, "page")]
    nation = [claim(day, n, scheme=s, source_id=page, area=COUNTRY, claim_id=f"c-{s}") for s, day, n, page in pages]
    found = changes_of(*own, national=nation)[0]
    season, last = (next(p for p in found.parts if p.code == code) for code in ("country_counts_derived", "last_count"))
    assert dict(season.numbers)["after_count"] == 8_000
    assert dict(season.numbers)["relative_pct"] == pytest.approx(-100 / 9)
    assert dict(last.numbers) == {"last_count": 2_000, "share_pct": 25}
    nation[1]["source_id"] = "another"
    parts = changes_of(*own, national=nation)[0].parts
    assert "country_unknown" in codes(parts)


# ── Gross losses ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("kind", [LOSS, NOT_RENEWED])
def test_printed_loss_is_a_fall_marked_gross(kind):
    (found,) = changes_of(claim("2022-03-31", 80_123, kind=kind, group="near_poor", bound="at_least"))
    assert (found.kind, found.is_gross, found.is_fall, found.start) == (kind, True, True, None)
    assert (found.change_count, found.verdict) == (-80_123, CAUSE)
    assert (found.low_points, found.high_points) == pytest.approx((-8.0124, -8.0123))


def test_printed_loss_without_a_population_is_no_share_of_it():
    (found,) = changes_of(loss("2022-03-31", 80_000), population=millions(2019))
    assert (found.verdict, found.change_points) == (CAUSE, None)


def test_loss_of_a_cliffs_size_stands_first_a_smaller_one_after_what_everyone_lost():
    rows = (fallen(2), loss("2022-03-31", 70_001, claim_id="large"), loss("2021-03-31", 30_001, claim_id="small"))
    found = changes_of(*rows, change("2022-06-30", "2022-09-30", 10_001))
    assert [c.change_count for c in found] == [-70_001, -20_001, -30_001, 10_001]
    assert found == sorted(reversed(found), key=in_order)


# ── What others print ────────────────────────────────────────────────────────────────────────────────────────


def test_only_changes_of_the_same_months_stand_beside_one_another():
    days = {
        "near": (DECEMBER, "2022-04-30"),
        "far": (DECEMBER, "2022-12-31"),
        "long": ("2020-12-31", JUNE),
        "group": (DECEMBER, JUNE),
        "town": (DECEMBER, JUNE),
    }
    groups = {"group": "students"}
    other = [change(*ends, -20_001, area=area, group=groups.get(area, "total")) for area, ends in days.items()]
    areas = [area for area in (AREA, *days) if area != "town"]
    found = {
        c.area: [other.area for other in c.others] for c in tables_of(fallen(3), *other, provinces=areas).records()
    }
    assert found == {AREA: ["near"], "near": [AREA], "far": [], "long": [], "group": [], "town": []}


# ── Invariants ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("seed", range(2))
def test_row_order_changes_nothing(ledger, seed):
    known, mixed = (
        shared_facts(table).change_tables.records()
        for table in (
            ledger,
            replace(
                ledger,
                claims=ledger.claims.sample(frac=1, random_state=seed),
                population=ledger.population.sample(frac=1, random_state=seed),
            ),
        )
    )
    assert len(known) > 200
    assert mixed == known


def test_several_areas_at_once_give_what_each_gives_alone(ledger):
    known = shared_facts(ledger)
    excluded, people = known.excluded_claims, ledger.population
    context = replace(known.change_context, doubtful_claims=frozenset())

    def assess(table):
        own = table[~table["claim_id"].isin(excluded)]
        found = assess_changes(own, levels(table, people, excluded), people, context, known.provinces).records()
        return [replace(change, others=()) for change in found]

    areas = ["can-tho", "gia-lai", "thai-nguyen", "dong-thap", "viet-nam"]
    together = assess(select_claims(known.claims_table, area=areas))
    assert len(together) > 100
    assert together == [
        found for area in sorted(areas) for found in assess(select_claims(known.claims_table, area=area))
    ]


@pytest.fixture(scope="module")
def every(ledger):
    """Every change of every area of the ledger."""
    return [change for own in shared_facts(ledger).changes.values() for change in own]


def test_no_verdict_changes_with_the_convention(ledger):
    """Whichever convention comes first, and whichever of them is asked alone, none says the opposite."""
    known = shared_facts(ledger)
    table, readings = known.change_tables.changes, known.change_tables.readings
    opposite = {MORE: LESS, LESS: MORE, CLIFF: LESS}
    assert len(table) > 200
    turned = judge(table, readings.iloc[::-1], known.levels_table, known.provinces)
    assert turned["verdict"].tolist() == table["verdict"].tolist()
    for convention in CONVENTIONS:
        read = readings[readings["convention"].eq(convention) & readings["national_low"].notna()]
        some = table[table["change_id"].isin(read["change_id"])]
        alone = judge(some, read, known.levels_table.iloc[:0], known.provinces)
        assert len(some) > 20
        assert not alone["verdict"].eq(some["verdict"].map(opposite)).any(), convention


def test_every_verdict_follows_from_its_intervals(every):
    for item in every:
        assert item.verdict in VERDICTS
        if item.verdict == MORE:
            assert item.beyond_country.high < 0
        if item.verdict == LESS:
            assert item.beyond_country.low > 0
        if item.verdict == LIKE:
            assert item.beyond_country.low <= 0 <= item.beyond_country.high
        if item.change_points is not None:
            assert item.low_points - 1e-9 <= item.change_points <= item.high_points + 1e-9, item
        if item.change_count is not None and item.low_count is not None:
            assert item.low_count - 1e-6 <= item.change_count <= item.high_count + 1e-6, item


COUNTED = st.integers(500_001, 990_001)


@settings(max_examples=10)
@given(
    cases=st.lists(st.tuples(COUNTED, COUNTED, st.integers(-50_000, 50_000)), min_size=1, max_size=40),
    nation=st.tuples(COUNTED, COUNTED),
)
def test_fall_of_people_is_a_fall_on_one_population_whatever_the_growth(cases, nation):
    counts = {f"area-{number}": case for number, case in enumerate([*cases, (*nation, 10_000)])}
    counts[COUNTRY] = counts.pop(f"area-{len(cases)}")
    people = {(area, 2021 + step): 1_000_000 + step * cells[2] for area, cells in counts.items() for step in (0, 1)}
    rows = [
        claim(day, cells[at], area=area) for area, cells in counts.items() for at, day in enumerate((DECEMBER, JUNE))
    ]
    for item in tables_of(*rows, population=population(people), provinces=tuple(counts)).records():
        before, after, _ = counts[item.area]
        assert (item.change_points < 0) == (after < before)
        moved = any((reading.points < 0) != (after < before) for reading in item.readings)
        assert moved == (item.verdict == DENOMINATOR) or item.verdict != DENOMINATOR


# ── The changes that the project was asked about ─────────────────────────────────────────────────────────────


def change_of(facts, year, group="total", scheme="bhyt", **cells):
    found = (c for c in facts.changes if (c.end.year, c.group, c.scheme) == (year, group, scheme))
    found = [c for c in found if all(getattr(c, name) == value for name, value in cells.items())]
    (change,) = found
    return change


def test_first_half_of_2022_fell_more_than_the_country_on_every_convention(facts_of):
    fall = change_of(facts_of("can-tho"), 2022)
    assert (fall.verdict, fall.change_count, fall.bound) == (MORE, -37_404, "about")
    assert fall.change_points == pytest.approx(-2.99, abs=0.005)
    spans = {r.convention: (r.national_low, r.national_high) for r in fall.readings_with_country}
    assert spans[ONE_POPULATION] == pytest.approx((-2.05, -1.95), abs=0.005)
    assert spans[YEARLY] == pytest.approx((-2.93, -2.82), abs=0.006)
    assert spans[PUBLISHERS] == pytest.approx((-2.03, -2.01), abs=0.005)
    assert tuple(fall.beyond_country) == pytest.approx((-1.04, -0.44), abs=0.005)
    assert {other.area for other in fall.others} == {"long-an", "gia-lai", "binh-duong"}


def test_voluntary_insurance_of_2022_stands_beside_the_countrys_derived_fall(facts_of):
    fall = change_of(facts_of("can-tho"), 2022, scheme="bhxh_tn")
    assert (fall.change_count, fall.verdict, fall.reason) == (-6_859, OPEN, "other_scheme")
    nation = dict(next(part for part in fall.parts if part.code == "country_counts_derived").numbers)
    assert (nation["before_count"], nation["after_count"]) == (1_450_000, 1_323_000)
    assert nation["relative_pct"] == pytest.approx(-8.8, abs=0.05)
    last = dict(next(part for part in fall.parts if part.code == "last_count").numbers)
    assert last == {"last_count": 7_263, "share_pct": 94}


def test_causes_of_2022_are_those_that_the_source_names(facts_of):
    facts = facts_of("can-tho")
    named = [cause.cause for cause in facts.causes[change_of(facts, 2022).claim_ids[0]]]
    assert {"household_members", "short_cards_for_plan", "unable_to_renew", "agents_late"} <= set(named)
    voluntary = facts.causes[change_of(facts, 2022, scheme="bhxh_tn").claim_ids[0]]
    assert {"self_employed_income", "contribution_raised_2022", "stop_or_lump_sum"} <= {c.cause for c in voluntary}


@pytest.mark.parametrize(("province", "count", "points"), [("gia-lai", -271_000, -17.3), ("thanh-hoa", -300_000, -8.1)])
def test_free_cards_that_ended_stand_first(facts_of, province, count, points):
    first = facts_of(province).changes[0]
    assert (first.kind, first.change_count, first.verdict) == (LOSS, count, CAUSE)
    assert first.change_points == pytest.approx(points, abs=0.05)


@pytest.mark.parametrize(("year", "count"), [(2021, 33_746), (2023, 29_726)])
def test_printed_rises_of_a_year_stand_as_rises(facts_of, year, count):
    rise = change_of(facts_of("nghe-an"), year, start=pd.Timestamp(2020, 2, 29) if year == 2021 else
                     pd.Timestamp(2022, 4, 30))  # fmt: skip
    assert (rise.is_fall, rise.change_count, rise.is_before_derived) == (False, count, True)


@pytest.mark.parametrize("group", ["household", "students"])
def test_groups_that_fell_in_2016_give_no_fall_of_the_whole(facts_of, group):
    fall = change_of(facts_of("can-tho"), 2016, group)
    assert (fall.reason, fall.national.low > 3) == ("group_only", True)
    assert not [c for c in facts_of("can-tho").changes if c.end.year == 2016 and c.is_total and c.is_fall]


def test_groups_that_fell_in_2016_are_named_beside_one_another(facts_of):
    fall = change_of(facts_of("can-tho"), 2016, "household")
    (part,) = (part for part in fall.parts if part.axis == "group")
    assert part.claim_ids == ("can-tho-bhyt-students-change-2016-06-30",)
    assert fall.exits_count == 18_977


def test_fall_from_98_5_to_92_leaves_two_readings(facts_of):
    fall = change_of(facts_of("thai-nguyen"), 2023)
    assert (fall.verdict, fall.reason) == (OPEN, "two_readings")
    assert (fall.other_level, fall.change_points) == pytest.approx((93.0, -6.5), abs=0.05)
    assert "equals_target" in codes(fall.parts)


def test_percentage_to_2020_fell_while_more_were_insured(facts_of):
    found = change_of(facts_of("thai-nguyen"), 2020, kind="counts")
    assert (found.verdict, found.reason, found.change_count) == (DENOMINATOR, "count_rose", 4_900)


def test_fall_of_a_district_is_shown_without_a_verdict(facts_of):
    (fall,) = (c for c in facts_of("dong-thap").changes if c.area != "dong-thap" and c.is_fall)
    assert (fall.change_points, fall.bound, fall.reason) == (-9, "at_least", "small_area")


def test_fall_of_2013_has_a_cause_in_print(facts_of):
    fall = change_of(facts_of("can-tho"), 2013)
    assert (fall.verdict, fall.cause_count) == (CAUSE, 48_000)


# ── The room ─────────────────────────────────────────────────────────────────────────────────────────────────

ROOM = sorted(Path(inspect.getfile(analysis)).parent.rglob("*.py"))
READERS = {"pathlib", "os", "io", "csv", "json", "urllib", "requests", "datetime", "time", "baophu.common.paths"}


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


def test_changes_of_households_are_no_changes_of_people():
    assert changes_of(claim("2020-06-30", -5, kind="change", base_as_of="2019-12-31", unit="households")) == []
