"""The page of a province as a whole: where its links lead, how often it says a figure, how many pages it has."""

import io
import re
from collections import Counter
from functools import cache

import pikepdf
import pypdfium2
import pytest
from bs4 import BeautifulSoup
from golden_text import PROVINCES

from baophu.api import one_province
from baophu.common.languages import LANGUAGES
from baophu.export.run import PDF
from baophu.ledger.names import provinces
from baophu.report.words import Words

pytestmark = pytest.mark.slow

MOST_TIMES, MOST_FIGURES_ON_ONE_PAGE, LATEST_ANNEXES = 5, 8, 7
# Drawn twice, read aloud, put away for copying, or said a second time as a list of what follows.
NOT_READ = "script, style, nav, svg title, .phone-only, .take, .unseen, .annex, details.code"
in_both_languages = pytest.mark.parametrize("language", LANGUAGES)
every_golden = pytest.mark.parametrize(
    ("province", "language"), [(province, language) for province in PROVINCES for language in LANGUAGES]
)


@pytest.fixture(scope="module")
def page_of(exported):
    return cache(lambda province, language: BeautifulSoup(exported(province, language), "html.parser"))


@pytest.fixture(scope="module")
def pdf_of(exported):
    return lambda province, language: exported(province, language, PDF)


def texts_of(pdf):
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


OTHERS = ("thanh-hoa", "nghe-an", "an-giang", "ha-nam", "dong-thap", "ha-giang", "ben-tre")


# ── Links ────────────────────────────────────────────────────────────────────────────────────────────────────


@in_both_languages
@pytest.mark.parametrize("province", [*PROVINCES, *OTHERS])
def test_every_link_of_the_page_leads_somewhere(page_of, province, language):
    page = page_of(province, language)
    ids = [element["id"] for element in page.select("[id]")]
    assert len(ids) == len(set(ids))
    assert not page.select(".site-head")  # there is no site
    links = {link.get("href") or link.get("xlink:href") for link in page.select("a")}
    assert {link[1:] for link in links if link.startswith("#")} <= set(ids)
    others = {link for link in links if not re.match(r"#|https?://[^/]+\.|data:(text/csv|application/json)", link)}
    assert others <= {f"{province}.html", f"{province}.en.html", f"{province}.pdf", f"{province}.en.pdf"}


# ── How often a figure is said ───────────────────────────────────────────────────────────────────────────────


def repeated(page, facts, words):
    """How often what is read before the annexes says the value of a claim, by figure.

    A number is a claim's where it leads to its entry, and elsewhere where no other claim has the same value. Numbers of
    one or two digits are left out: they are parts of days, of ages, counts of places.
    """
    page = BeautifulSoup(str(page.body), "html.parser")
    for part in page.select(NOT_READ):
        part.extract()
    # A target in the decision and in a report on it is one figure.
    claims = {claim.claim_id: _figure(claim) for claim in (*facts.claims, *facts.national_claims)}
    written = {figure: _numbers(words, figure[-1]) for figure in claims.values()}
    shared = Counter(token for tokens in written.values() for token in tokens)
    found = Counter()
    for link in page.select('a[href^="#src-"]'):
        name = claims[link["href"].removeprefix("#src-")]
        found[name] += any(_said(token, link.extract().get_text()) for token in written[name])
    text = page.get_text(" ")
    for name, tokens in written.items():
        found[name] += sum(_said(token, text) for token in tokens if shared[token] == 1)
    return found


def _figure(claim):
    when = claim.as_of.year if claim.kind == "target_rate" and claim.as_of else claim.as_of
    return (claim.area, claim.scheme, claim.group, claim.kind, claim.base_as_of, when, claim.value)


def _numbers(words, value):
    """A value as the page writes it, of three digits or more and no year."""
    tokens = {words.f.number(abs(value), places) for places in (0, 1, 2) if abs(value) == round(abs(value), places)}
    return {token for token in tokens if len(re.sub(r"\D", "", token)) >= 3 and not re.fullmatch(r"20[012]\d", token)}


def _said(token, text):
    return len(re.findall(rf"(?<![\d.,]){re.escape(token)}(?!\d|[.,]\d)", text))


@every_golden
def test_no_value_of_a_claim_is_said_more_than_five_times_before_the_annexes(page_of, facts_of, province, language):
    facts = facts_of(province)
    found = repeated(page_of(province, language), facts, Words(facts, language))
    assert sum(found.values()) > 30
    assert {name: times for name, times in found.items() if times > MOST_TIMES} == {}


# ── People who are missing ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("province", ["binh-thuan"])
def test_people_short_of_the_target_on_each_population(facts_of, monkeypatch, province):
    monkeypatch.setattr(one_province, "load_facts", lambda slug, data: facts_of(slug))
    monkeypatch.setattr(one_province, "ledger_version", lambda data: "")
    missing = one_province.province(province).shortages().set_index("population").missing_count
    assert missing.round().to_dict() == {"publisher": 21_530, "plan": 85_302, "statistics": 109_181}


# ── Pages of the PDF ─────────────────────────────────────────────────────────────────────────────────────────


@in_both_languages
def test_provinces_with_few_figures_have_one_page_without_chart_or_heading(facts_of, page_of, pdf_of, language):
    sparse = [province for province in provinces() if facts_of(province).brief.is_sparse]
    assert len(sparse) > 8
    for province in sparse:
        page = page_of(province, language)
        assert not page.select("h2, h3, svg, figure, .annex"), province
        if len(facts_of(province).claims) <= MOST_FIGURES_ON_ONE_PAGE:
            with pikepdf.open(io.BytesIO(pdf_of(province, language))) as document:
                assert len(document.pages) == 1, province


@in_both_languages
def test_the_brief_is_page_one_and_annexes_begin_early(page_of, pdf_of, language):
    pdf, page = pdf_of("binh-thuan", language), page_of("binh-thuan", language)
    texts = [re.sub(r"\s|\[\d+\]", "", text) for text in texts_of(pdf)]
    for part in page.select(".finding, .card-value, .brief-title, .brief-foot"):
        # On paper numbers of sources stand between the words.
        said = re.sub(r"\s", "", part.get_text())
        assert said[:10] in texts[0] and said[-10:] in texts[0], part.get_text()
    with pikepdf.open(io.BytesIO(pdf)) as document, document.open_outline() as outline:
        begins = {item.title: _page_number(document, item) for item in outline.root}
    assert next(iter(begins)).startswith("1. ") and min(begins.values()) == 2
    assert (
        2 < next(page for title, page in begins.items() if re.match(r"(Phụ lục|Annex) A\. ", title)) <= LATEST_ANNEXES
    )


def _page_number(document, item):
    aim = item.destination or item.action.D
    return next(number for number, page in enumerate(document.pages, 1) if page.obj.objgen == aim[0].objgen)
