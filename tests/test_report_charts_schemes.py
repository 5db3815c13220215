from dataclasses import replace

import pytest
from chart_svg import all_text, points, texts, tip

from baophu.analysis.social import BREAK
from baophu.report.blocks import Paragraph, TableBlock
from baophu.report.charts.schemes import schemes
from baophu.report.sections.schemes import schemes as section
from baophu.report.words import Words


def chart(facts, language="vi"):
    return schemes(facts, Words(facts, language))


def tables(facts, language="vi"):
    return [b for b in section(facts, Words(facts, language)).blocks if isinstance(b, TableBlock)]


@pytest.mark.parametrize("province", ["can-tho", "nghe-an", "ba-ria-vung-tau"])
def test_every_count_and_every_rate_is_a_point(facts_of, province):
    social, drawn = facts_of(province).social, chart(facts_of(province))
    assert len(points(drawn, "scheme")) == sum(p.insured_count is not None for p in social.points)
    assert len(points(drawn, "schemerate")) == sum(p.rate_pct is not None for p in social.points)
    assert len(points(drawn, "schemeshare")) == sum(p.gso_pct is not None for p in social.points)


def test_schemes_without_a_figure_have_no_row(facts_of):
    chart_texts = texts(chart(facts_of("can-tho")))
    assert "BHXH bắt buộc" in chart_texts
    assert "Bảo hiểm xã hội" not in chart_texts


def test_change_of_labour_force_is_drawn_and_nothing_is_joined_across_it(facts_of):
    drawn = chart(facts_of("ba-ria-vung-tau"))
    assert any(text.startswith(f"{BREAK:%m/%Y}: ") for text in texts(drawn))
    assert "Không có đường nối" in drawn.caption


def test_rate_that_may_stand_on_either_side_is_told_apart(facts_of):
    assert "tỷ lệ đã in, chưa rõ trên mẫu số nào" in texts(chart(facts_of("ba-ria-vung-tau")))
    assert "tỷ lệ đã in, chưa rõ trên mẫu số nào" not in texts(chart(facts_of("nghe-an")))


def test_conflict_between_prints_is_ringed_in_every_scheme_it_touches(facts_of):
    facts = facts_of("thai-nguyen")
    drawn = chart(facts)
    (conflict,) = facts.social.conflicts
    rings = points(drawn, "schemeconflict")
    assert set(rings) == set(conflict.claim_ids)
    assert all("cùng một số được gọi là tổng và là bắt buộc" in tip(ring) for ring in rings.values())
    assert "BHXH bắt buộc" in texts(drawn)


def test_without_any_rate_the_chart_says_why(facts_of):
    drawn = chart(facts_of("thanh-hoa"))
    assert "chưa có lực lượng lao động của những năm đó" in all_text(drawn)
    assert "phần trăm lực lượng lao động" not in texts(drawn)


def test_sentence_with_a_rate_warns_of_its_base(facts_of):
    sentence = chart(facts_of("nghe-an")).sentence
    assert "22,5% lực lượng lao động trong độ tuổi" in sentence
    assert "không so tỷ lệ của hai bên mốc đó" in sentence


def test_province_without_a_dated_figure_is_told_so(bare):
    assert isinstance(chart(bare), Paragraph)


# ── The section ──────────────────────────────────────────────────────────────────────────────────────────────


def test_table_sets_the_printed_rate_and_its_base_beside_the_statistics_office(facts_of):
    labour = tables(facts_of("can-tho"))[0]
    row = next(row for row in labour.rows if row[1] == "2016" and row[0] == "BHXH bắt buộc")
    assert row[3].text == "16,12% lực lượng lao động"
    assert row[4] == "khoảng 692.100 (suy ra)"
    assert row[5] == "15,7% của 712.900 người"


def test_printed_base_is_shown_as_printed(facts_of):
    bases = [row[4] for row in tables(facts_of("tuyen-quang"))[0].rows]
    assert [base.text for base in bases if base != "–"] == ["436.210 (đã in)"]


def test_copied_labour_force_carries_a_mark_that_a_note_explains(facts_of):
    facts = facts_of("can-tho")
    copied = [p for p in facts.social.points if p.gso_reason == "second_copy"]
    assert sum(row[5].endswith("*") for row in tables(facts)[0].rows) == len(copied) > 0
    assert "* Lực lượng lao động lấy từ một bản chép" in section(facts, Words(facts, "vi")).text()


def test_year_without_a_labour_force_is_said_in_words(facts_of):
    text = section(facts_of("nghe-an"), Words(facts_of("nghe-an"), "vi")).text()
    assert "Kho số liệu chưa có lực lượng lao động năm 2023" in text


def test_change_of_base_is_explained_only_where_a_rate_may_stand_after_it(facts_of):
    explained = "một lực lượng lao động khác trước"
    assert explained in section(facts_of("nghe-an"), Words(facts_of("nghe-an"), "vi")).text()
    assert explained not in section(facts_of("can-tho"), Words(facts_of("can-tho"), "vi")).text()


def test_schemes_without_a_usable_figure_are_named(facts_of):
    facts = facts_of("tuyen-quang")
    assert "BHXH bắt buộc, bảo hiểm thất nghiệp" in section(facts, Words(facts, "vi")).text()


def test_table_of_printed_figures_stays(facts_of):
    facts = facts_of("can-tho")
    printed = tables(facts)[-1]
    dated = [c for c in facts.claims if c.scheme in ("bhxh", "bhxh_bb", "bhxh_tn", "bhtn") and c.as_of]
    assert len(printed.rows) == len(dated)


def test_points_alone_of_other_areas_do_not_enter_the_labour_force_table(facts_of):
    facts = facts_of("thanh-hoa")
    assert len(tables(facts)[0].rows) == len(facts.social.points)
    bare = replace(facts, social=replace(facts.social, points=(), breaks=(), conflicts=()))
    assert len(tables(bare)) == 1
