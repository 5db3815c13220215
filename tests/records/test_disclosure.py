"""Small counts are hidden, and what is published leaves each open by the threshold: audited by network flows."""

from collections import deque

import numpy as np
import pandas as pd
import pytest

from baophu.records import disclosure
from baophu.records.disclosure import add_totals, hidden_cells, merge_small
from baophu.records.tables import Cells

K = 10


def table(*rows):
    return add_totals(np.array(rows)[None])


def feasible_width(counts, mask, cell, enough=10_000):
    """How far a hidden cell can move while every published number and every sum stays as it is, no count under zero.

    Hidden cells are edges between their row and their column. In a line, persons move from one hidden cell to another,
    or to the line's total and back; so the width is two flows from one end of the cell's edge to the other.
    """
    rows, columns = counts.shape
    is_turned = (np.arange(rows) == rows - 1)[:, None] != (np.arange(columns) == columns - 1)[None, :]
    room = {}
    for row, column in np.argwhere(mask):
        up, down = (counts[row, column], enough) if is_turned[row, column] else (enough, counts[row, column])
        if (row, column) != cell:
            room.setdefault(("r", row), {})["c", column] = up
            room.setdefault(("c", column), {})["r", row] = down
    ends = ("c", cell[1]), ("r", cell[0])
    up, down = (flow(room, *way, enough) for way in (ends, ends[::-1]))
    return down + min(counts[cell], up) if is_turned[cell] else up + min(counts[cell], down)


def flow(room, source, sink, enough):
    """The largest flow from one node to another, as far as that is ``enough``."""
    left, total = {node: dict(edges) for node, edges in room.items()}, 0
    while total < enough:
        before, queue = {source: None}, deque([source])
        while queue and sink not in before:
            node = queue.popleft()
            for other, capacity in left.get(node, {}).items():
                if capacity > 0 and other not in before:
                    before[other] = node
                    queue.append(other)
        if sink not in before:
            return total
        path, node = [], sink
        while before[node] is not None:
            path.append((before[node], node))
            node = before[node]
        step = min(left[start][end] for start, end in path)
        for start, end in path:
            left[start][end] -= step
            left[end][start] += step
        total += step
    return total


def small_tables(count, rows, columns):
    rng = np.random.default_rng(7)
    for _ in range(count):
        scale = np.exp(rng.normal(0, 1.2, (rows, 1)) + rng.normal(0, 1.2, (1, columns)))
        yield rng.poisson(25 * scale) * (rng.random((rows, columns)) > 0.1)


def test_the_audit_finds_what_naive_hiding_gives_away():
    counts = table([3, 50], [40, 60])[0]
    mask = (counts > 0) & (counts < K)
    assert feasible_width(counts, mask, (0, 0)) == 0
    whole = np.zeros((3, 3), bool)
    whole[:2, :2] = True
    # x in [0, 43]: rows of 53 and 100, columns of 43 and 110.
    assert feasible_width(counts, whole, (0, 0)) == 43


def test_the_audit_agrees_with_a_search_of_all_tables():
    counts = table([3, 12, 1], [11, 4, 20])[0]
    mask = np.zeros((3, 4), bool)
    mask[:2, :3] = True
    found = set()
    for a in range(15):
        for b in range(17):
            rest = np.array([[a, b, 16 - a - b], [14 - a, 16 - b, 21 - (16 - a - b)]])
            if (rest >= 0).all():
                found.add((a, b))
    for place, values in enumerate(zip(*found, strict=True)):
        assert feasible_width(counts, mask, (0, place)) == max(values) - min(values)


@pytest.mark.parametrize(("rows", "columns", "count"), [(2, 2, 60), (3, 4, 60), (9, 10, 20), (30, 10, 2)])
@pytest.mark.parametrize("totals", ["hidden if need be", "columns shown", "all shown"])
def test_every_small_count_stays_open_by_the_threshold(rows, columns, count, totals):
    seen = 0
    for counts in small_tables(count, rows, columns):
        counts = add_totals(counts[None])
        public = np.zeros(counts.shape[1:], bool)
        public[-1] |= totals != "hidden if need be"
        public[:, -1] |= totals == "all shown"
        mask = hidden_cells(counts, K, public=public)
        small = (counts[0] > 0) & (counts[0] < K)
        assert mask[small].all()
        if (small & public).any():
            assert mask.all()
            continue
        assert not (mask & public).any()
        for cell in map(tuple, np.argwhere(small)):
            assert feasible_width(counts[0], mask, cell, K) >= K, (counts[0], mask, cell)
            seen += 1
    assert seen > 10


def test_no_more_is_hidden_than_a_quarter_of_a_table_of_districts_and_groups():
    shares = [hidden_cells(add_totals(counts[None]), K).mean() for counts in small_tables(25, 9, 10)]
    small = [((counts > 0) & (counts < K)).mean() for counts in small_tables(25, 9, 10)]
    assert np.mean(shares) < 2 * np.mean(small)


def test_nothing_small_hides_nothing_and_zeros_are_shown():
    assert not hidden_cells(table([0, 50], [40, 0]), K).any()


def test_tables_of_several_days_have_one_mask_that_protects_each_day():
    for days in ([[[3, 50], [40, 60]], [[30, 50], [40, 5]]], [[[3, 50, 30], [40, 60, 70]], [[3, 0, 30], [40, 60, 70]]]):
        tables = add_totals(np.array(days))
        mask = hidden_cells(tables, K)
        for counts in tables:
            for cell in map(tuple, np.argwhere((counts > 0) & (counts < K))):
                assert feasible_width(counts, mask, cell) >= K


def test_what_an_earlier_edition_hid_stays_hidden():
    earlier = np.zeros((3, 3), bool)
    earlier[0, 1] = True
    assert hidden_cells(table([20, 50], [40, 60]), K, earlier)[0, 1]


def cells_of(*rows):
    table = pd.DataFrame(list(rows), columns=["day", "row", "column", "n"])
    return Cells.count(table, ("day", "row", "column"), "n")


def test_editions_remember_what_they_hid_but_not_tables_hidden_as_a_whole(tmp_path):
    file = tmp_path / "masks" / "table.csv"
    first = cells_of((1, "a", "x", 3), (1, "a", "y", 50), (1, "b", "x", 40), (1, "b", "y", 60))
    mask = first.hidden(K, file)
    assert mask[0, :2, :2].all() and not mask[0, 2].any()
    later = cells_of(*((day, row, column, 80) for day in (1, 2) for row in "ab" for column in "xy"))
    assert (later.hidden(K, file)[0] == mask[0]).all() and not later.hidden(K, file)[1].any()
    whole = tmp_path / "masks" / "whole.csv"
    public = first.are(rows=["all"])
    assert cells_of((1, "a", "x", 3), (1, "b", "y", 60)).hidden(K, whole, public).all()
    assert not later.hidden(K, whole, public).any()


def test_small_rows_are_added_up_and_sums_stay_exact():
    totals = pd.DataFrame({"came": [4, 500, 12, 60], "left": [0, 400, 3, 70]}, index=list("abcd"))
    merged = merge_small(totals, K, "rest")
    assert merged.index.tolist() == ["b", "rest"]
    assert merged.loc["rest"].tolist() == [76, 73] and merged.sum().tolist() == totals.sum().tolist()
    assert merge_small(totals.loc[["b", "d"]], K, "rest").equals(totals.loc[["b", "d"]])


def test_a_threshold_under_five_is_refused():
    assert disclosure.check_threshold(5) == 5
    with pytest.raises(disclosure.ThresholdTooLow, match="at least 5"):
        disclosure.check_threshold(4)
