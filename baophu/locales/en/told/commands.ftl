# What commands report while they run and at their end, and calls that they refuse.

# Calls.
call-usage = Usage: { $usage }
call-help = Try '{ $command } --help' for help.
call-wrong = Error: { $fault }
call-no-option = No such option { $name }.
call-no-command = No such command { $name }.
call-near = Did you mean { $names }?
call-nearest = (Did you mean one of: { $names }?)
call-lacks = Missing option { $name }.
call-no-argument = Missing argument { $name }.
call-no-value = Option { $name } requires an argument.
call-extra = Got unexpected extra argument ({ $names })
call-bad-value = Invalid value for { $name }: { $fault }
call-choice = { $given } is not one of { $names }.
call-no-number = { $given } is not a valid integer range.
call-below = { $given } is not in the range x>={ $low }.
call-range = { $given } is not in the range { $low }<=x<={ $high }.

# Refusals that name what there is.
near = Did you mean { $name }?
choose = Choose one of: { $names }
none = none
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
up-to-date = up to date: { $files }
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
why-current = up to date: nothing it used has changed
why-never = never built
why-no-parts = built by another version of baophu, whose record does not say what the report used
why-output = output { $file } is missing or altered
why-parameter = parameter { $name } { $how }
why-row = { $file }: row { $name } { $how }
why-row-pooled = { $file }: row { $name } { $how } (enters what is worked out over all provinces)
why-rows = { $file }: { $count } more rows changed, added or removed
why-rows-pooled = { $file }: { $count } more rows changed, added or removed (enters what is worked out over all provinces)
why-code = code: { $name } { $how }
why-file = { $name } { $how }
how-added = added
how-removed = removed
how-changed = changed
how-used = is used now
how-unused = is no longer used

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
