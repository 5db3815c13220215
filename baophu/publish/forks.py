"""Call functions in child processes, forked where that is safe, so that they share what is already loaded.

The parent enforces the deadline: a child announces each cell that it starts, and a child that announces nothing for
too long is killed.
"""

import gc
import math
import os
import pickle
import random
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import get_context
from typing import Any

from baophu.common.errors import BaophuError, CellFailed, ProcessDied
from baophu.common.messages import message

_POLL_SECONDS = 0.5  # seconds
_CELL, _VALUE, _ERROR = range(3)  # kinds of messages to the parent
_to_parent = None  # in a child: the connection to its parent


def is_usable() -> bool:
    """Whether this process can fork safely: on Linux, without other threads, which could hold a lock."""
    return sys.platform == "linux" and threading.active_count() == 1


def is_child() -> bool:
    """Whether this process was started by :class:`Child`."""
    return _to_parent is not None


def announce(cell: str | None) -> None:
    """Tell the waiting parent, if any, that a cell starts; its deadline restarts. None: outside of any cell."""
    if is_child():
        _to_parent.send((_CELL, cell))


def call(label: str, seconds: float | None, function: Callable[..., Any], /, *args, **settings) -> Any:
    """Call a function in a child process.

    Parameters
    ----------
    label : str
        Name of the call in messages.
    seconds : float or None
        Deadline of one cell; None for no deadline.
    function : Callable
        Called with the further arguments.

    Returns
    -------
    Any
        What the function returns; what it raises is raised here.

    Raises
    ------
    CellFailed
        The process died, or was killed at the deadline.
    """
    with Child(label, seconds, function, *args, **settings) as child:
        return child.wait()


class Child:
    """A child process that calls one function.

    The parameters are those of :func:`call`. Use it in a ``with`` block, at whose end the process is killed.
    ``connection`` becomes readable when :meth:`has_ended` may have changed.
    """

    def __init__(self, label: str, seconds: float | None, function: Callable[..., Any], /, *args, **settings):
        context = get_context("fork" if is_usable() else "spawn")
        self.connection, sender = context.Pipe(duplex=False)
        self._label, self._seconds = label, seconds
        self._cell, self._last_message, self._answer = None, time.monotonic(), None
        self._process = context.Process(target=_run, args=(sender, os.getpid(), function, args, settings))
        self._process.start()
        sender.close()

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.end()

    def wait(self) -> Any:
        """Wait for the value; see :meth:`value`."""
        while not self.has_ended(_POLL_SECONDS):
            pass
        return self.value()

    def has_ended(self, patience: float = 0) -> bool:
        """Whether there is a value or a fault; waits for one at most ``patience`` seconds."""
        try:
            while self._answer is None and self.connection.poll(patience):
                kind, value = self.connection.recv()
                self._last_message = time.monotonic()
                if kind == _CELL:
                    self._cell = value
                else:
                    self._answer = kind, value
        except (EOFError, OSError, pickle.UnpicklingError):  # raised when the process has died
            self._answer = _ERROR, death_fault(self._label, self._cell)
        if self._answer is None and self._cell and time.monotonic() - self._last_message > (self._seconds or math.inf):
            self._answer = _ERROR, timeout_fault(self._label, self._cell, self._seconds)
        return self._answer is not None

    def value(self) -> Any:
        """What the function has returned; what it has raised is raised here."""
        kind, value = self._answer
        if kind == _ERROR:
            raise value
        return value

    def end(self) -> None:
        """Kill the process and all processes that it has started."""
        if hasattr(os, "killpg"):
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()
        self._process.join()
        self._process.close()
        self.connection.close()


def death_fault(label: str, cell: str | None) -> CellFailed:
    """The fault of a process that was killed or ended itself, in a cell or (None) outside of any."""
    if cell is None:
        return ProcessDied(f"{label}: {message('worker-died')}")
    return CellFailed(message("cell-died", label=label, place=cell))


def timeout_fault(label: str, cell: str, seconds: float) -> CellFailed:
    """The fault of a cell that was killed at its deadline."""
    return CellFailed(message("cell-slow", label=label, place=cell, seconds=f"{seconds:g}"))


def end_with_parent(parent: int, end: Callable[[], object] = lambda: os._exit(1)) -> None:
    """Start a thread that ends this process when its parent has ended: a killed parent cannot do it."""

    def watch():
        while os.getppid() == parent:
            time.sleep(_POLL_SECONDS)
        end()

    threading.Thread(target=watch, daemon=True).start()


def _end_group() -> None:
    if hasattr(os, "killpg"):
        os.killpg(0, signal.SIGKILL)
    os._exit(1)


def _run(sender, parent: int, function: Callable[..., Any], args: tuple, settings: dict) -> None:
    """Runs in the child."""
    global _to_parent
    _to_parent = sender
    if hasattr(os, "setsid"):
        os.setsid()  # Ctrl-C goes to the parent only
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    end_with_parent(parent, _end_group)
    _reseed()
    # Collecting would copy shared memory pages; garbage of one report ends with its process.
    gc.freeze()
    gc.set_threshold(200_000)
    try:
        answer = _VALUE, function(*args, **settings)
    except Exception as error:
        answer = _ERROR, _sendable(error)
    try:
        sender.send(answer)
    except BrokenPipeError:
        pass
    except Exception as error:
        sender.send((_ERROR, _sendable(error)))
    # No exit handlers: what was open at the fork belongs to the parent.
    os._exit(0)


def _sendable(error: Exception) -> Exception:
    """The fault, or its text if it cannot be pickled; unexpected ones carry their traceback as a note."""
    if not isinstance(error, BaophuError):
        error.add_note(traceback.format_exc())
    with suppress(Exception):
        if str(pickle.loads(pickle.dumps(error))) == str(error):
            return error
    return RuntimeError(f"{type(error).__name__}: {error}")


def _reseed() -> None:
    """Without this all forks of a process would draw the same random numbers."""
    random.seed()
    if "numpy.random" in sys.modules:
        sys.modules["numpy.random"].seed()
