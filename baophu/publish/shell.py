"""Run cells in an IPython shell of this process, with the outputs that a kernel would send.

Without messages, threads and ports it saves the half second in which a kernel starts. The shell changes its process
(``sys.path``, ``__main__``), so use it in one that ends with the notebook: see ``forks``.
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
    """Adds the value of a cell's last expression to the cell's outputs."""

    def write_output_prompt(self):
        pass

    def write_format_data(self, format_dict, md_dict=None):
        entry = {"execution_count": self.prompt_count, "data": format_dict, "metadata": md_dict}
        self.shell.display_pub.outputs.append({"output_type": "execute_result", **entry})

    def finish_displayhook(self):
        self._is_active = False


class Shell(InteractiveShell):
    """The namespace of one notebook: cells see what earlier cells defined. Made by :func:`start_shell`."""

    displayhook_class, display_pub_class = Type(_ResultHook), Type(CapturingDisplayPublisher)
    displayed_outputs = Dict()  # by display id, for cells that update an earlier output

    def run(self, source: str) -> tuple[list[NotebookNode], bool]:
        """Run a cell.

        Parameters
        ----------
        source : str
            The cell's code.

        Returns
        -------
        tuple[list[NotebookNode], bool]
            Its outputs, including the error, and whether it succeeded.
        """
        # One list for displays, results and text keeps their order.
        entries = self.display_pub.outputs = []
        with redirect_stdout(_Stream("stdout", entries)), redirect_stderr(_Stream("stderr", entries)):
            result = self.run_cell(source, store_history=True)
        return self._outputs(entries), result.success

    def _outputs(self, entries: list[dict]) -> list[NotebookNode]:
        outputs = []
        for entry in entries:
            display_id = (entry.pop("transient", None) or {}).get("display_id")
            if entry.pop("update", False):
                for earlier in self.displayed_outputs.get(display_id, ()):
                    earlier.update(_as_json(entry))
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
        """Do nothing: ``%matplotlib inline`` needs no windows."""

    def init_ipython_dir(self, ipython_dir):
        """Read no settings of the user and create no folder: a report does not depend on who builds it."""

    init_profile_dir = init_ipython_dir

    def init_virtualenv(self):
        """Do nothing: the environment is that of the process."""


def start_shell() -> Shell:
    """A new shell for a notebook; it replaces an earlier one."""
    InteractiveShell.clear_instance()
    # The history would open the user's database and start a thread.
    shell = Shell.instance(config=Config(HistoryManager={"enabled": False, "hist_file": ":memory:"}))
    if "" not in sys.path:
        sys.path.insert(0, "")  # as in a kernel: imports from the notebook's folder
    _wire_inline_charts(shell)
    return shell


def _wire_inline_charts(shell: Shell) -> None:
    os.environ["MPLBACKEND"] = _INLINE
    if "matplotlib.pyplot" not in sys.modules:
        return  # pyplot finds the shell when it is imported
    # The parent imported pyplot before there was a shell: without this, charts would not appear.
    from matplotlib import pyplot
    from matplotlib_inline.backend_inline import configure_inline_support

    pyplot.switch_backend(_INLINE)
    pyplot.ion()
    configure_inline_support(shell, _INLINE)


class _Stream(io.TextIOBase):
    """A text stream that writes to the outputs of a cell."""

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
    """An output as a kernel's message has it: pictures as base64, tuples as lists, no live objects."""
    return from_dict(json.loads(json.dumps(entry, default=lambda value: b64encode(value).decode())))
