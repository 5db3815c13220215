"""Files of the package that a report runs: found by reading, held against what really ran."""

import json
import os
import shutil
import subprocess
import sys
import textwrap

import pytest
from checkout import PROJECT

from baophu import content_key, paths, used_code
from baophu.used_code import EXPORT, code_files

# A report in a fresh process and a fresh kernel; prints what both have loaded of the package.
MADE = """
import copy, json, sys
from pathlib import Path
import nbformat
from nbclient import NotebookClient
from baophu import paths

notebook = nbformat.read(paths.NOTEBOOKS / "province_report.ipynb", as_version=4)
cells = [cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", [])]
cells[0].source = 'province = "binh-thuan"\\nlanguage = "en"'
probe = nbformat.v4.new_code_cell("import sys; [m for m in sys.modules if m.startswith('baophu')]")
notebook.cells.append(probe)
NotebookClient(notebook, resources={"metadata": {"path": str(paths.NOTEBOOKS)}}).execute()
loaded = set(eval(notebook.cells.pop().outputs[0]["data"]["text/plain"]))

from baophu.publish.export import export
from baophu.publish.checks import Expected, check_html, check_pdf
html = export(notebook, "baophu.publish.html:BaophuHTMLExporter")
report = check_html(html, Expected("binh-thuan", "en"))
pdf = export(notebook, "baophu.publish.pdf:BaophuPDFExporter")
check_pdf(pdf, Expected("binh-thuan", "en", None, report["title"]))
out = Path(sys.argv[1])
out.with_suffix(".html").write_bytes(html)
out.with_suffix(".pdf").write_bytes(pdf)
loaded |= {name for name in sys.modules if name.startswith("baophu")}
files = [sys.modules.get(name) or __import__(name, fromlist=["_"]) for name in sorted(loaded)]
out.with_suffix(".json").write_text(json.dumps([str(module.__file__) for module in files]))
"""


def made(root, out):
    """A report made by the package in ``root``: HTML, PDF, and the files of the modules that were loaded."""
    environment = {**os.environ, "PYTHONPATH": str(root), "BAOPHU_ROOT": str(root)}
    words = [sys.executable, "-c", MADE, str(out)]
    done = subprocess.run(words, cwd=root, env=environment, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    files = json.loads(out.with_suffix(".json").read_text())
    return out.with_suffix(".html").read_bytes(), out.with_suffix(".pdf").read_bytes(), files


def test_report_runs_nothing_else_and_is_the_same_where_there_is_nothing_else(tmp_path, published):
    files = code_files(PROJECT / "notebooks/province_report.ipynb", "en")
    part, whole = tmp_path / "part", tmp_path / "whole"
    for name in [*files, "requirements.txt"]:
        (part / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(PROJECT / name, part / name)
    shutil.copytree(PROJECT / "baophu", whole / "baophu", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("notebooks/province_report.ipynb", "requirements.txt"):
        (whole / name).parent.mkdir(exist_ok=True)
        shutil.copy(PROJECT / name, whole / name)
    for root in (part, whole):
        shutil.copytree(published, root / "data")
    html, pdf, loaded = made(whole, tmp_path / "of-whole")
    assert {os.path.relpath(file, whole) for file in loaded} <= set(files)
    html_of_part, pdf_of_part, _ = made(part, tmp_path / "of-part")
    assert html_of_part == html and pdf_of_part == pdf


def test_no_code_that_leaves_no_trace_in_reports():
    names = set(code_files(PROJECT / "notebooks/province_report.ipynb", "vi"))
    for part in ("importer", "compare", "explore", "api", "publish/templates/site", "publish/cluster"):
        assert not any(name.startswith(f"baophu/{part}/") for name in names), part
    for module in ("cli", "console", "backtest_page", "publish/many", "publish/site", "publish/site_pages",
                   "publish/engine", "publish/execute", "publish/build", "publish/why", "show/index_page"):  # fmt: skip
        assert f"baophu/{module}.py" not in names
    for module in ("facts", "analysis/changes/verdicts", "ledger/tables", "ledger/used", "show/report", "publish/pdf"):
        assert f"baophu/{module}.py" in names
    assert "baophu/locales/vi/report.ftl" in names and "baophu/locales/en/report.ftl" not in names
    assert "baophu/publish/templates/baophu_html/style.css" in names


def test_modules_that_others_start_from_exist():
    for module in (*EXPORT, *content_key.SITE):
        assert (PROJECT / module.replace(".", "/")).with_suffix(".py").is_file()


# ── A package to change ──────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A small synthetic package in the place of ours; a function writes a file of it."""
    monkeypatch.setattr(paths, "ROOT", tmp_path)
    for name in ("PACKAGE", "NOTEBOOKS", "BUILD"):
        monkeypatch.setattr(paths, name, tmp_path / {"PACKAGE": "baophu"}.get(name, name.lower()))

    def write(name, text=""):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(textwrap.dedent(text), encoding="utf-8")
        return file

    write("baophu/__init__.py", "_HOMES = {'late': 'baophu.home'}\ndef __getattr__(name): ...")
    write("baophu/home.py", "from baophu.rooms import inner")
    write("baophu/rooms/__init__.py")
    write("baophu/rooms/inner.py", "def call():\n    import baophu.deep\n")
    write("baophu/deep.py", "LATE = 'baophu.named:Thing'")
    write("baophu/named.py", "from .beside import thing")
    write("baophu/beside.py")
    write("baophu/other.py")
    return write


def cells(write, *sources):
    """A notebook of these cells."""
    told = [{"cell_type": "code", "source": source.splitlines(keepends=True)} for source in sources]
    return write("notebooks/synthetic.ipynb", json.dumps({"cells": told}))


def modules(notebook):
    names = code_files(notebook, "vi", roots=())
    return {name.removeprefix("baophu/").removesuffix(".py") for name in names if name.endswith(".py")}


CHAIN = {"home", "rooms/__init__", "rooms/inner", "deep", "named", "beside"}


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("import baophu\nbaophu.late()", CHAIN),
        ("from baophu import late", CHAIN),
        ("import baophu as b\nb.late()", CHAIN),
        ("%matplotlib inline\nimport baophu.other", {"other"}),
        ("from baophu.other import thing", {"other"}),
        ("import baophu\nbaophu.__version__", set()),
        ("this is no Python", CHAIN),
    ],
)
def test_imports_are_followed_wherever_they_stand(package, source, found):
    assert modules(cells(package, source)) == {"__init__", *found}


def test_module_beside_the_notebook_counts(package):
    package("notebooks/helper.py", "import baophu.other")
    notebook = cells(package, "from helper import thing")
    assert modules(notebook) == {"__init__", "other", "notebooks/helper"}


def test_changed_import_is_followed_also_where_imports_are_remembered(package):
    notebook = cells(package, "import baophu.other")
    assert modules(notebook) == {"__init__", "other"}
    assert (paths.BUILD / "imports.json").is_file()
    package("baophu/other.py", "import baophu.deep")
    assert modules(notebook) == {"__init__", "other", "deep", "named", "beside"}
    package("baophu/deep/__init__.py")
    package("baophu/deep.py").unlink()
    assert modules(notebook) == {"__init__", "other", "deep/__init__"}


def test_spoilt_memory_of_imports_is_done_without(package):
    notebook = cells(package, "import baophu.other")
    package("build/imports.json", "{")
    assert modules(notebook) == {"__init__", "other"}
    shutil.rmtree(paths.BUILD)
    package("build", "a file where the folder should be")
    package("baophu/other.py", "import baophu.home")
    assert modules(notebook) == {"__init__", "other", *CHAIN}


def test_catalogue_of_the_language_and_what_is_no_code_count(package):
    notebook = cells(package, "import baophu.other")
    for name in ("locales/vi/report.ftl", "locales/en/report.ftl", "locales/vi/site.ftl", "new.kind"):
        package(f"baophu/{name}")
    for name in ("importer/__init__.py", "importer/headers.csv", "other.pyc", ".hidden"):
        package(f"baophu/{name}")
    texts = {name for name in code_files(notebook, "vi", roots=()) if not name.endswith((".py", ".ipynb"))}
    assert texts == {"baophu/locales/vi/report.ftl", "baophu/new.kind"}
    assert "baophu/locales/vi/site.ftl" in used_code.code_files(notebook, None, roots=())
