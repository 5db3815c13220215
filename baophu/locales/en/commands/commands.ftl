# What commands report while they run and at their end, and calls that they refuse.

# Refusals that name what there is.
near = Did you mean { $name }?
choose = Choose one of: { $names }
none = none
no-data = There are no data: { $folder } holds no areas.csv. Name the folder of the tables in the variable BAOPHU_DATA, or call this in a checkout of the project.
lapse-by-name = The page of card records is built by: make lapse PROVINCE=can-tho FROM=2021-12-31 TO=2022-06-30, or make lapse-demo.
lapse-which = Name a province, or say --synthetic.
lapse-no-source = There is no source of card records { $name }.
no-profile = There is no page format { $name }.
no-engine = There is no engine { $name }. There are: { $names }
bad-deadline = BAOPHU_CELL_SECONDS is { $given }; give a number of seconds greater than 0
no-scheme = There is no scheme { $name }.
no-scale = There is no scale { $name }.
no-chart = There is no chart { $name }.
no-example = There is no example { $name }.
no-answer = The importer has no option { $name }.
no-period = { $text } is no period.
bad-period = The period { $text } ends before it starts or is not covered.
give-years = Give years within { $first }-{ $last }, such as '2020-2023' or '2022'
too-many-provinces = { $count } provinces are too many for one chart. Name at most { $most } beside { $province }.
bad-years = The years { $first } to { $last } are not covered. Choose from { $from } to { $to }.
unknown-province-here = { $refusal }; in a notebook: baophu.provinces(). See docs/api.md
no-notebook = There is no notebook { $name }.
all-notebooks = Under notebooks/: { $names }
unreadable-notebook = { $notebook } is no notebook that can be read
language-as-parameter = The language is given with --language or REPORT_LANG, not as a parameter
no-language = { $notebook } declares no language: it is the same in all
no-parameter = { $notebook } has no parameter { $name }.
no-parameter-here = The notebook has no parameter { $name }.
all-parameters = It declares: { $names }
undeclared = no parameter "{ $name }".
undeclared-near = no parameter "{ $name }". Did you mean "{ $near }"?
undeclared-all = { $label }: { $faults } Declared: { $names }.
bad-parameter-cell = { $notebook }: the cell tagged parameters is no Python: { $fault }
bad-parameter-plain = { $notebook }: { $name } = { $value } has to be a plain value, such as 2023
bad-parameter-kind = { $notebook }: { $name } = { $value } is no { $kind }, which its default { $default } is

# What was built.
built = built: { $files }
wrote = wrote { $file }
sent = sent { $count } files to { $place }
plan = { $current } of { $all } up to date, { $stale } to build
plan-processes = { $plan } with { $count } processes
plan-cluster = { $plan } on a cluster ({ $address })
progress-counts = { $done } done, { $failed } failed, { $left } left
progress-built = built  { $label }  [{ $counts }]
progress-failed = FAILED { $label }: { $fault }  [{ $counts }]
progress-page = built  { $label }
run-built = { $built } built, { $failed } failed
run-failed = failed: { $label }: { $fault }
run-stopping = stopping: what is being built is finished first
run-stopped = stopped; finished reports are whole, and the next call goes on from here

# What has changed since a report was built.
why-current = up to date: nothing that it shows has changed
why-never = never built
why-unknown = built by another version of baophu, whose record does not say from what
why-output = output { $file } is missing or altered
why-parameter = parameter { $name } changed
why-package = the code of baophu changed
why-notebook = the notebook, or a file beside it, changed
why-lock = the locked versions of libraries changed
why-data = the data changed
why-unsettled = something changed while it was built

# The list of provinces.
provinces-province = PROVINCE
provinces-figures = FIGURES
provinces-levels = LEVELS
provinces-newest = NEWEST LEVEL
provinces-level-announced = { $pct }% announced, { $day }
provinces-level-gso = { $pct }% on the statistics office's population, { $day }
provinces-year = { $year } (year alone)
provinces-no-level = no dated level of the whole province
provinces-none = no figure yet
provinces-own = ({ $count } of your own)

# Cells of a notebook that fail.
cell = cell { $number } "{ $source }"
cell-error = cell "{ $source }": { $error }
not-executed = { $notebook } has not been run: its page would be empty. Run all its cells and save it, then export it
not-one-run = { $notebook } does not come from one run: { $cells }. Run all its cells again from the top (Restart Kernel and Run All Cells) and save it, then export it
cell-kernel = the kernel
cell-slow = { $label }: { $place }: ran longer than { $seconds } seconds
cell-died = { $label }: { $place }: its process died; is there enough memory?
worker-died = the worker process died; is there enough memory?

# What make audit and changes print of the analysis.
console-check = { $day }  { $area }  { $scheme }  { $check }: printed { $printed }, implied { $implied } { $unit }  { $claims }
console-checks = { $count ->
    [one] 1 contradiction in { $checks } checks of { $figures } figures
   *[other] { $count } contradictions in { $checks } checks of { $figures } figures
}
console-change = { $first } to { $last }  { $area }  { $scheme }/{ $group }  { $size }  { $verdict } ({ $reason })
console-no-change = no change between two days in the figures of the ledger
console-people = { $count } people
console-points = { $points } points
console-country = country { $low } to { $high }
console-relative = { $pct } % of the start

# What differs between the facts of a place then and now.
compared-figure = printed figure
compared-level = level
compared-country = country
compared-population = populations
compared-change = change
compared-social = social insurance
compared-estimate = estimate
compared-target = target
compared-check = check of prints
compared-grade = grade
compared-missing = missing figure
compared-source = source
compared-event = event
compared-word = words and areas
compared-province = province
compared-new = { $name }: new: { $what }
compared-gone = { $name }: gone: { $what }
compared-differs = { $name } differs
compared-fields = { $count } more values
compared-more = ... and { $count } more
diff-heading = Data of { $revision } and of today, both read by today's code. Changed files: { $files }
diff-place = { $name } ({ $place })
diff-failed = { $place }: not compared: { $fault }
diff-same = Nothing that reports say has changed: { $count } compared
diff-summary = { $changed } of { $count } compared have changed
diff-audit = audit of all figures
diff-unreadable = The data of { $revision } cannot be read by today's code: { $fault }
diff-not-owner = git does not read { $root }, because the folder belongs to another user. Say: git config --global --add safe.directory { $root }
