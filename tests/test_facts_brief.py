"""What page one says of real provinces, recomputed from the tables, and each verdict on a miniature."""

import csv
from dataclasses import replace
from datetime import date

import pytest

from baophu.facts.brief import MOST_CARDS, MOST_LINES, VERDICTS
from baophu.facts.province import build_facts
from baophu.ledger.names import provinces

# Province: verdict, target and its year, day of the level, kinds of cards in order, falls said first and after.
REAL = {
    "binh-thuan": ("short", 92.25, 2023, "2023-11-30", "gap people places plan", 0, 0),
    "can-tho": ("cannot_say", 92.45, 2023, "2023-12-31", "fall fall gap pending", 2, 0),
    "gia-lai": ("short", 90, 2022, "2022-03-31", "fall gap people pending", 1, 0),
    "thai-nguyen": ("no_target", 98.5, 2020, "2023-12-31", "fall level plan", 1, 0),
    "thanh-hoa": ("no_target", None, None, "2019-09-30", "fall level plan uninsured", 1, 0),
    "long-an": ("no_target", None, None, "2023-12-31", "level fall fall uninsured", 0, 0),
    "lao-cai": ("no_target", 98.8, 2020, "2023-12-31", "level", 0, 0),
    "ha-giang": ("no_level", 98.2, 2020, "None", "target", 0, 0),
}


@pytest.fixture(scope="module")
def figure(published):
    """Value of a claim or target by its id, from the file as it is."""
    values = {}
    for path in (*published.glob("claims/*.csv"), published / "targets.csv"):
        for row in csv.DictReader(path.open(encoding="utf-8")):
            values[row.get("claim_id") or row["target_id"]] = float(row["value"])
    return values


@pytest.fixture(scope="module")
def population(published):
    rows = csv.DictReader((published / "population.csv").open(encoding="utf-8"))
    return {
        (row["area"], int(row["year"])): float(row["population_count"])
        for row in rows
        if row["population_series"] == "gso_avg_revised"
    }


@pytest.mark.parametrize("province", REAL)
def test_verdict_cards_and_falls_of_real_provinces(facts_of, province):
    brief = facts_of(province).brief
    gap = (brief.gap.target_pct, brief.gap.target_year) if brief.gap else (None, None)
    cards = " ".join(card.kind for card in brief.cards)
    said = (brief.verdict, *gap, str(brief.level_as_of), cards, brief.leading_falls, brief.following_falls)
    assert said == REAL[province]


def test_people_missing_in_binh_thuan_on_each_population(facts_of, figure, population):
    target, count = figure["binh-thuan-bhyt-2023-qd-546"], figure["binh-thuan-bhyt-count-2023-11-30"]
    rate, plan = figure["binh-thuan-bhyt-rate-2023-11-30"], figure["binh-thuan-bhyt-attainment-2023-11-30"]
    wanted = {
        "publisher": count / rate * (target - rate),
        "plan": count / plan * 100 - count,
        "statistics": target / 100 * population["binh-thuan", 2023] - count,
    }
    shortages = facts_of("binh-thuan").brief.shortages
    assert {s.population: s.missing_count for s in shortages} == pytest.approx(wanted)
    assert {name: round(value, -2) for name, value in wanted.items()} == {
        "publisher": 21500,
        "plan": 85300,
        "statistics": 109200,
    }
    # 90.4 is anything from 90.35 to 90.45, the plan's 92.5 likewise.
    ends = {s.population: (s.low_count, s.high_count) for s in shortages}
    assert ends["publisher"] == pytest.approx(tuple(count / rate * (target - rate + e) for e in (-0.05, 0.05)))
    assert ends["plan"] == pytest.approx(tuple(count * (100 / (plan + e) - 1) for e in (0.05, -0.05)))
    weeks = (date(2023, 12, 31) - date(2023, 11, 30)).days / 7
    assert [s.per_week for s in shortages] == pytest.approx([wanted[s.population] / weeks for s in shortages])
    # Points and people of one population belong together: 21,500 people are 1.85 points, 109,200 are 8.7.
    points = {"publisher": target - rate, "statistics": target - 100 * count / population["binh-thuan", 2023]}
    assert {s.population: s.gap_points for s in shortages} == pytest.approx(points | {"plan": None})


def test_four_of_ten_places_of_binh_thuan_are_below_and_not_named(facts_of):
    facts = facts_of("binh-thuan")
    places = facts.brief.places
    assert (places.count, places.area_count, places.limit_pct, places.named_areas) == (4, 10, 90, ())
    assert {facts.areas[area].name_en for area in places.unnamed_areas} == {
        "Phan Thiet City",
        "Tuy Phong",
        "Bac Binh",
        "Ham Thuan Bac",
    }


def test_named_place_below_the_limit_is_among_the_weak_ones(ledger):
    claims = ledger.claims.copy()
    weak = claims["claim_id"] == "binh-thuan-la-gi-bhyt-attainment-2023-11-30"
    claims.loc[weak, ["value", "as_printed"]] = [88.0, "88%"]
    places = build_facts(replace(ledger, claims=claims), "binh-thuan").brief.places
    assert (places.named_areas, places.count) == (("binh-thuan-la-gi",), 5)


def test_falls_of_can_tho_are_those_of_the_source(facts_of, figure):
    brief = facts_of("can-tho").brief
    falls = brief.falls_first
    names = ("can-tho-bhyt-change-2022-06-30", "can-tho-bhxh-tn-change-2022-06-30")
    assert [fall.change_count for fall in falls] == [figure[name] for name in names] == [-37404, -6859]
    assert [fall.bound for fall in falls] == ["about", "about"]


def test_own_plan_of_the_office_comes_before_one_that_a_copy_implies(facts_of, figure):
    first, copied, *others = facts_of("binh-thuan").brief.plans
    plan, count = figure["binh-thuan-bhxh-tn-target-count-2023"], figure["binh-thuan-bhxh-tn-count-2023-11"]
    assert first.pace.missing_count == plan - count == 5586
    assert copied.pace.claim_ids[0] == "binh-thuan-bhxh-tn-attainment-2023-11"
    assert [plan.pace.scheme for plan in others] == ["bhxh_bb", "bhtn"]


def test_largest_shortage_of_a_plan_comes_first(facts_of, figure):
    plans = facts_of("thai-nguyen").brief.plans
    names = ("bhyt", "bhxh-bb", "bhxh-tn")
    wanted = [figure[f"thai-nguyen-{name}-shortfall-2021-09-30"] for name in names]
    assert [plan.pace.missing_count for plan in plans] == wanted == [76000, 19000, 4000]
    assert {plan.bound for plan in plans} == {"about"}


def test_small_contradiction_is_asked_about_only_where_it_answers_a_target(facts_of):
    """A total of a city that is off by 246 people of 329,303 is for the annex; two rates of one day are not."""
    assert any(finding.verdict == "contradictory" for finding in facts_of("thanh-hoa").findings)
    assert facts_of("thanh-hoa").brief.contradiction is None
    two_rates = facts_of("hoa-binh").brief.contradiction
    assert (two_rates.check, two_rates.printed, two_rates.implied) == ("two_prints", 96.6, 96.3)


def test_two_targets_of_one_year_are_both_kept(facts_of):
    brief = facts_of("lao-cai").brief
    assert (brief.gap.target_pct, [gap.target_pct for gap in brief.rival_targets]) == (98.8, [98.6])


def test_newest_figure_of_social_insurance(facts_of):
    brief = facts_of("thai-nguyen").brief
    assert str(brief.newest_social.as_of) == "2021-09-30"
    assert facts_of("lao-cai").brief.newest_social is None


@pytest.mark.parametrize(("province", "lost"), [("gia-lai", 271000), ("thanh-hoa", 300000)])
def test_loss_of_free_cards_comes_first(facts_of, province, lost, population):
    brief = facts_of(province).brief
    (fall,) = brief.falls_first
    assert (fall.change_count, fall.bound, str(fall.end.date())) == (-lost, "at_least", "2021-07-01")
    assert fall.change_points == pytest.approx(-100 * lost / population[province, 2021])


def test_age_of_a_level_counts_from_the_end_of_the_years_covered(facts_of):
    old, new = facts_of("thanh-hoa").brief, facts_of("binh-thuan").brief
    assert (str(old.level_as_of), old.is_old) == ("2019-09-30", True)
    assert (str(new.level_as_of), new.is_old) == ("2023-11-30", False)
    assert [card.is_old for card in old.cards] == [False, True, False, True]


def test_province_of_hardly_any_figure_is_sparse(facts_of):
    assert [slug for slug in REAL if facts_of(slug).brief.is_sparse] == ["lao-cai", "ha-giang"]


def test_subjects_without_figures(facts_of):
    assert facts_of("binh-thuan").brief.absent == ()
    assert facts_of("thai-nguyen").brief.absent == ("districts",)
    nothing, doubtful = facts_of("ha-giang").brief.absent, facts_of("ha-giang").brief.doubtful
    assert nothing == ("levels", "populations", "districts", "schemes")
    assert doubtful == ("changes", "groups")  # a fall of the poor insured, kept as evidence only


def test_briefs_of_all_provinces_keep_to_a_page(facts_of):
    for slug in provinces():
        brief = facts_of(slug).brief
        assert brief.verdict in VERDICTS
        assert len(brief.cards) <= MOST_CARDS and max(len(brief.reasons), len(brief.actions)) <= MOST_LINES
        assert (brief.level is None) == (brief.level_as_of is None)
        assert all(s.low_count <= s.missing_count <= s.high_count for s in brief.shortages)
        assert brief.leading_falls + brief.following_falls <= len(brief.falls)
        assert not (brief.leading_falls and brief.following_falls)


# ── Miniatures ───────────────────────────────────────────────────────────────────────────────────────────────


def test_level_older_than_the_target_says_nothing_of_it(facts_in):
    brief = facts_in("synthetic-north").brief
    assert (brief.verdict, brief.gap.target_year, brief.level.coverage_pct) == ("no_level", 2020, 80)


@pytest.mark.parametrize(
    ("value", "token", "bound", "verdict"),
    [
        ("90", "90%", "exact", "short"),
        ("96", "96%", "exact", "reached"),
        ("95", "95%", "about", "cannot_say"),
        ("95", "95%", "exact", "cannot_say"),
    ],
)
def test_level_of_the_targets_year(miniature, facts_in, value, token, bound, verdict):
    level = {"kind": "rate", "unit": "percent_of_population", "as_of": "2020-12-31"}
    miniature.append("claims", **level, value=value, as_printed=token, bound=bound)
    brief = facts_in("synthetic-north").brief
    assert (brief.verdict, brief.gap.target_pct) == (verdict, 95)
    assert brief.shortages == ()  # a rate without a count gives no people


@pytest.mark.parametrize(("day", "is_within"), [("2020-06-30", True), ("2020-12-31", False)])
def test_level_within_the_year_does_not_decide(miniature, facts_in, day, is_within):
    level = {"kind": "rate", "unit": "percent_of_population", "as_of": day}
    miniature.append("claims", **level, value="90", as_printed="90%")
    assert facts_in("synthetic-north").brief.is_within_year is is_within


def test_count_alone_does_not_answer_a_target_of_announced_rates(miniature, facts_in):
    miniature.append("claims", as_of="2020-12-31", value="940000", as_printed="940.000")
    brief = facts_in("synthetic-north").brief
    assert (brief.verdict, brief.reason, brief.level.scale) == ("cannot_say", "count_only", "gso")


def test_level_newer_than_every_target_has_none(miniature, facts_in):
    level = {"kind": "rate", "unit": "percent_of_population", "as_of": "2021-12-31"}
    miniature.append("claims", **level, value="90", as_printed="90%")
    brief = facts_in("synthetic-north").brief
    assert (brief.verdict, brief.gap.target_year, brief.level_as_of) == ("no_target", 2020, date(2021, 12, 31))


def test_target_without_a_figure_and_neither(facts_in, bare):
    with_target, with_nothing = facts_in("synthetic-city").brief, bare.brief
    assert (with_target.verdict, with_target.gap.target_pct, with_target.level) == ("no_level", 95, None)
    assert (with_nothing.verdict, with_nothing.gap, with_nothing.cards) == ("no_level", None, ())


def test_fall_newer_than_the_level_comes_first(miniature, facts_in):
    fall = {"kind": "change", "as_of": "2022-06-30", "base_as_of": "2021-12-31", "value": "-5000"}
    miniature.append("claims", **fall, as_printed="5.000", bound="about")
    (first,) = facts_in("synthetic-north").brief.falls_first
    assert (first.change_count, first.bound) == (-5000, "about")


def test_bound_of_a_plan_follows_from_its_figures(miniature, facts_in):
    scheme = {"scheme": "bhxh_tn", "as_of": "2023-12-31"}
    miniature.append("claims", **scheme, value="8000", as_printed="8.000", bound="at_most")
    plan = {"kind": "target_count", "plan_owner": "vss", "value": "9000", "as_printed": "9.000"}
    miniature.append("claims", **scheme, **plan)
    (gap,) = facts_in("synthetic-north").brief.plans
    assert (gap.pace.missing_count, gap.bound) == (1000, "at_least")
