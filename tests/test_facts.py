import json

import pytest

from baophu.common.errors import UnknownProvince
from baophu.facts.plain import plain
from baophu.facts.province import FIRST_YEAR, LAST_YEAR, build_facts

REAL = ["binh-thuan", "can-tho", "thai-nguyen", "thanh-hoa"]


def test_province_without_a_figure_has_facts(bare):
    assert (bare.claims, bare.points, bare.latest, bare.as_of, bare.changes) == ((), (), None, None, ())
    assert bare.national


def test_province_with_a_target_but_no_figure_has_facts(facts_in):
    (gap,) = facts_in("synthetic-city").gaps
    assert (gap.target_pct, gap.level_pct, gap.gap_points) == (95, None, None)


def test_province_with_a_single_figure_has_facts(facts_in):
    south = facts_in("synthetic-south")
    assert [point.coverage_pct for point in south.points] == [88.5]
    assert south.latest.gso is None


def test_latest_level_holds_both_scales_of_the_newest_day(facts_in):
    latest = facts_in("synthetic-north").latest
    assert (latest.announced.coverage_pct, latest.gso.coverage_pct) == (80, 80)


def test_latest_level_is_the_print_that_says_most(miniature, facts_in):
    bare = {"kind": "rate", "unit": "percent_of_population", "value": "80.4", "as_printed": "80,4%"}
    miniature.append("claims", claim_id="north-zero-count", source_id="synthetic-office", **bare)
    assert facts_in("synthetic-north").latest.announced.claim_id == "north-rate"


def test_facts_of_two_provinces_share_what_is_said_of_the_country_and_no_dictionary(ledger):
    one, other = (build_facts(ledger, province) for province in ("binh-thuan", "can-tho"))
    assert one.national is other.national
    assert (one.labels, one.events) == (other.labels, other.events)
    # Beside the country a report names the provinces that published a change of the same months.
    assert {"viet-nam", "binh-duong"} <= set(one.areas) & set(other.areas)
    assert {area for area in one.areas if one.areas[area].kind == "province"} == {
        "binh-thuan",
        *(o.area for change in one.changes for o in change.others),
    }
    assert one.labels is not other.labels
    assert one.events is not other.events


def test_newest_day_is_that_of_any_figure_but_a_target(miniature, facts_in):
    ahead = {"kind": "target_count", "plan_owner": "government", "as_of": "2021-12-31"}
    miniature.append("claims", **ahead)
    assert facts_in("synthetic-north").as_of.isoformat() == "2020-06-30"


def test_figure_outside_the_years_covered_is_left_out(miniature, facts_in):
    for day in ("2009-12-31", "2024-12-31"):
        miniature.append("claims", claim_id=f"north-{day}", as_of=day, source_id="synthetic-office")
    assert {claim.as_of.year for claim in facts_in("synthetic-north").claims if claim.as_of} == {2019, 2020}


def test_figure_of_a_town_is_a_claim_of_the_province_but_no_point(facts_in):
    north = facts_in("synthetic-north")
    assert "town-count" in {claim.claim_id for claim in north.claims}
    assert "town-count" not in {point.claim_id for point in north.points}


def test_decision_goes_with_its_claim(facts_in):
    decided = {claim.claim_id: claim.decision for claim in facts_in("synthetic-north").claims if claim.decision}
    assert decided == {"north-rate": "comment"}


def test_causes_go_with_the_figures_shown_in_the_order_of_the_file(miniature, facts_in):
    miniature.append("causes", claim_id="north-fall", cause="short_cards", role="cause", locator="title")
    miniature.append("causes", claim_id="north-fall", cause="agents_late", role="condition")
    miniature.append("causes", claim_id="country-rate-2020-06-30", cause="covid_19")
    north, south = facts_in("synthetic-north").causes, facts_in("synthetic-south").causes
    assert [(c.cause, c.role, c.locator) for c in north["north-fall"]] == [
        ("household_members", "share", "para:1"),
        ("short_cards", "cause", "title"),
        ("agents_late", "condition", "para:1"),
    ]
    assert set(north) == {"north-fall", "country-rate-2020-06-30"} and set(south) == {"country-rate-2020-06-30"}


def test_data_of_before_there_were_causes_has_none(miniature, facts_in):
    (miniature.data / "causes.csv").unlink()
    assert facts_in("synthetic-north").causes == {}


def test_figure_set_aside_is_listed_but_not_drawn(miniature, facts_in):
    miniature.change("decisions", "north-rate", "action", "set_aside")
    north = facts_in("synthetic-north")
    assert "north-rate" in {claim.claim_id for claim in north.claims}
    assert "north-rate" not in {point.claim_id for point in north.points}


@pytest.mark.parametrize("name", ["synthetic-country", "synthetic-town", "synthetic-nowhere"])
def test_what_is_no_province_has_no_facts(facts_in, name):
    with pytest.raises(UnknownProvince):
        facts_in(name)


@pytest.mark.parametrize("province", REAL)
def test_every_number_leads_to_a_source(facts_of, province):
    facts = facts_of(province)
    own = {claim.claim_id: claim for claim in facts.claims}
    nation = {claim.claim_id: claim for claim in facts.national_claims}
    assert {c for point in facts.points for c in point.claim_ids} <= set(own)
    assert {c for change in facts.changes for c in change.claim_ids} <= set(own)
    assert {c for change in facts.changes for c in change.national_ids} <= set(nation)
    assert {c for finding in facts.findings for c in finding.claim_ids} <= set(own)
    assert {claim.source_id for claim in (*own.values(), *nation.values())} <= set(facts.sources)
    assert {gap.source_id for gap in facts.gaps} <= set(facts.sources)


@pytest.mark.parametrize("province", REAL)
def test_numbers_stay_within_what_they_can_be(facts_of, province):
    for point in (*facts_of(province).points, *facts_of(province).national):
        assert 0 < point.coverage_pct <= 110
        assert FIRST_YEAR <= point.as_of.year <= LAST_YEAR
        if point.uninsured_count is not None:
            assert point.insured_count + point.uninsured_count == pytest.approx(point.population_count)


@pytest.mark.parametrize("province", REAL)
def test_facts_are_plain_json(facts_of, province):
    said = plain(facts_of(province))
    assert json.loads(json.dumps(said, allow_nan=False)) == said


def test_facts_of_an_empty_province_are_plain_json(bare):
    said = plain(bare)
    assert json.loads(json.dumps(said, allow_nan=False)) == said
