"""Long tables of all provinces, on small synthetic ones: what is held to here is the same at any length."""

import random
import shutil

import pandas as pd
import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq
import pytest
from checkout import copy_project
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_importer_kit import TODAY, office

from baophu.importer import store
from baophu.importer.errors import InvalidImport, Undecided
from baophu.importer.long import batches, provinces
from baophu.importer.long.run import import_long
from baophu.importer.long.summary import outcome, summary
from baophu.importer.options import Options
from baophu.importer.store import csv_bytes
from baophu.ledger.schemas import CLAIMS
from baophu.ledger.series import COLUMNS, read_series
from baophu.ledger.tables import load

HEADER = ["Tỉnh", "Huyện", "Tháng", "Loại hình", "Nhóm", "Số người"]
ROWS = [
    ["Hà Tĩnh", "Huyện Kỳ Anh", "12/2021", "BHYT", "", "112345"],
    ["Cần Thơ", "Toàn tỉnh", "12/2021", "BHYT", "", "1100000"],
    ["Hà Tĩnh", "Toàn tỉnh", "12/2021", "BHYT", "", "1152062"],
    ["Hà Tĩnh", "Toàn tỉnh", "11/2021", "BHXH tự nguyện", "", "31000"],
    ["Hà Tĩnh", "Huyện Thạch Hà", "12/2021", "BHYT", "Học sinh sinh viên", "20111"],
]


@pytest.fixture
def here(tmp_path):
    return office(tmp_path)


def run(here, path, **answers):
    told = {name: answers.pop(name) for name in ("dry_run", "province_column") if name in answers}
    return import_long(path, Options(**answers), here.data, today=TODAY, **told)


def table(here, *rows, name="synthetic-long.csv", header=HEADER, **form):
    return here.csv(header, *rows, name=name, **form)


def changed(row, **cells):
    return [cells.get(f"c{number}", cell) for number, cell in enumerate(row)]


def read(here, province="ha-tinh"):
    frame = read_series(here.data, province, columns=COLUMNS)
    return [tuple(row) for row in frame.astype({"as_of": "str"}).itertuples(index=False)]


# ── What is written ───────────────────────────────────────────────────────────────────────────────────────────────


def test_each_province_has_a_file_of_its_own_with_its_rows_alone(here):
    found = run(here, table(here, *ROWS))
    source = found.source["source_id"]
    assert set(here.local()) == {
        "sources.csv",
        f"series/province=ha-tinh/{source}.parquet",
        f"series/province=can-tho/{source}.parquet",
    }
    shared = ("persons", "month", source)
    kinds = [
        (area, scheme, group, value, day, place) for area, scheme, group, _, value, _, day, _, _, place in read(here)
    ]
    assert kinds == [
        ("ha-tinh", "bhxh_tn", "total", 31000.0, "2021-11-30", "sheet:synthetic-long.csv!R5C6"),
        ("ha-tinh", "bhyt", "total", 1152062.0, "2021-12-31", "sheet:synthetic-long.csv!R4C6"),
        ("ha-tinh-ky-anh", "bhyt", "total", 112345.0, "2021-12-31", "sheet:synthetic-long.csv!R2C6"),
        ("ha-tinh-thach-ha", "bhyt", "students", 20111.0, "2021-12-31", "sheet:synthetic-long.csv!R6C6"),
    ]
    assert {(unit, precision, by) for _, _, _, _, _, unit, _, precision, by, _ in read(here)} == {shared}
    assert [row[0] for row in read(here, "can-tho")] == ["can-tho"]


def test_same_file_twice_adds_nothing(here):
    path = table(here, *ROWS)
    run(here, path)
    before = here.local()
    again = run(here, path)
    assert (again.fresh, again.same) == (0, 5)
    assert here.local() == before
    assert outcome(again, True) == "nothing new: all 5 figures of synthetic-long.csv were imported before"


def test_dry_run_writes_nothing_at_all(here):
    assert run(here, table(here, *ROWS), dry_run=True).fresh == 5
    assert not (here.data / "local").exists()


def test_parquet_says_the_same_as_text(here):
    path = table(here, *ROWS)
    run(here, path)
    of_text = read(here)
    rows = pa_csv.read_csv(path, parse_options=pa_csv.ParseOptions(delimiter=";"))
    coded = rows.set_column(0, "Tỉnh", rows.column(0).dictionary_encode())
    pq.write_table(coded, here.folder / "synthetic-long.parquet")
    shutil.rmtree(here.data / "local")
    assert run(here, here.folder / "synthetic-long.parquet").fresh == 5
    assert [row[:8] for row in read(here)] == [row[:8] for row in of_text]


def test_many_small_batches_give_the_same_files(here, monkeypatch):
    rows = [changed(ROWS[2], c2=f"{month:02d}/{year}", c5=str(1_000_000 + 100 * year + month))
            for year in range(2010, 2022) for month in range(1, 13)]  # fmt: skip
    path = table(here, *rows, *ROWS[3:])
    run(here, path)
    whole = here.local()
    shutil.rmtree(here.data / "local")
    monkeypatch.setattr(batches, "_BLOCK", 512)
    seen = []
    real = batches.LongFile.batches
    monkeypatch.setattr(batches.LongFile, "batches", lambda *a: (seen.append(b) or b for b in real(*a)))
    run(here, path)
    assert here.local() == whole
    assert len(seen) > 20
    assert max(len(batch.figures[5]) for batch in seen) < 20


def test_report_reads_the_file_of_its_own_province_alone(here, monkeypatch, build_apart):
    (here.data / "claims" / "viet-nam.csv").write_bytes(csv_bytes(CLAIMS, []))
    run(here, table(here, *ROWS))
    opened = []
    real = pq.ParquetFile.__init__
    monkeypatch.setattr(pq.ParquetFile, "__init__", lambda *a, **k: opened.append(str(a[1])) or real(*a, **k))
    claims = load(here.data, province="ha-tinh").claims
    assert len(claims[claims["claim_id"].str.startswith("local-")]) == 2
    assert opened and all("province=ha-tinh" in name for name in opened)


def test_unknown_areas_are_added_to_their_own_provinces_when_told(here):
    rows = [changed(ROWS[0], c0=name, c1="Huyện Synthetic 01", c5="1000") for name in ("Hà Tĩnh", "Cần Thơ")]
    with pytest.raises(Undecided, match="areas that areas.csv does not have") as caught:
        run(here, table(here, *rows))
    assert "'Huyện Synthetic 01 (ha-tinh)', 'Huyện Synthetic 01 (can-tho)'" in str(caught.value)
    assert here.local() == {}
    run(here, table(here, *rows), add_areas=True)
    assert [row[0] for row in read(here)] == ["ha-tinh-synthetic-01"]
    assert [row[0] for row in read(here, "can-tho")] == ["can-tho-synthetic-01"]
    assert b"can-tho-synthetic-01" in here.local()["areas.csv"]


def test_table_of_provinces_alone_needs_no_column_of_areas(here):
    run(here, table(here, ["Hà Tĩnh", "2021", "90,4%"], ["Cần Thơ", "2021", "89%"],
                    header=["Tỉnh", "Năm", "Tỷ lệ bao phủ BHYT"]))  # fmt: skip
    (row,) = read(here)
    assert row[:8] == ("ha-tinh", "bhyt", "total", "rate", 90.4, "percent_of_population", "2021-12-31", "year")


def test_several_columns_of_figures_are_kept_apart(here):
    header = ["Tỉnh", "Ngày", "Số người tham gia BHYT", "Tỷ lệ bao phủ BHYT"]
    run(here, table(here, ["Hà Tĩnh", "31/12/2021", "1.152.062", "89,9"], ["Hà Tĩnh", "30/06/2021", "-", "90,1"],
                    header=header))  # fmt: skip
    assert [(row[3], row[4], row[6], row[9][-4:]) for row in read(here)] == [
        ("rate", 90.1, "2021-06-30", "R3C4"),
        ("count", 1152062.0, "2021-12-31", "R2C3"),
        ("rate", 89.9, "2021-12-31", "R2C4"),
    ]


def test_summary_says_what_was_understood_and_left_out(here):
    found = run(here, table(here, *ROWS, changed(ROWS[2], c2="10/2021", c5="-"), ROWS[0]), dry_run=True)
    said = summary(found, False)
    assert "file      synthetic-long.csv, 7 rows below row 1" in said
    assert "1 Tỉnh: province" in said and "6 Số người: figures" in said
    assert "blank     1 cells without a figure" in said
    assert "1 figures stand twice with the same value and are taken once" in said
    assert said.endswith("would write 5 figures of 2 provinces to data/local/series/province=*/"
                         f"{found.source['source_id']}.parquet")  # fmt: skip


# ── Against the reading cell by cell ──────────────────────────────────────────────────────────────────────────────

NUMBERS = st.one_of(
    st.integers(0, 1_200_000).map(str),
    st.integers(1000, 1_200_000).map(lambda n: f"{n:,}".replace(",", ".")),
    st.integers(0, 99_999).map(lambda n: f"{n} người"),
    st.sampled_from(["-", "", "…", "12 345"]),
)
LINES = st.tuples(
    st.sampled_from(["Toàn tỉnh", "Kỳ Anh", "Huyện Thạch Hà", "TX Hồng Lĩnh", "THACH HA"]),
    st.sampled_from(["12/2021", "T1/2022", "2019", "30/06/2022", "13/05/2020", "Quý 2/2021"]),
    st.sampled_from(["BHYT", "bhxh_tn", "BHXH bắt buộc", "BH thất nghiệp"]),
    st.sampled_from(["", "HSSV", "Người nghèo", "Tổng số"]),
    NUMBERS,
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(LINES, min_size=1, max_size=30, unique_by=lambda line: line[:4]), st.randoms(use_true_random=False))
def test_long_reading_says_what_reading_cell_by_cell_says(tmp_path_factory, lines, shuffle):
    here = office(tmp_path_factory.mktemp("long"))
    header = ["Huyện", "Thời gian", "Loại hình", "Nhóm", "Số người"]
    figure = ["Toàn tỉnh", "31/12/2018", "BHYT", "", "1.152.062"]
    try:
        cells = here.read(here.csv(header, figure, *lines))
    except (InvalidImport, Undecided) as error:
        with pytest.raises(type(error)):
            run(here, table(here, *(["Hà Tĩnh", *line] for line in (figure, *lines)), header=["Tỉnh", *header]))
        return
    lines = [figure, *lines]
    shuffle.shuffle(lines)
    run(here, table(here, *(["Hà Tĩnh", *line] for line in lines), header=["Tỉnh", *header]))
    expected = {(f.area, f.scheme, f.group, f.kind, f.unit, str(f.as_of), f.precision): float(f.value)
                for f in cells.figures}  # fmt: skip
    assert {(a, s, g, k, u, day, p): value for a, s, g, k, value, u, day, p, _, _ in read(here)} == expected


# ── What is refused ───────────────────────────────────────────────────────────────────────────────────────────────


def refused(here, path, *said, error=InvalidImport, **answers):
    with pytest.raises(error) as caught:
        run(here, path, **answers)
    for words in said:
        assert words in str(caught.value)
    assert here.local() == {}
    assert not list((here.data / "local").glob(".import-*"))
    return caught.value


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"c5": "1152O62"}, ["!R7C6 '1152O62': not a number", "Type the figure alone"]),
        ({"c0": "Hà Tỉnhh"}, ["!R7C1 'Hà Tỉnhh': no province has this name", "ha-tinh"]),
        ({"c0": ""}, ["!R7C6: a figure without a province or an area"]),
        ({"c1": ""}, ["!R7C6: a figure without a province or an area"]),
        ({"c2": "13/2021"}, ["!R7C6", "its day 2021-13 is in no calendar"]),
        ({"c2": "12/2031"}, ["!R7C6", "the day 2031-12-31 is still to come"]),
        ({"c5": "9152062"}, ["!R7C6 '9152062': more than the population of the area or its province"]),
        ({"c5": "-5"}, ["!R7C6 '-5': a count below zero"]),
        ({"c1": "Cần Thơ"}, ["!R7C2 'Cần Thơ': not in ha-tinh, the province of its row"]),
        ({}, ["!R7C6 '1152063': the same area, scheme, kind and day as", "!R4C6, which says 1152062"]),
    ],
)
def test_fault_is_named_with_its_cell_and_cure_and_nothing_is_written(here, cells, said):
    row = changed(ROWS[2], **{"c5": "1152063", **({"c2": "10/2021"} if cells else {}), **cells})
    refused(here, table(here, *ROWS, row), *said)


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"c3": "BHXHX"}, ["unknown scheme: 'BHXHX'", "!R7C4"]),
        ({"c5": "1.052"}, ["'1.052' reads as two numbers", "--decimal"]),
        ({"c0": "Cả nước"}, ["'Cả nước' is no province", "--skip-other-provinces"]),
        ({"c1": "Hà Tĩnh"}, ["whole province or its city", "--area 'Hà Tĩnh=ha-tinh'"]),
    ],
)
def test_what_the_file_leaves_open_is_asked(here, cells, said):
    refused(here, table(here, *ROWS, changed(ROWS[2], c2="10/2021", **cells)), *said, error=Undecided)


def test_questions_of_areas_and_of_words_come_together(here):
    row = changed(ROWS[2], c1="Huyện Synthetic", c3="BHXHX")
    error = refused(here, table(here, *ROWS, row), error=Undecided)
    assert len(error.questions) == 2


def test_table_that_names_no_province_is_asked_for_the_column(here):
    path = table(here, *(row[1:] for row in ROWS), header=HEADER[1:])
    refused(here, path, "which column names the province", "--province-column 1  Huyện", error=Undecided)


def test_column_of_the_province_is_known_by_its_names_or_as_told(here):
    header = ["Đơn vị hành chính", *HEADER[1:]]
    assert run(here, table(here, *ROWS, header=header), dry_run=True).columns.province == 0
    header = ["Nơi", *HEADER[1:]]
    assert run(here, table(here, *ROWS, header=header), dry_run=True, province_column="Nơi").columns.province == 0


def test_mixed_percent_signs_are_refused(here):
    path = table(here, ["Hà Tĩnh", "2021", "90,4%"], ["Hà Tĩnh", "2020", "89"],
                 header=["Tỉnh", "Năm", "Tỷ lệ bao phủ BHYT"])  # fmt: skip
    refused(here, path, "!R3C3 '89': no percent sign here, but one in row 2")


def test_row_of_another_width_is_named(here):
    refused(here, table(here, *ROWS, ROWS[0][:4]), "row 7", "the row has 4 cells, the header 6")


def test_blank_lines_are_no_rows_and_keep_the_numbers_of_the_others(here):
    path = table(here, *ROWS[:2], [], *ROWS[2:], [])
    run(here, path)
    assert "sheet:synthetic-long.csv!R5C6" in {row[9] for row in read(here)}


def test_bytes_that_are_no_text_are_named_with_their_line(here, monkeypatch):
    path = table(here, *ROWS, *ROWS)
    path.write_bytes(path.read_bytes() + "Hà Tĩnh;Huyện Kỳ Anh;10/2021;BHYT;;5\n".encode("cp1258", "replace"))
    monkeypatch.setattr(batches, "_SAMPLE", 200)
    refused(here, path, "synthetic-long.csv, line 12: not in utf-8")


def test_other_formats_and_missing_files_are_refused(here):
    refused(here, here.xlsx(HEADER, *ROWS), "read from CSV or Parquet", "PROVINCE=ha-tinh")
    refused(here, here.folder / "none.csv", "there is no such file")
    (here.folder / "broken.parquet").write_bytes(b"synthetic")
    refused(here, here.folder / "broken.parquet", "not a Parquet file")


# ── Beside earlier imports ────────────────────────────────────────────────────────────────────────────────────────


def test_newer_table_conflicts_until_told_to_replace(here):
    here.run(here.csv(HEADER[1:], ROWS[0][1:], name="synthetic-earlier.csv"))  # a table of claims
    run(here, table(here, *ROWS[1:]))
    before = here.local()
    newer = table(
        here, changed(ROWS[0], c5="112346"), changed(ROWS[2], c5="1152063"), ROWS[3], name="synthetic-newer.csv"
    )
    with pytest.raises(InvalidImport) as caught:
        run(here, newer)
    assert "synthetic-newer.csv!R2C6 '112346': an earlier import says 112345 (ha-tinh.csv)" in str(caught.value)
    assert "synthetic-newer.csv!R3C6 '1152063': an earlier import says 1152062 (local-synthetic-long" in str(
        caught.value
    )
    assert here.local() == before
    found = run(here, newer, replace=True)
    assert (found.fresh, found.same, found.replaced) == (2, 1, 2)
    assert sorted((row[0], row[4]) for row in read(here)) == [
        ("ha-tinh", 31000.0),
        ("ha-tinh", 1152063.0),
        ("ha-tinh-ky-anh", 112346.0),
        ("ha-tinh-thach-ha", 20111.0),
    ]
    assert here.claims() == []
    # What was kept of a file still says where it stood, and reads as one table with the newer.
    assert "sheet:synthetic-long.csv!R4C6" in {row[9] for row in read(here)}
    assert [row[0] for row in read(here)] == sorted(row[0] for row in read(here))


def test_file_replaced_in_part_comes_back_when_told(here):
    path, newer = table(here, *ROWS), table(here, changed(ROWS[2], c5="1152063"), name="synthetic-newer.csv")
    run(here, path)
    first = read(here)
    run(here, newer, replace=True)
    run(here, path, replace=True)
    assert read(here) == first


def test_interrupted_import_leaves_the_earlier_state(here, monkeypatch):
    run(here, table(here, *ROWS))
    before = here.local()
    newer = table(here, *(changed(row, c2="10/2021") for row in ROWS), name="synthetic-newer.csv")
    real = store.os.replace
    calls = []

    def fail(*given):
        calls.append(given)
        if len(calls) == 2:
            raise OSError("disk full")
        return real(*given)

    with monkeypatch.context() as patch:
        patch.setattr(store.os, "replace", fail)
        with pytest.raises(OSError, match="disk full"):
            run(here, newer)
    assert here.local() == before
    assert run(here, newer).fresh == 5


def test_scratch_of_a_killed_import_is_removed_by_the_next(here):
    left = here.data / "local" / ".import-synthetic"
    left.mkdir(parents=True)
    (left / "ha-tinh.arrow").write_bytes(b"synthetic")
    run(here, table(here, *ROWS))
    assert not left.exists()


def test_figures_of_provinces_meet_in_no_file_whatever_their_order(here):
    rows = [changed(ROWS[2], c0=name, c2=f"{month:02d}/2020", c5=str(1000 + month))
            for month in range(1, 13) for name in ("Hà Tĩnh", "Cần Thơ", "Hà Nội")]  # fmt: skip
    random.Random(0).shuffle(rows)
    run(here, table(here, *rows))
    for slug in ("ha-tinh", "can-tho", "ha-noi"):
        frame = pd.DataFrame(read(here, slug))
        assert set(frame[0]) == {slug}
        assert frame[4].tolist() == [1000.0 + month for month in range(1, 13)]


def test_keys_of_earlier_figures_are_those_of_the_same_new_ones(here):
    found = run(here, table(here, *ROWS))
    ranks = provinces.Ranks.of(found.codes)
    keys = ranks.keys_of(read_series(here.data, "ha-tinh"))
    assert sorted(keys) == keys.tolist() and (keys >= 0).all() and len(set(keys)) == 4
    strange = read_series(here.data, "ha-tinh").assign(group="poor")
    assert (ranks.keys_of(strange) == -1).all()


# ── The command ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_make_import_takes_all_provinces_at_once(tmp_path):
    project = copy_project(tmp_path / "project")
    path = tmp_path / "synthetic-long.csv"
    path.write_text("\n".join(",".join(row) for row in [HEADER, *ROWS]) + "\n", "utf-8")
    asked = project.make("import", FILE=str(path), PROVINCE="all")
    assert asked.returncode == 2
    assert "areas that areas.csv does not have: 'Huyện Kỳ Anh (ha-tinh)'" in asked.stderr
    done = project.make("import", FILE=str(path), PROVINCE="all", OPTIONS="--add-areas --yes")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(
        "wrote 5 figures of 2 provinces to data/local/series/province=*/local-synthetic-long-"
    )
    wrong = project.baophu("import", "--province", "ha-tinh", "--province-column", "A", "--", str(path))
    assert wrong.returncode == 2 and "--province-column goes with --province all" in wrong.stderr


def test_table_coded_in_parquet_with_days_and_numbers(here):
    days = pa.array(pd.to_datetime(["2021-12-31", "2022-06-30"])).cast(pa.date32())
    columns = {"Tỉnh": ["Hà Tĩnh"] * 2, "Ngày": days, "Tỷ lệ bao phủ BHYT": pa.array([90.25, None])}
    pq.write_table(pa.table(columns), here.folder / "synthetic-days.parquet")
    found = run(here, here.folder / "synthetic-days.parquet")
    assert (found.fresh, found.missing) == (1, 1)
    assert [(row[4], row[6], row[7]) for row in read(here)] == [(90.25, "2021-12-31", "day")]
