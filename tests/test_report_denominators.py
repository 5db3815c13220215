from dataclasses import replace
from functools import cache
from xml.etree import ElementTree

import pandas as pd
import pytest

from baophu.report import bands
from baophu.report.pages.province import ProvincePage
from baophu.report.sections.denominators import denominators
from baophu.report.sections.parts import SHOWN_ROWS
from baophu.report.words import Words

COUNTED_SCALE = ["binh-thuan", "can-tho", "thai-nguyen", "thanh-hoa", "lam-dong"]
UNCOUNTED = ["lao-cai", "ha-giang", "cao-bang"]

each_counted = pytest.mark.parametrize(
    ("province", "language"), [(province, language) for province in COUNTED_SCALE for language in ("vi", "en")]
)


@pytest.fixture(scope="module")
def report_of(facts_of):
    return cache(lambda province, language="vi": ProvincePage(facts_of(province), language))


def tree(block):
    return ElementTree.fromstring(f"<body>{block.html()}</body>")


def rows_of(block):
    return [["".join(cell.itertext()) for cell in row] for row in tree(block).findall(".//tbody/tr")]


def crowded(facts):
    """A province whose insured outnumber the statistics office's population on its newest day."""
    band = facts.bands[-1]
    over = replace(band.rates[-1], population_count=1_000_000.0, pct=105.2062, uninsured_count=-52_062.0)
    rates = (*band.rates[:-1], over)
    low, high = min(r.uninsured_count for r in rates), max(r.uninsured_count for r in rates)
    changed = replace(band, rates=rates, low_uninsured_count=low, high_uninsured_count=high, high_pct=over.pct)
    return replace(facts, bands=(*facts.bands[:-1], changed))


@each_counted
def test_every_population_of_every_day_is_a_row_with_its_coverage_and_its_uninsured(report_of, province, language):
    report = report_of(province, language)
    words, rows = report.words, rows_of(report.populations())
    ranges = bands.bands_with_population(report.facts)
    assert len(rows) == sum(len(band.rates) for band in ranges) > 0
    expected = [(band, rate) for band in ranges for rate in band.rates]
    for row, (band, rate) in zip(rows, expected, strict=True):
        assert row[0].startswith(words.f.short_day(*bands.day_and_precision(band, report.facts)))
        assert row[3] == bands.rate_pct(rate, words)
        assert row[4] == words.uninsured_range(rate)


@each_counted
def test_default_population_is_marked_once_a_day_and_named_with_its_reason(report_of, province, language):
    report = report_of(province, language)
    block = report.populations()
    strong = [bool(row.findall(".//strong")) for row in tree(block).findall(".//tbody/tr")]
    defaults = [
        rate.base == band.default_base for band in bands.bands_with_population(report.facts) for rate in band.rates
    ]
    assert strong == defaults
    for band in report.facts.bands:
        assert report.words.label("population_series", band.default_base) in block.text().split("\n\n")[-1]
        for reason in set(band.reasons) - {"year_end_on_average"}:
            assert report.words.say(f"default-{reason}") in block.text()


@each_counted
def test_populations_and_counts_link_to_where_they_are_printed(report_of, province, language):
    report = report_of(province, language)
    links = {link.get("href") for link in tree(report.populations()).iter("a")}
    entries = {f"#src-{claim.claim_id}" for claim in report.facts.claims}
    assert {link for link in links if link.startswith("#")} <= entries
    printed = {rate.source_id for band in report.facts.bands for rate in band.rates if rate.source_id}
    assert printed
    assert {report.facts.sources[source].url for source in printed} == links - entries


def test_printed_population_is_exact_and_an_implied_one_says_so(report_of):
    rows = rows_of(report_of("can-tho").populations())
    assert [row[2] for row in rows if row[1].startswith("Dân số của đơn vị công bố")] == [
        "1.264.627",
        "1.247.200 (suy ra)",
    ]


def test_count_of_cards_is_marked_in_every_row_of_its_day_and_in_a_sentence(report_of):
    block = report_of("can-tho").populations()
    days = [row[0] for row in rows_of(block)]
    assert [("số thẻ" in day) for day in days] == ["20/09/2013" in day for day in days]
    assert "Số của ngày 20/09/2013 là số thẻ, không phải số người" in block.text()
    assert "thẻ (số thẻ" not in report_of("binh-thuan").populations().text()


def test_newest_days_band_is_said_in_percent_and_in_people(report_of):
    vietnamese, english = (report_of("binh-thuan", language).populations().text() for language in ("vi", "en"))
    assert "từ 83,6% đến 90,4% tùy dân số: chênh 6,8 điểm %, tức từ 111.700 đến 206.700 người" in vietnamese
    assert "83.6% to 90.4% of the population" in english
    assert "from 111,700 to 206,700 uninsured people" in english


def test_population_moved_to_the_day_is_said_beside_the_default(report_of):
    band = report_of("binh-thuan").facts.bands[-1]
    words, text = report_of("binh-thuan").words, report_of("binh-thuan").populations().text()
    assert f"bao phủ là {words.f.pct(band.dated_pct)} thay cho {words.f.pct(band.rates[-1].pct)}" in text
    undated = replace(report_of("binh-thuan").facts, bands=(replace(band, dated_pct=None),))
    assert "thiếu trung bình của năm kề bên" in denominators(undated, words).text()


def test_own_ratio_counts_its_days_and_says_that_it_is_drawn_to_the_mean(report_of):
    text = report_of("binh-thuan").populations().text()
    assert "Bình Thuận có 1 ngày công bố cả số người lẫn tỷ lệ" in text
    assert "bằng 1,08 lần" in text
    assert "điều chỉnh một phần về trung bình của mọi tỉnh, thành 1,06 lần" in text
    assert "tính chung mọi tỉnh có số, dân số thống kê bằng 1,03 lần" in report_of("yen-bai").populations().text()


def test_remark_of_the_ledger_on_a_figure_stands_with_the_band(report_of):
    remark = "bằng đúng chỉ tiêu năm 2020"
    assert remark in report_of("thai-nguyen").populations().text()


@pytest.mark.parametrize("province", UNCOUNTED)
def test_province_without_a_dated_count_has_no_section_of_populations(facts_of, province):
    facts = facts_of(province)
    assert not bands.bands_with_population(facts)
    assert denominators(facts, Words(facts, "vi")).html() == ""


def test_day_without_a_population_is_named(report_of):
    facts = report_of("can-tho").facts
    bare = replace(facts.bands[0], rates=(), reasons=("no_population",), default_base="")
    text = denominators(replace(facts, bands=(bare, facts.bands[1])), Words(facts, "vi")).text()
    assert "Chưa chia được cho dân số nào" in text
    assert "20/09/2013" in text.split("Chưa chia được cho dân số nào")[1]


def test_more_insured_than_people_is_said_below_zero(facts_of):
    over = crowded(facts_of("binh-thuan"))
    words = Words(over, "vi")
    block = denominators(over, words)
    assert "−52.100 (số tham gia vượt dân số)" in [row[4] for row in rows_of(block)]
    assert "số tham gia lại vượt dân số 52.100 người" in block.text()


def test_many_days_are_cut_to_the_newest_and_the_table_says_so(miniature, facts_in):
    days = [day.date().isoformat() for day in pd.date_range("2020-01-31", periods=SHOWN_ROWS, freq="10D")]
    for number, day in enumerate(days):
        miniature.append("claims", as_of=day, value=str(801_000 + number), as_printed=f"{801_000 + number:,}")
    facts = facts_in("synthetic-north")
    block = denominators(facts, Words(facts, "en"))
    shown = {row[0][: len("20 Feb 2020")] for row in rows_of(block)}
    assert len(facts.bands) > SHOWN_ROWS
    assert len(shown) == SHOWN_ROWS
    assert f"the newest {SHOWN_ROWS} of {len(facts.bands)} days" in block.text()
