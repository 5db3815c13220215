"""The page of the falls of all provinces, on the real ledger."""

import re
from collections import Counter
from datetime import date

import pytest

from baophu.analysis.changes import OPEN
from baophu.analysis.coverage import ANNOUNCED
from baophu.facts.lapse_drops import (
    SCHEMES,
    BadPeriod,
    Period,
    UnknownScheme,
    build_lapse_drops,
    check_scheme,
    read_period,
)
from baophu.facts.national import facts_of_provinces
from baophu.report.blocks import Chart
from baophu.report.pages.lapse_drops import LapseDropsReport

SECTIONS = ("finding", "key_figures", "losses_chart", "falls_chart", "falls", "sawtooth",
            "sawtooth_reading", "verdicts", "unseen",
            "sources", "method", "stamp")  # fmt: skip
YEARS = Period(2010, 2023)


@pytest.fixture(scope="module")
def all_facts(ledger):
    return facts_of_provinces(ledger)


@pytest.fixture(scope="module")
def drops(ledger, all_facts):
    made = {}

    def drops(scheme="bhyt", first=2010, last=2023):
        key = (scheme, first, last)
        if key not in made:
            made[key] = build_lapse_drops(ledger, all_facts, scheme, Period(first, last))
        return made[key]

    return drops


def page(facts, language="vi"):
    """Everything that the page shows, as HTML or as the drawing and its words."""
    report = LapseDropsReport(facts, language)
    parts = []
    for name in SECTIONS:
        block = getattr(report, name)()
        parts.append(f"{block.svg}{block.title}{block.alt}" if isinstance(block, Chart) else block.html())
    return "\n".join(parts)


# ── Which falls ──────────────────────────────────────────────────────────────────────────────────────────────


def test_every_fall_of_every_province_is_there_once(drops, all_facts):
    of_provinces = [c for slug, facts in all_facts.items() for c in facts.changes if c.area == slug and c.is_fall]
    assert Counter(map(id, drops("all").falls)) == Counter(map(id, of_provinces))
    assert sum(fall.is_gross for fall in drops("all").falls) >= 10


def test_a_scheme_holds_its_own_falls_and_no_others(drops):
    parts = [fall for scheme in SCHEMES if scheme != "all" for fall in drops(scheme).falls]
    assert Counter(map(id, parts)) == Counter(map(id, drops("all").falls))


def test_a_fall_belongs_to_the_year_in_which_it_ends(drops):
    by_year = [fall for year in range(2010, 2024) for fall in drops("all", year, year).falls]
    assert Counter(map(id, by_year)) == Counter(map(id, drops("all").falls))
    assert all(fall.end.year == 2022 for fall in drops("bhyt", 2022, 2022).falls)
    assert any(fall.since.year == 2021 for fall in drops("bhyt", 2022, 2022).falls)


@pytest.mark.parametrize("scheme", ["bhyt", "bhtn", "all"])
def test_every_province_stands_in_one_group(drops, all_facts, scheme):
    facts = drops(scheme)
    groups = [
        set(facts.facts_of),
        *({area.area for area in group} for group in (facts.quiet, facts.too_few, facts.unknown)),
    ]
    assert sum(map(len, groups)) == 63 and set().union(*groups) == set(all_facts)


def test_provinces_said_to_have_no_level_have_none(drops, all_facts):
    facts = drops()
    assert not [area for area in facts.unknown if all_facts[area.area].points]
    assert all(len({point.as_of for point in all_facts[area.area].points}) > 1 for area in facts.quiet)


def test_the_countrys_levels_are_announced_and_begin_with_the_year_end_before(drops):
    points = drops("bhyt", 2022, 2022).points
    assert {point.scale for point in points} == {ANNOUNCED}
    assert points[0].as_of == date(2021, 12, 31) and points[-1].as_of.year == 2022
    assert drops("bhtn").points == ()


# ── Parameters ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("text", ["2010-2023", "2010–2023", " 2010 - 2023 "])
def test_periods_are_understood_as_people_write_them(text):
    assert read_period(text) == YEARS


@pytest.mark.parametrize("text", ["2022", 2022])
def test_a_year_alone_is_a_period(text):
    assert read_period(text) == Period(2022, 2022)


@pytest.mark.parametrize("text", ["", "22", "2023-2010", "1999-2010", "2010-2030", "2020/2021", "all"])
def test_periods_that_make_no_sense_are_refused_with_the_years_covered(text):
    with pytest.raises(BadPeriod, match="2010-2023"):
        read_period(text)


def test_an_unknown_scheme_is_answered_with_those_there_are():
    with pytest.raises(UnknownScheme, match="Did you mean 'bhyt'.*bhxh_tn"):
        check_scheme("bhytt")


# ── The page ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("choice", [("bhyt",), ("all",), ("bhtn",), ("bhyt", 2022, 2022), ("bhxh", 2011, 2011)])
def test_every_link_to_a_source_has_its_entry(drops, choice, language):
    html = page(drops(*choice), language)
    aims = set(re.findall(r'href="#(src-[^"]+)"', html))
    anchors = set(re.findall(r'\bid="(src-[^"]+)"', html))
    assert aims <= anchors
    assert aims or not drops(*choice).falls


def test_every_source_listed_is_led_to(drops):
    html = page(drops())
    anchors = set(re.findall(r'\bid="(src-[^"]+)"', html))
    assert anchors == set(re.findall(r'href="#(src-[^"]+)"', html))


def test_every_fall_is_in_chart_table_and_verdicts(drops):
    facts = drops("all")
    report = LapseDropsReport(facts, "en")
    drawn = report.losses_chart().svg + report.falls_chart().svg
    assert len(set(re.findall(r'<g id="pt-lapse-\w+-chart-\d+"><title>(.*?)</title>', drawn, re.S))) == len(facts.falls)
    assert len(re.findall(r'<g id="pt-span-\d+-', report.sawtooth().svg)) == len(facts.falls)
    assert len(report.falls().blocks[0].rows) == len(facts.falls)
    assert report.verdicts().html().count("<li>") == len(facts.falls)


@pytest.mark.parametrize(("language", "words"), [("vi", "Chưa kết luận được"), ("en", "No conclusion")])
def test_declined_falls_are_shown_as_declined_with_the_reason(drops, language, words):
    facts = drops("all")
    declined = [fall for fall in facts.falls if fall.verdict == OPEN]
    assert declined
    report = LapseDropsReport(facts, language)
    assert report.falls().text().count(words) == len(declined)
    assert f"{words} ({len(declined)})" in report.verdicts().text()
    assert any(card.label == words and card.value == str(len(declined)) for card in report.key_figures().cards)


def test_counts_of_the_finding_are_those_of_the_falls(drops):
    facts = drops()
    text = LapseDropsReport(facts, "en").finding().text()
    assert f"{len(facts.falls)} falls in {len(facts.facts_of)} provinces" in text
    assert f"{sum(f.verdict == OPEN for f in facts.falls)} have too little evidence for a conclusion" in text
    assert "the largest in Thanh Hoa: over 300,000 people lost a card (gross)" in text


def test_a_scheme_whose_season_is_unknown_says_so_and_draws_no_sawtooth(drops):
    report = LapseDropsReport(drops("bhtn"), "en")
    assert "known for health insurance only" in report.sawtooth().text()
    assert {fall.verdict for fall in drops("bhtn").falls} == {OPEN}
    assert "No net fall has the evidence" in report.finding().text()


def test_a_period_without_a_fall_says_that_this_proves_nothing(drops):
    report = LapseDropsReport(drops("bhtn", 2011, 2011), "en")
    assert "That does not prove there was none" in report.finding().text()
    assert not isinstance(report.falls_chart(), Chart)
    assert report.masthead().metadata["figures"] == 0
    assert "no source" in report.sources().text()


def test_the_page_never_sets_persons_and_points_on_one_axis(drops):
    facts = drops("all")
    report = LapseDropsReport(facts, "en")
    for heading in ("People known", "Rates alone", "People alone"):
        assert heading in report.falls_chart().svg
    assert "Gross losses of cards" in report.losses_chart().svg
    assert "Gross losses of cards" not in report.falls_chart().svg
