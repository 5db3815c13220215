"""Labour forces: the statistics office's by year, and the day on which publishers took up another."""

import numpy as np
import pandas as pd

# The first copy is the statistics office's own; the second was typed by students and serves where nothing else does.
SERIES = ("gso_lf15plus_2018snapshot", "gso_lf15plus_student_repo")
SECOND_COPY = SERIES[1]
ON_LABOUR_FORCE = ("percent_of_labour_force", "percent_of_working_age_labour_force")
# From here on publishers divide by a labour force about six percent smaller. The same stock of 30/9/2022 was printed
# as 34.84 % on 6/10/2022 and as 37.01 % of a count below it on 26/10/2022; ``find_denominator_step`` finds it in the
# country's own figures.
BREAK = pd.Timestamp(2022, 10, 1)
# Days before the break whose figures were printed on either side of it.
STRADDLE = pd.Timedelta(days=92)
BEFORE, FROM, EITHER = "before_break", "from_break", "either_side"


def yearly_labour_force(labour_force: pd.DataFrame) -> pd.DataFrame:
    """One labour force per area and year, from the better copy that has it.

    Returns
    -------
    pd.DataFrame
        Columns ``area``, ``year``, ``labour_force_count`` in persons, ``labour_force_series``.
    """
    rank = labour_force["labour_force_series"].map({name: at for at, name in enumerate(SERIES)})
    known = labour_force.assign(rank=rank)[rank.notna()].sort_values(["area", "year", "rank"])
    names = ["area", "year", "labour_force_count", "labour_force_series"]
    return known.drop_duplicates(["area", "year"], ignore_index=True)[names].astype({"labour_force_count": "float64"})


def sides_of_break(days: pd.Series, printed_on: pd.Series) -> np.ndarray:
    """On which side of the change of labour force each rate lies.

    A rate of a day from the break on is on the new one, one printed before it on the old one. Printed after the break
    for a day shortly before, it may be on either: the country's own prints of October 2022 are.
    """
    return np.select([days >= BREAK, printed_on < BREAK, days >= BREAK - STRADDLE], [FROM, BEFORE, EITHER], BEFORE)
