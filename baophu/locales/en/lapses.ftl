# Words of the page of the falls in all provinces.

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
lapses-finding-none = { $scheme }, { $period }: the figures in the ledger show no fall. That does not prove there was none.
lapses-no-cards = There is no fall to count.

lapses-national-intro = Between the following days close together the country itself fell, as announced:
lapses-national-fall = { $start } to { $end }, { $points } points
lapses-no-national-fall = Between announced days close together the country did not fall in this period.

lapses-verdicts-intro = The rules are tried in turn and the first that fits holds; each fall stands with its reason and its sources.
lapses-verdict-heading = { $verdict } ({ $count })
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

lapses-no-sources = This page uses no figure, so there is no source.
lapses-finding-gross = { $n ->
    [one] { $count } is a published loss of cards (gross), in { $area }: { $change }.
   *[other] { $count } are published losses of cards (gross), the largest in { $area }: { $change }.
}
lapses-finding-own = { $n ->
    [0] No net fall has the evidence to be called deeper than the country's.
    [one] { $count } went deeper than the country or by six points or more.
   *[other] { $count } went deeper than the country or by six points or more.
}
lapses-finding-open = { $n ->
    [0] Each has a verdict.
    [one] { $count } has too little evidence for a conclusion, and says so.
   *[other] { $count } have too little evidence for a conclusion, and say so.
}
lapses-rule-cause = A published number of people who lost a card or its support: either that number itself (gross), or one large enough to account for the net fall once those insured again are taken off.
lapses-rule-cliff = A fall of { $cliff } points or more on every choice of population, and deeper than the country.
lapses-rule-more = The difference from the country lies below zero over its whole range, on every choice of population that was tried.
lapses-rule-like = The difference from the country may be nothing and cannot be more than { $narrow } points.
lapses-rule-less = The difference from the country lies above zero over its whole range, on every choice of population that was tried.
lapses-rule-denominator = People and percentage moved opposite ways: a lower rate does not mean fewer people insured.
lapses-rule-open = The figures are too few for a conclusion. The report gives the reason rather than choose an explanation.
lapses-method = A fall is a published decrease, two neighbouring figures of one kind of which the later is lower even after rounding, or a published number of people who lost a card (gross). Where people are known on both days they are compared as people, over one population, that of the later day; other choices of population stand beside it. What the country did between the same two days, on the same choice, is a range, for the prints are rounded; nothing is interpolated across the end of a year. A verdict says more or less only where every choice points one way; a difference of at most { $narrow } points is about the country's own; { $cliff } points or more is a steep fall. A fall belongs to the year in which it ends. Falls of districts stand in the provinces' own reports.
lapses-no-season-verdict = The comparison with the country was tried for health insurance only, so no fall of this scheme gets a verdict.
