# Words of the index, the national report, the audit of the ledger and the data page.

page-sources-caption = Figures used in this report
page-sources-col-printed = As printed
page-sources-col-what = What it is
page-sources-col-date = Day of the figure
page-sources-col-source = Source
page-stamp = Data { $data } · baophu { $version } · parameters: language = { $language }
site-geography = 63 provinces (until 30 June 2025)

national-title = Viet Nam and its 63 provinces: health insurance coverage, { $first }–{ $last }
national-kicker = Insurance coverage report · Viet Nam
national-description = National health insurance coverage by day, the push before each year's end, the newest level and the falls of every province; each figure leads to its source.
national-meta-provinces = Provinces with figures
national-meta-provinces-value = { $known } of { $all }
national-finding = { $by }, health insurance covered { $announced } of the country's population as announced.
national-finding-both = { $by }, health insurance covered { $announced } of the country's population as announced, that is { $insured } people; { $uninsured } are not insured. On the statistics office's population the rate is { $gso }.
national-card-levels = provinces with a level not older than three years
national-card-of = of { $all }
national-reading-fall = Between two days close together the largest fall is { $points } points: { $before } { $start }, { $after } { $end }.

pushes-reading = Coverage usually rises before 31 December, the day of the year's target, and is lower in mid-year. So a year's end should be compared with a year's end only.
year-end-push = { $points } (± { $sd })

chart-levels-row = { $area } · { $date }
levels-reading = Each level stands on a day of its own, some more than ten years apart: most of the difference between two provinces is a difference between two days. Compare each point with the country's mark of its day rather than with other provinces.

national-falls-none = The figures in the ledger show no fall in any province. That does not prove there was none.
national-falls-intro = There are { $count } falls in { $provinces } provinces: { $verdicts }.
national-falls-verdict = { $verdict }: { $count }
national-grades-intro = The newest level of { $count } provinces is graded, from A (firmest) to E; { $rest } have no level to grade. The reasons for each grade stand in the province's own report.
national-audit = Of { $checks } checks of the arithmetic of the ledger's figures, { $count } found published figures that do not agree.
national-audit-link = Each of them
national-method = The levels of the country and of each province stay on their days. Two scales are kept apart: rates as announced, and printed counts over the statistics office's population. A province's level is set beside the country's on the same day and scale; between two days at most { $days } days apart the country's is taken on the straight line between them. The push before the year's end is what 31 December stands above the line through the mid-year figures on both sides.

audit-page-title = Arithmetic of the whole ledger: figures that do not agree
audit-page-kicker = Arithmetic · the whole ledger
audit-page-description = Printed figures that do not agree with others of the same source or area, beside the recomputed figure, with their sources.
audit-page-meta-figures = Figures read
audit-page-meta-checks = Checks
audit-page-finding = Of { $checks } checks on { $figures } dated figures, { $count } found printed figures that do not agree on one population and definition, however they were rounded.
audit-page-card-wrong = checks that do not agree
audit-page-card-agrees = checks that agree
audit-page-card-open = nothing printed to compare with, or undecided
audit-page-caption = { $check }
audit-page-col-where = Area, day, scheme
audit-page-col-printed = Published
audit-page-col-implied = Recomputed, from the figures
audit-page-col-apart = Difference
audit-page-col-decided = What was decided
audit-page-where = { $area }, { $date }
audit-page-undecided = Both kept, none chosen.
audit-page-decision = { $printed }: { $decision }
audit-page-none = None was found.
audit-page-aside = These appear only when figures are read that the ledger keeps as evidence and uses in no series, and the targets of decisions. The disagreement itself is often the reason why such a figure is not used.
audit-page-method = Each check recomputes a figure from other printed ones, within the rounding of them all. They are said to disagree only if no rounding lets both hold; "about", "over" and "under" are widened as the words mean. To disagree does not mean that somebody is wrong: two offices may count differently or mean different things by a word. make audit prints the same list.
chart-contradictions-title = { $count } contradictions in { $areas } places: how far the published number (dot) lies from the recomputed one (line at 0)
chart-contradictions-caption = Each dot is the published number less the one that other figures give, and leads to its source. The pale band is what the rounding of all figures leaves open; a contradiction is a band that does not reach 0. The scale of people is by powers of ten.
chart-contradictions-alt = Dots: { $points }.
chart-contradictions-row = { $area } · { $scheme } · { $date }
chart-contradictions-point = { $what }: { $difference }

site-title = Insurance coverage in Viet Nam's 63 provinces
site-kicker = Bao phủ
site-description = Published figures on health and social insurance in the 63 provinces of Viet Nam: a map, a table, and a report on each.
site-lead = Choose a province in the table or on the map to open its report; those with the newest figure stand first. The ledger holds { $figures } figures on provinces, and a dated level of coverage for { $levels } of { $all }; each figure leads to its source, and what is not known stays empty.
site-merged = The geography here is that of 63 provinces. Since 1 July 2025 there are 34; each province's report says of which unit it is now part.
site-other-language = Tiếng Việt
site-nav = Pages
site-nav-index = Provinces
site-nav-national = Viet Nam
site-nav-lapses = Falls
site-nav-audit = Arithmetic
site-nav-data = Data
site-map-title = Tile map
site-map-choose = Map
site-map-under = under { $high }
site-map-between = { $low } to under { $high }
site-map-over = { $low } and more
site-map-unknown = no figure in the ledger (not zero)
site-map-failed = report could not be built
site-map-note = A tile is a province with its islands; the grid is no map of boundaries. The small number is the year of the level. Days differ, so two tiles of one colour need not be equal today. The map of levels colours announced ones alone; they are never mixed with those on the statistics office's population.
tile-level = { $area }: { $pct } { $scale }, { $date }
tile-unknown = { $area }: no level of the whole province
site-map-level = Newest announced level since the end of { $first }
site-map-level-label = Tile map: the newest announced level of each province, not older than three years
site-map-level-scope = Provinces with an announced level not older than three years at the end of { $last }: { $count } of { $all }.
site-map-age = Year of the newest level
site-map-age-label = Tile map: the year of the newest coverage of each province
site-map-age-scope = Provinces with a dated coverage of the whole province up to { $last }: { $count } of { $all }.
site-map-years = { $first }–{ $last }
site-map-older = newest level older than three years
site-map-other-scale = only on the statistics office's population
tile-older = { $area }: the newest level is { $pct } { $scale }, { $date }; older than three years
tile-age = { $area }: the newest level is of { $date }: { $pct } { $scale }
tile-failed = { $area }: the report could not be built
index-title = All provinces
index-search = Find a province
index-search-hint = With or without accents, for example: can tho
index-found = Showing { $count } of { $all }
index-sort = Sort by this column
index-caption = Newest figure, falls and report of each province, the newest first
index-col-province = Province
index-col-newest = Newest figure of
index-col-announced = As announced
index-col-gso = On GSO population
index-col-uninsured = Uninsured people
index-col-fall = Deepest fall
index-col-grade = Grade
index-col-reports = Reports
index-none = none yet
index-no-fall = none seen
index-over = more insured than people
index-fall-end = to { $date }
index-local = { $count } of the office's own
index-grade-note = Grade of the newest level, from A (firmest) to E: by what is printed (day, count, rate), how far its populations put the uninsured apart, its age, and what it can be checked against.
index-uninsured-note = Uninsured people: on the publisher's population and on the statistics office's, where a number of people is printed.
index-fall-note = "None seen" means that the ledger's figures show no fall, not that there was none.
index-language-vi = Vietnamese
index-language-en = English
index-report-html = { $area }, web page, { $language }
index-report-pdf = { $area }, PDF, { $language }
index-report-missing = A province whose name leads nowhere has no report yet: make report PROVINCE=… builds it, make site builds all.
index-report-earlier = * marks a report built from an earlier state of the data or the program.
index-report-failed = could not be built
index-failures = Reports that could not be built
index-failure = { $area } ({ $language }): { $reason }
index-failures-note = These could not be built when last tried; their earlier files were taken away, lest they pass for today's figures.
site-reading-title = How to read these figures
site-stamp = Data { $data } · baophu { $version }

site-data-title = Data to download
site-data-kicker = Bao phủ · Data
site-data-description = The tables of the ledger as CSV, with a description of every column.
site-data-lead = All reports are worked out from the tables below. One row is one published figure with its place in the source; no sentence of a source is kept.
site-data-version = Data version
site-data-licence = Licence
site-data-licence-text = Creative Commons Attribution 4.0 (CC BY 4.0), with the sources named in sources.csv
site-data-cite = How to cite
site-data-cite-text = baophu ledger, version { $version }, CC BY 4.0; and the figure's own source as named in sources.csv.
site-data-descriptor = Machine-readable description (Data Package v2)
site-data-tables = Tables
site-data-table-caption = Tables of the ledger
site-data-col-table = Table
site-data-col-holds = One row is
site-data-col-rows = Rows
site-data-col-file = File
site-data-columns = Columns of each table
site-data-columns-note = Column names and their meaning, as in datapackage.json.
site-data-columns-of = Columns of { $table }
site-data-files = { $count } files, one for each area
site-data-own = An office's own tables (data/local) are never part of the download.
site-data-all = Download all
site-data-zip = all tables as CSV, with their description
site-data-workbook = all tables in one Excel file, a sheet each
site-data-reading = How to read this
site-data-read-day = Each figure has its day (as_of) and how finely that day is known (as_of_precision: day, month, year). Compare days of the same time of year only: year-ends usually stand above mid-year.
site-data-read-scales = A rate of coverage always divides by some population. The rate as announced and the rate on the statistics office's population are two scales: neither mix nor subtract them.
site-data-read-bounds = The column bound keeps the source's "over", "under" and "about": at_least, at_most, about. To drop it is to change the figure.
site-data-read-blank = A blank cell means that the ledger has no figure, not zero. Figures with obs_status U are kept as evidence only; what was decided where sources differ stands in the table decisions.
site-data-read-area = The geography is that of 63 provinces before 1 July 2025; a figure of a city inside a province is not one of the province.
site-data-read-later = { $n ->
    [one] One figure after { $last } stands in the tables but on no chart.
   *[other] { $count } figures after { $last } stand in the tables but on no chart; only the country's mid-year figures of the next year are used, for the rise before the end of { $last }.
 }
site-data-holds-claims = a published figure
site-data-holds-sources = a source
site-data-holds-areas = an area on the geography of 63 provinces
site-data-holds-area-aliases = another name of an area
site-data-holds-population = the population of an area in a year, of one series
site-data-holds-labour-force = the labour force aged 15 and over of an area in a year
site-data-holds-poor-households = poor or near-poor households of an area and a day
site-data-holds-targets = a target set by a decision or resolution
site-data-holds-events = a policy event that may move coverage
site-data-holds-decisions = what was decided where sources differ
site-data-holds-causes = what a source names as the cause of its figure
site-data-holds-codes = a code used in the tables and the words shown for it
index-too-few = too few figures

# Charts of the national page and of the page of falls
falls-panel-gross = Gross: people who lost a card (points)
falls-panel-gso = Net, on the statistics office's population
falls-panel-announced = Net, rates as announced (points)
falls-panel-counted = Net, in people
falls-title = { $count } falls in { $provinces } provinces; { $gross } are numbers of people who lost a card or did not renew it, given by the source
falls-alt = Horizontal bars: { $count } falls in { $provinces } provinces, { $gross } of them gross. Each stands in the table.
falls-caption = Hatched bars are gross: people who lost a card, without taking off those insured again, so they do not compare with full bars, which are net. Each bar leads to its source. People have a scale of their own.
year-ends-legend-end = 31 December, as announced
year-ends-legend-other = other days, as announced
year-ends-legend-near = two days close together
year-ends-legend-line = from one 31 December to the next
year-ends-title = The country rose from { $before } (31 December { $start }) to { $after } (31 December { $end }){ $kind ->
    [season] {"; "}within the year it lay below the line between two year-ends in { $below } of { $all } years that can be seen
   *[plain] {""}
 }
year-ends-alt = Dots over time, the country's coverage as announced. { $points }.
year-ends-caption = In brackets: by how many points the lowest level of a year lies below the line between its year-ends. A solid line joins days at most { $days } days apart and of one definition; from April 2022 on the sources use another, so nothing joins them to earlier figures. Every point leads to its source.
year-ends-sentence = Viet Nam's health insurance coverage as announced rose from { $before } (31 December { $start }) to { $after } (31 December { $end }){ $kind ->
    [season] {"; "}in { $below } of { $all } years with enough figures mid-year lay below the line between two year-ends, by up to { $most } points ({ $date }), so only days of the same time of year should be compared
   *[plain] {""}
 }.
pushes-title = { $n ->
    [0] In no year does the rise before 31 December exceed twice its error
   *[other] The rise before 31 December is clear in { $n } of { $all } years that can be measured ({ $years }): { $least } to { $most } points
 }
pushes-alt = Bars by year, points (± one standard deviation): { $pushes }. Not measurable: { $unknown }.
pushes-caption = Points by which 31 December lies above the line through the mid-year figures on both sides; the upright line is ± one standard deviation. Dashed bar: lock-downs and the end of free cards fall into the same months. A cross: too few figures ({ $unknown }). Each bar leads to the source of its December level.
province-levels-announced = As announced
province-levels-gso = On the statistics office's population
province-levels-old = over { $years } years old
province-levels-old-count = { $n ->
    [one] one place
   *[other] { $count } places
 }
province-levels-title = { $announced } provinces have a level as announced and { $gso } one on the statistics office's population that is not older than { $years } years (at the end of { $last })
province-levels-alt = Dots, the newest first. { $levels }.
province-levels-caption = The newest at the top: the order is that of days, no ranking. The upright mark is the country on the same day and scale, where it is known. Grey dots are old levels, a grey arrow stands for old ones beyond the left edge. The two parts are two scales, never mixed. Every point leads to its source.
known-years-title = { $share } of the cells of province and year { $first }–{ $last } hold a figure; { $half } of { $all } provinces have one in half of the years or more
known-years-alt = Coloured table of { $all } provinces by year. Years with a dated figure: { $provinces }.
known-years-caption = Grey: the ledger has no figure of that year, which does not mean zero. Darker means more figures: 1; 2–4; 5 and more, of any scheme, of districts too; targets are not counted.
denominator-ratios-panel = Source's population, % of the statistics office's
denominator-ratios-title = The population that sources use is { $low } to { $high } of the statistics office's, in the middle { $middle }; it is lower on { $under } of { $days } days that can be measured
denominator-ratios-alt = Dots, { $days } days in { $provinces } provinces: the population implied by a count and a rate published together, from { $low } to { $high } of the statistics office's, median { $middle }.
denominator-ratios-caption = The source's population is printed, or implied by its count and its rate of the same day. Below 100% the announced rate is higher than the one on the statistics office's population. Every dot leads to its source.
denominator-ratios-sentence = On { $days } days with both a count and a rate ({ $provinces } provinces) the population behind the rate is { $low } to { $high } of the statistics office's, median { $middle }: the two rates of one place cannot be compared directly.
national-trough = { $on } Decision 861/QĐ-TTg shortened the list of difficult communes. Against { $start }:
national-trough-rival = ; another source published
national-losses = { $n ->
    [1] People who lost a free card, by the source:
   *[other] People who lost a free card, by the sources:
 }
national-losses-differ = These numbers do not agree; they are gross and do not take off those insured again in another group.
national-card-trough = lowest level after the end of free cards by Decision 861
national-card-rival = { $on }; another source: { $others }
national-reason-last = In the last year it rose by { $points } points: { $before } { $start }, { $after } { $end }.
national-question-years = No announced level of 31 December for: { $years }.
national-question-losses = How many people lost a card on 1 July 2021: the sources differ by more than a factor of two.
national-question-provinces = { $old } of { $all } provinces have only a level older than three years; { $none } have no level of the whole province: { $names }.
audit-page-filter = Filter by province
audit-page-filter-hint = With or without accents, for example: can tho
national-reading-climb = The largest climb is { $points } points: { $before } { $start }, { $after } { $end }.
