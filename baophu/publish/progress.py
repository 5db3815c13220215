"""Progress of a run over many reports, and its summary."""

import sys
from collections.abc import Iterable
from typing import Any

from baophu.common.messages import message
from baophu.publish.workers import Result


class Progress:
    """Shows how many reports are done, failed and left: a bar on a terminal, else a line for each result.

    Parameters
    ----------
    count : int
        Number of reports to build.
    stream : TextIO, optional
        Where it is printed; by default standard output.
    """

    def __init__(self, count: int, stream=None):
        self._stream, self._bar = stream or sys.stdout, None
        self.begin(count)

    def begin(self, count: int) -> None:
        """Restart with the number of reports, once it is known."""
        self.close()
        self.count, self.done, self.failed = count, 0, 0
        self._bar = _bar(count, self._stream) if self._stream.isatty() and count else None

    def add_result(self, result: Result) -> None:
        """Count and show a result."""
        self.done += result.is_done
        self.failed += not result.is_done
        left = self.count - self.done - self.failed
        counts = message("progress-counts", done=self.done, failed=self.failed, left=left)
        if self._bar is not None:
            self._bar.set_postfix_str(counts, refresh=False)
            self._bar.update()
        if not result.is_done:
            self.say(message("progress-failed", label=result.task.label, fault=result.fault, counts=counts))
        elif self._bar is None:
            self.say(message("progress-built", label=result.task.label, counts=counts))

    def say(self, line: str) -> None:
        """Print a line above the bar."""
        if self._bar is not None:
            self._bar.write(line, file=self._stream)
        else:
            print(line, file=self._stream, flush=True)

    def close(self) -> None:
        """Close the bar; it stays visible."""
        if self._bar is not None:
            self._bar.close()
            self._bar = None


def summarise(results: Iterable[Result]) -> list[str]:
    """Lines: the numbers of built and failed reports, then each failure with province, cell and reason."""
    results = list(results)
    failed = [result for result in results if not result.is_done]
    built = sum(result.is_done and result.value.is_rebuilt for result in results)
    lines = [message("run-built", built=built, failed=len(failed))]
    return lines + [message("run-failed", label=result.task.label, fault=result.fault) for result in failed]


def _bar(count: int, stream) -> Any:
    from tqdm import tqdm

    # tqdm's monitor is a thread, and a process with threads cannot fork safely.
    tqdm.monitor_interval = 0
    return tqdm(total=count, file=stream, unit="report", dynamic_ncols=True)
