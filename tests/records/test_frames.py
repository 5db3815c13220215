"""The tables of card records: twelve persons counted by hand, hidden counts, and what never appears."""

import re
import subprocess
import sys

import numpy as np
import pandas as pd
import pytest
from checkout import PROJECT
from office import AS_OF, Office
from test_disclosure import feasible_width

import baophu
from baophu.importer.command import DayType
from baophu.records import frames, parts, synthetic
from baophu.records.disclosure import ThresholdTooLow

PAGE = (PROJECT / "docs/records.md").read_text("utf-8")
VIETNAMESE, ENGLISH = PAGE.split("\n---\n")
DAYS = ("2021-12-31", "2022-06-30")


def toy_rows(text):
    (block,) = (block for block in re.findall(r"```\n(.*?)```", text, re.DOTALL) if block.startswith("Mã thẻ"))
    return block.splitlines()


def cell(table, value, **labels):
    chosen = np.logical_and.reduce([table[name] == label for name, label in labels.items()])
    (number,) = table.loc[chosen, value]
    return number


@pytest.fixture(scope="module")
def twelve(tmp_path_factory):
    """Card records of the twelve persons of docs/records.md, every count shown."""
    office = Office(tmp_path_factory.mktemp("twelve"))
    header, *rows = toy_rows(ENGLISH)
    office.take_rows(*rows, header=header, since=DayType().convert("01/01/2021", None, None))
    office.count()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(frames, "DATA", office.data)
        return baophu.records("can-tho", k=None, data=office.data)


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """Card records of 20,000 invented people, taken in from a file as an office exports it."""
    office = Office(tmp_path_factory.mktemp("many"))
    spells, events = synthetic.synthetic_records(20_000, 3)
    numbers = pd.Series(pd.factorize(spells["person"])[0] + 9_210_000_000, spells.index)
    events = events[events["person"].isin(spells["person"])].drop_duplicates(["person", "kind"])
    number_of = pd.Series(numbers.to_numpy(), spells["person"]).groupby(level=0).first()
    names = {code: row["full_name_vi"] for code, row in frames.district_codes("can-tho").items()}
    cards = pd.DataFrame({
        "Mã thẻ": spells["grp"].astype(str) + "4" + (spells["district"] // 100).astype(str) + numbers.astype(str),
        "Mã số BHXH": numbers, "Họ tên": "Nguyễn Thị Bí Mật", "Quận/Huyện": spells["district"].map(names),
        "Mã đại lý": np.where(spells["agent"] > 40, "", "dl-" + (spells["agent"] % 25).astype(str)),
        "Từ ngày": spells["valid_from"].dt.strftime("%d/%m/%Y"), "Đến ngày": spells["valid_to"].dt.strftime("%d/%m/%Y"),
        "Số tháng": spells["term"], "Ngày cấp": spells["issued_on"].dt.strftime("%d/%m/%Y"),
    })  # fmt: skip
    cards.to_csv(office.root / "cards.csv", index=False)
    for kind, title in ((1, "Ngày chết"), (2, "Ngày chuyển đi")):
        of_kind = events[events["kind"] == kind]
        table = {"Mã số BHXH": number_of[of_kind["person"]].to_numpy(), title: of_kind["day"].dt.strftime("%d/%m/%Y")}
        pd.DataFrame(table).to_csv(office.root / f"events-{kind}.csv", index=False)
    office.take(office.root / "*.csv", as_of=synthetic.CUT, since=synthetic.START, has_agents=True)
    office.count()
    return office, spells


@pytest.fixture(scope="module")
def records(many):
    return baophu.records("cần thơ", data=many[0].data)


def all_tables(records):
    yield "stock", records.stock()
    yield from ((f"renewals {by}", records.renewals(by)) for by in ("group", "term", "district", "agent"))
    yield "returns", records.returns()
    yield "moves", records.moves()
    yield from ((f"persistency {grace}", records.persistency(grace)) for grace in (30, 90))
    yield "decomposition", records.decomposition("2021-06-30", "2022-06-30")
    yield from (
        (f"due {days} {by}", records.due(days, by)) for days in (30, 60, 90) for by in ("district", "group", "term")
    )


# ── Twelve persons counted by hand ───────────────────────────────────────────────────────────────────────────────


def test_both_languages_show_the_same_twelve_persons():
    assert toy_rows(VIETNAMESE) == toy_rows(ENGLISH)
    assert len({row[5:15] for row in toy_rows(ENGLISH)[1:]}) == 12


@pytest.mark.parametrize("text", [VIETNAMESE, ENGLISH], ids=["vi", "en"])
def test_the_decomposition_is_the_one_counted_by_hand(twelve, text):
    table = twelve.decomposition(*DAYS).set_index("group")
    rows = re.findall(r"^\| `(\w+)` \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|", text, re.MULTILINE)
    by_hand = {
        name: dict(zip(("household", "near_poor", "pupil", "all"), map(int, counts), strict=True))
        for name, *counts in rows
    }
    assert len(by_hand) == 10
    for name in table.columns.drop("hidden"):
        for group in ("household", "near_poor", "pupil", "all"):
            assert table.loc[group, name] == by_hand.get(name, {}).get(group, 0), (name, group)


def test_renewals_persistency_and_due_are_those_counted_by_hand(twelve):
    renewals = twelve.renewals()
    quarter = renewals[(renewals["period"] == "2021-10-01") & (renewals["group"] == "household")].iloc[0]
    outcomes = ["on_time", "within_30", "within_90", "later", "never", "unknown", "moved", "due", "renewed_pct"]
    assert quarter[outcomes].tolist() == [1, 1, 1, 1, 1, 0, 0, 5, 40]
    assert cell(renewals, "moved", period=pd.Timestamp("2021-10-01"), group="near_poor") == 1
    assert cell(twelve.renewals("term"), "due", period=pd.Timestamp("2021-10-01"), term=3) == 5
    cohort = twelve.persistency().query("group == 'household' and entry_year == 2021").iloc[0]
    assert (cohort["entered_count"], cohort["month_3_pct"]) == (8, 100)
    assert cohort["month_13_pct"] == pytest.approx(100 * 5 / 8 * 4 / 5 * 2 / 3) and np.isnan(cohort["month_25_pct"])
    assert cohort["month_3_at_risk":"partial"].iloc[[0, 3, -1]].tolist() == [8, 2, "month_25"]
    due = twelve.due(60).set_index("district").loc["all"]
    assert (due["days_1_30"], due["days_31_60"], due["due"]) == (1, 1, 2)
    assert cell(twelve.due(30, "term"), "due", term=12) == 1


def test_returns_are_those_counted_by_hand(twelve):
    returns = twelve.returns().set_index(["period", "group"])
    row = returns.loc[pd.Timestamp("2022-01-01"), "household"]
    assert row["within_30":"returned_pct"].tolist() == [1, 1, 1, 1, 4, 50]
    # The last quarter has been followed for less than 90 days.
    assert returns.index.levels[0].max() == pd.Timestamp("2022-07-01")


def test_stock_and_moves_are_those_counted_by_hand(twelve):
    stock = twelve.stock()
    for day, persons in zip(DAYS, (10, 8), strict=True):
        assert cell(stock, "insured_count", day=pd.Timestamp(day), district="all", group="all") == persons
    moves = twelve.moves()
    assert cell(moves, "moves", year=2022, from_group="near_poor", to_group="household") == 1
    assert cell(moves, "moves", year=2022, from_group="all", to_group="all") == 1


# ── Counts that are hidden ───────────────────────────────────────────────────────────────────────────────────────


def counts_of(table):
    skipped = {"year", "term", "entry_year"}
    return [name for name in table.columns if table[name].dtype == "Int64" and name not in skipped]


def test_no_table_has_a_count_under_ten(records):
    seen = 0
    for name, table in all_tables(records):
        numbers = table[counts_of(table)].to_numpy("float64", na_value=np.nan)
        assert len(table) and not ((numbers > 0) & (numbers < 10)).any(), name
        hidden = table["is_hidden"] if "is_hidden" in table else table["hidden"] != ""
        assert (hidden == np.isnan(numbers).any(axis=1)).all() or name.startswith("persistency"), name
        seen += int(hidden.sum())
        assert "hidden" in table.attrs["disclosure"] and table.columns.name is None
    assert seen > 100


def test_rates_of_hidden_counts_are_hidden(records):
    table = records.renewals()
    parts = table[["on_time", "within_30", "due", "moved", "unknown"]].isna().any(axis=1)
    assert table.loc[parts, "renewed_pct"].isna().all() and table.loc[~parts, "renewed_pct"].notna().any()
    cohorts = records.persistency()
    months = [name for name in cohorts if name.endswith("_pct")]
    lapsed = cohorts[months].rsub(100, axis=0).mul(cohorts["entered_count"].astype("float64"), axis=0) / 100
    assert not ((lapsed > 0.5) & (lapsed < 8)).any(axis=None)


@pytest.mark.parametrize("k", [5, 10, 25])
def test_a_number_at_risk_leaves_those_who_died_open_by_the_threshold(k):
    for not_ended in range(10 * k, 31 * k):
        shown = np.array([frames.at_risk_shown(not_ended - died, not_ended, k) or 0 for died in range(10 * k)])
        assert ((shown <= not_ended - np.arange(10 * k)) & (shown % (10 * k) == 0)).all()
        for number in set(shown[:k]):
            assert np.flatnonzero(shown == number).max() >= k
    assert frames.at_risk_shown(1_234, 1_240, None) == 1_234 and frames.at_risk_shown(9 * k, 9 * k, k) is None


def test_both_graces_together_tell_of_no_few_who_came_back(many, records, monkeypatch):
    keys = ["group", "entry_year"]
    short, long = (records.persistency(grace).set_index(keys)["entered_count"] for grace in (30, 90))
    difference = (short - long).dropna()
    assert len(difference) > 5 and not ((difference > 0) & (difference < 10)).any()
    monkeypatch.setattr(frames, "DATA", many[0].data)
    full = baophu.records("can-tho", k=None, data=many[0].data)
    short, long = (full.persistency(grace).set_index(keys)["entered_count"] for grace in (30, 90))
    assert ((short - long > 0) & (short - long < 10)).any()


def test_published_tables_leave_every_small_count_open(many, records, monkeypatch):
    monkeypatch.setattr(frames, "DATA", many[0].data)
    full = baophu.records("can-tho", k=None, data=many[0].data)
    audited = {}
    for name, (masked, whole) in {
        "moves": (records.moves(), full.moves()),
        "stock": (records.stock(), full.stock()),
        **{f"renewals {by}": (records.renewals(by), full.renewals(by)) for by in ("group", "term", "district")},
        "due": (records.due(90, "group"), full.due(90, "group")),
        "returns": (records.returns(), full.returns()),
    }.items():
        audited[name] = 0
        for label in masked.iloc[[0, len(masked) // 2, -1], 0]:
            counts, shown = (cells_of(table, label) for table in (whole, masked))
            mask, counts = shown.isna().to_numpy(), counts.fillna(0).to_numpy("int64")
            for place in map(tuple, np.argwhere((counts > 0) & (counts < 10))):
                assert mask[place] and feasible_width(counts, mask, place, 10) >= 10, (name, label, place)
                audited[name] += 1
    assert sum(audited.values()) > 100 and audited["renewals group"] > 20 and audited["due"] > 5, audited


def cells_of(table, label):
    """The rows of a period as a table with totals in the last row and column."""
    rows = table[table.iloc[:, 0] == label].drop(columns=["hidden", "renewed_pct", "returned_pct"], errors="ignore")
    if "is_hidden" not in rows:
        return rows.set_index(rows.columns[1]).iloc[:, 1:]
    row, column, value = rows.columns[1:4]
    order = [[*(name for name in rows[axis].unique() if name != "all"), "all"] for axis in (row, column)]
    # Nobody moves from a group to itself: 0, and shown.
    values = rows.set_index([row, column])[value].reindex(pd.MultiIndex.from_product(order), fill_value=0)
    return pd.DataFrame(values.to_numpy("float64", na_value=np.nan).reshape([*map(len, order)]))


def test_totals_that_two_tables_share_are_shown_in_both_or_hidden_with_all_else(records):
    for first, label, second, total in (
        (records.renewals(), "household", records.renewals("term"), "term"),
        (records.due(90, "group"), "household", records.due(90), "district"),
        (records.due(90, "group"), "household", records.due(90, "term"), "term"),
    ):
        period = first.columns[0]
        ours = first[first["group"] == label].set_index(period)
        theirs = second[second[total] == "all"].set_index(period)
        counts = [name for name in counts_of(second) if name in first]
        for table in (ours, theirs):
            assert set(table[counts].isna().sum(axis=1)) <= {0, len(counts)}
        both = ours["hidden"].eq("") & theirs["hidden"].eq("")
        assert both.any() and (ours.loc[both, counts] == theirs.loc[both, counts]).all(axis=None)


def test_each_row_of_a_decomposition_adds_up(twelve, many, records, monkeypatch):
    monkeypatch.setattr(frames, "DATA", many[0].data)
    for table in (
        twelve.decomposition(*DAYS),
        baophu.records("can-tho", k=None, data=many[0].data).decomposition(*DAYS),
    ):
        numbers = table.drop(columns=["group", "hidden"]).astype("int64")
        came = numbers[["new", "returned", "from_other_province", "moved_in"]].sum(axis=1)
        left = numbers.loc[:, "term_3":"moved_out"].sum(axis=1)
        assert (numbers["opening"] + came - left == numbers["closing"]).all()
        assert numbers.iloc[-1].equals(numbers.iloc[:-1].sum().rename(numbers.index[-1]))
        # Pseudonyms of groups do not hide what another table shows: the stock is the same there.
    masked = records.decomposition(*DAYS).set_index("group").loc["all"]
    stock = records.stock()
    assert masked["opening"] == cell(stock, "insured_count", day=pd.Timestamp(DAYS[0]), district="all", group="all")


def test_what_was_hidden_stays_hidden_in_the_next_edition(many, records):
    office, _ = many
    file = office.folder / "masks/moves-10.csv"
    before = records.moves()
    file.write_text(file.read_text("utf-8") + "2020,pupil,household\n", "utf-8")
    after = records.moves()
    assert cell(before, "is_hidden", year=2020, from_group="pupil", to_group="household") == False  # noqa: E712
    assert cell(after, "is_hidden", year=2020, from_group="pupil", to_group="household") == True  # noqa: E712
    assert not any(character in file.read_text("utf-8") for character in "<>") and records.moves().equals(after)


def test_agents_of_few_cards_are_one_row_year_by_year(many, records, monkeypatch):
    monkeypatch.setattr(frames, "DATA", many[0].data)
    full = baophu.records("can-tho", k=None, data=many[0].data).renewals("agent")
    table = records.renewals("agent")
    counts = ["renewed", "not_renewed", "known"]
    few = full[full[counts].isin(range(1, 10)).any(axis=1)]
    assert len(few) > 3 and full["known"].gt(0).all() and "other_agents" not in set(full["agent"])
    keys = pd.MultiIndex.from_frame(table[["period", "agent"]])
    assert not keys.isin(pd.MultiIndex.from_frame(few[["period", "agent"]])).any()
    assert {"no_agent", "other_agents", "all"} <= set(table["agent"]) and table["hidden"].eq("").all()
    whole = table[table["agent"] == "all"].set_index("period")[counts]
    assert len(whole) > 5 and table[table["agent"] != "all"].groupby("period")[counts].sum().eq(whole).all(axis=None)
    shown = table[table["agent"] != "other_agents"].merge(full, on=["period", "agent"], suffixes=("", "_full"))
    assert len(shown) > 20 and (shown["known"] == shown["known_full"]).all()
    # The same cards as in the table by district.
    same = records.renewals("district").query("district == 'all' and hidden == ''").set_index("period")
    assert len(same) > 3 and (whole["known"][same.index] == same["due"] - same["moved"] - same["unknown"]).all()


def test_parts_of_90_days_tell_nothing_by_subtraction(records):
    for by in ("district", "group", "term"):
        whole = records.due(90, by).set_index(by)
        for days in (30, 60):
            part = records.due(days, by).set_index(by)
            names = [name for name in part if name.startswith("days_")]
            assert part[names].equals(whole[names])
            assert (part["due"].isna() == part[names].isna().any(axis=1)).all()


def test_ways_of_few_persons_are_added_up_and_the_sums_stay(records):
    side = pd.DataFrame({"new": [300, 20], "returned": [4, 2], "moved_in": [0, 7], "other": [50, 0]})
    merged = frames._merge_columns(side, 10, "other")
    assert merged.columns.tolist() == ["new", "other"] and merged["other"].tolist() == [54, 9]
    assert frames._merge_columns(side[["new"]], 10, "other").equals(side[["new"]])


def test_an_office_without_renewals_moves_or_entries_has_empty_tables(tmp_path):
    office = Office(tmp_path)
    office.take_rows(*(f"DN492920{n:07};01/01/2021;;0" for n in range(60)), since=pd.Timestamp("2021-01-01").date())
    office.count()
    records = baophu.records("can-tho", data=office.data)
    tables = dict(all_tables(records))
    assert all(
        tables[name].empty
        for name in tables
        if name.split()[0] in ("renewals", "returns", "moves", "persistency", "due")
    )
    assert tables["stock"]["insured_count"].max() == 60
    assert records.decomposition(*DAYS).set_index("group").loc["all", "closing"] == 60


def test_only_month_ends_and_fixed_tables_are_given_out(records, twelve):
    with pytest.raises(frames.NotPublished, match="month ends"):
        records.decomposition("2021-12-30", "2022-06-30")
    for call in (lambda: records.due(45), lambda: records.renewals("ward"), lambda: records.persistency(60)):
        with pytest.raises(frames.NotPublished, match="There is no table"):
            call()
    assert twelve.decomposition("2021-12-30", "2022-06-30").loc[10, "opening"] == 10


def test_every_count_is_shown_within_the_office_only_and_says_so(many, twelve):
    with pytest.raises(frames.OfficeOnly):
        baophu.records("can-tho", k=None, data=many[0].data)
    with pytest.raises(ThresholdTooLow):
        baophu.records("can-tho", k=4, data=many[0].data)
    for _, table in all_tables(twelve):
        assert "OFFICE ONLY" in table.to_html() and "OFFICE ONLY" in table.attrs["disclosure"]
    assert "OFFICE ONLY" in repr(twelve)


# ── What never appears ───────────────────────────────────────────────────────────────────────────────────────────


def test_nothing_about_a_person_leaves_the_folder_or_stands_in_a_table(many, records):
    office, spells = many
    names = (b"9210000", "Bí Mật".encode(), b"DT", b"DS")
    for path in office.files():
        if path.name not in ("cards.csv", "events-1.csv", "events-2.csv", "areas.csv", "area_aliases.csv"):
            assert path.is_relative_to(office.data / "local/records"), path
            content = path.read_bytes()
            assert not any(name in content for name in names[:2]), path
    text = " ".join(table.to_csv() for _, table in all_tables(records)) + repr(records)
    assert not re.search(r"(?<![\d.])\d{9}|\b(DT|DS|GD|HN)\b|Bí Mật", text)
    # Hashes of persons stand in the split files and nowhere else.
    hashes = [int(person).to_bytes(8, "little") for person in spells["person"].head(3)]
    hashes += [office.person(str(9_210_000_000 + n)).to_bytes(8, "little") for n in range(5)]
    for path in office.folder.rglob("*"):
        if path.is_file() and path.parent.name not in ("spells", "events"):
            assert not any(person in path.read_bytes() for person in hashes), path


def test_an_intake_says_no_number_where_it_fails_inside(office, monkeypatch):
    office.write("GD4929200000001;01/10/2021;31/12/2021;3")
    monkeypatch.setattr(parts, "_COUNTS", "SELECT nothing")
    with pytest.raises(Exception) as caught:  # noqa: B017, PT011 - a fault of the program
        office.take(as_of=AS_OF)
    assert "9200000001" not in str(caught.value) and not list(office.folder.iterdir())


# ── The name ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("first", [
    "import baophu", "from baophu.records import payers", "from baophu.records import *",
])  # fmt: skip
def test_records_is_called_whichever_module_came_first(first):
    code = f"""{first}
import baophu
from baophu.records import payers, key
assert callable(baophu.records) and baophu.records.key is key and callable(baophu.synthetic_records)
try:
    baophu.records("nowhere")
except Exception as error:
    assert type(error).__name__ == "UnknownProvince", error
"""
    subprocess.run([sys.executable, "-c", code], check=True, cwd=PROJECT)
