"""Calls in processes forked from this one, where that is safe; what has been loaded here is loaded there."""

import os
import pickle
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

_LOOKS_FOR_PARENT_EVERY = 0.5  # seconds
_FOLLOWS = "follows its parent"
BROKEN = (EOFError, OSError, pickle.UnpicklingError)  # what reading from a process that died may raise


def is_usable() -> bool:
    """Whether this process can fork safely: on Linux, with no second thread that could hold a lock."""
    # The thread that looks for the parent holds nothing while it sleeps.
    others = {thread.name for thread in threading.enumerate() if thread is not threading.main_thread()}
    return sys.platform == "linux" and others <= {_FOLLOWS}


@contextmanager
def beside(call: Callable[..., Any], *args) -> Iterator[Callable[[], Any]]:
    """Begin a call in a forked process; what is yielded waits for its value, or raises what it raised.

    Where fork is not to be had, the call is made when its value is asked for.
    """
    if not is_usable():
        yield lambda: call(*args)
        return
    process, receiver = start("fork", _answer, call, args)
    try:
        yield lambda: _value(receiver)
    finally:
        stop(process)
        receiver.close()


def start(method: str, run: Callable[..., None], *args, is_duplex: bool = False) -> tuple:
    """Begin ``run(sender, parent, *args)`` in a process; that process and the end of the pipe to read from.

    ``is_duplex`` : both ends are for reading and for writing.
    """
    from multiprocessing import get_context

    context = get_context(method)
    receiver, sender = context.Pipe(is_duplex)
    process = context.Process(target=run, args=(sender, os.getpid(), *args))
    process.start()
    sender.close()
    return process, receiver


def stop(process) -> None:
    """End a process, whatever it is doing."""
    process.kill()
    process.join()
    process.close()


def end_with(parent: int, end: Callable[[], object] = lambda: os._exit(1)) -> None:
    """End this process when its parent has ended: a parent that was killed cannot do it."""

    def look():
        while os.getppid() == parent:
            time.sleep(_LOOKS_FOR_PARENT_EVERY)
        end()

    threading.Thread(target=look, name=_FOLLOWS, daemon=True).start()


def end_group() -> None:
    """End this process and those it has begun, when it leads its group."""
    if os.getpgrp() == os.getpid():
        os.killpg(0, signal.SIGKILL)
    os._exit(1)


def seed_anew() -> None:
    """Forks of one process would all draw the same random numbers."""
    import random

    random.seed()
    if "numpy.random" in sys.modules:
        sys.modules["numpy.random"].seed()


def _answer(sender, parent: int, call: Callable[..., Any], args: tuple) -> None:
    end_with(parent)
    try:
        answer = True, call(*args)
    except Exception as error:
        answer = False, error
    with suppress(BrokenPipeError):
        sender.send(answer)
    # Nothing is tidied up twice: what was open when this process began is the parent's.
    os._exit(0)


def _value(receiver) -> Any:
    try:
        is_whole, value = receiver.recv()
    except BROKEN:
        raise ChildProcessError("a process died; is there enough memory?") from None
    if is_whole:
        return value
    raise value
