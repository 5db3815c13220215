# Words of the page: labels, source entries, the data that goes with it, how to cite it.

label-chart = Chart
label-table = Table
label-back = Show in
label-copy = Copy this sentence
label-copied = Copied
label-swipe = Swipe sideways to see the whole chart
label-tap = Tap again to go to the source.
label-made = The code that made this report

sources-col-use = What is made of it
source-status = status: { $status }
source-plan = plan of: { $owner }
source-copy = copy held as { $file }
source-not-linked = copy, not linked
sources-copies = A copy is an article held as a file; the ledger has no web address of it.
use-point = the point { $pct } { $scale }
use-national = Viet Nam's level of { $pct } { $scale }
use-estimate = estimates for 31 December { $years } ({ $scale })
use-change = change { $period }
use-beside-change = beside the change { $periods }
use-target = distance to the target of { $years }
use-pace = pace needed for { $years }
use-social = social and unemployment insurance over time
use-push = Viet Nam's year-end rise of { $years }
use-check = arithmetic ({ $n ->
    [one] one check
   *[other] { $count } checks
 })
use-check-against = arithmetic ({ $n ->
    [one] one check
   *[other] { $count } checks
 }, { $against } contradicted)
use-grade = grade of confidence

data-title = Data and citation
data-intro = Every figure and every point of this report stands in one table, one row a figure with its source. The table is inside this file; downloading it takes no network.
data-csv = Table of the data (CSV)
data-csv-note = { $rows } rows, UTF-8, opens in Excel
data-package = Description of the table (datapackage.json)
data-package-note = meaning of every column, units, licence, sources
data-on-paper = The table of this report's data ({ $rows } rows of CSV, with a Data Package descriptor) stands inside the HTML version of the same report.
data-licence = The table is licensed CC BY 4.0, with the source of every figure.
data-licence-local = The table holds { $count } figures of the office's own that are not published: ask the office before passing them on. The rest is licensed CC BY 4.0, with the source of every figure.
citation-title = Citation
citation-intro = When you use a figure, please also cite where it was published; its source entry says so.
citation-text = baophu. { $title }. Data version { $data }, newest figure: { $date }.
citation-note = Data version { $data }, newest figure: { $date }
copy-citation = Copy the citation
copy-bibtex = Copy BibTeX
