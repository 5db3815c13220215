# Charts, tables and pages of an analyst's own.

cell-yes = yes
cell-no = no
own-figure-empty = There are no figures to draw.
own-figure-alt = { $of } by { $by }: { $n ->
    [one] one figure
   *[other] { $count } figures
}. First: { $first }. Last: { $last }.
own-table-empty = The table has no rows.
own-page-kicker = An analysis of published figures
own-page-description = { $title }: every figure leads to its source.
own-page-figures = Figures cited
