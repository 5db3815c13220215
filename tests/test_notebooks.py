"""Notebooks are thin, declare their parameters and are committed without outputs."""

import ast

import nbformat
import pytest
from checkout import PROJECT
from pages import run_notebook
from test_lab_browser import RUN_WHOLE

from baophu.common.paths import DATA
from baophu.publish.job_paths import PAGES
from baophu.publish.lapse import NOTEBOOK as LAPSE

pytestmark = pytest.mark.slow

NOTEBOOKS = sorted(PROJECT.glob("notebooks/*.ipynb"))


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def notebook(request):
    return nbformat.read(request.param, as_version=4)


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def test_no_outputs_are_committed(notebook):
    assert all(not cell.outputs and cell.execution_count is None for cell in code_cells(notebook))


def test_kernel_is_named_and_cell_ids_are_unique(notebook):
    assert notebook.metadata.kernelspec.name == "python3"
    ids = [cell.id for cell in notebook.cells]
    assert len(ids) == len(set(ids))


def test_cells_are_thin(notebook):
    for cell in code_cells(notebook):
        assert len(cell.source.splitlines()) <= 12
        tree = ast.parse(cell.source)
        assert not [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Lambda)]


def test_nothing_is_imported_but_the_package_pandas_and_seaborn(notebook):
    for cell in code_cells(notebook):
        for node in ast.walk(ast.parse(cell.source)):
            if isinstance(node, ast.Import):
                assert {alias.name for alias in node.names} <= {"baophu", "pandas", "seaborn"}
            if isinstance(node, ast.ImportFrom):
                assert node.module.split(".")[0] == "baophu"


def test_parameters_are_declared_once_and_by_plain_assignments(notebook):
    tagged = [cell for cell in code_cells(notebook) if "parameters" in cell.metadata.get("tags", [])]
    assert len(tagged) == 1
    lines = ast.parse(tagged[0].source).body
    assert all(isinstance(line, ast.Assign) and isinstance(line.targets[0], ast.Name) for line in lines)
    assert all(ast.literal_eval(line.value) is not None for line in lines)


def test_every_notebook_is_run_whole_by_a_test():
    built = {name.removesuffix(".ipynb") for name in (*PAGES.values(), LAPSE)}
    assert {path.stem for path in NOTEBOOKS} == {*RUN_WHOLE, *built, "your_own_data"}


def test_the_notebook_for_data_of_ones_own_runs_whole_and_takes_nothing_in():
    before = sorted(DATA.rglob("*"))
    cells = [cell for cell in run_notebook("your_own_data.ipynb").cells if cell.get("outputs")]
    assert len(cells) > 5 and sorted(DATA.rglob("*")) == before


def test_report_declares_the_parameters_that_make_passes():
    notebook = nbformat.read(PROJECT / "notebooks/province_report.ipynb", as_version=4)
    tagged = [cell for cell in code_cells(notebook) if "parameters" in cell.metadata.get("tags", [])]
    assert len(tagged) == 1
    tree = ast.parse(tagged[0].source)
    assert all(isinstance(node, ast.Assign) for node in tree.body)
    assert [node.targets[0].id for node in tree.body] == ["province", "language"]


REPORT = nbformat.read(PROJECT / "notebooks/province_report.ipynb", as_version=4)


def test_headings_of_the_report_are_in_both_languages_with_the_same_annexes():
    tags = [cell.metadata.tags for cell in REPORT.cells if cell.cell_type == "markdown" and cell.source[:3] == "## "]
    assert [languages for languages, *_ in tags] == ["vi", "en"] * (len(tags) // 2) and len(tags) > 20
    assert [rest for _, *rest in tags[::2]] == [rest for _, *rest in tags[1::2]]
    assert ["annex"] in [rest for _, *rest in tags]


def test_frames_are_for_the_reader_of_the_notebook_and_blocks_for_that_of_the_page():
    for cell in code_cells(REPORT)[1:]:
        shown = ast.unparse(ast.parse(cell.source).body[-1])
        assert ("guide" in cell.metadata.get("tags", [])) != (shown == "page" or shown.startswith("page.")), shown
