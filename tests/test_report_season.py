import re
from dataclasses import replace
from functools import cache
from xml.etree import ElementTree

import pytest

from baophu.report.blocks import Block
from baophu.report.charts.levels import levels_words
from baophu.report.pages.province import ProvincePage
from baophu.report.sections.parts import SHOWN_ROWS
from baophu.report.sections.season import national_change, season
from baophu.report.words import Words

SVG = "{http://www.w3.org/2000/svg}"
LINK = "{http://www.w3.org/1999/xlink}href"
REAL = ["binh-thuan", "can-tho", "thai-nguyen", "thanh-hoa", "ha-noi", "lao-cai", "ha-giang", "kien-giang"]

each = pytest.mark.parametrize(("province", "language"), [(p, language) for p in REAL for language in ("vi", "en")])


@pytest.fixture(scope="module")
def report_of(facts_of):
    return cache(lambda province, language="vi": ProvincePage(facts_of(province), language))


def tables_of(block):
    body = ElementTree.fromstring(f"<body>{block.html()}</body>")
    return {
        table.find("caption").text: [["".join(c.itertext()) for c in row] for row in table.findall(".//tbody/tr")]
        for table in body.iter("table")
    }


def rows_of(block, start):
    return next((rows for caption, rows in tables_of(block).items() if caption.startswith(start)), [])


def marks_in(chart, start):
    svg = ElementTree.fromstring(chart.svg)
    return {g.get("id"): g for g in svg.iter(f"{SVG}g") if (g.get("id") or "").startswith(start)}


@each
def test_every_pair_of_like_dates_is_a_row_with_change_and_bounds(report_of, province, language):
    report = report_of(province, language)
    pairs = [pair for like in report.facts.like_pairs for pair in like.pairs]
    rows = rows_of(report.season(), report.words.province)
    assert len(rows) == len(pairs)
    number = report.words.f.number
    for row, pair in zip(rows, pairs, strict=True):
        assert row[3] == number(pair.change_points, 2, is_signed=True)
        assert number(pair.low_points, 2, is_signed=True) in row[4]
        assert number(pair.high_points, 2, is_signed=True) in row[4]


def test_countrys_change_stands_beside_a_pair_whose_days_are_both_published(report_of):
    rows = {row[0]: row for row in rows_of(report_of("thai-nguyen").season(), "Thái Nguyên")}
    assert rows["31/12/2020 đến 2023"][5] == "+2,50 (số đã công bố)"
    assert rows["2012 đến 31/12/2020"][5] == "không có số công bố cho cả hai ngày"


def test_countrys_change_is_the_chain_of_its_own_like_pairs(facts_of):
    facts = facts_of("thai-nguyen")
    pair = next(p for p in facts.like_pairs[0].pairs if p.start.year == 2020)
    steps = [p for p in facts.national_like_pairs[0].pairs if p.start >= pair.start and p.end <= pair.end]
    steps = [p for p in steps if (p.end.month, p.end.day) == (12, 31)]
    assert national_change(pair, facts) == pytest.approx(sum(p.change_points for p in steps))


def test_countrys_levels_on_two_series_are_never_subtracted(facts_of):
    facts = facts_of("ba-ria-vung-tau")
    (pair,) = facts.like_pairs[1].pairs
    assert national_change(pair, facts) == pytest.approx(1.43, abs=0.01)
    other = tuple(replace(p, base="gso_other") if p.as_of.year == 2019 else p for p in facts.national)
    assert national_change(pair, replace(facts, national=other)) is None


def test_many_pairs_are_cut_to_the_newest_and_the_table_says_so(facts_of):
    facts = facts_of("thai-nguyen")
    (announced, statistical) = facts.like_pairs
    many = replace(announced, pairs=announced.pairs * SHOWN_ROWS)
    block = season(replace(facts, like_pairs=(many, statistical)), Words(facts, "en"))
    rows = rows_of(block, "Thai Nguyen")
    assert len(rows) == SHOWN_ROWS
    assert {row[0] for row in rows} == {"31 Dec 2020 to 2023"}
    assert f"the newest {SHOWN_ROWS} of {2 * SHOWN_ROWS + 1} pairs" in block.text()


def test_level_that_its_source_calls_an_estimate_says_so(report_of):
    rows = rows_of(report_of("thai-nguyen").season(), "Thái Nguyên")
    assert [row[2].count("nguồn ghi là số ước tính") for row in rows] == [1, 1, 0]


@pytest.mark.parametrize("province", ["can-tho", "lao-cai", "ha-giang"])
def test_province_without_like_dates_has_no_empty_table(report_of, province):
    assert not any(like.pairs for like in report_of(province).facts.like_pairs)
    assert report_of(province).season().html() == ""


def test_range_after_decision_861_is_said_with_what_it_rests_on(report_of):
    thanh_hoa = report_of("thanh-hoa").season().text()
    assert "là 89,4%; nếu chỉ trừ số thẻ mà nguồn ghi là bị chấm dứt" in thanh_hoa
    assert "trên 300.000" in thanh_hoa
    assert "không phải ước tính" in thanh_hoa
    assert report_of("dak-lak").season().text().count("Quyết định 861") == 1
    assert "Cuối 2021–2023" in report_of("dak-lak").season().text()
    assert "861" not in report_of("binh-thuan").season().text()


def test_sources_of_the_range_are_entries_of_the_report(report_of):
    report = report_of("thanh-hoa", "en")
    links = set(re.findall(r'href="#src-([^"]+)"', report.season().html()))
    first = next(estimate for estimate in report.facts.estimates if estimate.range_low is not None)
    assert set(first.claim_ids) <= links
    assert links <= {claim.claim_id for claim in (*report.facts.claims, *report.facts.national_claims)}


@pytest.mark.parametrize("province", ["synthetic-north", "synthetic-south", "synthetic-city"])
def test_sections_and_charts_of_the_miniature_build(facts_in, province):
    report = ProvincePage(facts_in(province), "en")
    for block in (report.populations(), report.season()):
        assert isinstance(block, Block)
        assert block.html() == "" or block.text()


@each
def test_charts_carry_a_sentence_that_stands_alone(report_of, province, language):
    report = report_of(province, language)
    sentence = levels_words(report.facts, report.words).sentence
    assert report.words.province in sentence
    assert sentence.rstrip()[-1] in ".;"
    assert not re.search(r"\bNone\b|nan|\{|  ", sentence)
    latest = report.facts.latest
    if latest:
        assert report.words.when(latest.as_of, latest.as_of_precision) in sentence
        assert all(report.words.point_pct(p) in sentence for p in (latest.announced, latest.gso) if p)
