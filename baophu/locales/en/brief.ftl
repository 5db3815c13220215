# Words of page one. Every message has the same name and the same variables in the Vietnamese catalogue.

brief-why = Why
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
brief-short = Target of { $target } for { $year } not reached: { $level } { $on }, { $points } points short{ $people }{ $places }.
brief-short-people = : { $people }
brief-short-places = ; { $count } of { $all } districts below { $limit } of plan
brief-people-publisher = { $count } people on the publisher's population
brief-people-plan = { $count } people by the plan
brief-people-statistics = { $count } people on the statistics office's
brief-people-met-publisher = none on the publisher's population
brief-people-met-plan = none by the plan
brief-people-met-statistics = none on the statistics office's population
brief-on-publisher = on the publisher's population
brief-on-plan = by the plan
brief-on-statistics = on the statistics office's population
brief-reached = Target of { $target } for { $year } reached: { $on } { $level }.
brief-cannot_say = Whether the target of { $target } for { $year } was reached cannot be said: { $on } the source gives only { $level }.
brief-cannot_say-count_only = Whether the target of { $target } for { $year } was reached cannot be said: { $on } only people were published, { $level } of the statistics office's population.
brief-no_level = No level of { $year } has been published to compare with the target of { $target }; the newest{ $age } is { $level } ({ $when }).
brief-no_level-none = { $province } has no published level for { $first }–{ $last }, so nothing to compare with the target of { $target } for { $year }.
brief-no_level-nothing = { $province } has no published level and no target for { $first }–{ $last }.
brief-no_target = { $by } { $level }; there is no target for { $year } to compare with{ $older }.
brief-no_target-old = The newest level{ $age } is { $level } ({ $when }); there is no target to compare with{ $older }.
brief-no_target-since = No level has been published since; the newest{ $age } is { $level } ({ $when }); there is no target to compare with{ $older }.
brief-no_target-bare = There is no target for { $year } to compare with{ $older }.
brief-open = whether that is a real fall cannot be concluded
brief-age-of = , { $years } years old,
brief-older-target = {" "}(latest: { $target } for { $year })
brief-level-announced = { $announced } of the population was insured, as announced
brief-level-gso = the insured were { $gso } of the statistics office's population
brief-level-both = { $announced } of the population was insured as announced, { $gso } on the statistics office's
brief-fall-gross = { $on } { $lost }
brief-fall-share = {" "}({ $pct } of the statistics office's population)
brief-fall-net = From { $start } to { $end } { $people }
brief-fall-rates = { $before } of the population was published for { $start }, then { $after } for { $end }: { $verdict }
brief-lost-free = { $count } people lost free cards under Decision 861
brief-lost-free_353 = { $count } people lost free cards under Decisions 861 and 353
brief-lost-other = { $count } people lost cards ({ $group })
brief-lost-not_renewed = { $count } people had cards that ran out and were not renewed
brief-fell = { $scheme } fell by { $count } people
brief-fell-points = { $scheme } fell by { $count } people ({ $points } points{ $beyond })
brief-beyond = , { $beyond } more than the country

# Cards
brief-card-short = { $points } points short
brief-card-short-label = of the target of { $target } for { $year }
brief-card-level-on = { $on }: { $level } of the population, as announced
brief-card-reached-label = of the population: target of { $target } for { $year } reached
brief-card-cannot_say-label = of the population: whether the target of { $target } for { $year } was reached cannot be said
brief-card-target-label = target for { $year }
brief-card-target-note = no level of { $year } published
brief-card-people = { $count } people
brief-card-people-label = missing to the target of { $target }
brief-card-pace = { $count } people a week
brief-card-pace-label = needed from { $start } to { $end }
brief-card-places = { $count } of { $all } districts
brief-card-places-label = below { $limit } of plan
brief-card-places-named = among them { $names }
brief-card-places-unnamed = not named by the source; the others are { $names }
brief-card-change-label = { $scheme }, { $period }
brief-card-fell = down { $count } people
brief-card-rose = up { $count } people
brief-card-lost-free = lost free cards under Decision 861 (gross)
brief-card-lost-free_353 = lost free cards under Decisions 861 and 353 (gross)
brief-card-lost-other = lost cards: { $group } (gross)
brief-card-lost-not_renewed = had cards that ran out and were not renewed (gross)
brief-card-lost-note = { $on }; { $pct } of the statistics office's population
brief-card-points-note = { $points } points of the population{ $beyond }
brief-card-level-label-announced = of the population insured, as announced
brief-card-level-label-gso = of the statistics office's population insured
brief-card-level-note = { $on }{ $other }
brief-card-old-note = { $on }, { $years } years old{ $other }
brief-card-other-gso = ; { $gso } on the statistics office's population
brief-card-plan = { $count } people short
brief-card-plan-label = { $scheme } by { $on }, against the plan for { $year } ({ $owner })
brief-card-plan-met = plan reached: { $owner }
brief-card-plan-other = { $count } people short of another plan ({ $owner })
brief-card-country = the country over the same time: { $change } in people
brief-card-uninsured-label = people without health insurance, { $on }

# Why
brief-why-age = The newest level was { $years } years old at the end of { $last } and does not tell how things stood then.
brief-why-cause = { $fall }: the source names { $causes } (not verified).
brief-why-most = mostly { $who }
brief-why-country_change = Over the same time the country changed by { $national } points, { $province } by { $points } points of the population: { $verdict }.
brief-why-country_change-beyond = Over the same time the country changed by { $national } points, { $province } by { $points } points of the population; on every choice of population { $province } fell { $beyond } points more.
brief-why-country = The country { $on }: { $level } of the population.
brief-why-policy = From { $day }: { $label } ({ $instrument }).
brief-why-population = { $count } insured give one rate for each population: { $rates }{ $plan }.
brief-why-rate = { $pct } of { $count } people ({ $base })
brief-why-plan = ; the plan implies { $low }–{ $high } people{ $fit }
brief-why-plan-fit = , among them the statistical population of { $year } ({ $count })
brief-why-readings = Two readings stand: a real fall of { $points } points, or an earlier level on a smaller population ({ $other } on the statistics office's){ $estimate }{ $target }.
brief-why-estimate = ; an estimate is among them
brief-why-equals = ; the earlier level equals the target for { $year }

# What to do
brief-do-pace = Every week until { $end } it takes { $paces } more.
brief-do-places = Ask for the figures of the { $count } districts that the source puts below { $limit } of plan without naming them: { $names }.
brief-do-missing = Find: { $figure } ({ $scheme }); it would { $settles }.
brief-do-target = Find the coverage target of { $province } for { $year }: the ledger has none.
brief-do-contradiction-two = Ask the source ({ $area }, { $date }, { $scheme }, { $check }): its figures imply { $printed } and { $implied }.
brief-do-contradiction-plan = Ask the source: it published { $printed } of plan, but { $rate } of the population against the target of { $target } is { $implied }.
brief-do-contradiction = Ask the source ({ $area }, { $date }, { $scheme }, { $check }): it published { $printed }, its own figures give { $implied }.

# Nothing known
brief-source-decision = { $decision } (as given by { $publisher })
brief-absent = No figures on: { $subjects }.
brief-absent-levels = dated levels of coverage
brief-absent-changes = rises and falls
brief-absent-populations = rates on each population
brief-absent-targets = targets and plans
brief-absent-districts = districts and communes
brief-absent-groups = groups of people
brief-absent-schemes = social and unemployment insurance
