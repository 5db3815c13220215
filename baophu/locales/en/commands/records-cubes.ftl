# Refusals while card records are counted and read.
records-none = No card records in { $folder }. Take in the office's table of cards first.
records-no-cubes = The card records in { $folder } have not been counted. Count them first.
records-no-code = { $file }: no payer group is known for { $codes } on the first day of a card. Add a line for each code to data/local/records/payer_groups.csv (columns code, valid_from, valid_to, group).
records-no-group = { $file }, row { $row }, code { $code }: there is no group { $group }. Choose one of: { $groups }
records-unreadable = { $file } is no Parquet file that can be read. Take in the office's table anew.
records-no-column = { $file } lacks the columns: { $columns }. Take in the office's table anew.
records-type = { $file }: a column has values of another type than days and whole numbers. Take in the office's table anew.
records-disagree = { $file }: joins, exits and moves do not add up to the change of the stock. This is a fault of the program; nothing was written. Please report it.
records-days = From { $start } to { $end } nothing can be compared: give two days, the earlier first, within { $first } to { $last }.
