import re
from dataclasses import replace

from chart_svg import all_text, points, texts, tip

from baophu.report.blocks import Paragraph
from baophu.report.charts.audit import MOST_AGREEMENTS, agreements, audit, contradictions, offset
from baophu.report.words import Words


def chart(facts, language="vi"):
    return audit(facts, Words(facts, language))


def test_spans_of_a_contradiction_do_not_touch_and_those_of_an_agreement_do(facts_of):
    facts = facts_of("thai-nguyen")
    for finding in contradictions(facts):
        assert finding.implied_low > finding.printed_high or finding.implied_high < finding.printed_low
    for finding in agreements(facts):
        assert finding.implied_low <= finding.printed_high
        assert finding.implied_high >= finding.printed_low


def test_mismatch_is_printed_less_recomputed_in_the_unit_of_the_check(facts_of):
    plan, voluntary = contradictions(facts_of("binh-thuan"))
    assert [round(offset(f, f.printed), 2) for f in (plan, voluntary)] == [-5.49, -241.61]
    drawn = chart(facts_of("binh-thuan"))
    assert "lệch −5,49" in all_text(drawn)
    assert "lệch −242" in all_text(drawn)
    assert "lệch −5,49" in drawn.title
    assert "%%" not in all_text(drawn)


def test_every_row_has_its_printed_and_its_recomputed_mark(facts_of):
    for province in ("binh-thuan", "thai-nguyen"):
        facts = facts_of(province)
        drawn_findings = [*contradictions(facts), *agreements(facts)[:MOST_AGREEMENTS]]
        drawn = chart(facts)
        assert len(points(drawn, "auditprinted")) == len({p for f in drawn_findings for p in [printed_claim(f, facts)]})
        assert points(drawn, "auditimplied")


def printed_claim(finding, facts):
    values = {claim.claim_id: claim.value for claim in facts.claims}
    return next((i for i in finding.claim_ids if values[i] == finding.printed), finding.claim_ids[0])


def test_agreements_are_few_and_contradictions_all(facts_of):
    facts = facts_of("nghe-an")
    assert len(agreements(facts)) > MOST_AGREEMENTS
    rows = [text for text in texts(chart(facts)) if re.match(r"đã in: ", text)]
    assert len(rows) == len(contradictions(facts)) + MOST_AGREEMENTS


def test_title_counts_what_agrees_and_what_does_not(facts_of):
    assert chart(facts_of("can-tho")).title == "Cần Thơ: 5 phép kiểm tra, khớp cả trong phạm vi làm tròn"
    # What the title counts is drawn; the caption counts the rest.
    assert "1 phép kiểm tra khớp khác chỉ ghi trong bảng" in chart(facts_of("can-tho")).caption
    assert "1 phép kiểm tra không khớp, 4 phép khớp" in chart(facts_of("thai-nguyen")).title
    assert "one check does not agree, 4 do" in chart(facts_of("thai-nguyen"), "en").title


def test_city_is_named_where_the_check_is_not_of_the_whole_province(facts_of):
    assert "TP Thanh Hóa" in chart(facts_of("thanh-hoa")).title


def test_sentence_never_says_which_figure_is_wrong(facts_of):
    assert "không nói được con số nào sai" in chart(facts_of("binh-thuan")).sentence
    assert "92,5% kế hoạch" in chart(facts_of("binh-thuan")).sentence


def test_english_sentence_has_english_decimals(facts_of):
    sentence = chart(facts_of("binh-thuan"), "en").sentence
    assert "92.5% of plan" in sentence
    assert "92.25%" in sentence
    assert not re.search(r"\d,\d+%", sentence)


def test_narrow_span_is_written_finely_enough_to_be_one(facts_of):
    assert "tính lại: 86,72% (86,71% đến" in all_text(chart(facts_of("can-tho")))


def test_tooltip_names_the_check_and_the_publisher(facts_of):
    group = points(chart(facts_of("binh-thuan")), "auditimplied")["binh-thuan-bhyt-rate-2023-11-30"]
    assert "phần trăm kế hoạch, từ tỷ lệ và chỉ tiêu" in tip(group)
    assert "BHXH tỉnh Bình Thuận" in tip(group)


def test_nothing_to_compare_is_said(facts_of):
    bare = replace(facts_of("binh-thuan"), findings=())
    assert isinstance(chart(bare), Paragraph)
