"""Labour forces: the statistics office's by year, and the day from which publishers use another definition."""

import pandas as pd

# The first copy is the statistics office's; the second, typed by students, is used where the first has no value.
SERIES = ("gso_lf15plus_2018snapshot", "gso_lf15plus_student_repo")
SECOND_COPY = SERIES[1]
ON_LABOUR_FORCE = ("percent_of_labour_force", "percent_of_working_age_labour_force")
# From this day on publishers divide by a labour force about six percent smaller: the rate of 30/9/2022 was printed as
# 34.84 % on 6/10/2022 and, with a lower count, as 37.01 % on 26/10/2022. ``denominator_break`` detects the change in
# the country's figures.
BREAK = pd.Timestamp(2022, 10, 1)
# Length of the time before the break whose figures were printed on either denominator.
STRADDLE = pd.Timedelta(days=92)
BEFORE, FROM, EITHER = "before_break", "from_break", "either_side"


class LabourForces:
    """The ledger's labour forces, indexed once for many look-ups."""

    def __init__(self, labour_force: pd.DataFrame):
        names = ("area", "year", "labour_force_series", "labour_force_count")
        self._counts: dict[tuple[str, int, str], float] = {}
        for area, year, series, count in zip(*(labour_force[name].tolist() for name in names), strict=True):
            self._counts.setdefault((area, int(year), series), float(count))

    def of(self, area: str, year: int) -> tuple[float, str] | None:
        """Labour force in persons and its series, from the better copy; None where neither has it."""
        by_series = ((self._counts.get((area, year, series)), series) for series in SERIES)
        return next((pair for pair in by_series if pair[0] is not None), None)


LabourForce = pd.DataFrame | LabourForces


def labour_force_of(labour_force: pd.DataFrame, area: str, year: int) -> tuple[float, str] | None:
    """Labour force of an area in a year, in persons, and its series; None where no copy has it."""
    return LabourForces(labour_force).of(area, year)


def side_of(day: pd.Timestamp, printed_on: pd.Timestamp | None = None) -> str:
    """On which side of the change of labour force a rate lies.

    A rate of a day from the break on uses the new labour force, one published before the break the old one. A rate
    published after the break for a day shortly before it may use either, as the country's of October 2022 do.
    """
    if day >= BREAK:
        return FROM
    if printed_on is not None and printed_on < BREAK:
        return BEFORE
    return EITHER if day >= BREAK - STRADDLE else BEFORE
