"""Labour forces: the statistics office's by year, and the day on which publishers took up another."""

import pandas as pd

# The first copy is the statistics office's own; the second was typed by students and serves where nothing else does.
SERIES = ("gso_lf15plus_2018snapshot", "gso_lf15plus_student_repo")
SECOND_COPY = SERIES[1]
ON_LABOUR_FORCE = ("percent_of_labour_force", "percent_of_working_age_labour_force")
# From here on publishers divide by a labour force about six percent smaller. The same stock of 30/9/2022 was printed
# as 34.84 % on 6/10/2022 and as 37.01 % of a count below it on 26/10/2022; ``denominator_break`` finds it in the
# country's own figures.
BREAK = pd.Timestamp(2022, 10, 1)
# Days before the break whose figures were printed on either side of it.
STRADDLE = pd.Timedelta(days=92)
BEFORE, FROM, EITHER = "before_break", "from_break", "either_side"


class LabourForces:
    """The ledger's labour forces, read once."""

    def __init__(self, labour_force: pd.DataFrame):
        names = ("area", "year", "labour_force_series", "labour_force_count")
        self._counts: dict[tuple[str, int, str], float] = {}
        for area, year, series, count in zip(*(labour_force[name].tolist() for name in names), strict=True):
            self._counts.setdefault((area, int(year), series), float(count))

    def of(self, area: str, year: int) -> tuple[float, str] | None:
        """Labour force and its series, the better copy first."""
        found = ((self._counts.get((area, year, series)), series) for series in SERIES)
        return next((pair for pair in found if pair[0] is not None), None)


LabourForce = pd.DataFrame | LabourForces


def labour_force_of(labour_force: pd.DataFrame, area: str, year: int) -> tuple[float, str] | None:
    """Labour force of an area in a year and its series, the better copy first; None where neither has it."""
    return LabourForces(labour_force).of(area, year)


def side_of(day: pd.Timestamp, printed_on: pd.Timestamp | None = None) -> str:
    """On which side of the change of labour force a rate lies.

    A rate of a day from the break on is on the new one, one printed before it on the old one. Printed after the break
    for a day shortly before, it may be on either: the country's own prints of October 2022 are.
    """
    if day >= BREAK:
        return FROM
    if printed_on is not None and printed_on < BREAK:
        return BEFORE
    return EITHER if day >= BREAK - STRADDLE else BEFORE
