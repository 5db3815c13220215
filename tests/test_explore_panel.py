"""Widgets without a browser: what a change touches, and what stands there when nobody can use a widget."""

import json

import nbformat
import pytest
from checkout import PROJECT, copy_project

from baophu.explore.explorer import Explorer
from baophu.explore.panel import Panel
from baophu.explore.state import choose
from baophu.explore.views import Views

pytestmark = pytest.mark.slow


@pytest.fixture
def panel(ledger, monkeypatch):
    # What JupyterLab's loop would do a moment later; a browser's tests may have left a loop running here.
    monkeypatch.setattr(Panel, "_schedule", lambda self, call: call())
    return Panel(Views(ledger, "vi"), choose("binh-thuan", compare="can-tho, thai-nguyen"))


def texts(panel):
    parts = {name: getattr(panel, name).html for name in ("changes", "audit", "sources")}
    charts = {name: panel.claim_cards.parts[name].html for name in ("main", "comparison")}
    return {**parts, **charts, "table": panel.figure_table.table.df.to_csv()}


def changed_parts(panel, change):
    before = texts(panel)
    change()
    return {name for name, text in texts(panel).items() if text != before[name]}


def test_another_province_leaves_the_comparison_alone(panel):
    changed = changed_parts(panel, lambda: setattr(panel.choosers.finder.list, "value", "thanh-hoa"))
    assert changed == {"main", "changes", "audit", "sources", "table"}
    assert "Thanh Hóa" in panel.changes.html


def test_another_scale_leaves_changes_audit_and_table_alone(panel):
    assert changed_parts(panel, lambda: setattr(panel.choosers.scale, "value", "gso")) <= {
        "main",
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
    panel.choosers.finder.text.value = "xyzzy"
    assert panel.choice.province == "hai-duong"
    assert panel.choosers.finder.no_match.value


def test_pointing_at_a_mark_fills_the_card(panel):
    panel.claim_cards.parts["main"].claim_id = "binh-thuan-bhyt-count-2023-11-30"
    assert "1.052.062" in panel.claim_cards.cards["main"].value


def test_pointing_at_another_provinces_mark_fills_the_card_of_the_comparison(panel):
    panel.claim_cards.parts["comparison"].claim_id = "can-tho-bhyt-count-2016-06-30"
    assert "can-tho-bhyt-count-2016-06-30" in panel.claim_cards.cards["comparison"].value


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
def executed(tmp_path_factory):
    """The notebook as papermill runs it, with other parameters than it opens with."""
    project = copy_project(tmp_path_factory.mktemp("explore"))
    words = ("-p", "province", "cần thơ", "-p", "language", "en", "-p", "first_year", "2013")
    done = project.run("papermill", "notebooks/explore.ipynb", "out.ipynb", *words)
    assert done.returncode == 0, done.stderr
    return project


def test_papermill_runs_the_notebook_to_a_page_without_widgets(executed):
    notebook = json.loads((executed.root / "out.ipynb").read_text("utf-8"))
    assert "widgets" not in notebook["metadata"]
    text = json.dumps(notebook, ensure_ascii=False)
    assert "vnd.jupyter.widget" not in text
    assert "Can Tho, health insurance 2013–2023" in text


@pytest.mark.parametrize(("exporter", "suffix"), [("html", "html"), ("baophu_pdf", "pdf")])
def test_exporters_show_the_default_view(executed, exporter, suffix):
    done = executed.run("jupyter", "nbconvert", "--to", exporter, "--output", f"out-{exporter}", "out.ipynb")
    assert done.returncode == 0, done.stderr
    content = (executed.root / f"out-{exporter}.{suffix}").read_bytes()
    assert b"<svg" in content or b"image/svg+xml" in content if suffix == "html" else content.startswith(b"%PDF-")


def test_notebook_declares_what_the_function_takes():
    from baophu.explore import PARAMETERS
    from baophu.publish.execute import declared_parameters

    notebook = nbformat.read(PROJECT / "notebooks/explore.ipynb", as_version=4)
    assert tuple(declared_parameters(notebook)) == PARAMETERS
