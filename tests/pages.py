"""Pages of real provinces without a kernel: the notebook's cells are evaluated in this process."""

import ast
import json
from functools import cache

import nbformat
import pytest

from baophu.api import one_province
from baophu.common.paths import NOTEBOOKS
from baophu.export.run import HTML, export
from baophu.publish.job_paths import NOTEBOOK


def executed_report(facts, language):
    """The report notebook with the outputs of a province, of whatever facts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(one_province, "load_facts", lambda slug, data: facts)
        patch.setattr(one_province, "ledger_version", lambda data: "")
        patch.setattr(one_province, "resolve_province", lambda name, data: name)
        return run_notebook(NOTEBOOK, province=facts.area.area, language=language)


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
            cell.source = "\n".join(f"{name} = {json.dumps(value)}" for name, value in parameters.items())
        shown = eval(compile(ast.Expression(last.value), name, "eval"), space) if last else None
        if hasattr(shown, "_repr_mimebundle_"):
            bundle = shown._repr_mimebundle_()
            data, metadata = bundle if isinstance(bundle, tuple) else (bundle, {})
            cell.outputs = [nbformat.v4.new_output("display_data", data=data, metadata=metadata)]
    return notebook


def exports(facts_of):
    """``exported(province, language)`` gives the bytes of a page, or of what another exporter makes; each made once."""

    @cache
    def executed(province, language):
        return executed_report(facts_of(province), language)

    @cache
    def exported(province, language, exporter=HTML, **settings):
        return export(executed(province, language), exporter, **settings)

    return exported
