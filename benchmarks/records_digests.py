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
    "renewals": ["month", "district", "g", "term", "outcome"],
    "persistency": ["province", "grace", "g", "month", "days", "is_event"],
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
        for name in ("flows", "renewals", "persistency"):
            tables[name] = connection.sql(f"FROM read_parquet('{cubes}/{name}-*.parquet')").df()
    changes = []
    for province, districts in manifest["provinces"].items():
        change = np.diff(np.load(cubes / f"stock-{province}.npy"), axis=2, prepend=0)
        district, group, day = np.nonzero(change)
        days = np.datetime64(manifest["start"]) + day
        table = {"day": days, "district": np.array(districts)[district], "g": group + 1}
        changes.append(pd.DataFrame({**table, "change": change[district, group, day]}))
    return {"stock": pd.concat(changes), **tables}


if __name__ == "__main__":
    print(json.dumps(digests(read_codes(Path(sys.argv[1])))))
