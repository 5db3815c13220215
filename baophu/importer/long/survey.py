"""What differs in a long file, each with the first row it stands in: places, times, measures, shapes of numbers."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from baophu.importer.cells import text_cell
from baophu.importer.errors import unreadable
from baophu.importer.long.batches import Batch
from baophu.importer.words import Words
from baophu.told import tell

_MOST_LABELS = 1 << 15  # in a column of keys; four of them fit into one number
_MOST_SHAPES = 2000  # of numbers in a column; more are no numbers, and each row is told later
_BITS = 15


class Labels:
    """The different texts of a column, numbered in the order in which they come."""

    def __init__(self, column: int, file: str):
        self.column, self.file = column, file
        self._numbers: dict[str, int] = {}

    def numbers(self, column: pa.DictionaryArray) -> np.ndarray:
        """The number of each row's text."""
        known = [self._numbers.setdefault(text, len(self._numbers)) for text in column.dictionary.to_pylist()]
        if len(self._numbers) > _MOST_LABELS:
            rule = tell("wrong-many-labels", column=self.column + 1, most=_MOST_LABELS)
            raise unreadable(self.file, rule, tell("cure-many-labels"))
        return np.array(known, dtype=np.int64)[column.indices.to_numpy(zero_copy_only=False)]

    @property
    def texts(self) -> list[str]:
        """The texts by number, in one Unicode form."""
        return [text_cell(text).text for text in self._numbers]


class First(NamedTuple):
    """Where something stands first: the row, its labels' numbers and the texts of its figures, by column."""

    row: int
    labels: dict[int, int]
    figures: dict[int, str]


@dataclass
class Joint:
    """The different combinations of some columns, each as one number."""

    columns: tuple[int, ...]
    first: dict[int, First] = field(default_factory=dict)

    def codes(self, numbers: dict[int, np.ndarray], size: int) -> np.ndarray:
        """The combination of each row; zero for all where there are no columns."""
        found = np.zeros(size, dtype=np.int64)
        for column in self.columns:
            found = (found << _BITS) | numbers[column]
        return found

    def code(self, labels: dict[int, int]) -> int:
        """The combination of one row, from its labels' numbers."""
        found = 0
        for column in self.columns:
            found = (found << _BITS) | labels[column]
        return found


class Survey:
    """Gathers over batches; knows no more of the file than what differs in it."""

    def __init__(self, file: str, joints: dict[str, tuple[int, ...]], figures: Iterable[int], words: Words):
        self.joints = {name: Joint(columns) for name, columns in joints.items()}
        self.labels = {c: Labels(c, file) for joint in self.joints.values() for c in joint.columns}
        self.shapes: dict[int, dict[str, First]] = {column: {} for column in figures}
        self.rows = 0
        self.words = words

    def add(self, batch: Batch) -> None:
        """Look at the next rows; those without a figure say nothing."""
        numbers = {column: labels.numbers(batch.keys[column]) for column, labels in self.labels.items()}
        self.rows += len(next(iter(batch.figures.values())))
        rows = self._with_figures(batch)
        found = _Rows(batch, rows, {column: of_all[rows] for column, of_all in numbers.items()})
        for joint in self.joints.values():
            self._add_new(joint, joint.codes(found.numbers, len(rows)), found)
        for column in batch.figures:
            self._add_shapes(column, found)

    def _with_figures(self, batch: Batch) -> np.ndarray:
        """The rows of a batch in which a figure stands."""
        texts = list(batch.figures.values())
        if any(pc.all(pc.ascii_is_decimal(column)).as_py() for column in texts):
            return np.arange(len(texts[0]))
        blank = pa.array(["", *self.words.missing])
        missing = [pc.is_in(pc.utf8_lower(pc.utf8_trim_whitespace(column)), blank) for column in texts]
        return np.flatnonzero(~np.logical_and.reduce([column.to_numpy(zero_copy_only=False) for column in missing]))

    def code(self, joint: str, first: First) -> int:
        """The combination that a row has of a joint's columns."""
        return self.joints[joint].code(first.labels)

    def _add_new(self, joint: Joint, codes: np.ndarray, found: "_Rows") -> None:
        if all(code in joint.first for code in pd.unique(codes).tolist()):
            return
        known, rows = np.unique(codes, return_index=True)
        for code, row in sorted(zip(known.tolist(), rows.tolist(), strict=True), key=lambda pair: pair[1]):
            if code not in joint.first:
                joint.first[code] = found.first(row)

    def _add_shapes(self, column: int, found: "_Rows") -> None:
        known = self.shapes[column]
        if len(known) >= _MOST_SHAPES:
            return
        for row, shape in zip(*_first_of_shapes(found.texts(column)), strict=True):
            if shape not in known:
                first = found.first(row)
                text = first.figures[column].strip()
                if text and not self.words.is_missing(text):
                    known[shape] = first


class _Rows(NamedTuple):
    """The rows of a batch that say something, and the numbers of their labels by column."""

    batch: Batch
    rows: np.ndarray
    numbers: dict[int, np.ndarray]

    def texts(self, column: int) -> pa.StringArray:
        texts = self.batch.figures[column]
        return texts if len(self.rows) == len(texts) else texts.take(pa.array(self.rows))

    def first(self, row: int) -> First:
        at = int(self.rows[row])
        figures = {column: texts[at].as_py() for column, texts in self.batch.figures.items()}
        labels = {column: int(found[row]) for column, found in self.numbers.items()}
        return First(self.batch.first + at, labels, figures)


def _first_of_shapes(texts: pa.StringArray) -> tuple[list[int], list[str]]:
    """The first row of each shape among texts; whole numbers, most of most files, are one shape."""
    whole = pc.ascii_is_decimal(texts).to_numpy(zero_copy_only=False)
    rows, found = [], []
    if whole.any():
        rows, found = [int(whole.argmax())], ["9"]
    odd = np.flatnonzero(~whole)
    if len(odd):
        coded = shapes(texts.take(pa.array(odd))).dictionary_encode()
        _, first = np.unique(coded.indices.to_numpy(), return_index=True)
        rows, found = [*rows, *odd[first].tolist()], [*found, *coded.dictionary.to_pylist()]
    return rows, found


def shapes(texts: pa.StringArray) -> pa.Array:
    """Numbers with their digits made one, but for whether they begin with a zero: 0.9 is another shape than 5.9."""
    zero = pc.if_else(pc.starts_with(texts, "0"), "0", "")
    return pc.binary_join_element_wise(zero, pc.replace_substring_regex(texts, "[0-9]", "9"), "")
