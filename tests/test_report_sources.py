"""Source entries: where a figure was printed, what it is, and what the report makes of it."""

import re
from dataclasses import replace
from functools import cache

import pytest

from baophu.report.sections.sources import sources
from baophu.report.uses import uses_by_claim
from baophu.report.words import Words

REAL = ["binh-thuan", "can-tho", "thai-nguyen", "thanh-hoa", "ha-giang"]


@pytest.fixture(scope="module")
def entries_of(facts_of):
    @cache
    def entries_of(province, language="vi"):
        html = sources(facts_of(province), Words(facts_of(province), language)).html()
        rows = re.findall(r'<tr id="src-([^"]+)" class="source-entry">(.*?)</tr>', html, flags=re.S)
        assert len(rows) == len(dict(rows))
        return {name: re.sub(r"<br/>|<[^>]+>", " ", row) for name, row in rows}

    return entries_of


@pytest.mark.parametrize("province", REAL)
def test_every_figure_has_one_entry_with_publisher_title_place_and_print(facts_of, entries_of, province):
    facts, words = facts_of(province), Words(facts_of(province), "vi")
    for claim in (*facts.claims, *facts.national_claims_shown):
        entry = entries_of(province)[claim.claim_id].replace("&#x27;", "'").replace("&amp;", "&").replace("&quot;", '"')
        source = facts.sources[claim.source_id]
        assert words.printed_token(claim) in entry
        assert source.publisher_vi in entry and source.title in entry
        status = words.label("obs_status", claim.obs_status).lower()
        # A normal figure is not called so in its row.
        assert (f"tình trạng: {status}" in entry.lower()) == (claim.obs_status != "A")
        if source.published_on:
            assert words.f.short_day(source.published_on) in entry
        if claim.locator.startswith("para:"):
            assert f"đoạn {claim.locator[5:]}" in entry


@pytest.mark.parametrize("province", REAL)
def test_everything_that_the_analysis_stands_on_names_its_use(facts_of, province):
    facts, used = facts_of(province), uses_by_claim(facts_of(province))
    kinds = {claim: {use.kind for use in claim_uses} for claim, claim_uses in used.items()}
    for point in facts.points:
        assert all("point" in kinds[claim] for claim in point.claim_ids)
    for change in facts.changes:
        assert all("change" in kinds[claim] for claim in change.claim_ids)
    for gap in facts.gaps:
        assert all("target" in kinds[claim] for claim in gap.claim_ids)
    assert all("grade" in kinds[claim] for claim in facts.grade.claim_ids)


def test_count_says_on_which_scale_it_became_a_point(entries_of):
    entry = entries_of("binh-thuan")["binh-thuan-bhyt-count-2023-11-30"]
    assert "1.052.062" in entry and "điểm 83,6% theo dân số thống kê" in entry.lower()
    assert "BHXH tỉnh Bình Thuận, 18/12/2023" in entry and "đoạn 3" in entry


def test_decision_stands_with_its_reason(entries_of, facts_of):
    decided = [claim for claim in facts_of("binh-thuan").claims if claim.decision]
    assert decided
    for claim in decided:
        assert claim.reason_vi in entries_of("binh-thuan")[claim.claim_id]
        assert claim.reason_en in entries_of("binh-thuan", "en")[claim.claim_id].replace("&#x27;", "'")


def test_figure_that_nothing_stands_on_says_so(facts_of, entries_of):
    facts, used = facts_of("can-tho"), uses_by_claim(facts_of("can-tho"))
    idle = [claim for claim in facts.claims if claim.claim_id not in used]
    assert idle
    for claim in idle:
        words = "Chỉ làm chứng cứ" if claim.obs_status == "U" else "–"
        assert words in entries_of("can-tho")[claim.claim_id]


def test_article_held_as_a_file_tells_publisher_title_paragraph_and_that_it_is_a_copy(facts_of, entries_of):
    copies = [c for c in facts_of("thanh-hoa").claims if not facts_of("thanh-hoa").sources[c.source_id].url]
    assert copies
    for claim in copies:
        entry = entries_of("thanh-hoa", "en")[claim.claim_id]
        assert "Thanh Hoa newspaper" in entry and "copy held as" in entry and "paragraph" in entry


def test_title_in_another_language_is_marked_for_screen_readers(facts_of):
    html = sources(facts_of("can-tho"), Words(facts_of("can-tho"), "en")).html()
    assert re.search(r'<a href="https?://[^"]+" lang="vi">', html)
    assert 'lang="en"' not in html


def test_arithmetic_that_fails_is_counted_in_the_entry(entries_of):
    assert "1 không khớp" in entries_of("binh-thuan")["binh-thuan-bhyt-attainment-2023-11-30"]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_doubtful_copy_is_named_and_never_linked(facts_of, language):
    facts = facts_of("binh-thuan")
    html = sources(facts, Words(facts, language)).html()
    rows = dict(re.findall(r'<tr id="src-([^"]+)" class="source-entry">(.*?)</tr>', html, flags=re.S))
    copies, others = [], []
    for claim in facts.claims:
        source = facts.sources[claim.source_id]
        if source.url:
            is_doubtful = source.copy_type in ("tampered_mirror", "unrelated_copy")
            (copies if is_doubtful else others).append(rows[claim.claim_id])
    assert len({source.url for source in facts.sources.values() if source.is_doubtful_copy}) > 1
    note = {"vi": "bản chép, không dẫn liên kết", "en": "copy, not linked"}[language]
    assert copies and all(note in row and 'href="http' not in row for row in copies)
    assert others and not any(note in row for row in others) and all('href="http' in row for row in others)


@pytest.mark.parametrize(
    ("token", "value", "unit", "vietnamese", "english"),
    [
        ("97,866", 97866, "persons", "97.866", "97,866"),
        ("1.052.062", 1052062, "persons", "1.052.062", "1,052,062"),
        ("94.5%", 94.5, "percent_of_plan", "94,5%", "94.5%"),
        ("91.10 per cent", 91.1, "percent_of_population", "91,10%", "91.10%"),
        ("11,538.9 thousand", 11538900, "persons", "11.538,9 nghìn", "11,538.9 thousand"),
        ("1,3 triệu", 1300000, "persons", "1,3 triệu", "1.3 million"),
        ("2,39 lần", 2.39, "times", "2,39 lần", "2.39 times"),
    ],
)
def test_a_figure_stands_in_the_marks_of_the_page_with_all_its_decimals(
    facts_of, token, value, unit, vietnamese, english
):
    facts = facts_of("binh-thuan")
    claim = replace(facts.claims[0], kind="count", as_printed=token, value=value, unit=unit, bound="exact")
    assert [Words(facts, language).printed_token(claim) for language in ("vi", "en")] == [vietnamese, english]
