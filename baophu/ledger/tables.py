"""The ledger as typed tables, for the analysis."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pandas as pd

from baophu.common.paths import DATA
from baophu.ledger.reader import read_cells
from baophu.ledger.schemas import TABLES, Table
from baophu.ledger.validity import data_version, ensure_valid


# Compared by identity, so that a ledger can be the key of a cache.
@dataclass(frozen=True, eq=False)
class Ledger:
    """The tables of ``schemas``, typed: numbers are floats, days are timestamps, blank text is ``""``.

    ``claims`` includes the targets, as figures of the last day of their year with their ``instrument``; each figure has
    the ``copy_type`` of its source. ``version`` is a hash of all files of the data.
    """

    claims: pd.DataFrame
    sources: pd.DataFrame
    areas: pd.DataFrame
    area_aliases: pd.DataFrame
    population: pd.DataFrame
    labour_force: pd.DataFrame
    poor_households: pd.DataFrame
    targets: pd.DataFrame
    events: pd.DataFrame
    decisions: pd.DataFrame
    causes: pd.DataFrame
    codes: pd.DataFrame
    version: str

    def children(self, area: str) -> list[str]:
        """Slugs of the areas inside an area, at any depth."""
        direct = list(self.areas.loc[self.areas["parent"] == area, "area"])
        return direct + [slug for child in direct for slug in self.children(child)]


def load_ledger(data: Path = DATA) -> Ledger:
    """Validate and read the ledger.

    Raises
    ------
    InvalidLedger
        The data breaks rules; the exception lists every problem.
    """
    ensure_valid(data)
    return read_ledger(data)


def read_ledger(data: Path) -> Ledger:
    """Read the ledger without validation; see :func:`load_ledger`."""
    while True:
        version = data_version(data)
        ledger = _read_cached(data, version)
        # Read again if a file changed meanwhile, so that the version is that of the tables.
        if data_version(data) == version:
            return ledger
        _read_cached.cache_clear()


@lru_cache(maxsize=2)
def _read_cached(data: Path, version: str) -> Ledger:
    """The ledger of a version of the files, read once per process."""
    tables = {table.name: _read_typed(table, data) for table in TABLES}
    claims = add_targets(tables["claims"], tables["targets"])
    copies = tables["sources"].set_index("source_id")["copy_type"]
    claims = claims.assign(copy_type=claims["source_id"].map(copies))
    return Ledger(**tables | {"claims": claims}, version=version)


def add_targets(claims: pd.DataFrame, targets: pd.DataFrame) -> pd.DataFrame:
    """Claims and targets as one table of figures: a target is dated to the last day of its year."""
    last_days = pd.to_datetime(targets["target_year"].astype("str") + "-12-31").astype(claims["as_of"].dtype)
    # Where a target's token is not recorded, format its value as a Vietnamese decision prints it.
    shares = targets["unit"].str.startswith("percent")
    printed = [
        f"{value:.10g}".replace(".", ",") + "%" * share for value, share in zip(targets["value"], shares, strict=True)
    ]
    figures = targets.rename(columns={"target_id": "claim_id"}).assign(
        as_of=last_days,
        as_of_precision="year",
        base_as_of=pd.Series(pd.NaT, index=targets.index, dtype=claims["base_as_of"].dtype),
        as_printed=targets["as_printed"].where(targets["as_printed"] != "", printed),
    )
    claims = claims.assign(instrument="")
    return pd.concat([claims, figures[claims.columns]]).sort_values("claim_id", ignore_index=True)


def _read_typed(table: Table, data: Path) -> pd.DataFrame:
    frame = read_as_text(table, data)
    for column in table.columns:
        if column.type == "number":
            frame[column.name] = pd.to_numeric(frame[column.name])
        elif column.type in ("integer", "year"):
            frame[column.name] = pd.to_numeric(frame[column.name]).astype("int64")
        elif column.type == "date":
            frame[column.name] = pd.to_datetime(frame[column.name], format="%Y-%m-%d").astype("datetime64[s]")
    return frame.sort_values(list(table.sort_key or table.key), kind="stable", ignore_index=True)


def read_as_text(table: Table, data: Path) -> pd.DataFrame:
    """The rows of all files of a table as strings, in the order of the files. The files must be valid."""
    rows = []
    for path in table.files(data):
        rows += read_cells(path)[1:]
    # One frame per file would take longer than the reading.
    return pd.DataFrame(rows, columns=table.names, dtype=str)
