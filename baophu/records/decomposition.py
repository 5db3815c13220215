"""A net change taken apart: who was covered on two days, who came, who left and how, person by person."""

from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from baophu.common.errors import BaophuError
from baophu.common.messages import message
from baophu.records import count
from baophu.records.codes import GROUP_COUNT, REASONS, STATE_COUNT
from baophu.records.cubes import read_manifest
from baophu.records.payers import load_groups

_COLUMNS = ["district0", "state0", "district1", "state1", "persons"]


class BadDays(BaophuError):
    """Two days between which nothing can be compared."""

    exit_code = 2


def decompose(folder: Path, start: date, end: date, *, by: str = "district") -> pd.DataFrame:
    """Persons by their state on two days; leavers by how their last cover before ``end`` ended.

    A person who left and came back between the days does not appear as either; ``flows`` counts both.

    Parameters
    ----------
    folder : Path
        An office's folder with cubes.
    start, end : date
        ``start`` before ``end``, both within the data. Month ends are looked up; other days are computed from the
        segments, which takes some tenths of a second for a province.
    by : str
        ``district``, or ``province`` for moves between districts of a province to be no moves.

    Returns
    -------
    pd.DataFrame
        Columns ``district`` or ``province``, ``group0`` and ``group1`` (payer group on the two days), ``reason``,
        ``persons``. In the place of a group: ``new`` never covered before, ``returned`` covered before but not on
        ``start``, ``left`` not covered on ``end``, ``elsewhere`` covered in another district or province. Rows of
        people who moved stand once in each of the two places, so that each place adds up: the rows with a group in
        ``group0`` are its stock on ``start``, those with a group in ``group1`` its stock on ``end``.

    Raises
    ------
    BadDays, NoCubes
    """
    manifest = read_manifest(folder)
    first, last = (date.fromisoformat(manifest[name]) for name in ("start", "cut"))
    if not first <= start < end <= last:
        raise BadDays(message("records-days", start=start, end=end, first=first, last=last))
    ends, rows = count.month_ends(first, last).tolist(), []
    for name in manifest["parts"]:
        part = folder / "parts" / name
        districts = np.array(count.read_part(part)["districts"])
        states = _states(part, [(day - first).days for day in (start, end)], ends)
        key0, key1 = (place * np.int64(STATE_COUNT) + state for state, place in states)
        size = len(districts) * STATE_COUNT
        pairs, persons = _count(key0 * size + key1, size**2)
        (place0, state0), (place1, state1) = (np.divmod(key, STATE_COUNT) for key in np.divmod(pairs, size))
        rows.append([districts[place0], state0, districts[place1], state1, persons])
    return _label(pd.DataFrame(np.concatenate(rows, axis=1).T, columns=_COLUMNS), by)


def _states(part: Path, days: list[int], ends: list[int]) -> list[tuple[np.ndarray, np.ndarray]]:
    """State and place of each person of a file on each day, looked up or from its segments."""
    states, places = (np.load(part / f"{name}.npy", mmap_mode="r") for name in ("states", "places"))
    if set(days) <= set(ends):
        return [(states[ends.index(day)], places[ends.index(day)]) for day in days]
    segments = np.load(part / "segments.npy", mmap_mode="r")
    return [count.states_on(segments, states.shape[1], day) for day in days]


def _count(keys: np.ndarray, size: int) -> tuple[np.ndarray, np.ndarray]:
    """The different keys, less than ``size``, and how often each occurs."""
    if size > 4 * len(keys):  # a table of all keys would be larger than a sort is slow
        return np.unique(keys, return_counts=True)
    counts = np.bincount(keys)
    return np.flatnonzero(counts), counts[counts > 0]


def _is_covered(state: np.ndarray) -> np.ndarray:
    return (state >= 1) & (state <= GROUP_COUNT)


def _label(pairs: pd.DataFrame, by: str) -> pd.DataFrame:
    """Labels in the place of states, and two rows in the place of one for those who moved."""
    is_covered0, is_covered1 = _is_covered(pairs["state0"]), _is_covered(pairs["state1"])
    groups = load_groups()["group"].tolist()
    labels0 = np.array(["new", *groups, *["returned"] * len(REASONS)], dtype=object)
    labels1 = np.array(["", *groups, *["left"] * len(REASONS)], dtype=object)
    reasons = np.array([*[""] * (GROUP_COUNT + 1), *REASONS[1:]], dtype=object)
    scale = {"district": 1, "province": 100}[by]
    table = pd.DataFrame(
        {
            by: pairs["district1"].where(is_covered1, pairs["district0"]) // scale,
            "group0": labels0[pairs["state0"]],
            "group1": labels1[pairs["state1"]],
            "reason": reasons[pairs["state1"]],
            "persons": pairs["persons"],
        }
    )
    is_moved = is_covered0 & is_covered1 & (pairs["district0"] // scale != pairs["district1"] // scale)
    gone = table[is_moved].assign(group1="elsewhere", **{by: pairs["district0"][is_moved] // scale})
    come = table[is_moved].assign(group0="elsewhere")
    table = pd.concat([table[(is_covered0 | is_covered1) & ~is_moved], gone, come])
    return table.groupby([by, "group0", "group1", "reason"], as_index=False)["persons"].sum()
