"""What the pages of the site that are no notebooks say: the index with its maps, the data page."""
