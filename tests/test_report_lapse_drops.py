"""The page of the falls of all provinces, on the real ledger."""

import re
from collections import Counter
from datetime import date

import pytest

import baophu
from baophu import charts
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
from baophu.facts.national import build_national, facts_of_provinces
from baophu.report.pages.lapse_drops import LapseDropsPage

SECTIONS = ("finding", "key_figures", "country_reading", "verdicts", "unseen", "source_entries", "method", "stamp")
YEARS = Period(2010, 2023)


@pytest.fixture(scope="module")
def all_facts(ledger):
    return facts_of_provinces(ledger)


@pytest.fixture(scope="module")
def national(ledger, all_facts):
    return build_national(ledger, all_facts)


@pytest.fixture(scope="module")
def drops(ledger, national, all_facts):
    made = {}

    def drops(scheme="bhyt", first=2010, last=2023):
        key = (scheme, first, last)
        if key not in made:
            made[key] = build_lapse_drops(ledger, national, all_facts, scheme, Period(first, last))
        return made[key]

    return drops


def page(facts, language="vi"):
    """The sentences and lists of the page, as HTML."""
    report = LapseDropsPage(facts, language)
    return "\n".join(getattr(report, name)().html() for name in SECTIONS)


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
    country = baophu.country("en")
    changes = country.changes()
    falls = changes[changes.is_fall]
    facts = drops("all")
    assert Counter(falls.claim_ids) == Counter(" ".join(dict.fromkeys(fall.claim_ids)) for fall in facts.falls)
    bars = [bar for axes in charts.falls(falls).figure.axes for bar in axes.patches]
    assert len(bars) == len(facts.falls)
    table = baophu.table(falls[["row_label", "change_points_text", "claim_ids"]], "falls", language="en")
    assert len(table.rows) == len(facts.falls)
    assert LapseDropsPage(facts, "en").verdicts().html().count("<li>") == len(facts.falls)


def test_every_bar_leads_to_the_figure_of_its_fall(drops):
    changes = baophu.country("en").changes()
    falls = changes[changes.is_fall & (changes.scheme == "bhyt")]
    drawn = LapseDropsPage(drops(), "en").figure(charts.falls(falls, language="en"), falls, "falls")
    aims = set(re.findall(r'href="#src-([^"]+)"', drawn.svg))
    assert aims == {ids.split()[0] for ids in falls.claim_ids}


@pytest.mark.parametrize(("language", "words"), [("vi", "Chưa kết luận được"), ("en", "No conclusion")])
def test_declined_falls_are_shown_as_declined_with_the_reason(drops, language, words):
    facts = drops("all")
    declined = [fall for fall in facts.falls if fall.verdict == OPEN]
    assert declined
    report = LapseDropsPage(facts, language)
    assert f"{words} ({len(declined)})" in report.verdicts().text()
    assert any(card.label == words and card.value == str(len(declined)) for card in report.key_figures().cards)


def test_counts_of_the_finding_are_those_of_the_falls(drops):
    facts = drops()
    text = LapseDropsPage(facts, "en").finding().text()
    assert f"{len(facts.falls)} falls in {len(facts.facts_of)} provinces" in text
    assert f"{sum(f.verdict == OPEN for f in facts.falls)} have too little evidence for a conclusion" in text
    assert "the largest in Thanh Hoa: over 300,000 people lost a card (gross)" in text


def test_a_scheme_whose_season_is_unknown_says_so(drops):
    report = LapseDropsPage(drops("bhtn"), "en")
    assert report.country_reading().text()
    assert {fall.verdict for fall in drops("bhtn").falls} == {OPEN}
    assert "No net fall has the evidence" in report.finding().text()


def test_a_period_without_a_fall_says_that_this_proves_nothing(drops):
    report = LapseDropsPage(drops("bhtn", 2011, 2011), "en")
    assert "That does not prove there was none" in report.finding().text()
    assert report.masthead().metadata["figures"] == 0
    assert "no source" in report.source_entries().text()


def test_the_page_never_sets_persons_and_points_on_one_axis():
    changes = baophu.country("en").changes()
    axes = charts.falls(changes[changes.is_fall], language="en").figure.axes
    headings = [next(text.get_text() for text in each.texts if text.get_text()) for each in axes]
    assert headings == [
        "Gross: people who lost a card (points)",
        "Net, on the statistics office's population",
        "Net, rates as announced (points)",
        "Net, in people",
    ]
    assert {each.get_xlim() for each in axes[:3]} == {axes[0].get_xlim()} != {axes[3].get_xlim()}
