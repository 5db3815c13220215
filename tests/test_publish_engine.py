"""Both engines under papermill: the same notebook out, the same faults, nothing left running."""

import json
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
import pytest
from processes import is_alive

from baophu.errors import BadDeadline, UnknownEngine
from baophu.publish.execute import execute, get_ready, longest_cell_seconds

ENGINES = ("fork", "kernel")
METADATA = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
RUN = """
import faulthandler, json, sys
from pathlib import Path
faulthandler.dump_traceback_later(100, exit=True)
from baophu.errors import BaophuError
from baophu.publish.execute import execute
answer = {}
try:
    node = execute(Path(sys.argv[1]), Path(sys.argv[2]), {}, "synthetic", engine=sys.argv[3])
    answer = {"cells": [[cell.get("outputs"), cell.get("execution_count")] for cell in node.cells],
              "language": node.metadata.language_info}
except BaophuError as error:
    answer["fault"] = str(error)
answer["main"] = sorted(name for name in vars(sys.modules["__main__"]) if name.startswith("synthetic"))
print(json.dumps(answer))
"""


def written(folder, *sources):
    cells = [
        nbformat.v4.new_code_cell(source, metadata={"tags": tags})
        for source, *tags in (source if isinstance(source, tuple) else (source,) for source in sources)
    ]
    path = folder / "synthetic.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=METADATA), path)
    return path


def run(path, engine, **environment):
    """In a process without threads, which can fork. Should it hang, it says where and ends."""
    words = [sys.executable, "-c", RUN, str(path), str(path.with_suffix(".run.ipynb")), engine]
    said, faults = path.with_suffix(".out"), path.with_suffix(".err")
    # Files, not pipes: a kernel that outlived it would hold a pipe open.
    with said.open("wb") as out, faults.open("wb") as err:
        done = subprocess.run(words, stdout=out, stderr=err, env={**os.environ, **environment}, check=False)
    assert (done.returncode, faults.read_text("utf-8")) == (0, "")
    return json.loads(said.read_text("utf-8"))


def test_both_engines_give_the_same_cells(tmp_path):
    path = written(
        tmp_path,
        "import os\nfrom IPython.display import HTML, display, update_display\nsynthetic = 1\nsynthetic",
        "shown = display(HTML('first'), display_id='q')",
        ("never()", "skip-execution"),
        "update_display(HTML('second'), display_id='q')\nos.getcwd()",
        "",
    )
    by_fork, by_kernel = (run(path, engine) for engine in ENGINES)
    assert by_fork == by_kernel
    assert by_fork["cells"][1][0][0]["data"]["text/html"] == "second"
    assert str(tmp_path) in by_fork["cells"][3][0][-1]["data"]["text/plain"]


def test_nothing_that_a_cell_does_reaches_the_process(tmp_path):
    path = written(tmp_path, "import sys\nsynthetic = 1\nsys.modules['__main__'].synthetic_too = 2")
    assert run(path, "fork")["main"] == []


def test_cells_see_the_package_and_the_notebooks_folder(tmp_path):
    (tmp_path / "synthetic_beside.py").write_text("VALUE = 7", "utf-8")
    path = written(tmp_path, "import baophu, synthetic_beside\nsynthetic_beside.VALUE")
    for engine in ENGINES:
        assert run(path, engine)["cells"][0][0][0]["data"]["text/plain"] == "7"


@pytest.mark.parametrize("engine", ENGINES)
def test_cell_that_never_ends_is_stopped_and_named(tmp_path, engine):
    path = written(tmp_path, "1", "import time\nwhile True: time.sleep(0.1)", "2")
    answer = run(path, engine, BAOPHU_CELL_SECONDS="2")
    assert answer["fault"] == 'synthetic: cell 2 "import time": ran longer than 2 seconds'


@pytest.mark.parametrize("engine", ENGINES)
def test_process_that_dies_is_named_with_its_cell(tmp_path, engine):
    path = written(tmp_path, "1", "import os\nos._exit(1)", "2")
    fault = run(path, engine)["fault"]
    assert fault == 'synthetic: cell 2 "import os": its process died; is there enough memory?'


@pytest.mark.parametrize("engine", ENGINES)
def test_failing_cell_is_named_and_later_ones_are_not_run(tmp_path, engine):
    mark = tmp_path / "ran"
    path = written(tmp_path, "import pathlib", "raise ValueError('no data')", f"pathlib.Path({str(mark)!r}).touch()")
    fault = run(path, engine)["fault"]
    assert fault == "synthetic: cell 2 \"raise ValueError('no data')\": ValueError: no data"
    assert not mark.exists()
    kept = nbformat.read(path.with_suffix(".run.ipynb"), 4)
    assert any(output.output_type == "error" for cell in kept.cells for output in cell.get("outputs", []))


def test_endless_loop_ends_with_the_process_that_waits_for_it(tmp_path):
    mark = tmp_path / "pid"
    path = written(
        tmp_path, f"import os, pathlib\npathlib.Path({str(mark)!r}).write_text(str(os.getpid()))\nwhile True: pass"
    )
    words = [sys.executable, "-c", RUN, str(path), str(tmp_path / "out.ipynb"), "fork"]
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
    path = written(tmp_path, "import random, numpy\nrandom.random(), numpy.random.random()")
    first, second = (run(path, "fork")["cells"][0][0][0]["data"]["text/plain"] for _ in range(2))
    assert first != second


def test_engine_that_there_is_not_is_refused(tmp_path, monkeypatch):
    path = written(tmp_path, "1")
    with pytest.raises(UnknownEngine, match="There is no engine 'spoon'. There are: fork, kernel"):
        execute(path, tmp_path / "out.ipynb", {}, "synthetic", engine="spoon")
    monkeypatch.setenv("BAOPHU_ENGINE", "knife")
    with pytest.raises(UnknownEngine, match="'knife'"):
        execute(path, tmp_path / "out.ipynb", {}, "synthetic")
    with pytest.raises(UnknownEngine, match="'knife'"):
        get_ready()


@pytest.mark.parametrize(
    ("engine", "forks", "is_warm"), [("", True, True), ("kernel", True, False), ("", False, False)]
)
def test_a_process_is_warm_only_where_reports_are_forked_from_it(monkeypatch, engine, forks, is_warm):
    warmed = []
    monkeypatch.setenv("BAOPHU_ENGINE", engine)
    monkeypatch.setattr("baophu.publish.forks.is_usable", lambda: forks)
    monkeypatch.setattr("baophu.publish.warm.warm_up", lambda: warmed.append(True))
    get_ready()
    assert bool(warmed) == is_warm


@pytest.mark.parametrize("given", ["0", "-1", "soon", "nan", "inf"])
def test_deadline_that_is_none_is_refused(monkeypatch, given):
    monkeypatch.setenv("BAOPHU_CELL_SECONDS", given)
    with pytest.raises(BadDeadline, match="give a number of seconds"):
        longest_cell_seconds()


def test_papermill_finds_the_engine_by_its_name(tmp_path):
    path = written(tmp_path, "import sys\n'ipykernel' in sys.modules")
    out = tmp_path / "out.ipynb"
    words = [sys.executable, "-m", "papermill", "--engine", "baophu", "--no-progress-bar", str(path), str(out)]
    subprocess.run(words, check=True, capture_output=True)
    assert nbformat.read(out, 4).cells[0].outputs[0].data["text/plain"] == "False"


@pytest.mark.parametrize("first", ["baophu.publish.engine", "papermill"])
def test_engines_are_found_whichever_is_loaded_first(first):
    """In a fresh process: papermill loads the engines that it finds while it is being loaded itself."""
    code = f"""
import {first}, sys
assert ("papermill" in sys.modules) == ({first!r} == "papermill")
from papermill.engines import papermill_engines
from baophu.publish.engine import KERNEL, NAME, ForkEngine, KernelEngine
assert papermill_engines.get_engine(NAME) is ForkEngine
assert papermill_engines.get_engine(KERNEL) is KernelEngine
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_kernels_of_one_folder_do_not_answer_for_one_another(tmp_path):
    """Several at once: each runs its own cells to the end, and no socket is left."""
    from jupyter_core.paths import jupyter_runtime_dir

    before = set(Path(jupyter_runtime_dir()).glob("baophu-*"))
    paths = []
    for number in range(4):
        (path := written(tmp_path, f"import os\n{number} + 10")).rename(tmp_path / f"synthetic-{number}.ipynb")
        paths.append(path.with_name(f"synthetic-{number}.ipynb"))
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda path: run(path, "kernel"), paths))
    assert [answer["cells"][0][0][0]["data"]["text/plain"] for answer in answers] == ["10", "11", "12", "13"]
    assert set(Path(jupyter_runtime_dir()).glob("baophu-*")) <= before
    assert not list(tmp_path.glob("kernel*"))
