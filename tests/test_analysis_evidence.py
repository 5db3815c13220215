from dataclasses import replace
from operator import attrgetter

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from miniature import AREA, COUNTRY, EVENTS, change, claim, claims, population, rate, target

from baophu.analysis.audit import audit
from baophu.analysis.changes import Context, assess_changes, days_with_country
from baophu.analysis.claims import prepare_claims, select_claims
from baophu.analysis.confidence import grade_levels, grade_reasons
from baophu.analysis.coverage import levels
from baophu.analysis.evidence import CHANGE_FIELDS, GAINS, EvidenceInputs, MissingFigure, find_missing_figures
from baophu.analysis.targets import find_gaps, find_paces
from baophu.facts.records import records

SOUTH = "synthetic-south"
END, BEFORE, JUNE = "2023-12-31", "2021-12-31", "2022-06-30"
NATION = [(BEFORE, 91), (JUNE, 88), ("2022-12-31", 92), ("2023-06-30", 90), (END, 93)]
FULL = [claim(END, 920_000), rate(END, 92, as_printed="92,0%")]


DAYS = dict.fromkeys(["start", "end"], "datetime64[s]")


def known_of(*rows, nation=NATION, decided_claims=frozenset(), areas=(AREA,)):
    figures = population({(area, year): 1_000_000 for area in (*areas, COUNTRY) for year in range(2015, 2024)})
    country = [r for day, pct in nation for r in (rate(day, pct, area=COUNTRY), claim(day, pct * 1e4, area=COUNTRY))]
    table = prepare_claims(claims(*rows, *country))
    dated, of_country = levels(table, figures), select_claims(table, area=COUNTRY)
    context = Context(select_claims(dated, area=COUNTRY), of_country, EVENTS)
    changes = assess_changes(table, dated, figures, context, frozenset(areas))
    read = attrgetter(*CHANGE_FIELDS)
    findings = audit(table)
    gaps, reasons = find_gaps(table, dated, 2023), grade_reasons(dated, table, findings, areas)
    return EvidenceInputs(
        claims=table,
        levels=dated,
        changes=pd.DataFrame(map(read, changes.records()), columns=CHANGE_FIELDS).astype(DAYS),
        gaps=gaps,
        paces=find_paces(table, gaps, 2023),
        findings=findings,
        grades=grade_levels(dated, reasons),
        reasons=reasons,
        province_of={area: area for area in areas},
        country=COUNTRY,
        country_days=days_with_country(changes.changes, context.national_levels),
        decided_claims=decided_claims,
        last_year=2023,
    )


def missing_figures(known):
    return records(MissingFigure, find_missing_figures(known))


def missing_of(*rows, **cells):
    return missing_figures(known_of(*rows, **cells))


def said(found):
    return [(one.kind, str(one.as_of.date()), one.settles) for one in found]


# ── The newest level ─────────────────────────────────────────────────────────────────────────────────────────


def test_province_without_a_figure_misses_a_level_at_the_end_of_the_last_year():
    assert said(missing_of()) == [("level", END, ("level",))]


def test_old_level_misses_a_new_one_and_not_what_it_lacks_itself():
    assert said(missing_of(rate("2018-12-31", 80))) == [("level", END, ("level",))]


@pytest.mark.parametrize(
    ("rows", "kind", "gain"),
    [
        ([rate(END, 92)], "count_for_rate", "uninsured"),
        ([claim(END, 900_001)], "rate_for_count", "uninsured"),
        ([claim(END, 850_000), rate(END, 92)], "publisher_population", "population"),
    ],
)
def test_newest_level_misses_what_it_was_printed_without(rows, kind, gain):
    (found,) = missing_of(*rows)
    assert said([found]) == [(kind, END, (gain,))]
    assert set(found.claim_ids) == {row["claim_id"] for row in rows}


def test_level_on_which_both_scales_agree_misses_nothing():
    assert missing_of(*FULL) == []


def test_printed_population_is_not_asked_for():
    printed = claim(END, 923_913, kind="denominator")
    assert missing_of(claim(END, 850_000), rate(END, 92), printed) == []


# ── Changes ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_fall_of_one_group_misses_the_total_before_it():
    fall = change(BEFORE, JUNE, -20_001, group="household")
    found = missing_of(*FULL, fall, claim(JUNE, 900_001))
    assert said(found) == [("level_before_fall", BEFORE, ("fall",))]
    assert (found[0].claim_ids, found[0].people_count) == ((fall["claim_id"],), 20_001)


def test_fall_of_one_group_with_the_total_known_at_neither_end_is_not_decided_by_one_figure():
    assert missing_of(*FULL, change(BEFORE, JUNE, -20_001, group="household")) == []


def test_fall_of_one_group_beside_that_of_the_total_misses_nothing():
    rows = [change(BEFORE, JUNE, -20_001, group="household"), change(BEFORE, JUNE, -25_000), claim(JUNE, 900_001)]
    assert "fall" not in [gain for one in missing_of(*FULL, *rows) for gain in one.settles]


def test_fall_between_counts_misses_the_countrys_level_of_a_day_without_one():
    rows = [claim("2022-03-31", 930_001), claim("2023-06-30", 900_001), *FULL]
    found = [one for one in missing_of(*rows) if "fall" in one.settles]
    assert said(found) == [("national_level", "2022-03-31", ("fall",))]
    assert found[0].area == COUNTRY


def test_fall_of_rates_misses_the_count_that_its_other_end_has():
    # The country's rates are of two definitions; its persons compare.
    known = known_of(claim(BEFORE, 900_000), rate(BEFORE, 90), rate("2022-12-31", 88, as_printed="88,0%"), *FULL)
    fall = known.changes[known.changes["is_fall"]].assign(verdict="no_conclusion", reason="no_country")
    assert said(missing_figures(replace(known, changes=fall))) == [("count_for_rate", "2022-12-31", ("fall",))]


def test_fall_of_rates_whose_earlier_one_has_another_reading_misses_the_count_behind_the_later_one():
    rows = [rate("2020-12-31", 98), claim("2020-05-30", 930_000), rate(END, 92, as_printed="92,0%")]
    first = missing_of(*rows)[0]
    assert said([first]) == [("count_for_rate", END, ("fall", "uninsured"))]


# ── Targets and plans ────────────────────────────────────────────────────────────────────────────────────────


def test_target_year_without_a_level_at_its_end_misses_one():
    (found,) = missing_of(*FULL, target(2022, 91.5))
    assert said([found]) == [("level", "2022-12-31", ("target",))]
    assert found.target_ids == ("synthetic-2022",)


def test_target_that_is_reached_misses_nothing():
    found = missing_of(*FULL, rate("2022-11-30", 93, as_printed="93,0%"), target(2022, 91.5))
    assert "target" not in [gain for one in found for gain in one.settles]


def test_level_that_serves_two_ends_is_asked_for_once():
    found = missing_of(target(2023, 95), target(2022, 95))
    assert said(found) == [("level", END, ("level", "target")), ("level", "2022-12-31", ("level", "target"))]


def test_count_at_the_end_of_a_target_year_misses_its_rate():
    found = missing_of(*FULL, claim("2022-12-31", 910_000), target(2022, 91.5))
    assert said(found) == [("rate_for_count", "2022-12-31", ("target",))]


def test_level_too_coarse_for_its_target_misses_a_finer_one():
    level = rate(END, 92.4, bound="at_least", as_printed="92,4%")
    assert said(missing_of(claim(END, 924_001), level, target(2023, 92.45))) == [("exact_rate", END, ("target",))]


def test_gap_of_a_rate_alone_misses_the_people():
    found = missing_of(rate("2023-11-30", 92), target(2023, 95))
    assert ("count_for_rate", "2023-11-30", ("uninsured", "people")) in said(found)


def test_target_without_a_pace_misses_an_earlier_count():
    day = "2023-11-30"
    found = missing_of(claim(day, 900_001), rate(day, 90), target(2023, 95))
    assert said(found)[1:] == [("count_a_year_before", "2022-11-30", ("pace",))]


PLAN = {"scheme": "bhxh_tn", "plan_owner": "vss"}
SHARE = {"kind": "attainment", "unit": "percent_of_plan", **PLAN}


@pytest.mark.parametrize(
    ("rows", "kind", "gain"),
    [
        ([rate(END, 80, **SHARE)], "count_for_plan", "people"),
        ([claim(END, 9_000, kind="target_count", **PLAN)], "count_for_plan", "target"),
        ([rate(END, 100, **SHARE), claim(END, 9_000, scheme="bhxh_tn")], "plan_in_persons", "target"),
        (
            [claim(END, 9_001, kind="target_count", **PLAN), claim(END, 9_000, scheme="bhxh_tn", bound="at_least")],
            "exact_count",
            "target",
        ),
    ],
    ids=["percent of plan alone", "plan without a count", "rounded percent of plan", "count as a bound"],
)
def test_plan_that_cannot_be_followed_misses_the_people(rows, kind, gain):
    found = missing_of(*FULL, *rows)
    assert said(found) == [(kind, END, (gain,))]
    assert found[0].scheme == "bhxh_tn"


# ── Contradictions ───────────────────────────────────────────────────────────────────────────────────────────

TWICE = [*FULL, rate(END, 95, as_printed="95,0%", source_id="synthetic-office", claim_id="other")]


def test_two_prints_that_contradict_each_other_miss_a_third():
    assert ("third_rate", END, ("contradiction",)) in said(missing_of(*TWICE))


def test_contradiction_that_a_decision_settles_misses_nothing():
    assert "contradiction" not in str(said(missing_of(*TWICE, decided_claims=frozenset(["other"]))))


# ── The order ────────────────────────────────────────────────────────────────────────────────────────────────

MANY = [
    rate("2022-09-30", 90),
    change(BEFORE, JUNE, -20_001, group="household"),
    claim(BEFORE, 930_000),
    change("2018-12-31", "2019-06-30", -90_000, group="students"),
    claim("2019-06-30", 800_000),
    target(2022, 95),
    target(2023, 95),
]


def test_what_settles_most_comes_first_and_what_is_old_last():
    found = missing_of(*MANY)
    recent = [one for one in found if one.as_of > pd.Timestamp("2020-12-31")]
    assert found[: len(recent)] == recent and "fall" in found[len(recent)].settles
    assert found[0].kind == "level_after_fall"
    best = [GAINS.index(one.settles[0]) for one in recent]
    assert best == sorted(best)


FEW = settings(deadline=None, max_examples=5)  # pandas is slow on small tables


@FEW
@given(st.permutations(MANY))
def test_order_of_rows_changes_nothing(rows):
    assert missing_of(*rows) == missing_of(*MANY)


@FEW
@given(st.permutations(MANY), st.integers(0, len(MANY)))
def test_several_provinces_at_once_miss_what_each_misses_alone(rows, number):
    south = [row | {"area": SOUTH, "claim_id": f"south-{row['claim_id']}"} for row in rows[:number]]
    known = known_of(*rows, *south, areas=(AREA, SOUTH))
    both = find_missing_figures(known)
    for area, own in ((AREA, rows), (SOUTH, south)):
        assert records(MissingFigure, both[both["province"] == area]) == missing_of(*own, areas=(area,))


# ── The real ledger ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def provinces(ledger, facts_of):
    return {area: facts_of(area) for area in ledger.areas.loc[ledger.areas["kind"] == "province", "area"]}


def test_every_suggestion_names_an_area_a_quantity_and_a_day_covered(provinces):
    for facts in provinces.values():
        assert len({(one.kind, one.area, one.scheme, one.as_of) for one in facts.missing_figures}) == len(
            facts.missing_figures
        )
        for one in facts.missing_figures:
            assert one.kind and one.settles and set(one.settles) <= set(GAINS)
            assert one.area in facts.areas
            assert 2010 <= one.as_of.year <= 2023


def test_nothing_is_suggested_that_is_known(provinces):
    for area, facts in provinces.items():
        rates = {point.as_of for point in facts.points if point.scale == "announced"}
        counts = {point.as_of for point in facts.points if point.insured_count}
        for one in facts.missing_figures:
            day = one.as_of.date()
            assert not (one.kind in ("level", "rate_for_count") and day in rates), (area, one)
            assert not (one.kind.startswith(("level", "count_for_rate")) and day in counts), (area, one)


@pytest.mark.parametrize(
    ("area", "kind", "day", "gain"),
    [
        ("thai-nguyen", "count_for_rate", END, "fall"),
        ("can-tho", "exact_rate", END, "target"),
        ("binh-thuan", "level", END, "target"),
        ("ha-nam", "level", END, "level"),
        ("long-an", "national_level", "2022-03-31", "fall"),
    ],
)
def test_first_suggestion_of_a_province(provinces, area, kind, day, gain):
    first = provinces[area].missing_figures[0]
    assert (first.kind, str(first.as_of.date())) == (kind, day)
    assert gain in first.settles


def test_can_tho_misses_the_total_before_two_groups_fell_in_2016(provinces):
    level = next(one for one in provinces["can-tho"].missing_figures if str(one.as_of.date()) == "2015-12-31")
    assert (level.kind, level.settles, len(level.claim_ids)) == ("level_before_fall", ("fall",), 2)
