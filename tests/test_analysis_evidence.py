import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from miniature import AREA, COUNTRY, change, claim, claims, population, rate, target

from baophu.analysis.coverage import coverage_points, overlaid, set_aside, usable
from baophu.analysis.denominators import People
from baophu.analysis.evidence import TRIED, WORTH, World, missing
from baophu.analysis.rows import claims_of

FEW = settings(deadline=None, max_examples=2)  # each tries every candidate anew
YEARS = range(2019, 2024)
END, BEFORE, JUNE = "2023-12-31", "2021-12-31", "2022-06-30"
NATION = [(BEFORE, 91), (JUNE, 88), ("2022-12-31", 92), ("2023-06-30", 90), (END, 93)]


def missing_of(*rows, goals=(), nation=NATION, people=1_000_000):
    where = population({(area, year): people for area in (AREA, COUNTRY) for year in YEARS})
    country = [row for day, pct in nation for row in (rate(day, pct, area=COUNTRY), _counted(day, pct, people))]
    own = claims(claim(END, 1, group="students"), *rows, *country, *(target(*goal) for goal in goals))
    national = coverage_points(own, where, COUNTRY)
    return missing(own, national, where, AREA)


def _counted(day, pct, people):
    return claim(day, pct / 100 * people + 1, area=COUNTRY)


ROWS = [rate("2022-09-30", 90), change(BEFORE, JUNE, -20_001, group="household")]
FOUND = missing_of(*ROWS)


def by_kind(found, kind):
    return next(one for one in found if one.kind == kind)


def kinds(found):
    return [one.kind for one in found]


def test_province_without_a_figure_misses_a_level_at_the_end_of_the_last_year():
    (found,) = missing_of()
    assert (found.kind, found.as_of) == ("level_at_last_year_end", pd.Timestamp(END))
    assert found.settles[:2] == ("level", "uninsured")


def test_rate_without_a_count_misses_the_count_or_the_population():
    found = missing_of(rate(END, 92))
    assert kinds(found) == ["count_for_rate", "publisher_population"]
    assert "uninsured" in found[0].settles
    assert found[0].claim_ids == (rate(END, 92)["claim_id"],)


def test_count_without_a_rate_misses_the_rate():
    found = missing_of(claim(END, 900_001))
    assert kinds(found) == ["rate_for_count"]


def test_count_and_rate_of_the_last_day_miss_only_the_population_behind_them():
    (found,) = missing_of(claim(END, 900_001), rate(END, 92, as_printed="92,0%"))
    assert (found.kind, found.settles) == ("publisher_population", ("arithmetic",))


def test_printed_population_leaves_nothing_to_ask():
    printed = claim(END, 978_262, kind="denominator")
    assert missing_of(claim(END, 900_001), rate(END, 92, as_printed="92,0%"), printed) == []


def test_fall_of_one_group_misses_the_total_before_it():
    fall = change(BEFORE, JUNE, -20_001, group="household")
    found = missing_of(fall, claim(JUNE, 900_001), rate(JUNE, 90))
    level = by_kind(found, "level_before_fall")
    assert (level.as_of, level.claim_ids) == (pd.Timestamp(BEFORE), (fall["claim_id"],))
    assert "fall" in level.settles + level.may_settle


def test_fall_without_the_countrys_level_misses_that():
    rows = [rate("2019-03-31", 90, as_printed="90,0%"), rate("2019-09-30", 89, as_printed="89,0%")]
    found = missing_of(*rows, nation=[("2019-09-30", 88), *NATION])
    level = by_kind(found, "national_level")
    assert (level.area, level.as_of) == (COUNTRY, pd.Timestamp(2019, 3, 31))


def test_target_year_without_a_level_at_its_end_misses_one():
    found = missing_of(claim(END, 900_001), rate(END, 92), goals=[(2022, 91.5)])
    level = by_kind(found, "level_at_target_year_end")
    assert (level.as_of, level.target_ids) == (pd.Timestamp(2022, 12, 31), ("synthetic-2022",))
    assert "target" in level.settles


def test_level_that_serves_two_ends_is_asked_for_once():
    found = missing_of(rate("2023-06-30", 90), claim("2023-06-30", 900_001), goals=[(2023, 95)])
    level = by_kind(found, "level_at_last_year_end")
    assert level.target_ids == ("synthetic-2023",)
    assert "level_at_target_year_end" not in kinds(found)


def test_target_without_a_pace_misses_an_earlier_count():
    day = "2023-11-30"
    found = missing_of(claim(day, 900_001), rate(day, 90), goals=[(2023, 95)])
    assert "pace" in by_kind(found, "count_a_year_before").may_settle


def test_percent_of_plan_alone_misses_the_count_or_the_plan():
    plan = rate(END, 80, scheme="bhxh_tn", kind="attainment", unit="percent_of_plan", plan_owner="vss")
    found = missing_of(claim(END, 900_001), rate(END, 92), plan)
    assert by_kind(found, "count_for_plan").scheme == "bhxh_tn"


def test_what_settles_most_comes_first():
    gains = [one.gain for one in FOUND]
    assert gains == sorted(gains, reverse=True)
    assert all(set(one.settles + one.may_settle) <= set(WORTH) for one in FOUND)


def test_tried_figures_never_leave():
    assert FOUND
    assert not any(TRIED in text for one in FOUND for text in one.claim_ids + one.target_ids)


def test_figure_of_a_plan_leaves_the_falls_as_they_are_and_a_level_judges_them_anew():
    rows = claims_of(claims(*ROWS, claim(END, 900_000, kind="target_count"), claim(END, 900_001)))
    world = World(tuple(rows[:-2]), (), People(population({(AREA, 2022): 1_000_000})), AREA, 2023, frozenset())
    level, plan = (row for row in rows if row.value > 800_000)
    assert world.falls
    assert world.with_claims((plan,)).changes is world.changes
    assert world.with_claims((level,)).changes is not world.changes


def test_without_the_country_nothing_says_how_high_a_level_may_be():
    where = population({(AREA, 2023): 1_000_000})
    own = claims(claim(END, 1, group="students"))
    assert missing(own, coverage_points(own, where, COUNTRY), where, AREA) == []


@FEW
@given(st.permutations(ROWS))
def test_order_of_rows_changes_nothing(rows):
    assert missing_of(*rows) == FOUND


@FEW
@given(st.integers(60_000, 95_000), st.one_of(st.none(), st.integers(70, 96)))
def test_what_is_settled_does_not_depend_on_the_size_of_the_place(count, pct):
    def found(factor):
        rates = [rate(END, pct)] if pct else []
        return missing_of(claim(END, (count * 10 + 1) * factor), *rates, people=1_000_000 * factor)

    small, large = found(1), found(1000)
    assert [(one.kind, one.settles, one.may_settle) for one in large] == [
        (one.kind, one.settles, one.may_settle) for one in small
    ]


# ── The real ledger ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def real(ledger):
    claims_of = usable(ledger.claims[ledger.claims["as_of"].dt.year.between(2010, 2023)])
    aside = set_aside(ledger.decisions)
    national = coverage_points(claims_of, ledger.population, "viet-nam", aside)

    def real(area):
        own = claims_of[claims_of["area"] == area]
        outside = aside | overlaid(own, ledger.sources)
        return missing(own, national, ledger.population, area, 2023, outside)

    return real


def test_thai_nguyen_misses_most_the_count_behind_its_rate_of_2023(real):
    found = real("thai-nguyen")
    assert (found[0].kind, found[0].claim_ids) == ("count_for_rate", ("thai-nguyen-bhyt-rate-2023",))


def test_can_tho_misses_the_total_before_two_groups_fell_in_2016(real):
    level = next(one for one in real("can-tho") if one.as_of == pd.Timestamp(2015, 12, 31))
    assert "fall" in level.settles
    assert len(level.claim_ids) == 2


def test_binh_thuan_misses_most_the_level_at_the_end_of_2023(real):
    first = real("binh-thuan")[0]
    assert (first.as_of, "target" in first.settles) == (pd.Timestamp(END), True)


def test_province_with_nothing_in_the_ledger_goes_through(real):
    assert [one.kind for one in real("ha-nam")] == ["level_at_last_year_end"]
