"""Rows of a long file into figures as codes, a batch at a time, with every fault told by its cell."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import numpy as np
import pandas as pd

from baophu.importer.amounts import no_whole_number
from baophu.importer.cells import plain
from baophu.importer.checks import ABOVE_POPULATION, OF_A_WHOLE, SIZES, largest_populations, size_faults, time_faults
from baophu.importer.errors import Findings
from baophu.importer.figures import Figure
from baophu.importer.long.areas import Place
from baophu.importer.long.batches import Batch
from baophu.importer.long.choose import Columns
from baophu.importer.long.numbers import MISSING, WRONG, numbers
from baophu.importer.long.settle import Meant
from baophu.importer.long.survey import Survey
from baophu.importer.meanings import Meaning
from baophu.importer.periods import Period
from baophu.importer.words import WHOLE, Words
from baophu.ledger.names import provinces
from baophu.told import tell

ENOUGH = 1000  # faults; a column of the wrong kind would otherwise be told row by row


@dataclass(frozen=True)
class Codes:
    """What the numbers in figures stand for."""

    places: list[Place]
    periods: list[Period]
    meanings: list[Meaning]


@dataclass(frozen=True)
class Figures:
    """Figures as columns of equal length; ``place``, ``period`` and ``meaning`` number those of ``Codes``."""

    place: np.ndarray
    period: np.ndarray
    meaning: np.ndarray
    value: np.ndarray
    row: np.ndarray
    column: int


class Converter:
    """Turns batches into figures; faults go into the findings."""

    def __init__(
        self, columns: Columns, survey: Survey, places: dict[int, Place], meant: Meant, words: Words, data: Path
    ):
        self.columns, self.survey, self.meant, self.words = columns, survey, meant, words
        self.missing = self.left_out = 0
        self._place = _Coded(places)
        self._period = {c: _Coded(_of_column(meant.times, c)) for c in columns.figures}
        self._meaning = {c: _Coded(_of_column(meant.measures, c)) for c in columns.figures}
        people = largest_populations(data)
        own = self._place.listed
        self._people = [people.get(place.area) or people.get(place.province) for place in own]
        ends = provinces(data)
        self._last_day = [ends[place.province].get("valid_to", "") if place.province else "" for place in own]

    @property
    def codes(self) -> Codes:
        """What the numbers stand for; figures of several columns share them."""
        periods = [value for column in self.columns.figures for value in self._period[column].listed]
        meanings = [value for column in self.columns.figures for value in self._meaning[column].listed]
        return Codes(self._place.listed, periods, meanings)

    def figures(self, batch: Batch, findings: Findings) -> Iterator[Figures]:
        """The figures of a batch, column by column."""
        labels = {column: known.numbers(batch.keys[column]) for column, known in self.survey.labels.items()}
        size = len(next(iter(batch.figures.values())))
        found = {name: joint.codes(labels, size) for name, joint in self.survey.joints.items()}
        place = self._place.of(found["place"])
        periods = meanings = 0
        for column in self.columns.figures:
            period = self._period[column].of(found["time"])
            meaning = self._meaning[column].of(found["measure"])
            yield from self._column(batch, column, (place, period, meaning), (periods, meanings), findings)
            periods += len(self._period[column].listed)
            meanings += len(self._meaning[column].listed)

    def _column(self, batch, column: int, coded, offsets, findings: Findings) -> Iterator[Figures]:
        place, period, meaning = coded
        value, state = numbers(batch.figures[column], self.meant.marks.get(column, ""), self.words)
        known = (place >= 0) & (period >= 0) & (meaning >= 0)
        self.missing += int((state == MISSING).sum())
        self.left_out += int((~known & (state != MISSING)).sum())
        self._tell_wrong(batch, column, np.flatnonzero(known & (state == WRONG)), findings)
        rows = np.flatnonzero(known & (state == 0))
        if column in self.meant.fractions:
            value = np.round(value * 100, 10)  # 0.904 is 90.4, without the noise of binary fractions
        found = Figures(place[rows], period[rows], meaning[rows], value[rows], batch.first + rows, column)
        found = self._scaled(found)
        if len(rows):
            self._check(found, findings)
            yield Figures(
                found.place, found.period + offsets[0], found.meaning + offsets[1], found.value, found.row, column
            )

    def _scaled(self, found: Figures) -> Figures:
        scales = np.array([meaning.scale for meaning in self._meaning[found.column].listed] or [1], dtype=float)
        if (scales == 1).all():
            return found
        value = found.value * scales[found.meaning]
        return Figures(found.place, found.period, found.meaning, value, found.row, found.column)

    # ── Faults ────────────────────────────────────────────────────────────────────────────────────────────────

    def _tell_wrong(self, batch: Batch, column: int, rows: np.ndarray, findings: Findings) -> None:
        mark = self.meant.marks.get(column, "")
        rule = tell("wrong-not-mark", mark=repr(mark)) if mark else tell("wrong-not-number")
        for row in rows[:ENOUGH].tolist():
            text = batch.figures[column][row].as_py()
            where = self._where(batch.first + row, column)
            findings.fault(where, text, rule, tell("cure-not-number-long"))

    def _check(self, found: Figures, findings: Findings) -> None:
        """The rules of single figures, asked only of those that a coarser look does not clear."""
        places, periods = self._place.listed, self._period[found.column].listed
        suspect = self._sizes_suspect(found)
        unnamed = np.array([not place.province for place in places])
        suspect |= unnamed[found.place]
        ends = np.array([_number_of(text) for text in self._last_day])
        days = np.array([one.as_of.toordinal() if one.precision == "day" else 0 for one in periods])
        suspect |= days[found.period] > ends[found.place]
        for number in np.flatnonzero(suspect)[:ENOUGH].tolist():
            self._tell(found, number, findings)

    def _sizes_suspect(self, found: Figures) -> np.ndarray:
        meanings = self._meaning[found.column].listed
        share = np.array([meaning.kind in OF_A_WHOLE for meaning in meanings])
        size = np.array([meaning.kind in SIZES for meaning in meanings])
        whole = np.array([meaning.unit in WHOLE for meaning in meanings])
        people = np.array(
            [one.unit in ("persons", "cards") and one.kind in ("count", "denominator") for one in meanings]
        )
        coverage = np.array([(one.scheme, one.group, one.kind) == ("bhyt", "total", "rate") for one in meanings])
        most = np.array([(count or np.inf) * ABOVE_POPULATION for count in self._people])
        value, of = found.value, found.meaning
        suspect = (share | size)[of] & (value < 0)
        suspect |= share[of] & (value > 100) | whole[of] & (value != np.floor(value))
        return suspect | people[of] & (value > most[found.place]) | coverage[of] & (value > 0) & (value <= 1)

    def _tell(self, found: Figures, number: int, findings: Findings) -> None:
        figure = self._figure(found, number)
        where = self._where(figure.row, figure.column)
        place = self._place.listed[found.place[number]]
        if not place.province:
            findings.fault(where, "", tell("wrong-no-place"), tell("cure-no-place"))
            return
        if figure.unit in WHOLE and figure.value != figure.value.to_integral_value():
            findings.fault(where, "", *no_whole_number(figure.value, figure.unit))
        last_day = self._last_day[found.place[number]]
        rules = [*size_faults(figure, self._people[found.place[number]]), *time_faults(figure, date.max, last_day)]
        for rule, cure in rules:
            findings.fault(where, figure.as_printed, rule, cure)

    def _figure(self, found: Figures, number: int) -> Figure:
        meaning = self._meaning[found.column].listed[found.meaning[number]]
        period = self._period[found.column].listed[found.period[number]]
        value = Decimal(f"{found.value[number]:.15g}")
        return Figure(
            self._place.listed[found.place[number]].area, meaning.scheme, meaning.group, meaning.kind, value,
            meaning.unit, period.as_of, period.precision, plain(value), int(found.row[number]), found.column,
        )  # fmt: skip

    def _where(self, row: int, column: int) -> str:
        return self.columns.table.sheet.place(row, column)


class _Coded:
    """Values by code, and the number among them that each row's code has; -1 where there is none."""

    def __init__(self, known: dict):
        self.listed = list(known.values())
        self._index = pd.Index(np.fromiter(known, dtype=np.int64, count=len(known)))

    def of(self, codes: np.ndarray) -> np.ndarray:
        return self._index.get_indexer(codes)


def _of_column(known: dict[int, dict], column: int) -> dict:
    return {code: by_column[column] for code, by_column in known.items() if by_column.get(column)}


def _number_of(day: str) -> int:
    return date.fromisoformat(day).toordinal() if day else date.max.toordinal()
