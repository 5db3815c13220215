# The evidence pages of a province's report, after the first page.

changes-in-annex = { $count } further, older falls stand in the annex.
levels-caption = Dated health insurance coverage of { $province }, newest first
levels-col-day = Date
levels-col-announced = Published rate
levels-col-gso = On GSO population
levels-col-people = Insured people
levels-none = not published
levels-cards = { $count } cards
levels-missing-years = No dated coverage has been published for: { $years }.
