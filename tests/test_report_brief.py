"""Words of page one: short, in both languages, every number with its source, its bound and its population."""

import re
from dataclasses import replace

import pytest

from baophu.common.languages import LANGUAGES
from baophu.facts.province import build_facts
from baophu.ledger.names import provinces
from baophu.report.blocks import Cards, Group, Link
from baophu.report.linked_text import hrefs, mark, mark_link, with_capital, with_links
from baophu.report.sections import brief as sections
from baophu.report.words import Words

MOST_WORDS = 45
PARTS = ("verdict", "cards", "reasons", "actions", "source_line", "absent")
POPULATIONS = {
    "vi": ("theo dân số của nguồn", "theo kế hoạch", "theo dân số thống kê"),
    "en": ("on the publisher's population", "by the plan", "on the statistics office's"),
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
    """What is not linked is a date, an age, a share of a linked loss, or points of a linked change."""
    plain = re.compile(r"\d[\d.,]*\d%|\d%|\d[\d.,]*\d(?= người| people)")
    for facts, words in all_words(language):
        content = sections.verdict(facts, words).content
        text = "".join(part for part in content if isinstance(part, str))
        shares = [fall for fall in facts.brief.falls_first if fall.is_gross and fall.change_points]
        limits = 1 if facts.brief.places and facts.brief.shortages else 0
        assert len(plain.findall(text)) == len(shares) + limits, (facts.area.area, text)


@in_both_languages
def test_every_number_of_people_missing_names_its_population(all_words, language):
    with_people = 0
    for facts, words in all_words(language):
        people = [card for card in facts.brief.cards if card.kind == "people"]
        texts = [sections.bw.people_text(shortage, words) for shortage in facts.brief.shortages]
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
    for words in ("Chưa đạt chỉ tiêu 92,25% năm 2023", "30/11/2023", "90,4% dân số", "thiếu 1,85 điểm %",
                  "21.500 người theo dân số của nguồn", "85.300 người theo kế hoạch",
                  "109.200 người theo dân số thống kê", "4/10 địa phương dưới 90% kế hoạch"):  # fmt: skip
        assert words in said
    assert "4.900 người/tuần" in text_of("binh-thuan", "vi", "cards")
    assert "TP Phan Thiết, Tuy Phong" in text_of("binh-thuan", "vi", "cards")
    reasons = text_of("binh-thuan", "vi", "reasons")
    assert "1.232.249–1.233.582" in reasons and "dân số thống kê 2019 (1.232.300)" in reasons
    assert "92,5% kế hoạch" in text_of("binh-thuan", "vi", "actions")


def test_can_tho_in_words(text_of):
    said = text_of("can-tho", "en", "verdict")
    for words in ("cannot be said", "over 92.4%", "about 37,404 people", "0.4–1.0 more than the country",
                  "voluntary social insurance by about 6,859"):  # fmt: skip
        assert words in said
    reasons = text_of("can-tho", "en", "reasons")
    assert "mostly household members" in reasons and "three-month cards" in reasons and "(not verified)" in reasons
    assert "91.65%" in text_of("can-tho", "en", "cards") and "68" not in text_of("can-tho", "en", "cards")


@pytest.mark.parametrize(("province", "lost"), [("gia-lai", "271.000"), ("thanh-hoa", "300.000")])
def test_loss_of_free_cards_is_the_first_thing_said(text_of, province, lost):
    said = text_of(province, "vi", "verdict")
    assert said.startswith(f"Ngày 01/07/2021, trên {lost} người mất thẻ miễn phí theo Quyết định 861 (trên ")
    assert text_of(province, "vi", "cards").startswith(f"trên {lost} người")


def test_two_readings_of_thai_nguyen_stand_beside_one_another(text_of):
    assert "98,5% dân số (31/12/2020), sau đó 92% (2023): chưa kết luận được" in text_of("thai-nguyen", "vi", "verdict")
    reasons = text_of("thai-nguyen", "vi", "reasons")
    assert "93,0% nếu theo dân số thống kê" in reasons and "trùng chỉ tiêu năm 2020" in reasons


def test_plan_that_one_owner_calls_reached_and_another_not_is_said_with_both(text_of):
    cards = text_of("thanh-hoa", "vi", "cards")
    assert "thiếu trên 23.200 người" in cards and "đạt kế hoạch của BHXH Việt Nam" in cards


def test_uninsured_of_a_bounded_count_are_bounded_the_other_way(text_of):
    """Over 1.6 million insured of a known population leave fewer people than the difference, not about as many."""
    cards = text_of("long-an", "vi", "cards")
    assert "khoảng 120.400 người theo dân số của nguồn, dưới 143.400 người theo dân số thống kê" in cards


def test_old_level_is_grey_and_says_its_age(facts_of, text_of):
    facts = facts_of("thanh-hoa")
    block = sections.cards(facts, Words(facts, "vi"))
    assert [card.is_old for card in block.cards] == [False, True, False, True]
    assert block.html().count('class="card old"') == 2 and block.typst().count("old: true") == 2
    assert "cũ 4,3 năm" in text_of("thanh-hoa", "vi", "verdict")


@in_both_languages
def test_province_without_figures_says_so(bare, language):
    words = Words(bare, language)
    text = sections.verdict(bare, words).text()
    assert {"vi": "Sóc Trăng", "en": "Soc Trang"}[language] in text and "%" not in text
    assert sections.cards(bare, words).html() == ""


def test_target_reached_is_said_with_the_other_population(text_of):
    said = text_of("binh-duong", "vi", "verdict")
    assert said.startswith("Đạt chỉ tiêu 92% năm 2023: ngày 31/12/2023 bao phủ 92,09% dân số theo công bố, 90,3% theo")


def test_target_met_on_one_population_alone_is_said_so(text_of):
    assert "28.900 người theo dân số của nguồn, đã đủ theo dân số thống kê" in text_of("hau-giang", "vi", "verdict")


def test_sources_of_the_page_are_named_once_with_their_day(facts_of, text_of):
    line = text_of("binh-thuan", "vi", "source_line")
    assert line.startswith("Nguồn: Quyết định 546/QĐ-TTg (theo Thư viện Pháp luật)")
    assert line.count("BHXH tỉnh Bình Thuận, 18/12/2023") == 1
    assert "Cục Thống kê" in line


def test_brief_without_a_source_has_no_source_line(ledger):
    only = replace(ledger, claims=ledger.claims[ledger.claims["area"] != "khanh-hoa"])
    facts = build_facts(only, "khanh-hoa")
    quiet = replace(facts, national=())
    assert sections.source_line(quiet, Words(quiet, "vi")).text() == ""


def test_population_worked_out_from_a_bounded_figure_is_not_exact(text_of):
    assert "khoảng 80% của khoảng 1.497.500 người (dân số của nguồn, suy ra)" in text_of("gia-lai", "vi", "reasons")
    assert "90,4% của 1.163.800 người (dân số của nguồn, suy ra)" in text_of("binh-thuan", "vi", "reasons")


# ── Linked text ──────────────────────────────────────────────────────────────────────────────────────────────


def test_marked_values_become_links_in_a_sentence():
    sentence = f"a {mark('1,5', 'claim')} b {mark_link('c', 'https://example.org')}."
    assert with_links(sentence) == ("a ", Link("1,5", "#src-claim"), " b ", Link("c", "https://example.org"), ".")
    assert mark_link("c", "") == "c"


def test_capital_goes_to_the_first_letter_marked_or_not():
    assert with_links(with_capital(f"{mark('trên 5', 'x')} a")) == (Link("Trên 5", "#src-x"), " a")
    assert with_capital("đến") == "Đến"
