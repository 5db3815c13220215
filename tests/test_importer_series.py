import datetime as dt

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest
from test_importer_kit import office

from baophu.importer import merge
from baophu.importer.errors import InvalidImport
from baophu.ledger import series
from baophu.ledger.series import COLUMNS, groups_with, read_series, write_series

AREAS = [f"ha-tinh-synthetic-{number:03d}" for number in range(250)]
SCHEMES = ["bhyt", "bhxh_bb", "bhxh_tn", "bhtn"]
DAYS = 1000
SIZE = len(AREAS) * len(SCHEMES) * DAYS


@pytest.fixture
def here(tmp_path):
    return office(tmp_path)


def chunks():
    """A million figures, a tenth at a time, in no order of areas."""
    for part in range(10):
        numbers = np.arange(part, SIZE, 10)
        area, rest = numbers % len(AREAS), numbers // len(AREAS)
        days = pd.Timestamp("2015-01-01") + pd.to_timedelta(rest // len(SCHEMES), unit="D")
        yield pd.DataFrame(
            {
                "area": np.array(AREAS)[area],
                "scheme": np.array(SCHEMES)[rest % len(SCHEMES)],
                "group": "total",
                "kind": "count",
                "value": numbers.astype(float),
                "unit": "persons",
                "as_of": days.astype("datetime64[s]"),
                "as_of_precision": "day",
                "source_id": "local-synthetic",
                "locator": "sheet:synthetic!A1",
            }
        )


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    data = tmp_path_factory.mktemp("series")
    path = series.folder(data, "ha-tinh") / "local-synthetic.parquet"
    assert write_series(path, chunks()) == 1_000_000
    return data, path


def test_groups_of_rows_hold_whole_areas_and_others_are_not_read(large, monkeypatch):
    data, path = large
    file = pq.ParquetFile(path).metadata
    held = [file.row_group(number).column(0).statistics for number in range(file.num_row_groups)]
    assert [s.min for s in held] == AREAS[::10]
    assert [s.max for s in held] == AREAS[9::10]
    assert groups_with(file, AREAS[7]) == [0]
    assert groups_with(file, AREAS[249]) == [24]
    assert groups_with(file, "ha-tinh") == []
    read = []
    real = pq.ParquetFile.read_row_groups
    monkeypatch.setattr(pq.ParquetFile, "read_row_groups", lambda *a, **k: read.append(a[1]) or real(*a, **k))
    frame = read_series(data, "ha-tinh", area=AREAS[17])
    assert read == [[1]]
    assert len(frame) == len(SCHEMES) * DAYS
    assert set(frame["area"]) == {AREAS[17]}


def test_an_area_larger_than_a_group_stands_in_groups_of_its_own(tmp_path, monkeypatch):
    monkeypatch.setattr(series, "_GROUP", 10)
    sizes = {"a": 3, "b": 5, "c": 25, "d": 10, "e": 4}
    areas = [f"synthetic-{name}" for name, size in sizes.items() for _ in range(size)]
    rows = next(chunks()).head(len(areas)).assign(area=areas)
    write_series(tmp_path / "synthetic.parquet", [rows])
    file = pq.ParquetFile(tmp_path / "synthetic.parquet").metadata
    groups = [file.row_group(number) for number in range(file.num_row_groups)]
    assert [group.num_rows for group in groups] == [8, 10, 10, 5, 10, 4]
    assert len(groups_with(file, "synthetic-c")) == 3


def test_rows_stay_coded_and_columns_not_asked_for_are_not_read(large):
    frame = read_series(large[0], "ha-tinh", area=AREAS[3])
    assert "locator" not in frame
    assert {str(frame[name].dtype) for name in ("area", "scheme", "group", "kind", "unit")} == {"category"}
    assert list(read_series(large[0], "ha-tinh", area=AREAS[3], columns=["value", "locator"])) == ["value", "locator"]


def test_scheme_narrows_further_and_rows_are_sorted(large):
    frame = read_series(large[0], "ha-tinh", area=AREAS[249], scheme="bhtn", columns=COLUMNS)
    assert list(frame.columns) == list(series.COLUMNS)
    assert len(frame) == DAYS
    assert frame["as_of"].is_monotonic_increasing
    assert frame["as_of"].iloc[0] == pd.Timestamp("2015-01-01")


def test_nothing_imported_is_an_empty_table(tmp_path):
    frame = read_series(tmp_path, "ha-tinh")
    assert (len(frame), list(frame.columns)) == (0, list(series.FIGURES))


def days_of(here, count, value=1000, name="synthetic-long.csv", first=dt.date(2020, 1, 1)):
    rows = [[(first + dt.timedelta(n)).strftime("%d/%m/%Y"), str(value + n)] for n in range(count)]
    return here.csv(["Ngày", "Số người tham gia BHYT"], *rows, name=name)


def test_long_imports_go_to_parquet(here, monkeypatch):
    monkeypatch.setattr(merge, "LARGE", 100)
    path = days_of(here, 150)
    found = here.run(path)
    assert len(found.fresh) == 150
    name = f"series/province=ha-tinh/{found.source['source_id']}.parquet"
    assert set(here.local()) == {name, "sources.csv"}
    frame = read_series(here.data, "ha-tinh", columns=COLUMNS)
    assert (len(frame), frame["value"].iloc[-1], frame["locator"].iloc[-1]) == (
        150,
        1149,
        "sheet:synthetic-long.csv!R151C2",
    )
    before = here.local()
    assert here.run(path).fresh == []
    assert here.local() == before


def test_conflicts_with_a_series_and_replacing_in_it(here, monkeypatch):
    monkeypatch.setattr(merge, "LARGE", 100)
    here.run(days_of(here, 150))
    newer = days_of(here, 2, value=5000, first=dt.date(2020, 1, 30), name="synthetic-newer.csv")
    with pytest.raises(InvalidImport, match="an earlier import says 1029"):
        here.run(newer)
    found = here.run(newer, replace=True)
    assert found.replaced == 2
    assert len(read_series(here.data, "ha-tinh")) == 148
    assert [row["value"] for row in here.claims()] == ["5000", "5001"]
    whole = days_of(here, 150, value=7000, name="synthetic-whole.csv")
    here.run(whole, replace=True)
    assert read_series(here.data, "ha-tinh")["value"].min() == 7000
    assert len(read_series(here.data, "ha-tinh")) == 150
    assert here.claims() == []


def test_interrupted_series_leaves_the_earlier_state(here, monkeypatch):
    monkeypatch.setattr(merge, "LARGE", 100)
    here.run(days_of(here, 150))
    before = here.local()
    with monkeypatch.context() as patch:
        patch.setattr(merge.series, "write_series", lambda *given: (_ for _ in ()).throw(OSError("disk full")))
        with pytest.raises(OSError, match="disk full"):
            here.run(days_of(here, 150, value=9000, name="synthetic-newer.csv"), replace=True)
    assert here.local() == before
