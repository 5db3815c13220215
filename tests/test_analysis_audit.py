import pytest
from miniature import claim, claims, rate

from baophu.analysis.audit import CONSISTENT, CONTRADICTORY, UNDECIDABLE, audit

DAY = "2019-12-31"


def finding_of(*rows):
    (found,) = audit(claims(*rows))
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
    assert audit(claims(plan(95), rate(DAY, 90))) == []


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
    assert audit(claims(claim(None, 800_000), rate(None, 80))) == []


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


def test_row_order_changes_no_finding(ledger):
    dated = ledger.claims[ledger.claims["area"].str.startswith("thai-nguyen")]
    for seed in range(3):
        assert audit(dated.sample(frac=1, random_state=seed)) == audit(dated)
