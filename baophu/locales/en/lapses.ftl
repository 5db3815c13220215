# Words of the page of the falls in all provinces.

page-section-side-by-side = The falls side by side
page-section-sawtooth = The country's sawtooth
page-section-verdicts = Verdicts, and where there is none
page-section-unseen = Where no fall is seen

lapses-kicker = Insurance coverage report · All provinces
lapses-title = Falls in the 63 provinces: { $scheme }, { $period }
lapses-description = { $scheme }, { $period }: the falls of all provinces beside each other and beside the country, with a verdict or the reason for none; each figure leads to its source.
lapses-meta-scheme = Scheme
lapses-meta-period = Period
lapses-meta-period-value = { $period } (by the year in which a fall ends)
lapses-all-schemes = All schemes
lapses-stamp = Data { $data } · baophu { $version } · parameters: scheme = { $scheme }, period = { $period }, language = { $language }

lapses-finding = { $scheme }, { $period }: the figures in the ledger show { $n ->
    [one] { $count } fall
   *[other] { $count } falls
} in { $m ->
    [one] { $provinces } province
   *[other] { $provinces } provinces
}.
lapses-finding-beyond = { $n ->
    [0] None can be said to go beyond the season.
    [one] { $count } goes beyond the season.
   *[other] { $count } go beyond the season.
}
lapses-finding-declined = { $n ->
    [0] Each has a verdict.
    [one] For { $count } the evidence is too short for a verdict, and it says so.
   *[other] For { $count } the evidence is too short for a verdict, and they say so.
}
lapses-finding-none = { $scheme }, { $period }: the figures in the ledger show no fall. That does not prove there was none.
lapses-no-cards = There is no fall to count.

lapses-chart-none = No fall ends in { $period }.
lapses-chart-subtitle = One row a fall; the country between the same two days, on the same scale. The three scales do not add up.
lapses-chart-title = { $period }: { $n ->
    [one] { $count } fall
   *[other] { $count } falls
} in { $m ->
    [one] { $provinces } province
   *[other] { $provinces } provinces
}, { $open ->
    [0] each with a verdict
   *[other] { $declined } without a verdict
}
lapses-chart-alt = Falls: { $falls }.
lapses-chart-caption = Every mark leads to its source entry. National levels between two printed days are interpolated. Net change, not a lapse rate.
lapses-panel-announced = As announced: change, points of the population
lapses-panel-gso = On GSO population: change, points of the population
lapses-panel-counted = Persons only: change, persons
lapses-legend-judged = fall with a verdict
lapses-legend-declined = fall without a verdict
lapses-table-caption = Falls that end in { $period }, against the country between the same days
lapses-col-persons = Persons

lapses-sawtooth-title = { $period }: the falls beneath the country's sawtooth
lapses-sawtooth-subtitle = Above: percent of the country's population with health insurance, as announced. Below: each fall from its first day to its last.
lapses-sawtooth-caption = Points and bars lead to source entries. A thin line joins days at most { $days } days apart. A bar shows when, not by how much.
lapses-sawtooth-alt = Above, the country's announced levels: { $points }. Below, when each fall happened: { $falls }.
lapses-legend-span = fall with a verdict
lapses-legend-span-declined = fall without a verdict
lapses-legend-year = a day known by year or month only
lapses-no-levels = The country has no dated announced level in { $period }.
lapses-no-season = The country's season is known for health insurance only.
lapses-no-season-verdict = For this scheme there are too few figures to know the season, so no fall gets a verdict.
lapses-national-intro = Between the following days close together the country itself fell, as announced:
lapses-national-fall = { $start } to { $end }, { $points } points
lapses-no-national-fall = Between announced days close together the country did not fall in this period.

lapses-verdicts-intro = The rules are tried in turn and the first that fits holds; each fall stands with its reason and its sources.
lapses-verdict-heading = { $verdict } ({ $count })
lapses-rule-within = No deeper than the country's fall between the same days plus { $tolerance } points: nothing shows a decline of the province's own.
lapses-rule-beyond = At least { $cliff } points, and far deeper than the country between the same days: the season does not explain it.
lapses-rule-cause = The printed number of people who lost a card or its support, less those insured again, is large enough to account for it.
lapses-rule-denominator = The number of people did not fall, or the two rates may stand on two populations: a lower rate does not mean fewer people insured.
lapses-rule-declined = The figures are too few for a verdict. The report gives the reason rather than choose an explanation.
lapses-fall = { $area }, { $what }, { $period }
lapses-never = No fall came to: { $verdicts }.

lapses-unseen-intro = Not to see a fall is not the same as no fall: most provinces have no two figures that can be compared.
lapses-quiet = Levels or counts of at least two days, no fall seen ({ $n ->
    [one] { $count } province
   *[other] { $count } provinces
})
lapses-too-few = A level or count of one day only, nothing to compare ({ $n ->
    [one] { $count } province
   *[other] { $count } provinces
})
lapses-unknown = No dated level or count of the whole province for this scheme and period ({ $n ->
    [one] { $count } province
   *[other] { $count } provinces
})

lapses-method = A fall is a printed decrease, or two neighbouring figures of one kind and one scale of which the later is lower even after rounding. Each is set beside what the country did between the same two days on the same scale; between two days at most { $days } days apart the country's level is taken on the straight line between them. No more than { $tolerance } points deeper than the country is within the season, { $cliff } points or more is beyond it, and in between there is no verdict. A fall belongs to the year in which it ends. Falls of districts stand in the provinces' own reports.
lapses-no-sources = This page uses no figure, so there is no source.
