"""The cubes of card records in plain pandas, all rows in one frame: what :mod:`baophu.records` is measured against.

``python -m benchmarks.records_pandas FOLDER`` prints a digest of each cube.
"""

import json
import sys
from pathlib import Path

import numpy as np
import pandas as pd

from baophu.records.count import FAR
from baophu.records.payers import load_payers
from benchmarks.records_digests import digests

_DAY = pd.Timedelta("1D")
_FAR = pd.Timestamp(FAR)


def make_segments(spells: pd.DataFrame, events: pd.DataFrame, start: pd.Timestamp, cut: pd.Timestamp) -> pd.DataFrame:
    """One row for each stay of a person with a card, ``d0`` to before ``d1``, with what stands before and after it."""
    payers = load_payers().astype({"valid_from": "datetime64[s]", "valid_to": "datetime64[s]"})
    payers = payers.rename(columns={"code": "grp", "valid_from": "since", "valid_to": "until"})
    died = events[events["kind"] == 1].groupby("person")["day"].min().rename("died")
    cards = spells.merge(payers, on="grp").merge(died, on="person", how="left")
    cards = cards[cards["valid_from"].between(cards["since"], cards["until"])]
    cards["ends_on"] = (cards["valid_to"] + _DAY).fillna(_FAR).clip(upper=_FAR)
    cards["d0"] = cards["valid_from"].clip(lower=start)
    cards["d1"] = cards["ends_on"].where(~(cards["died"] + _DAY < cards["ends_on"]), cards["died"] + _DAY)
    cards = cards[(cards["valid_from"] <= cut) & (cards["d0"] < cards["d1"])]
    cards = cards.drop(columns=["grp", "valid_to", "since", "until"]).sort_values(["person", "d0"])

    longest = cards.groupby("person")["d1"].cummax().groupby(cards["person"]).shift()
    following = cards.groupby("person")["d0"].shift(-1)
    is_alone = (longest.isna() | (longest <= cards["d0"])) & (following.isna() | (following >= cards["d1"]))
    segments = pd.concat([cards[is_alone], _winners(cards[~is_alone])]).sort_values(["person", "d0"], ignore_index=True)
    by_person = segments.groupby("person")
    for name, column, step in (
        ("d1_before", "d1", 1), ("g_before", "g", 1), ("district_before", "district", 1),
        ("d0_after", "d0", -1), ("g_after", "g", -1),
    ):  # fmt: skip
        segments[name] = by_person[column].shift(step)
    segments["reason"] = _reasons(segments, events)
    return segments


def _winners(cards: pd.DataFrame) -> pd.DataFrame:
    """Overlapping cards: each day between two boundaries belongs to one."""
    last = cards.groupby(["person", "g", "valid_from"])["issued_on"].transform("max")
    cards = cards[cards["issued_on"].isna() | (cards["issued_on"] == last)]
    days = pd.concat([cards[["person", "d0"]], cards[["person", "d1"]].rename(columns={"d1": "d0"})])
    spans = days.drop_duplicates().sort_values(["person", "d0"])
    spans["d1"] = spans.groupby("person")["d0"].shift(-1)
    pairs = spans.merge(cards, on="person", suffixes=("", "_card"))
    pairs = pairs[(pairs["d0_card"] <= pairs["d0"]) & (pairs["d0"] < pairs["d1_card"])]
    order = ["person", "d0", "g", "valid_from", "ends_on", "district", "term", "agent"]
    pairs = pairs.sort_values(order, ascending=[True, True, True, False, False, True, True, True])
    return pairs.drop_duplicates(["person", "d0"]).drop(columns=["d0_card", "d1_card"])


def _reasons(segments: pd.DataFrame, events: pd.DataFrame) -> np.ndarray:
    moves = segments[["person", "d1"]].reset_index().merge(events[events["kind"] == 2], on="person")
    moves = moves[(moves["day"] >= moves["d1"] - 400 * _DAY) & (moves["day"] <= moves["d1"])]
    month = segments["valid_from"].to_numpy("M8[M]") + segments["term"].to_numpy().astype("m8[M]")
    in_month = segments["valid_from"].to_numpy("M8[D]") - segments["valid_from"].to_numpy("M8[M]").astype("M8[D]")
    due = np.minimum(month.astype("M8[D]") + in_month, (month + 1).astype("M8[D]") - 1)
    conditions = [
        segments["d1"] == segments["died"] + _DAY,
        segments.index.isin(moves["index"]),
        ~segments["term"].isin([3, 6, 12]),
        segments["d1"].to_numpy("M8[D]") < due,
        segments["term"] == 3,
        segments["term"] == 6,
    ]
    return np.select(conditions, [1, 2, 7, 3, 4, 5], 6)


def make_cubes(segments: pd.DataFrame, start: pd.Timestamp, cut: pd.Timestamp) -> dict[str, pd.DataFrame]:
    """The cubes and the states at month ends, with codes as :mod:`baophu.records` has them in its files."""
    return {
        "stock": _stock(segments, cut),
        "flows": _flows(segments, start, cut),
        "renewals": _renewals(_due(segments, cut)),
        "agents": _agents(_due(segments, cut)),
        "persistency": _persistency(segments, start, cut),
        "states": _states(segments, start, cut),
    }


def _count(table: pd.DataFrame, name: str = "persons") -> pd.DataFrame:
    return table.groupby(list(table.columns)).size().rename(name).reset_index()


def _month(day: pd.Series) -> pd.Series:
    return day.astype("datetime64[s]").dt.to_period("M").dt.start_time


def _gap(days: pd.Series, otherwise) -> np.ndarray:
    return np.select([days <= 30 * _DAY, days <= 90 * _DAY, days.notna()], [2, 3, 4], otherwise)


def _stock(segments: pd.DataFrame, cut: pd.Timestamp) -> pd.DataFrame:
    begin = segments.loc[segments["d0"] <= cut, ["d0", "district", "g"]].rename(columns={"d0": "day"})
    leave = segments.loc[segments["d1"] <= cut, ["d1", "district", "g"]].rename(columns={"d1": "day"})
    changes = pd.concat([begin.assign(change=1), leave.assign(change=-1)])
    changes = changes.groupby(["day", "district", "g"], as_index=False)["change"].sum()
    return changes[changes["change"] != 0]


def _flows(segments: pd.DataFrame, start: pd.Timestamp, cut: pd.Timestamp) -> pd.DataFrame:
    into = segments[(segments["d0"] > start) & (segments["d0"] <= cut)]
    touches = into["d1_before"] == into["d0"]
    joined = pd.DataFrame(
        {
            "month": _month(into["d0"]),
            "district0": into["district_before"].where(touches, 0),
            "g0": into["g_before"].where(touches, 0),
            "district1": into["district"],
            "g1": into["g"],
            "reason": 0,
            "gap": np.where(touches, 0, _gap(into["d0"] - into["d1_before"], 1)),
        }
    )
    joined = joined[(joined["district0"] != joined["district1"]) | (joined["g0"] != joined["g1"])]
    out = segments[(segments["d1"] <= cut) & (segments["d0_after"].isna() | (segments["d0_after"] > segments["d1"]))]
    left = pd.DataFrame(
        {"month": _month(out["d1"]), "district0": out["district"], "g0": out["g"], "reason": out["reason"]}
    )
    left["gap"] = _gap(out["d0_after"] - out["d1"], np.where(cut - out["d1"] >= 90 * _DAY, 5, 6))
    return _count(pd.concat([joined, left.assign(district1=0, g1=0)]).astype({"district0": int, "g0": int}))


def _due(segments: pd.DataFrame, cut: pd.Timestamp) -> pd.DataFrame:
    is_due = (segments["d1"] == segments["ends_on"]) & (segments["ends_on"] < _FAR)
    due = segments[is_due & ~(segments["died"] < segments["ends_on"])]
    away = due["d0_after"] - due["d1"]
    in_time = away == 0 * _DAY
    outcome = np.select(
        [due["ends_on"] > cut, in_time & (due["g_after"] == due["g"]), in_time],
        [6, 1, 7],
        _gap(away, np.where(cut - due["d1"] >= 90 * _DAY, 5, 6)),
    )
    last_day = due["ends_on"] - _DAY
    ahead = pd.cut((last_day - cut).dt.days, [-np.inf, 0, 30, 60, 90, np.inf], labels=False)
    columns = {"month": _month(last_day), "year": last_day.dt.to_period("Y").dt.start_time}
    return due[["district", "g", "term", "agent"]].assign(**columns, ahead=ahead, outcome=outcome)


def _renewals(due: pd.DataFrame) -> pd.DataFrame:
    return _count(due[["month", "district", "g", "term", "ahead", "outcome"]], "cards")


def _agents(due: pd.DataFrame) -> pd.DataFrame:
    due = due[(due["g"] == 10) & (due["ahead"] == 0)]
    return _count(due[["year", "agent", "outcome"]].assign(province=due["district"] // 100), "cards")


def _persistency(segments: pd.DataFrame, start: pd.Timestamp, cut: pd.Timestamp) -> pd.DataFrame:
    tables = []
    for grace in (30, 90):
        is_first = ~(segments["d0"] - segments["d1_before"] <= grace * _DAY)
        run = is_first.cumsum()
        runs = segments[is_first].set_index(run[is_first])
        leave = segments.groupby(run)["d1"].last()
        seen = runs["died"].where(runs["died"] < cut, cut)
        table = pd.DataFrame(
            {"province": runs["district"] // 100, "grace": grace, "g": runs["g"], "month": _month(runs["d0"])}
        )
        # Later it is not known whether cover goes on.
        last = cut - grace * _DAY
        table["days"] = (leave.clip(upper=last + _DAY) - runs["d0"]).dt.days
        table["is_event"] = seen - leave >= grace * _DAY
        tables.append(_count(table[(runs["d0"] > start) & (runs["d0"] <= last)]))
    return pd.concat(tables)


def _states(segments: pd.DataFrame, start: pd.Timestamp, cut: pd.Timestamp) -> pd.DataFrame:
    until, tables = segments["d0_after"].fillna(_FAR), []
    for day in pd.date_range(start, cut, freq="ME"):
        last = segments[(segments["d0"] <= day) & (until > day)]
        state = last["g"].where(last["d1"] > day, 10 + last["reason"])
        tables.append(_count(pd.DataFrame({"day": day, "district": last["district"], "state": state})))
    return pd.concat(tables)


def read_folder(folder: Path) -> tuple[pd.DataFrame, pd.DataFrame, pd.Timestamp, pd.Timestamp]:
    """Spells and events of an office's folder, the first and the last day of its data."""
    import duckdb

    days = json.loads((folder / "counts.json").read_text("utf-8"))
    with duckdb.connect() as connection:
        columns = "person, district, grp, valid_from, valid_to, term, issued_on, coalesce(agent, 0) AS agent"
        spells = connection.sql(f"SELECT {columns} FROM read_parquet('{folder}/spells/*.parquet')").df()
        events = connection.sql(f"SELECT person, kind, day FROM read_parquet('{folder}/events/*.parquet')").df()
    return spells, events, pd.Timestamp(days["start"]), pd.Timestamp(days["cut"])


if __name__ == "__main__":
    *tables, first, last = read_folder(Path(sys.argv[1]))
    print(json.dumps(digests(make_cubes(make_segments(*tables, first, last), first, last))))
