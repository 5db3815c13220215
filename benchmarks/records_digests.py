"""Digests of the cubes of card records, equal if all numbers are: ``python -m benchmarks.records_digests FOLDER``."""

import hashlib
import json
import sys
from pathlib import Path

import numpy as np
import pandas as pd

KEYS = {
    "stock": ["day", "district", "g"],
    "flows": ["month", "district0", "g0", "district1", "g1", "reason", "gap"],
    "renewals": ["month", "district", "g", "term", "ahead", "outcome"],
    "agents": ["province", "year", "agent", "outcome"],
    "persistency": ["province", "grace", "g", "month", "days", "is_event"],
    "states": ["day", "district", "state"],
}


def digests(cubes: dict[str, pd.DataFrame]) -> dict[str, str]:
    """Digest of each cube, whatever the order of its rows and the types of its columns."""
    return {name: _digest(table[[*KEYS[name], table.columns[-1]]]) for name, table in cubes.items()}


def _digest(table: pd.DataFrame) -> str:
    columns = [
        column.to_numpy("M8[D]").astype("int64") if column.dtype.kind == "M" else column.to_numpy("int64")
        for _, column in table.items()
    ]
    rows = np.column_stack(columns)
    return hashlib.sha256(rows[np.lexsort(rows.T[::-1])].tobytes()).hexdigest()[:16]


def read_codes(folder: Path) -> dict[str, pd.DataFrame]:
    """The cubes that an office's folder has, with codes; the stock as changes from day to day."""
    import duckdb

    from baophu.records.cubes import read_manifest

    manifest, cubes, tables = read_manifest(folder), folder / "cubes", {}
    with duckdb.connect() as connection:
        for name in ("flows", "renewals", "agents", "persistency"):
            tables[name] = connection.sql(f"FROM read_parquet('{cubes}/{name}-*.parquet')").df()
    changes = []
    for province, districts in manifest["provinces"].items():
        change = np.diff(np.load(cubes / f"stock-{province}.npy"), axis=2, prepend=0)
        district, group, day = np.nonzero(change)
        days = np.datetime64(manifest["start"]) + day
        table = {"day": days, "district": np.array(districts)[district], "g": group + 1}
        changes.append(pd.DataFrame({**table, "change": change[district, group, day]}))
    return {"stock": pd.concat(changes), **tables, "states": _count_states(folder, manifest)}


def _count_states(folder: Path, manifest: dict) -> pd.DataFrame:
    """Persons by district and state at month ends, from the states of each person; never covered before is no state."""
    ends, tables = pd.date_range(manifest["start"], manifest["cut"], freq="ME"), []
    for name in manifest["parts"]:
        part = folder / "parts" / name
        districts = np.array(json.loads((part / "part.json").read_text("utf-8"))["districts"])
        for day, states, places in zip(ends, np.load(part / "states.npy"), np.load(part / "places.npy"), strict=True):
            counts = np.bincount(places.astype(int) * 18 + states, minlength=len(districts) * 18).reshape(-1, 18)
            district, state = np.nonzero(counts[:, 1:])
            table = {"day": day, "district": districts[district], "state": state + 1}
            tables.append(pd.DataFrame({**table, "persons": counts[district, state + 1]}))
    return pd.concat(tables).groupby(KEYS["states"], as_index=False)["persons"].sum()


if __name__ == "__main__":
    print(json.dumps(digests(read_codes(Path(sys.argv[1])))))
