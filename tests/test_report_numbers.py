"""Every number in the prose of a report is in the facts, to the precision with which it is written."""

import re
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from math import exp, floor, log10

import pytest

from baophu.ledger.names import provinces
from baophu.report.blocks import Cards, Group, Heading, Items, Paragraph, TableBlock, TitledLines, inline_text
from baophu.report.pages.province import ProvincePage
from baophu.report.province_charts import CHARTS, chart_words
from baophu.report.sections.season import national_change

REAL = ["binh-thuan", "can-tho", "gia-lai", "thai-nguyen", "thanh-hoa", "long-an", "ha-nam", "lao-cai", "ha-giang"]
BRIEF = ["verdict", "cards", "reasons", "actions", "source_line", "absent"]
EVIDENCE = ["changes", "levels", "shortages", "paces", "groups", "schemes"]
ANNEXES = ["change_details", "season", "populations", "targets", "scheme_tables", "checks", "decisions", "confidence"]
ANNEXES += ["missing", "sources"]
PROSE = BRIEF + EVIDENCE + ANNEXES
# What the method itself is made of, as docs/assumptions.md has it.
METHOD = {80, 31, 12, 15, 28, 275, 0.5, 861, 2010, 2023, 100}
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
BOUND = re.compile(r"(trên|dưới|khoảng|over|under|about)( −)? $")


def numbers_in(value, numbers):
    """Numbers anywhere in the facts: values, parts of dates, digits inside of texts."""
    if is_dataclass(value):
        for field in fields(value):
            numbers_in(getattr(value, field.name), numbers)
    elif isinstance(value, dict):
        for key, item in value.items():
            numbers_in(key, numbers), numbers_in(item, numbers)
    elif isinstance(value, tuple | list | frozenset):
        numbers.add(float(len(value)))
        for item in value:
            numbers_in(item, numbers)
    elif isinstance(value, date | datetime):
        numbers |= {float(value.year), float(value.month), float(value.day)}
    elif isinstance(value, str):
        for token in NUMBER.findall(value):
            numbers |= {number for language in ("vi", "en") for number, _ in [parsed(token, language)]}
    elif isinstance(value, int | float) and value == value:
        numbers.add(abs(float(value)))
    return numbers


def parsed(token, language):
    """A number as written, and half the step of its last digit."""
    group, point = (".", ",") if language == "vi" else (",", ".")
    whole, _, decimals = token.replace(group, "").partition(point)
    try:
        return float(f"{whole}.{decimals or 0}"), 0.5 * 10.0 ** -len(decimals)
    except ValueError:
        return -1.0, 0.0


def unit_of(token, language):
    """The unit of the last digit that a number gives: 1,000 of 1,233,000, but at most a hundredth of it."""
    number, half = parsed(token, language)
    if half < 0.5 or not number:
        return 2 * half
    digits = str(int(number))
    return min(10.0 ** (len(digits) - len(digits.rstrip("0"))), number / 50)


def derived(facts):
    """Numbers worked out in the saying: how far two figures lie apart, a ratio that the facts keep as a logarithm."""
    spans = {b.high_uninsured_count - b.low_uninsured_count for b in facts.bands if b.low_uninsured_count is not None}
    spans |= {
        estimate.range_high - estimate.range_low for estimate in facts.estimates if estimate.range_low is not None
    }
    spans |= {abs(facts.above_country or 0)}
    pairs = [pair for like in facts.like_pairs for pair in like.pairs]
    spans |= {abs(change) for pair in pairs if (change := national_change(pair, facts)) is not None}
    beyond = [reading.beyond_country for change in facts.changes for reading in change.readings_with_country]
    spans |= {abs(end) for interval in beyond for end in (interval.low, interval.high)}
    spans |= {abs(p.coverage_pct - q.coverage_pct) for p in facts.points for q in facts.national if p.as_of == q.as_of}
    spans |= {abs(finding.printed - finding.implied) for finding in facts.findings if finding.printed is not None}
    plans = [pace for pace in facts.paces if pace.missing_count is not None and pace.scale != "population"]
    spans |= {100 * (1 - pace.missing_count / pace.target_value) for pace in plans if pace.target_value}
    ratio = facts.own_ratio.own_mean
    return spans if ratio is None else {*spans, exp(ratio)}


def coarseness(name, number, half):
    """Half the rounding step of a number: derived persons to the hundred, a weekly pace to two digits."""
    if name in ("paces", "shortages", "cards", "actions") and number >= 10:
        half = max(half, 0.5 * 10.0 ** (floor(log10(number)) - 1))
    least = 100 if name in ("changes", "change_details") else 1000
    return max(half, 50.0) if number >= least and number % 100 == 0 else half


def prose_of(block):
    if isinstance(block, Group):
        return [text for part in block.blocks for text in prose_of(part)]
    if isinstance(block, TableBlock):
        return [block.caption, *("\n".join(map(inline_text, row)) for row in block.rows)]
    if isinstance(block, Paragraph) and block.style == "stamp":
        return []
    return [block.text()] if isinstance(block, Paragraph | Items | TitledLines | Cards | Heading) else []


def report_texts(page):
    texts = [(name, text) for name in PROSE for text in prose_of(getattr(page, name)())]
    said = [(name, chart_words(name, page.facts, page.words)) for name in CHARTS]
    return texts + [(name, text) for name, words in said for text in words or () if text]


def strange_numbers(facts, language):
    """Numbers in the prose that nothing in the facts accounts for."""
    fact_numbers = numbers_in(facts.brief, numbers_in(facts, set())) | METHOD | derived(facts)
    strange = []
    for name, text in report_texts(ProvincePage(facts, language)):
        text = re.sub(r"\[\d+\]", "", text).replace("\N{NO-BREAK SPACE}", " ")
        for found in NUMBER.finditer(text):
            token = found[0]
            number, half = parsed(token, language)
            half = coarseness(name, number, half)
            if BOUND.search(text[: found.start()]):
                # Rounded so that its bound holds: up to one unit of its last digit.
                half = max(half, unit_of(token, language))
            if not any(abs(value - number) <= half + 1e-9 for value in fact_numbers):
                strange.append((name, token, text[:160]))
    return strange


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("province", REAL)
def test_every_number_in_prose_stands_in_the_facts(facts_of, province, language):
    assert strange_numbers(facts_of(province), language) == []


def test_number_that_the_facts_do_not_hold_is_noticed(facts_of, monkeypatch):
    facts = facts_of("can-tho")
    true_verdict = ProvincePage.verdict
    monkeypatch.setattr(ProvincePage, "verdict", lambda self: Paragraph(true_verdict(self).text() + " 71,3%"))
    assert [(name, token) for name, token, _ in strange_numbers(facts, "vi")] == [("verdict", "71,3")]


# ── People ───────────────────────────────────────────────────────────────────────────────────────────────────

PEOPLE_SHORT = re.compile(
    r"(còn )?thiếu (khoảng |dưới |trên )?[\d.]{3,} người|[\d.]{3,} người chưa tham gia"
    r"|[\d,]{3,} (people )?(uninsured|short)|[\d,]{3,} people (are )?(short|missing|uninsured|without)"
)
POPULATION = re.compile(r"dân số|kế hoạch|population|plan")
IN_PEOPLE = re.compile(r"(Chỉ tiêu|Target of) (khoảng |about )?[\d.,]{3,} (người|people)")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_count_of_people_who_are_missing_names_its_population(facts_of, language):
    """A target that is itself a number of people needs none."""
    told = 0
    for province in provinces():
        for name, text in report_texts(ProvincePage(facts_of(province), language)):
            for line in text.replace("\N{NO-BREAK SPACE}", " ").split("\n"):
                if PEOPLE_SHORT.search(line) and not IN_PEOPLE.search(line):
                    assert POPULATION.search(line), (province, name, line)
                    told += 1
    assert told > 40
