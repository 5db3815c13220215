"""Synthetic card records of a province: invented people, so that everything can be tried without a real card.

Behaviours are those that rules and press reports describe: children's cards of 72 months, pupils' cards by school year,
payroll cards without an end, free cards lost on 1 July 2021, 3-month household cards bought at the end of a year, late
renewals, deaths, moves, overlapping cards, duplicates, corrections. Rates are invented; results say nothing of Vietnam.
"""

from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

NOTE = "synthetic"
_AGENTS = 397
START, CUT = date(2015, 1, 1), date(2024, 12, 31)
_NEVER = np.datetime64("2200-01-01")
_LOSS = np.datetime64("2021-07-01")  # lists of difficult communes became shorter (Decision 861/QĐ-TTg)
_CODES = np.array(["DN", "HT", "HN", "CN", "GD", "TE", "HS", "CK"])
_WORKER, _PENSIONER, _POOR, _NEAR_POOR, _HOUSEHOLD, _CHILD, _PUPIL, _MERIT = range(8)


def synthetic_records(
    persons: int,
    seed: int,
    *,
    start: date = START,
    cut: date = CUT,
    provinces: tuple[int, ...] = (92,),
    districts: int = 9,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Card spells and events of invented people; some seven spells a person in ten years.

    Parameters
    ----------
    persons : int
        Number of people.
    seed : int
        The same seed gives the same rows.
    start, cut : date
        First and last day of the data. Some cards begin before ``start``, some after ``cut``.
    provinces : tuple
        Codes of the provinces in which people live; some move to other districts, some to other provinces.
    districts : int
        Districts of a province.

    Returns
    -------
    spells : pd.DataFrame
        Columns ``person`` ``district`` ``grp`` ``valid_from`` ``valid_to`` ``term`` ``agent`` ``issued_on`` ``row_seq``
        as an office's records have them, and ``source``, which says ``synthetic`` in each row.
    events : pd.DataFrame
        Columns ``person`` ``kind`` (1 died, 2 moved away) ``day`` ``source``. Both say ``synthetic`` in ``attrs``.

    Examples
    --------
    >>> import baophu
    >>> spells, events = baophu.synthetic_records(50, 1)
    >>> spells.columns.tolist()[:4], spells.attrs["source"]
    (['person', 'district', 'grp', 'valid_from'], 'synthetic')
    """
    rng = np.random.default_rng(seed)
    first, last = np.datetime64(start, "D"), np.datetime64(cut, "D")
    people = _people(rng, persons, first, last, provinces, districts)
    cards = _add_faults(rng, _cards(rng, people, first, last))
    order = np.argsort(cards["issued_on"], kind="stable")
    cards = {name: values[order] for name, values in cards.items()}
    number = cards.pop("number")
    has_moved = cards["valid_from"] > people["moves_on"][number]
    spells = pd.DataFrame(
        {
            "person": _identifiers(number, seed),
            "district": np.where(has_moved, people["next_district"][number], people["district"][number]).astype(
                "uint16"
            ),
            "grp": pd.Categorical.from_codes(cards["code"], _CODES),
            "valid_from": cards["valid_from"].astype("M8[s]"),
            "valid_to": cards["valid_to"].astype("M8[s]"),
            "term": cards["term"].astype("uint8"),
            "agent": (number % _AGENTS + 1).astype("uint16"),
            "issued_on": cards["issued_on"].astype("M8[s]"),
            "row_seq": np.arange(len(order), dtype="uint32"),
        }
    )
    events = _events(rng, people, last)
    events["person"] = _identifiers(events["person"].to_numpy(), seed)
    for table in (spells, events):
        table["source"] = pd.Categorical.from_codes(np.zeros(len(table), "int8"), [NOTE])
        table.attrs["source"] = NOTE
    return spells, events


def write_synthetic(folder: Path, spells: pd.DataFrame, events: pd.DataFrame, *, start=START, cut=CUT, files=1) -> None:
    """Write synthetic records as an office's folder: spells and events split by person, and ``counts.json``.

    Parameters
    ----------
    folder : Path
        New folder; every file in it has ``synthetic`` in its name.
    spells, events : pd.DataFrame
        Tables of :func:`synthetic_records`.
    start, cut : date
        First and last day of the data.
    files : int
        Number of files of each kind.
    """
    import json

    import duckdb

    with duckdb.connect() as connection:
        connection.execute("SET enable_progress_bar = false")
        # In the order in which the intake writes them.
        for kind, table, order in (("spells", spells, "person, valid_from, row_seq"), ("events", events, "ALL")):
            (folder / kind).mkdir(parents=True)
            connection.register("records", table)
            days = ", ".join(f"{name}::DATE AS {name}" for name in table.columns if table[name].dtype.kind == "M")
            rows = connection.sql(f"SELECT * REPLACE ({days}) FROM records")
            for number in range(files):
                part = rows.filter(f"person % {files} = {number}").order(order)
                path = folder / kind / f"p{number:04}-{NOTE}.parquet"
                part.write_parquet(str(path), compression="zstd", row_group_size=131_072)
    counts = {"start": start.isoformat(), "cut": cut.isoformat(), "source": NOTE, "rows": len(spells)}
    counts["agents"] = [f"DL{number:03}" for number in range(1, _AGENTS + 1)]
    (folder / "counts.json").write_text(json.dumps(counts), "utf-8")


def _people(rng, persons: int, first, last, provinces: tuple[int, ...], districts: int) -> dict[str, np.ndarray]:
    """What does not change, an array for each property: birth, death, districts, and the first day of insurance."""
    span = (last - first).astype(int)
    birth = first - (rng.beta(1.1, 1.9, persons) * 95 * 365.25 - 9 * 365.25).astype(int)
    age = (first - birth).astype(int) / 365.25
    death = first + (rng.exponential(365.25 * np.where(age > 60, 30, 500), persons)).astype(int)
    death = np.where(death < birth, _NEVER, death)
    shares = 1 / np.arange(3, districts + 3)
    home = np.array(provinces)[rng.integers(0, len(provinces), persons)] * 100
    home = home + 1 + rng.choice(districts, persons, p=shares / shares.sum())
    luck = rng.random(persons)
    within, away = home // 100 * 100 + 1 + rng.integers(0, districts, persons), 7901 + rng.integers(0, 3, persons)
    moves_on = first + rng.integers(0, span, persons)
    begins = first - rng.integers(0, 360, persons)
    # A fifth joins later, half of these in campaigns at the end of a year.
    later = first + rng.integers(0, span, persons)
    campaign = later.astype("M8[Y]").astype("M8[D]") + rng.integers(290, 365, persons)
    begins = np.where(rng.random(persons) < 0.2, np.where(rng.random(persons) < 0.5, later, campaign), begins)
    kind = rng.choice([_WORKER, _POOR, _NEAR_POOR, _HOUSEHOLD, _MERIT], persons, p=[0.3, 0.17, 0.08, 0.4, 0.05])
    return {
        "birth": birth,
        "death": death,
        "district": home,
        "next_district": np.where(luck < 0.04, within, away),
        "moves_on": np.where(luck < 0.06, moves_on, _NEVER),
        "leaves_on": np.where((luck > 0.94) & (luck < 0.97), moves_on, _NEVER),
        "begins": begins,
        "kind": kind,
    }


def _cards(rng, people: dict[str, np.ndarray], first, last) -> dict[str, np.ndarray]:
    """Cards one after another: each round gives the next card of everyone who is still insured."""
    number = np.arange(len(people["birth"]))
    day, kind = people["begins"].copy(), people["kind"].copy()
    rounds = []
    while len(number):
        birth = people["birth"][number]
        day = np.maximum(day, birth + 5)
        card = _next_cards(rng, birth, day, kind)
        rounds.append({"number": number, **card})
        day, kind = _after(rng, card, kind, people["birth"][number])
        goes_on = day < np.minimum(np.minimum(people["death"][number], people["leaves_on"][number]), last + 60)
        number, day, kind = number[goes_on], day[goes_on], kind[goes_on]
    cards = {name: np.concatenate([each[name] for each in rounds]) for name in rounds[0]}
    ends_in_time = np.isnat(cards["valid_to"]) | (cards["valid_to"] >= first - 30)
    return {name: values[ends_in_time] for name, values in cards.items()}


def _next_cards(rng, birth, day, kind) -> dict[str, np.ndarray]:
    """Code, first and last day, months and day of issue of the card that begins on ``day`` or soon after."""
    size, year = len(day), day.astype("M8[Y]")
    new_year, year_end = year.astype("M8[D]"), (year + 1).astype("M8[D]") - 1
    months6 = _add_months(birth, 72)
    is_child, is_pupil = day < months6, day < _add_months(birth, 18 * 12 + 6)
    code = np.select([is_child, is_pupil, (day - birth).astype(int) > 61 * 365], [_CHILD, _PUPIL, _PENSIONER], kind)
    # Household cards of 3 months are bought above all in the last quarter.
    is_short = rng.random(size) < np.where((day - new_year).astype(int) > 270, 0.55, 0.15)
    paid = np.where(is_short, 3, np.where(rng.random(size) < 0.3, 6, 12))
    start, end, term = day.copy(), year_end.copy(), np.full(size, 12)
    september = months6.astype("M8[Y]").astype("M8[D]") + 272
    month_end = (months6.astype("M8[M]") + 1).astype("M8[D]") - 1
    end = np.where(code == _CHILD, np.where(months6 <= september, september, month_end), end)
    term = np.where(code == _CHILD, 72, term)
    is_autumn = (code == _PUPIL) & (day - new_year >= np.timedelta64(270, "D"))
    end = np.where(is_autumn, (year + 2).astype("M8[D]") - 1, end)
    last_year = _add_months(birth, 18 * 12).astype("M8[Y]").astype("M8[D]") + 272
    is_last = (code == _PUPIL) & (day <= last_year) & (end > last_year)
    end, term = np.where(is_last, last_year, end), np.where(is_last, 9, term)
    is_household = code == _HOUSEHOLD
    end = np.where(is_household, _add_months(day, paid) - 1, end)
    term = np.where(is_household, paid, term)
    job = day + rng.lognormal(6.9, 0.9, size).astype(int)
    end = np.where(code == _WORKER, (job.astype("M8[M]") + 1).astype("M8[D]") - 1, end)
    term = np.where(code == _WORKER, 0, term)
    issued_on = start - np.where(rng.random(size) < 0.8, rng.integers(0, 20, size), 0)
    return {"code": code.astype("uint8"), "valid_from": start, "valid_to": end, "term": term, "issued_on": issued_on}


def _after(rng, card: dict[str, np.ndarray], kind, birth) -> tuple[np.ndarray, np.ndarray]:
    """Day and kind of the next card; the last of a worker's cards, and cuts of free cards, change ``card``."""
    size, code, end = len(kind), card["code"], card["valid_to"]
    luck, delay = rng.random(size), rng.exponential(1, size)
    # Shares that renew in time, within 30 days, within 90, later; the rest never do.
    late = np.select(
        [luck < 0.10, luck < 0.14, luck < 0.20],
        [1 + 29 * rng.random(size), 31 + 59 * rng.random(size), 91 + 250 * delay],
        0,
    )
    late = np.where(luck > 0.985, 40_000, late).astype(int)
    is_short = (code == _HOUSEHOLD) & (card["term"] == 3)
    late = np.where(is_short & (rng.random(size) < 0.12), 40_000, late)
    is_steady = np.isin(code, [_CHILD, _PENSIONER, _MERIT]) | ((code == _PUPIL) & (rng.random(size) < 0.8))
    late = np.where(is_steady, 0, late)
    is_early = (code == _HOUSEHOLD) & (late == 0) & (rng.random(size) < 0.05)
    late = np.where(is_early, -rng.integers(1, 12, size), late)
    is_lost = (code == _POOR) & (card["valid_from"] < _LOSS) & (end >= _LOSS) & (rng.random(size) < 0.35)
    card["valid_to"] = end = np.where(is_lost, _LOSS - 1, end)
    late = np.where(is_lost, np.where(luck < 0.6, (60 * delay).astype(int), 40_000), late)
    turns = rng.random(size)
    next_kind = np.select(
        [
            is_lost | ((code == _WORKER) & (turns < 0.4)),
            (code == _HOUSEHOLD) & (turns < 0.06),
            (code == _POOR) & (turns < 0.05),
        ],
        [_HOUSEHOLD, _WORKER, _NEAR_POOR],
        kind,
    )
    return end + 1 + late, next_kind


def _add_faults(rng, cards: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Overlapping cards, corrections, duplicates, cards that end before they begin, and payroll cards left open."""
    size = len(cards["number"])
    worker = np.flatnonzero(cards["code"] == _WORKER)
    cards["valid_to"][worker[cards["valid_to"][worker] > np.datetime64("2024-06-30")]] = np.datetime64("NaT")

    def copies(share: float) -> dict[str, np.ndarray]:
        rows = rng.choice(size, int(share * size), replace=False)
        return {name: values[rows] for name, values in cards.items()}

    overlap, correction, duplicate, inverted = copies(0.05), copies(0.01), copies(0.004), copies(0.0005)
    shift = rng.integers(-60, 60, len(overlap["number"]))
    for name in ("valid_from", "issued_on"):
        overlap[name] = overlap[name] + shift
    overlap["code"] = rng.choice([_HOUSEHOLD, _MERIT, _NEAR_POOR], len(shift)).astype("uint8")
    correction["valid_to"] = correction["valid_from"] + rng.integers(20, 200, len(correction["number"]))
    correction["issued_on"] = correction["issued_on"] + 40
    inverted["valid_to"] = inverted["valid_from"] - 1
    parts = (cards, overlap, correction, duplicate, inverted)
    return {name: np.concatenate([part[name] for part in parts]) for name in cards}


def _events(rng, people: dict[str, np.ndarray], last) -> pd.DataFrame:
    """Most deaths and half of the departures are known."""
    tables = []
    for kind, name, share in ((1, "death", 0.8), (2, "leaves_on", 0.5)):
        known = np.flatnonzero((people[name] <= last) & (rng.random(len(people[name])) < share))
        day = people[name][known].astype("M8[s]")
        tables.append(pd.DataFrame({"person": known, "kind": np.uint8(kind), "day": day}))
    return pd.concat(tables, ignore_index=True)


def _identifiers(number: np.ndarray, seed: int) -> np.ndarray:
    """One uint64 for each number, without order, as keyed hashes are (splitmix64)."""
    value = (number.astype("uint64") + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15) + np.uint64(seed)
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        value = (value ^ (value >> np.uint64(shift))) * np.uint64(factor)
    return value ^ (value >> np.uint64(31))


def _add_months(day: np.ndarray, months) -> np.ndarray:
    """The same day of the month so many months later, or its last day."""
    month = day.astype("M8[M]")
    later = month + np.asarray(months, "m8[M]")
    return np.minimum(later.astype("M8[D]") + (day - month.astype("M8[D]")), (later + 1).astype("M8[D]") - 1)
