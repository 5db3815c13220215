"""Being asked to end, by whatever signal, is one thing: what was begun is put in order first."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@contextmanager
def ended_like_interrupt() -> Iterator[None]:
    """Within it SIGTERM raises KeyboardInterrupt, as Ctrl-C does; outside the main thread nothing changes."""
    with _handled({signal.SIGTERM: signal.default_int_handler}):
        yield


@dataclass
class Asked:
    """Whether this process has been asked to end."""

    to_end: bool = False

    def handle(self, number, frame) -> None:
        """Remember the first time, raise KeyboardInterrupt the second."""
        if self.to_end:
            raise KeyboardInterrupt
        self.to_end = True


@contextmanager
def ended_in_order() -> Iterator[Asked]:
    """Within it Ctrl-C and SIGTERM are remembered, for the block to look at; a second one raises KeyboardInterrupt."""
    asked = Asked()
    with _handled({signal.SIGINT: asked.handle, signal.SIGTERM: asked.handle}):
        yield asked


@contextmanager
def _handled(handlers: dict) -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, handler) for number, handler in handlers.items()}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
