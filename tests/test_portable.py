"""The package starts where there are no POSIX modules and no fork, as on Windows."""

import subprocess
import sys

from checkout import PROJECT

WITHOUT_POSIX = """
import os, sys
for name in ("fcntl", "resource", "pwd", "grp", "termios"):
    sys.modules[name] = None  # refuses the import
for name in ("fork", "killpg", "setsid", "getuid", "forkpty"):
    delattr(os, name)

import papermill
import baophu.api, baophu.cli, baophu.export.run, baophu.importer.store
from baophu.publish import batch, build, engine, execute, render

sys.platform = "win32"
assert execute._engine_name(None) == engine.KERNEL
assert baophu.cli.main(["slug", "Bình Thuận"], standalone_mode=False) is None
"""


def test_a_report_needs_no_module_and_no_call_of_posix():
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", WITHOUT_POSIX], cwd=PROJECT, capture_output=True, encoding="utf-8",
        check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "binh-thuan", "")


def test_no_file_has_a_name_that_windows_refuses():
    names = subprocess.run(["git", "ls-files"], cwd=PROJECT, capture_output=True, encoding="utf-8", check=True).stdout
    assert [name for name in names.splitlines() if set(name) & set(':*?"<>|\\')] == []
