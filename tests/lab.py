"""Start JupyterLab with `make lab` in a copy of the project, and use it in a browser."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.request import urlopen

import psutil
from checkout import Checkout
from processes import children

TOKEN = "synthetic"
PATIENCE = 120_000  # milliseconds; a busy machine is no failure


@dataclass
class Lab:
    """The server and one browser page, which loads JupyterLab once."""

    project: Checkout
    page: object
    address: str = ""
    downloads: list = field(default_factory=list)

    def open(self, name: str) -> None:
        """Open a notebook from the list of files and wait for its kernel."""
        item = self.page.locator(".jp-DirListing-item", has_text=re.compile(rf"^{re.escape(name)}"))
        item.dblclick()
        self.wait_for_kernel(name)

    def wait_for_kernel(self, name: str) -> None:
        """Wait until a notebook is in front and its kernel answers."""
        self.notebook.wait_for()
        self.page.locator(".lm-DockPanel-tabBar .lm-mod-current", has_text=name).wait_for()
        self.page.locator(".jp-StatusBar-Widget", has_text="| Idle").first.wait_for()

    @property
    def notebook(self):
        """The notebook in front."""
        return self.page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")

    def menu(self, menu: str, *items: str) -> None:
        """Choose an entry from the menu bar, through submenus if there are any."""
        self.page.locator(".lm-MenuBar-item", has_text=menu).first.click()
        *submenus, entry = items
        for submenu in submenus:
            self.page.locator(".lm-Menu-item", has_text=submenu).last.hover()
        self.page.locator(".lm-Menu-itemLabel", has_text=re.compile(f"^{re.escape(entry)}$")).last.click()

    def run_all(self) -> None:
        """Run every cell and wait until each has its number."""
        self.menu("Run", "Run All Cells")
        self.page.wait_for_function(_ALL_RUN)

    def write(self, cell, source: str) -> None:
        """Replace what stands in a cell."""
        cell.locator(".cm-content").click()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(source)

    def save_notebook(self, name: str) -> dict:
        """Save a notebook; returns its JSON from disk."""
        file = self.project.root / "notebooks" / name
        before = file.stat().st_mtime_ns
        self.menu("File", "Save Notebook")
        until(lambda: file.stat().st_mtime_ns != before and _is_whole(file), self.page)
        return json.loads(file.read_text("utf-8"))

    def export_notebook(self, label: str) -> bytes:
        """Export the notebook by the menu; returns the downloaded file."""
        return self.download(lambda: self.menu("File", "Save and Export Notebook As", label))

    def download(self, start_download) -> bytes:
        """Start a download; returns the downloaded file."""
        count = len(self.downloads)
        start_download()
        until(lambda: len(self.downloads) > count, self.page)
        return self.downloads[-1].path().read_bytes()

    @classmethod
    def in_context(cls, project: Checkout, context, address: str) -> "Lab":
        """A new page of a browser context; its downloads are recorded."""
        context.set_default_timeout(PATIENCE)
        lab = cls(project, context.new_page(), address)
        context.on("page", lab.watch)
        lab.watch(lab.page)
        return lab

    def keep(self, download) -> None:
        """Record a download."""
        self.downloads.append(download)

    def watch(self, page) -> None:
        """Record downloads of a page, also of one that an export opens."""
        page.on("download", self.keep)


# No code cell of the notebook in front waits or runs; folded cells show no number.
_ALL_RUN = """() => {
  const cells = jupyterapp.shell.currentWidget.content.widgets.filter((cell) => cell.model.type === 'code');
  return cells.length > 0 && cells.every((cell) => /^\\d+$/.test(cell.prompt));
}"""


def until(is_so, page=None, seconds: float = PATIENCE / 1000) -> None:
    """Wait until a condition holds; if a page is given, it continues to run meanwhile."""
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, "waited in vain"
        page.wait_for_timeout(100) if page else time.sleep(0.1)


def start(project: Checkout, home, language: str = "en") -> tuple[subprocess.Popen, str]:
    """Start `make lab` with a separate home folder, for a reader of a language.

    Returns
    -------
    tuple
        The process and the address of JupyterLab.
    """
    port = _free_port()
    words = f"--no-browser --allow-root --port={port} --ServerApp.port_retries=0 --IdentityProvider.token={TOKEN}"
    inherited = {
        name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "BAOPHU", "MAKE", "XDG"))
    }
    environment = {**inherited, "HOME": str(home), "PYTHONPATH": "", "BAOPHU_LANG": language}
    # The page then answers whether its cells have run.
    command = ["make", "--no-print-directory", "lab", f"LAB_ARGS={words} --expose-app-in-browser"]
    log = (home / "server.log").open("wb")
    running = subprocess.Popen(
        command, cwd=project.root, env=environment, stdout=log, stderr=log, start_new_session=True
    )
    address = f"http://localhost:{port}"
    until(lambda: running.poll() is not None or _answers(f"{address}/api?token={TOKEN}"))
    assert running.poll() is None, (home / "server.log").read_text("utf-8")
    return running, address


def stop(running: subprocess.Popen) -> list[psutil.Process]:
    """End the server and its kernels; returns the processes that had to be killed."""
    family = children(running.pid)
    os.killpg(running.pid, signal.SIGTERM)
    _, alive = psutil.wait_procs(family, timeout=30)
    for process in alive:
        process.kill()
    running.wait(30)
    return alive


def break_kernels(home) -> None:
    """Write a kernel of the usual name that cannot start into the home folder."""
    folder = home / ".local/share/jupyter/kernels/python3"
    folder.mkdir(parents=True)
    spec = {"argv": [shutil.which("false")], "display_name": "Synthetic broken kernel", "language": "python"}
    (folder / "kernel.json").write_text(json.dumps(spec), "utf-8")


def _is_whole(file: Path) -> bool:
    try:
        return bool(json.loads(file.read_text("utf-8")))
    except ValueError:
        return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _answers(address: str) -> bool:
    try:
        return urlopen(address, timeout=2).status == 200
    except OSError:
        return False
