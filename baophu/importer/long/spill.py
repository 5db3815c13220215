"""Figures of a long file put aside by province, on disk, until all of them are known."""

import contextlib
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pyarrow as pa

from baophu.importer.long.convert import Codes, Figures

_FIELDS = (("place", pa.int32()), ("period", pa.int32()), ("meaning", pa.int32()), ("value", pa.float64()),
           ("row", pa.int64()), ("column", pa.int32()))  # fmt: skip
_SCHEMA = pa.schema(_FIELDS)
_OPTIONS = pa.ipc.IpcWriteOptions(compression="lz4")


@dataclass
class Spill:
    """One file a province in a folder; only the batch at hand is in memory."""

    folder: Path
    counts: dict[str, int] = field(default_factory=dict)
    _writers: dict[str, pa.ipc.RecordBatchFileWriter] = field(default_factory=dict)
    _open: contextlib.ExitStack = field(default_factory=contextlib.ExitStack)

    def __enter__(self):
        """Ready to be filled."""
        return self

    def __exit__(self, *raised):
        """Every file whole."""
        self._open.close()

    def add(self, found: Figures, province_of: np.ndarray, provinces: list[str]) -> None:
        """Put figures aside; ``province_of`` numbers the province of each place."""
        of = province_of[found.place]
        order = np.argsort(of, kind="stable")
        ends = np.searchsorted(of[order], np.arange(len(provinces) + 1))
        for number in np.unique(of).tolist():
            rows = order[ends[number] : ends[number + 1]]
            self._write(provinces[number], found, rows)

    def _write(self, province: str, found: Figures, rows: np.ndarray) -> None:
        columns = [found.place, found.period, found.meaning, found.value, found.row]
        arrays = [pa.array(column[rows]).cast(kind) for column, (_, kind) in zip(columns, _FIELDS, strict=False)]
        arrays.append(pa.array(np.full(len(rows), found.column, dtype=np.int32)))
        if province not in self._writers:
            sink = self._open.enter_context(pa.OSFile(str(self._path(province)), "wb"))
            self._writers[province] = self._open.enter_context(pa.ipc.new_file(sink, _SCHEMA, options=_OPTIONS))
        self._writers[province].write_batch(pa.record_batch(arrays, schema=_SCHEMA))
        self.counts[province] = self.counts.get(province, 0) + len(rows)

    def _path(self, province: str) -> Path:
        return self.folder / f"{province}.arrow"

    def take(self, province: str) -> dict[str, np.ndarray]:
        """All figures of a province, by column; what was put aside is removed."""
        with pa.memory_map(str(self._path(province))) as source:
            table = pa.ipc.open_file(source).read_all()
            found = {name: table.column(name).to_numpy() for name in _SCHEMA.names}
        self._path(province).unlink()
        return found


def province_numbers(codes: Codes) -> tuple[np.ndarray, list[str]]:
    """The number of each place's province, and the provinces by number."""
    named = sorted({place.province for place in codes.places})
    number = {province: at for at, province in enumerate(named)}
    return np.array([number[place.province] for place in codes.places]), named
