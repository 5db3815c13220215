from math import exp, log
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from miniature import claim, claims, population

from baophu.analysis import backtest, estimate, season
from baophu.analysis.coverage import ANNOUNCED, GSO, POINTS
from baophu.analysis.estimate import (
    ANCHORED,
    DECISION_861,
    GATED_REGIONS,
    INTERPOLATED,
    NO_NATIONAL,
    NO_PEER,
    OUTSIDE_YEARS,
    PUBLISHED,
    REGIONAL,
    Loss,
    gather,
    logistic,
    logit,
    printed_losses,
)
from baophu.paths import DATA

NORTH, SOUTH, EAST, CITY = "synthetic-north", "synthetic-south", "synthetic-east", "synthetic-city"
REGIONS = {NORTH: "Synthetic Hills", SOUTH: "Synthetic Hills", EAST: "Synthetic Coast", CITY: "Synthetic Delta"}
(GATED, *_) = sorted(GATED_REGIONS)


def table(*rows, area=NORTH):
    """Points (day, scale, percent); a GSO point stands on a million people."""
    found = []
    for number, (day, scale, pct, *insured) in enumerate(rows):
        count = insured[0] if insured else (10_000 * pct if scale == GSO else None)
        row = {"claim_id": f"{area}-{scale}-{day}-{number}", "area": area, "as_of": pd.Timestamp(day)}
        row |= {"as_of_precision": "day", "scale": scale, "coverage_pct": float(pct), "base": "synthetic"}
        row |= {"low_pct": pct - 0.05, "high_pct": pct + 0.05, "insured_count": count, "obs_status": "A"}
        row |= {"population_count": count / pct * 100 if count else None, "bound": "exact"}
        found.append(row | {"uninsured_count": None, "claim_ids": (row["claim_id"],)})
    return pd.DataFrame(found, columns=POINTS).astype({"as_of": "datetime64[s]"})


def nation(level=80.0):
    """The same level at every year end and, eight points lower, in the middle of every year, on both scales."""
    days = [(f"{year}-12-31", level) for year in range(2010, 2024)]
    days += [(f"{year}-06-30", level - 8) for year in range(2011, 2024)]
    return table(*((day, scale, pct) for day, pct in days for scale in (ANNOUNCED, GSO)), area="synthetic-country")


def evidence(points, regions=REGIONS, national=None, losses=None):
    return gather(points, regions, nation() if national is None else national, losses)


def said(points, day, area=NORTH, scale=ANNOUNCED, **cells):
    return estimate.estimate(evidence(points, **cells), area, scale, pd.Timestamp(day))


def test_between_two_near_figures_the_estimate_lies_on_the_line():
    found = said({NORTH: table(("2018-01-01", ANNOUNCED, 80), ("2018-01-11", ANNOUNCED, 90))}, "2018-01-04")
    assert (found.basis, found.pct) == (INTERPOLATED, pytest.approx(83))
    assert len(found.claim_ids) == 2


def test_no_line_joins_figures_more_than_three_years_apart():
    found = said({NORTH: table(("2015-01-01", ANNOUNCED, 80), ("2018-01-02", ANNOUNCED, 90))}, "2016-01-01")
    assert found.basis == ANCHORED


def test_no_line_joins_two_scales():
    found = said({NORTH: table(("2018-01-01", ANNOUNCED, 80), ("2018-12-01", GSO, 90))}, "2018-06-01")
    assert found.basis == ANCHORED


def test_published_figure_is_not_estimated():
    found = said({NORTH: table(("2018-01-01", ANNOUNCED, 80))}, "2018-01-01")
    assert (found.pct, found.reason, len(found.claim_ids)) == (None, PUBLISHED, 1)


@pytest.mark.parametrize("day", ["2010-12-31", "2024-01-01"])
def test_years_outside_are_declined(day):
    assert said({NORTH: table(("2018-01-01", ANNOUNCED, 80))}, day).reason == OUTSIDE_YEARS


def test_province_without_figure_and_without_peer_is_declined():
    points = {NORTH: table(("2018-01-01", ANNOUNCED, 80)), CITY: table()}
    assert said(points, "2018-01-01", CITY).reason == NO_PEER


def test_nothing_at_all_is_declined():
    assert said({}, "2018-01-01").reason == NO_PEER


def test_no_national_figures_are_a_reason():
    points = {NORTH: table(("2018-01-01", ANNOUNCED, 80))}
    assert said(points, "2019-01-01", national=table()).reason == NO_NATIONAL


def test_province_without_figure_gets_the_band_of_its_region_and_no_value():
    found = said({NORTH: table(("2018-01-01", ANNOUNCED, 80))}, "2018-01-01", SOUTH)
    assert (found.basis, found.pct, found.reason) == (REGIONAL, None, "")
    assert found.low95 < found.low80 < found.high80 < found.high95
    assert found.claim_ids == (f"{NORTH}-{ANNOUNCED}-2018-01-01-0",)


def test_three_years_from_its_own_figure_a_province_has_only_a_band():
    points = {NORTH: table(("2015-01-01", ANNOUNCED, 80))}
    assert said(points, "2017-12-31").basis == ANCHORED
    assert said(points, "2018-01-02").basis == REGIONAL


def test_anchored_estimate_is_the_nation_with_a_third_of_its_sawtooth_and_the_distances_by_nearness():
    points = {
        NORTH: table(("2014-12-31", ANNOUNCED, 70), ("2018-12-31", ANNOUNCED, 75)),
        SOUTH: table(("2016-12-31", ANNOUNCED, 60)),
        EAST: table(("2016-12-31", ANNOUNCED, 90)),
    }

    def odds(pct):
        return log(pct / (100 - pct))

    level = odds(80) + (odds(72) - odds(80)) / 3
    south, east = odds(60) - odds(80), odds(90) - odds(80)
    base = (south + 1.5 * (south + east) / 2) / 2.5
    day = pd.Timestamp("2016-06-30")
    near = [exp(-abs((pd.Timestamp(d) - day).days) / 365.25 / 2) for d in ("2014-12-31", "2018-12-31")]
    pull = sum(w * (odds(y) - odds(80)) for w, y in zip(near, (70, 75), strict=True))
    expected = level + (pull + 0.1 * base) / (sum(near) + 0.1)
    found = said(points, day)
    assert found.pct == pytest.approx(100 / (1 + exp(-expected)))
    assert logit(found.high80) - logit(found.pct) == pytest.approx(0.27)


def test_one_figure_of_the_other_scale_is_carried_by_the_ratio():
    points = {
        NORTH: table(("2018-12-31", GSO, 80)),
        EAST: table(("2018-12-31", GSO, 80), ("2018-12-31", ANNOUNCED, 88)),
    }
    found = said(points, "2018-12-31")
    assert (found.basis, found.ratio, found.ratio_count) == (ANCHORED, pytest.approx(1.1), 0)
    assert logit(found.pct) == pytest.approx(logit(88), abs=0.1)


def test_own_ratio_is_drawn_to_the_mean_of_all():
    points = {
        NORTH: table(("2018-12-31", GSO, 80), ("2018-12-31", ANNOUNCED, 80)),
        EAST: table(("2018-12-31", GSO, 80), ("2018-12-31", ANNOUNCED, 88)),
    }
    ratio, count = evidence(points).ratios[NORTH]
    assert (log(ratio), count) == (pytest.approx(0.5 * log(1.1) / 2 / 1.5), 1)


@pytest.mark.parametrize(("insured", "pairs"), [(800_000, 1), (700_000, 0)])
def test_rate_is_paired_with_its_own_count_of_another_day(insured, pairs):
    points = {NORTH: table(("2018-05-30", GSO, 80, 800_000), ("2018-06-28", ANNOUNCED, 88, insured))}
    assert evidence(points).ratios[NORTH][1] == pairs


def test_of_two_figures_of_a_day_the_one_that_leaves_less_open_counts():
    points = table(("2018-12-31", ANNOUNCED, 80), ("2018-12-31", ANNOUNCED, 81))
    points.loc[0, "low_pct"] = 60
    assert [f.pct for f in evidence({NORTH: points}).figures] == [81]


def test_coverage_above_a_hundred_percent_goes_through():
    points = {NORTH: table(("2018-01-01", GSO, 101), ("2018-12-31", GSO, 103))}
    line, beyond = said(points, "2018-07-01", scale=GSO), said(points, "2019-07-01", scale=GSO)
    assert line.low80 < 101 < line.pct <= line.high80
    assert beyond.low80 < beyond.pct < beyond.high80 < 100


# ── Decision 861 ─────────────────────────────────────────────────────────────────────────────────────────────

HILLS = {**REGIONS, NORTH: GATED, SOUTH: GATED}
BEFORE = ("2020-12-31", GSO, 90.0)


def test_earlier_figures_do_not_speak_of_a_gated_province_after_the_free_cards_ended():
    assert said({NORTH: table(BEFORE)}, "2021-06-30", scale=GSO, regions=HILLS).basis == ANCHORED
    found = said({NORTH: table(BEFORE)}, "2021-07-01", scale=GSO, regions=HILLS)
    assert (found.reason, found.pct, found.low80, found.range_low) == (DECISION_861, None, None, None)


def test_other_provinces_are_estimated_across_the_day():
    assert said({NORTH: table(BEFORE)}, "2021-12-01", scale=GSO).basis == ANCHORED


def test_printed_loss_leaves_a_range():
    found = said({NORTH: table(BEFORE)}, "2021-12-01", scale=GSO, losses={NORTH: Loss(12.0, ("loss",))})
    assert (found.reason, found.range_low, found.range_high) == (DECISION_861, pytest.approx(78), 90)
    assert found.claim_ids[-1] == "loss"


def test_range_on_the_announced_scale_carries_the_loss_by_the_ratio():
    points = {NORTH: table(BEFORE, ("2020-12-31", ANNOUNCED, 99))}
    found = said(points, "2021-12-01", losses={NORTH: Loss(10.0, ("loss",))})
    assert (found.range_low, found.range_high) == (pytest.approx(99 - 11), 99)


def test_loss_does_not_leave_a_range_from_a_figure_of_long_ago():
    points = {NORTH: table(("2018-12-31", GSO, 90))}
    near, far = (said(points, day, scale=GSO, losses={NORTH: Loss(12.0, ())}) for day in ("2021-12-30", "2022-01-02"))
    assert (near.reason, near.range_low) == (DECISION_861, pytest.approx(78))
    assert (far.reason, far.range_low) == (DECISION_861, None)


def test_later_figure_alone_speaks_after_the_day():
    points = {NORTH: table(BEFORE, ("2022-12-31", GSO, 80))}
    assert said(points, "2021-12-01", scale=GSO, regions=HILLS).basis == ANCHORED
    assert said(points, "2021-12-01", scale=GSO, regions=HILLS).claim_ids == (f"{NORTH}-{GSO}-2022-12-31-1",)
    assert said(points, "2021-12-01", scale=GSO).basis == INTERPOLATED


def test_earlier_figures_of_peers_do_not_speak_of_a_gated_province_without_one():
    points = {NORTH: table(BEFORE)}
    assert said(points, "2021-06-30", SOUTH, GSO, regions=HILLS).basis == REGIONAL
    assert said(points, "2021-07-01", SOUTH, GSO, regions=HILLS).reason == DECISION_861


def test_printed_losses_stand_on_the_population_of_the_year():
    rows = [
        claim("2021-07-01", 120_000, kind="loss", group="d861_free_cards"),
        claim("2021-07-01", 1_000, kind="loss", group="near_poor"),
        claim("2021-07-01", 5_000, kind="loss", group="d861_free_cards", area="synthetic-town"),
    ]
    found = printed_losses(claims(*rows), population({(NORTH, 2021): 1_000_000}))
    assert (found[NORTH].pct, found["synthetic-town"].pct) == (12, None)


# ── Properties ───────────────────────────────────────────────────────────────────────────────────────────────

DAYS = st.dates(pd.Timestamp("2011-01-01").date(), pd.Timestamp("2023-12-31").date())
ROWS = st.tuples(st.sampled_from([NORTH, SOUTH, EAST]), DAYS, st.sampled_from([ANNOUNCED, GSO]), st.integers(40, 99))
NATION = nation()


def tables(rows):
    found = {}
    for area, day, scale, pct in rows:
        found.setdefault(area, []).append((day.isoformat(), scale, pct))
    return {area: table(*own, area=area) for area, own in found.items()}


def all_said(points, national, day, regions):
    known = gather(points, regions, national, {EAST: Loss(9.0, ("loss",))})
    return [estimate.estimate(known, area, scale, day) for area in REGIONS for scale in (ANNOUNCED, GSO)]


def times(points, factor):
    people = ["insured_count", "population_count"]
    return points.assign(**{name: points[name].astype(float) * factor for name in people})


@settings(max_examples=15, deadline=None)
@given(st.lists(ROWS, max_size=8), DAYS, st.randoms(use_true_random=False))
def test_unit_of_persons_and_order_of_rows_change_nothing(rows, day, random):
    day, points = pd.Timestamp(day), tables(rows)
    plain = all_said(points, NATION, day, HILLS)
    thousands = {area: times(own, 1_000) for area, own in points.items()}
    assert all_said(thousands, times(NATION, 1_000), day, HILLS) == plain
    areas = random.sample(list(points), len(points))
    seed = random.randrange(2**32)
    mixed = {area: points[area].sample(frac=1, random_state=seed) for area in areas}
    assert all_said(mixed, NATION.sample(frac=1, random_state=seed), day, HILLS) == plain


@settings(max_examples=15, deadline=None)
@given(st.lists(ROWS, max_size=8), DAYS)
def test_every_answer_is_a_value_in_its_interval_or_a_band_or_a_reason(rows, day):
    for found in all_said(tables(rows), NATION, pd.Timestamp(day), HILLS):
        if found.reason:
            assert (found.pct, found.low80, found.basis) == (None, None, "")
            continue
        assert 0 < found.low95 < found.low80 < found.high80 <= found.high95 <= 100
        assert (found.pct is None) == (found.basis == REGIONAL)
        assert found.pct is None or found.low80 < found.pct <= found.high80


@given(st.floats(1, 99))
def test_logit_and_back(pct):
    assert logistic(logit(pct)) == pytest.approx(pct)


def test_no_areas_name_stands_in_the_code():
    slugs = set(pd.read_csv(DATA / "areas.csv")["area"])
    for module in (estimate, season, backtest):
        text = Path(module.__file__).read_text(encoding="utf-8")
        assert [slug for slug in slugs if slug in text] == []
