"""A long table of all provinces into Parquet by province, a batch of rows at a time.

The file is read twice and never held whole: ``survey`` gathers what differs (labels, days, shapes of numbers),
``settle`` lets the importer's own rules say what each of those means and asks what it cannot decide, ``convert`` turns
rows into codes and spills them by province, ``places`` sorts a province, holds it against earlier imports and writes
it. ``batches`` reads files, ``choose`` finds header and columns, ``run`` is the whole of it, ``summary`` its words.
"""
