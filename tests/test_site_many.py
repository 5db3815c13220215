"""Many tasks in worker processes: nothing stops the others."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

from processes import are_gone, children

from baophu.common.errors import CellFailed, InvalidLedger
from baophu.publish.forks import announce
from baophu.publish.workers import MAX_FAULT_LENGTH, Task, build_all, exit_code


def double(number):
    return 2 * number


def fail(label):
    raise CellFailed(f'{label}: cell 7 "page.changes()": TypeError: no number\nand more')


def stumble(text):
    raise ValueError(text)


def touch(folder, name, seconds):
    time.sleep(seconds)
    Path(folder, name).write_text(name, "utf-8")


def doubled(*numbers):
    return [Task(str(number), "vi", double, (number,)) for number in numbers]


def test_results_come_in_the_order_of_the_tasks_and_each_is_told_once():
    told = []
    assert build_all([], 2, told.append) == []
    assert [result.value for result in build_all(doubled(3, 1, 2), 2, told.append)] == [6, 2, 4]
    assert sorted(result.value for result in told) == [2, 4, 6]


def test_failure_names_the_cell_and_the_reason_and_stops_nothing():
    tasks = [Task("can-tho", "vi", fail, ("can-tho (vi)",)), *doubled(1, 2)]
    failed, *others = build_all(tasks, jobs=1)
    assert failed.task.label == "can-tho (vi)"
    assert failed.fault == 'cell 7 "page.changes()": TypeError: no number'
    assert [result.value for result in others] == [2, 4]
    assert exit_code([failed, *others]) == CellFailed.exit_code
    assert exit_code(others) == 0


def test_fault_that_is_not_ours_is_a_failure_too_and_stays_one_short_line():
    (result,) = build_all([Task("x", "vi", stumble, ("long " * 200 + "\nmore",))], jobs=1)
    assert result.fault.startswith("ValueError: long") and len(result.fault) == MAX_FAULT_LENGTH
    assert exit_code([result]) == 1


SCRIPT = """
import sys
sys.path.insert(0, {tests!r})
from baophu.publish.workers import Task, build_all
from test_site_many import touch
if __name__ == "__main__":
    tasks = [Task(str(n), "vi", touch, ({folder!r}, str(n), 0.8)) for n in range(6)]
    stopping = lambda: print("stopping", flush=True)
    try:
        build_all(tasks, 2, lambda result: print(result.task.subject, flush=True), stopping)
    except KeyboardInterrupt:
        sys.exit(130)
"""


def interrupted(tmp_path, sign):
    """Files made by a run that is interrupted after its first result."""
    script = tmp_path / "run.py"
    made = tmp_path / "made"
    made.mkdir()
    script.write_text(SCRIPT.format(tests=str(Path(__file__).parent), folder=str(made)), "utf-8")
    running = subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True, start_new_session=True)
    running.stdout.readline()
    # As a terminal does it: to the whole group.
    os.killpg(running.pid, sign)
    said = running.stdout.read()
    return running.wait(timeout=60), said, {file.name: file.read_text("utf-8") for file in made.iterdir()}


def test_ctrl_c_finishes_what_is_being_built_and_begins_nothing_more(tmp_path):
    code, said, made = interrupted(tmp_path, signal.SIGINT)
    assert code == 130 and "stopping" in said
    assert 1 <= len(made) < 6
    assert all(name == text for name, text in made.items())


def test_being_asked_to_end_is_the_same_as_ctrl_c(tmp_path):
    code, _, made = interrupted(tmp_path, signal.SIGTERM)
    assert code == 130 and 1 <= len(made) < 6


def die_after(seconds):
    time.sleep(seconds)
    os._exit(1)


def test_worker_that_dies_takes_no_other_task_along():
    """Also one that dies while the result of another is told."""
    tasks = [Task("dead", "vi", die_after, (0,)), *doubled(1), Task("dying", "vi", die_after, (0.3,)), *doubled(2, 3)]
    results = build_all(tasks, 2, lambda result: time.sleep(0.5))
    assert [result.value for result in results if result.is_done] == [2, 4, 6]
    dead = [result for result in results if not result.is_done]
    assert [result.task.subject for result in dead] == ["dead", "dying"]
    assert all("memory" in result.fault and result.exit_code == CellFailed.exit_code for result in dead)


def hang(cell):
    announce(cell)
    time.sleep(600)


def test_task_whose_cell_never_ends_is_ended_and_names_it(monkeypatch):
    monkeypatch.setenv("BAOPHU_CELL_SECONDS", "0.5")
    slow, other = build_all([Task("x", "vi", hang, ("cell 3",)), *doubled(1)], 2)
    assert slow.fault == "cell 3: ran longer than 0.5 seconds" and slow.is_report_fault
    assert other.value == 2


def test_result_is_settled_before_it_is_told_and_a_fault_in_it_is_that_of_the_task():
    def settle(result):
        if result.value == 4:
            raise OSError("disk full")
        return replace(result, value=-result.value)

    told = []
    results = build_all(doubled(1, 2, 3), 2, told.append, process_result=settle)
    assert [result.value for result in results] == [-2, None, -6]
    assert [result.fault for result in results if not result.is_done] == ["OSError: disk full"]
    assert sorted(result.task.subject for result in told) == ["1", "2", "3"]


def test_fault_of_the_data_or_the_machine_is_not_the_reports_own():
    tasks = [
        Task("a", "vi", fail, ("a",)),
        Task("b", "vi", stumble, ("x",)),
        Task("c", "vi", refuse),
        Task("d", "vi", die_after, (0,)),
    ]
    assert [result.is_report_fault for result in build_all(tasks, 2)] == [True, True, False, False]


def refuse():
    raise InvalidLedger(["row 1"])


def unpicklable():
    return lambda: None


def test_value_that_cannot_be_sent_is_a_failure():
    (result,) = build_all([Task("x", "vi", unpicklable)], 1)
    assert "pickle" in result.fault.lower()


def begin_and_leave(folder):
    """A worker that dies while a process of its own goes on."""
    started = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    Path(folder, "pid").write_text(str(started.pid), "utf-8")
    os._exit(1)


def test_what_a_dead_worker_had_begun_is_ended(tmp_path):
    (result,) = build_all([Task("x", "vi", begin_and_leave, (str(tmp_path),))], 1)
    assert "worker process died" in result.fault
    assert are_gone([int((tmp_path / "pid").read_text("utf-8"))])


def test_second_ctrl_c_ends_at_once(tmp_path):
    script = tmp_path / "run.py"
    made = tmp_path / "made"
    made.mkdir()
    script.write_text(SCRIPT.format(tests=str(Path(__file__).parent), folder=str(made)).replace("0.8", "60"), "utf-8")
    running = subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True, start_new_session=True)
    workers = []
    while len(workers) < 2:
        time.sleep(0.05)
        workers = children(running.pid, recursive=False)
    time.sleep(0.5)  # for both to have begun their sleep
    os.killpg(running.pid, signal.SIGINT)
    assert running.stdout.readline() == "stopping\n"
    os.killpg(running.pid, signal.SIGINT)
    assert running.wait(timeout=30) == 130
    assert are_gone(worker.pid for worker in workers) and list(made.iterdir()) == []


def test_workers_end_when_their_parent_is_killed(tmp_path):
    script = tmp_path / "run.py"
    script.write_text(
        SCRIPT.format(tests=str(Path(__file__).parent), folder=str(tmp_path)).replace("0.8", "600"), "utf-8"
    )
    running = subprocess.Popen([sys.executable, str(script)], stdout=subprocess.DEVNULL)
    workers = []
    while len(workers) < 2:
        time.sleep(0.05)
        workers = children(running.pid, recursive=False)
    time.sleep(0.5)
    running.kill()
    running.wait()
    assert are_gone(worker.pid for worker in workers)
