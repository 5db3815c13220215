# Words of the charts of targets, districts, schemes and audit, and of the section on social insurance.

plan-owner-unstated = the source does not say whose
chart-tip = { $area }: { $said }. In the source: { $printed }; { $publisher }
chart-estimated = { $value } (estimate)

# Targets

# Areas inside the province

# Schemes of social insurance
chart-rate-of = { $pct } of { $unit }
chart-gso-share = { $pct } of the statistics office's labour force of { $year }

# Audit

# Section on social insurance
social-now-both = { $by }, { $people } people, published as { $rate }; the two figures put the base at about { $implied } people.
social-now-count = { $by }, { $people } people; the source gives no rate.
social-now-rate = { $by }, { $rate }; the source gives no number of people.
social-share = On the statistics office's labour force of { $year } ({ $people } people) that is { $pct }.
social-no_count = Without a number of people there is no percentage on the statistics office's labour force.
social-no_labour_force_of_year = The ledger has no labour force of { $year } by the statistics office, so the percentage on that base is not available.
social-base-changed = From { $date } on, sources divide by another labour force. Rates published before and after cannot be compared, though numbers of people can; nothing joins them here.
social-reached = { $value } reached
social-total = all people in social insurance (compulsory and voluntary)
social-unknown = The ledger holds no dated, usable number or rate of all { $province } for: { $schemes }.
labour-caption = People and percent of the labour force: as published, and on the statistics office's labour force
labour-col-scheme = Scheme
labour-col-date = Day
labour-col-people = People
labour-col-printed = Published rate
labour-col-implied = The source's base
labour-base-printed = { $count } (published)
labour-base-implied = about { $count } (implied)
labour-no-base = not published
labour-col-gso = On the GSO labour force
labour-not-printed = not published
labour-share = { $pct } of { $people }
labour-starred = { $text } *
labour-no_count = no number of people
labour-no_labour_force_of_year = no labour force of { $year }
labour-note-copy = * This labour force comes from a copy of the statistics office's figures, of lower standing than the original; it serves only for years that the original does not have.
districts-rest = the other areas: { $areas }
districts-unnamed = { $count } areas not named
group-flow = { $value } joined during the drive
group-loss = { $value } lost a card or its support (gross)
group-not_renewed = { $value } whose card ran out and was not renewed (gross)
chart-too-few = Too little for a chart: fewer than three figures that compare.

chart-gap-reached = reached or passed
chart-gap-cannot_say = reached or not is unclear
chart-gap-no_level = no level to compare with
chart-gap-short = { $points } short
chart-plan-pct = { $pct } ({ $date })
chart-plan-met = reached or passed
chart-plan-missing = about { $people } people short
chart-plan-dated = { $said } ({ $date })
targets-row = { $year }, target { $target }
plans-row = { $scheme }, plan { $year }
chart-targets-panel-population = Health insurance, % of the publisher's population
chart-targets-panel-plan = % of plans in persons
chart-targets-missing = { $people } short
chart-targets-title = { $province }: { $finding }
chart-targets-title-row = against the { $year } target, { $gap }
chart-targets-alt = Targets of { $province }: { $rows }.
chart-targets-caption = Blue bars are the last published levels of their years (pale: estimates of the source, not enough to call a target reached), the green stroke is the target or 100% of the plan, what is missing is red; the axis does not begin at 0. Levels and people are on the publisher's population; a percentage of a plan is not one of the population, and comes from the count where that is newer than the published percentage.{ $open ->
    [none] {""}
   *[other] {" "}No level to compare with: { $open }.
 } Source: { $sources }.
chart-districts-title = { $province }, { $date }: { $kind ->
    [unnamed] { $count } of { $all } areas, not named by the source, at { $low } ({ $what })
   *[named] { $last } lowest at { $low } ({ $what })
 }; highest { $best }
chart-districts-alt = Areas of { $province }, { $what }, { $date }: { $rows }.
chart-districts-caption = A dot for each area; an arrow says “over” or “under”; the axis does not begin at 0.{ $owner ->
    [none] {""}
   *[other] {" "}Percent of the plan (set by: { $owner }), not of the population.
 }{ $remarks ->
    [none] {""}
   *[other] {" "}{ $remarks }.
 } Source: { $sources }.
# Coverage over time
levels-axis = % of population insured (axis from { $start })
levels-axis-zero = % of population insured
levels-estimate = estimate, 31 Dec
levels-scale-announced = announced
levels-scale-gso = GSO population
levels-estimated = estimate of the source, { $date }
levels-target = target { $target }
levels-country = Viet Nam { $pct } ({ $date })
levels-derived = { $pct } (derived)
levels-loss-share = { $pct } of GSO population lost free cover
levels-newest = { $pct } ({ $date })
levels-loss = { $count } people lost free cover
levels-not_renewed = { $count } people did not renew
levels-title-short-within = { $on } coverage was { $points } percentage points below the target for the end of { $year }
levels-title-reached-within = { $on } coverage was { $level }, not below the target for the end of { $year } ({ $target })
levels-title-unlike = { $before } ({ $start }) and { $level } ({ $date }) were published: the two do not compare
levels-title-short = { $by } the { $year } target was not reached: { $points } percentage points short
levels-title-reached = { $by } the { $year } target of { $target } was reached: { $level }
levels-title-cannot_say = Newest rate ({ $date }): whether the { $year } target was met is unknown
levels-title-loss = { $on }, { $loss }; newest rate since: { $level } ({ $date })
levels-title-loss-since = { $on }, { $loss }; no coverage rate since is in our data
levels-title-fell = Coverage down from { $before } ({ $start }) to { $level } ({ $date })
levels-title-rose = Coverage up from { $before } ({ $start }) to { $level } ({ $date })
levels-title-unclear = { $before } ({ $start }), then { $level } ({ $date }): whether it rose or fell cannot be said
levels-title-above = { $level } ({ $date }): { $points } points above Viet Nam
levels-title-below = { $level } ({ $date }): { $points } points below Viet Nam
levels-title-equal = { $level } ({ $date }): the same as Viet Nam
levels-title-one = Only one coverage rate is in our data: { $level } ({ $date })
levels-title-none = No health insurance rate is in our data
levels-alt = Dated levels, { $first }–{ $last }, { $province }.
levels-alt-target = Target for { $year }: { $target }.
levels-alt-country = Viet Nam on 31 December: { $levels }.
levels-caption = Every point leads to its source. Grey line: the announced level of Viet Nam on 31 December, broken where a year is missing or the definition changed.
levels-caption-scales = Two scales: divided by the publisher's population, and by the statistics office's.
levels-caption-estimates = Pale bars: estimated 80% intervals, not published figures; tried on published levels, about eight in ten lay within.
levels-caption-derived = Hollow points: levels that follow from a published change.
levels-caption-net = Red band: a time for which only the fall was published, no level.
levels-caption-gross = Red line: a day with a published number of people who lost a card; those insured again are not taken off.
levels-caption-event = { $date }: { $event }.
levels-sentence-both = { $by }, { $announced } of the population of { $province } had health insurance as announced and { $gso } on the statistics office's population ({ $publisher }): the two rates divide by different populations. { $caveat }
levels-sentence-announced = { $by }, { $announced } of the population of { $province } had health insurance as announced ({ $publisher }); the rate was published without a number of people, so it cannot be put on the statistics office's population. { $caveat }
levels-sentence-gso = { $by }, people with health insurance in { $province } came to { $gso } of the statistics office's population ({ $publisher }); the publisher gave no rate. { $caveat }
levels-sentence-none = The baophu ledger holds no dated health insurance level of all { $province } for { $first }–{ $last }; that does not mean none was ever published.
levels-caveat-end = It is a year-end figure, when coverage tends to be highest.
levels-caveat-other = It is not a figure of 31 December, so it cannot be held directly against a year-end target.
levels-caveat-estimate = The source calls it an estimate.
levels-caveat-cards = The source counted cards rather than people.
levels-caveat-year = The source gives only the year; by convention the figure is placed at 31 December.

chart-schemes-heading = { $scheme }, people
chart-schemes-fell = { $row }: down
chart-schemes-title = { $province }: { $finding }
chart-schemes-alt = Social and unemployment insurance of { $province } over time: { $points }.
chart-schemes-caption = Each scheme has a scale of its own from 0; hollow marks are estimated, provisional or contradicted figures; a red band is a fall without a level. People are those who take part on that day. Points are few, so no line joins them. Source: { $sources }.
chart-audit-panel = Published less recomputed, { $measure }
chart-audit-where = { $area }, { $scheme }
chart-audit-title = { $province }: { $n ->
    [one] one check does
   *[other] { $count } checks do
 } not agree; widest apart { $size } ({ $what })
chart-audit-alt = Published against recomputed figures of { $province }: { $rows }.
chart-audit-caption = The white dot at 0 is what other figures imply, the red one was published, the pale bar is what rounding leaves open. That they do not agree does not say which is wrong. Source: { $sources }.
groups-note = People move between groups, so the figures of groups are not added up; their days differ.
