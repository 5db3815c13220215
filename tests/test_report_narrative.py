import re
from dataclasses import replace
from functools import cache
from xml.etree import ElementTree

import pytest

from baophu.common.errors import UnknownLanguage
from baophu.common.languages import LANGUAGES
from baophu.report.blocks import Block
from baophu.report.pages.province import ProvincePage
from baophu.report.province_charts import CHARTS, province_chart
from baophu.report.sections.sources import sources
from baophu.report.sections.targets import targets
from baophu.report.words import Words

REAL = ["binh-thuan", "can-tho", "gia-lai", "thai-nguyen", "thanh-hoa", "nghe-an", "an-giang"]
SPARSE = "ha-giang"
BRIEF = ["verdict", "cards", "reasons", "actions", "source_line", "absent"]
EVIDENCE = ["changes", "levels", "shortages", "paces", "groups", "schemes"]
ANNEXES = ["change_details", "season", "populations", "targets", "scheme_tables", "checks", "decisions", "confidence"]
ANNEXES += ["missing", "sources", "method", "colophon"]
SECTIONS = BRIEF + EVIDENCE + ANNEXES

every_report = pytest.mark.parametrize(
    ("province", "language"), [(province, language) for province in [*REAL, SPARSE] for language in LANGUAGES]
)


@pytest.fixture(scope="module")
def section_of(facts_of):
    """One section of a real province's report, made once."""
    return cache(lambda province, language, name: getattr(ProvincePage(facts_of(province), language), name)())


def tree(block):
    return ElementTree.fromstring(f"<body>{block.html()}</body>")


def words(text):
    return re.findall(r"\w+", text)


def typst_text(markup):
    """Text of Typst markup: everything that is not code, name, label or string."""
    texts, contexts, call = [], ["text"], False
    for token in re.finditer(r'\\(.)|"(?:\\.|[^"\\])*"|#[a-z][a-z-]*|<[\w-]+>|.', markup, re.DOTALL):
        sign = token[0]
        if token[1]:
            texts.append(token[1])
        elif sign == "[" or (sign == "(" and (call or contexts[-1] == "code")):
            contexts.append("text" if sign == "[" else "code")
            texts.append(" ")
        elif sign == "]" or (sign == ")" and contexts[-1] == "code"):
            contexts.pop()
        elif contexts[-1] == "text" and len(sign) == 1:
            texts.append(sign)
        call = sign.startswith("#")
    return "".join(texts)


def charts_of(facts, language):
    """The charts that are drawn on a page."""
    charts = [province_chart(name, facts, Words(facts, language)) for name in CHARTS if not facts.brief.is_sparse]
    return [chart for chart in charts if hasattr(chart, "svg")]


def test_every_section_of_the_page_is_tested():
    page = set(vars(ProvincePage)) - {"masthead", "figure"}
    assert {name for name in page if not name.startswith("_")} == set(SECTIONS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_sections_are_empty_where_little_is_known_and_never_without_figures_else(facts_of, section_of, language):
    filled = {name for name in SECTIONS if section_of(SPARSE, language, name).html()}
    assert facts_of(SPARSE).brief.is_sparse and filled <= {*BRIEF, "sources"}
    assert set(SECTIONS) - {"absent"} == {
        name for name in SECTIONS for province in REAL if section_of(province, language, name).html()
    } - {"absent"}


@every_report
def test_every_section_says_the_same_in_html_typst_and_text(section_of, province, language):
    # The last section embeds files, which print can only mention.
    for name in SECTIONS[:-1]:
        block = section_of(province, language, name)
        block_words = words(block.text())
        assert words(" ".join(tree(block).itertext())) == block_words
        # Typst takes a table's caption last.
        assert sorted(words(typst_text(block.typst()))) == sorted(block_words)


@every_report
def test_no_code_or_blank_is_left_in_the_words(section_of, province, language):
    for name in SECTIONS[:-1]:
        text = section_of(province, language, name).text()
        assert not re.search(r"\bnan\b|\bNone\b|NaT|\{ ?\$|  |[a-z]_[a-z]|percent_of", text), text


@every_report
def test_masthead_names_the_province_and_the_newest_day(facts_of, section_of, province, language):
    masthead, facts = section_of(province, language, "masthead"), facts_of(province)
    name = facts.area.name_vi if language == "vi" else facts.area.name_en
    data = masthead.metadata()
    assert name in masthead.title
    assert tree(masthead).find(".//h1").text == data["title"] == masthead.title
    assert (data["province"], data["language"]) == (province, language)
    assert data["as_of"] == (facts.as_of.isoformat() if facts.as_of else None)


def percentages(text):
    return [(float(token.replace(",", ".")), token) for token in re.findall(r"\d+(?:[.,]\d+)?(?=%)", text)]


@every_report
@pytest.mark.parametrize("name", ["levels"])
def test_every_percentage_in_the_prose_is_a_level_of_the_facts(facts_of, section_of, province, language, name):
    facts = facts_of(province)
    levels = [point.coverage_pct for point in (*facts.points, *facts.national)]
    levels += [
        level
        for estimate in facts.estimates
        for level in (estimate.pct, estimate.low80, estimate.high80)
        if level is not None
    ]
    levels.append(80)  # the name of the interval
    for number, token in percentages(section_of(province, language, name).text()):
        half = 0.5 * 10 ** -len(re.split("[.,]", token)[1]) if re.search("[.,]", token) else 0.5
        assert any(abs(level - number) <= half + 1e-9 for level in levels), token


def test_every_fall_shows_its_verdict_in_words(facts_of, section_of):
    rows = tree(section_of("can-tho", "vi", "change_details")).find(".//table").findall("./tbody/tr")
    assert len(rows) == len(facts_of("can-tho").changes)
    # A dash where nothing can be concluded; the note below says so.
    assert [row[-1].text for row in rows].count("–") == 12
    assert all(row[-1].text == "–" or row[-1].find("strong").text for row in rows)


def test_every_claim_is_a_source_entry(facts_of, section_of):
    entries = tree(section_of("thanh-hoa", "vi", "sources")).findall(".//tr[@class='source-entry']")
    facts = facts_of("thanh-hoa")
    ids = [entry.get("id") for entry in entries]
    assert len(ids) == len(set(ids))
    assert {f"src-{claim.claim_id}" for claim in facts.claims} <= set(ids)
    assert set(ids) <= {f"src-{claim.claim_id}" for claim in (*facts.claims, *facts.national_claims)}


def test_stamp_tells_how_to_make_the_report_again(facts_of, section_of):
    stamp = section_of("can-tho", "en", "colophon").text()
    assert facts_of("can-tho").data_version in stamp
    assert "province = can-tho, language = en" in stamp


@pytest.mark.parametrize("province", ["synthetic-north", "synthetic-south", "synthetic-city"])
def test_report_of_the_miniature_builds(facts_in, province):
    report = ProvincePage(facts_in(province), "en")
    for name in [*SECTIONS, "masthead"]:
        assert isinstance(getattr(report, name)(), Block)


def test_target_of_a_decision_leads_to_its_source_entry(facts_in):
    facts = facts_in("synthetic-city")
    words = Words(facts, "en")
    link = tree(targets(facts, words)).find(".//a")
    assert (link.text, link.get("href")) == ("Synthetic decision", "#src-synthetic-city-target-2020")
    assert 'id="src-synthetic-city-target-2020"' in sources(facts, words).html()


def test_level_that_reaches_its_target_is_not_short(facts_of):
    facts = facts_of("binh-thuan")
    met = replace(facts, gaps=(replace(facts.gaps[-1], gap_points=-1.0, gap_count=-100.0),))
    assert "−" not in ProvincePage(met, "en").targets().text()


def test_language_without_a_catalogue_is_refused(facts_of):
    with pytest.raises(UnknownLanguage):
        ProvincePage(facts_of("can-tho"), "fr")


def test_change_is_said_with_the_way_it_went(facts_of):
    """A token has no sign: "6.859" may be either."""
    expected = {"vi": ("giảm khoảng 6.859", "tăng 14.707", "giảm 2\xa0điểm\xa0%"),
            "en": ("down about 6,859", "up 14,707", "down 2\xa0points")}  # fmt: skip
    names = ("bhxh-tn-change-2022-06-30", "bhxh-bb-change-2019-11-30", "bhyt-change-2013-09-20")
    facts = facts_of("can-tho")
    for language, texts in expected.items():
        words = Words(facts, language)
        assert tuple(words.printed_token(facts.claim(f"can-tho-{name}")) for name in names) == texts
