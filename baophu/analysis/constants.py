"""Codes and distances in days that several modules of the analysis use."""

HEALTH = "bhyt"
SOCIAL_SCHEMES = ("bhxh", "bhxh_bb", "bhxh_tn", "bhtn")
SCHEMES = (HEALTH, *SOCIAL_SCHEMES, "all")
PEOPLE_UNITS = ("persons", "cards")
ESTIMATE_STATUS = "E"  # SDMX status of a printed estimate
ESTIMATE_STATUSES = (ESTIMATE_STATUS, "P")  # with what is printed as provisional

MEAN_YEAR_DAYS = 365.25
YEAR_DAYS, LONGEST_YEAR_DAYS = 365, 366
# The longest half of a year: July to December.
HALF_YEAR_DAYS = 184
# In the backtest a province's figure within a year and a half predicts better than the country's curve does, and one
# more than three years away hardly at all.
RECENT_DAYS, OLD_DAYS = 1.5 * MEAN_YEAR_DAYS, 3 * MEAN_YEAR_DAYS
# A day between two figures is interpolated up to this distance; beyond it a seasonal swing may lie between them (A6).
JOINED_DAYS = 275
LIKE_DAYS = 15  # days of the year at most so far apart are of the same season
# Weight of the mean of all provinces in one province's ratio, counted in days with both scales (docs/backtest.md).
PRIOR_EVENTS = 0.5
REMAINING_DISTRICTS = "remaining_districts"  # group of a figure that is printed for all districts not named
