from importlib.metadata import version

import pytest

from benchmarks import analysis, machine
from benchmarks.page import LEAD, replace_section, seconds, table

DESCRIBED = "2 CPUs (Synthetic Processor), Linux, Python 3.11.0"


def a_round(every, **provinces):
    """One round of a synthetic measurement."""
    measures = {"import": 0.5, "load": 0.25, "all": every, "all_cpu": every, "each_alone": 9.0, "peak_mb": 140.4}
    return {**measures, "provinces": provinces, "version": "0123abc", "newest_source": "2024-01-31", "figures": 684}


ROUNDS = [a_round(every, **{"can-tho": 0.3, "ha-noi": 0.02}) for every in (1.0, 3.0, 2.0)]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (12.345, "12.3 s"),
        (1.234, "1.23 s"),
        (0.0456, "45.6 ms"),
        (0.000789, "0.789 ms"),
        (123.4, "123 s"),
        (0, "0.000 ms"),
    ],
)
def test_duration_is_said_to_three_digits(value, said):
    assert seconds(value) == said


def test_numbers_of_a_table_stand_to_the_right():
    assert table(("what", "median"), [("load", "1.00 s")]).splitlines() == [
        "| what | median |",
        "| --- | ---: |",
        "| load | 1.00 s |",
    ]


def test_section_is_put_at_the_end_of_the_page_with_its_marks():
    page = replace_section(LEAD, "synthetic", "## Synthetic\n")
    assert page.startswith(LEAD)
    assert page.endswith("\n\n<!-- synthetic: begin -->\n## Synthetic\n<!-- synthetic: end -->\n")


def test_section_written_again_replaces_itself_alone():
    page = replace_section(replace_section(LEAD, "one", "first"), "two", r"a \1 of no group")
    again = replace_section(page, "one", "second")
    assert "first" not in again
    assert again == replace_section(replace_section(LEAD, "one", "second"), "two", r"a \1 of no group")
    assert replace_section(again, "one", "second") == again


def test_table_of_the_analysis_gives_median_least_and_most_of_the_rounds():
    assert "| **all provinces, one ledger, one process** | 2.00 s | 1.00 s | 3.00 s |" in analysis.section(
        ROUNDS, DESCRIBED
    )


def test_section_names_data_version_and_machine():
    said = analysis.section(ROUNDS, DESCRIBED)
    assert "data version 0123abc, newest source of 2024-01-31" in said
    assert DESCRIBED in said
    assert "Peak memory: 140 MB" in said


def test_slowest_provinces_stand_first():
    rows = analysis.section(ROUNDS, DESCRIBED).splitlines()
    assert rows[-2:] == ["| can-tho | 300 ms |", "| ha-noi | 20.0 ms |"]


@pytest.mark.parametrize(("every", "said"), [(4.9, "together: met"), (5.1, "together: **not met**")])
def test_section_says_whether_the_time_allowed_was_kept(every, said):
    assert said in analysis.section([a_round(every, synthetic=1.0)], DESCRIBED)


def test_model_of_the_processor_is_read_and_may_be_missing():
    assert machine.cpu_model("processor\t: 0\nmodel name\t: Synthetic Processor\n") == "Synthetic Processor"
    assert machine.cpu_model("processor\t: 0\n") == ""


def test_machine_is_described_with_the_versions_asked_for():
    said = machine.describe_machine(("pandas",))
    assert f"pandas {version('pandas')}" in said
    assert "numpy" not in said
