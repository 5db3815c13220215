"""Kaplan-Meier from counts against a published example."""

import pandas as pd

from baophu.records.survival import kaplan_meier

# Weeks of remission of 21 patients with 6-MP (Freireich 1963), as in Cox and Oakes, Analysis of Survival Data,
# 1984, table 1.1; a plus is censored. Estimates and Greenwood's errors to four digits are those of textbooks.
WEEKS = "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+"
SURVIVAL = {6: 0.8571, 7: 0.8067, 10: 0.7529, 13: 0.6902, 16: 0.6275, 22: 0.5378, 23: 0.4482}
ERRORS = {6: 0.0764, 7: 0.0869, 10: 0.0963, 13: 0.1068, 16: 0.1141, 22: 0.1282, 23: 0.1346}


def test_estimate_and_error_are_those_of_the_textbook():
    runs = pd.DataFrame(
        {
            "days": [int(week.rstrip("+")) for week in WEEKS.split()],
            "is_event": ["+" not in week for week in WEEKS.split()],
        }
    )
    table = kaplan_meier(runs.assign(persons=1))
    events = table[table["events"] > 0]
    assert events["survival"].round(4).to_dict() == SURVIVAL
    assert events["std_error"].round(4).to_dict() == ERRORS
    assert table["at_risk"].iloc[0] == 21 and table.loc[6, "events"] == 3


def test_counts_are_the_same_as_rows_one_by_one():
    runs = pd.DataFrame({"days": [10, 10, 20, 30], "is_event": [True, False, True, True], "persons": [2, 1, 3, 4]})
    pd.testing.assert_frame_equal(
        kaplan_meier(runs), kaplan_meier(runs.loc[runs.index.repeat(runs["persons"])].assign(persons=1))
    )
    assert kaplan_meier(runs)["survival"].iloc[-1] == 0 == kaplan_meier(runs)["std_error"].iloc[-1]
