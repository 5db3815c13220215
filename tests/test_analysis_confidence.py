import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from miniature import AREA, claim, claims, millions, population, rate

from baophu.analysis.audit import audit
from baophu.analysis.claims import prepare_claims
from baophu.analysis.confidence import COSTS, LETTERS, Grade, Reason, grade_levels, grade_reasons, newest_levels
from baophu.analysis.coverage import levels, set_aside, usable
from baophu.facts.records import records, records_by_area

FEW = settings(deadline=None, max_examples=4)  # pandas is slow on small tables
END, NOVEMBER = "2023-12-31", "2023-11-30"
YEARS = range(2011, 2024)


def graded(points, own, findings, *areas):
    """Grades of areas with their reasons."""
    reasons = grade_reasons(points, own, findings, areas)
    table = grade_levels(points, reasons)
    return records(Grade, table.assign(reasons=table["area"].map(records_by_area(Reason, reasons))))


def grade_of(*rows, people=None, excluded_claims=frozenset()):
    own = prepare_claims(claims(*rows))
    points = levels(own, millions(*YEARS) if people is None else people, excluded_claims)
    (found,) = graded(points, own, audit(own), AREA)
    return found


def codes(found, axis=None):
    return [reason.code for reason in found.reasons if axis in (None, reason.axis)]


def both(pct, gso_pct, day=END, **cells):
    """A count and rate of one day: announced ``pct``, ``gso_pct`` on a million people."""
    count = claim(day, round(gso_pct * 10_000) + 1, **cells)
    return [count, rate(day, pct, as_printed=f"{pct:.2f}%", **cells)]


def test_recent_december_level_on_one_scale_and_the_other_is_graded_a():
    found = grade_of(*both(90, 90))
    assert (found.grade, found.cost) == ("A", 0)
    assert codes(found) == ["count_and_rate", "scales_agree", "recent", "december", "unchecked"]


def test_province_without_a_level_has_no_grade_and_says_so():
    nothing = grade_of(claim(END, 1, group="students"))
    assert (nothing.grade, codes(nothing)) == (None, ["no_level"])
    assert grade_of(claim(END, 1, group="students")).claim_ids == ()


def test_every_reason_names_its_claims():
    found = grade_of(*both(90, 80, NOVEMBER))
    assert all(set(reason.claim_ids) == set(found.claim_ids) for reason in found.reasons)


def test_letters_follow_the_cost():
    assert [most for _, most in LETTERS] == [1, 3, 5, 7]
    assert all(cost > 0 for cost in COSTS.values())


# ── Reported ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (both(90, 90), ["count_and_rate"]),
        ([rate(END, 90)], ["rate_only"]),
        ([claim(END, 900_001)], ["count_only"]),
        (both(90, 90, obs_status="E"), ["count_and_rate", "estimate"]),
        (both(90, 90, obs_status="D"), ["count_and_rate", "other_definition"]),
        (both(90, 90, bound="at_least"), ["count_and_rate", "bound_only"]),
        (both(90, 90, as_of_precision="year"), ["count_and_rate", "year_precision"]),
    ],
)
def test_what_was_printed_is_a_reason(rows, expected):
    assert codes(grade_of(*rows), "reported") == expected


def test_of_several_prints_of_the_newest_day_the_fullest_is_the_level():
    bare = rate(END, 91, source_id="synthetic-other", claim_id="synthetic-a")
    newest = newest_levels(levels(prepare_claims(claims(bare, *both(90, 90))), millions(*YEARS)))
    assert newest["scale"].to_list() == ["announced", "gso"]
    assert newest.loc[0, ["coverage_pct", "insured_count"]].to_list() == [90, 900_001]


# ── Denominator ──────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("announced", "statistical", "code"),
    [
        (90, 88, "scales_agree"),
        (90, 85, "scales_apart"),
        (90, 79, "scales_far_apart"),
        # The same two points apart near 95 % leave the number of uninsured open.
        (95, 93, "scales_apart"),
        (97, 92, "scales_far_apart"),
        (99, 101, "more_insured_than_people"),
    ],
)
def test_scales_are_compared_by_the_uninsured(announced, statistical, code):
    assert codes(grade_of(*both(announced, statistical)), "denominator") == [code]


def test_denominator_tells_how_many_times_as_many():
    (reason,) = [reason for reason in grade_of(*both(90, 80)).reasons if reason.axis == "denominator"]
    assert dict(reason.numbers)["ratio"] == pytest.approx(199_999 / (800_001 / 9))


def test_one_scale_cannot_be_compared():
    assert codes(grade_of(rate(END, 90)), "denominator") == ["one_scale_only"]


# ── Timing ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2023-12-31", ["recent", "december"]),
        ("2022-07-02", ["recent", "other_time_of_year"]),
        ("2022-07-01", ["aging", "other_time_of_year"]),
        ("2020-12-31", ["aging", "december"]),
        ("2020-12-30", ["old", "december"]),
    ],
)
def test_age_and_time_of_year_are_reasons(day, expected):
    assert codes(grade_of(*both(90, 90, day)), "timing") == expected


def test_old_level_alone_is_graded_d():
    assert grade_of(*both(90, 90, "2015-12-31")).grade == "D"


# ── Agreement ────────────────────────────────────────────────────────────────────────────────────────────────


def test_contradiction_that_touches_the_level_costs():
    plan = rate(END, 92.5, kind="attainment", unit="percent_of_plan")
    target = rate(END, 92.25, kind="target_rate", as_of_precision="year")
    found = grade_of(*both(90.4, 90.4), plan, target)
    assert codes(found, "agreement") == ["contradiction"]


def test_contradiction_about_other_claims_costs_nothing():
    earlier = [claim("2019-12-31", 800_001), claim("2018-12-31", 400_001)]
    ratio = claim("2019-12-31", 3.0, kind="ratio", unit="times", base_as_of="2018-12-31", as_printed="3,0")
    found = grade_of(*both(90, 90), *earlier, ratio)
    assert codes(found, "agreement") == ["unchecked"]


@pytest.mark.parametrize(
    ("count", "pct", "code"),
    [(950_001, 90, "agrees"), (952_001, 90, "agrees"), (954_001, 90, "other_print_differs"), (None, 95.01, "agrees")]
    + [(None, 95.3, "other_print_differs")],
)
def test_other_print_of_the_day_agrees_or_differs_by_the_uninsured(count, pct, code):
    level = [claim(END, 950_001), rate(END, 95, as_printed="95,0%")]
    shared = {"source_id": "synthetic-other", "claim_id": "synthetic-other-print"}
    other = claim(END, count, **shared) if count else rate(END, pct, **shared)
    own = prepare_claims(claims(*level, other))
    points = levels(own, millions(*YEARS), frozenset({"synthetic-other-print"}))
    assert codes(graded(points, own, audit(own).head(0), AREA)[0], "agreement") == [code]


# ── Properties ───────────────────────────────────────────────────────────────────────────────────────────────

OTHER = rate(NOVEMBER, 91, source_id="synthetic-other", claim_id="synthetic-other-rate")
ROWS = [*both(90, 80, NOVEMBER), *both(88, 85, "2020-12-31"), OTHER]


@FEW
@given(st.permutations(ROWS))
def test_order_of_rows_changes_no_grade(rows):
    assert grade_of(*rows) == grade_of(*ROWS)


@FEW
@given(
    st.lists(
        st.tuples(st.sampled_from([2015, 2019, 2022, 2023]), st.integers(30_000, 99_999), st.integers(40, 99)),
        max_size=3,
    )
)
def test_grade_does_not_depend_on_the_size_of_the_place(levels):
    def found(factor):
        rows = [claim(END, 1, group="students")]
        for year, count, pct in levels:
            rows += [claim(f"{year}-11-30", (count * 10 + 1) * factor), rate(f"{year}-11-30", pct)]
        people = population({(AREA, year): 1_000_000 * factor for year in YEARS})
        return grade_of(*rows, people=people)

    small, large = found(1), found(1000)
    assert (large.grade, codes(large)) == (small.grade, codes(small))


# ── The real ledger ──────────────────────────────────────────────────────────────────────────────────────────


def real(ledger, *areas):
    own = usable(ledger.claims[ledger.claims["area"].isin(areas) & (ledger.claims["as_of"].dt.year <= 2023)])
    own = prepare_claims(own)
    return graded(levels(own, ledger.population, set_aside(ledger.decisions)), own, audit(own), *areas)


def test_binh_thuan_is_held_back_by_its_denominator_and_its_contradiction(ledger):
    (found,) = real(ledger, "binh-thuan")
    assert found.as_of == pd.Timestamp(2023, 11, 30)
    assert codes(found, "denominator") == ["scales_apart"]
    assert codes(found, "agreement") == ["contradiction"]
    assert found.grade == "C"


def test_can_tho_is_held_back_by_a_rate_alone_printed_before_its_year_ended(ledger):
    (found,) = real(ledger, "can-tho")
    assert (found.as_of, found.as_of_precision, found.grade) == (pd.Timestamp(2023, 12, 31), "year", "C")
    assert codes(found, "reported") == ["rate_only", "estimate", "year_precision"]


def test_hung_yen_is_held_back_by_the_age_of_its_level(ledger):
    (found,) = real(ledger, "hau-giang")
    assert (found.as_of, codes(found, "timing")[0], found.grade) == (pd.Timestamp(2018, 9, 30), "old", "E")


def test_province_without_a_level_in_the_ledger_has_no_grade(ledger):
    (found,) = real(ledger, "ha-giang")
    assert found.grade is None


def test_several_areas_at_once_are_graded_as_each_alone(ledger):
    areas = ["can-tho", "binh-thuan", "ha-giang", "hau-giang"]
    assert real(ledger, *areas) == [grade for area in areas for grade in real(ledger, area)]


@pytest.mark.parametrize(
    ("copy_type", "cost"), [("original", 0), ("relayed", 0), ("unrelated_copy", 1), ("tampered_mirror", 2)]
)
def test_level_read_on_a_copy_of_another_is_graded_lower(copy_type, cost):
    whole, read = grade_of(rate(END, 90)), grade_of(rate(END, 90, copy_type=copy_type))
    assert read.cost - whole.cost == cost
    assert (copy_type in codes(read, "reported")) == bool(cost)
