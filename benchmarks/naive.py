"""A report as it is made by hand: papermill's command line, then nbconvert's for HTML and, through a browser, PDF.

The same notebook and the same figures, with the templates and kernels that the tools bring along.
"""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.trees import Run, run_measured

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOK = ROOT / "notebooks" / "province_report.ipynb"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_MISSING = re.compile(r"Executable doesn't exist at (\S+)")
_LAUNCH = "from playwright.sync_api import sync_playwright as s\nwith s() as p: p.chromium.launch()"


class BrowserMissing(Exception):
    """nbconvert's webpdf prints through a browser, and none is installed."""


@dataclass(frozen=True)
class Naive:
    """The three commands one after another, each by its name, and the sizes of what they wrote, in bytes."""

    total: Run
    steps: dict[str, Run]
    html_bytes: int
    pdf_bytes: int


def system_browser() -> Path:
    """The system's chromium.

    Raises
    ------
    BrowserMissing
    """
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        raise BrowserMissing(f"None of {', '.join(BROWSERS)} is installed; on Debian: apt install chromium")
    return Path(found)


def browsers_with(chromium: Path, folder: Path) -> dict[str, str]:
    """Make a folder in which playwright, and so nbconvert, finds this browser where it looks for its own.

    Returns
    -------
    The variables of the environment that say so. nbconvert has no setting for the browser's place.

    Raises
    ------
    BrowserMissing : playwright does not say where it looks.
    """
    environment = {"PLAYWRIGHT_BROWSERS_PATH": str(folder)}
    # Its own words are the only ones that name the place, which changes with its version.
    tried = subprocess.run(
        [sys.executable, "-c", _LAUNCH], env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )
    looked = _MISSING.search(tried.stderr)
    if not looked:
        raise BrowserMissing(f"playwright does not say where it looks for a browser: {tried.stderr.strip()[-200:]}")
    place = Path(looked[1])
    place.parent.mkdir(parents=True)
    place.symlink_to(chromium)
    return environment


def measure(province: str, language: str = "vi") -> Naive:
    """One round from cold: three commands, each in a process of its own; the browser is looked up beforehand.

    Raises
    ------
    BrowserMissing, CommandFailed
    """
    with TemporaryDirectory(prefix="baophu-naive-") as folder:
        scratch = Path(folder)
        environment = {**browsers_with(system_browser(), scratch / "browsers"), "PYTHONPATH": str(ROOT)}
        executed = scratch / "executed.ipynb"
        steps = {
            name: run_measured(words, ROOT, environment) for name, words in _commands(province, language, executed)
        }
        html, pdf = (executed.with_suffix(suffix).stat().st_size for suffix in (".html", ".pdf"))
        return Naive(Run.one_after_another(steps.values()), steps, html, pdf)


def _commands(province: str, language: str, executed: Path) -> list[tuple[str, list[str]]]:
    parameters = ["-p", "province", province, "-p", "language", language]
    # Run as root in a container, the browser refuses its sandbox.
    webpdf = ["--to", "webpdf", "--WebPDFExporter.disable_sandbox=True"]
    return [
        ("papermill", [_tool("papermill"), "--cwd", str(NOTEBOOK.parent), *parameters, str(NOTEBOOK), str(executed)]),
        ("html", [_tool("jupyter"), "nbconvert", "--to", "html", str(executed)]),
        ("webpdf", [_tool("jupyter"), "nbconvert", *webpdf, str(executed)]),
    ]


def _tool(name: str) -> str:
    return str(Path(sys.executable).parent / name)
