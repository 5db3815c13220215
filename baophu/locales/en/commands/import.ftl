# What make import and make template ask, refuse and report.

undecided = The file leaves this open; nothing was written. Answer with the options named, all in one call:
undecided-wrong-too = Beside the questions, these cells are wrong:
faults = { $count ->
    [one] 1 fault; nothing was written
   *[other] { $count } faults; nothing was written
}
faults-more = ... and { $more } more of the same table

# What columns are.
role-area = area
role-date = date
role-month = month
role-quarter = quarter
role-year = year
role-scheme = scheme
role-group = group
role-kind = kind
role-unit = unit
role-figures = figures
role-province = province

# The file.
wrong-no-file = there is no such file
wrong-empty = the file holds nothing
wrong-old-excel = a workbook locked with a password, or a damaged file
wrong-ending = files that end in { $ending } are not read
wrong-no-ending = files that end in nothing are not read
wrong-ods = not an OpenDocument spreadsheet, a damaged one, or one locked with a password
wrong-not-whole = not a whole Excel file ({ $fault })
wrong-not-excel = not an Excel file, or a damaged one
wrong-sheet-large = a sheet too large to open here
wrong-quote = a quotation mark that is not closed, or closed in a later row
cure-quote = Remove it, or double it, and save the file anew
wrong-width = a row of { $count } cells below a header of { $width }
cure-wide = Put quotation marks around numbers with commas and around texts with separators, or save the table as .xlsx
cure-narrow = Add the missing separators, or save the table as .xlsx
wrong-font = the words are written in { $font }, not in Unicode
cure-font = Convert them to Unicode first, for instance with UniKey (Ctrl+Shift+F6)
wrong-no-encoding = there is no encoding { $encoding }
wrong-encoding = not in { $encoding } ({ $fault })
wrong-file-changed = the file was changed while it was read
wrong-no-rows = no row of figures below the header
wrong-many-figures = the table holds more than { $most } figures, the most that are taken at once
cure-check-file = Check FILE=
cure-save-as = Open it and save a copy as .xlsx, .ods or CSV UTF-8
cure-libreoffice = Open it in LibreOffice, save a copy and import that
cure-excel = Open it in Excel or LibreOffice, save a copy and import that
cure-sheet-csv = Save the sheet as CSV UTF-8 and import that
cure-encoding = Say --encoding utf-8 or cp1258
cure-csv = Save it as CSV UTF-8
cure-import-again = Import it again
cure-sheet-or-header = Check the sheet, or --header-row
cure-many-figures = Name one province: PROVINCE=ha-tinh, or give fewer years or groups: reports need the totals of each month at most
ask-encoding = line { $line } is not UTF-8. As Vietnamese Windows it reads { $words }. Which encoding is it?
answer-cp1258 = --encoding cp1258  if that reads right
answer-save-csv = or save it from Excel as 'CSV UTF-8'; files in TCVN3 or VNI fonts need converting first

# The table in the file.
ask-no-sheet = there is no sheet { $sheet } with anything in it
ask-which-sheet = several sheets hold tables. Which one?
ask-no-header = no row of headers is understood
answer-header-row = --header-row 5  if it is the fifth row
answer-name-columns-form = or name the columns in the file in words of docs/import.md; make template gives a form
ask-whose = whose figures are they? No column names the province of each row
answer-whose = PROVINCE=ha-tinh (--province ha-tinh)  if all are of one province
answer-province-column = or name the column of the provinces 'Tỉnh'
note-sheets = other sheets are left out: { $sheets }
ask-hidden = these rows and columns are hidden and hold something: { $names }. Are they part of the table?
answer-hidden-out = --hidden leave-out  take only what is seen
answer-hidden-read = --hidden read  take them too
note-unseen = an old Excel file gives its values alone: text struck out, footnote marks, hidden rows and formats were not seen, and noughts are taken as no figure
note-dropped = text struck out, superscripts and subscripts are left out: { $places }

# Columns.
ask-skip-unknown = --skip { $name } names no column
answer-columns = the columns are { $columns }
ask-header = the header { $title } is not understood, and figures stand below it. What are they?
ask-without-header = a column without header is not understood, and figures stand below it. What are they?
answer-skip-column = --skip { $column }  if they are not to be imported
answer-name-column = or name the column in the file in words of docs/import.md, such as 'Số người' or 'Tỷ lệ bao phủ'
ask-two-columns = columns { $columns } both say the { $role }. Which one counts?
wrong-no-figures = no column of figures
cure-name-figures = Name one, such as 'Số người'
note-column-left = column { $column } { $title } is not imported

# Rows that are left out, and why.
skip-no-figures = no figures: { $text }
skip-section = said of the rows below: { $text }
skip-total-over = a total over times or schemes is no figure of one of them
skip-words = no figures but words: { $text }
skip-example = the form's example
skip-column-numbers = numbers of columns
skip-header-again = the header again
skip-as-told = left out as told: { $text }
skip-outside = outside the province: { $text }

# Areas.
wrong-second-table = a second table begins here
cure-second-table = Put each table on a sheet of its own
wrong-group-row = a row of a group or scheme among areas
cure-group-row = Write groups and schemes into a column of their own, in every row
wrong-merged = one figure for several merged cells
wrong-raised = the whole cell is raised or lowered as a footnote mark is
cure-raised = Take superscript or subscript off a figure, and clear a mark
wrong-split-number = digits where words are expected, beside digits: a number was split at its comma
cure-split-number = Put quotation marks around numbers with commas, or save the table as .xlsx; --skip { $column } if the digits are the column's own
wrong-leading-zero = a number does not begin with a nought: it may be the end of one that was split at its comma
wrong-other-unit = the cell says { $own }, its header { $unit }
cure-other-unit = Correct the one that is wrong in a copy of the file
cure-merged = Unmerge the cells and give each its own figure
wrong-no-area = figures without an area
cure-no-area = Write the area into the cell, or merge it
wrong-no-province-said = figures without a province
wrong-no-province = no province has this name
cure-no-province = { $hint }; or --area { $pair } to leave its rows out
ask-doubtful-area = { $name } may be { $areas }. Which?
ask-outside = outside the province asked for: { $names }. Leave them out?
ask-own-name = is { $name } the whole province or its city? It stands among other areas
answer-own-province = --area { $pair }  the province
answer-own-city = --area { $pair }  the city
ask-unknown-areas = areas that areas.csv does not have: { $names }
answer-near-area = { $name }: did you mean { $areas }? --area { $pair }
answer-add-areas = --add-areas  if they are parts of the province, to add them as local areas
answer-leave-out = --area { $pair }  to leave the rows of a name out, such as a subtotal

# Words for codes.
ask-unknown-words = unknown { $role }: { $names }. Write one of the known words into a copy of the file
answer-nearest = nearest: { $codes }
answer-known = known: { $codes }

# What a column counts.
ask-also = { $asks } (also columns { $columns })
ask-scheme = of which scheme are the figures?
answer-scheme-unit = with rates of another scheme than bhyt, say --unit too
ask-kind = what are the figures: persons, or a rate of what?
answer-other-kinds = other kinds and units stand in data/codes.csv
ask-unit = in what unit is the { $kind }?
ask-percent = the { $kind } is percent of what?
ask-percent-plan = the { $kind } is percent of what? (the table speaks of a plan: { $plan })
answer-attainment = --kind attainment  if it is percent of a plan
ask-scale = does every figure stand for so many? The table says { $text }
answer-persons = --scale 1  if they are persons
ask-plan = { $text } speaks of a plan. Are the figures targets?
answer-plan = --kind target_count  they are targets, counts and rates alike
ask-uninsured = { $text } speaks of people who are not insured. Are the figures theirs?
answer-uninsured = --group uninsured  they are those not insured
ask-change = { $text } speaks of a rise or fall. Are the figures people who joined, or levels?
answer-flow = --kind flow  people who joined during the period
ask-other = { $words } in { $text } is not understood. Does it say whose figures they are, or what they count?
answer-other = say so in the header, in a copy of the file
ask-conflict = { $text } says another unit, scheme or group than the header. Correct the one that is wrong in a copy of the file
ask-answer = { $text } names another time than --as-of or --year, which overrule nothing that the file says. Leave the option out
ask-day = { $text } names an earlier time than the figures. Correct the one that is wrong in a copy of the file
answer-ignore = --ignore { $place }  if this text has nothing to do with the figures, which are what their headers say
ask-section = { $text } stands above rows of figures and is not understood. What does it say of them?
ask-section-total = is { $text } the total of { $section } or of all? Put it right in the file, or leave it out
ask-title-province = { $text } names another province. Whose figures are they?
ask-title-part = { $text } names a part of the province. Is the total the figure of that part?
answer-title-part = --area { $pair }  it is; --add-areas too, if areas.csv does not have it
wrong-kind = a { $kind } is not imported
cure-kind = Give the level of each day as a count or a rate

# Days.
ask-order = { $text } reads as two days, and no other date decides
answer-order = --date-order { $order }  { $text } is { $day }
ask-time = of which day are the figures? The table says none
answer-year = --year YYYY  of a year
ask-year = of which year?
ask-year-above = of which year? Above the table stands { $text }
wrong-role-contradicts = the { $role } contradicts the row's date
wrong-two-times = the row and the header say different times
cure-correct-one = Correct one of them
wrong-swapped = some dates are real dates and some are text, and Excel may have swapped day and month of { $day }
cure-swapped = Make the column all dates or all text in the file
wrong-two-orders = day comes first here, but month comes first in { $place } { $text }
cure-two-orders = Write all dates of the column in one order
wrong-without-role = figures without a { $role }
cure-without-role = Write it into the cell, or merge it
wrong-short-year = a year of two digits
cure-short-year = Write the year in four digits, such as { $such }
wrong-serial-day = not a date but a spreadsheet's number for one
cure-serial-day = Format the cells as dates in the file
wrong-not-role = not a { $role }
cure-not-role = Write a day as 31/12/2022, a month as 12/2022, a year as 2022
wrong-no-such-day = its day { $day } is in no calendar
cure-no-such-day = Correct the date of the row or header
wrong-day-range = the day { $day } is out of range
cure-day-range = Figures from { $year } on are taken; correct the date
wrong-day-ahead = the day { $day } is still to come
cure-day-ahead = Correct the date
wrong-area-ended = the area ended on { $day }
cure-area-ended = Give figures up to that day; later ones belong to the merged province

# Numbers.
wrong-error = an error of the spreadsheet
cure-error = Repair the formula in the file and save it
wrong-formula = a formula without a stored result
cure-formula = Open the file in Excel or LibreOffice, save it and import again
wrong-day-as-figure = a date where a figure should stand
cure-day-as-figure = Excel turned what was typed into a date; type the figure again
wrong-percent-in = a percentage in a column of { $unit }
cure-percent-in = Correct the cell, or its column's header
wrong-not-number = not a number
cure-not-number = Type the figure alone, such as 1.052.062 or 90,4
wrong-not-mark = not a number whose decimal mark is { $mark }
cure-not-mark = Correct the digits, or say --decimal
wrong-part = { $value } { $unit } is not a whole number
cure-part = If 1.052 was typed for 1052, correct the cell; if it was computed, round it in the file
wrong-two-marks = its decimal mark is a comma here, but a dot in { $place } { $text }
cure-two-marks = Write all numbers of the column in one way, or say --decimal to see which differ
ask-mark = { $text } reads as two numbers, and no other cell of the column decides.
answer-mark = --decimal { $mark }  { $text } is { $value }
ask-fractions = every rate of the column lies between 0 and 1, such as { $text }. What are they?
answer-fraction = --rates-as fraction  0.9 is 90%
answer-percent = --rates-as percent  0.9 is 0.9%
note-shown = { $count } rates hold more digits than they show; they are taken as shown
wrong-shown = the cell shows another number than it holds ({ $value })
cure-shown = Show the whole number in the file: its format shortens it
note-title-time = the day { $day } is taken from { $text }
note-plan = the figures are targets, as { $text } says

# Sizes, and figures given twice.
wrong-rate = a rate outside 0-100
cure-rate = Correct the cell, or the column's header
wrong-tiny-rate = a health insurance coverage of one per cent or less
cure-tiny-rate = If 0.904 means 90.4 %, write it so in the file
wrong-below-zero = a { $kind } below zero
cure-below-zero = Drop the sign; falls are not imported, give the level of each day
wrong-over-population = more than the population of the area or its province ({ $people })
cure-over-population = Check the digits and the area
wrong-given-twice = the same area, scheme, kind and day as { $place }, which says { $value }
cure-given-twice = Keep the right one, or tell the rows apart
wrong-earlier = an earlier import says { $value } ({ $where })
cure-earlier = Say --replace if this file is right
note-repeated = { $count } figures stand twice with the same value and are taken once
wrong-lacking = an earlier file of this name had { $count } figures that this one lacks: { $names }
cure-lacking = --replace drops them; import this file under another name to keep them
note-lacking-dropped = dropped: { $what }
note-total = { $place }: the total row says { $total }, its rows add up to { $sum }; both are kept as they stand
ask-total-small = is the total row the whole province's? { $total } is { $share } of the population
ask-total-communes = the rows are communes. Is { $text } the total of a district, or of the province?
answer-own-total = --area { $pair }  the whole province's

# The summary; its first words are as wide as a column of ten.
summary-file = file      { $file }, sheet { $sheet }
summary-layout-long = layout    long: one figure a row and column; headers in { $rows }
summary-layout-wide = layout    wide: times or schemes across; headers in { $rows }
summary-row = row { $row }
summary-rows = rows { $first }-{ $last }
summary-no-header = (no header)
summary-figures = figures   { $count }
summary-count = { $count } of { $what }: { $kind } in { $unit }
summary-dates = dates     { $first } to { $last }
summary-areas = areas     { $count }: { $areas }
summary-new = new       local areas: { $areas }
summary-total = total     row { $row } is the province's own
summary-skipped = skipped   row { $row }: { $reason }
summary-skipped-more = skipped   { $count } more rows
summary-blank = blank     { $count } cells without a figure
summary-note = note      { $note }
summary-reads = reads     { $place }: { $area }, { $what }, { $kind } of { $day }: { $value } { $unit } (from { $text })
outcome-nothing = nothing new: all { $count } figures of { $file } were imported before
outcome-wrote = wrote { $count } figures to { $home }
outcome-would-write = would write { $count } figures to { $home }
outcome-wrote-provinces = wrote { $count } figures of { $provinces } provinces to { $home }
outcome-would-write-provinces = would write { $count } figures of { $provinces } provinces to { $home }
outcome-same = { $words }; { $count } were there already
outcome-replaced = { $words }; { $count } earlier ones replaced
outcome-dropped = { $words }; dropped { $count } that this file lacks

# The form, and answers that mean nothing.
form-exists = { $file } exists and may hold figures. Give another name with --output, or overwrite: --force
form-wrote = wrote { $file }
bad-pair = { $given } is not NAME=AREA, such as 'H. Ky Anh=ha-tinh-ky-anh'
bad-day = { $given } is not a day such as 2022-12-31 or 31/12/2022
bad-code = { $given } is not one of { $codes }
