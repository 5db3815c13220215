"""The ledger as typed tables, for the analysis."""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from baophu.ledger.raw import FILE, LINE, read_table
from baophu.ledger.schemas import TABLES, Table
from baophu.ledger.series import has_series, read_series
from baophu.ledger.valid import data_version, ensure_valid
from baophu.paths import DATA


# Compared by identity: two ledgers are never held against each other, and one can key a cache.
@dataclass(frozen=True, eq=False)
class Ledger:
    """The tables of ``schemas``, typed: numbers are floats, days are timestamps, blanks of text are ``""``.

    ``version`` is a hash of the files: the same version is the same data.
    """

    claims: pd.DataFrame
    sources: pd.DataFrame
    areas: pd.DataFrame
    area_aliases: pd.DataFrame
    population: pd.DataFrame
    labour_force: pd.DataFrame
    targets: pd.DataFrame
    events: pd.DataFrame
    decisions: pd.DataFrame
    codes: pd.DataFrame
    version: str

    def children(self, area: str) -> list[str]:
        """Slugs of the areas inside an area, at any depth."""
        below = list(self.areas.loc[self.areas["parent"] == area, "area"])
        return below + [slug for child in below for slug in self.children(child)]


def load(data: Path = DATA, province: str | None = None) -> Ledger:
    """The validated ledger.

    Parameters
    ----------
    province : whose long local series are read too; of them only the rows of the province itself, not its districts'.

    Raises
    ------
    InvalidLedger
        With every problem; nothing is returned.
    """
    ensure_valid(data)
    tables = {table.name: _typed(table, data) for table in TABLES}
    if province is not None:
        tables["claims"] = _with_series(tables["claims"], data, province)
    return Ledger(**tables, version=data_version(data))


def _with_series(claims: pd.DataFrame, data: Path, province: str) -> pd.DataFrame:
    """Claims with those of an office's long series, which say only what a monthly table can say."""
    if not has_series(data, province):
        return claims
    rows = read_series(data, province, area=province)
    days = rows["as_of"].dt.strftime("%Y-%m-%d")
    parts = [rows[name] for name in ("area", "scheme", "group", "kind", "unit")]
    names = ["-".join(("local", *words)).replace("_", "-") for words in zip(*parts, days, strict=True)]
    rows = rows.assign(
        claim_id=names,
        base_as_of=pd.NaT,
        bound="exact",
        plan_owner="",
        obs_status="A",
        as_printed=[f"{value:.12g}" for value in rows["value"]],
        note="",
    )
    rows = rows.astype({"base_as_of": claims["base_as_of"].dtype})[claims.columns]
    return pd.concat([claims, rows]).sort_values("claim_id", ignore_index=True)


def _typed(table: Table, data: Path) -> pd.DataFrame:
    frame, _ = read_table(table, data)
    frame = frame.drop(columns=[FILE, LINE])
    for column in table.columns:
        if column.type == "number":
            frame[column.name] = pd.to_numeric(frame[column.name])
        elif column.type in ("integer", "year"):
            frame[column.name] = pd.to_numeric(frame[column.name]).astype("int64")
        elif column.type == "date":
            frame[column.name] = pd.to_datetime(frame[column.name], format="%Y-%m-%d").astype("datetime64[s]")
    return frame.sort_values(list(table.key), ignore_index=True)
