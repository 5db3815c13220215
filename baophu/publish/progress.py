"""What a run over many reports tells while it goes on, and at its end."""

import sys
from collections.abc import Iterable
from typing import Any

from baophu.common.messages import message
from baophu.publish.workers import Result


class Progress:
    """Done, failed, left and time: a bar where somebody looks on, else a line for each result.

    Parameters
    ----------
    count : how many there are to build.
    stream : where it is told, standard output if not given.
    """

    def __init__(self, count: int, stream=None):
        self._stream, self._bar = stream or sys.stdout, None
        self.begin(count)

    def begin(self, count: int) -> None:
        """Count from nothing, once it is known how many there are."""
        self.close()
        self.count, self.done, self.failed = count, 0, 0
        self._bar = _bar(count, self._stream) if self._stream.isatty() and count else None

    def add_result(self, result: Result) -> None:
        """Take a result."""
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
        """Print a line that stays."""
        if self._bar is not None:
            self._bar.write(line, file=self._stream)
        else:
            print(line, file=self._stream, flush=True)

    def close(self) -> None:
        """Leave the bar as it stands."""
        if self._bar is not None:
            self._bar.close()
            self._bar = None


def summary(results: Iterable[Result]) -> list[str]:
    """What was built, and every failure with the province, the cell and the reason."""
    results = list(results)
    failed = [result for result in results if not result.is_done]
    built = sum(result.is_done and result.value.is_rebuilt for result in results)
    lines = [message("run-built", built=built, failed=len(failed))]
    return lines + [message("run-failed", label=result.task.label, fault=result.fault) for result in failed]


def _bar(count: int, stream) -> Any:
    from tqdm import tqdm

    # No thread of its own: this process forks.
    tqdm.monitor_interval = 0
    return tqdm(total=count, file=stream, unit="report", dynamic_ncols=True)
