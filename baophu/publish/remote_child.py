"""``python -m baophu.publish.remote_child PID``: builds reports for the worker of a cluster that has started it.

It reads requests from its standard input and writes answers to its standard output, both as pickled bytes, and ends
when the worker does, with all that it has begun. It has no threads but the one that looks for the worker, so it may
fork: reports are built by the same processes, from the same state, as on the caller's own machine.
"""

import os
import pickle
import shutil
import signal
import sys
import threading
from contextlib import suppress

from baophu import paths
from baophu.publish import forks, many
from baophu.publish.execute import get_ready
from baophu.publish.many import Task
from baophu.publish.remote_answer import answer

_ENDING = threading.Lock()


def main() -> None:
    """Answer requests for as long as the worker lives."""
    worker = int(sys.argv[1])
    requests, answers = _own_streams()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    forks.end_with(worker, _end)
    try:
        _serve(requests, answers)
    except (EOFError, BrokenPipeError):
        _end()  # a worker that lives ends its builders itself
    except Exception:
        if os.getppid() == worker:
            raise
        _end()


def _serve(requests, answers) -> None:
    ready = many.attempt(Task("worker", "any", get_ready), get_ready)
    while True:
        request = pickle.loads(pickle.load(requests))
        pickle.dump(pickle.dumps(answer(request, ready)), answers)
        answers.flush()


def _own_streams():
    """The streams to the worker, out of reach of whatever notebooks read and print."""
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    return requests, answers


def _end() -> None:
    """The worker is gone: so is everything here, its folder too."""
    import psutil

    with _ENDING:
        begun = psutil.Process().children(recursive=True)
        for process in begun:
            with suppress(psutil.NoSuchProcess):
                process.kill()
        psutil.wait_procs(begun, timeout=5)
        shutil.rmtree(paths.ROOT, ignore_errors=True)
        os._exit(1)


if __name__ == "__main__":
    main()
