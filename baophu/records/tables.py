"""Tables of counts with totals, one for each period, and the same with small counts hidden."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from baophu.records.disclosure import TOTAL, add_totals, hidden_cells


@dataclass(frozen=True)
class Cells:
    """Counts by period, row and column, with totals.

    ``counts`` has the shape (periods, rows + 1, columns + 1); the labels of rows and columns end with ``all``.
    """

    dimensions: tuple[str, str, str]
    periods: pd.Index
    rows: pd.Index
    columns: pd.Index
    counts: np.ndarray

    @classmethod
    def count(
        cls,
        frame: pd.DataFrame,
        dimensions: tuple[str, str, str],
        value: str,
        rows: Sequence | None = None,
        columns: Sequence | None = None,
    ) -> "Cells":
        """Add the column ``value`` of a frame up by period, row and column; every other combination is 0.

        Rows and columns are those that occur, sorted, or the given ones in their order.
        """
        labels = []
        for name, given in zip(dimensions, (None, rows, columns), strict=True):
            occurring = frame[name].drop_duplicates().sort_values()  # of no rows too it is of the column's type
            labels.append(pd.Index(occurring if given is None else given))
        codes = [index.get_indexer(frame[name]) for index, name in zip(labels, dimensions, strict=True)]
        counts = np.zeros([len(index) for index in labels], "int64")
        np.add.at(counts, tuple(codes), frame[value].to_numpy())
        row_index, column_index = (index.astype(object).append(pd.Index([TOTAL], dtype=object)) for index in labels[1:])
        return cls(dimensions, labels[0], row_index, column_index, add_totals(counts))

    def are(self, rows=(), columns=()) -> np.ndarray:
        """Which cells lie in one of some rows or columns, bool of the shape (rows + 1, columns + 1)."""
        return self.rows.isin(rows)[:, None] | self.columns.isin(columns)[None, :]

    def nothing_hidden(self) -> np.ndarray:
        """A mask that hides nothing."""
        return np.zeros(self.counts.shape, bool)

    def hidden(self, k: int, file: Path, public: np.ndarray | None = None, is_shared: bool = False) -> np.ndarray:
        """The mask of the tables, which is never less than in the editions before.

        Parameters
        ----------
        k : int
            The threshold in persons.
        file : Path
            Labels of the cells hidden so far; those hidden now are added.
        public : np.ndarray, optional
            See :func:`baophu.records.disclosure.hidden_cells`.
        is_shared : bool
            Whether all periods have one mask.

        Returns
        -------
        np.ndarray
            bool, of the shape of ``counts``.
        """
        if not len(self.periods):
            return self.nothing_hidden()
        earlier = self._read_mask(file)
        if is_shared:
            hidden_before = np.asarray(earlier.any(axis=0))
            mask = hidden_cells(self.counts, k, hidden_before, public)
            mask = np.broadcast_to(mask, self.counts.shape).copy()
        else:
            tables = zip(self.counts, earlier, strict=True)
            mask = np.array([hidden_cells(table[None], k, before, public) for table, before in tables], bool)
        mask = mask.reshape(self.counts.shape)  # there may be no table at all
        self._write_mask(file, mask)
        return mask

    def tall(self, mask: np.ndarray, value: str) -> pd.DataFrame:
        """One row a period, row and column: labels, ``value`` and ``is_hidden``."""
        index = pd.MultiIndex.from_product([self.periods, self.rows, self.columns], names=self.dimensions)
        frame = index.to_frame(index=False)
        return frame.assign(**{value: _masked(self.counts.ravel(), mask.ravel()), "is_hidden": mask.ravel()})

    def wide(self, mask: np.ndarray, total: str) -> pd.DataFrame:
        """One row a period and row: labels, a column for each column, their sum as ``total``, and ``hidden``."""
        frame = pd.MultiIndex.from_product([self.periods, self.rows], names=self.dimensions[:2]).to_frame(index=False)
        names = [*self.columns[:-1], total]
        flat, flat_mask = (cells.reshape(-1, len(names)) for cells in (self.counts, mask))
        for place, name in enumerate(names):
            frame[name] = _masked(flat[:, place], flat_mask[:, place])
        frame["hidden"] = [" ".join(np.array(names, object)[line]) for line in flat_mask]
        return frame

    def _read_mask(self, file: Path) -> np.ndarray:
        mask = self.nothing_hidden()
        if file.exists():
            with file.open(encoding="utf-8", newline="") as handle:
                lines = list(csv.reader(handle))
            places = [{str(label): place for place, label in enumerate(axis)} for axis in self._axes()]
            for line in lines:
                place = tuple(axis.get(label) for axis, label in zip(places, line, strict=True))
                if None not in place:
                    mask[place] = True
        return mask

    def _write_mask(self, file: Path, mask: np.ndarray) -> None:
        axes = self._axes()
        # A table that is hidden as a whole has given nothing away: its next edition begins anew.
        is_kept = mask & ~mask.all(axis=(1, 2), keepdims=True)
        lines = {tuple(str(axis[i]) for axis, i in zip(axes, place, strict=True)) for place in np.argwhere(is_kept)}
        if file.exists():
            with file.open(encoding="utf-8", newline="") as handle:
                lines |= set(map(tuple, csv.reader(handle)))
        file.parent.mkdir(mode=0o700, exist_ok=True)
        temporary = file.with_suffix(".new")
        with temporary.open("w", encoding="utf-8", newline="") as handle:
            csv.writer(handle, lineterminator="\n").writerows(sorted(lines))
        temporary.replace(file)

    def _axes(self) -> tuple[pd.Index, pd.Index, pd.Index]:
        return self.periods, self.rows, self.columns


def _masked(counts: np.ndarray, mask: np.ndarray):
    return pd.arrays.IntegerArray(counts.astype("int64"), mask.copy())
