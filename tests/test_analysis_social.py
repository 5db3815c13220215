import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from miniature import AREA, COUNTRY, claim, claims, rate

from baophu.analysis.claims import prepare_claims, select_claims
from baophu.analysis.constants import SOCIAL_SCHEMES
from baophu.analysis.coverage import usable
from baophu.analysis.social import (
    BREAK,
    Conflict,
    SeriesBreak,
    SocialPoint,
    find_breaks,
    find_conflicts,
    find_denominator_step,
    sides_of_break,
    social_of,
    social_points,
    yearly_labour_force,
)
from baophu.facts.records import records_by_area

FEW = settings(deadline=None, max_examples=4)  # pandas is slow on small tables
DAY, LATER = "2016-12-31", "2023-06-30"
OLD, NEW = "percent_of_labour_force", "percent_of_working_age_labour_force"


def forces(people, year=2016, series="gso_lf15plus_2018snapshot"):
    row = {"area": AREA, "year": year, "labour_force_series": series, "labour_force_count": float(people)}
    return pd.DataFrame([{**row, "source_id": "synthetic-office"}])


FORCES = pd.concat([forces(500_000), forces(480_000, series="gso_lf15plus_student_repo")])
SOURCES = pd.DataFrame({"source_id": ["synthetic-paper"], "published_on": pd.to_datetime([None])})
SECOND = forces(520_000, 2019, "gso_lf15plus_student_repo")


def member(day, value, scheme="bhxh", **cells):
    shared = {"scheme": scheme, "claim_id": f"synthetic-{scheme}-{day}-{value}-{cells.get('source_id', '')}"}
    return claim(day, value, **{**shared, **cells})


def share(day, value, scheme="bhxh", unit=OLD, **cells):
    shared = {"scheme": scheme, "unit": unit, "claim_id": f"synthetic-{scheme}-rate-{day}-{value}"}
    return rate(day, value, **{**shared, **cells})


def tables_of(own, people=FORCES, sources=SOURCES, **options):
    """Points, breaks and conflicts of all areas."""
    points = social_points(own, people, sources, **options)
    return points, find_breaks(points), find_conflicts(own)


def social_in(own, area=AREA, **options):
    kinds = (SocialPoint, SeriesBreak, Conflict)
    tables = zip(kinds, tables_of(own, **options), strict=True)
    return social_of(area, *(records_by_area(kind, table).get(area, ()) for kind, table in tables))


def social_with(*rows, **options):
    return social_in(prepare_claims(claims(*rows)), **options)


# ── Points ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_count_and_rate_of_one_source_and_day_are_one_point():
    (point,) = social_with(member(DAY, 100_000), share(DAY, 21)).points
    assert (point.insured_count, point.rate_pct, point.rate_unit) == (100_000, 21, OLD)
    assert point.implied_denominator_count == pytest.approx(100_000 / 0.21)
    assert len(point.claim_ids) == 2


def test_count_of_another_source_is_a_point_of_its_own():
    found = social_with(member(DAY, 100_000, source_id="synthetic-other"), share(DAY, 21)).points
    assert sorted((point.insured_count or 0, point.rate_pct or 0) for point in found) == [(0, 21), (100_000, 0)]


def test_printed_percentage_never_stands_on_the_labour_force_of_the_statistics_office():
    (point,) = social_with(member(DAY, 100_000), share(DAY, 21)).points
    assert (point.gso_pct, point.labour_force_count, point.rate_pct) == (20, 500_000, 21)


def test_snapshot_of_2018_comes_before_the_second_copy():
    (row,) = yearly_labour_force(FORCES).to_dict("records")
    assert (row["labour_force_count"], row["labour_force_series"]) == (500_000, "gso_lf15plus_2018snapshot")
    (point,) = social_with(member("2019-12-31", 104_000), people=SECOND).points
    assert (point.gso_pct, point.gso_reason) == (20, "second_copy")


@pytest.mark.parametrize(
    ("row", "reason"), [(member(LATER, 100_000), "no_labour_force_of_year"), (share(DAY, 21), "no_count")]
)
def test_point_without_a_percentage_of_the_labour_force_says_why(row, reason):
    (point,) = social_with(row).points
    assert (point.gso_pct, point.gso_reason) == (None, reason)


def test_schemes_without_figures_are_named():
    found = social_with(member(DAY, 100_000, scheme="bhtn"))
    assert found.reasons == tuple((scheme, "no_dated_figure") for scheme in SOCIAL_SCHEMES if scheme != "bhtn")
    assert [point.scheme for point in found.of("bhtn")] == ["bhtn"]


def test_province_without_figures_has_four_reasons():
    nothing = social_in(prepare_claims(claims(member(DAY, 1)).iloc[:0]))
    assert (nothing.points, nothing.breaks, nothing.conflicts, len(nothing.reasons)) == ((), (), (), 4)


def test_health_insurance_groups_and_other_areas_are_left_out():
    rows = [claim(DAY, 1), member(DAY, 2, group="employers_over_1000"), member(DAY, 3, area="synthetic-south")]
    assert social_with(*rows).points == ()


def test_claims_set_aside_are_no_points():
    row = member(DAY, 100_000)
    assert social_with(row, excluded_claims=frozenset({row["claim_id"]})).points == ()


def test_figure_printed_twice_by_one_source_is_one_point():
    assert len(social_with(member(DAY, 9_001), member(DAY, 9_001, claim_id="synthetic-again")).points) == 1


# ── Breaks ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("day", "printed", "side"),
    [
        ("2021-12-31", None, "before_break"),
        ("2022-09-30", None, "either_side"),
        ("2022-09-30", "2022-09-30", "before_break"),
        ("2022-09-30", "2022-10-26", "either_side"),
        ("2022-10-01", None, "from_break"),
    ],
)
def test_rate_lies_to_one_side_of_october_2022_or_may_lie_to_either(day, printed, side):
    days, printed_on = (pd.Series(pd.to_datetime([cell])) for cell in (day, printed))
    assert list(sides_of_break(days, printed_on)) == [side]


def test_rates_across_october_2022_are_not_compared():
    (found,) = social_with(share("2021-12-31", 35.1), share(LATER, 38.05, unit=NEW)).breaks
    assert (found.reason, found.before_pct, found.after_pct) == ("labour_force_redefined", 35.1, 38.05)
    assert len(found.claim_ids) == 2


def test_rate_of_september_2022_may_be_a_break_unless_it_was_printed_before():
    rows = share("2021-12-31", 35.1), share("2022-09-30", 38.05)
    assert [found.reason for found in social_with(*rows).breaks] == ["labour_force_perhaps_redefined"]
    sources = pd.DataFrame([{"source_id": "synthetic-paper", "published_on": pd.Timestamp(2022, 9, 30)}])
    assert social_with(*rows, sources=sources).breaks == ()


def test_rates_on_one_side_are_no_break_whatever_they_call_the_labour_force():
    assert social_with(share("2020-12-31", 33, unit=NEW), share("2021-12-31", 34)).breaks == ()


def test_percentages_of_something_else_are_a_break_by_unit():
    rows = share("2020-12-31", 33), share("2021-12-31", 50, unit="percent_of_eligible_workers")
    assert [found.reason for found in social_with(*rows).breaks] == ["other_unit"]


def pair(day, people, pct):
    shared = {"area": COUNTRY, "source_id": f"synthetic-{day}-{pct}"}
    count = member(day, round(people * pct / 100), **shared)
    return [count, share(day, pct, **shared, as_printed=f"{pct:.2f}%")]


def step_of(*rows):
    return find_denominator_step(tables_of(prepare_claims(claims(*rows)))[0])


def test_break_is_found_in_the_labour_forces_that_the_country_implies():
    rows = [*pair("2021-12-31", 49_000_001, 34), *pair("2022-03-31", 49_400_001, 33), *pair(LATER, 46_500_001, 38)]
    step = step_of(*rows)
    assert (step.is_found, step.reason, step.day) == (True, "step_found", BREAK)
    assert step.change_pct == pytest.approx(100 * (46.5 / 49.2 - 1), abs=0.01)
    assert len(step.claim_ids) == 6


def test_even_labour_force_shows_no_break():
    step = step_of(*pair("2021-12-31", 49_000_001, 34), *pair(LATER, 49_300_001, 38))
    assert (step.is_found, step.reason) == (False, "no_step")


def test_break_needs_figures_on_both_sides():
    assert step_of(*pair("2021-12-31", 49_000_001, 34)).reason == "too_few_pairs"


def tables_in(ledger, **cells):
    own = select_claims(prepare_claims(usable(ledger.claims)), **cells)
    return tables_of(own, ledger.labour_force, ledger.sources)


def test_country_shows_the_break_and_two_labour_forces_on_one_day(ledger):
    points, *_ = tables_in(ledger)
    step = find_denominator_step(select_claims(points, area="viet-nam"))
    assert step.is_found
    assert (round(step.before_count / 1e6, 1), round(step.after_count / 1e6, 1)) == (49.4, 46.5)
    prints = ledger.claims.set_index("claim_id").loc[list(step.same_day_claim_ids), "value"]
    assert set(prints) == {17_240_000, 34.84, 17_080_000, 37.01}


# ── Conflicts ────────────────────────────────────────────────────────────────────────────────────────────────


def test_counts_of_two_sources_that_differ_are_flagged():
    rows = member(DAY, 227_506), member(DAY, 291_001, source_id="synthetic-other")
    (found,) = social_with(*rows).conflicts
    assert (found.reason, found.spread_count, found.source_ids) == (
        "sources_differ",
        63_495,
        ("synthetic-paper", "synthetic-other"),
    )


@pytest.mark.parametrize("other", [228_000, 227_000])
def test_rounded_or_shortened_print_is_no_conflict(other):
    assert social_with(member(DAY, 227_506), member(DAY, other, source_id="synthetic-other")).conflicts == ()


def test_parts_must_add_up_to_the_total_of_their_source():
    parts = [member(DAY, 199_511, scheme="bhxh_bb"), member(DAY, 7_299, scheme="bhxh_tn")]
    assert social_with(member(DAY, 206_810), *parts).conflicts == ()
    (found,) = social_with(member(DAY, 206_900), *parts).conflicts
    assert (found.reason, found.spread_count) == ("parts_differ", 90)


def test_one_number_for_the_whole_and_its_compulsory_part_is_flagged():
    rows = member(DAY, 238_123), member(DAY, 238_123, scheme="bhxh_bb")
    assert [found.reason for found in social_with(*rows).conflicts] == ["one_count_two_schemes"]


def test_prints_of_end_2017_differ_by_63_494_voluntary_members(ledger):
    *_, conflicts = tables_in(ledger)
    found = select_claims(conflicts[conflicts["as_of"] == "2017-12-31"], area="viet-nam")
    assert [one.spread_count for one in found.itertuples() if one.schemes == ("bhxh_tn",)] == [63_494]


def test_rates_of_ba_ria_vung_tau_in_2021_and_2022_are_perhaps_not_comparable(facts_of):
    found = facts_of("ba-ria-vung-tau").social
    assert [(one.scheme, one.reason) for one in found.breaks] == [("bhxh", "labour_force_perhaps_redefined")]


def test_points_breaks_and_conflicts_of_all_areas_are_those_of_each_area(ledger):
    every = tables_in(ledger)
    for area in ("ba-ria-vung-tau", "can-tho", "viet-nam"):
        for table, expected in zip(every, tables_in(ledger, area=area), strict=True):
            found = select_claims(table, area=area).reset_index(drop=True)
            pd.testing.assert_frame_equal(found, expected, check_dtype=False)


# ── Properties ───────────────────────────────────────────────────────────────────────────────────────────────

COUNTS = dict(zip(SOCIAL_SCHEMES, (206_811, 199_512, 7_301, 190_003), strict=True))
ROWS = [
    *(member(DAY, value, scheme=scheme) for scheme, value in COUNTS.items()),
    share("2021-12-31", 35.1),
    share(LATER, 38.05, unit=NEW),
    member(DAY, 290_001, source_id="synthetic-other"),
]


@FEW
@given(st.permutations(ROWS))
def test_order_of_rows_changes_nothing(rows):
    assert social_with(*rows) == social_with(*ROWS)


@FEW
@given(st.lists(st.integers(1_000, 90_000), min_size=1, max_size=4))
def test_reasons_and_percentages_do_not_depend_on_the_size_of_the_place(counts):
    def found(factor):
        rows = [member(DAY, (n * 10 + 1) * factor, scheme=s) for s, n in zip(SOCIAL_SCHEMES, counts, strict=False)]
        return social_with(*rows, share(DAY, 21), people=forces(500_000 * factor))

    small, large = found(1), found(1000)
    assert [p.gso_reason for p in large.points] == [p.gso_reason for p in small.points]
    assert [p.gso_pct or 0 for p in large.points] == pytest.approx([p.gso_pct or 0 for p in small.points])
    assert [c.reason for c in large.conflicts] == [c.reason for c in small.conflicts]
