"""What `make bench` writes of reports, from made-up measurements."""

import sys

import pytest

from benchmarks import report_rounds
from benchmarks.reports import Measurements, section
from benchmarks.trees import ROOT, CommandFailed, Run, run_measured


def measure(**seconds):
    times = {
        "by_hand": 12.0, "ours": 2.0, "plain": 1.6, "sample": 10.0, "every": 60.0, "floor": 50.0, "pdfs": 25.0,
        "one_again": 0.2, "all_again": 0.3, "few": 9.0, "many": 300.0, **seconds,
    }  # fmt: skip
    found = {name: [Run(value, 100.0, 90.0, "held 80.0\nbuilt x\nheld 81.5\n")] for name, value in times.items()}
    return section(Measurements(**found), 63, "a synthetic machine")


def test_each_rule_is_said_with_its_ratio_and_its_limit():
    text = measure()
    assert "6.0 times faster; the limit is 4.5: met." in text
    assert "1.25 times the plain drawing; the limit is 1.5: met." in text
    assert "(1260 s by the mean of those measured): 21.0 times faster; the limit is 15: met." in text
    assert "1.20 times analysis and drawing; the limit is 1.4: met." in text
    assert "all reports: 0.80 times analysis, drawing and the setting of their PDFs" in text
    assert "not met" not in text


@pytest.mark.parametrize("name", ["ours", "every", "one_again"])
def test_rule_that_is_not_met_is_said_so(name):
    assert "**not met**" in measure(**{name: 900.0})


def test_memory_is_told_round_by_round():
    assert "after each 126 reports: 80, 82 MB" in measure()


def test_checkout_of_a_measurement_is_taken_for_one_and_goes_away():
    with report_rounds.checkout() as root:
        run = run_measured(["ls", "Makefile", "reports"], root)
        assert "Makefile" in run.output
        assert (root / "data").resolve() == ROOT / "data"
    assert not root.exists() and (ROOT / "data").is_dir()


def test_command_that_fails_says_nothing_of_its_time():
    with pytest.raises(CommandFailed, match="ended with 3"):
        run_measured([sys.executable, "-c", "import sys; sys.exit(3)"], ROOT)


def test_what_a_command_said_is_kept():
    run = run_measured([sys.executable, "-c", "print('held 5')"], ROOT)
    assert run.output == "held 5\n" and run.seconds > 0
