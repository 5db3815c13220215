import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_analysis_estimate import EAST, HILLS, NORTH, SOUTH, evidence, nation, table

from baophu.analysis.backtest import (
    ESTIMATE,
    FAR,
    LAST,
    LINEAR,
    METHODS,
    NATIONAL,
    NEAR,
    UNSEEN,
    acceptance,
    hold_out,
    interval_shares,
    scored,
    summarise,
)
from baophu.analysis.coverage import ANNOUNCED, GSO
from baophu.analysis.estimate import DECISION_861, OUTSIDE_YEARS
from baophu.backtest_page import PAGE, backtest_of, render, run_backtest
from baophu.ledger.tables import load

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
    assert picked(rows, area=NORTH)["horizon"].value_counts().to_dict() == {NEAR: 3, UNSEEN: 3}
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
    assert scored(events).empty
    assert [check.value for check in acceptance(events)] == [None] * 7
    assert not any(check.is_met for check in acceptance(events))
    assert "Too few figures" in render(events, {NORTH: "North"})


def test_errors_are_averaged_by_horizon_scale_and_method():
    (row,) = picked(summarise(EVENTS), horizon=NEAR, scale="both", method=ESTIMATE).to_dict("records")
    own = picked(EVENTS, horizon=NEAR, method=ESTIMATE)
    assert (row["figures"], row["mae_points"]) == (3, pytest.approx(own["error_points"].abs().mean()))


def test_wider_interval_holds_at_least_as_much():
    shares = interval_shares(EVENTS)
    assert (shares["in80_pct"] <= shares["in95_pct"]).all()


@settings(max_examples=5, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_order_of_rows_changes_nothing(seed):
    points = {a: table(*rows, area=a).sample(frac=1, random_state=seed) for a, rows in reversed(POINTS.items())}
    events = hold_out(evidence(points, national=nation().sample(frac=1, random_state=seed)))
    pd.testing.assert_frame_equal(events, EVENTS)


# ── The project's own ledger ─────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def ledger():
    return load()


@pytest.fixture(scope="module")
def events(ledger):
    return backtest_of(ledger)


def test_numbers_set_beforehand_are_met_on_the_ledger_but_for_those_that_its_page_names(events):
    # Fitted on a fifth of these figures; weights and widths are yet to be fitted again.
    missed = {check.name for check in acceptance(events) if not check.is_met}
    assert missed == {"near_mae"}
    assert PAGE.read_text("utf-8").count("**no**") == len(missed)


def test_page_is_current(ledger, events):
    names = dict(zip(ledger.areas["area"], ledger.areas["name_vi"], strict=True))
    assert PAGE.read_text("utf-8") == render(events, names), "write it again: make backtest"


def test_page_is_written_alike_each_time(tmp_path):
    assert run_backtest(tmp_path / "page.md").read_bytes() == PAGE.read_bytes()
