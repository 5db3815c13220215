import os
from dataclasses import replace

import nbformat
import pytest
from data.contract.contract_notebook import NOTEBOOK, executed

from baophu.errors import CellFailed, UndeclaredParameter
from baophu.publish.content import read_content
from baophu.publish.execute import check_parameters, declared_parameters, execute

KERNEL = {
    "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
    "language_info": {"name": "python"},
}


def written(folder, *cells):
    notebook = nbformat.v4.new_notebook(cells=list(cells), metadata=KERNEL)
    path = folder / "synthetic.ipynb"
    nbformat.write(notebook, path)
    return path


def code(source, *tags):
    return nbformat.v4.new_code_cell(source, metadata={"tags": list(tags)})


def test_kernel_shows_what_the_notebook_declares(tmp_path):
    notebook = execute(NOTEBOOK, tmp_path / "out.ipynb", {"language": "en"}, "synthetic")
    assert (tmp_path / "out.ipynb").is_file()
    # The listing at the page's end names the parameters that were given, here one of the two.
    assert replace(read_content(notebook), code=()) == replace(read_content(executed("en")), code=())


def test_parameters_are_the_plain_assignments_of_the_tagged_cell(tmp_path):
    path = written(tmp_path, code("province = 'a'\nyear = language = 1", "parameters"), code("other = 2"))
    assert list(declared_parameters(nbformat.read(path, 4))) == ["province", "year", "language"]


def test_undeclared_parameter_is_refused_before_anything_runs(tmp_path):
    with pytest.raises(UndeclaredParameter, match='no parameter "provinces". Did you mean "province"?'):
        execute(NOTEBOOK, tmp_path / "out.ipynb", {"provinces": "x"}, "synthetic")
    assert not (tmp_path / "out.ipynb").exists()


def test_all_undeclared_parameters_are_named():
    with pytest.raises(UndeclaredParameter) as raised:
        check_parameters(nbformat.read(NOTEBOOK, 4), {"lang": "vi", "zzz": 1}, "n.ipynb")
    assert str(raised.value) == (
        'n.ipynb: no parameter "lang". Did you mean "language"? no parameter "zzz". Declared: province, language.'
    )


def test_broken_cell_is_one_line_with_its_place_as_the_analyst_counts(tmp_path, capfd):
    path = written(
        tmp_path,
        nbformat.v4.new_markdown_cell("# Tiêu đề"),
        code('province = "a"', "parameters"),
        code("\nraise ValueError('no data\\nfor 2019')\nmore()"),
    )
    with pytest.raises(CellFailed) as raised:
        execute(path, tmp_path / "out.ipynb", {"province": "b"}, "b (vi)")
    assert str(raised.value) == ("b (vi): cell 3 \"raise ValueError('no data\\nfor 2019')\": ValueError: no data")
    assert (tmp_path / "out.ipynb").is_file(), "kept for looking into"
    assert capfd.readouterr() == ("", "")


def test_dead_kernel_is_a_failed_cell(tmp_path):
    path = written(tmp_path, code("import os\nos._exit(1)"))
    with pytest.raises(CellFailed, match="its process died"):
        execute(path, tmp_path / "out.ipynb", {}, "synthetic")


def test_environment_is_as_before(tmp_path):
    before = dict(os.environ)
    path = written(tmp_path, code("import baophu, os\nassert os.environ['BAOPHU_ROOT']"))
    execute(path, tmp_path / "{odd}.ipynb", {}, "synthetic")
    assert (tmp_path / "{odd}.ipynb").is_file()
    assert dict(os.environ) == before
