"""Charts: one file a chart; each takes facts and words and returns a ``Chart`` block, no file and no state."""
