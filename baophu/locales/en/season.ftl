# Denominators and time of year: two sections, two charts, and the sentences to take along.

counted-persons = { $count } people
counted-cards = { $count } cards (a count of cards, not of people)
base-announced = the publisher's population
base-gso_avg_revised = the revised statistical population
base-census = the { $name }
base-gso_avg_pre2019census = the earlier statistical population

denominators-intro = Each published number of insured people is divided by every population that could serve for its day. The numerator stays the same; lines of one day differ in the population alone.
denominators-caption = Each published count of the insured on each population
denominators-caption-newest = Published counts of the insured on each population: the newest { $shown } of { $all } days with a count
denominators-col-day = Day, count
denominators-col-base = Which population
denominators-col-population = Persons
denominators-col-pct = Coverage
denominators-col-uninsured = Uninsured
denominators-publishers = The publisher's population
denominators-office = statistics office
denominators-default = default
denominators-of-cards = cards
denominators-over = more insured than people
denominators-band = { $by }, the same { $counted } make { $low } to { $high } of the population, depending on which one: { $points } points apart, or from { $least } to { $most } uninsured people.
denominators-band-over = { $by }, the same { $counted } make { $low } to { $high } of the population, depending on which one: { $points } points apart. On the largest population { $most } people are uninsured; on the smallest the insured outnumber the population by { $excess }.
denominators-one-base = { $by }, { $counted } can be divided by one population only ({ $base }): { $pct }, about { $people } uninsured. No rate was published with the count, so the publisher's population is not known.
denominators-dated = If the population were moved to its level { $on }, straight between the averages of two neighbouring years, it would be about { $population } and coverage { $dated } instead of { $pct }. This is a trial: no population of that day is published.
denominators-dated-same = If the population were moved to its level { $on }, straight between the averages of two neighbouring years, it would be about { $population } and coverage still { $dated }. This is a trial: no population of that day is published.
denominators-not-dated = The population cannot be moved to its level { $on }: the same series has no average for the neighbouring year.
denominators-default-used = Where only one population can be used, the report’s default is “{ $base }”{ $days }: { $why }.
default-averages_only = Between censuses the statistics office publishes only yearly averages for each province; the average of a year serves every day in it.
default-revised_series = this series was revised after the 2019 census and replaces the earlier one in years that have both
default-earlier_series = the year has only the series made before the 2019 census
default-announced_only = the ledger has no statistical population of the year
default-census_only = the year has a census alone
denominators-year-end = For figures of 31 December ({ $days }), where the population grows, coverage therefore comes out slightly higher than on the population at the year's end.
denominators-cards = What was counted { $days } are cards, not people: rates and uninsured people hold only if everyone has exactly one card.
denominators-noted = On the figure of { $figure } ({ $date }): { $note }
denominators-no-population = Not divided by any population, because the ledger has none for the year: { $days }.
own-ratio-own_days = { $province } has { $n ->
    [one] one day
   *[other] { $count } days
 } with both a count and a rate published: by them the statistics office's population is on average { $own } times the publisher's. So that a day or two do not decide, the ratio is drawn part of the way to the mean of all provinces, to { $ratio }.
own-ratio-own_days_alone = { $province } has { $n ->
    [one] one day
   *[other] { $count } days
 } with both a count and a rate published: by them the statistics office's population is on average { $own } times the publisher's.
own-ratio-mean_of_all = { $province } has no day with both a count and a rate published, so it is not known how far the publisher's population lies from the statistics office's; over all provinces with figures, the statistics office's is { $ratio } times the publisher's.
own-ratio-no_day_with_both = No province in the ledger has a day with both a count and a rate published, so it is not known how far the publisher's population lies from the statistics office's.



season-intro = Across the country enrolment tends to rise before 31 December, so only days at the same time of year are compared: 31 December with 31 December, another day with days at most { $days } calendar days from it.
season-pairs-caption = { $province }: levels at the same time of two years
season-pairs-caption-newest = { $province }: levels at the same time of two years, the newest { $shown } of { $all } pairs
season-col-days = Two days
season-col-scale = Scale
season-col-levels = Levels
season-col-change = Change, points
season-col-bounds = Range left by rounding
season-col-national = Viet Nam, same days
season-bounds = { $low } to { $high }
season-then = {" "}→{" "}
season-estimated = an estimate by the source
season-printed = published figures
season-no-national = no published figure for both days
season-pairs-note = Comparing like dates takes out the rhythm of the year; it does not take out that two sources may use different populations.
season-range = End of { $years }, { $scale }: Decision 861 ended free cards in some communes from 1 July 2021. The level of { $province } in { $before } was { $high }; taking off only the cards that the source gives as ended ({ $loss }; on this scale { $points } points), as if nobody had joined again, leaves { $low }. Other joiners and leavers are not known, so the true level may lie outside; this is not an estimate.
push-unknown-no_december_point = no rate of 31 December
push-unknown-no_point_before = no mid-year figure before it
push-unknown-no_point_after = no mid-year figure after it
push-unknown-neighbours_too_far = mid-year figures are too far away
