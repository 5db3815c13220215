"""Versions of the project stated side by side, each in a process of its own."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from baophu.compare import statement
from baophu.compare.errors import TreeDoesNotRun
from baophu.languages import LOCALES


@dataclass(frozen=True)
class Ask:
    """One version to be stated: what it is called, its code, and the folder that holds its data and notebooks.

    ``is_needed`` : without it nothing can be compared.
    """

    subject: str
    code: Path
    root: Path
    provinces: tuple[str, ...]
    is_needed: bool = False


def state_all(asks: list[Ask], scratch: Path) -> list[dict]:
    """Statements in the order asked, as many at a time as there are processors.

    Parameters
    ----------
    scratch : folder for the answers.

    Returns
    -------
    What ``statement`` writes, of each; with a ``fault`` alone where the process fails.

    Raises
    ------
    TreeDoesNotRun : one that is needed fails; the others are ended.
    """
    running: dict[int, tuple[subprocess.Popen, Path]] = {}
    answers: dict[int, dict] = {}
    jobs = os.cpu_count() or 1
    try:
        for number, ask in enumerate(asks):
            if len(running) >= jobs:
                first = min(running)
                answers[first] = _answer(asks[first], *running[first])
                del running[first]
            running[number] = _start(ask, scratch / f"{ask.root.name}-{number}.json")
        for number in sorted(running):
            answers[number] = _answer(asks[number], *running[number])
    finally:
        for process, _ in running.values():
            if process.poll() is None:
                process.kill()
                process.wait()
    return [answers[number] for number in range(len(asks))]


def _start(ask: Ask, file: Path) -> tuple[subprocess.Popen, Path]:
    request = {"root": str(ask.root), "provinces": ask.provinces, "languages": list(LOCALES)}
    environment = {**os.environ, "PYTHONPATH": str(ask.code), "BAOPHU_ROOT": str(ask.root), "MPLBACKEND": "agg"}
    # -P: the folder of the script is not searched for modules, only that of the version asked for.
    words = (sys.executable, "-P", statement.__file__, json.dumps(request), str(file))
    with file.with_suffix(".err").open("wb") as errors:
        process = subprocess.Popen(
            words, cwd=ask.root, env=environment, stdin=subprocess.DEVNULL, stdout=errors, stderr=errors
        )
    return process, file


def _answer(ask: Ask, process: subprocess.Popen, file: Path) -> dict:
    if process.wait() == 0:
        return json.loads(file.read_text("utf-8"))
    said = file.with_suffix(".err").read_text("utf-8", errors="replace").strip().rpartition("\n")[2]
    fault = f"{ask.subject} could not be stated: {said or f'ended with {process.returncode}'}"
    if ask.is_needed:
        raise TreeDoesNotRun(fault)
    return {"fault": fault}
