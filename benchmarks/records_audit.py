"""What the published tables of card records tell of the counts that they hide, by linear programming.

``make bench-peers``; runs where SciPy is (``records_peers.txt``), on the ``published.csv`` that
``benchmarks.records_round publish`` wrote. Every hidden count is least and most possible under all sums within tables
and all totals that tables share. Rates are of counts that are shown, and those of cohorts (``persistency``) are not
sums: they are not in it. The same is said of hiding the small counts alone, which gives many of them away.
"""

import sys
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.optimize import linprog
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import connected_components

_EPSILON = 1e-6
THRESHOLD, MOST = 10, 100  # small counts of a table that are tried
STOCK_DAYS = ("2019-02-28", "2021-12-31", "2022-06-30", "2022-12-31", "2024-12-31")
TOTALS = ("all", "due", "known", "left")
PARTS = {"renewed": ["on_time", "within_30"], "not_renewed": ["within_90", "later", "never"]}
PARTS["known"] = PARTS["renewed"] + PARTS["not_renewed"]
CAME = ("new", "returned", "from_other_province", "moved_in", "came_otherwise")


def sums_of(cells: pd.DataFrame) -> list[dict[tuple, int]]:
    """Sums that are 0, as factors by cell (table, period, row, column): what every reader knows of the tables."""
    sums = []
    for (table, period), part in cells.groupby(["table", "period"]):
        rows, columns = part["row"].unique(), part["column"].unique()
        kind = table.split()[0]
        if kind == "decomposition":
            days = period.split()
            merged = set(cells.loc[cells["table"] == "stock", "column"]) - set(rows)
            for row in rows:
                signs = {c: 1 if c in ("opening", *CAME) else -1 for c in columns}
                sums.append({(table, period, row, column): sign for column, sign in signs.items()})
                groups = merged if row == "other_groups" else [row]
                for day, column in zip(days, ("opening", "closing"), strict=True):
                    sums.append({(table, period, row, column): -1} | {("stock", day, "all", g): 1 for g in groups})
        else:
            sums += [{(table, period, row, c): -1 if c in TOTALS else 1 for c in columns} for row in rows]
        sums += [{(table, period, row, c): -1 if row == "all" else 1 for row in rows} for c in columns]
        if kind in ("renewals", "due") and not table.endswith("group"):
            # Households in the table by group are the total of the others; of a year, its quarters.
            first = pd.Timestamp(period)
            is_year = kind == "renewals" and table.split()[1] in ("district", "agent")
            periods = [(first + pd.DateOffset(months=3 * n)).strftime("%Y-%m-%d") for n in range(4 if is_year else 1)]
            known = set(cells.loc[cells["table"] == f"{kind} group", "period"])
            shared = [(f"{kind} group", each, "household") for each in periods if each in known]
            for column in columns:
                parts = {(*key, part): 1 for key in shared for part in PARTS.get(column, [column])}
                sums.append({(table, period, "all", column): -1} | parts)
    return sums


def audit(cells: pd.DataFrame) -> pd.DataFrame:
    """The least and the most that hidden counts under the threshold can be, some of each table.

    Index as that of ``cells``, columns ``least``, ``most`` and ``kind``, the table.
    """
    keys = cells[["table", "period", "row", "column"]].itertuples(index=False, name=None)
    keys = {key: number for number, key in enumerate(keys)}
    published, truth = cells["published"].to_numpy(float), cells["truth"].to_numpy(float)
    is_hidden = np.isnan(published)
    line, place, factor, rest = [], [], [], []
    for terms in sums_of(cells):
        # A cell that is in no table (nobody moves to the own group) is 0.
        known = {keys[key]: sign for key, sign in terms.items() if key in keys}
        line += [len(rest)] * sum(is_hidden[number] for number in known)
        place += [number for number in known if is_hidden[number]]
        factor += [sign for number, sign in known.items() if is_hidden[number]]
        rest.append(-sum(sign * published[number] for number, sign in known.items() if not is_hidden[number]))
    sums, rest = csr_array(coo_array((factor, (line, place)), (len(rest), len(cells)))), np.array(rest)
    assert not np.any(rest[np.diff(sums.indptr) == 0]), "the published numbers do not add up"
    links = abs(sums).T @ abs(sums)
    _, component = connected_components(links)
    found = []
    small = cells[is_hidden & (truth > 0) & (truth < THRESHOLD)]
    for number in small.groupby("table").sample(frac=1, random_state=1).groupby("table").head(MOST).index:
        members = np.flatnonzero((component == component[number]) & is_hidden)
        own = sums[:, members]
        used = np.diff(own.tocsr().indptr) > 0
        goal = (members == number).astype(float)
        ends = []
        for sign in (1, -1):
            done = linprog(sign * goal, A_eq=own.tocsr()[used], b_eq=rest[used], bounds=(0, None), method="highs")
            ends.append(sign * done.fun if done.status == 0 else np.inf if done.status == 3 else np.nan)
        found.append((number, *ends))
    found = pd.DataFrame(found, columns=["cell", "least", "most"]).set_index("cell")
    assert (cells["truth"][found.index].between(found["least"] - _EPSILON, found["most"] + _EPSILON)).all()
    return found.assign(kind=cells["table"][found.index].str.replace(r" \d.*", "", regex=True))


def main(folder: Path) -> None:
    """Print, table by table, how many small counts are hidden and how far the least open one is."""
    cells = pd.read_csv(folder / "published.csv", dtype={"period": str, "row": str, "column": str})
    cells = cells[(cells["table"] != "stock") | cells["period"].isin(STOCK_DAYS)].reset_index(drop=True)
    is_small = (cells["truth"] > 0) & (cells["truth"] < THRESHOLD)
    naive = audit(cells.assign(published=cells["truth"].mask(is_small)))
    for kind, part in audit(cells).groupby("kind"):
        width, of_naive = part["most"] - part["least"], naive[naive["kind"] == kind]
        known = (of_naive["most"] - of_naive["least"] < THRESHOLD - _EPSILON).sum()
        print(
            f"linear programming, {kind}: {len(part)} small counts, the least open by {width.min():.4g} persons, "
            f"{(width < THRESHOLD - _EPSILON).sum()} by fewer than {THRESHOLD} ({known} of {len(of_naive)} if only "
            "small counts were hidden)"
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
