# What make check says of data/: rules that rows break, and how to mend them.

problems = { $count ->
    [one] 1 problem in data/
   *[other] { $count } problems in data/
}
checked = data/ keeps every rule
checked-before = data/ keeps every rule (as when it was last checked: nothing has changed)

# Files.
rule-no-file = file is missing
mend-no-file = Restore it from version control
rule-empty-line = empty line
mend-empty-line = Delete the line
rule-width = row has { $cells } cells, the header { $width }
mend-width = Quote cells that hold a comma; keep every column
rule-mark = byte-order mark at the start
mend-mark = Save as UTF-8 without BOM
rule-line-ends = Windows line ends (CRLF)
mend-line-ends = Save with LF line ends
rule-encoding = not UTF-8
mend-encoding = Save the file as UTF-8
rule-header = header: { $faults }
header-lacks = missing { $names }
header-unknown = unknown { $names }
header-order = columns repeated or in another order
mend-header = The columns are { $names }
rule-space = space around the value
mend-space = Delete it
rule-letters = letters broken by a wrong encoding
mend-letters = Type the Vietnamese anew, save as UTF-8
rule-formula = formula
mend-formula = Put the value in its place

# Columns.
rule-missing = missing
rule-type-slug = not an identifier
rule-type-number = not a plain number
rule-type-integer = not a whole number
rule-type-year = not a year
rule-type-locator = not a place
rule-type-date = not a day of the calendar
mend-type-slug = Use lower-case ASCII letters, digits and hyphens
mend-type-number = Write digits with a dot for decimals, such as 1052062 or 92.5
mend-type-integer = Write digits alone, such as 1052062
mend-type-year = Write a year of four digits, such as 2023
mend-type-locator = Write para:N, table:LABEL, sheet:LABEL, title or unrecorded
mend-type-date = Write the day as YYYY-MM-DD, such as 2023-11-30
rule-code = not a { $field } code
rule-refers = not in { $place }
rule-low = below { $low }
where-codes = data/codes.csv, field { $field }
mend-allowed = The allowed values stand in { $where }
mend-near = Did you mean { $names }? The allowed values stand in { $where }

# Cells that must not be blank: what the column means.
fill-claims-as-printed = Fill in: The figure's token, letter for letter
fill-sources-title = Fill in: Title as printed, or a descriptive one where the note says so
fill-sources-publisher-vi = Fill in: Who published it, as it calls itself in Vietnamese
fill-sources-publisher-en = Fill in: The same in English
fill-areas-name-vi = Fill in: Vietnamese name
fill-areas-name-en = Fill in: Name without accents
fill-areas-full-name-vi = Fill in: Full Vietnamese name with its rank
fill-area-aliases-alias = Fill in: Name as people write it
fill-poor-households-as-printed = Fill in: The figure's token, letter for letter
fill-events-instrument-vi = Fill in: Law, decree, decision or resolution
fill-events-label-vi = Fill in: Short name in Vietnamese
fill-events-label-en = Fill in: Short name in English
fill-decisions-reason-vi = Fill in: Reason in Vietnamese
fill-decisions-reason-en = Fill in: Reason in English
fill-codes-code = Fill in: The code
fill-codes-label-vi = Fill in: Vietnamese words for it
fill-codes-label-en = Fill in: English words for it

# Rows and tables together.
rule-duplicate = duplicate { $key }
mend-duplicate = The first stands at { $place }; give this one its own or delete it
rule-decomposed = Vietnamese letters decomposed (NFD)
mend-decomposed = Type or convert them as NFC
rule-target = targets and plans stand in targets.csv, not among the claims
mend-target = Move the row there, with its year as target_year
rule-token = not a printed number
mend-token = Keep the figure alone, such as 1.052.062 or 92,5%
rule-reads = as_printed { $text } reads as { $values }
mend-reads = Correct the value or the token
rule-undated = undated figure is not marked as evidence
mend-undated = Date it, or set obs_status to U
rule-alone = does not go with as_of
mend-alone = Give both, or neither
rule-last-day = precision is { $precision }
mend-last-day = Use the last day of the printed month or year
rule-base = not before as_of { $day }
mend-base = Put the earlier day into base_as_of
rule-published = after its source was published ({ $day })
mend-published = Give the day of the print; an expected figure has obs_status E, F or P
rule-share = a share of a whole outside 0-100
mend-share = Correct the value, or its unit
rule-below-zero = a { $kind } below zero
mend-below-zero = A fall is a change; else drop the sign
rule-no-base = a { $kind } without a reference date
mend-no-base = Give the day it is reckoned from
rule-no-owner = { $kind } without an owner
mend-no-owner = Say whose plan; unstated if not printed
rule-other-file = stands in another area's file
mend-other-file = Move the row to the file of { $area } or its province
rule-no-address = neither address nor file name
mend-no-address = Give one of them
rule-no-day = no date and no words that there is none
mend-no-day = Give the day, or say in published_note that none is printed
rule-population = more than the population of { $area } ({ $people })
mend-population = Check area and digits
rule-rate = { $count } of { $base } is not { $rate } %
mend-rate = Check the digits of both
