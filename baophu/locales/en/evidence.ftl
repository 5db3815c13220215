# The evidence pages of a province's report, after the first page.

changes-in-annex = { $count } further, older falls stand in the annex.
level-table-caption = Dated health insurance coverage of { $province }, newest first
level-table-col-day = Date
level-table-col-announced = Published rate
level-table-col-gso = On GSO population
level-table-col-people = Insured people
level-table-none = not published
level-table-cards = { $count } cards
level-table-missing-years = No dated coverage has been published for: { $years }.
shortage-publisher = the publisher's
shortage-plan = implied by the assigned plan
shortage-statistics = statistics office, annual average
shortages-caption = { $on }: how many people are missing to the target for { $year }
shortages-col-population = Population
shortages-col-count = People in it
shortages-col-missing = Missing
shortages-col-week = Needed a week
shortages-met = reached
shortages-over = year is over
shortages-unknown = not known
shortages-range = { $low } – { $high }
shortages-why = The number of insured people is the same; the rows differ only in the population that it is divided by.
sources-all = The figures on this page
