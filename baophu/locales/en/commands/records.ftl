# What make records asks, refuses and reports. No message holds the number or the row of a person.

# The folder and its key.
records-not-ignored = Git does not ignore { $folder }, so that card records would enter a commit. Add data/local/ to .gitignore
records-key-damaged = The key { $file } does not have 32 bytes. Restore it from a copy; without it, delete it and take all files in anew
records-key-readable = Other users can read the key { $file }. Run: chmod 600 { $file }
records-synced = WARNING: { $folder } seems to be copied to other machines. Keep card records in a folder that is not

# Columns.
records-role-card = card number
records-role-number = social-insurance number
records-role-grp = payer group
records-role-valid-from = first day of the card
records-role-valid-to = last day of the card
records-role-term = months paid
records-role-district = district
records-role-agent = agent
records-role-issued-on = day of issue
records-role-died-on = day of death
records-role-moved-on = day of moving away
records-no-role = There is no column { $name }.
records-ask-header = no row of headers is recognised among the first rows
records-answer-header = name the columns in words of docs/records.md, such as 'Mã thẻ BHYT', 'Từ ngày', 'Đến ngày'
records-ask-column = which column is: { $role }? Columns that are not read: { $columns }
records-ask-export = no column is left that could be: { $role }. Export it too
records-ask-replace = { $earlier } cards were taken in before, and these files hold { $now }. Each intake takes the place of the one before: give the earlier files too, or is it meant?
records-ask-two = several columns may be: { $role }. Which one is it?
records-ask-no-title = no column has the header given for: { $role }
records-ask-last-day = which day is the last one of the data, on which the file was exported? Cards that start later are not counted
records-personal-column = the column { $column } looks personal and is never read; it cannot be: { $role }
records-ending = files that end in { $ending } are not read. Give CSV, Parquet, .xlsx or .ods
records-no-cards = no row of a card that could be kept
records-only-events = no file lists cards, only deaths and moves. Give the list of cards in the same call

# Wrong cells, named by their rows.
records-fault = { $file } row { $rows }, column { $column }: { $rule }. { $cure }
records-more-rows = {" "}and { $count } more rows
records-line = { $file } line { $line }
records-rule-number = no social-insurance number of 10 digits, nor a card number of 15 characters
records-cure-number = Export the number as text
records-rule-rounded = a number rounded by a spreadsheet, whose last digits are lost
records-cure-rounded = Export it anew with the column as text
records-rule-code = no payer group that is known; a number of 10 digits needs a column of its own for the payer group
records-cure-code = Say --group "TEXT=GD" for each text, or add the code to data/local/records/payer_groups.csv
records-rule-valid-from = no day as DD/MM/YYYY, or one before health insurance began (1/10/1992)
records-cure-valid-from = Correct the day
records-rule-valid-to = no day as DD/MM/YYYY; a card without end is blank
records-cure-valid-to = Correct the day
records-rule-term = no number of months between 0 and 72
records-cure-term = Correct it, or leave the cell blank
records-rule-district = no district of the province
records-cure-district = Say --area "NAME=can-tho-ninh-kieu" for each name
records-rule-agent = no code of unaccented letters and at least one digit; names and phone numbers of agents are not read
records-cure-agent = Give the agents' codes, or leave out --with-agents
records-rule-issued-on = no day as DD/MM/YYYY
records-cure-issued-on = Correct it, or leave the cell blank
records-rule-died-on = no day as DD/MM/YYYY
records-cure-died-on = Correct it, or leave the cell blank
records-rule-moved-on = no day as DD/MM/YYYY
records-cure-moved-on = Correct it, or leave the cell blank
records-rule-shape = wider or narrower than the header, a quotation mark that is not closed, or letters that are not UTF-8
records-rule-unreadable = the file cannot be read ({ $fault })
records-cure-shape = Export the file anew as CSV UTF-8
records-unknown-code = { $file }: payer groups that are not known, with their rows: { $names }
records-unknown-district = { $file }: districts that are not known, with their rows: { $names }
records-faults = { $count ->
    [one] 1 kind of fault; nothing was written
   *[other] { $count } kinds of faults; nothing was written
}
records-skip-faulty = --skip-faulty leaves the rows with faults out and counts them

# What was taken in.
records-columns = { $file }: read { $columns }
records-columns-personal = { $file }: personal columns, never read: { $columns }
records-columns-unread = { $file }: columns not read: { $columns }
records-reading = reading
records-counting = counting
records-days-of = from { $start } to { $cut }: from the first day on which a card ended (--since names another) to the last day of the data
records-count-rows = rows
records-count-kept = cards kept
records-count-persons = persons
records-count-parts = files
records-count-events = deaths and moves
records-count-duplicates = rows that repeat another
records-count-faulty = rows with faults, left out
records-count-collisions = numbers that share a hash with another: delete the key and take all files in anew
records-count-blank = blank rows
records-count-inverted = rows that end before they begin, left out
records-count-old-number = cards of before 1/8/2017 whose digits are no lasting number, left out
records-count-padded = numbers of 9 digits, completed with a leading 0
records-count-other-province = cards of other provinces
records-count-term-from-dates = cards whose months were worked out from their days
records-count-after-last-day = cards that begin after the last day of the data, not counted
records-count-open-ends = cards without end
records-count-persons-with-overlaps = persons with overlapping cards
records-count-persons-with-two-ends = persons with two ends for one start
records-next = { $folder } is ready: baophu.records("{ $province }").stock() and so on, docs/records.md

# Frames.
records-threshold = A threshold of { $k } persons is too low: at least { $floor }
records-office-only = k=None shows every count and works for records of data/local/records of this checkout only
records-month-ends = Small counts are hidden in tables between month ends only. Give two last days of months, such as 2021-12-31 and 2022-06-30
records-no-choice = There is no table for { $given }.
