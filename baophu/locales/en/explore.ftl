# The notebook for exploring in JupyterLab: choosers, charts, table, saving.

explore-find = Find a province
explore-find-list = Province (dated figures, newest year)
explore-find-hint = can tho, cần thơ, 92…
explore-found-none = No province is called “{ $text }”.
explore-found-many = “{ $text }” may mean several provinces: choose one in the list.
explore-found-drawn = Charts and tables are still those of: { $province }.
explore-province = { $n ->
    [one] { $province } ({ $count } figure, up to { $year })
   *[other] { $province } ({ $count } figures, up to { $year })
}
explore-province-empty = { $province } (no dated figure)
explore-parameters = The parameters cell and exported files still show the view that the notebook opened with. Lines to copy into that cell:
explore-scheme = Scheme
explore-scale = Scale
explore-first-year = From year
explore-last-year = To year
explore-scale-both = Both, kept apart
explore-scale-announced = As announced
explore-scale-gso = On the statistics office's population
explore-scale-labour = On the statistics office's labour force
explore-scale-persons = Persons

explore-title = { $province }, { $scheme } { $first }–{ $last }: { $newest }
explore-alt = Chart of { $scheme } in { $province }, { $first }–{ $last }. { $points }.
explore-caption = Every point on its day; only a 31 December is joined with the next one. Sources: { $sources }.
explore-stamp = baophu, data { $version }.
explore-value-announced = { $value } as announced
explore-value-announced-labour = { $value } as announced ({ $unit })
explore-value-gso = { $value } on the statistics office's population
explore-value-gso-labour = { $value } of the statistics office's labour force
explore-value-persons = { $value } { $unit }
explore-nothing = { $province } has no level of { $scheme } for the whole province in { $first }–{ $last }.
explore-nothing-but = { $province }, { $scheme } { $first }–{ $last }: nothing on this scale. There are figures under: { $others }.

explore-changes = Rises and falls ({ $n })
explore-audit = Arithmetic: { $wrong } contradictory of { $n } checks
explore-sources = Source of every figure
explore-about = { $province } · { $scheme } · { $first }–{ $last }
explore-point = Point at or click a mark (or use the Tab key) to see where that figure was published.

explore-compare-title = { $provinces }: { $scheme } { $first }–{ $last }
explore-compare-alt = Chart comparing { $scheme } in { $provinces }, { $first }–{ $last }. { $rows }
explore-compare-of = { $province }: { $points }.
explore-compare-empty = { $province } (no figure)
explore-compare-nothing = These provinces have no figure of { $scheme } in { $first }–{ $last } on the chosen scale.
explore-compare-add = Add a province
explore-compare-full = Six provinces at most; take one out to add another.
explore-compare-remove = Take { $province } out
explore-none = no figure

explore-table = Published figures, { $province }, { $scheme } { $first }–{ $last }
explore-table-hint = Click a column's head to sort; type to filter, accents do not matter.
explore-col-day = Day
explore-col-area = Area
explore-col-what = What
explore-col-printed = In the source
explore-col-value = Value
explore-col-unit = Unit
explore-col-publisher = Publisher
explore-col-source = Source
explore-col-address = Address
explore-col-claim = Figure's id
explore-table-search = Filter:
explore-table-info = _START_–_END_ of _TOTAL_ rows
explore-table-empty = No rows
explore-table-filtered = (filtered from _MAX_)
explore-table-length = _MENU_ rows a page
explore-table-nothing = No row matches

explore-save-which = Chart
explore-save-trajectory = Trajectory
explore-save-comparison = Comparison
explore-save-data = Data
explore-saved = { $name } was handed to the browser as a download.
explore-save-none = There is no chart to save yet.
explore-save-where = Files go to the browser's download folder; a picture carries its title and sources, data carry columns for source, address, place in the source and the figure's id.
explore-save-static = In JupyterLab there are buttons here that save the chart (SVG, PNG, PDF) and the data (CSV, xlsx).
