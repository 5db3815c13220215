"""What holds for any ledger: files are read as they were written, and the order of rows never matters."""

import csv
import unicodedata

import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from baophu.facts.plain import plain
from baophu.facts.province import build_facts
from baophu.ledger.raw import FILE, LINE, read_table
from baophu.ledger.schemas import CLAIMS
from baophu.ledger.tables import Ledger

LETTERS = st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp"))
CELL = st.text(LETTERS, max_size=12).map(lambda text: unicodedata.normalize("NFC", text))
ROWS = st.lists(st.lists(CELL, min_size=len(CLAIMS.names), max_size=len(CLAIMS.names)), min_size=1, max_size=5)


def write(path, rows):
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(CLAIMS.names)
        writer.writerows(rows)


def read(data):
    return read_table(CLAIMS, data)[0].drop(columns=[FILE, LINE])


@given(rows=ROWS.filter(lambda rows: all(any(row) for row in rows)))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_reading_writing_and_reading_again_changes_nothing(tmp_path, rows):
    path = tmp_path / "data/claims/synthetic-north.csv"
    write(path, rows)
    first, written = read(tmp_path / "data"), path.read_bytes()
    assert first.to_numpy().tolist() == rows
    write(path, first.to_numpy().tolist())
    assert path.read_bytes() == written
    pd.testing.assert_frame_equal(read(tmp_path / "data"), first)


def shuffle_rows(ledger, seed):
    tables = {name: getattr(ledger, name) for name in Ledger.__dataclass_fields__ if name not in ("version", "base")}
    mixed = {name: table.sample(frac=1, random_state=seed, ignore_index=True) for name, table in tables.items()}
    return Ledger(**mixed, version=ledger.version)


@given(
    seed=st.integers(0, 2**32 - 1), province=st.sampled_from(["can-tho", "thai-nguyen", "ba-ria-vung-tau", "nghe-an"])
)
@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_order_of_rows_never_changes_the_facts(ledger, facts_of, seed, province):
    before, after = plain(facts_of(province)), plain(build_facts(shuffle_rows(ledger, seed), province))
    # Causes of one figure stand in the order of the file.
    assert {**after, "causes": None} == {**before, "causes": None}
