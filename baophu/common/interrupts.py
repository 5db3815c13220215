"""Being asked to end, by whatever signal, is one thing: what was begun is put in order first."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@contextmanager
def raise_interrupt_on_sigterm() -> Iterator[None]:
    """Within it SIGTERM raises KeyboardInterrupt, as Ctrl-C does; outside the main thread nothing changes."""
    with _install_handlers({signal.SIGTERM: signal.default_int_handler}):
        yield


@dataclass
class StopRequest:
    """Whether this process has been asked to end."""

    is_received: bool = False

    def handle(self, number, frame) -> None:
        """Remember the first time, raise KeyboardInterrupt the second."""
        if self.is_received:
            raise KeyboardInterrupt
        self.is_received = True


@contextmanager
def defer_interrupts() -> Iterator[StopRequest]:
    """Within it Ctrl-C and SIGTERM are remembered, for the block to look at; a second one raises KeyboardInterrupt."""
    request = StopRequest()
    with _install_handlers({signal.SIGINT: request.handle, signal.SIGTERM: request.handle}):
        yield request


@contextmanager
def _install_handlers(handlers: dict) -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    previous = {number: signal.signal(number, handler) for number, handler in handlers.items()}
    try:
        yield
    finally:
        for number, handler in previous.items():
            signal.signal(number, handler)
