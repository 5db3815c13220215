"""Notebooks run by both engines: what a kernel shows is the oracle; faults are named and nothing is left running."""

import json
import os
import re
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest
from data.contract.contract_notebook import NOTEBOOK, executed
from processes import is_alive

from baophu.common.errors import BadDeadline, UndeclaredParameter, UnknownEngine
from baophu.export.content import read_content
from baophu.publish.execute import check_parameters, declared_parameters, execute, longest_cell_seconds
from baophu.publish.warm import warm_up_for_forks

pytestmark = pytest.mark.slow
ENGINES = ("fork", "kernel")
METADATA = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
RUN = """
import faulthandler, json, os, sys
from pathlib import Path
faulthandler.dump_traceback_later(100, exit=True)
if sys.argv[3] == "warm":
    import matplotlib.pyplot, numpy
from baophu.common.errors import BaophuError
from baophu.publish.execute import execute
before, answer = dict(os.environ), {}
engine = "kernel" if sys.argv[3] == "kernel" else "fork"
try:
    execute(Path(sys.argv[1]), Path(sys.argv[2]), {}, "synthetic", engine=engine)
except BaophuError as error:
    answer["fault"] = str(error)
assert dict(os.environ) == before and not hasattr(sys.modules["__main__"], "synthetic")
print(json.dumps(answer))
"""


def written(folder, *cells):
    """A notebook of code cells; one with tags is a tuple."""
    cells = [cell if isinstance(cell, tuple) else (cell,) for cell in cells]
    code = [nbformat.v4.new_code_cell(source, metadata={"tags": tags}) for source, *tags in cells]
    path = folder / "synthetic.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=code, metadata=METADATA), path)
    return path


def run(path, engine, **environment):
    """In a process without threads, which can fork. Should it hang, it says where and ends."""
    words = [sys.executable, "-c", RUN, str(path), str(path.with_suffix(".run.ipynb")), engine]
    out, faults = path.with_suffix(f".{engine}.out"), path.with_suffix(f".{engine}.err")
    # Files, not pipes: a kernel that outlived it would hold a pipe open.
    with out.open("wb") as stdout, faults.open("wb") as stderr:
        done = subprocess.run(words, stdout=stdout, stderr=stderr, env={**os.environ, **environment}, check=False)
    assert done.returncode == 0, faults.read_text("utf-8")
    # A kernel that ends on a busy machine may complain of its sockets.
    assert engine == "kernel" or faults.read_text("utf-8") == ""
    return json.loads(out.read_text("utf-8"))


CELLS = {
    "value": "synthetic = 2\nsynthetic + 1",
    "text between displays": "from IPython.display import HTML, clear_output, display, update_display\n"
    "print('a'); print('b'); display(HTML('<b>1</b>')); print('c')\nsynthetic",
    "faults": "import sys\nprint('d', file=sys.stderr)",
    "bundle": "display({'text/html': '<i>raw</i>', 'application/json': {'a': (1, 2)}}, raw=True)",
    "metadata": "display({'text/plain': 'm'}, metadata={'text/plain': {'k': 1}}, raw=True)",
    "shown under an id": "shown = display(HTML('first'), display_id='q')",
    "changed later": "update_display(HTML('second'), display_id='q')",
    "cleared": "print('gone'); clear_output(); print('kept')",
    "cleared when more comes": "print('gone'); clear_output(wait=True); print('kept')",
    "chart": "import matplotlib.pyplot as plt\nplt.plot([1, 2]); plt.title('t')",
    "figure": "figure, axes = plt.subplots(); figure",
    "silenced": "%matplotlib inline\nplt.plot([3, 4]);",
    "frame": "import pandas as pd\npd.DataFrame({'a': [1, 2]})",
    "history": "__name__, In[1], Out[1], _",
    "command": "!echo hi",
    "captured": "%%capture out\nprint('x')",
    "awaited": "import asyncio\nawait asyncio.sleep(0, 5)",
    "pickled": "import pickle\nclass A: pass\npickle.loads(pickle.dumps(A())).__class__.__name__",
    "folder and package": "import os, baophu, synthetic_beside\nos.getcwd(), synthetic_beside.VALUE",
    "own fault": "1/0",
    "syntax": "1 +",
    "magic that there is not": "%nosuchmagic",
    "end": "sys.exit(3)",
}


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    """The cells as each way of running leaves them; ``warm``: their libraries are loaded in the parent."""
    folder = tmp_path_factory.mktemp("oracle")
    (folder / "synthetic_beside.py").write_text("VALUE = 7", "utf-8")
    path = written(folder, *((source, "raises-exception") for source in CELLS.values()), ("never()", "skip-execution"))
    cells = {}
    for engine in ("fork", "warm", "kernel"):
        # papermill takes no fault for wanted; the cells behind it have run all the same.
        assert "SystemExit" in run(path, engine)["fault"]
        cells[engine] = [cell for cell in kept(path).cells if cell.cell_type == "code"]
    return cells


def kept(path):
    return nbformat.read(path.with_suffix(".run.ipynb"), 4)


def plain(cell):
    """Outputs and number, without what tells one process from another: file names and colours of a traceback."""
    outputs = json.loads(json.dumps(cell.outputs))
    for output in outputs:
        output.pop("traceback", None)
        output |= {"evalue": re.sub(r"\(\S+, line", "(FILE, line", output["evalue"])} if "evalue" in output else {}
    return cell.execution_count, outputs


@pytest.mark.parametrize("engine", ["fork", "warm"])
def test_cells_show_what_they_show_in_a_kernel(shown, engine):
    found, oracle = (dict(zip(CELLS, map(plain, shown[by]), strict=False)) for by in (engine, "kernel"))
    assert found == oracle


def test_display_is_changed_later_a_skipped_cell_not_run_and_a_failing_one_keeps_its_traceback(shown):
    by_name = dict(zip(CELLS, shown["fork"], strict=False))
    assert by_name["shown under an id"].outputs[0].data["text/html"] == "second"
    assert "Traceback (most recent call last)" in "".join(by_name["own fault"].outputs[0].traceback)
    assert shown["fork"][-1].outputs == [] and shown["fork"][-1].execution_count is None


@pytest.mark.parametrize("engine", ENGINES)
def test_cell_that_never_ends_is_stopped_and_named(tmp_path, engine):
    path = written(tmp_path, "1", "import time\nwhile True: time.sleep(0.1)", "2")
    answer = run(path, engine, BAOPHU_CELL_SECONDS="2")
    assert answer["fault"] == 'synthetic: cell 2 "import time": ran longer than 2 seconds'


@pytest.mark.parametrize(
    ("engine", "end"),
    [*((engine, "os._exit(0)") for engine in ENGINES), ("fork", "os.closerange(3, 4096)\nimport time; time.sleep(60)")],
)
def test_process_that_dies_or_loses_its_pipe_is_named_with_its_cell(tmp_path, engine, end):
    fault = run(written(tmp_path, "1", f"import os\n{end}", "2"), engine)["fault"]
    assert fault == 'synthetic: cell 2 "import os": its process died; is there enough memory?'


@pytest.mark.parametrize("engine", ENGINES)
def test_failing_cell_is_named_and_kept_and_later_ones_are_not_run(tmp_path, engine):
    mark = tmp_path / "ran"
    path = written(tmp_path, "import pathlib", "\nraise ValueError('no\\nyes')", f"pathlib.Path({str(mark)!r}).touch()")
    fault = run(path, engine)["fault"]
    assert fault == "synthetic: cell 2 \"raise ValueError('no\\nyes')\": ValueError: no"
    assert not mark.exists()
    assert any(output.output_type == "error" for cell in kept(path).cells for output in cell.get("outputs", []))


def test_endless_loop_ends_with_the_process_that_waits_for_it(tmp_path):
    mark = tmp_path / "pid"
    loop = f"import os, pathlib\npathlib.Path({str(mark)!r}).write_text(str(os.getpid()))\nwhile True: pass"
    words = [sys.executable, "-c", RUN, str(written(tmp_path, loop)), str(tmp_path / "out.ipynb"), "fork"]
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        pid = int(wait_for(lambda: mark.exists() and mark.read_text()))
        assert pid != running.pid and is_alive(pid)
        running.kill()
    assert wait_for(lambda: not is_alive(pid))


def wait_for(look, seconds=30):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := look():
            return found
        time.sleep(0.05)
    return look()


def test_two_reports_do_not_draw_the_same_random_numbers(tmp_path):
    code = """
import numpy, random
from baophu.publish.forks import call

draw = lambda: (random.random(), numpy.random.random())
first, second = (call("synthetic", None, draw) for _ in range(2))
assert first[0] != second[0] and first[1] != second[1]
"""
    subprocess.run([sys.executable, "-c", code], check=True)


def test_kernels_of_one_folder_do_not_answer_for_one_another(tmp_path):
    """Several at once: each runs its own cells to the end, and no socket is left."""
    from jupyter_core.paths import jupyter_runtime_dir

    before = set(Path(jupyter_runtime_dir()).glob("baophu-*"))
    paths = [written(tmp_path, f"{n} + 10").rename(tmp_path / f"synthetic-{n}.ipynb") for n in range(3)]
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(lambda path: run(path, "kernel"), paths))
    assert [kept(path).cells[0].outputs[0].data["text/plain"] for path in paths] == ["10", "11", "12"]
    assert set(Path(jupyter_runtime_dir()).glob("baophu-*")) <= before
    assert not list(tmp_path.glob("kernel*"))


# ── By hand ──────────────────────────────────────────────────────────────────────────────────────────────────


def papermill(path, *words):
    command = [sys.executable, "-m", "papermill", "--engine", "baophu", "--no-progress-bar", *words, path, "out.ipynb"]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=path.parent)


def test_papermill_runs_the_engine_by_its_name_without_a_kernel(tmp_path):
    path = written(tmp_path, ("province = 'a'", "parameters"), "import sys\nprovince, 'ipykernel' in sys.modules")
    assert papermill(path, "-p", "province", "b").returncode == 0
    assert nbformat.read(tmp_path / "out.ipynb", 4).cells[-1].outputs[0].data["text/plain"] == "('b', False)"


@pytest.mark.parametrize(
    ("cell", "said"), [("1/0", "ZeroDivisionError"), ("import os; os._exit(0)", 'cell 2 "import os; os._exit(0)"')]
)
def test_papermill_tells_the_fault_and_keeps_what_was_shown_before(tmp_path, cell, said):
    done = papermill(written(tmp_path, "40 + 2", cell))
    assert done.returncode == 1 and said in done.stderr
    shown = [output for cell in nbformat.read(tmp_path / "out.ipynb", 4).cells for output in cell.get("outputs", [])]
    assert shown[0].data["text/plain"] == "42"


# ── Calls ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_notebook_shows_what_it_declares(tmp_path):
    notebook = execute(NOTEBOOK, tmp_path / "{odd}.ipynb", {"language": "en"}, "synthetic")
    assert (tmp_path / "{odd}.ipynb").is_file()
    # The listing at the page's end names the parameters that were given, here one of the two.
    assert replace(read_content(notebook), code=()) == replace(read_content(executed("en")), code=())


def test_parameters_are_the_plain_assignments_of_the_tagged_cell(tmp_path):
    path = written(tmp_path, ("province = 'a'\nyear = language = 1", "parameters"), "other = 2")
    assert list(declared_parameters(nbformat.read(path, 4))) == ["province", "year", "language"]


def test_undeclared_parameters_are_all_named_before_anything_runs(tmp_path):
    with pytest.raises(UndeclaredParameter, match='no parameter "provinces". Did you mean "province"?'):
        execute(NOTEBOOK, tmp_path / "out.ipynb", {"provinces": "x"}, "synthetic")
    assert not (tmp_path / "out.ipynb").exists()
    with pytest.raises(UndeclaredParameter) as raised:
        check_parameters(nbformat.read(NOTEBOOK, 4), {"lang": "vi", "zzz": 1}, "n.ipynb")
    assert str(raised.value) == (
        'n.ipynb: no parameter "lang". Did you mean "language"? no parameter "zzz". Declared: province, language.'
    )


def test_engine_that_there_is_not_is_refused(tmp_path, monkeypatch):
    path = written(tmp_path, "1")
    with pytest.raises(UnknownEngine, match="There is no engine 'spoon'. There are: fork, kernel"):
        execute(path, tmp_path / "out.ipynb", {}, "synthetic", engine="spoon")
    monkeypatch.setenv("BAOPHU_ENGINE", "knife")
    with pytest.raises(UnknownEngine, match="'knife'"):
        warm_up_for_forks()


@pytest.mark.parametrize(
    ("engine", "forks", "is_warm"), [("", True, True), ("kernel", True, False), ("", False, False)]
)
def test_a_process_is_warm_only_where_reports_are_forked_from_it(monkeypatch, engine, forks, is_warm):
    warmed = []
    monkeypatch.setenv("BAOPHU_ENGINE", engine)
    monkeypatch.setattr("baophu.publish.forks.is_usable", lambda: forks)
    monkeypatch.setattr("baophu.publish.warm.warm_up", lambda: warmed.append(True))
    warm_up_for_forks()
    assert bool(warmed) == is_warm


@pytest.mark.parametrize("given", ["0", "-1", "soon", "nan", "inf"])
def test_deadline_that_is_none_is_refused(monkeypatch, given):
    monkeypatch.setenv("BAOPHU_CELL_SECONDS", given)
    with pytest.raises(BadDeadline, match="give a number of seconds"):
        longest_cell_seconds()
