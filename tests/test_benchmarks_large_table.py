import pyarrow.csv as pa_csv
import pytest

from baophu.ledger.names import provinces
from benchmarks import large_table
from benchmarks.large_table import DifferentRows, Measured, section
from benchmarks.large_table_made import HEADER, ROWS, Size, batches, size_of, write_table


def test_table_asked_for_is_all_provinces_and_no_less_than_the_rows():
    size = size_of(ROWS)
    assert (size.provinces, size.areas) == (63, 118)
    assert ROWS <= size.rows < 1.02 * ROWS
    assert size_of(1).rows == 12 * 14 * 40


def test_months_follow_each_other_and_figures_repeat_from_run_to_run(tmp_path):
    size = Size(provinces=2, areas=1)
    write_table(tmp_path / "synthetic.csv", size)
    rows = pa_csv.read_csv(tmp_path / "synthetic.csv").to_pandas()
    assert list(rows.columns) == list(HEADER)
    assert len(rows) == size.rows
    assert not rows.duplicated(list(HEADER[:-1])).any()
    assert rows["Tháng"].drop_duplicates().tolist()[:2] == ["01/2010", "02/2010"]
    assert set(rows["Tỉnh"]) == {row["name_vi"] for row in list(provinces().values())[:2]}
    assert set(rows["Địa phương"]) == {"Toàn tỉnh", "Huyện Synthetic 001"}
    assert next(batches(size)).equals(next(batches(size)))


def test_name_of_a_made_up_table_must_say_so(tmp_path):
    with pytest.raises(ValueError, match="synthetic-real.csv"):
        write_table(tmp_path / "real.csv", Size(1, 0))


def a_round(seconds, peak=200.0, rows=100, total=5.0):
    return {"seconds": seconds, "peak_mb": peak, "rows": rows, "total": total, "process": seconds + 1}


def a_run(province=0.1, peak=200.0):
    rounds = {"province": [a_round(province, peak)] * 3, "report": [a_round(0.01, rows=10)] * 3}
    rounds |= {"csv": [a_round(20.0, 9000.0)], "csv-arrow": [a_round(8.0, 7000.0)]}
    return Measured(6300, 100, 3000.0, 240.0, 4.0, a_round(120.0, 800.0, rows=6300), rounds)


@pytest.mark.parametrize(
    ("run", "said"),
    [
        (a_run(), "faster: met."),
        (a_run(province=0.3), "**not met: seconds, ratio**"),
        (a_run(peak=251.0), "**not met: memory**"),
    ],
)
def test_section_says_whether_what_is_allowed_was_kept(run, said):
    assert said in section(run, "2 CPUs (Synthetic Processor)")


def test_section_compares_with_the_faster_of_two_ways():
    said = section(a_run(), "2 CPUs (Synthetic Processor)")
    assert "80 times faster than by the faster" in said and "200 times faster than by its default" in said
    assert "| 100 ms | 100 ms | 100 ms | 1.10 s | 200 MB | 3 |" in said


def test_ways_that_read_other_rows_are_not_compared():
    rounds = {"province": [a_round(0.1)], "csv": [a_round(9.0, total=6.0)]}
    with pytest.raises(DifferentRows, match="2 rows|one province is"):
        large_table._same_rows(rounds, a_round(1.0, rows=7), 7)


def test_small_table_goes_the_whole_way(tmp_path):
    found = large_table.measured(rows=50_000, rounds=1, csv_rounds=1, scratch=tmp_path)
    assert found.rows == found.imported["rows"] >= 50_000
    assert {one["rows"] for way in ("province", "csv", "csv-arrow") for one in found.rounds[way]} == {
        found.province_rows
    }
    assert found.rounds["report"][0]["rows"] == 40 * 12 * 14
