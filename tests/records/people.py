"""Synthetic people whom the oracle counts too: as they live, crowded, and at every limit of a rule."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import pandas as pd
from oracle import simulate

from baophu.records.codes import AHEAD, GAPS, OUTCOMES, REASONS
from baophu.records.payers import load_payers
from baophu.records.synthetic import CUT, START, synthetic_records

_KEYS = {
    "stock": ["day", "district", "g"],
    "flows": ["month", "district0", "g0", "district1", "g1", "reason", "gap"],
    "renewals": ["month", "district", "g", "term", "ahead", "outcome"],
    "agents": ["province", "year", "agent", "outcome"],
    "persistency": ["province", "grace", "g", "month", "days", "is_event"],
}
_LABELS = {"ahead": AHEAD, "reason": REASONS, "gap": GAPS, "outcome": OUTCOMES}
_CODES = np.array(["DN", "CT", "TV", "CC", "TE", "HN", "CN", "HS", "GB", "GD"])


@dataclass
class People:
    """Spells and events, and the days between which they are counted; ``pairs`` are compared."""

    spells: pd.DataFrame
    events: pd.DataFrame
    start: date
    cut: date
    pairs: list[tuple[date, date]]

    @cached_property
    def truth(self):
        """What the oracle counts; slow, so once."""
        truth = simulate(self.spells, self.events, group_of, self.start, self.cut, self.pairs)
        truth.cubes["changes"] = stock_changes(truth.cubes["stock"], self.cut)
        return truth


def group_of(code, day):
    """The group of a code on a day."""
    return next(g for since, until, g in _PERIODS[code] if since <= day.date().isoformat() <= until)


_PERIODS = {}
for _row in load_payers().itertuples():
    _PERIODS.setdefault(_row.code, []).append((_row.valid_from, _row.valid_to, _row.g))


def as_counts(name, table):
    """Rows of a cube, with codes, as a dictionary of the same form as the oracle's."""
    table = table[[*_KEYS[name], table.columns[-1]]].copy()
    for column in table:
        if column in ("day", "month", "year"):
            table[column] = table[column].to_numpy("M8[D]").astype(int) + date(1970, 1, 1).toordinal()
        elif column in _LABELS:
            table[column] = np.array(_LABELS[column], dtype=object)[table[column]]
    return {tuple(row[:-1]): row[-1] for row in table.itertuples(index=False, name=None)}


def stock_changes(stock, cut):
    """The oracle's persons on each day as changes from the day before; on the first day, persons."""
    keys = {*stock, *((day + 1, district, g) for day, district, g in stock if day < cut.toordinal())}
    changes = {key: stock[key] - stock[key[0] - 1, key[1], key[2]] for key in keys}
    return {key: change for key, change in changes.items() if change}


def realistic():
    """2,000 people with the behaviours of the synthetic records, over the whole range of years."""
    spells, events = synthetic_records(2_000, 1)
    # 31/12/2021 to 30/6/2022 is read from the states at month ends, the other from the segments.
    pairs = [(date(2021, 12, 31), date(2022, 6, 30)), (date(2021, 6, 29), date(2021, 7, 2))]
    return People(spells, events, START, CUT, pairs)


def dense():
    """1-8 overlapping cards a person within 500 days, with ties, duplicates, corrections and inverted days."""
    rng, start = np.random.default_rng(2), np.datetime64("2018-09-01")
    person = np.repeat(np.arange(2_000), rng.integers(1, 9, 2_000))
    size = len(person)
    valid_from = start + rng.integers(-40, 520, size)
    # Few different lengths, so that cards begin and end together.
    valid_to = valid_from + rng.choice([-1, 0, 1, 20, 59, 89, 90, 180, 181, 364], size)
    spells = _spells(rng, person, valid_from, np.where(rng.random(size) < 0.05, np.datetime64("NaT"), valid_to))
    tied = spells.sample(frac=0.3, random_state=2)
    tied = tied.assign(term=rng.permutation(tied["term"]), district=rng.permutation(tied["district"]))
    tied = tied.assign(agent=rng.permutation(tied["agent"]))
    spells = pd.concat([spells, spells.sample(frac=0.1, random_state=2), tied], ignore_index=True)
    # Corrections: the same card, issued on another day, with another end.
    again = spells.sample(frac=0.2, random_state=3)
    again = again.assign(
        valid_to=again["valid_to"] - pd.Timedelta("15D"), issued_on=again["issued_on"] + pd.Timedelta("2D")
    )
    spells = pd.concat([spells, again], ignore_index=True)
    events = _events(rng.choice(2_000, 900), rng.integers(1, 3, 900), start + rng.integers(0, 520, 900))
    pairs = [(date(2018, 11, 30), date(2019, 9, 30)), (date(2018, 9, 1), date(2020, 1, 20))]
    return People(spells, events, date(2018, 9, 1), date(2020, 1, 20), pairs)


def boundary():
    """Every day on or beside a limit that a rule names."""
    rng, size = np.random.default_rng(4), 2_000
    first, last = np.datetime64("2019-11-30"), np.datetime64("2024-04-30")
    days = np.array(
        ["2019-11-30", "2020-02-29", "2021-01-31", "2021-12-31", "2022-06-29", "2024-02-29", "2024-04-30"], "M8[D]"
    )
    near = rng.integers(-1, 2, (4, size))
    # A first card ends or begins at a day that matters; a second one follows after a gap that matters.
    term = rng.choice([0, 3, 6, 12, 9], size, p=[0.1, 0.3, 0.2, 0.3, 0.1])
    anchor = rng.choice(days, size) - rng.choice([0, 0, 1, 30, 31, 90, 91, 92], size)
    from_start = rng.random(size) < 0.3
    begin = np.where(from_start, anchor + near[0], _months_later(anchor + near[0], -np.where(term, term, 2)) + 1)
    end = _months_later(begin, np.where(term, term, 2)) - 1 + rng.choice([0, 0, 0, -1, 1], size)
    gap = rng.choice([0, 0, 29, 30, 31, 89, 90, 91, 200, -1, -40], size)
    second = end + 1 + gap
    second_end = second + rng.choice([0, 30, 89, 180, 400], size)
    third = second_end + 1 + rng.choice([0, 30, 31, 90, 91], size)
    has = rng.random((2, size)) < 0.6
    person = np.arange(size)
    parts = [
        _spells(rng, person, begin, np.where(rng.random(size) < 0.03, np.datetime64("2098-12-31"), end), term),
        _spells(rng, person[has[0]], second[has[0]], second_end[has[0]]),
        _spells(rng, person[has[0] & has[1]], third[has[0] & has[1]], third[has[0] & has[1]] + 89),
    ]
    parts[2].loc[::9, "valid_to"] = pd.Timestamp("2099-01-01")
    # Cards in force on the last day that end a number of days after it that matters.
    ahead = np.repeat([0, 1, 2, 29, 30, 31, 32, 59, 60, 61, 62, 89, 90, 91, 92], 20)
    parts.append(_spells(rng, size + np.arange(len(ahead)), np.full(len(ahead), last - 150), last + ahead))
    # Of a half the group stays the same, so that the next card is a renewal.
    spells = pd.concat(parts, ignore_index=True)
    steady = spells["person"] % 2 == 0
    spells.loc[steady, "grp"] = _CODES[spells.loc[steady, "person"] % len(_CODES)]
    died = rng.random(size) < 0.35
    moved = rng.random(size) < 0.35
    death = np.where(near[1] > 0, end, second_end) + rng.choice([-1, 0, 1, 2, 29, 30, 31, 89, 90, 91], size)
    move = np.where(near[2] > 0, end, second_end) + 1 - rng.choice([-1, 0, 1, 399, 400, 401], size)
    events = pd.concat(
        [
            _events(person[died], np.full(died.sum(), 1), death[died]),
            _events(person[moved], np.full(moved.sum(), 2), move[moved]),
        ]
    )
    pairs = [
        (date(2021, 12, 31), date(2022, 6, 30)),
        (date(2019, 11, 30), date(2022, 6, 29)),
        (date(2022, 6, 29), date(2024, 4, 30)),
    ]
    return People(spells, events, first.item(), last.item(), pairs)


def _spells(rng, person, valid_from, valid_to, term=None):
    size = len(person)
    return pd.DataFrame(
        {
            "person": person.astype("uint64") * np.uint64(2**33 + 1),
            "district": rng.choice([9201, 9202, 9301], size).astype("uint16"),
            "grp": rng.choice(_CODES, size),
            "valid_from": valid_from.astype("M8[s]"),
            "valid_to": valid_to.astype("M8[s]"),
            "term": (rng.choice([0, 3, 6, 12, 72], size) if term is None else term).astype("uint8"),
            "agent": (person % 7 % 3).astype("uint16"),
            "issued_on": np.where(rng.random(size) < 0.5, np.datetime64("NaT"), valid_from.astype("M8[s]")),
            "row_seq": np.arange(size, dtype="uint32"),
        }
    )


def _events(person, kind, day):
    person = np.asarray(person).astype("uint64") * np.uint64(2**33 + 1)
    return pd.DataFrame({"person": person, "kind": np.asarray(kind).astype("uint8"), "day": day.astype("M8[s]")})


def _months_later(day, months):
    month = day.astype("M8[M]")
    later = month + np.asarray(months, "m8[M]")
    return np.minimum(later.astype("M8[D]") + (day - month.astype("M8[D]")), (later + 1).astype("M8[D]") - 1)
