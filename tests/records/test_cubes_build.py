"""Cubes of a folder: the same for any split, unchanged files are not counted again, faults leave nothing."""

import json
import shutil
from collections import Counter
from datetime import date

import duckdb
import numpy as np
import pandas as pd
import pytest
from people import boundary, dense

from baophu.common.digests import files_below
from baophu.common.paths import DATA
from baophu.records import count, cubes
from baophu.records.codes import GROUP_COUNT
from baophu.records.count import CUBES, CountsDisagree, InvalidRecords
from baophu.records.cubes import NoCubes, build_cubes, read_cube, read_manifest
from baophu.records.decomposition import BadDays, decompose
from baophu.records.frames import PERSISTENCY_DAYS, Records
from baophu.records.payers import UnknownPayerGroup, load_groups, load_payers
from baophu.records.synthetic import NOTE, synthetic_records, write_synthetic
from benchmarks.records_digests import digests, read_codes

GROUPS = ["none", *load_groups()["group"]]


def write(people, folder, files=1):
    write_synthetic(folder, people.spells, people.events, start=people.start, cut=people.cut, files=files)
    return folder


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Two sets of people and the folders of their cubes."""
    sets = {}
    for make in (boundary, dense):
        people, folder = make(), tmp_path_factory.mktemp("built") / make.__name__
        build_cubes(write(people, folder, files=2))
        sets[make.__name__] = people, folder
    return sets


@pytest.fixture(params=["boundary", "dense"])
def office(request, built):
    return built[request.param]


@pytest.fixture
def small(tmp_path):
    """A folder of 300 people in three files, not yet counted."""
    spells, events = synthetic_records(300, 5)
    write_synthetic(tmp_path / "office", spells, events, files=3)
    return tmp_path / "office"


def cells(folder):
    """The bytes of the cubes."""
    return {path.name: path.read_bytes() for path in sorted((folder / "cubes").iterdir()) if path.suffix != ".json"}


def placed(pairs, by):
    """Pairs of states of the oracle as rows of a decomposition, for which those who moved stand in two places."""
    rows, scale = Counter(), 100 if by == "province" else 1
    for ((district0, state0), (district1, state1)), persons in pairs.items():
        group0, group1 = (GROUPS[state] if isinstance(state, int) else None for state in (state0, state1))
        place0, place1 = district0 // scale, district1 // scale
        if group0 and group1 and place0 != place1:
            rows[place0, group0, "elsewhere", ""] += persons
            rows[place1, "elsewhere", group1, ""] += persons
        elif group1:
            rows[place1, group0 or ("new" if state0 == "new" else "returned"), group1, ""] += persons
        else:
            rows[place0, group0, "left", state1] += persons
    return rows


def test_returns_and_numbers_at_risk_equal_the_walk_through_days(office):
    people, folder = office
    records = Records("can-tho", folder, read_manifest(folder), None, DATA)
    expected, at_risk = Counter(), Counter()
    for (month, district, g, _, g1, reason, gap), persons in people.truth.cubes["flows"].items():
        quarter = pd.Timestamp.fromordinal(month).to_period("Q")
        is_followed = (people.cut - quarter.end_time.date()).days >= 90
        if g and not g1 and reason != "died" and district // 100 == 92 and is_followed:
            expected[quarter.start_time, GROUPS[g], gap] += persons
    table = records.returns().rename(columns={"not_back": "never"}).set_index(["period", "group"])
    gaps = ["within_30", "within_90", "over_90", "never"]
    assert {key for key in expected if key[2] not in gaps} == set() and len(expected) > 100
    for (period, group), row in table.drop(index="all", level="group").iterrows():
        assert row[gaps].tolist() == [expected[period, group, gap] for gap in gaps], (period, group)
        assert row["left"] == row[gaps].sum()
    assert table.xs("all", level="group")["left"].sum() == sum(expected.values())
    for (province, grace, g, month, days, _), persons in people.truth.cubes["persistency"].items():
        if (province, grace) == (92, 30):
            for name, day in PERSISTENCY_DAYS.items():
                at_risk[GROUPS[g], date.fromordinal(month).year, name] += persons * (days > day)
    seen = 0
    for row in records.persistency(30).itertuples():
        for name in PERSISTENCY_DAYS:
            shown = getattr(row, f"{name}_at_risk")
            assert pd.isna(shown) or shown == at_risk[row.group, row.entry_year, name]
            seen += pd.notna(shown)
    assert seen > 10


@pytest.mark.parametrize("by", ["district", "province"])
def test_decomposition_equals_the_walk_through_days_at_month_ends_and_on_other_days(office, by):
    people, folder = office
    for days, pairs in zip(people.pairs, people.truth.compared.values(), strict=True):
        table = decompose(folder, *days, by=by)
        assert {tuple(row[:-1]): row[-1] for row in table.itertuples(index=False)} == placed(pairs, by), days


def test_more_districts_than_a_byte_holds_are_told_apart(tmp_path):
    people, rng = dense(), np.random.default_rng(5)
    people.spells["district"] = (9201 + rng.integers(0, 300, len(people.spells))).astype("uint16")
    build_cubes(write(people, tmp_path / "office"))
    days, pairs = people.pairs[0], next(iter(people.truth.compared.values()))
    table = decompose(tmp_path / "office", *days)
    assert {tuple(row[:-1]): row[-1] for row in table.itertuples(index=False)} == placed(pairs, "district")
    assert table["district"].nunique() > 256


def test_decomposition_of_month_ends_is_the_same_from_segments(office, monkeypatch):
    people, folder = office
    days = people.pairs[0]
    from_states = decompose(folder, *days)
    monkeypatch.setattr(count, "month_ends", lambda start, cut: np.array([], int))
    pd.testing.assert_frame_equal(decompose(folder, *days), from_states)


def test_decomposition_adds_up_to_the_stock_of_both_days_in_each_district(office):
    people, folder = office
    stock = read_cube(folder, "stock").set_index(["day", "district", "group"])["persons"]
    for days in people.pairs:
        table = decompose(folder, *days)
        for day, column in zip(days, ("group0", "group1"), strict=True):
            covered = table[table[column].isin(GROUPS)].groupby(["district", column])["persons"].sum()
            expected = stock[pd.Timestamp(day)]
            assert covered.to_dict() == expected[expected > 0].to_dict()


def test_cubes_have_labels_and_days(office):
    people, folder = office
    truth = people.truth.cubes
    stock = read_cube(folder, "stock")
    assert stock[stock["persons"] > 0].shape[0] == len(truth["stock"])
    assert stock["day"].min().date() == people.start and stock["day"].max().date() == people.cut
    assert stock["persons"].sum() == sum(truth["stock"].values())
    for name in CUBES[1:]:
        table = read_cube(folder, name)
        assert table.iloc[:, -1].sum() == sum(truth[name].values())
        assert table["year" if name == "agents" else "month"].dt.day.eq(1).all()
    assert set(read_cube(folder, "agents")["agent"]) == {"no_agent", "DL001", "DL002"}
    flows = read_cube(folder, "flows")
    assert set(flows["group0"]) == set(GROUPS) - {"forces"}
    assert set(flows.loc[flows["group0"] == "none", "gap"]) <= {"first", "within_30", "within_90", "over_90"}
    assert set(flows.loc[(flows["group0"] != "none") & (flows["group1"] != "none"), "gap"]) == {""}


def test_flows_add_up_to_the_change_of_the_stock_between_month_ends(office):
    people, folder = office
    flows, stock = read_cube(folder, "flows"), read_cube(folder, "stock")
    ends = pd.date_range(people.start, people.cut, freq="ME")
    total = stock.groupby("day")["persons"].sum()[ends]
    signs = (flows["group1"] != "none").astype(int) - (flows["group0"] != "none").astype(int)
    net = (flows["persons"] * signs).groupby(flows["month"]).sum().reindex(ends.to_period("M").start_time, fill_value=0)
    assert total.diff().iloc[1:].tolist() == net.iloc[1:].tolist()


@pytest.mark.parametrize("files", [2, 16])
def test_any_split_into_files_gives_the_same_numbers(tmp_path, files):
    people = dense()
    for number in (1, files):
        build_cubes(write(people, tmp_path / str(number), number))
    one, many = (digests(read_codes(tmp_path / str(number))) for number in (1, files))
    assert one == many
    assert len(list((tmp_path / str(files) / "parts").iterdir())) == files


def test_file_that_has_not_changed_is_not_counted_again(small):
    calls = []
    build_cubes(small, progress=lambda *call: calls.append(call))
    before, parts = cells(small), sorted(path.name for path in (small / "parts").iterdir())
    assert [call[:2] for call in calls] == [(1, 3), (2, 3), (3, 3)]
    assert sum(call[2] for call in calls) == json.loads((small / "counts.json").read_text())["rows"]
    build_cubes(small, progress=lambda *call: calls.append(call))
    assert len(calls) == 3
    change_spells(small / "spells" / f"p0001-{NOTE}.parquet", "* EXCLUDE valid_to, valid_to + 1 AS valid_to")
    build_cubes(small, progress=lambda *call: calls.append(call))
    assert calls[3:][0][:2] == (1, 1) and len(calls) == 4
    after = sorted(path.name for path in (small / "parts").iterdir())
    assert len(after) == 3 and len({*after} & {*parts}) == 2 and cells(small) != before


def change_spells(path, columns):
    with duckdb.connect() as connection:
        connection.sql(f"SELECT {columns} FROM read_parquet('{path}')").write_parquet(f"{path}.new")
    path.with_name(f"{path.name}.new").replace(path)


def test_cut_that_has_moved_counts_everything_again(small):
    build_cubes(small)
    days = json.loads((small / "counts.json").read_text())
    (small / "counts.json").write_text(json.dumps({**days, "cut": "2022-01-15"}))
    build_cubes(small)
    assert read_cube(small, "stock")["day"].max() == pd.Timestamp("2022-01-15")
    # The last month is not over: its flows are there, its month end is not.
    assert read_cube(small, "flows")["month"].max() == pd.Timestamp("2022-01-01")
    assert decompose(small, date(2021, 12, 31), date(2022, 1, 15))["persons"].sum() > 0


def test_counts_that_do_not_add_up_are_refused(small, monkeypatch):
    build_cubes(small)
    before = cells(small)
    wrong = count.query("flows").replace("d0 <= getvariable('cut')", "d0 < getvariable('cut') - 40")
    original = count.query
    monkeypatch.setattr(count, "query", lambda name: wrong if name == "flows" else original(name))
    change_spells(small / "spells" / f"p0001-{NOTE}.parquet", "* EXCLUDE district, district + 1 AS district")
    with pytest.raises(CountsDisagree, match="p0001-synthetic.parquet: joins"):
        build_cubes(small)
    assert cells(small) == before and len(list((small / "parts").iterdir())) == 3


def test_sums_over_files_are_compared_too(small, monkeypatch):
    monkeypatch.setitem(cubes._COUNTS, "flows", "gap")
    with pytest.raises(CountsDisagree, match="office: joins"):
        build_cubes(small)
    assert not (small / "cubes").exists()


@pytest.mark.parametrize(
    ("columns", "error", "text"),
    [
        ("* EXCLUDE grp, 'ZZ' AS grp", UnknownPayerGroup, "p0001-synthetic.parquet: no payer group is known for 'ZZ'"),
        ("* EXCLUDE district", InvalidRecords, "spells/p0001-synthetic.parquet lacks the columns: district"),
        ("* EXCLUDE valid_to, 'secret' AS valid_to", InvalidRecords, "a column has values of another type"),
    ],
)
def test_file_that_cannot_be_counted_is_named_without_its_cells(small, columns, error, text):
    change_spells(small / "spells" / f"p0001-{NOTE}.parquet", columns)
    with pytest.raises(error, match=text) as caught:
        build_cubes(small)
    assert "secret" not in str(caught.value) and not (small / "cubes").exists()


def test_file_that_is_no_parquet_is_named(small):
    (small / "events" / f"p0002-{NOTE}.parquet").write_text("no parquet")
    with pytest.raises(InvalidRecords, match="events/p0002-synthetic.parquet is no Parquet file"):
        build_cubes(small)


def test_office_adds_codes_of_its_own(small):
    change_spells(small / "spells" / f"p0001-{NOTE}.parquet", "* EXCLUDE grp, 'ZZ' AS grp")
    table = small.parent / "payer_groups.csv"
    table.write_text("code,valid_from,valid_to,group\nZZ,,,farm\n")
    build_cubes(small)
    assert set(read_cube(small, "stock").query("persons > 0")["group"]) > {"farm"}
    table.write_text("code,valid_from,valid_to,group\nZZ,,,farmer\n")
    with pytest.raises(UnknownPayerGroup, match="payer_groups.csv, row 2, code ZZ: there is no group 'farmer'"):
        load_payers(table)


def test_wrong_calls_name_the_cure(small, office):
    with pytest.raises(NoCubes, match="have not been counted"):
        read_cube(small, "flows")
    shutil.rmtree(small / "spells")
    with pytest.raises(NoCubes, match="No card records in office"):
        build_cubes(small)
    people, folder = office
    with pytest.raises(BadDays, match="within"):
        decompose(folder, people.cut, people.cut)


def test_codes_of_the_law_have_one_group_a_day():
    payers = load_payers().sort_values(["code", "valid_from"])
    following = payers.groupby("code")["valid_from"].shift(-1)
    assert payers["code"].nunique() == 46 and set(payers["g"]) == set(range(1, GROUP_COUNT + 1))
    assert (following.isna() | (following > payers["valid_to"])).all()


def test_synthetic_records_say_so_and_are_the_same_for_a_seed(tmp_path):
    (spells, events), again = synthetic_records(500, 7), synthetic_records(500, 7)
    pd.testing.assert_frame_equal(spells, again[0])
    pd.testing.assert_frame_equal(events, again[1])
    assert not spells.equals(synthetic_records(500, 8)[0])
    for table in (spells, events):
        assert table.attrs["source"] == NOTE and set(table["source"]) == {NOTE}
    write_synthetic(tmp_path / "office", spells, events)
    assert all(NOTE in path.name for path in tmp_path.rglob("*.parquet"))
    # What a report shall be able to show is in them.
    assert {3, 6, 12, 72, 0, 9} == set(spells["term"]) and spells["valid_to"].isna().any()
    assert (spells["valid_to"] < spells["valid_from"]).any() and spells.drop(columns="row_seq").duplicated().any()
    assert spells["district"].floordiv(100).nunique() == 2 and set(events["kind"]) == {1, 2}


def test_card_records_are_no_part_of_the_data_that_reports_are_made_of(tmp_path):
    for name in ("data/local/claims/can-tho.csv", "data/local/records/key", "package/records/count.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("synthetic")
    assert [path.name for path in files_below(tmp_path)] == ["can-tho.csv", "count.py"]
