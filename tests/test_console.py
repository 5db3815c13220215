"""Audit and changes for people and for programs."""

import json

import pytest

from baophu import console


@pytest.fixture(autouse=True)
def real_ledger(ledger, monkeypatch):
    monkeypatch.setattr(console, "load_ledger", lambda: ledger)


def test_contradictions_of_the_whole_ledger_end_with_their_count():
    *lines, last = console.audit_lines(None, as_json=False).splitlines()
    assert last.startswith(f"{len(lines)} contradictions in ")
    assert any("binh-thuan" in line and "attainment" in line for line in lines)


def test_audit_of_a_province_is_json_with_claim_ids():
    found = json.loads(console.audit_lines("Bình Thuận", as_json=True))
    plan, wrong = [item for item in found if item["verdict"] == "contradictory"]
    assert (plan["check"], plan["printed"], round(plan["implied"])) == ("two_plans", 14778, 15020)
    assert wrong["printed"] == 92.5
    assert round(wrong["implied"], 1) == 98.0
    assert all(claim_id.startswith("binh-thuan") for claim_id in wrong["claim_ids"])


def test_changes_of_a_province_are_json_with_verdict_and_rule():
    found = json.loads(console.changes_lines("can-tho", as_json=True))
    last = next(fall for fall in found if fall["change_count"] == -37404)
    assert (last["verdict"], last["reason"], last["start"]) == ("more_than_country", "below_country", "2021-12-31")
    assert round(last["change_points"], 2) == -2.99
    assert [reading["convention"] for reading in last["readings"]][0] == "one_population"


def test_changes_are_a_line_each_for_people():
    lines = console.changes_lines("can-tho", as_json=False).splitlines()
    assert lines[0].endswith("-37,404 people, -2.99 points, country -2.05 to -1.95  more_than_country (below_country)")
    assert len(lines) > 10
    assert console.changes_lines("ha-giang", as_json=False) == "no change between two days in the figures of the ledger"
