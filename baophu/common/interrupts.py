"""Handling of SIGINT and SIGTERM: both end a run in the same way, after it has cleaned up."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@contextmanager
def raise_interrupt_on_sigterm() -> Iterator[None]:
    """Context in which SIGTERM raises KeyboardInterrupt, as Ctrl-C does; no effect outside the main thread."""
    with _install_handlers({signal.SIGTERM: signal.default_int_handler}):
        yield


@dataclass
class StopRequest:
    """Whether this process has received a signal to stop."""

    is_received: bool = False

    def handle(self, number, frame) -> None:
        """Record the first signal; raise KeyboardInterrupt on the second."""
        if self.is_received:
            raise KeyboardInterrupt
        self.is_received = True


@contextmanager
def defer_interrupts() -> Iterator[StopRequest]:
    """Context that records Ctrl-C and SIGTERM for the block to check; a second signal raises KeyboardInterrupt."""
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
