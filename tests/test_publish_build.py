import errno
import os
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
import pytest
from click.testing import CliRunner
from data.contract.contract_notebook import FOLDER, NOTEBOOK, executed

from baophu.cli import main
from baophu.common import paths
from baophu.common.errors import BadDeadline, CellFailed, InvalidLedger, ReportNotWhole, UnknownEngine
from baophu.publish import build, notebook
from baophu.publish.freshness import ReadData
from baophu.publish.job_paths import NOTEBOOK as REPORT
from baophu.publish.render import RenderedReport

SLUG = "synthetic-province"


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """A checkout of its own, with the synthetic notebook as the report."""
    # The tables of this checkout are not a ledger; the tests of the ledger are elsewhere.
    monkeypatch.setattr(build, "ensure_valid", lambda data: None)
    areas = paths.DATA / "areas.csv"
    for name in ("DATA", "NOTEBOOKS", "REPORTS", "BUILD"):
        monkeypatch.setattr(paths, name, tmp_path / name.lower())
    monkeypatch.setattr(paths, "ROOT", tmp_path)
    monkeypatch.setattr(paths, "LOCK", tmp_path / "requirements.txt")
    paths.NOTEBOOKS.mkdir()
    (paths.DATA / "claims").mkdir(parents=True)
    shutil.copy(areas, paths.DATA)
    (paths.DATA / "claims" / "synthetic.csv").write_text("claim,value\n", encoding="utf-8")
    shutil.copy(NOTEBOOK, paths.NOTEBOOKS / REPORT)
    shutil.copy(FOLDER / "synthetic_province.py", paths.NOTEBOOKS)
    return tmp_path


@pytest.fixture
def runs(checkout, monkeypatch):
    """Executions without a kernel, in this process; the list tells how many there were."""
    made = []
    monkeypatch.setattr("baophu.publish.forks.is_usable", lambda: False)

    def quick(notebook, output, parameters, label, **settings):
        made.append(label)
        node = executed(parameters["language"])
        nbformat.write(node, output)
        return node

    monkeypatch.setattr("baophu.publish.execute.execute", quick)
    return made


def files(folder):
    return sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())


def test_real_kernel_builds_both_files(checkout):
    built = build.build_report(SLUG, "vi", province_name="Thử Nghiệm")
    assert built.is_rebuilt and built.html.name == f"{SLUG}.html" and built.pdf.name == f"{SLUG}.pdf"
    assert files(paths.REPORTS) == [f".keys/{SLUG}.vi.json", f"{SLUG}.html", f"{SLUG}.pdf"]
    assert [name for name in files(paths.BUILD) if name.endswith(".ipynb")] == [f"{SLUG}.vi.ipynb"]


def test_second_build_does_nothing(runs):
    build.build_report(SLUG, "vi")
    assert not build.build_report(SLUG, "vi").is_rebuilt
    assert len(runs) == 1


def test_english_report_has_its_own_files(runs):
    built = build.build_report(SLUG, "en")
    assert (built.html.name, built.pdf.name) == (f"{SLUG}.en.html", f"{SLUG}.en.pdf")


def test_page_format_of_the_decree_stands_beside_the_ordinary_one(runs):
    ordinary = build.build_report(SLUG, "vi")
    before = ordinary.html.read_bytes(), ordinary.pdf.read_bytes()
    decree = build.build_report(SLUG, "vi", profile="nd30")
    assert decree.is_rebuilt and decree.html is None and decree.files == (decree.pdf,)
    assert decree.pdf.name == f"{SLUG}.nd30.pdf" and decree.pdf.read_bytes() != before[1]
    assert (ordinary.html.read_bytes(), ordinary.pdf.read_bytes()) == before
    assert files(paths.REPORTS) == [
        f".keys/{SLUG}.vi.json",
        f".keys/{SLUG}.vi.nd30.json",
        f"{SLUG}.html",
        f"{SLUG}.nd30.pdf",
        f"{SLUG}.pdf",
    ]


def test_each_page_format_has_a_key_of_its_own(runs):
    build.build_report(SLUG, "en", profile="nd30")
    assert not build.build_report(SLUG, "en", profile="nd30").is_rebuilt
    assert build.build_report(SLUG, "en").is_rebuilt
    assert not build.build_report(SLUG, "en", profile="nd30").is_rebuilt
    assert (paths.REPORTS / f"{SLUG}.en.nd30.pdf").exists()


def test_failed_page_format_takes_only_itself_away(runs, monkeypatch):
    build.build_report(SLUG, "vi")
    build.build_report(SLUG, "vi", profile="nd30")
    monkeypatch.setattr("baophu.publish.execute.execute", failing(CellFailed("x: cell 1")))
    with pytest.raises(CellFailed):
        build.build_report(SLUG, "vi", force=True, profile="nd30")
    assert files(paths.REPORTS) == [f".keys/{SLUG}.vi.json", f"{SLUG}.html", f"{SLUG}.pdf"]


@pytest.mark.parametrize("slip", [UnknownEngine("rocket"), BadDeadline("soon")])
def test_a_slip_in_the_call_leaves_the_earlier_report(runs, monkeypatch, slip):
    build.build_report(SLUG, "vi")
    before = files(paths.REPORTS)
    monkeypatch.setattr("baophu.publish.execute.execute", failing(slip))
    with pytest.raises(type(slip)):
        build.build_report(SLUG, "vi", force=True)
    assert files(paths.REPORTS) == before


def test_forced_build_has_the_same_bytes(runs):
    first = build.build_report(SLUG, "vi")
    before = first.html.read_bytes(), first.pdf.read_bytes()
    again = build.build_report(SLUG, "vi", force=True)
    assert again.is_rebuilt and (again.html.read_bytes(), again.pdf.read_bytes()) == before


@pytest.mark.parametrize("name", ["data/claims/synthetic.csv", "data/local/claims/own.csv", "requirements.txt"])
def test_changed_input_builds_again(runs, checkout, name):
    build.build_report(SLUG, "vi")
    (checkout / name).parent.mkdir(parents=True, exist_ok=True)
    (checkout / name).write_text("changed", encoding="utf-8")
    assert build.build_report(SLUG, "vi").is_rebuilt


@pytest.mark.parametrize("suffix", ["html", "pdf"])
def test_changed_or_lost_output_builds_again(runs, suffix):
    build.build_report(SLUG, "vi")
    output = paths.REPORTS / f"{SLUG}.{suffix}"
    output.write_bytes(output.read_bytes() + b" ")
    assert build.build_report(SLUG, "vi").is_rebuilt
    output.unlink()
    assert build.build_report(SLUG, "vi").is_rebuilt


def test_edit_during_a_build_that_is_taken_back_is_not_taken_for_built(runs, checkout, monkeypatch):
    """Nobody knows which of both states the report was made from."""
    style = checkout / "requirements.txt"
    style.write_text("one", "utf-8")
    render = build.render

    def edited(*given, **named):
        style.write_text("two", "utf-8")
        return render(*given, **named)

    monkeypatch.setattr(build, "render", edited)
    build.build_report(SLUG, "vi")
    monkeypatch.setattr(build, "render", render)
    style.write_text("one", "utf-8")
    assert build.build_report(SLUG, "vi").is_rebuilt
    assert not build.build_report(SLUG, "vi").is_rebuilt


def test_data_that_come_and_go_during_a_build_are_recorded_as_the_report_read_them(runs, monkeypatch, facts_of):
    from baophu.facts.plain import compress

    read = ReadData("of another moment", compress(facts_of("can-tho")))
    render = build.render
    monkeypatch.setattr(build, "render", lambda *given, **named: RenderedReport(render(*given, **named).files, read))
    build.build_report(SLUG, "vi")
    monkeypatch.setattr(build, "render", render)
    assert build.build_report(SLUG, "vi").is_rebuilt


def failing(fault):
    def execute(notebook, output, parameters, label, **settings):
        output.write_text("{}", encoding="utf-8")
        raise fault

    return execute


@pytest.mark.parametrize("fault", [CellFailed("x: cell 1"), ReportNotWhole("x")])
def test_failed_report_does_not_look_built(runs, monkeypatch, fault):
    build.build_report(SLUG, "vi")
    build.build_report(SLUG, "en")
    monkeypatch.setattr("baophu.publish.execute.execute", failing(fault))
    with pytest.raises(type(fault)):
        build.build_report(SLUG, "vi", force=True)
    assert files(paths.REPORTS) == [f".keys/{SLUG}.en.json", f"{SLUG}.en.html", f"{SLUG}.en.pdf"]


@pytest.mark.parametrize("fault", [InvalidLedger(["row 1"]), KeyboardInterrupt(), OSError("disk full")])
def test_other_faults_leave_the_earlier_report_alone(runs, monkeypatch, fault):
    built = build.build_report(SLUG, "vi")
    before = files(paths.REPORTS), built.html.read_bytes()
    monkeypatch.setattr("baophu.publish.execute.execute", failing(fault))
    with pytest.raises(type(fault)):
        build.build_report(SLUG, "vi", force=True)
    assert (files(paths.REPORTS), built.html.read_bytes()) == before


def test_invalid_data_is_refused_before_the_kernel_starts(runs, monkeypatch):
    def refuse(data):
        raise InvalidLedger(["row 1"])

    built = build.build_report(SLUG, "vi")
    monkeypatch.setattr(build, "ensure_valid", refuse)
    with pytest.raises(InvalidLedger):
        build.build_report(SLUG, "vi", force=True)
    assert built.html.exists() and len(runs) == 1


def test_report_of_another_province_is_not_published(runs):
    with pytest.raises(ReportNotWhole, match='province is "synthetic-province" instead of "can-tho"'):
        build.build_report("can-tho", "vi")
    assert files(paths.REPORTS) == []


def test_full_disk_is_one_line_with_its_folder_and_leaves_no_temporary_file(runs, monkeypatch):
    write = Path.write_bytes

    def full(path, data):
        if path.suffix == ".pdf":
            write(path, data[:10])
            raise OSError(errno.ENOSPC, "No space left on device")
        return write(path, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError) as raised:
        build.build_report(SLUG, "vi")
    assert files(paths.REPORTS) == []
    monkeypatch.setattr(notebook, "build_notebook", lambda *given: (_ for _ in ()).throw(raised.value))
    monkeypatch.setattr(notebook, "find_notebook", Path)
    done = CliRunner().invoke(main, ["notebook", "x"])
    assert (done.exit_code, done.stderr) == (1, f"[Errno 28] No space left on device: '{paths.REPORTS}/.keys'\n")


def test_current_report_is_recognised_fast_and_without_libraries(runs, checkout):
    build.build_report(SLUG, "vi")
    script = (
        "import sys; from baophu.common import paths; from baophu.publish.build import build_report\n"
        "paths.LOCK = paths.ROOT / 'requirements.txt'\n"
        f"assert not build_report('{SLUG}', 'vi').is_rebuilt\n"
        "assert not {'nbformat', 'papermill', 'nbconvert', 'jinja2', 'typst', 'pandas'} & set(sys.modules)"
    )
    environment = {**os.environ, "BAOPHU_DATA": str(checkout / "data")}
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", script], check=True, env=environment)
    # A fifth of a second on an idle machine; the tests run beside each other.
    assert time.perf_counter() - start < 2


def test_two_builds_at_once_do_not_mix(runs):
    executed("vi")  # running the cells is not what is tested
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda _: build.build_report(SLUG, "vi", force=True), range(4)))
    assert files(paths.REPORTS) == [f".keys/{SLUG}.vi.json", f"{SLUG}.html", f"{SLUG}.pdf"]
    assert not build.build_report(SLUG, "vi").is_rebuilt
