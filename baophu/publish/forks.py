"""Calls in processes of their own, forked from this one where that is safe; what is loaded here is loaded there.

The parent has the deadline: a child says which cell it has come to, and one that says nothing for too long is ended.
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
_CELL, _VALUE, _ERROR = range(3)  # kinds of messages
_to_parent = None  # in a child


def is_usable() -> bool:
    """Whether this process can fork safely: on Linux, with no second thread that could hold a lock."""
    return sys.platform == "linux" and threading.active_count() == 1


def is_child() -> bool:
    """Whether this process was begun for one call."""
    return _to_parent is not None


def announce(cell: str | None) -> None:
    """Tell the parent, if there is one that waits, which cell is begun: its deadline starts anew."""
    if is_child():
        _to_parent.send((_CELL, cell))


def call(label: str, seconds: float | None, function: Callable[..., Any], /, *args, **settings) -> Any:
    """The value of a call made in a process of its own.

    Parameters
    ----------
    label : what messages call it.
    seconds : deadline of one cell; none if not given.

    Raises
    ------
    CellFailed : the process died or was ended at the deadline; and whatever the call raises.
    """
    with Child(label, seconds, function, *args, **settings) as child:
        return child.wait()


class Child:
    """A process that makes one call.

    Parameters are those of :func:`call`. It ends with the ``with`` block that it is made for; ``connection`` can be
    waited on for :meth:`has_ended`.
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
        """The value, once there is one; see :meth:`value`."""
        while not self.has_ended(_POLL_SECONDS):
            pass
        return self.value()

    def has_ended(self, patience: float = 0) -> bool:
        """Whether there is a value or a fault; for at most ``patience`` seconds it is waited for."""
        try:
            while self._answer is None and self.connection.poll(patience):
                kind, value = self.connection.recv()
                self._last_message = time.monotonic()
                if kind == _CELL:
                    self._cell = value
                else:
                    self._answer = kind, value
        except (EOFError, OSError, pickle.UnpicklingError):  # what reading from a process that died may raise
            self._answer = _ERROR, death_fault(self._label, self._cell)
        if self._answer is None and self._cell and time.monotonic() - self._last_message > (self._seconds or math.inf):
            self._answer = _ERROR, timeout_fault(self._label, self._cell, self._seconds)
        return self._answer is not None

    def value(self) -> Any:
        """What the call has returned; what it has raised is raised."""
        kind, value = self._answer
        if kind == _ERROR:
            raise value
        return value

    def end(self) -> None:
        """End the process, whatever it is doing, and what it has begun."""
        if hasattr(os, "killpg"):
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()
        self._process.join()
        self._process.close()
        self.connection.close()


def death_fault(label: str, cell: str | None) -> CellFailed:
    """The fault of a process that was killed, or ended itself, in a cell or outside of any."""
    if cell is None:
        return ProcessDied(f"{label}: {message('worker-died')}")
    return CellFailed(message("cell-died", label=label, place=cell))


def timeout_fault(label: str, cell: str, seconds: float) -> CellFailed:
    """The fault of a cell that was ended at its deadline."""
    return CellFailed(message("cell-slow", label=label, place=cell, seconds=f"{seconds:g}"))


def end_with_parent(parent: int, end: Callable[[], object] = lambda: os._exit(1)) -> None:
    """End this process when its parent has ended: a parent that was killed cannot do it."""

    def look():
        while os.getppid() == parent:
            time.sleep(_POLL_SECONDS)
        end()

    threading.Thread(target=look, daemon=True).start()


def _end_group() -> None:
    if hasattr(os, "killpg"):
        os.killpg(0, signal.SIGKILL)
    os._exit(1)


def _run(sender, parent: int, function: Callable[..., Any], args: tuple, settings: dict) -> None:
    """In the child."""
    global _to_parent
    _to_parent = sender
    if hasattr(os, "setsid"):
        os.setsid()  # the keyboard's interrupt is the parent's
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    end_with_parent(parent, _end_group)
    _seed_anew()
    # What is loaded stays, and what one report leaves behind ends with its process.
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
    # Nothing is tidied up twice: what was open when this process began is the parent's.
    os._exit(0)


def _sendable(error: Exception) -> Exception:
    """The fault, or its text where it cannot be sent as it is; of a mistake of ours, also where it was made."""
    if not isinstance(error, BaophuError):
        error.add_note(traceback.format_exc())
    with suppress(Exception):
        if str(pickle.loads(pickle.dumps(error))) == str(error):
            return error
    return RuntimeError(f"{type(error).__name__}: {error}")


def _seed_anew() -> None:
    """Forks of one process would all draw the same random numbers."""
    random.seed()
    if "numpy.random" in sys.modules:
        sys.modules["numpy.random"].seed()
