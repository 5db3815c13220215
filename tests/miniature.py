"""A ledger small enough to read: a synthetic country with three provinces, one town, two papers.

`synthetic-north` has a level, a fall and a plan; `synthetic-south` a single rate; `synthetic-city` no figure at all.
Below it stand typed tables of the same areas, made row by row, for the analysis.
"""

import csv
from pathlib import Path

import pandas as pd

from baophu.common.paths import DATA
from baophu.ledger.schemas import TABLES

COLUMNS = {table.name: table.names for table in TABLES}
KEYS = {table.name: table.key[0] for table in TABLES}


def _area(area, kind, parent="synthetic-country", **cells):
    name = area.replace("-", " ").title()
    return {"area": area, "kind": kind, "parent": parent, "name_vi": name, "name_en": name, **cells}


def _source(source_id, **cells):
    shared = {
        "title": "Synthetic title",
        "publisher_vi": "Synthetic publisher",
        "publisher_en": "Synthetic publisher",
        "url": "https://example.org/" + source_id,
    }
    shared |= {"language": "vi", "source_type": "newspaper", "copy_type": "original"}
    return {"source_id": source_id, **shared, **cells}


CLAIM = {
    "source_id": "synthetic-paper",
    "locator": "para:1",
    "area": "synthetic-north",
    "scheme": "bhyt",
    "group": "total",
    "kind": "count",
    "value": "800000",
    "unit": "persons",
    "as_of": "2019-12-31",
    "as_of_precision": "day",
    "bound": "exact",
    "obs_status": "A",
    "as_printed": "800.000",
}
RATE = {"kind": "rate", "unit": "percent_of_population"}
JUNE = {"source_id": "synthetic-office", "as_of": "2020-06-30"}

ROWS = {
    "areas": [
        _area("synthetic-country", "country", parent="", full_name_vi="Synthetic Country"),
        _area("synthetic-north", "province", code="01", full_name_vi="Tỉnh Synthetic North"),
        _area("synthetic-south", "province", code="02", full_name_vi="Tỉnh Synthetic South"),
        _area("synthetic-city", "province", code="03", full_name_vi="Thành phố Synthetic City"),
        _area("synthetic-town", "town", parent="synthetic-north", full_name_vi="Thị xã Synthetic Town"),
    ],
    "area_aliases": [{"alias": "Synthetic Uptown", "area": "synthetic-north"}],
    "sources": [
        _source("synthetic-paper", published_on="2020-02-01"),
        _source("synthetic-office", url="", file_name="synthetic.xlsx", published_note="day not printed"),
    ],
    "population": [
        {"area": area, "year": year, "population_series": "gso_avg_revised", "population_count": count}
        | {"rounding": "100", "source_id": "synthetic-office"}
        for area, count in (("synthetic-country", "10000000"), ("synthetic-north", "1000000"))
        for year in ("2019", "2020")
    ],
    "labour_force": [
        {"area": "synthetic-north", "year": "2019", "labour_force_series": "gso_lf15plus_student_repo"}
        | {"labour_force_count": "500000", "rounding": "100", "source_id": "synthetic-office"}
    ],
    "targets": [
        {"target_id": f"{area}-target-2020", "area": area, "scheme": "bhyt", "group": "total", "kind": "target_rate"}
        | {"target_year": "2020", "value": "95", "unit": "percent_of_population", "bound": "exact"}
        | {"plan_owner": "government", "instrument": "Synthetic decision", "source_id": "synthetic-paper"}
        | {"locator": "unrecorded"}
        | {"obs_status": "A"}
        for area in ("synthetic-north", "synthetic-city")
    ],
    "poor_households": [
        {"area": "synthetic-north", "as_of": "2019-12-31", "as_of_precision": "year", "household_group": "poor"}
        | {"value": "1000", "unit": "households", "as_printed": "1.000", "source_id": "synthetic-office"}
    ],
    "events": [
        {"event_id": "synthetic-law", "date": "2015-01-01", "date_precision": "day", "scheme": "bhyt"}
        | {"instrument_vi": "Synthetic law", "label_vi": "Synthetic", "label_en": "Synthetic", "direction": "up"}
        | {"source_id": "synthetic-paper"}
    ],
    "decisions": [{"claim_id": "north-rate", "action": "comment", "reason_vi": "Synthetic", "reason_en": "Synthetic"}],
    "causes": [{"claim_id": "north-fall", "cause": "household_members", "role": "share", "locator": "para:1"}],
    "claims": [
        {"claim_id": "north-count"},
        {"claim_id": "north-rate", **RATE, "value": "80", "as_printed": "80%"},
        {"claim_id": "north-denominator", "kind": "denominator", "value": "1000000", "as_printed": "1.000.000"},
        {"claim_id": "north-plan", "kind": "attainment", "unit": "percent_of_plan", "plan_owner": "province_committee"}
        | {"value": "98.5", "as_printed": "98,5%"},
        {"claim_id": "north-fall", **JUNE, "kind": "change", "base_as_of": "2019-12-31"}
        | {"value": "-20000", "as_printed": "20.000"},
        {"claim_id": "north-undated", "as_of": "", "as_of_precision": "", "obs_status": "U"},
        {"claim_id": "town-count", "area": "synthetic-town", "value": "40000", "as_printed": "40.000"},
        {"claim_id": "south-rate", **RATE, "area": "synthetic-south", "value": "88.5", "as_printed": "88,5%"},
        *(
            {"claim_id": f"country-{row['kind']}-{day}", "area": "synthetic-country", "source_id": "synthetic-office"}
            | {"as_of": day, **row}
            for day, rate, count in (("2019-12-31", "90", "9000000"), ("2020-06-30", "87", "8700000"))
            for row in (
                {**RATE, "value": rate, "as_printed": f"{rate}%"},
                {"kind": "count", "value": count, "as_printed": count},
            )
        ),
    ],
}  # fmt: skip


class Miniature:
    """The files under ``folder/data``, to be spoilt one place at a time; each edit returns its file and line."""

    def __init__(self, folder: Path):
        self.data = folder / "data"
        (self.data / "claims").mkdir(parents=True)
        (self.data / "codes.csv").write_bytes((DATA / "codes.csv").read_bytes())
        for table, rows in ROWS.items():
            for path in {self._home(table, row): None for row in rows}:
                own = [row for row in rows if self._home(table, row) == path]
                self._write(path, table, own)

    def append(self, table: str, home: str = "", **cells) -> tuple[str, int]:
        """Add a row that is valid but for ``cells``; ``home`` puts it into another area's file."""
        model = {**ROWS[table][0], KEYS[table]: f"planted-{self._count()}"}
        path = self._home(table, {**model, **cells, **({"area": home} if home else {})})
        with path.open("a", encoding="utf-8", newline="") as handle:
            self._writer(handle, table).writerow(self._whole(table, {**model, **cells}))
        return self._file(path), len(path.read_text("utf-8").splitlines())

    def change(self, table: str, key: str, column: str, value: str) -> tuple[str, int]:
        """Give one cell another value."""
        for path in self._paths(table):
            rows = list(csv.DictReader(path.read_text("utf-8").splitlines()))
            for number, row in enumerate(rows):
                if row[KEYS[table]] == key:
                    row[column] = value
                    self._write(path, table, rows)
                    return self._file(path), number + 2
        raise KeyError(key)

    def rewrite(self, name: str, edit) -> tuple[str, int]:
        """Pass the bytes of a file through ``edit``; the line returned is the last."""
        path = self.data / name
        path.write_bytes(edit(path.read_bytes()))
        return self._file(path), path.read_bytes().count(b"\n")

    def _count(self) -> int:
        return sum(path.read_bytes().count(b"\n") for path in self.data.rglob("*.csv"))

    def _paths(self, table):
        return sorted(self.data.glob(next(t.path for t in TABLES if t.name == table)))

    def _home(self, table: str, row: dict) -> Path:
        if table != "claims":
            return self.data / f"{table}.csv"
        area = {**CLAIM, **row}["area"]
        return self.data / "claims" / f"{'synthetic-north' if area == 'synthetic-town' else area}.csv"

    def _whole(self, table: str, row: dict) -> dict:
        return {**(CLAIM if table == "claims" else {}), **row}

    def _write(self, path: Path, table: str, rows: list[dict]) -> None:
        with path.open("w", encoding="utf-8", newline="") as handle:
            writer = self._writer(handle, table)
            writer.writeheader()
            writer.writerows(self._whole(table, row) for row in rows)

    @staticmethod
    def _writer(handle, table: str) -> csv.DictWriter:
        return csv.DictWriter(handle, COLUMNS[table], restval="", lineterminator="\n")

    def _file(self, path: Path) -> str:
        return path.relative_to(self.data.parent).as_posix()


# ── Typed tables ─────────────────────────────────────────────────────────────────────────────────────────────

AREA, COUNTRY = "synthetic-north", "synthetic-country"
DEFAULTS = {
    "source_id": "synthetic-paper",
    "area": AREA,
    "scheme": "bhyt",
    "group": "total",
    "kind": "count",
    "unit": "persons",
    "as_of_precision": "day",
    "base_as_of": None,
    "bound": "exact",
    "plan_owner": "",
    "obs_status": "A",
    "instrument": "",
    "copy_type": "original",
}


def claim(as_of, value, **cells):
    """One claim; its token is the value itself unless given."""
    row = {**DEFAULTS, "as_of": as_of, "value": float(value), "as_printed": f"{abs(value):.10g}", **cells}
    return {"claim_id": "-".join([row["area"], row["kind"], row["group"], str(as_of)]), **row}


def rate(as_of, value, **cells):
    return claim(as_of, value, **{"kind": "rate", "unit": "percent_of_population", **cells})


def target(year, value, **cells):
    """A target of a decision, as the ledger gives it among its figures."""
    own = {"claim_id": f"synthetic-{year}", "as_of_precision": "year", "instrument": "Synthetic decision"}
    return rate(f"{year}-12-31", value, kind="target_rate", **own) | cells


def change(start, end, value, **cells):
    return claim(end, value, kind="change", base_as_of=start, **cells)


def claims(*rows):
    table = pd.DataFrame(rows)
    for column in ("as_of", "base_as_of"):
        table[column] = pd.to_datetime(table[column]).astype("datetime64[s]")
    return table


def population(counts, series="gso_avg_revised", source="synthetic-office"):
    """Population by (area, year)."""
    return pd.DataFrame(
        [
            {"area": area, "year": year, "population_series": series, "population_count": float(count)}
            | {"as_of": pd.NaT, "source_id": source}
            for (area, year), count in counts.items()
        ]
    )


def millions(*years, area=AREA):
    return population({(area, year): 1_000_000 for year in years})


EVENTS = pd.DataFrame(
    [
        ("synthetic-down", pd.Timestamp("2022-01-01"), "day", "bhyt", "down"),
        ("synthetic-up", pd.Timestamp("2022-01-01"), "day", "bhyt", "up"),
        ("synthetic-later", pd.Timestamp("2023-01-01"), "day", "bhyt", "down"),
        ("synthetic-other", pd.Timestamp("2022-01-01"), "day", "bhtn", "down"),
    ],
    columns=["event_id", "date", "date_precision", "scheme", "direction"],
)
