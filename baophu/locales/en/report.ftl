# Words of the province report. Every message has the same name and the same variables in the Vietnamese catalogue.

report-title = { $province }: health and social insurance coverage, { $first }–{ $last }
report-description = Published figures on health and social insurance in { $province }, each leading to its source; newest figure of { $date }.
report-description-empty = Published figures on health and social insurance in { $province }: the ledger holds none yet.
kicker = Insurance coverage report · { $region }
geography-unchanged = Geography of 63 provinces; { $province } is unchanged since 1 July 2025.
geography-merged = Geography of 63 provinces, until 30 June 2025; since 1 July 2025 { $province } is part of { $unit }.
geography-same-name = Geography of 63 provinces, until 30 June 2025; since 1 July 2025 { $province } is merged with other units under the same name.
meta-as-of = Newest figure
meta-figures = Figures in the ledger
meta-figures-value = { $n ->
    [one] one figure
   *[other] { $count } figures
 }, { $m ->
    [one] one source
   *[other] { $sources } sources
 }
meta-version = Data version
meta-local = Own figures
meta-local-value = { $count } figures from the office's own tables, published nowhere
local-figure = the office's own, not published
meta-geography = Scope
none = none yet

label-contents = Contents
label-page = Page
label-skip = Skip to content
label-code = Code
label-failed = Could not be built
label-language = English

section-trajectory = Health insurance coverage over time
section-falls = Falls
section-targets = Distance to the targets
section-schemes = Social and unemployment insurance
section-audit = Arithmetic of the printed figures
section-missing = What is missing
section-decisions = Choices between figures
section-sources = Source of every figure
section-method = Method

finding-both = { $by }, { $insured } people in { $province } had health insurance: { $announced } of the population as announced, { $gso } of the statistics office's population. About { $uninsured_announced } people were uninsured on the publisher's population, about { $uninsured_gso } on the statistics office's.
finding-both-rate = { $by }, health insurance in { $province } covered { $announced } of the population as announced, { $gso } of the statistics office's population ({ $insured } insured, about { $uninsured_gso } uninsured).
finding-announced = The newest published level for { $province } is { $announced } of the population with health insurance ({ $on }). It was printed without a number of people, so it cannot be put on the statistics office's population, and how many are uninsured cannot be said.
finding-gso = { $by }, { $insured } people in { $province } had health insurance, { $gso } of the statistics office's population; about { $uninsured_gso } were uninsured. The publisher printed no rate.
finding-over = { $by }, { $insured } people in { $province } had health insurance, more than the statistics office's population ({ $population }; { $gso }): the two count residents differently, so the uninsured cannot be reckoned on this scale.
finding-over-rate = { $by }, { $insured } people in { $province } had health insurance: { $announced } of the population as announced, yet more than the statistics office's population ({ $population }; { $gso }). The two count residents differently, so the uninsured cannot be reckoned on the statistical scale.
finding-none = The ledger holds no dated figure on health insurance coverage of all { $province } for { $first }–{ $last }.
finding-last-count = The newest printed number of people is { $insured } ({ $on }), { $gso } of the statistics office's population.
finding-little = The ledger holds only { $n ->
    [one] one figure
   *[other] { $count } figures
 } on { $province } so far, areas in it included.
finding-no-later-level = The ledger holds no later level of the whole province up to the end of { $last }.
finding-later-change = Later figures are changes without a level: { $changes }.
finding-change-item = { $scheme } fell by { $count } people from { $start } to { $end }

card-announced = of the population had health insurance, as announced
card-gso = of the population had health insurance, on the statistics office's population
card-uninsured = people without health insurance
card-uninsured-note = on the publisher's population and on the statistics office's { $population }
card-uninsured-note-gso = on the statistics office's population of { $population }
card-gap = short of the target of { $target } for { $year }
card-gap-met = of the population, at or above the target of { $target } for { $year }
card-target = target for { $year }
card-target-note = the ledger holds no level of that year
card-gap-value = { $points } points
card-figures = published figures in the ledger
card-figures-note = { $first } to { $last }
card-estimate-note = { $on }, printed as an estimate
card-population-note = { $on }, of { $population } people
on-day = on { $date }
on-month = in { $date }
on-year = in { $date }
by-day = On { $date }
by-month = In { $date }
by-year = In { $date }

scale-announced = as announced
scale-gso = on GSO population
scale-national = Viet Nam, 31 December
scale-national-other = Viet Nam, other days
scale-estimate-announced = estimate for 31 December, 80% interval, announced scale
scale-estimate-gso = estimate for 31 December, 80% interval, GSO scale
estimate-last = Estimate { $on }, { $scale }: { $pct }, 80% interval { $low } to { $high }. This is not a published figure; how it is made and how far off it was when tried stands in the project's docs/backtest.md.
estimate-band = For the level { $on } only a band can be given, { $scale }, from the country and the provinces of the region: { $low } to { $high } (80% interval). This is not a published figure.
estimate-declined-published = A level { $on } is published, so none is estimated.
estimate-declined-outside_years = The level { $on } lies outside the years that can be estimated.
estimate-declined-no_peer = No estimate { $on }: { $province } has no figure of its own and no province of its region has one.
estimate-declined-no_national = No estimate { $on }: the national figures are missing.
estimate-declined-decision_861 = No estimate { $on }: all figures are from before 1 July 2021, when Decision 861 ended the free cards of many people in this area.
season-push = { $year } { $points } (± { $sd })
scale-target = year-end target
scale-change = only a change is known

chart-trajectory-title = { $province }: { $announced } as announced, { $gso } on GSO population ({ $date })
chart-trajectory-title-one = { $province }: { $pct } { $scale } ({ $date })
chart-trajectory-title-none = { $province }: no coverage level in the ledger yet
chart-trajectory-subtitle = Percent of population with health insurance, { $first }–{ $last }, each point on the day its figure speaks of
chart-trajectory-caption = Every point leads to its source entry. A vertical bar between two points of one day is the gap between denominators. The national line joins 31 December with 31 December alone; gaps stay gaps. Pale bars are estimated intervals, not published figures.
chart-trajectory-alt = Dated points, { $first }–{ $last }. { $points }. Viet Nam on 31 December: { $national }.
chart-trajectory-alt-none = A time axis of { $first }–{ $last } without a point for { $province }. Viet Nam on 31 December: { $national }.
chart-point = { $date }: { $pct } { $scale }
chart-point-tip = { $area }, { $date }: { $pct } { $scale }. { $printed }; { $publisher }
chart-year-pct = { $year } { $pct }
trajectory-reading-count = { $first }–{ $last } holds { $n ->
    [one] one dated level
   *[other] { $count } dated levels
 } of the whole province, in { $years }.
trajectory-reading-band = The same people on two denominators give two rates: { $on } they differ by { $points } percentage points, or { $people } uninsured people.
trajectory-reading-national = In some years national coverage rises sharply before 31 December (for example { $trough } on { $trough_date }, { $peak } on { $peak_date }), so only like days are compared.
trajectory-missing-years = No dated level of the whole province for: { $years }.


targets-none = The ledger holds no health insurance target of { $province } up to { $last }.
targets-caption = Targets of health insurance coverage (percent of population) and the announced level nearest the year's end
targets-col-year = Year
targets-col-target = Target
targets-col-level = Announced level
targets-col-gap = Short by
targets-col-people = People
targets-col-source = Set by
targets-note = People are reckoned on the publisher's own population. Percent of population and percent of a plan are different measures and are never added or mixed.
targets-level = { $pct } ({ $date })
targets-no-level = no level
targets-met = at or above
targets-printed = printed in the source
gap-points = { $points } points
bound-at_least = over { $value }
bound-at_most = under { $value }
bound-about = about { $value }
bound-exact = { $value }
plans-caption = Percent of plan as printed, by area
plans-col-area = Area
plans-col-scheme = Scheme
plans-col-pct = Reached
plans-col-owner = Plan of
plans-col-date = Day
whole-province = all { $province }

schemes-none = The ledger holds no figure on social or unemployment insurance in { $province }.
schemes-caption = Printed figures on social and unemployment insurance
schemes-col-date = Day
schemes-col-area = Area
schemes-col-scheme = Scheme
schemes-col-kind = Kind
schemes-col-printed = As printed

audit-none = No figures stand together that could be recomputed.
audit-intro = Each line recomputes one figure from others of the same source or area, within their rounding.
audit-caption = As printed and recomputed
audit-col-what = Check
audit-col-area = Area, day
audit-col-printed = Printed
audit-col-implied = Recomputed
audit-col-verdict = Verdict
audit-implied_population = Population implied by a count and a rate
audit-implied_base = Implied base (labour force, group, employers)
audit-implied_part = Number behind a share
audit-two_populations = Populations implied by two prints
audit-two_rates = One count, two rates
audit-complement = Insured and uninsured
audit-share = Share of the insured
audit-plan_population = Population behind a plan
audit-attainment = Percent of plan, from the rate and the target
audit-attainment_count = Percent of plan, from persons
audit-attainment_gap = Percent of plan, from the shortfall
audit-implied_plan = Implied plan
audit-implied_plan_gap = Plan implied by the shortfall
audit-implied_reached = Implied number reached
audit-plan_sum = Reached plus missing
audit-target_sum = Rate plus points missing
audit-two_plans = Two plans for one scheme
audit-ratio = Ratio to an earlier day
audit-change = Change in persons
audit-change_points = Change in percentage points
audit-growth = Change in percent
audit-implied_level = Implied earlier level
audit-two_levels = Earlier level implied in two ways
audit-total = Total of schemes
audit-implied_rest = Implied remaining part
audit-two_prints = Two prints of one figure
audit-consistent = Agrees
audit-contradictory = Does not agree
audit-not_decidable = Nothing printed to compare with
audit-not-printed = not printed
audit-range = { $value } ({ $low } to { $high })
audit-contradiction = { $area }, { $date }, { $scheme }: { $check }. Printed { $printed }; the figures printed with it give { $implied } ({ $low } to { $high }).
audit-otherwise = { $value } if read as growth
audit-contradiction-attainment = { $area }, { $date }: the source prints { $printed } of plan, while { $rate } of the population against a target of { $target } is { $implied }. The three cannot all hold on one denominator.
audit-contradiction-ratio = { $area }, { $date }: { $scheme } is printed as { $printed } of the level on { $base }, while the printed counts give { $implied }.

missing-intro = These figures, if found, would settle most.
missing-levels = A dated level of the whole province for the { $count } years without one: { $years }.
missing-nothing = Nothing is missing that the methods here need.

sources-intro = Each entry is one printed figure. The ledger keeps figures and where they stand, never sentences. Figures are quoted as printed: in Vietnamese sources a dot separates thousands and a comma decimals; “lần” means times.
sources-caption = Figures of { $province } and the areas in it
sources-national-caption = National figures used in this report
sources-col-printed = As printed
sources-col-what = What it is
sources-col-source = Source
source-since = since { $date }
source-undated = undated
source-published = { $publisher }, { $date }
source-no-date = { $publisher }, day of publication not printed
locator-para = paragraph { $n }
locator-table = table { $n }
locator-sheet = sheet { $n }
locator-title = in the title
locator-unrecorded = place in the text not recorded
evidence-only = evidence only, not drawn
decisions-intro = Where sources print one quantity differently, the ledger keeps both and says which is used and why.
decisions-none = No figure of this report had to be chosen between prints.
decisions-caption = What was done where figures are printed differently
decisions-col-figure = Figure
decisions-col-what = What it is
decisions-col-action = Choice
decisions-col-reason = Reason
decision-prefer = chosen: { $reason }
decision-set_aside = not used: { $reason }
decision-comment = remark: { $reason }

method-text = Every figure stays on the day it speaks of. Two scales are kept apart: the rate as announced (on the population its publisher used) and the printed count over the statistics office's average population of the year, in the series revised after the 2019 census where there is one. No line crosses a gap and none mixes two denominators. Falls are set against the country between the same days; where evidence is short, the report says so.
stamp-text = Data { $data } · baophu { $version } · parameters: province = { $province }, language = { $language }

section-confidence = How far it can be trusted
grade-none = No grade: { $reason }
grade-level = The newest level ({ $on }) has the grade { $grade }, from A (firmest) to E. Grades are judged on the uninsured, so that they still tell levels apart where coverage is high.
card-grade = grade of the newest level, from A to E
axis-reported = How it is printed
axis-denominator = Denominator
axis-timing = Timing
axis-agreement = Agreement
confidence-no_level = No dated level.
confidence-count_and_rate = Count and rate are both printed.
confidence-rate_only = Only a rate.
confidence-count_only = Only a count.
confidence-estimate = An estimate or provisional.
confidence-other_definition = Another definition.
confidence-bound_only = Only "more than", "under" or "about".
confidence-year_precision = Dated by its year alone.
confidence-scales_agree = Both populations give about as many uninsured.
confidence-scales_apart = One population gives { $ratio } times as many uninsured as the other.
confidence-scales_far_apart = The populations put the uninsured a factor of two or more apart ({ $ratio } times).
confidence-more_insured_than_people = More insured than people on at least one population.
confidence-one_scale_only = Only one population; nothing to compare with.
confidence-recent = Recent at the end of { $last }.
confidence-aging = More than a year and a half old at the end of { $last }.
confidence-old = More than three years old at the end of { $last }.
confidence-december = A December level; a figure dated by its year alone is placed at 31 December by convention.
confidence-other_time_of_year = Not a December level; hard to set against year-end targets.
confidence-contradiction = Contradicts other printed figures.
confidence-other_print_differs = Another source prints another figure for the day.
confidence-agrees = Agrees with other prints.
confidence-unchecked = Nothing to check it against.
evidence-count_for_rate = The number of people behind the rate ({ $on })
evidence-publisher_population = The population that the publisher used ({ $on })
evidence-rate_for_count = The rate that goes with the number of people ({ $on })
evidence-level_at_last_year_end = A level { $on }
evidence-level_before_fall = The number insured just before the fall ({ $on })
evidence-level_after_fall = The number insured after the fall ({ $on })
evidence-level_at_target_year_end = A level at the end of the target year ({ $on })
evidence-count_a_year_before = The number of people a year before ({ $on })
evidence-count_for_plan = The number of people behind the percent of plan ({ $on })
evidence-plan_in_persons = The plan in persons ({ $on })
evidence-national_level = The country's level ({ $on })
settles-level = gives a first level
settles-uninsured = narrows the band of the uninsured
settles-grade = raises the grade
settles-fall = decides a fall
settles-target = tells whether a target was reached
settles-people = puts the gap in people
settles-pace = lets the pace be compared
settles-arithmetic = checks a sum
missing-item = { $scheme }: { $figure }. It { $settles }.
missing-item-maybe = { $scheme }: { $figure }. Depending on its value, it { $settles }.
pace-verdict-met = Reached.
pace-verdict-within_best_seen = No more than the fastest average growth between two printed counts of { $province }: { $best } people a week.
pace-verdict-beyond_best_seen = More than the fastest average growth between two printed counts of { $province }: { $best } people a week.
pace-verdict-declined = It cannot be compared with an earlier pace.
pace-open = Target of { $target } for { $year } ({ $owner }): about { $missing } people short { $on }; to close that by the end of the year takes about { $needed } more a week.
pace-plan = the plan
pace-note = A pace is worked out only where people are printed; it is set against the fastest average growth between two counts at least 28 days apart, within which shorter spells may have been faster.
social-labour_force_redefined = { $scheme }: { $before } ({ $start }) and { $after } ({ $end }) cannot be compared, because the labour force they are reckoned on changed in October 2022.
social-labour_force_perhaps_redefined = { $scheme }: better not compare { $before } ({ $start }) with { $after } ({ $end }); the labour force may have been changed.
social-other_unit = { $scheme }: { $before } ({ $start }) and { $after } ({ $end }) are of different things.
social-sources_differ = { $on }: sources give different counts ({ $values }).
social-parts_differ = { $on }: compulsory and voluntary do not add up to the total ({ $values }).
social-one_count_two_schemes = { $on }: one number is called both the total and compulsory ({ $values }).
pace-people = { $count } people
pace-implied = about { $count } people, implied by the percent of plan,
card-gap-estimate = of the population, an estimate, level with or above the target of { $target } for { $year }
card-not-year-end = { $on }, not a year-end figure
cards-not-people = cards, not people
audit-undecided = Cannot be decided
population-implied = { $count } (implied)
