"""The commands that ``benchmarks.reports`` measures, each in its own processes."""

import multiprocessing
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.plain_draw import figures
from benchmarks.trees import ROOT, Run, run_measured

_PARTS = ("baophu", "data", "notebooks", "Makefile", "requirements.txt", "pyproject.toml", ".venv")


@contextmanager
def checkout() -> Iterator[Path]:
    """A folder that make accepts as a checkout, linked to this one's code and data; reports are written into it."""
    with TemporaryDirectory(prefix="baophu-bench-") as folder:
        root = Path(folder)
        for part in _PARTS:
            (root / part).symlink_to(ROOT / part)
        (root / "reports").mkdir()
        if (ROOT / "build" / "data.ok").exists():
            (root / "build").mkdir()
            shutil.copy(ROOT / "build" / "data.ok", root / "build")
        yield root


def run_make(root: Path, *words: str) -> Run:
    """Measure one call of make in such a folder."""
    environment = {"BAOPHU_DATA": str(root / "data"), "PYTHONPATH": str(ROOT)}
    return run_measured(["make", "--no-print-directory", *words], root, environment)


def draw_reports(provinces: Sequence[str], languages: Sequence[str], width: int) -> Run:
    """Measure the lower bound of a run over many reports: analysis and drawing only, in a pool of processes."""
    words = [sys.executable, "-m", "benchmarks.report_rounds", "draw", str(width), ",".join(languages), *provinces]
    return run_measured(words, ROOT)


def set_pdfs(root: Path, width: int) -> Run:
    """Measure only the PDFs of the notebooks executed in such a folder, in a pool of processes."""
    notebooks = sorted(map(str, (root / "build").glob("*.ipynb")))
    return run_measured([sys.executable, "-m", "benchmarks.report_rounds", "set", str(width), *notebooks], ROOT)


def repeat_builds(root: Path, rounds: int, width: int) -> Run:
    """Measure one process that builds all reports several times, as for 630 provinces."""
    environment = {"BAOPHU_DATA": str(root / "data"), "PYTHONPATH": str(ROOT)}
    return run_measured(
        [sys.executable, "-m", "benchmarks.report_rounds", "repeat", str(rounds), str(width)], root, environment
    )


def _spread(call: Callable[..., int], things: Sequence, width: int) -> None:
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    with multiprocessing.get_context("spawn").Pool(width) as pool:
        for _ in pool.imap_unordered(call, things):
            pass


def _draw(pair: tuple[str, str]) -> int:
    import baophu

    province, language = pair
    return len(figures(baophu.province(province).facts, language))


def _set(notebook: str) -> int:
    import nbformat

    from baophu.export.run import PDF, export

    return len(export(nbformat.read(notebook, as_version=4), PDF))


def _repeat(rounds: int, width: int) -> None:
    """Print the memory of this process after each round, in millions of bytes."""
    import psutil

    from baophu.ledger.names import provinces
    from baophu.publish import batch

    for _ in range(rounds):
        plan = batch.plan_batch(batch.report_jobs(provinces()), force=True)
        results = batch.build_batch(plan, width)
        assert all(result.is_done for result in results)
        print(f"held {psutil.Process().memory_info().rss / 1e6:.1f}", flush=True)


def main() -> None:
    """Run as the process that is measured."""
    what, *words = sys.argv[1:]
    if what == "draw":
        _spread(
            _draw, [(province, language) for province in words[2:] for language in words[1].split(",")], int(words[0])
        )
    elif what == "set":
        _spread(_set, words[1:], int(words[0]))
    else:
        _repeat(*map(int, words))


if __name__ == "__main__":
    main()
