"""Words of page one: short, in both languages, every number with its source, its bound and its population."""

import re
from dataclasses import replace

import pytest

from baophu.analysis.intervals import Interval
from baophu.common.languages import LANGUAGES
from baophu.facts.province import build_facts
from baophu.ledger.names import provinces
from baophu.report.blocks import Cards, Group, Link, inline_text
from baophu.report.brief_words import national_text
from baophu.report.charts.level_words import levels_words
from baophu.report.linked_text import hrefs, mark, mark_link, with_capital, with_links
from baophu.report.sections import brief as sections
from baophu.report.words import Words

MOST_WORDS = 45
PARTS = ("verdict", "cards", "reasons", "actions", "source_line", "absent")
POPULATIONS = {
    "vi": ("tỉnh dùng", "Nam dùng", "nguồn dùng", "so với kế hoạch", "theo dân số thống kê"),
    "en": ("agency's population", "Security's population", "source's population", "against the plan", "GSO population"),
}

in_both_languages = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture(scope="module")
def text_of(facts_of):
    def text_of(province, language, part):
        facts = facts_of(province)
        return getattr(sections, part)(facts, Words(facts, language)).text().replace("\xa0", " ")

    return text_of


@pytest.fixture(scope="module")
def all_words(facts_of):
    """Facts and words of every province in a language."""
    return lambda language: [(facts, Words(facts, language)) for facts in map(facts_of, provinces())]


def contents_of(block):
    if isinstance(block, Cards):
        return [part for card in block.cards for part in (card.value, card.label, card.note)]
    if isinstance(block, Group):
        return []
    return list(block.lines) if hasattr(block, "lines") else [block.content]


@in_both_languages
def test_no_verdict_is_longer_than_a_breath(all_words, language):
    for facts, words in all_words(language):
        text = sections.verdict(facts, words).text()
        assert 0 < len(text.split()) <= MOST_WORDS, text
        assert text.endswith(".") and text[0] == text[0].upper()


@in_both_languages
def test_every_link_leads_to_an_entry_or_a_page(all_words, language):
    for facts, words in all_words(language):
        entries = {f"#src-{claim.claim_id}" for claim in (*facts.claims, *facts.national_claims)}
        blocks = [getattr(sections, part)(facts, words) for part in PARTS]
        aims = hrefs(content for block in blocks for content in contents_of(block))
        assert {aim for aim in aims if not re.match(r"https?://", aim)} <= entries, facts.area.area


@in_both_languages
def test_every_number_of_a_verdict_is_a_link_or_a_day_a_year_or_worked_out(all_words, language):
    """What is not linked is a date, or points of a linked change or of linked people."""
    plain = re.compile(r"\d[\d.,]*\d%|\d%|\d[\d.,]*\d(?= người| people)")
    for facts, words in all_words(language):
        content = sections.verdict(facts, words).content
        text = "".join(part for part in content if isinstance(part, str))
        assert not plain.findall(text), (facts.area.area, text)


@in_both_languages
def test_every_number_of_people_missing_names_its_population(all_words, language):
    with_people = 0
    for facts, words in all_words(language):
        people = [card for card in facts.brief.cards if card.kind == "people"]
        texts = [sections.bw.people_text(shortage, facts.brief, words) for shortage in facts.brief.shortages]
        assert all(any(name in text for name in POPULATIONS[language]) for text in texts)
        for item in people:
            note = sections._card(item, facts, words).note
            note_text = "".join(part if isinstance(part, str) else part.text for part in note)
            assert all(name in note_text for name in POPULATIONS[language] if name in " ".join(texts))
            with_people += 1
    assert with_people >= 3


@in_both_languages
def test_no_bound_of_a_fall_or_level_is_lost(all_words, language):
    bounded = 0
    for facts, words in all_words(language):
        brief = facts.brief
        shown = " ".join(getattr(sections, part)(facts, words).text() for part in ("verdict", "cards"))
        for fall in brief.falls_first + brief.falls_after:
            if fall.change_count is not None and fall.bound != "exact":
                assert words.with_bound(words.f.count(abs(fall.change_count)), fall.bound) in shown
                bounded += 1
        if brief.level and brief.level.bound != "exact":
            assert words.point_pct(brief.level) in shown
            bounded += 1
    assert bounded >= 15


@in_both_languages
def test_falls_say_that_they_fell(all_words, language):
    word = {"vi": "giảm", "en": "down"}[language]
    for facts, words in all_words(language):
        for item in facts.brief.cards:
            fall = facts.brief.falls[item.number] if item.kind == "fall" else None
            if fall is not None and not fall.is_gross and fall.change_count is not None:
                value = sections._card(item, facts, words).value
                assert word in "".join(part if isinstance(part, str) else part.text for part in value)


@in_both_languages
def test_no_code_or_blank_is_left_in_the_words(all_words, language):
    for facts, words in all_words(language):
        for part in PARTS:
            text = getattr(sections, part)(facts, words).text()
            assert not re.search(r"\bnan\b|\bNone\b|NaT|\{ ?\$|  |[a-z]_[a-z]|percent_of|\.\.|[\ue000-\ue002]", text), (
                text
            )


# ── Real provinces ───────────────────────────────────────────────────────────────────────────────────────────


def test_binh_thuan_in_words(text_of):
    said = text_of("binh-thuan", "vi", "verdict")
    for words in ("Ngày 30/11/2023 bao phủ BHYT 90,4%, dưới chỉ tiêu cuối năm (92,25%) 1,85 điểm %",
                  "chưa rõ số cuối năm", "Thiếu 85.300 người so với kế hoạch",
                  "21.500 người theo dân số BHXH tỉnh dùng", "109.200 người (8,7 điểm) theo dân số"):  # fmt: skip
        assert words in said
    cards = text_of("binh-thuan", "vi", "cards")
    assert "TP Phan Thiết, Tuy Phong" in cards and "4/10 địa phương · dưới 90% kế hoạch" in cards
    assert "thiếu 5.586 người · BHXH tự nguyện, tháng 11/2023" in cards
    assert "9.192/14.778 người (62,2%); bản chép lại ghi 61,2% kế hoạch" in cards
    reasons = text_of("binh-thuan", "vi", "reasons")
    assert "kế hoạch có vẻ tính trên khoảng 1.233.000 dân, gần dân số 2019; chưa xác nhận" in reasons
    assert "90,4% trên 1.163.800 người (dân số BHXH tỉnh dùng, suy ra)" in reasons
    actions = text_of("binh-thuan", "vi", "actions")
    assert "92,5% kế hoạch" in actions and "phải tăng mỗi tuần 4.900 người" in actions


def test_can_tho_in_words(text_of):
    said = text_of("can-tho", "en", "verdict")
    for words in ("is unknown", "over 92.4%", "about 37,404 people", "(3.0 percentage points; nationally about 2.0)",
                  "voluntary social insurance by about 6,859"):  # fmt: skip
        assert words in said
    assert said.startswith("From 31 December 2021")
    reasons = text_of("can-tho", "en", "reasons")
    assert "mostly people insured as households" in reasons and "three-month cards" in reasons
    assert "(not verified)" in reasons
    # What the two changes on the page give is what is said: −3.0 and about −2.0 are about 1.0 apart.
    assert "about −2.0 percentage points, Can Tho by −3.0: about 1.0 more than the national fall (0.4–0.6 " in reasons
    cards = text_of("can-tho", "en", "cards")
    assert "91.65%" in cards and "68" not in cards and "94%" not in cards


@pytest.mark.parametrize(("province", "lost"), [("gia-lai", "271.000"), ("thanh-hoa", "300.000")])
def test_loss_of_free_cards_is_the_first_thing_said(text_of, province, lost):
    said = text_of(province, "vi", "verdict")
    assert said.startswith(f"Ngày 01/07/2021, trên {lost} người mất thẻ BHYT miễn phí theo Quyết định 861.")
    cards = text_of(province, "vi", "cards")
    assert cards.startswith(f"trên {lost} người") and "chưa trừ người đã tham gia lại" in cards


def test_two_readings_of_thai_nguyen_stand_beside_one_another(text_of):
    assert "98,5% (31/12/2020), sau đó 92% (2023): chưa so được" in text_of("thai-nguyen", "vi", "verdict")
    reasons = text_of("thai-nguyen", "vi", "reasons")
    assert "1.215.900 người ngày 30/05/2020 bằng 93,0% dân số thống kê" in reasons
    assert "trùng chỉ tiêu năm 2020" in reasons


def test_rates_that_do_not_compare_make_no_fall_in_the_title_of_the_chart(facts_of):
    facts = facts_of("thai-nguyen")
    title = levels_words(facts, Words(facts, "vi")).title
    assert title.endswith("chưa so được với nhau") and "giảm" not in title


@pytest.mark.parametrize("province", ["binh-thuan", "gia-lai"])
def test_title_of_the_chart_holds_a_level_within_the_year_against_the_year_end(facts_of, province):
    facts = facts_of(province)
    title = levels_words(facts, Words(facts, "vi")).title
    assert "chưa đạt" not in title


def test_shortages_of_thai_nguyen_are_in_order_of_size(text_of):
    cards = text_of("thai-nguyen", "vi", "cards")
    assert "thiếu khoảng 76.000 người · BHYT, ngày 30/09/2021" in cards and "không rõ cơ quan giao kế hoạch" in cards
    assert "BHXH bắt buộc thiếu khoảng 19.000 người; BHXH tự nguyện thiếu khoảng 4.000 người" in cards


def test_plan_that_one_owner_calls_reached_and_another_not_is_said_with_both(text_of):
    cards = text_of("thanh-hoa", "vi", "cards")
    assert "thiếu trên 23.200 người" in cards and "đạt kế hoạch của BHXH Việt Nam" in cards


def test_uninsured_of_a_bounded_count_are_bounded_the_other_way(text_of):
    """Over 1.6 million insured of a known population leave fewer people than the difference, not about as many."""
    cards = text_of("long-an", "vi", "cards")
    assert "khoảng 120.000 người theo dân số nguồn dùng, dưới 144.000 người theo dân số thống kê" in cards


def test_fall_that_cannot_be_held_against_the_country_is_explained_by_its_counts(text_of):
    assert "1.572.086 người (2021) → 1.546.324 (31/03/2022)" in text_of("long-an", "vi", "reasons")


def test_old_level_is_grey_and_says_its_month(facts_of, text_of):
    facts = facts_of("thanh-hoa")
    block = sections.cards(facts, Words(facts, "vi"))
    assert [card.is_old for card in block.cards] == [False, True, False, True]
    assert block.html().count('class="card old"') == 2 and block.typst().count("old: true") == 2
    assert "tháng 09/2019" in text_of("thanh-hoa", "vi", "cards")


def test_contradiction_is_asked_about_in_a_sentence(text_of):
    said = text_of("gia-lai", "vi", "actions")
    assert "hai tỷ lệ công bố (BHXH 14,2% và BHTN 11,4%) ứng với hai mẫu số khác nhau, khoảng 647.000 và" in said
    assert "hai nguồn ghi 96,6% và 96,3%" in text_of("hoa-binh", "vi", "actions")


def test_figures_kept_as_evidence_are_not_called_absent(text_of):
    assert "Chỉ có số độ tin cậy thấp về: tăng, giảm; nhóm đối tượng." in text_of("lao-cai", "vi", "absent")


@in_both_languages
def test_absence_is_said_of_the_data_and_not_of_the_world(all_words, language):
    claims = {
        "vi": r"(chưa|không) có (chỉ tiêu|tỷ lệ|mức|số|kế hoạch)|chưa từng",
        "en": r"has been published|is known|has no ",
    }
    for facts, words in all_words(language):
        for part in PARTS:
            assert not re.search(claims[language], getattr(sections, part)(facts, words).text()), facts.area.area


@in_both_languages
def test_province_without_figures_says_so(bare, language):
    words = Words(bare, language)
    text = sections.verdict(bare, words).text()
    assert {"vi": "Sóc Trăng", "en": "Soc Trang"}[language] in text and "%" not in text
    assert sections.cards(bare, words).html() == ""


def test_target_reached_is_said_with_the_other_population(text_of):
    said = text_of("binh-duong", "vi", "verdict")
    assert said.startswith(
        "Đạt chỉ tiêu 92% năm 2023: ngày 31/12/2023 bao phủ BHYT 92,09% dân số theo công bố, 90,3% theo"
    )


def test_target_met_on_one_population_alone_is_said_so(text_of):
    assert "28.900 người theo dân số nguồn dùng; đã đủ theo dân số thống kê" in text_of("hau-giang", "vi", "verdict")


def test_sources_of_the_page_are_named_once_with_their_day(facts_of, text_of):
    line = text_of("binh-thuan", "vi", "source_line")
    assert line.startswith("Nguồn: BHXH tỉnh Bình Thuận, 18/12/2023; Quyết định 546/QĐ-TTg (theo Thư viện Pháp luật)")
    assert line.count("BHXH tỉnh Bình Thuận, 18/12/2023") == 1
    assert "Cục Thống kê" in line and line.endswith("trước 01/07/2025; Bình Thuận nay thuộc Lâm Đồng.")


def test_english_names_decisions_and_places_in_english(text_of):
    line = text_of("binh-thuan", "en", "source_line")
    assert "Prime Minister's Decision 546" in line and line.endswith("Binh Thuan is now in Lam Dong.")
    assert text_of("binh-duong", "en", "source_line").endswith("Binh Duong is now in Ho Chi Minh City.")
    assert "(Decree 07/2021)" in text_of("long-an", "en", "reasons")


def test_brief_without_a_source_names_the_boundaries_alone(ledger):
    only = replace(ledger, claims=ledger.claims[ledger.claims["area"] != "khanh-hoa"])
    facts = build_facts(only, "khanh-hoa")
    quiet = replace(facts, national=())
    assert sections.source_line(quiet, Words(quiet, "vi")).text().startswith("Theo địa giới 63 tỉnh")


def test_population_worked_out_from_a_bounded_figure_is_not_exact(text_of):
    assert "khoảng 80% trên khoảng 1.500.000 người (dân số nguồn dùng, suy ra)" in text_of("gia-lai", "vi", "reasons")


@pytest.mark.parametrize(
    ("number", "bound", "text"),
    [
        (149_754, "about", "khoảng 150.000"),
        (143_420, "at_most", "dưới 144.000"),
        (23_290, "at_least", "trên 23.200"),
        (85_302, "exact", "85.300"),
        (0, "about", "khoảng 0"),
    ],
)
def test_derived_count_is_rounded_so_that_its_bound_holds(bare, number, bound, text):
    assert Words(bare, "vi").bounded_count(number, bound) == text


@pytest.mark.parametrize(
    ("percent", "bound", "text"),
    [(17.264, "at_least", "trên 17,2%"), (17.264, "at_most", "dưới 17,3%"), (17.264, "exact", "17,3%")],
)
def test_computed_percentage_is_rounded_so_that_its_bound_holds(bare, percent, bound, text):
    assert Words(bare, "vi").bounded_pct(percent, bound) == text


# ── Linked text ──────────────────────────────────────────────────────────────────────────────────────────────


def test_marked_values_become_links_in_a_sentence():
    sentence = f"a {mark('1,5', 'claim')} b {mark_link('c', 'https://example.org')}."
    assert with_links(sentence) == ("a ", Link("1,5", "#src-claim"), " b ", Link("c", "https://example.org"), ".")
    assert mark_link("c", "") == "c"


def test_capital_goes_to_the_first_letter_marked_or_not():
    assert with_links(with_capital(f"{mark('trên 5', 'x')} a")) == (Link("Trên 5", "#src-x"), " a")
    assert with_capital("đến") == "Đến"


@pytest.mark.parametrize(
    ("national", "said"),
    [
        (Interval(-2.06, -1.96), "; cả nước giảm khoảng 2,0"),
        (Interval(0.5, 0.5), "; cả nước tăng 0,5"),
        (Interval(-0.1, 0.1), ""),
        (Interval(0.0, 0.0), ""),
    ],
)
def test_the_country_is_said_to_fall_or_rise_where_its_figures_decide(facts_of, national, said):
    facts = facts_of("can-tho")
    fall = facts.brief.falls[0]
    reading = replace(fall.readings_with_country[0], national_low=national.low, national_high=national.high)
    fall = replace(fall, readings=(reading,))
    text = inline_text(with_links(national_text(fall, Words(facts, "vi"))))
    assert text.replace("\N{NO-BREAK SPACE}", " ") == said
