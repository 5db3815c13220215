"""The chart of contradictions: signs, units, links, and none for one or two."""

import re

import pytest
from chart_svg import all_text

from baophu.report import tables
from baophu.report.blocks import Paragraph
from baophu.report.charts.audit import audit_words, draw_audit
from baophu.report.province_charts import province_chart
from baophu.report.words import Words


def frame(facts, language="vi"):
    words = Words(facts, language)
    return tables.audit(facts.findings, words, tables.claim_sources(facts))


@pytest.mark.parametrize("province", ["binh-thuan", "can-tho", "ha-giang"])
def test_one_or_two_contradictions_are_told_in_words_alone(facts_of, province):
    facts = facts_of(province)
    assert audit_words(facts, Words(facts, "vi")) is None
    assert isinstance(province_chart("audit", facts, Words(facts, "vi")), Paragraph)


def test_difference_is_published_less_recomputed_in_points_for_percentages(facts_of):
    rows = frame(facts_of("binh-thuan"))
    row = rows[(rows.verdict == "contradictory") & (rows.measure == "points")].iloc[0]
    assert round(row.difference, 2) == -5.49
    assert row.difference_low < row.difference < row.difference_high < 0
    assert row.difference_text == "−5,49\N{NO-BREAK SPACE}điểm\N{NO-BREAK SPACE}%"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_contradiction_has_a_row_with_its_sign_and_leads_to_its_figures(facts_of, language):
    facts = facts_of("ha-nam")
    drawn = province_chart("audit", facts, Words(facts, language))
    rows = frame(facts, language).query("verdict == 'contradictory'")
    assert len(rows) == 4
    for row in rows.itertuples():
        assert row.difference_text in all_text(drawn) and row.difference_text in drawn.alt
    linked = set(re.findall(r'href="#src-([^"]+)"', drawn.svg))
    assert linked and linked <= {claim_id for cell in rows.claim_ids for claim_id in cell.split()}
    assert drawn.title.startswith("Hà Nam: 4" if language == "vi" else "Ha Nam: 4")


def test_persons_and_points_have_axes_of_their_own(facts_of):
    axes = draw_audit(frame(facts_of("binh-thuan")))
    points, persons = axes.get_figure().axes
    assert max(map(abs, points.get_xlim())) < 30 < 200 < max(map(abs, persons.get_xlim()))


def test_two_checks_of_one_name_have_rows_of_their_own(facts_of):
    for province in ("ha-nam", "can-tho"):
        assert frame(facts_of(province)).row_label.is_unique
