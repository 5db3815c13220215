"""Persistency of card records against lifelines and actxps: ``make bench-peers``.

Runs in an environment of its own (``records_peers.txt``), on files that ``benchmarks.records_round survive`` wrote.

Known differences from actxps 1.1.0: it counts by policy year, so the day that is given as the end of a card that ran
for a year decides between lapses of the first year and of the second (its issue 22 leaves that to the user; both are
shown).
A run from 1 March to 29 February is in its first year here and in its second there (its issue 24). A lapse has a whole
year of exposure, a censored run its days, so its rates are below those of Kaplan-Meier. Runs with gaps, moves between
groups, the stock and its decomposition are not in it.
"""

import sys
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pandas as pd
from actxps import ExposedDF, load_toy_census
from lifelines import KaplanMeierFitter

CUT = date(2024, 12, 31)
# Years in force of the toy policies of actxps at the end of 2022, counted by hand: the surrendered one has its last
# year in full, the dead one the days of it.
TOY = {1: 13.0, 2: 9 + 111 / 365, 3: 13.0}


def compare_lifelines(folder: Path) -> str:
    """Largest difference of the survival from that of lifelines, over all lengths of all graces and groups."""
    table, most, error = pd.read_csv(folder / "survival.csv"), 0.0, 0.0
    for _, rows in table.groupby(["grace", "group"]):
        ends = [rows.assign(is_event=flag == "True", weight=rows[flag]) for flag in ("False", "True") if flag in rows]
        runs = pd.concat(ends).query("weight > 0")
        fitter = KaplanMeierFitter().fit(runs["days"], runs["is_event"], weights=runs["weight"])
        survival = fitter.survival_function_["KM_estimate"].loc[rows["days"]].to_numpy()
        most = max(most, np.abs(survival - rows["survival"]).max())
        # lifelines has the variance as Greenwood's sum, without the factor of the survival.
        variance = fitter._cumulative_sq_.loc[rows["days"]].to_numpy()
        own = rows["std_error"].to_numpy()
        error = max(error, np.abs(np.sqrt(variance) * survival - own)[(survival > 0) & (own > 0)].max())
    return f"lifelines: survival differs by at most {most:.2g}, standard error by {error:.2g}, at {len(table)} lengths"


def compare_toy() -> str:
    """Exposures of the three policies of actxps."""
    exposed = ExposedDF.expose_py(
        load_toy_census(), "2022-12-31", target_status="Surrender", default_status="Active"
    ).data
    years = exposed.to_pandas().groupby("pol_num")["exposure"].sum()
    return f"actxps, toy policies: {years.round(4).to_dict()}; by hand { ({n: round(y, 4) for n, y in TOY.items()}) }"


def compare_actxps(folder: Path, term: str) -> str:
    """Lapses by policy year of actxps and as counted from runs, with one of two days as that of the end.

    Parameters
    ----------
    folder : Path
        Folder of ``runs.csv``.
    term : str
        ``covered``, the last covered day, or ``uncovered``, the day after it.
    """
    runs = pd.read_csv(folder / "runs.csv", parse_dates=["d0", "leave"])
    end = runs["leave"] - timedelta(term == "covered")
    has_ended = runs["is_event"] | (runs["leave"] <= pd.Timestamp(CUT))
    status = np.select([runs["is_event"], has_ended], ["Lapse", "Censored"], "Active")
    census = pd.DataFrame({"pol_num": range(len(runs)), "status": status, "issue_date": runs["d0"].dt.date})
    census["term_date"] = end.dt.date.where(has_ended, None)
    exposed = ExposedDF.expose_py(
        census, CUT.isoformat(), target_status="Lapse", default_status="Active"
    ).data.to_pandas()
    theirs = exposed[exposed["status"] == "Lapse"].groupby("pol_yr").size().head(4)
    q = (theirs / exposed.groupby("pol_yr")["exposure"].sum()).head(4)
    # Years that were full on the day of the end; of a run from 29 February they are full on 1 March.
    year = end.dt.year - runs["d0"].dt.year
    year -= (end.dt.month * 100 + end.dt.day) < (runs["d0"].dt.month * 100 + runs["d0"].dt.day)
    own = (year[runs["is_event"]] + 1).value_counts().sort_index().head(4)
    return f"actxps, {term}: lapses {theirs.tolist()}, own {own.tolist()}; q {q.round(4).tolist()}"


if __name__ == "__main__":
    records = Path(sys.argv[1])
    print(compare_lifelines(records))
    print(compare_toy())
    for day in ("covered", "uncovered"):
        print(compare_actxps(records, day))
