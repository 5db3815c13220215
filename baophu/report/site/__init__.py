"""Contents of the site's pages that are not notebooks: the index with its maps, and the data page."""
