"""The measurement of card records: plain pandas counts the same numbers, limits are said as they are."""

import pytest

from baophu.records.cubes import build_cubes
from baophu.records.synthetic import synthetic_records, write_synthetic
from benchmarks import records
from benchmarks.records_digests import digests, read_codes
from benchmarks.records_pandas import make_cubes, make_segments, read_folder


def test_plain_pandas_counts_the_same_numbers(tmp_path):
    folder = tmp_path / "office"
    write_synthetic(folder, *synthetic_records(800, 3), files=2)
    build_cubes(folder)
    spells, events, start, cut = read_folder(folder)
    assert digests(make_cubes(make_segments(spells, events, start, cut), start, cut)) == digests(read_codes(folder))


def costs(seconds, peak_mb):
    return {"seconds": seconds, "processor": seconds * 1.5, "peak_mb": peak_mb}


LOOK = {
    "curves": {"median": 0.001, "most": 0.002, "processor": 0.001},
    "decompositions": {"median": 0.02, "most": 0.4, "processor": 0.015},
    "any_day": {"median": 0.6, "most": 0.6, "processor": 0.5},
}
SMALL = {"build": costs(10, 600), "again": costs(0.3, 100), "look": LOOK, "plain": costs(30, 4200), "equal": True}
LARGE = {"build": costs(100, 2600), "again": costs(3, 100), "look": LOOK}


@pytest.mark.parametrize(
    "line",
    [
        "| **10 million spells, 9 districts** | 10.0 s | 15.0 s | 600 MB |",
        "| **100 million spells, 567 districts** | 100 s | 150 s | 2600 MB |",
        "| decomposition between month ends, median (most) | 20.0 ms (400 ms) | 15.0 ms |  |",
        "- 10 million spells, seconds: 10; the limit is 12: met.",
        "- times faster than pandas: 3; the limit is 3.5: **not met**.",
        "- times less memory than pandas: 7; the limit is 4: met.",
        "- slowest curves or decomposition, seconds: 0.4; the limit is 0.3: **not met**.",
        "- 100x63 million spells, megabytes: 2.6e+03; the limit is 2500: **not met**.",
    ],
)
def test_section_says_what_is_met_and_what_is_not(line):
    assert line in records.section({"10": SMALL, "100x63": LARGE}, "a synthetic machine").splitlines()
