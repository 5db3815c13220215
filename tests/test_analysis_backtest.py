import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_analysis_estimate import EAST, HILLS, NORTH, SOUTH, evidence, nation, table

from baophu.analysis.backtest import (
    ESTIMATE,
    FAR,
    LAST,
    LEVELS,
    LINEAR,
    METHODS,
    NATIONAL,
    NEAR,
    UNSEEN,
    acceptance,
    estimates,
    fitted_widths,
    half_width,
    hold_out,
    interval_shares,
    score_rows,
    summarise,
)
from baophu.analysis.coverage import ANNOUNCED, GSO
from baophu.analysis.estimate import DECISION_861, GATE_DAY, HALF_WIDTHS, OUTSIDE_YEARS
from baophu.ledger.tables import load_ledger
from benchmarks.backtest import PAGE, backtest_of, render, run_backtest

POINTS = {
    NORTH: [("2016-12-31", ANNOUNCED, 70), ("2016-12-31", GSO, 68), ("2017-12-31", ANNOUNCED, 74)],
    SOUTH: [("2018-12-31", GSO, 85)],
    EAST: [("2012-12-31", ANNOUNCED, 60), ("2019-12-31", ANNOUNCED, 90)],
}


def known(points=POINTS, **cells):
    return evidence({area: table(*rows, area=area) for area, rows in points.items()}, **cells)


def picked(events, **cells):
    for column, value in cells.items():
        events = events[events[column] == value]
    return events


EVENTS = hold_out(known())
KEPT = ["horizon", "method", "reason", "estimate_pct"]


def test_each_figure_is_left_out_with_its_day_and_with_its_province():
    rows = picked(EVENTS, method=ESTIMATE)
    assert picked(rows, area=NORTH)["horizon"].value_counts().to_dict() == {NEAR: 2, FAR: 1, UNSEEN: 3}
    assert picked(rows, area=EAST, reason="")["horizon"].to_list() == [FAR, FAR]
    assert picked(rows, area=SOUTH)["horizon"].to_list() == [UNSEEN]


def test_figure_left_out_has_no_say_in_its_own_estimate():
    for area, rows in POINTS.items():
        for day, scale, _ in rows:
            others = [row if row[0] != day else (*row[:2], row[2] - 20) for row in rows]
            spoilt = hold_out(known({**POINTS, area: others}))
            both = (picked(events, area=area, as_of=pd.Timestamp(day), scale=scale) for events in (EVENTS, spoilt))
            before, after = (events[KEPT].reset_index(drop=True) for events in both)
            pd.testing.assert_frame_equal(before, after)


def test_province_left_out_has_no_say_in_its_own_estimate():
    spoilt = hold_out(known({**POINTS, NORTH: [(d, s, p - 30) for d, s, p in POINTS[NORTH]]}))
    before, after = (picked(events, area=NORTH, horizon=UNSEEN)["estimate_pct"] for events in (EVENTS, spoilt))
    assert before.to_list() == after.to_list()


def test_methods_on_own_figures_need_such():
    assert set(picked(EVENTS, horizon=UNSEEN)["method"]) == {ESTIMATE, NATIONAL}
    assert set(picked(EVENTS, horizon=NEAR)["method"]) == set(METHODS)


def test_simple_methods_say_what_they_are_called():
    points = {NORTH: [("2014-12-31", ANNOUNCED, 60), ("2015-12-31", ANNOUNCED, 99), ("2016-12-30", ANNOUNCED, 70)]}
    rows = picked(hold_out(known(points)), horizon=NEAR).set_index(["as_of", "method"])["estimate_pct"]
    middle, first = pd.Timestamp("2015-12-31"), pd.Timestamp("2014-12-31")
    assert rows[middle, LINEAR] == pytest.approx(65)
    assert (rows[middle, LAST], rows[middle, NATIONAL]) == (60, pytest.approx(80))
    assert (rows[first, LINEAR], rows[first, LAST]) == (99, 99)


def test_declined_figure_has_one_row_with_its_reason():
    points = {NORTH: [("2010-12-31", GSO, 60), ("2020-12-31", GSO, 80), ("2022-12-31", GSO, 70)]}
    events = hold_out(known(points, regions=HILLS))
    reasons = events[events["reason"] != ""].groupby("as_of")["reason"].agg(set)
    assert reasons[pd.Timestamp("2010-12-31")] == {OUTSIDE_YEARS}
    assert DECISION_861 in reasons[pd.Timestamp("2022-12-31")]
    assert events.loc[events["reason"] != "", "estimate_pct"].isna().all()
    assert set(events.loc[events["reason"] != "", "method"]) == {ESTIMATE}


@pytest.mark.parametrize("points", [{}, {NORTH: []}, {NORTH: [("2016-12-31", ANNOUNCED, 70)]}])
def test_too_few_figures_give_no_number_and_meet_nothing(points):
    events = hold_out(known(points))
    assert score_rows(events).empty
    assert [check.value for check in acceptance(events)] == [None] * 15
    assert not any(check.is_met for check in acceptance(events))
    assert "Too few figures" in render(events, {NORTH: "North"})


def test_errors_are_averaged_by_horizon_scale_and_method():
    (row,) = picked(summarise(EVENTS), horizon=NEAR, scale="both", method=ESTIMATE).to_dict("records")
    own = picked(EVENTS, horizon=NEAR, method=ESTIMATE)
    assert (row["figures"], row["mae_points"]) == (2, pytest.approx(own["error_points"].abs().mean()))


def test_wider_interval_holds_at_least_as_much():
    shares = interval_shares(EVENTS)
    assert (shares["in80_pct"] <= shares["in95_pct"]).all()


SIZES = st.lists(st.floats(0, 40), min_size=1, max_size=60)


@given(SIZES, st.sampled_from(sorted(LEVELS.values())))
def test_half_width_holds_its_share_of_the_errors_in_half_points(sizes, level):
    errors = pd.Series([size * (-1) ** number for number, size in enumerate(sizes)])
    width = half_width(errors, level)
    assert (errors.abs() <= width).mean() >= level / 100
    assert (2 * width).is_integer() and half_width(errors.sample(frac=1), level) == width


@given(SIZES)
def test_half_widths_grow_with_the_level_and_with_a_larger_error(sizes):
    errors = pd.Series(sizes)
    low, high = (half_width(errors, level) for level in LEVELS.values())
    assert low <= high <= half_width(pd.concat([errors, pd.Series([50.0] * len(sizes))]), 95)


def test_half_width_of_no_errors_is_unknown():
    assert pd.isna(half_width(pd.Series([], dtype=float), 80))


def test_intervals_are_scored_with_widths_of_the_other_provinces():
    for (horizon, area), own in estimates(EVENTS).groupby(["horizon", "area"]):
        others = picked(estimates(EVENTS), horizon=horizon)
        others = others.loc[others["area"] != area, "error_points"]
        for side, level in LEVELS.items():
            expected = own["error_points"].abs() <= half_width(others, level)
            assert own[side].to_list() == expected.to_list()


def test_figure_that_anchors_nothing_is_scored():
    loose = table(("2017-12-31", ANNOUNCED, 74)).assign(obs_status="E")
    events = hold_out(evidence({NORTH: pd.concat([table(("2016-12-31", ANNOUNCED, 70)), loose])}))
    rows = picked(estimates(events), as_of=pd.Timestamp("2017-12-31"))
    assert (rows["horizon"].to_list(), rows["is_anchor"].to_list()) == ([NEAR], [False])


@pytest.mark.parametrize(("figures", "low"), [(49, 80 - 1.96 * (80 * 20 / 49) ** 0.5), (50, 72)])
def test_share_of_few_figures_may_be_what_chance_allows(figures, low):
    row = {"horizon": UNSEEN, "scale": GSO, "method": ESTIMATE, "reason": "", "error_points": 1.0}
    events = pd.DataFrame([row | {"in80": number % 5 > 0, "in95": True} for number in range(figures)])
    (check,) = (c for c in acceptance(events) if c.name == f"{UNSEEN}_in80")
    assert (check.figures, check.low, check.is_met) == (figures, pytest.approx(low), True)


@settings(max_examples=5, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_order_of_rows_changes_nothing(seed):
    points = {a: table(*rows, area=a).sample(frac=1, random_state=seed) for a, rows in reversed(POINTS.items())}
    events = hold_out(evidence(points, national=nation().sample(frac=1, random_state=seed)))
    pd.testing.assert_frame_equal(events, EVENTS)


# ── The project's own ledger ─────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def ledger():
    return load_ledger()


@pytest.fixture(scope="module")
def events(ledger):
    return backtest_of(ledger)


def test_numbers_set_beforehand_are_met_on_the_ledger(events):
    assert [check for check in acceptance(events) if not check.is_met] == []
    assert "**no**" not in PAGE.read_text("utf-8")


def test_widths_in_use_are_those_that_the_ledger_gives(events):
    assert fitted_widths(events) == HALF_WIDTHS


def test_every_published_figure_is_scored_or_declined_with_a_reason(events):
    rows = picked(events, method=ESTIMATE, horizon=UNSEEN)
    assert len(rows) == len(events.drop_duplicates(["area", "as_of", "scale"]))
    assert rows["error_points"].notna().eq(rows["reason"] == "").all()


def test_nothing_is_estimated_across_the_end_of_the_free_cards(events):
    declined = picked(events, reason=DECISION_861)
    assert (declined["as_of"] >= GATE_DAY).all()
    # Provinces of a mountain region, and one of the coast with a printed loss.
    assert {"lai-chau", "gia-lai", "binh-thuan"} <= set(picked(declined, horizon=UNSEEN)["area"])


def test_page_is_current(ledger, events):
    names = dict(zip(ledger.areas["area"], ledger.areas["name_vi"], strict=True))
    assert PAGE.read_text("utf-8") == render(events, names), "write it again: make backtest"


def test_page_is_written_alike_each_time(tmp_path):
    assert run_backtest(tmp_path / "page.md").read_bytes() == PAGE.read_bytes()
