"""Numbers, words and links of the reports as they were last reviewed. ``make golden`` takes on what a change moves."""

import difflib
from dataclasses import fields

import golden_facts
import golden_text
import pytest
from golden_facts import FOLDER, golden, text_of


@pytest.fixture(scope="module")
def said(ledger):
    return {name: text_of(page) for name, page in golden(ledger).items()}


def _moved(before: str, after: str, name: str) -> str:
    lines = list(difflib.unified_diff(before.splitlines(), after.splitlines(), name, "now", lineterm="", n=0))
    return "\n".join(line[:300] for line in lines[:40])


def test_facts_of_every_page_are_the_golden_ones(said):
    kept = {path.stem: path.read_text("utf-8") for path in FOLDER.glob("*.json")}
    assert sorted(said) == sorted(kept)
    moved = {name: _moved(kept[name], said[name], name) for name in said if said[name] != kept[name]}
    assert not moved, "\n".join(["facts moved; `make golden` takes them on", *moved.values()])


def test_golden_facts_hold_every_field(facts_of):
    facts = facts_of("binh-thuan")
    page = golden_facts._page(facts, golden_facts.SharedRecords(), apart=golden_facts.OF_ALL)
    assert {field.name for field in fields(facts)} - set(page) == set(golden_facts.OF_ALL)


@pytest.mark.parametrize("page", golden_text.PAGES, ids=lambda page: golden_text.stem(*page))
def test_words_and_links_of_a_report_are_the_golden_ones(page, built):
    now = golden_text.text_of(built[page][0].read_text("utf-8"))
    kept = (golden_text.FOLDER / f"{golden_text.stem(*page)}.txt").read_text("utf-8")
    assert now == kept, "words or links moved; `make golden` takes them on\n" + _moved(kept, now, page[0])
