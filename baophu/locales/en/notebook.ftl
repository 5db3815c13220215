# Words of the objects that a notebook shows.

object-level = Newest level { $scale }
object-grade = Reliability of the latest level (A to E)
object-changes = Changes in the ledger
object-contradictions = Published figures that do not agree
object-checks = { $n ->
    [one] in { $count } check
   *[other] in { $count } checks
}
object-figures = Figures in the ledger
object-levels = Provinces with a dated level

import-would = { $file }: understood; nothing was written (exit code { $code }).
import-done = { $file }: written into the copy of the data (exit code { $code }).
import-asks = { $file }: the table leaves things open, the importer asks back (exit code { $code }).
import-refuses = { $file }: cells that cannot be right, nothing was written (exit code { $code }).
