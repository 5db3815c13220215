"""What a run over many reports tells: a bar where somebody looks on, lines elsewhere, failures at the end."""

import io
import threading
from types import SimpleNamespace

import pytest

from baophu.publish.progress import Progress, summarise
from baophu.publish.workers import Result, Task


class Terminal(io.StringIO):
    def isatty(self):
        return True


BUILT = SimpleNamespace(is_rebuilt=True)
GOOD = Result(Task("can-tho", "vi", print), value=BUILT)
BAD = Result(Task("ha-noi", "en", print), fault='cell 3 "x": KeyError', exit_code=4)


@pytest.mark.parametrize("stream", [Terminal, io.StringIO])
def test_done_failed_and_left_are_told_and_a_failure_at_once(stream):
    said = stream()
    progress = Progress(3, said)
    for result in (GOOD, BAD):
        progress.add_result(result)
    progress.close()
    assert "1 done, 1 failed, 1 left" in said.getvalue()
    assert 'FAILED ha-noi (en): cell 3 "x": KeyError' in said.getvalue()


def test_bar_tells_how_far_and_how_long_and_begins_no_thread():
    said, threads = Terminal(), threading.active_count()
    progress = Progress(2, said)
    progress.add_result(GOOD)
    assert threading.active_count() == threads  # a process with threads does not fork
    progress.say("a line that stays")
    progress.add_result(GOOD)
    progress.close()
    assert "100%" in said.getvalue() and "2/2" in said.getvalue() and "a line that stays\n" in said.getvalue()
    assert "built" not in said.getvalue()


def test_where_nobody_looks_on_each_report_has_a_line():
    said = io.StringIO()
    progress = Progress(0, said)
    progress.begin(1)
    progress.add_result(GOOD)
    assert said.getvalue() == "built  can-tho (vi)  [1 done, 0 failed, 0 left]\n"


def test_summary_lists_every_failure():
    assert summarise([GOOD, BAD, GOOD]) == ["2 built, 1 failed", 'failed: ha-noi (en): cell 3 "x": KeyError']
