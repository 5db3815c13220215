import re
import shutil
import subprocess
import sys
from importlib.metadata import entry_points

import nbformat
import pytest
from by_hand import nbconvert
from checkout import PROJECT
from data.contract.contract_notebook import code_cell, executed, notebook_of, shown
from traitlets import TraitError

from baophu.common.errors import ReportNotWhole
from baophu.export.run import HTML, PDF, SOURCE, export, load_exporters, warm_up_exporters
from baophu.report.pages.province import ProvincePage

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("name", "suffix", "exporter"), [("html", "html", HTML), ("pdf", "pdf", PDF), ("typst", "typ", SOURCE)]
)
def test_nbconvert_writes_one_file(tmp_path, name, suffix, exporter):
    nbformat.write(executed(), tmp_path / "report.ipynb")
    nbconvert(tmp_path / "report.ipynb", f"baophu_{name}")
    assert sorted(file.name for file in tmp_path.iterdir()) == sorted(["report.ipynb", f"report.{suffix}"])
    assert (tmp_path / f"report.{suffix}").read_bytes() == export(executed(), exporter)


def test_nbconvert_refuses_a_notebook_that_has_not_been_run(tmp_path):
    notebook = shutil.copy(PROJECT / "notebooks/province_report.ipynb", tmp_path)
    command = [sys.executable, "-m", "nbconvert", "--to", "baophu_html", notebook]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode != 0 and re.search("province_report (chưa chạy|has not been run)", done.stderr)
    assert [file.name for file in tmp_path.iterdir()] == ["province_report.ipynb"]


def cell_of(page, name):
    """A cell that shows a part of a page, as a kernel keeps it."""
    bundle = getattr(page, name)()._repr_mimebundle_()
    return code_cell(f"page.{name}()", shown(*(bundle if isinstance(bundle, tuple) else (bundle,))))


@pytest.mark.parametrize("exporter", [HTML, SOURCE])
def test_cells_left_from_another_province_are_refused_and_named(facts_of, exporter):
    old, new = (ProvincePage(facts_of(name), "vi") for name in ("binh-thuan", "can-tho"))
    parts = ["masthead", "verdict", "cards", "shortages", "sources"]
    export(notebook_of(*(cell_of(new, name) for name in parts)), exporter)
    # The parameter was changed and the first cells alone run again, after a restart or without one.
    mixed = notebook_of(*(cell_of(new, name) for name in parts[:3]), *(cell_of(old, name) for name in parts[3:]))
    with pytest.raises(ReportNotWhole) as caught:
        export(mixed, exporter)
    assert 'cell 4 "page.shortages()", cell 5 "page.sources()"' in str(caught.value)
    assert "Restart Kernel and Run All Cells" in str(caught.value)


@pytest.mark.parametrize("counts", [(1, 2, None), (11, 12, 3)])
def test_cells_not_run_or_run_before_others_are_refused(counts):
    notebook = notebook_of(*(code_cell(f"{number} + 1") for number in range(3)))
    for cell, count in zip(notebook.cells, counts, strict=True):
        cell.execution_count = count
    with pytest.raises(ReportNotWhole, match='cell 3 "2 . 1"'):
        export(notebook, HTML)


def test_nbconvert_takes_the_page_format(tmp_path):
    nbformat.write(executed(), tmp_path / "report.ipynb")
    nbconvert(tmp_path / "report.ipynb", "baophu_pdf", "--BaophuPDFExporter.profile=nd30")
    wanted = export(executed(), "baophu.export.typst.pdf:BaophuPDFExporter", profile="nd30")
    assert (tmp_path / "report.pdf").read_bytes() == wanted


def test_unknown_page_format_is_refused_by_the_exporter():
    with pytest.raises(TraitError, match="nd31"):
        export(executed(), "baophu.export.typst.pdf:BaophuPDFExporter", profile="nd31")


def test_exporters_are_offered_in_jupyterlab():
    exporters = [point.load() for point in entry_points(group="nbconvert.exporters") if "baophu" in point.name]
    assert {exporter.export_from_notebook for exporter in exporters} >= {"Baophu HTML", "Baophu PDF"}
    assert all(exporter().enabled for exporter in exporters)


def test_loading_the_exporters_does_not_load_what_only_a_build_needs():
    modules = "baophu.export.typst.pdf, baophu.export.html.exporter"
    script = f"import sys, {modules}; assert not {{'typst', 'pikepdf'}} & sys.modules.keys()"
    subprocess.run([sys.executable, "-c", script], check=True)


def test_jsonschema_starts_without_its_grammar():
    script = (
        "import sys; from baophu.common.imports import keep_jsonschema_light; keep_jsonschema_light()\n"
        "import papermill; assert not any(name.startswith('lark') for name in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_seaborn_starts_without_widgets_where_reports_are_built():
    script = (
        "import sys; from baophu.common.imports import keep_seaborn_light; keep_seaborn_light()\n"
        "import seaborn; assert seaborn.scatterplot and 'ipywidgets' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_what_an_exporter_made_before_leaves_no_trace():
    first = export(executed(), SOURCE, profile="nd30")
    load_exporters()
    warm_up_exporters()
    assert export(executed(), SOURCE, profile="nd30") == first
    assert export(executed(), SOURCE) != first


def test_a_process_may_fork_after_loading_for_typst_has_compiled_nothing():
    code = (
        "import os; from baophu.export.run import warm_up_exporters, load_exporters;"
        "load_exporters(); warm_up_exporters(); print(len(os.listdir('/proc/self/task')))"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "1"
