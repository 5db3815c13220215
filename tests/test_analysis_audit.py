import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from miniature import AREA, claim, claims, rate

from baophu.analysis.audit import (
    CONSISTENT,
    CONTRADICTORY,
    UNDECIDABLE,
    Finding,
    audit,
    contradictions,
    parents_of,
)
from baophu.analysis.coverage import usable
from baophu.facts.records import records

DAY = "2019-12-31"
BEFORE = "2018-12-31"
PAPER, OFFICE = "synthetic-paper", "synthetic-office"


def findings_of(table, evidence=False, **options):
    return records(Finding, audit(table, evidence, **options))


def finding_of(*rows):
    (found,) = findings_of(claims(*rows))
    return found


def plan(value):
    return claim(DAY, value, kind="attainment", unit="percent_of_plan")


def target(value):
    return rate(DAY, value, kind="target_rate")


@pytest.mark.parametrize(
    ("printed", "verdict"), [(1_000_000, CONSISTENT), (1_000_500, CONSISTENT), (1_010_000, CONTRADICTORY)]
)
def test_printed_population_is_held_against_the_one_implied(printed, verdict):
    base = claim(DAY, printed, kind="denominator")
    assert finding_of(claim(DAY, 800_123), rate(DAY, 80.0, as_printed="80,0%"), base).verdict == verdict


def test_count_and_rate_alone_imply_a_population_that_nothing_decides():
    found = finding_of(claim(DAY, 900_123), rate(DAY, 90))
    assert found.verdict == UNDECIDABLE
    assert found.implied == pytest.approx(1_000_137, abs=1)
    assert found.implied_low < found.implied < found.implied_high


def test_counts_of_nobody_imply_no_population():
    found = findings_of(claims(claim(DAY, 0), rate(DAY, 90), rate(DAY, 80)))
    assert [finding.check for finding in found] == ["two_prints"]


def test_rounded_population_is_read_as_roughly_as_it_was_printed():
    base = claim(DAY, 1_000_000, kind="denominator", as_printed="1 triệu")
    assert finding_of(claim(DAY, 812_345), rate(DAY, 80.0, as_printed="80,0%"), base).verdict == CONSISTENT


def test_population_of_another_day_decides_nothing():
    base = claim("2018-12-31", 1_000_000, kind="denominator")
    assert finding_of(claim(DAY, 810_000), rate(DAY, 90), base).verdict == UNDECIDABLE


@pytest.mark.parametrize(("printed", "verdict"), [(95, CONSISTENT), (90, CONTRADICTORY)])
def test_percent_of_plan_is_held_against_rate_over_target(printed, verdict):
    found = finding_of(plan(printed), rate(DAY, 90.0, as_printed="90,0%"), target(95))
    assert (found.check, found.verdict) == ("attainment", verdict)
    assert found.implied == pytest.approx(94.7, abs=0.05)


def test_percent_of_plan_without_a_target_is_not_checked():
    assert findings_of(claims(plan(95), rate(DAY, 90))) == []


def test_percent_of_one_owners_plan_is_not_held_against_the_target_of_another():
    own, other = plan(80) | {"plan_owner": "vss"}, target(95) | {"plan_owner": "province_committee"}
    assert findings_of(claims(own, rate(DAY, 90), other)) == []
    (found,) = findings_of(claims(own, rate(DAY, 90), other | {"plan_owner": "vss_and_province_committee"}))
    assert found.verdict == CONTRADICTORY


def test_target_of_a_decision_read_elsewhere_is_held_beside_the_print():
    decided = target(95) | {"claim_id": "t", "plan_owner": "government", "source_id": "synthetic-law"}
    (found,) = findings_of(claims(plan(90) | {"plan_owner": "government"}, rate(DAY, 90), decided))
    assert (found.verdict, found.claim_ids[-1]) == (CONTRADICTORY, "t")
    # Whose plan the print means is not known.
    (found,) = findings_of(claims(plan(90), rate(DAY, 90), decided))
    assert found.verdict == UNDECIDABLE


def test_target_that_a_later_decision_raised_contradicts_nothing():
    owned = {"plan_owner": "government", "source_id": "synthetic-law"}
    first, later = target(80) | owned, target(85) | owned | {"claim_id": "later", "instrument": "Synthetic decision 2"}
    assert findings_of(claims(first, later)) == []
    assert [found.check for found in findings_of(claims(first, later | {"instrument": ""}))] == ["two_prints"]


@pytest.mark.parametrize(
    ("value", "unit", "verdict"),
    [
        (2, "times", CONSISTENT),
        (2.4, "times", CONTRADICTORY),
        (200, "percent_of_base", CONSISTENT),
        (90, "percent_of_base", CONTRADICTORY),
    ],
)
def test_ratio_is_held_against_the_counts_of_its_two_days(value, unit, verdict):
    ratio = claim(DAY, value, kind="ratio", unit=unit, base_as_of="2018-12-31")
    found = finding_of(ratio, claim(DAY, 800_123), claim("2018-12-31", 400_061))
    assert (found.check, found.verdict) == ("ratio", verdict)


def test_undated_figures_are_not_checked():
    assert findings_of(claims(claim(None, 800_000), rate(None, 80))) == []


# ── Plans in persons ─────────────────────────────────────────────────────────────────────────────────────────


def goal(value, **cells):
    return claim(DAY, value, kind="target_count", **cells)


def gap(value, **cells):
    return claim(DAY, value, kind="shortfall", **cells)


def of_check(check, *rows, **options):
    return [f for f in findings_of(claims(*rows), **options) if f.check == check]


@pytest.mark.parametrize(("printed", "verdict"), [(80.0, CONSISTENT), (81.0, CONTRADICTORY)])
def test_percent_of_plan_is_held_against_count_over_plan(printed, verdict):
    found = finding_of(plan(printed) | {"as_printed": f"{printed}%"}, claim(DAY, 800_123), goal(1_000_123))
    assert (found.check, found.verdict) == ("attainment_count", verdict)


def test_count_and_percent_of_plan_imply_the_plan():
    found = finding_of(plan(80), claim(DAY, 800_123))
    assert (found.check, found.verdict, found.unit) == ("implied_plan", UNDECIDABLE, "persons")
    assert found.implied == pytest.approx(1_000_154, abs=1)
    assert found.implied_low < found.implied < found.implied_high


def test_number_still_missing_and_percent_of_plan_imply_the_plan_and_what_was_reached():
    whole, reached = findings_of(claims(gap(504), plan(76.9) | {"as_printed": "76,9%"}))
    assert (whole.check, reached.check) == ("implied_plan_gap", "implied_reached")
    assert whole.implied == pytest.approx(2181.8, abs=0.1)
    assert reached.implied == pytest.approx(whole.implied - 504)


def test_number_missing_of_a_plan_that_is_reached_implies_none():
    assert findings_of(claims(gap(504), plan(100))) == []


@pytest.mark.parametrize(("printed", "verdict"), [(1_000_123, CONSISTENT), (1_010_123, CONTRADICTORY)])
def test_count_and_number_missing_make_the_plan(printed, verdict):
    found = finding_of(claim(DAY, 800_100), gap(200_023), goal(printed))
    assert (found.check, found.verdict, found.implied) == ("plan_sum", verdict, 1_000_123)


def test_count_and_number_missing_give_the_percentage_once_more():
    (found,) = of_check("attainment_gap", claim(DAY, 800_123), gap(200_031), plan(90))
    assert (found.verdict, round(found.implied, 1)) == (CONTRADICTORY, 80.0)


@pytest.mark.parametrize(("points", "verdict"), [(4.5, CONSISTENT), (5.5, CONTRADICTORY)])
def test_rate_and_points_missing_make_the_target(points, verdict):
    missing = gap(points, unit="percentage_points", as_printed=f"{points}%")
    found = finding_of(rate(DAY, 86.5, as_printed="86,5%"), missing, target(91) | {"as_printed": "91,0%"})
    assert (found.check, found.verdict) == ("target_sum", verdict)


def test_plan_in_persons_and_in_percent_imply_a_population():
    found = finding_of(goal(942_147), target(74.5) | {"as_printed": "74,5%"})
    assert (found.check, round(found.implied)) == ("plan_population", 1_264_627)


@pytest.mark.parametrize(("other", "verdict"), [(5_829, UNDECIDABLE), (2_603, CONSISTENT)])
def test_plans_of_two_owners_are_set_side_by_side_and_no_contradiction(other, verdict):
    found = finding_of(goal(2_603, plan_owner="vss"), goal(other, plan_owner="province_committee", source_id=OFFICE))
    assert (found.check, found.verdict) == ("two_plans", verdict)
    assert {found.implied, found.printed} == {2_603, other}


def test_one_owners_plan_printed_in_two_ways_is_a_contradiction():
    found = finding_of(goal(2_603, plan_owner="vss"), goal(5_829, plan_owner="vss", source_id=OFFICE))
    assert (found.check, found.verdict) == ("two_prints", CONTRADICTORY)


# ── Populations and shares ───────────────────────────────────────────────────────────────────────────────────


def test_one_count_with_two_rates_is_a_contradiction():
    rows = [claim(DAY, 813_123), rate(DAY, 81.7), claim(DAY, 813_123), rate(DAY, 86.6)]
    rows = [row | {"claim_id": str(number)} for number, row in enumerate(rows)]
    rows[2:] = (row | {"source_id": OFFICE} for row in rows[2:])
    (found,) = of_check("two_rates", *rows)
    assert (found.verdict, found.implied, found.printed) == (CONTRADICTORY, 81.7, 86.6)
    # The rates are compared once: not as two prints as well, nor by the populations they imply.
    assert of_check("two_populations", *rows) == of_check("two_prints", *rows) == []


@pytest.mark.parametrize(("percent", "verdict"), [(86.0, CONSISTENT), (96.0, CONTRADICTORY)])
def test_populations_that_two_prints_imply_are_held_against_one_another(percent, verdict):
    other = [claim(DAY, 860_123, source_id=OFFICE), rate(DAY, percent, source_id=OFFICE)]
    (found,) = of_check("two_populations", claim(DAY, 800_123), rate(DAY, 80), *other)
    assert found.verdict == verdict


def test_other_definition_excuses_another_population():
    other = [claim(DAY, 860_123, source_id=OFFICE), rate(DAY, 96, source_id=OFFICE, obs_status="D")]
    (found,) = of_check("two_populations", claim(DAY, 800_123), rate(DAY, 80), *other)
    assert found.verdict == UNDECIDABLE


def test_share_and_its_number_imply_the_whole_and_so_the_numbers_of_other_shares():
    shared = {"kind": "share", "unit": "percent_of_employers"}
    whole, part = findings_of(
        claims(
            claim(DAY, 14, unit="employers", group="large"),
            claim(DAY, 0.31, **shared, group="large"),
            claim(DAY, 60.53, **shared, group="small"),
        )
    )
    assert (whole.check, whole.unit, round(whole.implied)) == ("implied_base", "employers", 4516)
    assert (round(whole.implied_low), round(whole.implied_high)) == (4444, 4590)
    assert (part.check, part.group, round(part.implied)) == ("implied_part", "small", 2734)


@pytest.mark.parametrize(("printed", "verdict"), [(11.6, CONSISTENT), (12.6, CONTRADICTORY)])
def test_insured_and_uninsured_make_a_hundred(printed, verdict):
    without = claim(DAY, printed, kind="share", unit="percent_of_population", group="uninsured")
    found = finding_of(rate(DAY, 88.4, as_printed="88,4%"), without)
    assert (found.check, found.verdict) == ("complement", verdict)


@pytest.mark.parametrize(("printed", "verdict"), [(25, CONSISTENT), (30, CONTRADICTORY)])
def test_share_of_the_insured_is_held_against_part_and_whole(printed, verdict):
    share = claim(DAY, printed, kind="share", unit="percent_of_insured", group="students")
    rows = (share, claim(DAY, 200_031, group="students"), claim(DAY, 800_123))
    (found,) = of_check("share", *rows)
    assert found.verdict == verdict


def test_labour_force_printed_under_a_rate_is_its_base():
    base = claim(DAY, 436_210, kind="denominator", group="labour_force", scheme="bhxh")
    share = rate(DAY, 13.57, unit="percent_of_labour_force", scheme="bhxh")
    found = finding_of(claim(DAY, 59_177, scheme="bhxh"), share, base)
    assert (found.check, found.verdict) == ("implied_base", CONSISTENT)


# ── Changes and earlier levels ───────────────────────────────────────────────────────────────────────────────


def moved(value, **cells):
    return claim(DAY, value, kind="change", base_as_of=BEFORE, **cells)


@pytest.mark.parametrize(
    ("value", "cells", "check", "verdict"),
    [
        (-20_012, {}, "change", CONSISTENT),
        (-25_012, {}, "change", CONTRADICTORY),
        (-20_000, {"bound": "at_least", "as_printed": "20.000"}, "change", CONSISTENT),
        (-30_000, {"bound": "at_least", "as_printed": "30.000"}, "change", CONTRADICTORY),
        (-2.4, {"unit": "percent_of_base"}, "growth", CONSISTENT),
        (-3.4, {"unit": "percent_of_base"}, "growth", CONTRADICTORY),
    ],
)
def test_change_is_held_against_the_counts_of_its_two_days(value, cells, check, verdict):
    found = finding_of(moved(value, **cells), claim(DAY, 800_111), claim(BEFORE, 820_123))
    assert (found.check, found.verdict) == (check, verdict)


def test_points_printed_as_per_cent_are_judged_as_points_and_shown_as_growth():
    points = moved(18, unit="percentage_points", as_printed="18%")
    found = finding_of(points, rate(DAY, 98.5, as_printed="98,5%"), rate(BEFORE, 80.07, as_printed="80,07%"))
    assert (found.verdict, round(found.implied, 2), round(found.other_reading, 1)) == (CONSISTENT, 18.43, 23.0)


def test_change_and_later_level_imply_the_earlier_one():
    found = finding_of(moved(2_726), claim(DAY, 5_055))
    assert (found.check, found.implied, found.as_of.year) == ("implied_level", 2_329, 2018)
    assert (found.as_of_precision, found.verdict) == ("day", UNDECIDABLE)


@pytest.mark.parametrize(("percent", "verdict"), [(1.22, CONSISTENT), (1.32, CONTRADICTORY)])
def test_change_in_persons_and_in_per_cent_imply_one_earlier_level(percent, verdict):
    rows = (claim(DAY, 2_794_346), moved(33_746), moved(percent, unit="percent_of_base"))
    rows = [row | {"claim_id": str(number)} for number, row in enumerate(rows)]
    (found,) = of_check("two_levels", *rows)
    assert found.verdict == verdict


def two_ratios(same_count):
    first = claim("2020-05-31", 94.5, kind="ratio", unit="percent_of_base", base_as_of=BEFORE, scheme="bhxh")
    second = claim(DAY, 1.02, kind="ratio", unit="times", base_as_of=BEFORE, scheme="bhxh_bb")
    rows = [first, claim("2020-05-31", 220_123, scheme="bhxh"), second, claim(DAY, 238_000, scheme="bhxh_bb")]
    rows += [claim(DAY, 238_000, scheme="bhxh")] if same_count else []
    return [row | {"claim_id": str(number)} for number, row in enumerate(rows)]


def test_labels_are_taken_for_one_another_only_if_their_source_does():
    (found,) = of_check("two_levels", *two_ratios(same_count=True))
    assert found.verdict == CONSISTENT
    assert {round(found.implied), round(found.printed)} == {232_934, 233_333}
    assert of_check("two_levels", *two_ratios(same_count=False)) == []


# ── Totals and two prints ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("scheme", "parts"), [("all", ("bhyt", "bhxh_tn")), ("bhxh", ("bhxh_bb", "bhxh_tn"))])
@pytest.mark.parametrize(("total", "verdict"), [(329_303, CONSISTENT), (329_057, CONTRADICTORY)])
def test_total_is_held_against_its_parts(scheme, parts, total, verdict):
    rows = [claim(DAY, value, scheme=part) for part, value in zip(parts, (326_723, 2_580), strict=True)]
    found = finding_of(claim(DAY, total, scheme=scheme), *rows)
    assert (found.check, found.verdict, found.implied) == ("total", verdict, 329_303)


def test_changes_add_up_as_counts_do():
    rows = [moved(40_640, scheme="bhxh"), moved(10_513, scheme="bhxh_bb"), moved(30_127, scheme="bhxh_tn")]
    assert finding_of(*rows).verdict == CONSISTENT


def test_total_and_one_part_imply_the_other():
    found = finding_of(claim(DAY, 220_123, scheme="bhxh"), claim(DAY, 9_125, scheme="bhxh_tn"))
    assert (found.check, found.scheme, found.implied) == ("implied_rest", "bhxh_bb", 210_998)


def test_parts_of_two_sources_make_no_sum():
    parts = claim(DAY, 326_723), claim(DAY, 2_580, scheme="bhxh_tn", source_id=OFFICE)
    assert of_check("total", claim(DAY, 999_999, scheme="all"), *parts) == []


@pytest.mark.parametrize(
    ("cells", "verdict"),
    [
        ({}, CONTRADICTORY),
        ({"as_of_precision": "year"}, CONTRADICTORY),
        ({"as_of_precision": "month"}, UNDECIDABLE),
        ({"obs_status": "E"}, UNDECIDABLE),
        ({"obs_status": "D"}, UNDECIDABLE),
        ({"source_id": PAPER, "obs_status": "E"}, CONTRADICTORY),
        ({"bound": "about"}, CONTRADICTORY),
        ({"value": 550_000.0, "as_printed": "550 nghìn", "bound": "about"}, CONSISTENT),
        ({"value": 551_000.0, "as_printed": "551 nghìn"}, CONSISTENT),
    ],
)
def test_two_prints_of_one_quantity_contradict_only_if_they_must_be_the_same(cells, verdict):
    other = claim(DAY, 561_234, source_id=OFFICE) | {"claim_id": "other"} | cells
    found = finding_of(claim(DAY, 551_234), other)
    assert (found.check, found.verdict) == ("two_prints", verdict)


@pytest.mark.parametrize(
    ("token", "value", "bound"), [("203 nghìn", 203_000, "exact"), ("204 nghìn", 204_000, "at_least")]
)
def test_digits_cut_off_or_rounded_before_more_than_prove_nobody_wrong(token, value, bound):
    other = claim(DAY, value, as_printed=token, bound=bound, source_id=OFFICE) | {"claim_id": "other"}
    assert finding_of(claim(DAY, 203_871), other).verdict == UNDECIDABLE


def test_number_printed_twice_alike_is_no_finding():
    assert findings_of(claims(claim(DAY, 551_234), claim(DAY, 551_234, source_id=OFFICE))) == []


def test_evidence_is_read_only_if_asked_for():
    rows = claims(claim(DAY, 551_234), claim(DAY, 561_234, source_id=OFFICE, obs_status="U") | {"claim_id": "other"})
    assert findings_of(rows) == []
    assert len(findings_of(rows, evidence=True)) == 1


# ── In print ─────────────────────────────────────────────────────────────────────────────────────────────────


def found_in(facts, check):
    return [(round(f.implied, 1), f.printed, f.verdict) for f in facts.findings if f.check == check and f.printed]


def test_percent_of_plan_of_2023_contradicts_rate_and_target(facts_of):
    assert found_in(facts_of("binh-thuan"), "attainment") == [(98.0, 92.5, CONTRADICTORY)]


def test_ninety_percent_of_2019_contradicts_the_two_counts(facts_of):
    assert (92.5, 90, CONTRADICTORY) in found_in(facts_of("thai-nguyen"), "ratio")


def test_population_printed_in_2016_agrees_with_count_and_rate(facts_of):
    ((implied, printed, verdict),) = found_in(facts_of("can-tho"), "implied_population")
    assert (printed, verdict) == (1_264_627, CONSISTENT)
    assert implied == pytest.approx(1_264_609.6)


@pytest.fixture(scope="module")
def found(ledger):
    return findings_of(ledger.claims)


def implied_in(found, check, area, as_of):
    return [round(f.implied) for f in found if (f.check, f.area, str(f.as_of.date())) == (check, area, as_of)]


@pytest.mark.parametrize(
    ("check", "area", "as_of", "implied"),
    [
        ("implied_population", "thai-nguyen", "2012-12-31", 1_149_056),
        ("implied_population", "thai-nguyen", "2020-06-28", 1_234_416),
        ("implied_population", "thanh-hoa", "2010-12-31", 3_424_482),
        ("implied_population", "thanh-hoa", "2019-09-30", 3_540_768),
        ("implied_population", "thanh-hoa-city", "2020-10-31", 364_606),
        ("implied_plan_gap", "binh-thuan-tanh-linh", "2023-11-30", 2_182),
        ("implied_plan_gap", "thai-nguyen", "2021-09-30", 1_266_667),
        ("implied_base", "can-tho", "2022-06-30", 4_516),
        ("implied_level", "thai-nguyen", "2018-12-31", 232_934),
    ],
)
def test_numbers_that_the_prints_imply(found, check, area, as_of, implied):
    assert implied in implied_in(found, check, area, as_of)


@pytest.mark.parametrize(
    ("check", "area", "verdict", "implied", "printed"),
    [
        ("total", "thanh-hoa-city", CONTRADICTORY, 329_303, 329_057),
        ("two_levels", "thai-nguyen", CONSISTENT, 233_333, 232_934),
        ("change_points", "thai-nguyen", CONSISTENT, 18, 18),
        ("attainment_gap", "quang-nam", CONSISTENT, 98, 98),
        ("two_plans", "can-tho", UNDECIDABLE, 2_603, 5_829),
        ("two_plans", "thanh-hoa", UNDECIDABLE, 81_800, 105_000),
        ("two_plans", "binh-thuan", CONTRADICTORY, 15_020, 14_778),
        ("plan_population", "can-tho", CONSISTENT, 1_264_627, 1_264_627),
    ],
)
def test_prints_held_against_one_another(found, check, area, verdict, implied, printed):
    said = [(round(f.implied), round(f.printed), f.verdict) for f in found if (f.check, f.area) == (check, area)]
    assert (implied, printed, verdict) in said


def test_counts_that_stand_with_two_rates(ledger):
    said = [
        (f.implied, f.printed)
        for f in records(Finding, contradictions(ledger.claims, evidence=True))
        if f.check == "two_rates"
    ]
    assert said == [(81.7, 86.6)]


def test_contradictions_of_the_provinces(ledger):
    said = [(f.area, f.check) for f in records(Finding, contradictions(ledger.claims)) if f.area != "viet-nam"]
    assert said == [
        ("dong-nai", "two_levels"),
        ("hoa-binh", "two_prints"),
        # Two labour forces of one day, and changes reckoned from counts of 2018 that are not those of the yearbook.
        *(("ha-nam", check) for check in ("change", "two_populations", "two_populations", "change")),
        ("thai-nguyen", "ratio"),
        ("thanh-hoa-city", "total"),
        ("gia-lai", "two_populations"),
        ("binh-thuan", "two_plans"),
        ("binh-thuan", "attainment"),
        ("ninh-binh-city", "share"),
    ]


@pytest.mark.parametrize("area", ["ha-nam", "phu-tho", "son-la"])
def test_two_definitions_of_one_print_contradict_nothing(found, ledger, area):
    """A page that says what each of its two numbers counts is held to neither by the other."""
    status = dict(zip(ledger.claims["claim_id"], ledger.claims["obs_status"], strict=True))
    mixed = [f for f in found if f.area == area and {status[c] == "D" for c in f.claim_ids} == {True, False}]
    assert {f.verdict for f in mixed} <= {CONSISTENT, UNDECIDABLE}
    assert any(f.check == "two_prints" and f.verdict == UNDECIDABLE for f in mixed)


def test_row_order_changes_no_finding(ledger):
    dated = ledger.claims[ledger.claims["area"].str.startswith("thai-nguyen")]
    for seed in range(3):
        assert findings_of(dated.sample(frac=1, random_state=seed)) == findings_of(dated)


# ── Parts and their whole ────────────────────────────────────────────────────────────────────────────────────

TOWNS = ("synthetic-town", "synthetic-harbour", "synthetic-island")
INSIDE = dict.fromkeys(TOWNS, AREA)


def districts(whole, named, rest, bound="at_most"):
    """A province's per cent of plan, those of districts it names, and what it says of the others."""
    rows = [plan(whole), plan(rest) | {"group": "remaining_districts", "bound": bound, "claim_id": "rest"}]
    rows += [plan(value) | {"area": area, "claim_id": area} for area, value in zip(TOWNS, named, strict=False)]
    return claims(*(row | {"as_printed": f"{row['value']:.1f}%"} for row in rows))


@pytest.mark.parametrize(
    ("whole", "named", "bound", "share"),
    [
        # The best named district alone would lift the rest from 90 to 92.5 with a quarter of the plan.
        (92.5, (100.0, 93.0), "at_most", 25),
        (92.5, (95.0,), "at_most", 50),
        (89.0, (88.0, 85.0), "at_least", 20),
    ],
)
def test_named_districts_must_carry_a_share_where_the_rest_are_bounded(whole, named, bound, share):
    (found,) = findings_of(districts(whole, named, 90.0, bound), parents=INSIDE)
    assert (found.check, found.verdict, found.printed) == ("named_share", UNDECIDABLE, None)
    assert found.implied == pytest.approx(share)
    assert 0 < found.implied_low < found.implied < found.implied_high <= 100


def test_mean_beyond_every_part_is_a_contradiction_whatever_the_weights():
    (found,) = findings_of(districts(94.0, (93.5, 92.0), 90.0), parents=INSIDE)
    assert (found.check, found.verdict, found.implied, found.printed) == ("mean_of_parts", CONTRADICTORY, 93.5, 94)
    (found,) = findings_of(districts(84.0, (88.0,), 90.0, "at_least"), parents=INSIDE)
    assert (found.check, found.verdict) == ("mean_of_parts", CONTRADICTORY)


def test_districts_that_leave_the_province_free_say_nothing():
    assert findings_of(districts(89.0, (93.5, 92.0), 90.0), parents=INSIDE) == []
    # Nor do those that the ledger does not know to lie in it.
    assert findings_of(districts(94.0, (93.5, 92.0), 90.0)) == []


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.floats(60, 105), st.floats(0.05, 1)), min_size=2, max_size=4),
    st.floats(70, 99),
)
def test_mean_of_districts_is_never_a_contradiction_and_their_share_is_enough(districts_and_plans, cut):
    """A province made of its districts: those under the cut are not named."""
    named = [(value, plan) for value, plan in districts_and_plans if value > cut][:3]
    rest = [(value, plan) for value, plan in districts_and_plans if (value, plan) not in named and value <= cut]
    weights = sum(plan for _, plan in named + rest)
    mean = sum(value * plan for value, plan in named + rest) / weights
    for found in (
        findings_of(districts(mean, [value for value, _ in named], cut), parents=INSIDE) if named and rest else ()
    ):
        assert found.verdict != CONTRADICTORY
        assert found.implied_low <= 100 * sum(plan for _, plan in named) / weights + 1e-6


def in_another_province(table):
    """The same figures of a second province with districts of its own."""
    columns = ["area", "claim_id"]
    return table.assign(**{name: "other-" + table[name] for name in columns}), {
        f"other-{t}": f"other-{AREA}" for t in TOWNS
    }


def test_several_provinces_at_once_give_what_each_gives_alone():
    own = pd.concat(
        [districts(94.0, (93.5, 92.0), 90.0), claims(*map(counted, (AREA, *TOWNS), (90_123, 40_011, 60_012, 1)))]
    )
    twin, inside = in_another_province(own)
    both = findings_of(pd.concat([own, twin]).sample(frac=1, random_state=0), parents=INSIDE | inside)
    assert {"mean_of_parts", "areas_in_whole"} < {f.check for f in both}
    assert [f for f in both if f.area in (AREA, *TOWNS)] == findings_of(own, parents=INSIDE)
    assert [f for f in both if f.area.startswith("other")] == findings_of(twin, parents=inside)


def counted(area, value, **cells):
    return claim(DAY, value, **cells) | {"area": area, "claim_id": f"{area}-{value}"}


@pytest.mark.parametrize(("towns", "found"), [((40_011, 30_012), []), ((40_011, 70_012), ["areas_in_whole"])])
def test_areas_together_do_not_exceed_the_area_they_lie_in(towns, found):
    rows = [counted(AREA, 100_123), *map(counted, TOWNS, towns)]
    checks = findings_of(claims(*rows), parents=INSIDE)
    assert [f.check for f in checks] == found
    assert all((f.verdict, f.implied, f.printed) == (CONTRADICTORY, sum(towns), 100_123) for f in checks)
    # Of two prints of one area the lower is taken.
    assert "areas_in_whole" not in {
        f.check for f in findings_of(claims(*rows, counted(TOWNS[1], 20_001)), parents=INSIDE)
    }


@pytest.mark.parametrize(("group", "found"), [("students", ["group_in_total"]), ("uninsured", [])])
def test_group_of_the_insured_does_not_exceed_everyone(group, found):
    rows = claims(claim(DAY, 100_123), claim(DAY, 120_456, group=group))
    assert [f.check for f in findings_of(rows)] == found
    assert findings_of(claims(claim(DAY, 100_123), claim(DAY, 90_456, group=group))) == []


def test_parts_of_the_ledger_fit_into_their_wholes_and_binh_thuan_needs_its_named_districts(ledger):
    ours = ("group_in_total", "areas_in_whole", "mean_of_parts", "named_share")
    found = [f for f in findings_of(usable(ledger.claims), parents=parents_of(ledger.areas)) if f.check in ours]
    (share,) = found
    assert (share.area, share.check, str(share.as_of.date())) == ("binh-thuan", "named_share", "2023-11-30")
    assert [round(n, 1) for n in (share.implied, share.implied_low, share.implied_high)] == [25.0, 23.3, 26.8]
    assert len(share.claim_ids) == 8


# ── Plans of two prints ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("owner", "verdict"), [("vss_and_province_committee", CONTRADICTORY), ("vss", UNDECIDABLE), ("", UNDECIDABLE)]
)
def test_plan_of_both_givers_is_the_one_that_another_print_means(owner, verdict):
    attained = [plan(61.2) | {"source_id": OFFICE}, claim(DAY, 9_192, source_id=OFFICE)]
    attained = [row | {"as_of_precision": "month"} for row in attained]
    (found,) = of_check("two_plans", *attained, goal(14_778, plan_owner=owner))
    assert (found.verdict, round(found.implied), found.printed) == (verdict, 15_020, 14_778)
    assert (round(found.implied_low), round(found.implied_high)) == (15_007, 15_033)


def test_percent_of_plan_and_a_target_imply_a_population():
    (found,) = of_check("plan_population", plan(92.5), claim(DAY, 1_052_062), target(92.25))
    assert (found.verdict, round(found.implied)) == (UNDECIDABLE, 1_232_915)
    assert (round(found.implied_low), round(found.implied_high)) == (1_232_249, 1_233_583)
