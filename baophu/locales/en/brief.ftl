# Words of page one. Every message has the same name and the same variables in the Vietnamese catalogue.

brief-why = Basis and context
brief-do = What to do, what to ask
brief-sources = Sources:
brief-range = { $low }–{ $high }
brief-scheme-bhyt = Health insurance
brief-scheme-bhxh = Social insurance
brief-scheme-bhxh_bb = Compulsory social insurance
brief-scheme-bhxh_tn = Voluntary social insurance
brief-scheme-bhtn = Unemployment insurance
brief-scheme-all = All insurance together

# The verdict
brief-short = { $on } coverage was { $level }, { $points } percentage points short of the { $year } target of { $target }.{ $people }
brief-short-within = { $on } coverage was { $level }, { $points } percentage points below the year-end target ({ $target }); the year-end figure is not in our data.{ $people }
brief-short-people = {" "}Short by { $people }.
brief-people-agency = { $people } on the agency's population (implied)
brief-people-source = { $people } on the source's population (implied)
brief-people-plan = { $people } against the plan
brief-people-statistics = { $people } on GSO population
brief-people-met-agency = none on the agency's population
brief-people-met-source = none on the source's population
brief-people-met-plan = none against the plan
brief-people-met-statistics = none on GSO population
brief-missing = { $count } people
brief-missing-points = { $count } people ({ $points } points)
brief-reached = Target of { $target } for { $year } reached: { $on }, { $level }.
brief-reached-within = { $on }, { $level }, not below the year-end target ({ $target }); the year-end figure is not in our data.
brief-undecided = Whether the { $year } target ({ $target }) was met is unknown: { $on }the source gives only { $level }.
brief-undecided-count_only = Whether the { $year } target ({ $target }) was met is unknown: { $on } our data have only the number insured, { $level } of GSO population.
brief-no-level = No { $year } rate in our data to compare with the target of { $target }; the newest rate is { $level } ({ $when }).
brief-no-level-none = We hold no published coverage rate for { $province }, { $first }–{ $last }, to compare with the target of { $target } for { $year }.
brief-no-level-nothing = We hold no published coverage rate and no target for { $province }, { $first }–{ $last }.
brief-no-target = { $by }, { $level }; the { $year } target is not in our data{ $older }.
brief-no-target-old = The newest coverage rate in our data is { $level } ({ $when }); no target in our data{ $older }.
brief-no-target-since = No coverage rate since then is in our data; the newest is { $level } ({ $when }); no target in our data{ $older }.
brief-no-target-bare = The { $year } target is not in our data{ $older }.
brief-open = the two do not compare, and the data cannot show whether coverage fell
brief-level-short-announced = { $level }
brief-level-short-gso = { $level } of GSO population
brief-older-target = {" "}(latest: { $target } for { $year })
brief-older-targets = {" "}(latest, { $year }: { $targets })
brief-targets = { $n ->
    [2] two sources give
   *[other] sources give
 } { $targets } and { $last }
brief-level-announced = { $announced } of the population was insured, as announced
brief-level-gso = the insured were { $gso } of GSO population
brief-level-both = { $announced } of the population was insured as announced, { $gso } on GSO population
brief-fall-gross = { $on }, { $lost }
brief-fall-share = {" "}({ $pct } of GSO population)
brief-fall-net = From { $start } to { $end } { $people }
brief-fall-rates = { $before } of the population was published for { $start }, then { $after } for { $end }: { $verdict }
brief-lost-free = { $count } people lost state-paid cover under Decision 861
brief-lost-free_353 = { $count } people lost state-paid cover under Decisions 861 and 353
brief-lost-other = { $count } people lost cover ({ $group })
brief-lost-not_renewed = { $count } people had cards that ran out and were not renewed
brief-fell = { $scheme } fell by { $count } people
brief-fell-also = { $scheme } by { $count }
brief-fell-points = { $scheme } fell by { $count } people ({ $points } percentage points{ $beyond })
brief-about = about { $value }
brief-beyond = , { $beyond } more than nationally
brief-beyond-range = , { $beyond } more than nationally, depending on population

# Cards
brief-card-short = { $points } percentage points short
brief-card-short-label = of the target of { $target } for { $year }
brief-card-short-within-label = of the target of { $target } for the end of { $year }
brief-card-level-on = { $on }: { $level } of the population, as announced
brief-card-reached-label = of the population: target of { $target } for { $year } reached
brief-card-reached-within-label = of the population: not below the target of { $target } for the end of { $year }
brief-card-cannot_say-label = of the population: whether the target of { $target } for { $year } was met is unknown
brief-card-target-label = target for { $year }
brief-card-target-note = no { $year } rate in our data
brief-card-people = { $count } people
brief-card-people-label = short of the target of { $target }
brief-card-places = { $count } of { $all } districts
brief-card-places-label = below { $limit } of plan
brief-card-places-named = among them { $names }
brief-card-places-unnamed = not named by the source; the others are { $names }
brief-card-change-label = { $scheme }, { $period }
brief-card-fell = down { $count } people
brief-card-rose = up { $count } people
brief-card-lost-free = lost state-paid cover under Decision 861
brief-card-lost-free_353 = lost state-paid cover under Decisions 861 and 353
brief-card-lost-other = lost cover: { $group }
brief-card-lost-not_renewed = had cards that ran out and were not renewed
brief-card-lost-gross = { $on }; before re-enrolment
brief-card-lost-note = { $on }; { $pct } of GSO population; before re-enrolment
brief-card-points-note = { $points } percentage points of the population{ $beyond }
brief-card-level-label-announced = of the population insured, as announced
brief-card-level-label-gso = of GSO population insured
brief-card-level-note = { $on }{ $other }
brief-card-old-note = from { $when }{ $other }
brief-card-other-gso = ; { $gso } on GSO population
brief-card-plan = { $count } people short
brief-card-plan-label = { $scheme }, { $on }, against the { $year } plan ({ $owner })
brief-card-plan-label-unstated = { $scheme }, { $on }, against the { $year } plan (issuing body not stated)
brief-card-plan-of = { $count } of { $plan } people ({ $pct })
brief-card-plan-met = plan reached: { $owner }
brief-card-plan-other = { $count } people short of another plan ({ $owner })
brief-card-plan-copy = a copied article gives { $pct } of plan
brief-card-plan-source = another source gives { $pct } of plan
brief-card-plan-scheme = { $scheme }: { $count } short
brief-card-country = the country over the same time: { $change } in people
brief-card-stock = { $pct } of the { $count } people of { $when }; the number at the start is not in our data
brief-card-uninsured-label = people without health insurance, { $on }

# Basis and context
brief-why-age = The newest rate is from { $when } and does not show how things stood at the end of { $last }.
brief-why-cause = { $fall }: the source names { $causes } (not verified).
brief-why-most = mostly { $who }
brief-why-country_change = Over the same time the country changed by { $national } percentage points, { $province } by { $points }: { $verdict }.
brief-why-country_change-beyond = On one and the same population the country changed by { $national } percentage points, { $province } by { $points }: { $beyond } more than the national fall{ $others }.
brief-why-country_change-others = {" "}({ $beyond } with each year's own population)
brief-why-country = National rate { $on }: { $level }{ $definition }.
brief-why-definition = {" "}(another definition)
brief-why-policy = From { $day }: { $label } ({ $instrument }).
brief-why-event = From { $day }: { $label }.
brief-why-population = The same number insured ({ $count }) gives different rates on different populations: { $rates }{ $plan }.
brief-why-rate-agency = { $pct } on { $count } people (the agency's population, implied)
brief-why-rate-agency-printed = { $pct } on { $count } people (the agency's population)
brief-why-rate-source = { $pct } on { $count } people (the source's population, implied)
brief-why-rate-source-printed = { $pct } on { $count } people (the source's population)
brief-why-rate-statistics = { $pct } on { $count } people (GSO population, { $year })
brief-why-plan = ; the plan appears to rest on about { $count } people{ $fit }; unconfirmed
brief-why-plan-fit = , close to the population of { $year }
brief-why-readings = Whether it is a real fall of { $points } percentage points or a matter of populations is not clear: { $count } people { $on } are { $other } of GSO population{ $estimate }{ $target }.
brief-why-estimate = ; an estimate is among the figures
brief-why-equals = ; the earlier rate equals the target for { $year }
brief-why-counts = { $scheme }: { $before } people ({ $start }) → { $after } ({ $end }); cannot be compared with the country.

# What to do
brief-do-pace = As of { $start }, reaching the target by { $end } would have taken, each week, { $paces }.
brief-do-places = Ask for the figures of the { $count } districts that the source puts below { $limit } of plan without naming them: { $names }.
brief-do-missing = Obtain { $figure } to { $settles }.
brief-figure-of = { $figure }, { $what },
brief-do-target = Obtain the coverage target of { $province } for { $year }: it is not in our data.
brief-ask = To verify: { $what }.
brief-ask-attainment = { $printed } of plan was published, but a rate of { $rate } against the target of { $target } is { $implied }
brief-ask-two_populations = { $date } two published rates ({ $first } and { $second }) imply two different bases, about { $printed } and about { $implied } people
brief-ask-two_prints = { $scheme } { $date }: two sources give { $printed } and { $implied }
brief-ask-ratio = { $scheme } { $date } was published as { $printed } of the number on { $base }, while the published numbers give { $implied }
brief-ask-change = { $scheme } { $date }: a change of { $printed } people was published, while the published numbers give { $implied }
brief-ask-other = { $scheme }, { $date }, { $area }: { $printed } was published, the figures beside it give { $implied } ({ $check })

# Nothing known
brief-source-decision = { $decision } (as given by { $publisher })
brief-absent = Not in our data: { $subjects }.
brief-doubtful = Only figures of low reliability on: { $subjects }.
brief-absent-levels = dated coverage rates
brief-absent-changes = rises and falls
brief-absent-populations = rates on each population
brief-absent-targets = targets and plans
brief-absent-districts = districts and communes
brief-absent-groups = groups of people
brief-absent-schemes = social and unemployment insurance
