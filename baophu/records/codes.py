"""Codes of the cubes and their labels: the position of a label is its code in the SQL and in the files."""

# How the last cover before a day without cover ended.
REASONS = ("", "died", "moved_away", "ended_early", "term_3", "term_6", "term_12", "other")
# How long without cover: before joining, or after leaving.
GAPS = ("", "first", "within_30", "within_90", "over_90", "never", "unknown")
# What came after the last day of a card that was in force on it; ``moved``: on time in another payer group.
OUTCOMES = ("", "on_time", "within_30", "within_90", "later", "never", "unknown", "moved")
# In how many days a card ends that ends after the last day of the data.
AHEAD = ("", "days_1_30", "days_31_60", "days_61_90", "later")
# States of a person on a day: 0 never covered before, 1-10 payer group, 10 + reason covered before.
GROUP_COUNT, STATE_COUNT = 10, 18
