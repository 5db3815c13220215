"""Pages of real provinces without a kernel: the notebook's cells are evaluated in this process."""

import ast
from functools import cache

import nbformat

from baophu.common.paths import NOTEBOOKS
from baophu.export.run import export
from baophu.publish.job_paths import NOTEBOOK
from baophu.report.pages.province import ProvinceReport


def executed_report(facts, language):
    """The report notebook with the outputs of a province."""
    notebook = nbformat.read(NOTEBOOKS / NOTEBOOK, as_version=4)
    report = ProvinceReport(facts, language)
    for cell in notebook.cells:
        tags = cell.metadata.get("tags", [])
        if cell.cell_type == "code" and "parameters" in tags:
            cell.source = f'province = "{facts.area.area}"\nlanguage = "{language}"'
        elif cell.cell_type == "code":
            shown = eval(cell.source.splitlines()[-1], {"report": report})._repr_mimebundle_()
            data, metadata = shown if isinstance(shown, tuple) else (shown, {})
            cell.outputs = [nbformat.v4.new_output("display_data", data=data, metadata=metadata)]
    return notebook


def run_notebook(name, **parameters):
    """A notebook of ``notebooks/`` with the outputs of its cells, run in this process."""
    notebook, space = nbformat.read(NOTEBOOKS / name, as_version=4), {}
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        *lines, last = ast.parse(cell.source).body
        if not isinstance(last, ast.Expr):
            lines, last = [*lines, last], None
        exec(compile(ast.Module(lines, []), name, "exec"), space)
        if "parameters" in cell.metadata.get("tags", []):
            space.update(parameters)
        shown = eval(compile(ast.Expression(last.value), name, "eval"), space) if last else None
        if hasattr(shown, "_repr_mimebundle_"):
            bundle = shown._repr_mimebundle_()
            data, metadata = bundle if isinstance(bundle, tuple) else (bundle, {})
            cell.outputs = [nbformat.v4.new_output("display_data", data=data, metadata=metadata)]
    return notebook


def pages(facts_of):
    """``page(province, language)`` gives the bytes of a page, made once."""

    @cache
    def page(province, language):
        notebook = executed_report(facts_of(province), language)
        return export(notebook, "baophu.export.html.exporter:BaophuHTMLExporter")

    return page
