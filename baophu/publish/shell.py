"""Cells run in an IPython shell of this process, with the outputs that a kernel would have sent.

No messages, no threads, no ports: what a kernel needs half a second for is there at once. The shell changes its
process (``sys.stdout``, ``sys.path``, ``__main__``), so it belongs in one that ends with the notebook: see ``engine``.
"""

import base64
import builtins
import json
import os
import sys
from dataclasses import dataclass, field

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.error import StdinNotImplementedError
from IPython.core.interactiveshell import InteractiveShell
from traitlets import Any, Type
from traitlets.config import Config

_INLINE = "module://matplotlib_inline.backend_inline"


@dataclass
class Outputs:
    """What the running cell has shown, in order; pieces of one stream are joined as a kernel joins them.

    Outputs are dictionaries as notebooks have them; nbformat itself is not loaded, it costs a quarter of a second.
    """

    found: list[dict] = field(default_factory=list)
    shown: dict[str, list[dict]] = field(default_factory=dict)
    clears: bool = False
    has_updated: bool = False

    def add(self, output: dict, display_id: str | None = None) -> None:
        """Append an output."""
        if self.clears:
            self.clears = False
            self.found.clear()
        last = self.found[-1] if self.found else None
        if last is not None and last.get("name") == output.get("name", ""):
            last["text"] += output["text"]
            return
        self.found.append(output)
        if display_id:
            self.shown.setdefault(display_id, []).append(output)

    def update(self, display_id: str, data: dict, metadata: dict) -> None:
        """Replace what was shown under a display id, in whichever cell."""
        self.has_updated = True
        for output in self.shown.get(display_id, ()):
            output["data"], output["metadata"] = data, metadata

    def clear(self, wait: bool) -> None:
        """Forget what the cell has shown, at once or when the next output comes."""
        self.clears = wait
        if not wait:
            self.found.clear()

    def take(self) -> list[dict]:
        """The outputs of the cell that has ended."""
        taken, self.found, self.clears = self.found, [], False
        return taken


class Shell:
    """One notebook's namespace: cells see what earlier cells have defined.

    Attributes
    ----------
    count : number of the last cell that was run, as notebooks print it.
    """

    def __init__(self):
        self.count = 0
        self._outputs = Outputs()
        self._shell = _fresh_shell(self._outputs)

    @property
    def has_updated(self) -> bool:
        """Whether a cell has changed what may have been shown by an earlier one."""
        return self._outputs.has_updated

    def run(self, source: str) -> tuple[list[dict], bool]:
        """Run a cell.

        Returns
        -------
        Its outputs, the error among them, and whether it came to its end.
        """
        with _streams(self._outputs):
            result = self._shell.run_cell(source, store_history=True)
        if result.execution_count is not None:
            self.count = result.execution_count
        error = result.error_before_exec or result.error_in_exec
        return self._outputs.take(), error is None


def language_info() -> dict:
    """What a Python kernel says of its language."""
    version = sys.version_info
    return {
        "name": "python",
        "version": sys.version.split()[0],
        "mimetype": "text/x-python",
        "codemirror_mode": {"name": "ipython", "version": version.major},
        "pygments_lexer": f"ipython{version.major}",
        "nbconvert_exporter": "python",
        "file_extension": ".py",
    }


def _fresh_shell(outputs: Outputs) -> InteractiveShell:
    InteractiveShell.clear_instance()
    config = Config()
    config.HistoryManager.enabled = False  # a database of the commands that a user has typed, and a thread
    config.HistoryManager.hist_file = ":memory:"
    config.InteractiveShell.xmode = "Context"
    shell = _NotebookShell.instance(config=config)
    shell.displayhook.outputs = shell.display_pub.outputs = shell.outputs = outputs
    if "" not in sys.path:
        sys.path.insert(0, "")  # a kernel imports from the notebook's folder too
    builtins.input = _no_input
    _wire_inline_charts(shell)
    return shell


def _wire_inline_charts(shell: InteractiveShell) -> None:
    os.environ["MPLBACKEND"] = _INLINE
    if "matplotlib.pyplot" not in sys.modules:
        return  # pyplot itself finds the shell when it is imported
    # Imported by the parent, before there was a shell: charts would vanish without an error.
    from matplotlib import pyplot
    from matplotlib_inline.backend_inline import configure_inline_support

    pyplot.switch_backend(_INLINE)
    pyplot.ion()
    configure_inline_support(shell, _INLINE)


def _no_input(prompt: str = "") -> str:
    raise StdinNotImplementedError("raw_input was called, but this frontend does not support input requests.")


class _Hook(DisplayHook):
    """The value of a cell's last expression."""

    outputs = Any()

    def start_displayhook(self):
        self._data, self._metadata = {}, {}

    def write_output_prompt(self):
        pass

    def write_format_data(self, format_dict, md_dict=None):
        self._data, self._metadata = _as_json(format_dict), _as_json(md_dict or {})

    def finish_displayhook(self):
        sys.stdout.flush()
        sys.stderr.flush()
        if self._data:
            self.outputs.add(
                _output("execute_result", execution_count=self.prompt_count, metadata=self._metadata, data=self._data)
            )


class _Publisher(DisplayPublisher):
    """What a cell displays on its way."""

    outputs = Any()

    def publish(self, data, metadata=None, source=None, *, transient=None, update=False, **kwargs):
        shown, told = _as_json(data), _as_json(metadata or {})
        display_id = (transient or {}).get("display_id")
        if update:
            self.outputs.update(display_id, shown, told)
        else:
            self.outputs.add(_output("display_data", metadata=told, data=shown), display_id)

    def clear_output(self, wait=False):
        self.outputs.clear(wait)


class _NotebookShell(InteractiveShell):
    """Shows errors as outputs, with their colours, as a kernel does."""

    displayhook_class, display_pub_class = Type(_Hook), Type(_Publisher)
    outputs = Any()

    def _showtraceback(self, etype, evalue, stb):
        self.outputs.add(_output("error", ename=etype.__name__, evalue=str(evalue), traceback=stb))

    def enable_gui(self, gui=None):
        """No windows: ``%matplotlib inline`` asks for none."""

    def init_ipython_dir(self, ipython_dir):
        """No settings of the user's, and no folder in their home: a report is the same whoever builds it."""

    init_profile_dir = init_ipython_dir

    def init_virtualenv(self):
        """Nothing to look for: the environment is that of the process."""


class _Stream:
    """A text stream that ends in the cell's outputs; nobody is at the other side."""

    encoding, errors, newlines = "utf-8", "strict", None

    def __init__(self, name: str, outputs: Outputs):
        self.name, self._outputs = name, outputs

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        if text:
            self._outputs.add(_output("stream", name=self.name, text=text))
        return len(text)

    def writelines(self, lines) -> None:
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        pass

    def isatty(self) -> bool:
        return False

    def readable(self) -> bool:
        return False

    def writable(self) -> bool:
        return True

    @property
    def closed(self) -> bool:
        return False


class _streams:  # noqa: N801 - a context manager, named as one
    """Prints and warnings go to the outputs while a cell runs."""

    def __init__(self, outputs: Outputs):
        self._streams = _Stream("stdout", outputs), _Stream("stderr", outputs)

    def __enter__(self):
        self._before = sys.stdout, sys.stderr
        sys.stdout, sys.stderr = self._streams

    def __exit__(self, *error):
        sys.stdout, sys.stderr = self._before


def _output(output_type: str, **content) -> dict:
    return {"output_type": output_type, **content}


def _as_json(bundle: dict) -> dict:
    """A bundle as it comes out of a message: pictures as base64, tuples as lists, nothing shared with live objects."""
    return json.loads(json.dumps(bundle, default=_encoded))


def _encoded(value) -> str:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    raise TypeError(f"{type(value).__name__} cannot be kept in a notebook")
