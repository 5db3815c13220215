"""Codes and reaches that several modules of the analysis share; what one module alone needs stands in it."""

HEALTH = "bhyt"
SOCIAL_SCHEMES = ("bhxh", "bhxh_bb", "bhxh_tn", "bhtn")
SCHEMES = (HEALTH, *SOCIAL_SCHEMES, "all")
PEOPLE_UNITS = ("persons", "cards")
ESTIMATE_STATUS = "E"  # SDMX status of a printed estimate

MEAN_YEAR_DAYS = 365.25
YEAR_DAYS, LONGEST_YEAR_DAYS = 365, 366
# Half a year at the most: the longest is July to December.
HALF_YEAR_DAYS = 184
# Leaving each printed figure out in turn showed that an own figure within a year and a half tells more than the
# country's course, and one of three years ago hardly anything.
RECENT_DAYS, OLD_DAYS = 1.5 * MEAN_YEAR_DAYS, 3 * MEAN_YEAR_DAYS
# Two figures as far apart as this may be joined for a day between them; farther, a season may hide (A6).
JOINED_DAYS = 275
LIKE_DAYS = 15  # days of the year so near one another stand at the same season
# Weight, in days that show both scales, of the mean of all provinces in one province's ratio (docs/backtest.md).
PRIOR_EVENTS = 0.5
