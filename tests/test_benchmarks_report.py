import re
import sys
from pathlib import Path

import nbformat
import pytest
from pages import executed_report

from baophu.common.paths import NOTEBOOKS
from baophu.report.blocks import Chart
from baophu.report.province_charts import CHARTS, province_chart
from baophu.report.words import Words
from benchmarks import naive, plain_draw
from benchmarks.trees import CommandFailed, Run, run_measured


@pytest.fixture(scope="module")
def facts(facts_of):
    """A province that has every figure but one."""
    return facts_of("binh-thuan")


def test_the_floor_draws_every_figure_of_the_notebook(facts):
    notebook = nbformat.read(NOTEBOOKS / "province_report.ipynb", as_version=4)
    source = "\n".join(cell.source for cell in notebook.cells)
    names = re.findall(r"^page\.figure\(.*\"(\w+)\"\)$", source, re.MULTILINE)
    assert sorted(names) == sorted(CHARTS)
    drawn = [name for name in names if isinstance(province_chart(name, facts, Words(facts, "vi")), Chart)]
    assert len(drawn) > 3 and [f"{name}-chart" for name in drawn] == list(plain_draw.figures(facts, "vi"))


def test_the_floor_draws_the_very_figures_of_the_report(facts):
    chart = next(
        bundle["image/svg+xml"]
        for cell in executed_report(facts, "vi").cells
        for output in cell.get("outputs", [])
        if "image/svg+xml" in (bundle := output.data)
    )
    assert plain_draw.figures(facts, "vi")["levels-chart"] == chart


def test_a_run_has_its_time_and_the_memory_of_the_processes_it_starts(tmp_path):
    child = "import time; held = bytearray(80_000_000); held[::4096] = b'x' * len(held[::4096]); time.sleep(0.5)"
    run = run_measured(
        [sys.executable, "-c", f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"], tmp_path
    )
    assert run.seconds > 0.5
    assert run.peak_mb > 80


def test_a_command_that_fails_is_not_measured(tmp_path):
    with pytest.raises(CommandFailed, match="ended with 3: said before"):
        run_measured([sys.executable, "-c", "print('said before'); raise SystemExit(3)"], tmp_path)


def test_runs_one_after_another_add_their_times_and_not_their_memory():
    assert Run.one_after_another([Run(1.0, 300.0), Run(2.0, 200.0)]) == Run(3.0, 300.0)


def test_playwright_is_led_to_the_systems_browser(tmp_path):
    chromium = tmp_path / "synthetic-chromium"
    environment = naive.browsers_with(chromium, tmp_path / "browsers")
    (link,) = [path for path in Path(environment["PLAYWRIGHT_BROWSERS_PATH"]).rglob("*") if path.is_symlink()]
    assert link.readlink() == chromium


def test_without_a_browser_the_cure_is_said(monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(naive.BrowserMissing, match="apt install chromium"):
        naive.system_browser()
