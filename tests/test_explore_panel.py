"""Widgets without a browser: what a change touches, and what stands there when nobody can use a widget."""

import json
import re
from html import unescape

import nbformat
import pytest
from checkout import PROJECT
from nbconvert import HTMLExporter
from pages import run_notebook

from baophu.explore import PARAMETERS
from baophu.explore.explorer import Explorer
from baophu.explore.panel import Panel
from baophu.explore.state import choose
from baophu.explore.views import Views
from baophu.export.run import PDF, export

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def views(ledger):
    """What is drawn once is shown by the panel of every test."""
    return Views(ledger, "vi")


@pytest.fixture
def panel(views, monkeypatch):
    # What JupyterLab's loop would do a moment later; a browser's tests may have left a loop running here.
    monkeypatch.setattr(Panel, "_schedule", lambda self, call: call())
    return Panel(views, choose("binh-thuan", compare="can-tho, thai-nguyen"))


def texts(panel):
    return {**{name: part.html for name, part in panel.parts.items()}, "figures": panel.table.df.to_csv()}


def changed_parts(panel, change):
    before = texts(panel)
    change()
    return {name for name, text in texts(panel).items() if text != before[name]}


def test_another_province_leaves_the_comparison_alone(panel):
    changed = changed_parts(panel, lambda: setattr(panel.choosers.finder.list, "value", "thanh-hoa"))
    assert changed == {"trajectory", "changes_chart", "changes", "audit", "sources", "figures"}
    assert "Thanh Hóa" in panel.parts["changes"].html


def test_another_scale_leaves_changes_audit_and_table_alone(panel):
    assert changed_parts(panel, lambda: setattr(panel.choosers.scale, "value", "gso")) <= {
        "trajectory",
        "comparison",
        "sources",
    }


def test_one_more_province_changes_the_comparison_alone(panel):
    assert changed_parts(panel, lambda: setattr(panel.chips.adder.list, "value", "ha-noi")) == {"comparison", "sources"}
    assert panel.choice.compared_provinces[-1] == "ha-noi"


def test_typing_fills_the_list_and_chooses_only_what_is_meant(panel):
    panel.choosers.finder.text.value = "binh"
    assert len(panel.choosers.finder.list.options) > 3
    assert panel.choice.province == "binh-thuan"
    panel.choosers.finder.text.value = "hai duong"
    assert panel.choice.province == "hai-duong"


@pytest.mark.parametrize("text", ["zzz", "binh"])
def test_while_a_text_means_no_province_the_page_says_whose_charts_it_shows(panel, text):
    finder = panel.choosers.finder
    finder.text.value = text
    assert "vẫn là của: Bình Thuận" in finder.status.value
    finder.text.value = "can tho"
    assert finder.status.value == ""
    finder.text.value = text
    assert "vẫn là của: Cần Thơ" in finder.status.value
    finder.list.value = finder.list.options[0][1] if finder.list.options else None
    assert (finder.status.value == "") == bool(finder.list.options)


def test_provinces_with_figures_come_first_with_how_many_and_how_new_they_are(panel):
    texts = [text for text, _ in panel.choosers.finder.list.options]
    is_empty = ["chưa có con số nào có ngày" in text for text in texts]
    assert len(texts) == 63
    assert is_empty == sorted(is_empty)
    assert {True, False} == set(is_empty)
    assert "Bình Thuận (37 con số, tới 2023)" in texts


def test_every_field_has_a_label(panel):
    fields = [panel.choosers.scheme, panel.choosers.scale, panel.choosers.first_year, panel.choosers.last_year]
    fields += [panel.choosers.finder.text, panel.choosers.finder.list, panel.chips.adder.text, panel.chips.adder.list]
    labels = [field.description for field in [*fields, panel.save_buttons.chart_selector]]
    assert all(labels)


@pytest.mark.parametrize(("first", "last", "years"), [(2015, 2020, (2015, 2020)), (2021, 2018, (2018, 2021))])
def test_years_mean_the_same_in_either_order(panel, first, last, years):
    panel.choosers.first_year.value, panel.choosers.last_year.value = first, last
    assert (panel.choice.first_year, panel.choice.last_year) == years


def test_parameters_of_the_page_are_said_once_they_are_not_those_of_the_cell(panel):
    assert panel.choosers.parameters.value == ""
    panel.choosers.finder.list.value = "thanh-hoa"
    panel.choosers.first_year.value = 2013
    text = unescape(panel.choosers.parameters.value)
    values = dict(re.findall(r"^(\w+) = (.+)$", text.split("<pre>")[1].split("</pre>")[0], re.MULTILINE))
    assert tuple(values) == PARAMETERS
    assert (values["province"], values["first_year"], values["language"]) == ('"thanh-hoa"', "2013", '"vi"')
    panel.choosers.finder.list.value = "binh-thuan"
    panel.choosers.first_year.value = 2010
    assert panel.choosers.parameters.value == ""


def test_pointing_at_a_mark_fills_the_card(panel):
    panel.parts["trajectory"].claim_id = "binh-thuan-bhyt-count-2023-11-30"
    assert "1.052.062" in panel.cards["trajectory"].value


def test_pointing_at_another_provinces_mark_fills_the_card_of_the_comparison(panel):
    panel.parts["comparison"].claim_id = "can-tho-bhyt-count-2016-06-30"
    assert "can-tho-bhyt-count-2016-06-30" in panel.cards["comparison"].value


@pytest.mark.parametrize("kind", ["svg", "csv"])
def test_files_are_named_after_what_they_hold(panel, kind):
    assert panel.save_buttons.file(kind).name == f"baophu-binh-thuan-bhyt-2010-2023.{kind}"


def test_a_view_without_a_chart_saves_none(panel):
    panel.choosers.scheme.value = "bhxh_tn"
    assert panel.save_buttons.file("svg") is None
    panel.save_buttons.buttons["svg"].click()
    assert panel.save_buttons.status.value == panel.save_buttons.say("explore-save-none")


def test_where_nobody_answers_every_part_is_a_chart_or_a_table(ledger):
    view = Explorer(Views(ledger, "en"), choose("can-tho", compare="ha-noi"))
    for part in (
        view,
        view.changes_chart(),
        view.changes(),
        view.audit(),
        view.comparison(),
        view.table(),
        view.save_buttons(),
        view.sources(),
    ):
        data, _ = part._repr_mimebundle_()
        assert not any("widget" in name for name in data)
        assert {"image/svg+xml", "text/html"} & set(data)


@pytest.fixture(scope="module")
def executed():
    """The notebook run where nobody can use a widget, with other parameters than it opens with."""
    return run_notebook("explore.ipynb", province="cần thơ", language="en", first_year=2013)


def test_without_a_frontend_the_notebook_is_a_page_without_widgets(executed):
    assert "widgets" not in executed["metadata"]
    text = json.dumps(executed, ensure_ascii=False)
    assert "vnd.jupyter.widget" not in text
    assert "Can Tho, health insurance 2013–2023" in text


def test_exporters_show_the_default_view(executed):
    page, _ = HTMLExporter().from_notebook_node(executed)
    assert "<svg" in page or "image/svg+xml" in page
    assert export(executed, PDF).startswith(b"%PDF-")


def test_notebook_declares_what_the_function_takes():
    from baophu.publish.execute import declared_parameters

    notebook = nbformat.read(PROJECT / "notebooks/explore.ipynb", as_version=4)
    assert tuple(declared_parameters(notebook)) == PARAMETERS


def test_code_of_the_notebook_is_folded():
    notebook = nbformat.read(PROJECT / "notebooks/explore.ipynb", as_version=4)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert cells
    assert all(cell.metadata["jupyter"]["source_hidden"] for cell in cells)
