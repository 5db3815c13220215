"""Rows that a report uses: from them alone the same facts follow, and no other row touches them."""

import csv
import os
import random
import shutil
from dataclasses import fields, replace

import pytest
from miniature import CLAIM, COLUMNS

from baophu import facts
from baophu.analysis import coverage
from baophu.analysis.rows import ClaimRow
from baophu.ledger import tables, used
from baophu.ledger.raw import FILE, read_table
from baophu.ledger.schemas import CLAIMS, TABLES, TARGETS
from baophu.ledger.used import data_version_of, used_by

SEEN = ["binh-thuan", "can-tho", "dong-thap", "ha-giang", "ha-noi", "lao-cai", "thai-nguyen", "thanh-hoa"]
NORTH, SOUTH, CITY = "synthetic-north", "synthetic-south", "synthetic-city"


def told(ledger, province):
    """Everything that the facts say; a fault is what they say too."""
    try:
        found = facts.build(ledger, province)
    except Exception as fault:
        return repr(fault)
    return {field.name: repr(getattr(found, field.name)) for field in fields(found) if field.name != "data_version"}


def only_used(ledger, data, province):
    """The ledger without the rows that the report does not use."""
    known, kept = used_by(province, data), {}
    used_names = {table.name: _used_names(table, known, data) for table in TABLES}
    # Among the claims stand the targets too.
    used_names[CLAIMS.name] |= used_names[TARGETS.name]
    for table in TABLES:
        typed = getattr(ledger, table.name)
        kept[table.name] = typed[typed[list(table.key)].astype(str).agg(", ".join, axis=1).isin(used_names[table.name])]
    # Without its base: facts would be read off that.
    return replace(ledger, base=None, **{name: frame.reset_index(drop=True) for name, frame in kept.items()})


def _used_names(table, known, data):
    frame, _ = read_table(table, data)
    keys = frame[list(table.key)].agg(", ".join, axis=1)
    return {
        key
        for file, key in zip(frame[FILE], keys, strict=True)
        if key in known.rows.get(file, {}) or key in known.pooled.get(file, {})
    }


@pytest.mark.parametrize("province", SEEN)
def test_facts_follow_from_the_used_rows_alone(ledger, published, province):
    part = only_used(ledger, published, province)
    assert len(part.claims) < len(ledger.claims) / 1.5 and len(part.population) < len(ledger.population) / 5
    assert told(part, province) == told(ledger, province)


# ── Rows changed at random ───────────────────────────────────────────────────────────────────────────────────


def changed(chance, table, rows):
    """One cell of one row made another one of its kind; the row and the column."""
    row = chance.choice(rows)
    column = chance.choice(table.columns)
    old = row[column.name]
    if column.type in ("number", "integer", "year") and old:
        row[column.name] = str(int(old) + 1) if column.type != "number" else f"{float(old) * 0.97:.12g}"
    elif column.type == "date" and old:
        row[column.name] = f"{int(old[:4]) - 1}{old[4:8]}28"
    elif column.name not in table.key:
        row[column.name] = chance.choice(rows)[column.name]
    return row, column.name


def rewritten(path, table, rows):
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, table.names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_equal_version_means_equal_facts_whatever_row_changes(ledger, published, tmp_path, monkeypatch, table):
    monkeypatch.setattr(tables, "ensure_valid", lambda data: None)
    chance = random.Random(f"synthetic {table.name}")
    data = tmp_path / "data"
    shutil.copytree(published, data)
    before = {province: (data_version_of(province, data), told(ledger, province)) for province in SEEN[1::2]}
    for _ in range(12 if table is CLAIMS else 3):
        path = chance.choice(table.files(data))
        text = path.read_text("utf-8")
        rows = list(csv.DictReader(text.splitlines()))
        edit = changed(chance, table, rows)
        rewritten(path, table, rows)
        after = tables.load(data)
        for province, (version, known) in before.items():
            if data_version_of(province, data) == version:
                assert told(after, province) == known, (province, edit)
        path.write_text(text, "utf-8")
        assert all(data_version_of(province, data) == version for province, (version, _) in before.items())


# ── What counts ──────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def versions(miniature):
    """Versions of the three synthetic provinces, as the miniature now stands."""
    return lambda: [data_version_of(province, miniature.data) for province in (NORTH, SOUTH, CITY)]


@pytest.mark.parametrize(
    ("table", "key", "column", "value", "touched"),
    [
        ("claims", "north-fall", "value", "-21000", [NORTH]),
        ("claims", "town-count", "value", "41000", [NORTH]),
        ("claims", "north-plan", "note", "Synthetic remark", [NORTH]),
        ("claims", "north-count", "note", "Synthetic remark", [NORTH]),
        # A level of one province enters the estimates of all.
        ("claims", "north-count", "value", "810000", [NORTH, SOUTH, CITY]),
        ("claims", "south-rate", "locator", "para:9", [SOUTH]),
        ("claims", "country-rate-2020-06-30", "value", "88", [NORTH, SOUTH, CITY]),
        ("decisions", "north-rate", "reason_en", "Synthetic reason", [NORTH]),
        ("decisions", "north-rate", "action", "set_aside", [NORTH, SOUTH, CITY]),
        ("causes", "north-fall", "cause", "short_cards", [NORTH]),
        ("causes", "north-fall", "claim_id", "south-rate", [NORTH, SOUTH]),
        ("causes", "north-fall", "claim_id", "country-rate-2020-06-30", [NORTH, SOUTH, CITY]),
        ("targets", "synthetic-city-target-2020", "value", "96", [CITY]),
        ("labour_force", NORTH, "labour_force_count", "500100", [NORTH]),
        ("events", "synthetic-law", "label_en", "Synthetic law", [NORTH, SOUTH, CITY]),
        ("areas", "synthetic-town", "name_vi", "Synthetic", [NORTH]),
        ("areas", CITY, "name_vi", "Synthetic", [CITY]),
        ("areas", CITY, "region6_vi", "Synthetic Hills", [NORTH, SOUTH, CITY]),
        ("area_aliases", "Synthetic Uptown", "alias", "Synthetic Downtown", [NORTH]),
        ("sources", "synthetic-office", "title", "Another synthetic title", [NORTH, SOUTH, CITY]),
    ],
)
def test_row_counts_where_it_is_used(miniature, versions, table, key, column, value, touched):
    before = versions()
    miniature.change(table, key, column, value)
    now = zip((NORTH, SOUTH, CITY), before, versions(), strict=True)
    assert [province for province, old, new in now if old != new] == touched


@pytest.mark.parametrize(("value", "touched"), [("79", [NORTH]), ("80.0", [NORTH, SOUTH, CITY])])
def test_target_counts_for_all_once_a_level_of_its_year_equals_it(miniature, versions, value, touched):
    # Such a level anchors no estimate.
    miniature.change("targets", "synthetic-north-target-2020", "target_year", "2019")
    before = versions()
    miniature.change("targets", "synthetic-north-target-2020", "value", value)
    now = zip((NORTH, SOUTH, CITY), before, versions(), strict=True)
    assert [province for province, old, new in now if old != new] == touched


def test_order_of_rows_and_a_touched_file_change_nothing(miniature, versions):
    before = versions()
    for path in miniature.data.rglob("*.csv"):
        header, *rows = path.read_text("utf-8").splitlines()
        path.write_text("\n".join([header, *reversed(rows), ""]), "utf-8")
        os.utime(path, (0, 0))
    assert versions() == before


def test_order_of_the_causes_of_a_claim_counts_where_they_are_shown(miniature, versions):
    miniature.append("causes", claim_id="north-fall", cause="short_cards")
    before = versions()
    miniature.rewrite("causes.csv", lambda text: b"\n".join([text.split()[i] for i in (0, 2, 1)]) + b"\n")
    assert [old != new for old, new in zip(before, versions(), strict=True)] == [True, False, False]


def test_own_figures_of_an_office_count_for_its_province(miniature, versions):
    before = versions()
    folder = miniature.data / "local" / "claims"
    folder.mkdir(parents=True)
    row = {**CLAIM, "claim_id": "local-north-change", "kind": "change", "base_as_of": "2018-12-31"}
    with (folder / "own.csv").open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, COLUMNS["claims"], restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerow(row)
    assert [old != new for old, new in zip(before, versions(), strict=True)] == [True, False, False]
    assert "local-north-change" in used_by(NORTH, miniature.data).rows["data/local/claims/own.csv"]


def test_long_series_count_for_their_province(miniature, versions):
    before = versions()
    series = miniature.data / "local" / "series" / f"province={SOUTH}"
    series.mkdir(parents=True)
    (series / "synthetic.parquet").write_bytes(b"synthetic")
    assert [old != new for old, new in zip(before, versions(), strict=True)] == [False, True, False]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text.replace(b"claim_id", b"id", 1),
        lambda text: text + b"one,cell,more\n",
        lambda text: text + b"\xff\n",
        lambda text: b"\xef\xbb\xbf" + text,
    ],
    ids=["header", "width", "bytes", "mark"],
)
def test_file_that_is_no_table_counts_as_a_whole_for_all(miniature, versions, spoil):
    before = versions()
    miniature.rewrite(f"claims/{SOUTH}.csv", spoil)
    spoilt = versions()
    assert all(old != new for old, new in zip(before, spoilt, strict=True))
    assert f"data/claims/{SOUTH}.csv" in used_by(NORTH, miniature.data).files
    miniature.rewrite(f"claims/{SOUTH}.csv", lambda text: text + b"#")
    assert all(old != new for old, new in zip(spoilt, versions(), strict=True))


def test_faults_of_the_data_are_left_to_its_validation(miniature, versions):
    miniature.change("areas", NORTH, "parent", NORTH)
    miniature.append("claims", claim_id="north-count", value="1")
    once = versions()
    miniature.append("claims", claim_id="north-count", value="1")
    assert versions()[0] != once[0]
    (miniature.data / "areas.csv").unlink()
    assert versions()[0] != once[0]
    assert len(data_version_of("synthetic-nowhere", miniature.data)) == 12


def test_version_of_a_ledger_loaded_for_a_province_is_that_of_its_rows(miniature, monkeypatch):
    monkeypatch.setattr(tables, "ensure_valid", lambda data: None)
    own = tables.load(miniature.data, NORTH).version
    whole = tables.load(miniature.data).version
    miniature.change("claims", "south-rate", "locator", "para:9")
    assert tables.load(miniature.data, NORTH).version == own == data_version_of(NORTH, miniature.data)
    assert tables.load(miniature.data).version != whole


def test_cells_that_are_pooled_are_those_that_the_analysis_reads():
    # What a level has beside: the day that changes are reckoned from, whose plan it is and by which decision, the copy.
    of_reports = {"base_as_of", "plan_owner", "instrument", "copy_type"}
    assert set(used.POOLED_CELLS[CLAIMS.name]) == set(ClaimRow._fields) - of_reports
    assert used.PLOTTED == coverage.PLOTTED
