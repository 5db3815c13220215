import errno
import os
import shutil
from datetime import date

import openpyxl
import pytest
from test_importer_kit import PROVINCE, Office, make_office, rows_of

from baophu.common.paths import DATA
from baophu.importer import run, store
from baophu.importer.errors import InvalidImport
from baophu.importer.summary import outcome
from baophu.ledger import tables
from baophu.ledger.schemas import CLAIMS, SOURCES, TARGETS

HEADER = ["Huyện", "Ngày", "Số người tham gia BHYT", "Tỷ lệ bao phủ BHYT"]
ROWS = [["Huyện Kỳ Anh", "31/12/2021", "112.345", "90,4%"], ["Toàn tỉnh", "31/12/2021", "1.152.062", "89,9%"]]
NEW_AREA = ["Huyện Cẩm Xuyên", "31/12/2022", "141.234", "92,25%"]


@pytest.fixture
def office(tmp_path):
    return make_office(tmp_path)


def test_rows_have_the_ledgers_columns_and_say_where_they_stand(office):
    office.run(
        office.csv(HEADER, *ROWS, name="synthetic-Số liệu 2021.csv"), publisher="BHXH tỉnh Hà Tĩnh", title="Biểu 03"
    )
    claims, (source,) = office.claims(), rows_of(office.data / "local" / "sources.csv")
    assert list(claims[0]) == CLAIMS.names
    assert list(source) == SOURCES.names
    assert [row["claim_id"] for row in claims] == [
        "local-ha-tinh-bhyt-count-2021-12-31",
        "local-ha-tinh-bhyt-rate-2021-12-31",
        "local-ha-tinh-ky-anh-bhyt-count-2021-12-31",
        "local-ha-tinh-ky-anh-bhyt-rate-2021-12-31",
    ]
    assert claims[1] == {
        **claims[1],
        "source_id": source["source_id"],
        "locator": "sheet:synthetic-Số liệu 2021.csv!R3C4",
        "value": "89.9",
        "unit": "percent_of_population",
        "as_printed": "89,9%",
        "obs_status": "A",
        "bound": "exact",
        "note": "",
    }
    assert source["source_id"].startswith("local-synthetic-so-lieu-2021-")
    assert source["file_name"] == "synthetic-Số liệu 2021.csv"
    assert (source["publisher_vi"], source["title"]) == ("BHXH tỉnh Hà Tĩnh", "Biểu 03")
    assert (source["source_type"], source["published_on"], source["url"]) == ("own_table", "", "")


def test_target_goes_into_the_table_of_targets_and_is_known_again(office):
    table = office.csv(["Đơn vị", "Chỉ tiêu tỷ lệ bao phủ BHYT năm 2022"], ["Hà Tĩnh", "92,5%"])
    done = office.run(table)
    (target,) = rows_of(office.data / "local" / "targets.csv")
    assert list(target) == TARGETS.names
    assert (target["target_year"], target["value"], target["kind"]) == ("2022", "92.5", "target_rate")
    assert not (office.data / "local" / "claims").exists()
    assert "data/local/targets.csv" in outcome(done, True)
    assert "nothing new" in outcome(office.run(table), True)


def test_real_ledger_stays_valid_and_shows_the_figures(tmp_path, build_apart):
    data = tmp_path / "data"
    shutil.copytree(DATA, data, ignore=shutil.ignore_patterns("local"))
    before = {path: path.read_bytes() for path in data.rglob("*") if path.is_file()}
    office = Office(tmp_path, data)
    office.run(office.csv(HEADER, *ROWS, NEW_AREA), add_areas=True, is_validated=True)
    ledger = tables.load_ledger(data)  # which validates it
    assert {path: path.read_bytes() for path in before} == before
    own = ledger.claims[ledger.claims["claim_id"].str.startswith("local-")]
    assert len(own) == 6
    assert "ha-tinh-cam-xuyen" in ledger.children(PROVINCE)


def test_same_file_twice_adds_nothing(office):
    path = office.csv(HEADER, *ROWS)
    office.run(path)
    before = office.local()
    again = office.run(path)
    assert (again.new_figures, again.change.files) == ([], {})
    assert office.local() == before


def test_dry_run_writes_nothing_at_all(office):
    result = office.run(office.csv(HEADER, *ROWS), dry_run=True)
    assert len(result.new_figures) == 4
    assert not (office.data / "local").exists()


@pytest.mark.parametrize("ending", ("csv", "xlsx", "ods"))
def test_users_file_is_never_changed(office, ending):
    path = office.make(ending, HEADER, *ROWS)
    os.utime(path, ns=(1_600_000_000_123_456_789, 1_600_000_000_123_456_789))
    path.chmod(0o444)
    before = (path.read_bytes(), path.stat().st_mtime_ns, sorted(p.name for p in office.folder.iterdir()))
    office.run(path) if ending == "csv" else office.read(path)
    assert (path.read_bytes(), path.stat().st_mtime_ns, sorted(p.name for p in office.folder.iterdir())) == before


def test_newer_file_conflicts_until_told_to_replace(office):
    office.run(office.csv(HEADER, *ROWS))
    before = office.local()
    changed = [
        ROWS[0],
        ["Toàn tỉnh", "31/12/2021", "1.152.999", "89,9%"],
        ["Toàn tỉnh", "31/12/2022", "1.160.001", "90%"],
    ]
    newer = office.csv(HEADER, *changed, name="synthetic-newer.csv")
    with pytest.raises(InvalidImport) as caught:
        office.run(newer)
    assert len(caught.value.faults) == 1
    assert "an earlier import says 1152062 (local-synthetic-" in str(caught.value)
    assert "synthetic-newer.csv!R3C3" in str(caught.value) and "--replace" in str(caught.value)
    assert office.local() == before
    result = office.run(newer, replace=True)
    assert (len(result.new_figures), result.replaced_count) == (3, 1)
    by_id = {row["claim_id"]: row for row in office.claims()}
    assert len(by_id) == 6
    assert by_id["local-ha-tinh-bhyt-count-2021-12-31"]["value"] == "1152999"
    # What the newer file only repeats keeps its first source.
    assert "newer" not in by_id["local-ha-tinh-ky-anh-bhyt-count-2021-12-31"]["source_id"]
    assert len(rows_of(office.data / "local" / "sources.csv")) == 2


@pytest.mark.parametrize(("failing", "error"), [(1, OSError), (2, KeyboardInterrupt), (3, OSError)])
def test_interrupted_import_leaves_the_earlier_state(office, monkeypatch, failing, error):
    office.run(office.csv(HEADER, *ROWS, ["Huyện Hương Khê", "31/12/2021", "98.765", "88%"]), add_areas=True)
    before, calls = office.local(), []
    newer = office.csv(HEADER, *ROWS, NEW_AREA, name="synthetic-newer.csv")
    real = os.replace

    def fail(source, target):
        calls.append(target)
        if len(calls) == failing:
            raise error("power cut")
        real(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(store.os, "replace", fail)
        with pytest.raises(error):
            office.run(newer, add_areas=True)
    assert len(calls) >= failing
    assert office.local() == before
    if failing == 1:
        assert len(office.run(newer, add_areas=True).new_figures) == 2


def test_another_sheet_of_the_workbook_is_no_newer_version_of_the_first(office):
    path = office.xlsx(["Huyện", "Số người tham gia BHYT"], ["Kỳ Anh", 104321], sheet="Biểu 1")
    book = openpyxl.load_workbook(path)
    page = book.create_sheet("Biểu 2")
    page.append(["Huyện", "Số người tham gia BHTN"])
    page.append(["Kỳ Anh", 4321])
    book.save(path)
    day = date(2021, 12, 31)
    office.run(path, sheet="Biểu 1", as_of=day)
    assert office.run(path, sheet="Biểu 2", as_of=day, replace=True).dropped_count == 0
    assert {row["scheme"] for row in office.claims()} == {"bhyt", "bhtn"}


def test_same_file_with_another_day_names_and_drops_the_figures_of_the_first(office):
    path = office.csv(["Huyện", "Số người tham gia BHYT"], ["Kỳ Anh", "104321"])
    office.run(path, as_of=date(2021, 12, 31))
    parsed_file = office.run(path, as_of=date(2021, 11, 30), dry_run=True).parsed_file
    assert any("ha-tinh-ky-anh bhyt 2021-12-31: 104321" in note for note in parsed_file.notes)
    office.run(path, as_of=date(2021, 11, 30), replace=True)
    assert [row["as_of"] for row in office.claims()] == ["2021-11-30"]


def test_first_import_that_is_interrupted_leaves_nothing(office, monkeypatch):
    path = office.csv(HEADER, *ROWS)
    with monkeypatch.context() as patch:
        patch.setattr(store.os, "replace", lambda *names: (_ for _ in ()).throw(OSError("full")))
        with pytest.raises(OSError, match="full"):
            office.run(path)
    assert not office.local()


def test_full_disk_is_named(office, monkeypatch):
    def fill(handle):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(store.os, "fsync", fill)
    with pytest.raises(OSError, match=r"No space left on device: '.*local/.sources.csv.new'"):
        office.run(office.csv(HEADER, *ROWS))
    assert not office.local()


def test_row_order_of_the_file_does_not_matter(office, tmp_path):
    path = office.csv(HEADER, *ROWS, NEW_AREA)
    office.run(path, add_areas=True)
    other = make_office(tmp_path / "other", is_apart=True)
    other.run(other.csv(HEADER, NEW_AREA, *reversed(ROWS)), add_areas=True)
    for mine, theirs in zip(office.claims(), other.claims(), strict=True):
        different = {name for name in mine if mine[name] != theirs[name]}
        assert different <= {"source_id", "locator"}


def test_file_that_changes_while_it_is_read_is_not_imported(office, monkeypatch):
    path = office.csv(HEADER, *ROWS)
    real = run.find_new_figures

    def change_it(*given):
        path.write_bytes(path.read_bytes() + b"\n")
        return real(*given)

    monkeypatch.setattr(run, "find_new_figures", change_it)
    with pytest.raises(InvalidImport, match="changed while it was read"):
        office.run(path)
    assert not office.local()
