"""A copy of the project in which tests build and break things, with the environment of this one."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

_BAR = re.compile(rb'<header class="site-head">.*?</header>\n', re.DOTALL)
PROJECT = Path(__file__).resolve().parents[1]
PARTS = ("baophu", "data", "notebooks", "reports/README.md", "Makefile", "requirements.txt", "pyproject.toml")


@dataclass(frozen=True)
class Checkout:
    """A project folder, and ways to run its commands."""

    root: Path

    def make(self, *words: str, **variables: str) -> subprocess.CompletedProcess:
        """Call make in it, as an analyst would."""
        assignments = [f"{name}={value}" for name, value in variables.items()]
        return self._run("make", "--no-print-directory", *words, *assignments)

    def baophu(self, *words: str) -> subprocess.CompletedProcess:
        """Call the command line in it."""
        return self._run(sys.executable, "-m", "baophu", *words)

    def run(self, *words: str, **environment: str) -> subprocess.CompletedProcess:
        """Call a program of the environment, such as papermill or jupyter, in it."""
        return self._run(str(Path(sys.executable).parent / words[0]), *words[1:], **environment)

    def _run(self, *words: str, **environment: str) -> subprocess.CompletedProcess:
        # The copy's own package comes first, in kernels too.
        environment = {**os.environ, "PYTHONPATH": str(self.root), **environment}
        for name in ("MAKEFLAGS", "MAKELEVEL", "MFLAGS", "PROVINCE", "REPORT_LANG", "PROFILE", "SINCE"):
            environment.pop(name, None)
        return subprocess.run(
            words, cwd=self.root, env=environment, capture_output=True, text=True, timeout=300, check=False
        )

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace text in a file; the text must be there."""
        path = self.root / name
        text = path.read_text("utf-8")
        assert old in text, f"{old!r} is not in {name}"
        path.write_text(text.replace(old, new), "utf-8")

    def report_files(self) -> dict[str, bytes]:
        """Every file under reports/ and its bytes, hidden ones too."""
        folder = self.root / "reports"
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def differing_files(before: dict[str, bytes], after: dict[str, bytes]) -> list[str]:
    """Names of the files that were added, removed or changed: short enough to read where a test fails."""
    return sorted(name for name in {*before, *after} if before.get(name) != after.get(name))


def copy_project(to: Path, of: Path = PROJECT, *more: str) -> Checkout:
    """Copy the project's files, and ``more`` of them; the environment is shared by a link.

    Bytecode, and that the data were found valid, are taken along: both are known again by the bytes that they are of.
    """
    known = ("build/data.ok",) if (of / "build/data.ok").exists() else ()
    for part in (*PARTS, *known, *more):
        source, target = of / part, to / part
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            ignored = shutil.ignore_patterns("*.pyc.*", ".ipynb_checkpoints", "local")
            shutil.copytree(source, target, ignore=ignored, dirs_exist_ok=True)
        else:
            shutil.copy2(source, target)
    environment = Path(sys.prefix)
    (to / ".venv").symlink_to(environment)
    # Older than the environment's stamp, so that make does not install into the shared environment.
    for name in ("requirements.txt", "pyproject.toml"):
        os.utime(to / name, (0, 0))
    if not (environment / "ok").exists():
        (environment / "ok").touch()
    return Checkout(to)


def without_bar(data: bytes) -> bytes:
    """A page as it is built where there is no site: without the bar that leads to the site's other pages."""
    return _BAR.sub(b"", data, count=1)
