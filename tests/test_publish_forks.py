"""Calls in forked processes, files put in place whole, being asked to end."""

import os
import signal
import subprocess
import sys
import threading
import time

import pytest
from processes import are_gone

from baophu.common import interrupts
from baophu.publish import files, forks

# Asked in a process without threads, as the command line is; the tests' own may have some.
CALL = """
import os, sys
from baophu.common.errors import CellFailed
from baophu.publish import forks
parent = os.getpid()
def work(number):
    if number == 0: os._exit(1)
    if number < 0: raise (CellFailed if number == -1 else ValueError)(f"{number} is below nothing")
    return number * 2, os.getpid() != parent
assert forks.is_usable() and not forks.is_child()
try: print(forks.call("x", None, work, int(sys.argv[1])))
except Exception as error: print(type(error).__name__, error, *getattr(error, "__notes__", []))
"""


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (3, "(6, True)"),
        (-1, "CellFailed -1 is below nothing"),
        (0, "ProcessDied x: the worker process died; is there enough memory?"),
    ],
)
def test_call_gives_its_value_or_its_fault(number, said):
    assert called(number) == said


def test_mistake_of_ours_says_where_it_was_made():
    assert called(-2).startswith("ValueError -2 is below nothing Traceback") and "in work" in called(-2)


def called(number):
    done = subprocess.run([sys.executable, "-c", CALL, str(number)], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_ctrl_c_ends_the_call_and_what_it_has_begun(tmp_path):
    code = f"""
import os, pathlib, subprocess, sys, time
from baophu.publish import forks
def work():
    begun = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    pathlib.Path({str(tmp_path)!r}, "pids").write_text(f"{{os.getpid()}} {{begun.pid}}")
    time.sleep(600)
forks.call("x", None, work)
"""
    running = subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.DEVNULL, start_new_session=True)
    while not (pids := (tmp_path / "pids").read_text().split() if (tmp_path / "pids").exists() else []):
        time.sleep(0.05)
    os.killpg(running.pid, signal.SIGINT)  # as a terminal does it
    assert running.wait(timeout=30) == -signal.SIGINT
    assert are_gone(map(int, pids))


def test_with_a_second_thread_nothing_is_forked():
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        assert not forks.is_usable()
    finally:
        done.set()
        thread.join()


def test_files_take_their_places_together(tmp_path):
    first, second = tmp_path / "a" / "one.html", tmp_path / "two.pdf"
    first.parent.mkdir()
    first.write_bytes(b"earlier")
    with pytest.raises(TypeError):
        files.write_all({first: b"new", second: "no bytes"})
    assert first.read_bytes() == b"earlier"
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a", "one.html"]
    files.write_all({first: b"new", second: b"2"})
    assert (first.read_bytes(), second.read_bytes()) == (b"new", b"2")


def test_what_killed_processes_left_is_swept_away_and_nothing_else(tmp_path):
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    with files.temporary_file(tmp_path / "lives.html") as lives:
        lives.write_bytes(b"")
        left = tmp_path / f".left.{ended.pid}-1.html"
        for name in (left.name, "report.html", ".hidden-file", f".other-{ended.pid}.html", f"seen.{ended.pid}-1.html"):
            (tmp_path / name).write_bytes(b"")
        files.remove_leftovers(tmp_path, tmp_path / "missing")
        assert not left.exists() and lives.exists()
        assert len(list(tmp_path.iterdir())) == 5


def test_first_signal_is_remembered_and_the_second_interrupts():
    # A shell that begins the tests in the background has their SIGINT ignored.
    before = signal.getsignal(signal.SIGINT)
    with interrupts.defer_interrupts() as asked:
        assert not asked.is_received
        os.kill(os.getpid(), signal.SIGTERM)
        assert asked.is_received
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is before


def test_being_asked_to_end_is_an_interrupt():
    before = signal.getsignal(signal.SIGTERM)
    with pytest.raises(KeyboardInterrupt), interrupts.raise_interrupt_on_sigterm():
        os.kill(os.getpid(), signal.SIGTERM)
    assert signal.getsignal(signal.SIGTERM) is before
