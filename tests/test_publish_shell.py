"""The shell shows what a kernel shows, cell for cell: the kernel is the oracle."""

import copy
import json
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

CELLS = {
    "value": "x = 2\nx + 1",
    "printed and value": "print('a'); print('b')\nx",
    "nothing": "y = 1",
    "displayed": "from IPython.display import HTML, clear_output, display, update_display\ndisplay(HTML('<b>1</b>'))",
    "bundle": "display({'text/html': '<i>raw</i>', 'application/json': {'a': (1, 2)}}, raw=True)",
    "metadata": "display({'text/plain': 'm'}, metadata={'text/plain': {'k': 1}}, raw=True)",
    "shown under an id": "handle = display(HTML('first'), display_id='q')",
    "changed later": "update_display(HTML('second'), display_id='q')",
    "cleared": "print('gone'); clear_output(); print('kept')",
    "cleared when more comes": "print('gone'); clear_output(wait=True); print('kept')",
    "pyplot": "import matplotlib.pyplot as plt\nplt.plot([1, 2]); plt.title('t')",
    "figure": "figure, axes = plt.subplots(); figure",
    "magic": "%matplotlib inline\nplt.plot([3, 4]);",
    "frame": "import pandas as pd\npd.DataFrame({'a': [1, 2]})",
    "main": "__name__",
    "history": "In[1], Out[1], _",
    "command": "!echo hi",
    "captured": "%%capture out\nprint('x')",
    "awaited": "import asyncio\nawait asyncio.sleep(0, 5)",
    "pickled": "import pickle\nclass A: pass\npickle.loads(pickle.dumps(A())).__class__.__name__",
    "input": "input('?')",
    "own fault": "1/0",
    "syntax": "1 +",
    "missing": "%nosuchmagic",
}
RUN = """
import json, sys
if "pyplot" in sys.argv:
    import matplotlib.pyplot  # as a parent that is warm has it
from baophu.publish.shell import Shell, language_info
shell = Shell()
found = [(*shell.run(source), shell.count) for source in json.load(sys.stdin)]
sys.__stdout__.write(json.dumps([found, language_info(), sorted(__import__("os").listdir("."))]))
"""


@pytest.fixture(scope="module")
def by_kernel():
    code = [nbformat.v4.new_code_cell(source, metadata={"tags": ["raises-exception"]}) for source in CELLS.values()]
    notebook = nbformat.v4.new_notebook(
        cells=code, metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    )
    NotebookClient(notebook, extra_arguments=["--log-level=CRITICAL"]).execute()
    return notebook


@pytest.fixture(scope="module", params=["cold", "pyplot"])
def by_shell(request, tmp_path_factory):
    """In a process of its own, as the engine runs it."""
    done = subprocess.run(
        [sys.executable, "-c", RUN, request.param],
        input=json.dumps(list(CELLS.values())),
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path_factory.mktemp("shell"),
    )
    return json.loads(done.stdout)


def plain(outputs):
    """Outputs without what tells one process from another: file names and colours of a traceback."""
    told = copy.deepcopy(json.loads(json.dumps(outputs)))
    for output in told:
        output.pop("traceback", None)
        if "evalue" in output:
            output["evalue"] = re.sub(r"\(\S+, line", "(FILE, line", output["evalue"])
    return told


@pytest.mark.parametrize("name", [name for name in CELLS if name != "shown under an id"])
def test_cell_shows_what_it_shows_in_a_kernel(by_kernel, by_shell, name):
    place = list(CELLS).index(name)
    outputs, _, count = by_shell[0][place]
    cell = by_kernel.cells[place]
    assert plain(outputs) == plain(cell.outputs)
    assert count == cell.execution_count


def test_cells_that_do_not_come_to_their_end_are_told(by_shell):
    failed = {name for name, (_, is_whole, _) in zip(CELLS, by_shell[0], strict=True) if not is_whole}
    assert failed == {"input", "own fault", "syntax", "missing"}


def test_language_is_told_as_a_kernel_tells_it(by_kernel, by_shell):
    assert by_shell[1] == by_kernel.metadata.language_info


def test_nothing_is_written_beside_the_notebook(by_shell):
    assert by_shell[2] == []


def test_shell_needs_no_kernel(tmp_path):
    script = (
        "import sys; from baophu.publish.shell import Shell; Shell(); print({'zmq', 'ipykernel'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=Path("/"))
    assert done.stdout.strip() == "set()"
