"""Export a notebook as one HTML file."""
