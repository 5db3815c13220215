"""One province's figures: sorted, each once, held against earlier imports, and written."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa

from baophu.importer.errors import Findings
from baophu.importer.long.convert import Codes
from baophu.importer.store import Local, read_rows
from baophu.ledger import series
from baophu.told import number, tell

KEY = ("area", "scheme", "as_of", "group", "kind", "unit")
_TOLD = 1000  # conflicts of one province


@dataclass
class Ranks:
    """The words and days of a file in their order, so that figures are compared and sorted as numbers."""

    known: dict[str, np.ndarray]  # sorted, by column of the key
    of_place: dict[str, np.ndarray]  # ranks by number of place, period and meaning
    of_period: dict[str, np.ndarray]
    of_meaning: dict[str, np.ndarray]

    @classmethod
    def of(cls, codes: Codes) -> "Ranks":
        """Those of everything that a file says."""
        days = np.array([period.as_of for period in codes.periods], dtype="datetime64[D]")
        known, ranks = {}, {}
        columns = {"area": np.array([place.area for place in codes.places], dtype=str), "as_of": days}
        for name in ("scheme", "group", "kind", "unit"):
            columns[name] = np.array([getattr(meaning, name) for meaning in codes.meanings], dtype=str)
        for name, values in columns.items():
            known[name], ranks[name] = np.unique(values, return_inverse=True)
        meaning = {name: ranks[name] for name in ("scheme", "group", "kind", "unit")}
        return cls(known, {"area": ranks["area"]}, {"as_of": ranks["as_of"]}, meaning)

    def keys(self, found: dict[str, np.ndarray]) -> np.ndarray:
        """What each figure speaks of, as one number; in the order of ``KEY``."""
        ranks = {name: of[found["place"]] for name, of in self.of_place.items()}
        ranks |= {name: of[found["period"]] for name, of in self.of_period.items()}
        ranks |= {name: of[found["meaning"]] for name, of in self.of_meaning.items()}
        return self._joined(ranks)

    def keys_of(self, frame: pd.DataFrame) -> np.ndarray:
        """The same of figures imported earlier; -1 where this file says nothing of what they speak of."""
        ranks, strange = {}, np.zeros(len(frame), dtype=bool)
        for name in KEY:
            column = frame[name].astype("category")
            words = column.cat.categories.to_numpy()
            of_word = pd.Index(self.known[name]).get_indexer(words.astype(self.known[name].dtype))
            ranks[name] = of_word[column.cat.codes.to_numpy()]
            strange |= ranks[name] < 0
        return np.where(strange, -1, self._joined(ranks))

    def _joined(self, ranks: dict[str, np.ndarray]) -> np.ndarray:
        joined = np.zeros(len(ranks["area"]), dtype=np.int64)
        for name in KEY:
            joined = joined * len(self.known[name]) + ranks[name]
        return joined


@dataclass
class Province:
    """What an import does to one province's files."""

    fresh: int = 0
    same: int = 0
    replaced: int = 0
    files: dict[Path, Callable[[Path], object] | None] = field(default_factory=dict)
    kept: dict[Path, np.ndarray] = field(default_factory=dict)  # rows of files of which others are replaced
    claims: list[dict] | None = None  # as they will stand, where some are replaced
    used: set[str] = field(default_factory=set)  # areas of fresh figures


class ProvinceWriter:
    """Writes the provinces of one file into a scratch folder, from where they are moved when all is well."""

    def __init__(self, codes: Codes, where: Callable[[int, int], str], source_id: str, scratch: Path, replace: bool):
        self.codes, self.where, self.source_id, self.scratch, self.replace = codes, where, source_id, scratch, replace
        self.ranks = Ranks.of(codes)
        self.repeated = 0

    def write(self, local: Local, found: dict[str, np.ndarray], findings: Findings) -> Province:
        """One province: its new figures in a file, and what happens to earlier ones; faults go into the findings."""
        keys = self.ranks.keys(found)
        order = np.argsort(keys, kind="stable")
        keys, found = keys[order], {name: column[order] for name, column in found.items()}
        keys, found = self._each_once(keys, found, findings)
        done, is_fresh = Province(), np.ones(len(keys), dtype=bool)
        home = series.folder(local.data, local.province) / f"{self.source_id}.parquet"
        for path in sorted(home.parent.glob("*.parquet")):
            self._compare_series(path, home, (keys, found, is_fresh), done, findings)
        self._compare_claims(local, (keys, found, is_fresh), done, findings)
        done.fresh, done.same = int(is_fresh.sum()), int((~is_fresh).sum())
        if done.fresh and not findings.faults:
            self._write(home, {name: column[is_fresh] for name, column in found.items()}, done)
        return done

    def _each_once(self, keys: np.ndarray, found: dict, findings: Findings) -> tuple[np.ndarray, dict]:
        again = np.flatnonzero(keys[1:] == keys[:-1]) + 1
        if not len(again):
            return keys, found
        other = again[found["value"][again] != found["value"][again - 1]]
        for row in other[:_TOLD].tolist():
            earlier, value = self._where(found, row - 1), found["value"][row - 1]
            rule = tell("wrong-given-twice", place=earlier, value=number(f"{value:.12g}"))
            text = f"{found['value'][row]:.12g}"
            findings.fault(self._where(found, row), text, rule, tell("cure-given-twice"))
        self.repeated += len(again) - len(other)
        return np.delete(keys, again), {name: np.delete(column, again) for name, column in found.items()}

    def _where(self, found: dict, row: int) -> str:
        return self.where(int(found["row"][row]), int(found["column"][row]))

    # ── Earlier imports ───────────────────────────────────────────────────────────────────────────────────────

    def _compare_series(self, path: Path, home: Path, new: tuple, done: Province, findings: Findings) -> None:
        frame = series.read_files([path], [name for name in series.COLUMNS if name in (*KEY, "value")])
        replaced = self._compare(self.ranks.keys_of(frame), frame["value"].to_numpy(), new, path.stem, done, findings)
        if len(replaced):
            kept = np.delete(np.arange(len(frame)), replaced)
            done.files[path] = (lambda to: series.write_series(to, [_rows(path, kept)])) if len(kept) else None
            done.kept[path] = kept

    def _compare_claims(self, local: Local, new: tuple, done: Province, findings: Findings) -> None:
        rows = read_rows(local.claims)
        if not rows:
            return
        frame = pd.DataFrame(rows)
        frame["as_of"] = pd.to_datetime(frame["as_of"])
        values = frame["value"].astype(float).to_numpy()
        replaced = set(
            self._compare(self.ranks.keys_of(frame), values, new, local.claims.name, done, findings).tolist()
        )
        if replaced:
            done.claims = [row for number, row in enumerate(rows) if number not in replaced]

    def _compare(self, earlier: np.ndarray, values: np.ndarray, new: tuple, name: str, done, findings) -> np.ndarray:
        """Earlier figures that this file replaces; the same ones again are marked as not fresh."""
        keys, found, is_fresh = new
        at = np.minimum(np.searchsorted(keys, earlier), len(keys) - 1)
        both = keys[at] == earlier
        same = both & (found["value"][at] == values)
        is_fresh[at[same]] = False
        against = np.flatnonzero(both & ~same)
        done.replaced += len(against)
        for row in against[:_TOLD].tolist() if not self.replace else ():
            text = f"{found['value'][at[row]]:.12g}"
            rule = tell("wrong-earlier", value=number(f"{values[row]:.12g}"), where=name)
            findings.fault(self._where(found, at[row]), text, rule, tell("cure-earlier"))
        return against

    # ── Writing ───────────────────────────────────────────────────────────────────────────────────────────────

    def _write(self, home: Path, found: dict[str, np.ndarray], done: Province) -> None:
        target = self.scratch / home.parent.name / home.name
        table = self._table(found)
        series.write_sorted(target, table)
        if home.exists():  # the same file, of which a part was replaced or left out before
            series.write_series(target, [_rows(home, done.kept.get(home)), series.read_files([target])])
        done.files[home] = target.replace
        done.used = {self.codes.places[number].area for number in np.unique(found["place"]).tolist()}

    def _table(self, found: dict[str, np.ndarray]) -> pa.Table:
        codes = self.codes
        columns = {"area": _coded([place.area for place in codes.places], found["place"])}
        for name in ("scheme", "group", "kind", "unit"):
            columns[name] = _coded([getattr(meaning, name) for meaning in codes.meanings], found["meaning"])
        days = np.array([period.as_of for period in codes.periods], dtype="datetime64[D]")
        columns["as_of"] = pa.array(days[found["period"]])
        columns["as_of_precision"] = _coded([period.precision for period in codes.periods], found["period"])
        columns["value"] = pa.array(found["value"])
        columns["source_id"] = _coded([self.source_id], np.zeros(len(found["value"]), dtype=np.int32))
        patterns = [f"sheet:{_pattern(self.where(0, column))}" for column in range(int(found["column"].max()) + 1)]
        columns["locator"] = _coded(patterns, found["column"])
        columns["row"] = pa.array(found["row"] + 1)
        return pa.table([columns[name] for name in series.schema().names], names=series.schema().names)


def _rows(path: Path, kept: np.ndarray | None) -> pd.DataFrame:
    frame = series.read_files([path])
    return frame if kept is None else frame.iloc[kept]


def _coded(words: list[str], numbers: np.ndarray) -> pa.DictionaryArray:
    """Words by number as a coded column; several numbers may stand for one word."""
    known = {word: at for at, word in enumerate(dict.fromkeys(words))}
    of_number = np.array([known[word] for word in words], dtype=np.int32)
    return pa.DictionaryArray.from_arrays(pa.array(of_number[numbers]), pa.array(list(known), pa.string()))


def _pattern(first: str) -> str:
    """``file.csv!R1C7`` with the row left open."""
    sheet, _, local = first.rpartition("!R1C")
    return f"{sheet}!R{series.ROW}C{local}"
