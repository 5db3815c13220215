"""Source entries: where a figure was printed, what it is, and what the report makes of it."""

import re
from functools import cache

import pytest

from baophu.report.sections.sources import sources
from baophu.report.uses import uses_by_claim
from baophu.report.words import DOUBTFUL_COPIES, Words

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
        # The status of a normal figure that was read on a doubtful copy is the kind of copy.
        is_copied = claim.obs_status == "A" and source.copy_type in DOUBTFUL_COPIES
        status = ("copy_type", source.copy_type) if is_copied else ("obs_status", claim.obs_status)
        assert f"tình trạng: {words.label(*status).lower()}" in entry.lower()
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
        words = "Chỉ làm chứng cứ" if claim.obs_status == "U" else "Nêu lại theo nguồn"
        assert words in entries_of("can-tho")[claim.claim_id]


def test_article_held_as_a_file_tells_publisher_title_paragraph_and_that_it_is_a_copy(facts_of, entries_of):
    copies = [c for c in facts_of("thanh-hoa").claims if not facts_of("thanh-hoa").sources[c.source_id].url]
    assert copies
    for claim in copies:
        entry = entries_of("thanh-hoa", "en")[claim.claim_id]
        assert "Thanh Hoa newspaper" in entry and "of the copy held as" in entry and "paragraph" in entry


def test_title_in_another_language_is_marked_for_screen_readers(facts_of):
    html = sources(facts_of("can-tho"), Words(facts_of("can-tho"), "en")).html()
    assert re.search(r'<a href="https?://[^"]+" lang="vi">', html)
    assert 'lang="en"' not in html


def test_arithmetic_that_fails_is_counted_in_the_entry(entries_of):
    assert "1 không khớp" in entries_of("binh-thuan")["binh-thuan-bhyt-attainment-2023-11-30"]


def test_figure_read_on_a_copy_that_is_not_whole_is_not_normal(facts_of):
    facts = facts_of("binh-thuan")
    statuses = {copy: [] for copy in ("original", "tampered_mirror", "unrelated_copy")}
    words = Words(facts, "vi")
    rows = dict(zip((claim.claim_id for claim in facts.claims), sources(facts, words).blocks[1].rows, strict=True))
    for claim in facts.claims:
        status = str(rows[claim.claim_id][1])
        statuses.get(facts.sources[claim.source_id].copy_type, []).append(status)
    assert statuses["tampered_mirror"] and all(
        "bản chép bị chèn chữ lạ" in status for status in statuses["tampered_mirror"]
    )
    assert not any("bình thường" in status for status in statuses["tampered_mirror"] + statuses["unrelated_copy"])
    assert any("bình thường" in status for status in statuses["original"])
