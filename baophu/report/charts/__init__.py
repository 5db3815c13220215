"""Charts, one module each: a function takes facts and words and returns a ``Chart`` block, without files or state."""
