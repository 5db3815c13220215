"""A report made by hand: papermill's command line, then nbconvert's for HTML and, through a browser, PDF.

The notebook and the figures are the same; templates and kernels are those of the tools.
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
    """nbconvert's webpdf needs a browser, and none is installed."""


@dataclass(frozen=True)
class Naive:
    """The three commands, in total and by name, and the sizes in bytes of the files that they wrote."""

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
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        raise BrowserMissing(f"None of {', '.join(BROWSERS)} is installed; on Debian: apt install chromium")
    return Path(browser)


def browsers_with(chromium: Path, folder: Path) -> dict[str, str]:
    """Link a browser to the path in a folder where playwright, and so nbconvert, looks for its own.

    nbconvert has no setting for the path of the browser.

    Parameters
    ----------
    chromium : Path
        The browser.
    folder : Path
        A new folder for the link.

    Returns
    -------
    dict[str, str]
        Environment variables that make playwright use the folder.

    Raises
    ------
    BrowserMissing
        playwright does not say where it looks.
    """
    environment = {"PLAYWRIGHT_BROWSERS_PATH": str(folder)}
    # Only playwright's error message names the path, which changes with its version.
    launch = subprocess.run(
        [sys.executable, "-c", _LAUNCH], env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )
    match = _MISSING.search(launch.stderr)
    if not match:
        raise BrowserMissing(f"playwright does not say where it looks for a browser: {launch.stderr.strip()[-200:]}")
    link = Path(match[1])
    link.parent.mkdir(parents=True)
    link.symlink_to(chromium)
    return environment


def measure(province: str, language: str = "vi") -> Naive:
    """Measure one cold round of the three commands; the browser is found beforehand.

    Raises
    ------
    BrowserMissing, CommandFailed
        There is no browser, or a command failed.
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
    # As root in a container the browser cannot use its sandbox.
    webpdf = ["--to", "webpdf", "--WebPDFExporter.disable_sandbox=True"]
    return [
        ("papermill", [_tool("papermill"), "--cwd", str(NOTEBOOK.parent), *parameters, str(NOTEBOOK), str(executed)]),
        ("html", [_tool("jupyter"), "nbconvert", "--to", "html", str(executed)]),
        ("webpdf", [_tool("jupyter"), "nbconvert", *webpdf, str(executed)]),
    ]


def _tool(name: str) -> str:
    return str(Path(sys.executable).parent / name)
