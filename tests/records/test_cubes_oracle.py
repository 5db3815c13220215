"""Every cell of every cube against the walk through days, and faults of one character that it must notice."""

import pytest
from people import as_counts, boundary, dense, realistic

from baophu.records import count
from baophu.records.count import CUBES, FileTask
from baophu.records.payers import load_payers
from baophu.records.synthetic import write_synthetic

SETS = {"boundary": boundary, "dense": dense, "realistic": realistic}


@pytest.fixture(scope="session")
def people(tmp_path_factory):
    """Of each set: the people and the folder of their records, not yet counted."""
    sets = {}
    for name, make in SETS.items():
        one, folder = make(), tmp_path_factory.mktemp("records") / name
        write_synthetic(folder, one.spells, one.events, start=one.start, cut=one.cut)
        sets[name] = one, folder
    return sets


def differing_cells(people, folder, names=CUBES):
    """Names of the tables of which a cell differs from the oracle's."""
    (spells,), (events,) = folder.glob("spells/*"), folder.glob("events/*")
    task = FileTask(spells, events, folder, load_payers(), people.start, people.cut)
    with count.connect(folder) as connection:
        count.make_segments(connection, task)
        for name in names:
            expected = people.truth.cubes["changes" if name == "stock" else name]
            if as_counts(name, connection.sql(count.query(name)).df()) != expected:
                yield name


@pytest.mark.parametrize("name", SETS)
def test_every_cell_equals_that_of_a_walk_through_all_days(people, name):
    one, folder = people[name]
    cells = sum(map(len, [*one.truth.cubes.values()]))
    print(f"{name}: {len(one.spells)} spells, {cells} cells")
    assert list(differing_cells(one, folder)) == []


# Where, what stands there, and the fault: at most one number, sign or name of another column.
FAULTS = [
    ("segments", "s.valid_to + 1", "s.valid_to + 0"),
    ("segments", "least(ends_on, died + 1) AS d1", "least(ends_on, died + 0) AS d1"),
    ("segments", "s.valid_from <= getvariable('cut')", "s.valid_from < getvariable('cut')"),
    ("segments", "AND d0 < d1\n", "AND d0 <= d1\n"),
    ("segments", "kind = 1", "kind = 2"),
    ("segments", "kind = 2", "kind = 1"),
    ("segments", "d1 - 400", "d1 - 399"),
    ("segments", "d1 - 400", "d1 - 401"),
    ("segments", "400 AND d1)", "400 AND d0)"),
    ("segments", "(3, 6, 12)", "(3, 6, 11)"),
    ("segments", "d1 < began", "d1 <= began"),
    ("segments", "d1 = died + 1", "d1 = died + 2"),
    ("segments", "term = 3 THEN 4", "term = 3 THEN 5"),
    ("segments", "issued_on = max", "issued_on = min"),
    ("segments", "c.d0 <= spans.d0", "c.d0 < spans.d0"),
    ("segments", "spans.d0 < c.d1", "spans.d0 <= c.d1"),
    ("segments", "ORDER BY g, began", "ORDER BY ~g, began"),
    ("segments", "g, began DESC", "g, began ASC"),
    ("segments", "ends_on DESC", "ends_on ASC"),
    ("segments", "district, term, agent\n", "term, district, agent\n"),
    ("segments", "district, term, agent\n", "district, ~term, agent\n"),
    ("segments", "district, term, agent\n", "district, term, ~agent\n"),
    ("segments", "lag(d1)", "lag(d0)"),
    ("stock", "segments WHERE d0 <= getvariable('cut')", "segments WHERE d0 < getvariable('cut')"),
    ("stock", "d1 <= getvariable('cut')", "d1 < getvariable('cut')"),
    ("flows", "d0 > getvariable('start')", "d0 >= getvariable('start')"),
    ("flows", "d0 <= getvariable('cut')", "d0 < getvariable('cut')"),
    ("flows", "d0 - d1_before <= 30", "d0 - d1_before < 30"),
    ("flows", "d0 - d1_before <= 90", "d0 - d1_before <= 91"),
    ("flows", "d0_after - d1 <= 30", "d0_after - d1 <= 31"),
    ("flows", "d0_after - d1 <= 90", "d0_after - d1 < 90"),
    ("flows", "- d1 >= 90", "- d1 > 90"),
    ("flows", "- d1 >= 90", "- d1 >= 89"),
    ("flows", "WHERE d1 <= getvariable('cut')", "WHERE d1 < getvariable('cut')"),
    ("flows", "d0_after > d1)", "d0_after >= d1)"),
    ("flows", "<> (district1, g1)", "<> (district0, g1)"),
    ("due", "'month', ends_on - 1", "'month', ends_on - 0"),
    ("due", "greatest(ends_on - 1", "greatest(ends_on - 0"),
    ("due", "+ 29", "+ 28"),
    ("due", "// 30", "// 31"),
    ("due", "30, 4)", "30, 3)"),
    ("due", "ends_on > getvariable", "ends_on >= getvariable"),
    ("due", "g_after = g", "g_after <= g"),
    ("due", "d0_after - d1 <= 30", "d0_after - d1 < 30"),
    ("due", "d0_after - d1 <= 90", "d0_after - d1 <= 91"),
    ("due", "- d1 >= 90", "- d1 > 90"),
    ("due", "d1 = ends_on", "d1 <= ends_on"),
    ("due", "ends_on < getvariable('far')", "ends_on <= getvariable('far')"),
    ("due", "died >= ends_on", "died > ends_on"),
    ("agents", "g = 10", "g >= 9"),
    ("agents", "ahead = 0", "ahead <= 1"),
    ("persistency", "d0 - d1_before > grace", "d0 - d1_before >= grace"),
    ("persistency", "d0_after - d1 > grace", "d0_after - d1 >= grace"),
    ("persistency", "getvariable('cut') - grace + 1", "getvariable('cut') - grace + 0"),
    ("persistency", "getvariable('cut') - grace + 1", "getvariable('cut') + grace + 1"),
    ("persistency", "d0 <= getvariable('cut') - grace", "d0 < getvariable('cut') - grace"),
    ("persistency", "uncovered_from >= grace", "uncovered_from > grace"),
    ("persistency", "least(getvariable('cut'), died)", "least(getvariable('cut'), d1)"),
    ("persistency", "d0 > getvariable('start')", "d0 >= getvariable('start')"),
]


@pytest.mark.slow
def test_every_fault_of_one_character_is_noticed(people, monkeypatch):
    unnoticed = []
    for file, right, wrong in FAULTS:
        sql = {name: count.query(name) for name in (*CUBES, "segments", "due")}
        assert sql[file].count(right) == 1, (file, right)
        with monkeypatch.context() as patch:
            patch.setattr(count, "query", {**sql, file: sql[file].replace(right, wrong)}.__getitem__)
            if not any(any(True for _ in differing_cells(*one)) for one in people.values()):
                unnoticed.append((file, right, wrong))
    print(f"{len(FAULTS)} faults")
    assert unnoticed == []
