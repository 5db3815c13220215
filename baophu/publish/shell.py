"""Cells run in an IPython shell of this process, with the outputs that a kernel would have sent.

No messages, no threads, no ports: what a kernel needs half a second for is there at once. The shell changes its
process (``sys.path``, ``__main__``), so it belongs in one that ends with the notebook: see ``forks``.
"""

import io
import json
import os
import sys
from base64 import b64encode
from contextlib import redirect_stderr, redirect_stdout

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import CapturingDisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from nbformat import NotebookNode, from_dict
from traitlets import Dict, Type
from traitlets.config import Config

_INLINE = "module://matplotlib_inline.backend_inline"


class _ResultHook(DisplayHook):
    """The value of a cell's last expression, put among what the cell displays."""

    def write_output_prompt(self):
        pass

    def write_format_data(self, format_dict, md_dict=None):
        entry = {"execution_count": self.prompt_count, "data": format_dict, "metadata": md_dict}
        self.shell.display_pub.outputs.append({"output_type": "execute_result", **entry})

    def finish_displayhook(self):
        self._is_active = False


class Shell(InteractiveShell):
    """One notebook's namespace: cells see what earlier cells have defined. Made by :func:`start_shell`."""

    displayhook_class, display_pub_class = Type(_ResultHook), Type(CapturingDisplayPublisher)
    displayed_outputs = Dict()  # outputs by display id, for cells that change what an earlier one displays

    def run(self, source: str) -> tuple[list[NotebookNode], bool]:
        """Run a cell.

        Returns
        -------
        Its outputs, the error among them, and whether it came to its end.
        """
        # One list for displays, results and text, so that they keep their order.
        entries = self.display_pub.outputs = []
        with redirect_stdout(_Stream("stdout", entries)), redirect_stderr(_Stream("stderr", entries)):
            result = self.run_cell(source, store_history=True)
        return self._outputs(entries), result.success

    def _outputs(self, entries: list[dict]) -> list[NotebookNode]:
        outputs = []
        for entry in entries:
            display_id = (entry.pop("transient", None) or {}).get("display_id")
            if entry.pop("update", False):
                for shown in self.displayed_outputs.get(display_id, ()):
                    shown.update(_as_json(entry))
                continue
            output = _as_json({"output_type": "display_data", **entry})
            if outputs and output.get("name") == outputs[-1].get("name", ""):
                outputs[-1].text += output.text
                continue
            outputs.append(output)
            if display_id:
                self.displayed_outputs.setdefault(display_id, []).append(output)
        return outputs

    def _showtraceback(self, etype, evalue, stb):
        error = {"output_type": "error", "ename": etype.__name__, "evalue": str(evalue), "traceback": stb}
        self.display_pub.outputs.append(error)

    def enable_gui(self, gui=None):
        """No windows: ``%matplotlib inline`` asks for none."""

    def init_ipython_dir(self, ipython_dir):
        """No settings of the user's, and no folder in their home: a report is the same whoever builds it."""

    init_profile_dir = init_ipython_dir

    def init_virtualenv(self):
        """Nothing to look for: the environment is that of the process."""


def start_shell() -> Shell:
    """The shell of a notebook that begins; it takes the place of an earlier one."""
    InteractiveShell.clear_instance()
    # The history is a database of the commands that a user has typed, and a thread.
    shell = Shell.instance(config=Config(HistoryManager={"enabled": False, "hist_file": ":memory:"}))
    if "" not in sys.path:
        sys.path.insert(0, "")  # a kernel imports from the notebook's folder too
    _wire_inline_charts(shell)
    return shell


def _wire_inline_charts(shell: Shell) -> None:
    os.environ["MPLBACKEND"] = _INLINE
    if "matplotlib.pyplot" not in sys.modules:
        return  # pyplot itself finds the shell when it is imported
    # Imported by the parent, before there was a shell: charts would vanish without an error.
    from matplotlib import pyplot
    from matplotlib_inline.backend_inline import configure_inline_support

    pyplot.switch_backend(_INLINE)
    pyplot.ion()
    configure_inline_support(shell, _INLINE)


class _Stream(io.TextIOBase):
    """Text that ends among the outputs of a cell."""

    encoding = "utf-8"

    def __init__(self, name: str, entries: list[dict]):
        self.name, self._entries = name, entries

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        if text:
            self._entries.append({"output_type": "stream", "name": self.name, "text": "" + text})
        return len(text)


def _as_json(entry: dict) -> NotebookNode:
    """An output as it comes out of a message: pictures as base64, tuples as lists, nothing shared with live objects."""
    return from_dict(json.loads(json.dumps(entry, default=lambda value: b64encode(value).decode())))
